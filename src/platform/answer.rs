//! What comes back from a call: an answer, a refusal, or nothing usable.

use std::io::Read;
use std::time::Instant;

use reqwest::StatusCode;
use reqwest::blocking::Response;
use serde_json::Value;

use super::CallError;
use crate::input::document::open_platform::{self as wire, PlatformRefusal};

/// Most bytes of an answer: fifty orders take about 200 kB.
const LARGEST_ANSWER: u64 = 32 << 20;

/// Why an attempt failed.
pub(super) enum AttemptFailure {
    /// The platform refused.
    Refused(Box<PlatformRefusal>),
    /// Nothing usable came back; trying again may help.
    Lost(String),
    /// The call was not carried out: why, and the seconds that the server asks to wait.
    Undone(String, Option<u64>),
    /// Trying again would not help.
    Hopeless(CallError),
}

/// What is read until a moment; a client's own time is for each read alone.
struct Until<R> {
    from: R,
    end: Instant,
}

impl<R: Read> Read for Until<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        if Instant::now() < self.end { Ok(count) } else { Err(std::io::ErrorKind::TimedOut.into()) }
    }
}

/// Reads an answer, bounded in size and time; HTML and cut bodies are lost, not understood.
pub(super) fn read(
    method: &str,
    response: Response,
    end: Instant,
) -> Result<Value, AttemptFailure> {
    let status = response.status();
    let hopeless = |error| Err(AttemptFailure::Hopeless(error));
    if status.is_redirection() {
        return hopeless(CallError::Redirected { method: method.to_owned() });
    }
    let retry_after = retry_after(&response);
    let mut body = Vec::new();
    let read = Until { from: response, end }.take(LARGEST_ANSWER + 1).read_to_end(&mut body);
    if let Err(error) = read {
        let is_late = error.kind() == std::io::ErrorKind::TimedOut;
        let why = if is_late { "it took too long" } else { "the answer was cut off" };
        return Err(AttemptFailure::Lost(why.to_owned()));
    }
    if u64::try_from(body.len()).is_ok_and(|length| length > LARGEST_ANSWER) {
        return hopeless(CallError::TooLarge { method: method.to_owned() });
    }
    let answer: Option<Value> = serde_json::from_slice(&body).ok();
    if let Some(refusal) = answer.as_ref().and_then(wire::refusal) {
        return Err(AttemptFailure::Refused(Box::new(refusal)));
    }
    let busy = [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status);
    match answer {
        Some(answer) if status.is_success() && answer.is_object() => Ok(answer),
        Some(_) | None if status.is_success() => Err(AttemptFailure::Lost(not_json(&body))),
        Some(_) | None if status.is_server_error() || busy => {
            let why = format!("it answered with status {}", status.as_u16());
            Err(AttemptFailure::Undone(why, retry_after))
        }
        Some(_) | None => {
            hopeless(CallError::Status { method: method.to_owned(), status: status.as_u16() })
        }
    }
}

/// Says why a call had no answer, without its address or form.
pub(super) fn why(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "it cannot be reached"
    } else {
        "the connection broke"
    }
}

/// A call that had no answer may be tried again.
pub(super) fn lost(error: reqwest::Error) -> AttemptFailure {
    let text = why(&error).to_owned();
    if error.is_connect() { AttemptFailure::Undone(text, None) } else { AttemptFailure::Lost(text) }
}

fn not_json(body: &[u8]) -> String {
    let start = body.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    match start {
        None => "the answer was empty",
        Some(b'<') => "it answered with a web page instead of JSON",
        Some(_) => "the answer was no whole JSON",
    }
    .to_owned()
}

fn retry_after(response: &Response) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()
}
