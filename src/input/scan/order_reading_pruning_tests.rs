//! A Parquet table of which much is known beforehand tells what its cells tell.

use super::*;

/// Values of a column, most of them filled, or none.
fn filled<V>(
    values: BoxedStrategy<V>,
    rows: usize,
    gaps: bool,
    into: fn(Vec<Option<V>>) -> Values,
) -> BoxedStrategy<Values>
where
    V: Clone + std::fmt::Debug + 'static,
{
    let filled = if gaps { 0.7 } else { 0.995 };
    let values = prop::collection::vec(prop::option::weighted(filled, values), rows);
    prop_oneof![9 => values, 1 => Just(vec![None; if gaps { rows } else { 0 }])]
        .prop_map(move |mut values| {
            values.resize(rows, None);
            into(values)
        })
        .boxed()
}

/// A table as it should be, most of the time: of most of its groups much is known beforehand.
fn usual() -> BoxedStrategy<(Vec<Column>, usize)> {
    (1..40_usize, any::<bool>())
        .prop_flat_map(|(rows, numbers)| {
            let id = prop_oneof![
                99 => 8_200_000_000_000_001..8_200_000_000_000_009_i64,
                1 => Just(12_i64),
            ];
            // Sometimes before the dispute on order 2 was opened, and seldom out of range.
            let at = || {
                let days = prop_oneof![199 => 20_200..20_330_i64, 1 => Just(-7_i64)];
                days.prop_map(|day| day * 86_400_000 + 5_000).boxed()
            };
            let words = |usual: &'static [&'static str], odd: &'static [&'static str], gaps| {
                let word = prop_oneof![99 => select(usual), 1 => select(odd)];
                filled(word.prop_map(str::to_owned).boxed(), rows, gaps, Values::Texts)
            };
            let id = if numbers {
                filled(id.boxed(), rows, false, Values::Longs)
            } else {
                filled(id.prop_map(|id| id.to_string()).boxed(), rows, false, Values::Texts)
            };
            let moments = [false, true, true, true];
            let moments = moments.map(|gaps| filled(at(), rows, gaps, Values::Longs));
            let how = words(&["timeout", "refund", "buyer_confirmed", ""], &["lost"], true);
            let status = words(&["finished", "shipped"], &["odd word", ""], true);
            let money = words(&["USD", "EUR"], &["JPY", ""], false);
            let numbers = select(&[12.34, 5.0, 0.5, 0.0, 7.25][..]);
            let odd = select(&[1e300, -2.5, 0.125][..]);
            let numbers = prop_oneof![99 => numbers, 1 => odd].boxed();
            let amount = prop_oneof![
                words(&["12.34", "5", "0.5", ""], &["free", "7."], true),
                filled(numbers, rows, true, Values::Doubles),
            ];
            let texts = ["a", "b", "c", "d", "e"].map(|_| words(&["x", "SKU-1"], &["A * 2"], true));
            (id, moments, (how, status), (money, amount), texts, Just(rows))
        })
        .prop_map(|(id, moments, (how, status), (money, amount), texts, rows)| {
            let [placed, paid, done, last] = moments;
            let values = [id, placed, paid, done, how, status, money, amount].into_iter();
            let typed = |(values, title): (Values, &str)| match values {
                Values::Longs(_) if title.ends_with("_at") => {
                    ("int64", title.to_owned(), "(TIMESTAMP(MILLIS,true))", values)
                }
                Values::Longs(_) => ("int64", title.to_owned(), "", values),
                Values::Doubles(_) => ("double", title.to_owned(), "", values),
                _ => ("binary", title.to_owned(), "(STRING)", values),
            };
            let all = values.chain(texts).chain([last]).zip(TITLES.split(','));
            (all.map(typed).collect(), rows)
        })
        .boxed()
}

proptest! {
    #[test]
    fn groups_of_which_much_is_known_tell_what_their_cells_tell(
        (columns, rows) in usual(), packed in packed(), threads in 1..4_usize,
        some in some_orders(),
    ) {
        let parquet = write(&columns, rows, packed);
        let expected = told_by(&parquet, Way::Cells, &some);
        let many = told_by(&parquet, Way::Threads(threads), &some);
        prop_assert_eq!(many, expected.as_str());
        prop_assert_eq!(told_by(&parquet, Way::OneByOne, &some), expected);
    }
}
