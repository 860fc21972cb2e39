//! The settings file: finds it, reads it, and names the nearest known key for an unknown one.
//! Knows no flags.

mod init;
mod numbers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};

use crate::files::{self, Bounds};

pub(crate) use init::{Answers, text as init_text};

/// The folders and variables of the environment that matter, read once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The user's configuration folder for this program; `None` when there is no home.
    pub(crate) config_dir: Option<PathBuf>,
    /// The folder for store, tokens and spool; `None` when there is no home.
    pub(crate) state_dir: Option<PathBuf>,
    /// The language of messages, as `zh_CN.UTF-8`.
    pub(crate) language: Option<String>,
    /// Colour is not wanted (`NO_COLOR` is set and not empty, or `TERM` is `dumb`).
    pub(crate) no_color: bool,
    /// The width asked for by `COLUMNS`.
    pub(crate) columns: Option<u16>,
    /// The seller's own zone, from `TZ`.
    pub(crate) zone: Option<String>,
}

/// A settings file, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Language of what the seller reads: `en` or `zh`.
    pub(crate) locale: Option<String>,
    /// The seller's own time zone, shown beside platform time.
    pub(crate) zone: Option<String>,
    /// The zone of times in files that name none. Default: platform time.
    pub(crate) source_tz: Option<String>,
    /// The encoding of texts that do not say theirs. Default: found by their bytes.
    pub(crate) encoding: Option<String>,
    /// Rule set: an id, or the path of a file.
    pub(crate) rules: Option<String>,
    /// Window in days, in place of the rule set's.
    #[serde(default, deserialize_with = "numbers::whole::<_, 1, 1000>")]
    pub(crate) window: Option<u32>,
    /// Days for which the newest fact of files is new enough. Default: 2.
    #[serde(default, deserialize_with = "numbers::whole::<_, 0, 3660>")]
    pub(crate) stale_days: Option<u32>,
    /// Share of a limit from which a metric is `near`, in percent.
    #[serde(default, deserialize_with = "numbers::percent")]
    pub(crate) near: Option<u32>,
    /// The local store's file.
    pub(crate) store: Option<PathBuf>,
    /// Folder of the seller's own message catalogues.
    pub(crate) templates: Option<PathBuf>,
    /// Own words for buttons: language, then key, then text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) labels: BTreeMap<String, BTreeMap<String, String>>,
    /// Titles that the seller's files use for our fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) map: BTreeMap<String, String>,
    /// Words that the seller's files use, and what they mean.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub(crate) words: Words,
    /// Who is known what is new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) notify: Vec<Notify>,
    /// The shops.
    #[serde(default, rename = "shop", skip_serializing_if = "Vec::is_empty")]
    pub(crate) shops: Vec<Shop>,
    /// Databases in which orders are counted.
    #[serde(default, rename = "warehouse", skip_serializing_if = "Vec::is_empty")]
    pub(crate) warehouses: Vec<Warehouse>,
}

/// A database in which orders are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Warehouse {
    /// Its name, used by `--from`.
    pub(crate) name: String,
    /// The dialect of its SQL, as `disputes sql --dialect` has them.
    pub(crate) dialect: String,
    /// The engine's own client, with its arguments: it reads a statement from standard input and
    /// prints rows.
    pub(crate) command: Option<Vec<String>>,
    /// ClickHouse: the server's address, in place of a client.
    pub(crate) url: Option<String>,
    /// ClickHouse by address: the user.
    pub(crate) user: Option<String>,
    /// ClickHouse by address: an owner-only file that holds the password.
    pub(crate) password_file: Option<PathBuf>,
    /// ClickHouse by address: the certificate (PEM) of the authority that signed the server's. Default:
    /// those that the system trusts.
    pub(crate) ca_file: Option<PathBuf>,
    /// The table or view of orders. Default: `orders`.
    pub(crate) orders: Option<String>,
    /// The table or view of disputes. Default: `disputes`.
    pub(crate) disputes: Option<String>,
    /// How long an answer may take, in seconds. Default: 300.
    #[serde(default, deserialize_with = "numbers::seconds")]
    pub(crate) timeout: Option<u64>,
    /// The zone of columns of times that have none. Default: they have one.
    pub(crate) zone: Option<String>,
    /// Columns by our fields; empty where the tables have none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) columns: BTreeMap<String, String>,
    /// By field: their words for ours.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) words: BTreeMap<String, BTreeMap<String, String>>,
}

