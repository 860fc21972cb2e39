//! Compares when orders were placed according to their table with what their disputes say: a
//! dispute list of the seller centre carries the true moment. A constant distance is another time
//! zone; a day and a month in each other's place were exchanged.

use std::collections::BTreeSet;

use crate::domain::{
    Caveat, CaveatKind, Contradiction, DisputedIndex, Filings, Moment, OrderId, Zone, contradicting,
};
use crate::input::decode::stamp::DateOrder;
use crate::input::scan::time_order::{exchange, last_reading};

/// The longest distance between the clocks of two zones, in milliseconds: UTC-12 and UTC+14.
const ZONES_APART: i64 = 26 * 3_600_000;

/// Zones differ by whole quarters of an hour.
const QUARTER: i64 = 900_000;

/// How many orders of each sort are looked at closely.
const LOOKED_AT: usize = 64;

/// Zones that are tried by name, the likeliest first.
const ZONES: [&str; 12] = [
    "Asia/Shanghai",
    "America/Los_Angeles",
    "UTC",
    "Europe/Moscow",
    "Europe/Madrid",
    "Europe/London",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Asia/Kolkata",
];

/// When disputed orders were placed, as their disputes say.
#[derive(Debug, Default)]
pub(crate) struct OrderClocks {
    /// By the place of the order among the disputed ones; empty where no dispute says it.
    placed: Vec<Option<Moment>>,
}

impl OrderClocks {
    /// Looks for the moments among the disputes.
    pub(crate) fn of(filings: &Filings) -> Self {
        let said = |disputes: &[crate::domain::Dispute]| {
            disputes.iter().find_map(|dispute| dispute.details().order_created_at)
        };
        let mut placed: Vec<Option<Moment>> =
            filings.iter().map(|(_, disputes)| said(disputes)).collect();
        if placed.iter().all(Option::is_none) {
            placed = Vec::new();
        }
        Self { placed }
    }

    /// Returns when an order was placed; `None` where its disputes do not say.
    #[inline]
    pub(crate) fn get(&self, disputed: Option<DisputedIndex>) -> Option<Moment> {
        self.placed.get(disputed?.get()).copied().flatten()
    }
}

/// When an order was placed, according to its table and according to its dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PlacedOrder {
    order: OrderId,
    read: Moment,
    truth: Moment,
}

/// How far the times of a table and the true ones are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Distance {
    /// They are the same, as far as the table writes its times.
    None,
    /// By so many quarters of an hour.
    Zone(i64),
    /// Day and month stand in each other's place.
    Exchanged,
    /// By anything else.
    Other,
}

/// Orders of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OrderSample {
    count: u64,
    /// The first ones by id, and some more.
    placed: Vec<PlacedOrder>,
}

/// What the comparison of a table with the disputes gave.
#[derive(Clone, Debug)]
pub(crate) struct ClockCheck {
    zone: Zone,
    /// How many orders were compared.
    pub(crate) compared: u64,
    zones: OrderSample,
    quarters: BTreeSet<i64>,
    exchanged: OrderSample,
    others: OrderSample,
}

/// Returns what contradicts where orders, from tables that were read before, were placed at one moment
/// according to those and at another according to their disputes: order, table, dispute.
pub fn placed_twice(orders: impl Iterator<Item = (OrderId, Moment, Moment)>) -> Vec<Caveat> {
    let mut check = ClockCheck::new(Zone::PLATFORM);
    orders.for_each(|(order, read, truth)| check.add(order, read, truth));
    check.caveats(&ComparedColumn { title: "created_at", order: None })
}

/// The column that is compared.
pub(crate) struct ComparedColumn<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// The order in which its dates were read; `None` where they leave no choice.
    pub(crate) order: Option<DateOrder>,
}

impl ClockCheck {
    /// Begins a table whose times without a zone are of `zone`.
    pub(crate) fn new(zone: Zone) -> Self {
        Self {
            zone,
            compared: 0,
            zones: OrderSample::default(),
            quarters: BTreeSet::new(),
            exchanged: OrderSample::default(),
            others: OrderSample::default(),
        }
    }

