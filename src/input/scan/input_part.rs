//! What is judged of an input: all of it, or some shops of several. What is whole of one shop may lack in
//! another.

use std::collections::BTreeMap;

use crate::domain::{
    CompletionDays, Dispute, Fact, FactSet, Moment, PlacedDays, ShopOrders, Window,
};
use crate::input::scan::coverage::Coverage;
use crate::input::scan::inputs::{FileReport, Inputs};
use crate::input::scan::orders_of_shop::{MOST_SHOPS, OrdersOfShop};

/// A bucket of [`PlacedDays`], rounded up: what is silent for so long before a moment is silent at it.
const NOW_HOURS: i64 = 19;

/// Nothing is silent for less.
const SHORTEST_DAYS: i64 = 7;

/// All of an input, or some of its shops.
#[derive(Clone, Debug)]
pub struct InputPart<'a> {
    pub(super) coverage: Coverage,
    /// When orders were placed, of each source by itself.
    pub(super) placed: Vec<PlacedDays>,
    pub(super) disputes: Vec<&'a Dispute>,
    /// What the input can give.
    pub(super) given: FactSet,
    /// Some input says how disputes stand.
    pub(super) has_states: bool,
}

/// What is looked at of an input.
#[derive(Clone, Debug)]
pub struct InputParts<'a> {
    /// All of it together.
    pub whole: InputPart<'a>,
    /// Each shop, by name; empty where orders are not of several.
    pub shops: Vec<(&'a str, InputPart<'a>)>,
}

/// What is known of a shop, or of several together.
#[derive(Clone, Debug, Default)]
struct ShopInput<'a> {
    orders: OrdersOfShop,
    /// From when to when the files reach that would have its orders.
    files: Option<(Moment, Moment)>,
    disputes: Vec<&'a Dispute>,
}

impl InputPart<'_> {
    /// Returns from when to when it reaches.
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }
}

impl ShopInput<'_> {
    fn reach_over(&mut self, files: Option<(Moment, Moment)>) {
        self.files = match (self.files, files) {
            (Some((from, to)), Some((other_from, other_to))) => {
                Some((from.min(other_from), to.max(other_to)))
            }
            (one, other) => one.or(other),
        };
    }

    /// Returns up to when its orders are in: to the end of the files, unless chance does not leave it without
    /// orders for as long as that.
    fn newest_order(&self, newest: Moment) -> Moment {
        let end = self.files.map_or(newest, |(_, to)| to.max(newest));
        if end.days_since(newest) < SHORTEST_DAYS {
            return end;
        }
        let end_of_files = Window { from: end.plus_hours(-NOW_HOURS), to: end };
        let silence = self.orders.placed.hole(end_of_files);
        let is_silent = silence.is_some_and(|hole| hole.to >= end_of_files.from);
        if is_silent { newest } else { end }
    }
}

impl<'a> ShopInput<'a> {
    /// Returns what is judged of a shop, or without a name, of several.
    fn part(self, inputs: &Inputs, name: Option<&str>) -> InputPart<'a> {
        let moments = |d: &&Dispute| [Some(d.opened_at), d.modified_at(), d.closed_at()];
        let newest = match inputs.passed_over().disputes {
            0 => self.disputes.iter().flat_map(moments).flatten().max(),
            // Those of the shop may be among them.
            1.. => inputs.newest_dispute,
        };
        let range = self.orders.range.get();
        let span = range.map(|(oldest, newest)| (oldest, self.newest_order(newest)));
        let (completions, disputes) = (&self.orders.completion_days, self.disputes.iter().copied());
        let coverage = Coverage::of(span.into_iter(), completions, disputes, newest);
        let coverage = Coverage {
            files_from: self.files.map(|(from, _)| from),
            lists_saved_at: inputs.lists_saved_at(name),
            ..coverage
        };
        let placed = vec![self.orders.placed];
        let (given, has_states) = (inputs.given, inputs.has_states());
        InputPart { coverage, placed, disputes: self.disputes, given, has_states }
    }
}

