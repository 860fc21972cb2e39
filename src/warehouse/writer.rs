//! Writes what all statements are made of: tables, columns, conditions, keys.

use std::collections::BTreeSet;

use super::bounds::WindowBounds;
use super::condition::{Condition, TimeColumn, WordClass};
use super::dialect::Dialect;
use super::question::MaskQuestion;
use super::tables::{Field, folded};

/// One of the tables, with the letter that stands for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SqlTable {
    Orders,
    Disputes,
}

impl SqlTable {
    /// Returns the letter that stands for it.
    pub(super) const fn letter(self) -> &'static str {
        match self {
            Self::Orders => "o",
            Self::Disputes => "d",
        }
    }

    /// Returns the times that it has.
    pub(super) const fn times(self) -> &'static [TimeColumn] {
        match self {
            Self::Orders => &[TimeColumn::Paid, TimeColumn::Completed],
            Self::Disputes => {
                &[TimeColumn::Opened, TimeColumn::Escalated, TimeColumn::Ruled, TimeColumn::Closed]
            }
        }
    }
}

/// Writes something of each key.
pub(super) fn of_keys(keys: &[Key], separator: &str, text: impl Fn(&Key) -> String) -> String {
    keys.iter().map(text).collect::<Vec<_>>().join(separator)
}

/// A text that orders are grouped or chosen by: the order's own, or that of its disputes where no
/// order row holds it, or where the order row leaves it blank. A blank shop stays blank.
pub(super) struct Key {
    pub(super) alias: &'static str,
    pub(super) order: Option<Field>,
    pub(super) dispute: Option<Field>,
}

impl Key {
    /// Returns the column of it in a table; `None` where that has none.
    pub(super) const fn field(&self, table: SqlTable) -> Option<Field> {
        match table {
            SqlTable::Orders => self.order,
            SqlTable::Disputes => self.dispute,
        }
    }

    /// Writes the order's own text; nothing where its disputes' counts.
    fn own(&self) -> String {
        match self.order {
            Some(Field::Product | Field::Country) => format!("nullif(top_{}, '')", self.alias),
            _ => format!("top_{}", self.alias),
        }
    }

    /// Writes the text.
    pub(super) fn value(&self) -> String {
        format!("coalesce({}, top_dispute_{}, '')", self.own(), self.alias)
    }

    /// Writes when the rows of one order have different texts.
    pub(super) fn conflict(&self) -> String {
        let (own, alias) = (self.own(), self.alias);
        format!("(low_{alias} <> top_{alias} OR ({own} IS NULL AND any_apart_{alias} = 1))")
    }
}

/// Writes one question.
pub(super) struct QueryWriter<'a> {
    pub(super) question: MaskQuestion<'a>,
    pub(super) bounds: WindowBounds,
}

/// Writes a number where a condition holds, and 0 elsewhere.
pub(super) fn flag(condition: &str, number: u64) -> String {
    format!("CASE WHEN {condition} THEN {number} ELSE 0 END")
}

/// Writes a text without blanks around it; nothing is an empty text. Few texts have any, and most
/// engines look for them much faster than they take them off.
pub(super) fn trimmed(text: &str) -> String {
    format!(
        "CASE WHEN {text} LIKE ' %' OR {text} LIKE '% ' THEN trim({text}) ELSE coalesce({text}, '') END"
    )
}

/// Writes a word in the form in which words are compared, as [`folded`] puts it.
fn fold(word: &str) -> String {
    format!(
        "replace(replace(trim(replace(replace(lower({word}), '-', ' '), '_', ' ')), '  ', ' '), 'canceled', 'cancelled')"
    )
}

