//! Words one message, and what the seller should know of it.

use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::failure::{Failure, unreadable_settings};
use crate::cli::output::language;
use crate::domain::{
    Agreed, Caution, Country, Dispute, GuidanceFacts, Metric, Money, OrderFacts, Plan, Protection,
    Refusal, is_hostile, plan,
};
use crate::files::{self, Bounds};
use crate::input::decode::country_names::called;
use crate::messages::Locale;
use crate::messages::{
    self, Because, BuyerMessage, Case, Catalogue, Choice, Finding, LabelOverrides, Language, Marks,
    MessageError, MessageStyle, SellerWords, Surface, Tone,
};
use crate::render::{CountsV1, GuideV1, RefusedV1, Translator, values};
use crate::rules::RuleSet;

/// Exit code: the situation forbids a message.
pub(super) const NOTHING_TO_GUIDE: u8 = 5;

/// What a message is about.
pub(super) struct Request<'a> {
    /// The dispute.
    pub(super) dispute: &'a Dispute,
    /// Its order, when an order input holds it.
    pub(super) order: Option<&'a OrderFacts>,
    /// The rule set, for what a cancellation does to the rate.
    pub(super) rules: &'a RuleSet,
    /// As-of and settings.
    pub(super) context: &'a Context,
}

/// How the message is to be worded.
pub(super) struct GuideWording<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) agreed: Option<Agreed>,
    pub(super) stuck: bool,
    pub(super) wording: messages::Wording,
    pub(super) tone: Tone,
    pub(super) surface: Surface,
    pub(super) agreed_text: &'a str,
    pub(super) done: &'a str,
    pub(super) seller_name: &'a str,
    /// The refund that is named; `None` for none.
    pub(super) amount: Option<Money>,
    pub(super) limit: Option<usize>,
    pub(super) split: bool,
    pub(super) marks: Marks,
    pub(super) labels: LabelOverrides,
    pub(super) templates: Option<PathBuf>,
}

/// A message, or why there is none.
pub(super) enum GuideOutcome<'a> {
    /// A message.
    Message(Box<Worded<'a>>),
    /// The situation forbids one.
    Refused(Refusal),
}

/// A message and how it came about.
pub(super) struct Worded<'a> {
    /// The message.
    pub(super) message: BuyerMessage,
    /// It again, cut where that was asked for.
    pub(super) parts: Vec<String>,
    pub(super) plan: Plan,
    choice: Choice,
    asked: &'a GuideWording<'a>,
    signature: Signer,
}

/// Who signs.
enum Signer {
    /// The name given.
    Given,
    /// The shop's name in the data.
    Shop(String),
    /// Nobody: with a name the message would be too long.
    NoRoom,
    /// Nobody: no name is known.
    Nobody,
}

