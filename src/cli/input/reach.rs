//! From when to when the input reaches and what of it is whole, for each of its shops: where it has several,
//! one may lack what another has.

use std::collections::BTreeMap;

use crate::cli::context::{Context, clock};
use crate::cli::input::data::Data;
use crate::cli::input::stored::StoreInput;
use crate::domain::{Caveat, CaveatKind, Dispute, Fact, FactSet, Moment, Severity, Window};
use crate::input::{Coverage, Inputs, ShopInput};
use crate::render::DataReach;
use crate::reports::rate::Known;

/// Days for which the newest fact of files is new enough when the settings do not say.
const STALE_DAYS: u32 = 2;

/// What is looked at: everything, or some shops of several.
enum LookedAt<'a> {
    All(&'a Inputs),
    Shops(ShopInput<'a>),
}

impl LookedAt<'_> {
    fn coverage(&self) -> Coverage {
        match self {
            Self::All(inputs) => inputs.coverage(),
            Self::Shops(shops) => shops.coverage(),
        }
    }

    fn told_caveats(&self, given: FactSet, window: Window) -> Vec<Caveat> {
        match self {
            Self::All(inputs) => inputs.told_caveats(window),
            Self::Shops(shops) => shops.told_caveats(given, window),
        }
    }

    fn holes(&self, window: Window) -> Vec<Caveat> {
        match self {
            Self::All(inputs) => inputs.holes(window),
            Self::Shops(shops) => shops.hole(window).into_iter().collect(),
        }
    }

    fn silence(&self, window: Window) -> Option<Caveat> {
        match self {
            Self::All(inputs) => inputs.silence(window),
            Self::Shops(shops) => shops.silence(window),
        }
    }
}

impl Data {
    /// Returns what is looked at, once the orders have been read.
    fn looked_at(&self) -> LookedAt<'_> {
        let names = self.shop_reach.names();
        let wanted: Vec<&str> = self.wanted.iter().map(String::as_str).collect();
        if names.is_empty() || wanted.is_empty() {
            return LookedAt::All(&self.inputs);
        }
        LookedAt::Shops(self.shop_reach.of(&wanted))
    }

    /// Returns the disputes of the shops asked for; of orders that no input has, those that name one of them.
    pub(super) fn disputes_asked_for(&self) -> Vec<&Dispute> {
        match self.looked_at() {
            LookedAt::All(_) => self.disputes().iter().collect(),
            LookedAt::Shops(shops) => shops.disputes().to_vec(),
        }
    }

    /// Returns which facts are given of what is looked at, and of each shop, where orders are of several.
    fn given(&self) -> (FactSet, BTreeMap<String, FactSet>) {
        let of_all = self.inputs.given;
        let mut by_shop = self.shop_reach.given(of_all);
        by_shop.retain(|shop, _| self.wanted.is_empty() || self.wanted.contains(shop));
        if self.wanted.is_empty() || by_shop.is_empty() {
            return (of_all, by_shop);
        }
        let facts = by_shop.values().copied();
        let times = facts.clone().fold(FactSet::TIMES, FactSet::intersection);
        let facts = facts.fold(FactSet::default(), FactSet::union);
        (facts.replacing(FactSet::TIMES, times), by_shop)
    }

    /// Returns what the inputs can tell.
    pub(crate) fn known(&self) -> Known {
        let (given, by_shop) = self.given();
        let known = Known { by_shop, ..Known::of(given) };
        // Without any dispute there is nothing that its record could fail to tell.
        let none = !self.has_disputes();
        Known {
            reasons: known.reasons || none,
            escalations: known.escalations || none,
            rulings: known.rulings || none,
            ..known
        }
    }

    /// Returns whether completion times are given of all shops asked for, beside others of which they are not.
    pub(super) fn has_completions_asked_for(&self) -> bool {
        let (given, by_shop) = self.given();
        !self.wanted.is_empty() && !by_shop.is_empty() && given.has(Fact::Completed)
    }

    /// Returns where the input does not reach far enough: all that is looked at, and single shops.
    pub(super) fn reach(&self, context: &Context) -> Vec<Caveat> {
        if !self.inputs.has_reach() {
            return Vec::new();
        }
        let (given, by_shop) = self.given();
        let mut found = self.reach_of(&self.looked_at(), given, &self.wanted, context);
        let window = self.window.map(|days| Window::ending_at(context.as_of, days));
        if by_shop.len() > 1 {
            let of_all = found.clone();
            let shops = by_shop.iter().map(|(shop, given)| {
                let input = LookedAt::Shops(self.shop_reach.of(&[shop]));
                let found = self.reach_of(&input, *given, std::slice::from_ref(shop), context);
                let own = found.into_iter().filter(|caveat| is_of_shop(caveat, &of_all));
                own.map(|caveat| Caveat { shops: vec![shop.clone()], ..caveat }).collect()
            });
            found.extend(joined(shops.collect()));
        }
        let unassigned = window.map(|window| self.shop_reach.unassigned(window));
        let unassigned = unassigned.filter(|count| *count > 0);
        found.extend(
            unassigned.map(|count| Caveat::new(CaveatKind::DisputesUnassigned).counting(count)),
        );
        found
    }

    fn reach_of(
        &self,
        input: &LookedAt<'_>,
        given: FactSet,
        shops: &[String],
        context: &Context,
    ) -> Vec<Caveat> {
        let as_of = context.as_of;
        let window = self.window.map(|days| Window::ending_at(as_of, days));
        let coverage = input.coverage();
        let future = coverage.future(as_of.max(clock()));
        let mut caveats = coverage.caveats(as_of, window, stale_days(context));
        if !self.tells_of_age(input, shops, as_of) {
            caveats.retain(|caveat| !is_age_of_orders(caveat));
        }
        caveats.extend(future);
        caveats.extend(window.iter().flat_map(|window| input.told_caveats(given, *window)));
        // Where all orders are too old, another caveat says so.
        let is_old = |caveat: &Caveat| caveat.kind == CaveatKind::StaleData;
        let until = if caveats.iter().any(is_old) { coverage.newest_order } else { Some(as_of) };
        let holes =
            window.zip(until).map(|(window, to)| Window { to: to.min(window.to), ..window });
        caveats.extend(holes.iter().flat_map(|window| input.holes(*window)));
        caveats.extend(window.and_then(|window| input.silence(window)));
        caveats
    }

    /// Returns whether the age of the newest order says that newer ones are lacking: a small shop among
    /// others in one file may have none for days.
    fn tells_of_age(&self, input: &LookedAt<'_>, shops: &[String], as_of: Moment) -> bool {
        let LookedAt::Shops(orders) = input else { return true };
        let has_files = |shop: &String| {
            let of_store = self.stored.as_ref().is_some_and(|stored| stored.has_file_of(shop));
            of_store || self.inputs.has_file_of(shop)
        };
        let window = self.window.map(|days| Window::ending_at(as_of, days));
        shops.iter().any(has_files) || window.is_none_or(|window| orders.is_silent_until(window))
    }

    /// Returns when the data ended, where that is longer before as-of than data may be old; of orders,
    /// once they have been read.
    pub(crate) fn ended(&self, context: &Context, as_of: Moment) -> Option<Moment> {
        let allowed = stale_days(context);
        let synced = self.stored.as_ref().and_then(StoreInput::synced_to);
        let oldest = as_of.plus_days(-i64::from(allowed));
        let input = self.looked_at();
        match synced {
            Some(to) if to >= oldest => None,
            _ if self.inputs.has_reach() => {
                let ended = input.coverage().ended(as_of, allowed);
                ended.filter(|_| self.tells_of_age(&input, &self.wanted, as_of))
            }
            Some(_) | None => synced,
        }
    }

    /// Returns up to when the data reach; of orders, once they have been read.
    pub(crate) fn reach_to(&self) -> DataReach {
        let coverage = self.looked_at().coverage();
        DataReach {
            orders: coverage.newest_order,
            disputes: coverage.newest_dispute,
            synced: self.stored.as_ref().and_then(StoreInput::synced_to),
        }
    }
}

