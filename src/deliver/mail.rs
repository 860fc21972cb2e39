//! E-mail: one message in text and HTML, over TLS.

use std::time::Duration;

use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};

use super::message::Message;
use super::{DeliverError, Secret};

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte; usually port 465.
    Tls,
    /// STARTTLS, and no message without it; usually port 587.
    StartTls,
    /// Nothing; only to this machine.
    None,
}

/// A mail server, and who writes to whom.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The server.
    pub host: String,
    /// Its port; `None` for the usual one.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub security: Security,
    /// The user and the password; `None` to send without.
    pub login: Option<(String, Secret)>,
    /// A certificate authority to trust besides the usual ones, in PEM.
    pub authority: Option<Vec<u8>>,
    /// The sender.
    pub from: String,
    /// The receivers.
    pub to: Vec<String>,
}

/// Sends a message by e-mail.
///
/// # Errors
///
/// When an address is none, nobody answers, or the server says no.
pub fn mail(mail: &Mail, message: &Message) -> Result<(), DeliverError> {
    // A second installation is refused, which leaves the first in place.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let refused = |why: &dyn std::fmt::Display| DeliverError::Refused { why: why.to_string() };
    let mailbox = |text: &String| -> Result<Mailbox, DeliverError> {
        text.parse().map_err(|_| refused(&format!("`{text}` is no e-mail address")))
    };
    let mut builder = lettre::Message::builder()
        .from(mailbox(&mail.from)?)
        .subject(message.title.clone())
        .message_id(Some(format!("<{}@disputes.invalid>", message.id)));
    for to in &mail.to {
        builder = builder.to(mailbox(to)?);
    }
    // Answering machines keep silent (RFC 3834).
    builder = builder.raw_header(HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    ));
    let parts = MultiPart::alternative_plain_html(message.lines.join("\n"), html(message));
    let letter = builder.multipart(parts).map_err(|error| refused(&error))?;
    match transport(mail)?.send(&letter) {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(refused(&error)),
        Err(error) if error.is_timeout() => {
            Err(DeliverError::Unanswered { why: "no answer in time".to_owned() })
        }
        Err(error) => Err(DeliverError::Unanswered { why: error.to_string() }),
    }
}

fn transport(mail: &Mail) -> Result<SmtpTransport, DeliverError> {
    let why =
        |error: lettre::transport::smtp::Error| DeliverError::Unanswered { why: error.to_string() };
    let local = matches!(mail.host.as_str(), "localhost" | "127.0.0.1" | "::1");
    let parameters = || {
        let builder = TlsParameters::builder(mail.host.clone());
        match &mail.authority {
            None => builder.build().map_err(why),
            Some(pem) => {
                let authority = Certificate::from_pem(pem).map_err(why)?;
                builder.add_root_certificate(authority).build().map_err(why)
            }
        }
    };
    let (tls, port) = match mail.security {
        Security::Tls => (Tls::Wrapper(parameters()?), 465),
        Security::StartTls => (Tls::Required(parameters()?), 587),
        Security::None if local => (Tls::None, 25),
        Security::None => return Err(DeliverError::Address),
    };
    let mut builder = SmtpTransport::builder_dangerous(mail.host.clone())
        .tls(tls)
        .port(mail.port.unwrap_or(port))
        .timeout(Some(Duration::from_secs(20)));
    if let Some((user, password)) = &mail.login {
        builder = builder.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
    }
    Ok(builder.build())
}

fn html(message: &Message) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let lines: String =
        message.lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><h1>{}</h1><ul>{lines}</ul></body></html>",
        escape(&message.title)
    )
}
