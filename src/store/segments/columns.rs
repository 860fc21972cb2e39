//! The columns of a segment, as they are read.

mod fill;
mod rows;

pub(in crate::store) use fill::ChosenOrder;
pub(in crate::store) use rows::{PackedSegment, SegmentRows};

use crate::domain::{
    ColumnSet, Completion, Country, Fact, FactSet, Moment, Money, Order, OrderId, OrderStatus,
};
use crate::store::pack::{MOST_ROWS, PackedNumbers, TextDictionary};
use crate::store::stored_order::{StoredOrder, amount};
use crate::store::sums::{damage, unseal};
use crate::store::words::{numbered_completion, numbered_order_state};

/// What stands before the packed columns of a segment.
pub(super) const BOUNDS: &str = "first, next, rows, sum";

/// The packed columns.
pub(super) const COLUMNS: &str = "moments, shops, countries, items, placed, rest";

/// Orders of a segment, at least: it is split where there are twice as many. Few in tests, so that a
/// test need not have thousands.
pub(super) const ROWS: usize = if cfg!(test) { 3 } else { MOST_ROWS / 2 };

/// Bits of an order's kind; those below are the number of its completion.
const COMPLETION: i64 = 7;
const PAID: i64 = 8;
const COMPLETED: i64 = 16;
const ESTIMATED: i64 = 32;
const BY_SKU: i64 = 64;
/// No input that has the order can give when it was paid, or completed.
const UNTOLD_PAID: i64 = 128;
const UNTOLD_COMPLETED: i64 = 256;

/// Which of the numbers in `rest` are given.
const SHIPPED: i64 = 1;
const PROTECTED: i64 = 2;
const PRICED: i64 = 4;
const DATED: i64 = 8;
const ASKED: i64 = 16;

/// Orders by columns, their ids rising. Columns that are not looked at are `None`.
#[derive(Debug)]
pub(in crate::store) struct Segment<'a> {
    pub(in crate::store) ids: Vec<i64>,
    paid: Vec<i64>,
    completed: Vec<i64>,
    kinds: Vec<i64>,
    pub(in crate::store) shops: TextDictionary<'a>,
    groups: Option<GroupTexts<'a>>,
    placed: Option<PlacedColumns<'a>>,
    rest: Option<Rest<'a>>,
}

/// What decides whether an order is looked at.
#[derive(Clone, Copy)]
pub(in crate::store) struct Head {
    pub(in crate::store) row: usize,
    pub(in crate::store) id: OrderId,
    pub(in crate::store) paid_at: Option<Moment>,
    pub(in crate::store) completed_at: Option<Moment>,
    kind: i64,
}

/// What orders are grouped by.
#[derive(Debug)]
struct GroupTexts<'a> {
    countries: TextDictionary<'a>,
    /// Products, and SKUs of orders without one.
    items: TextDictionary<'a>,
}

/// When orders were placed, and how far they have come.
#[derive(Debug)]
struct PlacedColumns<'a> {
    created: PackedNumbers<'a>,
    states: PackedNumbers<'a>,
}

/// What few questions look at.
#[derive(Debug)]
struct Rest<'a> {
    marks: PackedNumbers<'a>,
    shipped: PackedNumbers<'a>,
    protection: PackedNumbers<'a>,
    amounts: PackedNumbers<'a>,
    dated: PackedNumbers<'a>,
    first_seen: PackedNumbers<'a>,
    last_seen: PackedNumbers<'a>,
    asked: PackedNumbers<'a>,
    channels: PackedNumbers<'a>,
    currencies: TextDictionary<'a>,
    skus: TextDictionary<'a>,
    statuses: TextDictionary<'a>,
    tracking: TextDictionary<'a>,
    carriers: TextDictionary<'a>,
    part_dates: TextDictionary<'a>,
}

/// Which packed columns are looked at, beside the moments and the shops.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Looked {
    pub(super) groups: bool,
    pub(super) placed: bool,
    pub(super) rest: bool,
}

/// The packed columns of a segment, each with its checksum; `None` where it is not looked at.
#[derive(Clone, Copy)]
pub(super) struct Blobs<'a> {
    /// The id that the segment begins at, which the checksums are over too.
    pub(super) first: i64,
    pub(super) moments: &'a [u8],
    pub(super) shops: &'a [u8],
    pub(super) groups: Option<[&'a [u8]; 2]>,
    pub(super) placed: Option<&'a [u8]>,
    pub(super) rest: Option<&'a [u8]>,
}

impl Looked {
    /// Everything.
    pub(in crate::store) const ALL: Self = Self { groups: true, placed: true, rest: true };

