//! Disputes by order.

use std::sync::Arc;

use super::{Dispute, IdTable, OrderId};

/// Disputes grouped by their order, each order in a numbered place.
#[derive(Clone, Debug, Default)]
pub struct Filings {
    places: Arc<IdTable>,
    /// Where the disputes of each place begin.
    starts: Vec<u32>,
    disputes: Vec<Dispute>,
}

impl Filings {
    /// Groups disputes by order, in the order in which the orders are first met; those of one order
    /// by the time of filing, then by id.
    pub fn new(disputes: Vec<Dispute>) -> Self {
        let mut table = IdTable::default();
        for dispute in &disputes {
            table.insert(dispute.order_id);
        }
        Self::with_places(disputes, table)
    }

    /// Groups disputes by order. The table holds exactly their orders, in the order in which they
    /// are first met.
    pub fn with_places(mut disputes: Vec<Dispute>, table: IdTable) -> Self {
        let mut met = 0;
        let place = |dispute: &Dispute| {
            // Most orders have one dispute, which is where they are met.
            let place = match table.id_at(met) {
                Some(next) if next == dispute.order_id => Some(met),
                Some(_) | None => table.get(dispute.order_id),
            };
            met += usize::from(place == Some(met));
            place.map_or(u32::MAX, to_u32)
        };
        let places: Vec<u32> = disputes.iter().map(place).collect();
        let rank = |(place, dispute): (u32, &Dispute)| (place, dispute.opened_at);
        let ranked = places.iter().copied().zip(&disputes);
        // Lists come in this order more often than not.
        let sorted = ranked.clone().map(rank).is_sorted_by(|a, b| a < b);
        if !sorted {
            let mut order: Vec<u32> = (0..to_u32(disputes.len())).collect();
            let rank = |at: u32| {
                let dispute = disputes.get(to_usize(at));
                let place = places.get(to_usize(at));
                (place, dispute.map(|d| (d.opened_at, &d.details().id)))
            };
            order.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
            arrange(&mut disputes, order);
        }
        let mut starts = vec![0_u32; table.len()];
        for place in places {
            if let Some(count) = starts.get_mut(to_usize(place)) {
                *count += 1;
            }
        }
        let mut next = 0;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        Self { places: Arc::new(table.filtered()), starts, disputes }
    }

    /// Returns the place of each disputed order, shared with tallies.
    pub fn places(&self) -> Arc<IdTable> {
        Arc::clone(&self.places)
    }

    /// Returns the count of distinct disputed orders.
    pub fn orders(&self) -> usize {
        self.starts.len()
    }

    /// Returns every disputed order with its disputes, by place. No order is without.
    pub fn iter(&self) -> impl Iterator<Item = (OrderId, &[Dispute])> {
        (0..self.orders()).filter_map(|place| {
            let disputes = self.of_place(place);
            Some((disputes.first()?.order_id, disputes))
        })
    }

    /// Returns the disputes of the order in a place; empty when there is none.
    pub fn of_place(&self, place: usize) -> &[Dispute] {
        let Some(start) = self.starts.get(place) else { return &[] };
        let end = self.starts.get(place + 1).map_or(self.disputes.len(), |end| to_usize(*end));
        self.disputes.get(to_usize(*start)..end).unwrap_or_default()
    }

    /// Returns the place of an order; `None` when it has no dispute.
    #[inline]
    pub fn place(&self, id: OrderId) -> Option<usize> {
        self.places.get(id)
    }

    /// Returns the disputes of an order; empty when it has none.
    pub fn of(&self, id: OrderId) -> &[Dispute] {
        self.places.get(id).map(|place| self.of_place(place)).unwrap_or_default()
    }

    /// Returns every dispute.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// Returns the disputes and gives up their grouping.
    pub fn into_disputes(self) -> Vec<Dispute> {
        self.disputes
    }
}

/// Puts elements into an order without a copy of them all: it names, for each place, the element
/// that belongs there, and each once.
pub fn arrange<T>(elements: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(slot) = order.get_mut(at) {
            let from = to_usize(std::mem::replace(slot, to_u32(at)));
            if from == start {
                break;
            }
            elements.swap(at, from);
            at = from;
        }
    }
}

/// No list has four thousand million disputes; a place beyond is never found again.
fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn to_usize(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_where_the_order_says() {
        for seed in 0..50_u32 {
            let mut order: Vec<u32> = (0..20).collect();
            order.sort_by_key(|n| n.wrapping_mul(2_654_435_761).rotate_left(seed));
            let mut elements: Vec<u32> = (100..120).collect();
            arrange(&mut elements, order.clone());
            assert_eq!(elements, order.iter().map(|n| n + 100).collect::<Vec<_>>());
        }
    }
}
