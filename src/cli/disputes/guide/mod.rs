//! `disputes guide`

mod batch;
mod catalogues;
mod choice;
mod settled;
mod text;

use std::io::Write;
use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization;

use self::batch::several;
pub(crate) use self::catalogues::check_templates;
use self::catalogues::list_labels;
use self::choice::choose;
pub(crate) use self::choice::{current, ids_and_files, note_others, whole_id};
use self::text::{GuideOutcome, GuideWording, NOTHING_TO_GUIDE, Request, refused};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data::{self, Data};
use crate::cli::input::marks;
use crate::cli::input::unknown_id::{no_dispute, not_told};
use crate::cli::output::clipboard;
use crate::cli::output::language;
use crate::cli::output::translate::{seller_words, values};
use crate::domain::{Agreed, Currency, Dispute, Money, OrderId, Refusal, Severity};
use crate::input::decode::amounts;
use crate::messages::{self, Surface, Tone, Wording};
use crate::render::{self, Format, FormatKind, Translator};
use crate::reports::list::DisputedOrders;

/// Print a message that explains to the buyer how to close a settled dispute
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
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
    tone: Tone,
    /// Steps for the app, the website or both
    #[arg(long, value_enum, default_value = "both")]
    surface: Surface,
    /// What was agreed, in your own words; inserted untranslated
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    agreed_text: String,
    /// What has already been done, in your own words (refund, tracking); inserted untranslated
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    done: String,
    /// The refund agreed, such as `USD 12.30`; only with `--agreed refund`
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// Name to sign with [default: the shop's name in the data]
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
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
    /// One message for each open dispute that allows one, in each buyer's language, on the condition that
    /// the problem is solved; with `--settled` only for the settled ones
    #[arg(long)]
    batch: bool,
    /// A csv file or a workbook of settled cases, with the columns order_id, agreed and amount (also
    /// agreed_text and done): one message for each
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

/// What stands between the parts of a message that is sent in several.
const BETWEEN_PARTS: &str = "\n\n---\n\n";

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(language) = &args.labels {
        return list_labels(language, context, out);
    }
    if let Some(folder) = &args.check_templates {
        return check_templates(folder, context, out);
    }
    let format = context.format(&[FormatKind::Table, FormatKind::Document, FormatKind::Lines])?;
    check_amount(args)?;
    let (ids, files) = ids_and_files(&args.words);
    let done = match args.batch || args.settled.is_some() || ids.len() > 1 {
        true => several(args, &ids, &files, context, format, out),
        false => one(args, ids.first(), &files, context, format, out),
    };
    done.map_err(|failure| settled::misplaced(failure, &files, context.bounds()))
}

/// The message of one case: the one that is named, or the one chosen.
fn one(
    args: &Args,
    id: Option<&String>,
    files: &[String],
    context: &Context,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let worded = worded(args, context)?;
    let mut data = data::open(context, files)?;
    let chosen = match id {
        Some(id) => id.trim().to_owned(),
        None => choose(&mut data, files, context)?,
    };
    let chosen = whole_id(&data, &chosen, context)?;
    let wanted = chosen.as_str();
    let order_id = OrderId::parse(wanted).ok();
    let disputed = current(&data, wanted, order_id, context).map(|dispute| dispute.order_id);
    let orders = data.read_orders(DisputedOrders::default().and(disputed).and(order_id))?;
    let words = seller_words(context.locale);
    let dispute = current(&data, wanted, order_id, context).ok_or_else(|| {
        if order_id.is_some_and(|id| orders.get(id).is_some()) {
            return not_told(&data, wanted, context)
                .unwrap_or_else(|| refused(&Refusal::NoDispute, None, words));
        }
        no_dispute(&data, wanted, context)
    })?;
    let request =
        Request { dispute, order: orders.get(dispute.order_id), rules: &context.rules()?, context };
    let outcome = request.word(&worded)?;
    let caveats = data.shown_caveats(context);
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
            note_others(&data, wanted, dispute, context);
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
        context.note(&words.fill("same-buyer", values!(before)));
    }
}

