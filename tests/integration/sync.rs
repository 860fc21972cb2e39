//! `disputes sync` against a pretend platform.

use crate::platform::{Fault, Gateway, Manner, Platform, SYNC, Shop, small};

fn code(told: &str) -> &str {
    told.lines().next().unwrap()
}

fn clean() -> String {
    let platform = Platform::new(small(), Manner::default());
    assert_eq!(code(&platform.run(SYNC)), "exit 0");
    platform.kept()
}

#[test]
fn a_sync_says_what_is_in_and_figures_then_need_no_files() {
    let platform = Platform::new(small(), Manner::default());
    let told = platform.run(SYNC);
    assert_eq!(
        told,
        "exit 0\n--- stdout\nmain: 240 orders, 60 disputes; complete from 2025-07-31T16:00:00Z to \
         2026-01-18T16:00:00Z; 245 calls\n"
    );
    let rate = platform.run("rate --as-of 2026-01-16 --format json");
    assert!(rate.starts_with("exit 0") && rate.contains("\"kind\": \"store\""), "{rate}");
    assert!(
        platform
            .run("list --as-of 2026-01-16 --format json")
            .contains("\"due_source\": \"platform\"")
    );
    assert_eq!(platform.gateway.memory().complaints, Vec::<String>::new());
}

#[test]
fn a_quiet_sync_says_nothing_but_what_went_wrong() {
    let platform = Platform::new(small(), Manner::default());
    assert_eq!(platform.run(&format!("{SYNC} --quiet")), "exit 0\n");
    let platform = Platform::new(small(), Manner { claims_more: 2, ..Manner::default() });
    let told = platform.run(&format!("{SYNC} --quiet"));
    assert!(!told.contains("--- stdout"), "{told}");
    assert!(told.contains("--- stderr\nwarning: "), "{told}");
    let faults = [(2, Fault::Nothing)].into();
    let platform = Platform::new(small(), Manner { faults, ..Manner::default() });
    let told = platform.run(&format!("{SYNC} --quiet"));
    assert!(told.starts_with("exit 4") && told.contains("--- stderr\nerror: "), "{told}");
}

/// The same rows as files and through the interface; completions are estimated both ways.
#[test]
fn the_interface_gives_the_same_figures_as_its_saved_answers() {
    let platform = Platform::new(small(), Manner::default());
    assert_eq!(code(&platform.run(&format!("{SYNC} --no-details"))), "exit 0");
    let shop = platform.gateway.shop().clone();
    let orders: Vec<_> = shop.orders.iter().map(|order| order.row()).collect();
    let issues: Vec<_> = shop.issues.iter().map(|issue| issue.row()).collect();
    let orders = serde_json::json!({"result": {"success": true, "total_count": orders.len(), "target_list": orders}});
    let issues = serde_json::json!({"total_item": issues.len(), "data_list": issues});
    platform.place.write("orders.json", orders.to_string());
    platform.place.write("issues.json", issues.to_string());
    let metrics = |line: &str| {
        let told = platform.run(line);
        assert!(told.starts_with("exit 0"), "{told}");
        told[told.find("\"metrics\"").unwrap()..told.find("\"inputs\"").unwrap()].to_owned()
    };
    let of_store = metrics("rate --as-of 2026-01-16 --format json --by family --series 3");
    let of_files = metrics(
        "rate orders.json issues.json --as-of 2026-01-16 --format json --by family --series 3",
    );
    assert_eq!(of_store, of_files);
}

#[test]
fn a_second_sync_reads_only_what_may_have_changed_and_changes_nothing() {
    let platform = Platform::new(small(), Manner::default());
    platform.run(SYNC);
    let (first, kept) = (platform.gateway.calls(), platform.kept());
    let told = platform.run("sync --as-of 2026-01-18 --verify");
    assert_eq!(code(&told), "exit 0", "{told}");
    assert!(platform.gateway.calls() - first < 60, "{} calls", platform.gateway.calls() - first);
    assert_eq!(platform.kept(), kept);
}

#[test]
fn a_dispute_that_ends_between_two_syncs_is_found_and_its_past_is_known() {
    let platform = Platform::new(small(), Manner::default());
    platform.run(SYNC);
    let open = |platform: &Platform| {
        platform.run("list --as-of 2026-01-18 --format jsonl").matches("\"state\":\"open\"").count()
    };
    let before = open(&platform);
    for issue in platform.gateway.shop().issues.iter_mut() {
        issue.status = if issue.status == "processing" { "finish" } else { issue.status };
    }
    assert!(before > 0);
    assert_eq!(code(&platform.run("sync --as-of 2026-01-18")), "exit 0");
    assert_eq!(open(&platform), 0);
}

