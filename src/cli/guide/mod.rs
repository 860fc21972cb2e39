//! `disputes guide`

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::caveats::Caveats;
use super::clipboard;
use super::context::Context;
use super::data::{self, Data};
use super::failure::{Failure, USE, with_hint};
use super::format::ROWS_AND_JSON;
use super::guide_text::{
    GuideOutcome, GuideWording, NOTHING_TO_GUIDE, Request, refusal_text, refused,
};
use super::marks;
use super::output::Output;
use super::settled::{self, Settled};
use super::translate::seller_words;
use super::unknown_id::no_dispute;
use crate::deliver;
use crate::domain::{Agreed, Dispute, OrderId, Refusal, Severity, State};
use crate::messages::{self, Language, Locale, Surface, Tone, Wording};
use crate::render::{self, Audience, Column, Document, Format, FormatKind, Grid, Translator};
use crate::reports::list::{DisputedOrders, row, sort};

/// Print a message that explains to the buyer how to close a settled dispute
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Ids of orders, of their lines or of disputes, or their last six digits, and order exports and
    /// dispute lists, in any sequence [default: the settings' files; the open cases are offered]
    #[arg(value_name = "ID|FILE")]
    words: Vec<String>,
    /// Language of the message, such as `ru` or `pt-BR` [default: from the buyer's country]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// What was agreed with the buyer
    #[arg(long, value_enum)]
    agreed: Option<Agreed>,
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
    /// One message for each open dispute that allows one, in each buyer's language; with `--settled`
    /// only for those
    #[arg(long)]
    batch: bool,
    /// A csv file of settled cases, with the columns order_id, agreed and amount (also agreed_text and
    /// done): one message for each
    #[arg(long, value_name = "FILE", conflicts_with_all = ["agreed", "amount", "agreed_text", "done"])]
    settled: Option<PathBuf>,
    /// Folder for the messages of several cases [default: JSON lines on standard output]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// List the button labels of a language and how well each is attested
    #[arg(long, value_name = "LANG", conflicts_with_all = ["check_templates", "batch"])]
    labels: Option<String>,
    /// Check a folder of your own catalogues
    #[arg(long, value_name = "DIR", conflicts_with = "batch")]
    check_templates: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ToneArg {
    /// At most 1,500 characters
    Full,
    /// At most 900 characters, without amount and words of yours
    Brief,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SurfaceArg {
    App,
    Web,
    Both,
}

/// What stands between the parts of a message that is sent in several.
const BETWEEN_PARTS: &str = "\n\n---\n\n";

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(language) = &args.labels {
        return list_labels(language, context, out);
    }
    if let Some(folder) = &args.check_templates {
        return check_templates(folder, context, out);
    }
    let format = context.format(&[FormatKind::Table, FormatKind::Document, FormatKind::Lines])?;
    check_amount(args)?;
    let (ids, files) = ids_and_files(&args.words);
    if args.batch || args.settled.is_some() || ids.len() > 1 {
        return several(args, &ids, &files, context, format, out);
    }
    let worded = worded(args, context)?;
    let mut data = data::open(context, &files)?;
    let chosen = match ids.first() {
        Some(id) => id.trim().to_owned(),
        None => choose(&data, &files, context)?,
    };
    let chosen = whole_id(&data, &chosen, context)?;
    let wanted = chosen.as_str();
    let order_id = OrderId::parse(wanted).ok();
    let disputed = current(&data, wanted, order_id, context).map(|dispute| dispute.order_id);
    let orders = data.read_orders(DisputedOrders::default().and(disputed).and(order_id))?;
    let words = seller_words(context.locale);
    let dispute = current(&data, wanted, order_id, context).ok_or_else(|| {
        if order_id.is_some_and(|id| orders.get(id).is_some()) {
            return refused(&Refusal::NoDispute, None, words);
        }
        no_dispute(&data, wanted, context.as_of)
    })?;
    let request =
        Request { dispute, order: orders.get(dispute.order_id), rules: &context.rules()?, context };
    let outcome = request.word(&worded)?;
    let caveats = Caveats::of(&data, context);
    match (&outcome, format.kind()) {
        (_, FormatKind::Document | FormatKind::Lines) => {
            let document = request.json(&outcome, words);
            if format.is_document() {
                caveats.document(&document, out)?;
            } else {
                render::json_line(&document, &mut *out)?;
                caveats.print_to_stderr(Severity::Note);
            }
            Ok(if document.refused.is_some() { NOTHING_TO_GUIDE } else { 0 })
        }
        (GuideOutcome::Refused(refusal), _) => Err(refused(refusal, Some(dispute), words)),
        (GuideOutcome::Message(message), _) => {
            let parts = message.parts.join(BETWEEN_PARTS);
            writeln!(out, "{parts}")?;
            for note in request.notes(message, words) {
                context.note(&note);
            }
            note_earlier_disputes(&data, dispute, context, words);
            caveats.print_to_stderr(Severity::Note);
            if args.copy {
                copy(&parts, context, words);
            }
            Ok(0)
        }
    }
}

