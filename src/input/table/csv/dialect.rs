//! Delimited text of programs that separate or quote in ways of their own, rewritten in the usual one.

/// Delimiters of most texts.
pub(crate) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Delimiters that are looked for where none of those gives titles that are known: `\x01` is Hive's,
/// `\x1f` the control character that is meant for it.
pub(crate) const RARE_DELIMITERS: [u8; 6] = [b'^', b'~', b'!', 0x01, 0x02, 0x1f];

/// Separators of more than one byte: of people who type Chinese, and of programs whose texts may hold any
/// one character.
pub(crate) const SEPARATORS: [&str; 8] = ["，", "；", "~|~", "@|@", "^|^", "|+|", "||", "::"];
/// What stands in place of one of them afterwards.
const UNIT_SEPARATOR: &str = "\u{1f}";
/// So many of the first lines show how a text is written.
const LOOKED_AT: usize = 20;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CsvDialect {
    /// Its fields are separated by this.
    Separated(&'static str),
    /// Its lines are quoted as a whole, as a spreadsheet writes a csv that was pasted into one column.
    WholeLines,
    /// Its fields are separated as usual, and quoted with blanks before the quotes or with other quotes.
    Quoted {
        /// The character between fields.
        delimiter: char,
        /// What fields are quoted with.
        quote: char,
    },
}

/// Fields of a text, counted.
#[derive(Clone, Copy, Debug, Default)]
struct FieldCounts {
    /// Those with anything in them.
    filled: usize,
    /// Those in quotes.
    quoted: usize,
    /// Those in quotes with blanks before them.
    padded: usize,
    /// Records with another count of fields than the record before them.
    ragged: usize,
}

impl CsvDialect {
    /// Returns how a text is written that has known titles between such delimiters, or by `are_titles` between
    /// some of the separators; `None` for a text that is read as it stands.
    pub(crate) fn of(
        text: &str,
        delimiter: Option<u8>,
        are_titles: &dyn Fn(&[String]) -> bool,
    ) -> Option<Self> {
        let lines: Vec<&str> = text.split_inclusive('\n').take(LOOKED_AT).collect();
        let Some(delimiter) = delimiter.map(char::from) else {
            let titles = |line: &str, separator: &str| -> Vec<String> {
                let titles = line.split(separator);
                titles.map(|title| title.trim().trim_matches('"').to_owned()).collect()
            };
            let fits =
                |separator: &&str| lines.iter().any(|line| are_titles(&titles(line, separator)));
            let is_whole = |line: &&str| {
                whole_line(line).is_some_and(|inner| are_titles(&titles(&inner, ",")))
            };
            return match lines.iter().any(is_whole) {
                true => Some(Self::WholeLines),
                false => SEPARATORS.into_iter().find(fits).map(Self::Separated),
            };
        };
        let head = lines.concat();
        let count = |quote| {
            let mut rewriter = Rewriter::new(delimiter, quote);
            rewriter.all(&head);
            rewriter.counts
        };
        let double = count('"');
        if double.padded > 0 {
            return Some(Self::Quoted { delimiter, quote: '"' });
        }
        let single = count('\'');
        // Lists that programs print into a field, `"['a', 'b']"`, have such quotes behind the delimiter too.
        let is_single = single.quoted * 2 > single.filled && single.ragged <= double.ragged;
        is_single.then_some(Self::Quoted { delimiter, quote: '\'' })
    }

    /// Returns the text with fields that are separated by one byte and quoted as usual; its lines stay where
    /// they are.
    pub(crate) fn in_plain_form(self, text: &str) -> String {
        match self {
            Self::Separated(separator) => text.replace(separator, UNIT_SEPARATOR),
            Self::WholeLines => {
                let plain = |line| whole_line(line).unwrap_or_else(|| String::from(line));
                text.lines().map(|line| plain(line) + "\n").collect()
            }
            Self::Quoted { delimiter, quote } => {
                let mut rewriter = Rewriter::new(delimiter, quote);
                rewriter.all(text);
                rewriter.written
            }
        }
    }
}

/// Returns what a line says that is quoted as a whole; `None` for any other.
fn whole_line(line: &str) -> Option<String> {
    let inner = line.trim_end().strip_prefix('"')?.strip_suffix('"')?;
    let plain = inner.replace("\"\"", "\u{0}");
    (!plain.contains('"')).then(|| plain.replace('\u{0}', "\""))
}

/// Writes the fields of a text once more.
struct Rewriter {
    delimiter: char,
    quote: char,
    /// Some quote is never closed: from there on none is taken for one.
    is_open: bool,
    counts: FieldCounts,
    written: String,
}

impl Rewriter {
    fn new(delimiter: char, quote: char) -> Self {
        let (counts, written) = (FieldCounts::default(), String::new());
        Self { delimiter, quote, is_open: false, counts, written }
    }

    fn all(&mut self, text: &str) {
        let mut rest = text;
        let (mut fields, mut above) = (0, None);
        while !rest.is_empty() {
            let field = rest;
            rest = self.field(field);
            fields += 1;
            let is_blank = fields == 1 && field.len() == rest.len();
            let mut signs = rest.chars();
            let end = signs.next();
            self.written.extend(end);
            rest = signs.as_str();
            if end == Some(self.delimiter) {
                continue;
            }
            // A text may be cut within its last record.
            if !is_blank && end.is_some() {
                self.counts.ragged += usize::from(above.is_some_and(|above| above != fields));
                above = Some(fields);
            }
            fields = 0;
        }
    }

    /// Writes the field that a text begins with, and returns what follows it.
    fn field<'a>(&mut self, text: &'a str) -> &'a str {
        let blank = |sign: char| matches!(sign, ' ' | '\t') && sign != self.delimiter;
        let begin = text.trim_start_matches(blank);
        let quoted = begin.strip_prefix(self.quote).filter(|_| !self.is_open);
        if let Some((inner, after)) = quoted.and_then(|inside| self.quoted(inside)) {
            self.counts.filled += usize::from(!inner.is_empty());
            self.counts.quoted += usize::from(!inner.is_empty());
            self.counts.padded += usize::from(begin.len() < text.len());
            self.put(&inner);
            return after;
        }
        self.is_open |= quoted.is_some();
        let end = text.find([self.delimiter, '\n', '\r']).unwrap_or(text.len());
        let (field, after) = text.split_at(end);
        self.counts.filled += usize::from(!field.trim().is_empty());
        self.written.push_str(field);
        after
    }

    /// Reads a text from behind its opening quote to the closing one, behind which the field ends; returns what
    /// is between them and what follows. `None` where no quote closes it.
    fn quoted<'a>(&self, text: &'a str) -> Option<(String, &'a str)> {
        let (mut inner, mut rest) = (String::new(), text);
        loop {
            let (before, after) = rest.split_once(self.quote)?;
            inner.push_str(before);
            let end = after.trim_start_matches([' ', '\t']);
            if let Some(more) = after.strip_prefix(self.quote) {
                inner.push(self.quote);
                rest = more;
            } else if end.is_empty() || end.starts_with([self.delimiter, '\n', '\r']) {
                return Some((inner, end));
            } else {
                // One that closes nothing is a part of the text: `it's`.
                inner.push(self.quote);
                rest = after;
            }
        }
    }

    /// Writes a field, in quotes where it needs them.
    fn put(&mut self, field: &str) {
        if field.contains([self.delimiter, '"', '\n', '\r']) {
            self.written.extend(["\"", &field.replace('"', "\"\""), "\""]);
        } else {
            self.written.push_str(field);
        }
    }
}

