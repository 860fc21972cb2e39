//! Words one message, and what the seller should know of it.

use std::path::{Path, PathBuf};

use super::context::{Context, Locale};
use super::failure::Failure;
use crate::domain::{
    Agreed, Dispute, GuidanceFacts, Metric, Money, OrderFacts, Plan, Protection, Refusal, plan,
};
use crate::messages::{
    self, Because, Case, Catalogue, Choice, LabelOverrides, Language, Marks, Message, OwnWords,
    Style, Surface, Tone,
};
use crate::render::{CountsV1, GuideV1, RefusedV1, Words, confidence_id};
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
pub(super) struct Wording<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) agreed: Option<Agreed>,
    pub(super) stuck: bool,
    pub(super) wording: messages::Wording,
    pub(super) tone: Tone,
    pub(super) surface: Surface,
    pub(super) agreed_text: &'a str,
    pub(super) done: &'a str,
    pub(super) seller_name: &'a str,
    pub(super) amount: Option<Money>,
    pub(super) limit: Option<usize>,
    pub(super) split: bool,
    pub(super) marks: Marks,
    pub(super) labels: LabelOverrides,
    pub(super) templates: Option<PathBuf>,
}

/// A message, or why there is none.
pub(super) enum Told {
    /// A message.
    Message(Box<Worded>),
    /// The situation forbids one.
    Refused(Refusal),
}

/// A message and how it came about.
pub(super) struct Worded {
    /// The message.
    pub(super) message: Message,
    /// It again, cut where that was asked for.
    pub(super) parts: Vec<String>,
    plan: Plan,
    choice: Choice,
    asked: Tone,
    surface: Surface,
    classic: bool,
}

impl Request<'_> {
    /// Decides which message fits and words it.
    pub(super) fn word(&self, wording: &Wording<'_>) -> Result<Told, Failure> {
        let mut facts = GuidanceFacts::of(self.dispute, self.order, self.context.as_of);
        facts.agreed = wording.agreed;
        facts.stuck = wording.stuck;
        let plan = match plan(&facts) {
            Ok(plan) => plan,
            Err(refusal) => return Ok(Told::Refused(refusal)),
        };
        let country = self.dispute.country.or_else(|| self.order.and_then(|order| order.country));
        let choice = Language::choose(wording.language, country)?;
        let catalogue = catalogue(choice.language, wording.templates.as_deref())?;
        let labels = self.labels(choice.language, &wording.labels);
        messages::check_overrides(&labels)?;
        let case = Case { order: self.dispute.order_id, item: self.item(), plan: &plan };
        let own = OwnWords {
            agreed: wording.agreed_text,
            done: wording.done,
            name: wording.seller_name,
            amount: wording.amount,
        };
        let style = Style {
            tone: wording.tone,
            surface: wording.surface,
            wording: wording.wording,
            marks: wording.marks,
            labels: &labels,
            limit: wording.limit.filter(|_| !wording.split),
        };
        let message = messages::compose(&catalogue, &case, &own, &style)?;
        let parts = match wording.limit {
            Some(limit) if wording.split => messages::split(&message.text, limit)?,
            Some(_) | None => vec![message.text.clone()],
        };
        Ok(Told::Message(Box::new(Worded {
            message,
            parts,
            plan,
            choice,
            asked: wording.tone,
            surface: wording.surface,
            classic: wording.wording == messages::Wording::Of2022,
        })))
    }

    /// The item by the best name there is: the title, else the SKU, else the product's id.
    fn item(&self) -> &str {
        let named = self.dispute.product.as_str();
        // An order of several products says nothing of which of them is disputed.
        let order = self.order.filter(|order| named.is_empty() || *order.product == *named);
        let sku = order.map_or("", |order| &order.sku);
        let product = order.map_or("", |order| &order.product);
        [self.dispute.details().title.as_str(), sku, named, product]
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_default()
    }

    /// The seller's own labels: those of the settings, and over them those of the call.
    fn labels(&self, language: &Language, given: &LabelOverrides) -> LabelOverrides {
        let mut labels =
            self.context.found.settings.labels.get(language.code).cloned().unwrap_or_default();
        labels.extend(given.clone());
        labels
    }

    /// Returns what the seller should know of a message.
    pub(super) fn notes(&self, worded: &Worded, words: Words<'_>) -> Vec<String> {
        let mut notes = vec![language_note(&worded.choice, self.context.locale, words)];
        notes.extend(self.cautions(&worded.plan, words));
        let cancels = worded.plan.steps != crate::domain::Steps::AcceptProposal
            && worded.plan.steps != crate::domain::Steps::AskSupportToAccept;
        if cancels {
            let reading = self.rules.metric(Metric::DisputeRate).cancelled.id();
            let key = format!("show-cancel-{reading}");
            let text = words.fill(&key, &[("rules", &self.rules.id)]);
            notes.push(format!("{text} ({})", self.source()));
        }
        let message = &worded.message;
        if message.tone != worded.asked {
            notes.push(words.get("message-shortened"));
        }
        if message.surface != worded.surface {
            let surface = match message.surface {
                Surface::App => "app",
                Surface::Web => "web",
                Surface::Both => "both",
            };
            notes.push(words.fill("message-one-surface", &[("surface", surface)]));
        }
        if worded.classic {
            notes.push(words.get("classic-labels"));
        }
        if worded.parts.len() > 1 {
            let count = worded.parts.len().to_string();
            notes.push(words.fill("message-parts", &[("count", &count)]));
        }
        let (characters, units) =
            (message.characters().to_string(), message.utf16_units().to_string());
        let length = [("characters", characters.as_str()), ("units", units.as_str())];
        notes.push(words.fill("message-length", &length));
        if worded.parts.len() == 1 && message.characters() > 1_000 {
            notes.push(words.get("message-long"));
        }
        notes
    }

    fn cautions(&self, plan: &Plan, words: Words<'_>) -> Vec<String> {
        let days = crate::domain::FEW_DAYS.to_string();
        let values = [("days", days.as_str()), ("status", self.dispute.details().status.as_str())];
        plan.cautions
            .iter()
            .map(|caution| words.fill(&format!("caution-{}", caution.id()), &values))
            .collect()
    }

    fn source(&self) -> String {
        let rule = self.rules.metric(Metric::DisputeRate);
        let sources = rule.sources.join(", ");
        format!("{}; confidence {}", sources, confidence_id(rule.confidence))
    }

    /// Returns a message, or its refusal, as JSON.
    pub(super) fn json(&self, told: &Told, words: Words<'_>) -> GuideV1 {
        let rule = self.rules.metric(Metric::DisputeRate);
        let counts = CountsV1 {
            rule_set: self.rules.id.clone(),
            reading: rule.cancelled.id(),
            sources: rule.sources.clone(),
            confidence: confidence_id(rule.confidence),
        };
        let mut document = GuideV1 {
            schema: "disputes/guide/v1",
            order_id: self.dispute.order_id.to_string(),
            dispute_id: (!self.dispute.details().id.is_empty())
                .then(|| self.dispute.details().id.to_string()),
            lang: None,
            situation: None,
            text: None,
            parts: Vec::new(),
            characters: None,
            utf16_units: None,
            buyer_protection_ends_at: None,
            counts_after_cancel: rule.cancelled.counts(),
            counts_rule: counts,
            warnings: Vec::new(),
            notes: Vec::new(),
            refused: None,
        };
        match told {
            Told::Message(worded) => {
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
            }
            Told::Refused(refusal) => {
                document.refused = Some(RefusedV1 {
                    code: refusal.id(),
                    reason: refusal.to_string(),
                    at: refusal.at().map(|at| at.to_string()),
                    instead: refusal.instead(),
                });
            }
        }
        document
    }
}

