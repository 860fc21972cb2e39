//! `disputes doctor`

use std::io::Write;
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use crate::cli::context::{Context, clock};
use crate::cli::failure::{Failure, INPUT};
use crate::cli::input::files;
use crate::cli::monitor::receiver;
use crate::cli::output::format::TEXT_AND_JSON;
use crate::cli::output::language::{self, translated};
use crate::cli::output::translate::{seller_words, translate, values};
use crate::cli::setup::config;
use crate::cli::sources::api::{self, ApiShop, line, store_path, token_path};
use crate::cli::sources::auth::in_words;
use crate::cli::sources::runtime::RealWorld;
use crate::cli::sources::token_manager::{TokenManager, load};
use crate::config::Notify;
use crate::domain::AssessmentDay;
use crate::platform::Tokens;
use crate::platform::{CallError, Client, sync};
use crate::render;
use crate::store::{Store, sweep};

/// Check settings, files, permissions, key, authorisation, clock, store and rule data
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Do not call the platform
    #[arg(long)]
    offline: bool,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum DoctorOutcome {
    Ok,
    Warning,
    Failed,
    Skipped,
}

/// A check.
#[derive(Debug, Serialize)]
struct DoctorCheck {
    id: &'static str,
    shop: Option<String>,
    outcome: DoctorOutcome,
    text: String,
}

/// The platform refuses calls whose time is farther off (`docs/platform/open-platform.md`).
const MOST_SKEW_MS: i64 = 7_200_000;

/// A clock that is farther off than this is worth mending.
const WORTH_SAYING_MS: i64 = 60_000;

/// Rule data that nobody has compared with its sources for longer is worth a look.
const OLD_RULES_DAYS: i64 = 365;

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    let mut checks = vec![settings(context), files(context), state_folder(context)];
    checks.extend(left_overs(context));
    checks.extend(templates(context));
    checks.push(store(context));
    checks.push(rules(context));
    checks.extend(context.found.settings.notify.iter().map(|own| notices(own, context)));
    let with_api = context.found.settings.shops.iter().any(|shop| shop.api.is_some());
    if with_api {
        let reach = if args.offline { Reach::Offline } else { Reach::Platform };
        for shop in api::shops(context)? {
            access(&shop, context, reach, &mut checks);
        }
    } else {
        checks.push(check("api", DoctorOutcome::Skipped, translate(context, "doctor-no-api", &[])));
    }
    let ok = checks.iter().all(|check| check.outcome != DoctorOutcome::Failed);
    if format.is_document() {
        render::document(
            &json!({ "schema": "disputes/doctor/v1", "ok": ok, "checks": checks }),
            out,
        )?;
    } else {
        let words = seller_words(context.locale);
        for check in &checks {
            let mark = match check.outcome {
                DoctorOutcome::Ok => "doctor-ok",
                DoctorOutcome::Warning => "doctor-warning",
                DoctorOutcome::Failed => "doctor-failed",
                DoctorOutcome::Skipped => "doctor-skipped",
            };
            let shop = check.shop.as_ref().map_or_else(String::new, |shop| format!(" {shop}"));
            let mark = translate(context, mark, &[]);
            let subject = words.code(check.id) + &shop;
            line(out, &words.fill("doctor-line", values!(mark, subject, text = check.text)))?;
        }
    }
    Ok(if ok { 0 } else { INPUT })
}

fn check(id: &'static str, outcome: DoctorOutcome, text: impl Into<String>) -> DoctorCheck {
    DoctorCheck { id, shop: None, outcome, text: text.into() }
}

/// Settings that cannot be read have stopped the program before; here are those with values that no
/// command takes.
fn settings(context: &Context) -> DoctorCheck {
    if let Err(failure) = config::check_values(context) {
        return check("settings", DoctorOutcome::Failed, failure.line());
    }
    match &context.found.path {
        Some(path) => check("settings", DoctorOutcome::Ok, path.display().to_string()),
        None => check("settings", DoctorOutcome::Ok, translate(context, "doctor-defaults", &[])),
    }
}

