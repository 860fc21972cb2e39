//! `disputes notify`: who is known what, a spool for what could not leave, and a test message.
//!
//! A message is in the spool before it is remembered as said, and leaves the spool when the service
//! has taken it. A run that is killed in between sends it again under the same id: never lost, and a
//! receiver can tell the repetition.

use std::collections::VecDeque;
use std::io::Write;
use std::path::PathBuf;

use anyhow::anyhow;

use super::context::{Context, clock};
use super::failure::{Failure, USE};
use super::journal;
use super::language;
use super::limits::LimitArgs;
use super::overview::{self, Overview, OverviewQuery};
use super::receiver::{self, Channel};
use super::spool::{self, Spool, Waiting};
use super::standing::{self, DeliveryHealth};
use super::translate::seller_words;
use crate::config::Notify;
use crate::deliver::{self, About, DeliverError, Mail, MailSession, Message, Sent, Webhook};
use crate::domain::{Caveat, CaveatKind, Moment, Severity};
use crate::messages::Locale;
use crate::render;
use crate::reports::notices::{Memory, Notice, Wishes, notices};
use crate::secret::Mask;

/// Send what is new, once, to the receivers configured under `[[notify]]`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
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

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.action {
        NotifyAction::Send { files, quiet } => {
            let outcome = queue_and_send(context, files)?;
            if !quiet {
                writeln!(out, "{}", language::translated(&outcome.line()))?;
            }
            outcome.outcome()
        }
        NotifyAction::Test { name } => test(context, name.as_deref(), out),
    }
}

fn receivers(context: &Context) -> Result<&[Notify], Failure> {
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
        let known: Vec<String> = receivers.iter().map(|own| format!("`{}`", own.name)).collect();
        return Err(Failure::usage(format!(
            "the settings name no receiver `{name}`; there are {}",
            known.join(", ")
        )));
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
        super::api::line(out, &format!("{}: {}", receiver.name, language::translated(&answer)))?;
    }
    Ok(worst)
}

/// Exit code: a service did not answer or refused.
const UNSENT: u8 = 4;

/// Days after which messages are given up when a receiver names none.
const GIVE_UP_DAYS: u32 = 30;

/// How a round of notices went.
#[derive(Debug, Default)]
pub(super) struct NotifyOutcome {
    sent: usize,
    waiting: usize,
    /// What went wrong, once for each receiver.
    troubles: Vec<String>,
    /// What the seller should know although nothing went wrong in this run.
    notes: Vec<String>,
    code: u8,
}

impl NotifyOutcome {
    fn line(&self) -> String {
        format!("{} sent, {} waiting", self.sent, self.waiting)
    }

    /// Says what is waiting, and why, as a failure.
    pub(super) fn outcome(&self) -> Result<u8, Failure> {
        if self.troubles.is_empty() {
            return Ok(0);
        }
        let troubles = self.troubles.join("; ");
        let text = match self.waiting {
            0 => troubles,
            1 => format!("1 message waits in the spool: {troubles}"),
            count => format!("{count} messages wait in the spool: {troubles}"),
        };
        Err(Failure::with_code(anyhow!(text), self.code).hint(
            "the next run sends what waits; `disputes config check` checks the settings, `disputes \
             notify test` tries them",
        ))
    }

    fn note_room(&mut self, receiver: &Notify, others: usize) {
        let (name, most) = (&receiver.name, spool::MOST);
        self.notes.push(format!(
            "`{name}` takes at most {most} messages in a run; the next run sends the others ({others})"
        ));
    }

    fn trouble(&mut self, receiver: &Notify, why: &str, code: u8) {
        self.troubles.push(format!("`{}`: {why}", receiver.name));
        self.code = self.code.max(code);
    }
}

/// Puts what is new of each shop into the spool, remembers it as said, and empties the spool. Each
/// receiver stands alone: what is wrong with one keeps nothing from another.
pub(super) fn queue_and_send(
    context: &Context,
    files: &[String],
) -> Result<NotifyOutcome, Failure> {
    let receivers = receivers(context)?;
    let Some(state) = context.environment.state_dir.clone() else {
        return Err(Failure::usage("there is no folder to remember what was said")
            .hint("set HOME or XDG_STATE_HOME"));
    };
    let _lock = journal::alone(context)?;
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
    let shop = match context.common.shops.as_slice() {
        [one] => Some(one.as_str()),
        _ => None,
    };
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
            title: render::notice_title(overview.only_shop(context).as_deref(), words),
            about: subjects,
            lines,
            as_of: context.as_of.to_string(),
            more: words.fill("notice-more", &[("count", "#")]),
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

/// One run of sending.
struct SendRun<'a> {
    context: &'a Context,
    settings: String,
    mask: Mask,
    state: PathBuf,
}