/// How a table of delimited text is built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CsvLayout {
    /// The byte between fields.
    pub(crate) delimiter: u8,
    /// Titles, and so fields of a record.
    pub(crate) titles: usize,
    /// The column that no row with any content leaves empty.
    pub(crate) key: usize,
    /// Records before the first row.
    pub(crate) header_row: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str, delimiter: u8) -> Option<CsvDialect> {
        CsvDialect::of(text, Some(delimiter), &|_| false)
    }

    #[test]
    fn blanks_before_quotes_and_other_quotes_are_rewritten() {
        for (text, plain) in [
            ("a, \"b\"\n1, \"2, \"\"3\"\"\"\n", "a,b\n1,\"2, \"\"3\"\"\"\n"),
            ("\"a\", \"b\"\n\"1\", \"2\n3\"", "a,b\n1,\"2\n3\""),
            ("'a','b'\r\n'1','it''s, \"2\"'\r\n", "a,b\r\n1,\"it's, \"\"2\"\"\"\r\n"),
            ("'a', 'b'\n'1', 'it's'\n", "a,b\n1,it's\n"),
        ] {
            assert_eq!(dialect(text, b',').unwrap().in_plain_form(text), plain, "{text}");
        }
    }

    #[test]
    fn what_is_written_as_usual_stays() {
        for text in [
            "a,b\n\"1, \"\"2\"\"\",3\n",
            "a, b\n1, 2\n",
            "a,b\n'1,'2\n'3,4\n",
            "a,b\n1,5\" pipe\n",
            "a,b,c\n1, \"2 3,4\n",
            "a,b\nx,\"['1', '2']\"\nx,\"['1', '2', '3']\"\nx,\"['4', '5']\"\nx,y\n",
            "",
        ] {
            assert_eq!(dialect(text, b','), None, "{text}");
        }
    }

    #[test]
    fn separators_of_several_bytes_are_found_by_the_titles() {
        let are_titles = |titles: &[String]| titles == ["a", "b"];
        for separator in SEPARATORS {
            let text = format!("x\n\"a\"{separator}b\n1{separator}2\n");
            let found = CsvDialect::of(&text, None, &are_titles).unwrap();
            assert_eq!(found.in_plain_form(&text), "x\n\"a\"\u{1f}b\n1\u{1f}2\n");
        }
        assert_eq!(CsvDialect::of("a，c\n", None, &are_titles), None);
        let whole = "\"a,b\"\n\"1,\"\"2,3\"\"\"\n4\n";
        let found = CsvDialect::of(whole, None, &are_titles).unwrap();
        assert_eq!(found.in_plain_form(whole), "a,b\n1,\"2,3\"\n4\n");
    }
}
