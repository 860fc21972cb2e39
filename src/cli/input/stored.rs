//! The local store as the input of a command.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cli::context::{Context, clock};
use crate::cli::failure::Failure;
use crate::cli::sources::api::store_path;
use crate::config::Shop;
use crate::domain::{
    Caveat, CaveatKind, CompletionDays, Dispute, Fact, FactSet, Filings, Liability, Moment,
    OrderId, OrderTally, OrdersUnderWay, SavedDisputes, Severity, ShopOrders, SkippedRows, Window,
    Zone, is_asked, outdated_disputes, outdated_orders, to_u64,
};
use crate::input::{
    Details, ExchangedColumns, Inputs, OrderCheck, OrderReach, StoredDays, joined_records,
    shops_lacking_files,
};
use crate::render::FileV1;
use crate::store::{CountedOrders, CoverageGap, ForFigures, Import, Store, may_be_of};

/// The last hours before now need not be in: anyone who syncs once a day would never have a figure.
const GRACE_DAYS: i64 = 1;

/// The span whose lists must be in when a command names none, in days.
const USUAL_DAYS: u32 = 30;

/// The store, and the shops wanted of it (all, when there are none).
pub(crate) struct StoreInput {
    store: Store,
    shops: Vec<String>,
    /// The shops that the store knows.
    known: Vec<String>,
    orders: u64,
    disputes: u64,
    gaps: Vec<Caveat>,
    partial: Vec<Caveat>,
    /// The files taken in that may matter for figures.
    imports: Vec<Import>,
    /// The moment from which on figures look at anything.
    from: Moment,
    /// Orders that are known only from files without completion times.
    untold_completed: u64,
    /// Orders that name no shop, where shops are asked for.
    without_shop: u64,
    /// The orders by shop, once all have been counted; empty for those of a sync.
    by_shop: Vec<ShopOrders>,
    /// Its orders by the files that say the newest of them, once all have been counted.
    saved: Vec<OrdersUnderWay>,
    /// Its disputes by the imports that saw them last.
    saved_disputes: BTreeMap<(String, Moment), SavedDisputes>,
    /// No file is read beside the store, which could hold the orders that it lacks.
    is_alone: bool,
    /// What the orders say of the disputes, once they have been counted.
    compared: Vec<Caveat>,
    /// Columns of times of orders and of disputes in which day and month may have been exchanged, once the orders
    /// have been counted.
    exchanged: [Vec<ExchangedColumns>; 2],
    synced_to: Option<Moment>,
    /// What the syncs of the shops asked for have noted.
    syncs: Vec<Import>,
    /// Synced spans that begin so late that orders which were completed since are not in them.
    begins_late: Vec<Caveat>,
}

