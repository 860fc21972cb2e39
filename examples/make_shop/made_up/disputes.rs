//! The disputes of the made-up shop.

use disputes::domain::Moment;

use super::Sale;
use super::dice::Dice;
use super::orders::{Fate, NOW, later, moment};

/// The end of the assessment day 2026-01-16, for which the README takes its figures.
const AS_OF: &str = "2026-01-16T16:00:00Z";
const HOUR: i64 = 3_600_000;

/// One filing on one line.
#[derive(Clone)]
pub(super) struct Filing {
    pub(super) reverse_id: u64,
    pub(super) line_id: u64,
    pub(super) sale: Sale,
    pub(super) opened: Moment,
    pub(super) modified: Moment,
    pub(super) closed: Option<Moment>,
    pub(super) escalated: Option<Moment>,
    pub(super) ruled: Option<Moment>,
    pub(super) due: Option<Moment>,
    pub(super) liability: &'static str,
    pub(super) refund: Option<u64>,
    pub(super) reason: &'static str,
    pub(super) chinese: &'static str,
    pub(super) status: &'static str,
    pub(super) stage: &'static str,
    pub(super) note: &'static str,
}

/// How a dispute ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Cancelled,
    Agreed,
    SellerSilent,
    SellerRejected,
    /// By the platform, which found this side liable.
    Ruled(&'static str),
}

const ENDINGS: [Ending; 14] = [
    Ending::Agreed,
    Ending::Cancelled,
    Ending::Agreed,
    Ending::Ruled("seller"),
    Ending::Agreed,
    Ending::SellerSilent,
    Ending::Cancelled,
    Ending::Ruled("platform"),
    Ending::Agreed,
    Ending::Ruled("buyer"),
    Ending::Cancelled,
    Ending::SellerRejected,
    Ending::Ruled("logistics"),
    Ending::Ruled(""),
];

const REASONS: [&str; 11] = [
    "not_received",
    "not_as_described",
    "not_received",
    "quality",
    "damaged",
    "no_longer_wanted",
    "missing_parts",
    "wrong_item",
    "no_reason_return",
    "counterfeit",
    "the lamp hums",
];