    /// Compares when an order was placed.
    pub(crate) fn add(&mut self, order: OrderId, read: Moment, truth: Moment) {
        self.compared += 1;
        let placed = PlacedOrder { order, read, truth };
        match distance(read, truth, self.zone) {
            Distance::None => {}
            Distance::Zone(quarters) => {
                self.quarters.insert(quarters);
                self.zones.add(placed);
            }
            Distance::Exchanged => self.exchanged.add(placed),
            Distance::Other => self.others.add(placed),
        }
    }

    /// Adds what was found in other rows of the same table.
    pub(crate) fn merge(&mut self, other: Self) {
        self.compared += other.compared;
        self.quarters.extend(other.quarters);
        self.zones.merge(other.zones);
        self.exchanged.merge(other.exchanged);
        self.others.merge(other.others);
    }

    /// Returns what contradicts.
    pub(crate) fn caveats(&self, column: &ComparedColumn<'_>) -> Vec<Caveat> {
        let of_zones = self.of_zones();
        let of_dates = self.of_dates(column);
        of_zones.into_iter().chain(of_dates).chain(self.of_others()).collect()
    }

    /// Returns the zone in which all times of the table would be right, of which none is now; `None` where
    /// too few were compared, or something else is wrong with them.
    pub(crate) fn proved_zone(&self) -> Option<Zone> {
        /// Two orders may have been changed by hand.
        const ENOUGH: u64 = 3;
        let is_proved = self.compared >= ENOUGH && self.are_of_zones();
        is_proved.then(|| self.true_zone()).flatten().and_then(|name| Zone::named(&name))
    }

    /// Returns whether all times that were compared are those of another zone.
    pub(super) fn are_of_zones(&self) -> bool {
        self.zones.count == self.compared
    }

    /// Returns that disputes were opened at other moments than other records of them say, a constant number of
    /// hours apart; `None` where none was.
    pub(super) fn of_disputes(&self) -> Option<Caveat> {
        self.of_zones().map(|caveat| caveat.filled("what", "disputes"))
    }

    fn of_zones(&self) -> Option<Caveat> {
        let placed = self.zones.first();
        let example = placed.first()?;
        let apart: BTreeSet<u64> =
            self.quarters.iter().map(|quarters| quarters.unsigned_abs()).collect();
        let hours: Vec<String> = apart.into_iter().map(hours).collect();
        let zone = self.true_zone().unwrap_or_else(|| "ZONE".to_owned());
        let caveat = Caveat::new(CaveatKind::ClockContradicts).counting(self.zones.count);
        Some(
            caveat
                .with("of", self.compared)
                .with("hours", hours.join(", "))
                .with("zone", zone)
                .with("file", "none")
                .with("what", "orders")
                .with("example", self.shown(example))
                .listing(placed.iter().take(Caveat::MOST_ROWS).map(|placed| self.shown(placed))),
        )
    }

    fn of_dates(&self, column: &ComparedColumn<'_>) -> Option<Caveat> {
        let placed = self.exchanged.first();
        let example = placed.first()?;
        let order = match column.order {
            Some(DateOrder::MonthFirst) => DateOrder::DayFirst.letters(),
            Some(DateOrder::DayFirst) => DateOrder::MonthFirst.letters(),
            Some(DateOrder::YearFirst) | None => "none",
        };
        let caveat = Caveat::new(CaveatKind::DateOrderMixed).counting(self.exchanged.count);
        let listed = placed.iter().take(Caveat::MOST_ROWS);
        Some(
            caveat
                .with("of", self.compared)
                .with("column", column.title)
                .with("order", order)
                .with("sign", "disputes")
                .with("example", self.shown(example))
                .listing(listed.map(|placed| self.shown(placed))),
        )
    }

    fn of_others(&self) -> Option<Caveat> {
        let found = |placed: &PlacedOrder| {
            let kept = placed.read.to_string();
            let other = placed.truth.to_string();
            (placed.order.to_string(), Contradiction { part: "created_at", kept, other })
        };
        let found: Vec<_> = self.others.first().iter().map(found).collect();
        Some(contradicting(&found)?.recounted(self.others.count))
    }

