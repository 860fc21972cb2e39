use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::input::decode::time_parts::DATE;

fn text() -> impl Strategy<Value = String> {
    let date = select(
        &[
            "2026-01-16",
            "2026-01-17",
            "2025-03-09",
            "2025-11-02",
            "2024-02-29",
            "2025-02-29",
            "1999-12-31",
            "2000-01-01",
            "2026/01/16",
            "2026.01.16",
            "01/16/2026",
            "16/01/2026",
            "01/02/2026",
            "13/13/2026",
            "2026-1-016",
            "20260116",
            "2026-1-6",
            "2026/1/16",
            "1/6/2026",
            "16.1.2026",
            "1/16/26",
            "1/6/26",
            "26/1/16",
            "1.6.2026",
            "12/5",
            "1/6/2026,",
            "Jan 6 2026",
        ][..],
    );
    let time = select(
        &[
            "00:00",
            "15:12",
            "23:59",
            "24:00",
            "00:00:00",
            "15:12:01",
            "23:59:59",
            "10:60:00",
            "1a:00",
            "2:5",
            "5:07",
            "5:07:09",
            "23:59:60",
            "15:12:01.609",
            "15:12:01,6",
            "5:07:09.60947",
            "15:12:01.",
            "15:12.5",
            "005:07",
            "15",
            "1512",
        ][..],
    );
    let between = select(&[" ", "T", "  ", "_", "t"][..]);
    let after = select(
        &[
            "", "Z", "+08:00", "-07:00", "-03:30", "+14:59", "+15:00", ".609Z", ".5Z", " Z",
            "+0800", "-0730", "+08", "-8", " +08:00", " -0700", "  +08:00", "+080", "+08:0", "+99",
            "z", "x", " PM",
        ][..],
    );
    prop_oneof![
        12 => (date, between, time, after)
            .prop_map(|(date, between, time, after)| format!("{date}{between}{time}{after}")),
        1 => select(&["", " ", "2026-01-16", "NULL", "soon", " 2026-01-16 15:12:01 "][..])
            .prop_map(str::to_owned),
    ]
}

/// What a column that is read in the full way has noted.
fn noted(column: &DateColumn) -> String {
    // The hours are looked at chunk by chunk, however cells are read.
    let mut column = column.clone();
    column.hours = Default::default();
    format!("{column:?}")
}

/// A row of two cells.
struct Pair<'a>([Cell<'a>; 2], u64);

impl Row for Pair<'_> {
    fn number(&self) -> u64 {
        self.1
    }

    fn len(&self) -> usize {
        2
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        self.0.get(column).copied().unwrap_or(Cell::Empty)
    }
}

fn cell(text: &str) -> Cell<'_> {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn cells_are_read_and_noted_as_the_full_way_does(
        texts in prop::collection::vec((text(), text()), 1..60),
        orders in prop::array::uniform2(select(&DateOrder::ALL[..])),
        zones in prop::array::uniform2(select(&[None, Some(Zone::UTC)][..])),
    ) {
        let column = |at: usize| DateColumn::new(at, orders[at], zones[at]);
        let both = [Some((column(0), 0)), Some((column(1), 1)), None, None, None];
        let mut quick = TimestampColumns::of(both, Zone::PLATFORM);
        let (mut full, mut clock) = ([column(0), column(1)], Clock::new(Zone::PLATFORM));
        let mut chunk = CellChunk::new(&[0, 1]);
        let (mut times, mut bad) = (Default::default(), Vec::new());
        // The same cells again are read by days that were met.
        for number in 1..4 {
            chunk.clear(0);
            for (one, other) in &texts {
                // Blank rows have no cells.
                chunk.push(&Pair([cell(one), cell(other)], number));
            }
            bad.clear();
            quick.read(&chunk, &mut times, &mut bad);
            for (at, (times, full)) in times.iter().zip(&mut full).enumerate() {
                for (row, time) in times.iter().enumerate() {
                    let lone =
                        LoneCell { cell: chunk.cell(at, row), column: at, row: number };
                    match full.read(&lone, &mut clock) {
                        Ok(wanted) => prop_assert_eq!(*time, wanted, "{:?}", lone.cell),
                        Err(_) => prop_assert!(bad.contains(&row), "{:?}", lone.cell),
                    }
                }
            }
        }
        quick.note();
        for (quick, full) in quick.iter().zip(&full) {
            prop_assert_eq!(noted(&quick.full), noted(full));
        }
    }

    #[test]
    fn usual_parts_are_those_of_any_form(text in text()) {
        let text = text.as_bytes();
        // A blank in the first ten bytes ends the date sooner for one; no day is known by such bytes.
        let is_date = |bytes: &[u8]| !bytes.iter().any(|byte| matches!(byte, b' ' | b'T'));
        let of_ten = text.first_chunk::<DATE>().is_some_and(|date| is_date(date));
        let may_follow = text.get(DATE).is_some_and(|byte| matches!(byte, b' ' | b'T'));
        if let Some(usual) = usual_parts(text).filter(|_| of_ten && may_follow) {
            let other = other_parts(text).expect("what is usual is of the quick way");
            let of = |parts: &TimeParts| (parts.head, parts.tail, parts.time, parts.date);
            prop_assert_eq!(of(&usual), of(&other));
        }
    }
}

#[test]
fn a_day_that_was_forgotten_is_read_and_noted_again() {
    let column = || DateColumn::new(0, DateOrder::MonthFirst, None);
    let only = [Some((column(), 0)), None, None, None, None];
    let mut quick = TimestampColumns::of(only, Zone::PLATFORM);
    let (mut full, mut clock) = (column(), Clock::new(Zone::PLATFORM));
    let mut chunk = CellChunk::new(&[0]);
    let (mut times, mut bad) = (Default::default(), Vec::new());
    // Five years of days in two forms, more than are remembered.
    for step in 0..4_000 {
        let day = chrono::Days::new((step * 7_919) % 1_826);
        let date = chrono::NaiveDate::from_ymd_opt(2021, 1, 1).unwrap() + day;
        let text = match step % 2 {
            0 => format!("{} 10:00", date.format("%m/%d/%Y")),
            _ => format!("{date}T10:00:00Z"),
        };
        let lone = LoneCell { cell: Cell::Text(&text), column: 0, row: step };
        chunk.clear(0);
        chunk.push(&lone);
        quick.read(&chunk, &mut times, &mut bad);
        assert_eq!(Ok(times[0][0]), full.read(&lone, &mut clock));
    }
    quick.note();
    assert_eq!(noted(&quick.iter().next().unwrap().full), noted(&full));
}
