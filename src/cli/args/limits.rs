//! Limits that the seller centre shows a seller: from `--limit`, and from the settings.

use std::collections::BTreeMap;

use crate::cli::args::common::refuse_twice;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::domain::{Metric, quoted_list};
use crate::reports::risk_settings::{LimitScope, NEAR_PERCENT, OwnLimit, RiskSettings};
use crate::reports::what_if::WhatIfQuestion;
use crate::rules::Limit;

/// The option wherever limits count.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct LimitArgs {
    /// A limit that your seller centre shows: dispute_rate=5%, or 5% alone for the dispute rate (may be
    /// repeated)
    #[arg(long = "limit", value_name = "[METRIC=]PERCENT")]
    limits: Vec<String>,
}

impl LimitArgs {
    /// Returns the options by which another call has the same limits, as words.
    pub(crate) fn options(&self) -> Vec<String> {
        self.limits.iter().flat_map(|limit| ["--limit".to_owned(), limit.clone()]).collect()
    }
}

/// Where the names of shops come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShopNaming {
    /// The settings: their shops have the input.
    OfSettings,
    /// What the call names: its shops may be others.
    OfInput,
}

impl ShopNaming {
    /// Returns that of a call with these files.
    pub(crate) fn of(files: &[String]) -> Self {
        if files.is_empty() { Self::OfSettings } else { Self::OfInput }
    }
}

/// Reads how risk is to be judged: limits, those of the option before those of the settings, and from where on a
/// metric counts as near one.
pub(crate) fn read(
    args: &LimitArgs,
    naming: ShopNaming,
    context: &Context,
) -> Result<RiskSettings, Failure> {
    let given = given(args)?;
    let wanted = &context.common.shops;
    let mut by_shop = BTreeMap::new();
    for shop in &context.found.settings.shops {
        let place = format!("settings, shop `{}`", shop.name);
        let own = shop.limits.iter().map(|(name, value)| limit_of_settings(name, value, &place));
        let own = own.collect::<Result<Vec<_>, _>>()?;
        if wanted.is_empty() || wanted.contains(&shop.name) {
            by_shop.insert(shop.name.clone(), [given.clone(), own].concat());
        }
    }
    // Limits are a shop's: over several shops they hold only where all have the same.
    let mut all = given.clone();
    if let Some(first) = by_shop.values().next() {
        let same = |limit: &&OwnLimit| by_shop.values().all(|own| own.contains(limit));
        let shared: Vec<OwnLimit> = first.iter().filter(same).copied().collect();
        all.extend(shared);
    }
    // The limits of one shop say nothing of another.
    let limits_of_others = match naming {
        ShopNaming::OfSettings => all.clone(),
        ShopNaming::OfInput => given,
    };
    Ok(RiskSettings {
        near_percent: near(None, context)?,
        limits: all,
        limits_of_others,
        shop_limits: by_shop,
        what_if: WhatIfQuestion::default(),
        limit_scope: LimitScope::Together,
    })
}

/// Reads the limits of the option.
pub(crate) fn given(args: &LimitArgs) -> Result<Vec<OwnLimit>, Failure> {
    let limits: Vec<OwnLimit> =
        args.limits.iter().map(|word| one(word)).collect::<Result<_, _>>()?;
    refuse_twice("--limit", limits.iter().map(|limit| limit.metric.id()))?;
    Ok(limits)
}

/// Reads one limit: `METRIC=5%`, or `5%` of the dispute rate.
pub(crate) fn one(word: &str) -> Result<OwnLimit, Failure> {
    let (name, value) = named(word);
    own_limit(name, value, "--limit")
}

/// Reads one limit that was typed as an answer.
pub(crate) fn answered(word: &str) -> Result<OwnLimit, Failure> {
    let (name, value) = named(word);
    let bp = Limit::parse_percent(value).ok_or_else(|| {
        usage_error!("`{value}` is not a percentage from 0% to 100%, such as `2.5%`")
    })?;
    Ok(OwnLimit { metric: metric(name, "the limit")?, bp })
}

/// Returns the metric that a limit names, and its value.
fn named(word: &str) -> (&str, &str) {
    word.split_once('=').unwrap_or((Metric::DisputeRate.id(), word))
}

impl LimitArgs {
    /// Returns whether no limit is given.
    pub(crate) fn is_empty(&self) -> bool {
        self.limits.is_empty()
    }
}

/// Returns a metric by its id.
pub(crate) fn metric(name: &str, place: &str) -> Result<Metric, Failure> {
    Metric::from_id(name.trim()).ok_or_else(|| {
        let known = quoted_list(Metric::ALL.map(Metric::id));
        usage_error!("{place}: there is no metric `{name}`; there are {known}")
    })
}

/// Returns the percentage of a limit from which a metric counts as near it: of the option, else of the
/// settings.
pub(crate) fn near(option: Option<&str>, context: &Context) -> Result<u32, Failure> {
    let Some(word) = option else {
        return Ok(context.found.settings.near.unwrap_or(NEAR_PERCENT));
    };
    let number = word.trim();
    let number = number.strip_suffix('%').unwrap_or(number).trim_end();
    let percent = number.parse().ok().filter(|percent| (1..=100).contains(percent));
    percent.ok_or_else(|| {
        usage_error!("--near: `{word}` is not a whole percentage from 1% to 100%, such as `80%`")
    })
}

/// Reads a limit of the settings. Its value is not quoted: a secret may stand there by mistake.
fn limit_of_settings(name: &str, value: &str, place: &str) -> Result<OwnLimit, Failure> {
    let metric = metric(name, place)?;
    let bp = Limit::parse_percent(value).ok_or_else(|| {
        usage_error!(
            "{place}: the value of `{name}` is not a percentage from 0% to 100%, such as `2.5%`"
        )
    })?;
    Ok(OwnLimit { metric, bp })
}

fn own_limit(name: &str, value: &str, place: &str) -> Result<OwnLimit, Failure> {
    let bp = Limit::parse_percent(value).ok_or_else(|| {
        usage_error!("{place}: `{value}` is not a percentage from 0% to 100%, such as `2.5%`")
    })?;
    Ok(OwnLimit { metric: metric(name, place)?, bp })
}