fn worded<'a>(args: &'a Args, context: &'a Context) -> Result<GuideWording<'a>, Failure> {
    let amount = args.amount.as_deref().map(amount).transpose()?;
    let mut labels = messages::LabelOverrides::new();
    for pair in &args.label {
        let Some((key, text)) = pair.split_once('=') else {
            return Err(usage_error!("`--label {pair}` is not of the form KEY=TEXT"));
        };
        labels.insert(key.trim().to_owned(), text.to_owned());
    }
    let templates = args.templates.clone().or_else(|| {
        context.found.settings.templates.as_ref().map(|path| context.found.resolve(path))
    });
    Ok(GuideWording {
        language: args.lang.as_deref(),
        agreed: args.agreed,
        stuck: args.stuck,
        wording: if args.classic { Wording::Of2022 } else { Wording::Current },
        tone: args.tone,
        surface: args.surface,
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

/// Reads `USD 12.30`, `12,30 €`, `EUR 1'234.50`.
fn amount(text: &str) -> Result<Money, Failure> {
    let wrong = || {
        usage_error!(
            "`{text}` is not a valid amount; write it as `USD 1234.50`, without a sign between thousands"
        )
    };
    // Digits and blanks of every width.
    let plain: String = text.trim().nfkc().collect();
    let is_digit = |sign: char| sign.is_ascii_digit();
    let begin = plain.find(is_digit).ok_or_else(wrong)?;
    let (before, rest) = plain.split_at(begin);
    let end = rest.rfind(is_digit).expect("it begins with a digit") + 1;
    let (number, after) = rest.split_at(end);
    let code = match (before.trim(), after.trim()) {
        (code, "") | ("", code) => code,
        _ => return Err(wrong()),
    };
    let is_money = |currency: &Currency| !matches!(currency.code(), "XXX" | "XTS");
    let currency = amounts::currency(code).filter(is_money).ok_or_else(wrong)?;
    let number = without_groups(number, currency.digits()).ok_or_else(wrong)?;
    let money = Money::from_decimal(&number, currency).map_err(|_| wrong())?;
    match money.minor {
        0 => Err(usage_error!("`{text}` is no refund")
            .hint("use `--agreed keep` where nothing is paid, or name the amount that was agreed")),
        _ => Ok(money),
    }
}

/// Returns a number without signs between thousands and with a point before its decimals; `None` where it
/// can be read in two ways, as `1,230` in a currency without three decimals.
fn without_groups(number: &str, decimals: u32) -> Option<String> {
    let is_sign = |sign: char| !sign.is_ascii_digit();
    let signs: Vec<char> = number.chars().filter(|sign| is_sign(*sign)).collect();
    let parts: Vec<&str> = number.split(is_sign).collect();
    let (Some(first), Some(last), Some((end, groups))) =
        (signs.first(), signs.last(), parts.split_last())
    else {
        return Some(number.to_owned());
    };
    let has_decimals = match (first, last) {
        (_, '.' | ',') if signs.len() == 1 => end.len() != 3 || decimals == 3,
        (first, '.' | ',') => first != last,
        _ => false,
    };
    let is_group = |part: &&str| part.len() == 3;
    let (head, inner) = groups.split_first()?;
    let are_alike = signs.iter().rev().skip(usize::from(has_decimals)).all(|sign| sign == first);
    let may_part = matches!(first, '.' | ',' | ' ' | '\'' | '’');
    let in_groups = signs.len() == 1 && has_decimals || (1..=3).contains(&head.len());
    if !(are_alike && may_part && in_groups && inner.iter().all(is_group)) {
        return None;
    }
    let whole = groups.concat();
    match (has_decimals, is_group(end)) {
        (true, _) => Some(format!("{whole}.{end}")),
        (false, true) if signs.len() > 1 || !matches!(first, '.' | ',') => {
            Some(format!("{whole}{end}"))
        }
        (false, _) => None,
    }
}

fn copy(text: &str, context: &Context, words: Translator<'_>) {
    match clipboard::copy(text) {
        Ok(()) => context.note(&words.get("message-copied")),
        Err(reason) => {
            let reason = language::translated(reason);
            context.warn(&words.fill("message-not-copied", values!(reason)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it_or_not_at_all() {
        let read =
            |text: &str| amount(text).ok().map(|money| (money.minor, money.currency.to_string()));
        for text in
            ["USD 12.30", "12.30 USD", "USD12.3", " usd 12,30 ", "US$12.30", "USD １２.３０"]
        {
            assert_eq!(read(text), Some((1230, "USD".to_owned())), "{text}");
        }
        for text in [
            "EUR 1234.50",
            "EUR 1,234.50",
            "1.234,50 €",
            "EUR 1'234.50",
            "EUR 1\u{a0}234,50",
            "EUR 1’234,5",
        ] {
            assert_eq!(read(text), Some((123_450, "EUR".to_owned())), "{text}");
        }
        assert_eq!(read("RUB 1 000"), Some((100_000, "RUB".to_owned())));
        assert_eq!(read("JPY 1,234,567"), Some((1_234_567, "JPY".to_owned())));
        assert_eq!(read("KWD 1.230"), Some((1230, "KWD".to_owned())));
        assert_eq!(read("JPY 1500"), Some((1500, "JPY".to_owned())));
        for text in [
            "",
            "12.30",
            "USD",
            "USD 0",
            "USD 1,230",
            "USD 1.230",
            "USD 1,23,450",
            "USD 1,234'567.00",
            "USD 12.30.40",
            "USD 12.3O",
            "USD 1 2",
            "USD 5 EUR",
            "XXX 5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