fn files(context: &Context) -> DoctorCheck {
    let mut count = 0;
    for shop in &context.found.settings.shops {
        let files = files::files_of(context, shop);
        let there = files.and_then(|files| {
            files.iter().try_for_each(files::require_file)?;
            Ok(files.len())
        });
        match there {
            Ok(files) => count += files,
            Err(error) => return check("files", DoctorOutcome::Failed, error.line()),
        }
    }
    check("files", DoctorOutcome::Ok, translate(context, "doctor-files", values!(count)))
}

fn state_folder(context: &Context) -> DoctorCheck {
    let Some(folder) = &context.environment.state_dir else {
        return check(
            "state-folder",
            DoctorOutcome::Failed,
            translate(context, "doctor-no-home", &[]),
        );
    };
    let shown = folder.display().to_string();
    let path = values!(path = shown);
    let there = folder.ancestors().find(|above| above.exists());
    if let Some(Err(cause)) = there.map(tempfile::tempfile_in) {
        let text = translate(
            context,
            "doctor-folder-refused",
            values!(path = shown, why = translated(&cause.to_string())),
        );
        return check("state-folder", DoctorOutcome::Failed, text);
    }
    match std::fs::metadata(folder) {
        Err(_) => {
            check("state-folder", DoctorOutcome::Ok, translate(context, "doctor-folder-made", path))
        }
        Ok(_) if open_to_others(folder) => {
            let text = translate(context, "doctor-folder-open", path);
            check("state-folder", DoctorOutcome::Warning, text)
        }
        Ok(_) => check("state-folder", DoctorOutcome::Ok, folder.display().to_string()),
    }
}

/// Looks at a receiver's settings and files; nothing is sent.
fn notices(receiver: &Notify, context: &Context) -> DoctorCheck {
    let problems = receiver::problems(context, receiver);
    let (outcome, text) = if problems.is_empty() {
        (DoctorOutcome::Ok, translate(context, "doctor-receiver", values!(kind = receiver.kind)))
    } else {
        (DoctorOutcome::Failed, language::translated(&problems.join("; ")))
    };
    check("notify", outcome, format!("{}: {text}", receiver.name))
}

/// Looks at the seller's own messages; `None` where the settings name none.
fn templates(context: &Context) -> Option<DoctorCheck> {
    let folder = context.found.settings.templates.as_ref()?;
    Some(match config::check_templates(context) {
        Ok(()) => check("templates", DoctorOutcome::Ok, folder.display().to_string()),
        Err(failure) => check("templates", DoctorOutcome::Failed, failure.line()),
    })
}

/// Folders of the state in which files are replaced.
const WRITTEN: [&str; 6] = ["", "tokens", "spool", "notify", "receivers", "reports"];

/// Removes what killed runs left: copies of tokens and messages. `None` where there was nothing.
fn left_overs(context: &Context) -> Option<DoctorCheck> {
    let folder = context.environment.state_dir.as_ref()?;
    let mut count = 0;
    for below in WRITTEN {
        match sweep(&folder.join(below)) {
            Ok(swept) => count += swept,
            Err(error) => {
                let text = format!("`{}`: {error}", folder.join(below).display());
                return Some(check("left-overs", DoctorOutcome::Failed, text));
            }
        }
    }
    let text = || translate(context, "doctor-left-overs", values!(count));
    (count > 0).then(|| check("left-overs", DoctorOutcome::Ok, text()))
}

#[cfg(unix)]
fn open_to_others(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|metadata| {
        std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
    })
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> bool {
    false
}

fn store(context: &Context) -> DoctorCheck {
    let opened = store_path(context).and_then(|path| Ok(Store::open_to_read(&path)?));
    let store = match opened {
        Ok(Some(store)) => store,
        Ok(None) => {
            return check("store", DoctorOutcome::Ok, translate(context, "doctor-no-store", &[]));
        }
        Err(failure) => return check("store", DoctorOutcome::Failed, failure.text()),
    };
    match store.check() {
        Ok(faults) if faults.is_empty() => check(
            "store",
            DoctorOutcome::Ok,
            translate(context, "doctor-store-sound", values!(path = store.path().display())),
        ),
        Ok(faults) => check("store", DoctorOutcome::Failed, faults.join("; ")),
        Err(error) => check("store", DoctorOutcome::Failed, Failure::from(error).text()),
    }
}

