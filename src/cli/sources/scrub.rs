//! `disputes scrub`: a HAR that can be handed on.

use std::io::Write;
use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::destination::Output;
use crate::input::{self, Spec};

/// Extract the dispute answers from a HAR, without cookies, headers and other pages
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A HAR, as the browser's network panel saves it; `-` reads standard input
    #[arg(value_name = "FILE.har")]
    file: String,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Writes the scrubbed HAR, and says on stderr how much was kept.
pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let scrubbed = input::scrub(&Spec::from_word(&args.file), context.bounds())?;
    match &args.output {
        Some(path) => Output::open(path.clone())?.finish(scrubbed.text.as_bytes(), Some(out))?,
        None => out.write_all(scrubbed.text.as_bytes())?,
    }
    let (kept, dropped) = (scrubbed.kept, scrubbed.dropped);
    let answers = if kept == 1 { "answer" } else { "answers" };
    let entries = if dropped == 1 { "entry" } else { "entries" };
    context.note(&format!("{kept} {answers} kept, {dropped} {entries} dropped"));
    Ok(0)
}
