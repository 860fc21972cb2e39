//! `disputes warehouse`, and the warehouses of the settings.

use std::io::Write;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;

use crate::cli::args::zones::zone;
use crate::cli::context::Context;
use crate::cli::failure::{Failure, INPUT, UNANSWERED};
use crate::cli::input::progress::ProgressLine;
use crate::cli::output::format::TEXT_AND_JSON;
use crate::cli::output::language;
use crate::cli::output::quoting::known;
use crate::config;
use crate::domain::{
    Caveat, CaveatKind, FactSet, Metric, Window, Zone, quoted_list, quoted_words, show_hostile,
};
use crate::files;
use crate::input::Meter;
use crate::render;
use crate::reports::rate::RateSettings;
use crate::reports::shop_names::ShopNames;
use crate::rules::RuleSet;
use crate::secret::Secret;
use crate::store::read_private;
use crate::warehouse::{
    ClientError, CountsError, Dialect, EngineClient, Field, GroupBy, Login, MaskQuestion, Server,
    Tables, Vocabulary, Word, read_counts, read_words,
};

/// Check the databases in which orders are counted
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: WarehouseAction,
}

#[derive(Debug, clap::Subcommand)]
enum WarehouseAction {
    /// Check that a warehouse of the settings can be asked: client, columns, types, rights, words, repeated rows
    Check {
        /// The warehouse's name
        name: String,
    },
}

/// A warehouse of the settings, ready to be asked.
pub(crate) struct WarehouseSource {
    /// Its name.
    pub(crate) name: String,
    dialect: Dialect,
    tables: Tables,
    words: Vocabulary,
    zone: Option<Zone>,
    engine: Engine,
}

enum Engine {
    Client(EngineClient),
    Server(Box<Server>),
}

/// How long an answer may take when the settings do not say, in seconds.
const TIMEOUT: u64 = 300;

/// How long a server may take to answer at all, in seconds.
const REACH: u64 = 10;

/// Returns a warehouse of the settings.
pub(crate) fn source(context: &Context, name: &str) -> Result<WarehouseSource, Failure> {
    let all = &context.found.settings.warehouses;
    let Some(found) = all.iter().find(|warehouse| warehouse.name == name) else {
        let known = known(all.iter().map(|one| &one.name));
        return Err(usage_error!("the settings name no warehouse `{name}`; there are {known}")
            .hint("a warehouse is a block `[[warehouse]]` of the settings (docs/warehouse.md)"));
    };
    let Some(dialect) = Dialect::from_id(&found.dialect) else {
        let known = quoted_list(Dialect::ALL.map(Dialect::id));
        return Err(usage_error!(
            "warehouse `{name}`: there is no dialect `{}`; there are {known}",
            found.dialect
        ));
    };
    let columns = found.columns.iter().map(|(field, column)| (field.as_str(), column.as_str()));
    let words = found.words.iter().flat_map(|(field, words)| {
        words.iter().map(|(theirs, ours)| (field.as_str(), theirs.as_str(), ours.as_str()))
    });
    let table =
        |named: &Option<String>, usual: &str| named.clone().unwrap_or_else(|| usual.to_owned());
    Ok(WarehouseSource {
        name: name.to_owned(),
        dialect,
        tables: Tables::new(
            &table(&found.orders, "orders"),
            &table(&found.disputes, "disputes"),
            columns,
        )?,
        words: Vocabulary::new(words)?,
        zone: found
            .zone
            .as_ref()
            .map(|named| zone(named, "settings, warehouse, `zone`"))
            .transpose()?,
        engine: engine(context, found)?,
    })
}

fn engine(context: &Context, found: &config::Warehouse) -> Result<Engine, Failure> {
    let name = &found.name;
    let timeout = Duration::from_secs(found.timeout.unwrap_or(TIMEOUT));
    let (words, url) = match (&found.command, &found.url) {
        (Some(words), None) => (words, None),
        (None, Some(url)) => (&Vec::new(), Some(url)),
        (Some(_), Some(_)) | (None, None) => {
            return Err(usage_error!(
                "warehouse `{name}` needs either `command`, the engine's own client, or `url`"
            ));
        }
    };
    if let Some(url) = url {
        if found.dialect != Dialect::Clickhouse.id() {
            return Err(usage_error!("warehouse `{name}`: only ClickHouse is asked by `url`")
                .hint("name the engine's own client as `command`"));
        }
        let password = found.password_file.as_ref();
        let password = password.map(|path| read_password(context, name, path)).transpose()?;
        let authority = found.ca_file.as_ref();
        let authority = authority.map(|path| read_authority(context, name, path)).transpose()?;
        let login = Login { user: found.user.clone(), password, authority };
        let server = Server::new(url, login, timeout)
            .map_err(|error| usage_error!("warehouse `{name}`: {error}"))?;
        return Ok(Engine::Server(Box::new(server)));
    }
    let Some((program, arguments)) = words.split_first() else {
        return Err(usage_error!("warehouse `{name}`: `command` is empty"));
    };
    let (program, arguments) = (program.clone(), arguments.to_vec());
    Ok(Engine::Client(EngineClient { program, arguments, timeout }))
}

