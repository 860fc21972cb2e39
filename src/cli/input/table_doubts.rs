//! What can make figures wrong of tables that were counted elsewhere, by what the answer says of them.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::reach::stale_days;
use crate::cli::sources::warehouse::unknown_words;
use crate::domain::{Caveat, CaveatKind, Moment};
use crate::input::{Coverage, MissingOrders};
use crate::render::DataReach;
use crate::warehouse::{CountsFile, Field, OrderAges, TableFacts};

/// A time in the first day of 1970 is that of an engine that has no other for nothing.
const FIRST_DAY_MS: i64 = 86_400_000;

/// Refuses a table of orders of which no row has a time: each dispute would count, and no other order.
pub(super) fn require_orders(file: &CountsFile, source: &str) -> Result<(), Failure> {
    let has = |field: Field| file.fingerprint.as_ref().is_some_and(|p| !p.missing.contains(&field));
    let is_blank = |ages: OrderAges| {
        ages.paid.is_none()
            && ages.completed.is_none()
            && (has(Field::Paid) || has(Field::Completed))
    };
    if !file.facts.orders.is_some_and(is_blank) {
        return Ok(());
    }
    Err(input_error!(
        "{source}: no row of the table of orders has a time of payment or of completion"
    )
    .hint("look whether the table is empty, and name its columns of times"))
}

/// Returns what can make the figures wrong.
pub(super) fn of_tables(file: &CountsFile, source: &str, context: &Context) -> Vec<Caveat> {
    let facts = &file.facts;
    let print = file.fingerprint.as_ref();
    let has = |field: Field| print.is_some_and(|print| !print.missing.contains(&field));
    let mut found = Vec::new();
    let blank = |field: Field, word: &str| {
        let is_used = has(field);
        is_used.then(|| Caveat::new(CaveatKind::TimesBlank).with("field", word).in_file(source))
    };
    if let Some(orders) = facts.orders {
        found.extend(blank(Field::Paid, "every_paid_at").filter(|_| orders.paid.is_none()));
        let completed = blank(Field::Completed, "every_completed_at");
        found.extend(completed.filter(|_| orders.lack_completions()));
    }
    // Of a single shop it is no news that it has none.
    let is_whole = print.is_some_and(|print| print.shops.is_none());
    if is_whole && facts.disputes.is_some_and(|disputes| disputes.rows == 0) {
        found.push(Caveat::new(CaveatKind::EmptyList).in_file(source));
    }
    let missing = MissingOrders::counted(file.without_row, file.disputed).caveat();
    found.extend(missing.map(|caveat| caveat.filled("place", "table").in_file(source)));
    let reach = reach(facts, context.as_of);
    let coverage =
        Coverage::counted(context.as_of, reach.orders, reach.disputes, &facts.days_filed);
    let old = coverage.caveats(context.as_of, None, stale_days(context)).into_iter();
    found.extend(old.map(|caveat| of_table(caveat).in_file(source)));
    found.extend(unknown_words(&facts.unknown, source));
    if let Some(disputes) = facts.disputes.filter(|of| of.rows > 0 && !has(Field::Status)) {
        let caveat = Caveat::new(CaveatKind::UnknownStatus).counting(disputes.rows);
        let caveat = caveat.with("of", "disputes").with("words", "column").with("lines", "none");
        found.push(caveat.in_file(source));
    }
    found
}

/// Says of tables what is said of files.
fn of_table(caveat: Caveat) -> Caveat {
    let table = match caveat.part("what") {
        Some("orders") => "table_orders",
        Some("disputes") => "table_disputes",
        Some(_) | None => "tables",
    };
    caveat.filled("what", table)
}

/// Returns up to when the tables reach, at most to as-of.
pub(super) fn reach(facts: &TableFacts, as_of: Moment) -> DataReach {
    let at = |age: u64| {
        let at = as_of.millis().checked_sub(i64::try_from(age).ok()?)?;
        (at >= FIRST_DAY_MS).then(|| Moment::from_millis(at))
    };
    let ages = facts.orders.map(|orders| [orders.paid, orders.completed]);
    let orders = ages.into_iter().flatten().flatten().filter_map(at).max();
    let disputes = facts.disputes.and_then(|disputes| disputes.newest).and_then(at);
    DataReach { orders, disputes, synced: None }
}
