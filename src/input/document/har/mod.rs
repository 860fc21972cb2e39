//! HAR files: what the network panel of a browser saves of a page, with every answer it got.
//!
//! Of each entry are read: the time, the request's method, address and `data`, the answer's status
//! and body. Headers and cookies are not read. What writers differ in is in `docs/formats.md`.

mod entry;
mod question;
mod scrub;

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::{Caveat, CaveatKind, Dispute, Fact, Liability, Severity, SortRows, to_u64};
use crate::input::container::companions::Companions;
use crate::input::decode::date_column::Clock;
use crate::input::document::documents::{Documents, note_kind};
use crate::input::document::extract;
use crate::input::document::fields::JsonFields;
use crate::input::document::json::Reader;
use crate::input::document::json_bounds::bounded_value;
use crate::input::document::list_page::{list_page, mtop_refusal};
use crate::input::document::pages::{CHANNEL, ListAccount, Lost, PageFact};
use crate::input::document::seller_centre;
use crate::input::document::seller_details::{self, JoinedDetails, SellerDetails};
use crate::input::table::title_zone;

use self::entry::{Body, HarEntry, Interface, entries};
pub(crate) use self::entry::{logged, with_whole_characters};
pub use self::scrub::Scrubbed;
pub(crate) use self::scrub::{NotScrubbed, scrubbed};

/// What to do about a log in which the dispute list is missing.
const RECORD_AGAIN: &str = "open the network panel, open the dispute page again, wait until the list is \
                            shown, and save the log again; README, \"Files\"";

/// What to do where a program has kept it packed.
const UNPACKED: &str = "open the dispute page again and save the log in the network panel of Chrome or Firefox, \
                        which unpack answers";

/// What to do where a browser has cut it.
const WITHOUT_LIMIT: &str = "in Firefox set `devtools.netmonitor.responseBodyLimit` to 0 in about:config, open \
                             the dispute page again, and save the log again";

/// Reads what a HAR holds of disputes and orders.
pub(crate) fn read(
    reader: &Reader<'_>,
    logged: &[&RawValue],
    companions: &mut Companions,
    found: &mut Documents,
) {
    let (mut count, mut others, before) = (0_u64, 0, found.kind.clone());
    let mut answered = Vec::new();
    for entry in entries(logged, companions) {
        count += 1;
        match entry.interface {
            Interface::Other => others += u64::from(!other_answer(reader, &entry, found)),
            Interface::List | Interface::Detail | Interface::History => answered.push(entry),
        }
    }
    let unknown_fields = narrow(&mut answered);
    let paged = sizes_of_several_pages(&answered);
    let mut questions: BTreeMap<(Interface, String), Vec<HarEntry>> = BTreeMap::new();
    for entry in answered {
        questions.entry((entry.interface, entry.question())).or_default().push(entry);
    }
    let mut gathered = Gathered { unknown_fields, ..Gathered::default() };
    for ((interface, _), entries) in questions {
        match interface {
            Interface::List => {
                for answer in LatestAnswer::of_lists(entries, &paged) {
                    gathered.list(reader, &answer, found);
                }
            }
            Interface::Detail | Interface::History => {
                gathered.detail(interface, &LatestAnswer::of(entries));
            }
            Interface::Other => {}
        }
    }
    if gathered.is_empty() && found.kind == before && !found.has_rows() {
        return gathered.nothing(found);
    }
    gathered.end(found);
    note_kind(found, "har");
    let caveat = Caveat::new(CaveatKind::HarEntries).counting(count);
    found.caveats.push(caveat.with("others", others));
}

/// Finds the fields that narrow some of the lists, though nobody knows them: others were asked for
/// without. Returns those that all lists were asked for with.
fn narrow(entries: &mut [HarEntry]) -> Vec<String> {
    let of = |entry: &HarEntry| entry.asked.as_ref().map(question::unknown_fields);
    let lists = || entries.iter().filter(|entry| entry.interface == Interface::List);
    let common = question::common(&lists().filter_map(of).collect::<Vec<_>>());
    for entry in entries.iter_mut().filter(|entry| entry.interface == Interface::List) {
        let fields = of(entry).map(|fields| question::own_names(&fields, &common));
        entry.narrowed = fields.into_iter().flatten().collect();
    }
    common.into_keys().collect()
}

/// All that was answered to one question: the newest answer that counts, and why others do not.
struct LatestAnswer {
    entry: HarEntry,
    refusal: Option<String>,
}

