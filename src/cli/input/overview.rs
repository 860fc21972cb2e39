//! Reads the input once, and works out all that reports, checks and notices speak of.

use std::collections::BTreeMap;

use crate::cli::args::limits::{self, LimitArgs, ShopNaming};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data::{self, Data};
use crate::cli::input::files;
use crate::cli::input::marks;
use crate::cli::output::caveats::Caveats;
use crate::domain::{Caveat, CaveatKind, Fact, FactSet, Filings, Moment, is_asked};
use crate::render::{FileV1, ReportParts, RowParts};
use crate::reports::cohort_table::FlowTally;
use crate::reports::forecast::{self, forecast};
use crate::reports::list::{DisputedOrders, ListRow, row, sort};
use crate::reports::own_records::OwnRecords;
use crate::reports::points::PointsReport;
use crate::reports::rate::{self, Grouping, RateQuestion, RateReport, RateSettings, RateTally};
use crate::reports::record::{Record, record};
use crate::reports::risk::{self, RiskReport};
use crate::reports::risk_settings::{Parts, RiskSettings};
use crate::reports::shop_queue::ShopQueue;
use crate::reports::shops::ShopRisk;
use crate::reports::trend::{Trend, trend};
use crate::reports::what_if::NoSuchDispute;
use crate::rules::RuleSet;

/// What to read and how far to look.
pub(crate) struct OverviewQuery<'a> {
    /// Files named on the command line.
    pub(crate) files: &'a [String],
    /// A window in place of the rule set's, in days.
    pub(crate) window: Option<u32>,
    /// The beginning of a cycle or a month, before which no window reaches.
    pub(crate) since: Option<Moment>,
    /// The moment that rates are taken for; `None` for as-of, to which deadlines belong in any case.
    pub(crate) rates_as_of: Option<Moment>,
    /// Days of the series.
    pub(crate) points: u32,
    /// Limits named on the command line.
    pub(crate) limits: LimitArgs,
}

impl<'a> OverviewQuery<'a> {
    /// Asks for what is known as of now, in the windows of the rule set, without a series.
    pub(crate) fn of(files: &'a [String], limits: LimitArgs) -> Self {
        Self { files, window: None, since: None, rates_as_of: None, points: 0, limits }
    }
}

/// All that is known as of the moment asked for.
pub(crate) struct Overview {
    /// The moment that deadlines are taken for.
    pub(crate) as_of: Moment,
    /// The input, for its totals and gaps.
    pub(crate) data: Data,
    /// The rates, with products as groups.
    pub(crate) rate: RateReport,
    /// Risk, exposure and forecast.
    pub(crate) risk: RiskReport,
    /// How risk was asked for.
    pub(crate) risk_settings: RiskSettings,
    /// Every dispute filed before as-of, the most urgent first.
    pub(crate) disputes: Vec<ListRow<'static>>,
    /// Disputes by week and by delay.
    pub(crate) trend: Trend,
    /// What is to be remembered of this run.
    pub(crate) record: Record,
    /// What can make the figures wrong.
    pub(crate) doubts: Vec<Caveat>,
    /// The same, in the seller's language.
    pub(crate) caveats: Caveats,
}

/// Returns a context for each shop to be judged: the platform assesses shops, and each has its own
/// limits. Files named on the command line are judged together.
pub(crate) fn each_shop(context: &Context, files: &[String]) -> Vec<Context> {
    let named = &context.common.shops;
    let settings = context.found.settings.shops.iter().map(|shop| &shop.name);
    let shops: Vec<String> = match (files.is_empty(), named.is_empty()) {
        (true, true) => settings.cloned().collect(),
        (true, false) => named.clone(),
        (false, _) => Vec::new(),
    };
    if shops.len() < 2 {
        return vec![context.clone()];
    }
    shops.into_iter().map(|shop| of_shop(context, shop)).collect()
}

