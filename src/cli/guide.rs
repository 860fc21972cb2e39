//! `disputes guide`

use std::io::Write;
use std::path::{Path, PathBuf};

use super::caveats::Caveats;
use super::clipboard;
use super::context::{Context, ROWS_AND_JSON};
use super::data::{self, Data};
use super::failure::Failure;
use super::guide_text::{
    GuideOutcome, NOTHING_TO_GUIDE, Request, Wording as Worded, refusal_text, refused,
};
use super::output::Output;
use super::translate::seller_words;
use crate::deliver;
use crate::domain::{Agreed, Dispute, OrderId, Refusal, Severity, State};
use crate::messages::{self, Language, Surface, Tone, Wording};
use crate::render::{self, Align, Column, Format, Grid, Translator};
use crate::reports::list::DisputedOrders;

/// Print a message that explains to the buyer how to close a settled dispute
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of the order, of one of its lines, or of the dispute
    #[arg(required_unless_present_any = ["labels", "check_templates", "batch"])]
    order: Option<String>,
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    /// Language of the message, such as `ru` or `pt-BR` [default: from the buyer's country]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// What was agreed with the buyer
    #[arg(long, value_enum)]
    agreed: Option<AgreedArg>,
    /// The buyer cannot find or press the button: point to the platform's customer service
    #[arg(long)]
    stuck: bool,
    /// Use the 2022 wording of the steps
    #[arg(long)]
    classic: bool,
    /// How long the message is
    #[arg(long, value_enum, default_value = "full")]
    tone: ToneArg,
    /// Steps for the app, the website or both
    #[arg(long, value_enum, default_value = "both")]
    surface: SurfaceArg,
    /// What was agreed, in your own words; inserted untranslated
    #[arg(long, value_name = "TEXT", default_value = "")]
    agreed_text: String,
    /// What has already been done, in your own words (refund, tracking); inserted untranslated
    #[arg(long, value_name = "TEXT", default_value = "")]
    done: String,
    /// The refund agreed, such as `USD 12.30`; only with `--agreed refund`
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// Name to sign with [default: the shop's name in the data]
    #[arg(long, value_name = "NAME", default_value = "")]
    seller_name: String,
    /// Maximum length of one message, in characters
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(60..=20_000))]
    max_chars: Option<u32>,
    /// Cut a longer message into numbered parts
    #[arg(long, requires = "max_chars")]
    split: bool,
    /// Leave out the marks that keep ids and labels together in right-to-left text
    #[arg(long)]
    no_bidi_marks: bool,
    /// Your own word for a button (may be repeated)
    #[arg(long = "label", value_name = "KEY=TEXT")]
    label: Vec<String>,
    /// Folder of your own catalogues, one file a language
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Put the message on the clipboard too
    #[arg(long)]
    copy: bool,
    /// One message for each open dispute that allows one, in each buyer's language
    #[arg(long)]
    batch: bool,
    /// Folder for the messages of `--batch` [default: JSON lines on standard output]
    #[arg(long, value_name = "DIR", requires = "batch")]
    output: Option<PathBuf>,
    /// List the button labels of a language and how well each is attested
    #[arg(long, value_name = "LANG", conflicts_with_all = ["check_templates", "batch"])]
    labels: Option<String>,
    /// Check a folder of your own catalogues
    #[arg(long, value_name = "DIR", conflicts_with = "batch")]
    check_templates: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum AgreedArg {
    /// Nothing more is owed
    Resolved,
    /// A return is under way and the buyer keeps the item
    Keep,
    /// A refund through the platform: the buyer accepts the proposal
    Refund,
    /// A replacement is on its way
    Resend,
    /// The parcel is on its way
    Wait,
    /// Money outside the platform (refused)
    OffPlatform,
    /// Something in return for a review (refused)
    ForReview,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ToneArg {
    /// At most 1,500 characters
    Full,
    /// At most 900 characters
    Brief,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SurfaceArg {
    App,
    Web,
    Both,
}

impl AgreedArg {
    const fn agreed(self) -> Agreed {
        match self {
            Self::Resolved => Agreed::Resolved,
            Self::Keep => Agreed::Keep,
            Self::Refund => Agreed::Refund,
            Self::Resend => Agreed::Resend,
            Self::Wait => Agreed::Wait,
            Self::OffPlatform => Agreed::OffPlatform,
            Self::ForReview => Agreed::ForReview,
        }
    }
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(language) = &args.labels {
        return list_labels(language, context, out);
    }
    if let Some(folder) = &args.check_templates {
        return check_templates(folder, out);
    }
    let format = context.format(&[Format::Table, Format::Json, Format::Jsonl])?;
    check_amount(args)?;
    let worded = worded(args, context)?;
    if args.batch {
        return batch(args, &worded, context, out);
    }
    let wanted = args.order.as_deref().unwrap_or_default().trim();
    let mut data = data::open(context, &args.files)?;
    let order_id = OrderId::parse(wanted).ok();
    let disputed = current(&data, wanted, order_id, context).map(|dispute| dispute.order_id);
    let orders = data.read_orders(DisputedOrders::default().and(disputed).and(order_id))?;
    let words = seller_words(context.locale);
    let words = Translator::new(&words);
    let Some(dispute) = current(&data, wanted, order_id, context) else {
        if order_id.is_some_and(|id| orders.get(id).is_some()) {
            return Err(refused(&Refusal::NoDispute, None, words));
        }
        return Err(Failure::input(format!("there is no dispute on `{wanted}` in the input"))
            .hint("`disputes list --all` lists the disputes there are"));
    };
    let request =
        Request { dispute, order: orders.get(dispute.order_id), rules: &context.rules()?, context };
    let outcome = request.word(&worded)?;
    let caveats = Caveats::of(&data, context);
    match (&outcome, format) {
        (GuideOutcome::Refused(refusal), Format::Table) => {
            Err(refused(refusal, Some(dispute), words))
        }
        (GuideOutcome::Refused(_), _) => {
            caveats.document(&request.json(&outcome, words), out)?;
            Ok(NOTHING_TO_GUIDE)
        }
        (GuideOutcome::Message(message), Format::Table) => {
            let parts = message.parts.join("\n\n---\n\n");
            writeln!(out, "{parts}")?;
            for note in request.notes(message, words) {
                context.note(&note);
            }
            caveats.print_to_stderr(Severity::Note);
            if args.copy {
                copy(&parts, context, words);
            }
            Ok(0)
        }
        (GuideOutcome::Message(_), _) => {
            caveats.document(&request.json(&outcome, words), out)?;
            Ok(0)
        }
    }
}

/// The dispute that a message is about: of those on the order, the newest open one, else the
/// newest.
fn current<'a>(
    data: &'a Data,
    wanted: &str,
    order_id: Option<OrderId>,
    context: &Context,
) -> Option<&'a Dispute> {
    let seen = || data.disputes().iter().filter(|dispute| dispute.exists(context.as_of));
    if let Some(named) = seen().find(|dispute| dispute.details().id == wanted) {
        return Some(named);
    }
    let mut on_order: Vec<&Dispute> = seen()
        .filter(|dispute| Some(dispute.order_id) == order_id || dispute.details().line_id == wanted)
        .collect();
    on_order.sort_by_key(|dispute| {
        (dispute.state_as_of(context.as_of).state == State::Open, dispute.opened_at)
    });
    on_order.pop()
}

