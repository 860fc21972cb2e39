//! `disputes help`: the page of a command or of a topic; and where an option belongs.

use std::io::Write;

use super::context::Context;
use super::failure::Failure;
use super::language::{self, Prefix};
use super::translate::translate;
use crate::domain::show_hostile;

/// Show the help of a command or of a topic: files, times, rates, formats
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A command, such as `list` or `config init`, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// What is explained apart from any command.
const TOPICS: [&str; 4] = ["files", "times", "rates", "formats"];

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if let [topic] = args.words.as_slice()
        && TOPICS.contains(&topic.as_str())
    {
        writeln!(out, "{}", translate(context, &format!("topic-{topic}"), &[]))?;
        return Ok(0);
    }
    let mut command = language::help(super::command());
    command.build();
    let mut found = &mut command;
    for word in &args.words {
        found = found.find_subcommand_mut(word).ok_or_else(|| {
            Failure::usage(format!("there is no command and no topic `{word}`")).hint(format!(
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

/// Prints to stderr which commands have an option that another one was given.
pub(super) fn print_owners(error: &clap::Error) {
    if let Some(owners) = owners(error) {
        let line = language::line(Prefix::Hint, &show_hostile(&language::translated(&owners)));
        // Nothing can be done where stderr is closed.
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }
}

/// Returns which commands have an option that another one was given; `None` where none has, and where
/// the error is another.
fn owners(error: &clap::Error) -> Option<String> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};

    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return None };
    let long = flag.strip_prefix("--")?.split('=').next()?;
    let mut owners = Vec::new();
    collect(&super::command(), "", long, &mut owners);
    (!owners.is_empty()).then(|| format!("`--{long}` is an option of `{}`", owners.join("`, `")))
}

fn collect(command: &clap::Command, path: &str, long: &str, owners: &mut Vec<String>) {
    for sub in command.get_subcommands() {
        let name = format!("{path} {}", sub.get_name()).trim().to_owned();
        let has = |arg: &clap::Arg| {
            !arg.is_global_set()
                && (arg.get_long() == Some(long)
                    || arg.get_all_aliases().is_some_and(|all| all.contains(&long)))
        };
        if sub.get_arguments().any(has) {
            owners.push(name.clone());
        }
        collect(sub, &name, long, owners);
    }
}
