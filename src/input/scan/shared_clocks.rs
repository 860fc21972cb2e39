//! Order files whose clock is not known, beside others that have the same orders: when those were placed
//! proves the zone of the times.
//!
//! The seller centre's export and the answers of its interfaces are in platform time
//! (`docs/platform/exports.md`); an ERP writes the time of its own server or of the seller's.

use std::collections::HashMap;

use chrono::NaiveTime;

use crate::domain::{Caveat, CaveatKind, Fact, Moment, OrderId, Zone};
use crate::input::TableKind;
use crate::input::scan::clock_check::ClockCheck;
use crate::input::scan::inputs::{Inputs, ProvedClock};
use crate::input::scan::order_file::{OrderFile, RowSource};

/// When an order that several files have was placed, according to one of them.
pub(crate) struct PlacedInFile {
    /// The file, by its place among the order files.
    pub(crate) file: usize,
    pub(crate) order: OrderId,
    pub(crate) at: Moment,
}

impl OrderFile {
    /// Returns whether it is the seller centre's export or an answer of the platform, in platform time.
    pub(crate) fn is_of_platform(&self) -> bool {
        matches!(self.source, RowSource::Facts(_))
            || self.source.header().kind == TableKind::SellerOrders
    }

    /// Returns whether it is known of which zone the file's times are, as far as it has been read.
    fn has_known_clock(&self) -> bool {
        self.names_zones || self.is_of_platform()
    }
}

impl Inputs {
    /// Finds the files of which orders in other files prove the zone, and has them read in it from now on.
    /// A zone that the user states is not doubted.
    pub(crate) fn prove_clocks(&mut self, placed: &[PlacedInFile]) -> Vec<ProvedClock> {
        if self.options.states_zone() {
            return Vec::new();
        }
        let is_known = |row: &&PlacedInFile| {
            self.order_files.get(row.file).is_some_and(|(_, file)| file.has_known_clock())
        };
        let (known, others): (Vec<&PlacedInFile>, Vec<_>) = placed.iter().partition(is_known);
        let truth: HashMap<OrderId, &PlacedInFile> =
            known.into_iter().map(|row| (row.order, row)).collect();
        let mut checks: HashMap<usize, (ClockCheck, usize)> = HashMap::new();
        // A time at midnight may be a day alone, which agrees with every zone.
        let has_time = |row: &&PlacedInFile| Zone::PLATFORM.wall(row.at).time() != NaiveTime::MIN;
        for row in others.into_iter().filter(has_time) {
            let Some(known) = truth.get(&row.order) else { continue };
            let check = || (ClockCheck::new(Zone::PLATFORM), known.file);
            let (check, _) = checks.entry(row.file).or_insert_with(check);
            check.add(row.order, row.at, known.at);
        }
        let mut proved = Vec::new();
        for (index, (_, file)) in self.order_files.iter_mut().enumerate() {
            let check = checks.get(&index).filter(|_| file.proved_zone.is_none());
            let Some((check, by)) = check else { continue };
            let Some(zone) = check.proved_zone() else { continue };
            file.proved_zone = Some(zone);
            proved.push(ProvedClock { file: index, by: *by, orders: check.compared, zone });
        }
        proved
    }

    /// Says of files in which zone they were read and why, in place of the zone that was assumed.
    pub(crate) fn note_proved_clocks(&mut self, proved: &[ProvedClock]) {
        for ProvedClock { file, by, orders, zone } in proved {
            let of = |index: &usize| self.order_files.get(*index);
            let (Some((report, file)), Some((_, by))) = (of(file), of(by)) else { continue };
            let gives = |file: &OrderFile| file.times_given().has(Fact::Completed);
            let completion = if gives(by) && !gives(file) { "other" } else { "own" };
            let caveat = Caveat::new(CaveatKind::ClockProved)
                .counting(*orders)
                .with("zone", zone.name())
                .with("other", by.input.name())
                .with("completion", completion)
                .in_file(file.input.name());
            if let Some(report) = self.reports.get_mut(*report) {
                report.caveats.retain(|caveat| caveat.kind != CaveatKind::ZoneAssumed);
                report.caveats.push(caveat);
            }
        }
    }
}
