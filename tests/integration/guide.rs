//! `disputes guide`: what is printed, what is refused, and the messages shown in `docs/messages`.

use std::fmt::Write;
use std::fs;

use crate::common::{Place, root, run};
use crate::golden::{Answers, updating};
use crate::inputs::workbook;

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
        (
            "a brief refund that is longer than brief",
            format!(
                "{NEGOTIATING} --agreed refund --amount 'USD 12.30' --lang ru --tone brief \
                 --seller-name 'The lamp house of the old harbour'"
            ),
        ),
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
    assert!(told.contains("note: Language: Russian, but the country Belarus"), "{told}");
    assert!(told.contains("Belarusian is not offered.\n"), "{told}");
    let told = place.run(&format!("{line} --locale zh"));
    assert!(told.contains("说明：语言：俄语，但仅凭国家（白俄罗斯）不能确定语言"), "{told}");
    assert!(told.contains("不提供白俄罗斯语。\n"), "{told}");
}

#[test]
fn an_id_may_be_written_as_in_files() {
    let place = Place::new();
    place.write("d.csv", "order_id,opened_at\n8200000000000001,2026-01-02T00:00:00Z\n");
    let show = |id: &str| place.run(&format!("show \"{id}\" d.csv --as-of 2026-01-05"));
    let plain = show("8200000000000001");
    assert!(plain.starts_with("exit 0\n"), "{plain}");
    for id in [
        "8200000000000001.0",
        "8200000000000001-1",
        "No. 8200000000000001",
        "https://trade.aliexpress.com/order_detail.htm?orderId=8200000000000001",
    ] {
        assert_eq!(show(id), plain, "{id}");
    }
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

#[test]
fn a_title_that_no_buyer_may_read_is_left_out() {
    let place = Place::new();
    let list = fs::read_to_string(root().join("examples/shop/disputes.json")).unwrap();
    let told = |title: &str| {
        place.write("disputes.json", list.replace("Night light <moon>, 15 cm", title));
        place.run("guide 1101075263166588 disputes.json --as-of 2026-01-20 --agreed resolved")
    };
    let lamp = told("Lamp&#39;s &lt;moon&gt;\\u202e 5 W");
    assert!(lamp.contains("\nItem: Lamp's <moon> 5 W\n"), "{lamp}");
    let contact = told("Lamp &#87;hatsApp +1 555 123 4567");
    assert!(contact.contains("title in the data is left out: it has a contact"), "{contact}");
    let (out, _) = contact.split_once("--- stderr").expect("the notes are on stderr");
    assert!(out.contains("1101075263166588") && !out.contains("555"), "{out}");
}

/// A plain table with the cases that the example shop lacks: titles, protection over or unknown.
const ORDERS: &str = "order_id,created_at,paid_at,buyer_protection_ends_at\n\
    8200000000000101,2025-12-20T00:00:00Z,2025-12-20T00:00:00Z,2026-02-09T23:59:00-08:00\n\
    8200000000000102,2025-10-20T00:00:00Z,2025-10-20T00:00:00Z,2026-01-02T23:59:00-08:00\n";
const DISPUTES: &str = "order_id,opened_at,status,stage\n\
    8200000000000101,2026-01-10T00:00:00Z,processing,negotiation\n\
    8200000000000102,2025-12-10T00:00:00Z,processing,negotiation\n\
    8200000000000103,2026-01-10T00:00:00Z,processing,negotiation\n\
    8200000000000104,2026-01-10T00:00:00Z,processing,returning\n";

/// Every message that can come out: what it is about, and the words that ask for it.
const SITUATIONS: [(&str, &str); 15] = [
    ("Settled, nothing more is owed", "8200000000000101 --agreed resolved"),
    ("Nothing said of an agreement, signed", "8200000000000101 --seller-name Shop"),
    ("Settled, buyer protection has ended", "8200000000000102 --agreed resolved"),
    ("Settled, the end of buyer protection is not known", "8200000000000103 --agreed resolved"),
    ("Settled during a return", "8200000000000104 --agreed resolved"),
    ("The buyer keeps the item", "8200000000000104 --agreed keep"),
    (
        "A refund through the platform",
        "8200000000000101 --agreed refund --amount 'USD 12.30' --agreed-text A7",
    ),
    ("A replacement is on its way", "8200000000000101 --agreed resend"),
    ("The parcel is on its way", "8200000000000101 --agreed wait"),
    ("The button to cancel is not found", "8200000000000101 --agreed resolved --stuck"),
    ("The button to cancel a return is not found", "8200000000000104 --agreed keep --stuck"),
    ("The button to accept is not found", "8200000000000101 --agreed refund --stuck"),
    ("Steps in the wording of 2022", "8200000000000101 --agreed resolved --classic"),
    ("The steps of the website", "8200000000000101 --agreed resolved --surface web"),
    ("The steps of the app", "8200000000000101 --agreed resolved --surface app"),
];

/// How to report a sentence: what each page begins with.
const REPORT: &str = "Do you read this language better than we write it? Please open an issue with \
the sentence, what it says to you, and what you would write. Its words are in \
`src/messages/catalogue/LANG.ftl`, one line a sentence, so a pull request is as welcome. \
`disputes guide --check-templates` checks a changed file.\n\n\
This page is generated and compared by a test: every situation in its full wording, then in its \
brief one (`--tone brief`).\n";

#[test]
fn the_messages_in_the_documentation_are_today_s() {
    let folder = root().join("docs/messages");
    if updating() {
        fs::create_dir_all(&folder).unwrap();
    }
    let mut index = "# Messages to buyers\n\nEvery situation in each language, as \
                     `disputes guide` prints it for made-up orders, and what is known of the \
                     words on the platform's buttons. Each page begins with how to report a \
                     sentence that is wrong; [reading.md](reading.md) says who read them and \
                     what became of it. Lengths are those of the longest message of the page in \
                     UTF-16 units, in which browsers count.\n\n\
                     | language | labels | attested | longest full | longest brief |\n\
                     | --- | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    let place = Place::new();
    place.write("orders.csv", ORDERS);
    place.write("disputes.csv", DISPUTES);
    for language in LANGUAGES {
        let mut page =
            format!("# Messages in `{language}`\n\n{}", REPORT.replace("LANG", language));
        let mut longest = [0, 0];
        for (tone, longest) in ["full", "brief"].into_iter().zip(&mut longest) {
            for (title, words) in SITUATIONS {
                let words = format!(
                    "guide {words} --lang {language} --tone {tone} orders.csv disputes.csv \
                     --as-of 2026-01-16"
                );
                let text = only_message(&place.run(&words));
                *longest = text.encode_utf16().count().max(*longest);
                let title = if tone == "full" { title.into() } else { format!("{title}, brief") };
                write!(page, "\n## {title}\n\n```text\n{text}\n```\n").unwrap();
            }
        }
        kept(&folder.join(format!("{language}.md")), &page);
        let labels = run(&format!("guide --labels {language} --format jsonl"));
        let all = labels.matches("\"attested\"").count();
        let attested = labels.matches("\"attested\":\"yes\"").count();
        let [full, brief] = longest;
        writeln!(index, "| [{language}]({language}.md) | {all} | {attested} | {full} | {brief} |")
            .unwrap();
    }
    kept(&folder.join("README.md"), &index);
}

#[test]
fn an_amount_beside_a_request_to_cancel_is_refused() {
    for agreed in ["resolved", "keep", "resend", "wait"] {
        let line = format!("guide {NEGOTIATING} --agreed {agreed} --amount 'USD 12.30' {SHOP}");
        let told = run(&line);
        assert!(told.starts_with("exit 2\n--- stderr\nerror: `--amount`"), "{told}");
    }
    let told = run(&format!("guide {NEGOTIATING} --amount 'USD 12.30' {SHOP}"));
    assert!(told.starts_with("exit 2\n"), "{told}");
    let told = run(&format!("guide {NEGOTIATING} --agreed refund {SHOP}"));
    assert!(told.contains("note: No amount is named."), "{told}");
}

#[test]
fn a_promise_that_protection_does_not_cover_is_refused() {
    let place = Place::new();
    place.write("orders.csv", ORDERS);
    place.write("disputes.csv", DISPUTES);
    let files = "orders.csv disputes.csv";
    for agreed in ["resend", "wait"] {
        let line = format!("guide 8200000000000101 --agreed {agreed} {files} --as-of");
        let told = place.run(&format!("{line} 2026-02-07"));
        assert!(told.starts_with("exit 5\n"), "{told}");
        assert!(told.contains("ends in less than 5 days (2026-02-10T07:59:00Z)"), "{told}");
        let told = place.run(&format!("{line} 2026-01-16"));
        assert!(told.contains("How to cancel the dispute once it has arrived:"), "{told}");
    }
    let told =
        place.run(&format!("guide 8200000000000104 --agreed wait {files} --as-of 2026-01-16"));
    assert!(told.starts_with("exit 5\n") && told.contains("a return is under way"), "{told}");
}

#[test]
fn a_code_is_left_out_and_the_message_signed_with_the_shop_s_name() {
    let place = Place::new();
    place.write(
        "disputes.csv",
        "order_id,opened_at,status,shop,product_id\n\
         8200000000000101,2026-01-02T00:00:00Z,processing,Lamp House,1005000000000002\n\
         8200000000000102,2026-01-02T00:00:00Z,processing,,\n\
         8200000000000103,2026-01-02T00:00:00Z,processing,shop@mail.example,\n",
    );
    let told = place.run("guide 8200000000000101 disputes.csv --as-of 2026-01-05");
    assert!(!only_message(&told).contains("1005000000000002"), "{told}");
    assert!(told.contains("only the code 1005000000000002"), "{told}");
    assert!(only_message(&told).ends_with("\n\nLamp House"), "{told}");
    let told = place.run("guide 8200000000000102 disputes.csv --as-of 2026-01-05");
    assert!(told.contains("not signed") && !told.contains("left out"), "{told}");
    let told = place.run("guide 8200000000000103 disputes.csv --as-of 2026-01-05");
    assert!(told.starts_with("exit 0\n") && !told.contains("mail.example"), "{told}");
    // A shop's name in the settings is the seller's own short word for it.
    place.write("disputes.toml", "[[shop]]\nname = \"Lamp House\"\nfiles = [\"disputes.csv\"]\n");
    let told = place.run("guide 8200000000000101 --as-of 2026-01-05");
    assert!(told.starts_with("exit 0\n") && told.contains("not signed"), "{told}");
}

#[test]
fn every_part_that_has_a_button_says_what_pressing_it_means() {
    let place = Place::new();
    place.write("orders.csv", ORDERS);
    place.write("disputes.csv", DISPUTES);
    for language in LANGUAGES {
        for limit in [300, 420, 500, 700] {
            let told = place.run(&format!(
                "guide 8200000000000101 --agreed resolved --lang {language} --max-chars {limit} \
                 --split orders.csv disputes.csv --as-of 2026-01-16"
            ));
            let text = only_message(&told);
            let parts: Vec<_> = text.split("\n\n---\n\n").collect();
            for part in &parts {
                let ends = part.trim_end().ends_with([':', '：']);
                assert!(!ends, "{language} {limit}: {text}");
            }
            let part = parts.iter().find(|part| part.contains("Cancel request")).unwrap();
            let part = part.to_lowercase();
            let said = irrevocable(language).iter().any(|words| part.contains(words));
            assert!(said, "{language} {limit}: {text}");
        }
    }
}

/// The words of which one says that the dispute cannot be opened again.
fn irrevocable(language: &str) -> Vec<String> {
    let path = root().join(format!("src/messages/guard/{language}.toml"));
    let guard = fs::read_to_string(path).unwrap();
    let line = guard.lines().find(|line| line.starts_with("irrevocable = ")).unwrap();
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The message in an answer, without what stderr said.
fn only_message(told: &str) -> String {
    let text = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
    text.split("--- stderr\n").next().unwrap().trim_end().to_owned()
}

fn kept(path: &std::path::Path, text: &str) {
    if updating() {
        fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let name = path.file_name().unwrap();
    assert!(kept == text, "docs/messages/{name:?} is stale; run with UPDATE_DOCS=1");
}

/// A shop of three orders with an open dispute each; two buyers, of which one has two orders.
fn three(place: &Place) {
    place.write(
        "disputes.csv",
        "dispute_id,order_id,opened_at,status,stage,buyer_country\n\
         9001,8200000000110101,2026-01-02T00:00:00Z,processing,negotiation,US\n\
         9002,8200000000220101,2026-01-03T00:00:00Z,processing,negotiation,RU\n\
         9003,8200000000330202,2026-01-04T00:00:00Z,processing,negotiation,FR\n",
    );
}

#[test]
fn ids_and_files_may_come_in_any_sequence_and_an_id_by_its_last_digits() {
    let place = Place::new();
    three(&place);
    let day = "--as-of 2026-01-05 --agreed resolved";
    let whole = place.run(&format!("guide 8200000000220101 disputes.csv {day}"));
    assert!(whole.starts_with("exit 0\n") && whole.contains("8200000000220101"), "{whole}");
    for words in [
        "disputes.csv 8200000000220101",
        "disputes.csv 220101",
        "220101 disputes.csv",
        "9002 disputes.csv",
    ] {
        assert_eq!(place.run(&format!("guide {words} {day}")), whole, "{words}");
    }
    let told = place.run(&format!("guide 0101 disputes.csv {day}"));
    assert!(told.starts_with("exit 2\n") && told.contains("last six digits"), "{told}");
    let told = place.run(&format!("guide 999999 disputes.csv {day}"));
    assert!(told.starts_with("exit 3\n") && told.contains("no dispute on `999999`"), "{told}");
    let show = place.run("show disputes.csv 330202 --as-of 2026-01-05");
    assert_eq!(show, place.run("show 8200000000330202 disputes.csv --as-of 2026-01-05"));
}

#[test]
fn without_an_order_the_open_cases_are_offered() {
    let place = Place::new();
    three(&place);
    let told = place.run("guide disputes.csv --as-of 2026-01-05");
    assert!(told.starts_with("exit 2\n"), "{told}");
    for order in ["8200000000110101", "8200000000220101", "8200000000330202", "3 disputes are open"]
    {
        assert!(told.contains(order), "{told}");
    }
    let none = place.run("guide disputes.csv --as-of 2026-01-01");
    assert!(none.starts_with("exit 3\n") && none.contains("no open dispute"), "{none}");
}

#[test]
fn one_agreement_for_every_open_case_is_refused() {
    let place = Place::new();
    three(&place);
    let told = place.run("guide --batch --agreed resolved disputes.csv --as-of 2026-01-05");
    assert!(told.starts_with("exit 2\n") && told.contains("--settled"), "{told}");
}

#[test]
fn settled_cases_come_from_a_file_each_with_what_was_agreed() {
    let place = Place::new();
    three(&place);
    place.write(
        "settled.csv",
        "order_id;agreed;amount;done\n220101;refund;12,30 USD;\n9003;resolved;;\n",
    );
    let line = "guide --settled settled.csv disputes.csv --as-of 2026-01-05";
    let told = place.run(&format!("{line} --format json"));
    let text = told.split_once("--- stdout\n").unwrap().1.split("--- stderr").next().unwrap();
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(document["schema"], "disputes/guide-batch/v1");
    let situations: Vec<_> = document["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["order_id"].as_str().unwrap(), own["situation"].as_str().unwrap()))
        .collect();
    assert_eq!(situations, [("8200000000220101", "refund"), ("8200000000330202", "resolved")]);
    assert!(text.contains("12.30") || text.contains("12,30"), "{text}");
    let texts = place.run(line);
    assert!(texts.contains("===== 8200000000220101 ====="), "{texts}");
    assert!(texts.contains("note: 2 messages, 0 refused"), "{texts}");
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = ["Order ID,agreed,amount,done", "220101,refund,12.30 USD,", "9003,resolved,,"];
    let book = workbook(&rows.map(cells));
    let (chinese, _, _) = encoding_rs::GBK.encode("订单号,agreed,done\n9003,resolved,已寄出\n");
    for (name, bytes, count) in [("settled.xlsx", book, 2), ("gbk.csv", chinese.to_vec(), 1)] {
        place.write(name, bytes);
        let told = place.run(&line.replace("settled.csv", name));
        assert!(told.contains(&format!("note: {count} message")), "{told}");
    }
    for (row, words) in [
        ("220101,later,", "settled.csv, row 2, column agreed: `later`"),
        ("220101,resolved,USD 3.00", "settled.csv, row 2: an amount is for `refund` only"),
        ("220101,refund,much", "settled.csv, row 2: `much` is not a valid amount"),
        ("123456,keep,", "settled.csv, row 2: there is no dispute on `123456`"),
        ("220101,refund,USD 0.00", "settled.csv, row 2: `USD 0.00` is no refund"),
        (
            "220101,resolved,\n8200000000220101,refund,USD 3.00",
            "settled.csv, row 3: the case in settled.csv, row 2 appears here again",
        ),
    ] {
        place.write("settled.csv", format!("order_id,agreed,amount\n{row}\n"));
        let told = place.run(line);
        assert!(!told.starts_with("exit 0") && told.contains(words), "{row}: {told}");
    }
}

/// A message that asks the buyer to cancel must not go out where a refund was agreed.
#[test]
fn an_id_beside_a_file_of_settled_cases_is_worded_by_its_row() {
    let place = Place::new();
    three(&place);
    place.write(
        "settled.csv",
        "order_id,agreed,amount\n220101,refund,12.30 USD\n330202,resolved,\n220101,refund,12.30 USD\n",
    );
    let line =
        |id: &str| format!("guide {id} disputes.csv --settled settled.csv --as-of 2026-01-05");
    let told = place.run(&format!("{} --format json", line("8200000000220101")));
    assert!(told.contains("\"refund\"") && !told.contains("\"resolved\""), "{told}");
    assert_eq!(told.matches("\"order_id\"").count(), 1, "{told}");
    let told = place.run(&line("110101"));
    assert!(told.starts_with("exit 3\n") && told.contains("no row for `110101`"), "{told}");
    let told = place.run(
        "guide 110101 330202 disputes.csv --agreed refund --amount 'USD 3.00' --as-of 2026-01-05",
    );
    assert!(told.starts_with("exit 2\n") && told.contains("each of them the same"), "{told}");
}

#[test]
fn a_refund_beyond_the_order_is_pointed_out() {
    let files = "examples/shop/orders.csv examples/shop/disputes.csv --as-of 2026-01-16";
    let line = format!("guide 1101073781739830 {files} --agreed refund --amount");
    let words = "CNY 99999.00 is more than the buyer paid for this order: CNY 157.80";
    let told = run(&format!("{line} 'CNY 99999.00'"));
    assert!(told.contains(words), "{told}");
    for amount in ["CNY 157.80", "USD 999.00"] {
        let told = run(&format!("{line} '{amount}'"));
        assert!(
            told.starts_with("exit 0\n") && !told.contains("more than the buyer paid"),
            "{told}"
        );
    }
}

#[test]
fn several_ids_give_several_messages() {
    let place = Place::new();
    three(&place);
    let told = place.run("guide 110101 330202 disputes.csv --agreed resolved --as-of 2026-01-05");
    assert!(told.starts_with("exit 0\n"), "{told}");
    assert!(
        told.contains("===== 8200000000110101 =====") && told.contains("===== 8200000000330202"),
        "{told}"
    );
    assert!(!told.contains("===== 8200000000220101"), "{told}");
}

#[test]
fn an_amount_may_have_its_currency_on_either_side() {
    for amount in ["USD 12.30", "12.30 USD", "USD 12,30", "USD12.30"] {
        let line = format!("guide {NEGOTIATING} --agreed refund --amount '{amount}' {SHOP}");
        let told = run(&line);
        assert!(told.contains("12.30"), "{amount}: {told}");
    }
    for amount in ["12.30", "USD", "USD 1,234", "USD 1 2", "ABC 1"] {
        let line = format!("guide {NEGOTIATING} --agreed refund --amount '{amount}' {SHOP}");
        assert!(run(&line).starts_with("exit 2\n"), "{amount}");
    }
}

#[cfg(unix)]
#[test]
fn the_clipboard_of_windows_is_given_utf_16() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    three(&place);
    let program = place.write("bin/clip.exe", "#!/bin/sh\n/bin/cat > \"$HOME/clipboard\"\n");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let line = "guide 220101 disputes.csv --agreed resolved --copy --as-of 2026-01-05";
    let output = place
        .command(line, &place.path("."))
        .env("PATH", place.path("bin"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let bytes = fs::read(place.path("clipboard")).unwrap();
    let units: Vec<u16> =
        bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(units[0], 0xfeff);
    let copied = String::from_utf16(&units[1..]).unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("Здравствуйте") && copied.trim_end() == shown.trim_end(), "{copied}");
}

#[test]
fn labels_hold_no_sign_that_a_terminal_obeys() {
    let place = Place::new();
    place.write("disputes.toml", "[labels.en]\ncancel_dispute = \"Cancel\\u001b[31m\\u202e it\"\n");
    let shop = root().join("examples/shop");
    let (orders, disputes) = (shop.join("orders.csv"), shop.join("disputes.csv"));
    let line = format!(
        "guide 739830 {} {} --as-of 2026-01-16 --lang en --agreed resolved",
        orders.display(),
        disputes.display()
    );
    let said = place.run(&line);
    assert!(said.contains("Cancel[31m it"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
    for label in ["", "WhatsApp +44 20 7946 0958", "for 5 stars", "Cancel at shop.example.com"] {
        let settings = format!("[labels.en]\ncancel_dispute = \"{label}\"\n");
        place.write("disputes.toml", settings);
        for line in [line.as_str(), "config check", "doctor --offline"] {
            let told = place.run(line);
            assert!(!told.starts_with("exit 0\n"), "{label}: {told}");
            assert!(told.contains("label `cancel_dispute`"), "{label}: {told}");
        }
    }
}

#[test]
fn nothing_is_said_of_an_order_where_pages_of_the_list_or_the_whole_list_are_missing() {
    let place = Place::new();
    let orders = "order_id,created_at,status\n8200000000000123,2026-01-01T10:00:00Z,finished\n";
    place.write("orders.csv", orders);
    let line = r#"{"tradeOrderId": "8200000000007900", "reverseOrderLineId": "1", "reverseStatus": "已结束",
        "gmtCreate": "2026-01-05 10:00:00"}"#;
    place.write(
        "page.json",
        format!(r#"{{"data": {{"dataSource": [{line}], "pageInfo": {{"total": 30}}}}}}"#),
    );
    let whole = "order_id,opened_at,status\n8200000000007900,2026-01-05T10:00:00Z,processing\n";
    place.write("disputes.csv", whole);
    for (files, answer, code) in [
        ("page.json", "in the input, which is incomplete: the list has 30 disputes", 3),
        ("page.json --allow-incomplete", "in the input, which is incomplete: ", 3),
        ("", "no dispute input was given", 3),
        ("disputes.csv", "the buyer has filed no dispute on this order", 5),
    ] {
        let line = format!(
            "guide 8200000000000123 orders.csv {files} --agreed resolved --as-of 2026-01-16"
        );
        let told = place.run(&line);
        assert!(told.contains(answer) && told.contains(&format!("exit {code}")), "{line}: {told}");
    }
}