/// Returns whether orders, or orders and disputes, are said to be too old; how often disputes come is counted.
fn is_age_of_orders(caveat: &Caveat) -> bool {
    let of_disputes = ("what", "disputes".to_owned());
    caveat.kind == CaveatKind::StaleData && !caveat.parts.contains(&of_disputes)
}

/// Returns whether a caveat of one of several shops is to be said: it makes the shop's figures wrong, and what
/// is said of all of them together does not hold it.
fn is_of_shop(caveat: &Caveat, of_all: &[Caveat]) -> bool {
    let what = |caveat: &Caveat| {
        let what = caveat.parts.iter().find(|(name, _)| matches!(*name, "what" | "from"));
        what.map(|(_, value)| value.clone())
    };
    let is_judged = match caveat.kind {
        CaveatKind::StaleData | CaveatKind::OpenOnly | CaveatKind::OrdersHole => true,
        // A shop that is younger than the others has no older orders.
        CaveatKind::Coverage => caveat.severity >= Severity::Warning,
        _ => false,
    };
    is_judged
        && !of_all.iter().any(|other| {
            let is_same = other.kind == caveat.kind && what(other) == what(caveat);
            is_same && other.severity >= caveat.severity
        })
}

/// Joins what is said alike of several shops into one that names them.
fn joined(of_shops: Vec<Vec<Caveat>>) -> Vec<Caveat> {
    let mut all: Vec<Caveat> = Vec::new();
    for caveat in of_shops.into_iter().flatten() {
        let is_alike = |other: &&mut Caveat| {
            (other.kind, other.severity) == (caveat.kind, caveat.severity)
                && other.parts == caveat.parts
        };
        match all.iter_mut().find(is_alike) {
            Some(other) => other.shops.extend(caveat.shops),
            None => all.push(caveat),
        }
    }
    all
}

/// Returns how many days old the newest fact of files may be.
fn stale_days(context: &Context) -> u32 {
    context.found.settings.stale_days.unwrap_or(STALE_DAYS)
}
