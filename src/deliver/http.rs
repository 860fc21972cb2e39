//! Calls that leave the machine: no redirects, https or this machine only, and an address is never
//! told, because it may hold a token.

use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::{Url, redirect};

use super::DeliverError;

/// How long to wait for an answer, up to its last byte. A client's own time is for each read alone, so that a byte
/// now and then would be waited for without end: the time is given with each request.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// Most bytes read of an answer.
const LARGEST: u64 = 64 << 10;

/// Reads an address: https, or http to this machine.
pub(super) fn address(text: &str) -> Result<Url, DeliverError> {
    let url = Url::parse(text.trim()).map_err(|_| DeliverError::Address)?;
    let local = is_local(&url);
    if url.host_str().is_none() || !(url.scheme() == "https" || url.scheme() == "http" && local) {
        return Err(DeliverError::Address);
    }
    Ok(url)
}

/// Returns whether a text is an address that messages may be sent to: https, or http to this machine.
pub(crate) fn is_address(text: &str) -> bool {
    address(text).is_ok()
}

/// The hosts of services, and the kind of receiver that each takes.
const HOSTS: [(&str, &str); 6] = [
    ("oapi.dingtalk.com", "dingtalk"),
    ("open.feishu.cn", "feishu"),
    ("open.larksuite.com", "feishu"),
    ("qyapi.weixin.qq.com", "wecom"),
    ("api.telegram.org", "telegram"),
    ("hooks.slack.com", "slack"),
];

/// Returns the kind of receiver that an address is for; `None` where its host is no service's own.
pub(crate) fn kind_of_address(text: &str) -> Option<&'static str> {
    let url = address(text).ok()?;
    let host = url.host_str()?;
    HOSTS.iter().find(|(own, _)| *own == host).map(|(_, kind)| *kind)
}

/// Returns whether an address is on this machine, by number.
pub(super) fn is_local(url: &Url) -> bool {
    // An address without a host is not of this machine.
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

pub(super) fn client(url: &Url) -> Result<Client, DeliverError> {
    // A second installation is refused, which leaves the first in place.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .redirect(redirect::Policy::none())
        .https_only(!is_local(url))
        .user_agent(concat!("disputes/", env!("CARGO_PKG_VERSION")));
    let builder = if is_local(url) { builder.no_proxy() } else { builder };
    builder
        .build()
        .map_err(|cause| DeliverError::Unanswered { why: format!("no answer: {}", why(&cause)) })
}

/// Says what went wrong without the address.
pub(super) fn why(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    match (error.is_timeout(), cause.to_string()) {
        (true, _) => "none in time".to_owned(),
        // The outermost text names the address; a deeper one does not.
        (false, text) if text.contains("://") => "no connection".to_owned(),
        (false, text) => text,
    }
}

/// Reads the start of an answer; `None` where it was not there in time.
pub(super) fn body(response: Response) -> Option<String> {
    let mut bytes = Vec::new();
    let read = std::io::Read::read_to_end(&mut std::io::Read::take(response, LARGEST), &mut bytes);
    let is_late = |error: &std::io::Error| {
        let cause = error.get_ref().and_then(|cause| cause.downcast_ref::<reqwest::Error>());
        cause.is_some_and(reqwest::Error::is_timeout)
    };
    // What came before a connection broke is enough to say what was answered.
    (!read.as_ref().is_err_and(is_late)).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Tells a health-check service how a run ended: the address itself after a success, with `/CODE`
/// appended after a failure.
///
/// # Errors
///
/// When the address is none, or does not answer with success in three attempts.
pub(crate) fn ping(address_text: &str, code: u8) -> Result<(), DeliverError> {
    let mut url = address(address_text)?;
    if code != 0 {
        let path = format!("{}/{code}", url.path().trim_end_matches('/'));
        url.set_path(&path);
    }
    let client = client(&url)?;
    let mut last = DeliverError::Address;
    for attempt in 0..3_u64 {
        std::thread::sleep(Duration::from_millis(300 * attempt));
        last = match client.get(url.clone()).timeout(PATIENCE).send() {
            Ok(response) if response.status().is_success() => return Ok(()),
            Ok(response) => DeliverError::Refused { why: response.status().to_string() },
            Err(error) => DeliverError::Unanswered { why: format!("no answer: {}", why(&error)) },
        };
    }
    Err(last)
}