impl LatestAnswer {
    /// Of several answers the newest counts, and of the others those that share no order with it: they are of
    /// another account, of which the question says nothing. In place of one that is alone with its size of pages,
    /// an older one of longer pages counts that says the same and more. `paged` are the sizes of several pages.
    fn of_lists(entries: Vec<HarEntry>, paged: &HashSet<String>) -> Vec<Self> {
        let (mut answers, mut left, mut known) = (Vec::new(), entries, HashSet::new());
        while !left.is_empty() {
            let (mut answer, mut others) = Self::with_others(left);
            let is_alone = answer.entry.field(SIZE).is_some_and(|size| !paged.contains(&size));
            let mut older = others.iter_mut().rev().filter(|_| is_alone);
            if let Some(longer) = older.find(|other| answer.is_part_of(other)) {
                std::mem::swap(&mut answer.entry, longer);
            }
            known.extend(orders_in(&answer.entry));
            answers.push(answer);
            left = others;
            left.retain(|entry| {
                let orders = orders_in(entry);
                !orders.is_empty() && known.is_disjoint(&orders) && refusal_of(entry).is_none()
            });
        }
        answers
    }

    fn of(entries: Vec<HarEntry>) -> Self {
        Self::with_others(entries).0
    }

    /// Returns whether another answer to the question has pages of another size, and says the same and more.
    fn is_part_of(&self, other: &HarEntry) -> bool {
        let Some((own, longer)) = said(&self.entry).zip(said(other)) else { return false };
        own.total == longer.total
            && own.rows.len() < longer.rows.len()
            && own.rows.is_subset(&longer.rows)
            && other.field(SIZE) != self.entry.field(SIZE)
    }

    /// Of several answers the newest counts that has a body and is no refusal.
    fn with_others(mut entries: Vec<HarEntry>) -> (Self, Vec<HarEntry>) {
        entries.sort_rows_by_key(|entry| entry.at);
        let refusal = entries.iter().rev().find_map(refusal);
        let rank = |entry: &HarEntry| match &entry.body {
            Body::Text(text) if !extract::is_json(text.trim_start()) => 1,
            Body::Text(_) if refusal_of(entry).is_none() => 3,
            Body::Cut => 2,
            Body::Text(_) => 1,
            Body::Missing(_) => 0,
        };
        // Of equal ones the last counts, which is the newest.
        let best = (0..entries.len()).max_by_key(|at| entries.get(*at).map(rank));
        let entry = entries.remove(best.expect("an answer has an entry"));
        (Self { entry, refusal }, entries)
    }
}

/// The field of a question that says how many rows a page has.
const SIZE: &str = "pageSize";

/// Returns the sizes of pages by which several pages of lists were asked for.
fn sizes_of_several_pages(entries: &[HarEntry]) -> HashSet<String> {
    let mut pages: BTreeMap<String, HashSet<Option<String>>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.interface == Interface::List) {
        if let Some(size) = entry.field(SIZE) {
            pages.entry(size).or_default().insert(entry.field("current"));
        }
    }
    pages.into_iter().filter(|(_, numbers)| numbers.len() > 1).map(|(size, _)| size).collect()
}

/// What a page of a list says.
struct PageSaid {
    total: Option<u64>,
    /// The texts of its rows.
    rows: HashSet<String>,
}

fn said(entry: &HarEntry) -> Option<PageSaid> {
    let Body::Text(text) = &entry.body else { return None };
    if refusal_of(entry).is_some() {
        return None;
    }
    let documents = extract::documents(text).ok()?;
    let fields = JsonFields::of(documents.all.first()?.get())?;
    let page = list_page(&fields)?;
    let mut fact = PageFact::default();
    page.stated.complete(&mut fact, to_u64(page.data_source.len()));
    let rows = page.data_source.iter().map(|row| row.get().to_owned()).collect();
    Some(PageSaid { total: fact.total, rows })
}

