//! The options that every command takes.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use clap::Args;

use crate::cli::failure::Failure;
use crate::files::Bounds;
use crate::render;

/// Options of every command; they may stand anywhere.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Common {
    /// Compute figures as of the end of this day in Beijing, or as of an RFC 3339 moment [default: now]
    #[arg(long, global = true, value_name = "DAY|MOMENT")]
    pub(crate) as_of: Option<String>,
    /// Only these shops, such as `a,b` (may be repeated)
    #[arg(long = "shop", global = true, value_name = "NAME")]
    pub(crate) shops: Vec<String>,
    /// Read FIELD from the column titled HEADER (may be repeated)
    #[arg(long, global = true, value_name = "FIELD=HEADER")]
    pub(crate) map: Vec<String>,
    /// Read the status WORD of a file as MEANING, such as `Geschlossen=finished` (may be repeated)
    #[arg(long, global = true, value_name = "WORD=MEANING")]
    pub(crate) map_status: Vec<String>,
    /// Time zone assumed for times that name none [default: America/Los_Angeles]
    #[arg(long, global = true, value_name = "ZONE")]
    pub(crate) source_tz: Option<String>,
    /// Read dates such as 1/2/2026 in this order where no value proves one: mdy, dmy or ymd
    #[arg(long, global = true, value_name = "ORDER", value_parser = ["mdy", "dmy", "ymd"])]
    pub(crate) date_order: Option<String>,
    /// Read text files in this encoding, such as windows-1251 [default: detected from the bytes]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Skip rows that cannot be read, and count them
    #[arg(long, global = true)]
    pub(crate) skip_bad_rows: bool,
    /// Show figures even if pages or dates are missing; each is marked incomplete
    #[arg(long, global = true)]
    pub(crate) allow_incomplete: bool,
    /// There were no disputes: go on without a dispute input
    #[arg(long, global = true)]
    pub(crate) no_disputes: bool,
    /// How to write the answer [default: table]
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<render::Format>,
    /// Language of tables and verdicts: en or zh [default: from the environment]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) locale: Option<String>,
    /// Settings file [default: ./disputes.toml, else the user's configuration folder]
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) config: Option<std::path::PathBuf>,
    /// Rule set: an id or the path of a file [default: the one in force on the day]
    #[arg(long, global = true, value_name = "ID|PATH")]
    pub(crate) rules: Option<String>,
    /// The local store's file [default: in the state folder]
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) store: Option<std::path::PathBuf>,
    /// Read orders on this many threads [default: as many as there are cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Size limit for decompressed and piped input, such as `4GB` [default: 16GB], and for a JSON
    /// document [default: 256MB]; a plain table may have any size
    #[arg(long, global = true, value_name = "SIZE", value_parser = size)]
    pub(crate) max_input: Option<u64>,
    /// Wait this long for a pipe or standard input that gives nothing [default: 600]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) input_wait: Option<u64>,
    /// Read a pipe or standard input for at most this long [default: 3600]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=604_800))]
    pub(crate) input_time: Option<u64>,
    /// Print notes to stderr about how the input was read
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// The made-up shop of the program takes the place of files and settings.
    #[arg(skip)]
    pub(crate) demo: bool,
}

impl Common {
    /// Returns the options by which another call reads the same input in the same way, each as a word or
    /// two; `path` writes paths.
    pub(crate) fn reading_options(&self, path: impl Fn(&Path) -> String) -> Vec<String> {
        let rules = self.rules.as_ref().map(|rules| match rules.contains(['/', '\\', '.']) {
            true => path(Path::new(rules)),
            false => rules.clone(),
        });
        let number = |given: Option<u64>| given.map(|given| given.to_string());
        let single = [
            ("--store", self.store.as_deref().map(&path)),
            ("--rules", rules),
            ("--source-tz", self.source_tz.clone()),
            ("--date-order", self.date_order.clone()),
            ("--encoding", self.encoding.clone()),
            ("--locale", self.locale.clone()),
            ("--max-input", number(self.max_input)),
            ("--input-wait", number(self.input_wait)),
            ("--input-time", number(self.input_time)),
        ];
        let shops: Vec<String> = self.shops.iter().map(|shop| shop.replace(',', "\\,")).collect();
        let several =
            [("--shop", &shops), ("--map", &self.map), ("--map-status", &self.map_status)];
        let flags = [
            ("--skip-bad-rows", self.skip_bad_rows),
            ("--allow-incomplete", self.allow_incomplete),
            ("--no-disputes", self.no_disputes),
        ];
        let single = single.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let several = several
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
        let valued = single.chain(several).flat_map(|(name, value)| [name.to_owned(), value]);
        let flags = flags.into_iter().filter(|(_, is_given)| *is_given);
        valued.chain(flags.map(|(name, _)| name.to_owned())).collect()
    }

    /// Returns the only shop that is asked for; `None` for several, and for all.
    pub(crate) fn only_shop(&self) -> Option<&str> {
        match self.shops.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Returns how much of an input is read, and how long it is waited for.
    pub(crate) fn bounds(&self) -> Bounds {
        let bounds = self.max_input.map_or(Bounds::USUAL, Bounds::up_to);
        let wait = self.input_wait.map_or(bounds.wait, Duration::from_secs);
        // Who waits longer for the first byte does not want to be stopped before it.
        let total = self.input_time.map_or(bounds.total.max(wait), Duration::from_secs);
        Bounds { wait, total, ..bounds }
    }
}

/// Reads a size: bytes, or with `kB`, `MB`, `GB`, `TB` thousands of them.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text.get(digits.len()..).map(str::to_ascii_lowercase).as_deref() {
        Some("" | "b") => Some(1_u64),
        Some("k" | "kb") => Some(1_000),
        Some("m" | "mb") => Some(1_000_000),
        Some("g" | "gb") => Some(1_000_000_000),
        Some("t" | "tb") => Some(1_000_000_000_000),
        Some(_) | None => None,
    };
    let count: Option<u64> = digits.trim().parse().ok();
    let bytes = count.zip(unit).and_then(|(count, unit)| count.checked_mul(unit));
    bytes
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "expected a size above 0, such as `500MB` or `4GB`".to_owned())
}

/// Refuses an option that says two things of one name.
pub(crate) fn refuse_twice<'n>(
    option: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Result<(), Failure> {
    let mut met = BTreeSet::new();
    match names.into_iter().find(|name| !met.insert(*name)) {
        Some(name) => Err(usage_error!("`{option}` names `{name}` twice").hint("leave one out")),
        None => Ok(()),
    }
}
