//! `disputes config init`: asks on a terminal, and takes flags without asking.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::cli::args::limits::{self, LimitArgs};
use crate::cli::args::zones::zone;
use crate::cli::context::Context;
use crate::cli::failure::{self, Failure, USE};
use crate::cli::output::destination::Output;
use crate::cli::output::language;
use crate::cli::output::translate::{translate, values};
use crate::config::{self, Answers};
use crate::domain::{Count, Zone};
use crate::reports::risk_settings::OwnLimit;
use crate::store::{Readers, create};

/// Ask a few questions and write a settings file; every other key is left in it as a comment
///
/// On a terminal it asks for shop, files, limit, language, time zone and a receiver of notices. With any
/// of these as a flag, and where there is no terminal, it does not ask.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to write it
    #[arg(default_value = "disputes.toml")]
    path: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// A file or pattern of the shop named with `--shop`, such as 'exports/*.xlsx' (may be repeated)
    #[arg(long, value_name = "PATTERN")]
    files: Vec<String>,
    #[command(flatten)]
    limits: LimitArgs,
    /// Your own time zone, such as Asia/Shanghai [default: the system's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// A receiver of notices: dingtalk, feishu, wecom, slack or json
    #[arg(long, value_name = "KIND", value_parser = RECEIVERS)]
    receiver: Option<String>,
}

/// Receivers that need no more than an address.
const RECEIVERS: [&str; 5] = ["dingtalk", "feishu", "wecom", "slack", "json"];

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let shops = &context.common.shops;
    let given = !shops.is_empty()
        || !args.files.is_empty()
        || !args.limits.is_empty()
        || args.zone.is_some()
        || args.receiver.is_some()
        || context.common.locale.is_some();
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    let answers = if given || !asks {
        if shops.len() > 1 {
            return Err(Failure::usage("`config init` writes one shop")
                .hint("add a `[[shop]]` block to the file for each further one"));
        }
        Answers {
            locale: context.common.locale.clone(),
            zone: args.zone.as_deref().map(zone_name).transpose()?,
            shop: shops.first().cloned(),
            files: args.files.clone(),
            limits: named(&limits::given(&args.limits)?),
            receiver: args.receiver.clone(),
        }
    } else {
        asked(context, &mut io::stdin().lock(), &mut io::stderr().lock())?
    };
    let text = commented(&config::init_text(&answers), &language::translated);
    config::parse(&text).map_err(Failure::settings)?;
    match Output::open(args.path.clone())? {
        Output::File(file) => {
            if args.force {
                Output::File(file).write_over(text.as_bytes())?;
            } else {
                create(&file, text.as_bytes(), Readers::AsBefore)
                    .map_err(|cause| not_made(cause, &args.path))?;
            }
            writeln!(out, "{}", args.path.display())?;
        }
        place @ (Output::Stdout | Output::Stream(_)) => place.finish(text.as_bytes(), Some(out))?,
    }
    if let Some(kind) = &answers.receiver {
        let file = format!("{kind}-url");
        context.note(&translate(context, "init-address", values!(file)));
    }
    Ok(0)
}

