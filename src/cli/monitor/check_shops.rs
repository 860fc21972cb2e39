//! What a check says of several shops: counts, and the worst of them.

use crate::cli::args::thresholds::Thresholds;
use crate::cli::failure::Failure;
use crate::cli::input::overview::Overview;
use crate::cli::monitor::check_finding::{
    CheckFinding, Performance, Status, due_finding, rate_findings,
};
use crate::cli::output::language;
use crate::domain::Moment;
use crate::reports::list::ListRow;
use crate::reports::metric_risk::MetricRisk;
use crate::reports::rate::WhyNot;
use crate::reports::risk::RiskReport;
use crate::reports::risk_settings::RiskSettings;
use crate::reports::shops::{ShopRisk, share_of_limit};

/// Most shops that are named in a line.
const NAMED: usize = 3;

/// What was found out about a shop of the settings; about all together where there are not several.
pub(crate) struct ShopSurvey {
    /// The shop; empty where there are not several.
    pub(crate) shop: String,
    /// What is known of it, or why nothing is.
    pub(crate) overview: Result<Overview, Failure>,
}

/// One of several shops, as a check looks at it.
pub(crate) struct CheckedShop<'a> {
    name: String,
    /// What is said of its rates.
    rates: Vec<CheckFinding>,
    /// Its disputes; `None` where they are not known.
    disputes: Option<Vec<&'a ListRow<'a>>>,
    /// How much of its limit the worst of its rates is; `None` without a limit or orders.
    share_of_limit: Option<u64>,
    /// Its dispute rate, in millionths; `None` without orders.
    rate: Option<u64>,
}

impl<'a> CheckedShop<'a> {
    /// Looks at a shop that was judged with others. Without orders to judge it has no rate that could be
    /// wrong.
    pub(crate) fn of(
        shop: &ShopRisk,
        rows: Option<&'a [ListRow<'a>]>,
        settings: &RiskSettings,
        thresholds: &Thresholds,
    ) -> Self {
        let risk = &shop.risk;
        let have_orders = shop.metrics.iter();
        let have_orders = have_orders.filter(|m| m.figure.why_not != Some(WhyNot::NoneInWindow));
        let of_shop = |rows: &'a [ListRow<'a>]| rows.iter().filter(|row| row.shop == risk.key);
        Self {
            name: named(&risk.key),
            rates: rate_findings(have_orders, settings, thresholds),
            disputes: rows.map(|rows| of_shop(rows).collect()),
            share_of_limit: shop.share_of_limit(),
            rate: risk.count.millionths(),
        }
    }

    /// Looks at a shop of the settings.
    fn surveyed(survey: &'a ShopSurvey, thresholds: &Thresholds) -> Self {
        let name = survey.shop.clone();
        let overview = match &survey.overview {
            Ok(overview) => overview,
            Err(failure) => {
                let (status, text) = (Status::Unknown, failure.line());
                let rates = vec![CheckFinding { status, text, performance: Vec::new() }];
                return Self { name, rates, disputes: None, share_of_limit: None, rate: None };
            }
        };
        let metrics = &overview.risk.metrics;
        let share = |risk: &MetricRisk| share_of_limit(risk.figure.count?, risk.limit.as_ref()?);
        Self {
            name,
            rates: rate_findings(metrics, &overview.risk_settings, thresholds),
            disputes: Some(overview.disputes.iter().collect()),
            share_of_limit: metrics.iter().filter_map(share).max(),
            rate: metrics.first().and_then(|risk| risk.figure.count?.millionths()),
        }
    }

    fn status(&self) -> Status {
        self.rates.iter().map(|finding| finding.status).max().unwrap_or(Status::Ok)
    }
}

/// Returns what a shop is called; the orders that name none are of one too.
fn named(shop: &str) -> String {
    if shop.is_empty() { language::translated("(unknown)") } else { shop.to_owned() }
}

