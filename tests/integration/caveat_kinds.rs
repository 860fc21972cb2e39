//! An input for each kind of caveat, looked for in each format.

use std::fs;

use disputes::domain::{CaveatKind, Severity};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::common::{Place, root};

/// What makes a caveat of a kind.
pub(crate) enum Made {
    /// Files, a command that is run first where they are in the store and not on the command line, and
    /// what is added to the command line.
    By { files: Vec<(&'static str, Vec<u8>)>, first: &'static str, more: &'static str },
    /// The test of a part that needs more than files, by the name of its module.
    In(&'static str),
}

const TITLES: &str = "order_id,created_at,paid_at,completed_at,status,country";

fn text(name: &'static str, lines: &[&str]) -> (&'static str, Vec<u8>) {
    (name, format!("{}\n", lines.join("\n")).into_bytes())
}

/// Orders that are good in every way, and a row to stand below them.
fn orders(more: &str) -> (&'static str, Vec<u8>) {
    let mut lines = vec![TITLES.to_owned()];
    lines.extend((0..6).map(|number| {
        let id = 8_200_000_000_000_123_u64 + number * 7_777;
        format!(
            "{id},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-1{number}T10:00:00Z,finished,US"
        )
    }));
    lines.extend(more.lines().map(str::to_owned));
    ("orders.csv", format!("{}\n", lines.join("\n")).into_bytes())
}

/// Disputes of two of the orders, with a title and a value more.
fn disputes(title: &str, value: &str) -> (&'static str, Vec<u8>) {
    let text = format!(
        "dispute_id,order_id,opened_at,status,closed_at{title}\n\
         D1,8200000000000123,2026-01-14T10:00:00Z,processing,{value}\n\
         D2,8200000000007900,2026-01-15T10:00:00Z,processing,\n"
    );
    ("disputes.csv", text.into_bytes())
}

fn by(files: Vec<(&'static str, Vec<u8>)>, more: &'static str) -> Made {
    Made::By { files, first: "", more }
}

/// The rows of a table.
fn rows_of((_, bytes): (&str, Vec<u8>)) -> Vec<String> {
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

/// A workbook of sheets, whose cells are texts.
fn book(sheets: &[Vec<String>]) -> (&'static str, Vec<u8>) {
    let mut workbook = Workbook::new();
    for rows in sheets {
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    ("orders.xlsx", workbook.save_to_buffer().unwrap())
}

/// A page of the seller centre's list, with one dispute of the first orders.
fn page(number: u64, total: u64) -> String {
    let order = 8_200_000_000_000_123 + (number - 1) * 7_777;
    json!({"data": {"dataSource": [{"sellerReverseOrderLines": [{"tradeOrderId": order.to_string(),
        "reverseOrderLineId": format!("71{number}"), "gmtCreateTimestamp": 1_768_500_000_000_u64,
        "reverseStatus": "已结束"}]}],
        "pageInfo": {"total": total, "current": number, "pageSize": 1}}})
    .to_string()
}

/// An entry of a network log with the answer to a page of the list, which is asked for with a buyer's
/// name where one is given.
fn answer(number: u64, buyer: &str, text: &str) -> String {
    let form = json!({"current": number, "pageSize": 1, "buyerName": buyer}).to_string();
    entry("querysellerreverseorderlist", &form, text)
}

fn detail(line: u64) -> String {
    let text = r#"{"data": {"applyReason": "未收到货物"}}"#;
    entry("reverseorderlinedetailrender", &json!({"reverseOrderLineId": line}).to_string(), text)
}

fn entry(interface: &str, data: &str, text: &str) -> String {
    let url = format!("https://s.example/h5/mtop.aliexpress.seller.reverse.{interface}/1.0/");
    let post = json!({"params": [{"name": "data", "value": data}]});
    json!({"startedDateTime": "2026-01-16T08:00:00.000Z",
        "request": {"method": "POST", "url": url, "postData": post},
        "response": {"status": 200, "content": {"text": text}}})
    .to_string()
}

/// A network log of entries, beside good orders.
fn log(entries: &[String], more: &'static str) -> Made {
    let text = format!("{{\"log\": {{\"entries\": [{}]}}}}", entries.join(","));
    by(vec![orders(""), ("log.har", text.into_bytes())], more)
}

/// One good table of orders with a row below, beside good disputes.
fn row(more: &str, line: &'static str) -> Made {
    by(vec![orders(more), disputes("", "")], line)
}

/// A list of the seller centre with the true moment of ordering of the first order.
fn list(ordered: i64) -> (&'static str, Vec<u8>) {
    let text = format!(
        r#"[{{"sellerReverseOrderLines":[{{"tradeOrderId":8200000000000123,"reverseOrderLineId":6,
        "gmtCreateTimestamp":1768500000000,"tradeOrderGmtCreateTimestamp":{ordered},
        "reverseStatus":"已结束"}}]}}]"#
    );
    ("disputes.json", text.into_bytes())
}

