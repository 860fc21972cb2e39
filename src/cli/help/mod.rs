//! `disputes help`: the page of a command or of a topic; and where an option belongs.

pub(super) mod completions;
pub(super) mod man;
pub(super) mod pages;

use std::io::Write;

use clap::CommandFactory;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::language::{self, Prefix};
use crate::cli::output::translate::translate;
use crate::domain::show_hostile;
use crate::render::Format;

/// Show the help of a command or of a topic: files, times, rates, formats
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A command, such as `list` or `config init`, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// What is explained apart from any command.
const TOPICS: [&str; 4] = ["files", "times", "rates", "formats"];

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if let [topic] = args.words.as_slice()
        && TOPICS.contains(&topic.as_str())
    {
        writeln!(out, "{}", translate(context, &format!("topic-{topic}"), &[]))?;
        return Ok(0);
    }
    let mut command = language::help(crate::cli::Cli::command());
    command = pages::laid_out(command, language::translated);
    command.build();
    let mut found = &mut command;
    for word in &args.words {
        found = found.find_subcommand_mut(word).ok_or_else(|| {
            usage_error!("there is no command and no topic `{word}`").hint(format!(
                "topics are {}; `disputes help` lists the commands",
                TOPICS.join(", ")
            ))
        })?;
    }
    let page = found.render_long_help().to_string();
    let page = if language::is_chinese() { language::parser(&page) } else { page };
    write!(out, "{page}")?;
    if args.words.is_empty() {
        writeln!(out, "\n{}", translate(context, "topics", &[]))?;
    }
    Ok(0)
}

/// Takes out of the parser's answer what leads elsewhere: a usage with options that are not needed, and
/// where the option belongs to another command, one that only sounds alike.
pub(crate) fn without_detours(mut error: clap::Error) -> clap::Error {
    use clap::error::{ContextKind, ErrorKind};

    if error.kind() == ErrorKind::ArgumentConflict {
        error.remove(ContextKind::Usage);
    }
    if error.kind() == ErrorKind::UnknownArgument {
        error.remove(ContextKind::Usage);
        if hint_of(&error).is_some() {
            error.remove(ContextKind::SuggestedArg);
            error.remove(ContextKind::Suggested);
        }
    }
    error
}

/// Prints to stderr what to write in place of an option that a command does not have.
pub(crate) fn print_hint(error: &clap::Error) {
    if let Some(hint) = hint_of(error) {
        let line = language::line(Prefix::Hint, &show_hostile(&language::translated(&hint)));
        // Nothing can be done where stderr is closed.
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }
}

/// Returns what to write in place of an option; `None` where nothing is known.
fn hint_of(error: &clap::Error) -> Option<String> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};

    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let flag = text(ContextKind::InvalidArg)?;
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let long = flag.strip_prefix("--")?.split('=').next()?;
            format_named(long).or_else(|| owners(long))
        }
        // The number of rows was called so before limits of rates were.
        ErrorKind::ValueValidation if flag.starts_with("--max-rows") => {
            let percent = text(ContextKind::InvalidValue)?.ends_with('%');
            percent.then(|| {
                "`--max-rows N` is a number of rows; a limit in percent is for `risk`, `report`, \
                 `check` and `today`"
                    .to_owned()
            })
        }
        _ => None,
    }
}

/// Returns how to ask for a format that was written as an option; `None` for what is none.
fn format_named(long: &str) -> Option<String> {
    let format = match long {
        "plain" => Some(Format::TABLE),
        "excel" => Format::named("xlsx"),
        other => Format::named(other).or_else(|| Format::of_ending(other)),
    };
    format.map(|format| format!("formats are named by `--format`: use `--format {}`", format.id()))
}

/// Returns which commands have an option; `None` where none has.
fn owners(long: &str) -> Option<String> {
    let mut owners = Vec::new();
    collect(&crate::cli::command(), "", long, &mut owners);
    (!owners.is_empty()).then(|| format!("`--{long}` is an option of `{}`", owners.join("`, `")))
}

fn collect(command: &clap::Command, path: &str, long: &str, owners: &mut Vec<String>) {
    for sub in command.get_subcommands() {
        let name = format!("{path} {}", sub.get_name()).trim().to_owned();
        let has = |arg: &clap::Arg| {
            !arg.is_global_set()
                && (arg.get_long() == Some(long)
                    || arg.get_visible_aliases().is_some_and(|all| all.contains(&long)))
        };
        if sub.get_arguments().any(has) {
            owners.push(name.clone());
        }
        collect(sub, &name, long, owners);
    }
}
