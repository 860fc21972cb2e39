//! What is said when something went wrong: error, causes, hint; and the exit codes.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::output::language::{self, Prefix};
use crate::cli::output::quoting::shell;
use crate::domain::show_hostile;
use crate::input::{Ids, LostPart, SourceError};
use crate::messages::{BRIEF_LIMIT, FULL_LIMIT, MessageError};
use crate::rules::RulesError;

/// A failure through wrong use, with the words of `format!`.
macro_rules! usage_error {
    ($($text:tt)+) => { $crate::cli::failure::Failure::usage(format!($($text)+)) };
}

/// A failure of an input, with the words of `format!`.
macro_rules! input_error {
    ($($text:tt)+) => { $crate::cli::failure::Failure::input(format!($($text)+)) };
}

/// Exit code: a fault of this program.
pub(super) const FAULT: u8 = 1;
/// Exit code: wrong use or settings.
pub(super) const USE: u8 = 2;
/// Exit code: input refused or incomplete.
pub(super) const INPUT: u8 = 3;
/// Exit code: the platform or a database gave no answer, or refused.
pub(super) const UNANSWERED: u8 = 4;

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) struct Failure {
    error: anyhow::Error,
    hint: Option<String>,
    code: u8,
    /// The answer could not be written because its reader has closed the pipe.
    nobody_reads: bool,
}

impl Failure {
    /// Wrong use.
    pub(super) fn usage(text: impl Into<String>) -> Self {
        Self::with_code(anyhow::anyhow!(text.into()), USE)
    }

    /// Input that is refused.
    pub(super) fn input(text: impl Into<String>) -> Self {
        Self::with_code(anyhow::anyhow!(text.into()), INPUT)
    }

    /// Wrong settings.
    pub(super) fn settings(error: anyhow::Error) -> Self {
        Self::with_code(error, USE)
    }

    /// Any error with a code.
    pub(super) fn with_code(error: anyhow::Error, code: u8) -> Self {
        Self { error, hint: None, code, nobody_reads: false }
    }