/// Each fault, with what the sync ends in; afterwards the fault is gone and a sync completes.
#[test]
fn faults_end_in_their_exit_codes_and_lose_nothing() {
    let clean = clean();
    let at = |call, fault| Manner { faults: [(call, fault)].into(), ..Manner::default() };
    let always = |fault| Manner { every: Some((1, fault)), ..Manner::default() };
    let cases = [
        ("a ban of one second", at(4, Fault::Ban(1)), 0),
        ("a ban for half a day", at(4, Fault::Ban(43_200)), 4),
        ("the day's quota", Manner { quota: Some(50), ..Manner::default() }, 4),
        ("one 503", at(9, Fault::Status(503)), 0),
        ("one web page", at(9, Fault::Html), 0),
        ("one cut body", at(9, Fault::Cut), 0),
        ("one empty body", at(9, Fault::Empty), 0),
        ("one broken connection", at(9, Fault::Gone), 0),
        ("the platform's error 15", at(9, Fault::Remote), 0),
        ("nothing but 500s", always(Fault::Status(500)), 4),
        ("nothing but web pages", always(Fault::Html), 4),
        ("an answer without a list", at(2, Fault::Nothing), 4),
        ("a redirection", at(9, Fault::Redirect), 4),
        ("a body without end", at(2, Fault::Huge), 4),
        ("an ended token", at(9, Fault::TokenEnds), 0),
        ("a count never reached", Manner { claims_more: 2, ..Manner::default() }, 0),
        ("an unreadable row", Manner { garbled_issue: Some(3), ..Manner::default() }, 3),
        ("rows that move between pages", Manner { shifts: true, ..Manner::default() }, 0),
        ("compressed answers", Manner { gzip: true, ..Manner::default() }, 0),
        ("wrapped answers, ids as text", Manner { wrapped: true, ..Manner::default() }, 0),
    ];
    for (name, manner, expected) in cases {
        let shifts = manner.shifts;
        let platform = Platform::new(small(), manner);
        let told = platform.run(SYNC);
        assert_eq!(code(&told), format!("exit {expected}"), "{name}: {told}");
        if expected != 0 {
            assert!(told.contains("--- stderr\nerror: "), "{name}: {told}");
            let rate = platform.run("rate --as-of 2026-01-16");
            assert_eq!(code(&rate), "exit 3", "{name}: {rate}");
            *platform.gateway.manner() = Manner::default();
            assert_eq!(code(&platform.run(SYNC)), "exit 0", "{name}");
        }
        assert!(shifts || platform.kept() == clean, "{name}");
    }
}

/// Whatever a sync has found is said by the commands that take their figures from the store.
#[test]
fn what_a_sync_found_is_said_of_each_figure_of_the_store() {
    let kinds = |platform: &Platform| -> Vec<(String, String)> {
        let told = platform.run("rate --as-of 2026-01-16 --format json");
        let document =
            told.split_once("--- stdout\n").unwrap().1.split("--- stderr").next().unwrap();
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        let part =
            |caveat: &serde_json::Value, name: &str| caveat[name].as_str().unwrap().to_owned();
        document["caveats"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (part(c, "kind"), part(c, "severity")))
            .collect()
    };
    let of = |kind: &str| (kind.to_owned(), "warning".to_owned());
    let platform = Platform::new(small(), Manner { claims_more: 2, ..Manner::default() });
    assert_eq!(code(&platform.run(SYNC)), "exit 0");
    assert!(kinds(&platform).contains(&of("total_overstated")));
    assert!(platform.run("check --as-of 2026-01-16 --warning 99%").contains("the platform counts"));
    // Only what may have changed is read again, so that what was found of the rest still holds.
    *platform.gateway.manner() = Manner::default();
    platform.run(SYNC);
    assert!(kinds(&platform).contains(&of("total_overstated")));
    platform.run(&format!("{SYNC} --full"));
    assert!(!kinds(&platform).contains(&of("total_overstated")));
    assert!(!platform.run("store info").contains("sync main"));

    let platform = Platform::new(small(), Manner { no_relations: true, ..Manner::default() });
    assert_eq!(code(&platform.run(SYNC)), "exit 0");
    assert!(kinds(&platform).contains(&of("channel_missing")));
    for (orders, disputes, kind) in [(500, 0, "empty_list"), (0, 30, "no_orders")] {
        let platform = Platform::new(small(), Manner::default());
        let mut shop = small();
        shop.orders.truncate(orders);
        shop.issues.truncate(disputes);
        *platform.gateway.shop() = shop;
        assert_eq!(code(&platform.run(SYNC)), "exit 0");
        assert!(kinds(&platform).contains(&of(kind)), "{kind}: {:?}", kinds(&platform));
    }
}

