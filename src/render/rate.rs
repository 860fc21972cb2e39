//! Dispute rates, for people and as rows.

use std::borrow::Cow;
use std::io::{self, Write};

use super::audience::Audience;
use super::document::{Document, Section};
use super::format::Format;
use super::grid::{Grid, RowCells, Style};
use super::names::metric_name;
use super::rate_json::days_of;
use super::translator::{Translator, values};
use super::{one_line, or_empty};
use crate::domain::{AssessmentDay, Count, Moment, Zone};
use crate::render::names::group_name;
use crate::reports::rate::{ExplainRow, Figure, Group, RateReport};
use crate::rules::RuleSet;

/// Lays out which orders are behind the rates.
pub(crate) fn explain_grid(
    rows: &[ExplainRow],
    zone: Zone,
    audience: Audience,
    words: Translator<'_>,
) -> Grid {
    let keys = [
        "order_id",
        "dispute_rate",
        "dispute_rate_reason",
        "order_dispute_rate",
        "order_dispute_rate_reason",
        "also_counts_in",
        "disputes",
        "completed_at",
        "paid_at",
    ];
    let times = ["disputes", "completed_at", "paid_at"];
    let mut grid = Grid::of_keys("explain", &keys, &[], words).with_zone(&times, zone, words);
    for row in rows {
        let disputes: Vec<String> = row
            .disputes
            .iter()
            .map(|(id, at)| {
                format!("{} {}", one_line(id), words.time_cell(zone, *at, audience))
                    .trim()
                    .to_owned()
            })
            .collect();
        let cell = |code: &str| words.cell(code, audience);
        let also: Vec<String> = row.also.iter().map(|metric| cell(metric.id())).collect();
        let at =
            |moment: Option<Moment>| or_empty(moment.map(|m| words.time_cell(zone, m, audience)));
        grid.rows.push(vec![
            row.id.to_string(),
            cell(row.filed.0.id()),
            cell(row.filed.1.id()),
            cell(row.paid.0.id()),
            cell(row.paid.1.id()),
            also.join(" "),
            disputes.join("; "),
            at(row.completed_at),
            at(row.paid_at),
        ]);
    }
    grid
}

/// Lays the rates out for people: a table of the metrics, or of the groups and the days.
pub(crate) fn rate_document(
    report: &RateReport,
    incomplete: &[String],
    words: Translator<'_>,
) -> Document {
    let tables: &[RateTable] = match (report.series.is_empty(), report.groups.is_empty()) {
        (true, true) => &[RateTable::Whole],
        (true, false) => &[RateTable::Groups],
        (false, false) => &[RateTable::Series, RateTable::Groups],
        (false, true) => &[RateTable::Series],
    };
    let audience = Audience::People;
    let rows = |table: &RateTable| RateRows { report, table: *table, audience, words };
    let mut document = Document::new("rate", Vec::new());
    document.push(Section::of_lines(head(report, incomplete, words)));
    document.extend(tables.iter().map(|table| Section::of_grid(rows(table).grid())));
    document.push(Section::of_lines(notes(report, words)));
    document
}

/// Writes the rates as rows for programs: one for each metric of each day of the series, else of each
/// group, else of all orders.
///
/// # Errors
///
/// As [`Format::write`].
pub(crate) fn write_rates(
    report: &RateReport,
    words: Translator<'_>,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = all_rows(report, words, Audience::Programs);
    format.write_rows("rate", rows.titles(), rows.rows(), rows.put(), style, out)
}

/// Lays out the rows that [`write_rates`] writes, to have more put beside them.
pub(crate) fn rate_rows(
    report: &RateReport,
    words: Translator<'_>,
    audience: Audience,
) -> Document {
    Document::of_grid("rate", all_rows(report, words, audience).grid())
}

fn all_rows<'a>(report: &'a RateReport, words: Translator<'a>, audience: Audience) -> RateRows<'a> {
    let table = match (report.series.is_empty(), report.groups.is_empty()) {
        (true, true) => RateTable::Whole,
        (true, false) => RateTable::Groups,
        (false, _) => RateTable::Series,
    };
    RateRows { report, table, audience, words }
}