/// Returns a context for each shop that files of the command line name, where they name several and can
/// be read again; else none.
pub(crate) fn shops_of_files(
    context: &Context,
    files: &[String],
    overview: &Overview,
) -> Vec<Context> {
    let shops = overview.risk.several_shops();
    if files.is_empty() || !files::open_again(context, files) {
        return Vec::new();
    }
    let named = shops.iter().filter(|shop| !shop.risk.key.is_empty());
    let one = |shop: &ShopRisk| of_shop(context, shop.risk.key.clone());
    named.map(one).collect()
}

/// Returns a context that looks at one shop only.
fn of_shop(context: &Context, shop: String) -> Context {
    let mut context = context.clone();
    context.common.shops = vec![shop];
    context
}

/// Reads everything once.
pub(crate) fn take(context: &Context, wanted: &OverviewQuery<'_>) -> Result<Overview, Failure> {
    let rules = context.rules()?;
    let of_rates =
        Context { as_of: wanted.rates_as_of.unwrap_or(context.as_of), ..context.clone() };
    let mut data = data::open(context, wanted.files)?;
    let filings = data.filings();
    let window = wanted.window.or(context.found.settings.window);
    let mut asked = RateSettings::new(rules.clone(), window, data.known());
    asked.since = wanted.since;
    data.needs(&of_rates, asked.longest_window())?;
    data.count_between(wanted.since);
    data.require_whole(&of_rates)?;
    let asked_shops = &context.common.shops;
    let question = |by, points| RateQuestion {
        points,
        since: wanted.since,
        by: Some(by),
        shops: asked_shops.clone(),
        ..RateQuestion::at(of_rates.as_of, asked.longest_window())
    };
    let tally = (
        (
            RateTally::new(question(Grouping::Product, wanted.points), &filings),
            RateTally::new(question(Grouping::Shop, 1), &filings),
        ),
        (
            DisputedOrders::of(data.disputes()),
            FlowTally::new(of_rates.as_of, asked_shops.clone(), &filings),
        ),
    );
    let ((tally, by_shop), (orders, flow)) = data.read_orders(tally)?;
    asked.known = data.known();
    asked.skipped_rows = data.skipped_rows(context);
    let own = marks::own_records(&data, context);
    let disputes = rows(&data, &orders, &own, context, &rules);
    let risk_settings = limits::read(&wanted.limits, ShopNaming::of(wanted.files), context)?;
    let queues = ShopQueue::by_shop(&disputes);
    let counted = CountedForRisk { tally: &tally, by_shop: &by_shop, flow, filings: &filings };
    let judged = counted.judge(&data, &asked, &risk_settings, queues, context);
    let (rate, risk) = judged.map_err(anyhow::Error::new).map_err(Failure::settings)?;
    let parts = Parts { rate: &rate, tally: &tally, filings: &filings, asked: &asked };
    let doubts = doubts(&data, context, &of_rates);
    Ok(Overview {
        as_of: context.as_of,
        record: record(parts, &risk, &disputes, context.as_of),
        trend: trend(&disputes, rate.as_of),
        disputes: disputes.into_iter().map(ListRow::into_owned).collect(),
        caveats: Caveats::new(&doubts, context).reaching(data.reach_to()),
        data,
        rate,
        risk,
        risk_settings,
        doubts,
    })
}

/// What was counted of the orders that risk is judged by.
pub(crate) struct CountedForRisk<'a> {
    /// All orders, in groups.
    pub(crate) tally: &'a RateTally,
    /// The same orders, by shop.
    pub(crate) by_shop: &'a RateTally,
    /// What forecasts are made of.
    pub(crate) flow: FlowTally,
    /// The disputes.
    pub(crate) filings: &'a Filings,
}

