//! Kinds of caveats that more than files make: a folder, a platform, a database, a receiver. And what
//! notices say of each kind.

use std::fs;

use disputes::domain::{CaveatKind, Severity};
use serde_json::Value;

use crate::caveat_kinds::{Made, Subject, made, message};
use crate::common::{Place, write_private};
use crate::notify::Receiver;
use crate::platform::{Fault, Manner, Platform, SYNC, small};
use crate::warehouse::{answer, example};

/// What a sync says of what keeps a shop from being whole.
#[test]
fn what_a_sync_finds_is_in_each_of_its_answers() {
    let default = Manner::default;
    for (kind, manner) in [
        (CaveatKind::SyncProblem, Manner { garbled_issue: Some(3), ..default() }),
        (CaveatKind::DetailsRefused, Manner { no_details: true, ..default() }),
        (CaveatKind::CompletionsEstimated, Manner { no_details: true, ..default() }),
        (CaveatKind::TotalOverstated, Manner { claims_more: 2, ..default() }),
        (CaveatKind::ChannelMissing, Manner { no_relations: true, ..default() }),
    ] {
        let run = |more: &str| {
            let platform = Platform::new(small(), manner.clone());
            platform.run(&format!("{SYNC} {more}"))
        };
        let told = run("--format json");
        let document =
            told.split_once("--- stdout\n").unwrap().1.split("--- stderr").next().unwrap();
        let document: Value = serde_json::from_str(document).unwrap();
        let caveats = document["caveats"].as_array().unwrap();
        let own = caveats.iter().find(|caveat| caveat["kind"] == kind.id());
        let own = own.unwrap_or_else(|| panic!("{kind:?}: {told}"));
        let words = own["message"].as_str().unwrap();
        assert!(run("").contains(words), "{kind:?}: {words}");
        let is_note = own["severity"] == "note";
        assert!(is_note || run("--quiet").contains(words), "{kind:?}: {words}");
        let chinese = run("--locale zh --format json");
        assert!(chinese.contains(kind.id()) && !chinese.contains(words), "{kind:?}: {chinese}");
    }
}

#[test]
fn a_span_that_a_sync_could_not_bring_in_is_in_every_format() {
    let faults = [(9, Fault::Ban(43_200))].into();
    let platform = Platform::new(small(), Manner { faults, ..Manner::default() });
    platform.run(SYNC);
    let subject = Subject {
        kind: CaveatKind::SyncIncomplete,
        place: &platform.place,
        input: "--as-of 2026-01-16 --allow-incomplete",
        // Causes are looked for in a whole year, of which more is missing.
        documents: &["rate", "list", "risk", "report"],
    };
    assert_eq!(subject.lacking(), Ok(()));
}

#[test]
fn what_a_database_cannot_say_is_in_every_format() {
    const SPLIT: &str = "INSERT INTO orders SELECT * FROM orders; \
        UPDATE orders SET shop = 'b' WHERE rowid % 7 = 0";
    for (kind, change, asked, more) in [
        (CaveatKind::CountsUnchecked, "", "", ""),
        (CaveatKind::RowsRepeated, "INSERT INTO orders SELECT * FROM orders", "", ""),
        (CaveatKind::GroupsContradict, SPLIT, "", "--allow-incomplete"),
        (CaveatKind::ClosingTimesMissing, "", "--map closed_at=", ""),
    ] {
        let (place, base) = (Place::new(), example());
        base.execute_batch(change).unwrap();
        let line = format!("sql --dialect sqlite --by shop --as-of 2026-01-16 {asked}");
        let printed = place.run(&line);
        let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
        place.write("counts.csv", answer(&base, statement));
        let input = format!("--counts counts.csv {more}");
        let documents = &["rate", "risk", "report"];
        let subject = Subject { kind, place: &place, input: &input, documents };
        assert_eq!(subject.lacking(), Ok(()), "{kind:?}");
    }
}

