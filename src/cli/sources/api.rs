//! A shop's access to the platform, from its settings.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};

use crate::child::{Grouped, ProcessGroup, read_aside};
use crate::cli::context::{Context, clock};
use crate::cli::failure::Failure;
use crate::cli::output::quoting::shown;
use crate::config::{Api, Shop};
use crate::domain::is_asked;
use crate::files::{self, Bounds};
use crate::platform::{CallError, ClientConfig};
use crate::secret::Secret;
use crate::store::{Lock, Obstacle, StoreError, close_folder, lock_store, read_private};

/// The platform's gateway (`docs/platform/open-platform.md`).
const GATEWAY: &str = "https://api-sg.aliexpress.com";

/// A shop with access to the platform.
pub(crate) struct ApiShop<'a> {
    pub(crate) shop: &'a Shop,
    pub(crate) api: &'a Api,
}

impl ApiShop<'_> {
    /// Returns the gateway's address.
    pub(crate) fn base_url(&self) -> String {
        self.api.base_url.clone().unwrap_or_else(|| GATEWAY.to_owned())
    }

    /// Returns the channel shop to ask for; 0 for a seller with one.
    pub(crate) fn channel(&self) -> u64 {
        // The platform takes 0 for a seller with one channel.
        self.api.channel_seller_id.unwrap_or(0)
    }

    /// Returns whether the settings say that the seller has no channel shops.
    pub(crate) fn states_no_channel(&self) -> bool {
        self.api.channel_seller_id == Some(0)
    }

    /// Returns how to call, with the application's secret from where the settings say.
    pub(crate) fn access(&self, context: &Context) -> Result<ClientConfig, Failure> {
        let secret = self.secret(context).map_err(|error| {
            let error = error.context(format!("shop `{}` has no usable secret", self.shop.name));
            Failure::settings(error).hint(
                "put the application's secret into a file that only you can read (`chmod 600`) and \
                 name it as `secret_file`, or name a `secret_command`",
            )
        })?;
        Ok(ClientConfig::new(self.base_url(), self.api.app_key.clone(), secret))
    }

    /// Reads the application's secret.
    pub(crate) fn secret(&self, context: &Context) -> anyhow::Result<Secret> {
        let bytes = match (&self.api.secret_file, &self.api.secret_command) {
            (Some(_), Some(_)) => {
                return Err(anyhow!("`secret_file` and `secret_command` are both given"));
            }
            (None, None) => {
                return Err(anyhow!("neither `secret_file` nor `secret_command` is given"));
            }
            (Some(file), None) if file == Path::new("-") => from_stdin(context.bounds())?,
            (Some(file), None) => {
                let path = context.found.resolve(file);
                read_private(&path, context.bounds())
                    .with_context(|| format!("cannot use {}", shown(file)))?
                    .ok_or_else(|| anyhow!("there is no file {}", shown(file)))?
            }
            (None, Some(command)) => {
                let seconds = self.api.secret_command_seconds.unwrap_or(SECRET_WAIT);
                from_command(command, Duration::from_secs(seconds))?
            }
        };
        let text = String::from_utf8(bytes).map_err(|_| anyhow!("it is not text"))?;
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            return Err(anyhow!("it is empty"));
        }
        Ok(Secret::new(text))
    }
}

fn from_stdin(bounds: Bounds) -> anyhow::Result<Vec<u8>> {
    let text = files::read_stdin(bounds.of_secret()).context("cannot read standard input")?;
    Ok(text.into_bytes())
}

