//! Calls: one signed form body each, so that no token or signature is ever in an address; reads
//! are tried again where that may help.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use reqwest::blocking::Client as Http;
use reqwest::{Url, redirect};
use serde_json::Value;

use super::answer::{AttemptFailure, lost, read, why};
use super::rate_limiter::RateLimiter;
use super::sign::{Params, is_signed, sign};
use super::token::{Tokens, tokens_from_answer};
use super::verdict::{RefusalVerdict, quota_resets, verdict};
use super::{CallError, Note, Runtime};
use crate::domain::Moment;
use crate::input::document::open_platform::PlatformRefusal;
use crate::secret::{Mask, Secret};

/// Where and as whom to call, and within which bounds.
#[derive(Clone, Debug)]
pub(crate) struct ClientConfig {
    /// The address that `/sync` and `/rest/…` are appended to; `https`, or `http` to this machine.
    pub(crate) base_url: String,
    /// The application's key.
    pub(crate) app_key: String,
    /// The application's secret.
    pub(crate) secret: Secret,
    /// How long to wait for an answer to begin, and for each further part of it.
    pub(crate) patience: Duration,
    /// How long an answer may take in all.
    pub(crate) whole: Duration,
    /// How often a failing read is tried in all.
    pub(crate) attempts: u32,
    /// The longest ban that is waited out.
    pub(crate) longest_ban: Duration,
    /// How many calls may be made in all; `None` for no bound of ours.
    pub(crate) calls: Option<u64>,
}

impl ClientConfig {
    /// Returns the usual bounds: 30 s for an answer, 120 s for all of it, five attempts, bans of up to ten minutes.
    pub(crate) fn new(base_url: String, app_key: String, secret: Secret) -> Self {
        Self {
            base_url,
            app_key,
            secret,
            patience: Duration::from_secs(30),
            whole: Duration::from_secs(120),
            attempts: 5,
            longest_ban: Duration::from_secs(600),
            calls: None,
        }
    }
}

/// First and longest wait before a retry, in milliseconds.
const FIRST_WAIT: u64 = 400;
const LONGEST_WAIT: u64 = 20_000;

/// The longest wait that a busy server may ask for before a retry.
const LONGEST_NAMED: Duration = Duration::from_secs(120);

/// The wait for a ban that names no length, in seconds (`docs/platform/open-platform.md`).
const UNNAMED_BAN: u64 = 60;

/// Bans waited out for one call before giving up.
const MOST_BANS: u32 = 20;

/// A client of one application.
pub(crate) struct Client<'a> {
    http: Http,
    access: ClientConfig,
    runtime: &'a dyn Runtime,
    rate_limiter: RateLimiter,
    calls: AtomicU64,
}

impl<'a> Client<'a> {
    /// Returns a client. Nothing is called yet.
    ///
    /// # Errors
    ///
    /// When the address is neither `https` nor `http` to this machine.
    pub(crate) fn new(access: ClientConfig, runtime: &'a dyn Runtime) -> Result<Self, CallError> {
        let bad = || CallError::Address { address: without_user(&access.base_url) };
        let url = Url::parse(&access.base_url).map_err(|_| bad())?;
        let local = is_loopback(&url);
        let names_user = !url.username().is_empty() || url.password().is_some();
        if names_user
            || url.query().is_some()
            || !(url.scheme() == "https" || (url.scheme() == "http" && local))
        {
            return Err(bad());
        }
        // A second installation is refused, which leaves the first in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Http::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(access.patience.min(Duration::from_secs(15)))
            .timeout(access.patience)
            .https_only(!local)
            .user_agent(concat!("disputes/", env!("CARGO_PKG_VERSION")));
        if local {
            builder = builder.no_proxy();
        }
        if url.scheme() == "http" {
            // Nothing is encrypted, so a machine without root certificates will do.
            builder = builder.tls_certs_only([]);
        }
        let http = builder.build().map_err(|cause| CallError::Setup { cause })?;
        Ok(Self {
            http,
            access,
            runtime,
            rate_limiter: RateLimiter::default(),
            calls: AtomicU64::new(0),
        })
    }

