//! `disputes` without a command, the built-in shop, and how old the data are.

use serde_json::Value;

use crate::common::{AS_OF, Place, run};

const FILES: &str = "examples/shop/orders.csv examples/shop/disputes.csv";

fn json(told: &str) -> Value {
    let text = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
    serde_json::from_str(text).unwrap()
}

#[test]
fn without_anything_three_lines_say_what_to_do() {
    let place = Place::new();
    let told = place.run("");
    assert!(told.starts_with("exit 0\n--- stdout\n"), "{told}");
    assert_eq!(told.lines().count(), 2 + 3, "{told}");
    for command in ["disputes demo", "disputes orders.xlsx disputes.json", "disputes config init"] {
        assert!(told.contains(command), "{told}");
    }
    // A program that asks for a document gets an error and not prose.
    assert!(place.run("--format json").starts_with("exit 2\n"));
}

#[test]
fn files_alone_are_the_day_of_these_files() {
    let today = run(&format!("{FILES} {AS_OF}"));
    assert_eq!(today, run(&format!("today {FILES} {AS_OF}")));
    assert!(today.contains("3 overdue, 1 due within 24 h, 13 disputes open"), "{today}");
    for file in ["nosuch.xlsx", "nosuch/orders"] {
        let told = run(file);
        let said = told.contains(&format!("cannot read `{file}`"));
        assert!(told.starts_with("exit 3\n") && said, "{told}");
    }
    assert!(run("nosuch").starts_with("exit 2\n"));
}

#[test]
fn answers_due_come_overdue_first_with_the_time_left() {
    let document = json(&run("demo --format json"));
    let left: Vec<i64> = document["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["minutes_left"].as_i64().unwrap())
        .collect();
    assert!(left.is_sorted() && left[0] < 0 && left.len() == 7, "{left:?}");
    assert_eq!(document["overdue"], 3);
    assert_eq!(document["schema"], "disputes/today/v1");
    assert!(document["data_until"]["orders"].is_string());
}

#[test]
fn the_lines_to_type_next_run_as_they_stand() {
    let document = json(&run("demo --format json"));
    let next = document["next"].as_array().unwrap();
    assert!(next.len() >= 3, "{next:?}");
    for step in next {
        let line = step["command"].as_str().unwrap().strip_prefix("disputes ").unwrap();
        let told = run(line);
        assert!(told.starts_with("exit 0\n"), "{line}: {told}");
    }
}

#[test]
fn every_command_runs_on_the_shop_built_in() {
    let place = Place::new();
    // The user's own settings are another shop's.
    place.write(
        "disputes.toml",
        "[[shop]]\nname = \"elsewhere\"\n[shop.limits]\ndispute_rate = \"1%\"\n",
    );
    for line in ["demo list", "demo rate --by product", "demo risk", "demo causes", "demo report"] {
        let told = place.run(line);
        assert!(told.starts_with("exit 0\n") && !told.contains("elsewhere"), "{line}: {told}");
    }
    assert!(place.run("demo check").starts_with("exit 1\n"));
    assert!(!place.path("state").exists(), "the demo remembers nothing");
    assert!(place.run("demo rate --help").contains("Length of the window"));
    assert!(place.run("demo --help").contains("made-up shop"));
}

#[test]
fn a_later_look_says_what_changed_since() {
    let place = Place::new();
    let root = crate::common::root().join("examples/shop").display().to_string();
    let line = |day: &str| format!("{root}/orders.csv {root}/disputes.csv --as-of {day}");
    let first = place.run(&line("2026-01-14"));
    assert!(!first.contains("What changed"), "{first}");
    let second = place.run(&line("2026-01-16"));
    assert!(second.contains("What changed since 2026-01-14"), "{second}");
    // The same moment again says the same.
    assert_eq!(place.run(&line("2026-01-16")), second);
}

#[test]
fn old_data_and_a_future_day_are_warned_of_in_every_answer() {
    let place = Place::new();
    let root = crate::common::root().join("examples/shop").display().to_string();
    let files = format!("{root}/orders.csv {root}/disputes.csv");
    let kinds = |line: &str| -> Vec<String> {
        let document = json(&place.run(line));
        let caveats = document["caveats"].as_array().unwrap();
        caveats.iter().map(|own| own["kind"].as_str().unwrap().to_owned()).collect()
    };
    for command in ["list", "rate", "risk", "causes", "today", "report", "show 1101070108752827"] {
        let of = |day: &str| kinds(&format!("{command} {files} --as-of {day} --format json"));
        assert!(!of("2026-01-18").contains(&"stale_data".to_owned()), "{command}");
        assert!(of("2026-01-20").contains(&"stale_data".to_owned()), "{command}");
        let far = of("2999-01-01");
        assert!(far.contains(&"future_as_of".to_owned()), "{command}: {far:?}");
    }
    place.write("disputes.toml", "stale_days = 30\n");
    let of = kinds(&format!("list {files} --as-of 2026-01-20 --format json"));
    assert!(!of.contains(&"stale_data".to_owned()), "{of:?}");
}

#[test]
fn a_check_of_old_data_is_not_ok() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at\n\
         8200000000000001,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,2026-01-10T00:00:00Z\n",
    );
    let check = |day: &str| {
        place.run(&format!("check orders.csv --no-disputes --as-of {day} --metric dispute_rate"))
    };
    let fresh = check("2026-01-11");
    assert!(fresh.starts_with("exit 0\n") && fresh.contains("no limit is set"), "{fresh}");
    assert!(fresh.contains("data up to 2026-01-10"), "{fresh}");
    let old = check("2026-01-20");
    assert!(old.starts_with("exit 1\n--- stdout\nDISPUTES WARNING"), "{old}");
}

