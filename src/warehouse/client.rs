//! Runs an engine's own client: the statement goes to its standard input, rows come from its output.

use std::io::{self, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::child::{Grouped, ProcessGroup, read_aside};

/// Most bytes of an answer.
pub(super) const LARGEST: u64 = 1 << 30;

/// Most bytes that are kept of what a client says of errors.
const MOST_SAID: usize = 64 << 10;

/// Why an engine gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The client is not installed, or not in the search path.
    #[error("`{program}` was not found")]
    NotFound {
        /// The program.
        program: String,
    },
    /// The client could not be started, or its pipes failed.
    #[error("`{program}` cannot be run")]
    Start {
        /// The program.
        program: String,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// It did not end in time and was stopped, with all that it had started.
    #[error("no answer within {seconds} s; the client was stopped")]
    Stopped {
        /// The seconds.
        seconds: u64,
    },
    /// The engine could not be reached, or the connection broke.
    #[error("the connection was lost: {why}")]
    Lost {
        /// What the client says.
        why: String,
    },
    /// The engine refused the statement, or the client ended with an error.
    #[error("the statement failed: {why}")]
    Failed {
        /// What the client says.
        why: String,
    },
    /// The answer is larger than any.
    #[error("the answer is larger than 1 GiB")]
    TooLarge,
    /// The answer is not text.
    #[error("the answer is not text in UTF-8")]
    NotText,
}

/// A client of an engine.
#[derive(Clone, Debug)]
pub struct EngineClient {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// How long an answer may take.
    pub timeout: Duration,
}

impl EngineClient {
    /// Runs a statement and returns what the client printed. A statement only reads, so after a lost
    /// connection it is run once more, within the same time.
    ///
    /// # Errors
    ///
    /// When there is no answer, whole and in time.
    pub fn run(&self, statement: &str) -> Result<String, ClientError> {
        again_where_lost(self.timeout, |end| self.run_until(statement, end))
    }

    fn run_until(&self, statement: &str, end: Instant) -> Result<String, ClientError> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let started = ProcessGroup::start(&mut command, Grouped::Always);
        let mut group = started.map_err(|cause| self.start(cause))?;
        let stdin = group.child.stdin.take();
        let text = statement.to_owned();
        thread::spawn(move || {
            // A client that has failed reads no further; its end says why.
            stdin.map(|mut stdin| stdin.write_all(text.as_bytes()))
        });
        let output = read_aside(group.child.stdout.take(), LARGEST + 1);
        let said = read_aside(group.child.stderr.take(), LARGEST + 1);
        let left = || end.saturating_duration_since(Instant::now());
        let seconds = self.timeout.as_secs();
        let stopped = |_| ClientError::Stopped { seconds };
        // A process that the client left behind may hold the pipe open after its end.
        let bytes = output.recv_timeout(left()).map_err(stopped)?;
        let bytes = bytes.map_err(|cause| self.start(cause))?;
        let status = group.wait_until(end).map_err(|cause| self.start(cause))?;
        let status = status.ok_or(ClientError::Stopped { seconds })?;
        let said = said.recv_timeout(left().min(Duration::from_secs(1)));
        // A client whose last words do not come in time has said nothing.
        let mut said = said.ok().and_then(Result::ok).unwrap_or_default();
        // What went wrong is said last.
        let said = said.split_off(said.len().saturating_sub(MOST_SAID));
        if !status.success() {
            return Err(failure(status, &String::from_utf8_lossy(&said)));
        }
        text_of(bytes)
    }

    fn start(&self, cause: io::Error) -> ClientError {
        let program = self.program.clone();
        match cause.kind() {
            io::ErrorKind::NotFound => ClientError::NotFound { program },
            _ => ClientError::Start { program, cause },
        }
    }
}

/// Runs a statement until the end of its time; after a lost connection once more, within the same time.
pub(super) fn again_where_lost(
    timeout: Duration,
    run: impl Fn(Instant) -> Result<String, ClientError>,
) -> Result<String, ClientError> {
    let end = Instant::now() + timeout;
    match run(end) {
        Err(ClientError::Lost { .. }) => run(end),
        done => done,
    }
}

/// Returns an answer as text, of which at most a byte more than [`LARGEST`] was read.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<String, ClientError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(ClientError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| ClientError::NotText)
}

/// Words of clients for a connection that could not be made or broke.
const LOST: [&str; 12] = [
    "could not connect",
    "connection refused",
    "connection reset",
    "connection to server",
    "server closed the connection",
    "lost connection",
    "broken pipe",
    "network is unreachable",
    "timed out",
    "failed to connect",
    "can't connect",
    "connection lost",
];

fn failure(status: ExitStatus, said: &str) -> ClientError {
    let why = first_error(said).unwrap_or_else(|| status.to_string());
    let lower = said.to_lowercase();
    if LOST.iter().any(|words| lower.contains(words)) {
        ClientError::Lost { why }
    } else {
        ClientError::Failed { why }
    }
}

/// Returns the line of an engine's message that says what went wrong, without what may be secret.
pub(super) fn first_error(said: &str) -> Option<String> {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_error = |line: &&str| {
        let lower = line.to_lowercase();
        !line.starts_with("at ")
            && ["error", "exception", "fatal", "cannot", "unknown"]
                .iter()
                .any(|word| lower.contains(word))
    };
    let line = lines().find(is_error).or_else(|| lines().next_back())?;
    Some(without_secrets(line).chars().take(300).collect())
}

/// Masks what stands where passwords do: before the `@` of an address, and after `password`.
fn without_secrets(line: &str) -> String {
    let word = |word: &str| {
        let lower = word.to_lowercase();
        if let Some((scheme, rest)) = word.split_once("://")
            && let Some((_, host)) = rest.rsplit_once('@')
        {
            return format!("{scheme}://…@{host}");
        }
        match lower.find("password=").or_else(|| lower.find("pwd=")) {
            Some(_) => word.split_once('=').map_or("…", |(key, _)| key).to_owned() + "=…",
            None => word.to_owned(),
        }
    };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
