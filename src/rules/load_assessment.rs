//! The parts of a rule file about assessment: cycles and penalty points.

use chrono::NaiveDate;

use super::assessment::{
    CycleKind, CycleRule, DelayRule, PointsFamily, PointsRule, PointsStep, PointsTally,
};
use super::cited::{Cited, confidence};
use super::fields::Fields;
use crate::domain::SortRows;

/// Reads what a kind of cycle says beside its word.
type ReadKind = fn(&Fields<'_>) -> Option<CycleKind>;

pub(super) fn one_cycle(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<CycleRule> {
    let id = fields.required("id", fields.text("id"));
    let title = fields.required("title", fields.text("title"));
    let kinds: [(&str, ReadKind); 3] =
        [("monthly", monthly), ("dates", dates), ("rolling", |_| Some(CycleKind::Rolling))];
    let kind = fields.required("kind", fields.word("kind", &kinds));
    let kind = kind.and_then(|read| read(fields));
    let window_days = fields.window("window-days");
    if matches!(kind, Some(CycleKind::Dates { .. } | CycleKind::Rolling)) {
        fields.required("window-days", window_days);
    }
    let first = fields.day("first");
    let without_points_until = fields.day("without-points-until");
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let note = fields.text_or_empty("note");
    Some(CycleRule {
        id: id?,
        title: title?,
        kind: kind?,
        window_days,
        first,
        without_points_until,
        confidence: confidence?,
        sources,
        note,
    })
}

fn monthly(fields: &Fields<'_>) -> Option<CycleKind> {
    let first_day = fields.required("first-day", fields.number("first-day"))?;
    if first_day > 28 {
        fields.refuse("first-day", format!("is {first_day}, expected 1 to 28"));
    }
    Some(CycleKind::Monthly { first_day })
}

fn dates(fields: &Fields<'_>) -> Option<CycleKind> {
    let texts = fields.texts("dates");
    // NOTE: 2001 is no leap year, so that every accepted date exists in every year.
    let read = |text: &String| NaiveDate::parse_from_str(&format!("2001-{text}"), "%Y-%m-%d").ok();
    let Some(mut days) = texts.iter().map(read).collect::<Option<Vec<_>>>() else {
        fields.refuse("dates", "holds something else than month and day, as \"07-02\"");
        return None;
    };
    if days.is_empty() {
        fields.complain("`dates` is missing: name at least one, as \"07-02\"");
        return None;
    }
    days.sort_unstable();
    let dates = days.into_iter().map(|day| {
        use chrono::Datelike;
        (day.month(), day.day())
    });
    Some(CycleKind::Dates { dates: dates.collect() })
}

pub(super) fn points_rule(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<PointsRule> {
    let scale = fields.required("scale", fields.number("scale"));
    let consequence = fields.required("consequence", fields.text("consequence"));
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let note = fields.text_or_empty("note");
    let mut steps = fields.tables("step", |step| one_step(step, cited));
    steps.sort_rows_by_key(|step| step.at);
    let tallies = fields.tables("tally", |tally| one_tally(tally, cited));
    let families = fields.tables("family", |family| one_family(family, cited, &tallies));
    Some(PointsRule {
        scale: scale?,
        consequence: consequence?,
        confidence: confidence?,
        sources,
        note,
        steps,
        tallies,
        families,
    })
}

fn one_step(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<PointsStep> {
    let at = fields.required("at", fields.number("at"));
    let consequence = fields.required("consequence", fields.text("consequence"));
    let tally = fields.text("tally");
    let believed = fields.flag("believed").unwrap_or(false);
    let confidence = confidence(fields);
    let sources = if believed { cited.read_if_any(fields) } else { cited.read(fields) };
    Some(PointsStep {
        at: at?,
        tally,
        consequence: consequence?,
        believed,
        confidence: confidence?,
        sources,
    })
}

fn one_tally(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<PointsTally> {
    let id = fields.required("id", fields.text("id"));
    let title = fields.required("title", fields.text("title"));
    let expiry_days = fields.number("expiry-days");
    let strikes = fields.number("strikes");
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let note = fields.text_or_empty("note");
    Some(PointsTally {
        id: id?,
        title: title?,
        expiry_days,
        strikes,
        confidence: confidence?,
        sources,
        note,
    })
}

fn one_family(
    fields: &Fields<'_>,
    cited: &Cited<'_>,
    tallies: &[PointsTally],
) -> Option<PointsFamily> {
    let id = fields.required("id", fields.text("id"));
    let title = fields.required("title", fields.text("title"));
    let words: Vec<_> = tallies.iter().map(|tally| (tally.id.as_str(), tally)).collect();
    let tally = fields.required("tally", fields.word("tally", &words));
    let known_points = fields.text_or_empty("known-points");
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    Some(PointsFamily {
        id: id?,
        title: title?,
        tally: tally?.id.clone(),
        known_points,
        confidence: confidence?,
        sources,
    })
}

pub(super) fn delay_rule(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<DelayRule> {
    let median = fields.required("median-days", fields.number("median-days"));
    let late = fields.required("ninth-decile-days", fields.number("ninth-decile-days"));
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let note = fields.text_or_empty("note");
    if let (Some(median), Some(late)) = (median, late)
        && late <= median
    {
        fields.refuse("ninth-decile-days", format!("is {late}, not above the median of {median}"));
    }
    Some(DelayRule {
        median_days: median?,
        ninth_decile_days: late?,
        confidence: confidence?,
        sources,
        note,
    })
}
