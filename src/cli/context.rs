//! What every command works with: settings, as-of, language, output.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::args::common::Common;
use super::demo;
use super::failure::{self, Failure};
use crate::cli::args::common::refuse_twice;
use crate::cli::args::dates::parse_as_of;
use crate::cli::args::zones::zone;
pub(super) use crate::cli::clock::clock;
use crate::cli::output::language::{self, Prefix};
use crate::config::{Environment, Found, find};
use crate::domain::{AssessmentDay, Moment, Zone, show_hostile};
use crate::files::{self, Bounds};
use crate::input::{NoMeaning, OwnWords, STATUS_MEANINGS, was_status_met};
use crate::messages::Locale;
use crate::render::{Format, FormatKind, Style};
use crate::rules::{self, RuleSet};

/// What a command works with.
#[derive(Clone)]
pub(super) struct Context {
    /// Options of every command.
    pub(super) common: Common,
    /// The environment.
    pub(super) environment: Environment,
    /// The settings found.
    pub(super) found: Found,
    /// The moment figures are taken for.
    pub(super) as_of: Moment,
    /// Language of what the seller reads.
    pub(super) locale: Locale,
    /// Which shop files of the command line belong to that name none.
    pub(super) file_shop: FileShop,
    /// The rule set of the seller's own, once it was read: a pipe gives it only once.
    pub(super) own_rules: Arc<OnceLock<RuleSet>>,
}

/// Which shop files of the command line belong to that name none themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileShop {
    /// The one of `--shop`, where the settings know it: elsewhere it chooses among the shops of the files.
    OfSettings,
    /// The one of `--shop`, whatever it is called: files are taken in for it.
    AsGiven,
}

/// Figures are taken to the second: finer would only make runs differ.
fn now() -> Moment {
    Moment::from_millis(clock().millis() / 1000 * 1000)
}

/// Returns the words of the flags and of the settings; of a word in both, the flag's meaning counts.
fn own_words(common: &Common, found: &Found) -> Result<OwnWords, Failure> {
    let mut own = OwnWords::default();
    let words = &found.settings.words;
    let wrong = |place: String, wrong: &NoMeaning| {
        let meanings = STATUS_MEANINGS.join(", ");
        let hint = format!("meanings of a status are {meanings}, and every word that is known");
        usage_error!("{place}: {wrong}").hint(hint)
    };
    for (word, meaning) in &words.status {
        let place = || format!("settings, `words.status`, `{word}`");
        own.add_status(word, meaning).map_err(|error| wrong(place(), &error))?;
    }
    for (word, meaning) in &words.reason {
        own.add_reason(word, meaning)
            .map_err(|error| usage_error!("settings, `words.reason`, `{word}`: {error}"))?;
    }
    for (word, meaning) in &words.country {
        own.add_country(word, meaning)
            .map_err(|error| usage_error!("settings, `words.country`, `{word}`: {error}"))?;
    }
    let mut words = Vec::new();
    for pair in &common.map_status {
        let Some((word, meaning)) = pair.rsplit_once('=') else {
            return Err(usage_error!("--map-status: `{pair}` is not WORD=MEANING"));
        };
        words.push(word.trim());
        let place = || format!("--map-status, `{word}`");
        own.add_status(word, meaning.trim()).map_err(|error| wrong(place(), &error))?;
    }
    refuse_twice("--map-status", words)?;
    Ok(own)
}

