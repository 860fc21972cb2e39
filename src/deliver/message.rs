//! A message, before it has the shape of any service.

use serde::{Deserialize, Serialize};

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    /// The same message has the same id, so that a receiver can tell a repetition.
    pub(crate) id: String,
    /// The receiver's name in the settings.
    pub(crate) to: String,
    /// Title.
    pub(crate) title: String,
    /// Sentences.
    pub(crate) lines: Vec<String>,
    /// The as-of of the figures, in RFC 3339.
    pub(crate) as_of: String,
    /// The last line when not all fit, with `#` for their count.
    pub(crate) more: String,
    /// How often delivery was tried without effect.
    pub(crate) attempts: u32,
    /// The settings it is of, by their name (see [`super::name`]): several may share one spool.
    /// Empty for messages of earlier versions.
    #[serde(default)]
    pub(crate) settings: String,
    /// What each sentence is about, in the order of `lines`; empty for messages of earlier versions.
    #[serde(default)]
    pub(crate) about: Vec<About>,
    /// E-mail: the recipients that have not got it yet; empty means all.
    #[serde(default)]
    pub(crate) left: Vec<String>,
    /// The messages that this one sums up.
    #[serde(default)]
    pub(crate) sums_up: Vec<String>,
    /// How many other messages this one replaces.
    #[serde(default)]
    pub(crate) count: usize,
    /// The as-of of the oldest message that this one sums up, in RFC 3339; `None` where it sums up
    /// none.
    #[serde(default)]
    pub(crate) since: Option<String>,
    /// The shop that all its sentences are about; `None` where they are about several, each of which
    /// names its own, about the only shop there is, and in messages of earlier versions.
    #[serde(default)]
    pub(crate) shop: Option<String>,
}

/// What a sentence of a message is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct About {
    /// The subject: a newer sentence on the same takes the place of an older one.
    pub(crate) key: String,
    /// When it stops being news, in RFC 3339; `None` for never.
    pub(crate) ends: Option<String>,
    /// The as-of of the sentence, in RFC 3339.
    pub(crate) as_of: String,
}

/// How long a text a service takes.
pub(super) struct Room {
    /// The most, by `measure`.
    pub(super) limit: usize,
    /// How the service measures.
    pub(super) measure: fn(&str) -> usize,
}

impl Message {
    /// Takes off the lines that do not fit with those before them, and returns them as a message of
    /// their own, under an id that follows from this one's; `None` where all fit.
    pub(super) fn split_off(&mut self, room: &Room) -> Option<Self> {
        let mut length = (room.measure)(&self.title);
        let fits = |line: &&String| {
            length = length.saturating_add((room.measure)(line)).saturating_add(1);
            length <= room.limit
        };
        // A line that does not fit by itself goes alone.
        let count = self.lines.iter().take_while(fits).count().max(1);
        if count >= self.lines.len() {
            return None;
        }
        let about = self.about.split_off(count.min(self.about.len()));
        Some(Self {
            id: super::name(&self.to, &[self.id.clone(), "rest".to_owned()]),
            lines: self.lines.split_off(count),
            about,
            sums_up: Vec::new(),
            count: 0,
            ..self.clone()
        })
    }

    /// Returns title and lines as one text of at most `limit` by `measure`; lines that do not fit
    /// are counted in a last one.
    pub(super) fn fit(&self, limit: usize, measure: impl Fn(&str) -> usize) -> String {
        let mut text = cut(&self.title, limit, &measure);
        for (place, line) in self.lines.iter().enumerate() {
            let rest = self.lines.len() - place;
            let more = self.more.replace('#', &rest.to_string());
            let last = rest == 1;
            let reserve = if last { 0 } else { measure(&more) + 1 };
            if measure(&text) + 1 + measure(line) + reserve > limit {
                if measure(&text) + 1 + measure(&more) <= limit {
                    text.push('\n');
                    text.push_str(&more);
                }
                return text;
            }
            text.push('\n');
            text.push_str(line);
        }
        text
    }
}

fn cut(text: &str, limit: usize, measure: impl Fn(&str) -> usize) -> String {
    let mut short = text.to_owned();
    while measure(&short) > limit && short.pop().is_some() {}
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_do_not_fit_go_in_messages_of_their_own() {
        let lines: Vec<String> = (0..9).map(|n| format!("line number {n}")).collect();
        for limit in 0..150 {
            let room = Room { limit, measure: str::len };
            let mut message = Message {
                title: "title".to_owned(),
                about: lines
                    .iter()
                    .map(|key| About { key: key.clone(), ..About::default() })
                    .collect(),
                lines: lines.clone(),
                ..Message::default()
            };
            let (mut seen, mut ids) = (Vec::new(), std::collections::BTreeSet::new());
            loop {
                let rest = message.split_off(&room);
                assert!(ids.insert(message.id.clone()), "an id comes twice");
                let about: Vec<_> = message.about.iter().map(|about| about.key.clone()).collect();
                assert_eq!(about, message.lines);
                if limit >= 19 {
                    let text = message.fit(limit, str::len);
                    assert!(message.lines.iter().all(|line| text.contains(line)), "{text}");
                }
                seen.append(&mut message.lines);
                match rest {
                    Some(rest) => message = rest,
                    None => break,
                }
            }
            assert_eq!(seen, lines, "{limit}");
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_counted() {
        let message = Message {
            id: String::new(),
            to: String::new(),
            title: "title".to_owned(),
            lines: (0..9).map(|n| format!("line number {n}")).collect(),
            as_of: String::new(),
            more: "and # more".to_owned(),
            attempts: 0,
            ..Message::default()
        };
        assert_eq!(message.fit(50, str::len), "title\nline number 0\nline number 1\nand 7 more");
        assert!(message.fit(1000, str::len).ends_with("line number 8"));
        for limit in 0..150 {
            assert!(message.fit(limit, str::len).len() <= limit);
        }
    }
}
