//! HAR files: what the network panel of a browser saves of a page, with every answer it got.
//!
//! Of each entry are read: the time, the request's method, address and `data`, the answer's status
//! and body. Headers and cookies are not read. What writers differ in is in `docs/formats.md`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::{Caveat, CaveatKind, Dispute, Fact, Liability, Moment, Severity};
use crate::input::container::companions::Companions;
use crate::input::container::encoding::{TextExtent, candidates, encoding_named};
use crate::input::decode::date_column::Clock;
use crate::input::document::extract::NoDocuments;
use crate::input::document::har_question;
use crate::input::document::json::{self, Documents, Reader};
use crate::input::document::json_bounds::bounded_value;
use crate::input::document::pages::{Lost, PageFact};
use crate::input::document::seller_centre;
use crate::input::document::seller_details::{self, SellerDetails};
use crate::input::document::{extract, lenient};
use crate::input::table::title_zone;

/// A log, in the object that names it or bare, or one entry of a log.
#[derive(Deserialize)]
struct Har<'a> {
    #[serde(borrow)]
    log: Option<Log<'a>>,
    #[serde(borrow)]
    entries: Option<Vec<&'a RawValue>>,
    request: Option<IgnoredAny>,
    response: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

/// An entry as it is written. Nothing but the address, the status and the content is always there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenEntry<'a> {
    #[serde(borrow)]
    started_date_time: Option<&'a RawValue>,
    #[serde(borrow)]
    request: WrittenRequest<'a>,
    #[serde(borrow)]
    response: Option<WrittenResponse<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRequest<'a> {
    #[serde(borrow)]
    method: Option<&'a RawValue>,
    #[serde(borrow)]
    url: &'a RawValue,
    #[serde(borrow)]
    post_data: Option<PostData<'a>>,
}

#[derive(Deserialize)]
struct PostData<'a> {
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(default, borrow)]
    params: Option<Vec<Param<'a>>>,
    #[serde(rename = "_file")]
    file: Option<String>,
}

#[derive(Deserialize)]
struct Param<'a> {
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct WrittenResponse<'a> {
    #[serde(default, deserialize_with = "lenient::integer")]
    status: Option<i64>,
    #[serde(borrow)]
    content: Option<HarContent<'a>>,
}

#[derive(Deserialize)]
struct HarContent<'a> {
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    encoding: Option<String>,
    #[serde(rename = "mimeType")]
    mime_type: Option<Value>,
    #[serde(rename = "_file")]
    file: Option<String>,
}

/// What to do about a log in which the dispute list is missing.
const RECORD_AGAIN: &str = "open the network panel, open the dispute page again, wait until the list is \
                            shown, and save the log again; README, \"Files\"";

/// What an answer belongs to, by the name of the interface in its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Interface {
    /// The dispute list.
    List,
    /// One dispute: reason, solutions, refund.
    Detail,
    /// What happened in one dispute.
    History,
    /// Anything else.
    Other,
}

/// The last words of the interfaces' names, in small letters
/// (`mtop.aliexpress.seller.reverse.querySellerReverseOrderList`).
const INTERFACES: [(&str, Interface); 3] = [
    ("querysellerreverseorderlist", Interface::List),
    ("reverseorderlinedetailrender", Interface::Detail),
    ("reverseorderlinehistoryrender", Interface::History),
];

/// What the body of an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Text(String),
    /// There is none.
    Missing(Lost),
    /// Its end is gone.
    Cut,
}

/// One entry, read.
struct HarEntry {
    /// Its place in the file, from 0.
    place: usize,
    at: Option<Moment>,
    interface: Interface,
    asked: Option<Value>,
    /// Fields that are not known and by which this list was narrowed.
    narrowed: Vec<String>,
    body: Body,
}

