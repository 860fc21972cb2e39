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
use crate::cli::output::language::translated;
use crate::cli::output::translate::{seller_words, translate, values};
use crate::cli::setup::config;
use crate::cli::sources::api::{self, ApiShop, line, store_path, token_path};
use crate::cli::sources::auth::in_words;
use crate::cli::sources::runtime::RealWorld;
use crate::config::Notify;
use crate::domain::AssessmentDay;
use crate::platform::{CallError, Client, TokenManager, Tokens, sync};
use crate::render;
use crate::store::{Store, StoreError, sweep};

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

/// What was found: that all is well, or else what is wrong.
type CheckResult = Result<String, String>;

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    let mut checks = vec![
        checked("settings", settings(context)),
        checked("files", files(context)),
        state_folder(context),
    ];
    checks.extend(left_overs(context).map(|found| checked("left-overs", found)));
    checks.extend(templates(context).map(|found| checked("templates", found)));
    checks.push(checked("store", store(context)));
    checks.push(rules(context));
    let receivers = context.found.settings.notify.iter();
    checks.extend(receivers.map(|own| checked("notify", notices(own, context))));
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
        let document = json!({ "schema": "disputes/doctor/v1", "ok": ok, "checks": checks });
        render::document(&document, out)?;
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
            let (mark, subject) = (words.get(mark), words.code(check.id) + &shop);
            line(out, &words.fill("doctor-line", values!(mark, subject, text = check.text)))?;
        }
    }
    Ok(if ok { 0 } else { INPUT })
}

const fn check(id: &'static str, outcome: DoctorOutcome, text: String) -> DoctorCheck {
    DoctorCheck { id, shop: None, outcome, text }
}

fn checked(id: &'static str, found: CheckResult) -> DoctorCheck {
    match found {
        Ok(text) => check(id, DoctorOutcome::Ok, text),
        Err(text) => check(id, DoctorOutcome::Failed, text),
    }
}

/// Settings that cannot be read have stopped the program before; here are those with values that no
/// command takes.
fn settings(context: &Context) -> CheckResult {
    config::check_values(context).map_err(|failure| failure.line())?;
    Ok(match &context.found.path {
        Some(path) => path.display().to_string(),
        None => translate(context, "doctor-defaults", &[]),
    })
}

fn files(context: &Context) -> CheckResult {
    let mut count = 0;
    for shop in &context.found.settings.shops {
        let files = files::files_of(context, shop).map_err(|failure| failure.line())?;
        files.iter().try_for_each(files::require_file).map_err(|failure| failure.line())?;
        count += files.len();
    }
    Ok(translate(context, "doctor-files", values!(count)))
}

fn state_folder(context: &Context) -> DoctorCheck {
    let id = "state-folder";
    let Some(folder) = &context.environment.state_dir else {
        return check(id, DoctorOutcome::Failed, translate(context, "doctor-no-home", &[]));
    };
    let shown = folder.display().to_string();
    let there = folder.ancestors().find(|above| above.exists());
    if let Some(Err(cause)) = there.map(tempfile::tempfile_in) {
        let values = values!(path = shown, why = translated(&cause.to_string()));
        let text = translate(context, "doctor-folder-refused", values);
        return check(id, DoctorOutcome::Failed, text);
    }
    let path = values!(path = shown);
    match std::fs::metadata(folder) {
        Err(_) => check(id, DoctorOutcome::Ok, translate(context, "doctor-folder-made", path)),
        Ok(_) if open_to_others(folder) => {
            check(id, DoctorOutcome::Warning, translate(context, "doctor-folder-open", path))
        }
        Ok(_) => check(id, DoctorOutcome::Ok, shown),
    }
}

/// Looks at a receiver's settings and files; nothing is sent.
fn notices(receiver: &Notify, context: &Context) -> CheckResult {
    let name = &receiver.name;
    let problems = receiver::problems(context, receiver);
    if problems.is_empty() {
        let text = translate(context, "doctor-receiver", values!(kind = receiver.kind));
        return Ok(format!("{name}: {text}"));
    }
    Err(format!("{name}: {}", translated(&problems.join("; "))))
}

/// Looks at the seller's own messages; `None` where the settings name none.
fn templates(context: &Context) -> Option<CheckResult> {
    let folder = context.found.settings.templates.as_ref()?.display().to_string();
    Some(config::check_templates(context).map(|()| folder).map_err(|failure| failure.line()))
}

/// Folders of the state in which files are replaced.
const WRITTEN: [&str; 6] = ["", "tokens", "spool", "notify", "receivers", "reports"];