fn from_command(command: &[String], wait: Duration) -> anyhow::Result<Vec<u8>> {
    let Some((program, args)) = command.split_first() else {
        return Err(anyhow!("`secret_command` is empty"));
    };
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut group = ProcessGroup::start(&mut command, Grouped::WithoutTerminal)
        .with_context(|| format!("cannot run `{program}`"))?;
    let done = read_aside(group.child.stdout.take(), LONGEST_SECRET + 1);
    let Ok(read) = done.recv_timeout(wait) else {
        return Err(anyhow!(
            "`{program}` gave nothing for {} seconds; `secret_command_seconds` in the settings \
             allows more",
            wait.as_secs()
        ));
    };
    let bytes = read.with_context(|| format!("cannot read what `{program}` prints"))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST_SECRET) {
        return Err(anyhow!("`{program}` prints more than {LONGEST_SECRET} bytes"));
    }
    let status = group.wait_until(Instant::now() + wait);
    match status.with_context(|| format!("cannot wait for `{program}`"))? {
        Some(status) if status.success() => {
            group.leave();
            Ok(bytes)
        }
        Some(status) => Err(anyhow!("`{program}` ended with {status}")),
        None => Err(anyhow!("`{program}` did not end within {} seconds", wait.as_secs())),
    }
}

/// Most bytes of a secret.
const LONGEST_SECRET: u64 = 64 << 10;

/// How long a command that prints a secret may take: it may ask for a password.
const SECRET_WAIT: u64 = 120;

/// Returns the shops to work on: those named by `--shop`, else all that have access.
pub(crate) fn shops(context: &Context) -> Result<Vec<ApiShop<'_>>, Failure> {
    let all = &context.found.settings.shops;
    for name in &context.common.shops {
        match all.iter().find(|shop| shop.name == *name) {
            Some(shop) if shop.api.is_some() => {}
            Some(_) => {
                return Err(usage_error!("shop `{name}` has no `[shop.api]` in the settings")
                    .hint("add the application's key and secret; see config.example.toml"));
            }
            None => return Err(usage_error!("the settings name no shop `{name}`")),
        }
    }
    let wanted = |shop: &&Shop| is_asked(&context.common.shops, &shop.name);
    let shops: Vec<_> = all
        .iter()
        .filter(wanted)
        .filter_map(|shop| shop.api.as_ref().map(|api| ApiShop { shop, api }))
        .collect();
    if shops.is_empty() {
        return Err(Failure::usage("no shop in the settings has access to the platform").hint(
            "add `[shop.api]` with the application's key and secret; see config.example.toml",
        ));
    }
    Ok(shops)
}

/// Returns the one shop to work on.
pub(crate) fn one_shop(context: &Context) -> Result<ApiShop<'_>, Failure> {
    let mut shops = shops(context)?;
    match (shops.pop(), shops.is_empty()) {
        (Some(shop), true) => Ok(shop),
        (Some(_) | None, _) => {
            Err(Failure::usage("there are several shops").hint("name one with `--shop NAME`"))
        }
    }
}

/// Returns the folder of store and tokens.
pub(crate) fn state_dir(context: &Context) -> Result<&Path, Failure> {
    context.environment.state_dir.as_deref().ok_or_else(|| {
        if context.common.demo {
            return Failure::usage(
                "`demo` keeps nothing: it has no store, no notes and no reports",
            )
            .hint("leave `demo` out");
        }
        Failure::usage(
            "no home folder is set, so there is nowhere to keep the store and the tokens",
        )
        .hint("set XDG_STATE_HOME, or HOME")
    })
}

/// Takes the rights of others from a state folder that was made before, by hand or by an earlier version.
pub(crate) fn close_state_folder(context: &Context) {
    let Some(folder) = &context.environment.state_dir else { return };
    // A folder that is not there is made closed; one of somebody else is `doctor`'s to report.
    if let Ok(true) = close_folder(folder) {
        context.note(&format!("others can no longer look into `{}`", folder.display()));
    }
}

/// Returns where the store is, whether it is there or not.
pub(crate) fn store_path(context: &Context) -> Result<PathBuf, Failure> {
    match (&context.common.store, &context.found.settings.store) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(path)) => Ok(context.found.resolve(path)),
        (None, None) => Ok(state_dir(context)?.join("store.sqlite")),
    }
}

