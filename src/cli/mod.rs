//! Glues the rooms to commands. Holds no formula and no table.

#[macro_use]
mod failure;

mod args;
mod clock;
mod context;
mod demo;
mod disputes;
mod help;
mod input;
mod monitor;
mod output;
mod rates;
mod setup;
mod sources;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use self::args::common::Common;
use self::context::Context;
use self::disputes::{done, guide, list, note, show, today};
use self::failure::Failure;
use self::help::{completions, man};
use self::input::whole_shops;
use self::monitor::{check, notify, report, schedule};
use self::output::{answer, format, language};
use self::rates::{causes, points, rate, risk, rules};
use self::setup::{config, doctor, schema};
use self::sources::{api, auth, import, scrub, sql, store, sync, warehouse};

use crate::config::Environment;
use crate::domain::{is_hostile, show_hostile};
use crate::input::workbook_given_up;

/// Dispute rates, deadlines and honest buyer messages for AliExpress sellers
#[derive(Debug, Parser)]
#[command(name = "disputes", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "\
Exit codes: 0 done; 1 internal error; 2 wrong usage or settings; 3 input refused or
incomplete; 4 the platform or a receiver did not answer or refused; 5 no message fits the
situation (guide only); 10 and 11, only with --exit-code: a metric is near or over its limit.")]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What `--version` prints.
const VERSION: &str = concat!("disputes ", env!("CARGO_PKG_VERSION"), "\n");

#[derive(Debug, Subcommand)]
enum Command {
    Today(today::Args),
    Demo(demo::Args),
    List(Box<list::Args>),
    Show(show::Args),
    Guide(Box<guide::Args>),
    Note(note::Args),
    Done(done::Args),
    Rate(rate::Args),
    Risk(risk::Args),
    Causes(causes::Args),
    Points(points::Args),
    Rules(rules::Args),
    Report(Box<report::Args>),
    Check(check::Args),
    Notify(notify::Args),
    Schedule(schedule::Args),
    Config(config::Args),
    Auth(auth::Args),
    Sync(sync::Args),
    Import(import::Args),
    Schema(schema::Args),
    Scrub(scrub::Args),
    Sql(sql::Args),
    Warehouse(warehouse::Args),
    Store(store::Args),
    Doctor(doctor::Args),
    Help(help::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    /// Returns whether the command has no answer that could be written in another format, whatever it is
    /// told to do.
    const fn has_one_form(&self) -> bool {
        matches!(
            self,
            Self::Note(_)
                | Self::Done(_)
                | Self::Notify(_)
                | Self::Schedule(_)
                | Self::Import(_)
                | Self::Scrub(_)
                | Self::Sql(_)
                | Self::Help(_)
                | Self::Completions(_)
                | Self::Man(_)
        )
    }

    /// Returns whether the command may write into the state folder.
    const fn may_write_state(&self) -> bool {
        matches!(
            self,
            Self::Note(_)
                | Self::Done(_)
                | Self::Points(_)
                | Self::Report(_)
                | Self::Notify(_)
                | Self::Auth(_)
                | Self::Sync(_)
                | Self::Import(_)
                | Self::Store(_)
        )
    }
}

/// Who reads the answer of a command.
#[derive(Clone, Copy)]
enum AnswerFor {
    Person,
    Monitor,
}

/// Has a panic of the library that reads old workbooks reported as what it is: a damaged file.
fn report_damaged_workbooks(answers: AnswerFor) {
    let other = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let Some(damaged) = workbook_given_up() else { return other(panic) };
        let failure = Failure::from(damaged);
        let code = match answers {
            AnswerFor::Monitor => check::give_up(&failure, &mut io::stdout()),
            AnswerFor::Person => {
                let _ = failure.report(&mut io::stderr());
                failure.code()
            }
        };
        #[expect(clippy::exit, reason = "a build that aborts on a panic would lose the exit code")]
        std::process::exit(i32::from(code));
    }));
}