fn worded<'a>(args: &'a Args, context: &'a Context) -> Result<Worded<'a>, Failure> {
    let amount = match &args.amount {
        Some(text) => Some(amount(text)?),
        None => None,
    };
    let mut labels = messages::LabelOverrides::new();
    for pair in &args.label {
        let Some((key, text)) = pair.split_once('=') else {
            return Err(Failure::usage(format!("`--label {pair}` is not of the form KEY=TEXT")));
        };
        labels.insert(key.trim().to_owned(), text.to_owned());
    }
    messages::check_overrides(&labels)?;
    let templates = args.templates.clone().or_else(|| {
        context.found.settings.templates.as_ref().map(|path| context.found.resolve(path))
    });
    Ok(Worded {
        language: args.lang.as_deref(),
        agreed: args.agreed.map(AgreedArg::agreed),
        stuck: args.stuck,
        wording: if args.classic { Wording::Of2022 } else { Wording::Current },
        tone: match args.tone {
            ToneArg::Full => Tone::Full,
            ToneArg::Brief => Tone::Brief,
        },
        surface: match args.surface {
            SurfaceArg::App => Surface::App,
            SurfaceArg::Web => Surface::Web,
            SurfaceArg::Both => Surface::Both,
        },
        agreed_text: &args.agreed_text,
        done: &args.done,
        seller_name: &args.seller_name,
        amount,
        limit: args.max_chars.and_then(|limit| usize::try_from(limit).ok()),
        split: args.split,
        marks: if args.no_bidi_marks { messages::Marks::Bare } else { messages::Marks::Isolate },
        labels,
        templates,
    })
}

/// Refuses an amount beside anything but a refund: a promised refund together with a request to
/// cancel would leave the buyer with neither (`docs/platform/buyer.md`).
fn check_amount(args: &Args) -> Result<(), Failure> {
    if args.amount.is_none() || args.agreed == Some(AgreedArg::Refund) {
        return Ok(());
    }
    Err(Failure::usage(
        "`--amount` is for `--agreed refund` only: a cancelled dispute pays no refund",
    )
    .hint("use `--agreed refund`, or leave `--amount` out"))
}