/// A workbook whose ids are numbers, and whose times are too.
fn numbers() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "order_id").unwrap();
    sheet.write_string(0, 1, "created_at").unwrap();
    sheet.write_string(0, 2, "paid_at").unwrap();
    let ids = [8_200_000_000_000_123.0, 8_200_000_000_031_230.0, 8_200_000_000_057_690.0];
    for (row, id) in (1..).zip(ids) {
        sheet.write_number(row, 0, id).unwrap();
        sheet.write_number(row, 1, 46_000.5).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

pub(crate) fn made(kind: CaveatKind) -> Made {
    use CaveatKind as K;
    const ID: &str = "8200000000099991";
    match kind {
        K::UnknownColumns => by(vec![orders(""), disputes(",moon", ",full")], ""),
        K::UnknownPlatform => {
            let row = |id: &str, name: &str| format!("{id},2026-01-02T00:00:00Z,,{name}");
            let rows = [row(ID, "AliExpress"), row("8200000000099992", "Moonmart")];
            let more =
                text("more.csv", &["order_id,created_at,paid_at,platform", &rows[0], &rows[1]]);
            by(vec![orders(""), more, disputes("", "")], "")
        }
        K::NoCompletionTimes => {
            let more = text(
                "more.csv",
                &["order_id,created_at,paid_at", &format!("{ID},2026-01-02T00:00:00Z,")],
            );
            by(vec![orders(""), more, disputes("", "")], "")
        }
        K::TimesBlank => row(&format!("{ID},2025-12-01T10:00:00Z,,,finished,"), ""),
        K::CompletionsEstimated => {
            let row = |id: u64| {
                json!({"order_id": id, "order_status": "FINISH", "end_reason": "buyer_confirm_goods",
                    "gmt_create": "2025-12-05 08:30:00", "gmt_update": "2026-01-12 08:30:00",
                    "gmt_pay_time": "2025-12-05 09:30:00", "product_list": []})
            };
            let rows = [row(8_200_000_000_000_123), row(8_200_000_000_007_900)];
            let list = json!({"result": {"target_list": rows, "total_count": 2, "total_page": 1}});
            let list = ("list.json", list.to_string().into_bytes());
            by(vec![list, disputes("", "")], "")
        }
        K::CompletedEarly => row(
            &format!(
                "{ID},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z,shipped,US"
            ),
            "",
        ),
        K::FactsUntold => by(vec![orders(""), disputes(",reason", ",quality")], ""),
        K::OpenOnly => {
            let line = |n: u64| {
                let order = 8_200_000_000_000_123 + n % 6 * 7_777;
                format!("D{n},{order},2025-12-0{}T10:00:00Z,processing", n + 2)
            };
            let lines: Vec<String> = (0..6).map(line).collect();
            let mut all = vec!["dispute_id,order_id,opened_at,status"];
            all.extend(lines.iter().map(String::as_str));
            by(vec![orders(""), text("disputes.csv", &all)], "")
        }
        K::EndedOnly => {
            let line = |n: u64| {
                let order = 8_200_000_000_100_123 + n * 7_777;
                let day = |n: u64| format!("2025-{:02}-{:02}", 10 + n / 28, n % 28 + 1);
                format!("D{n},{order},{}T10:00:00Z,finished,{}T11:00:00Z", day(n), day(n + 4))
            };
            let lines: Vec<String> = (0..70).map(line).collect();
            let mut all = vec!["dispute_id,order_id,opened_at,status,closed_at"];
            all.extend(lines.iter().map(String::as_str));
            by(vec![orders(""), text("disputes.csv", &all)], "--as-of 2025-12-20")
        }
        K::EscalationsCopied => {
            let line = |n: u64| {
                let (order, at) =
                    (8_200_000_000_000_123 + n * 7_777, format!("2026-01-1{}T10:00:00Z", n + 4));
                format!("D{n},{order},{at},processing,{at}")
            };
            let lines: Vec<String> = (0..3).map(line).collect();
            let mut all = vec!["dispute_id,order_id,opened_at,status,escalated_at"];
            all.extend(lines.iter().map(String::as_str));
            by(vec![orders(""), text("disputes.csv", &all)], "")
        }
        K::SameMoment => {
            let line = |n: u64| {
                let id = 8_200_000_000_000_123 + n * 7_777;
                let completed = if n < 34 { "10:00:07".to_owned() } else { format!("11:{n}:00") };
                format!("{id},2025-12-01T10:{n}:00Z,2025-12-01T11:{n}:00Z,2026-01-10T{completed}Z")
            };
            let lines: Vec<String> = (10..40).map(line).collect();
            let mut all = vec!["order_id,created_at,paid_at,completed_at"];
            all.extend(lines.iter().map(String::as_str));
            let dispute = "D1,8200000000077893,2026-01-14T10:00:00Z";
            let disputes = text("disputes.csv", &["dispute_id,order_id,opened_at", dispute]);
            by(vec![text("orders.csv", &all), disputes], "")
        }
        K::NoDisputes => {
            let line = |n: u64| {
                let (id, shop) =
                    (8_200_000_000_000_123 + n * 7_777, ["a", "b"][usize::from(n > 2)]);
                format!(
                    "{id},{shop},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z"
                )
            };
            let lines: Vec<String> = (0..6).map(line).collect();
            let mut all = vec!["order_id,shop,created_at,paid_at,completed_at"];
            all.extend(lines.iter().map(String::as_str));
            let disputes = text(
                "disputes.csv",
                &[
                    "dispute_id,order_id,shop,opened_at",
                    "D1,8200000000000123,a,2026-01-14T10:00:00Z",
                    "D2,8200000000007900,a,2026-01-14T10:00:00Z",
                    "D3,8200000000015677,a,2026-01-14T10:00:00Z",
                ],
            );
            by(vec![text("orders.csv", &all), disputes], "")
        }
        K::OrdersHole => {
            let day = |n: u64| {
                if n < 11 {
                    format!("2025-12-{:02}", n + 1)
                } else {
                    format!("2026-01-{:02}", n - 6)
                }
            };
            let line =
                |n: u64| format!("{},{}T10:00:00Z", 8_200_000_000_000_123 + n * 7_777, day(n));
            let lines: Vec<String> = (0..22).map(line).collect();
            let mut all = vec!["order_id,created_at"];
            all.extend(lines.iter().map(String::as_str));
            by(vec![text("orders.csv", &all), disputes("", "")], "")
        }
        K::OrdersOutdated => {
            let row = |n: u64, day: &str| {
                format!(
                    "{},{day}T10:00:00Z,{day}T11:00:00Z,shipped",
                    8_200_000_000_000_123 + n * 7_777
                )
            };
            let file = |name, rows: Vec<String>| {
                let mut all = vec!["order_id,created_at,paid_at,status"];
                all.extend(rows.iter().map(String::as_str));
                text(name, &all)
            };
            let old = file("november.csv", (0..3).map(|n| row(n, "2025-11-30")).collect());
            let new = file("january.csv", (3..6).map(|n| row(n, "2026-01-14")).collect());
            by(vec![old, new, disputes("", "")], "")
        }
        K::ShopsAlike => {
            let with_shop = |(number, row): (usize, String)| match number {
                0 => format!("{row},shop"),
                number => format!("{row},{}", ["Lamp", "lamp "][number % 2].trim()),
            };
            let all: Vec<String> =
                rows_of(orders("")).into_iter().enumerate().map(with_shop).collect();
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            by(vec![text("orders.csv", &all), disputes("", "")], "--shop lamp")
        }
        K::EscalatedOnly => {
            let row = |n: u64| {
                let order = 8_200_000_000_000_123 + n % 6 * 7_777;
                format!(
                    "D{n},{order},2026-01-{:02}T10:00:00Z,processing,2026-01-{:02}T11:00:0{}Z",
                    n + 1,
                    n + 2,
                    n % 6
                )
            };
            let rows: Vec<String> = (0..12).map(row).collect();
            let mut all = vec!["dispute_id,order_id,opened_at,status,escalated_at"];
            all.extend(rows.iter().map(String::as_str));
            by(vec![orders(""), text("disputes.csv", &all)], "")
        }
        K::DisputesOutdated => {
            let list = |name, day: &str, numbers: std::ops::Range<u64>| {
                let row = |n: u64| {
                    let order = 8_200_000_000_000_123 + (n + 50) * 7_777;
                    format!("{},{order},{day}T1{n}:00:00Z,processing", 630_000_000 + n)
                };
                let rows: Vec<String> = numbers.map(row).collect();
                let mut all = vec!["dispute_id,order_id,opened_at,status"];
                all.extend(rows.iter().map(String::as_str));
                text(name, &all)
            };
            let old = list("november.csv", "2025-11-29", 0..3);
            let new = list("january.csv", "2026-01-15", 3..5);
            by(vec![orders(""), old, new], "")
        }
        K::DisputesHole => {
            let line = |n: u64| {
                let order = 8_200_000_000_000_123 + n % 6 * 7_777;
                let day =
                    if n < 11 { format!("2025-12-{:02}", n + 2) } else { format!("2026-01-{n}") };
                format!("D{n},{order},{day}T10:00:00Z,finished,{day}T11:00:00Z")
            };
            let lines: Vec<String> = (0..15).map(line).collect();
            let mut all = vec!["dispute_id,order_id,opened_at,status,closed_at"];
            all.extend(lines.iter().map(String::as_str));
            by(vec![orders(""), text("disputes.csv", &all)], "")
        }
        K::OnlyDisputed => {
            let id = |n: u64| 8_200_000_000_000_123 + n * 7_777;
            let order = |n: u64| {
                format!("{},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z", id(n))
            };
            let dispute = |n: u64| format!("D{n},{},2026-01-14T10:00:0{}Z", id(n), n % 10);
            let lines = |title: &'static str, line: &dyn Fn(u64) -> String| {
                let lines: Vec<String> =
                    std::iter::once(title.to_owned()).chain((0..12).map(line)).collect();
                format!("{}\n", lines.join("\n")).into_bytes()
            };
            let orders = lines("order_id,created_at,paid_at,completed_at", &order);
            let disputes = lines("dispute_id,order_id,opened_at", &dispute);
            by(vec![("orders.csv", orders), ("disputes.csv", disputes)], "")
        }
        K::LineIds => row("", "").with(text(
            "disputes.csv",
            &["dispute_id,order_id,opened_at", "D1,8200000000010123,2026-01-15T12:00:00Z"],
        )),
        K::DisputesLacking => row(&format!("{ID},2025-12-01T10:00:00Z,,,In dispute,"), ""),
        K::IdsAsNumbers | K::DayCounts => {
            by(vec![("orders.xlsx", numbers()), disputes("", "")], "")
        }
        K::IdsRounded => row("8200000000007900,2025-12-01T10:00:00Z,,,,", "--skip-bad-rows")
            .with(text(
                "disputes.csv",
                &["dispute_id,order_id,opened_at", "D1,8200000000099998,2026-01-14T10:00:00Z"],
            ))
            .with(orders("8200000000099990,2025-12-01T10:00:00Z,,,,")),
        K::RowsSkipped => row(&format!("{ID},never,,,,"), "--skip-bad-rows"),
        K::RowsLeftOut => row("Total,,,,,", ""),
        K::RaggedRows => row(
            &format!("{ID},2025-12-01T10:00:00Z\n8200000000099983,2025-12-01T10:00:00Z,,,,"),
            "",
        ),
        K::FileCut => {
            let (name, mut bytes) = orders("");
            bytes.truncate(bytes.len() - 30);
            by(vec![(name, bytes), disputes("", "")], "--skip-bad-rows")
        }
        // The orders were placed at 2025-12-01T10:00:00Z.
        K::DateOrderMixed => by(vec![orders(""), list(1_736_676_000_000)], "--allow-incomplete"),
        K::ClockContradicts => {
            by(vec![orders(""), list(1_764_583_200_000 - 15 * 3_600_000)], "--allow-incomplete")
        }
        K::EncodingGuessed => {
            let text = format!("订单号,下单时间,付款时间,国家\n{ID},2025-12-01 10:00:00,,美国\n");
            let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
            by(vec![("orders.csv", bytes.into_owned()), disputes("", "")], "")
        }
        K::MissingWords => row(&format!("{ID},2025-12-01T10:00:00Z,NULL,,,"), ""),
        K::HalfDayClock => {
            let rows = (0..60).map(|number: u64| {
                let id = 8_200_000_000_020_123_u64 + number * 7_777;
                format!("{id},2025-12-01 {:02}:{number:02}:00,,,,", number % 12 + 1)
            });
            let lines: Vec<String> = [TITLES.to_owned()].into_iter().chain(rows).collect();
            let text = format!("{}\n", lines.join("\n"));
            by(vec![("orders.csv", text.into_bytes()), disputes("", "")], "")
        }
        K::DaysOnly => by(vec![orders(""), disputes(",ruled_at", ",2026-01-15")], ""),
        K::ZoneAssumed => {
            by(vec![orders(""), disputes(",escalated_at", ",2026-01-15 10:00:00")], "")
        }
        K::TimeOrder => by(
            vec![
                orders(&format!("{ID},2025-12-01T10:00:00Z,2025-12-20T10:00:00Z,,,")),
                text(
                    "more.csv",
                    &[TITLES, &format!("{ID},2025-12-01T10:00:00Z,,2025-12-10T10:00:00Z,,")],
                ),
                disputes("", ""),
            ],
            "",
        ),
        K::AmountsUnread => by(
            vec![
                text(
                    "orders.csv",
                    &[
                        "order_id,created_at,paid_at,amount,currency",
                        &format!("{ID},2025-12-01T10:00:00Z,,much,USD"),
                    ],
                ),
                disputes("", ""),
            ],
            "",
        ),
        K::UnknownStatus => row("", "").with(text(
            "disputes.csv",
            &[
                "dispute_id,order_id,opened_at,status",
                "D1,8200000000000123,2026-01-14T10:00:00Z,on the moon",
            ],
        )),
        K::UnknownCountry => row(&format!("{ID},2025-12-01T10:00:00Z,,,,Atlantis"), ""),
        K::UnknownReason => by(vec![orders(""), disputes(",reason", ",too blue")], ""),
        K::UnknownLiability => by(vec![orders(""), disputes(",liability", ",the cat")], ""),
        K::OrdersOverlap => by(vec![orders(""), ("more.csv", orders("").1), disputes("", "")], ""),
        K::DisputesApart => {
            let day = "order_id,opened_at,status\n8200000000000123,2026-01-05,finished\n";
            let row = |id: &str, hour: u32| {
                format!("{id},8200000000000123,2026-01-05T1{hour}:00:01Z,processing\n")
            };
            let list =
                format!("dispute_id,order_id,opened_at,status\n{}{}", row("D1", 2), row("D2", 3));
            by(vec![orders(""), ("disputes.csv", list.into()), ("day.csv", day.into())], "")
        }
        K::ClockProved => {
            let rows = |hour: u64, title: &str| {
                let row = |n: u64| {
                    let id = 8_200_000_000_000_123 + n * 7_777;
                    format!(
                        "{id},2025-12-0{n} {0:02}:1{n}:00,2025-12-0{n} {0:02}:2{n}:00,,x",
                        hour + n
                    )
                };
                let lines: Vec<String> = (1..5).map(row).collect();
                format!("{title}\n{}\n", lines.join("\n")).into_bytes()
            };
            let files = vec![
                ("orders.csv", rows(2, "订单号,下单时间,付款时间,确认收货时间,订单状态")),
                ("erp.csv", rows(18, "order_id,created_at,paid_at,completed_at,status")),
                disputes("", ""),
            ];
            by(files, "")
        }
        K::OrdersMissing => row("", "").with(text(
            "disputes.csv",
            &["dispute_id,order_id,opened_at", "D1,8300000000000123,2026-01-14T10:00:00Z"],
        )),
        K::FutureTimes => row(&format!("{ID},2025-12-01T10:00:00Z,,2099-12-01T10:00:00Z,,"), ""),
        K::RecordsContradict => by(
            vec![
                orders(&format!("{ID},2025-12-01T10:00:00Z,,,,US")),
                text("more.csv", &[TITLES, &format!("{ID},2025-12-01T10:00:00Z,,,,BR")]),
                disputes("", ""),
            ],
            "",
        ),
        K::EmptyList => by(vec![orders(""), ("disputes.json", b"[]".to_vec())], ""),
        K::StaleData => row("", "--as-of 2026-03-01"),
        K::Coverage => {
            let rows: String = (0..30_u64)
                .map(|number| {
                    let id = 8_300_000_000_000_123 + number * 7_777;
                    format!("{id},2026-01-0{}T10:00:00Z,,2026-01-15T10:00:00Z,,\n", 1 + number % 4)
                })
                .collect();
            let text = format!("{TITLES}\n{rows}");
            by(vec![("orders.csv", text.into_bytes()), disputes("", "")], "")
        }
        K::ShopUnmatched => by(
            vec![
                text(
                    "orders.csv",
                    &[
                        "order_id,created_at,paid_at,shop",
                        &format!("{ID},2025-12-01T10:00:00Z,,north"),
                    ],
                ),
                text(
                    "disputes.csv",
                    &[
                        "dispute_id,order_id,opened_at,shop",
                        &format!("D1,{ID},2026-01-14T10:00:00Z,north"),
                    ],
                ),
            ],
            "--shop nowhere",
        ),
        K::ShopUnused => {
            let more = text(
                "shop=a/more.csv",
                &["order_id,created_at,paid_at,shop", &format!("{ID},2026-01-02T00:00:00Z,,b")],
            );
            by(vec![orders(""), more, disputes("", "")], "")
        }
        K::ShopBlank => by(
            vec![
                text(
                    "orders.csv",
                    &[
                        "order_id,created_at,paid_at,shop",
                        &format!("{ID},2025-12-01T10:00:00Z,,north"),
                        "8300000000000299,2025-12-01T10:00:00Z,,",
                    ],
                ),
                disputes("", ""),
            ],
            "--shop north",
        ),
        K::LaterKnowledge => by(
            vec![
                orders(""),
                text(
                    "disputes.csv",
                    &[
                        "dispute_id,order_id,opened_at,status",
                        "D1,8200000000000123,2026-01-14T10:00:00Z,finished",
                    ],
                ),
            ],
            "",
        ),
        K::FutureAsOf => row("", "--as-of 2099-01-01"),
        K::UnreadSheet => by(
            vec![
                book(&[
                    rows_of(orders("")),
                    vec!["id,note".to_owned(), "8200000000000123,paid".to_owned()],
                ]),
                disputes("", ""),
            ],
            "",
        ),
        K::SheetContinued => by(
            vec![
                book(&[rows_of(orders("")), vec![format!("{ID},2025-12-01T10:00:00Z,,,,US")]]),
                disputes("", ""),
            ],
            "",
        ),
        K::SheetLost => by(
            vec![
                book(&[rows_of(orders("")), vec!["id,note".to_owned(), format!("{ID},paid")]]),
                disputes("", ""),
            ],
            "--allow-incomplete",
        ),
        K::PagesMissing => {
            by(vec![orders(""), ("page.json", page(1, 9).into_bytes())], "--allow-incomplete")
        }
        K::TotalUnderstated => by(vec![orders(""), ("page.json", page(1, 0).into_bytes())], ""),
        K::TotalsDiffer => {
            let pages = format!("[{}, {}]", page(1, 9), page(2, 2));
            by(vec![orders(""), ("pages.json", pages.into_bytes())], "--allow-incomplete")
        }
        K::AccountsMixed => {
            let of = |seller: &str, text: String| {
                let field = format!("\"sellerId\":{seller},\"reverseStatus\"");
                text.replace("\"reverseStatus\"", &field)
            };
            let pages = [of("9001", page(1, 1)), of("9002", page(2, 1).replace(":2,", ":1,"))];
            by(vec![orders(""), ("pages.json", format!("[{}]", pages.join(",")).into_bytes())], "")
        }
        K::StatusMissing => {
            let list = |issue: u64, order: u64, status: &str| {
                json!({"aliexpress_issue_issuelist_get_response": {"total_item": 1, "data_list":
                    {"issue_api_issue_dto": [{"issue_id": issue, "order_id": order,
                    "parent_order_id": order, "gmt_modified": "2026-01-15 08:30:00",
                    "issue_status": status, "gmt_create": "2026-01-15 08:30:00"}]}}})
            };
            let (open, ended) = (
                list(71, 8_200_000_000_000_123, "processing"),
                list(72, 8_200_000_000_007_900, "finish"),
            );
            let lists = format!("[{open}, {ended}]");
            by(vec![orders(""), ("issues.json", lists.into_bytes())], "")
        }
        K::ListTotalUnknown => {
            let page =
                page(1, 1).replace("total", "other").replace("\"pageSize\":1", "\"pageSize\":9");
            by(vec![orders(""), ("page.json", page.into_bytes())], "")
        }
        K::RefusalSaved => {
            let refusal = r#"{"ret": ["FAIL_SYS_SESSION_EXPIRED::x"], "data": {}}"#;
            let both = format!("[{}, {refusal}]", page(1, 1));
            by(vec![orders(""), ("saved.json", both.into_bytes())], "--allow-incomplete")
        }
        K::HarEntries => log(&[answer(1, "", &page(1, 1))], ""),
        K::PageLost => log(&[answer(1, "", &page(1, 2)), answer(2, "", "")], "--allow-incomplete"),
        K::ListPart => log(&[answer(1, "", &page(1, 1)), answer(1, "someone", &page(1, 1))], ""),
        K::ListQuestionUnknown => {
            let unasked = answer(1, "", &page(1, 1)).replace("postData", "other");
            log(&[unasked], "")
        }
        K::DetailsMissing => {
            log(&[answer(1, "", &page(1, 2)), answer(2, "", &page(2, 2)), detail(711)], "")
        }
        K::DetailsUnplaced => log(&[answer(1, "", &page(1, 1)), detail(711), detail(799)], ""),
        K::ImportIncomplete => Made::By {
            files: vec![orders(""), ("page.json", page(1, 9).into_bytes())],
            first: "import --allow-incomplete orders.csv page.json",
            more: "--allow-incomplete",
        },
        K::NeverSynced => Made::By {
            files: vec![
                orders(""),
                disputes("", ""),
                text(
                    "disputes.toml",
                    &[
                        "[[shop]]",
                        "name = \"second\"",
                        "[shop.api]",
                        "app_key = \"500001\"",
                        "secret_file = \"app-secret\"",
                    ],
                ),
            ],
            first: "import orders.csv disputes.csv",
            more: "--allow-incomplete",
        },
        K::FilesPassedOver
        | K::SyncIncomplete
        | K::SyncProblem
        | K::DetailsRefused
        | K::TotalOverstated
        | K::ChannelMissing
        | K::NoticesUndelivered
        | K::CountsUnchecked
        | K::RowsRepeated
        | K::GroupsContradict
        | K::DisputesMissing
        | K::NoOrders
        | K::ClosingTimesMissing => Made::In("caveat_sources"),
        K::Forgotten => Made::In("store"),
    }
}

