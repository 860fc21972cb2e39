//! The pages of help: how long they are, how they are ordered, and that their examples run.

use std::fs;

use crate::common::{Place, root, run};

/// Returns the pages of all commands, by the words of the command.
fn commands() -> Vec<String> {
    let page = run("help");
    let listed = page.split("\nOptions:").next().unwrap();
    let names = listed.lines().filter_map(|line| line.strip_prefix("  "));
    let names =
        names.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next());
    names.map(ToOwned::to_owned).collect()
}

#[test]
fn a_short_page_has_the_options_of_its_command_and_one_line_for_the_others() {
    let names = commands();
    assert!(names.len() >= 26, "{names:?}");
    for name in names {
        let short = run(&format!("{name} -h"));
        let long = run(&format!("{name} --help"));
        assert!(short.starts_with("exit 0\n") && long.starts_with("exit 0\n"), "{short}");
        assert_eq!(short.matches("Options of every command").count(), 1, "{short}");
        for common in ["      --source-tz", "      --max-input", "      --as-of <"] {
            assert!(!short.contains(common) && long.contains(common), "{name}: {common}");
        }
        let lines = short.lines().count();
        // Those of `guide` and `risk` have as many options of their own.
        let most =
            if ["guide", "risk", "report", "list"].contains(&name.as_str()) { 62 } else { 46 };
        assert!(lines <= most, "{name}: {lines} lines\n{short}");
    }
}

#[test]
fn commands_are_listed_by_purpose_in_both_languages() {
    let page = run("--help");
    for title in [
        "Answer disputes:",
        "Rates, limits and causes:",
        "Reports and monitoring:",
        "Data:",
        "Settings and help:",
    ] {
        assert!(page.contains(&format!("\n{title}\n  ")), "{title}: {page}");
    }
    let page = run("--help --locale zh");
    assert!(page.contains("\n处理纠纷：\n  today"), "{page}");
    assert!(!page.contains("Commands:") && !page.contains("Options of every command"), "{page}");
}

/// Needs what no test has: a platform, a warehouse, receivers, a HAR of a seller.
const NOT_RUN: [&str; 5] = ["sync", "auth", "notify", "warehouse", "scrub"];

#[test]
fn the_examples_of_every_page_run() {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
        place.write(
            &format!("exports/{name}"),
            fs::read(root().join("examples/shop").join(name)).unwrap(),
        );
    }
    let mut ran = 0;
    for name in commands() {
        let page = run(&format!("{name} -h"));
        let Some((_, examples)) = page.split_once("\nExamples:\n") else {
            assert_eq!(name, "demo", "{page}");
            continue;
        };
        for line in examples.lines().take_while(|line| line.starts_with("  ")) {
            let line = line.trim().strip_prefix("disputes ").unwrap();
            if NOT_RUN.iter().any(|command| line.starts_with(command)) {
                let told = run(&format!(
                    "{} --help",
                    NOT_RUN.iter().find(|own| line.starts_with(*own)).unwrap()
                ));
                assert!(told.starts_with("exit 0\n"), "{told}");
                continue;
            }
            if name == "store" {
                place.run("import orders.csv disputes.csv");
            }
            if line.starts_with("config init") {
                drop(fs::remove_file(place.path("disputes.toml")));
            }
            let told = place.run(line);
            // A check says how things stand by its code.
            assert!(told.starts_with("exit 0\n") || name == "check", "{line}: {told}");
            assert!(!told.contains("error: "), "{line}: {told}");
            ran += 1;
        }
    }
    assert!(ran >= 25, "{ran}");
}