    /// Says where it was found, before the error itself.
    #[must_use]
    pub(super) fn at(mut self, place: &str) -> Self {
        let text = format!("{place}: {}", self.error);
        self.error = anyhow::anyhow!(text);
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to do next, where that is known.
    #[must_use]
    pub(super) fn maybe_hint(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Gives it another exit code.
    #[must_use]
    pub(super) fn with(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Returns the exit code.
    pub(super) const fn code(&self) -> u8 {
        self.code
    }

    /// Returns the error, its causes and the hint on one line.
    pub(super) fn text(&self) -> String {
        let mut text = self.line();
        if let Some(hint) = &self.hint {
            text.push_str(&language::in_brackets(&language::translated(hint)));
        }
        text
    }

    /// Prints the failure to stderr and goes on.
    pub(super) fn print_and_continue(&self) {
        // Nothing can be done where stderr is closed.
        let _ = self.print(&mut io::stderr().lock());
    }

    /// Prints the failure, unless it is only that nobody reads on, and returns the exit code.
    pub(super) fn report(&self, err: &mut impl Write) -> ExitCode {
        if self.nobody_reads {
            return ExitCode::SUCCESS;
        }
        // Nothing can be done where stderr is closed.
        let _ = self.print(err);
        ExitCode::from(self.code)
    }

    /// Returns error and causes on one line.
    pub(super) fn line(&self) -> String {
        let causes: Vec<String> =
            self.error.chain().map(|cause| language::translated(&cause.to_string())).collect();
        show_hostile(&causes.join(language::colon()))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn print(&self, err: &mut impl Write) -> io::Result<()> {
        let line = |prefix: Prefix, text: &str| {
            language::line(prefix, &show_hostile(&language::translated(text)))
        };
        writeln!(err, "{}", line(Prefix::Error, &self.error.to_string()))?;
        for cause in self.error.chain().skip(1) {
            writeln!(err, "{}", line(Prefix::Cause, &cause.to_string()))?;
        }
        match &self.hint {
            Some(hint) => writeln!(err, "{}", line(Prefix::Hint, hint)),
            None => Ok(()),
        }
    }
}

/// A file or a folder with which nothing can be done: `what` cannot be done with it.
pub(super) fn of_file(cause: io::Error, what: &str, path: &Path, code: u8) -> Failure {
    let text = format!("cannot {what} `{}`", path.display());
    with_hint(anyhow::Error::new(cause).context(text), code)
}

/// Adds to an error of the file system what to do about it, as far as its cause says.
fn with_hint(error: anyhow::Error, code: u8) -> Failure {
    let cause = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    let hint = cause.and_then(|cause| io_hint(cause.kind()));
    Failure::with_code(error, code).maybe_hint(hint)
}

/// A list of the seller's own that cannot be read; `hint` says what it is to be.
pub(super) fn unreadable(cause: io::Error, name: &str, hint: &str) -> Failure {
    let hint = match cause.kind() {
        io::ErrorKind::FileTooLarge => "use `--max-input SIZE` to read more",
        io::ErrorKind::TimedOut => SILENT,
        _ => hint,
    };
    let error = anyhow::Error::new(cause).context(format!("cannot read `{name}`"));
    Failure::with_code(error, INPUT).hint(hint)
}

/// Settings, rules or a secret that cannot be read or are wrong.
pub(super) fn unreadable_settings(error: anyhow::Error) -> Failure {
    let cause = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    let hint = match cause.map(io::Error::kind) {
        Some(io::ErrorKind::FileTooLarge) => {
            Some("name another file: this is not what it is read for")
        }
        Some(io::ErrorKind::TimedOut) => Some(SILENT),
        Some(_) | None => None,
    };
    Failure::settings(error).maybe_hint(hint)
}

/// What to do about something that gives nothing, or little.
const SILENT: &str = "check what writes to it; `--input-wait SECONDS` waits longer for the next byte, \
                      `--input-time SECONDS` for the last";

fn io_hint(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(
            "the disk is full: free some space and run this again; what was there is unchanged",
        ),
        io::ErrorKind::FileTooLarge => Some(
            "the system allows no file of that size (`ulimit -f`); what was there is unchanged",
        ),
        io::ErrorKind::PermissionDenied => {
            Some("this user has no permission there: change the permissions, or name another place")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("that file system is read-only: name another place")
        }
        io::ErrorKind::NotADirectory => Some(
            "a file stands where a folder is needed: name another place, or set XDG_STATE_HOME",
        ),
        io::ErrorKind::NotFound => Some("the folder is not there: make it, or name another place"),
        _ => None,
    }
}

impl From<io::Error> for Failure {
    /// Takes the error for one of writing the answer to stdout.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::FileTooLarge && error.raw_os_error().is_none() {
            return Self::input(format!("the answer does not fit into a workbook: {error}"))
                .hint("use `--format csv`, or ask for less");
        }
        let nobody_reads = error.kind() == io::ErrorKind::BrokenPipe;
        let error = anyhow::Error::new(error).context("cannot write the answer");
        Self { nobody_reads, ..with_hint(error, FAULT) }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        let hint = source_hint(&error);
        Self { hint, ..Self::with_code(error.into(), INPUT) }
    }
}

impl From<RulesError> for Failure {
    fn from(error: RulesError) -> Self {
        let hint = match &error {
            RulesError::Unknown { .. } => Some("a path of your own file works too".to_owned()),
            RulesError::NotInForce { oldest, .. } => Some(format!("use `--rules {oldest}`")),
            RulesError::Invalid { .. } | RulesError::BadLedger { .. } => None,
        };
        Self { hint, ..Self::with_code(error.into(), USE) }
    }
}

impl From<MessageError> for Failure {
    fn from(error: MessageError) -> Self {
        let hint = match &error {
            MessageError::UnknownLanguage { nearest: Some(nearest), .. } => {
                Some(format!("did you mean `{nearest}`?"))
            }
            MessageError::TooLong { limit, .. } if [BRIEF_LIMIT, FULL_LIMIT].contains(limit) => {
                Some(
                    "shorten `--agreed-text` and `--done`, which are not cut; `--tone full` has more room"
                        .to_owned(),
                )
            }
            MessageError::TooLong { .. } => Some("add `--split` to send it in parts".to_owned()),
            MessageError::PartTooLong { shortest, .. } => {
                Some(format!("allow at least {shortest} with `--max-chars`"))
            }
            _ => None,
        };
        Self { hint, ..Self::with_code(error.into(), USE) }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.line())
    }
}

