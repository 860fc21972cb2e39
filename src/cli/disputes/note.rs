//! `disputes note`

use std::io::Write;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::disputes::done::target;
use crate::cli::disputes::today::is_file;
use crate::cli::failure::Failure;
use crate::cli::input::data;
use crate::cli::input::marks;
use crate::cli::output::destination::QuietArgs;
use crate::cli::output::translate::{translate, values};
use crate::domain::{DisputeMark, OwnNote};

/// Keep a note of your own on a dispute
///
/// The note is kept in the local store of this machine, whether the disputes come from files or from
/// the store. The commands list, show, today and report show it. A further note replaces it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of the order, of one of its lines or of the dispute, or its last six digits
    id: String,
    /// The note, in quotation marks
    #[arg(required_unless_present = "clear")]
    text: Option<String>,
    /// Order exports and dispute lists [default: the settings' files]
    files: Vec<String>,
    /// Remove the note
    #[arg(long)]
    clear: bool,
    #[command(flatten)]
    quiet: QuietArgs,
}

/// Longest note, in characters.
pub(crate) const LONGEST: usize = 1_000;

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let id = args.id.trim();
    let (key, order) = match &args.text {
        Some(text) if !args.clear => ("note-kept", keep(id, text, &args.files, context)?),
        Some(text) if !is_file(text) => {
            return Err(usage_error!("`--clear` removes a note, and `{text}` is another")
                .hint("leave one of the two out; a further note replaces the one before"));
        }
        // The note is found by the id alone.
        Some(_) | None => ("note-cleared", clear(id, context)?),
    };
    args.quiet.line(out, &translate(context, key, values!(order)))?;
    Ok(0)
}

fn keep(id: &str, text: &str, files: &[String], context: &Context) -> Result<String, Failure> {
    if Path::new(text).is_file() {
        return Err(usage_error!("`{text}` is a file, and no note comes before it").hint(
            "the note comes before the files, as `disputes note 739830 \"new lamp sent\" FILE`",
        ));
    }
    let text = checked(text)?;
    let data = data::open(context, files)?;
    let (wanted, _) = target(&data, id, context)?;
    let at = marks::moment(context);
    marks::change(context, |marks| {
        let known = marks.all().iter().find(|mark| mark.is_of(&wanted));
        let mark = known.unwrap_or(&wanted).clone();
        let mark = DisputeMark { note: Some(OwnNote { text, at }), ..mark };
        Ok((wanted.order_id.to_string(), vec![mark]))
    })
}

fn clear(id: &str, context: &Context) -> Result<String, Failure> {
    marks::change(context, |marks| {
        let found = marks::named(marks, id)?;
        let order = found.first().map_or_else(|| id.to_owned(), |mark| mark.order_id.to_string());
        let cleared = found.into_iter().map(|mark| DisputeMark { note: None, ..mark });
        Ok((order, cleared.collect()))
    })
}

/// Returns a note as it is kept: on one line.
pub(crate) fn checked(text: &str) -> Result<String, Failure> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Failure::usage("the note is empty").hint("`--clear` removes a note")),
        1..=LONGEST => Ok(text),
        length => {
            Err(usage_error!("the note has {length} characters; there is room for {LONGEST}")
                .hint("shorten it"))
        }
    }
}