    pub(in crate::store) fn of(columns: ColumnSet) -> Self {
        let rest = ColumnSet::SHIPPED
            .and(ColumnSet::PROTECTION)
            .and(ColumnSet::PRODUCT)
            .and(ColumnSet::SKU)
            .and(ColumnSet::AMOUNT)
            .and(ColumnSet::STATUS)
            .and(ColumnSet::TRACKING)
            .and(ColumnSet::CARRIER);
        let rest = columns.has_any(rest);
        Self {
            groups: rest || columns.has_any(ColumnSet::ITEM.and(ColumnSet::COUNTRY)),
            placed: columns.has_any(ColumnSet::CREATED.and(ColumnSet::STATUS)),
            rest,
        }
    }
}

/// Takes the next column of so many numbers.
fn column<'a>(from: &mut &'a [u8], rows: usize) -> Option<PackedNumbers<'a>> {
    PackedNumbers::take(from).filter(|column| column.len() == rows)
}

impl<'a> Segment<'a> {
    /// Unpacks a segment.
    pub(super) fn of(blobs: Blobs<'a>) -> rusqlite::Result<Self> {
        let first = blobs.first;
        let open = |bytes: &'a [u8], name: &str| unseal(bytes, name, first);
        let moments = open(blobs.moments, "moments")?;
        let shops = open(blobs.shops, "shops")?;
        let groups = match blobs.groups {
            Some([countries, items]) => {
                Some([open(countries, "countries")?, open(items, "items")?])
            }
            None => None,
        };
        let placed = blobs.placed.map(|bytes| open(bytes, "placed")).transpose()?;
        let rest = blobs.rest.map(|bytes| open(bytes, "rest")).transpose()?;
        Self::unpack(moments, shops, groups, placed, rest)
            .ok_or_else(|| damage(format!("the packed columns of orders from {first} on")))
    }

    /// Unpacks columns; `None` where the bytes are none.
    fn unpack(
        mut moments: &'a [u8],
        shops: &'a [u8],
        groups: Option<[&'a [u8]; 2]>,
        placed: Option<&'a [u8]>,
        rest: Option<&'a [u8]>,
    ) -> Option<Self> {
        let from = &mut moments;
        let ids = PackedNumbers::take(from)?.to_vec();
        let rows = ids.len();
        let groups = match groups {
            Some([countries, items]) => Some(GroupTexts {
                countries: TextDictionary::of(countries, rows)?,
                items: TextDictionary::of(items, rows)?,
            }),
            None => None,
        };
        let placed = match placed {
            Some(mut bytes) => Some(PlacedColumns {
                created: column(&mut bytes, rows)?,
                states: column(&mut bytes, rows)?,
            }),
            None => None,
        };
        let rest = match rest {
            Some(bytes) => Some(Rest::unpack(bytes, rows)?),
            None => None,
        };
        Some(Self {
            paid: column(from, rows)?.to_vec(),
            completed: column(from, rows)?.to_vec(),
            kinds: column(from, rows)?.to_vec(),
            shops: TextDictionary::of(shops, rows)?,
            ids,
            groups,
            placed,
            rest,
        })
    }

    /// Returns the count of orders.
    pub(in crate::store) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns the place of an order, or `None` when it is not here.
    pub(in crate::store) fn row(&self, id: i64) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// Returns what decides whether the order in a row is looked at; `None` where there is no such
    /// row.
    #[inline]
    pub(in crate::store) fn head(&self, row: usize) -> Option<Head> {
        let id = OrderId::from_number(u64::try_from(*self.ids.get(row)?).ok()?)?;
        let kind = *self.kinds.get(row)?;
        let (paid, completed) = (*self.paid.get(row)?, *self.completed.get(row)?);
        Some(Head {
            row,
            id,
            paid_at: (kind & PAID != 0).then(|| Moment::from_millis(paid)),
            completed_at: (kind & COMPLETED != 0).then(|| Moment::from_millis(completed)),
            kind,
        })
    }

    /// Returns the order in a row, without what is not looked at; `None` where there is no such row.
    pub(in crate::store) fn order(&self, row: usize) -> Option<Order<'a>> {
        let head = self.head(row)?;
        let Head { id, paid_at, completed_at, kind, .. } = head;
        let mut order = Order {
            shop: self.shops.get(row),
            paid_at,
            completed_at,
            completion: completion_of(kind),
            completed_estimated: kind & ESTIMATED != 0,
            ..Order::placed(id, Moment::from_millis(0))
        };
        if let Some(groups) = &self.groups {
            let item = groups.items.get(row);
            order.country = Country::from_code(groups.countries.get(row));
            (order.product, order.sku) = if head.is_by_sku() { ("", item) } else { (item, "") };
        }
        if let Some(placed) = &self.placed {
            order.created_at = placed.created(row)?;
            order.state = placed.state(row)?;
        }
        if let Some(rest) = &self.rest {
            order.shipped_at = rest.shipped(row);
            order.protection_ends_at = rest.protection(row);
            order.amount = rest.amount(row);
            if !head.is_by_sku() {
                order.sku = rest.skus.get(row);
            }
            order.status = rest.statuses.get(row);
            order.tracking = rest.tracking.get(row);
            order.carrier = rest.carriers.get(row);
        }
        Some(order)
    }

