//! Made-up shops that meet every case in which counting can go wrong: events on the bounds to the
//! millisecond, repeated rows, disputes without an order, disputes again on one order, words that nobody
//! knows, names that look like SQL.

use std::collections::BTreeMap;

use disputes::domain::{
    Country, Dispute, FactSet, Family, Filings, Liability, Metric, Moment, Order, OrderBatch,
    OrderId, OrderTally, State,
};
use disputes::reports::cohort_table::FlowTally;
use disputes::reports::forecast::{Forecast, Question, forecast};
use disputes::reports::rate::{
    Figure, Grouping, RateQuestion, RateReport, RateSettings, RateTally, report,
};
use disputes::rules;

/// The end of 2026-01-16 in Beijing, and the end of 2025-11-05, whose window holds the end of summer
/// time in Los Angeles.
pub(crate) const MOMENTS: [&str; 2] = ["2026-01-16T16:00:00Z", "2025-11-05T16:00:00Z"];

const DAY: i64 = 86_400_000;

/// A row of the table of orders.
#[derive(Clone, Debug)]
pub(crate) struct OrderRow {
    pub(crate) id: u64,
    pub(crate) shop: String,
    pub(crate) product: String,
    pub(crate) country: &'static str,
    pub(crate) paid: Option<i64>,
    pub(crate) completed: Option<i64>,
    pub(crate) completion: &'static str,
    /// How often the row stands in the table.
    pub(crate) rows: u64,
}

/// A row of the table of disputes.
#[derive(Clone, Debug)]
pub(crate) struct DisputeRow {
    pub(crate) order: u64,
    pub(crate) shop: String,
    pub(crate) country: &'static str,
    pub(crate) opened: i64,
    pub(crate) reason: &'static str,
    pub(crate) status: &'static str,
    pub(crate) escalated: Option<i64>,
    pub(crate) ruled: Option<i64>,
    pub(crate) liability: &'static str,
    pub(crate) closed: Option<i64>,
}

/// Orders and disputes of many shops.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shops {
    pub(crate) orders: Vec<OrderRow>,
    pub(crate) disputes: Vec<DisputeRow>,
}

/// Numbers that look like chance and are the same in every run (splitmix64).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// A moment around the windows that end at a moment, often on their very bounds.
    fn near(&mut self, as_of: i64) -> i64 {
        let days = if self.one_in(3) {
            self.pick(&[-90, -60, -30, 0])
        } else {
            i64::try_from(self.below(60)).unwrap() - 45
        };
        as_of + days * DAY + self.pick(&[0, 0, 1, -1, 3_600_000, 7 * 3_600_000, 59_999])
    }

    fn maybe(&mut self, as_of: i64) -> Option<i64> {
        (!self.one_in(4)).then(|| self.near(as_of))
    }
}

/// Parts of names that end a text, a name or a statement somewhere.
const HOSTILE: [&str; 6] =
    ["", " '; DROP TABLE orders; --", "\"x\"", "\\' OR 1=1", "`a`; 甲,乙", "\u{202e}|\t;"];

/// Makes so many shops.
pub(crate) fn shops(count: u64, seed: u64) -> Shops {
    let mut rng = Rng(seed);
    let mut made = Shops::default();
    for shop in 0..count {
        let as_of = Moment::from_rfc3339(rng.pick(&MOMENTS)).unwrap().millis();
        let name = format!("shop {shop}{}", rng.pick(&HOSTILE));
        for order in 0..rng.below(12) {
            let id = 8_200_000_000_000_000 + shop * 100 + order;
            one_order(&mut rng, &mut made, (id, as_of), &name);
        }
    }
    made
}

fn one_order(rng: &mut Rng, made: &mut Shops, (id, as_of): (u64, i64), shop: &str) {
    let countries = ["US", "ES", "RU", "BR", ""];
    if !rng.one_in(8) {
        made.orders.push(OrderRow {
            id,
            shop: shop.to_owned(),
            product: format!("{shop} p{}", rng.below(3)),
            country: rng.pick(&countries),
            paid: rng.maybe(as_of),
            completed: rng.maybe(as_of),
            completion: rng.pick(&["", "buyer_confirmed", "timeout", "refund"]),
            rows: 1 + u64::from(rng.one_in(10)),
        });
    }
    // Of an order that no table holds, the disputes are of one shop and country.
    let country = rng.pick(&countries);
    for _ in 0..rng.pick(&[0, 0, 1, 1, 2, 3]) {
        made.disputes.push(DisputeRow {
            order: id,
            shop: shop.to_owned(),
            country,
            opened: rng.near(as_of),
            reason: rng.pick(&[
                "not_received",
                "not_as_described",
                "quality",
                "wrong_item",
                "missing_parts",
                "damaged",
                "counterfeit",
                "Not Received",
                "QUALITY",
                "no_reason_return",
                "no_longer_wanted",
                "o'ther",
                "",
            ]),
            status: rng.pick(&[
                "processing",
                "cancelled_by_buyer",
                "cancelled_by_buyer",
                "finished",
                "seller_rejected",
                "timeout_accepted",
                "Canceled-by_buyer",
                "brand new",
                "",
            ]),
            escalated: rng.maybe(as_of),
            ruled: rng.maybe(as_of),
            liability: rng.pick(&["seller", "seller", "buyer", "platform", "none", "", "Seller"]),
            closed: rng.maybe(as_of),
        });
    }
}