fn read_authority(
    context: &Context,
    name: &str,
    path: &std::path::Path,
) -> Result<Vec<u8>, Failure> {
    let bounds = context.bounds().of_settings();
    files::read(&context.found.resolve(path), bounds).map_err(|error| {
        usage_error!("warehouse `{name}`: `ca_file` cannot be used: {error}")
            .hint("the file holds the certificate of the authority, as PEM")
    })
}

fn read_password(context: &Context, name: &str, path: &std::path::Path) -> Result<Secret, Failure> {
    let wrong = |what: String| {
        usage_error!("warehouse `{name}`: `password_file` {what}")
            .hint("the file holds the password alone, and only you can read it (`chmod 600`)")
    };
    let bytes = read_private(&context.found.resolve(path), context.bounds());
    let bytes = bytes.map_err(|error| wrong(format!("cannot be used: {error}")))?;
    let bytes = bytes.ok_or_else(|| wrong("is not there".to_owned()))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("is not text".to_owned()))?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}

impl WarehouseSource {
    /// Returns the question behind the masks.
    pub(crate) fn question<'a>(
        &'a self,
        window: Window,
        by: GroupBy,
        shops: &'a [String],
    ) -> MaskQuestion<'a> {
        MaskQuestion {
            dialect: self.dialect,
            tables: &self.tables,
            words: &self.words,
            window,
            zone: self.zone,
            by,
            shops,
        }
    }

    /// Returns what the source is called beside figures.
    pub(crate) fn label(&self) -> String {
        format!("warehouse {} ({})", self.name, self.dialect.id())
    }

    /// Runs a statement.
    pub(crate) fn run(&self, statement: &str) -> Result<String, Failure> {
        let _progress = ProgressLine::of("waiting for the warehouse", &Meter::default().into());
        let answer = match &self.engine {
            Engine::Client(client) => client.run(statement),
            Engine::Server(server) => server.run(statement),
        };
        answer.map_err(|error| self.unanswered(error))
    }

    fn unanswered(&self, error: ClientError) -> Failure {
        let hint = match &error {
            ClientError::NotFound { .. } | ClientError::Start { .. } => {
                "install the engine's client, or give its full path as `command`"
            }
            ClientError::Stopped { .. } => {
                "set `timeout`, or run the statement of `disputes sql` and pass the result with `--counts`"
            }
            ClientError::Lost { .. } => "check that the server is running, and try again",
            ClientError::Failed { .. } => {
                "compare tables and columns with `disputes warehouse check`; name them under `[[warehouse]]`"
            }
            ClientError::TooLarge | ClientError::NotText => {
                "`command` must print the rows alone, as csv or tab-separated"
            }
        };
        let name = &self.name;
        let error = anyhow::Error::new(error).context(format!("warehouse `{name}` gave no answer"));
        Failure::with_code(error, UNANSWERED).hint(hint)
    }

    /// Refuses an answer that is none.
    pub(crate) fn garbled(&self, error: &CountsError) -> Failure {
        let failure = refused(error.clone(), &self.label());
        match error {
            CountsError::Line { .. }
            | CountsError::DelayLine { .. }
            | CountsError::Empty
            | CountsError::RowsLost { .. }
            | CountsError::Cut => failure.with(UNANSWERED).hint(
                "`command` must print the rows alone, as csv or tab-separated, without messages",
            ),
            _ => failure,
        }
    }

    /// Asks which words are in use, and returns what is not known of them.
    pub(crate) fn unknown_words(&self, window: Window) -> Result<Vec<Caveat>, Failure> {
        let statement = self.question(window, GroupBy::Nothing, &[]).words_statement()?;
        let words = read_words(&self.run(&statement)?).map_err(|error| self.garbled(&error))?;
        Ok(self.unknown_of(&words))
    }

    /// Refuses a shop that no row of the tables names, where any row names one.
    pub(crate) fn require_shops(&self, question: &MaskQuestion<'_>) -> Result<(), Failure> {
        if question.shops.is_empty() {
            return Ok(());
        }
        let words = read_words(&self.run(&question.shops_statement()?)?);
        let mut shops = ShopNames::looking_for(question.shops);
        for word in words.map_err(|error| self.garbled(&error))? {
            if matches!(word.field, Field::Shop | Field::DisputeShop) {
                shops.meet(&word.word);
            }
        }
        match (shops.missing(), shops.met()) {
            ([unknown, ..], Some(met)) => Err(usage_error!(
                "no row of {} belongs to shop `{unknown}`; there are {met}",
                self.label()
            )),
            ([], _) | (_, None) => Ok(()),
        }
    }

    fn unknown_of(&self, words: &[Word]) -> Vec<Caveat> {
        let is_unknown = |word: &&Word| !self.words.knows(word.field, &word.word);
        let unknown: Vec<Word> = words.iter().filter(is_unknown).cloned().collect();
        unknown_words(&unknown, &self.label())
    }

    /// Runs a short statement that every engine answers, with little patience.
    fn reach(&self) -> Result<(), Failure> {
        let answer = match &self.engine {
            Engine::Client(client) => {
                let timeout = client.timeout.min(Duration::from_secs(REACH));
                EngineClient { timeout, ..client.clone() }.run("SELECT 1 AS reached")
            }
            Engine::Server(server) => server.run("SELECT 1 AS reached"),
        };
        let text = answer.map_err(|error| self.unanswered(error))?;
        if text.lines().any(|line| line.trim().trim_matches('"') == "1") {
            return Ok(());
        }
        Err(self.garbled(&CountsError::Line { line: 1, text: text.chars().take(80).collect() }))
    }

    /// Asks whether the user may write; `None` where the engine does not say.
    fn may_write(&self) -> Option<bool> {
        let statement = match self.dialect {
            Dialect::Postgres => {
                let name = |parts: &[String]| {
                    let parts = parts.iter().map(|part| format!("\"{}\"", part.replace('"', "\"\"")));
                    parts.collect::<Vec<_>>().join(".").replace('\'', "''")
                };
                format!(
                    "SELECT CASE WHEN has_table_privilege('{0}', 'INSERT, UPDATE, DELETE') OR has_table_privilege('{1}', 'INSERT, UPDATE, DELETE') THEN 1 ELSE 0 END AS may_write",
                    name(self.tables.orders()),
                    name(self.tables.disputes()),
                )
            }
            Dialect::Clickhouse => "SELECT CASE WHEN value = '0' THEN 1 ELSE 0 END AS may_write FROM system.settings WHERE name = 'readonly'".to_owned(),
            _ => return None,
        };
        let answer = self.run(&statement).ok()?;
        match answer.lines().last().map(|line| line.trim().trim_matches('"'))? {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

/// Says which words of the tables of a source are not known.
pub(crate) fn unknown_words(words: &[Word], source: &str) -> Vec<Caveat> {
    let caveat = |kind: CaveatKind, field: Field, of: Option<&str>| {
        let unknown: Vec<&Word> = words.iter().filter(|word| word.field == field).collect();
        let count = unknown.iter().map(|word| word.used).sum::<u64>();
        (count > 0).then(|| {
            let quoted = quoted_words(unknown.iter().map(|word| (word.word.as_str(), word.used)));
            let caveat = Caveat::new(kind).counting(count).with("words", quoted);
            // Words of a warehouse are mapped elsewhere than those of files.
            let caveat = caveat.in_file(source).with("lines", "warehouse");
            let caveat = caveat.with("table", field.id());
            match of {
                Some(of) => caveat.with("of", of),
                None => caveat,
            }
        })
    };
    let found = [
        caveat(CaveatKind::UnknownStatus, Field::Status, Some("disputes")),
        caveat(CaveatKind::UnknownStatus, Field::Completion, Some("orders")),
        caveat(CaveatKind::UnknownReason, Field::Reason, None),
        caveat(CaveatKind::UnknownLiability, Field::Liability, None),
    ];
    found.into_iter().flatten().collect()
}

/// One thing that was looked at.
#[derive(Serialize)]
struct FindingV1 {
    what: &'static str,
    status: &'static str,
    message: String,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let WarehouseAction::Check { name } = &args.action;
    let format = context.format(TEXT_AND_JSON)?;
    let source = source(context, name)?;
    let findings = findings(&source, context)?;
    if format.is_document() {
        let document = json!({
            "schema": "disputes/warehouse-check/v1",
            "warehouse": &source.name,
            "dialect": source.dialect.id(),
            "findings": &findings,
        });
        render::document(&document, out)?;
        return Ok(0);
    }
    for FindingV1 { what, status, message } in &findings {
        let said = language::translated(message);
        writeln!(out, "{status:7}  {what:8}  {}", show_hostile(&said))?;
    }
    Ok(0)
}

/// Says of which types the columns are, and which are not there.
fn columns_found(
    source: &WarehouseSource,
    question: &MaskQuestion<'_>,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut found = Vec::new();
    match question.types_statement() {
        Some(statement) => {
            let types = read_words(&source.run(&statement)?).map_err(|e| source.garbled(&e))?;
            for Word { field, word, .. } in &types {
                found.push(("ok", format!("column `{}` is of type `{word}`", field.id())));
            }
            if types.is_empty() {
                let text = "the tables are empty, so nothing is known of types";
                found.push(("warning", text.to_owned()));
            }
        }
        None => {
            found.push(("warning", "this engine does not say what types columns have".to_owned()));
        }
    }
    for field in source.tables.missing() {
        found.push(("warning", format!("column `{}` is not there", field.id())));
    }
    Ok(found)
}

/// Looks at everything, the cheapest first; what prevents an answer is a failure.
fn findings(source: &WarehouseSource, context: &Context) -> Result<Vec<FindingV1>, Failure> {
    let mut found = Vec::new();
    let mut add = |what, status, message: String| found.push(FindingV1 { what, status, message });
    source.reach()?;
    add("reach", "ok", "the client answers".to_owned());
    let days = one_window(&context.rules()?, context.found.settings.window)?;
    let window = Window::ending_at(context.as_of, days);
    let question = source.question(window, GroupBy::Nothing, &[]);
    for (status, message) in columns_found(source, &question)? {
        add("column", status, message);
    }
    let (status, message) = match source.may_write() {
        Some(false) => ("ok", "this user may not write to the tables"),
        Some(true) => ("warning", "this user may write to the tables; give one that may only read"),
        None => ("unknown", "this engine does not say whether the user may write"),
    };
    add("rights", status, message.to_owned());
    let words = read_words(&source.run(&question.words_statement()?)?);
    for Word { field, word, used } in words.map_err(|error| source.garbled(&error))? {
        let known = source.words.knows(field, &word);
        let status = if known { "ok" } else { "warning" };
        let what = if known { "known" } else { "not known" };
        add("word", status, format!("{} `{word}`: {used} rows, {what}", field.id()));
    }
    let file = read_counts(&source.run(&question.statement()?)?).map_err(|e| source.garbled(&e))?;
    let orders = file.rows.iter().map(|row| row.orders).sum::<u64>();
    add("count", "ok", format!("{orders} orders near the window of {days} days"));
    let status = |count: u64| if count > 0 { "warning" } else { "ok" };
    let repeated = file.repeated;
    add(
        "rows",
        status(repeated),
        format!("{repeated} orders have several rows in the table of orders"),
    );
    let undated = file.undated;
    add(
        "rows",
        status(undated),
        format!("{undated} orders have a dispute without the time of filing"),
    );
    Ok(found)
}

/// Returns the length of the window of every metric, in days.
pub(crate) fn one_window(rules: &RuleSet, window: Option<u32>) -> Result<u32, Failure> {
    let settings = RateSettings::new(rules.clone(), window, FactSet::ALL);
    let days = settings.longest_window();
    if Metric::ALL.into_iter().any(|metric| settings.days(metric) != days) {
        return Err(usage_error!(
            "the windows of rule set `{}` differ in length, and a statement counts one",
            rules.id
        )
        .hint("name one with `--window DAYS`"));
    }
    Ok(days)
}

/// Refuses counts.
pub(crate) fn refused(error: impl Into<anyhow::Error>, source: &str) -> Failure {
    let error = error.into().context(format!("the counts of `{source}` are refused"));
    Failure::with_code(error, INPUT)
}