/// Removes what killed runs left: copies of tokens and messages. `None` where there was nothing.
fn left_overs(context: &Context) -> Option<CheckResult> {
    let folder = context.environment.state_dir.as_ref()?;
    let mut count = 0;
    for below in WRITTEN.map(|below| folder.join(below)) {
        match sweep(&below) {
            Ok(swept) => count += swept,
            Err(error) => return Some(Err(format!("`{}`: {error}", below.display()))),
        }
    }
    (count > 0).then(|| Ok(translate(context, "doctor-left-overs", values!(count))))
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

fn store(context: &Context) -> CheckResult {
    let path = store_path(context).map_err(|failure| failure.text())?;
    let failed = |error: StoreError| Failure::from(error).text();
    let Some(store) = Store::open_to_read(&path).map_err(failed)? else {
        return Ok(translate(context, "doctor-no-store", &[]));
    };
    let faults = store.check().map_err(failed)?;
    if faults.is_empty() {
        let path = store.path().display();
        return Ok(translate(context, "doctor-store-sound", values!(path)));
    }
    Err(faults.join("; "))
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

/// Whether the platform is called.
#[derive(Clone, Copy)]
enum Reach {
    Platform,
    Offline,
}

fn access(shop: &ApiShop<'_>, context: &Context, reach: Reach, checks: &mut Vec<DoctorCheck>) {
    let mut found = Vec::new();
    if let Err(failed) = examine(shop, context, reach, &mut found) {
        found.push(failed);
    }
    let name = Some(shop.shop.name.clone());
    checks.extend(found.into_iter().map(|check| DoctorCheck { shop: name.clone(), ..check }));
}

/// Examines a shop's access, and stops at the first thing without which the rest cannot work.
fn examine(
    shop: &ApiShop<'_>,
    context: &Context,
    reach: Reach,
    found: &mut Vec<DoctorCheck>,
) -> Result<(), DoctorCheck> {
    let failed = |id| move |failure: Failure| check(id, DoctorOutcome::Failed, failure.text());
    let access = shop.access(context).map_err(failed("secret"))?;
    found.push(check("secret", DoctorOutcome::Ok, translate(context, "doctor-secret", &[])));
    let zone = context.own_zone().map_err(failed("authorisation"))?;
    let path = token_path(context, &shop.shop.name).map_err(failed("authorisation"))?;
    let now = clock();
    let tokens =
        Tokens::load(&path, now).map_err(Failure::from).map_err(failed("authorisation"))?;
    let renewable =
        |t: &Tokens| t.refresh.is_some() && t.refresh_ends.is_none_or(|ends| ends > now);
    let words = in_words(tokens.as_ref(), context, zone);
    if !tokens.as_ref().is_some_and(|tokens| tokens.access_ends > now || renewable(tokens)) {
        return Err(check("authorisation", DoctorOutcome::Failed, words));
    }
    found.push(check("authorisation", DoctorOutcome::Ok, words));
    if matches!(reach, Reach::Offline) {
        let text = translate(context, "doctor-not-called", &[]);
        found.push(check("platform", DoctorOutcome::Skipped, text));
        return Ok(());
    }
    let runtime = RealWorld::new(context);
    let client =
        Client::new(access, &runtime).map_err(Failure::from).map_err(failed("platform"))?;
    let clock = skew(&client, context);
    let is_usable = clock.outcome != DoctorOutcome::Failed;
    found.push(clock);
    if is_usable {
        let tokens = TokenManager::new(&client, path);
        let open = sync::probe(&tokens, shop.channel())
            .map_err(Failure::from)
            .map_err(failed("platform"))?;
        let text = translate(context, "doctor-answers", values!(address = shop.base_url(), open));
        found.push(check("platform", DoctorOutcome::Ok, text));
    }
    Ok(())
}

fn skew(client: &Client<'_>, context: &Context) -> DoctorCheck {
    let (outcome, text) = match client.clock_ahead() {
        Ok(None) => (DoctorOutcome::Warning, translate(context, "doctor-no-time", &[])),
        Ok(Some(ahead)) => {
            let outcome = match ahead.abs() {
                far if far > MOST_SKEW_MS => DoctorOutcome::Failed,
                off if off > WORTH_SAYING_MS => DoctorOutcome::Warning,
                _ => DoctorOutcome::Ok,
            };
            (outcome, translate(context, "doctor-skew", values!(seconds = ahead / 1_000)))
        }
        Err(error) => {
            let outcome = match &error {
                CallError::NoAnswer { .. } => DoctorOutcome::Failed,
                _ => DoctorOutcome::Warning,
            };
            (outcome, Failure::from(error).text())
        }
    };
    check("clock", outcome, text)
}
