//! Words a plan: one plain-text message to a buyer.

use super::catalogue::Values;
use super::label_words::LabelWords;
use super::labels::{SLOTS, Slot};
use super::text::{data_text, own_text};
use super::{
    Catalogue, Direction, Finding, LabelOverrides, Language, Marks, MessageError, Surface, Tone,
    Wording, guard,
};
use crate::domain::{Caution, Moment, Money, OrderId, Plan, Protection, Situation, Steps, Zone};

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
pub struct SellerWords<'a> {
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
pub struct MessageStyle<'a> {
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
pub struct BuyerMessage {
    /// The text, without a line break at its end.
    pub text: String,
    /// The tone it came out in: brief, when the full wording did not fit.
    pub tone: Tone,
    /// The tone that the steps and what follows them came out in.
    pub steps: Tone,
    /// The surfaces that its steps name; as asked for where steps name none.
    pub surface: Surface,
    /// What the seller's own words may hold that no message may: words of languages other than
    /// the message's and English, where a chance likeness is possible.
    pub doubts: Vec<OwnTextDoubt>,
    /// What a part needs that has the button and not the paragraph on buyer protection.
    pub(super) reminder: Reminder,
}

/// Something in the seller's own words that may be no more than a chance likeness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTextDoubt {
    /// Which text: `agreed-text` or `done`.
    pub field: &'static str,
    /// Tag of the language whose list has the word.
    pub language: &'static str,
    /// What was found.
    pub finding: Finding,
}

/// What is repeated where a message is cut between its warning and its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reminder {
    /// The step with the button, as it stands in the text.
    pub(super) button: String,
    /// The paragraph that says what follows from pressing it.
    pub(super) warning: String,
    /// What is repeated.
    pub(super) text: String,
}

impl BuyerMessage {
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
/// the seller's limit or that of the tone, or when the catalogue lacks something.
pub fn compose(
    catalogue: &Catalogue,
    case: &Case<'_>,
    own: &SellerWords<'_>,
    style: &MessageStyle<'_>,
) -> Result<BuyerMessage, MessageError> {
    let writer = MessageWriter::new(catalogue, case, own, style)?;
    let ceiling = style.tone.limit();
    let limit = style.limit.map_or(ceiling, |limit| limit.min(ceiling));
    let mut last = None;
    for form in forms(style) {
        let message = writer.message(form, style.surface)?;
        if message.utf16_units() <= limit {
            return writer.spelled_out(message, form, style, limit);
        }
        last = Some(message);
    }
    let shortest = last.map_or(0, |message| message.utf16_units());
    Err(MessageError::TooLong { shortest, limit })
}

/// One way to word a message.
#[derive(Clone, Copy)]
struct MessageForm {
    /// Tone of what is said.
    tone: Tone,
    /// Tone of the steps and of what follows them.
    steps: Tone,
    surface: Surface,
    /// The most characters of the item's title.
    title: usize,
    /// How much is said around the steps.
    around: Around,
    /// What is worded in full where the rest is brief.
    spelled: SpelledOut,
}

impl MessageForm {
    /// The tone of a text of the steps, or of what follows them.
    fn tone_of(&self, key: &str) -> Tone {
        if self.spelled.has(key) { Tone::Full } else { self.steps }
    }
}

/// Texts that are worded in full where there is room, in a message whose other texts of their kind are brief.
#[derive(Clone, Copy, Default)]
struct SpelledOut(u32);

impl SpelledOut {
    /// The texts, first those that lose most by being short.
    const KEYS: [&str; 13] = [
        "heading-accept",
        "accept-warning",
        "heading-return",
        "close",
        "compare",
        "accept",
        "cancel",
        "cancel-return",
        "dispute",
        "return-page",
        "questions",
        "help",
        "confirm",
    ];

    /// How many of them read badly when they are short.
    const MOST_NEEDED: usize = 5;

    fn has(self, key: &str) -> bool {
        (0..).zip(Self::KEYS).any(|(at, known)| known == key && self.0 >> at & 1 == 1)
    }

    /// These, and one more.
    const fn and(self, at: u32) -> Self {
        Self(self.0 | 1 << at)
    }
}

/// How much is said around the steps of a brief message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// Where to sign in, a heading over the steps to reach support, and where questions go.
    Full,
    /// Not where to sign in: who reads the chat has signed in to write in it.
    SignedIn,
    /// None of these.
    Bare,
    /// No greeting either, and the amount in the step that compares it.
    Least,
    /// Nor what the seller's own words are: they stand alone.
    Unlabelled,
}