/// Says how often the buyer has opened disputes before, where the files tell.
fn note_earlier_disputes(data: &Data, dispute: &Dispute, context: &Context, words: Translator<'_>) {
    let own = marks::own_records(data, context);
    if let Some(before) = own.buyers.earlier(dispute.order_id, dispute.opened_at) {
        context.note(&words.fill("same-buyer", &[("before", &before.to_string())]));
    }
}

/// The dispute that a message is about: of those on the order, the newest open one, else the
/// newest.
pub(super) fn current<'a>(
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

fn worded<'a>(args: &'a Args, context: &'a Context) -> Result<GuideWording<'a>, Failure> {
    let amount = args.amount.as_deref().map(amount).transpose()?;
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
    Ok(GuideWording {
        language: args.lang.as_deref(),
        agreed: args.agreed,
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
    if args.amount.is_none() || args.agreed == Some(Agreed::Refund) {
        return Ok(());
    }
    Err(amount_without_refund())
}

fn amount_without_refund() -> Failure {
    Failure::usage("`--amount` is for `--agreed refund` only: a cancelled dispute pays no refund")
        .hint("use `--agreed refund`, or leave `--amount` out")
}

/// Reads `USD 12.30`, `12.30 USD` or `USD 12,30`.
fn amount(text: &str) -> Result<crate::domain::Money, Failure> {
    use crate::domain::{Currency, Money};
    let wrong =
        || Failure::usage(format!("`{text}` is not a valid amount; write it as `USD 12.30`"));
    let text = text.trim();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number: String = text.chars().filter(|c| is_number(*c)).collect();
    let code = text.replace(is_number, "");
    let in_one = text.contains(&number) && !number.is_empty();
    let currency = Currency::from_code(code.trim()).filter(|_| in_one).ok_or_else(wrong)?;
    // A comma before two digits at the end is a decimal sign; others are not guessed.
    let number = match number.split_once(',') {
        None => number,
        Some((whole, cents))
            if cents.len() == 2 && !whole.contains('.') && !cents.contains([',', '.']) =>
        {
            format!("{whole}.{cents}")
        }
        Some(_) => return Err(wrong()),
    };
    let money = Money::from_decimal(&number, currency).map_err(|_| wrong())?;
    match money.minor {
        0 => Err(Failure::usage(format!("`{text}` is no refund"))
            .hint("use `--agreed keep` where nothing is paid, or name the amount that was agreed")),
        _ => Ok(money),
    }
}

/// Tells ids from files: a file is there, has an ending or stands in a folder.
pub(super) fn ids_and_files(words: &[String]) -> (Vec<String>, Vec<String>) {
    let is_file = |word: &&String| word.contains(['.', '/', '\\']) || super::today::is_file(word);
    let (files, ids): (Vec<&String>, Vec<&String>) = words.iter().partition(is_file);
    (ids.into_iter().cloned().collect(), files.into_iter().cloned().collect())
}

/// The fewest digits that stand for a whole id; the last four are the buyer's and not the order's.
const FEWEST_DIGITS: usize = 5;

/// Returns the id that last digits stand for; an id that is known as it is, and anything else, is
/// returned as it is.
pub(super) fn whole_id(data: &Data, wanted: &str, context: &Context) -> Result<String, Failure> {
    let digits = wanted.bytes().all(|byte| byte.is_ascii_digit());
    let order_id = OrderId::parse(wanted).ok();
    if !digits || order_id.is_some() || current(data, wanted, order_id, context).is_some() {
        return Ok(wanted.to_owned());
    }
    let mut open = BTreeSet::new();
    let mut over = BTreeSet::new();
    for dispute in data.disputes().iter().filter(|dispute| dispute.exists(context.as_of)) {
        let order = dispute.order_id.to_string();
        if !order.ends_with(wanted) && !dispute.details().id.ends_with(wanted) {
            continue;
        }
        let is_open = dispute.state_as_of(context.as_of).state == State::Open;
        if is_open {
            open.insert(order)
        } else {
            over.insert(order)
        };
    }
    let found = if open.is_empty() { over } else { open };
    let found: Vec<String> = found.into_iter().collect();
    match found.as_slice() {
        [] => Ok(wanted.to_owned()),
        _ if wanted.len() < FEWEST_DIGITS => Err(Failure::usage(format!(
            "`{wanted}` is too short to name an order"
        ))
        .hint("give the last six digits; the last four are the same in all orders of a buyer")),
        [one] => Ok(one.clone()),
        several => Err(Failure::usage(format!(
            "`{wanted}` matches {} orders: {}",
            several.len(),
            several.join(", ")
        ))
        .hint("give more digits")),
    }
}

/// The open cases that are offered at once.
const OFFERED: usize = 20;

/// Offers the open cases on a terminal, and returns the choice.
fn choose(data: &Data, files: &[String], context: &Context) -> Result<String, Failure> {
    let rules = context.rules()?;
    let mut rows: Vec<_> = data
        .disputes()
        .iter()
        .filter(|dispute| dispute.exists(context.as_of))
        .map(|dispute| row(dispute, None, context.as_of, &rules))
        .filter(|row| row.state == State::Open)
        .collect();
    sort(&mut rows);
    if rows.is_empty() {
        return Err(Failure::input("there is no open dispute in the input")
            .hint("`disputes list --all` lists the disputes there are"));
    }
    let words = seller_words(context.locale);
    let shown = rows.get(..OFFERED.min(rows.len())).unwrap_or(&rows);
    let columns = ["order_id", "left", "turn", "item", "country"];
    let zone = context.own_zone()?;
    let document = render::list_document(shown, Some(columns.into()), zone, None, words);
    let mut err = std::io::stderr().lock();
    let style = render::Style { color: false, ..context.style() };
    Format::TABLE.write(&document, style, &mut err)?;
    let asks = std::io::stdin().is_terminal() && err.is_terminal();
    if !asks || files.iter().any(|file| file == "-") {
        return Err(Failure::usage(format!(
            "no order was named; {} disputes are open",
            rows.len()
        ))
        .hint("name one by its last six digits, as `disputes guide 123456`"));
    }
    write!(err, "{} ", words.get("guide-which"))?;
    err.flush()?;
    drop(err);
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    match line.trim() {
        "" => Err(Failure::usage("no order was chosen")),
        chosen => Ok(chosen.to_owned()),
    }
}

fn copy(text: &str, context: &Context, words: Translator<'_>) {
    match clipboard::copy(text) {
        Ok(()) => context.note(&words.get("message-copied")),
        Err(reason) => {
            context.warn(&words.fill("message-not-copied", &[("reason", reason)]));
        }
    }
}

/// A dispute, and how its message is to be worded.
struct DisputeMessage<'a> {
    dispute: &'a Dispute,
    worded: GuideWording<'a>,
}

/// One message for each of several cases: those named, those of a file, or all that are open.
fn several(
    args: &Args,
    ids: &[String],
    files: &[String],
    context: &Context,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if args.batch && ids.is_empty() && args.agreed.is_some() {
        return Err(agreed_for_all());
    }
    let settled = args
        .settled
        .as_deref()
        .map(|path| settled::read(path, context.bounds()))
        .transpose()?
        .unwrap_or_default();
    let mut data = data::open(context, files)?;
    let orders = data.read_orders(DisputedOrders::of(data.disputes()))?;
    let cases = cases(args, ids, &settled, &data, context)?;
    if let Some(folder) = &args.output {
        std::fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    }
    let rules = context.rules()?;
    let words = seller_words(context.locale);
    let (mut written, mut refusals, mut documents) = (0_usize, Vec::new(), Vec::new());
    for DisputeMessage { dispute, worded } in &cases {
        let order = orders.get(dispute.order_id);
        let request = Request { dispute, order, rules: &rules, context };
        let outcome = request.word(worded)?;
        match &outcome {
            GuideOutcome::Refused(refusal) => {
                let reason = refusal_text(refusal, words);
                refusals.push(format!("{}: {reason}", dispute.order_id));
            }
            GuideOutcome::Message(_) => written += 1,
        }
        match (&outcome, &args.output) {
            (GuideOutcome::Refused(_), Some(_)) => {}
            (GuideOutcome::Message(message), Some(folder)) => {
                let path = folder.join(file_name(dispute.order_id, dispute.name()));
                let text = format!("{}\n", message.parts.join(BETWEEN_PARTS));
                write_file(&path, &text)?;
            }
            (_, None) => documents.push(request.json(&outcome, words)),
        }
    }
    let caveats = Caveats::of(&data, context);
    if format.is_document() {
        caveats.document(&render::guide_batch_json(documents), out)?;
    } else if format.kind() == FormatKind::Table && !args.batch && args.output.is_none() {
        // Messages for people are read one by one; a batch is read by a program.
        render::guide_texts(&documents, out)?;
    } else {
        documents.iter().try_for_each(|document| render::json_line(document, &mut *out))?;
    }
    note_refusals(written, &refusals, context, words);
    if !format.is_document() {
        caveats.print_to_stderr(Severity::Note);
    }
    Ok(0)
}

/// Says how many messages there are, and why others are not.
fn note_refusals(written: usize, refusals: &[String], context: &Context, words: Translator<'_>) {
    let (written, refused) = (written.to_string(), refusals.len().to_string());
    context.note(&words.fill("batch-done", &[("written", &written), ("refused", &refused)]));
    refusals.iter().for_each(|refusal| context.note(refusal));
}

fn agreed_for_all() -> Failure {
    Failure::usage(
        "`--agreed` for all open cases at once would tell every buyer that their case is settled",
    )
    .hint(
        "name the settled cases in a file, as `--settled settled.csv` with the columns \
         order_id,agreed,amount; or give their ids",
    )
}

/// Returns the cases asked for.
fn cases<'a>(
    args: &'a Args,
    ids: &[String],
    settled: &'a [Settled],
    data: &'a Data,
    context: &'a Context,
) -> Result<Vec<DisputeMessage<'a>>, Failure> {
    let find = |id: &str| {
        let id = whole_id(data, id.trim(), context)?;
        current(data, &id, OrderId::parse(&id).ok(), context)
            .ok_or_else(|| no_dispute(data, &id, context.as_of))
    };
    let mut cases = Vec::new();
    if args.settled.is_some() {
        for (dispute, row) in settled_cases(settled, ids, &find)? {
            cases.push(DisputeMessage { dispute, worded: worded_as_settled(args, row, context)? });
        }
        return Ok(cases);
    }
    if args.amount.is_some() && ids.len() > 1 {
        return Err(Failure::usage(
            "`--amount` for several cases would promise each of them the same",
        )
        .hint("name the amounts in a file, as `--settled settled.csv`"));
    }
    for id in ids {
        cases.push(DisputeMessage { dispute: find(id)?, worded: worded(args, context)? });
    }
    if ids.is_empty() {
        let is_open = |dispute: &&Dispute| {
            dispute.exists(context.as_of) && dispute.state_as_of(context.as_of).state == State::Open
        };
        let mut open: Vec<&Dispute> = data.disputes().iter().filter(is_open).collect();
        open.sort_by_key(|dispute| (dispute.order_id, dispute.opened_at));
        for dispute in open {
            cases.push(DisputeMessage { dispute, worded: worded(args, context)? });
        }
    }
    Ok(cases)
}

