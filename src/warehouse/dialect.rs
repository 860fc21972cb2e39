//! What differs between engines.

use crate::domain::enum_with_ids;
use crate::domain::{Moment, WallTime};

enum_with_ids! {
    /// A dialect of SQL.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Dialect {
        /// Apache Spark SQL, and Sail.
        Spark = "spark",
        /// ClickHouse.
        Clickhouse = "clickhouse",
        /// PostgreSQL and its kin.
        Postgres = "postgres",
        /// DuckDB.
        Duckdb = "duckdb",
        /// Apache Doris.
        Doris = "doris",
        /// StarRocks.
        Starrocks = "starrocks",
        /// SQLite.
        Sqlite = "sqlite",
    }
}

/// Where a bound of a time is written for: columns with a zone, or clocks on a wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instant {
    /// A moment.
    Moment(Moment),
    /// What the clocks of the columns' zone show then.
    Wall(WallTime),
}

/// What the columns of times hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeType {
    /// Moments: times with a zone.
    Moment,
    /// What clocks of a zone show.
    Wall,
}

impl Instant {
    /// Returns the milliseconds since 1970, of the wall's clocks where there is no zone.
    pub(super) fn millis(self) -> i64 {
        match self {
            Self::Moment(moment) => moment.millis(),
            Self::Wall(wall) => wall.and_utc().timestamp_millis(),
        }
    }

    fn text(self) -> String {
        let shown = match self {
            Self::Moment(moment) => moment.utc().naive_utc(),
            Self::Wall(wall) => wall,
        };
        shown.format("%Y-%m-%d %H:%M:%S%.3f").to_string()
    }
}

impl Dialect {
    /// Returns whether its statements are run by this program's own tests.
    pub const fn is_tested(self) -> bool {
        !matches!(self, Self::Doris | Self::Starrocks)
    }

    /// Returns whether it has times without a zone alone.
    pub(super) const fn has_only_wall_times(self) -> bool {
        matches!(self, Self::Doris | Self::Starrocks)
    }

    /// Returns whether it has times with a zone alone.
    pub(super) const fn has_only_moments(self) -> bool {
        matches!(self, Self::Clickhouse)
    }

