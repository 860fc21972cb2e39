//! Every message that can come out, held against `docs/platform/buyer.md`.

use std::collections::HashMap;

use super::*;
use crate::domain::{
    Agreed, Currency, GuidanceFacts, Moment, Money, OrderId, Plan, Protection, Situation, Stage,
    State, Steps, Turn, plan,
};

const ORDER: &str = "82000000000020002";
const ITEM: &str = "Wireless desk lamp with charging base, black, 2026 version, 1 pc";

fn protections() -> [(Protection, i64); 5] {
    // Both halves of the year, so that both abbreviations of platform time occur, and the
    // longest month names.
    let winter = Moment::from_rfc3339("2026-11-24T07:59:00Z").unwrap();
    let summer = Moment::from_rfc3339("2026-09-30T06:59:00Z").unwrap();
    [
        (Protection::Unknown, 0),
        (Protection::Until(winter), 40),
        (Protection::Until(summer), 6),
        (Protection::Over(winter), 0),
        (Protection::Over(summer), 0),
    ]
}

/// Returns every plan that the decision can give, each once, and how many situations lead to one.
fn every_plan() -> (Vec<Plan>, u32) {
    let (mut plans, mut situations): (Vec<Plan>, u32) = (Vec::new(), 0);
    let agreed = Agreed::ALL.map(Some).into_iter().chain([None]);
    let stages = [None, Some(Stage::Negotiation), Some(Stage::Platform), Some(Stage::Returning)];
    for agreed in agreed {
        for stage in stages {
            for (protection, protected_days) in protections() {
                for stuck in [false, true] {
                    let facts = GuidanceFacts {
                        state: State::Open,
                        later_knowledge: false,
                        over_since: false,
                        status_known: true,
                        stage,
                        turn: Turn::Unknown,
                        closed_at: None,
                        ruled_at: None,
                        refunded: false,
                        protection,
                        protected_days,
                        agreed,
                        stuck,
                    };
                    if let Ok(plan) = plan(&facts) {
                        situations += 1;
                        let words = |p: &Plan| (p.situation, p.steps, p.protection);
                        if !plans.iter().any(|known| words(known) == words(&plan)) {
                            plans.push(plan);
                        }
                    }
                }
            }
        }
    }
    (plans, situations)
}

fn styles<'a>(language: &Language, labels: &'a LabelOverrides) -> Vec<MessageStyle<'a>> {
    let mut styles = Vec::new();
    let marks: &[Marks] = match language.direction {
        Direction::LeftToRight => &[Marks::Bare],
        Direction::RightToLeft => &[Marks::Isolate, Marks::Bare],
    };
    for tone in [Tone::Full, Tone::Brief] {
        for surface in [Surface::Both, Surface::Web, Surface::App] {
            for wording in [Wording::Current, Wording::Of2022] {
                for &marks in marks {
                    styles.push(MessageStyle {
                        tone,
                        surface,
                        wording,
                        marks,
                        labels,
                        limit: None,
                    });
                }
            }
        }
    }
    styles
}

fn own_words() -> [SellerWords<'static>; 2] {
    let usd = Currency::from_code("USD").unwrap();
    let amount = Some(Money { minor: 1230, currency: usd });
    let full = SellerWords { agreed: "A7", done: "R-1", name: "Shop", amount };
    [SellerWords::default(), full]
}

/// Where something is wrong; worded only then.
struct MessagePlace<'a> {
    language: &'a Language,
    plan: &'a Plan,
    style: &'a MessageStyle<'a>,
    text: &'a str,
}

impl std::fmt::Display for MessagePlace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {:?}\n{}", self.language.code, self.plan, self.style, self.text)
    }
}

/// What a guard finds in lines. Messages share most of their lines, and neither a forbidden word
/// nor a statement reaches over the end of one, so each line is looked at once.
struct Lines {
    guard: Guard,
    known: HashMap<String, (Vec<Finding>, Vec<Statement>)>,
}

impl Lines {
    fn of(language: &Language) -> Self {
        let guard = language.guard.text();
        let one_line = !guard.contains("\\n") && !guard.contains("\"\"\"");
        assert!(one_line, "{}: a word of the guard reaches over a line's end", language.code);
        Self { guard: Guard::of(language).unwrap(), known: HashMap::new() }
    }

