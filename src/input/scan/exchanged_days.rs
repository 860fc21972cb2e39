//! Columns of times in which a spreadsheet exchanged day and month of every date that it could. Where all true days
//! are 12 or less, no value shows it: the column does, whose dates are of a few days and of many months, and its
//! rows, whose times are near each other the other way.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Filings, IdTable, Moment, OrderBatch, OrderId, OrderTally,
    Projection, Zone, quoted_list, to_u64,
};
use crate::input::scan::time_order::{OF_DISPUTES, OF_ORDERS, exchange};

/// How many times a row has, at most.
const TIMES: usize = 5;

/// Choices among the columns, by a bit for each.
const CHOICES: usize = 1 << TIMES;

/// True times of so many months are looked for: their dates are of as many days.
const MOST_DAYS: u32 = 3;

/// Longer tables have days above 12.
const MOST_ROWS: usize = 2_000;

/// All that happens to an order or a dispute happens within so many days, as a rule.
const NEAR_DAYS: i64 = 100;

/// The days and the months of a column's dates whose day is 12 or less, by a bit for each.
#[derive(Clone, Copy, Debug, Default)]
struct DaysMet {
    days: u16,
    months: u16,
}

impl DaysMet {
    /// Returns whether true months may stand in the place of days, as far as was read.
    fn is_open(self) -> bool {
        self.days.count_ones() <= MOST_DAYS
    }

    fn has_more_months(self) -> bool {
        self.is_open() && self.months.count_ones() > self.days.count_ones()
    }
}

/// A row some of whose times are near all others the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Exchanged {
    /// The last of those times.
    read: Moment,
    /// What it is the other way.
    meant: Moment,
    /// They are far from the others as they stand.
    is_far: bool,
}

/// What rows say of some columns.
#[derive(Clone, Debug, Default)]
struct ColumnChoice {
    rows: Vec<Exchanged>,
    /// Rows whose times are far from each other, or the wrong way round, the other way.
    others: usize,
}

/// Looks for such columns in a table.
#[derive(Clone, Debug)]
pub(crate) struct ExchangedDays {
    zones: [Zone; TIMES],
    /// Pairs of times of which the first is not after the second.
    pairs: &'static [(usize, usize)],
    /// Columns that may have been exchanged, by a bit for each.
    columns: usize,
    met: [DaysMet; TIMES],
    choices: [ColumnChoice; CHOICES],
    rows: usize,
}

impl ExchangedDays {
    /// Begins a table of orders (placed, paid, shipped, completed), whose columns are of these zones; `None` where
    /// there is none.
    pub(crate) fn of_orders(zones: [Option<Zone>; TIMES]) -> Self {
        let [placed, paid, shipped, completed, _] = zones;
        Self::new([placed, paid, shipped, completed, None], OF_ORDERS)
    }

    /// Begins a table of disputes (opened, escalated, ruled, closed, the seller's deadline).
    pub(crate) fn of_disputes(zones: [Option<Zone>; TIMES]) -> Self {
        Self::new(zones, OF_DISPUTES)
    }

    fn new(zones: [Option<Zone>; TIMES], pairs: &'static [(usize, usize)]) -> Self {
        let columns = (0..).zip(&zones).filter(|(_, zone)| zone.is_some());
        Self {
            columns: columns.map(|(at, _)| 1_usize << at).sum(),
            zones: zones.map(|zone| zone.unwrap_or(Zone::UTC)),
            pairs,
            met: Default::default(),
            choices: Default::default(),
            rows: 0,
        }
    }

    /// Returns whether some column may still be such a one.
    #[inline(always)]
    pub(crate) fn is_open(&self) -> bool {
        self.columns != 0
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, times: [Option<Moment>; TIMES]) {
        let mut others = [None; TIMES];
        let columns = times.iter().zip(&mut others).zip(&mut self.met).zip(self.zones);
        for (at, (((time, other), met), zone)) in columns.enumerate() {
            let Some(time) = time.filter(|_| self.columns & 1 << at != 0) else { continue };
            let wall = zone.wall(time);
            let (day, month) = (wall.day(), wall.month());
            if day > 12 {
                continue;
            }
            met.days |= 1 << day;
            met.months |= 1 << month;
            *other = exchange(wall).and_then(|wall| zone.moment(wall).ok());
        }
        self.rows += 1;
        self.close();
        let has_other = |at: &usize| others.get(*at).copied().flatten().is_some();
        let there: usize = (0..TIMES).filter(has_other).map(|at| 1 << at).sum();
        if there & self.columns == 0 {
            return;
        }
        let is_far = !is_near(&times);
        for (choice, found) in self.choices.iter_mut().enumerate() {
            let taken = choice & there;
            if taken == 0 || choice & !self.columns != 0 {
                continue;
            }
            let mut meant = times;
            let mut last = None;
            for (at, other) in others.iter().enumerate().filter(|(at, _)| taken & 1 << at != 0) {
                let Some(time) = meant.get_mut(at) else { continue };
                last = last.max(time.zip(*other));
                *time = *other;
            }
            match last.filter(|_| is_near(&meant) && are_in_order(&meant, self.pairs)) {
                Some((read, meant)) => found.rows.push(Exchanged { read, meant, is_far }),
                None => found.others += 1,
            }
        }
    }

