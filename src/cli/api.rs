//! A shop's access to the platform, from its settings.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};

use super::context::Context;
use super::failure::Failure;
use super::receiver::shown;
use crate::config::{Api, Shop};
use crate::platform::{CallError, ClientConfig, Secret};
use crate::store::{Obstacle, StoreError, read_private};

/// The platform's gateway (`docs/platform/open-platform.md`).
const GATEWAY: &str = "https://api-sg.aliexpress.com";

/// A shop with access to the platform.
pub(super) struct ApiShop<'a> {
    pub(super) shop: &'a Shop,
    pub(super) api: &'a Api,
}

impl ApiShop<'_> {
    /// Returns the gateway's address.
    pub(super) fn base_url(&self) -> String {
        self.api.base_url.clone().unwrap_or_else(|| GATEWAY.to_owned())
    }

    /// Returns the channel shop to ask for; 0 for a seller with one.
    pub(super) fn channel(&self) -> u64 {
        self.api.channel_seller_id.unwrap_or(0)
    }

    /// Returns how to call, with the application's secret from where the settings say.
    pub(super) fn access(&self, context: &Context) -> Result<ClientConfig, Failure> {
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
    pub(super) fn secret(&self, context: &Context) -> anyhow::Result<Secret> {
        let bytes = match (&self.api.secret_file, &self.api.secret_command) {
            (Some(_), Some(_)) => {
                return Err(anyhow!("`secret_file` and `secret_command` are both given"));
            }
            (None, None) => {
                return Err(anyhow!("neither `secret_file` nor `secret_command` is given"));
            }
            (Some(file), None) if file == Path::new("-") => from_stdin()?,
            (Some(file), None) => {
                let path = context.found.resolve(file);
                read_private(&path)
                    .with_context(|| format!("cannot use {}", shown(file)))?
                    .ok_or_else(|| anyhow!("there is no file {}", shown(file)))?
            }
            (None, Some(command)) => {
                let seconds = self.api.secret_command_seconds.unwrap_or(SECRET_WAIT);
                from_command(command, Duration::from_secs(seconds))?
            }
        };
        let text = String::from_utf8(bytes).map_err(|_| anyhow!("it is no text"))?;
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            return Err(anyhow!("it is empty"));
        }
        Ok(Secret::new(text))
    }
}

fn from_stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LONGEST_SECRET)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(bytes)
}

fn from_command(command: &[String], wait: Duration) -> anyhow::Result<Vec<u8>> {
    let Some((program, args)) = command.split_first() else {
        return Err(anyhow!("`secret_command` is empty"));
    };
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| format!("cannot run `{program}`"))?;
    let output = child.stdout.take().ok_or_else(|| anyhow!("`{program}` has no output"))?;
    let (send, done) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(LONGEST_SECRET + 1).read_to_end(&mut bytes);
        // Nobody waits any more where this fails.
        let _ = send.send(read.map(|_| bytes));
    });
    let Ok(read) = done.recv_timeout(wait) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(anyhow!(
            "`{program}` gave nothing for {} seconds; `secret_command_seconds` in the settings \
             allows more",
            wait.as_secs()
        ));
    };
    let bytes = read.with_context(|| format!("cannot read what `{program}` prints"))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST_SECRET) {
        let _ = child.kill();
        let _ = child.wait();
        return Err(anyhow!("`{program}` prints more than {LONGEST_SECRET} bytes"));
    }
    let status = ended(&mut child, wait).with_context(|| format!("cannot wait for `{program}`"))?;
    match status {
        Some(status) if status.success() => Ok(bytes),
        Some(status) => Err(anyhow!("`{program}` ended with {status}")),
        None => Err(anyhow!("`{program}` did not end within {} seconds", wait.as_secs())),
    }
}

/// Most bytes of a secret.
const LONGEST_SECRET: u64 = 64 << 10;

/// How long a command that prints a secret may take: it may ask for a password.
const SECRET_WAIT: u64 = 120;