/// Words that the seller's files use, and what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Of the status of orders and disputes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) status: BTreeMap<String, String>,
    /// Of the reason of disputes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) reason: BTreeMap<String, String>,
    /// Of countries; each means a code of two letters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) country: BTreeMap<String, String>,
}

impl Words {
    /// Returns whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.status.is_empty() && self.reason.is_empty() && self.country.is_empty()
    }
}

/// Somebody who is known what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notify {
    /// The receiver's name.
    pub(crate) name: String,
    /// What it is: `email`, `dingtalk`, `feishu`, `wecom`, `telegram`, `slack` or `json`.
    pub(crate) kind: String,
    /// What it hears of: `level`, `new-dispute`, `deadline`, `digest`; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) on: Vec<String>,
    /// Hours before a deadline. Default: 24.
    #[serde(default, deserialize_with = "numbers::whole::<_, 1, 8760>")]
    pub(crate) deadline_hours: Option<u32>,
    /// From which weekday on the week's digest is sent. Default: Monday.
    pub(crate) digest_day: Option<String>,
    /// Language of its messages. Default: that of the run.
    pub(crate) locale: Option<String>,
    /// A word that stands in every message, for robots that refuse those without it.
    pub(crate) keyword: Option<String>,
    /// Days after which messages that cannot be delivered are given up. Default: 30.
    #[serde(default, deserialize_with = "numbers::whole::<_, 1, 3660>")]
    pub(crate) give_up_days: Option<u32>,
    /// An owner-only file that holds the webhook's address.
    pub(crate) url_file: Option<PathBuf>,
    /// An owner-only file that holds the signing secret.
    pub(crate) secret_file: Option<PathBuf>,
    /// Telegram: the chat.
    pub(crate) chat_id: Option<String>,
    /// E-mail: the server.
    pub(crate) host: Option<String>,
    /// E-mail: the server's port. Default: 587, or 465 with `tls`.
    pub(crate) port: Option<u16>,
    /// E-mail: `starttls` (the default), `tls`, or `none` (to this machine only).
    pub(crate) security: Option<String>,
    /// E-mail: the user.
    pub(crate) user: Option<String>,
    /// E-mail: an owner-only file that holds the password.
    pub(crate) password_file: Option<PathBuf>,
    /// E-mail: a certificate authority to trust besides the usual ones, in PEM.
    pub(crate) ca_file: Option<PathBuf>,
    /// E-mail: the sender.
    pub(crate) from: Option<String>,
    /// E-mail: the receivers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) to: Vec<String>,
}

/// One shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shop {
    /// Its name, used by `--shop` and in output.
    pub(crate) name: String,
    /// Its files: paths and globs, relative to the settings file.
    #[serde(default)]
    pub(crate) files: Vec<String>,
    /// Limits as the seller centre shows them to this shop, by metric, as `5%`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) limits: BTreeMap<String, String>,
    /// Access to the platform's interface.
    pub(crate) api: Option<Api>,
}

/// Access to the platform's interface for one shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Api {
    /// The application's key.
    pub(crate) app_key: String,
    /// A file that only its owner can read and that holds the application's secret.
    pub(crate) secret_file: Option<PathBuf>,
    /// A command that prints the application's secret.
    pub(crate) secret_command: Option<Vec<String>>,
    /// How long that command may take, in seconds. Default: 120.
    #[serde(default, deserialize_with = "numbers::seconds")]
    pub(crate) secret_command_seconds: Option<u64>,
    /// The gateway. Default: `https://api-sg.aliexpress.com`.
    pub(crate) base_url: Option<String>,
    /// The channel, for multi-channel sellers only.
    pub(crate) channel_seller_id: Option<u64>,
}