/// Locks the store for this run, and says so where it waits for another.
pub(crate) fn wait_for_store(
    context: &Context,
    path: &Path,
    patience: Duration,
) -> Result<Lock, Failure> {
    Ok(lock_store(path, clock(), patience, &mut |holder| {
        context.note(&format!("another run works on the store ({holder}); waiting for it"));
    })?)
}

/// Returns where a shop's tokens are, whether they are there or not.
pub(crate) fn token_path(context: &Context, shop: &str) -> Result<PathBuf, Failure> {
    let folder = state_dir(context)?.join("tokens");
    let path = folder.join(token_file(shop));
    if !path.exists() {
        adopt_earlier_tokens(shop, &folder, &path);
    }
    Ok(path)
}

/// Returns the name of a shop's file of tokens: small letters and digits as they are, other bytes as their
/// number, so that no two shops share a file, on disks that take `Main` and `main` for one name too. Names
/// that Windows keeps for devices get their first letter as a number.
fn token_file(shop: &str) -> String {
    let reserved = is_device_name(shop);
    let mut name = String::new();
    for (place, byte) in shop.bytes().enumerate() {
        let plain = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if plain && !(reserved && place == 0) {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    format!("{name}.json")
}

/// Earlier versions wrote capital letters as they are. Only an entry of exactly that name is the shop's:
/// on some disks `Main.json` leads to the file of another shop, `main`.
fn adopt_earlier_tokens(shop: &str, folder: &Path, path: &Path) {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let earlier = |byte: u8| match kept(byte) {
        true => char::from(byte).to_string(),
        false => format!("_{byte:02x}"),
    };
    let name = shop.bytes().map(earlier).collect::<String>() + ".json";
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    if entries.map(|entry| entry.file_name()).any(|entry| entry == *name) {
        // Where it cannot be renamed the shop is to be authorised again, as the next call says.
        let _ = std::fs::rename(folder.join(name), path);
    }
}

/// Returns whether Windows keeps a name for a device, whatever ending follows it.
pub(crate) fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered =
        ["COM", "LPT"].iter().filter_map(|device| stem.strip_prefix(device)).any(|port| {
            matches!(
                port,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        });
    numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (code, hint) = store_hint(&error);
        Self::with_code(error.into(), code).maybe_hint(hint)
    }
}

/// Returns the exit code of a failure of the store, and what to do.
fn store_hint(error: &StoreError) -> (u8, Option<&'static str>) {
    let hint = match error {
        StoreError::Open { cause, .. } if cause.kind() == std::io::ErrorKind::StorageFull => {
            return (3, Some(NO_ROOM));
        }
        StoreError::Open { .. } => {
            return (2, Some("check the folder's permissions, or use `--store PATH`"));
        }
        StoreError::Foreign { .. } => "nothing was changed in it; use `--store PATH` for a store",
        StoreError::Newer { .. } => "use the newer version of this program",
        StoreError::ReadOnly { .. } => "run any command once as a user who may write it",
        StoreError::Changed { .. } => "run the command again",
        StoreError::Behind { .. } => {
            "its log (`-wal`) was deleted, or an older copy put in place of it or of the store: put the log or a newer backup back; or keep what is left with `disputes store check --repair` (where nothing is left, delete the store), then import or sync again"
        }
        StoreError::Held { .. } => "wait for it to end, or use `--wait SECONDS`",
        StoreError::Spill(_) => "free space in the temporary folder, or set TMPDIR",
        StoreError::Unusable { .. } | StoreError::Sql(_) => match error.obstacle() {
            Some(Obstacle::NoRoom) => NO_ROOM,
            Some(Obstacle::NoRights) => {
                "the file or its folder may not be written: check their permissions, or use \
                 `--store PATH`"
            }
            Some(Obstacle::NotOpened) => {
                "the file or its folder may not be read or written: check their permissions, or \
                 use `--store PATH`"
            }
            Some(Obstacle::Busy) => "another process holds the store: try again when it has ended",
            Some(Obstacle::Damaged) => {
                "`disputes store check` shows what is damaged, and with `--repair` keeps everything that is intact; or restore a backup"
            }
            Some(Obstacle::Other) | None => return (1, Some("see `disputes store check`")),
        },
    };
    (3, Some(hint))
}

/// What to do where the disk is full: the store itself is sound.
const NO_ROOM: &str =
    "the disk that holds the store is full: free space on it; what was stored is kept";

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        let (code, hint) = call_hint(&error);
        Self::with_code(error.into(), code).maybe_hint(hint)
    }
}

