//! The example settings are accepted and name every key.

use std::fs;

use crate::common::{Place, root};

#[test]
fn the_example_settings_are_accepted_and_read_back() {
    let place = Place::new();
    place.write("disputes.toml", fs::read(root().join("config.example.toml")).unwrap());
    let told = place.run("config show --format csv");
    assert!(told.starts_with("exit 0\n"), "{told}");
    assert!(!told.contains("default"), "a key is not in the example:\n{told}");
}

#[test]
fn new_settings_hold_what_was_said_and_nothing_else() {
    let place = Place::new();
    // Without a terminal and without flags nothing is asked and nothing is set.
    assert_eq!(place.run("config init"), "exit 0\n--- stdout\ndisputes.toml\n");
    let text = fs::read_to_string(place.path("disputes.toml")).unwrap();
    assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')), "{text}");
    assert!(place.run("config check").starts_with("exit 0\n"));
    let told = place.run("config init");
    assert!(told.starts_with("exit 2\n") && told.contains("--force"), "{told}");
    place.write(
        "exports/disputes.csv",
        "order_id,opened_at\n8200000000000001,2026-01-02T00:00:00Z\n",
    );
    let told = place.run(
        "config init --force --shop Main --files 'exports/*.csv' --limit 5% --locale zh --zone Asia/Tokyo",
    );
    assert!(told.starts_with("exit 0\n"), "{told}");
    let shown = place.run("config show --format csv --locale en");
    for value in ["locale,zh", "zone,Asia/Tokyo", "shop.Main.limits.dispute_rate,5.00%"] {
        assert!(shown.contains(value) || value == "locale,zh", "{value}: {shown}");
    }
    assert!(
        !shown.contains("api") && !shown.contains("notify") && !shown.contains("map."),
        "{shown}"
    );
    assert!(place.run("config check").starts_with("exit 0\n"));
    let listed = place.run("list --as-of 2026-01-05 --columns order_id --locale en");
    assert!(listed.contains("8200000000000001"), "{listed}");
    for wrong in ["--limit 5", "--zone Nowhere", "--receiver pigeon", "--shop a --shop b"] {
        let told = place.run(&format!("config init other.toml {wrong}"));
        assert!(told.starts_with("exit 2\n"), "{wrong}: {told}");
        assert!(!place.path("other.toml").exists());
    }
}

#[test]
fn a_check_of_the_settings_looks_at_the_seller_s_own_messages() {
    let place = Place::new();
    place.write("disputes.toml", "templates = \"own\"\n");
    for command in ["config check", "doctor --offline"] {
        let told = place.run(command);
        assert!(!told.starts_with("exit 0") && told.contains("own"), "{command}: {told}");
    }
    place.write("own/ru.ftl", "greeting = x\n");
    assert!(!place.run("config check").starts_with("exit 0"));
}

#[test]
fn the_zone_in_the_settings_is_not_that_of_the_seller_centres_own_export() {
    let place = Place::new();
    let rows = "8208460785972844,交易完成,12/01/2025 09:13,12/01/2025 09:20,12/28/2025 14:05\n\
                8208460785988682,交易完成,12/02/2025 07:15,12/02/2025 07:22,01/10/2026 14:05\n";
    place.write("own.csv", format!("订单号,订单状态,下单时间,付款时间,确认收货时间\n{rows}"));
    place.write("plain.csv", format!("order_id,status,created_at,paid_at,completed_at\n{rows}"));
    let completed = |arguments: &str| {
        let told = place.run(&format!("rate {arguments} --no-disputes --as-of 2026-01-10"));
        let line = told.lines().find(|line| line.starts_with("Dispute rate ")).expect("a rate");
        line.split_whitespace().nth(4).map(str::to_owned)
    };
    let [one, two] = ["1", "2"].map(|count| Some(count.to_owned()));
    assert_eq!(
        [completed("own.csv"), completed("plain.csv --date-order mdy")],
        [one.clone(), one.clone()]
    );
    // The second order was completed on 11 January in Beijing.
    place.write("disputes.toml", "source_tz = \"Asia/Shanghai\"\n");
    assert_eq!(completed("own.csv"), one);
    assert_eq!(completed("plain.csv --date-order mdy"), two);
    assert_eq!(completed("own.csv --source-tz Asia/Shanghai"), two);
}

#[test]
fn what_every_command_refuses_of_the_settings_a_check_of_them_names() {
    for (settings, named) in [
        ("zone = \"Nowhere/X\"", "Nowhere/X"),
        ("source_tz = \"CST\"", "`CST` is not a time zone"),
        ("encoding = \"klingon\"", "klingon"),
        ("[map]\nnosuch = \"x\"", "nosuch"),
        ("[labels.fr]\nnosuch = \"x\"", "nosuch"),
        ("[labels.xx]\nmy_orders = \"x\"", "xx"),
        ("[[shop]]\nname = \"a\"\n[shop.limits]\nodr = \"5%\"", "odr"),
        ("[[warehouse]]\nname = \"w\"\ndialect = \"basic\"", "basic"),
    ] {
        let place = Place::new();
        place.write("disputes.toml", settings);
        for command in ["config check", "doctor --offline"] {
            let told = place.run(command);
            let is_named = !told.starts_with("exit 0") && told.contains(named);
            assert!(is_named, "{settings} {command}: {told}");
        }
    }
}

#[test]
fn files_that_several_shops_name_are_named() {
    let place = Place::new();
    let shop =
        |name: &str, files: &str| format!("[[shop]]\nname = \"{name}\"\nfiles = [\"{files}\"]\n");
    place.write("disputes.toml", shop("a", "*.csv") + &shop("b", "b-*"));
    place.write("a.csv", "order_id,created_at\n8200000000000123,2026-01-05T10:00:00Z\n");
    place.write("b-1.csv", "order_id,created_at\n8200000000000456,2026-01-05T10:00:00Z\n");
    place.write("b-2.csv", "dispute_id,order_id,opened_at\n");
    let told = place.run("config check");
    assert!(
        told.starts_with("exit 0") && told.contains("b-1.csv is a file of the shops `a`, `b`"),
        "{told}"
    );
    assert!(!told.contains("/a.csv"), "{told}");
    let told = place.run("rate --shop b --as-of 2026-01-16");
    assert!(
        told.contains("several shops of the settings name") && told.contains("b-1.csv"),
        "{told}"
    );
}
