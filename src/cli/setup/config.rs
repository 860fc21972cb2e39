//! `disputes config`

use std::io::Write;
use std::path::PathBuf;

use crate::cli::args::limits::{self, LimitArgs, ShopNaming};
use crate::cli::context::Context;
use crate::cli::disputes::guide;
use crate::cli::failure::Failure;
use crate::cli::input::files;
use crate::cli::monitor::receiver;
use crate::cli::output::answer;
use crate::cli::output::format::{ROWS_AND_JSON, TEXT};
use crate::cli::output::translate::{seller_words, translate, values};
use crate::cli::setup::init;
use crate::cli::sources::warehouse;
use crate::config::{Settings, candidates};
use crate::domain::quoted_list;
use crate::messages;
use crate::render::{Document, Grid};

/// Write, check and show the settings
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: ConfigAction,
}

#[derive(Debug, clap::Subcommand)]
enum ConfigAction {
    Init(init::Args),
    /// Check the settings file and that its files are there
    Check,
    /// Show each value and where it comes from
    Show,
    /// Print which settings file is used, and which are looked for
    Path,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if !matches!(args.action, ConfigAction::Show) {
        context.format(TEXT)?;
    }
    match &args.action {
        ConfigAction::Init(args) => init::run(args, context, out),
        ConfigAction::Check => check(context, out),
        ConfigAction::Show => show(context, out),
        ConfigAction::Path => path(context, out),
    }
}

fn check(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let Some(path) = &context.found.path else {
        return Err(Failure::usage("there is no settings file")
            .hint("write one with `disputes config init`"));
    };
    for shop in &context.found.settings.shops {
        files::files_of(context, shop)?.iter().try_for_each(files::require_file)?;
    }
    check_values(context)?;
    context.rules()?;
    check_templates(context)?;
    let wrong: Vec<String> = context
        .found
        .settings
        .notify
        .iter()
        .flat_map(|receiver| {
            let problems = receiver::problems(context, receiver).into_iter();
            problems.map(|problem| format!("notify `{}`: {problem}", receiver.name))
        })
        .collect();
    if !wrong.is_empty() {
        return Err(Failure::usage(wrong.join("\n")).hint(
            "the files that `url_file`, `secret_file` and `password_file` name hold the secret \
             alone, and only you can read them (`chmod 600`)",
        ));
    }
    writeln!(out, "{}", translate(context, "config-sound", values!(path = path.display())))?;
    for (file, shops) in files::shared(context)? {
        let told = values!(file = file.display(), shops = quoted_list(shops));
        writeln!(out, "{}", translate(context, "config-shared", told))?;
    }
    Ok(0)
}

/// Looks whether the folder of the seller's own messages is there, and every file in it sound.
pub(crate) fn check_templates(context: &Context) -> Result<(), Failure> {
    let Some(folder) = &context.found.settings.templates else { return Ok(()) };
    let folder = context.found.resolve(folder);
    guide::check_templates(&folder, context, &mut std::io::sink()).map(|_| ())
}

/// Looks at the values that the settings give in words: names of zones, fields, metrics and the like.
pub(crate) fn check_values(context: &Context) -> Result<(), Failure> {
    let settings = &context.found.settings;
    context.own_zone()?;
    files::check_options(context)?;
    limits::read(&LimitArgs::default(), ShopNaming::OfSettings, context)?;
    for (language, labels) in &settings.labels {
        messages::check_overrides(messages::Language::parse(language)?, labels)?;
    }
    settings.warehouses.iter().try_for_each(|own| warehouse::source(context, &own.name).map(drop))
}

fn path(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    match &context.found.path {
        Some(path) => writeln!(out, "{}", path.display())?,
        None => {
            for path in candidates(&context.environment) {
                writeln!(
                    out,
                    "{}",
                    translate(context, "config-absent", values!(path = path.display()))
                )?;
            }
        }
    }
    Ok(0)
}

fn show(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let audience = format.audience();
    let words = seller_words(context.locale);
    let mut grid = Grid::of_keys("config-column", &["key", "value", "from"], &[], words);
    let file = context.found.path.as_ref().map(|path| path.display().to_string());
    let settings = &context.found.settings;
    let common = &context.common;
    let mut add = |key: &str, flag: Option<String>, set: Option<String>, default: &str| {
        let (value, from) = match (flag, set) {
            (Some(value), _) => (value, format!("--{}", key.replace('_', "-"))),
            (None, Some(value)) => (value, file.clone().unwrap_or_default()),
            (None, None) => (default.to_owned(), words.cell("default", audience)),
        };
        grid.rows.push(vec![key.to_owned(), value, from]);
    };
    let said = |word: &str| words.cell(word, audience);
    let shown = |path: &PathBuf| path.display().to_string();
    add("locale", common.locale.clone(), settings.locale.clone(), context.locale.id());
    add("zone", None, settings.zone.clone(), context.own_zone()?.name());
    add("source_tz", common.source_tz.clone(), settings.source_tz.clone(), "America/Los_Angeles");
    add("encoding", common.encoding.clone(), settings.encoding.clone(), &said("auto"));
    add("rules", common.rules.clone(), settings.rules.clone(), &context.rules()?.id);
    add("window", None, settings.window.map(|days| days.to_string()), &said("the rule set's"));
    add("near", None, settings.near.map(|near| near.to_string()), "70");
    let store = context.environment.state_dir.as_ref().map(|dir| dir.join("store.sqlite"));
    // Without a folder for state there is no usual store.
    let store = store.map(|path| path.display().to_string()).unwrap_or_default();
    add("store", common.store.as_ref().map(shown), settings.store.as_ref().map(shown), &store);
    add("templates", None, settings.templates.as_ref().map(shown), &said("none"));
    for (key, value) in set_in_tables(settings) {
        add(&key, None, Some(value), "");
    }
    let json = || grid.document("disputes/config/v1", "settings");
    answer::without_caveats(format, context, out, json, || {
        Document::of_grid("config", grid.clone())
    })
}

/// Returns the settings of tables, which have no default, and their keys.
fn set_in_tables(settings: &Settings) -> Vec<(String, String)> {
    let mut set = Vec::new();
    let mut add = |key: String, value: &str| set.push((key, value.to_owned()));
    for (language, labels) in &settings.labels {
        labels.iter().for_each(|(key, text)| add(format!("labels.{language}.{key}"), text));
    }
    settings.map.iter().for_each(|(field, title)| add(format!("map.{field}"), title));
    let words = &settings.words;
    for (kind, table) in
        [("status", &words.status), ("reason", &words.reason), ("country", &words.country)]
    {
        table.iter().for_each(|(word, meaning)| add(format!("words.{kind}.{word}"), meaning));
    }
    for shop in &settings.shops {
        let name = &shop.name;
        add(format!("shop.{name}.files"), &shop.files.join(", "));
        let limits = shop.limits.iter();
        limits.for_each(|(metric, limit)| add(format!("shop.{name}.limits.{metric}"), limit));
        if let Some(api) = &shop.api {
            add(format!("shop.{name}.api.app_key"), &api.app_key);
        }
    }
    for receiver in &settings.notify {
        add(format!("notify.{}.kind", receiver.name), &receiver.kind);
    }
    set
}