    fn shown(&self, placed: &PlacedOrder) -> String {
        let PlacedOrder { order, read, truth } = placed;
        format!("{order}: {} / {}", self.zone.show(*read), self.zone.show(*truth))
    }

    /// Returns the zone in which the times of the table would be right; `None` where none is known.
    fn true_zone(&self) -> Option<String> {
        let placed = self.zones.first();
        let walls = || placed.iter().map(|p| (self.zone.wall(p.read), p.truth));
        let fits = |zone: Zone| {
            walls().all(|(wall, truth)| {
                zone.moment(wall).is_ok_and(|read| distance(read, truth, zone) == Distance::None)
            })
        };
        let named = ZONES.into_iter().find(|name| Zone::named(name).is_some_and(fits));
        // The signs of these names are those of the hours to be added for UTC.
        let fixed = || (-14..=12).map(|hours| format!("Etc/GMT{hours:+}"));
        let fixed = || fixed().find(|name| Zone::named(name).is_some_and(fits));
        named.map(str::to_owned).or_else(fixed)
    }
}

impl OrderSample {
    fn add(&mut self, placed: PlacedOrder) {
        self.count += 1;
        self.placed.push(placed);
        if self.placed.len() >= 2 * LOOKED_AT {
            self.cut();
        }
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.placed.extend(other.placed);
        self.cut();
    }

    fn cut(&mut self) {
        self.placed = self.first();
    }

    /// Returns the first ones, by id.
    fn first(&self) -> Vec<PlacedOrder> {
        let mut first = self.placed.clone();
        first.sort_unstable_by_key(|placed| placed.order);
        first.truncate(LOOKED_AT);
        first
    }
}

/// Writes quarters of an hour as hours.
fn hours(quarters: u64) -> String {
    let rest = match quarters % 4 {
        0 => "",
        1 => ".25",
        2 => ".5",
        _ => ".75",
    };
    format!("{}{rest}", quarters / 4)
}

/// Returns how far a time of a table and the true one are apart, given that the table's may have
/// been cut to the second, the minute or the day, the true one to the minute, and that clocks that are put back
/// show an hour twice.
fn distance(read: Moment, truth: Moment, zone: Zone) -> Distance {
    let last = last_reading(read, zone);
    let cut = last.cut;
    // The true one may have been cut to the minute too.
    let slack = if truth.millis() % 60_000 == 0 { 60_000 } else { 1_000 };
    let is_near = |read: Moment| {
        let ahead = truth.millis() - read.millis();
        (-slack..=cut).contains(&ahead)
    };
    if is_near(read) || is_near(last.at) {
        return Distance::None;
    }
    let apart = read.millis() - truth.millis();
    if cut >= 86_400_000 {
        // A day without a time of day is of the same date in some zone.
        if apart.abs() <= ZONES_APART {
            return Distance::None;
        }
    } else if apart.abs() <= ZONES_APART {
        let quarters = (apart + cut).div_euclid(QUARTER);
        let over = (apart + cut).rem_euclid(QUARTER);
        if over <= cut + slack {
            return Distance::Zone(quarters);
        }
    }
    // A time that names its zone was exchanged in that zone.
    let zones = [zone, Zone::UTC, Zone::ASSESSMENT, Zone::PLATFORM];
    let is_swapped = |zone: Zone| {
        let swapped = exchange(zone.wall(read)).and_then(|wall| zone.moment(wall).ok());
        swapped.is_some_and(|at| distance_is_of_a_zone(at, truth, cut))
    };
    if zones.into_iter().any(is_swapped) { Distance::Exchanged } else { Distance::Other }
}

/// Returns whether two times are the same or those of two zones.
fn distance_is_of_a_zone(read: Moment, truth: Moment, cut: i64) -> bool {
    let apart = read.millis() - truth.millis();
    apart.abs() <= ZONES_APART
        && (cut >= 86_400_000 || (apart + cut).rem_euclid(QUARTER) <= cut + 1_000)
}

#[cfg(test)]
#[path = "clock_check_tests.rs"]
mod tests;
