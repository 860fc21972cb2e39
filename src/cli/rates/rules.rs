//! `disputes rules`

use std::io::Write;
use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::answer;
use crate::cli::output::format::{ROWS_AND_JSON, TEXT, TEXT_AND_JSON};
use crate::cli::output::language;
use crate::cli::output::translate::{seller_words, values};
use crate::domain::Metric;
use crate::render::{self, Format, FormatKind, Translator, Unverified};
use crate::rules::{self, RULE_SETS, RuleSet};

/// Show the rule sets, what they say and where it comes from
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
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

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let words = seller_words(context.locale);
    match &args.action {
        None | Some(RulesAction::List) => {
            list(context, words, context.format(ROWS_AND_JSON)?, out)?;
        }
        Some(RulesAction::Show { rules, unverified }) => {
            let format = context.format(TEXT_AND_JSON)?;
            let set = match rules {
                Some(name) => named(context, name)?,
                None => context.rules()?,
            };
            let unverified = unverified.shown();
            let json = || render::rule_set_json(&set, unverified);
            let laid_out = || render::rule_set_document(&set, unverified, words);
            answer::without_caveats(format, context, out, json, laid_out)?;
        }
        Some(RulesAction::Explain { metric, unverified }) => {
            let format = context.format(TEXT)?;
            let found = Metric::from_id(metric).ok_or_else(|| {
                let known = Metric::ALL.map(Metric::id).join(", ");
                usage_error!("there is no metric `{metric}`; there are {known}")
            })?;
            let rules = context.rules()?;
            let document = render::metric_document(&rules, found, unverified.shown(), words);
            format.write(&document, context.style(), out)?;
        }
        Some(RulesAction::Diff { first, second }) => {
            let format = context.format(&[
                FormatKind::Table,
                FormatKind::Lines,
                FormatKind::Rows,
                FormatKind::Markdown,
            ])?;
            let (first, second) = (named(context, first)?, named(context, second)?);
            let audience = format.audience();
            let document = render::rules_diff_document(&first, &second, audience, words);
            format.write(&document, context.style(), out)?;
        }
        Some(RulesAction::Check { path }) => {
            context.format(TEXT)?;
            let set = context.rule_file(path, &path.display().to_string())?;
            writeln!(out, "{}", words.fill("rules-sound", values!(id = set.id)))?;
        }
    }
    Ok(0)
}

fn list(
    context: &Context,
    words: Translator<'_>,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let sets: Vec<RuleSet> = RULE_SETS
        .iter()
        .map(|(id, _)| rules::by_id(id).map(language::rules))
        .collect::<Result<_, _>>()?;
    // Before the first rule set none is in force.
    let in_force = context.rules().map(|set| set.id).unwrap_or_default();
    let json = || render::rule_sets_json(&sets, &in_force);
    let laid_out = || render::rule_sets_document(&sets, &in_force, format.audience(), words);
    answer::without_caveats(format, context, out, json, laid_out)
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