    /// Writes a name, quoted.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Spark | Self::Doris | Self::Starrocks => {
                format!("`{}`", name.replace('`', "``"))
            }
            Self::Clickhouse => format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`")),
            Self::Postgres | Self::Duckdb | Self::Sqlite => {
                format!("\"{}\"", name.replace('"', "\"\""))
            }
        }
    }

    /// Writes a text, quoted.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::Spark | Self::Clickhouse | Self::Doris | Self::Starrocks => {
                format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
            }
            Self::Postgres if text.contains('\\') => {
                format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
            }
            Self::Postgres | Self::Duckdb | Self::Sqlite => {
                format!("'{}'", text.replace('\'', "''"))
            }
        }
    }

    /// Writes something as text; nothing stays nothing.
    pub(super) fn as_text(self, value: &str) -> String {
        match self {
            // Texts that cannot be nothing stay so, and are searched in half of the time.
            Self::Clickhouse => format!("toString({value})"),
            // Texts are the same where their bytes are, and are sorted by them: the collations of two
            // columns can differ, and those of languages cost more.
            Self::Postgres => format!("CAST({value} AS TEXT) COLLATE \"C\""),
            _ => format!("CAST({value} AS {})", self.text_type()),
        }
    }

    /// Writes nothing, as a text.
    pub(super) fn no_text(self) -> String {
        match self {
            Self::Postgres => "CAST(NULL AS TEXT) COLLATE \"C\"".to_owned(),
            _ => format!("CAST(NULL AS {})", self.text_type()),
        }
    }

    const fn text_type(self) -> &'static str {
        match self {
            Self::Spark | Self::Doris | Self::Starrocks => "STRING",
            Self::Clickhouse => "Nullable(String)",
            Self::Postgres | Self::Sqlite => "TEXT",
            Self::Duckdb => "VARCHAR",
        }
    }

    /// Writes the bytes of a text in hexadecimal digits.
    pub(super) fn hex(self, text: &str) -> String {
        match self {
            Self::Postgres => format!("encode(convert_to({text}, 'UTF8'), 'hex')"),
            _ => format!("hex({text})"),
        }
    }

    /// Writes a bound for [`Dialect::time`].
    pub(super) fn bound(self, at: Instant) -> String {
        let millis = at.millis();
        match (self, at) {
            (Self::Sqlite, _) => millis.to_string(),
            (Self::Clickhouse, _) => format!("fromUnixTimestamp64Milli({millis}, 'UTC')"),
            (Self::Spark, Instant::Moment(_)) => format!("timestamp_millis({millis})"),
            (Self::Spark, Instant::Wall(_)) => format!("TIMESTAMP_NTZ '{}'", at.text()),
            (Self::Postgres | Self::Duckdb, Instant::Moment(_)) => {
                format!("TIMESTAMPTZ '{}+00:00'", at.text())
            }
            (Self::Postgres | Self::Duckdb, Instant::Wall(_)) => {
                format!("TIMESTAMP '{}'", at.text())
            }
            (Self::Doris, _) => format!("CAST('{}' AS DATETIME(3))", at.text()),
            (Self::Starrocks, _) => format!("CAST('{}' AS DATETIME)", at.text()),
        }
    }

    /// Writes a column of times so that it can be compared with bounds.
    pub(super) fn time(self, column: &str) -> String {
        match self {
            // Texts of ISO 8601, or whole milliseconds since 1970. Digits behind the milliseconds are
            // left out, because they would be rounded.
            Self::Sqlite => {
                let text = format!(
                    "CASE WHEN substr({column}, 20, 5) GLOB '.[0-9][0-9][0-9][0-9]' THEN substr({column}, 1, 23) || ltrim(substr({column}, 24), '0123456789') ELSE {column} END"
                );
                format!(
                    "(CASE typeof({column}) WHEN 'integer' THEN {column} ELSE CAST(round((julianday({text}) - 2440587.5) * 86400000.0) AS INTEGER) END)"
                )
            }
            _ => column.to_owned(),
        }
    }

    /// Writes when a value of a column of times is not a time with a zone, or, for clocks on a wall, not one
    /// without; `None` where the engine cannot say what type a column has.
    pub(super) fn time_fault(self, column: &str, times: TimeType) -> Option<String> {
        Some(match self {
            Self::Spark => {
                let kind = if times == TimeType::Wall { "timestamp_ntz" } else { "timestamp" };
                format!("typeof({column}) <> '{kind}'")
            }
            Self::Postgres => {
                let zone = if times == TimeType::Wall { "without" } else { "with" };
                format!("CAST(pg_typeof({column}) AS TEXT) <> 'timestamp {zone} time zone'")
            }
            Self::Duckdb if times == TimeType::Wall => {
                format!(
                    "typeof({column}) NOT IN ('TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS')"
                )
            }
            Self::Duckdb => format!("typeof({column}) <> 'TIMESTAMP WITH TIME ZONE'"),
            Self::Clickhouse => format!("toTypeName({column}) NOT LIKE '%DateTime%'"),
            Self::Sqlite => {
                let zoned = format!(
                    "({column} GLOB '*[zZ]' OR {column} GLOB '*[0-9][+-][0-9][0-9]:[0-9][0-9]')"
                );
                let form = if times == TimeType::Wall { format!("NOT {zoned}") } else { zoned };
                format!(
                    "CASE typeof({column}) WHEN 'null' THEN 0 WHEN 'integer' THEN {} WHEN 'text' THEN NOT ({form} AND julianday({column}) IS NOT NULL) ELSE 1 END",
                    // A count of seconds would be a moment of the first weeks of 1970.
                    if times == TimeType::Wall {
                        "1".to_owned()
                    } else {
                        format!("{column} BETWEEN -100000000000 AND 100000000000")
                    }
                )
            }
            Self::Doris | Self::Starrocks => return None,
        })
    }

    /// Writes when ids are floating-point numbers, which keep 15 digits; `None` where the engine
    /// cannot say what type a column has.
    pub(super) fn id_fault(self, column: &str) -> Option<String> {
        Some(match self {
            Self::Spark => format!("typeof({column}) IN ('float', 'double')"),
            Self::Postgres => {
                format!("CAST(pg_typeof({column}) AS TEXT) IN ('real', 'double precision')")
            }
            Self::Duckdb => format!("typeof({column}) IN ('FLOAT', 'DOUBLE')"),
            Self::Clickhouse => format!("toTypeName({column}) LIKE '%Float%'"),
            Self::Sqlite => format!("typeof({column}) = 'real'"),
            Self::Doris | Self::Starrocks => return None,
        })
    }

    /// Returns whether all values of a column are of one type, so that one row shows it.
    pub(super) const fn has_typed_columns(self) -> bool {
        !matches!(self, Self::Sqlite)
    }

    /// Returns the expression of a value's type, with `{}` for the value; `None` where the engine has
    /// none.
    pub(super) const fn type_of(self) -> Option<&'static str> {
        match self {
            Self::Spark | Self::Duckdb | Self::Sqlite => Some("typeof({})"),
            Self::Postgres => Some("CAST(pg_typeof({}) AS TEXT)"),
            Self::Clickhouse => Some("toTypeName({})"),
            Self::Doris | Self::Starrocks => None,
        }
    }

    /// Writes something as a whole number of 64 bits.
    pub(super) fn as_number(self, value: &str) -> String {
        let kind = match self {
            Self::Clickhouse => "Nullable(Int64)",
            Self::Sqlite => "INTEGER",
            Self::Spark | Self::Postgres | Self::Duckdb | Self::Doris | Self::Starrocks => "BIGINT",
        };
        format!("CAST({value} AS {kind})")
    }

    /// Writes a column of times as milliseconds since 1970, of clocks on a wall where there is no zone.
    pub(super) fn millis(self, column: &str, times: TimeType) -> String {
        match self {
            Self::Sqlite => self.time(column),
            Self::Postgres => format!("CAST(floor(extract(epoch FROM {column}) * 1000) AS BIGINT)"),
            Self::Duckdb => format!("epoch_ms({column})"),
            Self::Clickhouse => {
                format!("toUnixTimestamp64Milli(CAST({column} AS Nullable(DateTime64(3))))")
            }
            // Only times with a zone have milliseconds of their own.
            Self::Spark if times == TimeType::Wall => format!(
                "(unix_date(CAST({column} AS DATE)) * 86400000L + hour({column}) * 3600000L + minute({column}) * 60000L + CAST(floor(extract(SECOND FROM {column}) * 1000) AS BIGINT))"
            ),
            Self::Spark => format!("unix_millis({column})"),
            Self::Doris | Self::Starrocks => {
                format!("milliseconds_diff({column}, CAST('1970-01-01 00:00:00' AS DATETIME))")
            }
        }
    }

    /// Writes texts one behind the other; none of them is nothing.
    pub(super) fn joined(self, texts: &[String]) -> String {
        match self {
            Self::Sqlite => texts.join(" || "),
            _ => format!("concat({})", texts.join(", ")),
        }
    }

    /// Writes a quotient of whole numbers that are not negative.
    pub(super) fn quotient(self, dividend: &str, divisor: i64) -> String {
        match self {
            Self::Spark | Self::Doris | Self::Starrocks => format!("({dividend} DIV {divisor})"),
            Self::Clickhouse => format!("intDiv({dividend}, {divisor})"),
            Self::Duckdb => format!("({dividend} // {divisor})"),
            Self::Postgres | Self::Sqlite => format!("({dividend} / {divisor})"),
        }
    }

    /// Writes an aggregate: numbers that are not nothing, with `+` between them, in no order.
    pub(super) fn list(self, number: &str) -> String {
        let text = self.as_text(number);
        match self {
            Self::Spark => format!("array_join(collect_list({text}), '+')"),
            Self::Clickhouse => format!("arrayStringConcat(groupArray({text}), '+')"),
            Self::Postgres | Self::Duckdb => format!("string_agg({text}, '+')"),
            Self::Doris | Self::Starrocks | Self::Sqlite => format!("group_concat({text}, '+')"),
        }
    }

    /// Returns the name of the union of numbers' bits as an aggregate; `None` where there is none.
    pub(super) const fn bit_or(self) -> Option<&'static str> {
        match self {
            Self::Spark | Self::Postgres | Self::Duckdb => Some("bit_or"),
            Self::Clickhouse => Some("groupBitOr"),
            Self::Doris => Some("group_bit_or"),
            Self::Starrocks | Self::Sqlite => None,
        }
    }

    /// Returns the word by which a named part of a statement is computed once, however often it is
    /// read; `None` where it is computed each time, or where the orders would be read by one process.
    pub(super) const fn once(self) -> Option<&'static str> {
        match self {
            Self::Duckdb => Some("MATERIALIZED "),
            // It does so without a word.
            Self::Sqlite => Some(""),
            Self::Spark | Self::Clickhouse | Self::Postgres | Self::Doris | Self::Starrocks => None,
        }
    }

    /// What ends every statement.
    pub(super) const fn tail(self) -> &'static str {
        match self {
            Self::Clickhouse => "\nSETTINGS join_use_nulls = 1, transform_null_in = 0",
            _ => "",
        }
    }
}
