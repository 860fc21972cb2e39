//! What holds for every language.

use std::collections::BTreeSet;

use super::catalogue::{parse, placeholders};
use super::*;

fn folder(name: &str, ending: &str) -> BTreeSet<String> {
    let path = format!("{}/src/messages/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|file| !file.starts_with("seller") && !file.starts_with("sentences"))
        .map(|file| file.strip_suffix(ending).unwrap().to_owned())
        .collect()
}

#[test]
fn each_folder_holds_the_languages_listed() {
    let listed: BTreeSet<_> = LANGUAGES.iter().map(|l| l.code.to_owned()).collect();
    assert_eq!(folder("catalogue", ".ftl"), listed);
    assert_eq!(folder("labels", ".toml"), listed);
    assert_eq!(folder("guard", ".toml"), listed);
}

#[test]
fn every_language_has_the_keys_and_placeholders_of_english() {
    let english = placeholders(&parse("en", Language::english().catalogue.text()).unwrap());
    for language in &LANGUAGES {
        let own = placeholders(&parse(language.code, language.catalogue.text()).unwrap());
        let keys = |texts: &std::collections::BTreeMap<_, _>| -> BTreeSet<String> {
            texts.keys().cloned().collect()
        };
        let missing: Vec<_> = keys(&english).difference(&keys(&own)).cloned().collect();
        let extra: Vec<_> = keys(&own).difference(&keys(&english)).cloned().collect();
        assert_eq!((missing, extra), (vec![], vec![]), "{}", language.code);
        for (key, used) in &english {
            assert_eq!(&own[key], used, "{} {key}", language.code);
        }
    }
}

#[test]
fn no_catalogue_has_stray_blanks() {
    for language in &LANGUAGES {
        let text = language.catalogue.text();
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{}", language.code);
        for line in text.lines() {
            assert_eq!(line, line.trim_end(), "{}", language.code);
            assert!(!line.trim_start().contains("  "), "{}: {line}", language.code);
        }
    }
}

#[test]
fn every_label_has_its_evidence() {
    for language in &LANGUAGES {
        let labels = labels(language).unwrap();
        assert!(!labels.is_empty(), "{}", language.code);
        for label in labels {
            assert!(!label.evidence.trim().is_empty(), "{} {}", language.code, label.key);
            assert!(["web", "app"].contains(&label.surface.as_str()));
            assert!(!label.verified || !label.evidence.contains("unsourced"), "{}", label.text);
        }
    }
}

#[test]
fn tags_in_usual_forms_are_understood() {
    for (tag, code) in [
        ("en", "en"),
        ("EN-gb", "en"),
        ("pt", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt_PT.UTF-8", "pt-PT"),
        ("pt-AO", "pt-PT"),
        ("iw", "he"),
        ("iw_IL", "he"),
        ("zh-Hans", "zh"),
        ("zh-CN", "zh"),
        ("zh_Hans_HK", "zh"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("ru_RU.UTF-8", "ru"),
    ] {
        assert_eq!(Language::parse(tag).map(|l| l.code).unwrap_or("?"), code, "{tag}");
    }
}

#[test]
fn an_unknown_language_is_answered_with_the_nearest() {
    let nearest = |tag| match Language::parse(tag) {
        Err(MessageError::UnknownLanguage { nearest, .. }) => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("Russain"), Some("ru"));
    assert_eq!(nearest("english"), Some("en"));
    assert_eq!(nearest("zh-TW"), Some("zh"));
    assert_eq!(nearest("português"), Some("pt-BR"));
    assert_eq!(nearest("qqqqqqq"), None);
}

#[test]
fn the_country_table_is_sound() {
    let mut seen = BTreeSet::new();
    for a in b'A'..=b'Z' {
        for b in b'A'..=b'Z' {
            let code = String::from_utf8(vec![a, b]).unwrap();
            let country = crate::domain::Country::from_code(&code);
            let choice = Language::choose(None, country).unwrap();
            if let Because::Country { others, ambiguous, note, note_zh, .. } = choice.because {
                assert_eq!(note.is_empty(), note_zh.is_empty(), "{code}");
                assert!(!ambiguous || (!others.is_empty() && !note.is_empty()), "{code}");
                seen.insert((code, choice.language.code));
            }
        }
    }
    for (country, language) in [
        ("UA", "uk"),
        ("BR", "pt-BR"),
        ("PT", "pt-PT"),
        ("MX", "es"),
        ("IL", "he"),
        ("SK", "cs"),
        ("KZ", "ru"),
        ("EE", "en"),
        ("AE", "ar"),
        ("CA", "en"),
        ("AT", "de"),
        ("EC", "es"),
        ("AO", "pt-PT"),
        ("JO", "ar"),
        ("GB", "en"),
    ] {
        assert!(seen.contains(&(country.to_owned(), language)), "{country}");
    }
}

/// Returns what is wrong with a seller's own English texts; empty when nothing is.
fn findings(text: &str) -> Vec<String> {
    match check_template(Language::english(), "en.ftl", text) {
        Ok(()) => Vec::new(),
        Err(MessageError::Templates { findings, .. }) => findings,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_template_keeps_every_required_statement() {
    for (text, lacking) in [
        ("choice = Only you can cancel the dispute.\n", "no statement that it is voluntary"),
        ("choice = Cancelling is voluntary.\n", "no statement that only the buyer can do it"),
        ("help = Open { $help-center }.\n", "no statement about the platform's customer service"),
        ("close = Bye.\n", "no statement that everything stays on AliExpress"),
        (
            "protection-over = Protection ended on { $date }.\n",
            "no statement that it cannot be undone after protection has ended",
        ),
        ("choice =\n    .brief = Yes.\n", "no statement that it is voluntary"),
        ("protection-running = It cannot be opened again.\n", "lacks `$date`"),
        ("resolved = You can cancel { $it }.\n", "has an unknown `$it`"),
        ("chioce = You can cancel.\n", "is not a known key, the nearest is `choice`"),
        ("choice = {\"\"}\n", "has no text"),
    ] {
        let found = findings(text);
        assert!(found.iter().any(|f| f.contains(lacking)), "{text}{found:?}");
    }
}

#[test]
fn a_template_offers_and_asks_nothing_that_no_message_may() {
    for (words, finding) in [
        ("Call +44 20 7946 0958.", "a phone number"),
        ("Write to shop@mail.example.", "an e-mail address"),
        ("See shop.example.com.", "a link outside AliExpress"),
        ("We are on WhatsApp.", "a contact or payment outside AliExpress"),
        ("Please leave a good review.", "words about reviews"),
        ("You get a coupon for cancelling.", "words about rewards"),
        ("Please cancel immediately.", "words about pressure"),
        ("Please confirm receipt.", "words about confirming receipt"),
        ("You can always reopen it.", "words about opening again"),
    ] {
        let found = findings(&format!("wording = {words}\n"));
        assert!(found.iter().any(|f| f.contains(finding)), "{words} {found:?}");
    }
}

#[test]
fn a_sound_template_replaces_one_key_and_leaves_the_others() {
    let english = Language::english();
    let own = with_template(english, "en.ftl", "opening = Dear buyer,\n").unwrap();
    assert_eq!(own.text("opening", &[]).unwrap(), "Dear buyer,");
    let ours = Catalogue::of(english).unwrap();
    assert_eq!(own.text("wording", &[]).unwrap(), ours.text("wording", &[]).unwrap());
}

#[test]
fn a_malformed_template_names_the_line() {
    let error = check_template(Language::english(), "en.ftl", "wording = a\nopening\n");
    assert_eq!(error.unwrap_err().to_string(), "catalogue `en.ftl` is not valid at `opening`");
}

/// What `compose` makes of what was agreed in a language.
fn with_own_words(code: &str, text: &str) -> Result<BuyerMessage, MessageError> {
    with_seller_words(code, &SellerWords { agreed: text, ..SellerWords::default() })
}

/// What `compose` makes of the seller's own words in a language.
fn with_seller_words(code: &str, own: &SellerWords<'_>) -> Result<BuyerMessage, MessageError> {
    use crate::domain::{OrderId, Plan, Protection, Situation, Steps};
    let language = Language::parse(code).unwrap();
    let plan = Plan {
        situation: Situation::Resolved,
        steps: Steps::CancelDispute,
        protection: Protection::Unknown,
        cautions: Vec::new(),
    };
    let order = OrderId::parse("82000000000020002").unwrap();
    let labels = LabelOverrides::new();
    let style = MessageStyle {
        tone: Tone::Full,
        surface: Surface::Both,
        wording: Wording::Current,
        marks: Marks::Isolate,
        labels: &labels,
        limit: None,
    };
    compose(&Catalogue::of(language).unwrap(), &Case { order, item: "", plan: &plan }, own, &style)
}

#[test]
fn an_amount_is_written_as_the_language_writes_it() {
    use crate::domain::{Currency, Money};
    let kwd = Currency::from_code("KWD").unwrap();
    let amount = Money { minor: 12_300, currency: kwd };
    for (code, shown) in [
        ("en", "Agreed refund: KWD 12.300"),
        ("de", "Vereinbarte Erstattung: 12,300 KWD"),
        ("pt-BR", "Reembolso combinado: KWD 12,300"),
        ("zh", "商定的退款金额：KWD 12.300"),
    ] {
        let own = SellerWords { amount: Some(amount), ..SellerWords::default() };
        let text = with_seller_words(code, &own).unwrap().text;
        assert!(text.lines().any(|line| line == shown), "{code}: {text}");
    }
}

#[test]
fn own_words_that_no_buyer_should_read_are_refused_in_three_languages() {
    for (language, text) in [
        ("en", "please leave 5 stars"),
        ("pl", "Please leave a good rating"),
        ("en", "we will send 5 USD after you cancel"),
        ("pl", "po anulowaniu wyślemy 5 USD"),
        // Neither the message's language nor English, but the script says which it may be.
        ("en", "поставьте 5 звёзд"),
        ("en", "取消后退 5 美元"),
        ("ja", "취소하시면 5달러를 보내 드립니다"),
        ("zh", "给五星好评"),
        ("de", "Sie erhalten eine Sonderrabattmarke"),
    ] {
        let refused = matches!(with_own_words(language, text), Err(MessageError::OwnText { .. }));
        assert!(refused, "{language}: {text}");
    }
}

#[test]
fn labels_that_sources_attest_pass_and_those_of_no_button_are_refused() {
    for language in &LANGUAGES {
        for label in super::labels(language).unwrap() {
            let own = LabelOverrides::from([("submit".to_owned(), label.text.clone())]);
            assert!(check_overrides(language, &own).is_ok(), "{}: {}", language.code, label.text);
        }
        for text in [" ", "Telegram", "www.shop.example", "加微信", "call +44 20 7946 0958"] {
            let own = LabelOverrides::from([("submit".to_owned(), text.to_owned())]);
            assert!(check_overrides(language, &own).is_err(), "{}: {text}", language.code);
        }
    }
}

#[test]
fn own_words_that_tell_what_was_done_are_left_alone() {
    for (language, text) in [
        ("en", "replacement sent on 12 January, tracking RB123456789CN"),
        ("en", "the operating manual and the integrating sphere were sent again"),
        ("en", "refund of USD 5.00 paid through AliExpress on 12 January"),
        ("ru", "посылка с заменой отправлена 12 января, трек RB123456789CN"),
        ("zh", "1 月 12 日已补发，运单号 RB123456789CN"),
        ("de", "Ersatz am 12. Januar verschickt"),
    ] {
        let message = with_own_words(language, text).unwrap();
        assert!(message.text.contains(text) || language == "ar", "{language}: {text}");
        assert_eq!(message.doubts, [], "{language}: {text}");
    }
}

#[test]
fn a_word_of_another_language_in_latin_script_is_a_doubt() {
    let message = with_own_words("en", "vi daremo un buono sconto").unwrap();
    assert!(message.doubts.iter().any(|doubt| doubt.language == "it"), "{:?}", message.doubts);
}

#[test]
fn the_button_of_2022_is_described_as_what_it_cancels() {
    let none = LabelOverrides::new();
    for language in &LANGUAGES {
        let catalogue = Catalogue::of(language).unwrap();
        let words = super::label_words::LabelWords::of(&catalogue, &none, Marks::Bare).unwrap();
        let slot = super::labels::SLOTS.iter().find(|s| s.name == "cancel-dispute").unwrap();
        let shown = words.show(slot, Surface::Web, Wording::Of2022).unwrap();
        let today = words.show(slot, Surface::Web, Wording::Current).unwrap();
        assert!(shown.contains("Cancel dispute"), "{}: {shown}", language.code);
        assert!(today.contains("Cancel request"), "{}: {today}", language.code);
        // The local word is of the same time as the English one.
        let (before, now) = (shown.replace("dispute", ""), today.replace("request", ""));
        assert!(before != now || language.code == "en" || language.code == "pt-PT", "{before}");
    }
}