impl CountedForRisk<'_> {
    /// Returns the rates and the risk in them.
    ///
    /// # Errors
    ///
    /// When a what-if names an order without a dispute.
    pub(crate) fn judge(
        self,
        data: &Data,
        asked: &RateSettings,
        settings: &RiskSettings,
        queues: BTreeMap<String, ShopQueue>,
        context: &Context,
    ) -> Result<(RateReport, RiskReport), NoSuchDispute> {
        let Self { tally, by_shop, flow, filings } = self;
        let mut rate = rate::report(tally, filings, asked.clone());
        let mut by_shop = rate::report(by_shop, filings, asked.clone());
        rate.without_orders_of(&data.shops_without_orders);
        by_shop.without_orders_of(&data.shops_without_orders);
        let question = forecast::Question {
            as_of: rate.as_of,
            rules: &asked.rules,
            window: asked.window,
            ended: data.ended(context, rate.as_of),
        };
        let known = asked.known.has_all(FactSet::TIMES) && asked.known.has(Fact::Orders);
        let flow = flow.flow(filings);
        // What is expected of the last days is no forecast of a cycle or a month.
        let forecast =
            (known && asked.since.is_none()).then(|| forecast(&question, &flow)).flatten();
        let shops = risk::shops_of(&by_shop, settings, Some(queues));
        let parts = Parts { rate: &rate, tally, filings, asked };
        let risk = risk::report(parts, settings, shops, forecast)?;
        Ok((rate, risk))
    }
}

/// Returns what can make the rates wrong, and whether the data are too old for deadlines.
fn doubts(data: &Data, context: &Context, of_rates: &Context) -> Vec<Caveat> {
    let mut doubts = data.caveats(of_rates);
    let is_age = |caveat: &Caveat| caveat.kind == CaveatKind::StaleData;
    if context.as_of != of_rates.as_of && !doubts.iter().any(is_age) {
        doubts.extend(data.caveats(context).into_iter().filter(is_age));
    }
    doubts
}

/// Returns the disputes of the shops asked for, the most urgent first.
fn rows<'a>(
    data: &'a Data,
    orders: &'a DisputedOrders,
    own: &'a OwnRecords,
    context: &Context,
    rules: &RuleSet,
) -> Vec<ListRow<'a>> {
    let shops = &context.common.shops;
    let mut rows: Vec<ListRow<'a>> = data
        .disputes()
        .iter()
        .filter(|dispute| dispute.exists(context.as_of))
        .map(|dispute| row(dispute, orders.get(dispute.order_id), context.as_of, rules))
        .map(|row| row.with_own(own, context.as_of))
        .filter(|row| is_asked(shops, &row.shop))
        .collect();
    sort(&mut rows);
    rows
}

impl Overview {
    /// Returns what a report shows of the points and the files read, and of nothing that was remembered.
    pub(crate) fn report_parts<'a>(
        &'a self,
        points: &'a PointsReport,
        files: &'a [FileV1],
        context: &'a Context,
    ) -> Result<ReportParts<'a>, Failure> {
        Ok(ReportParts {
            shop: self.only_shop(context),
            pages: &[],
            changes: None,
            language: context.locale.id(),
            rate: &self.rate,
            risk: self.caveats.risk_parts(&self.risk, points),
            rows: Some(RowParts {
                disputes: &self.disputes,
                trend: &self.trend,
                as_of: self.as_of,
            }),
            files,
            bad_rows: self.data.bad_rows(),
            reach: self.caveats.reach(),
            zone: context.own_zone()?,
        })
    }

    /// Returns the only shop that all is about; `None` for several, and where no name is known.
    pub(crate) fn only_shop<'a>(&'a self, context: &'a Context) -> Option<&'a str> {
        let met = || match self.risk.shops.as_slice() {
            [one] => Some(one.risk.key.as_str()),
            _ => None,
        };
        context.common.only_shop().or_else(met).filter(|name| !name.is_empty())
    }

    /// Adds caveats that are not of the input.
    pub(crate) fn with(mut self, more: &[Caveat], context: &Context) -> Self {
        if !more.is_empty() {
            self.doubts.extend_from_slice(more);
            self.caveats = Caveats::new(&self.doubts, context).reaching(self.data.reach_to());
        }
        self
    }
}