impl QueryWriter<'_> {
    pub(super) fn dialect(&self) -> Dialect {
        self.question.dialect
    }

    pub(super) fn table(&self, table: SqlTable) -> String {
        let parts = match table {
            SqlTable::Orders => self.question.tables.orders(),
            SqlTable::Disputes => self.question.tables.disputes(),
        };
        let quoted: Vec<String> = parts.iter().map(|part| self.dialect().name(part)).collect();
        format!("{} {}", quoted.join("."), table.letter())
    }

    /// Writes a column; `None` where the table has none.
    pub(super) fn column(&self, field: Field) -> Option<String> {
        let letter = if field.is_of_orders() { "o" } else { "d" };
        let name = self.question.tables.column(field)?;
        Some(format!("{letter}.{}", self.dialect().name(name)))
    }

    pub(super) fn time_column(&self, column: TimeColumn) -> Option<String> {
        let field = match column {
            TimeColumn::Paid => Field::Paid,
            TimeColumn::Completed => Field::Completed,
            TimeColumn::Opened => Field::Opened,
            TimeColumn::Escalated => Field::Escalated,
            TimeColumn::Ruled => Field::Ruled,
            TimeColumn::Closed => Field::Closed,
        };
        let column = self.column(field)?;
        Some(match self.dialect() {
            // Tables made of csv files have blanks for nothing.
            Dialect::Sqlite => format!("nullif({column}, '')"),
            _ => column,
        })
    }

    /// Writes an id as text; nothing is an empty text.
    pub(super) fn id(&self, field: Field) -> String {
        let column = self.column(field).expect("tables have the columns that are needed");
        format!("coalesce({}, '')", self.dialect().as_text(&column))
    }

    /// Writes a condition, which is true or false and never unknown.
    pub(super) fn sql(&self, condition: Condition) -> String {
        let join = |parts: &'static [Condition], word: &str, none: &str| match parts {
            [] => none.to_owned(),
            parts => {
                let parts: Vec<String> = parts.iter().map(|part| self.sql(*part)).collect();
                format!("({})", parts.join(word))
            }
        };
        let of = |column: TimeColumn, none: &str, text: &dyn Fn(String) -> String| {
            self.time_column(column).map_or_else(|| none.to_owned(), text)
        };
        let bounds = [self.bounds.from, self.bounds.to];
        let [from, to] = bounds.map(|bound| self.dialect().bound(bound));
        let time = |column: &str| self.dialect().time(column);
        match condition {
            Condition::Within(column) => of(column, "1 = 0", &|column| {
                let time = time(&column);
                format!("({column} IS NOT NULL AND {time} >= {from} AND {time} < {to})")
            }),
            Condition::Before(column) => of(column, "1 = 0", &|column| {
                format!("({column} IS NOT NULL AND {} < {to})", time(&column))
            }),
            Condition::Missing(column) => {
                of(column, "1 = 1", &|column| format!("{column} IS NULL"))
            }
            Condition::Is(class) => self.is(class),
            Condition::All(parts) => join(parts, " AND ", "1 = 1"),
            Condition::Any(parts) => join(parts, " OR ", "1 = 0"),
            Condition::Not(part) => format!("NOT {}", self.sql(*part)),
        }
    }

    fn is(&self, class: WordClass) -> String {
        let words = self.question.words.words(class);
        let constant = |holds: bool| if holds { "1 = 1" } else { "1 = 0" };
        let Some(column) = self.column(class.field()).filter(|_| !words.is_empty()) else {
            return constant(words.iter().any(String::is_empty)).to_owned();
        };
        let words = words.iter().map(String::as_str);
        let forms: BTreeSet<String> = words.clone().map(folded).collect();
        let word = self.word(&column);
        // Words that are written as they should be, which most are, are told without being folded: of `CASE`
        // alone all engines compute only the branch that holds.
        format!(
            "(CASE WHEN {word} IN ({}) THEN 1 WHEN {word} IN ({}) THEN 0 WHEN {} IN ({}) THEN 1 ELSE 0 END = 1)",
            self.texts(words),
            self.texts(self.question.words.known(class.field())),
            fold(&word),
            self.texts(forms.iter().map(String::as_str)),
        )
    }

    /// Writes that a word is none that is known of a field.
    pub(super) fn is_unknown(&self, field: Field, word: &str) -> String {
        let forms = self.question.words.known_forms(field);
        format!(
            "CASE WHEN {word} IN ({}) THEN 0 WHEN {} IN ({}) THEN 0 ELSE 1 END = 1",
            self.texts(self.question.words.known(field)),
            fold(word),
            self.texts(forms.iter().map(String::as_str)),
        )
    }

    /// Writes the word of a column; nothing is an empty text.
    pub(super) fn word(&self, column: &str) -> String {
        format!("coalesce({}, '')", self.dialect().as_text(column))
    }

    fn texts<'w>(&self, words: impl Iterator<Item = &'w str>) -> String {
        words.map(|word| self.dialect().text(word)).collect::<Vec<_>>().join(", ")
    }

    /// Writes the text of a key in a row of a table, as it stands there.
    pub(super) fn raw_key(&self, key: &Key, table: SqlTable) -> String {
        match key.field(table).and_then(|field| self.column(field)) {
            Some(column) => self.dialect().as_text(&column),
            None => "''".to_owned(),
        }
    }

    /// Writes the text of a key in a row of a table.
    pub(super) fn key(&self, key: &Key, table: SqlTable) -> String {
        trimmed(&self.raw_key(key, table))
    }

    /// Writes which words a column has, with how often; `None` where there is no such column.
    pub(super) fn words(&self, field: Field) -> Option<String> {
        let word = trimmed(&self.dialect().as_text(&self.column(field)?));
        // A shop is known by all its rows, the words in use by those of the window.
        let (table, near) = match field {
            Field::Shop => (SqlTable::Orders, Condition::All(&[])),
            Field::DisputeShop => (SqlTable::Disputes, Condition::All(&[])),
            field if field.is_of_orders() => {
                (SqlTable::Orders, Condition::Within(TimeColumn::Completed))
            }
            _ => (SqlTable::Disputes, Condition::SEEN),
        };
        let near = self.sql(near);
        Some(format!(
            "SELECT '{}' AS field, {} AS word, count(*) AS used\nFROM (SELECT {word} AS name FROM {} WHERE {near}) words GROUP BY name",
            field.id(),
            self.dialect().hex("name"),
            self.table(table),
        ))
    }

    /// Writes when an order is of the shops asked for, by the text of a key, and what stands before that; nothing
    /// when all are.
    pub(super) fn chosen(
        &self,
        before: &str,
        keys: &[Key],
        text: impl Fn(&Key) -> String,
    ) -> String {
        let shops = self.question.shops;
        match keys.last().filter(|_| !shops.is_empty()) {
            Some(key) => {
                let shops = self.texts(shops.iter().map(String::as_str));
                format!("{before}{} IN ({shops})", text(key))
            }
            None => String::new(),
        }
    }
}