/// Returns the rows of a file of settled cases with the dispute of each, of the ids that are named or all.
/// A case that stands there twice would get two messages.
fn settled_cases<'a, 's>(
    settled: &'s [Settled],
    ids: &[String],
    find: &impl Fn(&str) -> Result<&'a Dispute, Failure>,
) -> Result<Vec<(&'a Dispute, &'s Settled)>, Failure> {
    let is_same = |a: &Dispute, b: &Dispute| (a.order_id, a.name()) == (b.order_id, b.name());
    let mut found: Vec<(&Dispute, &Settled)> = Vec::new();
    for row in settled {
        let dispute = find(&row.id).map_err(|failure| failure.at(&row.place))?;
        match found.iter().find(|(known, _)| is_same(known, dispute)) {
            None => found.push((dispute, row)),
            Some((_, before)) if before.agrees_with(row) => {}
            Some((_, before)) => {
                let text = format!(
                    "the case of {} stands here again, with something else agreed",
                    before.place
                );
                return Err(Failure::input(text)
                    .hint("leave one of the two rows out")
                    .at(&row.place));
            }
        }
    }
    if ids.is_empty() {
        return Ok(found);
    }
    let asked = |id: &String| {
        let dispute = find(id)?;
        let row = found.iter().find(|(known, _)| is_same(known, dispute)).copied();
        row.ok_or_else(|| {
            Failure::input(format!("the file of settled cases has no row for `{id}`"))
                .hint("add a row that says what was agreed, or leave `--settled` out")
        })
    };
    ids.iter().map(asked).collect()
}

