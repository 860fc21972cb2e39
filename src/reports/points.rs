//! Penalty points: what counts on a day, what expires when, and the next step on the scale.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::AssessmentDay;
use crate::rules::{Appeal, PenaltyNotice, PointsRule, PointsStep, PointsTally};

/// A step ahead on the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The step.
    pub step: PointsStep,
    /// Points missing to it.
    pub missing: u32,
}

/// Points that stop counting on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expiry {
    /// The first day on which they count no more.
    pub day: AssessmentDay,
    /// The tally.
    pub tally: String,
    /// How many.
    pub points: u32,
}

/// One tally on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyStanding {
    /// The tally's name.
    pub id: String,
    /// What the rule set says of it; `None` when it does not know the tally.
    pub rule: Option<PointsTally>,
    /// Points that count (strikes in a tally of strikes).
    pub active: u32,
    /// Of these, points of which no end is known.
    pub without_end: u32,
    /// The steps that are reached, sourced and believed, the lowest first.
    pub reached: Vec<PointsStep>,
    /// The next step that a source states; `None` for strikes, and past the last.
    pub next: Option<NextStep>,
    /// The next step that is only believed, where it comes before the sourced one.
    pub next_believed: Option<NextStep>,
}

/// The ledger as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsReport {
    /// The shop whose figures these are; empty where the notices name none.
    pub shop: String,
    /// Of several shops each one's own report, by name: the scale is a shop's, so the figures here are those
    /// of the shop with the most points. Empty where there is one.
    pub shops: Vec<PointsReport>,
    /// The day.
    pub day: AssessmentDay,
    /// Points that count in the tally of points that has the most: tallies are not added up.
    pub active: u32,
    /// Points at the end of the scale; `None` where the rule set knows none.
    pub scale: Option<u32>,
    /// The next step of the tally nearest to it; `None` where a tally is past its last step.
    pub next_step: Option<NextStep>,
    /// Every tally with a notice, and every tally of the rule set.
    pub tallies: Vec<TallyStanding>,
    /// What expires after the day, soonest first.
    pub expiring: Vec<Expiry>,
    /// The notices, each with whether it counts on the day.
    pub notices: Vec<(PenaltyNotice, bool)>,
}

/// Returns whether a notice's points count on a day.
fn counts(notice: &PenaltyNotice, day: AssessmentDay) -> bool {
    let begun = notice.date <= day;
    let ended = notice.expires.is_some_and(|end| end <= day);
    begun && !ended && notice.appeal != Appeal::Won
}

/// Computes the ledger's standing on a day.
pub fn report(
    notices: &[PenaltyNotice],
    rule: Option<&PointsRule>,
    day: AssessmentDay,
) -> PointsReport {
    let mut by_shop: BTreeMap<&str, Vec<PenaltyNotice>> = BTreeMap::new();
    for notice in notices {
        by_shop.entry(&notice.shop).or_default().push(notice.clone());
    }
    let shops: Vec<PointsReport> =
        by_shop.values().map(|notices| of_shop(notices, rule, day)).collect();
    let worst = shops.iter().rev().max_by_key(|shop| shop.active);
    match worst.cloned() {
        None => of_shop(notices, rule, day),
        Some(one) if shops.len() == 1 => one,
        Some(worst) => {
            let all = notices.iter().map(|notice| (notice.clone(), counts(notice, day)));
            PointsReport { shops, notices: all.collect(), ..worst }
        }
    }
}

fn of_shop(
    notices: &[PenaltyNotice],
    rule: Option<&PointsRule>,
    day: AssessmentDay,
) -> PointsReport {
    let known = rule.map_or(&[][..], |rule| &rule.tallies);
    let mut names: Vec<&str> = known.iter().map(|tally| tally.id.as_str()).collect();
    for notice in notices {
        if !names.contains(&notice.tally.as_str()) {
            names.push(&notice.tally);
        }
    }
    let active: Vec<&PenaltyNotice> = notices.iter().filter(|notice| counts(notice, day)).collect();
    let tallies: Vec<TallyStanding> =
        names.into_iter().map(|name| standing(name, &active, rule)).collect();
    let of_points = tallies.iter().filter(|tally| !tally.of_strikes());
    let mut expiring: BTreeMap<(AssessmentDay, &str), u32> = BTreeMap::new();
    for notice in &active {
        if let Some(end) = notice.expires {
            let points = expiring.entry((end, notice.tally.as_str())).or_default();
            *points = points.saturating_add(notice.points);
        }
    }
    let expiry = |((day, tally), points): ((AssessmentDay, &str), u32)| Expiry {
        day,
        tally: tally.to_owned(),
        points,
    };
    PointsReport {
        // Without a notice there is no shop to name.
        shop: notices.first().map_or_else(String::new, |notice| notice.shop.clone()),
        shops: Vec::new(),
        day,
        active: of_points.clone().map(|tally| tally.active).fold(0, u32::max),
        scale: rule.map(|rule| rule.scale),
        next_step: nearest_step(of_points),
        expiring: expiring.into_iter().map(expiry).collect(),
        notices: notices.iter().map(|notice| (notice.clone(), counts(notice, day))).collect(),
        tallies,
    }
}