/// Returns what to do about an input: about the file as a whole, or what stands in it.
fn source_hint(error: &SourceError) -> Option<String> {
    let fixed = file_hint(error).or_else(|| content_hint(error));
    fixed.map(str::to_owned).or_else(|| title_hint(error))
}

/// Returns what to do about a file as a whole; what concerns its content has its own list, which names
/// every kind of error.
fn file_hint(error: &SourceError) -> Option<&str> {
    Some(match error {
        SourceError::Unreadable { cause, .. } if cause.kind() == io::ErrorKind::FileTooLarge => {
            "export a shorter span, or use `--max-input SIZE` to read more"
        }
        SourceError::Unreadable { cause, .. }
            if matches!(cause.kind(), io::ErrorKind::TimedOut | io::ErrorKind::InvalidData) =>
        {
            SILENT
        }
        SourceError::Unreadable { .. } => "give a path, or `-` for standard input",
        SourceError::Directory { .. } => "name the files in it, such as `exports/*.xlsx`",
        SourceError::Named { remedy, .. }
        | SourceError::NoTable { remedy, .. }
        | SourceError::Refused { remedy, .. } => remedy,
        SourceError::NoFiles { .. } => {
            "give a file, a folder with files in it, or a pattern such as 'exports/*.xlsx'; \
             lock files and hidden files do not count"
        }
        SourceError::TooManyFiles { .. } => "give fewer files at once",
        SourceError::BadPattern { .. } => "a pattern is written as 'exports/*.xlsx'",
        SourceError::BrokenArchive { .. } => {
            "pack or download it again; this one is cut off or damaged"
        }
        SourceError::Empty { .. } => "export the file again",
        SourceError::NoRows { .. } => {
            "export again with a wider span, or leave the file out if nothing was sold"
        }
        SourceError::UnknownKind { .. } => {
            "orders: seller centre, Orders, Export (xlsx); disputes: the dispute page's list as JSON; \
             see README, \"Files\""
        }
        SourceError::BrokenWorkbook { .. } => {
            "export the file again; this one is cut off or damaged"
        }
        SourceError::TooLarge { .. } => "export a shorter span, or save the sheet as csv",
        SourceError::BrokenText { .. } => "correct the row, or export the file again",
        SourceError::TooDeep { .. } => {
            "save the page's reply again: this is not a list of disputes"
        }
        SourceError::TooManyValues { .. } => {
            "write it as csv or as JSON lines, which may have any number of rows, or use `--max-input SIZE`"
        }
        SourceError::BrokenJson { .. } => "save the page's reply again, whole",
        SourceError::BrokenParquet { .. } => "write the file again, or save as csv",
        SourceError::NoParquet { .. } => "build with `--features parquet`, or save as csv",
        _ => return None,
    })
}

fn shortened_times_hint(lost: &str) -> &'static str {
    if lost == LostPart::Year.words() {
        "write the year too, as YYYY-MM-DD HH:MM:SS, or export again: nothing in the column says which it is"
    } else {
        "a spreadsheet program saves a csv as it shows it: open the export itself, give the column the format \
         `yyyy-mm-dd hh:mm:ss`, and save it again as .xlsx; what this file has lost is not in it"
    }
}