/// Opens the store for the shops that have no files in the settings; `None` where there is no
/// store, or nothing in it is wanted.
pub(crate) fn open(context: &Context) -> Result<Option<StoreInput>, Failure> {
    let settings = &context.found.settings.shops;
    let wanted = &context.common.shops;
    let by_files = |name: &String| {
        settings.iter().any(|shop: &Shop| shop.name == *name && !shop.files.is_empty())
    };
    let shops: Vec<String> = if wanted.is_empty() && settings.iter().any(|s| !s.files.is_empty()) {
        settings.iter().map(|shop| shop.name.clone()).filter(|name| !by_files(name)).collect()
    } else {
        wanted.iter().filter(|name| !by_files(name)).cloned().collect()
    };
    let some_by_files = wanted.iter().any(by_files)
        || wanted.is_empty() && settings.iter().any(|shop| !shop.files.is_empty());
    if some_by_files && shops.is_empty() {
        return Ok(None);
    }
    let Ok(path) = store_path(context) else { return Ok(None) };
    let Some(store) = Store::open_to_read(&path)? else { return Ok(None) };
    if store.holds_only_marks()? {
        return Ok(None);
    }
    let (imports, mut syncs): (Vec<Import>, Vec<Import>) =
        store.imports()?.into_iter().partition(Import::is_file);
    syncs.retain(|sync| is_asked(&shops, &sync.shop));
    let asked = imports.iter().filter(|import| is_asked(&shops, &import.shop));
    let mut partial: Vec<Caveat> = asked.filter_map(incomplete).collect();
    let known: Vec<String> = store.shops()?;
    let never = settings.iter().filter(|shop| {
        is_asked(&shops, &shop.name) && shop.api.is_some() && !known.contains(&shop.name)
    });
    let never = never.map(|shop| Caveat::new(CaveatKind::NeverSynced).with("shop", &shop.name));
    partial.extend(never);
    partial.extend(lacking_of_syncs(&store, &shops)?);
    let synced_to = store.synced_to(&shops)?;
    let mut stored = StoreInput {
        store,
        shops,
        known,
        orders: 0,
        disputes: 0,
        imports,
        syncs,
        begins_late: Vec::new(),
        from: context.as_of,
        untold_completed: 0,
        without_shop: 0,
        by_shop: Vec::new(),
        saved: Vec::new(),
        saved_disputes: BTreeMap::new(),
        is_alone: true,
        compared: Vec::new(),
        exchanged: Default::default(),
        gaps: Vec::new(),
        partial,
        synced_to,
    };
    stored.needs(context, context.found.settings.window.unwrap_or(USUAL_DAYS))?;
    Ok(Some(stored))
}

/// Returns why an import is only a part; `None` where it is not known to be one.
fn incomplete(import: &Import) -> Option<Caveat> {
    let why = import.incomplete.as_ref()?;
    Some(Caveat::new(CaveatKind::ImportIncomplete).with("path", &import.path).with("why", why))
}

/// Returns which shops were synced without any order or any dispute, and of how many disputes the history is
/// missing.
fn lacking_of_syncs(store: &Store, shops: &[String]) -> Result<Vec<Caveat>, Failure> {
    let (no_orders, no_disputes) = store.synced_without_rows(shops)?;
    let disputed = no_orders.iter().filter(|shop| !no_disputes.contains(shop));
    let of_shop =
        |shop| Caveat::new(CaveatKind::NoOrders).of_severity(Severity::Warning).with("shop", shop);
    let mut found: Vec<Caveat> = disputed.map(of_shop).collect();
    if !no_disputes.is_empty() {
        found.push(Caveat::new(CaveatKind::EmptyList));
    }
    let (without, all) = store.without_timeline(shops)?;
    // Where none has a timeline there is no figure that could be wrong.
    if (1..all).contains(&without) {
        found.push(Caveat::new(CaveatKind::DetailsMissing).counting(without).with("of", all));
    }
    Ok(found)
}