impl Made {
    /// Puts a file in the place of the one of its name.
    fn with(self, file: (&'static str, Vec<u8>)) -> Self {
        match self {
            Self::By { mut files, first, more } => {
                files.retain(|(name, _)| *name != file.0);
                files.push(file);
                Self::By { files, first, more }
            }
            Self::In(_) => self,
        }
    }
}

/// Returns the message of the caveat of a kind in a JSON answer; the answer where it has none.
pub(crate) fn message(told: &str, kind: CaveatKind) -> Result<String, String> {
    let json = told.split_once("--- stdout\n").ok_or(told)?.1;
    let json = json.split("--- stderr").next().unwrap();
    let document: Value = serde_json::from_str(json).map_err(|_| told)?;
    let caveats = document["caveats"].as_array().ok_or(told)?;
    let own = caveats.iter().find(|caveat| caveat["kind"] == kind.id());
    let own = own.ok_or_else(|| format!("{caveats:?}"))?;
    if own["severity"] != kind.severity().id() || own["suggestion"] == "" {
        return Err(own.to_string());
    }
    Ok(own["message"].as_str().unwrap().to_owned())
}

/// Looks for a kind in every format of every command; returns where it is not.
fn lacking(
    kind: CaveatKind,
    files: &[(&str, Vec<u8>)],
    first: &str,
    more: &str,
) -> Result<(), String> {
    let place = Place::new();
    for (name, bytes) in files {
        place.write(name, bytes);
    }
    let mut names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    if !first.is_empty() {
        let told = place.run(first);
        assert!(told.starts_with("exit 0"), "{told}");
        names.clear();
    }
    let as_of = if more.contains("--as-of") { "" } else { "--as-of 2026-01-16" };
    let input = format!("{} {as_of} {more}", names.join(" "));
    // Only figures have a window that orders may begin too late for.
    let documents: &[&str] = match kind {
        CaveatKind::Coverage
        | CaveatKind::CompletionsEstimated
        | CaveatKind::FactsUntold
        | CaveatKind::NoDisputes
        | CaveatKind::OpenOnly
        | CaveatKind::EndedOnly
        | CaveatKind::EscalatedOnly
        | CaveatKind::OrdersHole
        | CaveatKind::OrdersOutdated
        | CaveatKind::DisputesHole => &["rate", "risk", "report"],
        _ => &["rate", "list", "risk", "causes", "report"],
    };
    Subject { kind, place: &place, input: &input, documents }.lacking()
}

/// A kind that is in the answers of commands, the documents of which have it.
pub(crate) struct Subject<'a> {
    pub(crate) kind: CaveatKind,
    pub(crate) place: &'a Place,
    /// What stands behind each command.
    pub(crate) input: &'a str,
    /// The first of them is asked for the message.
    pub(crate) documents: &'a [&'a str],
}