    /// Returns how many calls have left.
    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Returns the outside runtime that the client was made with.
    pub(super) fn runtime(&self) -> &'a dyn Runtime {
        self.runtime
    }

    /// Exchanges a code or a refresh token (`/auth/token/…`) for tokens. Both work once, so that it
    /// is tried again only where the call was not carried out, and not after a lost answer.
    ///
    /// # Errors
    ///
    /// When the platform refuses, or does not answer.
    pub(crate) fn exchange(&self, path: &str, params: &Params) -> Result<Tokens, CallError> {
        let (mut failed, mut bans) = (0, 0);
        let answer = loop {
            match self.attempt(path, path, params, None) {
                Ok(answer) => break answer,
                // A banned call was not looked at, so nothing is spent.
                Err(AttemptFailure::Refused(refusal)) => match verdict(&refusal) {
                    RefusalVerdict::Banned(seconds) if bans < MOST_BANS => {
                        bans += 1;
                        self.sit_out(path, seconds, refusal)?;
                    }
                    RefusalVerdict::Token => {
                        return Err(self.refused(path, RefusalVerdict::Final, refusal));
                    }
                    verdict => return Err(self.refused(path, verdict, refusal)),
                },
                Err(AttemptFailure::Lost(why)) => {
                    return Err(CallError::NoAnswer { method: path.to_owned(), attempts: 1, why });
                }
                Err(AttemptFailure::Undone(why, named)) => {
                    failed += 1;
                    self.wait_to_retry(path, failed, why, named)?;
                }
                Err(AttemptFailure::Hopeless(error)) => return Err(error),
            }
        };
        tokens_from_answer(&answer, self.runtime.now())
            .map_err(|fault| CallError::Shape { method: path.to_owned(), fault })
    }

    /// Returns how far this machine's clock is ahead of the platform's, in milliseconds, to about
    /// a second; `None` when the platform does not say its time. Sends no secret.
    ///
    /// # Errors
    ///
    /// When the platform cannot be reached.
    pub(crate) fn clock_ahead(&self) -> Result<Option<i64>, CallError> {
        let base = self.access.base_url.trim_end_matches('/');
        let form = Params::from([("app_key".to_owned(), self.access.app_key.clone())]);
        let sent = self.http.post(format!("{base}/sync")).form(&form).send();
        let response = sent.map_err(|error| CallError::NoAnswer {
            method: "sync".to_owned(),
            attempts: 1,
            why: why(&error).to_owned(),
        })?;
        let date = response.headers().get("date").and_then(|date| date.to_str().ok());
        let there = date.and_then(|date| chrono::DateTime::parse_from_rfc2822(date).ok());
        Ok(there.map(|there| self.runtime.now().millis() - there.timestamp_millis()))
    }

    /// Tries a reading method of `/sync` until it succeeds, is refused for good, or has failed often enough.
    pub(super) fn read(
        &self,
        method: &str,
        params: &Params,
        token: &Secret,
    ) -> Result<Value, CallError> {
        let (mut failed, mut bans) = (0, 0);
        loop {
            let (why, named) = match self.attempt(method, "", params, Some(token)) {
                Ok(answer) => {
                    self.rate_limiter.well();
                    return Ok(answer);
                }
                Err(AttemptFailure::Hopeless(error)) => return Err(error),
                Err(AttemptFailure::Lost(why)) => (why, None),
                Err(AttemptFailure::Undone(why, seconds)) => (why, seconds),
                Err(AttemptFailure::Refused(refusal)) => match verdict(&refusal) {
                    RefusalVerdict::Banned(seconds) if bans < MOST_BANS => {
                        bans += 1;
                        self.sit_out(method, seconds, refusal)?;
                        continue;
                    }
                    RefusalVerdict::Again => {
                        (format!("`{}` {}", refusal.code, refusal.message), None)
                    }
                    verdict => return Err(self.refused(method, verdict, refusal)),
                },
            };
            failed += 1;
            self.wait_to_retry(method, failed, why, named)?;
        }
    }

    /// Waits before the next attempt, or says that there have been enough.
    fn wait_to_retry(
        &self,
        method: &str,
        failed: u32,
        why: String,
        named: Option<u64>,
    ) -> Result<(), CallError> {
        if failed >= self.access.attempts {
            return Err(CallError::NoAnswer { method: method.to_owned(), attempts: failed, why });
        }
        let wait = named.map_or_else(|| self.backoff(failed), Duration::from_secs);
        let wait = wait.min(LONGEST_NAMED);
        self.runtime.note(&Note::Retrying { method, why: &why, wait });
        self.runtime.sleep(wait);
        Ok(())
    }

    fn refused(
        &self,
        method: &str,
        verdict: RefusalVerdict,
        refusal: Box<PlatformRefusal>,
    ) -> CallError {
        let method = method.to_owned();
        match verdict {
            RefusalVerdict::Quota => {
                CallError::Quota { method, refusal, resets: quota_resets(self.runtime.now()) }
            }
            RefusalVerdict::Token => CallError::Token { method, refusal },
            RefusalVerdict::Banned(_) | RefusalVerdict::Again | RefusalVerdict::Final => {
                CallError::Refused { method, refusal }
            }
        }
    }

    /// Waits out a ban of `seconds`, and one more for the platform's rounding.
    fn sit_out(
        &self,
        method: &str,
        seconds: Option<u64>,
        refusal: Box<PlatformRefusal>,
    ) -> Result<(), CallError> {
        let wait = Duration::from_secs(seconds.unwrap_or(UNNAMED_BAN).saturating_add(1));
        let millis = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX); // for ever, as far as moments reach
        let until = Moment::from_millis(self.runtime.now().millis().saturating_add(millis));
        if wait > self.access.longest_ban {
            return Err(CallError::Banned { method: method.to_owned(), refusal, until });
        }
        self.runtime.note(&Note::Banned { method, wait });
        self.rate_limiter.banned(until);
        Ok(())
    }

    /// Returns a wait that doubles with each failure, half of it left to chance so that clients do
    /// not return together.
    fn backoff(&self, failed: u32) -> Duration {
        let whole =
            FIRST_WAIT.saturating_mul(1 << failed.min(10).saturating_sub(1)).min(LONGEST_WAIT);
        Duration::from_millis(whole / 2 + self.runtime.chance() % (whole / 2 + 1))
    }

    /// Makes one call. `path` is empty for `/sync`.
    fn attempt(
        &self,
        method: &str,
        path: &str,
        params: &Params,
        token: Option<&Secret>,
    ) -> Result<Value, AttemptFailure> {
        let made = self.calls.fetch_add(1, Ordering::Relaxed);
        if self.access.calls.is_some_and(|most| made >= most) {
            self.calls.fetch_sub(1, Ordering::Relaxed);
            return Err(AttemptFailure::Hopeless(CallError::Budget));
        }
        self.rate_limiter.wait(self.runtime);
        let form = self.form(method, path, params, token);
        let base = self.access.base_url.trim_end_matches('/');
        let url =
            if path.is_empty() { format!("{base}/sync") } else { format!("{base}/rest{path}") };
        self.runtime.note(&Note::Calling { method });
        let end = Instant::now() + self.access.whole;
        let response = self.http.post(url).form(&form).send().map_err(lost)?;
        read(method, response, end).map_err(|failure| match failure {
            AttemptFailure::Refused(mut refusal) => {
                let params = ["code", "refresh_token"].iter().filter_map(|name| form.get(*name));
                let mut secrets: Vec<Secret> = params.map(Secret::new).collect();
                secrets.extend([Some(&self.access.secret), token].into_iter().flatten().cloned());
                let mask = Mask::new(&secrets);
                refusal.hide(|text| mask.hide(text));
                AttemptFailure::Refused(refusal)
            }
            other => other,
        })
    }

    fn form(&self, method: &str, path: &str, params: &Params, token: Option<&Secret>) -> Params {
        let mut form = params.clone();
        let mut put = |name: &str, value: String| form.insert(name.to_owned(), value);
        put("app_key", self.access.app_key.clone());
        put("timestamp", self.runtime.now().millis().to_string());
        put("sign_method", "sha256".to_owned());
        if path.is_empty() {
            put("method", method.to_owned());
            put("format", "json".to_owned());
            put("v", "2.0".to_owned());
            put("simplify", "true".to_owned());
        }
        if let Some(token) = token {
            put("session", token.reveal().to_owned());
        }
        form.retain(|name, value| is_signed(name, value));
        let signature = sign(self.access.secret.reveal(), path, &form);
        form.insert("sign".to_owned(), signature);
        form
    }
}

/// Returns an address as it may be shown: without user, password and query, which may be secrets.
fn without_user(address: &str) -> String {
    let address = address.split(['?', '#']).next().expect("a split text has a first part");
    match (address.split_once("://"), address.rsplit_once('@')) {
        (_, None) => address.to_owned(),
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        (None, Some((_, rest))) => format!("…@{rest}"),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        None => false,
    }
}
