//! Writes made-up orders and disputes of any size, the same for the same count, for measurements.
//!
//! `cargo run --release --example generate -- ORDERS FOLDER [SHAPE [SHARE]] [--order ORDER]`
//!
//! SHAPE is `plain` (or `csv`: no quotes, one offset), `quoted` (every field), `jsonl`, `mixed` (names
//! in quotes in a quarter of the rows, four offsets), `seller-centre` (the seller centre's titles and
//! dates, addresses with line breaks) or `erp` (Dianxiaomi: a row for each product of an order). SHARE
//! is how many orders of a hundred are disputed, 4 where it is not given. ORDER is how ids come from
//! row to row: `rising`, `falling` or `random`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use disputes::domain::{Moment, Zone};

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

/// Which tables are written.
pub(crate) struct Tables {
    /// Count of orders.
    pub(crate) orders: u64,
    /// How many of a hundred are disputed.
    pub(crate) share: u64,
    /// How ids come from row to row.
    pub(crate) order: RowOrder,
    /// How the tables are written.
    pub(crate) form: Form,
}

/// How the tables are written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Csv,
    Quoted,
    Lines,
    Mixed,
    SellerCentre,
    Erp,
}

/// How ids come from row to row.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum RowOrder {
    Rising,
    Falling,
    Random,
}

impl RowOrder {
    /// Returns which order stands in a row.
    fn number(self, row: u64, count: u64) -> u64 {
        match self {
            Self::Rising => row,
            Self::Falling => count - 1 - row,
            // No count that is measured is divisible by this prime, so that every order comes once.
            Self::Random => row.wrapping_mul(2_147_483_647) % count,
        }
    }
}

fn main() -> io::Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let mut order = RowOrder::Rising;
    if let Some(at) = words.iter().position(|word| word == "--order") {
        order = match words.get(at + 1).map(String::as_str) {
            Some("rising") => RowOrder::Rising,
            Some("falling") => RowOrder::Falling,
            Some("random") => RowOrder::Random,
            _ => return Err(io::Error::other("--order is rising, falling or random")),
        };
        words.drain(at..at + 2);
    }
    let [count, folder, rest @ ..] = words.as_slice() else {
        return Err(io::Error::other(
            "usage: generate ORDERS FOLDER [SHAPE [SHARE]] [--order rising|falling|random]",
        ));
    };
    let form = match rest.first().map(String::as_str) {
        None | Some("plain" | "csv") => Form::Csv,
        Some("quoted") => Form::Quoted,
        Some("jsonl") => Form::Lines,
        Some("mixed") => Form::Mixed,
        Some("seller-centre") => Form::SellerCentre,
        Some("erp") => Form::Erp,
        Some(other) => return Err(io::Error::other(format!("`{other}` is no shape"))),
    };
    let count = count.parse().map_err(io::Error::other)?;
    let share = rest.get(1).map_or(Ok(4), |share| share.parse()).map_err(io::Error::other)?;
    write_tables(&Tables { orders: count, share, order, form }, Path::new(folder))
}

pub(crate) fn write_tables(tables: &Tables, folder: &Path) -> io::Result<()> {
    let Tables { orders: count, share, order, form } = *tables;
    let ending = if form == Form::Lines { "jsonl" } else { "csv" };
    let open = |name: &str| {
        let file = File::create(folder.join(format!("{name}.{ending}")))?;
        Ok::<_, io::Error>(BufWriter::with_capacity(1 << 20, file))
    };
    let (mut orders, mut disputes) = (open("orders")?, open("disputes")?);
    match form {
        Form::Csv | Form::Quoted => writeln!(orders, "{ORDERS}")?,
        Form::Mixed => writeln!(orders, "{ORDERS},carrier,product_name,note,buyer")?,
        Form::SellerCentre => writeln!(orders, "{SELLER_CENTRE}")?,
        Form::Erp => writeln!(orders, "{ERP}")?,
        Form::Lines => {}
    }
    if form != Form::Lines {
        writeln!(disputes, "{DISPUTES}")?;
    }
    let mut dice = Dice(7);
    for row in 0..count {
        let number = order.number(row, count);
        let created = FIRST + (LAST - FIRST) / count.max(1) * number + dice.throw(20 * DAY);
        let fields = order_fields(number, created, &mut dice);
        write_order(&mut orders, &fields, form, &mut dice)?;
        if dice.throw(100) < share {
            let dispute = dispute(number, created, &fields, &mut dice);
            let form = if form == Form::Lines || form == Form::Quoted { form } else { Form::Csv };
            write_row(&mut disputes, DISPUTES, &dispute, form)?;
        }
    }
    orders.flush()?;
    disputes.flush()
}