    /// Adds what was found in other rows of the table.
    pub(crate) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.met.iter_mut().zip(other.met) {
            mine.days |= theirs.days;
            mine.months |= theirs.months;
        }
        self.rows += other.rows;
        self.columns &= other.columns;
        self.close();
        for (mine, theirs) in self.choices.iter_mut().zip(other.choices) {
            mine.rows.extend(theirs.rows);
            mine.others += theirs.others;
        }
    }

    /// Leaves out the columns that have shown that they are no such ones.
    fn close(&mut self) {
        for (at, met) in self.met.iter().enumerate() {
            if !met.is_open() || self.rows > MOST_ROWS {
                self.columns &= !(1 << at);
            }
        }
        if !self.is_open() {
            self.choices = Default::default();
        }
    }

    /// Returns whether the dates of the first column are of more months than days.
    pub(crate) fn has_many_months(&self) -> bool {
        let [first, ..] = self.met;
        self.columns & 1 != 0 && first.has_more_months()
    }

    /// Returns the columns that may be such ones, given their titles: those that explain the rows best first.
    pub(crate) fn found(&self, title: &dyn Fn(usize) -> String) -> Vec<ExchangedColumns> {
        let columns = |choice: usize| (0..TIMES).filter(move |at| choice & 1 << at != 0);
        let met = |choice: usize| columns(choice).filter_map(|at| self.met.get(at).copied());
        let may_be = |(choice, found): &(usize, &ColumnChoice)| {
            choice & !self.columns == 0
                && *choice != 0
                && met(*choice).all(DaysMet::has_more_months)
                && found.rows.len() >= 3
                && found.others * 10 <= found.rows.len()
        };
        let mut all: Vec<(usize, &ColumnChoice)> =
            self.choices.iter().enumerate().filter(may_be).collect();
        all.sort_by_key(|(choice, found)| (choice.count_ones(), found.others, *choice));
        let of = |(choice, found): (usize, &ColumnChoice)| {
            let months = met(choice).map(|met| met.months.count_ones()).max();
            let zone = columns(choice).find_map(|at| self.zones.get(at).copied());
            let mut rows = found.rows.clone();
            rows.sort_unstable();
            ExchangedColumns {
                columns: quoted_list(columns(choice).map(title)),
                zone: zone.unwrap_or(Zone::UTC),
                rows,
                of: found.rows.len() + found.others,
                has_months: months >= Some(3),
            }
        };
        all.into_iter().map(of).collect()
    }
}

/// Returns whether all times are within [`NEAR_DAYS`].
fn is_near(times: &[Option<Moment>; TIMES]) -> bool {
    let times = || times.iter().flatten();
    let ends = times().min().zip(times().max());
    ends.is_none_or(|(first, last)| *last <= first.plus_days(NEAR_DAYS))
}

/// Returns whether times are in the order in which things happen; each may have been cut to the day.
fn are_in_order(times: &[Option<Moment>; TIMES], pairs: &[(usize, usize)]) -> bool {
    let time = |at: usize| times.get(at).copied().flatten();
    let are = |(first, second): &(usize, usize)| {
        time(*first).zip(time(*second)).is_none_or(|(first, second)| second.plus_days(1) >= first)
    };
    pairs.iter().all(are)
}

/// Columns of a table that may be such ones; whether they are, the moment tells of which figures are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExchangedColumns {
    columns: String,
    zone: Zone,
    rows: Vec<Exchanged>,
    of: usize,
    /// They are of three months or more.
    has_months: bool,
}

