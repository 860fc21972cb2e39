//! `disputes import` and `disputes store`.

use std::collections::BTreeSet;
use std::process::Stdio;

use disputes::domain::CaveatKind;

use crate::caveat_kinds::Subject;
use crate::common::{Place, root};

const FILES: &str = "examples/shop/orders.xlsx examples/shop/disputes.json";

fn files() -> String {
    FILES
        .split(' ')
        .map(|file| root().join(file).display().to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

fn metrics(told: &str) -> &str {
    assert!(told.starts_with("exit 0"), "{told}");
    &told[told.find("\"metrics\"").unwrap()..told.find("\"inputs\"").unwrap()]
}

#[test]
fn imported_files_give_the_figures_of_the_files() {
    let place = Place::new();
    assert_eq!(
        place.run(&format!("import {}", files())).lines().nth(2),
        Some("Imported 1203 orders and 60 disputes")
    );
    let rate = "rate --as-of 2026-01-16 --format json --by month --series 5";
    let of_store = place.run(rate);
    assert_eq!(metrics(&of_store), metrics(&place.run(&format!("{rate} {}", files()))));
    place.run(&format!("import {}", files()));
    assert_eq!(metrics(&place.run(rate)), metrics(&of_store));
}

#[test]
fn every_question_gets_the_same_answer_from_store_and_files_at_any_moment() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    for as_of in ["2026-01-16", "2025-12-03T07:13:21Z", "2025-10-01T23:59:59.999+08:00"] {
        for more in
            ["--by shop", "--by product --by country", "--by family --by month", "--explain"]
        {
            let rate = format!("rate --as-of {as_of} --format json --series 9 {more}");
            let of_store = place.run(&rate);
            assert_eq!(metrics(&of_store), metrics(&place.run(&format!("{rate} {}", files()))));
        }
    }
}

#[test]
fn no_doubt_about_what_is_stored_is_said_twice() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    for command in ["list", "list --all", "today", "rate", "show 1101077776626563"] {
        let told = place.run(&format!("{command} --as-of 2026-01-16 --format json"));
        let (_, told) = told.split_once("--- stdout\n").unwrap();
        let document = told.split("--- stderr").next().unwrap();
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        let caveats = document["caveats"].as_array().unwrap();
        let distinct: BTreeSet<String> = caveats.iter().map(ToString::to_string).collect();
        assert_eq!(distinct.len(), caveats.len(), "{command}: {caveats:#?}");
        assert!(caveats.iter().any(|it| it["kind"] == "unknown_status"), "{command}");
    }
}

#[test]
fn a_copy_into_a_folder_that_is_not_there_is_refused_by_the_name_that_was_given() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    let told = place.run("store backup nowhere/copy.db");
    for part in ["exit 2", "cannot write `", "nowhere/copy.db`", "make it, or name another place"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(!told.contains("disputes-tmp"), "{told}");
}

#[test]
fn what_the_store_exports_is_read_again() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    for what in ["orders", "disputes"] {
        let told = place.run(&format!("store export {what}"));
        let csv = told.split_once("--- stdout\n").unwrap().1;
        place.write(&format!("{what}.csv"), csv.split("--- stderr").next().unwrap());
    }
    let numerators = |told: &str| -> Vec<String> {
        let lines = metrics(told).lines().filter(|line| line.contains("\"numerator\""));
        lines.take(3).map(str::to_owned).collect()
    };
    let rate = "rate --as-of 2026-01-16 --format json";
    let again = place.run(&format!("{rate} orders.csv disputes.csv"));
    assert_eq!(numerators(&place.run(rate)), numerators(&again));
    let unknown = |told: &str| -> Vec<String> {
        let lines = metrics(told).lines().filter(|line| line.contains("\"unknown_endings\""));
        lines.map(str::to_owned).collect()
    };
    assert!(!unknown(&again)[0].ends_with(" 0,"), "{again}");
    assert_eq!(unknown(&place.run(rate)), unknown(&again));
}

#[test]
fn disputes_leave_the_store_as_they_came() {
    let export = |place: &Place| {
        let told = place.run("store export disputes");
        told.split_once("--- stdout\n").unwrap().1.to_owned()
    };
    let plain = root().join("examples/shop/disputes.csv").display().to_string();
    let words = ["timeout_accepted", "seller_rejected", "warehouse_check", "damaged", "true\n"];
    for (files, words) in [(files(), &[",finished,", ",false\n"][..]), (plain, &words)] {
        let place = Place::new();
        place.run(&format!("import {files}"));
        let once = export(&place);
        for word in words {
            assert!(once.contains(word), "{word}: {once}");
        }
        let other = Place::new();
        other.write("disputes.csv", &once);
        other.run("import disputes.csv");
        assert_eq!(export(&other), once);
    }
}