impl SendRun<'_> {
    /// Sends what waits for a receiver, oldest as-of first, until something is not taken.
    fn empty(
        &self,
        receiver: &Notify,
        spool: &mut Spool,
        outcome: &mut NotifyOutcome,
    ) -> Result<(), Failure> {
        let path = standing::place(&self.state, &self.settings, &receiver.name);
        let mut standing = DeliveryHealth::read(&path, self.context)?;
        let before = standing.clone();
        let as_of = self.context.as_of;
        let words = seller_words(locale(receiver, self.context));
        let mut waiting = spool.take_for(&receiver.name, as_of, words)?;
        let days = receiver.give_up_days.unwrap_or(GIVE_UP_DAYS);
        let hopeless = standing.is_hopeless(days, as_of);
        give_up(&mut waiting, &mut standing, as_of, |message| {
            let late = message.since.is_some() || spool::is_late(message, as_of);
            // A server that is well may refuse one recipient for good.
            hopeless && late || spool::is_given_up(message, days, as_of)
        })?;
        if !waiting.is_empty() {
            let trouble = self.send_all(receiver, spool, &mut waiting, &mut standing, outcome)?;
            outcome.waiting += waiting.len();
            if let Some((why, code)) = trouble {
                outcome.trouble(receiver, &why, code);
            }
        }
        if standing != before {
            standing.write(&path)?;
        }
        Ok(())
    }

    /// Returns what went wrong and its exit code; what is left in `waiting` was not taken.
    fn send_all(
        &self,
        receiver: &Notify,
        spool: &Spool,
        waiting: &mut Vec<Waiting>,
        standing: &mut DeliveryHealth,
        outcome: &mut NotifyOutcome,
    ) -> Result<Option<(String, u8)>, Failure> {
        let channel = match receiver::channel(self.context, receiver) {
            Ok(channel) => channel,
            Err(problems) => return Ok(Some((problems.join("; "), USE))),
        };
        let (now, as_of) = (clock(), self.context.as_of);
        if let Some(why) = standing.pause(now, as_of) {
            return Ok(Some((why, UNSENT)));
        }
        let mut line = match OpenChannel::open(&channel, &self.mask) {
            Ok(line) => line,
            Err(error) => {
                standing.failed(&error, now, as_of);
                return Ok(Some((error.to_string(), UNSENT)));
            }
        };
        let (mut trouble, mut left) = (None, Vec::new());
        let mut queue: VecDeque<Waiting> = std::mem::take(waiting).into();
        let mut room = spool::MOST;
        while room > 0
            && let Some(own) = queue.pop_front()
        {
            room -= 1;
            let (own, rest) = line.fit(receiver, own, spool)?;
            if let Some(rest) = rest {
                queue.push_front(rest);
            }
            match line.send(receiver, &own.message) {
                Ok(sent) => {
                    standing.succeeded();
                    if !sent.later.is_empty() || !sent.refused.is_empty() {
                        trouble = Some((recipients(&sent), UNSENT));
                    }
                    outcome.sent += usize::from(!sent.taken.is_empty() || sent.is_empty());
                    left.extend(settle(own, &sent)?);
                }
                Err(error) => {
                    standing.failed(&error, now, as_of);
                    trouble = Some((error.to_string(), UNSENT));
                    left.push(attempted(own)?);
                    break;
                }
            }
        }
        line.end();
        if room == 0 && !queue.is_empty() {
            outcome.note_room(receiver, queue.len());
        }
        left.extend(queue);
        *waiting = left;
        Ok(trouble)
    }

    /// Messages for a receiver that the settings no longer name wait for nobody.
    fn clear_orphans(
        &self,
        receivers: &[Notify],
        spool: &mut Spool,
        outcome: &mut NotifyOutcome,
    ) -> Result<(), Failure> {
        for own in std::mem::take(&mut spool.waiting) {
            let named = receivers.iter().any(|receiver| receiver.name == own.message.to);
            if named || own.message.settings != self.settings {
                outcome.waiting += usize::from(named);
                continue;
            }
            spool::remove(&own)?;
            outcome.notes.push(format!(
                "the settings no longer name the receiver `{}`: a message for it, as of {}, is removed",
                own.message.to, own.message.as_of
            ));
        }
        Ok(())
    }
}

/// Gives up what has waited for too long; what is of today stays, and is tried.
fn give_up(
    waiting: &mut Vec<Waiting>,
    standing: &mut DeliveryHealth,
    as_of: Moment,
    is_over: impl Fn(&Message) -> bool,
) -> Result<(), Failure> {
    let all = std::mem::take(waiting).into_iter();
    let (over, rest): (Vec<_>, Vec<_>) = all.partition(|own| is_over(&own.message));
    *waiting = rest;
    for own in over {
        let oldest = own.message.since.as_ref().unwrap_or(&own.message.as_of).clone();
        standing.give_up(own.message.count.max(1), &oldest, as_of);
        spool::remove(&own)?;
    }
    Ok(())
}