impl ExchangedColumns {
    /// Returns what is said of them. Most rows are after the moment asked for as they stand, or all are far from the
    /// other times of their orders, or most, where they are before them.
    pub(crate) fn caveat(&self, as_of: Moment) -> Option<Caveat> {
        let count = |is: &dyn Fn(&&Exchanged) -> bool| self.rows.iter().filter(is).count();
        let all = self.rows.len();
        let far = count(&|row| row.is_far);
        let late = count(&|row| row.read > as_of);
        let early = count(&|row| row.read < row.meant);
        let is_known = count(&|row| row.meant <= as_of.plus_days(1)) == all;
        let is_late =
            late * 4 >= all * 3 && if self.has_months { far * 2 >= all } else { far == all };
        let is_early = early * 2 > all && far * 4 >= all * 3;
        let is_sure = is_late || self.has_months && all >= 3 && (far == all || is_early);
        let example = self.rows.iter().find(|row| row.is_far)?;
        let (read, meant) = (self.zone.show(example.read), self.zone.show(example.meant));
        let caveat = Caveat::new(CaveatKind::DateOrderMixed).counting(to_u64(all));
        let caveat = caveat.with("of", self.of).with("column", &self.columns);
        let caveat = caveat.with("order", "none").with("sign", "days");
        (is_known && is_sure).then(|| caveat.with("example", format!("{read} / {meant}")))
    }
}

/// The filings of a table that are to be compared with their orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilingsToCompare {
    /// The title of their column.
    pub(crate) title: String,
    pub(crate) zone: Zone,
    pub(crate) filings: Vec<(OrderId, Moment)>,
}

impl FilingsToCompare {
    /// Returns what is found, given when orders were placed.
    pub(crate) fn found(
        &self,
        placed: &dyn Fn(OrderId) -> Option<Moment>,
    ) -> Vec<ExchangedColumns> {
        let mut days = ExchangedDays::new([Some(self.zone), None, None, None, None], &[(1, 0)]);
        for (order, opened) in &self.filings {
            days.add([Some(*opened), placed(*order), None, None, None]);
        }
        days.found(&|_| self.title.clone())
    }
}

/// When some orders were placed.
#[derive(Clone, Debug)]
pub(crate) struct PlacedOrders {
    sought: Arc<IdTable>,
    placed: BTreeMap<OrderId, Moment>,
}

impl PlacedOrders {
    /// Looks for these orders.
    pub(crate) fn of(sought: Arc<IdTable>) -> Self {
        Self { sought, placed: BTreeMap::new() }
    }

    /// Returns when an order was placed; `None` where it was not among those read.
    pub(crate) fn get(&self, order: OrderId) -> Option<Moment> {
        self.placed.get(&order).copied()
    }
}

impl OrderTally for PlacedOrders {
    fn projection(&self) -> Projection {
        Projection::of_ids(ColumnSet::CREATED, Arc::clone(&self.sought))
    }

    fn fresh(&self) -> Self {
        Self::of(Arc::clone(&self.sought))
    }

    fn add(&mut self, batch: &OrderBatch) {
        let rows = batch.ids().iter().zip(batch.created());
        let sought = rows.filter(|(id, _)| self.sought.get(**id).is_some());
        self.placed.extend(sought.map(|(id, placed)| (*id, *placed)));
    }

    fn merge(&mut self, other: Self) {
        self.placed.extend(other.placed);
    }
}

/// Looks for such columns in a store, which does not say by which file or in which zone its times came: as those of
/// most files they are taken for the platform's.
#[derive(Clone, Debug)]
pub(crate) struct StoredDays {
    orders: ExchangedDays,
    placed: PlacedOrders,
}

impl StoredDays {
    /// More orders than these have days above 12.
    pub(crate) const MOST_ORDERS: usize = MOST_ROWS;

    /// Begins to look at all orders.
    pub(crate) fn beside(filings: &Filings) -> Self {
        Self::with(PlacedOrders::of(filings.places()))
    }

    fn with(placed: PlacedOrders) -> Self {
        let zone = Some(Zone::PLATFORM);
        Self { orders: ExchangedDays::of_orders([zone, zone, None, zone, None]), placed }
    }

    /// Returns what is found in the orders, and in the disputes.
    pub(crate) fn found(&self, filings: &Filings) -> [Vec<ExchangedColumns>; 2] {
        const OF_ORDERS: [&str; TIMES] = ["created_at", "paid_at", "", "completed_at", ""];
        const OF_DISPUTES: [&str; TIMES] =
            ["opened_at", "escalated_at", "ruled_at", "closed_at", "seller_response_due_at"];
        let title = |of: [&'static str; TIMES]| {
            move |at: usize| of.get(at).copied().unwrap_or_default().to_owned()
        };
        let mut disputes = ExchangedDays::of_disputes([Some(Zone::PLATFORM); TIMES]);
        let mut opened = Vec::new();
        for dispute in filings.disputes() {
            let [escalated, ruled] = [dispute.escalated_at(), dispute.ruled_at()];
            let due = dispute.details().response_due_at;
            disputes.add([Some(dispute.opened_at), escalated, ruled, dispute.closed_at(), due]);
            opened.push((dispute.order_id, dispute.opened_at));
        }
        let mut found = disputes.found(&title(OF_DISPUTES));
        if disputes.has_many_months() {
            let (title, zone) = (title(OF_DISPUTES)(0), Zone::PLATFORM);
            let compared = FilingsToCompare { title, zone, filings: opened };
            found.extend(compared.found(&|order| self.placed.get(order)));
        }
        [self.orders.found(&title(OF_ORDERS)), found]
    }
}

