//! Messages that wait for a receiver: what time has overtaken is not sent as news, and what was
//! missed for long is summed up in one message.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::monitor::journal;
use crate::deliver::{self, About, Message};
use crate::domain::{AssessmentDay, Moment, SortRows};
use crate::files::{self, Bounds};
use crate::render::{Translator, notice_title, values};

/// A message is late once it is older than this, in hours: the daily run after its own has passed.
const LATE_HOURS: i64 = 36;

/// Most messages that one receiver gets in a run: the strictest services take 20 a minute.
pub(crate) const MOST: usize = 10;

/// Which run a message is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessageOrigin {
    /// It waited before this run.
    Earlier,
    /// It is news of this run.
    ThisRun,
}

/// A message and where it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) message: Message,
    pub(crate) path: PathBuf,
    pub(crate) origin: MessageOrigin,
}

/// The messages that wait, of one settings file.
pub(crate) struct Spool {
    folder: PathBuf,
    settings: String,
    /// Oldest as-of first.
    pub(crate) waiting: Vec<Waiting>,
    /// Files that cannot be read as a message; they are left alone.
    pub(crate) unreadable: Vec<PathBuf>,
}

impl Spool {
    /// Reads what waits in a folder for the receivers of the settings of this name.
    pub(crate) fn read(folder: &Path, settings: &str) -> Result<Self, Failure> {
        let mut spool = Self {
            folder: folder.to_owned(),
            settings: settings.to_owned(),
            waiting: Vec::new(),
            unreadable: Vec::new(),
        };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(spool),
            Err(error) => return Err(journal::fault(error, "read", folder)),
        };
        for entry in entries {
            let path = entry.map_err(|error| journal::fault(error, "read", folder))?.path();
            if path.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let text = files::read_text(&path, Bounds::USUAL);
            let text = text.map_err(|error| journal::fault(error, "read", &path))?;
            let mut read = deliver::read_lines::<Message>(&text);
            match read.items.pop().filter(|_| read.is_whole) {
                Some(message) if [settings, ""].contains(&message.settings.as_str()) => {
                    spool.waiting.push(Waiting { message, path, origin: MessageOrigin::Earlier });
                }
                // Of other settings.
                Some(_) => {}
                None => spool.unreadable.push(path),
            }
        }
        spool.remove_summed_up()?;
        let order = |own: &Waiting| (own.message.as_of.clone(), own.message.id.clone());
        spool.waiting.sort_rows_by_key(order);
        Ok(spool)
    }

    /// A run that was killed may have left messages beside the one that sums them up.
    fn remove_summed_up(&mut self) -> Result<(), Failure> {
        let summed: BTreeSet<String> =
            self.waiting.iter().flat_map(|own| own.message.sums_up.iter().cloned()).collect();
        let (over, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|own| summed.contains(&own.message.id));
        self.waiting = waiting;
        over.iter().try_for_each(|own: &Waiting| remove(own))
    }

    /// Keeps a message until it is taken.
    pub(crate) fn write(&self, mut message: Message) -> Result<Waiting, Failure> {
        message.settings.clone_from(&self.settings);
        let path = self.folder.join(format!("{}.json", message.id));
        journal::write(&path, &deliver::write_lines(std::slice::from_ref(&message)))?;
        Ok(Waiting { message, path, origin: MessageOrigin::ThisRun })
    }

    /// Takes out what waits for a receiver, fit to be sent at `now`: messages of earlier runs that are
    /// late, or more than a service takes at once, are summed up in one; more news of this run than
    /// it takes at once becomes one message.
    pub(crate) fn take_for(
        &mut self,
        receiver: &str,
        now: Moment,
        words: Translator<'_>,
    ) -> Result<Vec<Waiting>, Failure> {
        let (own, others): (Vec<Waiting>, Vec<Waiting>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|own| own.message.to == receiver);
        self.waiting = others;
        let (mut earlier, mut news): (Vec<Waiting>, Vec<Waiting>) =
            own.into_iter().partition(|own| own.origin == MessageOrigin::Earlier);
        if earlier.len() + news.len() > MOST && news.len() > 1 {
            news = vec![self.in_place_of(&news, join(&news, words))?];
        }
        let late = earlier.iter().take_while(|own| is_late(&own.message, now)).count();
        let surplus = (earlier.len() + news.len() + 1).saturating_sub(MOST).min(earlier.len());
        let is_too_many = earlier.len() + news.len() > MOST;
        let count = if is_too_many { late.max(surplus) } else { late };
        let mut own = earlier.split_off(count);
        let one_that_stays = matches!(earlier.as_slice(), [only] if only.message.since.is_some());
        if !earlier.is_empty() && !one_that_stays {
            earlier = vec![self.in_place_of(&earlier, sum_up(&earlier, now, words))?];
        }
        own.splice(..0, earlier);
        own.extend(news);
        let mut fit = Vec::new();
        for mut waiting in own {
            if freshen(&mut waiting.message, now, words) {
                fit.push(waiting);
            } else {
                remove(&waiting)?;
            }
        }
        Ok(fit)
    }

    /// Keeps one message in the place of several.
    fn in_place_of(&self, old: &[Waiting], message: Message) -> Result<Waiting, Failure> {
        let one = self.write(message)?;
        old.iter().filter(|old| old.path != one.path).try_for_each(remove)?;
        Ok(one)
    }
}