impl Request<'_> {
    /// Decides which message fits and words it.
    pub(super) fn word<'w>(
        &self,
        wording: &'w GuideWording<'w>,
    ) -> Result<GuideOutcome<'w>, Failure> {
        let mut facts = GuidanceFacts::of(self.dispute, self.order, self.context.as_of);
        facts.agreed = wording.agreed;
        facts.stuck = wording.stuck;
        let plan = match plan(&facts) {
            Ok(plan) => plan,
            Err(refusal) => return Ok(GuideOutcome::Refused(refusal)),
        };
        let country = self.dispute.country.or_else(|| self.order.and_then(|order| order.country));
        let choice = Language::choose(wording.language, country)?;
        let catalogue = catalogue(choice.language, wording.templates.as_deref())?;
        let labels = self.labels(choice.language, &wording.labels);
        // A title that no buyer may be shown is left out, as the notes say.
        let item = self.item().unwrap_or_else(|_| String::new());
        let case = Case { order: self.dispute.order_id, item: &item, plan: &plan };
        let (message, signature) = self.signed(&catalogue, &case, wording, &labels)?;
        let parts = match wording.limit {
            Some(limit) if wording.split => messages::split(&message, limit)?,
            Some(_) | None => vec![message.text.clone()],
        };
        Ok(GuideOutcome::Message(Box::new(Worded {
            message,
            parts,
            plan,
            choice,
            asked: wording,
            signature,
        })))
    }

    /// Words the case, signed. A name is left out where the message would be too long with it.
    fn signed(
        &self,
        catalogue: &Catalogue,
        case: &Case<'_>,
        wording: &GuideWording<'_>,
        labels: &LabelOverrides,
    ) -> Result<(BuyerMessage, Signer), Failure> {
        let style = MessageStyle {
            tone: wording.tone,
            surface: wording.surface,
            wording: wording.wording,
            marks: wording.marks,
            labels,
            limit: wording.limit.filter(|_| !wording.split),
        };
        let with = |signature: &Signer| {
            let own = SellerWords {
                agreed: wording.agreed_text,
                done: wording.done,
                name: match signature {
                    Signer::Given => wording.seller_name,
                    Signer::Shop(name) => name,
                    Signer::NoRoom | Signer::Nobody => "",
                },
                amount: wording.amount,
            };
            messages::compose(catalogue, case, &own, &style)
        };
        let signature = self.signature(wording.seller_name);
        match with(&signature) {
            Err(MessageError::TooLong { .. }) => Ok((with(&Signer::NoRoom)?, Signer::NoRoom)),
            worded => Ok((worded?, signature)),
        }
    }

    /// Who signs: the name given, else the shop's name in the data. A name that the settings give
    /// a shop is the seller's own short word for it, which no buyer knows. A name that no buyer
    /// may be shown, such as an address, is left out.
    fn signature(&self, given: &str) -> Signer {
        if !given.trim().is_empty() {
            return Signer::Given;
        }
        let shop = self.dispute.shop.as_str().trim();
        let in_settings = self.context.found.settings.shops.iter().any(|own| own.name == shop);
        let fit = messages::own_text("seller-name", shop)
            .is_ok_and(|text| text == shop && messages::is_free_of_contacts(shop));
        if shop.is_empty() || in_settings || !fit {
            return Signer::Nobody;
        }
        Signer::Shop(shop.to_owned())
    }

    /// The item by its title; empty when it is not known, and an error when no buyer may be shown it. A
    /// SKU or a product's number says nothing to a buyer.
    fn item(&self) -> Result<String, Finding> {
        messages::item_title(&self.dispute.details().title)
    }

    /// A name of the item that only the seller knows: the SKU or the product's number.
    fn code(&self) -> Option<&str> {
        let named = self.dispute.product.as_str();
        // An order of several products says nothing of which of them is disputed.
        let order = self.order.filter(|order| named.is_empty() || *order.product == *named);
        let sku = order.map_or("", |order| &order.sku);
        let product = order.map_or("", |order| &order.product);
        [sku, named, product].into_iter().find(|name| !name.trim().is_empty())
    }

    /// The seller's own labels: those of the settings, and over them those of the call; without signs that
    /// a terminal or a chat would obey.
    fn labels(&self, language: &Language, given: &LabelOverrides) -> LabelOverrides {
        // Settings may name no labels of a language.
        let mut labels =
            self.context.found.settings.labels.get(language.code).cloned().unwrap_or_default();
        labels.extend(given.clone());
        labels.values_mut().for_each(|text| text.retain(|sign| !is_hostile(sign)));
        labels
    }

    /// Returns what the seller should know of a message.
    pub(super) fn notes(&self, worded: &Worded<'_>, words: Translator<'_>) -> Vec<String> {
        let mut notes = vec![language_note(&worded.choice, self.context.locale, words)];
        notes.extend(self.cautions(&worded.plan, words));
        if worded.plan.asks_to_cancel() {
            let reading = self.rules.metric(Metric::DisputeRate).cancelled.id();
            let key = format!("show-cancel-{reading}");
            let text = words.fill(&key, values!(rules = self.rules.id));
            notes.push(words.fill("with-source", values!(text, source = self.source(words))));
        }
        notes.extend(self.facts_notes(worded, words));
        notes.extend(form_notes(worded, words));
        notes
    }

    /// What may make a message wrong for this buyer, besides that no agreement was stated.
    pub(super) fn warnings(&self, worded: &Worded<'_>, words: Translator<'_>) -> Vec<String> {
        let mut plan = worded.plan.clone();
        plan.cautions.retain(|caution| *caution != Caution::NotStated);
        let cautions = self.cautions(&plan, words);
        cautions.into_iter().chain(self.refund_note(worded.asked.amount, words)).collect()
    }

    /// What the seller should know of the facts that the message holds and lacks.
    fn facts_notes(&self, worded: &Worded<'_>, words: Translator<'_>) -> Vec<String> {
        let mut notes = Vec::new();
        let has_own_words = !(worded.asked.agreed_text.is_empty() && worded.asked.done.is_empty());
        notes.push(words.get(match has_own_words {
            true => "own-words-untranslated",
            false => "own-words-missing",
        }));
        for doubt in &worded.message.doubts {
            let named = Language::parse(doubt.language)
                .map_or(doubt.language, |language| name_of(language, self.context.locale));
            let finding = language::translated(&doubt.finding.to_string());
            let values = values!(flag = doubt.field, language = named, finding);
            notes.push(words.fill("own-words-doubt", values));
        }
        if !worded.plan.asks_to_cancel() && worded.asked.amount.is_none() {
            notes.push(words.get("amount-missing"));
        }
        notes.extend(self.refund_note(worded.asked.amount, words));
        notes.extend(self.item_note(words));
        match &worded.signature {
            Signer::Given => {}
            Signer::Shop(name) => notes.push(words.fill("signed-shop", values!(name))),
            Signer::NoRoom => notes.push(words.get("signed-no-room")),
            Signer::Nobody => notes.push(words.get("signed-nobody")),
        }
        notes
    }

    /// How the refund compares with what the buyer paid; `None` where nothing is odd.
    fn refund_note(&self, refund: Option<Money>, words: Translator<'_>) -> Option<String> {
        let (refund, paid) = (refund?, self.order.and_then(|order| order.amount)?);
        let key = match refund.currency == paid.currency {
            true if refund.minor > paid.minor => "amount-above-order",
            true => return None,
            false => "amount-other-currency",
        };
        let shown = |money: Money| format!("{} {}", money.currency.code(), money.decimal());
        let (refund, paid) = (shown(refund), shown(paid));
        Some(words.fill(key, values!(refund, paid)))
    }

    /// Why the message does not name the item; `None` where it does, or nothing is known of the item.
    fn item_note(&self, words: Translator<'_>) -> Option<String> {
        match self.item() {
            Ok(title) if title.is_empty() => {
                self.code().map(|code| words.fill("item-left-out", values!(code)))
            }
            Ok(_) => None,
            Err(finding) => {
                let finding = language::translated(&finding.to_string());
                Some(words.fill("item-unfit", values!(finding)))
            }
        }
    }

    fn cautions(&self, plan: &Plan, words: Translator<'_>) -> Vec<String> {
        let values = values!(status = self.dispute.details().status);
        plan.cautions
            .iter()
            .map(|caution| words.fill(&format!("caution-{}", caution.id()), values))
            .collect()
    }

    /// The sources of what a cancellation does to the rate, and how sure they are.
    fn source(&self, words: Translator<'_>) -> String {
        let rule = self.rules.metric(Metric::DisputeRate);
        let sources: Vec<_> = rule
            .sources
            .iter()
            .map(|id| match id.as_str() {
                "help-2022" | "tool" => words.get(&format!("source-{id}")),
                other => other.to_owned(),
            })
            .collect();
        let sources = sources.join(&words.get("list-separator"));
        let confidence = words.get(&format!("confidence-{}", rule.confidence.id()));
        words.fill("sources", values!(sources, confidence))
    }

    /// Returns a message, or its refusal, as JSON.
    pub(super) fn json(&self, outcome: &GuideOutcome<'_>, words: Translator<'_>) -> GuideV1 {
        let rule = self.rules.metric(Metric::DisputeRate);
        let counts = CountsV1 {
            rule_set: self.rules.id.clone(),
            reading: rule.cancelled.id(),
            sources: rule.sources.clone(),
            confidence: rule.confidence.id(),
        };
        let mut document = GuideV1 {
            schema: "disputes/guide/v1",
            order_id: self.dispute.order_id.to_string(),
            dispute_id: (!self.dispute.details().id.is_empty())
                .then(|| self.dispute.details().id.to_string()),
            counts_after_cancel: rule.cancelled.counts(),
            counts_rule: counts,
            ..GuideV1::default()
        };
        match outcome {
            GuideOutcome::Message(worded) => {
                let message = &worded.message;
                document.lang = Some(worded.choice.language.code);
                document.situation = Some(worded.plan.situation.id());
                document.text = Some(message.text.clone());
                document.parts.clone_from(&worded.parts);
                document.characters = Some(message.characters());
                document.utf16_units = Some(message.utf16_units());
                document.buyer_protection_ends_at = match worded.plan.protection {
                    Protection::Unknown => None,
                    Protection::Until(at) | Protection::Over(at) => Some(at.to_string()),
                };
                document.warnings = self.cautions(&worded.plan, words);
                document.notes = vec![language_note(&worded.choice, self.context.locale, words)];
                document.notes.extend(self.facts_notes(worded, words));
                document.notes.extend(form_notes(worded, words));
            }
            GuideOutcome::Refused(refusal) => {
                document.refused = Some(RefusedV1 {
                    code: refusal.id(),
                    reason: refusal_text(refusal, words),
                    at: refusal.at().map(|at| at.to_string()),
                    instead: words.get(&format!("instead-{}", refusal.id())),
                });
            }
        }
        document
    }
}