#[test]
fn a_synced_span_that_begins_too_late_is_said() {
    let platform = Platform::new(small(), Manner::default());
    let kinds = |since: &str| {
        let line = format!("sync --shop main --since {since} --as-of 2026-01-18 --full");
        assert_eq!(code(&platform.run(&line)), "exit 0");
        platform.run("rate --as-of 2026-01-16 --format json")
    };
    assert!(kinds("2025-11-20").contains("\"kind\": \"coverage\""));
    // The shop's first order is younger than that.
    assert!(!kinds("2024-01-01").contains("\"kind\": \"coverage\""));
}

#[test]
fn end_reasons_that_nobody_knows_and_disputes_without_their_history_are_said() {
    let manner =
        Manner { end_reason: Some("buyer_accept_goods"), lost_history: 2, ..Manner::default() };
    // Lists of several pages are read until two passes agree; each order counts once all the same.
    let shop = Shop::new(900, 60, 150);
    let finished = shop.orders.iter().filter(|order| order.status() == "FINISH").count();
    let platform = Platform::new(shop, manner);
    assert_eq!(code(&platform.run(SYNC)), "exit 0");
    let rate = platform.run("rate --as-of 2026-01-16 --format json");
    let counted = format!("`buyer_accept_goods` ({finished})");
    for word in ["\"kind\": \"unknown_status\"", &counted, "\"kind\": \"details_missing\""] {
        assert!(rate.contains(word), "{word}: {rate}");
    }
}

#[test]
fn an_answer_that_says_that_it_failed_is_no_empty_list() {
    for (field, value) in [("result_success", false.into()), ("error_code", "15".into())] {
        let failed_list = Some((field, value));
        let platform = Platform::new(small(), Manner { failed_list, ..Manner::default() });
        assert_eq!(code(&platform.run(SYNC)), "exit 4", "{field}");
        assert_eq!(code(&platform.run("rate --as-of 2026-01-16")), "exit 3", "{field}");
    }
}

#[test]
fn a_platform_that_repeats_its_first_page_is_left_and_nothing_passes_for_whole() {
    let manner = Manner { stuck: true, ..Manner::default() };
    let platform = Platform::new(Shop::new(700, 5, 150), manner);
    let told = platform.run(&format!("{SYNC} --no-details"));
    assert!(
        told.starts_with("exit 3") && told.contains("rows came and the platform counts"),
        "{told}"
    );
    assert_eq!(code(&platform.run("rate --as-of 2026-01-16")), "exit 3");
}

#[test]
fn wrong_keys_and_missing_permission_are_told_apart() {
    let platform = Platform::new(small(), Manner::default());
    platform.gateway.manner().secret = "another".to_owned();
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 4") && told.contains("`IncompleteSignature`"), "{told}");
    assert!(told.contains("hint: check the application's secret"), "{told}");
    *platform.gateway.manner() = Manner { app_key: "7".to_owned(), ..Manner::default() };
    assert!(platform.run(SYNC).contains("hint: check `app_key` in the settings"));
    *platform.gateway.manner() = Manner { no_details: true, ..Manner::default() };
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 0") && told.contains("details were refused"), "{told}");
    let rate = platform.run("rate --as-of 2026-01-16 --format json");
    assert!(!rate.contains("\"completions_estimated\": 0"), "{rate}");
}

#[test]
fn no_secret_is_ever_said_or_put_into_an_address() {
    let platform = Platform::new(
        small(),
        Manner {
            faults: [
                (5, Fault::TokenEnds),
                (6, Fault::Status(500)),
                (7, Fault::Status(500)),
                (12, Fault::Ban(1)),
            ]
            .into(),
            ..Manner::default()
        },
    );
    let secrets = |platform: &Platform| {
        let memory = platform.gateway.memory();
        vec![Manner::default().secret, memory.access.clone(), memory.refresh.clone()]
    };
    let mut all = secrets(&platform);
    let mut said = String::new();
    for line in [SYNC, "sync", "auth status", "auth refresh", "doctor", "doctor --format json"] {
        said += &platform.run(&format!("{line} --verbose"));
        all.extend(secrets(&platform));
    }
    platform.gateway.manner().secret = "another".to_owned();
    said += &platform.run("sync -v");
    platform.gateway.manner().secret = Manner::default().secret;
    platform.gateway.memory().refresh = "x".to_owned();
    said += &platform.run("auth refresh -v");
    said += &platform.place.run_with("auth import", b"{\"access_token\":\"50000000broken0secret\"");
    assert!(said.contains("calling aliexpress.trade.seller.orderlist.get"), "{said}");
    all.push("50000000broken0secret".to_owned());
    for secret in all {
        assert!(!said.contains(&secret), "`{secret}` is said in\n{said}");
    }
    assert!(!said.contains("secretlogin") && !said.contains("Secretname"));
    let complaints = platform.gateway.memory().complaints.clone();
    assert_eq!(complaints, ["a refresh token that is not in force"]);
}

