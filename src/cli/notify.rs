//! `disputes notify`: who is told what, a spool for what could not leave, and a test message.
//!
//! A message is in the spool before it is remembered as said, and leaves the spool when the service
//! has taken it. A run that is killed in between sends it again under the same id: never lost, and a
//! receiver can tell the repetition.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::context::{Context, Locale, clock};
use super::failure::Failure;
use super::journal;
use super::survey::{self, Survey, Wanted};
use super::words::seller_words;
use crate::config::Notify;
use crate::deliver::{self, DeliverError, Mail, Message, Secret, Security, Service, Webhook};
use crate::domain::Severity;
use crate::render;
use crate::reports::notices::{Memory, Wishes, notices};
use crate::store::read_private;

/// Hours before a deadline when a receiver names none.
const USUAL_HOURS: u32 = 24;

/// Send what is new, once, to the receivers configured under `[[notify]]`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Send what is new, and anything that could not be sent earlier
    Send {
        /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
        files: Vec<String>,
        /// Print nothing at all on success
        #[arg(long, short)]
        quiet: bool,
    },
    /// Send a test message
    Test {
        /// Only to this receiver [default: all of them]
        name: Option<String>,
    },
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.action {
        Action::Send { files, quiet } => {
            let told = tell(context, files)?;
            if !quiet {
                writeln!(out, "{}", told.line())?;
            }
            told.outcome()
        }
        Action::Test { name } => test(context, name.as_deref(), out),
    }
}

fn receivers(context: &Context) -> Result<&[Notify], Failure> {
    let receivers = context.found.settings.notify.as_slice();
    if receivers.is_empty() {
        return Err(Failure::usage("the settings name nobody to notify")
            .hint("add a [[notify]] block; `config.example.toml` shows one"));
    }
    Ok(receivers)
}

fn test(context: &Context, name: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let receivers = receivers(context)?;
    if let Some(name) = name.filter(|name| !receivers.iter().any(|own| own.name == **name)) {
        let known: Vec<String> = receivers.iter().map(|own| format!("`{}`", own.name)).collect();
        return Err(Failure::usage(format!(
            "the settings name no receiver `{name}`; there are {}",
            known.join(", ")
        )));
    }
    let mut failed = 0_u8;
    for receiver in receivers.iter().filter(|own| name.is_none_or(|name| own.name == name)) {
        let words = seller_words(locale(receiver, context));
        let words = render::Words::new(&words);
        let message = Message {
            id: deliver::name("test", &[receiver.name.clone(), clock().to_string()]),
            to: receiver.name.clone(),
            title: render::notice_title(None, words),
            lines: vec![words.get("notice-test")],
            as_of: context.as_of.to_string(),
            more: String::new(),
            attempts: 0,
        };
        match send(context, receiver, &message)? {
            Ok(()) => writeln!(out, "{}: sent", receiver.name)?,
            Err(error) => {
                failed += 1;
                writeln!(out, "{}: {error}", receiver.name)?;
            }
        }
    }
    Ok(if failed == 0 { 0 } else { UNSENT })
}

/// Exit code: a service did not answer or refused.
const UNSENT: u8 = 4;

/// How a round of notices went.
#[derive(Debug, Default)]
pub(super) struct Told {
    sent: usize,
    waiting: Vec<String>,
}

impl Told {
    fn line(&self) -> String {
        format!("{} sent, {} waiting", self.sent, self.waiting.len())
    }

    /// Says what is waiting, and why, as a failure.
    pub(super) fn outcome(&self) -> Result<u8, Failure> {
        if self.waiting.is_empty() {
            return Ok(0);
        }
        let text = format!(
            "{} messages wait in the spool: {}",
            self.waiting.len(),
            self.waiting.join("; ")
        );
        Err(Failure::with_code(anyhow!(text), UNSENT)
            .hint("they are sent by the next run; `disputes notify test` tries the settings"))
    }
}

/// Puts what is new of each shop into the spool, remembers it as said, and empties the spool.
pub(super) fn tell(context: &Context, files: &[String]) -> Result<Told, Failure> {
    let receivers = receivers(context)?;
    let Some(folder) = context.environment.state_dir.clone() else {
        return Err(Failure::usage("there is no folder to remember what was said")
            .hint("set HOME or XDG_STATE_HOME"));
    };
    let spool = folder.join("spool");
    let _lock = journal::alone(context)?;
    for context in survey::each_shop(context, files) {
        let survey = survey::take(&context, &Wanted { files, window: None, points: 0 })?;
        for receiver in receivers {
            compose(&context, receiver, &survey, (files, &spool))?;
        }
    }
    empty(context, receivers, &spool)
}

