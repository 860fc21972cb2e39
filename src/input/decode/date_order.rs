//! Which order the dates of a table are written in, by what its columns prove together.

use std::collections::HashMap;

use crate::input::SourceError;
use crate::input::decode::date_column::{DateColumn, OrderEvidence};
use crate::input::decode::stamp::DateOrder;
use crate::input::decode::stated_order::order_of;
use crate::input::table::header::Header;

/// Which order is taken where no value of the table proves one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderDefault {
    /// What the seller said (`--date-order`).
    Said(DateOrder),
    /// The seller centre's own export writes the month first.
    SellerCentre,
    /// None: the table is refused.
    Refuse,
}

impl OrderDefault {
    /// Returns the default of a table, by what the seller said and whether the seller centre wrote
    /// the table.
    pub(crate) fn new(said: Option<DateOrder>, kind: crate::input::TableKind) -> Self {
        match said {
            Some(order) => Self::Said(order),
            None if kind == crate::input::TableKind::SellerOrders => Self::SellerCentre,
            None => Self::Refuse,
        }
    }

    /// Returns whether the seller said it, whatever titles say.
    fn is_said(self) -> bool {
        matches!(self, Self::Said(_))
    }

    fn order(self) -> Option<DateOrder> {
        match self {
            Self::Said(order) => Some(order),
            Self::SellerCentre => Some(DateOrder::MonthFirst),
            Self::Refuse => None,
        }
    }
}

/// Decides for each column in which order its dates are written. A column without a proof follows
/// what titles or the seller say, then those that have a proof, then the default. Returns the orders in which the
/// columns must be read again; `None` where they were read in the right ones.
///
/// # Errors
///
/// When a column contradicts itself, or nothing proves an order.
pub(crate) fn orders_to_read_in<'a>(
    path: &str,
    columns: impl Iterator<Item = &'a DateColumn>,
    taken: &HashMap<usize, DateOrder>,
    header: &Header,
    default: OrderDefault,
) -> Result<Option<HashMap<usize, DateOrder>>, SourceError> {
    let columns: Vec<&DateColumn> = columns.collect();
    let wrong = |column: &DateColumn, problem: String| {
        let column = header.describe(column.column());
        Err(SourceError::DateOrder { path: path.to_owned(), column, problem })
    };
    for column in &columns {
        if let Some(row) = column.only_zeros() {
            let problem = format!(
                "row {row} and every other cell with a value hold the date 0: formulas that no spreadsheet has worked out yet; open the file in a spreadsheet and save it"
            );
            return wrong(column, problem);
        }
        if let Some(row) = column.only_times_of_day() {
            let problem = format!(
                "row {row} and every other cell with a value hold a time of day without its date; put the date into the same cell, or into a column of its own under the same title"
            );
            return wrong(column, problem);
        }
        if let Some(problem) = contradiction(&column.evidence, default) {
            return wrong(column, problem);
        }
    }
    let asked = || columns.iter().filter(|column| column.evidence.is_asked());
    let mut proved: Vec<DateOrder> =
        asked().filter_map(|column| only(column.evidence.possible())).collect();
    proved.sort_unstable();
    proved.dedup();
    let shared = if let [one] = proved.as_slice() { Some(*one) } else { None };
    let mut orders = HashMap::new();
    for column in asked() {
        let evidence = &column.evidence;
        let allowed = |order: &DateOrder| evidence.against(*order).is_none();
        let stated = || header.says_of(column.column()).find_map(order_of);
        let chosen = only(evidence.possible())
            .or_else(|| stated().filter(|order| allowed(order) && !default.is_said()))
            .or_else(|| shared.filter(allowed))
            .or_else(|| default.order().filter(allowed));
        match (chosen, evidence.undecided) {
            (Some(order), _) => drop(orders.insert(column.column(), order)),
            (None, Some(row)) => return wrong(column, undecided(evidence, row)),
            // Every value decides, so one order is left or the column contradicts itself.
            (None, None) => continue,
        }
    }
    let current = |column: &usize| taken.get(column).copied().unwrap_or(DateOrder::MonthFirst);
    let are_right = orders.iter().all(|(column, order)| current(column) == *order);
    Ok((!are_right).then_some(orders))
}

fn only(mut orders: impl Iterator<Item = DateOrder>) -> Option<DateOrder> {
    let first = orders.next()?;
    orders.next().is_none().then_some(first)
}

fn undecided(evidence: &OrderEvidence, row: u64) -> String {
    let orders: Vec<DateOrder> = evidence.possible().collect();
    let words: Vec<&str> = orders.iter().map(|order| order.words()).collect();
    let flags: Vec<&str> = orders.iter().map(|order| order.letters()).collect();
    format!(
        "row {row} can be read {}, and no row of the column decides; use `--date-order {}`, or write dates as YYYY-MM-DD",
        words.join(" and "),
        flags.join("|"),
    )
}

