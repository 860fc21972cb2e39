//! Words a plan: one plain-text message to a buyer.

use super::catalogue::Values;
use super::labels::{SLOTS, Slot, Words};
use super::text::{data_text, own_text};
use super::{
    Catalogue, Direction, LabelOverrides, Marks, MessageError, Surface, Tone, Wording, guard,
};
use crate::domain::{Moment, Money, OrderId, Plan, Protection, Situation, Steps, Zone};

/// The most characters a full message has.
pub const FULL_LIMIT: usize = 1500;
/// The most characters a brief message has.
pub const BRIEF_LIMIT: usize = 900;

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The order.
    pub order: OrderId,
    /// Title of the disputed item; empty when not known.
    pub item: &'a str,
    /// What fits.
    pub plan: &'a Plan,
}

/// The seller's own words. Inserted as given; empty means none.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnWords<'a> {
    /// What was agreed.
    pub agreed: &'a str,
    /// What has already been done.
    pub done: &'a str,
    /// Who signs.
    pub name: &'a str,
    /// The refund agreed.
    pub amount: Option<Money>,
}

/// How the message is to look.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Long or short.
    pub tone: Tone,
    /// App, website or both.
    pub surface: Surface,
    /// Which wording of the steps.
    pub wording: Wording,
    /// Isolates in right-to-left text.
    pub marks: Marks,
    /// The seller's own words for buttons.
    pub labels: &'a LabelOverrides,
    /// The most UTF-16 units, where the seller sets a limit.
    pub limit: Option<usize>,
}

/// A message, ready to be pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text, without a line break at its end.
    pub text: String,
    /// The tone it came out in: brief, when the full wording did not fit.
    pub tone: Tone,
    /// The surfaces it names.
    pub surface: Surface,
}

impl Message {
    /// Returns the number of Unicode scalar values.
    pub fn characters(&self) -> usize {
        self.text.chars().count()
    }

    /// Returns the number of UTF-16 units, in which browsers count.
    pub fn utf16_units(&self) -> usize {
        self.text.encode_utf16().count()
    }
}

/// Words a case: in the tone and for the surfaces asked for, or, where that is too long, in the
/// fullest shorter form that fits.
///
/// # Errors
///
/// When the seller's own words are not fit for a buyer, when even the brief form is longer than
/// the seller's limit, or when the catalogue lacks something.
pub fn compose(
    catalogue: &Catalogue,
    case: &Case<'_>,
    own: &OwnWords<'_>,
    style: &Style<'_>,
) -> Result<Message, MessageError> {
    let writer = Writer::new(catalogue, case, own, style)?;
    let ceiling = match style.tone {
        Tone::Full => FULL_LIMIT,
        Tone::Brief => BRIEF_LIMIT,
    };
    let limit = style.limit.map_or(ceiling, |limit| limit.min(ceiling));
    let mut last = None;
    for form in forms(style) {
        let Form { tone, surface, .. } = form;
        let message = Message { text: writer.write(form)?, tone, surface };
        if message.utf16_units() <= limit {
            return Ok(message);
        }
        last = Some(message);
    }
    match (last, style.limit) {
        // Our own words fit; it is the seller's that make it longer, and those are not cut.
        (Some(message), None) => Ok(message),
        (last, _) => {
            let shortest = last.map_or(0, |message| message.utf16_units());
            Err(MessageError::TooLong { shortest, limit })
        }
    }
}

/// One way to word a message.
#[derive(Clone, Copy)]
struct Form {
    /// Tone of what is said.
    tone: Tone,
    /// Tone of the steps and of what follows them.
    steps: Tone,
    surface: Surface,
    /// The most characters of the item's title.
    title: usize,
}

/// The forms to try, fullest first. The last one leaves the item's title out.
fn forms(style: &Style<'_>) -> Vec<Form> {
    let one = match style.surface {
        Surface::App => Surface::App,
        Surface::Web | Surface::Both => Surface::Web,
    };
    let full = |surface, steps, title| Form { tone: Tone::Full, steps, surface, title };
    let brief = |title| Form { tone: Tone::Brief, steps: Tone::Brief, surface: one, title };
    let short = [brief(40), brief(20), brief(0)];
    match style.tone {
        Tone::Full => {
            let long = [
                full(style.surface, Tone::Full, 60),
                full(style.surface, Tone::Full, 30),
                full(one, Tone::Full, 30),
                full(one, Tone::Brief, 30),
            ];
            long.into_iter().chain(short).collect()
        }
        Tone::Brief => short.to_vec(),
    }
}

/// Each placeholder for a button, with what is shown for it.
type Shown = Vec<(&'static str, String)>;

struct Writer<'a> {
    catalogue: &'a Catalogue,
    case: &'a Case<'a>,
    words: Words<'a>,
    marks: Marks,
    wording: Wording,
    agreed: String,
    done: String,
    name: String,
    amount: Option<Money>,
}