impl StoreInput {
    /// Adds the store's disputes, and what it can tell, to the input.
    pub(crate) fn add_to(
        &mut self,
        inputs: &mut Inputs,
        details: Details,
        context: &Context,
    ) -> Result<(), Failure> {
        self.is_alone = inputs.files().is_empty();
        let seen = self.store.records_without_id_beside_others()?;
        let is_joined = !seen.is_empty();
        let details = if is_joined { Details::Kept } else { details };
        let found = self.disputes(details, context)?;
        let own = dispute_facts(&self.store, &self.imports, &found)?;
        let mut disputes = found.disputes;
        if is_joined {
            let (joined, clocks) = joined_records(disputes, &seen);
            disputes = joined;
            self.partial.extend(clocks);
        }
        self.disputes = to_u64(disputes.len());
        let synced = !self.store.synced_shops()?.is_empty();
        // Whether each order's times are given is known once the orders have been counted.
        let times = if inputs.given.has(Fact::Orders) { inputs.given } else { FactSet::TIMES };
        inputs.given = inputs.given.union(own).replacing(FactSet::TIMES, times);
        let moments = |d: &Dispute| [Some(d.opened_at), d.modified_at(), d.closed_at()];
        let of_shops = disputes.iter().filter(|dispute| may_be_of(&self.shops, &dispute.shop));
        let newest = of_shops.flat_map(moments).flatten().max();
        inputs.newest_dispute = inputs.newest_dispute.max(newest);
        if !synced {
            let gives = |import: &&Import| import.given.is_none_or(|of| of.has(Fact::Disputes));
            let at: BTreeSet<Moment> = self.imports.iter().filter(gives).map(|of| of.at).collect();
            if at.len() > 1 || self.imports.iter().flat_map(|of| &of.caveats).any(is_outdated) {
                self.saved_disputes = self.store.saved_disputes()?;
            }
            for Import { shop, span, completion_days, .. } in &self.imports {
                let (shop, completion_days) = (shop.clone(), completion_days.clone());
                inputs.add_reach(OrderReach { shop, span: *span, completion_days });
            }
        }
        inputs.add_disputes(disputes);
        let synced = self.store.synced_shops()?;
        let imports = self.imports.iter().filter(|import| !synced.contains(&import.shop));
        let given = imports.filter_map(|import| Some((import.shop.as_str(), import.given?)));
        let lacking = shops_lacking_files(given, inputs.filings()).into_iter();
        let of_shop =
            |caveat: &Caveat| caveat.parts.iter().any(|(_, shop)| is_asked(&self.shops, shop));
        self.partial.extend(lacking.filter(of_shop));
        Ok(())
    }

    fn disputes(&self, details: Details, context: &Context) -> Result<ForFigures, Failure> {
        let (asked, as_of) = (&self.shops, context.as_of);
        // The order's shop decides, and a dispute may name none or another. Beside files, what is
        // stored of their shops is not wanted.
        let mut shops = Vec::new();
        if !self.is_alone && !asked.is_empty() {
            shops.extend(asked.iter().cloned().chain([String::new()]));
        }
        match details {
            Details::Dropped => Ok(self.store.disputes_for_figures(&shops, asked, as_of)?),
            Details::Kept => whole_disputes(&self.store, &shops, asked, as_of),
        }
    }

    /// Looks whether the lists are in over the `days` before as-of.
    pub(crate) fn needs(&mut self, context: &Context, days: u32) -> Result<(), Failure> {
        let whole = Window::ending_at(context.as_of, days);
        let to = whole.to.min(clock().plus_days(-GRACE_DAYS));
        let gaps = self.store.gaps(&self.shops, Window { to, ..whole })?;
        self.gaps = gap_caveats(&gaps);
        self.from = whole.from;
        let late = self.syncs.iter().map(|sync| self.begins_late(sync, whole.from));
        self.begins_late = late.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok(())
    }

    /// Returns that what was synced of a shop begins so late that orders which were completed in a window are older;
    /// `None` where its first order shows that the shop is younger than the span.
    fn begins_late(&self, sync: &Import, from: Moment) -> Result<Option<Caveat>, Failure> {
        const YOUNG_DAYS: i64 = 7;
        let Some(((oldest, _), days)) = sync.span.zip(sync.completion_days.most()) else {
            return Ok(None);
        };
        let Some(covered) = self.store.coverage(&sync.shop)? else { return Ok(None) };
        let is_late = covered.from > from.plus_days(-days);
        Ok((is_late && oldest < covered.from.plus_days(YOUNG_DAYS)).then(|| {
            let caveat = Caveat::new(CaveatKind::Coverage)
                .with("what", "orders")
                .with("oldest", Zone::ASSESSMENT.show(oldest))
                .with("from", Zone::ASSESSMENT.show(from))
                .with("days", days);
            Caveat { shop: Some(sync.shop.clone()), ..caveat }
        }))
    }