/// Removes a message that was taken, or is over.
pub(crate) fn remove(waiting: &Waiting) -> Result<(), Failure> {
    match std::fs::remove_file(&waiting.path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(journal::fault(error, "remove", &waiting.path)),
    }
}

/// Returns whether a message is so old that it is no news any more.
pub(crate) fn is_late(message: &Message, now: Moment) -> bool {
    Moment::from_rfc3339(&message.as_of).is_some_and(|as_of| as_of.plus_hours(LATE_HOURS) < now)
}

/// Returns whether a message has been tried, and not been taken by all, for more than so many days.
pub(crate) fn is_given_up(message: &Message, days: u32, now: Moment) -> bool {
    let oldest = message.since.as_ref().unwrap_or(&message.as_of);
    let is_old = |at: Moment| at.plus_hours(24 * i64::from(days)) < now;
    let tried = message.attempts > 0 || message.since.is_some();
    tried && Moment::from_rfc3339(oldest).is_some_and(is_old)
}

/// Returns the assessment day of an as-of.
pub(crate) fn day(as_of: &str) -> String {
    let moment = Moment::from_rfc3339(as_of);
    let day = moment.map(|at| AssessmentDay::before(at).to_string());
    day.unwrap_or_else(|| as_of.to_owned())
}

fn is_over(about: &About, now: Moment) -> bool {
    about.ends.as_deref().and_then(Moment::from_rfc3339).is_some_and(|ends| ends <= now)
}

/// Returns the shop that all of these are about.
fn only_shop(messages: &[Waiting]) -> Option<&String> {
    let (first, rest) = messages.split_first()?;
    let shop = first.message.shop.as_ref()?;
    rest.iter().all(|own| own.message.shop.as_ref() == Some(shop)).then_some(shop)
}

/// Names the shop of a sentence, where the message is about several and the sentence does not name it.
fn of_shop(line: &str, message: &Message, only: Option<&String>) -> String {
    match message.shop.as_ref().filter(|_| only.is_none()) {
        Some(shop) => format!("{shop}: {line}"),
        None => line.to_owned(),
    }
}

/// The subject of a warning of the data of a shop, or of several.
pub(crate) fn warning_key(shop: Option<&str>, line: &str) -> String {
    match shop {
        Some(shop) => format!("{shop} {line}"),
        None => format!(" {line}"),
    }
}

/// All sentences of several messages of one run, as one message: what has an end first, the nearest before the
/// others, and warnings last, each once for all its shops.
fn join(news: &[Waiting], words: Translator<'_>) -> Message {
    let only = only_shop(news);
    let mut joined = news.last().expect("several messages are joined").message.clone();
    let mut said: Vec<(String, About)> = Vec::new();
    let mut warnings: Vec<(Vec<&str>, String, About)> = Vec::new();
    for message in news.iter().map(|own| &own.message) {
        let shop = message.shop.as_deref();
        let about = message.about.iter().cloned().chain(std::iter::repeat(About::default()));
        for (line, about) in message.lines.iter().zip(about) {
            let known = warnings.iter_mut().find(|(_, known, _)| known == line);
            match known {
                Some((shops, ..)) => shops.extend(shop),
                None if about.key == warning_key(shop, line) => {
                    warnings.push((Vec::from_iter(shop), line.clone(), about));
                }
                None => said.push((of_shop(line, message, only), about)),
            }
        }
    }
    said.sort_rows_by_key(|(_, about)| (about.ends.is_none(), about.ends.clone()));
    let of_shops = |shops: &[&str], line: String| match (only, shops) {
        (Some(_), _) | (None, []) => line,
        (None, _) => format!("{}: {line}", shops.join(", ")),
    };
    let warnings = warnings.into_iter().map(|(shops, line, about)| (of_shops(&shops, line), about));
    (joined.lines, joined.about) = said.into_iter().chain(warnings).unzip();
    let mut ids: Vec<String> = news.iter().map(|own| own.message.id.clone()).collect();
    ids.sort();
    joined.id = deliver::name(&joined.to, &ids);
    joined.sums_up = ids;
    joined.title = notice_title(only.map(String::as_str), words);
    joined.shop = only.cloned();
    joined
}

