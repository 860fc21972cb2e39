//! JSON documents: the seller centre's dispute list in its four shapes, saved answers of the open
//! interface, and plain rows.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::{Caveat, CaveatKind, Dispute, OrderFacts};
use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::detect::json_start;
use crate::input::document::open_platform::{self as wire, AnswerKind};
use crate::input::document::seller_centre;
use crate::input::scan::open::Rows;
use crate::input::scan::row_log::Problems;
use crate::input::{RowProblem, SourceError};

/// What a page says of the list it is a page of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageFact {
    /// Tells lists apart: the kind, and the status that all rows of an answer share.
    pub(crate) list: String,
    /// How many rows the whole list has.
    pub(crate) total: u64,
    /// The rows of this page, by id.
    pub(crate) ids: Vec<String>,
}

/// What a file of JSON documents holds.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// What it is; several kinds are joined by ` + `.
    pub(crate) kind: String,
    /// Its disputes.
    pub(crate) disputes: Vec<Dispute>,
    /// Its orders.
    pub(crate) orders: Vec<OrderFacts>,
    /// The totals; `used` is left to whoever merges.
    pub(crate) rows: Rows,
    /// Bad rows.
    pub(crate) problems: Problems,
    /// What its pages say of their lists.
    pub(crate) pages: Vec<PageFact>,
    /// True when it holds dispute lists, even empty ones.
    pub(crate) has_disputes: bool,
    /// True when it holds order lists, even empty ones.
    pub(crate) has_orders: bool,
    /// True when it tells reasons.
    pub(crate) has_reasons: bool,
    /// True when it tells who escalated and when.
    pub(crate) has_history: bool,
    /// Refusals of the platform that were saved in place of an answer.
    pub(crate) refusals: Vec<String>,
    /// True when a document is a list with nothing in it, which may be anything.
    pub(crate) bare_and_empty: bool,
    /// Plain rows, to be read as a table.
    pub(crate) plain: Vec<String>,
}

/// The page's network reply, with or without its outer envelopes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListPage<'a> {
    #[serde(borrow)]
    data_source: Vec<&'a RawValue>,
    page_info: Option<PageInfo>,
}

#[derive(Deserialize)]
struct PageInfo {
    total: Option<u64>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

/// Returns a whole text as UTF-8.
pub(crate) fn text(input: &Input, encoding: TextEncoding) -> Result<String, SourceError> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut Utf8Reader::new(input.document()?, encoding), &mut bytes)
        .map_err(|cause| input.unreadable(cause))?;
    String::from_utf8(bytes).map_err(|wrong| {
        let before = wrong.as_bytes().get(..wrong.utf8_error().valid_up_to()).unwrap_or_default();
        let row = memchr::memchr_iter(b'\n', before).count() + 1;
        SourceError::BrokenText {
            path: input.name().to_owned(),
            row: u64::try_from(row).unwrap_or(u64::MAX),
            problem: "bytes that are not UTF-8",
        }
    })
}

/// How deep lists and objects may stand in one another: the platform's answers go to 12.
const DEPTH: usize = 256;

/// How deep lists may stand in lists alone: pages put together are a list of lists. Each level is
/// gone over once more.
const LISTS_IN_LISTS: usize = 8;

/// Refuses a text whose lists and objects stand in one another too deep, by one look at each byte.
fn require_shallow(input: &Input, text: &str) -> Result<(), SourceError> {
    let bytes = text.as_bytes();
    let (mut depth, mut quoted, mut at) = (0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => at += 1,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            let before = bytes.get(..at).unwrap_or(bytes);
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            let line = u64::try_from(line).expect("a line number fits in 64 bits");
            return Err(SourceError::TooDeep { path: input.name().to_owned(), line, most: DEPTH });
        }
        at += 1;
    }
    Ok(())
}

/// Reads every document of a text.
pub(crate) fn read(input: &Input, text: &str, shop: &str) -> Result<Documents, SourceError> {
    let trimmed = text.trim_start();
    let script = json_start(trimmed);
    let body = script.and_then(|start| trimmed.get(start..)).unwrap_or(trimmed);
    let mut found = Documents::default();
    require_shallow(input, body)?;
    for document in serde_json::Deserializer::from_str(body).into_iter::<&RawValue>() {
        let document = document
            .map_err(|cause| SourceError::BrokenJson { path: input.name().to_owned(), cause })?;
        read_document(input, document, shop, LISTS_IN_LISTS, &mut found)?;
        if script.is_some() {
            // What follows the list is the rest of a program.
            break;
        }
    }
    Ok(found)
}

