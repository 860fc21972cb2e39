//! What tests of readers count with.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::{Currency, IdSelection, OrderTally, Projection, Window};

/// Writes down what it is handed: of each order that its projection looks at the columns asked for,
/// of the others of its shops their number.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    projection: Projection,
    lines: Vec<String>,
    others: u64,
}

impl Recorder {
    pub(crate) fn new(projection: Projection) -> Self {
        Self { projection, lines: Vec::new(), others: 0 }
    }

    /// Records one order, as a plain reading of the projection has it.
    pub(crate) fn expect(&mut self, order: &Order<'_>) {
        let Projection { columns, ids, range, shops } = &self.projection;
        if !shops.is_empty() && !shops.contains(order.shop) {
            return;
        }
        let is_listed = match ids {
            IdSelection::Every => true,
            IdSelection::Listed(tables) => {
                tables.iter().any(|table| table.ids().any(|id| id == order.id))
            }
        };
        let near = [order.paid_at, order.completed_at].into_iter().flatten();
        let in_range = range.is_some_and(|range| {
            near.into_iter().any(|moment| range.from <= moment && moment < range.to)
        });
        if is_listed || in_range {
            let mut batch = OrderBatch::new(*columns, Arc::default());
            batch.push(order, None);
            self.lines.push(batch.line(0));
        } else {
            self.others += 1;
        }
    }

    /// Returns the ids of the orders that were looked at.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.lines.iter().filter_map(|line| line.split(' ').next()).collect()
    }

    /// Returns how many orders were not looked at.
    pub(crate) fn others(&self) -> u64 {
        self.others
    }

    /// Returns the same without the number of orders that were not looked at.
    pub(crate) fn forget_others(self) -> Self {
        Self { others: 0, ..self }
    }

    /// Returns what was recorded, in the order of ids.
    pub(crate) fn shown(&self) -> String {
        let mut lines = self.lines.clone();
        lines.sort_unstable();
        format!("{} and {} others", lines.join("\n"), self.others)
    }
}

impl OrderTally for Recorder {
    fn projection(&self) -> Projection {
        self.projection.clone()
    }

    fn fresh(&self) -> Self {
        Self::new(self.projection.clone())
    }