/// Returns how the message of a settled case is worded.
fn worded_as_settled<'a>(
    args: &'a Args,
    row: &'a Settled,
    context: &'a Context,
) -> Result<GuideWording<'a>, Failure> {
    let at_row = |failure: Failure| failure.at(&row.place);
    let amount = row.amount.as_deref().map(amount).transpose().map_err(at_row)?;
    if amount.is_some() && row.agreed != Agreed::Refund {
        return Err(at_row(amount_without_refund()));
    }
    Ok(GuideWording {
        agreed: Some(row.agreed),
        amount,
        agreed_text: &row.agreed_text,
        done: &row.done,
        ..worded(args, context)?
    })
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
    with_hint(anyhow::Error::new(cause).context(text), USE)
}

fn list_labels(language: &str, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let audience = format.audience();
    let language = Language::parse(language)?;
    let words = seller_words(context.locale);
    let column =
        |key: &'static str| Column { title: words.cell(key, audience), ..Column::plain(key) };
    let keys = ["key", "label", "surface", "attested", "form", "evidence"];
    let mut grid = Grid::new(keys.into_iter().map(column).collect());
    for label in messages::labels(language)? {
        let attested = if label.verified { "yes" } else { "no" };
        let (surface, attested) =
            (words.cell(&label.surface, audience), words.cell(attested, audience));
        let evidence = match (context.locale, audience) {
            (Locale::Chinese, Audience::People) => messages::evidence_in_chinese(&label.evidence),
            (Locale::Chinese | Locale::English, _) => label.evidence,
        };
        let row = [label.key, label.text, surface, attested, label.form, evidence];
        grid.rows.push(row.into());
    }
    if format.is_document() {
        render::document(&grid.document("disputes/labels/v1", "labels"), &[], out)?;
        return Ok(0);
    }
    format.write(&Document::of_grid("labels", grid), context.style(), out)?;
    Ok(0)
}

/// Checks every catalogue of a folder and names everything that is wrong.
pub(super) fn check_templates(
    folder: &Path,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
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
        match super::guide_text::template(&path, context.bounds()) {
            Ok(language) => writeln!(out, "{}: in order ({language})", path.display())?,
            Err(failure) => wrong.push(format!("{}: {failure}", path.display())),
        }
    }
    match wrong.is_empty() {
        true => Ok(0),
        false => Err(Failure::usage(wrong.join("\n"))),
    }
}