impl Inputs {
    /// Returns what is judged where some shops are asked for; none named means all.
    pub fn parts(&self, wanted: &[String]) -> InputParts<'_> {
        let mut shops = self.shops();
        if !wanted.is_empty() {
            shops.retain(|name, _| wanted.iter().any(|wanted| wanted == name));
        }
        let whole = if wanted.is_empty() || shops.is_empty() {
            self.whole(wanted)
        } else {
            let mut together = ShopInput::default();
            for shop in shops.values() {
                together.orders.merge(&shop.orders);
                together.reach_over(shop.files);
                together.disputes.extend(&shop.disputes);
            }
            together.part(self, None)
        };
        let shops =
            shops.into_iter().map(|(name, shop)| (name, shop.part(self, Some(name)))).collect();
        InputParts { whole, shops }
    }

    /// Returns from when to when it reaches, of the same.
    pub fn coverage(&self, wanted: &[String]) -> Coverage {
        match wanted {
            [] => self.whole(wanted).coverage,
            [..] => self.parts(wanted).whole.coverage,
        }
    }

    fn whole(&self, wanted: &[String]) -> InputPart<'_> {
        let mut completions = CompletionDays::default();
        let of_files = self.files().iter().map(|report| (report.span, &report.completion_days));
        let elsewhere = self.elsewhere.iter().map(|reach| (reach.span, &reach.completion_days));
        let all = of_files.chain(elsewhere);
        all.clone().for_each(|(_, days)| completions.merge(days));
        let spans = all.filter_map(|(span, _)| span);
        let disputes = self.filings().disputes();
        let newest = self.newest_dispute;
        let mut files: BTreeMap<&str, PlacedDays> = BTreeMap::new();
        for report in self.files().iter().filter(|report| report.span.is_some()) {
            let placed = files.entry(&report.shop).or_default();
            report.shops.iter().for_each(|shop| placed.merge(&shop.placed));
        }
        let is_wanted = |shop: &&ShopOrders| wanted.is_empty() || wanted.contains(&shop.name);
        for shop in self.orders_elsewhere.iter().filter(is_wanted) {
            files.entry("").or_default().merge(&shop.paid);
        }
        let coverage = Coverage::of(spans, &completions, disputes.iter(), newest);
        InputPart {
            coverage: Coverage { lists_saved_at: self.lists_saved_at(None), ..coverage },
            placed: files.into_values().collect(),
            disputes: disputes.iter().collect(),
            given: self.given,
            has_states: self.has_states(),
        }
    }

    /// Returns whether some input says how disputes stand.
    fn has_states(&self) -> bool {
        let mut lists = self.files().iter().filter(|report| report.given.has(Fact::Disputes));
        !self.has_files_alone || lists.any(|report| !report.lacks_states)
    }

    /// Returns what is known of each of several shops; nothing of those that orders do not name, and nothing
    /// where orders are not of several.
    fn shops(&self) -> BTreeMap<&str, ShopInput<'_>> {
        let mut shops: BTreeMap<&str, ShopInput<'_>> = BTreeMap::new();
        let is_of_several = |report: &&FileReport| {
            report.shops.iter().filter(|shop| !shop.name.is_empty()).nth(1).is_some()
        };
        for report in self.files() {
            for own in report.shops.iter().filter(|shop| !shop.name.is_empty()) {
                let shop = shops.entry(&own.name).or_default();
                shop.orders.merge(own);
                shop.reach_over(report.span);
            }
        }
        for own in self.orders_elsewhere.iter().filter(|shop| !shop.name.is_empty()) {
            let shop = shops.entry(&own.name).or_default();
            shop.orders.add_elsewhere(own);
            for reach in &self.elsewhere {
                // How long orders take is not known of each shop.
                shop.orders.completion_days.merge(&reach.completion_days);
                if reach.shop.is_empty() || reach.shop == own.name {
                    shop.reach_over(reach.span);
                }
            }
        }
        let are_known = self.has_files_alone || !self.orders_elsewhere.is_empty();
        if !(2..=MOST_SHOPS).contains(&shops.len()) || !are_known {
            return BTreeMap::new();
        }
        // A file of several shops is as likely one of all.
        for report in self.files().iter().filter(is_of_several) {
            shops.values_mut().for_each(|shop| shop.reach_over(report.span));
        }
        self.share_disputes(&mut shops);
        shops
    }

    /// Gives each shop its disputes: those of its orders and, of orders that no file has, those that name it.
    fn share_disputes<'a>(&'a self, shops: &mut BTreeMap<&'a str, ShopInput<'a>>) {
        let names: Vec<&str> = shops.keys().copied().collect();
        // Of an order that files give to several shops, the first one by name counts.
        let mut of_places: Vec<Option<usize>> = vec![None; self.filings().orders()];
        for (number, shop) in shops.values().enumerate() {
            for place in shop.orders.met.iter() {
                if let Some(of) = of_places.get_mut(place) {
                    of.get_or_insert(number);
                }
            }
        }
        let mut shared: Vec<Vec<&Dispute>> = vec![Vec::new(); names.len()];
        let mut last = ("", None);
        for ((_, disputes), of_order) in self.filings().iter().zip(of_places) {
            let number = of_order.or_else(|| {
                let named = disputes.first().map_or("", |first| first.shop.as_str());
                if last.0 != named {
                    last = (named, names.binary_search(&named).ok());
                }
                last.1
            });
            if let Some(own) = number.and_then(|number| shared.get_mut(number)) {
                own.extend(disputes);
            }
        }
        shops.values_mut().zip(shared).for_each(|(shop, disputes)| shop.disputes = disputes);
    }
}
