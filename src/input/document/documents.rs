//! What a file of JSON documents holds, as it is found.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::domain::{
    Caveat, CaveatKind, Dispute, Fact, FactSet, Moment, OrderFacts, OrderId, to_u64,
};
use crate::input::decode::unknown_words::UnknownOfRecords;
use crate::input::document::open_platform::{self as wire, AnswerKind};
use crate::input::document::pages::{ISSUES, PageFact};
use crate::input::document::plain_rows::PlainRows;
use crate::input::document::seller_centre::{self, ListWords};
use crate::input::rows::{Problems, Rows};
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::text::outline;
use crate::input::{Ids, RowProblem, SourceError};

/// What a list of orders gives.
pub(super) const ORDERS: &[Fact] = &[Fact::Orders, Fact::Paid, Fact::Completed];

/// What a file of JSON documents holds.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// What it is; several kinds are joined by ` + `.
    pub(crate) kind: String,
    /// Its disputes.
    pub(crate) disputes: Vec<Dispute>,
    /// Its orders.
    pub(crate) orders: Vec<OrderFacts>,
    /// Those that are or were in dispute by the word of their list.
    pub(crate) disputed: Vec<OrderId>,
    /// The product of each line of those that have several, by the line's id.
    pub(crate) line_products: Vec<(String, String)>,
    /// The totals; `used` is left to anyone who merges.
    pub(crate) rows: Rows,
    /// Bad rows.
    pub(crate) problems: Problems,
    /// What its pages say of their lists.
    pub(crate) pages: Vec<PageFact>,
    /// What it can give: orders and disputes where it holds lists of them, even empty ones.
    pub(crate) given: FactSet,
    /// Refusals of the platform that were saved in place of an answer.
    pub(crate) refusals: Vec<String>,
    /// True when a document is a list with nothing in it, which may be anything.
    pub(crate) bare_and_empty: bool,
    /// Plain rows, to be read as a table.
    pub(crate) plain: PlainRows,
    /// When the last page of its list was answered; `None` where nothing says it.
    pub(crate) saved_at: Option<Moment>,
    /// What can make a figure wrong, beside pages that are missing.
    pub(crate) caveats: Vec<Caveat>,
    /// A network log without any answer that is read: what it is called, and what to do.
    pub(crate) no_answers: Option<(&'static str, &'static str)>,
    /// Countries and prices, with those that cannot be read.
    pub(super) words: ListWords,
    /// How many documents are none of the trade's.
    pub(super) unknown: u64,
    /// The first of them, in short.
    pub(super) first_unknown: Option<String>,
    /// The keys of its first row, if it is a row or a list of rows.
    first_keys: Vec<String>,
    /// Rows of disputes in answers whose list does not have them.
    pub(super) outside: usize,
    /// An empty list stands in it, in another or alone.
    pub(super) empty_lists: u64,
}

/// So many signs of an unknown document are shown, at most.
const SHOWN: usize = 200;

impl Documents {
    /// Notes what it can give.
    pub(crate) fn gives(&mut self, facts: &[Fact]) {
        self.given = self.given.union(facts.iter().copied().collect());
    }

    /// Returns whether plain rows were found.
    pub(crate) fn has_rows(&self) -> bool {
        !self.plain.is_empty()
    }

    /// Returns which words and amounts are not known.
    pub(crate) fn unknown_words(&self) -> Vec<Caveat> {
        let mut unknown = UnknownOfRecords::default();
        self.disputes.iter().for_each(|dispute| unknown.see_dispute(dispute));
        self.orders.iter().for_each(|order| unknown.see_order(order));
        let amounts = (self.words.unread_amounts > 0)
            .then(|| Caveat::new(CaveatKind::AmountsUnread).counting(self.words.unread_amounts));
        let countries = self.words.countries.unknown.caveat(CaveatKind::UnknownCountry);
        unknown.caveats().chain(countries).chain(amounts).collect()
    }