fn head(report: &RateReport, incomplete: &[String], words: Translator<'_>) -> Vec<String> {
    let day = |moment: Moment| words.moment(Zone::ASSESSMENT, moment);
    let ends = AssessmentDay::before(report.as_of);
    let as_of = if ends.end() == report.as_of { ends.to_string() } else { day(report.as_of) };
    let mut lines = vec![words.fill("rate-title", values!(as_of))];
    lines.extend(window_lines(&report.figures, words));
    lines.push(rules_line(&report.rules, words));
    let reason = |reason: &String| words.fill("rate-incomplete", values!(reason));
    lines.extend(incomplete.iter().map(reason));
    lines
}

/// Says over which days figures are: the first of them, and those over other days.
pub(super) fn window_lines<'f>(
    figures: impl IntoIterator<Item = &'f Figure>,
    words: Translator<'_>,
) -> Vec<String> {
    let line = |figure: &Figure, key: &str| {
        let day = |moment: Moment| words.moment(Zone::ASSESSMENT, moment);
        let (from, to) = (day(figure.window.from), day(figure.window.to));
        let (days, metric) = (days_of(figure), metric_name(figure.metric, words));
        words.fill(key, values!(days, from, to, metric))
    };
    let mut figures = figures.into_iter();
    let Some(first) = figures.next() else { return Vec::new() };
    let others = figures.filter(|figure| figure.window != first.window);
    let others = others.map(|figure| line(figure, "rate-window-of"));
    std::iter::once(line(first, "rate-window")).chain(others).collect()
}

/// Says by which rule set figures are, and how sure it is.
pub(super) fn rules_line(rules: &RuleSet, words: Translator<'_>) -> String {
    let confidence = words.get(&format!("confidence-{}", rules.confidence.id()));
    words.fill(
        "rate-rules",
        values!(id = rules.id, title = rules.title, confidence, retrieved = rules.retrieved),
    )
}

/// Says how many orders and disputes the figures are of.
fn counted(report: &RateReport, words: Translator<'_>) -> String {
    let (orders, disputed) = (report.orders.to_string(), report.disputed_orders.to_string());
    match report.disputes.map(|disputes| disputes.to_string()) {
        Some(disputes) => {
            words.fill("rate-inputs", values!(orders, disputes, disputed_orders = disputed))
        }
        None => words.fill("rate-counted-elsewhere", values!(orders, disputed_orders = disputed)),
    }
}

/// What a table is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RateTable {
    /// All orders.
    Whole,
    /// A row for each group.
    Groups,
    /// A row for each day.
    Series,
}

fn titles(
    by: Option<&'static str>,
    table: RateTable,
    words: Translator<'_>,
    audience: Audience,
) -> Grid {
    let first = match table {
        RateTable::Series => Some("day"),
        RateTable::Groups => Some("group"),
        RateTable::Whole => None,
    };
    let rest: &[&'static str] = match audience {
        Audience::People => &["metric", "rate", "numerator", "denominator", "interval", "range"],
        Audience::Programs | Audience::Spreadsheet => {
            const COLUMNS: [&str; 10] = [
                "metric",
                "rate",
                "numerator",
                "denominator",
                "low",
                "high",
                "range",
                "note",
                "from",
                "to",
            ];
            &COLUMNS
        }
    };
    let keys: Vec<&'static str> = by.iter().chain(&first).chain(rest).copied().collect();
    let right = ["rate", "numerator", "denominator", "interval", "low", "high"];
    Grid::of_keys("rate-column", &keys, &right, words)
}

/// A row of a table: a figure, and what it is of.
struct RateRow<'a> {
    /// What was grouped by; empty where there is no such column.
    by: Cow<'a, str>,
    /// The group or the day; `None` where there is no such column.
    first: Option<Cow<'a, str>>,
    figure: &'a Figure,
}

/// A table of rates, laid out row by row.
struct RateRows<'a> {
    report: &'a RateReport,
    table: RateTable,
    audience: Audience,
    words: Translator<'a>,
}

impl<'a> RateRows<'a> {
    fn is_for_people(&self) -> bool {
        self.audience == Audience::People
    }