impl<'a> Writer<'a> {
    fn new(
        catalogue: &'a Catalogue,
        case: &'a Case<'a>,
        own: &OwnWords<'_>,
        style: &Style<'a>,
    ) -> Result<Self, MessageError> {
        let marks = style.marks.for_direction(catalogue.language.direction);
        let fit = |field, text| {
            let text = own_text(field, text)?;
            match guard::contact(&text) {
                None => Ok(text),
                Some(finding) => Err(MessageError::OwnText { field, finding }),
            }
        };
        Ok(Self {
            catalogue,
            case,
            words: Words::of(catalogue, style.labels, marks)?,
            marks,
            wording: style.wording,
            agreed: fit("agreed-text", own.agreed)?,
            done: fit("done", own.done)?,
            name: fit("seller-name", own.name)?,
            amount: own.amount,
        })
    }

    fn write(&self, form: Form) -> Result<String, MessageError> {
        let Form { tone, steps, surface, title } = form;
        let shown = self.shown(surface)?;
        let parts = [
            self.head(tone, title)?,
            self.situation(tone)?,
            self.choice(tone)?,
            self.protection(tone)?,
            self.steps(form, &shown)?,
            self.foot(steps, &shown)?,
            if self.name.is_empty() { String::new() } else { self.marks.isolate(&self.name) },
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(self.marks.align(&parts.join("\n\n")))
    }

    fn text(&self, key: &str, tone: Tone, values: Values<'_>) -> Result<String, MessageError> {
        self.catalogue.toned(key, tone, values)
    }

    fn head(&self, tone: Tone, title: usize) -> Result<String, MessageError> {
        let order = self.marks.isolate(&self.case.order.to_string());
        let mut lines =
            vec![self.text("opening", tone, &[])?, self.text("order", tone, &[("order", &order)])?];
        let amount = self
            .amount
            .map_or_else(String::new, |amount| format!("{} {}", amount.currency, amount.decimal()));
        for (key, name, value) in [
            ("item", "item", &data_text(self.case.item, title)),
            ("agreed", "text", &self.agreed),
            ("amount", "amount", &amount),
            ("done", "text", &self.done),
        ] {
            if !value.is_empty() {
                lines.push(self.text(key, tone, &[(name, &self.marks.isolate(value))])?);
            }
        }
        Ok(lines.join("\n"))
    }

    fn situation(&self, tone: Tone) -> Result<String, MessageError> {
        let plan = self.case.plan;
        let key = match (plan.situation, plan.steps) {
            (Situation::Resolved, _) => "resolved",
            (Situation::Keep, _) => "keep",
            (Situation::Refund, _) => "refund",
            (Situation::Resend, _) => "resend",
            (Situation::Wait, _) => "wait",
            (Situation::Stuck, Steps::AskSupportToAccept) => "stuck-refund",
            (Situation::Stuck, _) => "stuck",
        };
        let mut text = self.text(key, tone, &[])?;
        if plan.steps == Steps::CancelReturn && plan.situation != Situation::Keep {
            text = self.join(&[text, self.text("return-ends-dispute", tone, &[])?]);
        }
        Ok(text)
    }

    fn choice(&self, tone: Tone) -> Result<String, MessageError> {
        let key = match self.case.plan.steps {
            Steps::AcceptProposal | Steps::AskSupportToAccept => "choice-refund",
            Steps::CancelDispute | Steps::CancelReturn | Steps::AskSupportToCancel => "choice",
        };
        self.text(key, tone, &[])
    }

    fn protection(&self, tone: Tone) -> Result<String, MessageError> {
        let (key, end) = match self.case.plan.protection {
            Protection::Unknown => return self.text("protection-unknown", tone, &[]),
            Protection::Until(end) => ("protection-running", end),
            Protection::Over(end) => ("protection-over", end),
        };
        let date = self.marks.isolate(&long_date(self.catalogue, end)?);
        let iso = match tone {
            Tone::Full => Zone::PLATFORM.iso(end),
            Tone::Brief => Zone::PLATFORM.wall(end).format("%Y-%m-%d").to_string(),
        };
        let iso = self.marks.isolate(&iso);
        self.text(key, tone, &[("date", &date), ("iso", &iso)])
    }

    fn steps(&self, form: Form, shown: &Shown) -> Result<String, MessageError> {
        let Form { steps: tone, surface, .. } = form;
        let plan = self.case.plan;
        let mut lines = Vec::new();
        if form.tone == Tone::Full {
            lines.push(self.text(heading(plan.steps), tone, &[])?);
        }
        for (number, keys) in (1..).zip(step_keys(plan.steps, tone, surface, self.wording)) {
            let sentences: Result<Vec<_>, _> =
                keys.iter().map(|key| self.labelled(key, tone, shown)).collect();
            lines.push(format!("{number}. {}", self.join(&sentences?)));
        }
        let mut notes = Vec::new();
        if tone == Tone::Full && !asks_support(plan.steps) {
            notes.push(self.text("wording", tone, &[])?);
        }
        if !matches!(plan.steps, Steps::AcceptProposal | Steps::AskSupportToAccept) {
            notes.push(self.labelled("accept-warning", tone, shown)?);
        }
        if !notes.is_empty() {
            lines.push(self.join(&notes));
        }
        Ok(lines.join("\n"))
    }

    fn foot(&self, tone: Tone, shown: &Shown) -> Result<String, MessageError> {
        let mut lines = Vec::new();
        if !asks_support(self.case.plan.steps) {
            lines.push(self.labelled("help", tone, shown)?);
        }
        lines.push(self.text("close", tone, &[])?);
        Ok(lines.join("\n"))
    }

    /// Fills a text that may name buttons.
    fn labelled(&self, key: &str, tone: Tone, shown: &Shown) -> Result<String, MessageError> {
        let values: Vec<_> = shown.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.text(key, tone, &values)
    }

    /// The words of every button on a surface.
    fn shown(&self, surface: Surface) -> Result<Shown, MessageError> {
        let show = |slot: &Slot| Ok((slot.name, self.words.show(slot, surface, self.wording)?));
        SLOTS.iter().map(show).collect()
    }

    /// Joins sentences to a paragraph. Right-to-left sentences may end in a line of foreign text,
    /// so each gets a line of its own.
    fn join(&self, sentences: &[String]) -> String {
        match self.catalogue.language.direction {
            Direction::LeftToRight => sentences.join(self.catalogue.language.joiner),
            Direction::RightToLeft => sentences.join("\n"),
        }
    }
}

const fn asks_support(steps: Steps) -> bool {
    matches!(steps, Steps::AskSupportToCancel | Steps::AskSupportToAccept)
}

const fn heading(steps: Steps) -> &'static str {
    match steps {
        Steps::CancelDispute => "heading-cancel",
        Steps::CancelReturn => "heading-return",
        Steps::AcceptProposal => "heading-accept",
        Steps::AskSupportToCancel | Steps::AskSupportToAccept => "heading-support",
    }
}