/// Removes a message that everybody has, or keeps it for those whom a later attempt may reach.
fn settle(mut own: Waiting, sent: &Sent) -> Result<Option<Waiting>, Failure> {
    let nobody = sent.taken.is_empty() && !sent.refused.is_empty();
    own.message.left = sent.later.iter().map(|(name, _)| name.clone()).collect();
    if nobody && own.message.left.is_empty() {
        // Refused by all: the address may be put right.
        return attempted(own).map(Some);
    }
    if own.message.left.is_empty() {
        spool::remove(&own)?;
        return Ok(None);
    }
    attempted(own).map(Some)
}

/// Counts an attempt.
fn attempted(mut own: Waiting) -> Result<Waiting, Failure> {
    own.message.attempts = own.message.attempts.saturating_add(1);
    journal::write(&own.path, &deliver::write_lines(std::slice::from_ref(&own.message)))?;
    Ok(own)
}

/// Names the recipients that did not get a message, with the server's words.
fn recipients(sent: &Sent) -> String {
    let refused = sent.refused.iter().map(|(name, why)| format!("{name} refused: {why}"));
    let later = sent.later.iter().map(|(name, why)| format!("{name} not taken now: {why}"));
    refused.chain(later).collect::<Vec<_>>().join("; ")
}

/// What one run sends to a receiver over.
enum OpenChannel<'a> {
    Webhook(&'a Webhook, &'a Mask),
    Mail(&'a Mail, Box<MailSession>),
}

impl<'a> OpenChannel<'a> {
    fn open(channel: &'a Channel, mask: &'a Mask) -> Result<Self, DeliverError> {
        match channel {
            Channel::Webhook(webhook) => Ok(Self::Webhook(webhook, mask)),
            Channel::Mail(mail) => Ok(Self::Mail(mail, Box::new(mail.connect(mask)?))),
        }
    }

    /// Keeps what the service does not take in one message as a further one, before the one loses it.
    fn fit(
        &self,
        receiver: &Notify,
        mut own: Waiting,
        spool: &Spool,
    ) -> Result<(Waiting, Option<Waiting>), Failure> {
        let Self::Webhook(webhook, _) = self else { return Ok((own, None)) };
        let title = own.message.title.clone();
        own.message = with_keyword(&own.message, receiver);
        let rest = deliver::split_off(webhook, &mut own.message);
        own.message.title.clone_from(&title);
        match rest {
            Some(rest) => {
                let rest = spool.write(Message { title, ..rest })?;
                Ok((spool.write(own.message)?, Some(rest)))
            }
            None => Ok((own, None)),
        }
    }

    fn send(&mut self, receiver: &Notify, message: &Message) -> Result<Sent, DeliverError> {
        let message = with_keyword(message, receiver);
        match self {
            Self::Webhook(webhook, mask) => {
                deliver::post(webhook, &message, mask, clock().millis()).map(|()| Sent::default())
            }
            Self::Mail(mail, session) => {
                let left: Vec<String> =
                    mail.to.iter().filter(|to| message.left.contains(to)).cloned().collect();
                let to = if left.is_empty() { &mail.to } else { &left };
                session.send(&message, to)
            }
        }
    }

    fn end(self) {
        match self {
            Self::Webhook(..) => {}
            Self::Mail(_, session) => session.end(),
        }
    }
}

fn send_one(
    channel: &Channel,
    receiver: &Notify,
    message: &Message,
    mask: &Mask,
) -> Result<Sent, DeliverError> {
    let mut line = OpenChannel::open(channel, mask)?;
    let sent = line.send(receiver, message);
    line.end();
    sent
}

/// Robots with a keyword refuse every message without it.
fn with_keyword(message: &Message, receiver: &Notify) -> Message {
    let mut message = message.clone();
    // The title is what stands in a message however short it has to be.
    if let Some(keyword) = receiver.keyword.as_deref().filter(|word| !message.title.contains(word))
    {
        message.title = format!("{keyword} {}", message.title);
    }
    message
}

/// Returns what reports have to say of messages that were given up, and notes that it is said.
pub(super) fn given_up(context: &Context) -> Result<Vec<GivenUp>, Failure> {
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
pub(super) struct GivenUp {
    /// The receiver's name.
    pub(super) receiver: String,
    /// How many messages.
    pub(super) count: usize,
    /// The as-of of the oldest, in RFC 3339.
    pub(super) since: String,
    path: PathBuf,
}

impl GivenUp {
    /// Returns it as a caveat of a report.
    pub(super) fn caveat(&self) -> Caveat {
        Caveat::new(CaveatKind::NoticesUndelivered)
            .with("count", self.count)
            .with("receiver", &self.receiver)
            .with("since", spool::day(&self.since))
    }

    /// Records that a report has shown it.
    pub(super) fn mark_reported(&self, context: &Context) -> Result<(), Failure> {
        let mut standing = DeliveryHealth::read(&self.path, context)?;
        standing.given_up = standing.given_up.saturating_sub(self.count);
        standing.given_up_since = None;
        standing.write(&self.path)
    }
}

fn locale(receiver: &Notify, context: &Context) -> Locale {
    match receiver.locale.as_deref() {
        Some("zh") => Locale::Chinese,
        Some("en") => Locale::English,
        Some(_) | None => context.locale,
    }
}
