//! The tokens of a shop's tokens: on disk for their owner only, renewed by one run at a time.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::sign::Params;
use super::{CallError, Client, Note, Runtime, Tokens};
use crate::domain::Moment;
use crate::files::Bounds;
use crate::secret::Secret;
use crate::store::{Lock, lock, read_private, write_private};

/// The access token is renewed so long before it ends (`docs/platform/open-platform.md`).
const EARLY: i64 = 30 * 60_000;

/// How long another run may take over its renewal.
const PATIENCE: Duration = Duration::from_secs(90);

const CREATE: &str = "/auth/token/create";
const REFRESH: &str = "/auth/token/refresh";

/// The tokens of a shop's tokens.
pub(crate) struct TokenManager<'a> {
    client: &'a Client<'a>,
    path: PathBuf,
    held: Mutex<Held>,
}

/// What a run holds of the tokens.
#[derive(Default)]
struct Held {
    tokens: Option<Tokens>,
    /// Whether they have been renewed before their end in this run. Once is enough: a life shorter
    /// than `EARLY` would otherwise be renewed before every call.
    early: bool,
    /// Why the platform refused to renew them in this run. It is not asked again: calls in flight
    /// would each repeat the attempt.
    refused: Option<String>,
}

impl Held {
    /// Remembers a refusal for the rest of the run.
    fn keep(&mut self, renewed: Result<Tokens, CallError>) -> Result<Tokens, CallError> {
        match &renewed {
            Err(CallError::Ended { why }) => self.refused = Some(why.clone()),
            Err(error @ (CallError::Refused { .. } | CallError::Token { .. })) => {
                self.refused = Some(error.to_string())
            }
            Ok(_) | Err(_) => {}
        }
        renewed
    }
}

impl<'a> TokenManager<'a> {
    /// Returns the tokens of the tokens at `path`.
    pub(crate) fn new(client: &'a Client<'a>, path: PathBuf) -> Self {
        Self { client, path, held: Mutex::new(Held::default()) }
    }

    /// Exchanges an authorisation code, which works once and for a few minutes, and keeps the
    /// tokens.
    pub(crate) fn log_in(&self, code: &str) -> Result<Tokens, CallError> {
        let params = Params::from([("code".to_owned(), code.to_owned())]);
        let _lock = self.lock()?;
        let tokens = self.client.exchange(CREATE, &params)?;
        tokens.save(&self.path)?;
        Ok(tokens)
    }

    /// Renews the tokens now.
    pub(crate) fn refresh(&self) -> Result<Tokens, CallError> {
        let _lock = self.lock()?;
        let Some(tokens) = Tokens::load(&self.path, self.now())? else { return Err(none()) };
        self.exchange(&tokens)
    }

    /// Calls a reading method of `/sync` with the access token, and returns the answer. Waits out
    /// bans, tries again what may succeed, and renews the token once when it is refused.
    ///
    /// # Errors
    ///
    /// When the platform refuses, or does not answer after all attempts.
    pub(crate) fn read(&self, method: &str, params: &Params) -> Result<Value, CallError> {
        let token = self.token()?;
        match self.client.read(method, params, &token) {
            Err(CallError::Token { .. }) => {
                self.runtime().note(&Note::Renewing);
                self.client.read(method, params, &self.renewed(&token)?)
            }
            done => done,
        }
    }