#[test]
fn help_has_pages_of_commands_and_topics() {
    for words in ["", "list", "config init", "files", "times", "rates", "formats"] {
        for locale in ["en", "zh"] {
            let told = run(&format!("help {words} --locale {locale}"));
            assert!(told.starts_with("exit 0\n") && told.lines().count() > 5, "{words}: {told}");
        }
    }
    assert_eq!(run("help rate"), run("rate --help"));
    assert!(run("help nothing").starts_with("exit 2\n"));
    // What a topic invites to try runs.
    for topic in ["files", "times", "rates"] {
        let page = run(&format!("help {topic}"));
        let line = page.split("Try it: disputes ").nth(1).unwrap().trim();
        assert!(run(line).starts_with("exit 0\n"), "{line}");
    }
}

#[test]
fn an_option_of_another_command_is_answered_with_where_it_belongs() {
    for (line, owner) in [
        ("rate --limit 5%", "`risk`"),
        ("list --quiet", "`report`"),
        ("causes --due-within 3d", "`list`"),
        ("points list --settled x.csv", "`guide`"),
    ] {
        let told = run(line);
        assert!(told.starts_with("exit 2\n"), "{told}");
        assert!(told.contains("hint: ") && told.contains(owner), "{line}: {told}");
    }
    assert!(!run("list --nonsense").contains("is an option of"));
}

#[test]
fn a_limit_is_asked_for_only_where_there_is_none() {
    let place = Place::new();
    let root = crate::common::root().join("examples/shop").display().to_string();
    let today = |day: &str| {
        place.run(&format!("today {root}/orders.csv {root}/disputes.csv --as-of {day}"))
    };
    assert!(today("2026-11-29").contains("disputes config init"));
    // Settings that are there are not begun once more.
    place.write("disputes.toml", "locale = \"en\"\n");
    let told = today("2026-01-16");
    assert!(told.contains("disputes config path") && !told.contains("config init"), "{told}");
    assert!(place.run("config path").starts_with("exit 0\n"));
    place.write("disputes.toml", format!("[[shop]]\nname = \"main\"\nfiles = [\"{root}/orders.csv\", \"{root}/disputes.csv\"]\n[shop.limits]\ndispute_rate = \"9%\"\n"));
    for day in ["2026-01-16", "2026-11-29"] {
        let told = place.run(&format!("today --as-of {day}"));
        assert!(told.starts_with("exit 0\n"), "{told}");
        assert!(!told.contains("config init"), "{told}");
    }
}

#[test]
fn no_disputes_and_disputes_is_refused() {
    let told = run(&format!("rate {FILES} {AS_OF} --no-disputes"));
    assert!(told.starts_with("exit 2\n") && told.contains("`--no-disputes`"), "{told}");
}

#[test]
fn a_column_of_map_that_no_file_has_is_refused() {
    let place = Place::new();
    place.write(
        "o.csv",
        "order_id,Placed,paid_at,completed_at\n\
         8200000000000001,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,2026-01-10T00:00:00Z\n",
    );
    let rate = |map: &str| place.run(&format!("rate o.csv --no-disputes {AS_OF} {map}"));
    assert!(rate("--map created_at=Placed").starts_with("exit 0\n"));
    assert!(rate("--map created_at=Placed --map created_at=Ordered").starts_with("exit 0\n"));
    for map in ["--map order_id=nosuch --map created_at=Placed", "--map order_id="] {
        let told = rate(map);
        assert!(told.starts_with("exit 2\n") && told.contains("`--map"), "{told}");
    }
}
