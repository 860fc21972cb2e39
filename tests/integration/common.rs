//! The harness: runs the built program with a cleared environment and returns all it says.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

/// The day for which most tests take figures: the last one of the made-up shop.
pub(crate) const AS_OF: &str = "--as-of 2026-01-16";

/// A folder of its own: the program's home and working folder.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    /// Returns an empty folder, removed when dropped.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Returns the path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file into the folder, with the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs the program in the folder; see [`told`] for the answer.
    pub(crate) fn run(&self, line: &str) -> String {
        self.run_with(line, b"")
    }

    /// Runs the program in the folder with bytes on its standard input.
    pub(crate) fn run_with(&self, line: &str, input: &[u8]) -> String {
        let mut child = self.command(line, self.0.path()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let bytes = input.to_vec();
        // A program that refuses its input may close it before all is written.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        self.told(&output)
    }

    /// Returns a command with a cleared environment: no colour, 100 columns, English, UTC.
    pub(crate) fn command(&self, line: &str, folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_disputes"));
        command
            .args(words(line))
            .env_clear()
            .envs([("NO_COLOR", "1"), ("COLUMNS", "100"), ("TZ", "UTC")])
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Returns exit code, stdout and stderr as one text, temporary paths as `$TMP`.
    pub(crate) fn told(&self, output: &Output) -> String {
        let mut text = match output.status.code() {
            Some(code) => format!("exit {code}\n"),
            None => "ended by a signal\n".to_owned(),
        };
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                text.push_str(&format!("--- {name}\n{}", String::from_utf8_lossy(bytes)));
            }
        }
        self.without_paths(&text)
    }

    /// Replaces this machine's folders.
    pub(crate) fn without_paths(&self, text: &str) -> String {
        let real = fs::canonicalize(self.0.path()).unwrap();
        text.replace(&real.display().to_string(), "$TMP")
            .replace(&self.0.path().display().to_string(), "$TMP")
            .replace(&root().display().to_string(), "$ROOT")
    }
}

/// Runs the program in the package's folder, so that `examples/…` and `tests/data/…` are found.
pub(crate) fn run(line: &str) -> String {
    let place = Place::new();
    let output = place.command(line, &root()).stdin(Stdio::null()).output().unwrap();
    place.told(&output)
}

/// Returns what a terminal in the package's folder shows: stdout and stderr as they come.
pub(crate) fn screen(line: &str) -> String {
    let place = Place::new();
    let (mut reader, writer) = io::pipe().unwrap();
    let mut command = place.command(line, &root());
    command.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = command.spawn().unwrap();
    // The command keeps its ends of the pipe open until it is gone.
    drop(command);
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    child.wait().unwrap();
    once(&place.without_paths(&text))
}

/// Leaves out the lines that stderr repeats of the caveats, which it does not at a terminal.
fn once(text: &str) -> String {
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    let shown = text.lines().filter(|line| !listed.contains(line));
    shown.flat_map(|line| [line, "\n"]).collect()
}

/// Returns the JSON document in what a command told.
pub(crate) fn json(told: &str) -> serde_json::Value {
    let (_, text) = told.split_once("--- stdout\n").unwrap_or_else(|| panic!("{told}"));
    let text = text.split("--- stderr").next().unwrap();
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {told}"))
}

/// Writes a file that only its owner may read.
pub(crate) fn write_private(place: &Place, name: &str, text: &str) {
    let path = place.write(name, text);
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

/// Returns the package's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Splits a command line at blanks; quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.trim().chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '\'' | '"') => quote = Some(letter),
            (None, ' ') => words.push(String::new()),
            (Some(_) | None, _) => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