impl DisputeRow {
    fn dispute(&self) -> Dispute {
        let family = match self.reason {
            "not_received" | "Not Received" => Family::NotReceived,
            "no_reason_return" | "no_longer_wanted" => Family::BuyerOwn,
            "o'ther" | "" => Family::Unknown,
            _ => Family::NotAsDescribed,
        };
        let state = match self.status {
            "cancelled_by_buyer" | "Canceled-by_buyer" => State::Cancelled,
            "finished" | "timeout_accepted" => State::Ended,
            "" | "seller_rejected" if self.closed.is_some() => State::Ended,
            _ => State::Open,
        };
        let liability = match self.liability {
            "seller" | "Seller" => Liability::Seller,
            "buyer" => Liability::Buyer,
            "platform" => Liability::Platform,
            _ => Liability::Unknown,
        };
        let dispute = Dispute {
            family,
            state,
            liability,
            shop: self.shop.as_str().into(),
            country: Country::from_code(self.country),
            ..Dispute::new(id(self.order), Moment::from_millis(self.opened))
        };
        let at = |at: Option<i64>| at.map(Moment::from_millis);
        dispute.with_moments(at(self.escalated), at(self.ruled), at(self.closed))
    }
}

fn id(number: u64) -> OrderId {
    OrderId::from_number(number).unwrap()
}

fn completion(word: &str) -> Option<disputes::domain::Completion> {
    use disputes::domain::Completion;
    match word {
        "buyer_confirmed" => Some(Completion::BuyerConfirmed),
        "timeout" => Some(Completion::TimedOut),
        "refund" => Some(Completion::Refund),
        _ => None,
    }
}

impl OrderRow {
    fn order(&self) -> Order<'_> {
        Order {
            shop: &self.shop,
            product: &self.product,
            country: Country::from_code(self.country),
            paid_at: self.paid.map(Moment::from_millis),
            completed_at: self.completed.map(Moment::from_millis),
            completion: completion(self.completion),
            ..Order::placed(id(self.id), Moment::from_millis(0))
        }
    }
}

/// The settings of a rule set.
pub(crate) fn settings(rule_set: &str) -> RateSettings {
    let rules = rules::by_id(rule_set).unwrap();
    RateSettings::new(rules, None, FactSet::ALL)
}

impl Shops {
    /// Counts and judges by the embedded engine.
    pub(crate) fn report(&self, rule_set: &str, as_of: &str, by: Grouping) -> RateReport {
        self.report_of(rule_set, as_of, Some(by), &[])
    }

    /// The same of some shops, without groups where there is no `by`.
    pub(crate) fn report_of(
        &self,
        rule_set: &str,
        as_of: &str,
        by: Option<Grouping>,
        shops: &[String],
    ) -> RateReport {
        let settings = settings(rule_set);
        let filings = self.filings();
        let question = RateQuestion {
            by,
            shops: shops.to_vec(),
            ..RateQuestion::at(Moment::from_rfc3339(as_of).unwrap(), settings.longest_window())
        };
        let tally = self.tallied(RateTally::new(question, &filings), &filings);
        report(&tally, &filings, settings)
    }

    /// Forecasts by the embedded engine.
    pub(crate) fn forecast(
        &self,
        rule_set: &str,
        as_of: &str,
        shops: &[String],
    ) -> Option<Forecast> {
        let (rules, filings) = (settings(rule_set).rules, self.filings());
        let as_of = Moment::from_rfc3339(as_of).unwrap();
        let tally = FlowTally::new(as_of, shops.to_vec(), &filings);
        let flow = self.tallied(tally, &filings).flow(&filings);
        forecast(&Question { as_of, rules: &rules, window: None, ended: None }, &flow)
    }

    fn filings(&self) -> Filings {
        Filings::new(self.disputes.iter().map(DisputeRow::dispute).collect())
    }

    /// Gives every order to a tally.
    fn tallied<T: OrderTally>(&self, mut tally: T, filings: &Filings) -> T {
        let places = filings.places();
        let mut batch = OrderBatch::new(tally.projection().columns, filings.places());
        for order in &self.orders {
            let place = places.get(id(order.id)).map(disputes::domain::DisputedIndex::new);
            batch.push(&order.order(), place);
            if batch.is_full() {
                tally.add(&batch);
                batch.clear();
            }
        }
        tally.add(&batch);
        tally
    }
}

/// The whole numbers of a metric: numerators with and without cancelled disputes, denominator, numerator
/// if the seller is liable wherever it is not known.
pub(crate) type Numbers = [Option<u64>; 4];

/// The numbers of every group and of all orders, which come under `*`.
pub(crate) fn numbers(report: &RateReport) -> BTreeMap<(String, Metric), Numbers> {
    let of = |figure: &Figure| {
        let numerator = |count: Option<disputes::domain::Count>| count.map(|c| c.numerator);
        let most = figure.by_parties.map(|(_, most)| most);
        [numerator(figure.counted), numerator(figure.excluded), figure.denominator, numerator(most)]
    };
    let whole = report.figures.iter().map(|figure| (("*".to_owned(), figure.metric), of(figure)));
    let groups = report.groups.iter().flat_map(|group| {
        group.figures.iter().map(move |figure| ((group.key.clone(), figure.metric), of(figure)))
    });
    whole.chain(groups).collect()
}