/// The keys of each numbered step.
fn step_keys(
    steps: Steps,
    tone: Tone,
    surface: Surface,
    wording: Wording,
) -> Vec<&'static [&'static str]> {
    let orders: &[&str] = match surface {
        Surface::App => &["orders-app"],
        Surface::Web => &["orders-web"],
        Surface::Both => &["orders-web", "orders-app"],
    };
    // The brief wording of the orders step has the signing in.
    let mut keys: Vec<&[&str]> = match tone {
        Tone::Full => vec![&["sign-in"], orders],
        Tone::Brief => vec![orders],
    };
    match (steps, wording) {
        (Steps::CancelDispute | Steps::CancelReturn, Wording::Of2022) => {
            keys = vec![
                &["classic-orders"],
                &["classic-dispute"],
                &["classic-cancel"],
                &["classic-submit"],
            ];
        }
        (Steps::CancelDispute, Wording::Current) => {
            keys.extend([&["dispute"] as &[&str], &["cancel"], &["confirm"]]);
        }
        (Steps::CancelReturn, Wording::Current) => {
            keys.extend([&["return-page"] as &[&str], &["cancel-return"], &["confirm"]]);
        }
        (Steps::AcceptProposal, _) => {
            keys.extend([&["dispute"] as &[&str], &["compare"], &["accept"]]);
        }
        (Steps::AskSupportToCancel, _) => {
            keys = vec![&["check-button"], &["support"], &["agent"], &["tell"]];
        }
        (Steps::AskSupportToAccept, _) => {
            keys = vec![&["check-button"], &["support"], &["agent"], &["tell-refund"]];
        }
    }
    keys
}

/// Returns a moment as the language writes dates in full, in platform time, in which the buyer's
/// pages show it.
pub(super) fn long_date(catalogue: &Catalogue, moment: Moment) -> Result<String, MessageError> {
    let wall = Zone::PLATFORM.wall(moment);
    let month = catalogue.text(&format!("month-{}", wall.format("%-m")), &[])?;
    let (day, year) = (wall.format("%-d").to_string(), wall.format("%Y").to_string());
    let date = catalogue.text("date", &[("day", &day), ("month", &month), ("year", &year)])?;
    let (time, zone) = (wall.format("%H:%M").to_string(), Zone::PLATFORM.abbreviation(moment));
    catalogue.text("date-time", &[("date", &date), ("time", &time), ("zone", &zone)])
}
