//! A made-up shop: orders and disputes that depend on their number only, so that every run of the
//! gateway tells the same story.

use serde_json::{Map, Value, json};

/// 2026-01-16T23:59:59 in platform time (PST, 8 h behind UTC): nothing is later.
pub const NEWEST: i64 = 1_768_636_799_000;
const HOUR: i64 = 3_600_000;
const PST: i64 = 8 * HOUR;

/// An order, with the dispute it may have.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub number: u64,
    /// Milliseconds since 1970-01-01T00:00Z.
    pub created: i64,
    pub finished: Option<i64>,
    pub confirmed: bool,
    pub paid: bool,
}

/// A dispute.
#[derive(Clone, Copy, Debug)]
pub struct Issue {
    pub number: u64,
    pub order: u64,
    pub created: i64,
    pub modified: i64,
    pub status: &'static str,
}

/// The whole shop, orders and disputes by creation, oldest first.
#[derive(Clone, Debug)]
pub struct Shop {
    pub orders: Vec<Order>,
    pub issues: Vec<Issue>,
}

/// Returns an order's id: 16 digits.
pub fn order_id(number: u64) -> u64 {
    8_200_000_000_000_000 + number * 10_000 + 7
}

/// Returns a dispute's id: 17 digits, beyond what a double holds.
pub fn issue_id(number: u64) -> u64 {
    63_000_000_000_000_001 + number * 100_000
}

/// Mixes a number, so that neighbours look unlike.
fn mix(number: u64, salt: u64) -> u64 {
    let mut x =
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 31;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 29)
}

fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap()
}

impl Shop {
    /// Returns a shop with so many orders over `days` days, of which so many are disputed.
    pub fn new(orders: u64, issues: u64, days: i64) -> Self {
        let span = days * 24 * HOUR;
        let step = span / to_i64(orders.max(1));
        let orders: Vec<Order> = (0..orders)
            .map(|number| {
                let created = (NEWEST - span + to_i64(number) * step) / 1_000 * 1_000;
                let age = NEWEST - created;
                let life = 20 * 24 * HOUR + to_i64(mix(number, 1) % 30) * 24 * HOUR;
                let paid = !mix(number, 2).is_multiple_of(12);
                let finished = (paid && life < age).then_some(created + life);
                Order {
                    number,
                    created,
                    finished,
                    confirmed: !mix(number, 3).is_multiple_of(3),
                    paid,
                }
            })
            .collect();
        let paid: Vec<&Order> = orders.iter().filter(|order| order.paid).collect();
        let every = (u64::try_from(paid.len()).unwrap() / issues.max(1)).max(1);
        let issues = (0..issues)
            .filter_map(|number| {
                let order = paid.get(usize::try_from(number * every).unwrap())?;
                let created = order.created + to_i64(3 + mix(number, 4) % 20) * 24 * HOUR;
                let created = created.min(NEWEST - HOUR);
                let (status, days) = match mix(number, 5) % 10 {
                    _ if NEWEST - created < 12 * 24 * HOUR => ("processing", 0),
                    0..=2 => ("canceled_issue", 4),
                    _ => ("finish", 9),
                };
                let modified = created + days * 24 * HOUR;
                Some(Issue { number, order: order.number, created, modified, status })
            })
            .collect();
        Self { orders, issues }
    }
}