/// One message for several: what still holds, the newest word on each subject, each with its day.
fn sum_up(old: &[Waiting], now: Moment, words: Translator<'_>) -> Message {
    let count: usize = old.iter().map(|own| own.message.count.max(1)).sum();
    let oldest =
        old.iter().map(|own| own.message.since.as_ref().unwrap_or(&own.message.as_of)).min();
    let since = oldest.expect("several messages are summed up");
    let only = only_shop(old);
    let mut kept: Vec<(String, About)> = Vec::new();
    for message in old.iter().map(|own| &own.message) {
        for (line, about) in message.lines.iter().zip(&message.about) {
            if about.key.is_empty() || is_over(about, now) {
                continue;
            }
            kept.retain(|(_, known)| known.key != about.key);
            // A line of a summary has its day already.
            let dated = match message.since {
                Some(_) => line.clone(),
                None => format!("[{}] {line}", day(&about.as_of)),
            };
            kept.push((of_shop(&dated, message, only), about.clone()));
        }
    }
    let mut lines = vec![words.fill("notice-missed", values!(count, since = day(since)))];
    let mut about = vec![About::default()];
    for (line, subject) in kept {
        lines.push(line);
        about.push(subject);
    }
    let newest = &old.last().expect("several messages are summed up").message;
    // Of messages of earlier versions only the title names the shop.
    let is_one_title =
        old.iter().all(|own| own.message.shop.is_none() && own.message.title == newest.title);
    let title = match only {
        Some(shop) => notice_title(Some(shop), words),
        None if is_one_title => newest.title.clone(),
        None => notice_title(None, words),
    };
    let mut ids: Vec<String> = old.iter().map(|own| own.message.id.clone()).collect();
    ids.sort();
    Message {
        id: deliver::name(&newest.to, &ids),
        title,
        shop: only.cloned(),
        lines,
        about,
        sums_up: ids,
        count,
        since: Some(since.clone()),
        attempts: 0,
        left: Vec::new(),
        ..newest.clone()
    }
}