    /// Counts a document that is none of the trade's.
    pub(super) fn add_unknown(&mut self, document: &RawValue) {
        self.unknown += 1;
        if self.first_keys.is_empty() {
            self.first_keys = keys_of_first_row(document);
        }
        self.first_unknown
            .get_or_insert_with(|| RowProblem::shorten(&outline::of_json(document.get(), SHOWN)));
    }

    /// Notes a refusal of the platform; of very many some.
    pub(super) fn add_refusal(&mut self, refusal: String) {
        const MOST: usize = 1000;
        if self.refusals.len() < MOST {
            self.refusals.push(refusal);
        }
    }

    /// Returns the error for a text in which nothing is known. It names the title that a row lacks to be one of a table.
    pub(crate) fn nothing_known(&self, path: &str, catalogue: &TitleCatalogue) -> SourceError {
        if let Some(refusal) = self.refusals.first() {
            return refused(path, refusal);
        }
        if let Some((what, remedy)) = self.no_answers {
            let (path, what) = (path.to_owned(), what.to_owned());
            return SourceError::Named { path, what, remedy };
        }
        if self.first_unknown.as_ref().is_some_and(|first| first.starts_with("[[")) {
            return SourceError::Named {
                path: path.to_owned(),
                what: "JSON rows without titles".to_owned(),
                remedy: "write them with their titles, as `df.to_json(orient=\"records\")` does",
            };
        }
        let by_titles = catalogue.unknown_header(path, &self.first_keys);
        if matches!(&by_titles, SourceError::UnknownHeader { missing, nearest: Some(_), ids: Ids::Possible, .. }
            if !missing.is_empty())
        {
            return by_titles;
        }
        let found = match (&self.first_unknown, self.empty_lists) {
            (Some(first), _) => format!(
                "JSON that is neither a dispute list, an answer of the open interface nor plain \
                 rows; it begins with `{first}`"
            ),
            (None, 0) => "JSON without any document".to_owned(),
            (None, _) => "JSON with nothing in it but empty lists".to_owned(),
        };
        SourceError::UnknownKind { path: path.to_owned(), found }
    }
}

/// Returns the keys of a row, or of the first of a list of rows.
fn keys_of_first_row(document: &RawValue) -> Vec<String> {
    let first: Option<Vec<&RawValue>> = serde_json::from_str(document.get()).ok();
    let row = first.as_ref().and_then(|rows| rows.first()).map_or(document, |row| row);
    let row: Option<Map<String, Value>> = serde_json::from_str(row.get()).ok();
    row.into_iter().flatten().map(|(key, _)| key).collect()
}

/// Returns the error for a file that holds no list but a refusal, with what to do about it.
pub(crate) fn refused(path: &str, refusal: &str) -> SourceError {
    let upper = refusal.to_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    let remedy = if has(&["ACCESSTOKEN", "INVALID SESSION"]) {
        "the access token is not valid any more: run `disputes auth`, ask again and save the answer"
    } else if has(&["SESSION", "SID_INVALID", "TOKEN_EX", "LOGIN", "令牌", "UNAUTHORIZED", "登录"])
    {
        "the session has ended: sign in to the seller centre, open the dispute page again and save \
         its answer"
    } else if has(&["USER_VALIDATE", "RGV587", "PUNISH", "CAPTCHA", "被挤爆"]) {
        "the platform asks for a check: open the dispute page in the browser, pass the check, and \
         save its answer"
    } else {
        "open the dispute page again and save its answer; README, \"Files\""
    };
    let (path, refusal) = (path.to_owned(), refusal.to_owned());
    SourceError::Refused { path, refusal, remedy }
}

pub(crate) fn read_elements(elements: &[&RawValue], shop: &str, found: &mut Documents) {
    note_kind(found, "seller-centre-disputes");
    found.gives(&[Fact::Disputes]);
    for element in elements {
        if element.get() == "null" {
            found.rows.blank += 1;
            continue;
        }
        let row = found.rows.read + 1;
        match seller_centre::read_element(element, row, shop, &mut found.words) {
            Ok(disputes) => {
                found.rows.read += to_u64(disputes.len());
                found.disputes.extend(disputes);
            }
            Err(problem) => skip(found, problem),
        }
    }
}