/// Returns why a column cannot be read at all.
fn contradiction(evidence: &OrderEvidence, default: OrderDefault) -> Option<String> {
    if !evidence.is_asked() {
        return None;
    }
    if evidence.looks_half_exchanged() {
        return Some(
            "holds two kinds of dates: in those of one kind the day is never above 12, in those of the other always; a spreadsheet of another locale exchanged day and month where it could. Export again and open the file with the column as text"
                .to_owned(),
        );
    }
    let against = |order| evidence.against(order);
    if evidence.possible().next().is_none() {
        let (day, month) = (against(DateOrder::MonthFirst)?, against(DateOrder::DayFirst)?);
        let year = against(DateOrder::YearFirst).filter(|_| !evidence.has_full_year());
        return Some(match year {
            None => format!(
                "row {month} can only be month first and row {day} only day first; one order is expected in a column"
            ),
            Some(year) => format!(
                "row {day} rules out month first, row {month} day first and row {year} year first; one order is expected in a column"
            ),
        });
    }
    let OrderDefault::Said(said) = default else { return None };
    let row = against(said)?;
    let letters = said.letters();
    Some(format!("row {row} cannot be {}, as `--date-order {letters}` says", said.words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::input::decode::date_column::Clock;
    use crate::input::table::row::{Cell, Row};

    struct One<'a>(u64, Cell<'a>);

    impl Row for One<'_> {
        fn number(&self) -> u64 {
            self.0
        }
        fn len(&self) -> usize {
            1
        }
        fn cell(&self, _: usize) -> Cell<'_> {
            self.1
        }
    }

    fn column(texts: &[&str]) -> DateColumn {
        let mut column = DateColumn::new(0, DateOrder::MonthFirst, None);
        let mut clock = Clock::new(Zone::UTC);
        for (row, text) in (2..).zip(texts) {
            drop(column.read(&One(row, Cell::Text(text)), &mut clock));
        }
        column
    }

    fn verdict(texts: &[&str], default: OrderDefault) -> String {
        verdict_below(Header::none(), texts, default)
    }

    fn verdict_below(header: &Header, texts: &[&str], default: OrderDefault) -> String {
        let column = column(texts);
        match orders_to_read_in("a", [&column].into_iter(), &HashMap::new(), header, default) {
            Ok(None) => "right".to_owned(),
            Ok(Some(orders)) => format!("{:?}", orders.get(&0).unwrap()),
            Err(SourceError::DateOrder { problem, .. }) => problem,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn one_value_decides_for_all() {
        let refuse = OrderDefault::Refuse;
        assert_eq!(verdict(&["01.02.2026", "13.02.2026"], refuse), "DayFirst");
        assert_eq!(verdict(&["01/02/2026", "01/13/2026"], refuse), "right");
        assert_eq!(verdict(&["25/12/13", "25/12/31", "26/01/02", "25/11/09"], refuse), "YearFirst");
        for short in ["26/1/5 8:30", "26-1-5", "26.1.9"] {
            assert_eq!(verdict(&["26/1/12", short], refuse).as_str(), "YearFirst", "{short}");
        }
        assert!(verdict(&["01/02/2026"], refuse).contains("--date-order mdy|dmy"));
        assert_eq!(verdict(&["01/02/2026"], OrderDefault::SellerCentre), "right");
        let said = OrderDefault::Said(DateOrder::DayFirst);
        assert_eq!(verdict(&["01/02/2026"], said), "DayFirst");
        assert!(verdict(&["01/13/2026"], said).contains("row 2 cannot be day first"));
        assert!(
            verdict(&["01/13/2026", "13/01/2026"], refuse)
                .starts_with("row 2 can only be month first and row 3")
        );
    }

    #[test]
    fn what_a_title_or_a_line_above_says_comes_before_the_default_and_after_a_proof() {
        let above = |line: &str| Header::none().clone().below(&[line.to_owned()]);
        let (header, centre) = (above("日期格式：日/月/年"), OrderDefault::SellerCentre);
        assert_eq!(verdict_below(&header, &["01/02/2026"], centre), "DayFirst");
        assert_eq!(verdict_below(&header, &["01/02/2026"], OrderDefault::Refuse), "DayFirst");
        assert_eq!(verdict_below(&header, &["01/13/2026"], centre), "right");
        let said = OrderDefault::Said(DateOrder::MonthFirst);
        assert_eq!(verdict_below(&header, &["01/02/2026"], said), "right");
    }

    #[test]
    fn a_column_of_two_halves_is_refused() {
        let low = ["2025-01-12", "2025-02-12", "2025-03-11", "2025-10-12", "2025-11-09"];
        let high = ["12/13/2025", "12/14/2025", "12/19/2025", "12/28/2025", "12/31/2025"];
        let both: Vec<&str> = low.iter().chain(&high).copied().collect();
        assert!(verdict(&both, OrderDefault::SellerCentre).contains("two kinds of dates"));
        // As long as it is no chance, however few there are.
        for (of_low, of_high, is_chance) in
            [(4, 4, false), (5, 2, false), (2, 5, true), (3, 3, true)]
        {
            let few: Vec<&str> =
                low.iter().take(of_low).chain(high.iter().take(of_high)).copied().collect();
            let verdict = verdict(&few, OrderDefault::SellerCentre);
            assert_eq!(verdict == "right", is_chance, "{of_low} {of_high} {verdict}");
        }
        // A spreadsheet that saves as csv writes its own signs.
        let signs = [
            "01.12.2025 9:00",
            "02.12.2025 9:00",
            "12.11.2025 9:00",
            "09.10.2025 9:00",
            "03.10.2025 9:00",
        ];
        let both_signs: Vec<&str> = signs.iter().chain(&high).copied().collect();
        assert!(verdict(&both_signs, OrderDefault::SellerCentre).contains("two kinds of dates"));
        // One value of the other kind shows that the two kinds are not halves of one.
        let mut odd = both.clone();
        odd.push("2025-12-30");
        assert_eq!(verdict(&odd, OrderDefault::SellerCentre), "right");
        // A date of zero is none of either kind.
        for zero in ["1970-01-01 00:00:00", "0001-01-01", "01/01/1970"] {
            let with_zeros: Vec<&str> = [zero; 5].into_iter().chain(high).collect();
            assert_eq!(verdict(&with_zeros, OrderDefault::Refuse), "right", "{zero}");
        }
    }
}