/// What the seller should know of the form that a message came out in.
fn form_notes(worded: &Worded<'_>, words: Translator<'_>) -> Vec<String> {
    let (message, asked) = (&worded.message, worded.asked);
    let mut notes = Vec::new();
    if message.tone != asked.tone {
        notes.push(words.get("message-shortened"));
    } else if message.steps != asked.tone {
        notes.push(words.get("message-short-steps"));
    }
    if message.surface != asked.surface {
        let key = match message.surface {
            Surface::App => "message-app-only",
            Surface::Web | Surface::Both => "message-web-only",
        };
        notes.push(words.get(key));
    }
    if asked.wording == messages::Wording::Of2022 {
        notes.push(words.get("classic-labels"));
    }
    if worded.parts.len() > 1 {
        notes.push(words.fill("message-parts", values!(count = worded.parts.len())));
    }
    let (characters, units) = (message.characters(), message.utf16_units());
    let shown = characters.to_string();
    notes.push(if characters == units {
        words.fill("message-length", values!(characters = shown))
    } else {
        words.fill("message-length-units", values!(characters = shown, units))
    });
    if worded.parts.len() == 1 && characters > 1_000 {
        notes.push(words.get("message-long"));
    }
    notes
}

/// Returns why there is no message.
pub(super) fn refusal_text(refusal: &Refusal, words: Translator<'_>) -> String {
    words.fill(&format!("refusal-{}", refusal.id()), values!(days = crate::domain::FEW_DAYS))
}

