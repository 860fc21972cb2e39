//! Limits, headroom, what-if, forecast, points and the agreement check, through the program.

use std::fmt::Write;

use serde_json::Value;

use crate::common::{AS_OF, Place, root};

const SHOP: &str = "examples/shop/orders.csv examples/shop/disputes.csv";
const REAL: &str = "../shared/real/orders-seller-centre-zh-2026.xlsx \
                    ../shared/real/disputes-dispute-management-2026.json";

fn answer(place: &Place, line: &str) -> Value {
    let output = place.command(&format!("{line} --format json"), &root()).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn risk(line: &str) -> Value {
    answer(&Place::new(), &format!("risk {line}"))
}

/// A made-up shop whose figures differ by each reading. Days are counted back from as-of,
/// 2026-01-16T16:00Z.
fn planted() -> Place {
    let place = Place::new();
    let mut orders = String::from("order_id,created_at,paid_at,completed_at,completion\n");
    let mut disputes =
        String::from("dispute_id,order_id,line_id,opened_at,reason,status,closed_at\n");
    let mut next = 8_200_000_000_000_000_u64;
    let mut order = |orders: &mut String, completed: &str| {
        next += 10_001;
        let how = if completed.is_empty() { "" } else { "timeout" };
        let paid = "2025-10-20T00:00:00Z";
        writeln!(orders, "{next},{paid},{paid},{completed},{how}").unwrap();
        next
    };
    for _ in 0..200 {
        order(&mut orders, "2026-01-05T00:00:00Z");
    }
    for _ in 0..50 {
        order(&mut orders, "2025-12-01T00:00:00Z");
    }
    let groups = [
        (10, "2026-01-10T00:00:00Z", "quality", "finished", 1),
        (3, "2026-01-09T00:00:00Z", "quality", "cancelled_by_buyer", 1),
        (2, "2026-01-08T00:00:00Z", "no_reason_return", "finished", 1),
        (1, "2026-01-07T00:00:00Z", "quality", "finished", 2),
        (4, "2026-01-16T20:00:00Z", "quality", "processing", 1),
        (5, "2025-12-02T00:00:00Z", "quality", "finished", 1),
    ];
    for (count, opened, reason, status, lines) in groups {
        for _ in 0..count {
            let id = order(&mut orders, "");
            for line in 1..=lines {
                let closed = if status == "processing" { "" } else { "2026-01-12T00:00:00Z" };
                writeln!(
                    disputes,
                    "D{id}{line},{id},{},{opened},{reason},{status},{closed}",
                    id + line
                )
                .unwrap();
            }
        }
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    place
}

fn cause(place: &Place, figure: &str) -> (bool, String) {
    let line = format!(
        "risk {} {} {AS_OF} --platform-figure dispute_rate={figure}",
        place.path("orders.csv").display(),
        place.path("disputes.csv").display()
    );
    let found = answer(place, &line)["agreement"][0].clone();
    let cause = found["matches"][0]["cause"].as_str().unwrap_or("none").to_owned();
    (found["agrees"].as_bool().unwrap(), cause)
}

#[test]
fn the_agreement_check_finds_each_planted_reading() {
    let place = planted();
    for (figure, expected) in [
        ("16/216", "none"),
        ("13/216", "cancelled-reading"),
        ("6.02%", "cancelled-reading"),
        ("17/217", "lines-not-orders"),
        ("14/216", "buyer-own-exempt"),
        ("20/220", "day-edge"),
        ("21/271", "window-length"),
        ("8.68%", "missing-disputes"),
        ("5.56%", "exempted-disputes"),
    ] {
        assert_eq!(cause(&place, figure), (expected == "none", expected.to_owned()), "{figure}");
    }
}

#[test]
fn headroom_is_what_adding_disputes_one_by_one_finds() {
    let room = risk(&format!("{SHOP} {AS_OF} --limit dispute_rate=12%"));
    let headroom = room["metrics"][0]["headroom"].as_u64().unwrap();
    let level = |add: u64| {
        let line = format!("{SHOP} {AS_OF} --limit dispute_rate=12% --add {add}");
        risk(&line)["what_if"]["metrics"][0]["level"].as_str().unwrap().to_owned()
    };
    assert!(headroom > 0);
    assert_ne!(level(headroom), "over");
    assert_eq!(level(headroom + 1), "over");
    assert_eq!(room["metrics"][0]["crosses_at"], headroom + 1);
}

#[test]
fn every_counted_order_leaves_the_window_once() {
    let answer = risk(&format!("{SHOP} {AS_OF}"));
    for metric in answer["metrics"].as_array().unwrap() {
        let days = metric["roll_off"].as_array().unwrap();
        let left: usize = days.iter().map(|day| day["orders"].as_array().unwrap().len()).sum();
        assert_eq!(Some(u64::try_from(left).unwrap()), metric["numerator"].as_u64(), "{metric}");
    }
}

#[test]
fn orders_that_roll_off_are_gone_on_their_day() {
    let answer = risk(&format!("{SHOP} {AS_OF}"));
    let first = &answer["metrics"][0]["roll_off"][0];
    let gone = u64::try_from(first["orders"].as_array().unwrap().len()).unwrap();
    let day = first["day"].as_str().unwrap();
    let later = risk(&format!("{SHOP} --as-of {day}"));
    // Later disputes enter, so it is the listing that must not hold them any more.
    let left: Vec<&Value> =
        later["metrics"][0]["roll_off"].as_array().unwrap().iter().map(|d| &d["orders"]).collect();
    let still = left.iter().any(|orders| {
        orders.as_array().unwrap().iter().any(|id| first["orders"].as_array().unwrap().contains(id))
    });
    assert!(gone > 0 && !still, "{first}");
}

#[test]
fn a_limit_may_stand_in_the_settings() {
    let place = Place::new();
    let files = ["orders.csv", "disputes.csv"].map(|name| {
        root().join("examples/shop").join(name).display().to_string().replace('\\', "/")
    });
    place.write(
        "disputes.toml",
        format!(
            "[[shop]]\nname = \"main\"\nfiles = [\"{}\", \"{}\"]\n[shop.limits]\n\
             dispute_rate = \"5%\"\n",
            files[0], files[1]
        ),
    );
    let line =
        format!("risk {AS_OF} --shop main --config {}", place.path("disputes.toml").display());
    let metric = answer(&place, &line)["metrics"][0].clone();
    assert_eq!(metric["limit"]["value"].to_string(), "0.05");
    assert_eq!(metric["limit"]["source"], "your figure");
    let told = place.run(&format!("{line} --exit-code --format csv"));
    let code = if metric["level"] == "over" { "exit 11" } else { "exit 10" };
    assert!(told.starts_with(code), "{told}");
}

#[test]
fn an_unknown_metric_is_told_with_those_there_are() {
    let told = crate::common::run(&format!("risk {SHOP} {AS_OF} --limit odr=5%"));
    assert!(told.starts_with("exit 2\n"), "{told}");
    assert!(told.contains("there is no metric `odr`; there are `dispute_rate`"), "{told}");
}

#[test]
fn a_what_if_on_an_undisputed_order_is_refused() {
    let told = crate::common::run(&format!("risk {SHOP} {AS_OF} --cancel 1101000101507932"));
    assert!(told.starts_with("exit 3\n"), "{told}");
    assert!(told.contains("order `1101000101507932` has no dispute filed before as-of"), "{told}");
}

#[test]
fn a_cancelled_dispute_leaves_the_rate_only_where_the_rule_set_says_so() {
    let listed = answer(&Place::new(), &format!("list {SHOP} {AS_OF}"));
    let order = listed["disputes"][0]["order_id"].as_str().unwrap();
    let change = |rules: &str| {
        let line = format!("{SHOP} {AS_OF} --rules {rules} --cancel {order}");
        let metric = risk(&line)["what_if"]["metrics"][0].clone();
        let numerator = |when: &str| metric[when]["numerator"].as_u64().unwrap();
        numerator("before") - numerator("after")
    };
    assert_eq!(change("aliexpress-2021"), 0);
    assert_eq!(change("aliexpress-2013"), 1);
}

#[test]
fn a_ledger_of_points_outlives_the_run() {
    let place = Place::new();
    let add =
        "points add --as-of 2026-01-16 --family mismatched-merchandise --points 6 --notice N1";
    assert_eq!(answer(&place, add)["active"], 6);
    assert_eq!(answer(&place, &format!("points {AS_OF}"))["notices"][0]["notice"], "N1");
    let again = place.run(add);
    assert!(again.starts_with("exit 2\n") && again.contains("in the ledger already"), "{again}");
    let points = answer(&place, &format!("risk {SHOP} {AS_OF}"))["points"].clone();
    assert_eq!((&points["active"], &points["next_step"]["at"]), (&6.into(), &48.into()));
    assert_eq!(answer(&place, &format!("points remove 1 {AS_OF}"))["active"], 0);
}

#[test]
fn a_broken_ledger_is_told_and_left_alone() {
    let place = Place::new();
    let path = place.write("state/disputes/points.toml", "[[notice]]\ndate = 5\n");
    let told = place.run("points add --family fake-shipment --points 2");
    assert!(told.starts_with("exit 2\n") && told.contains("line 2"), "{told}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "[[notice]]\ndate = 5\n");
}

#[test]
fn a_cycle_is_its_own_window() {
    let answer = risk(&format!("{SHOP} {AS_OF} --cycle previous"));
    assert_eq!(answer["as_of"], "2025-12-26T16:00:00Z");
    assert_eq!(answer["cycle"]["first"], "2025-11-27");
    let rate =
        crate::risk::answer(&Place::new(), &format!("rate {SHOP} --as-of 2025-12-26 --window 30"));
    assert_eq!(answer["metrics"][0]["numerator"], rate["metrics"][0]["numerator"]);
    assert_eq!(answer["metrics"][0]["denominator"], rate["metrics"][0]["denominator"]);
}

#[test]
fn a_believed_limit_is_shown_only_when_asked_for() {
    let shown = crate::common::run("rules show aliexpress-2015");
    assert!(!shown.contains("0.80%"), "{shown}");
    let shown = crate::common::run("rules show aliexpress-2015 --unverified");
    assert!(shown.contains("> 0.80% BELIEVED, no source"), "{shown}");
}

#[test]
fn every_shipped_rule_file_passes_its_own_check() {
    for (id, _) in disputes::rules::RULE_SETS {
        let told = crate::common::run(&format!("rules check src/rules/data/{id}.toml"));
        assert_eq!(told, format!("exit 0\n--- stdout\n{id} is sound\n"));
    }
}

#[test]
fn on_a_real_shop_six_of_seven_intervals_held_and_the_error_was_smaller() {
    if !root().join("../shared/real").exists() {
        return;
    }
    let answer = risk(&format!("{REAL} {AS_OF}"));
    let backtest = answer["forecast"]["backtest"]["rows"].as_array().unwrap();
    let months: Vec<&Value> =
        backtest.iter().filter(|row| row["day"].as_str() >= Some("2025-06-30")).collect();
    assert_eq!(months.len(), 7);
    assert!(months.iter().filter(|row| row["held"] == true).count() >= 6, "{months:#?}");
    let error = |of: &str| -> f64 {
        let off =
            |row: &&Value| (row[of].as_f64().unwrap() - row["actual"].as_f64().unwrap()).abs();
        months.iter().map(off).sum()
    };
    assert!(error("expected") < error("carried"));
}

#[test]
fn a_real_shop_has_few_causes_that_chance_does_not_explain() {
    if !root().join("../shared/real").exists() {
        return;
    }
    let answer = answer(&Place::new(), &format!("causes {REAL} {AS_OF}"));
    let causes = answer["causes"].as_array().unwrap();
    let likely = causes.iter().filter(|cause| cause["finding"] == "likely").count();
    assert_eq!((likely, answer["tested"].as_u64()), (2, Some(38)));
}

#[test]
fn the_worked_page_shows_what_the_program_says() {
    let path = root().join("docs/risk.md");
    let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let mut now = String::new();
    for (place, part) in text.split("```console\n$ disputes ").enumerate() {
        if place == 0 {
            now.push_str(part);
            continue;
        }
        let (line, rest) = part.split_once('\n').unwrap();
        let (_, after) = rest.split_once("```").unwrap();
        let told = crate::common::screen(line);
        let shown = shortened(&told);
        write!(now, "```console\n$ disputes {line}\n{shown}```{after}").unwrap();
    }
    if crate::golden::updating() {
        std::fs::write(&path, &now).unwrap();
    }
    assert!(
        now == text || crate::golden::updating(),
        "docs/risk.md is stale; run with UPDATE_DOCS=1"
    );
}

/// Of a JSON answer only the agreement is shown, for the page's sake.
fn shortened(told: &str) -> String {
    let Some(start) = told.find("{\n") else { return told.to_owned() };
    let answer: Value = serde_json::from_str(told[start..].trim()).unwrap();
    format!("{}…\n{:#}\n…\n", &told[..start], answer["agreement"][0])
}

#[test]
fn the_lines_of_other_shops_do_not_explain_a_figure_of_the_platform() {
    let place = Place::new();
    let mut orders = "order_id,shop,created_at,paid_at,completed_at\n".to_owned();
    let mut disputes = "dispute_id,order_id,line_id,shop,opened_at,status\n".to_owned();
    for (shop, first) in [("north", 100), ("south", 200)] {
        for number in first..first + 10 {
            let id = format!("8200000000000{number}");
            let times = "2026-01-02T10:00:00Z,2026-01-02T11:00:00Z,2026-01-08T10:00:00Z";
            orders.push_str(&format!("{id},{shop},{times}\n"));
        }
    }
    // One order of the north with one line, one of the south with three.
    for (id, order, line, shop) in [
        ("1", "8200000000000101", "11", "north"),
        ("2", "8200000000000201", "21", "south"),
        ("3", "8200000000000201", "22", "south"),
        ("4", "8200000000000201", "23", "south"),
    ] {
        disputes.push_str(&format!("{id},{order},{line},{shop},2026-01-09T10:00:00Z,processing\n"));
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    let figure = "--as-of 2026-01-10 --platform-figure dispute_rate=3/12 --format json";
    let line = format!("risk orders.csv disputes.csv {figure}");
    assert!(!place.run(&format!("{line} --shop north")).contains("lines-not-orders"));
    assert!(place.run(&format!("{line} --shop south")).contains("lines-not-orders"));
}

#[test]
fn the_worst_ending_raises_a_figure_and_the_best_lowers_one() {
    let told = |rules: &str| {
        let line = format!("risk {SHOP} {AS_OF} --rules {rules} --limit 8%");
        let output = Place::new().command(&line, &root()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let lines = |told: &str, start: &str| -> Vec<String> {
        told.lines().filter(|line| line.contains(start)).map(str::to_owned).collect()
    };
    for rules in ["aliexpress-2013", "aliexpress-2021"] {
        let told = told(rules);
        let worst = lines(&told, ": at worst (");
        assert!(worst.iter().all(|line| !line.contains("cancelled by the buyer")), "{told}");
        let best = lines(&told, ": at best (");
        assert!(best.iter().all(|line| line.contains("(cancelled by the buyer)")), "{told}");
        assert_eq!(best.is_empty(), rules == "aliexpress-2021", "{told}");
    }
}

#[test]
fn a_shop_that_forgot_to_export_gets_neither_a_verdict_nor_a_forecast() {
    let orders = "examples/shop/orders.csv examples/shop/disputes.csv";
    for day in ["2026-03-01", "2026-06-01"] {
        let answer = risk(&format!("{orders} --limit 5% --as-of {day}"));
        assert_eq!(answer["verdict"], "not-assessable", "{day}");
        assert!(answer["metrics"][0]["rate"].is_null(), "{day}");
        assert!(answer["forecast"]["in_30_days"]["rate"].is_null(), "{day}");
        assert!(answer["forecast"]["expected"].is_null(), "{day}");
    }
    let late = risk(&format!("{orders} --limit 5% --as-of 2026-02-16"));
    assert!(late["forecast"]["expected"].is_null());
    let rows = late["forecast"]["backtest"]["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["day"].as_str().unwrap() <= "2026-01-17"), "{rows:?}");
    let today = answer(&Place::new(), &format!("today {orders} --limit 5% --as-of 2026-03-01"));
    assert_eq!(today["verdict"], "not-assessable");
}

#[test]
fn near_is_a_percentage_with_or_without_its_sign() {
    let told = |near: &str| crate::common::run(&format!("risk {SHOP} {AS_OF} --limit 10% {near}"));
    assert_eq!(told("--near 80%"), told("--near 80"));
    assert!(!told("--near 80%").contains("WATCH: near"), "{}", told("--near 80%"));
    for wrong in ["0", "0%", "101", "150%", "x", "7.5"] {
        let told = told(&format!("--near {wrong}"));
        assert!(told.starts_with("exit 2\n"), "{told}");
        assert!(told.contains("from 1% to 100%"), "{told}");
    }
    let place = Place::new();
    place.write("disputes.toml", "near = 150\n");
    for command in ["risk", "check", "today", "config check"] {
        let said = place.run(command);
        assert!(
            said.contains("`near`: invalid value, expected a whole number from 1 to 100"),
            "{said}"
        );
    }
}

/// Sixty orders, five of them disputed; rows of disputes as `reason,status,ruled_at,liability` say.
fn sixty(disputes: &[[&str; 2]]) -> Place {
    let place = Place::new();
    let mut orders = String::from("order_id,created_at,paid_at,completed_at\n");
    let mut rows = String::from("dispute_id,order_id,opened_at,status,reason,ruled_at,liability\n");
    for n in 0..60_u64 {
        let id = 8_200_000_000_000_000 + 10_001 * n;
        let day = 1 + n % 14;
        writeln!(
            orders,
            "{id},2025-12-10T01:00:05Z,2025-12-10T02:00:05Z,2026-01-{day:02}T10:00:05Z"
        )
        .unwrap();
        if let Some([opened, ending]) = disputes.get(usize::try_from(n).unwrap()) {
            writeln!(rows, "D{n},{id},{opened},{ending}").unwrap();
        }
    }
    place.write("o.csv", orders);
    place.write("d.csv", rows);
    place
}

#[test]
fn a_rate_that_is_a_range_is_judged_at_both_ends() {
    let ruled = |party| ["2026-01-08T03:00:05Z", party];
    let known = ruled("finished,quality,2026-01-14T05:00:05Z,seller");
    let unknown = ruled("finished,quality,2026-01-14T05:00:05Z,");
    let parties = sixty(&[known, unknown, unknown, unknown, unknown]);
    let open = ruled("processing,quality,,");
    let skipped = sixty(&[open, open, open, open, open, ["nonsense", "processing,quality,,"]]);
    for (place, more, metric, limits, ends) in [
        (&parties, "", 5, ["5%", "1%", "20%"], [1.0 / 60.0, 5.0 / 60.0]),
        (&skipped, "--skip-bad-rows", 0, ["9%", "7%", "20%"], [5.0 / 61.0, 6.0 / 60.0]),
    ] {
        let name = ["dispute_rate", "seller_liable_rate"][usize::from(metric == 5)];
        for (limit, level, verdict) in [
            (limits[0], "not-assessable", "not-assessable"),
            (limits[1], "over", "act"),
            (limits[2], "ok", "fine"),
        ] {
            let line = format!("o.csv d.csv {AS_OF} {more} --limit {name}={limit}");
            for command in ["risk", "today"] {
                let output = place
                    .command(&format!("{command} {line} --format json"), &place.path("."))
                    .output();
                let answer: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
                assert_eq!(answer["verdict"], verdict, "{command} {line}");
                let metrics = &answer["metrics"];
                let risk = metrics.as_array().unwrap().iter().find(|risk| risk["id"] == name);
                let risk = risk.unwrap_or_else(|| panic!("{command}: {answer}"));
                assert_eq!(risk["level"], level, "{command} {line}");
                let key = if metric == 5 { "unknown_parties" } else { "skipped_rows" };
                for (end, share) in ["low", "high"].iter().zip(ends) {
                    let share: f64 = share;
                    let said = risk["range"][key][end].as_f64().unwrap();
                    assert!((share - said).abs() < 1e-5, "{command} {line}: {risk}");
                }
            }
        }
        let told =
            place.run(&format!("risk o.csv d.csv {AS_OF} {more} --limit {name}={}", limits[0]));
        assert!(told.contains("CANNOT SAY: what is not known decides"), "{told}");
    }
}

#[test]
fn figures_that_are_incomplete_say_so_in_rows_and_workbooks() {
    let place = sixty(&[["2026-01-08T03:00:05Z", "processing,quality,,"]]);
    let row = r#"{"sellerReverseOrderLines": [{"tradeOrderId": "8200000000000000", "reverseOrderLineId": "1",
        "gmtCreateTimestamp": 1767841205000, "reverseStatus": "已结束"}]}"#;
    place.write("p.json", format!(r#"{{"dataSource": [{row}], "total": 60}}"#));
    for command in ["rate", "rate --by country", "risk --limit 9%", "causes"] {
        for format in ["csv", "tsv", "jsonl"] {
            let line =
                format!("{command} o.csv p.json {AS_OF} --allow-incomplete --format {format}");
            let output = place.command(&line, &place.path(".")).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(!text.is_empty(), "{line}");
            for row in text.lines() {
                assert!(row.contains("incomplete"), "{line}: {text}");
                if format != "jsonl" {
                    break;
                }
            }
        }
        let line = format!("{command} o.csv p.json {AS_OF} --allow-incomplete -o x.xlsx");
        assert!(place.run(&line).starts_with("exit 0"), "{line}");
        let file = std::fs::File::open(place.path("x.xlsx")).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let mut texts = String::new();
        let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut texts).unwrap();
        assert!(texts.contains("the list has 60 disputes"), "{line}: {texts}");
    }
}