    fn add(&mut self, batch: &OrderBatch) {
        assert!(batch.len() <= OrderBatch::ROWS);
        assert_eq!(batch.columns, self.projection.columns);
        self.others += batch.filtered_out();
        // The indices are looked up here for their own table only: readers know no other.
        let filter = self.projection.row_filter(&Arc::default());
        for row in 0..batch.len() {
            let line = batch.line(row);
            let at = |column: &[Option<Moment>]| column.get(row).copied().flatten();
            let (paid, completed) = (at(&batch.paid), at(&batch.completed));
            if !filter.has_every_shop() && !filter.has_shop(batch.shop(row)) {
                continue;
            }
            if filter.has(batch.ids[row], None, paid, completed) {
                self.lines.push(line);
            } else {
                self.others += 1;
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.others += other.others;
    }
}

impl OrderBatch {
    /// Shows the filled columns of a row; every one of them must have it.
    fn line(&self, row: usize) -> String {
        let mut line = self.ids[row].to_string();
        let mut show = |column: ColumnSet, shown: &dyn Fn() -> String| {
            if self.columns.has(column) {
                line.push_str(&format!(" {}", shown()));
            }
        };
        let text = |texts: &TextSpans| {
            let span = texts.0[row];
            format!("{:?}", &self.arena[span.start..span.end])
        };
        show(ColumnSet::CREATED, &|| format!("{:?}", self.created[row]));
        show(ColumnSet::PAID, &|| format!("{:?}", self.paid[row]));
        show(ColumnSet::SHIPPED, &|| format!("{:?}", self.shipped[row]));
        show(ColumnSet::COMPLETED, &|| {
            let (how, estimated) = (self.completions[row], self.estimated[row]);
            format!("{:?} {how:?} {estimated}", self.completed[row])
        });
        show(ColumnSet::PROTECTION, &|| format!("{:?}", self.protection[row]));
        show(ColumnSet::SHOP, &|| text(&self.shops));
        show(ColumnSet::ITEM, &|| text(&self.items));
        show(ColumnSet::PRODUCT, &|| text(&self.products));
        show(ColumnSet::SKU, &|| text(&self.skus));
        show(ColumnSet::COUNTRY, &|| format!("{:?}", self.countries[row]));
        show(ColumnSet::AMOUNT, &|| format!("{:?}", self.amounts[row]));
        show(ColumnSet::STATUS, &|| format!("{:?} {}", self.states[row], text(&self.statuses)));
        show(ColumnSet::TRACKING, &|| text(&self.tracking));
        show(ColumnSet::CARRIER, &|| text(&self.carriers));
        line
    }

    /// Makes a full-width batch of some orders, whose index is that of a table.
    pub(crate) fn of(orders: &[Order<'_>], columns: ColumnSet, table: Arc<IdTable>) -> Self {
        let mut batch = Self::new(columns, Arc::clone(&table));
        for order in orders {
            batch.push(order, table.get(order.id).map(DisputedIndex::new));
        }
        batch
    }
}

/// Hands some orders to a tally, as a reader that proves nothing does.
pub(crate) fn add_orders<T: OrderTally>(tally: &mut T, orders: &[Order<'_>]) {
    let columns = tally.projection().columns;
    for some in orders.chunks(OrderBatch::ROWS) {
        tally.add(&OrderBatch::of(some, columns, Arc::default()));
    }
}

/// Any set of columns; that of completions and payments is in most, as in most questions.
pub(crate) fn columns() -> BoxedStrategy<ColumnSet> {
    let each = [
        ColumnSet::CREATED,
        ColumnSet::SHIPPED,
        ColumnSet::PROTECTION,
        ColumnSet::SHOP,
        ColumnSet::ITEM,
        ColumnSet::PRODUCT,
        ColumnSet::SKU,
        ColumnSet::COUNTRY,
        ColumnSet::AMOUNT,
        ColumnSet::STATUS,
        ColumnSet::TRACKING,
        ColumnSet::CARRIER,
    ];
    let any = prop::collection::vec(select(each.to_vec()), 0..5)
        .prop_map(|some| some.into_iter().fold(ColumnSet::NONE, ColumnSet::and));
    let moments = ColumnSet::PAID.and(ColumnSet::COMPLETED);
    let groups = [ColumnSet::SHOP, ColumnSet::ITEM, ColumnSet::COUNTRY];
    prop_oneof![
        1 => Just(moments),
        2 => select(groups.to_vec()).prop_map(move |group| moments.and(group)),
        2 => any.prop_map(move |columns| moments.and(columns)),
        1 => Just(ColumnSet::ORDER),
    ]
    .boxed()
}

fn id(number: u64) -> OrderId {
    OrderId::from_number(8_200_000_000_000_000 + number).unwrap()
}

/// Orders with every field filled in some way.
pub(crate) fn orders() -> BoxedStrategy<Vec<Order<'static>>> {
    let moment = || (0..40_i64).prop_map(|day| Moment::from_millis(day * 86_400_000));
    let optional = move || prop::option::of(moment());
    let moments = (moment(), optional(), optional(), optional(), optional());
    let how = [None, Some(Completion::TimedOut), Some(Completion::Refund)];
    let words = || select(vec!["", "a", "b", "шоп", "a text of more than eight bytes"]);
    let texts = (words(), words(), words(), words(), words(), words());
    let rest = (select(how.to_vec()), any::<bool>(), select(vec!["", "BR", "PL"]), any::<i16>());
    let order = (0..2_000_u64, moments, texts, rest).prop_map(|(number, moments, texts, rest)| {
        let (created_at, paid_at, shipped_at, completed_at, protection_ends_at) = moments;
        let (shop, product, sku, status, tracking, carrier) = texts;
        let (completion, completed_estimated, country, minor) = rest;
        let amount = Currency::from_code("USD").filter(|_| minor > 0);
        Order {
            id: id(number),
            shop,
            product,
            sku,
            country: Country::from_code(country),
            amount: amount.map(|currency| Money { minor: minor.into(), currency }),
            created_at,
            paid_at,
            shipped_at,
            completed_at,
            completion,
            completed_estimated,
            protection_ends_at,
            status,
            state: OrderStatus::Finished,
            tracking,
            carrier,
        }
    });
    prop::collection::vec(order, 0..40).boxed()
}

fn shops() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(select(vec!["a", "b", ""]).prop_map(str::to_owned), 0..3)
}

fn projection() -> BoxedStrategy<Projection> {
    let ids = prop::option::of(prop::collection::vec((0..2_000_u64).prop_map(id), 0..9));
    let range = prop::option::of((0..40_i64, 0..9_i64));
    (columns(), ids, range, shops())
        .prop_map(|(columns, ids, range, shops)| {
            let projection = match ids {
                Some(ids) => Projection::of_ids(columns, Arc::new(ids.into_iter().collect())),
                None => Projection::of_every_order(columns),
            };
            let projection = match range {
                Some((from, days)) => {
                    let day = |day: i64| Moment::from_millis(day * 86_400_000);
                    projection.or_in(Window { from: day(from), to: day(from + days) })
                }
                None => projection,
            };
            projection.of_shops(&shops)
        })
        .boxed()
}

proptest! {
    #[test]
    fn an_order_comes_back_from_a_batch_as_it_was(orders in orders()) {
        let batch = OrderBatch::of(&orders, ColumnSet::ORDER, Arc::default());
        prop_assert_eq!(batch.orders().unwrap().collect::<Vec<_>>(), orders.clone());
        let mut used = OrderBatch::of(&orders, ColumnSet::ORDER, Arc::default());
        used.filter_out(3);
        used.clear();
        prop_assert!(used.is_empty());
        orders.iter().for_each(|order| used.push(order, None));
        prop_assert_eq!(used.orders().unwrap().collect::<Vec<_>>(), orders);
    }

    #[test]
    fn a_row_filter_has_what_the_projection_looks_at(
        orders in orders(), projection in projection(), own in any::<bool>(),
    ) {
        // The table of disputed orders is one that the projection lists, or another.
        let disputed = match &projection.ids {
            IdSelection::Listed(tables) if own => Arc::clone(&tables[0]),
            _ => Arc::new(orders.iter().take(2).map(|order| order.id).collect()),
        };
        let filter = projection.row_filter(&disputed);
        let (mut expected, mut found) =
            (Recorder::new(projection.clone()), Recorder::new(projection.clone()));
        let mut batch = OrderBatch::new(projection.columns, Arc::clone(&disputed));
        for order in &orders {
            expected.expect(order);
            let index = disputed.get(order.id).map(DisputedIndex::new);
            if !filter.has_shop(order.shop) {
                continue;
            }
            if filter.has(order.id, index, order.paid_at, order.completed_at) {
                batch.push(order, index);
            } else {
                batch.filter_out(1);
            }
        }
        found.add(&batch);
        prop_assert_eq!(found.shown(), expected.shown());
    }

    #[test]
    fn two_questions_in_one_pass_are_answered_as_each_alone(
        orders in orders(), one in projection(), two in projection(), same_shops in any::<bool>(),
    ) {
        let shops = one.shops.iter().cloned().collect::<Vec<_>>();
        let two = if same_shops { two.of_shops(&shops) } else { two };
        let union = one.clone().union(two.clone());
        prop_assert!(union.columns.has(one.columns.and(two.columns)));
        let filter = union.row_filter(&Arc::default());
        for projection in [one, two] {
            let (mut expected, mut rows, mut others) = (Recorder::new(projection.clone()), 0, 0);
            let alone = projection.row_filter(&Arc::default());
            for order in orders.iter().filter(|order| alone.has_shop(order.shop)) {
                expected.expect(order);
                let Order { id, paid_at, completed_at, .. } = *order;
                let in_both =
                    filter.has_shop(order.shop) && filter.has(id, None, paid_at, completed_at);
                let in_this = alone.has(id, None, paid_at, completed_at);
                prop_assert!(in_both || !in_this, "what one of them looks at is left out");
                if in_this { rows += 1 } else { others += 1 }
            }
            prop_assert_eq!((rows, others), (expected.lines.len(), expected.others));
        }
    }
}

#[test]
fn an_index_among_disputed_orders_takes_four_bytes() {
    assert_eq!(size_of::<Option<DisputedIndex>>(), 4);
    for index in [0, 1, 4_000_000_000] {
        assert_eq!(DisputedIndex::new(index).get(), index);
    }
}

#[test]
fn long_texts_fill_a_batch() {
    let order = Order { shop: &"x".repeat(200_000), ..first() };
    let mut batch = OrderBatch::new(ColumnSet::SHOP, Arc::default());
    batch.push(&order, None);
    assert!(!batch.is_full());
    batch.push(&order, None);
    assert!(batch.is_full());
    assert_eq!(batch.shop(1).len(), 200_000);
}

/// An order of which little is known.
pub(crate) fn first() -> Order<'static> {
    Order::placed(id(0), Moment::from_millis(0))
}
