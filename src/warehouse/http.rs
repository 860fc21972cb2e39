//! Asks ClickHouse over HTTPS. The statement is the body, the password a header.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::{Certificate, Url, redirect};

use super::client::{ClientError, LARGEST, again_where_lost, first_error, text_of};
use crate::secret::{Mask, Secret};

/// What an exception has in its text, also in the middle of an answer that began well.
const EXCEPTION: &str = "DB::Exception";

/// A server that answers statements.
pub struct Server {
    url: Url,
    login: Login,
    authority: Vec<Certificate>,
    timeout: Duration,
}

/// By whom, and how long, a server is asked.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// The user; `None` for the server's own default.
    pub user: Option<String>,
    /// The password; `None` for none.
    pub password: Option<Secret>,
    /// The certificate of the authority that signed the server's, as PEM; `None` for those that the
    /// system trusts.
    pub authority: Option<Vec<u8>>,
}

/// A server that statements cannot be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidServer {
    /// The address.
    #[error(
        "`url` is not an address of https, or of http on this machine, without user and password in it"
    )]
    Address,
    /// The certificate.
    #[error("`ca_file`: there is no certificate (PEM) in it")]
    Certificate,
}

impl Server {
    /// Takes the server's address: https, or http to this machine.
    ///
    /// # Errors
    ///
    /// When it is another address, or holds a user or a password, or the authority is no certificate.
    pub fn new(url: &str, login: Login, timeout: Duration) -> Result<Self, InvalidServer> {
        let url = Url::parse(url).map_err(|_| InvalidServer::Address)?;
        let is_allowed = url.scheme() == "https" || url.scheme() == "http" && is_local(&url);
        let holds_secret = !url.username().is_empty() || url.password().is_some();
        if !is_allowed || holds_secret || url.host_str().is_none() || url.query().is_some() {
            return Err(InvalidServer::Address);
        }
        let authority = match &login.authority {
            Some(pem) => {
                Certificate::from_pem_bundle(pem).map_err(|_| InvalidServer::Certificate)?
            }
            None => Vec::new(),
        };
        if login.authority.is_some() && authority.is_empty() {
            return Err(InvalidServer::Certificate);
        }
        Ok(Self { url, login, authority, timeout })
    }

    /// Runs a statement that only reads; after a lost connection once more, within the same time.
    ///
    /// # Errors
    ///
    /// When there is no answer, whole and in time.
    pub fn run(&self, statement: &str) -> Result<String, ClientError> {
        again_where_lost(self.timeout, |end| self.run_until(statement, end))
    }

    fn run_until(&self, statement: &str, end: Instant) -> Result<String, ClientError> {
        let client = self.client().map_err(|error| self.lost(&error))?;
        let mut url = self.url.clone();
        // 2: may read, and may set what a statement needs; nothing else.
        url.query_pairs_mut()
            .append_pair("default_format", "CSV")
            .append_pair("readonly", "2")
            .append_pair("wait_end_of_query", "1");
        // A client's own time would be for each read alone.
        let left = end.saturating_duration_since(Instant::now());
        let mut request = client.post(url).timeout(left).body(statement.to_owned());
        if let Some(user) = &self.login.user {
            request = request.header("X-ClickHouse-User", user);
        }
        if let Some(password) = &self.login.password {
            request = request.header("X-ClickHouse-Key", password.reveal());
        }
        let response = request.send().map_err(|error| self.lost(&error))?;
        let status = response.status();
        let text = self.body(response, end)?;
        // An exception after the first rows comes in the body of an answer that began well.
        let exception = text.lines().find(|line| line.contains(EXCEPTION));
        if let (true, None) = (status.is_success(), exception) {
            return Ok(text);
        }
        let said = first_error(exception.unwrap_or(&text));
        let why = self.without_password(&said.unwrap_or_else(|| status.to_string()));
        Err(ClientError::Failed { why })
    }

    fn client(&self) -> reqwest::Result<Client> {
        // A second installation is refused, which leaves the first in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let local = is_local(&self.url);
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .https_only(!local)
            .user_agent(concat!("disputes/", env!("CARGO_PKG_VERSION")));
        let builder = if local { builder.no_proxy() } else { builder };
        if self.authority.is_empty() {
            return builder.build();
        }
        builder.tls_certs_only(self.authority.iter().cloned()).build()
    }

    /// Removes the password from what the server says.
    fn without_password(&self, said: &str) -> String {
        match &self.login.password {
            Some(password) => Mask::new(std::slice::from_ref(password)).hide(said),
            None => said.to_owned(),
        }
    }

    fn stopped(&self) -> ClientError {
        ClientError::Stopped { seconds: self.timeout.as_secs() }
    }

    fn lost(&self, error: &reqwest::Error) -> ClientError {
        if error.is_timeout() {
            return self.stopped();
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

    fn body(&self, response: Response, end: Instant) -> Result<String, ClientError> {
        let mut bytes = Vec::new();
        let read = response.take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|cause| match Instant::now() >= end {
            true => self.stopped(),
            false => ClientError::Lost { why: cause.to_string() },
        })?;
        text_of(bytes)
    }
}

/// Returns whether an address is on this machine, by number.
fn is_local(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}