#[test]
fn without_files_settings_and_store_there_is_nothing_to_do() {
    let place = Place::new();
    assert!(place.run("rate").starts_with("exit 2"));
    assert!(place.run("store info").starts_with("exit 3"));
    assert!(place.run("sync").starts_with("exit 2"));
}

#[test]
fn a_part_of_a_list_is_imported_only_when_told_to_and_stays_marked() {
    let place = Place::new();
    let part = root().join("tests/data/mistakes/page-1-of-14.json").display().to_string();
    let orders = root().join("tests/data/mistakes/orders.csv").display().to_string();
    assert!(place.run(&format!("import {orders} {part}")).starts_with("exit 3"));
    let told = place.run(&format!("import --allow-incomplete {orders} {part}"));
    assert!(told.starts_with("exit 0"), "{told}");
    let told = place.run("rate --as-of 2026-01-16");
    assert!(told.starts_with("exit 3") && told.contains("incomplete: "), "{told}");
    assert!(place.run("rate --as-of 2026-01-16 --allow-incomplete").starts_with("exit 0"));
}

#[test]
fn a_file_that_is_refused_leaves_the_store_as_it_was() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    let before = place.run("store export orders");
    // Orders enough to be set aside on the disk, and at the very end a row that is none.
    let order = |number| format!("{},2026-01-02T00:00:00Z\n", 8_300_000_000_000_000_u64 + number);
    let text: String = (0..20_000).map(order).collect();
    let orders = format!("order_id,created_at\n{text}");
    place.write("bad.csv", format!("{orders}8300000000099999,soon\n"));
    let told = place.run("import bad.csv");
    assert!(told.starts_with("exit 3") && told.contains("soon"), "{told}");
    assert_eq!(place.run("store export orders"), before);
    place.write("good.csv", orders);
    let told = place.run("import good.csv");
    assert!(told.contains("Imported 20000 orders and 0 disputes"), "{told}");
    assert_eq!(place.run("store export orders").lines().count(), before.lines().count() + 20_000);
}

#[test]
fn what_is_forgotten_is_gone_and_the_file_is_sound() {
    let place = Place::new();
    place.run(&format!("import {}", files()));
    let info = place.run("store info");
    let told = place.run("store forget --before 2026-01-01 --dry-run");
    assert!(told.starts_with("exit 0") && told.contains("would be removed"), "{told}");
    assert_eq!(place.run("store info"), info);
    let counted = told.split(" would").next().unwrap().to_owned();
    let listed = || {
        let told = place.run("list --as-of 2026-01-16 --columns order");
        told.split("Data up to").next().unwrap().to_owned()
    };
    let open = listed();
    let told = place.run("store forget --before 2026-01-01");
    assert_eq!(listed(), open);
    assert!(told.starts_with(&counted) && told.contains("removed"), "{told}");
    // Figures over what is gone are refused, until it is there again.
    for line in ["rate", "risk", "report"] {
        let told = place.run(&format!("{line} --as-of 2026-01-16"));
        assert!(told.starts_with("exit 3") && told.contains("`store forget`"), "{line}: {told}");
    }
    let told = place.run("check --as-of 2026-01-16");
    assert!(told.starts_with("exit 3") && told.contains("UNKNOWN"), "{told}");
    // Orders of before were completed in this window.
    let told = place.run("rate --as-of 2026-01-16 --window 10");
    assert!(told.starts_with("exit 3") && told.contains("`store forget`"), "{told}");
    let told = place.run("rate --as-of 2026-02-20");
    assert!(told.starts_with("exit 0"), "{told}");
    Subject {
        kind: CaveatKind::Forgotten,
        place: &place,
        input: "--as-of 2026-01-16 --allow-incomplete",
        documents: &["rate", "risk", "report"],
    }
    .lacking()
    .unwrap();
    let export = place.run("store export orders");
    assert!(export.contains(",2026-01-02T") && !export.contains(",2025-11"));
    assert!(place.run("store check").contains("the store is sound"));
    assert!(place.run("store vacuum").starts_with("exit 0"));
    assert!(
        place.run("store info --format json").contains("\"schema\": \"disputes/store-info/v1\"")
    );
}