/// Returns the entries of a HAR, of a list of HARs, or of entries that a program took out of one;
/// `None` for anything else.
pub(crate) fn logged(document: &RawValue) -> Option<Vec<&RawValue>> {
    let text = document.get();
    if !text.contains("\"entries\"") && !text.contains("\"request\"") {
        return None;
    }
    if text.starts_with('[') {
        let documents: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        let logs: Option<Vec<_>> = documents.into_iter().map(logged).collect();
        return logs.filter(|logs| !logs.is_empty()).map(|logs| logs.concat());
    }
    let har: Har<'_> = serde_json::from_str(text).ok()?;
    let is_entry = har.request.is_some() && har.response.is_some();
    match (har.log, har.entries) {
        (Some(log), _) => Some(log.entries),
        (None, Some(entries)) => {
            let first = entries.first().map(|first| first.get().contains("\"request\""));
            first.is_some_and(|is_request| is_request).then_some(entries)
        }
        (None, None) => is_entry.then(|| vec![document]),
    }
}

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
    let mut questions: BTreeMap<(Interface, String), Vec<HarEntry>> = BTreeMap::new();
    for entry in answered {
        questions.entry((entry.interface, entry.question())).or_default().push(entry);
    }
    let mut gathered = Gathered { unknown_fields, ..Gathered::default() };
    for ((interface, _), entries) in questions {
        let answer = LatestAnswer::of(entries);
        match interface {
            Interface::List => gathered.list(reader, &answer, found),
            Interface::Detail | Interface::History => gathered.detail(interface, &answer),
            Interface::Other => {}
        }
    }
    if gathered.is_empty() && found.kind == before && !found.has_rows() {
        return gathered.nothing(found);
    }
    gathered.end(found);
    json::note_kind(found, "har");
    let caveat = Caveat::new(CaveatKind::HarEntries).counting(count);
    found.caveats.push(caveat.with("others", others));
}

/// Finds the fields that narrow some of the lists, though nobody knows them: others were asked for
/// without. Returns those that all lists were asked for with.
fn narrow(entries: &mut [HarEntry]) -> Vec<String> {
    let of = |entry: &HarEntry| entry.asked.as_ref().map(har_question::unknown_fields);
    let lists = || entries.iter().filter(|entry| entry.interface == Interface::List);
    let common = har_question::common(&lists().filter_map(of).collect::<Vec<_>>());
    for entry in entries.iter_mut().filter(|entry| entry.interface == Interface::List) {
        let fields = of(entry).map(|fields| har_question::own_names(&fields, &common));
        entry.narrowed = fields.into_iter().flatten().collect();
    }
    common.into_keys().collect()
}