    /// Returns what a text must not have, and the statements that it makes.
    fn read(&mut self, text: &str) -> (Vec<Finding>, Vec<Statement>) {
        let (mut findings, mut statements) = (Vec::new(), Vec::new());
        for line in text.lines() {
            if !self.known.contains_key(line) {
                let states = |statement: &Statement| self.guard.states(*statement, line);
                let states = Statement::ALL.into_iter().filter(states).collect();
                self.known.insert(line.to_owned(), (self.guard.forbidden(line), states));
            }
            let (found, stated) = &self.known[line];
            findings.extend_from_slice(found);
            statements.extend_from_slice(stated);
        }
        (findings, statements)
    }
}

/// What a message must and must not have, whatever it is about.
fn check(
    language: &Language,
    lines: &mut Lines,
    plan: &Plan,
    style: &MessageStyle<'_>,
    message: &BuyerMessage,
) {
    let text = &message.text;
    let place = MessagePlace { language, plan, style, text };
    let (findings, statements) = lines.read(text);
    assert_eq!(findings, [], "{place}");
    for statement in Statement::ALL {
        assert!(statements.contains(&statement), "{statement:?} is missing: {place}");
    }
    let limit = style.tone.limit();
    assert!(message.utf16_units() <= limit, "{} characters: {place}", message.utf16_units());
    assert_eq!(text.matches(ORDER).count(), 1, "{place}");
    for number in 1..=4 {
        let step = format!("{number}. ");
        assert!(text.lines().any(|line| line.starts_with(&step)), "{place}");
    }
    // One date, and none that only a machine would write.
    let dates = match plan.protection {
        Protection::Unknown => 0,
        Protection::Until(_) | Protection::Over(_) => 1,
    };
    assert_eq!(text.matches("2026").count() - item_years(text), dates, "{place}");
    for machine in ["2026-", "PST", "PDT", "+00:00"] {
        assert!(!text.contains(machine), "{machine}: {place}");
    }
    check_surface(plan, style, message, &place);
    assert!(!text.contains("http") && !text.contains(['{', '}', '$']), "{place}");
    assert!(!text.contains("  ") && !text.contains(" \n") && !text.contains("..\n"), "{place}");
    if language.direction == Direction::RightToLeft && style.marks == Marks::Isolate {
        for line in text.lines() {
            let count = |mark: char| line.matches(mark).count();
            assert_eq!(count('\u{2068}'), count('\u{2069}'), "{line}: {place}");
            let first = line.chars().find(|c| c.is_alphabetic() || *c == '\u{200f}');
            let rtl = |c| matches!(c, '\u{200f}' | '\u{590}'..='\u{6ff}');
            assert!(first.is_none_or(rtl), "{line}: {place}");
        }
    }
    if plan.steps == Steps::AcceptProposal && language.code == "en" {
        assert!(text.contains("Please do not cancel the dispute"), "{place}");
        assert!(text.contains("If not, please do not accept; write to us instead."), "{place}");
    }
    if plan.asks_to_cancel() && language.code == "en" {
        assert!(text.contains("Do not press “Accept”"), "{place}");
        assert!(!text.contains("agreed refund") && !text.contains("amount"), "{place}");
    }
    if plan.situation == Situation::Keep && language.code == "en" {
        assert!(text.contains("no refund is paid"), "{place}");
    }
}

/// How often the item's title, where it is shown that far, has the year.
fn item_years(text: &str) -> usize {
    text.matches("2026 version").count() + text.matches("black, 2026…").count()
}

/// Most buyers read on a phone: where both surfaces were asked for, the app's path is never what
/// is dropped.
fn check_surface(
    plan: &Plan,
    style: &MessageStyle<'_>,
    message: &BuyerMessage,
    place: &MessagePlace<'_>,
) {
    let kept = match style.surface {
        Surface::Both => message.surface != Surface::Web,
        Surface::App | Surface::Web => message.surface == style.surface,
    };
    assert!(kept, "{:?}: {place}", message.surface);
    let steps =
        matches!(plan.steps, Steps::CancelDispute | Steps::CancelReturn | Steps::AcceptProposal);
    let classic = style.wording == Wording::Of2022 && plan.steps != Steps::AcceptProposal;
    if steps && !classic && message.surface != Surface::Web {
        // The app's list of orders has the English name "Orders", in every language.
        assert!(place.text.contains("Orders") && place.text.contains("Account"), "{place}");
    }
}