/// Returns the ids of the orders that an answer names.
fn orders_in(entry: &HarEntry) -> HashSet<String> {
    const KEY: &str = "\"tradeOrderId\"";
    let Body::Text(text) = &entry.body else { return HashSet::new() };
    let id = |(at, _): (usize, &str)| {
        let value = text.get(at + KEY.len()..).expect("a match ends in the text");
        let value = value.trim_start_matches([':', '"', ' ', '\n', '\r', '\t']);
        value.chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    text.match_indices(KEY).map(id).filter(|id| !id.is_empty()).collect()
}

fn refusal(entry: &HarEntry) -> Option<String> {
    refusal_of(entry)
}

/// Returns the words of an answer in which the platform refuses.
fn refusal_of(entry: &HarEntry) -> Option<String> {
    let Body::Text(text) = &entry.body else { return None };
    let documents = extract::documents(text).ok()?;
    mtop_refusal(&bounded_value(documents.all.first()?.get())?)
}

/// What all answers give together.
#[derive(Default)]
struct Gathered {
    details: BTreeMap<String, SellerDetails>,
    whole_pages: u64,
    filtered: u64,
    unfiltered_unknown: u64,
    /// JsonFields that are not known and with which every list was asked for.
    unknown_fields: Vec<String>,
    refusals: Vec<String>,
    unnamed_details: u64,
}

impl Gathered {
    fn list(&mut self, reader: &Reader<'_>, answer: &LatestAnswer, found: &mut Documents) {
        let entry = &answer.entry;
        self.refusals.extend(answer.refusal.clone());
        let filters = entry.filters();
        let is_part = filters.as_ref().is_some_and(|filters| !filters.is_empty());
        let number = entry.field("current").and_then(|number| number.parse().ok());
        // A request that names no channel is of the one list that all channels have.
        let channel = entry.field(CHANNEL).unwrap_or_default();
        let account = entry.account();
        let mut fact = PageFact {
            list: format!("seller-centre {channel} {}", account.as_deref().unwrap_or_default())
                .trim_end()
                .to_owned(),
            account: account.map_or(ListAccount::Unknown, ListAccount::One),
            number,
            size: entry.field(SIZE).and_then(|size| size.parse().ok()),
            ..PageFact::default()
        };
        let text = match &entry.body {
            Body::Text(text) if refusal_of(entry).is_none() => text,
            _ if is_part => return,
            body => {
                fact.lost = Some(match body {
                    Body::Cut => Lost::Cut,
                    Body::Missing(why) => why.clone(),
                    Body::Text(_) => Lost::Refused(
                        answer.refusal.clone().expect("a text is passed over where it refuses"),
                    ),
                });
                found.pages.push(fact);
                return;
            }
        };
        let text = &with_whole_characters(text);
        let documents = extract::documents(text).ok();
        let raw = documents.as_ref().and_then(|documents| documents.all.first());
        let fields = raw.and_then(|raw| JsonFields::of(raw.get()));
        let page = fields.as_ref().and_then(list_page);
        let Some(page) = page else {
            fact.lost = Some(Lost::Unreadable);
            found.pages.push(fact);
            return;
        };
        found.words.read_by(clock_asked_for(entry));
        if is_part {
            self.filtered += 1;
            let pages = found.pages.len();
            reader.list_page(&page, None, found);
            found.pages.truncate(pages);
        } else {
            self.whole_pages += 1;
            found.saved_at = found.saved_at.max(entry.at);
            self.unfiltered_unknown += u64::from(filters.is_none());
            reader.list_page(&page, Some(fact), found);
        }
        found.words.read_by(seller_centre::clock());
    }

    fn detail(&mut self, interface: Interface, answer: &LatestAnswer) {
        self.refusals.extend(answer.refusal.clone());
        let Some(line) = answer.entry.field("reverseOrderLineId").filter(|id| !id.is_empty())
        else {
            self.unnamed_details += 1;
            return;
        };
        let value = match &answer.entry.body {
            Body::Text(text) if refusal_of(&answer.entry).is_none() => first_value(text),
            _ => None,
        };
        let Some(value) = value else { return };
        let details = self.details.entry(line).or_default();
        match interface {
            Interface::Detail => details.take_detail(&value),
            Interface::History => details.take_history(&value, clock_asked_for(&answer.entry)),
            Interface::List | Interface::Other => {}
        }
    }

    /// Returns whether no list and no detail was read.
    fn is_empty(&self) -> bool {
        self.whole_pages + self.filtered + self.unnamed_details == 0 && self.details.is_empty()
    }

    /// Says why a log without any answer that is read has none.
    fn nothing(self, found: &mut Documents) {
        found.refusals.extend(self.refusals);
        let asked = !found.pages.is_empty();
        let is = |lost: &Lost| found.pages.iter().any(|page| page.lost.as_ref() == Some(lost));
        let (is_cut, is_packed) = (is(&Lost::Cut), is(&Lost::Unreadable));
        found.pages.clear();
        found.no_answers = Some(if is_cut {
            ("a HAR in which the browser has cut the dispute list", WITHOUT_LIMIT)
        } else if is_packed {
            ("a HAR in which the dispute list is packed or is none", UNPACKED)
        } else if asked {
            ("a HAR without the text of any dispute list", RECORD_AGAIN)
        } else {
            ("a HAR without any answer of the dispute pages", RECORD_AGAIN)
        });
    }

    /// Joins details with their disputes, and says what is missing.
    fn end(mut self, found: &mut Documents) {
        let JoinedDetails { details: joined, histories } =
            seller_details::join(&mut found.disputes, &self.details);
        if joined > 0 {
            found.gives(&[Fact::Reasons]);
            if histories > 0 {
                found.gives(&[Fact::Escalations]);
            }
            if found.disputes.iter().any(|dispute| dispute.ruled_at().is_some()) {
                found.gives(&[Fact::Rulings]);
            }
            let is_unstated = |dispute: &&Dispute| {
                dispute.ruled_at().is_some() && dispute.liability == Liability::Unknown
            };
            let unstated = found.disputes.iter().filter(is_unstated).count();
            if unstated > 0 {
                // Who was found liable stands in no answer of these pages.
                let caveat = Caveat::new(CaveatKind::UnknownLiability).counting(to_u64(unstated));
                found.caveats.push(caveat.with("words", "none"));
            }
            let all = found.disputes.len();
            // Where there is no history at all there is no figure that could be wrong.
            let whole = if histories > 0 { histories } else { joined };
            if all > whole {
                let caveat = Caveat::new(CaveatKind::DetailsMissing).counting(to_u64(all - whole));
                found.caveats.push(caveat.with("of", all));
            }
        }
        let unplaced = to_u64(self.details.len().saturating_sub(joined)) + self.unnamed_details;
        if unplaced > 0 {
            found.caveats.push(Caveat::new(CaveatKind::DetailsUnplaced).counting(unplaced));
        }
        if self.filtered > 0 {
            let (whole, severity) = match self.whole_pages {
                0 => ("none", Severity::Blocking),
                _ => ("some", Severity::Note),
            };
            let caveat = Caveat::new(CaveatKind::ListPart).counting(self.filtered);
            found.caveats.push(caveat.with("whole", whole).of_severity(severity));
        }
        if self.unfiltered_unknown > 0 {
            let caveat = Caveat::new(CaveatKind::ListQuestionUnknown).with("fields", "none");
            found.caveats.push(caveat.counting(self.unfiltered_unknown));
        }
        if self.whole_pages > 0 && !self.unknown_fields.is_empty() {
            let caveat = Caveat::new(CaveatKind::ListQuestionUnknown).counting(self.whole_pages);
            let caveat = caveat.with("fields", self.unknown_fields.join(", "));
            found.caveats.push(caveat.of_severity(Severity::Warning));
        }
        self.refusals.sort();
        self.refusals.dedup();
        for refusal in &self.refusals {
            let caveat = Caveat::new(CaveatKind::RefusalSaved).with("refusal", refusal);
            found.caveats.push(caveat.of_severity(Severity::Note));
        }
        if self.whole_pages + self.filtered > 0 {
            found.gives(&[Fact::Disputes]);
        }
    }
}

fn first_value(text: &str) -> Option<Value> {
    let documents = extract::documents(text).ok()?;
    let raw = documents.all.first()?.get();
    bounded_value(raw).or_else(|| bounded_value(&with_whole_characters(raw)))
}

/// Reads an answer of another interface where its shape is known: the Open Platform's, an order
/// list. Returns whether it is.
fn other_answer(reader: &Reader<'_>, entry: &HarEntry, found: &mut Documents) -> bool {
    let Body::Text(text) = &entry.body else { return false };
    if !extract::is_json(text.trim_start()) || text.len() < 2 {
        return false;
    }
    let Ok(documents) = extract::documents(text) else { return false };
    let (refusals, given) = (found.refusals.len(), found.given);
    let (plain, pages) = (found.plain.mark(), found.pages.len());
    let (unknown, first_unknown) = (found.unknown, found.first_unknown.clone());
    let known = documents
        .all
        .iter()
        .any(|document| document.get().starts_with('{') && reader.document(document, 0, found));
    // What other pages were refused, and rows of theirs, are of no interest.
    let of_interest = found.refusals.len() == refusals && found.plain.mark() == plain;
    found.refusals.truncate(refusals);
    found.plain.back_to(plain);
    (found.unknown, found.first_unknown) = (unknown, first_unknown);
    if !of_interest {
        found.given = given;
        found.pages.truncate(pages);
    }
    known && of_interest
}

/// Returns the clock by which an answer writes its times, as the request asked: `_timezone` is by how
/// many hours it is ahead of UTC. Of the platform's own, and where nothing is asked, the platform's.
fn clock_asked_for(entry: &HarEntry) -> Clock {
    let hours = entry.field("_timezone").and_then(|hours| hours.trim().parse().ok());
    let zone = hours.filter(|hours| !matches!(hours, -8 | -7)).and_then(title_zone::fixed);
    zone.map_or_else(seller_centre::clock, Clock::new)
}

#[cfg(test)]
mod tests;