fn rules(context: &Context) -> DoctorCheck {
    let rules = match context.rules() {
        Ok(rules) => rules,
        Err(failure) => return check("rules", DoctorOutcome::Failed, failure.text()),
    };
    let age = clock().days_since(rules.retrieved.start());
    let text = translate(context, "doctor-rules", values!(rules = rules.id, day = rules.retrieved));
    let old = AssessmentDay::of(clock()) > rules.retrieved && age > OLD_RULES_DAYS;
    check("rules", if old { DoctorOutcome::Warning } else { DoctorOutcome::Ok }, text)
}

type DoctorFinding = (&'static str, DoctorOutcome, String);

/// Whether the platform is called.
#[derive(Clone, Copy)]
enum Reach {
    Platform,
    Offline,
}

fn access(shop: &ApiShop<'_>, context: &Context, reach: Reach, checks: &mut Vec<DoctorCheck>) {
    let mut findings = Vec::new();
    if let Err((id, text)) = examine(shop, context, reach, &mut findings) {
        findings.push((id, DoctorOutcome::Failed, text));
    }
    let name = Some(shop.shop.name.clone());
    checks.extend(findings.into_iter().map(|(id, outcome, text)| DoctorCheck {
        id,
        shop: name.clone(),
        outcome,
        text,
    }));
}

/// Examines a shop's access, and stops at the first thing without which the rest cannot work.
fn examine(
    shop: &ApiShop<'_>,
    context: &Context,
    reach: Reach,
    findings: &mut Vec<DoctorFinding>,
) -> Result<(), (&'static str, String)> {
    let failed = |id| move |failure: Failure| (id, failure.text());
    let access = shop.access(context).map_err(failed("secret"))?;
    findings.push(("secret", DoctorOutcome::Ok, translate(context, "doctor-secret", &[])));
    let zone = context.own_zone().map_err(failed("authorisation"))?;
    let path = token_path(context, &shop.shop.name).map_err(failed("authorisation"))?;
    let now = clock();
    let tokens = load(&path, now).map_err(Failure::from).map_err(failed("authorisation"))?;
    let renewable =
        |t: &Tokens| t.refresh.is_some() && t.refresh_ends.is_none_or(|ends| ends > now);
    let words = in_words(tokens.as_ref(), context, zone);
    if !tokens.as_ref().is_some_and(|tokens| tokens.access_ends > now || renewable(tokens)) {
        return Err(("authorisation", words));
    }
    findings.push(("authorisation", DoctorOutcome::Ok, words));
    if matches!(reach, Reach::Offline) {
        findings.push((
            "platform",
            DoctorOutcome::Skipped,
            translate(context, "doctor-not-called", &[]),
        ));
        return Ok(());
    }
    let runtime = RealWorld::new(context);
    let client =
        Client::new(access, &runtime).map_err(Failure::from).map_err(failed("platform"))?;
    let (outcome, text) = skew(&client, context);
    findings.push(("clock", outcome, text));
    if outcome != DoctorOutcome::Failed {
        let tokens = TokenManager::new(&client, path);
        let open = sync::probe(&client, &tokens, shop.channel())
            .map_err(Failure::from)
            .map_err(failed("platform"))?;
        let text = translate(context, "doctor-answers", values!(address = shop.base_url(), open));
        findings.push(("platform", DoctorOutcome::Ok, text));
    }
    Ok(())
}

fn skew(client: &Client<'_>, context: &Context) -> (DoctorOutcome, String) {
    match client.clock_ahead() {
        Ok(None) => (DoctorOutcome::Warning, translate(context, "doctor-no-time", &[])),
        Ok(Some(ahead)) => {
            let text = translate(context, "doctor-skew", values!(seconds = ahead / 1_000));
            let outcome = match ahead.abs() {
                far if far > MOST_SKEW_MS => DoctorOutcome::Failed,
                off if off > WORTH_SAYING_MS => DoctorOutcome::Warning,
                _ => DoctorOutcome::Ok,
            };
            (outcome, text)
        }
        Err(error @ CallError::NoAnswer { .. }) => {
            (DoctorOutcome::Failed, Failure::from(error).text())
        }
        Err(error) => (DoctorOutcome::Warning, Failure::from(error).text()),
    }
}