/// Runs the program: parses the words, runs the command, and says what went wrong.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    // None of the commands is needed to tell the version.
    if let [_, only] = words.as_slice()
        && (only == "--version" || only == "-V")
    {
        let mut out = io::stdout().lock();
        return written(out.write_all(VERSION.as_bytes()).and_then(|()| out.flush()));
    }
    language::guess(&words, Environment::read().language.as_deref());
    let command = Cli::command();
    let mut words = words;
    let place = command_place(&words, &command);
    let demo = demo::unwrapped(&mut words, place);
    let place = command_place(&words, &command);
    let word = place.and_then(|place| words.get(place)).map(|word| word.to_string_lossy());
    let check = word.as_deref() == Some("check");
    // `disputes FILES` shows today of them.
    let is_command = word.as_deref().is_none_or(|word| command.find_subcommand(word).is_some());
    if let (Some(place), Some(word), false) = (place, word.as_deref(), is_command)
        && today::is_file(word)
    {
        words.insert(place, OsString::from("today"));
    }
    // Pages of help are laid out only where the parser may show one.
    let shown = |_| {
        let command = help::pages::laid_out(language::help(Cli::command()), language::translated);
        command.try_get_matches_from(&words)
    };
    let matches = match command.try_get_matches_from(&words).or_else(shown) {
        Ok(matches) => matches,
        Err(error) if check && error.use_stderr() => return check::wrong_use(&error),
        Err(error) => return usage(help::without_detours(error)),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => Cli { common: Common { demo, ..cli.common }, ..cli },
        Err(error) if check => return check::wrong_use(&error),
        Err(error) => return usage(help::without_detours(error)),
    };
    report_damaged_workbooks(if check { AnswerFor::Monitor } else { AnswerFor::Person });
    // Not locked: the report of a damaged workbook may come from another thread.
    let mut out = BufWriter::new(io::stdout());
    let done = run(cli, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) if check => check::unknown(&failure, &mut out),
        Err(failure) => failure.report(&mut io::stderr().lock()),
    }
}

/// Returns where in the words of a call the command stands; `None` where there is none. `command` is
/// the whole command tree.
fn command_place(words: &[OsString], command: &clap::Command) -> Option<usize> {
    let mut rest = words.iter().enumerate().skip(1);
    let mut unsure = false;
    while let Some((place, word)) = rest.next() {
        let word = word.to_string_lossy();
        match option(&word, command) {
            Some(option) if option.get_action().takes_values() => drop(rest.next()),
            Some(_) => {}
            // An option that is not known may take a value or none.
            None if word.starts_with('-') && word != "-" => unsure |= !word.contains('='),
            None if command.find_subcommand(&*word).is_some() || !unsure => return Some(place),
            None => {}
        }
    }
    None
}

/// Returns the option that a word names whole: `--threads`, not `--threads=2`.
fn option<'a>(word: &str, command: &'a clap::Command) -> Option<&'a clap::Arg> {
    let mut options = command.get_arguments();
    if let Some(long) = word.strip_prefix("--") {
        return options.find(|option| option.get_long() == Some(long));
    }
    let mut letters = word.strip_prefix('-')?.chars();
    let (letter, None) = (letters.next()?, letters.next()) else { return None };
    options.find(|option| option.get_short() == Some(letter))
}

/// Help goes to stdout with code 0; wrong use goes to stderr with code 2.
fn usage(error: clap::Error) -> ExitCode {
    let printed = error.render().to_string();
    let text = printed.replace("invalid digit found in string", "a whole number is expected");
    // The parser repeats the words of the call.
    let hostile = text.chars().any(|sign| sign != '\n' && is_hostile(sign));
    if !language::is_chinese() && !hostile && text == printed {
        let printed = error.print();
        help::print_hint(&error);
        return if error.use_stderr() { ExitCode::from(2) } else { written(printed) };
    }
    let text = show_hostile(&language::parser(&text));
    if error.use_stderr() {
        // Nothing can be done where stderr is closed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
        help::print_hint(&error);
        return ExitCode::from(2);
    }
    written(io::stdout().lock().write_all(text.as_bytes()))
}

/// Returns the exit code of an answer that was written, or could not be.
fn written(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => Failure::from(error).report(&mut io::stderr().lock()),
    }
}