#[test]
fn a_shop_that_was_never_synced_is_not_forgotten() {
    let platform = Platform::new(small(), Manner::default());
    let text = std::fs::read_to_string(platform.place.path("disputes.toml")).unwrap();
    platform.place.write("disputes.toml", text.clone() + &text.replace("\"main\"", "\"second\""));
    assert_eq!(code(&platform.run(&format!("{SYNC} --no-details"))), "exit 0");
    let told = platform.run("rate --as-of 2026-01-16");
    assert!(
        told.starts_with("exit 3") && told.contains("shop `second` has never been synced"),
        "{told}"
    );
    assert_eq!(code(&platform.run("rate --as-of 2026-01-16 --shop main")), "exit 0");
    assert_eq!(code(&platform.run("sync --shop main --since 2030-01-01")), "exit 2");
    // One shop without an authorisation does not keep the other out.
    let told = platform.run("sync --as-of 2026-01-18 --no-details");
    assert!(told.starts_with("exit 2") && told.contains("main: 240 orders"), "{told}");
}

#[test]
fn each_channel_shop_of_a_seller_is_read() {
    let manner = Manner { channels: vec![41, 42, 43], ..Manner::default() };
    let platform = Platform::new(small(), manner);
    let told = platform.run(SYNC);
    assert!(told.contains("main: 240 orders, 60 disputes"), "{told}");
    // They are asked for once.
    let asked = |platform: &Platform| {
        let memory = platform.gateway.memory();
        let calls = memory.calls.iter().filter(|(name, _)| name.contains("relation"));
        calls.map(|(_, count)| *count).sum::<u64>()
    };
    assert_eq!(code(&platform.run("sync --as-of 2026-01-18")), "exit 0");
    assert_eq!(asked(&platform), 1);
    assert_eq!(code(&platform.run("sync --as-of 2026-01-18 --channels")), "exit 0");
    assert_eq!(asked(&platform), 2);
    let info = platform.run("store info --format json");
    assert_eq!(info.matches("\"channel\": 42").count(), 5, "{info}");
    assert_eq!(platform.kept(), clean());
}

#[test]
fn a_row_missing_from_one_channel_shop_is_found_by_counting() {
    for channels in [Vec::new(), vec![41, 42, 43]] {
        let over = if channels.is_empty() { "" } else { " over 3 channel shops" };
        let platform = Platform::new(small(), Manner { channels, ..Manner::default() });
        platform.run(&format!("{SYNC} --channels"));
        let told = platform.run("sync --as-of 2026-01-18 --channels --verify");
        assert_eq!(code(&told), "exit 0", "{told}");
        // An old order that no list of changes brings.
        let mut shop = platform.gateway.shop();
        let mut old = shop.orders[0];
        old.number += 1_000_000_000;
        shop.orders.push(old);
        drop(shop);
        let told = platform.run("sync --as-of 2026-01-18 --channels --verify");
        assert_eq!(code(&told), "exit 3", "{told}");
        assert!(told.contains("the platform has more in orders"), "{told}");
        assert!(told.contains(&format!(" there{over}, ")), "{told}");
    }
}

#[test]
fn a_second_run_says_who_holds_the_store() {
    let manner = Manner { latency: std::time::Duration::from_millis(20), ..Manner::default() };
    let platform = Platform::new(small(), manner);
    let mut first = platform.start(SYNC);
    while platform.gateway.calls() < 5 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let told = platform.run(&format!("{SYNC} --wait 0"));
    assert!(told.starts_with("exit 3"), "{told}");
    assert!(told.contains(&format!("is in use by process {}", first.id())), "{told}");
    let waited = platform.run(SYNC);
    assert!(waited.starts_with("exit 0") && waited.contains("waiting for it"), "{waited}");
    assert!(first.wait().unwrap().success());
}