/// Returns every entry that is no preflight, one after another: most of a log is of no interest.
fn entries(logged: &[&RawValue], companions: &mut Companions) -> impl Iterator<Item = HarEntry> {
    logged
        .iter()
        .filter_map(|raw| serde_json::from_str::<WrittenEntry<'_>>(raw.get()).ok())
        .filter(|written| written.request.method.is_none_or(|m| text_of(m) != "OPTIONS"))
        .enumerate()
        .map(|(place, written)| HarEntry { place, ..HarEntry::of(&written, companions) })
}

impl HarEntry {
    fn of(written: &WrittenEntry<'_>, companions: &mut Companions) -> Self {
        let url = text_of(written.request.url);
        let interface = interface(&url);
        let asked = match interface {
            Interface::Other => None,
            Interface::List | Interface::Detail | Interface::History => {
                asked(&url, written.request.post_data.as_ref(), companions)
            }
        };
        let at = written.started_date_time.and_then(|raw| Moment::from_rfc3339(&text_of(raw)));
        let body = match &written.response {
            Some(response) => body(response, companions),
            None => Body::Missing(Lost::Failed),
        };
        Self { place: 0, at, interface, asked, narrowed: Vec::new(), body }
    }

    fn field(&self, name: &str) -> Option<String> {
        field(self.asked.as_ref()?, name)
    }

    /// Tells entries apart that ask for different things; times and signatures are no part of it.
    fn question(&self) -> String {
        match self.interface {
            Interface::List => {
                let page = self.field("current").unwrap_or_else(|| self.answered());
                format!("{:?} {:?} {page}", self.filters(), self.field("channelId"))
            }
            Interface::Detail | Interface::History => {
                let line = self.field("reverseOrderLineId");
                line.unwrap_or_else(|| format!("entry {}", self.place))
            }
            Interface::Other => String::new(),
        }
    }

    /// Returns what tells answers apart whose question is not known: the answers themselves.
    fn answered(&self) -> String {
        match &self.body {
            Body::Text(text) => text.clone(),
            Body::Missing(_) | Body::Cut => format!("entry {}", self.place),
        }
    }

    /// Returns what the list was narrowed by; empty for the whole list, `None` where nothing states
    /// what was asked for.
    fn filters(&self) -> Option<Vec<String>> {
        let mut filters = har_question::known_filters(self.asked.as_ref()?);
        filters.extend(self.narrowed.iter().cloned());
        Some(filters)
    }
}

/// All that was answered to one question: the newest answer that counts, and why others do not.
struct LatestAnswer {
    entry: HarEntry,
    refusal: Option<String>,
}

impl LatestAnswer {
    /// Of several answers the newest counts that has a body and is no refusal.
    fn of(mut entries: Vec<HarEntry>) -> Self {
        entries.sort_by_key(|entry| entry.at);
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
        let entry = entries.swap_remove(best.unwrap_or(0));
        Self { entry, refusal }
    }
}

fn refusal(entry: &HarEntry) -> Option<String> {
    refusal_of(entry)
}

/// Returns the words of an answer in which the platform refuses.
fn refusal_of(entry: &HarEntry) -> Option<String> {
    let Body::Text(text) = &entry.body else { return None };
    let documents = extract::documents(text).ok()?;
    json::mtop_refusal(&bounded_value(documents.all.first()?.get())?)
}

/// What all answers give together.
#[derive(Default)]
struct Gathered {
    details: BTreeMap<String, SellerDetails>,
    whole_pages: u64,
    filtered: u64,
    unfiltered_unknown: u64,
    /// Fields that are not known and with which every list was asked for.
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
        let channel = entry.field("channelId").unwrap_or_default();
        let mut fact = PageFact {
            list: format!("seller-centre {channel}").trim_end().to_owned(),
            number,
            size: entry.field("pageSize").and_then(|size| size.parse().ok()),
            ..PageFact::default()
        };
        let text = match &entry.body {
            Body::Text(text) if refusal_of(entry).is_none() => text,
            _ if is_part => return,
            body => {
                fact.lost = Some(match body {
                    Body::Cut => Lost::Cut,
                    Body::Missing(why) => why.clone(),
                    Body::Text(_) => Lost::Refused(answer.refusal.clone().unwrap_or_default()),
                });
                found.pages.push(fact);
                return;
            }
        };
        let text = &with_whole_characters(text);
        let documents = extract::documents(text).ok();
        let raw = documents.as_ref().and_then(|documents| documents.all.first());
        let page = raw.and_then(|raw| json::list_page(raw));
        let Some(page) = page else {
            fact.lost = Some(Lost::Unreadable);
            found.pages.push(fact);
            return;
        };
        if is_part {
            self.filtered += 1;
            let pages = found.pages.len();
            reader.list_page(&page, None, found);
            found.pages.truncate(pages);
            return;
        }
        self.whole_pages += 1;
        self.unfiltered_unknown += u64::from(filters.is_none());
        reader.list_page(&page, Some(fact), found);
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
        found.pages.clear();
        found.no_answers = Some(if asked {
            ("a HAR without the text of any dispute list", RECORD_AGAIN)
        } else {
            ("a HAR without any answer of the dispute pages", RECORD_AGAIN)
        });
    }

    /// Joins details with their disputes, and says what is missing.
    fn end(mut self, found: &mut Documents) {
        let joined = seller_details::join(&mut found.disputes, &self.details);
        let count = |count: usize| u64::try_from(count).expect("a usize has at most 64 bits");
        if joined > 0 {
            found.gives(&[Fact::Reasons, Fact::Escalations]);
            if found.disputes.iter().any(|dispute| dispute.ruled_at().is_some()) {
                found.gives(&[Fact::Rulings]);
            }
            let is_unstated = |dispute: &&Dispute| {
                dispute.ruled_at().is_some() && dispute.liability == Liability::Unknown
            };
            let unstated = found.disputes.iter().filter(is_unstated).count();
            if unstated > 0 {
                // Who was found liable stands in no answer of these pages.
                let caveat = Caveat::new(CaveatKind::UnknownLiability).counting(count(unstated));
                found.caveats.push(caveat.with("words", "none"));
            }
            let all = found.disputes.len();
            if all > joined {
                let caveat = Caveat::new(CaveatKind::DetailsMissing).counting(count(all - joined));
                found.caveats.push(caveat.with("of", all));
            }
        }
        let unplaced = count(self.details.len().saturating_sub(joined)) + self.unnamed_details;
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
    let known = documents
        .all
        .iter()
        .any(|document| document.get().starts_with('{') && reader.document(document, 0, found));
    // What other pages were refused, and rows of theirs, are of no interest.
    let of_interest = found.refusals.len() == refusals && found.plain.mark() == plain;
    found.refusals.truncate(refusals);
    found.plain.back_to(plain);
    if !of_interest {
        found.given = given;
        found.pages.truncate(pages);
    }
    known && of_interest
}

fn interface(url: &str) -> Interface {
    let lower = url.to_ascii_lowercase();
    let (path, query) = lower.split_once('?').unwrap_or((&lower, ""));
    let named = query.split('&').find_map(|pair| pair.strip_prefix("api=")).unwrap_or_default();
    let is_name = |part: &str, name: &str| part.rsplit('.').next() == Some(name);
    let of = |name: &str| path.split('/').any(|part| is_name(part, name)) || is_name(named, name);
    INTERFACES.iter().find(|(name, _)| of(name)).map_or(Interface::Other, |(_, known)| *known)
}

/// Returns the clock by which an answer writes its times, as the request asked: `_timezone` is by how
/// many hours it is ahead of UTC. Of the platform's own, and where nothing is asked, the platform's.
fn clock_asked_for(entry: &HarEntry) -> Clock {
    let hours = entry.field("_timezone").and_then(|hours| hours.trim().parse().ok());
    let zone = hours.filter(|hours| !matches!(hours, -8 | -7)).and_then(title_zone::fixed);
    zone.map_or_else(seller_centre::clock, Clock::new)
}

/// Returns what a request asked with: `data` in the form or in the address.
fn asked(url: &str, post: Option<&PostData<'_>>, companions: &mut Companions) -> Option<Value> {
    let from_form = |form: &str| {
        let data = form.split('&').find_map(|pair| pair.strip_prefix("data="))?;
        serde_json::from_str(&form_decoded(data)).ok()
    };
    let post_value = post.and_then(|post| {
        let text = post.text.map(text_of);
        let from_text = text.as_deref().and_then(from_form);
        from_text.or_else(|| from_params(post)).or_else(|| {
            let bytes = companions.read(post.file.as_deref()?)?;
            from_form(&String::from_utf8_lossy(&bytes))
        })
    });
    post_value.or_else(|| from_form(url.split_once('?')?.1))
}

/// The values of forms are decoded by some writers and not by others.
fn from_params(post: &PostData<'_>) -> Option<Value> {
    let data = post
        .params
        .as_ref()?
        .iter()
        .find(|param| param.name.is_some_and(|name| text_of(name) == "data"))?;
    let value = text_of(data.value?);
    serde_json::from_str(&value).or_else(|_| serde_json::from_str(&form_decoded(&value))).ok()
}

/// Undoes the escapes of a form: percent signs, and plus for a blank.
fn form_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.first_chunk::<2>().filter(|_| *first == b'%');
        let escaped = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(match (escaped, first) {
            (Some(byte), _) => byte,
            (None, b'+') => b' ',
            (None, byte) => *byte,
        });
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns a field of a request as text.
fn field(asked: &Value, name: &str) -> Option<String> {
    match asked.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn body(response: &WrittenResponse<'_>, companions: &mut Companions) -> Body {
    let is_answer =
        response.status.is_none_or(|status| (200..300).contains(&status) || status == 304);
    if !is_answer {
        return Body::Missing(Lost::Failed);
    }
    let Some(content) = &response.content else { return Body::Missing(Lost::NoBody) };
    let text = match content.text.map(text_of).filter(|text| !text.is_empty()) {
        Some(text) => {
            let is_base64 =
                content.encoding.as_deref().is_some_and(|e| e.eq_ignore_ascii_case("base64"));
            let bytes = if is_base64 { from_base64(&text) } else { unmarked_base64(&text) };
            if is_base64 && bytes.is_none() && is_cut_base64(&text) {
                return Body::Cut;
            }
            // Some writers say base64 over a plain text.
            let plain = || in_whole_characters(text.into_owned());
            let text = bytes.map_or_else(plain, |bytes| decoded(&bytes, content));
            without_wrapping(text, content)
        }
        None => match content.file.as_deref().and_then(|name| companions.read(name)) {
            Some(bytes) if !bytes.is_empty() => decoded(&bytes, content),
            Some(_) | None => return Body::Missing(Lost::NoBody),
        },
    };
    let ends_early = || {
        let is_json = extract::is_json(text.trim_start());
        is_json && extract::documents(&text).is_err()
    };
    if text.contains('\0') || ends_early() { Body::Cut } else { Body::Text(text) }
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = compact.trim_end_matches('=');
    STANDARD_NO_PAD.decode(bare).or_else(|_| URL_SAFE_NO_PAD.decode(bare)).ok()
}

/// Returns the bytes of a text that is base64 without being called so, where they are JSON.
fn unmarked_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = is_cut_base64(text).then(|| from_base64(text)).flatten()?;
    extract::is_json(std::str::from_utf8(&bytes).ok()?.trim_start()).then_some(bytes)
}

/// Takes off what a proxy has put around an answer once more: base64, or a text of JSON.
fn without_wrapping(text: String, content: &HarContent<'_>) -> String {
    if let Some(bytes) = unmarked_base64(&text) {
        return decoded(&bytes, content);
    }
    let inner = text.starts_with('"').then(|| serde_json::from_str::<String>(&text).ok());
    inner.flatten().filter(|inner| extract::is_json(inner.trim_start())).unwrap_or(text)
}

/// Returns whether a text is base64 of which the end is gone.
fn is_cut_base64(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c) || c.is_whitespace();
    text.len() > 16 && text.chars().all(is_sign)
}