/// A running dispute: words, and hours from as-of back to its opening and to its escalation.
struct Running(&'static str, &'static str, &'static str, i64, Option<i64>);

const RUNNING: [Running; 13] = [
    Running("等待卖家响应", "processing", "negotiation", 125, None),
    Running("等待卖家响应", "processing", "negotiation", 103, None),
    Running("方案协商中", "processing", "negotiation", 80, None),
    Running("等待卖家响应", "processing", "negotiation", 20, None),
    Running("方案协商中", "processing", "negotiation", 30, None),
    Running("等待买家响应", "processing", "negotiation", 140, None),
    Running("等待买家退货", "processing", "returning", 210, None),
    Running("等待买家退货", "processing", "returning", 300, None),
    Running("等待买家退货", "processing", "returning", 190, None),
    Running("平台介入处理中", "processing", "platform", 260, Some(90)),
    Running("平台介入处理中", "processing", "platform", 400, Some(200)),
    // A word that no reader knows, and a filing after as-of.
    Running("等待仓库质检", "warehouse_check", "returning", 430, None),
    Running("等待卖家响应", "processing", "negotiation", -4, None),
];

/// Notes such as a careless seller keeps, some of which a spreadsheet would run.
const NOTES: [&str; 6] = [
    "",
    "sent a photo, waiting",
    "",
    "=1+1",
    "says \"two missing\", has one",
    "asked twice,\nno answer <b>yet</b>",
];

/// Returns the filings, newest first, and gives each disputed order the fate that follows.
pub(super) fn filings(sales: &mut [Sale]) -> Vec<Filing> {
    let mut dice = Dice::new(60);
    let mut filings = Vec::new();
    for (number, running) in (1..).zip(&RUNNING) {
        let opened = moment(AS_OF).plus_hours(-running.3);
        let opened = later(opened, i64::try_from(dice.below(1_000)).expect("small"));
        let sale = take(sales, opened.plus_days(-dice.hours(8, 26) / HOUR), opened);
        filings.push(start(number, running, sale, opened));
    }
    for number in 0..43 {
        let begin = moment("2025-06-17T00:00:00Z");
        let created = later(begin, number * 104 * HOUR + dice.hours(0, 80));
        let sale = take(sales, created, created.plus_days(60));
        let filing = end(u64::try_from(number).expect("small") + 20, sale, &mut dice);
        if number == 20 {
            filings.extend(again(&filing));
        }
        if number == 39 {
            filings.push(second_line(&filing));
        }
        filings.push(filing);
    }
    withdraw_after_as_of(&mut filings);
    filings.push(absent(sales, &mut dice));
    filings.sort_by_key(|filing| std::cmp::Reverse(filing.opened));
    filings
}

/// Takes the order nearest to a moment that was shipped two days before `opened` and is not
/// disputed yet.
fn take(sales: &mut [Sale], near: Moment, opened: Moment) -> &mut Sale {
    let free = |sale: &&mut Sale| {
        matches!(sale.fate, Fate::Shipped | Fate::Confirmed | Fate::TimedOut)
            && sale.shipped.is_some_and(|shipped| shipped.plus_days(2) < opened)
            && !sale.disputed
    };
    let distance = |sale: &&mut Sale| (sale.created.millis() - near.millis()).abs();
    let sale = sales.iter_mut().filter(free).min_by_key(distance).expect("enough orders");
    sale.disputed = true;
    sale
}

fn start(number: u64, running: &Running, sale: &mut Sale, opened: Moment) -> Filing {
    let Running(chinese, status, stage, _, escalated) = *running;
    if sale.completed.is_some_and(|completed| completed >= opened) {
        sale.completed = None;
        sale.fate = Fate::Shipped;
    }
    if sale.completed.is_none() {
        sale.fate = if number.is_multiple_of(3) { Fate::Shipped } else { Fate::InDispute };
        sale.protected_until = Some(moment("2026-03-01T07:59:59Z"));
    }
    let awaits_seller = stage == "negotiation" && chinese != "等待买家响应";
    Filing {
        modified: later(opened, 26_000),
        due: awaits_seller.then(|| opened.plus_days(5)),
        escalated: escalated.map(|hours| moment(AS_OF).plus_hours(-hours)),
        chinese,
        status,
        stage,
        ..filing(number, sale, opened)
    }
}

fn end(number: u64, sale: &mut Sale, dice: &mut Dice) -> Filing {
    let place = usize::try_from(number).expect("small") % ENDINGS.len();
    let ending = *ENDINGS.get(place).expect("below the length");
    let lag = match dice.below(10) {
        0 => dice.hours(26 * 24, 58 * 24),
        _ => dice.hours(4 * 24, 20 * 24),
    };
    let shipped = sale.shipped.expect("a shipped order");
    let latest = later(moment(NOW).plus_days(-8), -dice.hours(0, 90));
    let opened = later(sale.created, lag + 512).min(latest).max(shipped.plus_days(2));
    let closed = later(opened, dice.hours(20, 190));
    let refunds = follow(sale, ending, [opened, closed], dice);
    let escalated = matches!(ending, Ending::Ruled(_)).then(|| opened.plus_hours(20));
    let (status, liability) = match ending {
        Ending::Cancelled => ("cancelled_by_buyer", ""),
        Ending::Agreed => ("finished", ""),
        Ending::SellerSilent => ("timeout_accepted", ""),
        Ending::SellerRejected => ("seller_rejected", ""),
        Ending::Ruled(side) => ("finished", side),
    };
    let refund =
        refunds.then(|| if number.is_multiple_of(4) { sale.cents / 2 } else { sale.cents });
    Filing {
        modified: closed,
        closed: Some(closed),
        escalated,
        ruled: escalated.map(|_| closed),
        liability,
        refund,
        chinese: "已结束",
        status,
        stage: "closed",
        ..filing(number, sale, opened)
    }
}

/// Gives an order the end that follows from its dispute; tells whether the buyer got money back.
fn follow(sale: &mut Sale, ending: Ending, times: [Moment; 2], dice: &mut Dice) -> bool {
    let [opened, closed] = times;
    let refunds =
        !matches!(ending, Ending::Cancelled | Ending::SellerRejected | Ending::Ruled("buyer"));
    // Half of the disputes come after the buyer has confirmed receipt.
    if sale.completed.is_some_and(|completed| completed < opened) {
        return refunds;
    }
    if refunds {
        sale.fate = Fate::Refunded;
        sale.completed = Some(closed);
        return true;
    }
    let completed = later(closed, dice.hours(30, 200));
    let over = completed <= moment(NOW);
    sale.completed = over.then_some(completed);
    sale.fate = if over { Fate::Confirmed } else { Fate::Shipped };
    sale.protected_until = Some(completed.plus_days(15));
    false
}

/// Returns two earlier filings on the same line, both withdrawn or refused.
fn again(last: &Filing) -> [Filing; 2] {
    let earlier = |number: u64, hours: i64, status: &'static str| {
        let opened = last.opened.plus_hours(-hours);
        let closed = opened.plus_hours(15);
        Filing {
            reverse_id: last.reverse_id - number * 5_000_000,
            opened,
            modified: closed,
            closed: Some(closed),
            escalated: None,
            ruled: None,
            liability: "",
            refund: None,
            status,
            ..last.clone()
        }
    };
    [earlier(1, 20, "seller_rejected"), earlier(2, 44, "cancelled_by_buyer")]
}