    /// Returns what can make a figure wrong: gaps, how old the store is, and what was found in files
    /// when they were taken in.
    pub(crate) fn caveats(&self, context: &Context, filings: &Filings) -> Vec<Caveat> {
        let kept = self.gaps.iter().chain(&self.partial).chain(&self.begins_late);
        let mut found: Vec<Caveat> = kept.cloned().collect();
        found.extend(self.syncs.iter().flat_map(|sync| sync.caveats_beside(filings)));
        found.extend(self.age(context));
        if self.untold_completed > 0 {
            let caveat = Caveat::new(CaveatKind::NoCompletionTimes);
            found.push(caveat.counting(self.untold_completed));
        }
        found.extend(self.compared.iter().cloned());
        let is_forgotten = |caveat: &&Caveat| caveat.kind == CaveatKind::Forgotten;
        let of_imports = self.in_window().flat_map(|import| &import.caveats);
        let all = self.imports.iter().flat_map(|import| &import.caveats);
        let needed = all.filter(is_forgotten).filter(|caveat| {
            let before = caveat.part("before").and_then(Moment::from_rfc3339);
            before.is_some_and(|before| self.from < before)
        });
        let of_imports = of_imports.filter(|caveat| !is_forgotten(caveat) && !is_outdated(caveat));
        found.extend(joined(of_imports.chain(needed)));
        if !found.iter().any(|caveat| caveat.kind == CaveatKind::DateOrderMixed) {
            let exchanged = self.exchanged.iter();
            let said = exchanged
                .flat_map(|of| of.iter().find_map(|columns| columns.caveat(context.as_of)));
            found.extend(said);
        }
        found
    }

    /// Returns the files taken in of which anything may lie in the window of a figure.
    fn in_window(&self) -> impl Iterator<Item = &Import> {
        self.imports.iter().filter(|import| import.at >= self.from)
    }

    /// Returns the rows that were left out of files when they were taken in.
    pub(crate) fn skipped_rows(&self) -> SkippedRows {
        let mut skipped = SkippedRows::default();
        self.in_window().for_each(|import| skipped.merge(&import.skipped));
        skipped
    }

    /// Counts the orders in a tally, and returns which of their times are given of all of them.
    pub(crate) fn count_orders<T: OrderTally>(
        &mut self,
        filings: &Arc<Filings>,
        tally: &mut T,
    ) -> Result<FactSet, Failure> {
        let shops = tally.projection().shops;
        let mut both = (tally.fresh(), OrderCheck::new(Arc::clone(filings), shops));
        // Alone, the store lends the disputed orders of other shops too.
        let lent = if self.is_alone { &[] } else { self.shops.as_slice() };
        let CountedOrders { all, untold_paid, untold_completed, without_shop, by_shop } =
            self.store.count_orders(lent, filings, &mut both)?;
        self.without_shop = without_shop;
        // A sync says itself what it lacks.
        let are_told = self.is_alone && self.synced_to.is_none();
        // Where some orders alone are looked at, they are those with disputes.
        let compared = if by_shop.is_empty() { None } else { Some(all) };
        self.by_shop = if are_told { by_shop } else { Vec::new() };
        tally.merge(both.0);
        self.compared = self.compare(&both.1, compared, filings)?;
        // Where orders in dispute alone are looked at, those of the whole store are read for it too.
        if are_told && self.store.order_rows()? <= to_u64(StoredDays::MOST_ORDERS) {
            let mut days = StoredDays::beside(filings);
            self.store.count_orders(&self.shops, filings, &mut days)?;
            self.exchanged = days.found(filings);
        }
        if self.are_saved_apart() {
            self.saved = self.store.saved_orders(lent)?;
        }
        self.orders = all;
        // Where all lack them there is no figure, which is said in its place.
        self.untold_completed = if untold_completed < all { untold_completed } else { 0 };
        if all == 0 {
            let given = self.imports.iter().filter_map(|import| import.given);
            let of_orders = given.filter(|given| given.has(Fact::Orders));
            return Ok(of_orders.fold(FactSet::TIMES, FactSet::intersection));
        }
        let told = [(Fact::Paid, untold_paid == 0), (Fact::Completed, untold_completed == 0)];
        Ok(told.into_iter().collect())
    }

