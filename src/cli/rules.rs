//! `disputes rules`

use std::io::Write;
use std::path::PathBuf;

use super::context::Context;
use super::failure::Failure;
use super::language;
use super::translate::seller_words;
use crate::domain::Metric;
use crate::render::{self, Format, Translator, Unverified};
use crate::rules::{self, RULE_SETS, RuleSet};

/// Show the rule sets, what they say and where it comes from
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<RulesAction>,
}

#[derive(Debug, clap::Args)]
struct UnverifiedArgs {
    /// Show also what is only believed, without a source
    #[arg(long)]
    unverified: bool,
}

impl UnverifiedArgs {
    const fn shown(&self) -> Unverified {
        if self.unverified { Unverified::Shown } else { Unverified::Hidden }
    }
}

#[derive(Debug, clap::Subcommand)]
enum RulesAction {
    /// List the rule sets that are shipped
    List,
    /// Show a rule set
    Show {
        /// Its id, or the path of a file [default: the one in force]
        rules: Option<String>,
        #[command(flatten)]
        unverified: UnverifiedArgs,
    },
    /// Show everything that is known of one metric, with the sources
    Explain {
        /// The metric, such as dispute_rate
        metric: String,
        #[command(flatten)]
        unverified: UnverifiedArgs,
    },
    /// Show how two rule sets differ
    Diff {
        /// Id or path
        first: String,
        /// Id or path
        second: String,
    },
    /// Check your own rule file and report every mistake
    Check {
        /// The file
        path: PathBuf,
    },
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let rows = [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Markdown];
    let words = seller_words(context.locale);
    let words = Translator::new(&words);
    match &args.action {
        None | Some(RulesAction::List) => list(context, words, context.format(&rows)?, out)?,
        Some(RulesAction::Show { rules, unverified }) => {
            let format = context.format(&[Format::Table, Format::Json])?;
            let set = match rules {
                Some(name) => named(context, name)?,
                None => context.rules()?,
            };
            let unverified = unverified.shown();
            if format == Format::Json {
                render::document(&render::rule_set_json(&set, unverified), &[], out)?;
            } else {
                render::rule_set_text(&set, unverified, context.style(), words, out)?;
            }
        }
        Some(RulesAction::Explain { metric, unverified }) => {
            context.format(&[Format::Table])?;
            let found = Metric::from_id(metric).ok_or_else(|| {
                let known = Metric::ALL.map(Metric::id).join(", ");
                Failure::usage(format!("there is no metric `{metric}`; there are {known}"))
            })?;
            render::metric_text(&context.rules()?, found, unverified.shown(), words, out)?;
        }
        Some(RulesAction::Diff { first, second }) => {
            let rows = [Format::Table, Format::Jsonl, Format::Csv, Format::Markdown];
            let format = context.format(&rows)?;
            let (first, second) = (named(context, first)?, named(context, second)?);
            let grid = render::rules_diff_grid(&first, &second, format, words);
            grid.write(format, context.style(), out)?;
        }
        Some(RulesAction::Check { path }) => {
            context.format(&[Format::Table])?;
            let set = context.rule_file(path, &path.display().to_string())?;
            writeln!(out, "{}", words.fill("rules-sound", &[("id", &set.id)]))?;
        }
    }
    Ok(0)
}

fn list(
    context: &Context,
    words: Translator<'_>,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let sets: Vec<RuleSet> = RULE_SETS
        .iter()
        .map(|(id, _)| rules::by_id(id).map(language::rules))
        .collect::<Result<_, _>>()?;
    let in_force = context.rules().map(|set| set.id).unwrap_or_default();
    if format == Format::Json {
        return Ok(render::document(&render::rule_sets_json(&sets, &in_force), &[], out)?);
    }
    render::rule_sets_grid(&sets, &in_force, format, words).write(format, context.style(), out)?;
    Ok(())
}

/// Returns a shipped rule set by its id, or one of the seller's own by its path.
fn named(context: &Context, name: &str) -> Result<RuleSet, Failure> {
    match rules::by_id(name) {
        Ok(set) => Ok(language::rules(set)),
        Err(unknown) => {
            let path = context.found.resolve(std::path::Path::new(name));
            if path.exists() {
                context.rule_file(&path, name).map(language::rules)
            } else {
                Err(unknown.into())
            }
        }
    }
}