#[test]
fn files_of_a_folder_that_are_passed_over_are_in_every_format() {
    let place = Place::new();
    let Made::By { files, .. } = made(CaveatKind::UnknownColumns) else { panic!() };
    for (name, bytes) in files {
        place.write(&format!("in/{name}"), bytes);
    }
    place.write("in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let subject = Subject {
        kind: CaveatKind::FilesPassedOver,
        place: &place,
        input: "in --as-of 2026-01-16",
        documents: &["rate", "list", "risk", "causes", "report"],
    };
    assert_eq!(subject.lacking(), Ok(()));
}

/// Settings with good files, a limit that is passed, and a receiver.
fn with_receiver(place: &Place, names: &[&str], receiver: &Receiver) {
    let files: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    place.write(
        "disputes.toml",
        format!(
            "[[shop]]\nname = \"main\"\nfiles = [{}]\n[shop.limits]\ndispute_rate = \"0.1%\"\n\
             [[notify]]\nname = \"room\"\nkind = \"slack\"\nurl_file = \"url\"\ngive_up_days = 7\n",
            files.join(", ")
        ),
    );
    write_private(place, "url", &receiver.address);
}

#[test]
fn notices_that_were_given_up_are_in_every_format_of_a_report() {
    let kind = CaveatKind::NoticesUndelivered;
    let receiver = Receiver::new(vec![(404, "no_service")]);
    let place = Place::new();
    let Made::By { files, .. } = made(CaveatKind::UnknownColumns) else { panic!() };
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    files.iter().for_each(|(name, bytes)| drop(place.write(name, bytes)));
    with_receiver(&place, &names, &receiver);
    for day in 10..=24 {
        place.run(&format!("notify send --as-of 2026-01-{day}"));
    }
    // A report says it once: each format has the state as it is now.
    let standing = place.path("state/disputes/receivers");
    let standing = fs::read_dir(standing).unwrap().next().unwrap().unwrap().path();
    let kept = fs::read(&standing).unwrap();
    let report = |more: &str| {
        fs::write(&standing, &kept).unwrap();
        place.run(&format!("report --as-of 2026-01-24 {more}"))
    };
    let words = message(&report("--format json"), kind).unwrap();
    for format in ["table", "markdown", "html"] {
        let told = report(&format!("--format {format}")).replace('\\', "");
        assert!(told.contains(&words), "{format}: {told}");
    }
    report("--output report.md --metrics metrics.prom");
    let metrics = fs::read_to_string(place.path("metrics.prom")).unwrap();
    assert!(metrics.contains("kind=\"notices_undelivered\""), "{metrics}");
    assert_ne!(message(&report("--format json --locale zh"), kind).unwrap(), words);
}