fn compose(
    context: &Context,
    receiver: &Notify,
    survey: &Survey,
    (files, spool): (&[String], &Path),
) -> Result<(), Failure> {
    let mut scope = files.to_vec();
    scope.push(format!("receiver {}", receiver.name));
    let Some(place) = journal::place(context, "notify", &scope) else { return Ok(()) };
    let memory: Memory = deliver::read_lines(&journal::read(&place)?).pop().unwrap_or_default();
    let (found, after) = notices(wishes(receiver)?, &memory, &survey.risk, &survey.disputes);
    if !found.is_empty() {
        let words = seller_words(locale(receiver, context));
        let words = render::Words::new(&words);
        let zone = context.own_zone()?;
        let mut lines: Vec<String> = found
            .iter()
            .map(|notice| render::notice_line(notice, context.as_of, zone, words))
            .collect();
        let mut whole = lines.clone();
        whole.push(place.display().to_string());
        whole.push(context.as_of.to_string());
        // They are no part of the name: the same news is not sent again for another doubt.
        let caveats = render::caveats(&survey.doubts, words);
        let bad = caveats.iter().filter(|caveat| caveat.severity() >= Severity::Warning);
        lines.extend(bad.map(render::CaveatV1::line));
        let shop = match context.common.shops.as_slice() {
            [one] => Some(one.as_str()),
            _ => None,
        };
        let message = Message {
            id: deliver::name(&receiver.name, &whole),
            to: receiver.name.clone(),
            title: render::notice_title(shop, words),
            lines,
            as_of: context.as_of.to_string(),
            more: words.fill("notice-more", &[("count", "#")]),
            attempts: 0,
        };
        let path = spool.join(format!("{}.json", message.id));
        journal::write(&path, &deliver::write_lines(&[message]))?;
    }
    if after != memory {
        journal::write(&place, &deliver::write_lines(&[after]))?;
    }
    Ok(())
}

/// Sends what is in the spool, oldest as-of first.
fn empty(context: &Context, receivers: &[Notify], spool: &Path) -> Result<Told, Failure> {
    let mut waiting: Vec<(Message, PathBuf)> = Vec::new();
    let entries = std::fs::read_dir(spool).into_iter().flatten().filter_map(Result::ok);
    for path in entries.map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "json") {
            let message = deliver::read_lines(&journal::read(&path)?).pop();
            waiting.extend(message.map(|message| (message, path)));
        }
    }
    waiting.sort_by(|(a, _), (b, _)| (&a.as_of, &a.id).cmp(&(&b.as_of, &b.id)));
    let mut told = Told::default();
    for (mut message, path) in waiting {
        let Some(receiver) = receivers.iter().find(|own| own.name == message.to) else {
            told.waiting.push(format!("the settings name no receiver `{}`", message.to));
            continue;
        };
        match send(context, receiver, &message)? {
            Ok(()) => {
                std::fs::remove_file(&path)?;
                told.sent += 1;
            }
            Err(error) => {
                told.waiting.push(format!("`{}`: {error}", receiver.name));
                message.attempts += 1;
                journal::write(&path, &deliver::write_lines(&[message]))?;
            }
        }
    }
    Ok(told)
}

fn locale(receiver: &Notify, context: &Context) -> Locale {
    match receiver.locale.as_deref() {
        Some("zh") => Locale::Chinese,
        Some("en") => Locale::English,
        Some(_) | None => context.locale,
    }
}

/// Returns what a receiver wants to hear of: everything, when it does not say.
fn wishes(receiver: &Notify) -> Result<Wishes, Failure> {
    let known = ["level", "new-dispute", "deadline", "digest"];
    if let Some(wrong) = receiver.on.iter().find(|word| !known.contains(&word.as_str())) {
        return Err(wrong_setting(
            receiver,
            &format!("`on`: `{wrong}` is none of {}", known.join(", ")),
        ));
    }
    let wants = |word: &str| receiver.on.is_empty() || receiver.on.iter().any(|own| own == word);
    let day = match receiver.digest_day.as_deref() {
        None => chrono::Weekday::Mon,
        Some(word) => word.parse().map_err(|_| {
            wrong_setting(receiver, &format!("`digest_day`: `{word}` is no weekday"))
        })?,
    };
    let hours = receiver.deadline_hours.unwrap_or(USUAL_HOURS);
    Ok(Wishes {
        level: wants("level"),
        new_dispute: wants("new-dispute"),
        deadline_hours: wants("deadline").then_some(hours),
        digest: wants("digest").then_some(day),
    })
}