/// Reads `USD 12.30`.
fn amount(text: &str) -> Result<crate::domain::Money, Failure> {
    use crate::domain::{Currency, Money};
    let wrong =
        || Failure::usage(format!("`{text}` is not a valid amount; write it as `USD 12.30`"));
    let (code, number) = text.trim().split_once(' ').ok_or_else(wrong)?;
    let currency = Currency::from_code(code).ok_or_else(wrong)?;
    Money::from_decimal(number, currency).map_err(|_| wrong())
}

fn copy(text: &str, context: &Context, words: Translator<'_>) {
    match clipboard::copy(text) {
        Ok(()) => context.note(&words.get("message-copied")),
        Err(reason) => {
            context.warn(&words.fill("message-not-copied", &[("reason", reason)]));
        }
    }
}

/// One message for each open dispute that allows one.
fn batch(
    args: &Args,
    worded: &Worded<'_>,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let files: Vec<String> = args.order.iter().chain(&args.files).cloned().collect();
    let mut data = data::open(context, &files)?;
    let orders = data.read_orders(DisputedOrders::of(data.disputes()))?;
    let rules = context.rules()?;
    let words = seller_words(context.locale);
    let words = Translator::new(&words);
    if let Some(folder) = &args.output {
        std::fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    }
    let mut open: Vec<&Dispute> = data
        .disputes()
        .iter()
        .filter(|dispute| {
            dispute.exists(context.as_of) && dispute.state_as_of(context.as_of).state == State::Open
        })
        .collect();
    open.sort_by_key(|dispute| (dispute.order_id, dispute.opened_at));
    let (mut written, mut refusals) = (0_usize, Vec::new());
    for dispute in open {
        let order = orders.get(dispute.order_id);
        let request = Request { dispute, order, rules: &rules, context };
        let outcome = request.word(worded)?;
        match (&outcome, &args.output) {
            (GuideOutcome::Refused(refusal), folder) => {
                let reason = refusal_text(refusal, words);
                refusals.push(format!("{}: {reason}", dispute.order_id));
                if folder.is_none() {
                    render::json_line(&request.json(&outcome, words), out)?;
                }
            }
            (GuideOutcome::Message(message), Some(folder)) => {
                let path = folder.join(file_name(dispute.order_id, dispute.name()));
                let text = format!("{}\n", message.parts.join("\n\n---\n\n"));
                write_file(&path, &text)?;
                written += 1;
            }
            (GuideOutcome::Message(_), None) => {
                render::json_line(&request.json(&outcome, words), out)?;
                written += 1;
            }
        }
    }
    let (written, refused) = (written.to_string(), refusals.len().to_string());
    context.note(&words.fill("batch-done", &[("written", &written), ("refused", &refused)]));
    for refusal in refusals {
        context.note(&refusal);
    }
    Caveats::of(&data, context).print_to_stderr(Severity::Note);
    Ok(0)
}

/// A file name that no id can lead out of the folder, and that is another for another id.
fn file_name(order: OrderId, dispute: &str) -> String {
    match dispute {
        "" => format!("{order}.txt"),
        plain if plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) && plain.len() <= 40 => {
            format!("{order}-{plain}.txt")
        }
        other => format!("{order}-{}.txt", deliver::name(other, &[other.to_owned()])),
    }
}

fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    Output::open(path.to_owned())?.write(text.as_bytes())
}

fn unwritable(path: &Path, cause: std::io::Error) -> Failure {
    let text = format!("cannot write `{}`", path.display());
    Failure::settings(anyhow::Error::new(cause).context(text))
}

fn list_labels(language: &str, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(&ROWS_AND_JSON)?;
    let language = Language::parse(language)?;
    let column = |key: &'static str| Column { key, title: key.to_owned(), align: Align::Left };
    let keys = ["key", "label", "surface", "attested", "form", "evidence"];
    let mut grid = Grid::new(keys.into_iter().map(column).collect());
    for label in messages::labels(language)? {
        let attested = if label.verified { "yes" } else { "no" };
        let row =
            [label.key, label.text, label.surface, attested.to_owned(), label.form, label.evidence];
        grid.rows.push(row.into());
    }
    let format = if format == Format::Json { Format::Jsonl } else { format };
    grid.write(format, context.style(), out)?;
    Ok(0)
}

/// Checks every catalogue of a folder and names everything that is wrong.
fn check_templates(folder: &Path, out: &mut dyn Write) -> Result<u8, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|cause| {
        let text = format!("cannot read the folder `{}`", folder.display());
        Failure::settings(anyhow::Error::new(cause).context(text))
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ftl"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::usage(format!("`{}` has no file such as `ru.ftl`", folder.display())));
    }
    let mut wrong = Vec::new();
    for path in paths {
        match super::guide_text::template(&path) {
            Ok(language) => writeln!(out, "{}: in order ({language})", path.display())?,
            Err(failure) => wrong.push(format!("{}: {failure}", path.display())),
        }
    }
    match wrong.is_empty() {
        true => Ok(0),
        false => Err(Failure::usage(wrong.join("\n"))),
    }
}