impl OrderTally for StoredDays {
    fn projection(&self) -> Projection {
        let columns = ColumnSet::CREATED.and(ColumnSet::PAID).and(ColumnSet::COMPLETED);
        Projection::of_every_order(columns)
    }

    fn fresh(&self) -> Self {
        Self::with(self.placed.fresh())
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.placed.add(batch);
        let times = batch.created().iter().zip(batch.paid()).zip(batch.counted_completions());
        for ((created, paid), completed) in times {
            self.orders.add([Some(*created), *paid, None, completed, None]);
        }
    }

    fn merge(&mut self, other: Self) {
        self.orders.merge(other.orders);
        self.placed.merge(other.placed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Moment> {
        (!text.is_empty()).then(|| Moment::from_rfc3339(&format!("{text}T16:30:00Z")).unwrap())
    }

    /// The columns that are said of rows of four times, 1 to 4, in figures of a day.
    fn said(rows: &[[&str; 4]], as_of: &str) -> Option<String> {
        let mut zones = [Some(Zone::UTC); TIMES];
        zones[4] = None;
        let mut days = ExchangedDays::of_orders(zones);
        for row in rows {
            let [a, b, c, d] = row.map(at);
            let mut one = ExchangedDays::of_orders(zones);
            one.add([a, b, c, d, None]);
            days.merge(one);
        }
        let found = days.found(&|at| (at + 1).to_string());
        let caveat = found.iter().find_map(|found| found.caveat(at(as_of).unwrap()))?;
        caveat.parts.into_iter().find(|(name, _)| *name == "column").map(|(_, column)| column)
    }

    #[test]
    fn columns_are_known_by_their_few_days_and_many_months_and_by_the_other_times() {
        let row = |placed, completed| [placed, placed, "", completed];
        // Completed from 2 to 7 January.
        let late = [
            row("2025-12-01", "2026-02-01"),
            row("2025-12-02", "2026-03-01"),
            row("2025-12-03", "2026-04-01"),
            row("2025-12-03", "2026-07-01"),
        ];
        assert_eq!(said(&late, "2026-01-16").as_deref(), Some("`4`"));
        // One that no spreadsheet could exchange.
        let mut one_more = late.to_vec();
        one_more.push(row("2025-12-05", "2026-01-14"));
        assert_eq!(said(&one_more, "2026-01-16").as_deref(), Some("`4`"));
        // Placed from 1 to 3 December, paid then or exchanged too.
        let early = |paid: [&'static str; 3]| {
            let placed = ["2025-01-12", "2025-02-12", "2025-03-12"].into_iter();
            placed
                .zip(paid)
                .map(|(placed, paid)| [placed, paid, "2025-12-06", "2026-01-05"])
                .collect::<Vec<_>>()
        };
        let paid = ["2025-12-01", "2025-12-02", "2025-12-03"];
        assert_eq!(said(&early(paid), "2026-01-16").as_deref(), Some("`1`"));
        let paid = ["2025-01-12", "2025-02-12", "2025-03-12"];
        assert_eq!(said(&early(paid), "2026-01-16").as_deref(), Some("`1`, `2`"));
    }

    #[test]
    fn monthly_times_are_what_they_say() {
        let months = ["01", "02", "03", "04", "05", "06"];
        let of = |row: &dyn Fn(&str) -> [String; 4]| {
            let rows: Vec<[String; 4]> = months.iter().map(|month| row(month)).collect();
            let rows: Vec<[&str; 4]> =
                rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
            said(&rows, "2026-03-20")
        };
        let on = |month: &str, day: &str| format!("2026-{month}-{day}");
        // Orders of the first of each month, completed within weeks.
        assert_eq!(of(&|m| [on(m, "01"), on(m, "01"), on(m, "03"), on(m, "20")]), None);
        // All completed on one day.
        assert_eq!(of(&|m| [on(m, "01"), on(m, "01"), String::new(), on("07", "20")]), None);
        // Completed on the first of each month, half a year of them after the moment asked for, of orders of a day.
        let placed = || "2025-12-28".to_owned();
        assert_eq!(of(&|m| [placed(), placed(), String::new(), on(m, "01")]), None);
        // Sales days.
        assert_eq!(of(&|m| [on(m, m), on(m, m), String::new(), on(m, "28")]), None);
    }
}