fn wrong_setting(receiver: &Notify, what: &str) -> Failure {
    Failure::usage(format!("settings, notify `{}`: {what}", receiver.name))
}

/// Sends one message. The outer failure is a fault of the settings.
fn send(
    context: &Context,
    receiver: &Notify,
    message: &Message,
) -> Result<Result<(), DeliverError>, Failure> {
    if receiver.kind == "email" {
        let settings = letter(context, receiver)?;
        return Ok(deliver::mail(&settings, message));
    }
    let webhook = webhook(context, receiver)?;
    Ok(deliver::post(&webhook, message, clock().millis()))
}

/// Reads a secret from a file that only its owner may read.
fn secret(context: &Context, receiver: &Notify, path: &Path) -> Result<Secret, Failure> {
    let whole = context.found.resolve(path);
    let read = || -> anyhow::Result<Secret> {
        let bytes = read_private(&whole)
            .with_context(|| format!("notify `{}`: `{}`", receiver.name, path.display()))?
            .ok_or_else(|| {
                anyhow!("notify `{}`: there is no file `{}`", receiver.name, path.display())
            })?;
        let text = String::from_utf8(bytes)?;
        Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
    };
    read().map_err(|error| {
        Failure::settings(error).hint("secrets stand in files of mode 0600, beside the settings")
    })
}

fn webhook(context: &Context, receiver: &Notify) -> Result<Webhook, Failure> {
    let service = match receiver.kind.as_str() {
        "dingtalk" => Service::DingTalk,
        "feishu" | "lark" => Service::Feishu,
        "wecom" => Service::WeCom,
        "slack" => Service::Slack,
        "json" => Service::Json,
        "telegram" => Service::Telegram {
            chat_id: receiver
                .chat_id
                .clone()
                .ok_or_else(|| wrong_setting(receiver, "`chat_id` is missing"))?,
        },
        other => {
            return Err(wrong_setting(
                receiver,
                &format!(
                    "`kind`: `{other}` is none of email, dingtalk, feishu, wecom, telegram, slack, json"
                ),
            ));
        }
    };
    let file = receiver
        .url_file
        .as_deref()
        .ok_or_else(|| wrong_setting(receiver, "`url_file` is missing"))?;
    let address = secret(context, receiver, file)?;
    let key = receiver.secret_file.as_deref().map(|file| secret(context, receiver, file));
    Ok(Webhook { service, address, secret: key.transpose()? })
}

fn letter(context: &Context, receiver: &Notify) -> Result<Mail, Failure> {
    let needed = |value: &Option<String>, key: &str| {
        value.clone().ok_or_else(|| wrong_setting(receiver, &format!("`{key}` is missing")))
    };
    let security = match receiver.security.as_deref() {
        None | Some("starttls") => Security::StartTls,
        Some("tls") => Security::Tls,
        Some("none") => Security::None,
        Some(other) => {
            return Err(wrong_setting(
                receiver,
                &format!("`security`: `{other}` is none of starttls, tls, none"),
            ));
        }
    };
    if receiver.to.is_empty() {
        return Err(wrong_setting(receiver, "`to` is missing"));
    }
    let login = match (&receiver.user, &receiver.password_file) {
        (Some(user), Some(file)) => Some((user.clone(), secret(context, receiver, file)?)),
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => {
            return Err(wrong_setting(receiver, "`user` and `password_file` go together"));
        }
    };
    let authority = match &receiver.ca_file {
        None => None,
        Some(file) => {
            let path = context.found.resolve(file);
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()));
            Some(bytes.map_err(Failure::settings)?)
        }
    };
    Ok(Mail {
        host: needed(&receiver.host, "host")?,
        port: receiver.port,
        security,
        login,
        authority,
        from: needed(&receiver.from, "from")?,
        to: receiver.to.clone(),
    })
}