/// A settings file that was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Its path; `None` when there is none and defaults hold.
    pub(crate) path: Option<PathBuf>,
    /// What it says.
    pub(crate) settings: Settings,
}

/// The example that ships with the program, of which `config init` makes a file.
pub(crate) const EXAMPLE: &str = include_str!("../config.example.toml");

impl Environment {
    /// Reads the environment. Called once, by `cli`.
    #[expect(clippy::disallowed_methods, reason = "the environment is read once, here")]
    pub(crate) fn read() -> Self {
        let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let (config_dir, state_dir) = folders(System::THIS, &var);
        let language = var("LC_ALL").or_else(|| var("LC_MESSAGES")).or_else(|| var("LANG"));
        Self {
            config_dir,
            // Earlier versions kept their state in the folder of Unix on every system.
            state_dir: state_dir.map(|new| match folders(System::Unix, &var).1 {
                Some(old) if old.is_dir() && !new.is_dir() => old,
                Some(_) | None => new,
            }),
            // Windows and desktops that set no variable know the language and the zone nevertheless.
            language: language.or_else(sys_locale::get_locale),
            no_color: var("NO_COLOR").is_some() || var("TERM").as_deref() == Some("dumb"),
            columns: var("COLUMNS").and_then(|columns| columns.parse().ok()),
            // `:/etc/localtime` asks for the system's zone, which has a name.
            zone: var("TZ")
                .filter(|tz| tz.trim_start_matches(':') != "/etc/localtime")
                .or_else(|| iana_time_zone::get_timezone().ok()),
        }
    }
}

/// A kind of system, by where it keeps the files of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    /// Linux and its like: the XDG base directories.
    Unix,
    /// macOS: `~/Library/Application Support`.
    MacOs,
    /// Windows: the roaming and the local application data of the user.
    Windows,
}

impl System {
    /// The system that the program was built for.
    const THIS: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Unix
    };
}

/// Returns the folders for settings and for state; `None` when there is no home. The XDG variables hold
/// on every system where they are set.
fn folders(
    system: System,
    var: &dyn Fn(&str) -> Option<String>,
) -> (Option<PathBuf>, Option<PathBuf>) {
    // What is relative would be another folder wherever the program is started.
    let absolute = |name: &str| {
        var(name).map(PathBuf::from).filter(|path| path.is_absolute() || system == System::Windows)
    };
    let home = absolute("HOME").or_else(|| absolute("USERPROFILE"));
    let below = |path: &str| home.as_ref().map(|home| home.join(path));
    let (config, state) = match system {
        System::Unix => (below(".config"), below(".local/state")),
        System::MacOs => (below(".config"), below("Library/Application Support")),
        System::Windows => (
            absolute("APPDATA").or_else(|| below("AppData/Roaming")),
            absolute("LOCALAPPDATA").or_else(|| below("AppData/Local")),
        ),
    };
    let folder = |name: &str, usual: Option<PathBuf>| {
        absolute(name).or(usual).map(|base| base.join("disputes"))
    };
    (folder("XDG_CONFIG_HOME", config), folder("XDG_STATE_HOME", state))
}

/// Returns where a settings file is looked for when none is named, in order.
pub(crate) fn candidates(environment: &Environment) -> Vec<PathBuf> {
    let mut paths = vec![PathBuf::from("disputes.toml")];
    paths.extend(environment.config_dir.iter().map(|dir| dir.join("config.toml")));
    paths
}

/// Finds and reads the settings.
///
/// # Errors
///
/// When a named file cannot be read, or a file found is not in order.
pub(crate) fn find(
    named: Option<&Path>,
    environment: &Environment,
    bounds: Bounds,
) -> anyhow::Result<Found> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match candidates(environment).into_iter().find(|path| path.is_file()) {
            Some(path) => path,
            None => return Ok(Found::default()),
        },
    };
    let text = files::read_text(&path, bounds.of_settings())
        .with_context(|| format!("cannot read the settings `{}`", path.display()))?;
    let settings = parse(&text).with_context(|| format!("settings `{}`", path.display()))?;
    Ok(Found { path: Some(path), settings })
}

