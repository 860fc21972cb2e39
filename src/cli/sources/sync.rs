//! `disputes sync`

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;

use crate::cli::args::dates::parse_day_start;
use crate::cli::context::{Context, clock};
use crate::cli::failure::{Failure, INPUT, USE};
use crate::cli::output::caveats::Caveats;
use crate::cli::output::format::TEXT_AND_JSON;
use crate::cli::output::translate::{translate, values};
use crate::cli::sources::api::{self, ApiShop, line, store_path, token_path, wait_for_store};
use crate::cli::sources::runtime::RealWorld;
use crate::cli::sources::sync_plan::{Have, SyncExtent, SyncPlan, problems};
use crate::domain::{Caveat, CaveatKind, Filings, Moment, Severity, Window};
use crate::platform::sync::{self, FoundInRows, Options, Report, StoreSink, SyncError};
use crate::platform::{Client, TokenManager};
use crate::reports::estimated_completions::EstimatedCompletions;
use crate::store::{EarlierNote, Import, Run, Store};

/// Sync orders, disputes and deadlines from the platform to the local store
///
/// Only reads: nothing is ever agreed to, refused or uploaded. What was read is kept whatever stops
/// the sync, and the next one goes on from there.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sync everything since this day in Beijing, or this moment [default: go on from what is
    /// stored, else 180 days]
    #[arg(long, value_name = "DAY|MOMENT")]
    since: Option<String>,
    /// Read everything again, not only what may have changed
    #[arg(long)]
    full: bool,
    /// Afterwards, compare the counts of the store with the platform's
    #[arg(long)]
    verify: bool,
    /// Calls at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=16))]
    in_flight: u8,
    /// Make at most this many calls
    #[arg(long, value_name = "N")]
    max_calls: Option<u64>,
    /// Sync lists only: no deadlines, and completions are estimated
    #[arg(long)]
    no_details: bool,
    /// Ask the platform again for the seller's channel shops, and sync each; the first sync of a shop
    /// asks by itself
    #[arg(long)]
    channels: bool,
    /// Wait this many seconds for another sync to end
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    wait: u64,
    /// Print only errors and warnings, on stderr
    #[arg(long, short)]
    quiet: bool,
}

/// A sync that has been left for longer than this begins again: too much has changed.
const STALE_HOURS: i64 = 20;

/// What a sync of one shop brought.
#[derive(Debug, Serialize)]
pub(crate) struct SyncedShopV1 {
    shop: String,
    from: Option<String>,
    to: Option<String>,
    complete: bool,
    orders: u64,
    disputes: u64,
    pages: u64,
    details: u64,
    ends_of_trade: u64,
    calls: u64,
    problems: Vec<String>,
    /// What can make the figures wrong that are taken from the store now.
    #[serde(skip)]
    caveats: Vec<Caveat>,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    let since = args.since.as_deref().map(parse_day_start).transpose()?;
    if since.is_some_and(|since| since >= until(context)) {
        return Err(Failure::usage("`--since` is not in the past"));
    }
    let shops = api::shops(context)?;
    let path = store_path(context)?;
    let _lock = wait_for_store(context, &path, Duration::from_secs(args.wait))?;
    let mut store = Store::open(&path)?;
    let (mut worst, mut summaries) = (0, Vec::new());
    for shop in &shops {
        let runtime = RealWorld::new(context);
        let synced = ShopSync { args, context, shop, since, runtime: &runtime }.run(&mut store);
        runtime.finish();
        // One shop's trouble does not keep the others out.
        let (shop, failure) = match synced {
            Ok((shop, failure)) => (Some(shop), failure),
            Err(failure) => (None, Some(failure)),
        };
        if let Some(failure) = failure {
            worst = worst.max(failure.code());
            failure.print_and_continue();
        }
        let Some(shop) = shop else { continue };
        if !format.is_document() && !args.quiet {
            shop.write(context, out)?;
        }
        summaries.push(shop);
    }
    let caveats: Vec<Caveat> = summaries.iter().flat_map(|shop| shop.caveats.clone()).collect();
    let caveats = Caveats::new(&caveats, context);
    if args.quiet {
        caveats.print_to_stderr(Severity::Warning);
        return Ok(worst);
    }
    if format.is_document() {
        caveats.document(&json!({ "schema": "disputes/sync/v1", "shops": summaries }), out)?;
    }
    caveats.end(format, context, out)?;
    Ok(worst)
}