    /// Returns all that is kept of the order in a row; `None` where there is no such row, or where
    /// not all columns are looked at.
    pub(in crate::store) fn stored(&self, row: usize) -> Option<StoredOrder<'a>> {
        let (Some(_), Some(_), Some(rest)) = (&self.groups, &self.placed, &self.rest) else {
            return None;
        };
        Some(StoredOrder {
            order: self.order(row)?,
            dated: rest.given(&rest.dated, DATED, row).map(Moment::from_millis),
            part_dates: rest.part_dates.get(row),
            first_seen: rest.first_seen.get(row)?,
            last_seen: rest.last_seen.get(row)?,
            asked_at: rest.given(&rest.asked, ASKED, row),
            channel: rest.channels.get(row)?.cast_unsigned(),
            given: given_of(*self.kinds.get(row)?),
        })
    }

    /// Returns which of [`FactSet::TIMES`] are given of every order here.
    pub(in crate::store) fn given(&self) -> FactSet {
        given_of(self.kinds.iter().fold(0, |kinds, kind| kinds | kind))
    }

    /// Returns which of [`FactSet::TIMES`] some input can give of the order in a row; of none where
    /// there is no such row.
    pub(in crate::store) fn given_of(&self, row: usize) -> FactSet {
        self.kinds.get(row).copied().map_or(FactSet::default(), given_of)
    }
}

/// Returns which of [`FactSet::TIMES`] are given of an order of a kind.
fn given_of(kind: i64) -> FactSet {
    let bits = [(Fact::Paid, UNTOLD_PAID), (Fact::Completed, UNTOLD_COMPLETED)];
    bits.into_iter().filter(|(_, bit)| kind & bit == 0).map(|(fact, _)| fact).collect()
}

/// Returns the completion in an order's kind.
fn completion_of(kind: i64) -> Option<Completion> {
    numbered_completion(kind & COMPLETION)
}

impl Head {
    /// Returns whether it has no product, so that it is grouped by its SKU.
    fn is_by_sku(self) -> bool {
        self.kind & BY_SKU != 0
    }
}

impl PlacedColumns<'_> {
    /// Returns when the order in a row was placed; `None` where there is no such row.
    fn created(&self, row: usize) -> Option<Moment> {
        self.created.get(row).map(Moment::from_millis)
    }

    /// Returns the state of the order in a row; `None` where there is no such row. A newer version may
    /// know more states.
    fn state(&self, row: usize) -> Option<OrderStatus> {
        self.states.get(row).map(numbered_order_state)
    }
}

impl<'a> Rest<'a> {
    /// Returns the number of a row in a column; `None` where its mark says that it is not given.
    fn given(&self, column: &PackedNumbers<'a>, mark: i64, row: usize) -> Option<i64> {
        self.marks.get(row).filter(|marks| marks & mark != 0).and_then(|_| column.get(row))
    }

    fn shipped(&self, row: usize) -> Option<Moment> {
        self.given(&self.shipped, SHIPPED, row).map(Moment::from_millis)
    }

    fn protection(&self, row: usize) -> Option<Moment> {
        self.given(&self.protection, PROTECTED, row).map(Moment::from_millis)
    }

    fn amount(&self, row: usize) -> Option<Money> {
        amount(self.given(&self.amounts, PRICED, row), Some(self.currencies.get(row)))
    }

    fn unpack(mut bytes: &'a [u8], rows: usize) -> Option<Self> {
        let from = &mut bytes;
        Some(Self {
            marks: column(from, rows)?,
            shipped: column(from, rows)?,
            protection: column(from, rows)?,
            amounts: column(from, rows)?,
            dated: column(from, rows)?,
            first_seen: column(from, rows)?,
            last_seen: column(from, rows)?,
            asked: column(from, rows)?,
            channels: column(from, rows)?,
            currencies: TextDictionary::take(from, rows)?,
            skus: TextDictionary::take(from, rows)?,
            statuses: TextDictionary::take(from, rows)?,
            tracking: TextDictionary::take(from, rows)?,
            carriers: TextDictionary::take(from, rows)?,
            part_dates: TextDictionary::take(from, rows)?,
        })
    }
}