/// Reads the text of a settings file.
///
/// # Errors
///
/// When it is not TOML, has a key that is not known, or a value of the wrong kind.
pub(crate) fn parse(text: &str) -> anyhow::Result<Settings> {
    let settings: Settings = toml::from_str(text).map_err(|error| anyhow!(fault(text, &error)))?;
    let mut names: Vec<&str> = settings.shops.iter().map(|shop| shop.name.as_str()).collect();
    names.sort_unstable();
    if names.first().is_some_and(|name| name.trim().is_empty()) {
        return Err(anyhow!("a shop has an empty name"));
    }
    if let Some([name, _]) = names.windows(2).find(|pair| pair.first() == pair.last()) {
        return Err(anyhow!("two shops are named `{name}`"));
    }
    let mut receivers: Vec<&str> = settings.notify.iter().map(|own| own.name.as_str()).collect();
    receivers.sort_unstable();
    if let Some([name, _]) = receivers.windows(2).find(|pair| pair.first() == pair.last()) {
        return Err(anyhow!("two receivers are named `{name}`"));
    }
    let mut bases: Vec<&str> = settings.warehouses.iter().map(|own| own.name.as_str()).collect();
    bases.sort_unstable();
    if let Some([name, _]) = bases.windows(2).find(|pair| pair.first() == pair.last()) {
        return Err(anyhow!("two warehouses are named `{name}`"));
    }
    Ok(settings)
}

/// Says what is wrong in a settings file and where. A value may be a secret that does not belong
/// there, so none is ever quoted, nor is any line.
fn fault(text: &str, error: &toml::de::Error) -> String {
    let place = error.span().map_or(0, |span| span.start);
    let lines = text.get(..place).map_or(0, |before| before.matches('\n').count());
    let fault = fault_without_paths(text, error);
    // `"C:\Users"` is read as an escape; the line is looked at and never quoted.
    match text.lines().nth(lines) {
        Some(line) if line.contains('\\') => {
            format!(
                "{fault}; a Windows path is written in single quotes, as 'C:\\folder\\*.xlsx', or with /"
            )
        }
        Some(_) | None => fault,
    }
}

fn fault_without_paths(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map(|span| span.start);
    let (line, before) = match start.and_then(|start| text.get(..start)) {
        Some(before) => (before.matches('\n').count() + 1, before.rsplit('\n').next()),
        None => (1, None),
    };
    let message = error.message();
    let mut words = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field ") {
        // The library names the field first, between backticks.
        let key = words.next().unwrap_or_default();
        let near = nearest_key(message).filter(|near| !near.ends_with("_file"));
        let advice = if near.is_none() && holds_secret(key) {
            format!(
                "; put the value into a file that only you can read (`chmod 600`) and name that \
                 file as `{}`",
                secret_key(key)
            )
        } else {
            near.or_else(|| nearest_key(message))
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
        };
        return format!("line {line}: there is no key `{key}` here{advice}");
    }
    if let Some((kind, _)) =
        message.split_once(": ").filter(|(kind, _)| kind.starts_with("invalid"))
    {
        let key = before.and_then(key_before).map_or_else(String::new, |key| format!("`{key}`: "));
        let expected = message.rsplit_once(", expected ").map(|(_, rest)| rest);
        let expected = match expected {
            Some("a sequence") if before.and_then(key_before).is_none() => {
                "; a block of a list is written as `[[shop]]`".to_owned()
            }
            Some(rest) => format!(", expected {}", in_words(rest)),
            None => String::new(),
        };
        return format!("line {line}: {key}{kind}{expected}");
    }
    let known = ["missing field ", "duplicate key"].iter().any(|start| message.starts_with(start));
    if known || !message.contains(['`', '"', '\'']) {
        return format!("line {line}: {}", message.trim_end());
    }
    format!("line {line}: it is not valid TOML (a quote, a bracket or an `=` may be missing)")
}