/// Says why there is no message, with what happened and when as far as the data tells.
pub(super) fn refused(
    refusal: &Refusal,
    dispute: Option<&Dispute>,
    words: Translator<'_>,
) -> Failure {
    let status = dispute.map_or("", |dispute| dispute.details().status.trim());
    let reason = refusal_text(refusal, words);
    let at = refusal.at().map(|at| at.to_string());
    let ended = matches!(refusal, Refusal::Cancelled { .. } | Refusal::Ended { .. });
    let text = match (ended, status.is_empty(), &at) {
        (true, false, Some(at)) => words.fill("refused-status-at", values!(reason, status, at)),
        (true, false, None) => words.fill("refused-status-undated", values!(reason, status)),
        (true, true, None) => words.fill("refused-undated", values!(reason)),
        (_, _, Some(at)) => words.fill("refused-at", values!(reason, at)),
        (false, _, None) => reason,
    };
    let instead = words.get(&format!("instead-{}", refusal.id()));
    Failure::with_code(anyhow::anyhow!(text), NOTHING_TO_GUIDE).hint(instead)
}

/// Returns a language's name in the seller's language.
const fn name_of(language: &Language, locale: Locale) -> &'static str {
    match locale {
        Locale::English => language.english,
        Locale::Chinese => language.chinese,
    }
}

