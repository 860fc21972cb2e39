//! Sends what waits in the spool, and gives up what nobody takes.

use std::collections::VecDeque;
use std::path::PathBuf;

use anyhow::anyhow;

use crate::cli::context::{Context, clock};
use crate::cli::failure::{Failure, USE};
use crate::cli::monitor::journal;
use crate::cli::monitor::receiver::{self, Channel};
use crate::cli::monitor::spool::{self, Spool, Waiting};
use crate::cli::monitor::standing::{self, DeliveryHealth};
use crate::cli::output::translate::seller_words;
use crate::config::Notify;
use crate::deliver::{self, DeliverError, Mail, MailSession, Message, Sent, Webhook};
use crate::domain::Moment;
use crate::messages::Locale;
use crate::secret::Mask;

/// Exit code: a service did not answer or refused.
pub(crate) const UNSENT: u8 = 4;

/// Days after which messages are given up when a receiver names none.
const GIVE_UP_DAYS: u32 = 30;

/// How a round of notices went.
#[derive(Debug, Default)]
pub(crate) struct NotifyOutcome {
    sent: usize,
    waiting: usize,
    /// What went wrong, once for each receiver.
    troubles: Vec<String>,
    /// What the seller should know although nothing went wrong in this run.
    pub(crate) notes: Vec<String>,
    code: u8,
}

impl NotifyOutcome {
    pub(crate) fn line(&self) -> String {
        format!("{} sent, {} waiting", self.sent, self.waiting)
    }

    /// Says what is waiting, and why, as a failure.
    pub(crate) fn outcome(&self) -> Result<u8, Failure> {
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

    pub(crate) fn trouble(&mut self, receiver: &Notify, why: &str, code: u8) {
        self.troubles.push(format!("`{}`: {why}", receiver.name));
        self.code = self.code.max(code);
    }
}

/// One run of sending.
pub(crate) struct SendRun<'a> {
    pub(crate) context: &'a Context,
    pub(crate) settings: String,
    pub(crate) mask: Mask,
    pub(crate) state: PathBuf,
}

impl SendRun<'_> {
    /// Sends what waits for a receiver, oldest as-of first, until something is not taken.
    pub(crate) fn empty(
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
    pub(crate) fn clear_orphans(
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
pub(crate) fn recipients(sent: &Sent) -> String {
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

pub(crate) fn send_one(
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

pub(crate) fn locale(receiver: &Notify, context: &Context) -> Locale {
    match receiver.locale.as_deref() {
        Some("zh") => Locale::Chinese,
        Some("en") => Locale::English,
        Some(_) | None => context.locale,
    }
}