/// Returns what was expected in the words of a settings file, not of the program's language.
fn in_words(expected: &str) -> &str {
    match expected {
        "u16" | "u32" | "u64" => "a whole number",
        "a string" | "path string" => "a text in quotation marks",
        "a sequence" => "a list in square brackets",
        "a map" => "a table",
        other => other,
    }
}

/// Returns whether a key that is not known looks as if a secret stood behind it.
fn holds_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let words =
        ["secret", "password", "passwd", "pass", "token", "url", "webhook", "address", "key"];
    words.iter().any(|word| key.contains(word)) && !key.contains("_fil")
}

/// Returns the key that names a file for a kind of secret.
fn secret_key(key: &str) -> &'static str {
    let key = key.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if has(&["pass"]) {
        "password_file"
    } else if has(&["url", "webhook", "address", "token"]) {
        "url_file"
    } else {
        "secret_file"
    }
}

/// Returns the key that stands right before a value on its line.
fn key_before(line: &str) -> Option<&str> {
    let keys = line.trim_end().strip_suffix('=')?.trim_end();
    let other = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let key = keys.rsplit(other).next()?;
    (!key.is_empty()).then_some(key)
}

/// From serde's "unknown field `x`, expected one of `a`, `b`" the known key nearest to `x`.
fn nearest_key(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field ")?;
    let mut words = rest.split('`').skip(1).step_by(2);
    let unknown = words.next()?;
    let best = words.max_by(|a, b| {
        strsim::jaro_winkler(unknown, a).total_cmp(&strsim::jaro_winkler(unknown, b))
    })?;
    (strsim::jaro_winkler(unknown, best) > 0.7).then(|| best.to_owned())
}

/// Reads a percentage such as `5%` or `2.31%` as hundredths of a percent; `None` for anything else.
pub(crate) fn basis_points(text: &str) -> Option<u32> {
    let number = text.trim().strip_suffix('%')?.trim();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let value: u32 = format!("{whole}{fraction:0<2}").parse().ok()?;
    (value <= 10_000).then_some(value)
}