/// Words every plan in every style in one language; returns how many messages that gives.
fn check_language(language: &'static Language, plans: &[Plan]) -> u32 {
    let none = LabelOverrides::new();
    let order = OrderId::parse(ORDER).unwrap();
    let catalogue = Catalogue::of(language).unwrap();
    let mut lines = Lines::of(language);
    let mut count = 0_u32;
    for plan in plans {
        for style in styles(language, &none) {
            for own in own_words() {
                let case = Case { order, item: ITEM, plan };
                // Where a name makes a message too long, it is left out.
                let unsigned = SellerWords { name: "", ..own };
                let message = compose(&catalogue, &case, &own, &style)
                    .or_else(|_| compose(&catalogue, &case, &unsigned, &style));
                count += 1;
                // A brief message may have no room for the seller's own words.
                match message {
                    Ok(message) => check(language, &mut lines, plan, &style, &message),
                    Err(error) => {
                        assert!(style.tone == Tone::Brief && !own.done.is_empty(), "{error}");
                    }
                }
            }
        }
    }
    count
}

#[test]
fn a_brief_message_has_room_for_an_amount_or_a_signature() {
    let (plans, _) = every_plan();
    let (none, order) = (LabelOverrides::new(), OrderId::parse(ORDER).unwrap());
    let amount = Money { minor: 123_450, currency: Currency::from_code("USD").unwrap() };
    let mut long = Vec::new();
    for language in LANGUAGES.iter() {
        let catalogue = Catalogue::of(language).unwrap();
        for plan in &plans {
            let accepts = plan.steps == Steps::AcceptProposal;
            let own = match accepts {
                true => SellerWords { amount: Some(amount), ..SellerWords::default() },
                false => SellerWords { name: "Lamp House", ..SellerWords::default() },
            };
            for style in styles(language, &none) {
                let case = Case { order, item: ITEM, plan };
                let message = compose(&catalogue, &case, &own, &style).unwrap();
                let limit = if style.tone == Tone::Brief { BRIEF_LIMIT } else { FULL_LIMIT };
                let place = MessagePlace { language, plan, style: &style, text: &message.text };
                if message.utf16_units() > limit {
                    long.push(format!("{}: {place}", message.utf16_units()));
                }
                let stands = message.text.contains("1234") && message.text.contains("USD");
                assert_eq!(stands, accepts, "{place}");
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn words_of_the_seller_that_make_a_message_too_long_are_refused() {
    let (plans, _) = every_plan();
    let (none, order) = (LabelOverrides::new(), OrderId::parse(ORDER).unwrap());
    let amount = Some(Money { minor: 1_230, currency: Currency::from_code("USD").unwrap() });
    let long = "word ".repeat(80);
    let words = [("Lamp House", ""), ("L", &long)];
    for language in LANGUAGES.iter() {
        let catalogue = Catalogue::of(language).unwrap();
        for plan in &plans {
            for style in styles(language, &none).iter().filter(|s| s.surface == Surface::Both) {
                for (name, agreed) in words {
                    let own = SellerWords { name, agreed, amount, ..SellerWords::default() };
                    let case = Case { order, item: ITEM, plan };
                    match compose(&catalogue, &case, &own, style) {
                        Ok(message) => assert!(message.utf16_units() <= style.tone.limit()),
                        Err(error) => assert!(matches!(error, MessageError::TooLong { .. })),
                    }
                }
            }
        }
    }
}

#[test]
fn no_message_breaks_a_rule() {
    let (plans, situations) = every_plan();
    let plans = plans.as_slice();
    let count: u32 = std::thread::scope(|scope| {
        let check = |language| scope.spawn(move || check_language(language, plans));
        let running: Vec<_> = LANGUAGES.iter().map(check).collect();
        running.into_iter().map(|language| language.join().unwrap()).sum()
    });
    // Pinned, so that a combination that drops out is noticed.
    assert_eq!((situations, plans.len(), count), (188, 41, 19_680));
}