/// Returns the shops that are named: `a,b` names two, unless the settings know a shop of that name, or the
/// comma has a backslash before it.
fn shop_names(given: &[String], found: &Found) -> Vec<String> {
    let known = |name: &&String| found.settings.shops.iter().any(|shop| shop.name == **name);
    let mut names: Vec<String> = Vec::new();
    for word in given {
        let parts = if known(&word) { vec![word.clone()] } else { split_at_commas(word) };
        for name in parts {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// What stands for a comma that separates nothing, while a word is split; no name has it.
const COMMA: &str = "\u{1f}";

fn split_at_commas(word: &str) -> Vec<String> {
    if !word.contains(',') {
        return vec![word.to_owned()];
    }
    let kept = word.replace("\\,", COMMA);
    let parts = kept.split(',').map(|part| part.trim().replace(COMMA, ","));
    parts.filter(|part| !part.is_empty()).collect()
}

impl Context {
    /// Reads environment, settings and clock.
    pub(super) fn new(common: Common) -> Result<Self, Failure> {
        let environment = Environment::read();
        let found = if common.demo && common.config.is_none() {
            demo::settings()?
        } else {
            find(common.config.as_deref(), &environment, common.bounds())
                .map_err(failure::unreadable_settings)?
        };
        let environment =
            if common.demo { demo::without_folders(environment) } else { environment };
        let as_of = match &common.as_of {
            Some(text) => parse_as_of(text)?,
            None if common.demo => parse_as_of(demo::DAY)?,
            None => now(),
        };
        let locale = locale(&common, &found, &environment)?;
        crate::input::use_own_words(own_words(&common, &found)?);
        let shops = shop_names(&common.shops, &found);
        if shops.iter().any(String::is_empty) || (shops.is_empty() && !common.shops.is_empty()) {
            return Err(Failure::usage("`--shop` names no shop"));
        }
        let common = Common { shops, ..common };
        let file_shop = FileShop::OfSettings;
        let own_rules = Arc::default();
        let context = Self { common, environment, found, as_of, locale, file_shop, own_rules };
        context.warn_of_unread_zone();
        Ok(context)
    }

    /// Returns the format, of the kinds that a command can write.
    pub(super) fn format(&self, allowed: &[FormatKind]) -> Result<Format, Failure> {
        let format = self.common.format.unwrap_or(Format::TABLE);
        if self.common.format.is_none() || allowed.contains(&format.kind()) {
            return Ok(format);
        }
        let known = Format::ALL.into_iter().filter(|format| allowed.contains(&format.kind()));
        let known: Vec<&str> = known.map(Format::id).collect();
        Err(usage_error!("this command cannot write `{}`", format.id())
            .hint(format!("it writes {}", known.join(", "))))
    }

    /// Returns how wide and colourful the output may be.
    pub(super) fn style(&self) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let width = self.environment.columns.filter(|columns| *columns > 0);
        Style { width, terminal, color: terminal && !self.environment.no_color }
    }

    /// Returns the seller's own zone.
    pub(super) fn own_zone(&self) -> Result<Zone, Failure> {
        match &self.found.settings.zone {
            Some(name) => zone(name, "settings, `zone`"),
            None => {
                let named = self.environment.zone.as_deref().map(|tz| tz.trim_start_matches(':'));
                Ok(named.and_then(Zone::named).unwrap_or(self.usual_zone()))
            }
        }
    }

    /// Returns the zone where none is named: Windows sets no TZ, and a seller who reads Chinese
    /// expects Beijing time.
    const fn usual_zone(&self) -> Zone {
        match self.locale {
            Locale::Chinese => Zone::ASSESSMENT,
            Locale::English => Zone::UTC,
        }
    }

    /// Warns of a zone in the settings or in the environment that cannot be read, where it would count.
    fn warn_of_unread_zone(&self) {
        if self.found.settings.zone.as_deref().is_some_and(|name| zone(name, "").is_err()) {
            self.warn(
                "settings, `zone`: this is not the name of a time zone, and is not used; give a name such as \
                 `Asia/Shanghai`",
            );
        }
        let named = self.environment.zone.as_deref().map(|tz| tz.trim_start_matches(':'));
        if let (None, Some(name)) = (&self.found.settings.zone, named)
            && Zone::named(name).is_none()
        {
            self.warn(&format!(
                "TZ: `{name}` is not the name of a time zone, so times are in {}; set it to a name such \
                 as `Asia/Shanghai`, or `zone` in the settings",
                self.usual_zone().name()
            ));
        }
    }

    /// Warns of each word of `--map-status` that no status was, once the input has been read.
    pub(super) fn warn_of_unmet_words(&self) {
        let words = self.common.map_status.iter().filter_map(|pair| pair.rsplit_once('='));
        for (word, _) in words.filter(|(word, _)| !was_status_met(word)) {
            self.warn(&format!(
                "`--map-status`: `{word}` has no effect: no status that was read is this word, or it is a \
                 word of this program's own"
            ));
        }
    }

    /// Returns the rule set: the one named, else the one in force; its texts in the seller's
    /// language.
    pub(super) fn rules(&self) -> Result<RuleSet, Failure> {
        Ok(language::rules(self.rules_as_written()?))
    }

    fn rules_as_written(&self) -> Result<RuleSet, Failure> {
        let day = AssessmentDay::before(self.as_of);
        let named = match (&self.common.rules, &self.found.settings.rules) {
            (Some(flag), _) => Some((flag.clone(), std::path::PathBuf::from(flag))),
            (None, Some(setting)) => {
                Some((setting.clone(), self.found.resolve(std::path::Path::new(setting))))
            }
            (None, None) => None,
        };
        match named {
            None => Ok(rules::in_force(day)?),
            Some((name, _)) if rules::RULE_SETS.iter().any(|(id, _)| *id == name) => {
                Ok(rules::by_id(&name)?)
            }
            Some((name, path)) => {
                if !path.exists() && !name.contains(['/', '\\', '.']) {
                    return Err(rules::by_id(&name)
                        .map(drop)
                        .err()
                        .map_or_else(|| Failure::usage("no such rule set"), Failure::from));
                }
                if let Some(known) = self.own_rules.get() {
                    return Ok(known.clone());
                }
                let read = self.rule_file(&path, &name)?;
                Ok(self.own_rules.get_or_init(|| read).clone())
            }
        }
    }

    /// Reads a rule set of the seller's own; `name` is what errors call it.
    pub(super) fn rule_file(&self, path: &Path, name: &str) -> Result<RuleSet, Failure> {
        let text = files::read_text(path, self.bounds().of_settings()).map_err(|cause| {
            let error = anyhow::Error::new(cause).context(format!("cannot read rule set `{name}`"));
            failure::unreadable_settings(error)
        })?;
        Ok(rules::load(&text, name)?)
    }

    /// Returns how much of an input is read, and how long it is waited for.
    pub(super) fn bounds(&self) -> Bounds {
        self.common.bounds()
    }

    /// Prints a line to stderr.
    pub(super) fn note(&self, text: &str) {
        say(Prefix::Note, text);
    }

    /// Prints a warning to stderr.
    pub(super) fn warn(&self, text: &str) {
        say(Prefix::Warning, text);
    }
}

fn say(prefix: Prefix, text: &str) {
    let line = language::line(prefix, &show_hostile(&language::translated(text)));
    // Nothing can be done where stderr is closed.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn locale(common: &Common, found: &Found, environment: &Environment) -> Result<Locale, Failure> {
    let known = |word: &str| match word.to_lowercase().split(['_', '-', '.']).next() {
        Some("en") => Some(Locale::English),
        Some("zh") => Some(Locale::Chinese),
        _ => None,
    };
    match (&common.locale, &found.settings.locale, &environment.language) {
        (Some(word), _, _) | (None, Some(word), _) => known(word)
            .ok_or_else(|| usage_error!("`{word}` is not a locale; there are `en` and `zh`")),
        (None, None, Some(word)) => Ok(known(word).unwrap_or(Locale::English)),
        (None, None, None) => Ok(Locale::English),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_shops_unless_they_are_of_a_name() {
        let found = |shops: &str| Found {
            path: None,
            settings: crate::config::parse(shops).map_err(|error| error.to_string()).unwrap(),
        };
        let names = |given: &[&str], settings: &str| {
            let given: Vec<String> = given.iter().map(|word| (*word).to_owned()).collect();
            shop_names(&given, &found(settings))
        };
        assert_eq!(names(&["a,b", "b", "c"], ""), ["a", "b", "c"]);
        assert_eq!(names(&["a, b,"], ""), ["a", "b"]);
        assert_eq!(names(&["Lamp\\, Inc,b"], ""), ["Lamp, Inc", "b"]);
        assert_eq!(names(&["Lamp, Inc"], "[[shop]]\nname = \"Lamp, Inc\""), ["Lamp, Inc"]);
        assert_eq!(names(&[""], ""), [""]);
    }
}