#[test]
fn nothing_personal_is_in_the_file() {
    let place = Place::new();
    let csv = "order_id,created_at,buyer_name,phone,address,email\n\
               8200000000010001,2026-01-02T00:00:00Z,Ivan Secretname,5550199,Secretstreet 1,i@secret.example\n";
    place.write("orders.csv", csv);
    assert!(place.run("import orders.csv --no-disputes").starts_with("exit 0"));
    let bytes = std::fs::read(place.path("state/disputes/store.sqlite")).unwrap();
    for personal in ["Secretname", "5550199", "Secretstreet", "secret.example"] {
        assert!(!bytes.windows(personal.len()).any(|w| w == personal.as_bytes()), "{personal}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_closed_to_others_whatever_the_umask_and_whoever_made_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "022", "077"] {
        let place = Place::new();
        place.write("settings.toml", "[[shop]]\nname = \"main\"\n");
        std::fs::create_dir_all(place.path("state/disputes")).unwrap();
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(place.path("state/disputes"), open).unwrap();
        let (orders, disputes) =
            (root().join("examples/shop/orders.csv"), root().join("examples/shop/disputes.csv"));
        let files = format!("{} {}", orders.display(), disputes.display());
        let program = env!("CARGO_BIN_EXE_disputes");
        let script = format!(
            "set -e; umask {umask}\n{program} doctor --offline > doctor.txt\n\
             {program} import {files} --shop main --as-of 2026-01-16\n\
             {program} report {files} --as-of 2026-01-16 --output report.md --quiet\n\
             {program} points add --family mismatched-merchandise --points 6 --date 2026-01-01\n\
             {program} store backup copy.sqlite\n"
        );
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(place.path(".")).env("HOME", place.path("."));
        shell.env("XDG_STATE_HOME", place.path("state"));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{}", place.told(&output));
        let doctor = std::fs::read_to_string(place.path("doctor.txt")).unwrap();
        assert!(doctor.contains("chmod 700"), "{doctor}");
        let mut folders = vec![place.path("state/disputes")];
        let mut files = vec![place.path("copy.sqlite")];
        while let Some(folder) = folders.pop() {
            let mode = folder.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o700, "{umask}: {}", folder.display());
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let list =
                    if entry.metadata().unwrap().is_dir() { &mut folders } else { &mut files };
                list.push(entry.path());
            }
        }
        assert!(files.len() > 3, "{files:?}");
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{umask}: {}", file.display());
        }
    }
}

/// Kills imports at points spread over a whole one; `DISPUTES_KILLS` says how many.
#[test]
fn a_killed_import_leaves_the_store_as_it_was_or_takes_all() {
    let kills: u64 = std::env::var("DISPUTES_KILLS").map_or(6, |n| n.parse().unwrap());
    let csv = |from: u64, status: &str| -> String {
        let number = |n: u64| 8_300_000_000_000_000 + from + n * 3;
        let row = |n: u64| format!("{},main,2026-01-02T00:00:00Z,{status}\n", number(n));
        format!("order_id,shop,created_at,status\n{}", (0..5_000).map(row).collect::<String>())
    };
    let place = Place::new();
    place.write("first.csv", csv(0, "shipped"));
    // A third of them are known, a third stand between those that are, a third come after.
    place.write("second.csv", csv(3_000, "finished") + csv(3_001, "").split_once('\n').unwrap().1);
    let of = |store: &str| place.run(&format!("store export orders --store {store}"));
    place.run("import first.csv --no-disputes --store first.db");
    let store = std::fs::read(place.path("first.db")).unwrap();
    let before = of("first.db");
    place.run("import second.csv --no-disputes --store first.db");
    let after = of("first.db");
    assert!(before != after && before.starts_with("exit 0"), "{before}");
    for kill in 0..kills {
        let name = format!("killed-{kill}.db");
        place.write(&name, &store);
        let import = format!("import second.csv --no-disputes --store {name}");
        let mut run = place.command(&import, &place.path("."));
        run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = run.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(16 * kill * kill));
        run.kill().unwrap();
        run.wait().unwrap();
        let found = of(&name);
        assert!(found == before || found == after, "kill {kill}: {found}");
        assert!(place.run(&format!("store check --store {name}")).contains("the store is sound"));
        assert!(place.run(&import).starts_with("exit 0"), "kill {kill}");
        assert_eq!(of(&name), after, "kill {kill}");
    }
}