/// Returns the step that comes next; none after the last.
fn nearest_step<'t>(tallies: impl Iterator<Item = &'t TallyStanding>) -> Option<NextStep> {
    let steps: Option<Vec<NextStep>> = tallies.map(|tally| tally.next.clone()).collect();
    steps?.into_iter().min_by_key(|next| next.missing)
}

fn standing(name: &str, active: &[&PenaltyNotice], rule: Option<&PointsRule>) -> TallyStanding {
    let tally = rule.and_then(|rule| rule.tallies.iter().find(|tally| tally.id == name));
    let strikes = tally.is_some_and(|tally| tally.strikes.is_some());
    let ours = || active.iter().filter(|notice| notice.tally == name);
    let active = sum(ours().map(|notice| notice.points));
    let steps = rule.filter(|_| !strikes).map_or(&[][..], |rule| &rule.steps);
    let ours_too = |step: &&PointsStep| step.tally.as_deref().is_none_or(|tally| tally == name);
    let reached = |step: &&PointsStep| step.at <= active && active > 0;
    let next = |believed: bool| {
        let ahead = |step: &&PointsStep| step.believed == believed && step.at > active;
        let step = steps.iter().filter(ours_too).find(ahead)?;
        Some(NextStep { step: step.clone(), missing: step.at - active })
    };
    let sourced = next(false);
    let before = |candidate: &NextStep| {
        sourced.as_ref().is_none_or(|sourced| candidate.step.at < sourced.step.at)
    };
    TallyStanding {
        id: name.to_owned(),
        rule: tally.cloned(),
        active,
        without_end: sum(ours().filter(|n| n.expires.is_none()).map(|n| n.points)),
        reached: steps.iter().filter(ours_too).filter(reached).cloned().collect(),
        next_believed: next(true).filter(before),
        next: sourced,
    }
}

/// Adds points up; a ledger that was changed by hand may hold more than can be counted.
fn sum(points: impl Iterator<Item = u32>) -> u32 {
    points.fold(0, u32::saturating_add)
}

