//! E-mail: one message in text and HTML, over TLS.

use std::sync::mpsc;
use std::time::Duration;

use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, commands};

use super::DeliverError;
use super::message::Message;
use crate::secret::{Mask, Secret, words};

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Security {
    /// TLS from the first byte; usually port 465.
    Tls,
    /// STARTTLS, and no message without it; usually port 587.
    StartTls,
    /// Nothing; only to this machine.
    None,
}

/// A mail server, and who writes to whom.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// The server.
    pub(crate) host: String,
    /// Its port; `None` for the usual one.
    pub(crate) port: Option<u16>,
    /// How the connection is protected.
    pub(crate) security: Security,
    /// The user and the password; `None` to send without.
    pub(crate) login: Option<(String, Secret)>,
    /// A certificate authority to trust besides the usual ones, in PEM.
    pub(crate) authority: Option<Vec<u8>>,
    /// The sender.
    pub(crate) from: String,
    /// The receivers.
    pub(crate) to: Vec<String>,
}

/// How long a server may give nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long it may take to connect and log in, and for a message.
const WHOLE: Duration = Duration::from_secs(120);

/// What became of a message for each of its recipients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    /// The server took it for them.
    pub(crate) taken: Vec<String>,
    /// Refused for now (4xx), each with the server's words.
    pub(crate) later: Vec<(String, String)>,
    /// Refused for good (5xx), each with the server's words.
    pub(crate) refused: Vec<(String, String)>,
}

impl Sent {
    /// Returns whether nothing is said of any recipient: a webhook has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.taken.is_empty() && self.later.is_empty() && self.refused.is_empty()
    }
}

/// One connection to a mail server, over which several messages go: one login for all of them.
pub(crate) struct MailSession {
    /// `None` once a message took too long.
    open: Option<OpenSession>,
}

struct OpenSession {
    mail: Mail,
    mask: Mask,
    connection: SmtpConnection,
}

/// Does work on a thread of its own, which is left behind where it takes too long.
fn in_time<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DeliverError> {
    let (send, done) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody waits any more where this fails.
        let _ = send.send(work());
    });
    done.recv_timeout(limit).map_err(|_| late())
}

fn late() -> DeliverError {
    DeliverError::Unanswered { why: "no answer: none in time".to_owned() }
}

impl Mail {
    /// Checks the addresses and the certificate of the settings, without any connection. Returns
    /// what is wrong, each with its key.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        // What stands before the `@` of an address may be a password.
        if self.host.contains(['@', '/']) || self.host.contains(char::is_whitespace) {
            problems.push(
                "`host`: it is not the name of a server, such as smtp.example.com".to_owned(),
            );
        }
        if mailbox(&self.from).is_err() {
            problems.push(format!("`from`: `{}` is not an e-mail address", self.from));
        }
        for to in self.to.iter().filter(|to| mailbox(to).is_err()) {
            problems.push(format!("`to`: `{to}` is not an e-mail address"));
        }
        if self.security == Security::None && !self.is_local() {
            problems.push("`security`: `none` is only for a server on this machine".to_owned());
        }
        if let Some(pem) = &self.authority {
            let named = String::from_utf8_lossy(pem).contains("-----BEGIN CERTIFICATE-----");
            if !named || Certificate::from_pem(pem).is_err() {
                problems.push("`ca_file`: there is no certificate (PEM) in it".to_owned());
            }
        }
        problems
    }

    fn is_local(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    }

    fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::None => 25,
        })
    }

    /// Connects, protects the connection, and logs in.
    ///
    /// # Errors
    ///
    /// When nobody answers, the connection cannot be protected, or the login is refused.
    pub(crate) fn connect(&self, mask: &Mask) -> Result<MailSession, DeliverError> {
        let (mail, mask) = (self.clone(), mask.clone());
        let open = in_time(WHOLE, || {
            mail.connected(&mask).map(|connection| OpenSession { mail, mask, connection })
        })??;
        Ok(MailSession { open: Some(open) })
    }

    fn connected(&self, mask: &Mask) -> Result<SmtpConnection, DeliverError> {
        // A second installation is refused, which leaves the first in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let failed = |error: Error| self.failure(&error, mask);
        if self.security == Security::None && !self.is_local() {
            return Err(DeliverError::Address);
        }
        let parameters = match self.security {
            Security::None => None,
            Security::Tls | Security::StartTls => Some(self.parameters().map_err(failed)?),
        };
        let wrapper = parameters.as_ref().filter(|_| self.security == Security::Tls);
        let name = ClientId::default();
        let server = (self.host.as_str(), self.port());
        let mut connection = SmtpConnection::connect(server, Some(PATIENCE), &name, wrapper, None)
            .map_err(failed)?;
        if let (Security::StartTls, Some(parameters)) = (self.security, &parameters) {
            if !connection.can_starttls() {
                connection.abort();
                let why = "the server offers no STARTTLS, and nothing is sent unprotected";
                return Err(DeliverError::Refused { why: why.to_owned() });
            }
            connection.starttls(parameters, &name).map_err(failed)?;
        }
        if let Some((user, password)) = &self.login {
            let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            if let Err(error) = connection.auth(&mechanisms, &credentials) {
                let failure = failed(error);
                connection.abort();
                return Err(failure);
            }
        }
        Ok(connection)
    }

    fn parameters(&self) -> Result<TlsParameters, Error> {
        let builder = TlsParameters::builder(self.host.clone());
        match &self.authority {
            None => builder.build(),
            Some(pem) => builder.add_root_certificate(Certificate::from_pem(pem)?).build(),
        }
    }

    /// Says in words what went wrong, and whether it may pass.
    fn failure(&self, error: &Error, mask: &Mask) -> DeliverError {
        let text = words(&error.to_string(), mask);
        if error.is_permanent() {
            return DeliverError::Refused { why: text };
        }
        if error.is_transient() {
            return DeliverError::Busy { why: text, wait: None };
        }
        let (host, port) = (&self.host, self.port());
        if error.is_timeout() || is_late(error) {
            let other = match self.security {
                Security::Tls => "a port such as 587 wants `security = \"starttls\"`",
                Security::StartTls | Security::None => {
                    "a port such as 465 wants `security = \"tls\"`"
                }
            };
            let why = format!("no answer in time from {host}, port {port}; {other}");
            return DeliverError::Unanswered { why };
        }
        let has = |word: &str| text.contains(word);
        let why = if has("CaUsedAsEndEntity") {
            format!(
                "{host} shows a certificate that it has signed itself; have it signed by an \
                 authority, and name that one as `ca_file`"
            )
        } else if has("UnknownIssuer") {
            format!(
                "the certificate of {host} is signed by an authority that is not known \
                 (UnknownIssuer); name it as `ca_file`"
            )
        } else if has("InvalidContentType") {
            format!(
                "{host} does not begin with TLS on port {port}; a port such as 587 wants \
                 `security = \"starttls\"`"
            )
        } else {
            format!("no connection with {host}, port {port}: {text}")
        };
        DeliverError::Unanswered { why }
    }
}