    /// Returns the outside runtime of the client.
    pub(super) fn runtime(&self) -> &'a dyn Runtime {
        self.client.runtime()
    }

    fn now(&self) -> Moment {
        self.runtime().now()
    }

    fn lock(&self) -> Result<Lock, CallError> {
        lock(&self.path, self.now(), PATIENCE, &mut |_| ()).map_err(|cause| CallError::Session {
            why: "another run is renewing it".to_owned(),
            cause: Some(Box::new(cause)),
        })
    }

    /// Renews the tokens unless another run has done so since `refused` was read. The new ones are
    /// on the disk before the old ones are forgotten.
    fn renew(&self, refused: &Secret) -> Result<Tokens, CallError> {
        let _lock = self.lock()?;
        let Some(tokens) = Tokens::load(&self.path, self.now())? else { return Err(none()) };
        if tokens.access != *refused {
            return Ok(tokens);
        }
        self.exchange(&tokens)
    }

    fn exchange(&self, old: &Tokens) -> Result<Tokens, CallError> {
        let Some(refresh) = &old.refresh else {
            return Err(ended("the application may not renew it; authorise again"));
        };
        if old.refresh_ends.is_some_and(|ends| ends <= self.now()) {
            return Err(ended("it can no longer be renewed; authorise again"));
        }
        let params = Params::from([("refresh_token".to_owned(), refresh.reveal().to_owned())]);
        let mut new = match self.client.exchange(REFRESH, &params) {
            Err(CallError::Refused { refusal, .. }) if refusal.code.contains("RefreshToken") => {
                return Err(ended("the platform no longer accepts it; authorise again"));
            }
            other => other?,
        };
        new.refresh = new.refresh.or_else(|| old.refresh.clone());
        if new.seller_id.is_empty() {
            new.seller_id.clone_from(&old.seller_id);
        }
        new.save(&self.path)?;
        Ok(new)
    }

    /// Returns the access token to call with.
    fn token(&self) -> Result<Secret, CallError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let tokens = match held.tokens.take() {
            Some(tokens) => tokens,
            None => Tokens::load(&self.path, self.now())?.ok_or_else(none)?,
        };
        let left = tokens.access_ends.millis() - self.now().millis();
        let due = left <= 0 || (left <= EARLY && !held.early);
        let tokens = match (due, tokens.refresh.is_some()) {
            (true, true) => {
                held.early = true;
                if let Some(why) = held.refused.as_ref().filter(|_| left <= 0) {
                    return Err(ended(why));
                }
                match held.keep(self.renew(&tokens.access)) {
                    Ok(new) => new,
                    // What still works is used.
                    Err(_) if left > 0 => tokens,
                    Err(error) => return Err(error),
                }
            }
            (true, false) if left <= 0 => {
                return Err(ended("it has ended and cannot be renewed; authorise again"));
            }
            (true | false, _) => tokens,
        };
        let access = tokens.access.clone();
        held.tokens = Some(tokens);
        Ok(access)
    }

    /// Returns a token that is newer than the refused one.
    fn renewed(&self, refused: &Secret) -> Result<Secret, CallError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // Several calls in flight may be refused for one token.
        if let Some(tokens) = held.tokens.as_ref().filter(|tokens| tokens.access != *refused) {
            return Ok(tokens.access.clone());
        }
        if let Some(why) = &held.refused {
            return Err(ended(why));
        }
        let tokens = held.keep(self.renew(refused))?;
        let access = tokens.access.clone();
        held.tokens = Some(tokens);
        Ok(access)
    }
}

impl Tokens {
    /// Reads tokens, or returns `None` where there are none.
    pub(crate) fn load(path: &Path, now: Moment) -> Result<Option<Self>, CallError> {
        let failed = |cause: Box<dyn std::error::Error + Send + Sync>| CallError::Session {
            why: format!("`{}` cannot be used", path.display()),
            cause: Some(cause),
        };
        let Some(bytes) =
            read_private(path, Bounds::USUAL).map_err(|cause| failed(Box::new(cause)))?
        else {
            return Ok(None);
        };
        Self::from_json(&bytes, now).map(Some).map_err(|fault| failed(Box::new(fault)))
    }

    /// Writes tokens for their owner only.
    pub(crate) fn save(&self, path: &Path) -> Result<(), CallError> {
        write_private(path, self.to_json().as_bytes()).map_err(|cause| CallError::Session {
            why: format!("`{}` cannot be written", path.display()),
            cause: Some(Box::new(cause)),
        })
    }
}

fn none() -> CallError {
    let why = "the shop has not been authorised; see `disputes auth`".to_owned();
    CallError::Session { why, cause: None }
}

fn ended(why: &str) -> CallError {
    CallError::Ended { why: why.to_owned() }
}
