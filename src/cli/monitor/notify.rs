//! `disputes notify`: who is known what, a spool for what could not leave, and a test message.
//!
//! A message is in the spool before it is remembered as said, and leaves the spool when the service
//! has taken it. A run that is killed in between sends it again under the same id: never lost, and a
//! receiver can tell the repetition.

use std::io::Write;
use std::path::PathBuf;

use crate::cli::args::limits::LimitArgs;
use crate::cli::context::{Context, clock};
use crate::cli::failure::{Failure, USE};
use crate::cli::input::overview::{self, Overview, OverviewQuery};
use crate::cli::monitor::journal::{self, LockNotice};
use crate::cli::monitor::receiver::{self};
use crate::cli::monitor::sending::{NotifyOutcome, SendRun, UNSENT, locale, recipients, send_one};
use crate::cli::monitor::spool::{self, Spool, Waiting};
use crate::cli::monitor::standing::{self, DeliveryHealth};
use crate::cli::output::language;
use crate::cli::output::translate::{seller_words, values};
use crate::config::Notify;
use crate::deliver::{self, About, Message};
use crate::domain::{Caveat, CaveatKind, Severity, quoted_list};
use crate::render;
use crate::reports::notices::{Memory, Notice, Wishes, notices};

/// Send what is new, once, to the receivers configured under `[[notify]]`
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: NotifyAction,
}

#[derive(Debug, clap::Subcommand)]
enum NotifyAction {
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

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.action {
        NotifyAction::Send { files, quiet } => {
            let notice = if *quiet { LockNotice::Silent } else { LockNotice::Said };
            let outcome = queue_and_send(context, files, notice)?;
            if !quiet {
                writeln!(out, "{}", language::translated(&outcome.line()))?;
            }
            outcome.outcome()
        }
        NotifyAction::Test { name } => test(context, name.as_deref(), out),
    }
}

fn receivers(context: &Context) -> Result<&[Notify], Failure> {
    if context.common.demo {
        return Err(
            Failure::usage("`demo` sends nothing: its shop is made up").hint("leave `demo` out")
        );
    }
    let receivers = context.found.settings.notify.as_slice();
    if receivers.is_empty() {
        return Err(Failure::usage("the settings name no receiver of notifications")
            .hint("add a [[notify]] block; `config.example.toml` shows one"));
    }
    Ok(receivers)
}

fn test(context: &Context, name: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let receivers = receivers(context)?;
    if let Some(name) = name.filter(|name| !receivers.iter().any(|own| own.name == **name)) {
        let known = quoted_list(receivers.iter().map(|own| &own.name));
        return Err(usage_error!("the settings name no receiver `{name}`; there are {known}"));
    }
    let mask = receiver::mask(context);
    let mut worst = 0;
    let shop = match context.found.settings.shops.as_slice() {
        [one] => Some(one.name.as_str()),
        _ => None,
    };
    for receiver in receivers.iter().filter(|own| name.is_none_or(|name| own.name == name)) {
        let words = seller_words(locale(receiver, context));
        let message = Message {
            id: deliver::name("test", &[receiver.name.clone(), clock().to_string()]),
            to: receiver.name.clone(),
            title: render::notice_title(shop, words),
            lines: vec![words.get("notice-test")],
            as_of: context.as_of.to_string(),
            ..Message::default()
        };
        let answer = match receiver::channel(context, receiver) {
            Err(problems) => {
                worst = worst.max(USE);
                problems.join("; ")
            }
            Ok(channel) => match send_one(&channel, receiver, &message, &mask) {
                Ok(sent) if sent.later.is_empty() && sent.refused.is_empty() => "sent".to_owned(),
                Ok(sent) => {
                    worst = worst.max(UNSENT);
                    recipients(&sent)
                }
                Err(error) => {
                    worst = worst.max(UNSENT);
                    error.to_string()
                }
            },
        };
        crate::cli::sources::api::line(
            out,
            &format!("{}: {}", receiver.name, language::translated(&answer)),
        )?;
    }
    Ok(worst)
}

/// Puts what is new of each shop into the spool, remembers it as said, and empties the spool. Each
/// receiver stands alone: what is wrong with one keeps nothing from another.
pub(crate) fn queue_and_send(
    context: &Context,
    files: &[String],
    notice: LockNotice,
) -> Result<NotifyOutcome, Failure> {
    let receivers = receivers(context)?;
    let Some(state) = context.environment.state_dir.clone() else {
        return Err(Failure::usage("there is no folder to remember what was said")
            .hint("set HOME or XDG_STATE_HOME"));
    };
    let _lock = journal::alone(context, notice)?;
    let round =
        SendRun { context, settings: settings_name(context), mask: receiver::mask(context), state };
    let mut outcome = NotifyOutcome::default();
    let mut spool = Spool::read(&round.state.join("spool"), &round.settings)?;
    let mut ready = Vec::new();
    for receiver in receivers {
        match receiver::wishes(receiver) {
            Ok(wishes) => ready.push((receiver, wishes)),
            Err(problems) => outcome.trouble(receiver, &problems.join("; "), USE),
        }
    }
    let query = OverviewQuery::of(files, LimitArgs::default());
    for context in overview::each_shop(context, files) {
        let overview = overview::take(&context, &query)?;
        let mut parts = Vec::new();
        for context in overview::shops_of_files(&context, files, &overview) {
            let overview = overview::take(&context, &query)?;
            parts.push((context, overview));
        }
        if parts.is_empty() {
            parts.push((context, overview));
        }
        for ((receiver, wishes), (context, overview)) in
            ready.iter().flat_map(|ready| parts.iter().map(move |part| (ready, part)))
        {
            spool.waiting.extend(compose(context, receiver, *wishes, overview, files, &spool)?);
        }
    }
    for (receiver, _) in ready {
        round.empty(receiver, &mut spool, &mut outcome)?;
    }
    round.clear_orphans(receivers, &mut spool, &mut outcome)?;
    for path in &spool.unreadable {
        outcome.notes.push(format!(
            "`{}` is not a message of this program; it is left alone",
            path.display()
        ));
    }
    for note in &outcome.notes {
        context.warn(note);
    }
    Ok(outcome)
}

