//! From when to when the input reaches and what of it is whole: all that is looked at, and each shop of several,
//! of which one may lack what another has.

use crate::cli::context::{Context, clock};
use crate::cli::input::data::Data;
use crate::cli::input::stored::StoreInput;
use crate::domain::{Caveat, CaveatKind, Fact, Moment, Severity, Window};
use crate::input::{Coverage, InputPart, InputParts};
use crate::render::DataReach;

/// Days for which the newest fact of files is new enough when the settings do not say.
const STALE_DAYS: u32 = 2;

/// What doubts are looked for.
struct Asked {
    as_of: Moment,
    now: Moment,
    window: Option<Window>,
    stale_days: u32,
}

impl Asked {
    fn doubts(&self, part: &InputPart<'_>) -> Vec<Caveat> {
        let (coverage, window) = (part.coverage(), self.window);
        let mut caveats = coverage.caveats(self.as_of, window, self.stale_days);
        caveats.extend(coverage.future(self.as_of.max(self.now)));
        caveats.extend(window.iter().flat_map(|window| part.told_caveats(*window)));
        // Where all orders are too old, another caveat says so.
        let is_old = |caveat: &Caveat| caveat.kind == CaveatKind::StaleData;
        let until =
            if caveats.iter().any(is_old) { coverage.newest_order } else { Some(self.as_of) };
        let holes =
            window.zip(until).map(|(window, to)| Window { to: to.min(window.to), ..window });
        caveats.extend(holes.iter().flat_map(|window| part.holes(*window)));
        caveats.extend(window.and_then(|window| part.silence(window)));
        caveats
    }
}

impl Data {
    fn coverage(&self) -> Coverage {
        self.inputs.coverage(self.shops.asked())
    }

    /// Returns where the input does not reach far enough.
    pub(super) fn reach(&self, context: &Context) -> Vec<Caveat> {
        let window = self.window.map(|days| {
            let window = Window::ending_at(context.as_of, days);
            Window { from: window.from.plus_days(-i64::from(self.series)), ..window }
        });
        if !self.inputs.has_reach() {
            // A sync knows itself how far it reaches, and of which disputes it lacks the details.
            let told = window.map(|window| self.inputs.parts(&[]).whole.told_caveats(window));
            let is_of_reasons = |caveat: &Caveat| {
                let mut needs = caveat.metrics.iter().map(|metric| metric.needs());
                needs.all(|needed| needed == Some(Fact::Reasons))
            };
            return told.into_iter().flatten().filter(is_of_reasons).collect();
        }
        let (now, stale_days) = (clock(), stale_days(context));
        let asked = Asked { as_of: context.as_of, now, window, stale_days };
        let outdated = asked.window.and_then(|_| self.outdated_orders(&asked));
        let outdated = outdated.into_iter().chain(self.outdated_disputes(&asked));
        let InputParts { whole, shops } = self.inputs.parts(self.shops.asked());
        let mut of_all = asked.doubts(&whole);
        of_all.extend(outdated);
        if shops.len() < 2 {
            return of_all;
        }
        let of_shop = |(name, part): &(&str, InputPart<'_>)| {
            let named = |caveat| Caveat { shop: Some((*name).to_owned()), ..caveat };
            asked.doubts(part).into_iter().map(named).collect()
        };
        by_shop(of_all, &shops.iter().map(of_shop).collect::<Vec<_>>())
    }

    /// Returns the orders that were under way when their file was saved, where others are newer.
    fn outdated_orders(&self, asked: &Asked) -> Option<Caveat> {
        let of_files = self.inputs.outdated_orders(asked.as_of, asked.stale_days);
        of_files.or_else(|| self.stored.as_ref()?.outdated_orders(asked.as_of, asked.stale_days))
    }

    /// The same of disputes that were open.
    fn outdated_disputes(&self, asked: &Asked) -> Option<Caveat> {
        let of_files = self.inputs.outdated_disputes(asked.as_of, asked.stale_days);
        of_files.or_else(|| self.stored.as_ref()?.outdated_disputes(asked.as_of, asked.stale_days))
    }

    /// Returns when the data ended, where that is longer before as-of than data may be old; of orders,
    /// once they have been read.
    pub(crate) fn ended(&self, context: &Context, as_of: Moment) -> Option<Moment> {
        let allowed = stale_days(context);
        let synced = self.stored.as_ref().and_then(StoreInput::synced_to);
        let oldest = as_of.plus_days(-i64::from(allowed));
        match synced {
            Some(to) if to >= oldest => None,
            _ if self.inputs.has_reach() => self.coverage().ended(as_of, allowed),
            Some(_) | None => synced,
        }
    }

    /// Returns up to when the data reach; of orders, once they have been read.
    pub(crate) fn reach_to(&self) -> DataReach {
        let coverage = self.coverage();
        DataReach {
            orders: coverage.newest_order,
            disputes: coverage.disputes_to(),
            synced: self.stored.as_ref().and_then(StoreInput::synced_to),
        }
    }
}

/// Returns the doubts about single shops in place of those about all together. One that all shops share is said
/// once, and one that no shop alone proves is said of all.
fn by_shop(of_all: Vec<Caveat>, of_shops: &[Vec<Caveat>]) -> Vec<Caveat> {
    let subject = |caveat: &Caveat| {
        // Which of its facts are old may differ from shop to shop.
        let part = match caveat.kind {
            CaveatKind::Coverage => caveat.part("what"),
            CaveatKind::FactsUntold => caveat.part("fact"),
            _ => None,
        };
        (caveat.kind, part.map(str::to_owned))
    };
    let is_same = |one: &Caveat, other: &Caveat| subject(one) == subject(other);
    let has = |of_shop: &[Caveat], caveat: &Caveat, least: Severity| {
        of_shop.iter().any(|own| is_same(own, caveat) && own.severity >= least)
    };
    let is_of_all = |caveat: &Caveat| of_shops.iter().all(|own| has(own, caveat, caveat.severity));
    let is_of_some = |caveat: &Caveat| of_shops.iter().any(|own| has(own, caveat, caveat.severity));
    let said: Vec<Caveat> = of_all.into_iter().filter(|c| is_of_all(c) || !is_of_some(c)).collect();
    let is_said = |own: &&Caveat| {
        said.iter().any(|all| is_same(all, own) && is_of_all(all) && all.severity >= own.severity)
    };
    let of_single = of_shops.iter().flatten().filter(|own| !is_said(own)).cloned();
    said.iter().cloned().chain(of_single).collect()
}

/// Returns how many days old the newest fact of files may be.
pub(super) fn stale_days(context: &Context) -> u32 {
    context.found.settings.stale_days.unwrap_or(STALE_DAYS)
}