    /// Returns whether the orders came with files alone, and not all of those were saved within a day.
    fn are_saved_apart(&self) -> bool {
        let newest = self.imports.iter().filter_map(|import| Some(import.span?.1));
        let first = newest.clone().min().map(|first| first.plus_days(1));
        self.is_alone && self.synced_to.is_none() && newest.max() > first
    }

    /// Returns the orders that were under way when their file was saved, where that was more than so many days
    /// before as-of and other files are newer; of orders, once they have been counted.
    pub(super) fn outdated_orders(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        let asked = |saved: &&OrdersUnderWay| is_asked(&self.shops, &saved.shop);
        let mut days = CompletionDays::default();
        self.imports.iter().for_each(|import| days.merge(&import.completion_days));
        outdated_orders(self.saved.iter().filter(asked), as_of, stale_days, &days)
    }

    /// The same of disputes that were open: of lists that were taken in one by one, else of those that were
    /// taken in together, while no later one has what they left open.
    pub(super) fn outdated_disputes(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        let saved = self.saved_disputes.iter();
        let asked = saved.filter(|((shop, _), _)| is_asked(&self.shops, shop));
        let lists: Vec<&SavedDisputes> = asked.clone().map(|(_, saved)| saved).collect();
        outdated_disputes(&lists, as_of, stale_days).or_else(|| {
            let open = asked.filter(|(_, saved)| !saved.open.is_empty());
            let open: BTreeSet<Moment> = open.map(|((_, at), _)| *at).collect();
            let imports = self.imports.iter().filter(|import| open.contains(&import.at));
            imports.flat_map(|import| &import.caveats).find(|of| is_outdated(of)).cloned()
        })
    }

    /// Returns what the orders say of the disputes: files that were taken in one by one were not compared. `orders`
    /// is their count; `None` where not all were looked at.
    fn compare(
        &self,
        check: &OrderCheck,
        orders: Option<u64>,
        filings: &Filings,
    ) -> Result<Vec<Caveat>, Failure> {
        let mut found: Vec<Caveat> = check.late().into_iter().collect();
        if !self.is_alone {
            return Ok(found);
        }
        found.extend(orders.and_then(|orders| check.only_disputed(orders)));
        let mut alike = check.look_alikes();
        if !alike.is_empty() {
            self.store.count_orders(&self.shops, filings, &mut alike)?;
            found.extend(alike.caveats());
        }
        let spans = self.imports.iter().chain(&self.syncs).filter_map(|import| import.span);
        let span = spans.reduce(|(from, to), other| (from.min(other.0), to.max(other.1)));
        if let Some((from, to)) = span.filter(|_| check.lacks_orders()) {
            let placed = self.store.placed_by_disputes()?;
            let placed = |order: OrderId| placed.get(&order).copied();
            found.extend(check.missing(Window { from, to }, &placed));
        }
        Ok(found)
    }

    /// Returns the count of orders that name no shop, where shops are asked for; of orders, once they
    /// have been counted.
    pub(crate) fn without_shop(&self) -> u64 {
        self.without_shop
    }

    /// Returns the orders by shop, once all have been counted; none for those of a sync.
    pub(super) fn by_shop(&self) -> &[ShopOrders] {
        &self.by_shop
    }

    /// Returns the moment up to which the shops wanted were synced; `None` when never.
    pub(crate) fn synced_to(&self) -> Option<Moment> {
        self.synced_to
    }

    /// Returns the shops that the store knows.
    pub(crate) fn known_shops(&self) -> &[String] {
        &self.known
    }

    /// Returns the store as one of the files read.
    pub(crate) fn file(&self) -> FileV1 {
        let path = self.store.path().display().to_string();
        FileV1::whole(&path, "store", self.orders + self.disputes)
    }

    /// Returns how old the store's newest facts are, where that is worth a word.
    fn age(&self, context: &Context) -> Option<Caveat> {
        let to = self.synced_to.filter(|to| *to < context.as_of.min(clock().plus_hours(-2)))?;
        let days = context.as_of.days_since(to);
        let newest = Zone::ASSESSMENT.show(to);
        let caveat = Caveat::new(CaveatKind::StaleData).with("what", "store").with("days", days);
        Some(caveat.with("newest", newest).of_severity(Severity::Note))
    }
}