    fn is_in_words(&self) -> bool {
        self.audience != Audience::Programs
    }

    /// Returns whether groups are of several kinds, so that each row says what was grouped by.
    fn names_grouping(&self) -> bool {
        let groups = &self.report.groups;
        let is_another = |group: &Group| Some(group.by) != groups.first().map(|first| first.by);
        self.table == RateTable::Groups && groups.iter().any(is_another)
    }

    fn titles(&self) -> Grid {
        titles(self.names_grouping().then_some("by"), self.table, self.words, self.audience)
    }

    fn grid(&self) -> Grid {
        let mut grid = self.titles();
        grid.extend(self.rows(), self.put());
        if self.is_for_people() {
            // Where no dispute was cancelled, or nothing is known of it, both readings are one.
            grid.drop_if_empty("range");
        }
        grid
    }

    /// Returns the figures that are shown. For people, series and groups show the headline metric alone;
    /// the rest is in csv and JSON.
    fn shown(&self, figures: &'a [Figure]) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let count =
            if self.is_for_people() && self.table != RateTable::Whole { 2 } else { usize::MAX };
        figures.iter().take(count)
    }

    fn rows(&self) -> Box<dyn Iterator<Item = RateRow<'a>> + '_> {
        let of = |by: Cow<'a, str>, first: Option<Cow<'a, str>>, figures: &'a [Figure]| {
            let figures = self.shown(figures);
            figures.map(move |figure| RateRow { by: by.clone(), first: first.clone(), figure })
        };
        let all = &self.report.figures;
        match self.table {
            RateTable::Whole => Box::new(of("".into(), None, all)),
            RateTable::Groups => {
                let groups = self.report.groups.iter();
                let groups = groups.flat_map(move |group| {
                    of(self.grouping(group), Some(self.key(group)), &group.figures)
                });
                let name = self.words.get("group-all");
                Box::new(groups.chain(of("".into(), Some(name.into()), all)))
            }
            RateTable::Series => Box::new(self.report.series.iter().flat_map(move |point| {
                of("".into(), Some(point.day.to_string().into()), &point.figures)
            })),
        }
    }

    fn grouping(&self, group: &Group) -> Cow<'a, str> {
        match self.is_in_words() {
            true => self.words.code(group.by.id()).into(),
            false => group.by.id().into(),
        }
    }

    fn key(&self, group: &'a Group) -> Cow<'a, str> {
        match group.key.as_str() {
            "" => self.words.get("group-unknown").into(),
            key if self.is_in_words() => group_name(group.by, key, self.words).into(),
            key => key.into(),
        }
    }

    /// Returns what puts the cells of a row.
    fn put(&self) -> impl FnMut(RateRow<'a>, &mut RowCells) + '_ {
        let names_grouping = self.names_grouping();
        move |RateRow { by, first, figure }, cells| {
            if names_grouping {
                cells.push(by);
            }
            if let Some(first) = first {
                cells.push(first);
            }
            figure_cells(figure, self.words, self.audience, cells);
        }
    }
}

fn figure_cells(figure: &Figure, words: Translator<'_>, audience: Audience, cells: &mut RowCells) {
    let people = audience == Audience::People;
    let percent = |value: u32| Count::new(u64::from(value), 1_000_000);
    match audience {
        Audience::People | Audience::Spreadsheet => {
            cells.push(metric_name(figure.metric, words));
        }
        Audience::Programs => cells.push(figure.metric.id()),
    }
    match (figure.why_not, figure.count) {
        (None, Some(count)) => cells.push(count),
        _ if people => cells.push(words.get("not-assessable")),
        _ => cells.push(""),
    }
    cells.push_known(figure.count.map(|count| count.numerator));
    cells.push_known(figure.denominator);
    let bounds = figure.interval.map(|interval| (percent(interval.low), percent(interval.high)));
    if people {
        cells.push_known(bounds.map(|(low, high)| format!("{low}–{high}")));
    } else {
        cells.push_known(bounds.map(|(low, _)| low));
        cells.push_known(bounds.map(|(_, high)| high));
    }
    let readings = figure.excluded.zip(figure.counted).filter(|_| figure.why_not.is_none());
    let range = readings.filter(|(excluded, counted)| excluded != counted);
    cells.push_known(range.map(|(excluded, counted)| format!("{excluded}–{counted}")));
    if !people {
        cells.push(note(figure, words));
        cells.push(figure.window.from.to_string());
        cells.push(figure.window.to.to_string());
    }
}

pub(super) fn note(figure: &Figure, words: Translator<'_>) -> String {
    let mut notes = Vec::new();
    if let Some(why) = figure.why_not {
        notes.push(words.get(&format!("why-{}", why.id())));
    } else if figure.too_few {
        notes.push(words.fill("too-few", values!(minimum = figure.minimum)));
    }
    if let Some(share) = figure.expected_share {
        let percent = format!("{}%", (share + 5_000) / 10_000);
        notes.push(words.fill("expected-share", values!(share = percent)));
    }
    if let Some(count @ 1..) = figure.unknown_families.filter(|_| figure.why_not.is_none()) {
        notes.push(words.fill("unknown-families", values!(count)));
    }
    notes.extend(ranges(figure, words));
    notes.join(&words.get("clause-separator"))
}

/// Says between which figures a rate lies, where rows were left out or rulings name no party.
pub(super) fn ranges(figure: &Figure, words: Translator<'_>) -> Vec<String> {
    let range = |key: &str, (low, high): (Count, Count)| words.fill(key, values!(low, high));
    let skipped = figure.skipped.map(|ends| range("skipped-range", ends));
    let unknown = figure
        .unknown_parties
        .filter(|count| *count > 0)
        .map(|count| words.fill("unknown-parties", values!(count)));
    let parties = figure.by_parties.map(|ends| match figure.unknown_parties {
        Some(_) => range("parties-range", ends),
        None => range("parties-range-of-orders", ends),
    });
    [skipped, unknown, parties].into_iter().flatten().collect()
}

fn notes(report: &RateReport, words: Translator<'_>) -> Vec<String> {
    let one = |figure: &Figure| {
        let note = note(figure, words);
        let metric = metric_name(figure.metric, words);
        (!note.is_empty()).then(|| words.fill("rate-note", values!(metric, note)))
    };
    let mut lines: Vec<String> = report.figures.iter().filter_map(one).collect();
    lines.extend(ranges_of_groups(report, words));
    lines.extend(of_input(report, words));
    lines.push(cancelled_line(report, words));
    lines
}

/// Groups whose range is said; of more, csv and JSON have it.
const MOST_RANGES: usize = 20;

/// Says between which figures the headline metric of groups lies, where rows were left out: their table
/// has no column for it.
fn ranges_of_groups(report: &RateReport, words: Translator<'_>) -> Vec<String> {
    let rows = RateRows { report, table: RateTable::Groups, audience: Audience::People, words };
    let line = |group: &Group| {
        let figure = group.figures.first().filter(|figure| figure.skipped.is_some())?;
        let note = ranges(figure, words).join(&words.get("clause-separator"));
        let metric = metric_name(figure.metric, words);
        let name = format!("{}, {metric}", rows.key(group));
        Some(words.fill("rate-note", values!(metric = name, note)))
    };
    report.groups.iter().filter_map(line).take(MOST_RANGES).collect()
}

/// Says what the figures are of, and how many orders and disputes are in doubt.
pub(super) fn of_input(report: &RateReport, words: Translator<'_>) -> Vec<String> {
    let unknown = report.figures.first().and_then(|figure| figure.unknown_endings);
    let counts =
        [("rate-without-order", report.disputes_without_order), ("rate-unknown-endings", unknown)];
    let counts = counts.into_iter().filter_map(|(key, count)| {
        let count = count.filter(|count| *count > 0)?;
        Some(words.fill(key, values!(count)))
    });
    std::iter::once(counted(report, words)).chain(counts).collect()
}

/// Says whether cancelled disputes count.
pub(super) fn cancelled_line(report: &RateReport, words: Translator<'_>) -> String {
    let reading = report.figures.first().map_or("counted", |figure| figure.reading.id());
    words.get(&format!("rate-cancelled-{reading}"))
}