/// Returns the text of a body of bytes: UTF-8, the encoding that the answer itself stated, as
/// `text/javascript;charset=GBK`, of which mitmproxy keeps the bytes, or the likeliest one.
fn decoded(bytes: &[u8], content: &HarContent<'_>) -> String {
    let stated = || {
        let kind = content.mime_type.as_ref()?.as_str()?.to_ascii_lowercase();
        let (_, rest) = kind.split_once("charset=")?;
        encoding_named(rest.split(';').next()?.trim_matches([' ', '"', '\'']))
    };
    let guessed = || {
        let likeliest = candidates(bytes, TextExtent::Whole).into_iter().next();
        likeliest.map_or(encoding_rs::UTF_8, |likeliest| likeliest.encoding)
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => stated().unwrap_or_else(guessed).decode_without_bom_handling(bytes).0,
    };
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// Joins a text in which each byte of its UTF-8 stands as a character of its own.
fn in_whole_characters(text: String) -> String {
    let mut has_high = false;
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| {
            has_high |= c > '\u{7f}';
            u8::try_from(u32::from(c)).ok()
        })
        .collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(joined)) if has_high => joined,
        _ => text,
    }
}

/// Returns the text that a raw value writes. Half a character, as some writers put for a byte that
/// is no text, does not lose the rest.
fn text_of(raw: &RawValue) -> Cow<'_, str> {
    match serde_json::from_str::<Cow<'_, str>>(raw.get()) {
        Ok(text) => text,
        Err(_) => {
            let whole = with_whole_characters(raw.get());
            Cow::Owned(serde_json::from_str(&whole).unwrap_or_else(|_| whole.clone()))
        }
    }
}