/// Says how many shops are over or near, and of how many that is not known.
pub(crate) fn counts_finding(shops: &[CheckedShop<'_>]) -> CheckFinding {
    let count = |status| shops.iter().filter(|shop| shop.status() == status).count();
    let (over, near) = (count(Status::Critical), count(Status::Warning));
    let of = shops.len();
    let counts = [("shops", shops.len()), ("over", over), ("near", near)];
    CheckFinding {
        status: shops.iter().map(CheckedShop::status).max().unwrap_or(Status::Ok),
        text: match count(Status::Unknown) {
            0 => format!("{of} shops, {over} over, {near} near"),
            unknown => format!("{of} shops, {over} over, {near} near, {unknown} not known"),
        },
        performance: counts
            .map(|(label, count)| Performance::new(label, format!("{count};;;0")))
            .into(),
    }
}

/// Says how many shops are over or near, what is due in all of them, and the worst three of them; of up to
/// three shops everything.
fn shop_findings(
    mut shops: Vec<CheckedShop<'_>>,
    as_of: Moment,
    thresholds: &Thresholds,
) -> Vec<CheckFinding> {
    let mut found = vec![counts_finding(&shops)];
    let known: Vec<&[&ListRow<'_>]> =
        shops.iter().filter_map(|shop| shop.disputes.as_deref()).collect();
    if !known.is_empty() {
        found.push(due_finding(&known.concat(), as_of, thresholds));
    }
    let few = shops.len() <= NAMED;
    let due = |shop: &CheckedShop<'_>| {
        shop.disputes.as_ref().map(|rows| due_finding(rows, as_of, thresholds))
    };
    shops.sort_by_cached_key(|shop| {
        let due = due(shop).map(|due| due.status);
        let worst = shop.status().max(due.unwrap_or(Status::Ok));
        let rates = (shop.status(), shop.share_of_limit, shop.rate);
        (std::cmp::Reverse((worst, rates, due)), shop.name.clone())
    });
    for shop in shops.into_iter().take(NAMED) {
        let due = due(&shop);
        let said: Vec<CheckFinding> = shop.rates.into_iter().chain(due).collect();
        if few {
            found.extend(said.into_iter().map(|finding| finding.of(&shop.name)));
        } else {
            found.extend(worst_of(&said).map(|finding| finding.of(&shop.name)));
        }
    }
    found
}

/// Joins what is not OK of one of many shops. Its figures are no curves of a monitor: which shops are the
/// worst changes from day to day.
fn worst_of(said: &[CheckFinding]) -> Option<CheckFinding> {
    let bad: Vec<&CheckFinding> =
        said.iter().filter(|finding| finding.status > Status::Ok).collect();
    let texts: Vec<String> =
        bad.iter().map(|finding| language::translated(&finding.text)).collect();
    Some(CheckFinding {
        status: bad.iter().map(|finding| finding.status).max()?,
        text: texts.join(if language::is_chinese() { "，" } else { ", " }),
        performance: Vec::new(),
    })
}

/// Returns what is said of everything that was looked at: of one shop, or of several together.
pub(crate) fn found_of(
    surveys: &[ShopSurvey],
    as_of: Moment,
    thresholds: &Thresholds,
) -> Vec<CheckFinding> {
    let [ShopSurvey { overview: Ok(one), .. }] = surveys else {
        let shops = surveys.iter().map(|survey| CheckedShop::surveyed(survey, thresholds));
        return shop_findings(shops.collect(), as_of, thresholds);
    };
    let (risk, settings) = (&one.risk, &one.risk_settings);
    if risk.several_shops().is_empty() {
        let mut found = rate_findings(&risk.metrics, settings, thresholds);
        found.push(due_finding(&one.disputes.iter().collect::<Vec<_>>(), one.as_of, thresholds));
        return found;
    }
    of_several(
        risk,
        Some(DatedRows { rows: &one.disputes, as_of: one.as_of }),
        settings,
        thresholds,
    )
}

/// Disputes with the moment that their deadlines are taken for, which rates need not share.
#[derive(Clone, Copy)]
pub(crate) struct DatedRows<'a> {
    rows: &'a [ListRow<'a>],
    as_of: Moment,
}

/// Returns what is said of several shops that were judged together.
pub(crate) fn of_several(
    risk: &RiskReport,
    dated: Option<DatedRows<'_>>,
    settings: &RiskSettings,
    thresholds: &Thresholds,
) -> Vec<CheckFinding> {
    let (shops, rows) = (risk.several_shops().iter(), dated.map(|dated| dated.rows));
    let shops = shops.map(|shop| CheckedShop::of(shop, rows, settings, thresholds)).collect();
    let as_of = dated.map_or(risk.as_of, |dated| dated.as_of);
    shop_findings(shops, as_of, thresholds)
}
