//! `disputes points`

use std::io::Write;

use crate::cli::args::dates;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::points_file;
use crate::cli::output::answer;
use crate::cli::output::format::ROWS_AND_JSON;
use crate::cli::output::translate::seller_words;
use crate::domain::{AssessmentDay, quoted_list};
use crate::render;
use crate::rules::{Appeal, PenaltyNotice, RuleSet};

/// Keep a ledger of penalty points from the platform's notices
///
/// No source tells how many points a dispute costs; the ledger holds only what you were notified
/// of. It is a plain file, `points.toml` in the state folder.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<PointsAction>,
}

#[derive(Debug, clap::Subcommand)]
enum PointsAction {
    /// Record a penalty notice
    Add(Add),
    /// Show the notices and their totals
    List,
    /// Remove a notice
    Remove {
        /// Its number, as `points list` shows it
        number: u32,
    },
    /// Import notices from another ledger; those with a known notice id are left out
    Import {
        /// A file such as `points.toml`
        file: std::path::PathBuf,
    },
}

#[derive(Debug, clap::Args)]
struct Add {
    /// Day of the penalty [default: the day of --as-of]
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// Family of rules, such as mismatched-merchandise; `rules show` lists them
    #[arg(long)]
    family: String,
    /// Points, or strikes in a tally of strikes
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
    points: u32,
    /// Tally the points go to [default: the family's]
    #[arg(long)]
    tally: Option<String>,
    /// First day on which the points no longer count [default: by the tally's rule, if one is known]
    #[arg(long, value_name = "DAY")]
    expires: Option<String>,
    /// The notice's id
    #[arg(long, value_name = "ID", default_value = "")]
    notice: String,
    /// A note of your own
    #[arg(long, default_value = "")]
    note: String,
    /// Status of the appeal
    #[arg(long, value_enum, default_value_t = Appeal::NotMade)]
    appeal: Appeal,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let rules = context.rules()?;
    let today = AssessmentDay::before(context.as_of);
    match &args.action {
        None | Some(PointsAction::List) => {}
        Some(PointsAction::Add(add)) => {
            let notice = notice(add, context, &rules, today)?;
            points_file::change(context, |ledger| push(ledger, notice))?;
        }
        Some(PointsAction::Remove { number }) => {
            points_file::change(context, |ledger| remove(ledger, *number))?;
        }
        Some(PointsAction::Import { file }) => {
            let theirs = points_file::read_at(file, context.bounds())?;
            if theirs.is_empty() {
                return Err(input_error!("`{}` holds no notice", file.display()));
            }
            let taken = points_file::change(context, |ledger| Ok(import(ledger, theirs)))?;
            context.note(&format!("{taken} notices imported"));
        }
    }
    let report = points_file::report(context, &rules, context.as_of)?;
    let json = || render::points_json(&report, &rules.id);
    let words = seller_words(context.locale);
    let laid_out = || render::points_document(&report, format.audience(), words);
    answer::without_caveats(format, context, out, json, laid_out)
}

fn notice(
    add: &Add,
    context: &Context,
    rules: &RuleSet,
    today: AssessmentDay,
) -> Result<PenaltyNotice, Failure> {
    let points = rules.points.as_ref();
    let family = points.and_then(|rule| rule.families.iter().find(|f| f.id == add.family));
    let tally = add.tally.clone().or_else(|| family.map(|family| family.tally.clone()));
    let Some(tally) = tally else {
        let known: Vec<&str> = points
            .into_iter()
            .flat_map(|rule| rule.families.iter().map(|family| family.id.as_str()))
            .collect();
        return Err(usage_error!("the family `{}` is not known", add.family)
            .hint(format!("name its tally with `--tally`; known are {}", known.join(", "))));
    };
    let given = |day: &Option<String>| day.as_deref().map(dates::parse_day).transpose();
    let date = given(&add.date)?.unwrap_or(today);
    let rule = points.and_then(|rule| rule.tallies.iter().find(|rule| rule.id == tally));
    let by_rule = rule.and_then(|rule| rule.expiry_days).map(|days| date.plus_days(days.into()));
    let expires = given(&add.expires)?.or(by_rule);
    match expires {
        None => context.warn(&format!(
            "it is not known how long points of `{tally}` last; they count without an end unless \
             `--expires DAY` gives one"
        )),
        Some(end) if end <= date => {
            return Err(usage_error!("`--expires {end}` is not after {date}"));
        }
        Some(_) => {}
    }
    let known = &context.found.settings.shops;
    let is_known = |shop: &str| known.is_empty() || known.iter().any(|own| own.name == shop);
    if let Some(shop) = context.common.only_shop().filter(|shop| !is_known(shop)) {
        let known = quoted_list(known.iter().map(|own| &own.name));
        context.warn(&format!("the settings name no shop `{shop}`; there are {known}"));
    }
    Ok(PenaltyNotice {
        number: 0,
        shop: context.common.only_shop().map_or_else(String::new, str::to_owned),
        date,
        tally,
        family: add.family.clone(),
        points: add.points,
        expires,
        notice: add.notice.clone(),
        appeal: add.appeal,
        note: add.note.clone(),
    })
}

fn next_number(ledger: &[PenaltyNotice]) -> u32 {
    // The first notice has number 1.
    ledger.iter().map(|notice| notice.number).max().unwrap_or(0).saturating_add(1)
}

fn known(ledger: &[PenaltyNotice], notice: &PenaltyNotice) -> bool {
    let same = |other: &PenaltyNotice| other.notice == notice.notice && other.shop == notice.shop;
    !notice.notice.is_empty() && ledger.iter().any(same)
}

fn push(ledger: &mut Vec<PenaltyNotice>, mut notice: PenaltyNotice) -> Result<(), Failure> {
    if known(ledger, &notice) {
        return Err(usage_error!("notice `{}` is in the ledger already", notice.notice));
    }
    notice.number = next_number(ledger);
    ledger.push(notice);
    Ok(())
}

fn remove(ledger: &mut Vec<PenaltyNotice>, number: u32) -> Result<(), Failure> {
    let before = ledger.len();
    ledger.retain(|notice| notice.number != number);
    if ledger.len() == before {
        return Err(usage_error!("the ledger has no notice {number}")
            .hint("`disputes points list` shows the numbers"));
    }
    Ok(())
}

fn import(ledger: &mut Vec<PenaltyNotice>, theirs: Vec<PenaltyNotice>) -> usize {
    let before = ledger.len();
    for mut notice in theirs {
        let same = |other: &PenaltyNotice| {
            PenaltyNotice { number: notice.number, ..other.clone() } == notice
        };
        if !known(ledger, &notice) && !ledger.iter().any(same) {
            notice.number = next_number(ledger);
            ledger.push(notice);
        }
    }
    ledger.len() - before
}