/// Says why there is no message, with what happened and when as far as the data tells.
pub(super) fn refused(refusal: &Refusal, dispute: Option<&Dispute>) -> Failure {
    let word =
        dispute.map(|dispute| dispute.details().status.trim()).filter(|word| !word.is_empty());
    let word = word.map(|word| format!("`{word}`, ")).unwrap_or_default();
    let when = match (refusal, refusal.at()) {
        (Refusal::Cancelled { .. } | Refusal::Ended { .. }, Some(at)) => format!(" ({word}{at})"),
        (Refusal::Cancelled { .. } | Refusal::Ended { .. }, None) => {
            format!(" ({word}the data does not say when)")
        }
        (_, Some(at)) => format!(" ({at})"),
        (_, None) => String::new(),
    };
    Failure::with_code(anyhow::anyhow!("{refusal}{when}"), NOTHING_TO_GUIDE).hint(refusal.instead())
}

fn language_note(choice: &Choice, locale: Locale, words: Words<'_>) -> String {
    let language = match locale {
        Locale::English => choice.language.english,
        Locale::Chinese => choice.language.chinese,
    };
    match &choice.because {
        Because::Asked => words.fill("language-asked", &[("language", language)]),
        Because::Country { country, others, ambiguous, note, note_zh } => {
            let note = match locale {
                Locale::English => note,
                Locale::Chinese => note_zh,
            };
            let (code, others) = (country.to_string(), others.join(", "));
            let values =
                [("language", language), ("country", code.as_str()), ("others", others.as_str())];
            let mut text = if *ambiguous {
                words.fill("language-ambiguous", &values)
            } else {
                words.fill("language-country", &values)
            };
            if !*ambiguous && !others.is_empty() {
                text = format!("{text} {}", words.fill("language-others", &values));
            }
            if note.is_empty() { text } else { format!("{text} {note}") }
        }
        Because::CountryUnlisted(country) => {
            let code = country.to_string();
            words.fill("language-unlisted", &[("language", language), ("country", &code)])
        }
        Because::CountryUnknown => words.fill("language-unknown", &[("language", language)]),
    }
}

/// Returns a language's catalogue, with the seller's own keys over ours where there are any.
fn catalogue(language: &'static Language, templates: Option<&Path>) -> Result<Catalogue, Failure> {
    let own = templates.map(|folder| folder.join(format!("{}.ftl", language.code)));
    match own.filter(|path| path.is_file()) {
        None => Ok(Catalogue::of(language)?),
        Some(path) => {
            let name = path.display().to_string();
            Ok(messages::with_template(language, &name, &read(&path)?)?)
        }
    }
}

/// Checks a seller's own catalogue; returns the language.
pub(super) fn template(path: &Path) -> Result<&'static str, Failure> {
    let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let language = Language::parse(code)?;
    messages::check_template(language, &path.display().to_string(), &read(path)?)?;
    Ok(language.english)
}

#[expect(clippy::disallowed_methods, reason = "the seller's own catalogues are opened here")]
fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|cause| {
        let text = format!("cannot read `{}`", path.display());
        Failure::settings(anyhow::Error::new(cause).context(text))
    })
}