/// Returns a filing on another line of the same order, withdrawn.
fn second_line(first: &Filing) -> Filing {
    Filing {
        reverse_id: first.reverse_id + 5_000_000,
        line_id: first.line_id + 10_000,
        opened: first.opened.plus_hours(1),
        escalated: None,
        ruled: None,
        liability: "",
        refund: None,
        status: "cancelled_by_buyer",
        ..first.clone()
    }
}

/// Lets the newest cancelled dispute be cancelled six hours after as-of.
fn withdraw_after_as_of(filings: &mut [Filing]) {
    let cancelled = filings.iter_mut().filter(|filing| filing.status == "cancelled_by_buyer");
    let newest = cancelled.max_by_key(|filing| filing.opened).expect("some are cancelled");
    newest.modified = moment(AS_OF).plus_hours(6);
    newest.closed = Some(newest.modified);
}

/// Returns a filing on an order that the order files do not hold.
fn absent(sales: &[Sale], dice: &mut Dice) -> Filing {
    let mut sale = sales.last().expect("orders").clone();
    sale.id = 8_190_999_900_004_711;
    sale.created = moment("2025-12-21T03:12:44Z");
    sale.shipped = Some(sale.created.plus_days(1));
    sale.completed = None;
    sale.fate = Fate::Shipped;
    end(66, &mut sale, dice)
}

/// Returns a filing with what all have in common.
fn filing(number: u64, sale: &Sale, opened: Moment) -> Filing {
    let index = usize::try_from(number).expect("small");
    // Every ninth id has 17 digits, more than a double can hold.
    let stem = if number % 9 == 4 { 63_000_000_000_000_000 } else { 6_300_000_000_000_000 };
    Filing {
        reverse_id: stem + number * 1_370_000_000 + sale.id % 10_000,
        // The line's id is the order's plus 10,000, except where it is something else.
        line_id: if number == 31 { 8_200_777_700_001_234 } else { sale.id + 10_000 },
        sale: sale.clone(),
        opened,
        modified: opened,
        closed: None,
        escalated: None,
        ruled: None,
        due: None,
        liability: "",
        refund: None,
        reason: REASONS.get(index % REASONS.len()).expect("below the length"),
        chinese: "",
        status: "",
        stage: "",
        note: NOTES.get(index % NOTES.len()).expect("below the length"),
    }
}