/// Waits for a program that has closed its output; one that does not end is stopped, and `None` is
/// returned.
fn ended(child: &mut Child, wait: Duration) -> std::io::Result<Option<ExitStatus>> {
    const STEP: Duration = Duration::from_millis(20);
    let mut waited = Duration::ZERO;
    while waited < wait {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        std::thread::sleep(STEP);
        waited += STEP;
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// Returns the shops to work on: those named by `--shop`, else all that have access.
pub(super) fn shops(context: &Context) -> Result<Vec<ApiShop<'_>>, Failure> {
    let all = &context.found.settings.shops;
    for name in &context.common.shops {
        match all.iter().find(|shop| shop.name == *name) {
            Some(shop) if shop.api.is_some() => {}
            Some(_) => {
                return Err(Failure::usage(format!(
                    "shop `{name}` has no `[shop.api]` in the settings"
                ))
                .hint("add the application's key and secret; see config.example.toml"));
            }
            None => return Err(Failure::usage(format!("the settings name no shop `{name}`"))),
        }
    }
    let wanted =
        |shop: &&Shop| context.common.shops.is_empty() || context.common.shops.contains(&shop.name);
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
pub(super) fn one_shop(context: &Context) -> Result<ApiShop<'_>, Failure> {
    let mut shops = shops(context)?;
    match (shops.pop(), shops.is_empty()) {
        (Some(shop), true) => Ok(shop),
        (Some(_) | None, _) => {
            Err(Failure::usage("there are several shops").hint("name one with `--shop NAME`"))
        }
    }
}

/// Returns the folder of store and tokens.
pub(super) fn state_dir(context: &Context) -> Result<&Path, Failure> {
    context.environment.state_dir.as_deref().ok_or_else(|| {
        Failure::usage("there is no home, and so no place for store and tokens")
            .hint("set XDG_STATE_HOME, or HOME")
    })
}

/// Returns where the store is, whether it is there or not.
pub(super) fn store_path(context: &Context) -> Result<PathBuf, Failure> {
    match (&context.common.store, &context.found.settings.store) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(path)) => Ok(context.found.resolve(path)),
        (None, None) => Ok(state_dir(context)?.join("store.sqlite")),
    }
}

/// Returns where a shop's tokens are, whether they are there or not.
pub(super) fn token_path(context: &Context, shop: &str) -> Result<PathBuf, Failure> {
    // Any name makes a file name: letters and digits as they are, other bytes as their number.
    let mut name = String::new();
    for byte in shop.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    Ok(state_dir(context)?.join("tokens").join(format!("{name}.json")))
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (code, hint) = store_hint(&error);
        let failure = Self::with_code(error.into(), code);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
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
        StoreError::Held { .. } => "wait for it to end, or use `--wait SECONDS`",
        StoreError::Aside(_) => "free room in the temporary folder, or set TMPDIR",
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
                "`disputes store check` shows what is damaged, and with `--repair` keeps all that is \
                 sound; or put a backup in its place"
            }
            Some(Obstacle::Other) | None => return (1, Some("see `disputes store check`")),
        },
    };
    (3, Some(hint))
}

/// What to do where the disk is full: the store itself is sound.
const NO_ROOM: &str = "free room on the disk that holds the store; what the store held is kept";

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        let code = code(&error);
        let hint = hint(&error);
        let failure = Self::with_code(error.into(), code);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// Returns the exit code of a failed call.
pub(super) fn code(error: &CallError) -> u8 {
    match error {
        CallError::Setup { .. } => 1,
        CallError::Address { .. } | CallError::Session { .. } => 2,
        CallError::Budget => 3,
        CallError::NoAnswer { .. }
        | CallError::Refused { .. }
        | CallError::Quota { .. }
        | CallError::Banned { .. }
        | CallError::Token { .. }
        | CallError::Ended { .. }
        | CallError::Status { .. }
        | CallError::Redirected { .. }
        | CallError::TooLarge { .. }
        | CallError::NoList { .. }
        | CallError::Shape { .. } => 4,
    }
}

fn hint(error: &CallError) -> Option<&'static str> {
    match error {
        CallError::Session { .. } | CallError::Ended { .. } | CallError::Token { .. } => {
            Some("`disputes auth url`, then `disputes auth login` or `disputes auth import`")
        }
        CallError::Refused { refusal, .. } => match refusal.code.as_str() {
            "IncompleteSignature" | "InvalidSignature" => Some("check the application's secret"),
            "InvalidAppKey" | "AppKeyNotExist" | "InvalidAppkey" => {
                Some("check `app_key` in the settings")
            }
            "InvalidCode" => Some(
                "a code works once and for a few minutes; get a new one with `disputes auth url`",
            ),
            "AppWhiteIpLimit" => {
                Some("add this machine's address to the application's white list in its console")
            }
            "InsufficientPermission" => Some("ask for the permission in the application's console"),
            _ => Some("check the clock, the key and the permissions: `disputes doctor`"),
        },
        CallError::Quota { .. } | CallError::Banned { .. } => {
            Some("what was read is kept; the next sync goes on from there")
        }
        CallError::NoAnswer { .. } => Some("what was read is kept; try again later"),
        CallError::Budget => Some("what was read is kept; the next sync goes on from there"),
        CallError::Address { .. } => Some("correct `base_url` in the settings"),
        CallError::Setup { .. }
        | CallError::Status { .. }
        | CallError::Redirected { .. }
        | CallError::TooLarge { .. }
        | CallError::NoList { .. }
        | CallError::Shape { .. } => None,
    }
}

/// Writes a line to stdout's writer; kept here so that commands read alike.
pub(super) fn line(out: &mut dyn std::io::Write, text: &str) -> Result<(), Failure> {
    Ok(writeln!(out, "{}", crate::render::one_line(text))?)
}