impl Order {
    /// Returns the status word.
    pub fn status(&self) -> &'static str {
        match (self.paid, self.finished) {
            (false, _) | (true, Some(_)) => "FINISH",
            (true, None) => "WAIT_BUYER_ACCEPT_GOODS",
        }
    }

    /// Returns the last change.
    pub fn updated(&self) -> i64 {
        // A few hours after the end of trade, so that an estimate is known from the truth.
        self.finished.map_or(self.created, |end| end + 5 * HOUR)
    }

    fn end_reason(&self) -> Option<&'static str> {
        match (self.paid, self.finished, self.confirmed) {
            (false, _, _) => Some("pay_timeout"),
            (true, None, _) => None,
            (true, Some(_), true) => Some("buyer_confirm_goods"),
            (true, Some(_), false) => Some("buyer_confirm_goods_timeout"),
        }
    }

    /// Returns the order list's row, with the personal fields that the platform sends.
    pub fn row(&self) -> Value {
        let mut row = Map::new();
        row.insert("order_id".to_owned(), json!(order_id(self.number)));
        row.insert("order_status".to_owned(), json!(self.status()));
        row.insert("gmt_create".to_owned(), json!(local(self.created)));
        row.insert("gmt_update".to_owned(), json!(local(self.updated())));
        if self.paid {
            row.insert("gmt_pay_time".to_owned(), json!(local(self.created + 60_000)));
        }
        if let Some(reason) = self.end_reason() {
            row.insert("end_reason".to_owned(), json!(reason));
        }
        row.insert("buyer_login_id".to_owned(), json!(format!("buyer{}secretlogin", self.number)));
        row.insert("buyer_signer_fullname".to_owned(), json!("Ivan Secretname"));
        row.insert("pay_amount".to_owned(), json!({"amount": "12.34", "currency_code": "USD"}));
        row.insert(
            "product_list".to_owned(),
            json!([{"child_id": order_id(self.number) + 10_000, "product_id": 1_005_000_000_000_000 + self.number % 7,
                    "sku_code": "SKU-1", "logistics_service_name": "AliExpress Standard"}]),
        );
        Value::Object(row)
    }

    /// Returns the order detail's `target`.
    pub fn detail(&self) -> Value {
        json!({
            "id": order_id(self.number),
            "order_status": self.status(),
            "order_end_reason": self.end_reason(),
            "gmt_create": local(self.created),
            "gmt_trade_end": self.finished.map(local),
            "buyer_signer_fullname": "Ivan Secretname",
            "receipt_address": {"contact_person": "Ivan Secretname", "phone_number": "5550199"},
        })
    }
}

impl Issue {
    /// Returns the buyer's login, with which alone the detail is served.
    pub fn buyer(&self) -> String {
        format!("buyer{}secretlogin", self.order)
    }

    /// Returns the issue list's row.
    pub fn row(&self) -> Value {
        json!({
            "issue_id": issue_id(self.number),
            "order_id": order_id(self.order) + 10_000,
            "parent_order_id": order_id(self.order),
            "issue_status": self.status,
            "gmt_create": local(self.created),
            "gmt_modified": local(self.modified),
            "buyer_login_id": self.buyer(),
            "reason_english": if self.number.is_multiple_of(2) { "Not receive goods" } else { "Quality problem" },
            "reason_chinese": if self.number.is_multiple_of(2) { "没有收到货" } else { "质量问题" },
        })
    }

    /// Returns the issue detail's `result_object`.
    pub fn detail(&self) -> Value {
        let mut entries = vec![json!({"action_type": "initiate", "submit_member_type": "buyer",
                                      "gmt_create": local(self.created), "attachments": {}})];
        if self.status == "canceled_issue" {
            entries.push(json!({"action_type": "cancel", "submit_member_type": "buyer",
                                "gmt_create": local(self.modified)}));
        }
        let open = self.status == "processing";
        json!({
            "id": issue_id(self.number),
            "parent_order_id": order_id(self.order),
            "order_id": order_id(self.order) + 10_000,
            "issue_status": self.status,
            "gmt_create": local(self.created),
            "product_id": "1005000000000001",
            "product_name": "cup",
            "reverse_detail_status": if open { "wait_for_seller_response" } else { "refund_success" },
            "timeout_type": open.then_some("WAIT_SOLUTION_TIMEOUT"),
            "timeout_trigger_time": open.then(|| local(self.created + 5 * 24 * HOUR)),
            "process_dto_list": entries,
        })
    }
}

/// Returns platform time in winter; the made-up shop has no summer.
pub fn local(moment: i64) -> String {
    let seconds = (moment - PST).div_euclid(1_000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Reads platform time.
pub fn moment(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    if text.len() != 19 {
        return None;
    }
    let days = days(number(0..4)?, number(5..7)?, number(8..10)?);
    let second = number(11..13)? * 3_600 + number(14..16)? * 60 + number(17..19)?;
    Some((days * 86_400 + second) * 1_000 + PST)
}

/// Returns year, month and day of a count of days since 1970 (Howard Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let m = (5 * of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * m + 2) / 5 + 1)
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