/// Leaves out what time has overtaken, and says the day of a message that is not of today. `false`
/// where nothing is left to say.
fn freshen(message: &mut Message, now: Moment, words: Translator<'_>) -> bool {
    let own = day(&message.as_of);
    if message.since.is_some() || own == day(&now.to_string()) {
        return true;
    }
    if message.about.len() == message.lines.len() {
        let over: Vec<bool> = message.about.iter().map(|about| is_over(about, now)).collect();
        let mut place = over.iter();
        message.lines.retain(|_| place.next() == Some(&false));
        message.about.retain(|about| !is_over(about, now));
        if message.lines.is_empty() {
            return false;
        }
    }
    let dated = words.fill("notice-of-day", values!(day = own));
    if !message.title.ends_with(&dated) {
        message.title.push_str(&dated);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::translate::seller_words;
    use crate::messages::Locale;

    fn moment(day: u32) -> Moment {
        Moment::from_rfc3339(&format!("2026-01-{day:02}T00:00:00+08:00")).unwrap()
    }

    fn message(id: &str, at: u32, lines: &[(&str, &str, Option<u32>)]) -> Message {
        Message {
            id: id.to_owned(),
            to: "team".to_owned(),
            title: "Disputes".to_owned(),
            lines: lines.iter().map(|(_, line, _)| (*line).to_owned()).collect(),
            about: lines
                .iter()
                .map(|(key, _, ends)| About {
                    key: (*key).to_owned(),
                    ends: ends.map(|day| moment(day).to_string()),
                    as_of: moment(at).to_string(),
                })
                .collect(),
            as_of: moment(at).to_string(),
            ..Message::default()
        }
    }

    fn taken(folder: &Path, now: u32) -> Vec<Message> {
        let words = seller_words(Locale::English);
        let mut spool = Spool::read(folder, "s").unwrap();
        let taken = spool.take_for("team", moment(now), words).unwrap();
        taken.into_iter().map(|own| own.message).collect()
    }

    #[test]
    fn what_was_missed_for_long_is_one_message_of_what_still_holds() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::read(folder.path(), "s").unwrap();
        for at in 2..12 {
            let lines: &[(&str, &str, Option<u32>)] =
                &[("level", "level moved", None), ("due 1", "answer", Some(at + 1))];
            spool.write(message(&format!("m{at}"), at, lines)).unwrap();
        }
        spool.write(message("today", 20, &[("new 9", "new", Some(25))])).unwrap();
        let messages = taken(folder.path(), 20);
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert_eq!(messages[0].lines.len(), 2, "{messages:?}");
        assert!(messages[0].lines[0].contains("10"), "{messages:?}");
        assert_eq!(messages[0].lines[1], "[2026-01-10] level moved");
        assert_eq!(messages[1].id, "today");
        // A second run says the same under the same id.
        assert_eq!(taken(folder.path(), 20), messages);
        let more = taken(folder.path(), 23);
        assert_eq!(more.len(), 1);
        assert_eq!((more[0].count, more[0].lines.len()), (11, 3), "{more:?}");
    }

    #[test]
    fn a_late_message_says_its_day_and_leaves_out_what_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::read(folder.path(), "s").unwrap();
        spool.write(message("a", 10, &[("d", "over", Some(11)), ("e", "holds", None)])).unwrap();
        spool.write(message("b", 10, &[("d", "over", Some(11))])).unwrap();
        let messages = taken(folder.path(), 11);
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].lines, ["holds"]);
        assert_eq!(messages[0].title, "Disputes (as of 2026-01-09)");
    }

    #[test]
    fn news_of_many_shops_in_one_run_is_one_message_that_names_each_and_claims_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::read(folder.path(), "s").unwrap();
        for n in 0..12 {
            let key = format!("shop{n} level");
            let shop = Some(format!("shop{n}"));
            let own = Message { shop, ..message(&format!("m{n:02}"), 10, &[(&key, "over", None)]) };
            let own = spool.write(own).unwrap();
            spool.waiting.push(own);
        }
        let words = seller_words(Locale::English);
        let taken_now = spool.take_for("team", moment(10), words).unwrap();
        let [one] = taken_now.as_slice() else { panic!("{taken_now:?}") };
        let expected: Vec<String> = (0..12).map(|n| format!("shop{n}: over")).collect();
        assert_eq!(one.message.lines, expected);
        assert_eq!(
            (one.message.title.as_str(), &one.message.since),
            ("Disputes: all shops", &None)
        );
        // What could not leave is summed up under all its shops.
        let late = taken(folder.path(), 13);
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].lines.len(), 13, "{late:?}");
        assert_eq!(late[0].lines[1], "[2026-01-09] shop0: over");
    }

    #[test]
    fn deadlines_of_all_shops_go_before_what_else_is_news_and_warnings_are_said_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::read(folder.path(), "s").unwrap();
        for n in 0..12 {
            let shop = format!("shop{n:02}");
            let (level, due) = (format!("{shop} level"), format!("{shop} order"));
            let warning = warning_key(Some(&shop), "old data");
            let lines: &[(&str, &str, Option<u32>)] = &[
                (&level, "over", None),
                (&due, "answer", Some(25 - n)),
                (&warning, "old data", None),
            ];
            let own = Message { shop: Some(shop), ..message(&format!("m{n:02}"), 10, lines) };
            let own = spool.write(own).unwrap();
            spool.waiting.push(own);
        }
        let words = seller_words(Locale::English);
        let taken = spool.take_for("team", moment(10), words).unwrap();
        let [one] = taken.as_slice() else { panic!("{taken:?}") };
        let mut expected: Vec<String> =
            (0..12).rev().map(|n| format!("shop{n:02}: answer")).collect();
        expected.extend((0..12).map(|n| format!("shop{n:02}: over")));
        let all: Vec<String> = (0..12).map(|n| format!("shop{n:02}")).collect();
        expected.push(format!("{}: old data", all.join(", ")));
        assert_eq!(one.message.lines, expected);
        assert_eq!(one.message.about.len(), expected.len());
    }

    #[test]
    fn a_summary_of_several_shops_names_the_shop_of_each_line() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::read(folder.path(), "s").unwrap();
        for shop in ["a", "b"] {
            let key = format!("{shop} level");
            let own = message(shop, 10, &[(&key, "over", None)]);
            spool.write(Message { shop: Some(shop.to_owned()), ..own }).unwrap();
        }
        let late = taken(folder.path(), 13);
        assert_eq!(late[0].title, "Disputes: all shops");
        assert_eq!(late[0].lines[1..], ["a: [2026-01-09] over", "b: [2026-01-09] over"]);
        assert_eq!(taken(folder.path(), 14), late);
    }

    #[test]
    fn no_service_gets_more_than_it_takes_and_nobody_gets_anothers() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::read(folder.path(), "s").unwrap();
        for n in 0..30 {
            let key = format!("k{n}");
            spool.write(message(&format!("m{n:02}"), 10, &[(&key, "line", None)])).unwrap();
        }
        let other = Spool::read(folder.path(), "other").unwrap();
        other.write(message("theirs", 10, &[("k", "line", None)])).unwrap();
        let messages = taken(folder.path(), 10);
        assert_eq!(messages.len(), MOST);
        assert_eq!(messages.iter().map(|own| own.about.len()).sum::<usize>(), 31);
        assert!(messages.iter().all(|own| own.id != "theirs"));
    }
}