impl TallyStanding {
    /// Returns whether strikes are counted and not points.
    pub fn of_strikes(&self) -> bool {
        self.rule.as_ref().is_some_and(|tally| tally.strikes.is_some())
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::rules::by_id;

    fn day(text: &str) -> AssessmentDay {
        AssessmentDay::new(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    fn notice(tally: &str, points: u32, date: &str, expires: Option<&str>) -> PenaltyNotice {
        PenaltyNotice {
            number: 1,
            shop: String::new(),
            date: day(date),
            tally: tally.to_owned(),
            family: "mismatched-merchandise".to_owned(),
            points,
            expires: expires.map(day),
            notice: String::new(),
            appeal: Appeal::NotMade,
            note: String::new(),
        }
    }

    fn at(notices: &[PenaltyNotice], date: &str) -> PointsReport {
        report(notices, by_id("aliexpress-2021").unwrap().points.as_ref(), day(date))
    }

    #[test]
    fn points_count_from_their_day_until_the_day_before_they_expire() {
        let ledger = [notice("transaction", 6, "2026-01-10", Some("2027-01-10"))];
        assert_eq!(at(&ledger, "2026-01-09").active, 0);
        assert_eq!(at(&ledger, "2026-01-10").active, 6);
        assert_eq!(at(&ledger, "2027-01-09").active, 6);
        assert_eq!(at(&ledger, "2027-01-10").active, 0);
    }

    #[test]
    fn a_won_appeal_takes_the_points_away() {
        let mut won = notice("transaction", 6, "2026-01-10", None);
        won.appeal = Appeal::Won;
        assert_eq!(at(&[won], "2026-02-01").active, 0);
    }

    #[test]
    fn the_sourced_step_is_told_apart_from_the_believed_one() {
        let report = at(&[notice("transaction", 6, "2026-01-10", None)], "2026-02-01");
        let next = report.next_step.unwrap();
        assert_eq!((next.step.at, next.missing, next.step.believed), (48, 42, false));
        let tally = report.tallies.iter().find(|tally| tally.id == "transaction").unwrap();
        let believed = tally.next_believed.clone().unwrap();
        assert_eq!((believed.step.at, believed.missing, believed.step.believed), (12, 6, true));
        assert_eq!(tally.without_end, 6);
    }

    #[test]
    fn a_step_that_was_passed_stays_named() {
        let reached = |points| -> Vec<u32> {
            let report = at(&[notice("transaction", points, "2026-01-10", None)], "2026-02-01");
            let tally = report.tallies.iter().find(|tally| tally.id == "transaction").unwrap();
            tally.reached.iter().map(|step| step.at).collect()
        };
        assert!(reached(6).is_empty());
        assert!(reached(12).contains(&12));
        let last = reached(50);
        assert_eq!(last.last(), Some(&48));
        assert!(last.is_sorted());
        let most = [1, 2].map(|number| PenaltyNotice {
            number,
            ..notice("transaction", u32::MAX, "2026-01-10", Some("2027-01-01"))
        });
        let report = at(&most, "2026-02-01");
        assert_eq!((report.active, report.expiring[0].points), (u32::MAX, u32::MAX));
    }

    #[test]
    fn points_of_several_shops_are_not_added_up() {
        let of = |shop: &str, points: u32| PenaltyNotice {
            shop: shop.to_owned(),
            ..notice("transaction", points, "2026-01-10", None)
        };
        let one = at(&[of("alpha", 24), of("alpha", 6)], "2026-02-01");
        assert_eq!((one.active, one.shop.as_str(), one.shops.len()), (30, "alpha", 0));
        let ledger = [of("beta", 24), of("alpha", 24), of("beta", 2), of("", 20)];
        let report = at(&ledger, "2026-02-01");
        assert_eq!((report.active, report.shop.as_str()), (26, "beta"));
        assert_eq!((report.notices.len(), report.next_step.unwrap().missing), (4, 22));
        let shops: Vec<_> = report.shops.iter().map(|s| (s.shop.as_str(), s.active)).collect();
        assert_eq!(shops, [("", 20), ("alpha", 24), ("beta", 26)]);
    }

    #[test]
    fn tallies_are_not_added_up_and_a_passed_scale_has_no_next_step() {
        let ledger = [("transaction", 26), ("ip-prohibited", 6), ("product-information", 24)];
        let ledger = ledger.map(|(tally, points)| notice(tally, points, "2026-01-10", None));
        let report = at(&ledger, "2026-02-01");
        assert_eq!((report.active, report.next_step.unwrap().missing), (26, 22));
        let passed = at(&[notice("transaction", 49, "2026-01-10", None)], "2026-02-01");
        assert_eq!((passed.active, passed.next_step), (49, None));
    }

    #[test]
    fn strikes_are_no_points() {
        let report = at(&[notice("ip-serious", 1, "2026-01-10", None)], "2026-02-01");
        assert_eq!(report.active, 0);
        assert_eq!(report.tallies.iter().find(|t| t.id == "ip-serious").unwrap().active, 1);
    }

    #[test]
    fn what_expires_first_comes_first() {
        let ledger = [
            notice("transaction", 2, "2026-01-10", Some("2027-01-10")),
            notice("transaction", 3, "2026-01-05", Some("2026-12-01")),
            notice("ip-prohibited", 4, "2026-01-05", Some("2026-12-01")),
        ];
        let days: Vec<_> = at(&ledger, "2026-02-01")
            .expiring
            .into_iter()
            .map(|expiry| (expiry.day.to_string(), expiry.tally, expiry.points))
            .collect();
        assert_eq!(
            days,
            [
                ("2026-12-01".to_owned(), "ip-prohibited".to_owned(), 4),
                ("2026-12-01".to_owned(), "transaction".to_owned(), 3),
                ("2027-01-10".to_owned(), "transaction".to_owned(), 2),
            ]
        );
    }
}
