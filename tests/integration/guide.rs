//! `disputes guide`: what is printed, what is refused, and the messages shown in `docs/messages`.

use std::fmt::Write;
use std::fs;

use crate::common::{Place, root, run};
use crate::golden::{Answers, updating};

const SHOP: &str = "examples/shop/orders.csv examples/shop/disputes.csv --as-of 2026-01-16";
/// An open dispute in negotiation, and one with a return under way.
const NEGOTIATING: &str = "1101073781739830";
const RETURNING: &str = "8200073459888073";

const LANGUAGES: [&str; 18] = [
    "en", "ru", "es", "pt-BR", "pt-PT", "fr", "de", "it", "pl", "nl", "uk", "cs", "tr", "ar", "he",
    "ko", "ja", "zh",
];

#[test]
fn each_situation_is_answered_in_full() {
    let mut answers = Answers::default();
    for (what, words) in [
        ("nothing said of an agreement", NEGOTIATING.to_owned()),
        ("settled, in the buyer's language", format!("{RETURNING} --agreed resolved")),
        ("the buyer keeps the item", format!("{RETURNING} --agreed keep --lang es")),
        ("a refund", format!("{NEGOTIATING} --agreed refund --amount 'USD 12.30' --lang pt_BR")),
        ("a replacement", format!("{NEGOTIATING} --agreed resend --lang ru --tone brief")),
        ("the button is not found", format!("{NEGOTIATING} --stuck --lang de")),
        ("the wording of 2022", format!("{NEGOTIATING} --classic --lang zh")),
        (
            "own words, signed, in parts",
            format!(
                "{NEGOTIATING} --agreed-text 'the lamp arrived on 12 January' --done 'parcel XX12YY' \
                 --seller-name 'Lamp {{shop}}' --max-chars 400 --split --surface web"
            ),
        ),
        ("money outside the platform", format!("{NEGOTIATING} --agreed off-platform")),
        ("something for a review", format!("{NEGOTIATING} --agreed for-review")),
        ("an order that no input holds", "8200000000000009".to_owned()),
        ("an order without a dispute", "1101000101507932".to_owned()),
        ("a language that is none", format!("{NEGOTIATING} --lang rus-kij")),
        ("a contact outside", format!("{NEGOTIATING} --done 'write to me@example.com'")),
        ("JSON", format!("{NEGOTIATING} --lang it --format json")),
        ("a refusal as JSON", format!("{NEGOTIATING} --agreed for-review --format json")),
    ] {
        let line = format!("guide {words} {SHOP}");
        answers.add(what, &line, &run(&line));
    }
    answers.compare("guide.txt");
}

#[test]
fn why_a_language_was_chosen_is_said_in_the_sellers() {
    let place = Place::new();
    place.write(
        "disputes.csv",
        "order_id,opened_at,status,buyer_country\n8200000000000001,2026-01-02T00:00:00Z,processing,BY\n",
    );
    let line = "guide 8200000000000001 disputes.csv --as-of 2026-01-05";
    let told = place.run(line);
    assert!(told.contains("note: Language: Russian, but the country BY"), "{told}");
    assert!(told.contains("Belarusian is not offered\n"), "{told}");
    let told = place.run(&format!("{line} --locale zh"));
    assert!(told.contains("note: 语言：俄语，但国家 BY 不能确定语言"), "{told}");
    assert!(told.contains("不提供白俄罗斯语\n"), "{told}");
}

#[test]
fn ended_disputes_are_refused_with_what_happened() {
    let list =
        run(&format!("list --state cancelled,ended --columns order_id,state {SHOP} --format csv"));
    let mut seen = 0;
    for line in list.lines().filter(|line| line.contains(",cancelled") || line.contains(",ended")) {
        let order = line.split(',').next().unwrap();
        let told = run(&format!("guide {order} {SHOP}"));
        let open = run(&format!("list --order {order} --columns state {SHOP} --format csv"));
        if open.lines().filter(|line| *line == "open").count() == 0 {
            assert!(told.starts_with("exit 5\n--- stderr\nerror: "), "{told}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_batch_writes_one_message_for_each_open_dispute() {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
    }
    let told = place.run("guide --batch --output out orders.csv disputes.csv --as-of 2026-01-16");
    assert!(told.starts_with("exit 0\n"), "{told}");
    let files = fs::read_dir(place.path("out")).unwrap().count();
    assert!(told.contains(&format!("note: {files} messages, 0 refused")), "{told}");
    assert!(files > 5);
}

#[test]
fn a_template_that_drops_a_statement_is_refused() {
    let place = Place::new();
    place.write("bad/fr.ftl", "voluntary = Annulez vite, merci.\n");
    let told = place.run("guide --check-templates bad");
    assert!(told.starts_with("exit 2\n"), "{told}");
    place.write("empty/fr.ftl", "");
    let told = place.run("guide --check-templates empty");
    assert!(told.starts_with("exit 0\n"), "{told}");
}

fn message(words: &str, language: &str) -> String {
    let told = run(&format!("guide {words} --lang {language} {SHOP}"));
    let text = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
    text.split("--- stderr\n").next().unwrap().trim_end().to_owned()
}

#[test]
fn the_messages_in_the_documentation_are_today_s() {
    let folder = root().join("docs/messages");
    if updating() {
        fs::create_dir_all(&folder).unwrap();
    }
    let mut index = "# Messages to buyers\n\nThe three most used situations in each language, as \
                     `disputes guide` prints them for the example shop, and what is known of the \
                     words on the platform's buttons.\n\n| language | labels | attested |\n\
                     | --- | ---: | ---: |\n"
        .to_owned();
    for language in LANGUAGES {
        let mut page = format!("# Messages in `{language}`\n");
        for (title, words) in [
            ("Settled, nothing more is owed", format!("{NEGOTIATING} --agreed resolved")),
            ("The buyer keeps the item", format!("{RETURNING} --agreed keep")),
            (
                "A refund through the platform",
                format!("{NEGOTIATING} --agreed refund --amount 'USD 12.30'"),
            ),
        ] {
            let text = message(&words, language);
            write!(page, "\n## {title}\n\n```text\n{text}\n```\n").unwrap();
        }
        kept(&folder.join(format!("{language}.md")), &page);
        let labels = run(&format!("guide --labels {language} --format jsonl"));
        let all = labels.matches("\"attested\"").count();
        let attested = labels.matches("\"attested\":\"yes\"").count();
        writeln!(index, "| [{language}]({language}.md) | {all} | {attested} |").unwrap();
    }
    kept(&folder.join("README.md"), &index);
}

fn kept(path: &std::path::Path, text: &str) {
    if updating() {
        fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let name = path.file_name().unwrap();
    assert!(kept == text, "docs/messages/{name:?} is stale; run with UPDATE_DOCS=1");
}