#[test]
fn two_runs_never_spend_one_refresh_token() {
    let manner = Manner { latency: std::time::Duration::from_millis(20), ..Manner::default() };
    let platform = Platform::new(Shop::new(60, 5, 150), manner);
    platform.gateway.memory().access = "replaced".to_owned();
    let runs: Vec<_> = (0..4)
        .map(|n| platform.start(&format!("{SYNC} --no-details --store {n}.sqlite")))
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", platform.told(&output));
    }
    let memory = platform.gateway.memory();
    assert_eq!(memory.complaints, Vec::<String>::new());
    assert_eq!(memory.calls["/rest/auth/token/refresh"], 1);
}

/// Kills syncs at points spread over a whole one; the default is a few, `DISPUTES_KILLS=200` is the
/// measurement of `docs/sync.md`.
#[test]
fn a_killed_sync_loses_nothing_and_repeats_nothing() {
    let kills: u64 = std::env::var("DISPUTES_KILLS").map_or(6, |n| n.parse().unwrap());
    let clean = clean();
    let manner = Manner { latency: std::time::Duration::from_millis(1), ..Manner::default() };
    let (mut state, mut killed) = (0x2545_f491_4f6c_dd1d_u64, 0);
    for kill in 0..kills {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let platform = Platform::new(small(), manner.clone());
        let point = 1 + state % 240;
        let mut run = platform.start(SYNC);
        while platform.gateway.calls() < point && run.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_micros(100 + state % 400));
        }
        run.kill().unwrap();
        if run.wait().unwrap().code().is_none() {
            killed += 1;
            let rate = platform.run("rate --as-of 2026-01-16");
            // Lists come before ends of trade, so that late kills leave a whole store.
            assert!(point > 60 || code(&rate) != "exit 0", "kill {kill} at call {point}: {rate}");
        }
        let resumed = platform.run(SYNC);
        assert_eq!(code(&resumed), "exit 0", "kill {kill} at call {point}: {resumed}");
        assert_eq!(platform.kept(), clean, "kill {kill} at call {point}");
        assert!(platform.run("store check").contains("sound"));
    }
    assert!(killed * 2 > kills, "only {killed} of {kills} were killed before they had ended");
    let told = format!("{killed} of {kills} syncs killed before they had ended\n");
    std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
}

/// Asks the gateway as another program of the platform's would: by GET or POST, with parameters in the
/// address, in the body, or in both.
fn asked(gateway: &Gateway, verb: &str, address: &[(&str, &str)], body: &[(&str, &str)]) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    use std::io::{Read, Write};
    let mut signed: Vec<_> =
        address.iter().chain(body).filter(|(_, value)| !value.trim().is_empty()).collect();
    signed.sort();
    let text: String = signed.iter().flat_map(|(name, value)| [*name, *value]).collect();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(gateway.manner().secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let sign: String =
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
    let form = |pairs: &[(&str, &str)]| {
        let encoded =
            |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        pairs.join("&")
    };
    let query = [form(address), format!("sign={sign}")].join("&");
    let body = form(body);
    let mut stream = std::net::TcpStream::connect(gateway.address).unwrap();
    let length = body.len();
    write!(stream, "{verb} /sync?{query} HTTP/1.1\r\ncontent-length: {length}\r\n\r\n{body}")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_pretend_gateway_takes_parameters_wherever_the_platform_does() {
    let gateway = Gateway::start(0, Shop::new(3, 1, 30), Manner::default());
    let (now, session) =
        (crate::platform::server::now().to_string(), gateway.memory().access.clone());
    let common = [
        ("app_key", "500001"),
        ("method", "aliexpress.issue.issuelist.get"),
        ("session", session.as_str()),
        ("sign_method", "sha256"),
        ("timestamp", now.as_str()),
        ("target_app_key", ""),
        ("simplify", "true"),
    ];
    let business = [
        ("query_dto", r#"{"current_page":1,"page_size":50,"issue_status":"processing"}"#),
        ("note", " "),
    ];
    let whole = [common.as_slice(), &business].concat();
    for (verb, address, body) in [
        ("GET", whole.as_slice(), [].as_slice()),
        ("POST", &common, &business),
        ("POST", &[], &whole),
    ] {
        let answer = asked(&gateway, verb, address, body);
        assert!(answer.contains("total_item"), "{verb} {address:?}: {answer}");
    }
    let wrong = asked(&gateway, "GET", &[("app_key", "500001"), ("method", "x")], &[]);
    assert!(wrong.contains("error_response"), "{wrong}");
}
