//! `disputes report`

use std::fs;

use serde_json::Value;

use crate::common::{AS_OF, Place, root, run};

const FILES: &str = "examples/shop/orders.csv examples/shop/disputes.csv";

/// Writes settings for the made-up shop.
fn settings(place: &Place) {
    let folder = root().join("examples/shop").display().to_string();
    let text = format!(
        "[[shop]]\nname = \"main\"\nfiles = [\"{folder}/orders.csv\", \"{folder}/disputes.csv\"]\n\
         [shop.limits]\ndispute_rate = \"9%\"\n"
    );
    place.write("disputes.toml", text);
}

#[test]
fn the_second_report_says_what_changed_since_the_first() {
    let place = Place::new();
    settings(&place);
    let first = place.run("report --as-of 2026-01-15");
    assert!(first.contains("This is the first report remembered"), "{first}");
    let second = place.run(&format!("report {AS_OF}"));
    assert!(second.contains("What changed since 2026-01-15"), "{second}");
    assert!(second.contains("New disputes: 1 (orders 1101078081388320)\n"), "{second}");
    assert!(second.contains("Deadline passed, still open: order "), "{second}");
}

#[test]
fn the_same_inputs_give_the_same_bytes_in_every_format() {
    let place = Place::new();
    settings(&place);
    place.run("report --as-of 2026-01-15 --quiet");
    for format in ["text", "markdown", "html", "json", "csv"] {
        let line = format!("report {AS_OF} --format {format}");
        let first = place.run(&line);
        assert!(first.starts_with("exit 0\n"), "{first}");
        assert_eq!(first, place.run(&line), "{format}");
    }
}