/// Puts the sign for an unreadable character in place of half a pair of UTF-16.
pub(crate) fn with_whole_characters(raw: &str) -> String {
    let mut whole = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let unit = unit(escape);
        let low = unit.filter(|unit| (0xd800..0xdc00).contains(unit));
        let low =
            low.and_then(|_| self::unit(escape.get(6..)?)).filter(|u| (0xdc00..0xe000).contains(u));
        let length = match (unit, low) {
            (Some(_), Some(_)) => 12,
            (Some(0xd800..0xe000), None) => {
                whole.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            (Some(_), None) => 6,
            (None, _) => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        whole.push_str(escape.get(..length).unwrap_or(escape));
        rest = escape.get(length..).unwrap_or_default();
    }
    whole + rest
}

/// Returns the unit of UTF-16 that an escape (`\u4e00`) writes.
fn unit(escape: &str) -> Option<u32> {
    u32::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

/// Writes the answers that are read, and nothing else of a HAR, as a HAR.
///
/// # Errors
///
/// When the text is no HAR, or holds no answer that is read.
pub(crate) fn scrubbed(text: &str, companions: &mut Companions) -> Result<Scrubbed, NotScrubbed> {
    let documents = extract::documents(text).map_err(|why| match why {
        NoDocuments::Broken(cause) => NotScrubbed::Broken(cause),
        NoDocuments::Python | NoDocuments::RowOutside(_) => NotScrubbed::NoHar,
    })?;
    let logs = documents.all.iter().filter_map(|document| logged(document)).collect::<Vec<_>>();
    if logs.is_empty() {
        return Err(NotScrubbed::NoHar);
    }
    let (mut before, mut kept) = (0, Vec::new());
    for entry in entries(&logs.concat(), companions) {
        before += 1;
        kept.extend(scrub::entry(&entry));
    }
    if kept.is_empty() {
        return Err(NotScrubbed::NothingKnown);
    }
    let count = kept.len();
    let har = serde_json::json!({"log": {
        "version": "1.2",
        "creator": {"name": "disputes", "version": env!("CARGO_PKG_VERSION")},
        "entries": kept,
    }});
    Ok(Scrubbed { text: format!("{har:#}\n"), kept: count, dropped: before - count })
}

/// A HAR with nothing in it but the answers that are read.
#[derive(Debug)]
pub struct Scrubbed {
    /// The HAR.
    pub text: String,
    /// Count of entries kept.
    pub kept: usize,
    /// Count of entries dropped.
    pub dropped: usize,
}

/// Why nothing can be taken out of a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotScrubbed {
    /// It is no JSON.
    #[error(transparent)]
    Broken(serde_json::Error),
    /// It is JSON of another kind.
    #[error("not a HAR file")]
    NoHar,
    /// No answer in it is read.
    #[error("a HAR without any answer of the dispute pages")]
    NothingKnown,
}

mod scrub {
    //! What of an entry is kept: keys on a list, so that what nobody thought of is dropped.

    use serde_json::{Map, Value, json};

    use super::{Body, HarEntry, Interface, bounded_value, extract, field, refusal_of};

    /// What a question is known by. Searches are kept as the fact that there was one.
    const ASKED: [&str; 9] = [
        "current",
        "pageSize",
        "reverseStatus",
        "reverseLineFeatureKey",
        "reverseBizType",
        "screenItemsStatus",
        "reverseOrderLineId",
        "channelId",
        "_timezone",
    ];
    const SEARCHES: [&str; 4] = ["tradeOrderId", "buyerName", "itemId", "reverseOrderId"];
    /// What an answer is read for, at any depth.
    const ANSWERED: [&str; 45] = [
        "ret",
        "data",
        "dataSource",
        "pageInfo",
        "total",
        "current",
        "pageSize",
        "sellerReverseOrderLines",
        "tradeOrderId",
        "tradeOrderLineId",
        "reverseOrderId",
        "reverseOrderLineId",
        "reverseStatus",
        "reverseType",
        "orderType",
        "gmtCreate",
        "gmtCreateTimestamp",
        "gmtModified",
        "tradeOrderGmtCreate",
        "tradeOrderGmtCreateTimestamp",
        "item",
        "aeItemDTO",
        "itemId",
        "itemTitle",
        "itemCount",
        "itemUnitPrice",
        "cent",
        "currency",
        "country",
        "buyer",
        "reverseDetailStatusText",
        "applyReason",
        "reasonName",
        "solutions",
        "solutionOwner",
        "solutionTypeText",
        "refundMoney",
        "reachSolution",
        "reverseFinishInfo",
        "refundInfo",
        "refundDetails",
        "totalMoney",
        "actionTime",
        "actionType",
        "processSolutions",
    ];
    const ACTIONS: [&str; 2] = ["actionOwner", "actionPlan"];

    /// Returns what is kept of an entry; `None` for one that is not read.
    pub(super) fn entry(entry: &HarEntry) -> Option<Value> {
        let name = match entry.interface {
            Interface::List => "querySellerReverseOrderList",
            Interface::Detail => "reverseOrderLineDetailRender",
            Interface::History => "reverseOrderLineHistoryRender",
            Interface::Other => return None,
        };
        let name = format!("mtop.aliexpress.seller.reverse.{name}");
        let url = format!("https://seller.example/h5/{}/1.0/", name.to_lowercase());
        let mut request = json!({"method": "POST", "url": url});
        if let (Some(asked), Some(fields)) = (asked(entry), request.as_object_mut()) {
            let data = asked.to_string();
            let text = format!("data={}", super::form_encoded(&data));
            let kind = "application/x-www-form-urlencoded";
            fields.insert("postData".to_owned(), json!({"mimeType": kind, "text": text}));
        }
        let content = match body(entry) {
            Some(text) => json!({"mimeType": "application/json", "text": text}),
            None => json!({}),
        };
        let status = if content.get("text").is_some() { 200 } else { 0 };
        Some(json!({
            "startedDateTime": entry.at.map(|at| at.to_string()).unwrap_or_default(),
            "request": request,
            "response": {"status": status, "content": content},
        }))
    }

    fn asked(entry: &HarEntry) -> Option<Value> {
        let asked = entry.asked.as_ref()?;
        let mut kept = Map::new();
        for key in ASKED {
            if let Some(value) = field(asked, key) {
                kept.insert(key.to_owned(), Value::String(value));
            }
        }
        for key in SEARCHES {
            if field(asked, key).is_some_and(|value| !value.is_empty()) {
                kept.insert(key.to_owned(), Value::String("searched".to_owned()));
            }
        }
        Some(Value::Object(kept))
    }

    /// Returns the body that is kept. A body that was cut stays unreadable, and is written as none.
    fn body(entry: &HarEntry) -> Option<String> {
        let Body::Text(text) = &entry.body else { return None };
        if let Some(refusal) = refusal_of(entry) {
            return Some(json!({"ret": [refusal], "data": {}}).to_string());
        }
        let documents = extract::documents(text).ok()?;
        let mut value = bounded_value(documents.all.first()?.get())?;
        keep(&mut value);
        Some(value.to_string())
    }

    fn keep(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|key, _| {
                    ANSWERED.contains(&key.as_str()) || ACTIONS.contains(&key.as_str())
                });
                fields.values_mut().for_each(keep);
            }
            Value::Array(rows) => rows.iter_mut().for_each(keep),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// Writes a text as a value of a form.
fn form_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let sign = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(sign).collect()
}

#[cfg(test)]
#[path = "har_tests.rs"]
mod tests;