pub(super) fn read_answer(answer: &Value, kind: AnswerKind, shop: &str, found: &mut Documents) {
    match kind {
        AnswerKind::IssueList => {
            note_kind(found, "open-platform-issue-list");
            found.gives(&[Fact::Disputes, Fact::Reasons]);
            add_issue_page(wire::disputes_from_issue_list(answer, shop), found);
        }
        AnswerKind::IssueDetail => {
            note_kind(found, "open-platform-issue-detail");
            found.gives(&[Fact::Disputes, Fact::Reasons, Fact::Escalations]);
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
            found.gives(ORDERS);
            let page = wire::orders_from_order_list(answer, shop);
            count_page(found, page.rows.len(), &page.faults);
            if let Some(total) = page.total_item {
                let ids = page.rows.iter().map(|order| order.id.to_string()).collect();
                let (list, total) = (format!("orders {total}"), Some(total));
                found.pages.push(PageFact { list, total, ids, ..PageFact::default() });
            }
            found.orders.extend(page.rows);
            found.disputed.extend(wire::disputed_orders(answer));
            found.line_products.extend(wire::line_products(answer));
        }
        AnswerKind::OrderDetail => {
            note_kind(found, "open-platform-order-detail");
            found.gives(ORDERS);
            match wire::order_from_order_detail(answer, shop) {
                Ok(order) => {
                    found.rows.read += 1;
                    found.orders.push(order);
                    found.disputed.extend(wire::disputed_orders(answer));
                }
                Err(fault) => skip_fault(found, 1, &fault),
            }
        }
        AnswerKind::Token => {
            found.add_refusal(
                "an answer with tokens, which must not be kept with reports".to_owned(),
            );
        }
        AnswerKind::Refusal => {
            let refusal = wire::refusal(answer).expect("an answer of this kind is a refusal");
            let words = format!("{}: {}", refusal.code, refusal.message);
            found.add_refusal(words.trim_start_matches(": ").to_owned());
        }
    }
}

pub(super) fn add_issue_page(page: wire::Page<Dispute>, found: &mut Documents) {
    count_page(found, page.rows.len(), &page.faults);
    if let Some(total) = page.total_item {
        let status = |dispute: &Dispute| dispute.details().status.clone();
        // A page without rows belongs to a list of any status.
        let first = page.rows.first().map(status).unwrap_or_default();
        let shared = page.rows.iter().all(|dispute| dispute.details().status == first);
        let status = shared.then(|| first.to_string());
        let list = format!("{ISSUES} {} {total}", status.as_deref().unwrap_or_default());
        let ids = page.rows.iter().map(|dispute| dispute.details().id.to_string()).collect();
        let total = Some(total);
        found.pages.push(PageFact { list, status, total, ids, ..PageFact::default() });
    }
    found.disputes.extend(page.rows);
}

pub(super) fn count_page(
    found: &mut Documents,
    rows: usize,
    faults: &[(usize, wire::AnswerFault)],
) {
    found.rows.read += to_u64(rows);
    for (row, fault) in faults {
        skip_fault(found, to_u64(*row), fault);
    }
}

pub(super) fn skip_fault(found: &mut Documents, row: u64, fault: &wire::AnswerFault) {
    let problem = RowProblem {
        sheet: None,
        row,
        column: fault.field.to_owned(),
        value: RowProblem::shorten(&fault.found),
        expected: format!("{} expected", fault.expected),
    };
    skip(found, problem);
}

pub(super) fn skip(found: &mut Documents, problem: RowProblem) {
    found.rows.read += 1;
    found.rows.skipped += 1;
    found.problems.add(problem);
}

pub(crate) fn note_kind(found: &mut Documents, kind: &str) {
    if !found.kind.split(" + ").any(|known| known == kind) {
        if !found.kind.is_empty() {
            found.kind.push_str(" + ");
        }
        found.kind.push_str(kind);
    }
}
