//! The settings file: finds it, reads it, and names the nearest known key for an unknown one.
//! Knows no flags.

mod environment;
mod faults;
mod init;
mod numbers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};

use crate::files::{self, Bounds};

use faults::{fault, misplaced_secret};

pub(crate) use environment::Environment;
pub(crate) use init::{Answers, ShopAnswer, text as init_text};

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
    if let Some(misplaced) = misplaced_secret(text) {
        return Err(anyhow!(misplaced));
    }
    let shops: Vec<&String> = settings.shops.iter().map(|shop| &shop.name).collect();
    let receivers = settings.notify.iter().map(|receiver| &receiver.name).collect();
    let warehouses = settings.warehouses.iter().map(|warehouse| &warehouse.name).collect();
    if shops.iter().min().is_some_and(|name| name.trim().is_empty()) {
        return Err(anyhow!("a shop has an empty name"));
    }
    for (what, mut names) in
        [("shops", shops), ("receivers", receivers), ("warehouses", warehouses)]
    {
        names.sort_unstable();
        if let Some([name, _]) = names.array_windows().find(|[one, other]| one == other) {
            return Err(anyhow!("two {what} are named `{name}`"));
        }
    }
    Ok(settings)
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
    fn a_secret_in_a_table_of_free_keys_is_refused_without_its_value() {
        let tables = ["[map]", "[labels.fr]", "[words.status]", "[words.country]"];
        let of_shop = ["[[shop]]\nname = \"a\"\n[shop.limits]"];
        for table in tables.iter().chain(&of_shop) {
            for key in ["app_secret", "url", "secret_file", "Token"] {
                let text = format!("{table}\n{key} = \"hunter2\"\n");
                let line = text.lines().count();
                let error = parse(&text).unwrap_err().to_string();
                assert_eq!(error, format!("line {line}: there is no key `{key}` here"));
            }
        }
        assert!(parse("[words.status]\nurl_unknown = \"finished\"\n").is_ok());
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
    fn two_shops_of_one_name_are_refused() {
        let text = "[[shop]]\nname = \"a\"\n[[shop]]\nname = \"a\"\n";
        assert_eq!(parse(text).unwrap_err().to_string(), "two shops are named `a`");
    }
}
