//! Asks ClickHouse over HTTPS. The statement is the body, the password a header.

use std::io::Read;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::{Url, redirect};

use super::client::{ClientError, first_error};

/// Most bytes of an answer.
const LARGEST: u64 = 1 << 30;

/// A server that answers statements.
pub struct Server {
    url: Url,
    user: Option<String>,
    password: Option<String>,
    timeout: Duration,
}

/// An address that statements cannot be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`url` is not an address of https, or of http on this machine, without user and password in it"
)]
pub struct InvalidAddress;

impl Server {
    /// Takes the server's address: https, or http to this machine.
    ///
    /// # Errors
    ///
    /// When it is another address, or holds a user or a password.
    pub fn new(
        url: &str,
        user: Option<String>,
        password: Option<String>,
        timeout: Duration,
    ) -> Result<Self, InvalidAddress> {
        let url = Url::parse(url).map_err(|_| InvalidAddress)?;
        let is_allowed = url.scheme() == "https" || url.scheme() == "http" && is_local(&url);
        let holds_secret = !url.username().is_empty() || url.password().is_some();
        if !is_allowed || holds_secret || url.host_str().is_none() || url.query().is_some() {
            return Err(InvalidAddress);
        }
        Ok(Self { url, user, password, timeout })
    }

    /// Runs a statement that only reads; after a lost connection once more.
    ///
    /// # Errors
    ///
    /// When there is no answer, whole and in time.
    pub fn run(&self, statement: &str) -> Result<String, ClientError> {
        match self.run_once(statement) {
            Err(ClientError::Lost { .. }) => self.run_once(statement),
            done => done,
        }
    }

    fn run_once(&self, statement: &str) -> Result<String, ClientError> {
        // A second installation is refused, which leaves the first in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let local = is_local(&self.url);
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(self.timeout)
            .https_only(!local)
            .user_agent(concat!("disputes/", env!("CARGO_PKG_VERSION")));
        let builder = if local { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(|error| self.lost(&error))?;
        let mut url = self.url.clone();
        // 2: may read, and may set what a statement needs; nothing else.
        url.query_pairs_mut()
            .append_pair("default_format", "CSV")
            .append_pair("readonly", "2")
            .append_pair("wait_end_of_query", "1");
        let mut request = client.post(url).body(statement.to_owned());
        if let Some(user) = &self.user {
            request = request.header("X-ClickHouse-User", user);
        }
        if let Some(password) = &self.password {
            request = request.header("X-ClickHouse-Key", password);
        }
        let response = request.send().map_err(|error| self.lost(&error))?;
        let status = response.status();
        let text = body(response)?;
        if status.is_success() {
            return Ok(text);
        }
        let why = first_error(&text).unwrap_or_else(|| status.to_string());
        Err(ClientError::Failed { why })
    }

    fn lost(&self, error: &reqwest::Error) -> ClientError {
        if error.is_timeout() {
            return ClientError::Stopped { seconds: self.timeout.as_secs() };
        }
        let mut cause: &dyn std::error::Error = error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        let text = cause.to_string();
        // The outermost text names the address; a deeper one does not.
        let why = if text.contains("://") { "no connection".to_owned() } else { text };
        ClientError::Lost { why }
    }
}

fn body(response: Response) -> Result<String, ClientError> {
    let mut bytes = Vec::new();
    response
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| ClientError::Lost { why: cause.to_string() })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(ClientError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| ClientError::NotText)
}

/// Returns whether an address is on this machine, by number.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