/// A sync of one shop.
struct ShopSync<'a> {
    args: &'a Args,
    context: &'a Context,
    shop: &'a ApiShop<'a>,
    since: Option<Moment>,
    runtime: &'a RealWorld,
}

/// What a sync has brought, and what its rows say of themselves.
#[derive(Debug, Default)]
struct Brought {
    report: Report,
    found: FoundInRows,
}

/// The moment up to which to sync: as-of where one is given, else now.
fn until(context: &Context) -> Moment {
    let now = clock();
    if context.common.as_of.is_some() { context.as_of.min(now) } else { now }
}

impl ShopSync<'_> {
    fn name(&self) -> &str {
        &self.shop.shop.name
    }

    /// Syncs, and returns what is in and what stopped it.
    fn run(&self, store: &mut Store) -> Result<(SyncedShopV1, Option<Failure>), Failure> {
        let mut access = self.shop.access(self.context)?;
        access.calls = self.args.max_calls;
        let client = Client::new(access, self.runtime)?;
        let tokens = TokenManager::new(&client, token_path(self.context, self.name())?);
        let mut brought = Brought::default();
        let result = self.read_lists(&tokens, store, &mut brought);
        let Brought { report, found } = brought;
        // What was read before the platform failed is kept, and so is what was found in it.
        let of_rows = match &result {
            Ok(earlier) => self.note(store, &report, found, *earlier)?,
            Err(SyncError::Call(_)) => self.note(store, &report, found, EarlierNote::Holds)?,
            Err(_) => Vec::new(),
        };
        let mut problems = problems(&report);
        let failure = match result {
            Ok(_) => {
                if self.args.verify {
                    self.verify(&tokens, store, &mut problems)?;
                }
                None
            }
            Err(SyncError::Call(error)) => {
                problems.push(error.to_string());
                let failure = Failure::from(error);
                if failure.code() == USE { return Err(failure) } else { Some(failure) }
            }
            Err(SyncError::Store(error)) => return Err(error.into()),
        };
        let failure = failure.or_else(|| {
            let unreadable = report.unreadable.0 > 0 && !self.context.common.skip_bad_rows;
            let incomplete = !report.short.is_empty() || unreadable || self.differs(&problems);
            incomplete.then(|| {
                let error = anyhow::anyhow!(
                    "shop `{}` is not completely synced: {}",
                    self.name(),
                    problems.join("; ")
                );
                Failure::with_code(error, INPUT).hint("sync again; `--full` reads everything again")
            })
        });
        let unsolved = if failure.is_some() { problems.as_slice() } else { &[] };
        let mut caveats = self.caveats(&report, unsolved);
        caveats.extend(of_rows.into_iter().chain(self.estimated(store)?));
        let summary = self.shop_json(store, &report, client.calls(), problems)?;
        Ok((SyncedShopV1 { caveats, complete: failure.is_none(), ..summary }, failure))
    }

    /// Keeps what of the sync can make figures wrong beside what it brought, and returns what was found in its rows.
    /// A list that is not in shows in the spans that are; rows that cannot be read show there too, unless they were
    /// left out on purpose.
    fn note(
        &self,
        store: &mut Store,
        report: &Report,
        found: FoundInRows,
        earlier: EarlierNote,
    ) -> Result<Vec<Caveat>, Failure> {
        let problems = problems(report);
        let left_out = report.short.is_empty() && self.context.common.skip_bad_rows;
        let mut caveats = self.caveats(report, if left_out { &problems } else { &[] });
        caveats.retain(|caveat| caveat.kind != CaveatKind::DetailsRefused);
        let FoundInRows { check, in_dispute, placed, completion_days, .. } = found;
        let of_lists = caveats.len();
        caveats.extend(check.caveats(clock().max(self.context.as_of)));
        let note = Import::of_sync(self.name(), clock(), placed, completion_days, caveats);
        let mut caveats = store.change(|batch| batch.put_sync(note, in_dispute, earlier))?;
        Ok(caveats.split_off(of_lists))
    }

    /// Returns what can make figures wrong: `problems` are those that kept the shop from being in.
    fn caveats(&self, report: &Report, problems: &[String]) -> Vec<Caveat> {
        let of = |kind: CaveatKind, reason: &str| {
            Caveat::new(kind).with("shop", self.name()).with("reason", reason)
        };
        let problems = problems.iter().map(|problem| of(CaveatKind::SyncProblem, problem));
        let refused = report.refused_details.iter();
        let mut lists: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for short in &report.overstated {
            let (rows, total) = lists.entry(&short.list).or_default();
            *rows += short.rows;
            *total += short.total.expect("only a count can be too large");
        }
        let overstated = lists.into_iter().map(|(list, (rows, total))| {
            Caveat::new(CaveatKind::TotalOverstated)
                .with("shop", self.name())
                .with("list", list)
                .with("rows", rows)
                .with("total", total)
        });
        // A seller who says that there are none need not be warned of what the platform did not tell.
        let severity = match self.shop.states_no_channel() {
            true => Severity::Note,
            false => Severity::Warning,
        };
        let channels = report.channels_refused.iter().map(|_| {
            Caveat::new(CaveatKind::ChannelMissing).with("shop", self.name()).of_severity(severity)
        });
        problems
            .chain(overstated)
            .chain(channels)
            .chain(refused.map(|reason| of(CaveatKind::DetailsRefused, &reason.to_string())))
            .collect()
    }

    /// Returns the orders of the shop of which no detail says when they were completed.
    fn estimated(&self, store: &Store) -> Result<Option<Caveat>, Failure> {
        let shops = [self.name().to_owned()];
        let mut tally = EstimatedCompletions::in_window(Some(EVERYTHING), &shops);
        store.count_orders(&shops, &Filings::default(), &mut tally)?;
        let of_shop = |caveat| Caveat { shop: Some(self.name().to_owned()), ..caveat };
        Ok(tally.caveat().map(of_shop))
    }

    fn differs(&self, problems: &[String]) -> bool {
        problems.iter().any(|problem| problem.starts_with(DIFFERS))
    }

    /// Goes on with a sync that was stopped, and then brings in what has changed since. Returns what becomes of the
    /// note of earlier ones.
    fn read_lists(
        &self,
        session: &TokenManager<'_>,
        store: &mut Store,
        Brought { report, found }: &mut Brought,
    ) -> Result<EarlierNote, SyncError> {
        let channels = self.channels(session, store, report)?;
        let mut earlier = EarlierNote::Holds;
        loop {
            let now = until(self.context);
            let left = self.left(store, &channels, now)?;
            let resumed = left.is_some();
            let plan = match left {
                Some(plan) => plan,
                None => self.start(store, &channels, now)?,
            };
            if plan.changed_since.is_none() && !resumed {
                earlier = EarlierNote::Replaced;
            }
            let options = self.options(plan, channels.clone());
            let sink = StoreSink {
                store: &mut *store,
                shop: self.name(),
                seen: clock(),
                found: &mut *found,
            };
            let mut part = Report::default();
            let result = sync::sync(session, sink, &options, &mut part);
            report.add(part);
            result?;
            store.change(|batch| batch.end_run(self.name()))?;
            if !resumed || !report.short.is_empty() {
                return Ok(earlier);
            }
        }
    }

    fn options(&self, plan: SyncPlan, channels: Vec<u64>) -> Options {
        Options {
            shop: self.name().to_owned(),
            channels,
            orders: plan.orders,
            changed_since: plan.changed_since,
            disputes: plan.disputes,
            covers: plan.covers,
            in_flight: usize::from(self.args.in_flight),
            details: !self.args.no_details,
            skip_unreadable: self.context.common.skip_bad_rows,
        }
    }

    /// Returns the channel shops to read: the one of the settings, else those that the platform names,
    /// which it is asked for once.
    fn channels(
        &self,
        session: &TokenManager<'_>,
        store: &mut Store,
        report: &mut Report,
    ) -> Result<Vec<u64>, SyncError> {
        let named = self.shop.channel();
        if named != 0 && !self.args.channels {
            return Ok(vec![named]);
        }
        if !self.args.channels && store.channels_were_asked(self.name())? {
            return Ok(store.channels(self.name())?);
        }
        let mut channels = match sync::channels(session) {
            Ok(channels) => channels,
            Err(error) if error.concerns_one_call() && !self.args.channels => {
                // An application without the permission; what is known of the channels stays.
                report.channels_refused = Some(error);
                let known = store.channels(self.name())?;
                return Ok(if known.is_empty() { vec![named] } else { known });
            }
            Err(error) => return Err(error.into()),
        };
        if channels.is_empty() {
            channels.push(named);
        }
        channels.sort_unstable();
        channels.dedup();
        store.change(|batch| batch.channels_are_asked(self.name(), clock()))?;
        Ok(channels)
    }

    /// Returns the plan of a sync that was stopped, when it still serves what is asked for.
    fn left(
        &self,
        store: &Store,
        channels: &[u64],
        now: Moment,
    ) -> Result<Option<SyncPlan>, SyncError> {
        let Some(run) = store.run(self.name())? else { return Ok(None) };
        let fresh = now < run.started_at.plus_hours(STALE_HOURS) && run.window.to <= now;
        let same = store.channels(self.name())? == channels;
        let plan = SyncPlan::from_text(&run.plan).filter(|plan| {
            let enough = self.since.is_none_or(|since| plan.covers.from <= since);
            fresh && same && enough && !(self.args.full && plan.changed_since.is_some())
        });
        Ok(plan)
    }

    fn start(
        &self,
        store: &mut Store,
        channels: &[u64],
        now: Moment,
    ) -> Result<SyncPlan, SyncError> {
        let covered = if store.channels(self.name())? == channels {
            store.coverage(self.name())?
        } else {
            None
        };
        let have = Have {
            covered,
            oldest_open: store.oldest_open(self.name())?,
            oldest_unfinished: store.oldest_unfinished(self.name())?,
        };
        let extent = if self.args.full { SyncExtent::Everything } else { SyncExtent::Changes };
        let plan = SyncPlan::new(have, self.since, extent, now);
        let run = Run { window: plan.covers, plan: plan.to_text(), started_at: now };
        store.change(|batch| batch.start_run(self.name(), channels, &run))?;
        Ok(plan)
    }

    /// Compares the store's counts with the platform's over what is in, list by list. Disputes do
    /// not say which channel shop they came through, so channel shops are compared together.
    fn verify(
        &self,
        session: &TokenManager<'_>,
        store: &Store,
        problems: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let Some(window) = store.coverage(self.name())? else { return Ok(()) };
        let channels = store.channels(self.name())?;
        let mut lists: BTreeMap<String, Option<u64>> = BTreeMap::new();
        for channel in &channels {
            for (list, there) in sync::counts(session, *channel, window)? {
                let sum = lists.entry(list).or_insert(Some(0));
                *sum = sum.zip(there).map(|(sum, there)| sum + there);
            }
        }
        let over = match channels.len() {
            0 | 1 => String::new(),
            count => format!(" over {count} channel shops"),
        };
        for (list, there) in lists {
            let here = store.count(self.name(), &list, window)?;
            let Some(there) = there else {
                problems.push(format!("{UNSTATED} {list}"));
                continue;
            };
            if here < there {
                problems.push(format!("{DIFFERS} {list}: {there} there{over}, {here} here"));
            }
        }
        Ok(())
    }

    fn shop_json(
        &self,
        store: &Store,
        report: &Report,
        calls: u64,
        problems: Vec<String>,
    ) -> Result<SyncedShopV1, Failure> {
        let covered = store.coverage(self.name())?;
        let count = |lists: &[&str]| -> Result<u64, Failure> {
            let mut sum = 0;
            for list in lists {
                sum += store.count(self.name(), list, EVERYTHING)?;
            }
            Ok(sum)
        };
        Ok(SyncedShopV1 {
            shop: self.name().to_owned(),
            from: covered.map(|window| window.from.to_string()),
            to: covered.map(|window| window.to.to_string()),
            complete: false,
            orders: count(&["orders", "orders/FINISH"])?,
            disputes: count(&["issues/processing", "issues/canceled_issue", "issues/finish"])?,
            pages: report.pages,
            details: report.details,
            ends_of_trade: report.ends_of_trade,
            calls,
            problems,
            caveats: Vec::new(),
        })
    }
}

/// All of time.
const EVERYTHING: Window =
    Window { from: Moment::from_millis(i64::MIN), to: Moment::from_millis(i64::MAX) };

/// How a difference found by `--verify` begins.
const DIFFERS: &str = "the platform has more in";

/// How a count begins that `--verify` cannot compare.
const UNSTATED: &str = "the platform does not state the count of";

impl SyncedShopV1 {
    fn write(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let span = match (&self.from, &self.to) {
            (Some(from), Some(to)) => translate(context, "sync-span", values!(from, to)),
            (Some(_) | None, _) => translate(context, "sync-no-span", &[]),
        };
        let text = translate(
            context,
            "sync-line",
            values!(
                shop = self.shop,
                orders = self.orders,
                disputes = self.disputes,
                span,
                calls = self.calls
            ),
        );
        line(out, &text)
    }
}