/// Returns settings with their comments translated; commented-out settings stay as they are.
fn commented(text: &str, translate: &dyn Fn(&str) -> String) -> String {
    let mut done = String::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in text.lines().map(Some).chain([None]) {
        match line.and_then(|line| line.strip_prefix("# ")) {
            Some(words) if !words.starts_with("secret_command") => comment.push(words),
            _ => {
                let english = comment.join(" ");
                match translate(&english) {
                    same if same == english => {
                        comment
                            .iter()
                            .for_each(|words| push_line(&mut done, &format!("# {words}")));
                    }
                    other => other
                        .split_inclusive('。')
                        .for_each(|words| push_line(&mut done, &format!("# {words}"))),
                }
                comment.clear();
                line.into_iter().for_each(|line| push_line(&mut done, line));
            }
        }
    }
    done
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn not_made(cause: io::Error, path: &Path) -> Failure {
    if cause.kind() == io::ErrorKind::AlreadyExists {
        return usage_error!("`{}` is there already", path.display())
            .hint("name another path, or use `--force` to replace the file");
    }
    failure::of_file(cause, "write the settings", path, USE)
}

fn zone_name(name: &str) -> Result<String, Failure> {
    zone(name, "--zone").map(|zone| zone.name().to_owned())
}

fn named(limits: &[OwnLimit]) -> Vec<(String, String)> {
    let percent = |limit: &OwnLimit| Count::new(u64::from(limit.bp), 10_000).to_string();
    limits.iter().map(|limit| (limit.metric.id().to_owned(), percent(limit))).collect()
}

/// Asks one after another; an empty answer leaves a setting out, a wrong one is asked for again.
fn asked(
    context: &Context,
    input: &mut dyn BufRead,
    err: &mut dyn Write,
) -> Result<Answers, Failure> {
    let system = context.own_zone()?.name();
    writeln!(err, "{}", translate(context, "init-head", &[]))?;
    let mut ask = |key: &str, check: &dyn Fn(&str) -> Result<(), Failure>| loop {
        let question = translate(context, &format!("init-ask-{key}"), values!(zone = system));
        write!(err, "{question} ")?;
        err.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok::<Option<String>, Failure>(None);
        }
        let line = line.trim().to_owned();
        match check(&line) {
            Ok(()) => return Ok(Some(line)),
            Err(failure) => writeln!(err, "{}", failure.line())?,
        }
    };
    let free = |_: &str| Ok(());
    let one_of = |known: &'static [&'static str]| {
        move |word: &str| match known.contains(&word) {
            true => Ok(()),
            false => Err(usage_error!("`{word}` is none of {}", known.join(", "))),
        }
    };
    let locale = ask("language", &one_of(&["en", "zh"]))?;
    let shop = ask("shop", &free)?;
    // No answer names no files.
    let files = ask("files", &free)?.unwrap_or_default();
    let limit = ask("limit", &|text| limits::one(text).map(|_| ()))?;
    let limits = limit.as_deref().map(limits::one).transpose()?;
    let zone = ask("zone", &|text| match Zone::named(text) {
        Some(_) => Ok(()),
        None => zone_name(text).map(|_| ()),
    })?;
    let receiver = ask("receiver", &one_of(&RECEIVERS))?;
    let files = files.split(',').map(|file| file.trim().to_owned());
    Ok(Answers {
        locale,
        zone,
        shop,
        files: files.filter(|file| !file.is_empty()).collect(),
        limits: named(limits.as_slice()),
        receiver,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comment_of_the_settings_is_in_chinese_where_that_is_asked_for() {
        let text = config::init_text(&Answers::default());
        assert_eq!(commented(&text, &ToOwned::to_owned), text);
        let chinese = commented(&text, &crate::messages::in_chinese);
        let settings = |text: &str| -> Vec<String> {
            let comment = |line: &&str| line.starts_with("# ") && !line.contains("secret_command");
            text.lines().filter(|line| !comment(line)).map(ToOwned::to_owned).collect()
        };
        assert_eq!(settings(&chinese), settings(&text));
        let english = chinese.lines().filter(|line| {
            line.starts_with("# ") && !line.contains("secret_command") && line.is_ascii()
        });
        assert_eq!(english.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again_and_an_empty_one_is_left_out() {
        let context = Context::new(Default::default()).unwrap();
        let mut input = "fr\nzh\nMain\nexports/*.xlsx, d.json\n5\n5%\n\ndingtalk\n".as_bytes();
        let mut err = Vec::new();
        let answers = asked(&context, &mut input, &mut err).unwrap();
        let expected = Answers {
            locale: Some("zh".to_owned()),
            zone: None,
            shop: Some("Main".to_owned()),
            files: vec!["exports/*.xlsx".to_owned(), "d.json".to_owned()],
            limits: vec![("dispute_rate".to_owned(), "5.00%".to_owned())],
            receiver: Some("dingtalk".to_owned()),
        };
        assert_eq!(answers, expected);
        let none = asked(&context, &mut "".as_bytes(), &mut err).unwrap();
        assert_eq!(none, Answers::default());
    }
}