impl Around {
    const fn is_bare(self) -> bool {
        matches!(self, Self::Bare | Self::Least | Self::Unlabelled)
    }

    const fn is_least(self) -> bool {
        matches!(self, Self::Least | Self::Unlabelled)
    }
}

/// The forms to try, fullest first. The last one leaves the item's title out. Where the steps for
/// both surfaces do not fit, not even without where to sign in, those for the app stay: most buyers
/// read the chat in it.
fn forms(style: &MessageStyle<'_>) -> Vec<MessageForm> {
    let one = match style.surface {
        Surface::App | Surface::Both => Surface::App,
        Surface::Web => Surface::Web,
    };
    let full = |surface, steps, title| MessageForm {
        tone: Tone::Full,
        steps,
        surface,
        title,
        around: Around::Full,
        spelled: SpelledOut::default(),
    };
    let brief = |surface, title, around| MessageForm {
        tone: Tone::Brief,
        steps: Tone::Brief,
        surface,
        title,
        around,
        spelled: SpelledOut::default(),
    };
    let short = [
        brief(style.surface, 40, Around::Full),
        brief(style.surface, 20, Around::Full),
        brief(style.surface, 20, Around::SignedIn),
        brief(one, 40, Around::Full),
        brief(one, 20, Around::Full),
        brief(one, 20, Around::Bare),
        brief(one, 0, Around::Bare),
        brief(one, 0, Around::Least),
        brief(one, 0, Around::Unlabelled),
    ];
    match style.tone {
        Tone::Full => {
            let long = [
                full(style.surface, Tone::Full, 60),
                full(style.surface, Tone::Full, 30),
                full(style.surface, Tone::Brief, 30),
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

struct MessageWriter<'a> {
    catalogue: &'a Catalogue,
    case: &'a Case<'a>,
    words: LabelWords<'a>,
    marks: Marks,
    wording: Wording,
    agreed: String,
    done: String,
    name: String,
    amount: Option<Money>,
    doubts: Vec<OwnTextDoubt>,
}

impl<'a> MessageWriter<'a> {
    fn new(
        catalogue: &'a Catalogue,
        case: &'a Case<'a>,
        own: &SellerWords<'_>,
        style: &MessageStyle<'a>,
    ) -> Result<Self, MessageError> {
        let marks = style.marks.for_direction(catalogue.language.direction);
        let name = own_text("seller-name", own.name)?;
        if let Some(finding) = guard::contact(&name) {
            return Err(MessageError::OwnText { field: "seller-name", finding });
        }
        let (agreed, mut doubts) = own_words(catalogue.language, "agreed-text", own.agreed)?;
        let (done, more) = own_words(catalogue.language, "done", own.done)?;
        doubts.extend(more);
        Ok(Self {
            catalogue,
            case,
            words: LabelWords::of(catalogue, style.labels, marks)?,
            marks,
            wording: style.wording,
            agreed,
            done,
            name,
            amount: own.amount,
            doubts,
        })
    }

    /// Words the case in a form. `asked` is what is reported where the steps name no surface.
    fn message(&self, form: MessageForm, asked: Surface) -> Result<BuyerMessage, MessageError> {
        let MessageForm { tone, steps, surface, .. } = form;
        let shown = self.shown(surface)?;
        let warning = self.protection(tone)?;
        let parts = [
            self.head(form)?,
            self.situation(tone)?,
            self.choice(tone)?,
            warning.clone(),
            self.steps(form, &shown)?,
            self.foot(form, &shown)?,
            if self.name.is_empty() { String::new() } else { self.marks.isolate(&self.name) },
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let names_surface =
            !asks_support(self.case.plan.steps) && !self.of_2022(self.case.plan.steps);
        Ok(BuyerMessage {
            text: self.marks.align(&parts.join("\n\n")),
            tone,
            steps,
            surface: if names_surface { surface } else { asked },
            doubts: self.doubts.clone(),
            reminder: self.reminder(form, &shown, &warning)?,
        })
    }

    /// Words in full what there is room for, where a message fits in a brief form. One that was asked for
    /// brief stays so, but for what reads badly.
    fn spelled_out(
        &self,
        fits: BuyerMessage,
        mut form: MessageForm,
        style: &MessageStyle<'_>,
        limit: usize,
    ) -> Result<BuyerMessage, MessageError> {
        let keys = match (form.steps, style.tone) {
            (Tone::Full, _) => 0,
            (Tone::Brief, Tone::Brief) => SpelledOut::MOST_NEEDED,
            (Tone::Brief, Tone::Full) => SpelledOut::KEYS.len(),
        };
        let shown = self.shown(form.surface)?;
        let units = |text: &str| text.encode_utf16().count();
        let mut room = limit.saturating_sub(fits.utf16_units());
        for (at, key) in (0..).zip(SpelledOut::KEYS).take(keys) {
            let brief = self.labelled(key, Tone::Brief, &shown)?;
            let more =
                units(&self.labelled(key, Tone::Full, &shown)?).saturating_sub(units(&brief));
            if (1..=room).contains(&more) && fits.text.contains(&brief) {
                form.spelled = form.spelled.and(at);
                room -= more;
            }
        }
        let longer = self.message(form, style.surface)?;
        Ok(if longer.utf16_units() <= limit { longer } else { fits })
    }

    /// Returns what a part repeats that has the button without the warning.
    fn reminder(
        &self,
        form: MessageForm,
        shown: &Shown,
        warning: &str,
    ) -> Result<Reminder, MessageError> {
        let steps = self.case.plan.steps;
        let (button, accepts) = match steps {
            Steps::CancelDispute | Steps::CancelReturn if self.of_2022(steps) => {
                ("classic-cancel", false)
            }
            Steps::CancelDispute => ("cancel", false),
            Steps::CancelReturn => ("cancel-return", false),
            Steps::AcceptProposal => ("accept", true),
            Steps::AskSupportToCancel => ("check-button", false),
            Steps::AskSupportToCancelReturn => ("check-return", false),
            Steps::AskSupportToAccept => ("check-proposal", true),
        };
        let (key, warning) = if accepts {
            ("consequence-accept", self.choice(form.tone)?)
        } else {
            ("consequence", warning.to_owned())
        };
        Ok(Reminder {
            button: self.marks.align(&self.labelled(button, form.tone_of(button), shown)?),
            warning: self.marks.align(&warning),
            text: self.text(key, form.tone, &[])?,
        })
    }

    /// Returns whether steps are worded as in 2022; accepting was not described then.
    fn of_2022(&self, steps: Steps) -> bool {
        self.wording == Wording::Of2022
            && matches!(steps, Steps::CancelDispute | Steps::CancelReturn)
    }

    fn text(&self, key: &str, tone: Tone, values: Values<'_>) -> Result<String, MessageError> {
        self.catalogue.toned(key, tone, values)
    }

    fn head(&self, form: MessageForm) -> Result<String, MessageError> {
        let MessageForm { tone, title, around, .. } = form;
        let order = self.marks.isolate(&self.case.order.to_string());
        let mut lines = vec![self.text("order", tone, &[("order", &order)])?];
        if !around.is_least() {
            lines.insert(0, self.text("opening", tone, &[])?);
        }
        let amount = match self.amount {
            Some(amount) if !self.compares_amount(form) => self.money(amount)?,
            Some(_) | None => String::new(),
        };
        for (key, name, value) in [
            ("item", "item", &data_text(self.case.item, title)),
            ("agreed", "text", &self.agreed),
            ("amount", "amount", &amount),
            ("done", "text", &self.done),
        ] {
            if value.is_empty() {
                continue;
            }
            let value = self.marks.isolate(value);
            let is_bare = around == Around::Unlabelled && name == "text";
            lines.push(if is_bare { value } else { self.text(key, tone, &[(name, &value)])? });
        }
        Ok(lines.join("\n"))
    }

    /// Words an amount as the language writes it: where a point parts thousands, `12.300` would
    /// be read as twelve thousand.
    fn money(&self, amount: Money) -> Result<String, MessageError> {
        let number = amount.decimal().replace('.', &self.catalogue.text("decimal-mark", &[])?);
        let currency = amount.currency.to_string();
        self.catalogue.text("money", &[("number", &number), ("currency", &currency)])
    }

    fn situation(&self, tone: Tone) -> Result<String, MessageError> {
        let plan = self.case.plan;
        // The brief wording claims nothing: it begins with "if".
        let unstated = plan.cautions.contains(&Caution::NotStated);
        // The full wording of these points to the date below.
        let waits = matches!(plan.situation, Situation::Resend | Situation::Wait);
        let dateless = waits && plan.protection == Protection::Unknown;
        let wording = if unstated || dateless { Tone::Brief } else { tone };
        let key = match (plan.situation, plan.steps) {
            (Situation::Resolved, _) => "resolved",
            (Situation::Keep, _) => "keep",
            (Situation::Refund, _) => "refund",
            (Situation::Resend, _) => "resend",
            (Situation::Wait, _) => "wait",
            (Situation::Stuck, Steps::AskSupportToAccept) => "stuck-refund",
            (Situation::Stuck, _) => "stuck",
        };
        let mut text = self.text(key, wording, &[])?;
        if unstated && tone == Tone::Full {
            text = self.join(&[text, self.text("unresolved", tone, &[])?]);
        }
        let ends_return =
            matches!(plan.steps, Steps::CancelReturn | Steps::AskSupportToCancelReturn);
        if ends_return && plan.situation != Situation::Keep {
            text = self.join(&[text, self.text("return-ends-dispute", tone, &[])?]);
        }
        Ok(text)
    }

    fn choice(&self, tone: Tone) -> Result<String, MessageError> {
        let key = match self.case.plan.steps {
            Steps::AcceptProposal | Steps::AskSupportToAccept => "choice-refund",
            Steps::CancelDispute
            | Steps::CancelReturn
            | Steps::AskSupportToCancel
            | Steps::AskSupportToCancelReturn => "choice",
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
        self.text(key, tone, &[("date", &date)])
    }

    fn steps(&self, form: MessageForm, shown: &Shown) -> Result<String, MessageError> {
        let tone = form.steps;
        let plan = self.case.plan;
        let mut lines = Vec::new();
        // A list without a heading does not say what it is for, and its last step may be final.
        // Where a short message has none, the sentence before it says what support can do, or
        // each of the steps of 2022 names its button.
        let classic_return = plan.steps == Steps::CancelReturn && self.of_2022(plan.steps);
        let clear_without = asks_support(plan.steps) || classic_return;
        if !form.around.is_bare() || !clear_without {
            let heading = self.heading();
            lines.push(self.text(heading, form.tone_of(heading), &[])?);
        }
        for (number, keys) in (1..).zip(step_keys(plan.steps, form, self.wording)) {
            let sentences: Result<Vec<_>, _> = keys
                .iter()
                .map(|(key, tone)| {
                    let compares = *key == "compare" && self.compares_amount(form);
                    let key = if compares { "compare-amount" } else { key };
                    self.labelled(key, *tone, shown)
                })
                .collect();
            lines.push(format!("{number}. {}", self.join(&sentences?)));
        }
        let mut notes = Vec::new();
        if tone == Tone::Full && !asks_support(plan.steps) {
            notes.push(self.text("wording", tone, &[])?);
        }
        if !accepts(plan.steps) {
            let warning = "accept-warning";
            notes.push(self.labelled(warning, form.tone_of(warning), shown)?);
        }
        if !notes.is_empty() {
            lines.push(self.join(&notes));
        }
        Ok(lines.join("\n"))
    }

    /// Returns whether the amount is in the step that compares it, for lack of room.
    fn compares_amount(&self, form: MessageForm) -> bool {
        let accepts = self.case.plan.steps == Steps::AcceptProposal;
        form.around.is_least() && accepts && self.amount.is_some()
    }

    fn heading(&self) -> &'static str {
        let plan = self.case.plan;
        let later = matches!(plan.situation, Situation::Resend | Situation::Wait);
        match plan.steps {
            Steps::CancelDispute | Steps::CancelReturn if later => "heading-later",
            // The steps of 2022 cancel the dispute itself.
            Steps::CancelReturn if self.of_2022(plan.steps) => "heading-cancel",
            Steps::CancelDispute => "heading-cancel",
            Steps::CancelReturn => "heading-return",
            Steps::AcceptProposal => "heading-accept",
            Steps::AskSupportToCancel
            | Steps::AskSupportToCancelReturn
            | Steps::AskSupportToAccept => "heading-support",
        }
    }

    fn foot(&self, form: MessageForm, shown: &Shown) -> Result<String, MessageError> {
        let text = |key| self.labelled(key, form.tone_of(key), shown);
        let mut lines = Vec::new();
        if !asks_support(self.case.plan.steps) {
            lines.push(text("help")?);
        }
        let mut close = vec![text("close")?];
        if !form.around.is_bare() {
            close.insert(0, text("questions")?);
        }
        lines.push(self.join(&close));
        Ok(lines.join("\n"))
    }

    /// Fills a text that may name buttons.
    fn labelled(&self, key: &str, tone: Tone, shown: &Shown) -> Result<String, MessageError> {
        let values: Vec<_> = shown.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.text(key, tone, &values)
    }

    /// The words of every button on a surface, and the amount.
    fn shown(&self, surface: Surface) -> Result<Shown, MessageError> {
        let show = |slot: &Slot| Ok((slot.name, self.words.show(slot, surface, self.wording)?));
        let mut shown: Shown = SLOTS.iter().map(show).collect::<Result<_, MessageError>>()?;
        if let Some(amount) = self.amount {
            shown.push(("amount", self.marks.isolate(&self.money(amount)?)));
        }
        Ok(shown)
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

/// Returns the seller's own words for a message, and what may be wrong with them.
///
/// # Errors
///
/// When they hold what no message in this language may.
fn own_words(
    language: &Language,
    field: &'static str,
    text: &str,
) -> Result<(String, Vec<OwnTextDoubt>), MessageError> {
    let text = own_text(field, text)?;
    let checked = guard::own_words(language, &text)?;
    if let Some(finding) = checked.refused {
        return Err(MessageError::OwnText { field, finding });
    }
    let doubt = |(language, finding)| OwnTextDoubt { field, language, finding };
    Ok((text, checked.doubts.into_iter().map(doubt).collect()))
}

const fn asks_support(steps: Steps) -> bool {
    matches!(
        steps,
        Steps::AskSupportToCancel | Steps::AskSupportToCancelReturn | Steps::AskSupportToAccept
    )
}

const fn accepts(steps: Steps) -> bool {
    matches!(steps, Steps::AcceptProposal | Steps::AskSupportToAccept)
}

/// The texts of one numbered step, each with its tone.
type StepTexts = Vec<(&'static str, Tone)>;

/// The texts of each numbered step.
fn step_keys(steps: Steps, form: MessageForm, wording: Wording) -> Vec<StepTexts> {
    let tone = form.steps;
    let of = |keys: &[&'static str]| -> Vec<StepTexts> {
        keys.iter().map(|key| vec![(*key, form.tone_of(key))]).collect()
    };
    // The brief wording of the first step has the signing in.
    let first = match form.around {
        Around::Full => tone,
        Around::SignedIn | Around::Bare | Around::Least | Around::Unlabelled => Tone::Full,
    };
    let orders = match form.surface {
        Surface::App => vec![("orders-app", first)],
        Surface::Web => vec![("orders-web", first)],
        Surface::Both => vec![("orders-web", first), ("orders-app", Tone::Full)],
    };
    let mut open = match tone {
        Tone::Full => of(&["sign-in"]),
        Tone::Brief => Vec::new(),
    };
    open.push(orders);
    let then = |keys: &[&'static str]| open.iter().cloned().chain(of(keys)).collect();
    match (steps, wording) {
        (Steps::CancelDispute | Steps::CancelReturn, Wording::Of2022) => {
            of(&["classic-orders", "classic-dispute", "classic-cancel", "classic-submit"])
        }
        (Steps::CancelDispute, Wording::Current) => then(&["dispute", "cancel", "confirm"]),
        (Steps::CancelReturn, Wording::Current) => {
            then(&["return-page", "cancel-return", "confirm"])
        }
        (Steps::AcceptProposal, _) => then(&["dispute", "compare", "accept"]),
        (Steps::AskSupportToCancel, _) => of(&["check-button", "support", "agent", "tell"]),
        (Steps::AskSupportToCancelReturn, _) => of(&["check-return", "support", "agent", "tell"]),
        (Steps::AskSupportToAccept, _) => of(&["check-proposal", "support", "agent", "tell"]),
    }
}

/// Returns a moment as the language writes dates in full, in platform time, in which the buyer's
/// pages show it; the catalogue names that zone in words.
pub(super) fn long_date(catalogue: &Catalogue, moment: Moment) -> Result<String, MessageError> {
    let wall = Zone::PLATFORM.wall(moment);
    let month = catalogue.text(&format!("month-{}", wall.format("%-m")), &[])?;
    let (day, year) = (wall.format("%-d").to_string(), wall.format("%Y").to_string());
    let date = catalogue.text("date", &[("day", &day), ("month", &month), ("year", &year)])?;
    let time = wall.format("%H:%M").to_string();
    catalogue.text("date-time", &[("date", &date), ("time", &time)])
}