fn read_document(
    input: &Input,
    document: &RawValue,
    shop: &str,
    lists: usize,
    found: &mut Documents,
) -> Result<(), SourceError> {
    if document.get().starts_with('[') && lists > 0 {
        let elements: Vec<&RawValue> = serde_json::from_str(document.get())
            .map_err(|cause| SourceError::BrokenJson { path: input.name().to_owned(), cause })?;
        return read_array(input, &elements, shop, lists - 1, found);
    }
    if let Some(page) = list_page(document) {
        read_elements(&page.data_source, shop, found);
        if let Some(total) = page.page_info.and_then(|info| info.total) {
            let from = found.disputes.len().saturating_sub(page.data_source.len());
            let ids =
                found.disputes.iter().skip(from).map(|d| d.details().id.to_string()).collect();
            found.pages.push(PageFact { list: "seller-centre".to_owned(), total, ids });
        }
        return Ok(());
    }
    if is_element(document) {
        read_elements(&[document], shop, found);
        return Ok(());
    }
    if let Ok(answer) = serde_json::from_str::<serde_json::Value>(document.get())
        && let Some(kind) = wire::kind(&answer)
    {
        read_answer(&answer, kind, shop, found);
        return Ok(());
    }
    if document.get().starts_with('{') {
        found.plain.push(document.get().to_owned());
        return Ok(());
    }
    Err(SourceError::UnknownKind {
        path: input.name().to_owned(),
        found:
            "JSON that is neither a dispute list, an answer of the open interface nor plain rows"
                .to_owned(),
    })
}

fn read_array(
    input: &Input,
    elements: &[&RawValue],
    shop: &str,
    lists: usize,
    found: &mut Documents,
) -> Result<(), SourceError> {
    match elements.first() {
        // A page of a list that stands within another, as an answer of an expired session has it.
        None if lists < LISTS_IN_LISTS - 1 => Ok(()),
        None => {
            found.has_disputes = true;
            found.bare_and_empty = true;
            note_kind(found, "seller-centre-disputes");
            Ok(())
        }
        Some(first) if is_element(first) => {
            read_elements(elements, shop, found);
            Ok(())
        }
        Some(_) => {
            let mut read = |element| read_document(input, element, shop, lists, found);
            elements.iter().try_for_each(|element| read(element))
        }
    }
}

fn list_page(document: &RawValue) -> Option<ListPage<'_>> {
    let mut text = document.get();
    for _ in 0..3 {
        if let Ok(page) = serde_json::from_str::<ListPage<'_>>(text) {
            return Some(page);
        }
        text = serde_json::from_str::<Envelope<'_>>(text).ok()?.data.get();
    }
    None
}

/// Tells an element of the dispute list by a key that nothing else has.
fn is_element(document: &RawValue) -> bool {
    let text = document.get();
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    text.starts_with('{')
        && !has("dataSource")
        && (has("sellerReverseOrderLines")
            || (has("tradeOrderId") && has("reverseStatus"))
            || (has("disputeTime") && has("orderId")))
}

fn read_elements(elements: &[&RawValue], shop: &str, found: &mut Documents) {
    note_kind(found, "seller-centre-disputes");
    found.has_disputes = true;
    let mut clock = seller_centre::clock();
    for element in elements {
        let row = found.rows.read + 1;
        match seller_centre::read_element(element, row, shop, &mut clock) {
            Ok(disputes) => {
                found.rows.read += u64::try_from(disputes.len()).unwrap_or(0);
                found.disputes.extend(disputes);
            }
            Err(problem) => skip(found, problem),
        }
    }
}