fn content_hint(error: &SourceError) -> Option<&str> {
    Some(match error {
        SourceError::ColumnTaken { .. } => "name another column for that field, or leave it out",
        SourceError::MostRowsMarked { .. } => "remove those rows, or the column if it is wrong",
        SourceError::NoDisputes { .. } => {
            "leave it out; give the order export and the dispute list instead"
        }
        SourceError::BadRows { .. } => {
            "correct the rows, or use `--skip-bad-rows` to go on without them and see the rate as a range"
        }
        SourceError::ShortenedTimes { lost, .. } => shortened_times_hint(lost),
        SourceError::UnknownTimes { .. } => {
            "write the times as YYYY-MM-DD HH:MM:SS; `disputes help times` lists the forms that are read"
        }
        SourceError::DamagedIds { .. }
        | SourceError::RoundedId { .. }
        | SourceError::RoundedDispute { .. } => {
            "export again, or open the csv through Data, From text and set the id column to text"
        }
        SourceError::Conflict { .. } => "remove the row that is wrong, or export again",
        SourceError::DateOrder { .. } => "correct the column's dates, or export again",
        SourceError::UnknownZone { .. } => {
            "name the zone as in the IANA database, as `Asia/Shanghai`, or take it out of the title and use `--source-tz`"
        }
        SourceError::TimesOutOfOrder { .. } => {
            "compare one order with the seller centre; then export again, name the columns with \
             `--map FIELD=HEADER`, or the zone with `--source-tz`"
        }
        SourceError::ParquetType { .. } => {
            "write the column as text, a whole number, a decimal or a timestamp, or leave it out"
        }
        SourceError::FloatId { .. } => {
            "write the file again with the ids as whole numbers of 64 bits (INT64) or as text"
        }
        SourceError::Unreadable { .. }
        | SourceError::Directory { .. }
        | SourceError::Named { .. }
        | SourceError::NoTable { .. }
        | SourceError::Refused { .. }
        | SourceError::NoFiles { .. }
        | SourceError::TooManyFiles { .. }
        | SourceError::BadPattern { .. }
        | SourceError::BrokenArchive { .. }
        | SourceError::Empty { .. }
        | SourceError::NoRows { .. }
        | SourceError::UnknownKind { .. }
        | SourceError::BrokenWorkbook { .. }
        | SourceError::TooLarge { .. }
        | SourceError::BrokenText { .. }
        | SourceError::TooDeep { .. }
        | SourceError::TooManyValues { .. }
        | SourceError::BrokenJson { .. }
        | SourceError::BrokenParquet { .. }
        | SourceError::NoParquet { .. }
        | SourceError::MissingColumn { .. }
        | SourceError::UnknownHeader { .. } => return None,
    })
}

fn title_hint(error: &SourceError) -> Option<String> {
    if let SourceError::MissingColumn { field, nearest, .. } = error {
        let Some(title) = nearest else {
            return Some(
                "export again with that column, or name it with `--map FIELD=HEADER`".to_owned(),
            );
        };
        let pair = shell(&format!("{field}={title}"));
        return Some(format!(
            "if `{title}` is `{field}`, use `--map {pair}`; else export again with that column"
        ));
    }
    let SourceError::UnknownHeader { nearest, encoding, ids, .. } = error else { return None };
    Some(match (nearest, encoding, ids) {
        (_, None, Ids::Absent) => {
            "it contains no order id; give the order export or the dispute list itself".to_owned()
        }
        (Some(nearest), ..) => format!(
            "`{}` is nearest to `{}`; name columns with `--map FIELD=HEADER`, as `--map {}`",
            nearest.title,
            nearest.known,
            shell(&format!("{}={}", nearest.field, nearest.title))
        ),
        (None, Some(name), _) => format!(
            "if `{name}` is wrong, use `--encoding NAME`, or save the file as UTF-8; else name \
             the columns with `--map FIELD=HEADER`, as `--map order_id=Pedido`"
        ),
        (None, None, Ids::Possible | Ids::Undated) => {
            "name the columns with `--map FIELD=HEADER`, as `--map order_id=Pedido`".to_owned()
        }
    })
}