#[test]
fn a_quiet_run_prints_nothing_at_all() {
    let place = Place::new();
    settings(&place);
    assert_eq!(place.run(&format!("report {AS_OF} --quiet")), "exit 0\n");
    assert_eq!(place.run(&format!("report {AS_OF} -q --output a.html")), "exit 0\n");
    assert!(fs::read_to_string(place.path("a.html")).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn date_and_shop_in_the_name_are_filled_in() {
    let place = Place::new();
    settings(&place);
    place.write("out/.keep", "");
    let told = place.run(&format!("report {AS_OF} -q -o out/{{date}}-{{shop}}.json"));
    assert_eq!(told, "exit 0\n");
    assert!(place.path("out/2026-01-16-main.json").exists());
}

#[test]
fn a_report_that_fails_leaves_the_old_file_alone() {
    let place = Place::new();
    place.write("a.txt", "old");
    let told = place.run("report absent.csv -o a.txt");
    assert!(told.starts_with("exit 3\n"), "{told}");
    assert_eq!(fs::read_to_string(place.path("a.txt")).unwrap(), "old");
    assert_eq!(fs::read_dir(place.path(".")).unwrap().count(), 2, "a part was left behind");
    let told = place.run("report absent.csv -o a.txt/b.txt");
    assert!(told.starts_with("exit 2\n"), "the output is opened before the work: {told}");
}

#[test]
fn an_incomplete_input_is_refused() {
    let told = run(&format!("report examples/shop/orders.csv {AS_OF}"));
    assert!(told.starts_with("exit 3\n"), "{told}");
}

/// Markup in each text that a buyer, a seller or a file name controls.
#[test]
fn markup_in_any_text_stays_text() {
    let evil = "<img src=x onerror=alert(1)>&\"'<script>";
    let cell = evil.replace('"', "\"\"");
    let place = Place::new();
    let mut orders =
        "order_id,shop,product_id,sku,country,created_at,paid_at,completed_at,status,tracking\n"
            .to_owned();
    let mut disputes =
        "dispute_id,order_id,line_id,shop,opened_at,reason,status,stage,liability,note\n"
            .to_owned();
    for n in 0..40 {
        let id = 8_200_000_000_000_001_u64 + n;
        orders.push_str(&format!(
            "{id},\"{cell}\",\"{cell}\",\"{cell}\",FR,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,2026-01-10T00:00:00Z,\"{cell}\",\"{cell}\"\n"
        ));
        if n < 5 {
            disputes.push_str(&format!(
                "\"{cell}{n}\",{id},\"{cell}\",\"{cell}\",2026-01-12T00:00:00Z,\"{cell}\",\"{cell}\",negotiation,\"{cell}\",\"{cell}\"\n"
            ));
        }
    }
    let name = "<b>orders</b>.csv";
    place.write(name, orders);
    place.write("disputes.csv", disputes);
    let told = place.run(&format!("report '{name}' disputes.csv {AS_OF} -q -o a.html"));
    assert_eq!(told, "exit 0\n");
    let told = fs::read_to_string(place.path("a.html")).unwrap();
    assert!(told.contains("&lt;img src=x onerror=alert(1)&gt;"), "{told}");
    for raw in ["<img", "<script", "<b>", "onerror=alert(1)>"] {
        assert!(!told.contains(raw), "{raw} stands unescaped");
    }
}

#[test]
fn the_page_is_whole_in_itself() {
    for locale in ["en", "zh"] {
        let page = run(&format!("report {FILES} {AS_OF} --format html --locale {locale}"));
        assert!(page.contains("default-src 'none'; style-src 'sha256-"), "no policy");
        for remote in ["http://", "https://", "<script", "style=\"", "<link", "<iframe", "{report-"]
        {
            assert!(!page.contains(remote), "{locale}: {remote}");
        }
        assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
        assert!(page.matches("<svg").count() >= 5, "charts are missing");
    }
}

#[test]
fn no_word_of_a_report_is_missing_in_a_language() {
    for locale in ["en", "zh"] {
        let place = Place::new();
        settings(&place);
        for day in ["2026-01-14", "2026-01-16"] {
            let told = place.run(&format!("report --as-of {day} --locale {locale}"));
            assert!(!told.contains('{'), "{told}");
        }
    }
}

#[test]
fn figures_for_prometheus_are_written_whole() {
    let place = Place::new();
    settings(&place);
    let told = place.run(&format!("report {AS_OF} -q --metrics disputes.prom"));
    assert_eq!(told, "exit 0\n");
    let text = fs::read_to_string(place.path("disputes.prom")).unwrap();
    let rate = "disputes_rate_ratio{shop=\"main\",metric=\"dispute_rate\"} 0.079602\n";
    assert!(text.contains(rate), "{text}");
    assert!(text.contains("disputes_level{shop=\"main\",metric=\"dispute_rate\"} 1\n"), "{text}");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(['{', ' ']).next().unwrap();
        assert!(text.contains(&format!("# HELP {name} ")), "{line}");
        assert!(text.contains(&format!("# TYPE {name} gauge\n")), "{line}");
    }
}

#[test]
fn the_history_explains_what_late_data_changed() {
    let place = Place::new();
    let orders = fs::read_to_string(root().join("examples/shop/orders.csv")).unwrap();
    let disputes = fs::read_to_string(root().join("examples/shop/disputes.csv")).unwrap();
    let short: Vec<&str> =
        disputes.lines().filter(|line| !line.contains("1101078081388320")).collect();
    place.write("orders.csv", orders);
    place.write("disputes.csv", short.join("\n"));
    place.run(&format!("report orders.csv disputes.csv {AS_OF} -q"));
    let same = place.run("report orders.csv disputes.csv --history dispute_rate");
    assert!(same.starts_with("exit 0\n") && !same.contains("late data"), "{same}");
    place.write("disputes.csv", disputes);
    let told = place.run("report orders.csv disputes.csv --history dispute_rate");
    assert!(told.contains("late data: "), "{told}");
    let told = place.run("report orders.csv disputes.csv --history dispute_rate --format json");
    let json = told.strip_prefix("exit 0\n--- stdout\n").unwrap();
    let json: Value = serde_json::from_str(json).unwrap();
    let past = &json["history"][0];
    assert_eq!(
        (json["schema"].as_str(), json["metric"].as_str()),
        (Some("disputes/history/v1"), Some("dispute_rate"))
    );
    assert_eq!(past["as_of"], "2026-01-16T16:00:00Z");
    assert_eq!([&past["said"]["numerator"], &past["today"]["numerator"]], [15, 16]);
    assert_eq!(past["why"][0]["kind"], "late_data");
    assert_eq!(past["why"][0]["entered"], 1);
    let told = Place::new().run("report --history dispute_rate --format json");
    assert!(told.contains("\"history\": []"), "{told}");
}

#[test]
fn deadlines_are_a_calendar() {
    let told = run(&format!("list {FILES} {AS_OF} --format ics"));
    assert_eq!(told.matches("BEGIN:VEVENT\r\n").count(), 7, "{told}");
    assert!(told.contains("DTSTART:20260117T080000Z\r\nDTEND:20260117T090000Z\r\n"), "{told}");
    // A day and four hours before the deadline, which is an hour after the start.
    assert_eq!(told.matches("TRIGGER:-PT23H\r\n").count(), 7, "{told}");
    assert_eq!(told.matches("TRIGGER:-PT3H\r\n").count(), 7, "{told}");
}

#[test]
fn a_schedule_is_printed_and_nothing_is_installed() {
    let place = Place::new();
    settings(&place);
    let told = place.run("schedule --at 07:05 --output 'out/{date} report.html'");
    assert!(told.contains("\n5 7 * * * "), "{told}");
    assert!(told.contains("'$TMP/out/{date} report.html'"), "{told}");
    for part in ["OnCalendar=*-*-* 07:05:00", "<integer>7</integer>", "T07:05:00</StartBoundary>"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(place.run("schedule --at 25:00").starts_with("exit 2\n"));
    assert_eq!(place.run("schedule cron --at 7:05"), place.run("schedule cron --at 07:05"));
    let week = place.run("schedule --every week");
    for part in [
        "30 8 * * 1 ",
        "OnCalendar=Mon *-*-* 08:30:00",
        "<key>Weekday</key><integer>1</integer>",
        "<DaysOfWeek><Monday />",
        // Names and files of its own: a daily entry stays.
        "dispute-report-{week}.html",
        "disputes-report-weekly.timer",
        "<string>disputes.report.weekly</string>",
        "/TN disputes-report-weekly ",
    ] {
        assert!(week.contains(part), "{part}: {week}");
    }
    let month = place.run("schedule --every month --output '{month}/{shop}.html'");
    for part in [
        "30 8 1 * * ",
        "OnCalendar=*-*-01 08:30:00",
        "<key>Day</key><integer>1</integer>",
        "<Day>1</Day>",
        "report --quiet --output '$TMP/{month}/{shop}.html' --month previous",
    ] {
        assert!(month.contains(part), "{part}: {month}");
    }
}

#[test]
fn a_schedule_that_would_fail_today_is_refused() {
    let place = Place::new();
    let told = place.run("schedule cron");
    assert!(told.starts_with("exit 2\n") && told.contains("nothing to read"), "{told}");
    assert!(place.run("schedule cron --force").starts_with("exit 0\n"));
    place.write("disputes.csv", "order_id,opened_at\n8200000000000001,2026-01-02T00:00:00Z\n");
    let own = "[[shop]]\nname = \"a\"\nfiles = [\"disputes.csv\"]\n";
    place.write("disputes.toml", own);
    assert!(place.run("schedule cron").starts_with("exit 0\n"));
    let receiver = "[[notify]]\nname = \"team\"\nkind = \"slack\"\nurl_file = \"absent\"\n";
    place.write("disputes.toml", format!("{own}{receiver}"));
    let told = place.run("schedule cron");
    assert!(told.contains("warning: the scheduled run") && told.contains("absent"), "{told}");
    place.write("disputes.toml", own.replace("disputes.csv", "gone.csv"));
    assert!(!place.run("schedule cron").starts_with("exit 0\n"));
}

#[test]
fn a_name_may_have_month_and_week_and_its_folder_is_made() {
    let place = Place::new();
    settings(&place);
    let told = place.run(&format!("report {AS_OF} -q --output 'a/{{month}}/{{week}}-{{date}}.md'"));
    assert_eq!(told, "exit 0\n");
    assert!(place.path("a/2026-01/2026-W03-2026-01-16.md").exists());
    for name in ["r.pdf", "r.doc", "r.xls"] {
        let told = place.run(&format!("report {AS_OF} --output {name}"));
        assert!(told.starts_with("exit 2\n") && told.contains("not the ending"), "{told}");
        assert!(!place.path(name).exists());
    }
}

#[test]
fn the_terminal_draws_a_series_and_groups() {
    let told = run(&format!("rate {FILES} {AS_OF} --series 30 --chart"));
    assert!(told.contains('█') && told.contains('▄'), "{told}");
    let told = run(&format!("rate {FILES} {AS_OF} --by family --chart"));
    assert!(told.contains("████"), "{told}");
    assert!(run(&format!("rate {FILES} --chart")).starts_with("exit 2\n"));
}

/// Puts a viewer in a folder of programs, which writes down what it was asked to open.
#[cfg(unix)]
fn viewer(place: &Place) {
    use std::os::unix::fs::PermissionsExt;

    let script = format!("#!/bin/sh\necho \"$1\" > {}\n", place.path("opened").display());
    let path = place.write("bin/xdg-open", script);
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_report_is_opened_with_the_systems_viewer_and_stands_without_one() {
    let place = Place::new();
    settings(&place);
    viewer(&place);
    let run = |line: &str, path: &str| {
        let mut command = place.command(line, &place.path("."));
        place.told(&command.env("PATH", place.path(path)).output().unwrap())
    };
    for (line, written) in [
        (format!("report {AS_OF} -q --no-record --open -o a.html"), "a.html"),
        (format!("report {AS_OF} -q --no-record --open"), "state/disputes/report.html"),
    ] {
        let told = run(&line, "bin");
        assert!(told.starts_with("exit 0\n") && !told.contains("warning"), "{told}");
        assert!(fs::read_to_string(place.path(written)).unwrap().starts_with("<!DOCTYPE html>"));
        // The viewer is not waited for.
        let opened = (0..200).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            fs::read_to_string(place.path("opened")).ok().filter(|text| text.ends_with('\n'))
        });
        assert!(opened.unwrap().trim_end().ends_with(written.rsplit('/').next().unwrap()));
        fs::remove_file(place.path("opened")).unwrap();
    }
    let told = run(&format!("report {AS_OF} -q --no-record --open -o b.html"), "absent");
    assert!(told.starts_with("exit 0\n") && told.contains("could not be opened"), "{told}");
    assert!(place.path("b.html").exists());
    let told = run(&format!("report {AS_OF} -q --no-record --open -o -"), "bin");
    assert!(told.contains("`--open` needs a file"), "{told}");
}

fn percent_decoded(link: &str) -> String {
    let bytes = link.split('%').enumerate().fold(Vec::new(), |mut name, (at, part)| {
        let rest = if at == 0 {
            part
        } else {
            name.push(u8::from_str_radix(&part[..2], 16).unwrap());
            &part[2..]
        };
        name.extend(rest.bytes());
        name
    });
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_page_of_all_shops_leads_to_the_pages_of_each() {
    let place = Place::new();
    let mut orders = "order_id,shop,created_at,paid_at,completed_at\n".to_owned();
    let mut disputes = "order_id,shop,opened_at,reason,status,seller_response_due_at\n".to_owned();
    for n in 0..120_u64 {
        let shop = ["a", "店 b", "c/d"][usize::try_from(n % 3).unwrap()];
        let id = 8_200_000_000_000_001 + n * 1_009;
        orders.push_str(&format!(
            "{id},{shop},2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,2026-01-10T00:00:00Z\n"
        ));
        if n % 10 == 0 {
            disputes.push_str(&format!(
                "{id},{shop},2026-01-12T00:00:00Z,quality,processing,2026-01-15T00:00:00Z\n"
            ));
        }
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    let line =
        format!("report orders.csv disputes.csv {AS_OF} -q --no-record --limit dispute_rate=9%");
    for (template, folder) in
        [("out/{shop} {date}.html", "out"), ("pages/{shop}/of {date}.html", "pages/all")]
    {
        assert_eq!(place.run(&format!("{line} -o '{template}'")), "exit 0\n");
        let all = template.replace("{shop}", "all").replace("{date}", "2026-01-16");
        let page = fs::read_to_string(place.path(&all)).unwrap();
        let links: Vec<&str> = page
            .split("<a href=\"./")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(links.len(), 3, "{links:?}");
        for link in links {
            assert!(!link.contains([' ', '店']), "{link}");
            let file = place.path(folder).join(percent_decoded(link));
            assert!(file.exists(), "{link}");
        }
    }
    // Alone it leads nowhere: the other pages may not be there.
    place.run(&format!("{line} -o all.html"));
    let page = fs::read_to_string(place.path("all.html")).unwrap();
    assert!(!page.contains("<a href=\"./") && page.contains("店 b"), "{page}");
}

#[test]
fn a_dash_is_standard_output_wherever_an_answer_is_written() {
    let place = Place::new();
    let folder = root().join("examples").display().to_string();
    let files = format!("{folder}/shop/orders.csv {folder}/shop/disputes.csv {AS_OF}");
    for line in [
        format!("rate {files} --format csv"),
        format!("list {files}"),
        format!("report {files} --no-record --format markdown"),
        format!("scrub {folder}/har/disputes.har"),
    ] {
        let plain = place.run(&line);
        assert_eq!(place.run(&format!("{line} --output -")), plain, "{line}");
        assert!(!place.path("-").exists(), "{line}");
    }
    let told = place.run(&format!("report {files} --no-record --metrics -"));
    assert!(told.starts_with("exit 2\n"), "{told}");
}

#[test]
fn a_word_in_braces_that_stands_for_nothing_is_refused() {
    let place = Place::new();
    settings(&place);
    for line in [
        "report -q --output r-{mnth}.html",
        "report -q --output {Date}.html",
        "schedule cron --force --output r-{mnth}.html",
    ] {
        let told = place.run(line);
        assert!(told.starts_with("exit 2\n"), "{told}");
        assert!(told.contains("{date}, {month}, {week}, {shop}"), "{told}");
    }
    assert!(!place.path("r-{mnth}.html").exists());
}
