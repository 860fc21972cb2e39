//! What can go wrong while wording a message.

use std::fmt;

/// Why no text was made.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// There is no catalogue for this language.
    #[error("there are no messages in `{given}`; choose one of {known}")]
    UnknownLanguage {
        /// What was asked for.
        given: String,
        /// The codes there are.
        known: String,
        /// The code of the most similar language.
        nearest: Option<&'static str>,
    },
    /// There is no label with this key.
    #[error("there is no button label `{given}`; choose one of {known}")]
    UnknownLabel {
        /// What was given.
        given: String,
        /// The keys there are.
        known: String,
    },
    /// A catalogue is not in the form of Fluent.
    #[error("catalogue `{name}` is not valid at `{place}`")]
    Syntax {
        /// The file's name.
        name: String,
        /// The line that could not be read.
        place: String,
    },
    /// A key is missing, or a placeholder has no value.
    #[error("message `{key}` in `{language}` cannot be filled: {reason}")]
    Unfilled {
        /// The key.
        key: String,
        /// The language's code.
        language: &'static str,
        /// What is missing.
        reason: String,
    },
    /// A data file that is part of the program is not as expected.
    #[error("data file `{name}` is not as expected")]
    Data {
        /// The file's name.
        name: String,
        /// What is wrong.
        source: toml::de::Error,
    },
    /// The seller's own text would turn the reading direction of what follows.
    #[error("`--{field}` has a character that turns the reading direction (U+{code:04X})")]
    Direction {
        /// Which text.
        field: &'static str,
        /// The character.
        code: u32,
    },
    /// The seller's own text breaks a rule for messages to buyers.
    #[error("`--{field}` must not contain {finding}")]
    OwnText {
        /// Which text.
        field: &'static str,
        /// What was found.
        finding: Finding,
    },
    /// A button label of the seller's says nothing.
    #[error("the button label `{key}` is empty")]
    EmptyLabel {
        /// The label's key.
        key: String,
    },
    /// A button label of the seller's breaks a rule for messages to buyers.
    #[error("the button label `{key}` must not contain {finding}")]
    LabelText {
        /// The label's key.
        key: String,
        /// What was found.
        finding: Finding,
    },
    /// Even the shortest form is too long.
    #[error("the shortest form of this message has {shortest} characters, more than {limit}")]
    TooLong {
        /// Length of the shortest form, in UTF-16 units.
        shortest: usize,
        /// The most that was allowed.
        limit: usize,
    },
    /// A piece that cannot be cut is longer than a part may be.
    #[error("a part of this message has at least {shortest} characters, more than {limit}")]
    PartTooLong {
        /// Length of the shortest part that holds the piece, in UTF-16 units.
        shortest: usize,
        /// The most that was allowed.
        limit: usize,
    },
    /// The seller's templates cannot be used.
    #[error("template `{file}` cannot be used: {}", .findings.join("; "))]
    Templates {
        /// The file.
        file: String,
        /// What is wrong, one a finding.
        findings: Vec<String>,
    },
}

impl MessageError {
    pub(super) fn countries(source: toml::de::Error) -> Self {
        Self::Data { name: "countries.toml".to_owned(), source }
    }
}

/// Something that no message to a buyer may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An e-mail address or a handle with `@`.
    Address,
    /// A link to somewhere other than AliExpress.
    Link(String),
    /// A messenger or a way of paying outside the platform.
    Service(String),
    /// A phone number.
    Phone(String),
    /// A word of the language's own list: the list's name and the word.
    Word(&'static str, String),
    /// A required statement is missing: its name.
    Missing(&'static str),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("an e-mail address or a handle"),
            Self::Link(link) => write!(f, "a link outside AliExpress (`{link}`)"),
            Self::Service(name) => write!(f, "a contact or payment outside AliExpress (`{name}`)"),
            Self::Phone(number) => write!(f, "a phone number (`{number}`)"),
            Self::Word(list, word) => write!(f, "words about {list} (`{word}`)"),
            Self::Missing(statement) => write!(f, "no statement {statement}"),
        }
    }
}