impl Found {
    /// Returns a path of the settings, relative to the file's folder.
    pub(crate) fn resolve(&self, path: &Path) -> PathBuf {
        match self.path.as_deref().and_then(Path::parent) {
            Some(folder) if path.is_relative() => folder.join(path),
            Some(_) | None => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_accepted() {
        parse(EXAMPLE).unwrap();
    }

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        let error = parse("locle = \"zh\"").unwrap_err().to_string();
        assert_eq!(error, "line 1: there is no key `locle` here; did you mean `locale`?");
    }

    #[test]
    fn no_value_is_ever_quoted() {
        let marked = "MARKED-d41d8cd98f";
        for (text, line, key) in [
            (format!("[[notify]]\nname = \"a\"\nkind = \"json\"\nurl = \"{marked}\"\n"), 4, "url"),
            (format!("window = \"{marked}\"\n"), 1, "window"),
            (format!("near = {{ a = \"{marked}\" }}\n"), 1, "near"),
            (format!("locale = [\"{marked}\"]\n"), 1, "locale"),
            (format!("locale = \"\"\"x\n{marked}\n"), 0, ""),
            (format!("locale = '{marked}\n"), 1, ""),
            (format!("locale = {marked}\n"), 1, ""),
            (format!("\n{marked}\n"), 2, ""),
            (format!("locale = \"\\q{marked}\"\n"), 1, ""),
            (format!("[shop]\nsecret=\"{marked}\"\n"), 0, ""),
            (
                format!(
                    "[[shop]]\nname=\"a\"\n[shop.api]\napp_key = 5\nsecret_command = \"{marked}\""
                ),
                4,
                "app_key",
            ),
            (format!("locale = \"a\" {marked}\n"), 1, ""),
            (format!("locale = \"a\"\nlocale = \"{marked}\"\n"), 0, ""),
            (format!("[[notify]]\nname=\"a\"\nkind=\"x\"\nto = {{ x = \"{marked}\" }}"), 4, "to"),
            (format!("[[notify]]\nname=\"a\"\nkind=\"x\"\nport = \"{marked}\""), 4, "port"),
            (format!("shop = \"{marked}\""), 1, "shop"),
            (format!("[shop]\nname = \"{marked}\""), 0, "[[shop]]"),
        ] {
            let error = format!("{:#}", parse(&text).unwrap_err());
            assert!(!error.contains(marked), "{text}: {error}");
            assert!(line == 0 || error.starts_with(&format!("line {line}: ")), "{text}: {error}");
            assert!(error.contains(key), "{text}: {error}");
        }
    }

    #[test]
    fn a_secret_in_the_settings_is_told_where_it_belongs() {
        for (key, file) in
            [("secret", "secret_file"), ("url", "url_file"), ("password", "password_file")]
        {
            let text = format!("[[notify]]\nname = \"a\"\nkind = \"json\"\n{key} = \"x\"\n");
            let error = parse(&text).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("line 4: there is no key `{key}` here; ")),
                "{error}"
            );
            assert!(error.contains("chmod 600") && error.contains(file), "{error}");
        }
    }

    #[test]
    fn a_windows_path_in_double_quotes_is_answered_with_how_to_write_it() {
        for path in [r"C:\Users\me\*.xlsx", r"D:\xyz", r"\\server\share"] {
            let text = format!("[[shop]]\nname = \"a\"\nfiles = [\"{path}\"]\n");
            match parse(&text) {
                Ok(_) => assert_eq!(path, r"\\server\share"),
                Err(error) => {
                    let error = error.to_string();
                    assert!(error.contains("single quotes"), "{path}: {error}");
                    assert!(error.starts_with("line 3: ") && !error.contains("Users"), "{error}");
                }
            }
            assert!(parse(&text.replace('"', "'")).is_ok(), "{path}");
        }
    }

    #[test]
    fn each_system_keeps_files_in_its_own_folder() {
        let home = |name: &str| (name == "HOME").then(|| "/home/a".to_owned());
        let at = |path: &str| Some(PathBuf::from(path));
        assert_eq!(
            folders(System::Unix, &home),
            (at("/home/a/.config/disputes"), at("/home/a/.local/state/disputes"))
        );
        assert_eq!(
            folders(System::MacOs, &home).1,
            at("/home/a/Library/Application Support/disputes")
        );
        let windows = |name: &str| match name {
            "USERPROFILE" => Some("C:/Users/a".to_owned()),
            "LOCALAPPDATA" => Some("C:/Users/a/AppData/Local".to_owned()),
            _ => None,
        };
        let (config, state) = folders(System::Windows, &windows);
        assert_eq!(config, at("C:/Users/a/AppData/Roaming/disputes"));
        assert_eq!(state, at("C:/Users/a/AppData/Local/disputes"));
        let own = |name: &str| (name == "XDG_STATE_HOME").then(|| "/s".to_owned());
        assert_eq!(folders(System::MacOs, &own), (None, at("/s/disputes")));
        assert_eq!(folders(System::Unix, &|_| None), (None, None));
    }

    #[test]
    fn a_percentage_is_hundredths_of_a_percent() {
        assert_eq!(basis_points("5%"), Some(500));
        assert_eq!(basis_points("2.31 %"), Some(231));
        assert_eq!(basis_points("0.5%"), Some(50));
        for wrong in ["5", "5.123%", "-1%", "101%", "%", "a%"] {
            assert_eq!(basis_points(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn two_shops_of_one_name_are_refused() {
        let text = "[[shop]]\nname = \"a\"\n[[shop]]\nname = \"a\"\n";
        assert_eq!(parse(text).unwrap_err().to_string(), "two shops are named `a`");
    }
}