/// Names the settings of a run, so that two of them may share one state folder.
fn settings_name(context: &Context) -> String {
    let path = context.found.path.as_ref().and_then(|path| std::path::absolute(path).ok());
    // All runs without a settings file are as one.
    let path = path.map(|path| path.display().to_string()).unwrap_or_default();
    deliver::name("settings", &[path])
}

fn compose(
    context: &Context,
    receiver: &Notify,
    wishes: Wishes,
    overview: &Overview,
    files: &[String],
    spool: &Spool,
) -> Result<Option<Waiting>, Failure> {
    let mut scope = files.to_vec();
    scope.push(format!("receiver {}", receiver.name));
    let Some(place) = journal::place(context, "notify", &scope) else { return Ok(None) };
    // Before the first run nothing was sent.
    let memory: Memory = journal::read(&place, context)?.pop().unwrap_or_default();
    let (found, after) = notices(wishes, &memory, &overview.risk, &overview.disputes);
    let mut written = None;
    let shop = context.common.only_shop();
    if !found.is_empty() {
        let words = seller_words(locale(receiver, context));
        let zone = context.own_zone()?;
        let mut lines: Vec<String> = found
            .iter()
            .map(|notice| render::notice_line(notice, context.as_of, zone, words))
            .collect();
        let mut subjects: Vec<About> =
            found.iter().map(|notice| about(notice, shop, context)).collect();
        let caveats = render::caveats(&overview.doubts, words);
        for caveat in caveats.iter().filter(|caveat| caveat.severity() >= Severity::Warning) {
            let line = caveat.line();
            let key = spool::warning_key(shop, &line);
            subjects.push(About { key, ends: None, as_of: context.as_of.to_string() });
            lines.push(line);
        }
        let mut whole = lines.clone();
        whole.push(place.display().to_string());
        whole.push(context.as_of.to_string());
        let message = Message {
            id: deliver::name(&receiver.name, &whole),
            to: receiver.name.clone(),
            title: render::notice_title(overview.only_shop(context), words),
            about: subjects,
            lines,
            as_of: context.as_of.to_string(),
            more: words.fill("notice-more", values!(count = "#")),
            shop: shop.map(str::to_owned),
            ..Message::default()
        };
        written = Some(spool.write(message)?);
    }
    if after != memory {
        journal::write(&place, &deliver::write_lines(&[after]))?;
    }
    Ok(written)
}

/// Says what a notice is about, and until when it is news.
fn about(notice: &Notice, shop: Option<&str>, context: &Context) -> About {
    let (key, ends) = match notice {
        Notice::Level { metric, .. } => (format!("level {}", metric.id()), None),
        Notice::New { order, due, .. } => (format!("order {order}"), *due),
        Notice::Deadline { order, due } => (format!("order {order}"), Some(*due)),
        Notice::Digest { .. } => ("digest".to_owned(), None),
    };
    About {
        // What is of several shops has a key without one.
        key: format!("{} {key}", shop.unwrap_or_default()),
        ends: ends.map(|ends| ends.to_string()),
        as_of: context.as_of.to_string(),
    }
}

/// Returns what reports have to say of messages that were given up, and notes that it is said.
pub(crate) fn given_up(context: &Context) -> Result<Vec<GivenUp>, Failure> {
    let Some(state) = context.environment.state_dir.clone() else { return Ok(Vec::new()) };
    let settings = settings_name(context);
    let mut all = Vec::new();
    for receiver in &context.found.settings.notify {
        let path = standing::place(&state, &settings, &receiver.name);
        let standing = DeliveryHealth::read(&path, context)?;
        if let Some(since) = standing.given_up_since.clone() {
            all.push(GivenUp {
                receiver: receiver.name.clone(),
                count: standing.given_up,
                since,
                path,
            });
        }
    }
    Ok(all)
}

/// Messages that were given up and that no report has said yet.
pub(crate) struct GivenUp {
    /// The receiver's name.
    pub(crate) receiver: String,
    /// How many messages.
    pub(crate) count: usize,
    /// The as-of of the oldest, in RFC 3339.
    pub(crate) since: String,
    path: PathBuf,
}

impl GivenUp {
    /// Returns it as a caveat of a report.
    pub(crate) fn caveat(&self) -> Caveat {
        Caveat::new(CaveatKind::NoticesUndelivered)
            .with("count", self.count)
            .with("receiver", &self.receiver)
            .with("since", spool::day(&self.since))
    }

    /// Records that a report has shown it.
    pub(crate) fn mark_reported(&self, context: &Context) -> Result<(), Failure> {
        let mut standing = DeliveryHealth::read(&self.path, context)?;
        standing.given_up = standing.given_up.saturating_sub(self.count);
        standing.given_up_since = None;
        standing.write(&self.path)
    }
}