/// Returns the exit code of a call that failed, and what to do.
fn call_hint(error: &CallError) -> (u8, Option<&'static str>) {
    const AUTHORISE: &str =
        "`disputes auth url`, then `disputes auth login` or `disputes auth import`";
    const GOES_ON: &str = "what was read is kept; the next sync goes on from there";
    let hint = match error {
        CallError::Setup { .. } => return (1, None),
        CallError::Address { .. } => return (2, Some("correct `base_url` in the settings")),
        CallError::Session { .. } => return (2, Some(AUTHORISE)),
        CallError::Budget => return (3, Some(GOES_ON)),
        CallError::Ended { .. } | CallError::Token { .. } => AUTHORISE,
        CallError::Refused { refusal, .. } => match refusal.code.as_str() {
            "IncompleteSignature" | "InvalidSignature" => "check the application's secret",
            "InvalidAppKey" | "AppKeyNotExist" | "InvalidAppkey" => {
                "check `app_key` in the settings"
            }
            "InvalidCode" => {
                "a code works once and for a few minutes; get a new one with `disputes auth url`"
            }
            "AppWhiteIpLimit" => {
                "add this machine's address to the application's white list in its console"
            }
            "InsufficientPermission" => "ask for the permission in the application's console",
            _ => "check the clock, the key and the permissions: `disputes doctor`",
        },
        CallError::Quota { .. } | CallError::Banned { .. } => GOES_ON,
        CallError::NoAnswer { .. } => "what was read is kept; try again later",
        CallError::Status { .. }
        | CallError::Redirected { .. }
        | CallError::TooLarge { .. }
        | CallError::NoList { .. }
        | CallError::Shape { .. } => return (4, None),
    };
    (4, Some(hint))
}

/// Writes a line to stdout's writer; kept here so that commands read alike.
pub(crate) fn line(out: &mut dyn std::io::Write, text: &str) -> Result<(), Failure> {
    Ok(writeln!(out, "{}", crate::render::one_line(text))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::write_private;

    #[test]
    fn no_two_shops_share_a_file_of_tokens_on_any_disk() {
        let names = [
            "main", "Main", "MAIN", "m_ain", "a/b", "a_b", "a_2fb", "con", "CON", "nul.x", "x.",
            "x", "é", "e\u{301}",
        ];
        let mut files: Vec<String> =
            names.iter().map(|name| token_file(name).to_lowercase()).collect();
        assert!(files.iter().all(|file| !is_device_name(file)), "{files:?}");
        files.sort();
        files.dedup();
        assert_eq!(files.len(), names.len(), "{files:?}");
        assert_eq!(token_file("main-2"), "main-2.json");
    }

    #[test]
    fn tokens_of_earlier_versions_are_found() {
        let folder = tempfile::tempdir().unwrap();
        write_private(&folder.path().join("Main.json"), b"tokens").unwrap();
        let path = folder.path().join(token_file("Main"));
        adopt_earlier_tokens("MAIN", folder.path(), &path);
        assert!(!path.exists());
        adopt_earlier_tokens("Main", folder.path(), &path);
        assert_eq!(std::fs::read(path).unwrap(), b"tokens");
    }
}
