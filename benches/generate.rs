//! Writes made-up orders and disputes of any size, the same for the same count, for measurements.
//!
//! `cargo run --release --example generate -- ORDERS FOLDER [csv|quoted|jsonl [SHARE]]`, where SHARE
//! is how many orders of a hundred are disputed, 4 where it is not given.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use disputes::domain::Moment;

const ORDERS: &str = "order_id,shop,product_id,sku,country,currency,amount,created_at,paid_at,\
    shipped_at,completed_at,status,completion,buyer_protection_ends_at,tracking";
const DISPUTES: &str = "dispute_id,order_id,line_id,shop,opened_at,reason,status,stage,ruled_at,\
    liability,refund_amount,currency,buyer_country,seller_response_due_at,escalated_at,closed_at,\
    note";
const COUNTRIES: [&str; 12] =
    ["US", "RU", "ES", "BR", "FR", "PL", "KR", "DE", "IT", "UA", "IL", "CL"];
const REASONS: [&str; 6] =
    ["not_received", "quality", "not_as_described", "damaged", "no_longer_wanted", "other"];
/// 2024-12-01T00:00Z and 2026-02-01T00:00Z in milliseconds.
const FIRST: u64 = 1_733_011_200_000;
const LAST: u64 = 1_769_904_000_000;
const DAY: u64 = 86_400_000;

/// A generator of numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// How the tables are written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Csv,
    Quoted,
    Lines,
}

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder, rest @ ..] = words.as_slice() else {
        return Err(io::Error::other("usage: generate ORDERS FOLDER [csv|quoted|jsonl [SHARE]]"));
    };
    let form = match rest.first().map(String::as_str) {
        Some("quoted") => Form::Quoted,
        Some("jsonl") => Form::Lines,
        _ => Form::Csv,
    };
    let count = count.parse().map_err(io::Error::other)?;
    let share = rest.get(1).map_or(Ok(4), |share| share.parse()).map_err(io::Error::other)?;
    write_tables((count, share), Path::new(folder), form)
}

pub(crate) fn write_tables(
    (count, share): (u64, u64),
    folder: &Path,
    form: Form,
) -> io::Result<()> {
    let ending = if form == Form::Lines { "jsonl" } else { "csv" };
    let open = |name: &str| {
        let file = File::create(folder.join(format!("{name}.{ending}")))?;
        Ok::<_, io::Error>(BufWriter::with_capacity(1 << 20, file))
    };
    let (mut orders, mut disputes) = (open("orders")?, open("disputes")?);
    if form != Form::Lines {
        writeln!(orders, "{ORDERS}")?;
        writeln!(disputes, "{DISPUTES}")?;
    }
    let mut dice = Dice(7);
    for number in 0..count {
        let created = FIRST + (LAST - FIRST) / count.max(1) * number + dice.throw(20 * DAY);
        let order = order(number, created, &mut dice);
        write_row(&mut orders, ORDERS, &order, form)?;
        if dice.throw(100) < share {
            let dispute = dispute(number, created, &order, &mut dice);
            write_row(&mut disputes, DISPUTES, &dispute, form)?;
        }
    }
    orders.flush()?;
    disputes.flush()
}

/// Ids rise unevenly, as the platform's do, and never meet.
fn id(number: u64) -> String {
    (8_200_000_000_000_001 + number * 30_011 + number.wrapping_mul(7_919) % 29_989).to_string()
}

fn order(number: u64, created: u64, dice: &mut Dice) -> Vec<String> {
    let product = dice.throw(20_000).min(dice.throw(20_000));
    let paid = (dice.throw(50) > 0).then(|| created + dice.throw(DAY / 24));
    let shipped = paid.map(|at| at + DAY / 2 + dice.throw(5 * DAY)).filter(|at| *at < LAST);
    let done = shipped.map(|at| at + 5 * DAY + dice.throw(40 * DAY)).filter(|at| *at < LAST);
    let (status, completion) = match (paid, shipped, done) {
        (_, _, Some(_)) if dice.throw(3) > 0 => ("finished", "buyer_confirmed"),
        (_, _, Some(_)) => ("finished", "timeout"),
        (_, Some(_), None) => ("shipped", ""),
        (Some(_), None, None) => ("to_ship", ""),
        (None, _, _) => ("unpaid", ""),
    };
    vec![
        id(number),
        format!("shop-{:03}", dice.throw(40).min(dice.throw(40))),
        (1_005_006_000_000_000 + product * 7_919).to_string(),
        format!("SKU-{product:05}-{}", pick(&["BK", "WH", "RD"], product)),
        pick(&COUNTRIES, dice.throw(12)).to_owned(),
        "USD".to_owned(),
        format!("{}.{:02}", 2 + dice.throw(90), dice.throw(100)),
        stamp(created),
        paid.map(stamp).unwrap_or_default(),
        shipped.map(stamp).unwrap_or_default(),
        done.map(stamp).unwrap_or_default(),
        status.to_owned(),
        completion.to_owned(),
        shipped.map(|at| stamp(at + 75 * DAY)).unwrap_or_default(),
        shipped.map(|_| format!("LP{:09}CN", number % 1_000_000_000)).unwrap_or_default(),
    ]
}

fn dispute(number: u64, created: u64, order: &[String], dice: &mut Dice) -> Vec<String> {
    let opened = created + DAY + dice.throw(50 * DAY);
    let (status, stage) = match dice.throw(10) {
        0..=1 => ("processing", "negotiation"),
        2..=3 => ("cancelled_by_buyer", "closed"),
        _ => ("finished", "closed"),
    };
    let closed = (stage == "closed").then(|| opened + dice.throw(15 * DAY));
    let due = (stage == "negotiation").then(|| opened + 5 * DAY);
    let ruled = closed.filter(|_| dice.throw(5) == 0);
    let or_none = |at: Option<u64>| at.map(stamp).unwrap_or_default();
    let text = |word: &str| word.to_owned();
    let of_order = |column: usize| order.get(column).cloned().unwrap_or_default();
    vec![
        (500_000_000_000_000 + number).to_string(),
        of_order(0),
        (8_300_000_000_000_001 + number).to_string(),
        of_order(1),
        stamp(opened),
        text(pick(&REASONS, dice.throw(6))),
        text(status),
        text(stage),
        or_none(ruled),
        text(if ruled.is_some() { "seller" } else { "" }),
        of_order(6),
        text("USD"),
        of_order(4),
        or_none(due),
        or_none(ruled.map(|at| at - 1_000)),
        or_none(closed),
        text("made up for measurements"),
    ]
}

fn pick<'a>(words: &[&'a str], number: u64) -> &'a str {
    let place = usize::try_from(number).unwrap_or(0) % words.len().max(1);
    words.get(place).copied().unwrap_or_default()
}

fn stamp(millis: u64) -> String {
    let whole = i64::try_from(millis / 1_000 * 1_000).unwrap_or(0);
    Moment::from_millis(whole).to_string()
}

fn write_row(out: &mut impl Write, titles: &str, row: &[String], form: Form) -> io::Result<()> {
    let line = match form {
        Form::Csv => row.join(","),
        Form::Quoted => format!("\"{}\"", row.join("\",\"")),
        Form::Lines => {
            let pairs = titles.split(',').zip(row).filter(|(_, value)| !value.is_empty());
            let pairs: Vec<String> =
                pairs.map(|(key, value)| format!("\"{key}\":\"{value}\"")).collect();
            format!("{{{}}}", pairs.join(","))
        }
    };
    writeln!(out, "{line}")
}