fn language_note(choice: &Choice, locale: Locale, words: Translator<'_>) -> String {
    let language = name_of(choice.language, locale);
    match &choice.because {
        Because::Asked => words.fill("language-asked", values!(language)),
        Because::Country { country, others, ambiguous, note, note_zh } => {
            let note = match locale {
                Locale::English => note,
                Locale::Chinese => note_zh,
            };
            let (country, others) = (country_name(*country, locale), names(others, locale));
            let values = values!(language, country, others);
            let text = match (*ambiguous, others.is_empty()) {
                (true, _) => words.fill("language-ambiguous", values),
                (false, false) => words.fill("language-country-others", values),
                (false, true) => words.fill("language-country", values),
            };
            let (blank, stop) = if locale == Locale::Chinese { ("", "。") } else { (" ", ".") };
            if note.is_empty() { text } else { format!("{text}{blank}{note}{stop}") }
        }
        Because::CountryUnlisted(country) => {
            let country = country_name(*country, locale);
            words.fill("language-unlisted", values!(language, country))
        }
        Because::CountryUnknown => words.fill("language-unknown", values!(language)),
    }
}

/// Names a country in the seller's language; one without a name by its code.
fn country_name(country: Country, locale: Locale) -> String {
    match (called(country), locale) {
        (Some(called), Locale::English) => called.english,
        (Some(called), Locale::Chinese) => called.chinese,
        (None, _) => country.to_string(),
    }
}

/// Names languages in the seller's; those that no message is offered in by their tags.
fn names(tags: &[String], locale: Locale) -> String {
    let name = |tag: &String| match messages::LANGUAGES.iter().find(|known| known.code == tag) {
        Some(language) if locale == Locale::Chinese => language.chinese.to_owned(),
        Some(language) => language.english.to_owned(),
        None => tag.clone(),
    };
    let names: Vec<_> = tags.iter().map(name).collect();
    names.join(if locale == Locale::Chinese { "、" } else { ", " })
}

/// Returns a language's catalogue, with the seller's own keys over ours where there are any.
fn catalogue(language: &'static Language, templates: Option<&Path>) -> Result<Catalogue, Failure> {
    if let Some(folder) = templates.filter(|folder| !folder.is_dir()) {
        return Err(usage_error!("there is no folder `{}` of your own messages", folder.display()));
    }
    let own = templates.map(|folder| folder.join(format!("{}.ftl", language.code)));
    match own.filter(|path| path.is_file()) {
        None => Ok(Catalogue::of(language)?),
        Some(path) => {
            let name = path.display().to_string();
            Ok(messages::with_template(language, &name, &read(&path, Bounds::USUAL)?)?)
        }
    }
}

/// Checks a seller's own catalogue; returns the language.
pub(super) fn template(path: &Path, bounds: Bounds) -> Result<&'static str, Failure> {
    // A name that is not UTF-8 is not the code of a language either.
    let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let language = Language::parse(code)?;
    messages::check_template(language, &path.display().to_string(), &read(path, bounds)?)?;
    Ok(language.english)
}

fn read(path: &Path, bounds: Bounds) -> Result<String, Failure> {
    files::read_text(path, bounds.of_settings()).map_err(|cause| {
        let text = format!("cannot read `{}`", path.display());
        unreadable_settings(anyhow::Error::new(cause).context(text))
    })
}