fn read_answer(answer: &serde_json::Value, kind: AnswerKind, shop: &str, found: &mut Documents) {
    match kind {
        AnswerKind::IssueList => {
            note_kind(found, "open-platform-issue-list");
            found.has_disputes = true;
            found.has_reasons = true;
            let page = wire::disputes_from_issue_list(answer, shop);
            count_page(found, page.rows.len(), &page.faults);
            if let Some(total) = page.total_item {
                let first =
                    page.rows.first().map(|d| d.details().status.clone()).unwrap_or_default();
                let shared = page.rows.iter().all(|d| d.details().status == first);
                let list = format!("issues {} {total}", if shared { &first } else { "" });
                let ids = page.rows.iter().map(|d| d.details().id.to_string()).collect();
                found.pages.push(PageFact { list, total, ids });
            }
            found.disputes.extend(page.rows);
        }
        AnswerKind::IssueDetail => {
            note_kind(found, "open-platform-issue-detail");
            found.has_disputes = true;
            found.has_reasons = true;
            found.has_history = true;
            match wire::dispute_from_issue_detail(answer, shop, None) {
                Ok(dispute) => {
                    found.rows.read += 1;
                    found.disputes.push(dispute);
                }
                Err(fault) => skip_fault(found, 1, &fault),
            }
        }
        AnswerKind::OrderList => {
            note_kind(found, "open-platform-order-list");
            found.has_orders = true;
            let page = wire::orders_from_order_list(answer, shop);
            count_page(found, page.rows.len(), &page.faults);
            if let Some(total) = page.total_item {
                let ids = page.rows.iter().map(|order| order.id.to_string()).collect();
                found.pages.push(PageFact { list: format!("orders {total}"), total, ids });
            }
            found.orders.extend(page.rows);
        }
        AnswerKind::OrderDetail => {
            note_kind(found, "open-platform-order-detail");
            found.has_orders = true;
            match wire::order_from_order_detail(answer, shop) {
                Ok(order) => {
                    found.rows.read += 1;
                    found.orders.push(order);
                }
                Err(fault) => skip_fault(found, 1, &fault),
            }
        }
        AnswerKind::Token => {
            found
                .refusals
                .push("an answer with tokens, which belongs nowhere near reports".to_owned());
        }
        AnswerKind::Refusal => {
            let refusal = wire::refusal(answer).unwrap_or_default();
            found.refusals.push(format!("{}: {}", refusal.code, refusal.message));
        }
    }
}

fn count_page(found: &mut Documents, rows: usize, faults: &[(usize, wire::RowFault)]) {
    found.rows.read += u64::try_from(rows).unwrap_or(0);
    for (row, fault) in faults {
        skip_fault(found, u64::try_from(*row).unwrap_or(0), fault);
    }
}

fn skip_fault(found: &mut Documents, row: u64, fault: &wire::RowFault) {
    let problem = RowProblem {
        sheet: None,
        row,
        column: fault.field.to_owned(),
        value: RowProblem::shorten(&fault.found),
        expected: format!("{} expected", fault.expected),
    };
    skip(found, problem);
}

fn skip(found: &mut Documents, problem: RowProblem) {
    found.rows.read += 1;
    found.rows.skipped += 1;
    found.problems.add(problem);
}

fn note_kind(found: &mut Documents, kind: &str) {
    if !found.kind.split(" + ").any(|known| known == kind) {
        if !found.kind.is_empty() {
            found.kind.push_str(" + ");
        }
        found.kind.push_str(kind);
    }
}

/// Compares the rows of pages with what each list says it has.
pub(crate) fn missing_pages(pages: &[(String, PageFact)]) -> Vec<Caveat> {
    let mut lists: BTreeMap<(&str, &str), (u64, HashSet<&str>)> = BTreeMap::new();
    for (shop, page) in pages {
        let (total, ids) = lists.entry((shop, &page.list)).or_default();
        *total = page.total.max(*total);
        ids.extend(page.ids.iter().map(String::as_str));
    }
    let mut missing = Vec::new();
    for ((shop, list), (total, ids)) in lists {
        let read = u64::try_from(ids.len()).unwrap_or(u64::MAX);
        if read < total {
            let what = if list.starts_with("orders") { "orders" } else { "disputes" };
            let shop = if shop.is_empty() { "none" } else { shop };
            let caveat = Caveat::new(CaveatKind::PagesMissing).with("what", what);
            missing.push(caveat.with("shop", shop).with("read", read).with("total", total));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(text: &str) -> Result<Documents, SourceError> {
        read(&Input::empty("deep.json").unwrap(), text, "")
    }

    #[test]
    fn what_stands_too_deep_is_refused_and_what_does_not_is_not() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
            for depth in [300, 100_000] {
                let text = format!("\n{}1{}", open.repeat(depth), close.repeat(depth));
                let error = outcome(&text).unwrap_err();
                assert!(matches!(error, SourceError::TooDeep { line: 1, .. }), "{error}");
                let unclosed = outcome(&open.repeat(depth)).unwrap_err();
                assert!(matches!(unclosed, SourceError::TooDeep { .. }), "{unclosed}");
            }
            let text = format!("{}1{}", open.repeat(120), close.repeat(120));
            assert!(!matches!(outcome(&text), Err(SourceError::TooDeep { .. })), "{open}");
        }
        let brackets = format!("[{{\"a\":\"{}\\\"[[\"}}]", "[".repeat(1000));
        assert!(!matches!(outcome(&brackets), Err(SourceError::TooDeep { .. })));
    }
}