/// Every text in a document.
fn texts(document: &Value, found: &mut String) {
    match document {
        Value::String(text) => found.push_str(text),
        Value::Array(all) => all.iter().for_each(|inner| texts(inner, found)),
        Value::Object(all) => all.values().for_each(|inner| texts(inner, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_notice_has_every_kind_that_is_a_warning() {
    // Without any disputes, or orders of the shop, there is no news to stand above them; and the settings
    // give each file its shop.
    const NO_NEWS: [CaveatKind; 5] = [
        CaveatKind::EmptyList,
        CaveatKind::ShopUnmatched,
        CaveatKind::ShopBlank,
        CaveatKind::ShopsAlike,
        CaveatKind::FutureAsOf,
    ];
    let mut lacking = Vec::new();
    for kind in CaveatKind::ALL.iter().copied() {
        let Made::By { files, first: "", more } = made(kind) else { continue };
        if kind.severity() == Severity::Note || NO_NEWS.contains(&kind) {
            continue;
        }
        let (place, receiver) = (Place::new(), Receiver::new(vec![(200, "ok")]));
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        files.iter().for_each(|(name, bytes)| drop(place.write(name, bytes)));
        with_receiver(&place, &names, &receiver);
        let as_of = if more.contains("--as-of") { "" } else { "--as-of 2026-01-16" };
        let words = message(&place.run(&format!("rate {as_of} {more} --format json")), kind);
        let told = place.run(&format!("notify send {as_of} {more}"));
        let mut said = String::new();
        for got in receiver.got() {
            texts(&serde_json::from_str(&got.body).unwrap(), &mut said);
        }
        let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        match words {
            Ok(words) if said.contains(&words) => {}
            words => lacking.push(format!("{kind:?}: {words:?}: {told}: {said}")),
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn a_shop_without_a_dispute_list_beside_one_that_has_it_is_refused_and_said() {
    let place = Place::new();
    let row = |id: &str| {
        format!(
            "order_id,created_at,paid_at,completed_at\n\
             {id},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z\n"
        )
    };
    for (shop, id) in [("north", "8200000000000123"), ("south", "8200000000007900")] {
        place.write(&format!("shop={shop}/orders.csv"), row(id));
    }
    let list = "order_id,opened_at\n8200000000000123,2026-01-14T10:00:00Z\n";
    place.write("shop=north/disputes.csv", list);
    let files = "shop=north shop=south --as-of 2026-01-16";
    for command in ["rate", "risk", "report"] {
        let told = place.run(&format!("{command} {files}"));
        assert!(told.starts_with("exit 3") && told.contains("`south`"), "{command}: {told}");
        let told = place.run(&format!("{command} {files} --allow-incomplete --format json"));
        let words = message(&told, CaveatKind::DisputesMissing).unwrap();
        assert!(words.contains("`south`"), "{words}");
    }
    let told = place.run(&format!("check {files}"));
    assert!(told.starts_with("exit 3") && told.contains("UNKNOWN"), "{told}");
    // An empty list says that there were none, and rows may name their shop themselves.
    place.write("shop=south/none.json", "[]");
    let told = place.run(&format!("rate {files}"));
    assert!(told.starts_with("exit 0") && told.contains("50.00%"), "{told}");
}

#[test]
fn a_shop_without_an_order_file_beside_one_that_has_it_is_refused_and_said() {
    let place = Place::new();
    let orders = "order_id,created_at,paid_at,completed_at\n\
         8200000000000123,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z\n";
    let dispute = |id: &str| format!("order_id,opened_at\n{id},2026-01-14T10:00:00Z\n");
    place.write("shop=north/orders.csv", orders);
    place.write("shop=north/disputes.csv", dispute("8200000000000123"));
    place.write("shop=south/disputes.csv", dispute("8200000000007900"));
    let files = "shop=north shop=south --as-of 2026-01-16";
    for command in ["rate", "rate --by shop", "risk", "report"] {
        let told = place.run(&format!("{command} {files}"));
        assert!(told.starts_with("exit 3") && told.contains("`south`"), "{command}: {told}");
        let told = place.run(&format!("{command} {files} --allow-incomplete --format json"));
        let words = message(&told, CaveatKind::NoOrders).unwrap();
        assert!(words.contains("`south`"), "{words}");
    }
    let told = place.run(&format!("check {files}"));
    assert!(told.starts_with("exit 3") && told.contains("UNKNOWN"), "{told}");
    // A shop without disputes needs no orders.
    place.write("shop=south/disputes.csv", "order_id,opened_at\n");
    let told = place.run(&format!("rate {files}"));
    assert!(told.starts_with("exit 0") && told.contains("100.00%"), "{told}");
}

#[test]
fn a_list_that_the_settings_name_for_two_shops_is_a_list_of_both() {
    let place = Place::new();
    let line =
        |id: &str| format!("{id},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z\n");
    let title = "order_id,created_at,paid_at,completed_at\n";
    place
        .write("a.csv", format!("{title}{}{}", line("8200000000000123"), line("8200000000015677")));
    place
        .write("b.csv", format!("{title}{}{}", line("8200000000007900"), line("8200000000023454")));
    place.write("d.csv", "order_id,opened_at\n8200000000000123,2026-01-14T10:00:00Z\n");
    let settings = ["a", "b"]
        .map(|shop| format!("[[shop]]\nname = {shop:?}\nfiles = [\"{shop}.csv\", \"d.csv\"]\n"));
    place.write("disputes.toml", settings.concat());
    for (asked, counts) in [
        ("", vec!["25.00%"]),
        ("--shop a", vec!["50.00%"]),
        ("--by shop", vec!["50.00%", " 0.00%"]),
    ] {
        let told = place.run(&format!("rate {asked} --as-of 2026-01-16"));
        assert!(told.starts_with("exit 0"), "{asked}: {told}");
        for count in counts {
            assert!(told.contains(count), "{asked}: {told}");
        }
    }
}