/// Returns the disputes of shops (of all, when there are none) with their details, as figures are made
/// of them, and what those of the shops `asked` for tell.
pub(crate) fn whole_disputes(
    store: &Store,
    shops: &[String],
    asked: &[String],
    as_of: Moment,
) -> Result<ForFigures, Failure> {
    let disputes = store.disputes(shops, as_of)?;
    let of_shops = disputes.iter().filter(|dispute| may_be_of(asked, &dispute.shop));
    let mut all = of_shops.map(Dispute::details);
    let reasons = all.clone().any(|details| !details.reason.is_empty());
    let timelines = all.any(|details| !details.history.is_empty());
    Ok(ForFigures { disputes, reasons, timelines })
}

/// Returns which facts the inputs of a store could give, with these disputes in it; of the times of
/// orders nothing.
pub(crate) fn dispute_facts(
    store: &Store,
    imports: &[Import],
    found: &ForFigures,
) -> Result<FactSet, Failure> {
    let ForFigures { disputes, reasons, timelines } = found;
    let (orders, some_disputes) = store.holds()?;
    let synced = !store.synced_shops()?.is_empty();
    // What no import was noted to give shows in the records alone.
    let is_unknown = |import: &Import| import.given.is_none();
    let by_content = synced || imports.is_empty() || imports.iter().any(is_unknown);
    let is_dated = disputes.iter().any(|dispute| dispute.escalated_at().is_some());
    let is_ruled = disputes.iter().any(|dispute| dispute.liability != Liability::Unknown);
    let found = [
        (Fact::Orders, synced || orders),
        (Fact::Disputes, synced || some_disputes),
        (Fact::Reasons, by_content && *reasons),
        // A list alone does not date escalations; where any is dated, details were read.
        (Fact::Escalations, by_content && (*timelines || is_dated)),
        (Fact::Rulings, by_content && is_ruled),
    ];
    let found: FactSet = found.into_iter().collect();
    Ok(imports.iter().filter_map(|import| import.given).fold(found, FactSet::union))
}

/// Returns whether later imports may have put a caveat right.
fn is_outdated(caveat: &Caveat) -> bool {
    caveat.kind == CaveatKind::DisputesOutdated
}

/// Joins caveats that say the same of several files.
fn joined<'a>(caveats: impl Iterator<Item = &'a Caveat>) -> Vec<Caveat> {
    let mut all: Vec<Caveat> = Vec::new();
    let without_count = |caveat: &Caveat| -> Vec<(&'static str, String)> {
        caveat.parts.iter().filter(|(name, _)| *name != "count").cloned().collect()
    };
    for caveat in caveats {
        let same = |other: &&mut Caveat| {
            other.kind == caveat.kind && without_count(other) == without_count(caveat)
        };
        let Some(other) = all.iter_mut().find(same) else {
            all.push(caveat.clone());
            continue;
        };
        let files: Vec<&String> =
            caveat.files.iter().filter(|file| !other.files.contains(file)).collect();
        other.files.extend(files.into_iter().cloned());
        if let Some((one, two)) = other.count.zip(caveat.count) {
            *other = other.clone().recounted(one.saturating_add(two));
        }
    }
    all
}

/// Names what is missing, orders and disputes of a shop once each.
fn gap_caveats(gaps: &[CoverageGap]) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    for gap in gaps {
        let what = if gap.list.starts_with("orders") { "orders" } else { "disputes" };
        let caveat = Caveat::new(CaveatKind::SyncIncomplete)
            .with("what", what)
            .with("shop", &gap.shop)
            .with("from", Zone::ASSESSMENT.show(gap.window.from))
            .with("to", Zone::ASSESSMENT.show(gap.window.to));
        if !caveats.contains(&caveat) {
            caveats.push(caveat);
        }
    }
    caveats
}