/// A read that took too long is reported as one that would have had to wait.
fn is_late(error: &Error) -> bool {
    use std::io::ErrorKind::{TimedOut, WouldBlock};
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && matches!(io.kind(), TimedOut | WouldBlock)
        {
            return true;
        }
        cause = inner.source();
    }
    false
}

fn mailbox(text: &str) -> Result<Mailbox, DeliverError> {
    text.parse()
        .map_err(|_| DeliverError::Refused { why: format!("`{text}` is not an e-mail address") })
}

impl MailSession {
    /// Sends a message to some of the recipients; each is accepted or refused separately.
    ///
    /// # Errors
    ///
    /// When the server accepts it for no recipient, or does not answer.
    pub(crate) fn send(&mut self, message: &Message, to: &[String]) -> Result<Sent, DeliverError> {
        let mut open = self.open.take().ok_or_else(late)?;
        let (message, to) = (message.clone(), to.to_owned());
        let (open, sent) = in_time(WHOLE, move || {
            let sent = open.send(&message, &to);
            (open, sent)
        })?;
        self.open = Some(open);
        sent
    }

    /// Says goodbye.
    pub(crate) fn end(self) {
        if let Some(mut open) = self.open {
            // Nobody needs the answer.
            let _ = in_time(PATIENCE, move || open.connection.abort());
        }
    }
}

impl OpenSession {
    fn send(&mut self, message: &Message, to: &[String]) -> Result<Sent, DeliverError> {
        let letter = letter(&self.mail, message)?;
        let mailboxes = to.iter().map(|to| mailbox(to)).collect::<Result<Vec<_>, _>>()?;
        let from = mailbox(&self.mail.from)?.email;
        let ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
        let mut options = Vec::new();
        if !ascii(&from) || !mailboxes.iter().all(|mailbox| ascii(&mailbox.email)) {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let why = "the server takes no addresses with letters beyond ASCII (SMTPUTF8)";
                return Err(DeliverError::Refused { why: why.to_owned() });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        self.command(commands::Mail::new(Some(from), options))?;
        let mut sent = Sent::default();
        for (name, mailbox) in to.iter().zip(mailboxes) {
            match self.connection.command(commands::Rcpt::new(mailbox.email, Vec::new())) {
                Ok(_) => sent.taken.push(name.clone()),
                Err(error) if error.is_permanent() => {
                    sent.refused.push((name.clone(), words(&error.to_string(), &self.mask)));
                }
                Err(error) if error.is_transient() => {
                    sent.later.push((name.clone(), words(&error.to_string(), &self.mask)));
                }
                Err(error) => return Err(self.mail.failure(&error, &self.mask)),
            }
        }
        if sent.taken.is_empty() {
            self.command(commands::Rset)?;
            return Ok(sent);
        }
        self.command(commands::Data)?;
        match self.connection.message(&letter) {
            Ok(_) => Ok(sent),
            Err(error) => Err(self.mail.failure(&error, &self.mask)),
        }
    }

    fn command(&mut self, command: impl std::fmt::Display) -> Result<(), DeliverError> {
        match self.connection.command(command) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.mail.failure(&error, &self.mask)),
        }
    }
}

fn letter(mail: &Mail, message: &Message) -> Result<Vec<u8>, DeliverError> {
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
    let letter = builder.multipart(parts);
    let letter = letter.map_err(|error| DeliverError::Refused { why: error.to_string() })?;
    Ok(letter.formatted())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_left_behind() {
        let [soon, later] = [1, 5_000].map(Duration::from_millis);
        assert_eq!(in_time(later, || 7), Ok(7));
        assert_eq!(in_time(soon, move || std::thread::sleep(later)), Err(late()));
    }
}