fn run(cli: Cli, out: &mut dyn Write) -> Result<u8, Failure> {
    let context = Context::new(cli.common)?;
    language::set(context.locale);
    let today = Command::Today(today::Args::default());
    if cli.command.as_ref().is_some_and(Command::may_write_state) {
        api::close_state_folder(&context);
    }
    if cli.command.as_ref().is_some_and(Command::has_one_form) {
        context.format(format::TEXT)?;
    }
    let code = run_command(cli.command.as_ref().unwrap_or(&today), &context, out)?;
    context.warn_of_unmet_words();
    Ok(code)
}

/// Runs a command.
fn run_command(command: &Command, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    match command {
        Command::Today(args) => {
            whole_shops::answer(context, &args.files, &mut |shops| today::run(args, shops, out))
        }
        // The first `demo` is taken out of the words, and its help is the parser's.
        Command::Demo(_) => Err(Failure::usage("`demo` stands once, before the command to try")),
        Command::List(args) => {
            answer::write(&args.output, context, list::FORMATS, out, |to, out| {
                list::run(args, to, out)
            })
        }
        Command::Show(args) => {
            answer::write(&args.output, context, format::ROWS, out, |to, out| {
                show::run(args, to, out)
            })
        }
        Command::Guide(args) => guide::run(args, context, out),
        Command::Note(args) => note::run(args, context, out),
        Command::Done(args) => done::run(args, context, out),
        Command::Rate(args) => {
            answer::write(&args.output, context, format::ROWS, out, |to, out| {
                rate::run(args, to, out)
            })
        }
        Command::Risk(args) => {
            answer::write(&args.output, context, format::ROWS, out, |to, out| {
                whole_shops::answer(to, &args.files, &mut |shops| risk::run(args, shops, out))
            })
        }
        Command::Causes(args) => {
            answer::write(&args.output, context, format::ROWS, out, |to, out| {
                causes::run(args, to, out)
            })
        }
        Command::Points(args) => points::run(args, context, out),
        Command::Rules(args) => rules::run(args, context, out),
        Command::Report(args) => report::run(args, context, out),
        Command::Check(args) => check::run(args, context.clone(), out),
        Command::Notify(args) => notify::run(args, context, out),
        Command::Schedule(args) => schedule::run(args, context, out),
        Command::Config(args) => config::run(args, context, out),
        Command::Auth(args) => auth::run(args, context, out),
        Command::Sync(args) => sync::run(args, context, out),
        Command::Import(args) => import::run(args, context, out),
        Command::Schema(args) => schema::run(args, context, out),
        Command::Scrub(args) => scrub::run(args, context, out),
        Command::Sql(args) => sql::run(args, context, out),
        Command::Warehouse(args) => warehouse::run(args, context, out),
        Command::Store(args) => store::run(args, context, out),
        Command::Doctor(args) => doctor::run(args, context, out),
        Command::Help(args) => help::run(args, context, out),
        Command::Completions(args) => completions::run(args, context, out),
        Command::Man(args) => man::run(args, out),
    }
}

/// Returns the whole command tree, for completions and man pages.
fn command() -> clap::Command {
    help::pages::laid_out(Cli::command(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_what_the_parser_would_print() {
        assert_eq!(Cli::command().render_version(), VERSION);
    }

    #[test]
    fn every_help_line_has_a_chinese_one() {
        fn walk(command: &clap::Command, seen: &mut Vec<String>) {
            let texts = [command.get_about(), command.get_long_about()];
            seen.extend(texts.into_iter().flatten().map(ToString::to_string));
            for arg in command.get_arguments() {
                let texts = [arg.get_help(), arg.get_long_help()];
                seen.extend(texts.into_iter().flatten().map(ToString::to_string));
                seen.extend(arg.get_help_heading().map(str::to_owned));
                let values = arg.get_possible_values();
                seen.extend(values.iter().filter_map(|v| v.get_help()).map(ToString::to_string));
            }
            command.get_subcommands().for_each(|command| walk(command, seen));
        }
        let mut seen = Vec::new();
        walk(&command(), &mut seen);
        assert!(seen.len() > 200, "{}", seen.len());
        let untranslated: Vec<_> = seen
            .iter()
            .filter(|text| !crate::messages::in_chinese(text).chars().any(|c| c > '\u{2e7f}'))
            .collect();
        assert!(untranslated.is_empty(), "{untranslated:#?}");
    }
}