impl Subject<'_> {
    /// Looks for the kind in every format; returns where it is not.
    pub(crate) fn lacking(&self) -> Result<(), String> {
        let Self { kind, place, input, documents } = *self;
        let document = |command: &str| place.run(&format!("{command} {input} --format json"));
        let words = message(&document(documents[0]), kind)?;
        for command in documents {
            let told = document(command);
            if message(&told, kind)? != words {
                return Err(format!("{command}: {told}"));
            }
        }
        let is_note = kind.severity() == Severity::Note;
        for line in
            ["rate", "rate --format markdown", "rate --format csv", "report --format html", "check"]
        {
            let told = place.run(&format!("{line} {input}")).replace('\\', "");
            let told = told.replace("&#39;", "'").replace("&quot;", "\"").replace("&gt;", ">");
            // The line of a check, and standard error, have warnings alone.
            let may_lack = is_note && matches!(line, "check");
            if !may_lack && !told.contains(&words) {
                return Err(format!("{line}: {told}"));
            }
        }
        place.run(&format!("report {input} --output report.md --metrics metrics.prom"));
        let metrics = fs::read_to_string(place.path("metrics.prom")).unwrap();
        if !metrics.contains(&format!("kind=\"{}\"", kind.id())) {
            return Err(format!("metrics: {metrics}"));
        }
        let chinese = place.run(&format!("{} {input} --locale zh --format json", documents[0]));
        if message(&chinese, kind)? == words { Err(chinese) } else { Ok(()) }
    }
}

#[test]
fn each_kind_is_made_by_an_input_and_is_in_every_format() {
    let mut found = Vec::new();
    for kind in CaveatKind::ALL.iter().copied() {
        let Made::By { files, first, more } = made(kind) else { continue };
        if let Err(told) = lacking(kind, &files, first, more) {
            found.push(format!("{kind:?}: {told}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_kind_that_needs_more_than_files_has_a_test_of_its_own() {
    for kind in CaveatKind::ALL.iter().copied() {
        let Made::In(module) = made(kind) else { continue };
        let source = root().join(format!("tests/integration/{module}.rs"));
        let text = fs::read_to_string(source).unwrap();
        assert!(text.contains(&format!("CaveatKind::{kind:?}")), "{kind:?}: {module}");
    }
}
