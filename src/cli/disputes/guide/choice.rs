//! Which dispute a message is about: by its id, by last digits, or chosen on a terminal.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::disputes::today;
use crate::cli::failure::Failure;
use crate::cli::input::data::Data;
use crate::cli::output::translate::seller_words;
use crate::domain::{Dispute, OrderId, SortRows, Zone};
use crate::render::{self, Format};
use crate::reports::list::{DisputedOrders, row, sort};

/// Says which dispute is meant where an id stands for several.
pub(crate) fn note_others(data: &Data, wanted: &str, dispute: &Dispute, context: &Context) {
    let id = &dispute.details().id;
    if *id == *wanted || dispute.details().line_id == *wanted {
        return;
    }
    let seen = data.disputes().iter().filter(|other| other.exists(context.as_of));
    let count = seen.filter(|other| other.order_id == dispute.order_id).count();
    if count > 1 {
        let order = dispute.order_id;
        if id.is_empty() {
            let day = Zone::ASSESSMENT.show(dispute.opened_at);
            return context.note(&format!(
                "order {order} has {count} disputes; this is about the one filed on {day}, the newest of \
                 those that are open, else of all"
            ));
        }
        context.note(&format!(
            "order {order} has {count} disputes; this is about `{id}`, the newest of those that are open, \
             else of all"
        ));
    }
}

/// The dispute that a message is about: of those on the order, the newest open one, else the
/// newest.
pub(crate) fn current<'a>(
    data: &'a Data,
    wanted: &str,
    order_id: Option<OrderId>,
    context: &Context,
) -> Option<&'a Dispute> {
    let seen = || data.disputes().iter().filter(|dispute| dispute.exists(context.as_of));
    if let Some(named) = seen().find(|dispute| dispute.details().id == wanted) {
        return Some(named);
    }
    let mut on_order: Vec<&Dispute> = seen()
        .filter(|dispute| Some(dispute.order_id) == order_id || dispute.details().line_id == wanted)
        .collect();
    on_order.sort_rows_by_key(|dispute| (dispute.is_open(context.as_of), dispute.opened_at));
    on_order.pop()
}

/// Tells ids from files: a file is there, has an ending or stands in a folder. Ids may be written as in files:
/// `No. …`, `….0`, the address of the order's page.
pub(crate) fn ids_and_files(words: &[String]) -> (Vec<String>, Vec<String>) {
    let is_there = |word: &str| Path::new(word).exists();
    let may_be_file = |word: &str| OrderId::parse(word).is_err() || is_there(word);
    let is_file = |word: &&String| today::is_file(word) && may_be_file(word);
    let (files, ids): (Vec<&String>, Vec<&String>) = words.iter().partition(is_file);
    (ids.into_iter().cloned().collect(), files.into_iter().cloned().collect())
}

/// The fewest digits that stand for a whole id; the last four are the buyer's and not the order's.
const FEWEST_DIGITS: usize = 5;

/// Returns the id that last digits stand for; an id that is known as it is, and anything else, is
/// returned as it is.
pub(crate) fn whole_id(data: &Data, wanted: &str, context: &Context) -> Result<String, Failure> {
    let digits = wanted.bytes().all(|byte| byte.is_ascii_digit());
    let order_id = OrderId::parse(wanted).ok();
    if order_id.is_some() || current(data, wanted, order_id, context).is_some() {
        return Ok(wanted.to_owned());
    }
    if !digits {
        let order = OrderId::of_package(wanted).map(|order| order.to_string());
        return Ok(order.unwrap_or_else(|| wanted.to_owned()));
    }
    let mut open = BTreeSet::new();
    let mut over = BTreeSet::new();
    for dispute in data.disputes().iter().filter(|dispute| dispute.exists(context.as_of)) {
        let order = dispute.order_id.to_string();
        if !order.ends_with(wanted) && !dispute.details().id.ends_with(wanted) {
            continue;
        }
        if dispute.is_open(context.as_of) {
            open.insert(order)
        } else {
            over.insert(order)
        };
    }
    let found = if open.is_empty() { over } else { open };
    let found: Vec<String> = found.into_iter().collect();
    match found.as_slice() {
        [] => Ok(wanted.to_owned()),
        _ if wanted.len() < FEWEST_DIGITS => Err(usage_error!(
            "`{wanted}` is too short to name an order"
        )
        .hint("give the last six digits; the last four are the same in all orders of a buyer")),
        [one] => Ok(one.clone()),
        several => {
            Err(usage_error!("`{wanted}` matches {} orders: {}", several.len(), several.join(", "))
                .hint("give more digits"))
        }
    }
}

/// The open cases that are offered at once.
const OFFERED: usize = 20;

/// Offers the open cases on a terminal, and returns the choice.
pub(super) fn choose(
    data: &mut Data,
    files: &[String],
    context: &Context,
) -> Result<String, Failure> {
    let rules = context.rules()?;
    let orders = data.read_orders(DisputedOrders::of(data.disputes()))?;
    let mut rows: Vec<_> = data
        .disputes()
        .iter()
        .filter(|dispute| dispute.is_open(context.as_of))
        .map(|dispute| row(dispute, orders.get(dispute.order_id), context.as_of, &rules))
        .collect();
    sort(&mut rows);
    if rows.is_empty() {
        return Err(Failure::input("there is no open dispute in the input")
            .hint("`disputes list --all` lists the disputes there are"));
    }
    let words = seller_words(context.locale);
    let shown = rows.get(..OFFERED.min(rows.len())).unwrap_or(&rows);
    let columns = ["order_id", "left", "turn", "item", "country"];
    let zone = context.own_zone()?;
    let document = render::list_document(shown, Some(columns.into()), zone, None, words);
    let mut err = std::io::stderr().lock();
    let style = render::Style { color: false, ..context.style() };
    Format::TABLE.write(&document, style, &mut err)?;
    let asks = std::io::stdin().is_terminal() && err.is_terminal();
    if !asks || files.iter().any(|file| file == "-") {
        return Err(usage_error!("no order was named; {} disputes are open", rows.len())
            .hint("name one by its last six digits, as `disputes guide 123456`"));
    }
    write!(err, "{} ", words.get("guide-which"))?;
    err.flush()?;
    drop(err);
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    match line.trim() {
        "" => Err(Failure::usage("no order was chosen")),
        chosen => Ok(chosen.to_owned()),
    }
}
