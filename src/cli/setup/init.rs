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
use crate::config::{self, Answers, ShopAnswer};
use crate::domain::Count;
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
                .hint("name a folder that has one for each with `--files`, or add `[[shop]]` blocks to the file"));
        }
        Answers {
            locale: context.common.locale.clone(),
            zone: args.zone.as_deref().map(zone_name).transpose()?,
            shops: shops_of(shops.first().cloned(), args.files.clone()),
            limits: named(&limits::given(&args.limits)?),
            receiver: args.receiver.clone(),
        }
    } else {
        let folder = args.path.parent().unwrap_or(Path::new(""));
        asked(context, folder, &mut io::stdin().lock(), &mut io::stderr().lock())?
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
    if answers.shops.len() > 1 {
        let count = answers.shops.len();
        context.note(&translate(context, "init-shops", values!(count)));
    }
    if let Some(kind) = &answers.receiver {
        let file = format!("{kind}-url");
        context.note(&translate(context, "init-address", values!(file)));
    }
    Ok(0)
}

/// Returns the shops that a name and files stand for: without a name, a folder that holds nothing but folders with
/// files stands for a shop in each.
fn shops_of(name: Option<String>, files: Vec<String>) -> Vec<ShopAnswer> {
    let folders = match (&name, files.as_slice()) {
        (None, [folder]) => folders_of_shops(Path::new(folder)),
        _ => Vec::new(),
    };
    if folders.len() > 1 {
        return folders;
    }
    match name.is_none() && files.is_empty() {
        true => Vec::new(),
        false => vec![ShopAnswer { name, files }],
    }
}

/// Returns a shop for each folder in one that holds no file itself; none where one of them has no file.
fn folders_of_shops(folder: &Path) -> Vec<ShopAnswer> {
    let is_shown = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| !name.starts_with(['.', '~']) && name != "disputes.toml")
    };
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_shown).collect();
        paths.sort();
        paths
    };
    let folders = within(folder);
    let has_files = |folder: &PathBuf| within(folder).iter().any(|path| path.is_file());
    if !folders.iter().all(has_files) {
        return Vec::new();
    }
    let shop = |path: &PathBuf| {
        let path = path.strip_prefix(".").unwrap_or(path);
        let name = path.file_name()?.to_str()?;
        let name = name.split_once('=').map_or(name, |(_, value)| value).to_owned();
        Some(ShopAnswer { name: Some(name), files: vec![path.to_str()?.to_owned()] })
    };
    folders.iter().filter_map(shop).collect()
}

/// Returns the files of an answer: separated by commas of either keyboard, with or without the quotes that Windows
/// puts around a path.
fn files_in(answer: &str) -> Vec<String> {
    let is_around = |sign: char| sign.is_whitespace() || "\"'“”‘’".contains(sign);
    let files = answer.split([',', '，', '、', ';', '；']).map(|file| file.trim_matches(is_around));
    files.filter(|file| !file.is_empty()).map(str::to_owned).collect()
}

/// Refuses a file that is not there; a pattern may be of files to come.
fn require_files(files: &[String], folder: &Path) -> Result<(), Failure> {
    let is_missing = |file: &&String| {
        !file.contains(['*', '?', '[', '{']) && !folder.join(file.as_str()).exists()
    };
    match files.iter().find(is_missing) {
        Some(file) => Err(usage_error!("there is no file or folder `{file}` here")),
        None => Ok(()),
    }
}

/// Returns a limit that was answered: a percentage, with its sign or without.
fn limit_of(answer: &str) -> Result<OwnLimit, Failure> {
    let number = answer.replace('％', "%").replace('＝', "=");
    let is_bare = number.ends_with(|sign: char| sign.is_ascii_digit());
    limits::answered(&if is_bare { number + "%" } else { number })
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
    folder: &Path,
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
    let files = ask("files", &|text| require_files(&files_in(text), folder))?.unwrap_or_default();
    let limit = ask("limit", &|text| limit_of(text).map(|_| ()))?;
    let limits = limit.as_deref().map(limit_of).transpose()?;
    let zone = ask("zone", &|text| zone_name(text).map(|_| ()))?;
    let receiver = ask("receiver", &one_of(&RECEIVERS))?;
    Ok(Answers {
        locale,
        zone,
        shops: shops_of(shop, files_in(&files)),
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
        let answers = "fr\nzh\nMain\nexports/*.xlsx, d.json\nexports/*.xlsx，\"Cargo.toml\"、src\nx\n5％\n\ndingtalk\n";
        let (mut input, mut err) = (answers.as_bytes(), Vec::new());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let answers = asked(&context, here, &mut input, &mut err).unwrap();
        let expected = Answers {
            locale: Some("zh".to_owned()),
            zone: None,
            shops: vec![ShopAnswer {
                name: Some("Main".to_owned()),
                files: ["exports/*.xlsx", "Cargo.toml", "src"].map(str::to_owned).to_vec(),
            }],
            limits: vec![("dispute_rate".to_owned(), "5.00%".to_owned())],
            receiver: Some("dingtalk".to_owned()),
        };
        assert_eq!(answers, expected);
        let said = String::from_utf8(err).unwrap();
        assert!(said.contains("there is no file or folder `d.json` here"), "{said}");
        assert!(said.contains("`x` is not a percentage"), "{said}");
        let none = asked(&context, here, &mut "".as_bytes(), &mut Vec::new()).unwrap();
        assert_eq!(none, Answers::default());
        assert_eq!(limit_of("5").unwrap(), limit_of("dispute_rate＝5％").unwrap());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes the files that it looks for")]
    fn a_folder_of_folders_is_a_shop_for_each() {
        let place = tempfile::tempdir().unwrap();
        for shop in ["shop=B", "A"] {
            let folder = place.path().join(shop);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("orders.csv"), "").unwrap();
        }
        let all = place.path().to_str().unwrap().to_owned();
        let shops = shops_of(None, vec![all.clone()]);
        let names: Vec<_> = shops.iter().filter_map(|shop| shop.name.as_deref()).collect();
        assert_eq!(names, ["A", "B"]);
        assert_eq!(shops_of(Some("C".to_owned()), vec![all.clone()]).len(), 1);
        std::fs::write(place.path().join("more.csv"), "").unwrap();
        assert_eq!(shops_of(None, vec![all]).len(), 1);
    }
}