/// Titles of the seller centre's export, as far as they matter here.
const SELLER_CENTRE: &str = "订单号,订单状态,负责人（业务员）,下单时间,付款时间,支付方式,产品总金额,订单金额,\
    满立减,产品信息,商品编码,收货地址,收货国家,买家选择物流,发货时间,实际发货物流:运单号,确认收货时间,商品 ID";
/// Titles of a Dianxiaomi export, as far as they matter here.
const ERP: &str = "包裹号,订单号,订单状态,店铺账号,平台渠道,下单时间,付款时间,发货时间,订单金额,币种缩写,SKU,产品ID,产品名称,国家二字码,运单号";
const NAMES: [&str; 4] =
    ["Lamp \"\"moon\"\", red", "Cable, 2 m", "Mug \"\"best, dad\"\"", "Socks, size 38-41, grey"];

fn write_order(
    out: &mut impl Write,
    fields: &[String],
    form: Form,
    dice: &mut Dice,
) -> io::Result<()> {
    let field = |at: usize| fields.get(at).map(String::as_str).unwrap_or_default();
    match form {
        Form::Csv | Form::Quoted | Form::Lines => write_row(out, ORDERS, fields, form),
        Form::Mixed => {
            let hours = [8_i64, -8, -7, 0]
                .into_iter()
                .nth(usize::try_from(dice.throw(4)).unwrap_or(0))
                .unwrap_or(0);
            let mut row: Vec<String> = fields.to_vec();
            for time in row.iter_mut().skip(7).take(4).filter(|time| !time.is_empty()) {
                *time = with_offset(time, hours);
            }
            let name = match dice.throw(100) {
                0..27 => format!("\"{}\"", pick(&NAMES, dice.throw(4))),
                _ => "Desk organiser".to_owned(),
            };
            row.extend(["AliExpress Standard".to_owned(), name, String::new(), "b***r".to_owned()]);
            write_row(out, ORDERS, &row, Form::Csv)
        }
        Form::SellerCentre => {
            let time = |at: usize| wall(field(at));
            let state = if field(11) == "finished" { "交易完成" } else { "等待买家收货" };
            let tracking = if field(14).is_empty() {
                String::new()
            } else {
                format!("\"标准物流:\n{}\"", field(14))
            };
            writeln!(
                out,
                "{},{state},张三,{},{},Visa,{a},CN￥ {a},,\"【1】 LED \"\"moon\"\" lamp, warm white\n(产品属性:Red)\n(1 件)\",{} * 1,\"Main street 5, apt. 12\nSpringfield, IL 62701\",{},AliExpress Standard,{},{tracking},{},{}",
                field(0),
                time(7),
                time(8),
                field(3),
                pick(&["United States", "Spain", "Brazil", "France"], dice.throw(4)),
                time(9),
                time(10),
                field(2),
                a = field(6),
            )
        }
        Form::Erp => {
            for product in 0..1 + dice.throw(100) / 70 {
                writeln!(
                    out,
                    "PK{},{},已完成,{},AliExpress,{},{},{},{},USD,{}-{product},{},\"Lamp, {product}\",{},{}",
                    field(0),
                    field(0),
                    field(1),
                    wall_iso(field(7)),
                    wall_iso(field(8)),
                    wall_iso(field(9)),
                    field(6),
                    field(3),
                    field(2),
                    field(4),
                    field(14),
                )?;
            }
            Ok(())
        }
    }
}

fn millis_of(time: &str) -> Option<i64> {
    Moment::from_rfc3339(time).map(Moment::millis)
}

/// Returns the same moment with another offset, in hours.
fn with_offset(time: &str, hours: i64) -> String {
    let Some(millis) = millis_of(time).filter(|_| hours != 0) else { return time.to_owned() };
    let shown = Moment::from_millis(millis + hours * 3_600_000).to_string();
    let sign = if hours < 0 { '-' } else { '+' };
    format!("{}{sign}{:02}:00", shown.trim_end_matches('Z'), hours.abs())
}

/// Returns a time as the seller centre writes it, in platform time.
fn wall(time: &str) -> String {
    platform_time(time, "%m/%d/%Y %H:%M")
}

/// Returns a time as Dianxiaomi writes it, by the clock that is taken for its times.
fn wall_iso(time: &str) -> String {
    platform_time(time, "%Y-%m-%d %H:%M:%S")
}

fn platform_time(time: &str, form: &str) -> String {
    let moment = Moment::from_rfc3339(time);
    moment.map_or_else(String::new, |at| Zone::PLATFORM.wall(at).format(form).to_string())
}

/// Ids rise unevenly, as the platform's do, and never meet.
fn id(number: u64) -> String {
    (8_200_000_000_000_001 + number * 30_011 + number.wrapping_mul(7_919) % 29_989).to_string()
}

fn order_fields(number: u64, created: u64, dice: &mut Dice) -> Vec<String> {
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
        Form::Csv | Form::Mixed | Form::SellerCentre | Form::Erp => row.join(","),
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
