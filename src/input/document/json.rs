//! JSON documents: the seller centre's dispute list in its four shapes, saved answers of the open
//! interface, and plain rows.

use std::collections::HashSet;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::domain::{Dispute, Fact, OrderId, to_u64};
use crate::input::container::companions::Companions;
use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::document::documents::{
    Documents, ORDERS, count_page, note_kind, read_answer, read_elements,
};
use crate::input::document::extract::NoDocuments;
use crate::input::document::fields::JsonFields;
use crate::input::document::json_bounds::{bounded_value, require_bounded};
use crate::input::document::known_keys::KnownKeys;
use crate::input::document::list_page::{
    ListPage, denial, is_about_rows, is_element, is_without_rows, list_page, mtop_refusal,
    shortfall, without_wrappings,
};
use crate::input::document::list_statement::ListStatement;
use crate::input::document::lost_lists::note_lost;
use crate::input::document::open_platform::{self as wire, AnswerKind};
use crate::input::document::pages::{ListAccount, PageFact, STATED};
use crate::input::document::plain_rows::{
    PlainRowMark, PlainRows, add_rows_of, has_titles, is_row, objects_of, rows_within,
    with_all_keys,
};
use crate::input::document::{beside_rows, extract, har, russia};
use crate::input::{SourceError, TableKind};

/// What a plain row is of: the kind of table that its keys are titles of, and which tables it belongs to.
type RowTables = (TableKind, Vec<TableKind>);

/// Returns a whole text as UTF-8.
pub(crate) fn text(input: &Input, encoding: TextEncoding) -> Result<String, SourceError> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut Utf8Reader::new(input.document()?, encoding), &mut bytes)
        .map_err(|cause| input.unreadable(cause))?;
    String::from_utf8(bytes).map_err(|wrong| {
        let (before, _) = wrong.as_bytes().split_at(wrong.utf8_error().valid_up_to());
        let row = memchr::memchr_iter(b'\n', before).count() + 1;
        SourceError::BrokenText {
            path: input.name().to_owned(),
            row: to_u64(row),
            problem: "bytes that are not UTF-8",
        }
    })
}

/// Reads the JSON documents of an input.
pub(crate) struct Reader<'a> {
    /// The input, for its name.
    pub(crate) input: &'a Input,
    /// The shop of what names none.
    pub(crate) shop: &'a str,
    /// The keys that plain rows may have.
    pub(crate) keys: KnownKeys<'a>,
}

/// How much was found so far.
#[derive(Clone, Copy)]
struct FoundRows {
    pages: usize,
    disputes: usize,
    orders: usize,
    /// Rows that were read or skipped; plain ones are read later.
    read: u64,
    plain: PlainRowMark,
}

impl FoundRows {
    fn of(found: &Documents) -> Self {
        Self {
            pages: found.pages.len(),
            disputes: found.disputes.len(),
            orders: found.orders.len(),
            read: found.rows.read,
            plain: found.plain.mark(),
        }
    }
}

/// Returns what tells a dispute from others of its list: lists of scripts have no ids of disputes.
fn id_in_list(dispute: &Dispute) -> String {
    format!("{} {}", dispute.details().id, dispute.order_id)
}

/// How many wrappings are looked through for a list.
const DEEPEST: usize = 8;

impl Reader<'_> {
    /// Reads every document of a text. The bodies that a HAR does not hold itself are looked for
    /// among its companions.
    ///
    /// # Errors
    ///
    /// When the text is no JSON.
    pub(crate) fn read(
        &self,
        text: &str,
        mut companions: Companions,
    ) -> Result<Documents, SourceError> {
        require_bounded(self.input, text.trim_start())?;
        let whole = text.contains("\\ud").then(|| har::with_whole_characters(text));
        let text = whole.as_deref().unwrap_or(text);
        let plain;
        let documents = match extract::documents(text) {
            Ok(documents) => documents,
            Err(cause) => match extract::with_plain_blanks(text) {
                Some(other) => {
                    plain = other;
                    extract::documents(&plain).map_err(|_| self.unreadable(cause))?
                }
                None => return Err(self.unreadable(cause)),
            },
        };
        let (mut found, mut logged) = (Documents::default(), None::<Vec<&RawValue>>);
        let mut unread = Vec::new();
        let rows: Vec<&RawValue> = documents.all.iter().map(|row| &**row).collect();
        let are_lists = rows.len() > 1 && rows.iter().all(|row| row.get().starts_with('['));
        if are_lists && self.rows_below_titles(&rows, &mut found) {
            return Ok(found);
        }
        for document in &documents.all {
            let document: &RawValue = document;
            // A console writes `undefined` below what it has printed.
            if is_about_rows(document) || document.get() == "null" {
                continue;
            }
            if let Some(more) = har::logged(document) {
                logged.get_or_insert_with(Vec::new).extend(more);
                continue;
            }
            let unwrapped;
            let document = match document.get().contains("\"$") {
                true => {
                    unwrapped = without_wrappings(document).map_err(|cause| self.broken(cause))?;
                    &*unwrapped
                }
                false => document,
            };
            if !self.document(document, 0, &mut found) {
                match documents.in_script {
                    true => unread.push(document.to_owned()),
                    false => found.add_unknown(document),
                }
            }
        }
        note_lost(unread.iter().map(|list| &**list), &mut found);
        if let Some(logged) = logged {
            har::read(self, &logged, &mut companions, &mut found);
        }
        self.refuse_rows_outside(&found)?;
        self.refuse_unknown_beside_lists(&found)?;
        Ok(found)
    }

    /// Refuses documents that nobody knows beside lists: they would be lost without a word.
    fn refuse_unknown_beside_lists(&self, found: &Documents) -> Result<(), SourceError> {
        let Some(first) = &found.first_unknown else { return Ok(()) };
        if found.kind.is_empty() && !found.has_rows() {
            return Ok(());
        }
        let (path, count) = (self.input.name().to_owned(), found.unknown);
        let found = format!(
            "{count} of its JSON documents are neither lists nor answers that are known; the \
             first begins with `{first}`"
        );
        Err(SourceError::UnknownKind { path, found })
    }

    /// Refuses answers that have rows outside of their lists, which would be lost without a word.
    fn refuse_rows_outside(&self, found: &Documents) -> Result<(), SourceError> {
        if found.outside > 0 {
            return Err(SourceError::Named {
                path: self.input.name().to_owned(),
                what: format!(
                    "an answer with {} rows of disputes outside of its list",
                    found.outside
                ),
                remedy: "write all rows as one list, or each list into a file of its own",
            });
        }
        Ok(())
    }

    fn unreadable(&self, why: NoDocuments) -> SourceError {
        match why {
            NoDocuments::Broken(cause) => self.broken(cause),
            NoDocuments::Python => SourceError::Named {
                path: self.input.name().to_owned(),
                what: "a Python dictionary, not JSON".to_owned(),
                remedy: extract::PYTHON_REMEDY,
            },
            NoDocuments::RowOutside(line) => SourceError::Named {
                path: self.input.name().to_owned(),
                what: format!("a program that has an order in line {line} outside of its lists"),
                remedy: "write all rows as one list of JSON, with `JSON.stringify(list)`",
            },
        }
    }

    fn broken(&self, cause: serde_json::Error) -> SourceError {
        SourceError::BrokenJson { path: self.input.name().to_owned(), cause }
    }

    /// Reads a document into what was found; returns false for one that is not known.
    pub(crate) fn document(
        &self,
        document: &RawValue,
        depth: usize,
        found: &mut Documents,
    ) -> bool {
        let text = document.get();
        match text.as_bytes().first() {
            Some(b'{') => {}
            Some(b'[') => return self.array(document, depth, found),
            Some(b'"') => return self.json_in_text(document, depth, found),
            Some(_) | None => return false,
        }
        let is_denied = |text| JsonFields::of(text).as_ref().and_then(denial).is_some();
        if self.keys.is_row_like_the_last(text) && (depth > 0 || !is_denied(text)) {
            found.plain.add_written(text);
            return true;
        }
        let Some(object) = JsonFields::of(text) else { return false };
        let page = list_page(&object);
        let may_be_refused = depth == 0 && !text.contains("[{");
        if (may_be_refused || page.as_ref().is_some_and(ListPage::is_empty))
            && let Some(refusal) = denial(&object)
        {
            found.add_refusal(refusal);
            return true;
        }
        if let Some(page) = page {
            self.answer_with_page(&object, &page, found);
            return true;
        }
        if is_element(&object) {
            read_elements(&[document], self.shop, found);
            return true;
        }
        let outline = object.outline();
        if self.answer(&object, &outline, depth, found) {
            return true;
        }
        if wire::answer_of_row(&outline).is_some()
            && let Some((answer, kind)) = bounded_value(text).as_ref().and_then(wire::answer_of_row)
        {
            read_answer(&answer, kind, self.shop, found);
            return true;
        }
        if self.rows(&object, &outline, found)
            || self.rows_by_id(&object, found)
            || self.children(&object, depth, found)
        {
            return true;
        }
        let is_empty_list = ListStatement::of(&object).is_of_nothing() && is_without_rows(&outline);
        if is_empty_list {
            note_empty_list(found);
        }
        is_empty_list
    }

    /// Reads an object that is a row, or that holds rows; returns whether it is one.
    fn rows(&self, object: &JsonFields<'_>, outline: &Value, found: &mut Documents) -> bool {
        let are_titles = |titles: &[String]| self.are_titles(titles);
        let may_hold_rows = |outline: &Map<String, Value>| {
            are_titles(&outline.keys().cloned().collect::<Vec<_>>()) || has_titles(outline)
        };
        if !outline.as_object().is_some_and(may_hold_rows) {
            return false;
        }
        let Some(Value::Object(row)) = bounded_value(object.text()) else { return false };
        if is_row(&row, &are_titles) {
            if found.plain.begin_list_of(self.keys.tables_of(&row)) {
                self.keys.forget_row();
            }
            self.keys.note_row(&row);
            found.plain.add_written(object.text());
            self.disputes_within(&row, found);
            return true;
        }
        if !add_rows_of(row, &are_titles, &mut found.plain) {
            return false;
        }
        if let Some(refusal) = shortfall(object) {
            found.add_refusal(refusal);
        }
        true
    }

    /// Reads orders or disputes that stand under their order's id, alone or in lists, and do not have it themselves;
    /// returns whether they are ones.
    fn rows_by_id(&self, object: &JsonFields<'_>, found: &mut Documents) -> bool {
        let mut rows = Vec::new();
        for (id, value) in object.iter() {
            let Some(under) = OrderId::from_digits(id.as_bytes()).and(bounded_value(value.get()))
            else {
                return false;
            };
            for row in objects_of(&under) {
                let mut whole = row.clone();
                whole.insert("order_id".to_owned(), Value::from(id));
                let header = self.keys.header_of(&whole);
                let is_whole =
                    header.is_some_and(|header| header.kind.is_read() && header.is_complete());
                if !is_whole || self.keys.header_of(row).is_some() {
                    return false;
                }
                rows.push(whole);
            }
        }
        for row in &rows {
            if found.plain.begin_list_of(self.keys.tables_of(row)) {
                self.keys.forget_row();
            }
            found.plain.add_written(&Value::from(row.clone()).to_string());
        }
        !rows.is_empty()
    }

    /// Reads an answer of an interface; returns false for one that is not known. What has rows is no refusal,
    /// whatever its code: many interfaces answer 200, or 1, where all is well.
    fn answer(
        &self,
        object: &JsonFields<'_>,
        outline: &Value,
        depth: usize,
        found: &mut Documents,
    ) -> bool {
        if let Some(refusal) = mtop_refusal(outline) {
            found.add_refusal(refusal);
            return true;
        }
        let kind = wire::kind(outline);
        let is_russian = russia::is_order_list(outline);
        if kind.is_none() && !is_russian {
            return false;
        }
        let is_own = wire::is_failed(outline);
        let may_be_foreign = !is_russian
            && kind == Some(AnswerKind::Refusal)
            && !is_own
            && object.text().contains("[{");
        if may_be_foreign && self.children(object, depth, found) {
            return true;
        }
        let Some(value) = bounded_value(object.text()) else { return false };
        match kind.filter(|_| !is_russian) {
            Some(kind) => read_answer(&value, kind, self.shop, found),
            None => self.russian_orders(&value, found),
        }
        let says_so_itself = !is_russian && (is_own || kind == Some(AnswerKind::Refusal));
        if let Some(refusal) = shortfall(object).filter(|_| !says_so_itself) {
            found.add_refusal(refusal);
        }
        true
    }

    /// Reads an answer that holds a page of the dispute list.
    fn answer_with_page(
        &self,
        answer: &JsonFields<'_>,
        page: &ListPage<'_>,
        found: &mut Documents,
    ) {
        let refusal = mtop_refusal(&answer.outline());
        if let Some(refusal) = refusal.or_else(|| shortfall(answer)) {
            found.add_refusal(refusal);
        }
        self.list_page(page, None, found);
        let all = answer.text().matches("\"sellerReverseOrderLines\"").count();
        found.outside += all.saturating_sub(page.data_source.len());
    }

    /// Reads a page of the dispute list; what it was asked with may say which page it is.
    pub(crate) fn list_page(
        &self,
        page: &ListPage<'_>,
        asked: Option<PageFact>,
        found: &mut Documents,
    ) {
        let from = found.disputes.len();
        read_elements(&page.data_source, self.shop, found);
        let fact = PageFact { list: "seller-centre".to_owned(), ..PageFact::default() };
        let mut fact = asked.unwrap_or(fact);
        page.stated.complete(&mut fact, to_u64(page.data_source.len()));
        match page.account() {
            ListAccount::Unknown => {}
            account @ (ListAccount::One(_) | ListAccount::Several) => fact.account = account,
        }
        fact.ids = found.disputes.iter().skip(from).map(id_in_list).collect();
        let more = fact.ids.len().saturating_sub(page.data_source.len());
        fact.more_lines = to_u64(more);
        found.pages.push(fact);
    }

    fn array(&self, document: &RawValue, depth: usize, found: &mut Documents) -> bool {
        let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(document.get()) else {
            return false;
        };
        let elements: Vec<&RawValue> =
            elements.into_iter().filter(|element| !is_about_rows(element)).collect();
        let Some(first) = elements.first() else {
            found.empty_lists += 1;
            if depth == 0 {
                note_empty_list(found);
            }
            return true;
        };
        let first = elements.iter().find(|element| element.get() != "null").unwrap_or(first);
        if JsonFields::of(first.get()).as_ref().is_some_and(is_element) {
            read_elements(&elements, self.shop, found);
            return true;
        }
        if depth >= DEEPEST {
            return false;
        }
        if first.get().starts_with('[') && self.rows_below_titles(&elements, found) {
            return true;
        }
        let saved = first.get().contains("\"order_lines\"").then(|| bounded_value(document.get()));
        let list = saved
            .flatten()
            .map(|orders| Value::Object(Map::from_iter([("orders".to_owned(), orders)])));
        if let Some(list) = list.filter(russia::is_order_list) {
            self.russian_orders(&list, found);
            return true;
        }
        let mut known = false;
        for element in elements {
            if self.document(element, depth + 1, found) {
                known = true;
            } else if known {
                // Beside rows that are known, others would be lost without a word.
                found.add_unknown(element);
            } else {
                return false;
            }
        }
        known
    }

    /// Looks for lists in what a client library, a program or a log puts around an answer.
    fn children(&self, around: &JsonFields<'_>, depth: usize, found: &mut Documents) -> bool {
        if depth >= DEEPEST {
            return false;
        }
        let mut known = false;
        let before = FoundRows::of(found);
        let mut others = Vec::new();
        for (_, value) in around.iter() {
            let text = value.get();
            if text.starts_with(['{', '"']) || (text.starts_with('[') && text.len() > 2) {
                found.plain.begin_list();
                match self.document(value, depth + 1, found) {
                    true => known = true,
                    false => others.push(value),
                }
            }
        }
        if known {
            note_lost(others, found);
            if let Some(refusal) = shortfall(around) {
                found.add_refusal(refusal);
            }
            self.note_total(around, before, found);
            beside_rows::note(around, before.plain, &mut found.plain);
        }
        known
    }

    /// Notes how many rows a list has, as it is stated beside the rows that were found since; nothing
    /// where the rows said so themselves.
    fn note_total(&self, around: &JsonFields<'_>, before: FoundRows, found: &mut Documents) {
        let mut kinds: Vec<_> =
            found.plain.first_rows_since(before.plain).map(|row| self.kind_of_row(row)).collect();
        kinds.dedup();
        // Of orders and disputes beside each other nothing says of which a number is.
        if found.pages.len() > before.pages || kinds.len() > 1 {
            return;
        }
        let disputes = found.disputes.iter().skip(before.disputes);
        let disputes = disputes.map(id_in_list);
        let orders = found.orders.iter().skip(before.orders).map(|order| order.id.to_string());
        let plain = found.plain.since(before.plain);
        let is_order = |row: &str| self.kind_of_row(row) == Some(TableKind::PlainOrders);
        let has_orders =
            found.orders.len() > before.orders || plain.clone().next().is_some_and(is_order);
        let ids: Vec<String> = disputes.chain(orders).chain(plain.map(str::to_owned)).collect();
        let rows = to_u64(ids.len()).max(found.rows.read - before.read);
        let stated = ListStatement::of(around);
        if !ids.is_empty() && stated.is_about_list(rows) {
            let list = format!("{}{STATED}", if has_orders { "orders" } else { "disputes" });
            let mut fact = PageFact { list, ids, ..PageFact::default() };
            stated.complete(&mut fact, rows);
            found.pages.push(fact);
        }
    }

    /// Takes the disputes that stand in the row of an order, which is theirs if they name none.
    fn disputes_within(&self, row: &Map<String, Value>, found: &mut Documents) {
        let outer = self.keys.header_of(row);
        let id = outer.and_then(|outer| row.get(outer.title(outer.id_column())));
        for inner in rows_within(row) {
            let mut inner = inner.clone();
            if let Some(id) = id.filter(|_| self.keys.header_of(&inner).is_none()) {
                inner.insert("order_id".to_owned(), id.clone());
            }
            let header = self.keys.header_of(&inner).filter(|header| header.is_complete());
            if header.is_some_and(|header| header.kind == TableKind::PlainDisputes) {
                found.plain.add_within(inner);
            }
        }
    }

    /// Returns the kind of table that a plain row is of; `None` where its keys are no titles.
    pub(crate) fn kind_of_row(&self, row: &str) -> Option<TableKind> {
        let row: Map<String, Value> = serde_json::from_str(row).ok()?;
        self.keys.header_of(&row).map(|header| header.kind)
    }

    /// Returns the plain rows, those of each table in a text.
    pub(crate) fn tables_of(&self, rows: &PlainRows) -> Vec<String> {
        let mut tables = rows.by_kind(|row| self.tables_of_row(row));
        let of = |wanted: &[TableKind]| {
            let is_of = |key: &&Option<RowTables>| key.as_ref().is_some_and(|own| own.1 == wanted);
            tables.keys().find(is_of).cloned()
        };
        let orders = of(&[TableKind::PlainOrders]);
        let both = of(&[TableKind::PlainOrders, TableKind::PlainDisputes])
            .or_else(|| of(&[TableKind::PlainDisputes, TableKind::PlainOrders]));
        if let Some((orders, both)) = orders.zip(both)
            && let Some((own, with_disputes)) = tables.get(&orders).zip(tables.get(&both))
            && self.ids_of(own).is_disjoint(&self.ids_of(with_disputes))
        {
            // Orders joined with disputes, whose keys are left out where there are none.
            let joined = with_all_keys(&format!("{with_disputes}{own}"));
            tables.remove(&orders);
            tables.insert(both, joined);
        }
        tables.into_values().collect()
    }

    /// Returns which tables a plain row is of: what [`Self::kind_of_row`] does, and whether the row is of others too.
    fn tables_of_row(&self, row: &str) -> Option<RowTables> {
        let row: Map<String, Value> = serde_json::from_str(row).ok()?;
        Some((self.keys.header_of(&row)?.kind, self.keys.tables_of(&row)))
    }

    /// Returns the order ids of some rows, as they are written.
    fn ids_of(&self, rows: &str) -> HashSet<String> {
        let id = |row: &str| {
            let row: Map<String, Value> = serde_json::from_str(row).ok()?;
            let header = self.keys.header_of(&row)?;
            row.get(header.title(header.id_column())).map(Value::to_string)
        };
        rows.lines().filter_map(id).collect()
    }

    /// Reads an answer that stands as a text in another, as the body in that of a client library.
    fn json_in_text(&self, document: &RawValue, depth: usize, found: &mut Documents) -> bool {
        let Ok(text) = serde_json::from_str::<String>(document.get()) else { return false };
        if depth >= DEEPEST || !text.trim_start().starts_with(['{', '[']) {
            return false;
        }
        let Ok(documents) = extract::documents(&text) else { return false };
        documents.all.iter().fold(false, |known, inner| {
            let is_known = self.document(inner, depth + 1, found);
            known || is_known
        })
    }

    /// Returns whether texts are titles of a table that is read.
    fn are_titles(&self, texts: &[String]) -> bool {
        self.keys.header(texts).is_some_and(|header| header.kind.is_read())
    }

    /// Reads a list of rows that are lists themselves, the first of them the titles.
    fn rows_below_titles(&self, rows: &[&RawValue], found: &mut Documents) -> bool {
        let titles =
            rows.first().and_then(|row| serde_json::from_str::<Vec<String>>(row.get()).ok());
        let Some(titles) = titles.filter(|titles| self.are_titles(titles)) else { return false };
        for row in rows.iter().skip(1) {
            match bounded_value(row.get()) {
                Some(Value::Array(cells)) => found.plain.add_cells(&titles, &cells),
                _ => found.add_unknown(row),
            }
        }
        true
    }

    fn russian_orders(&self, answer: &Value, found: &mut Documents) {
        note_kind(found, "russia-order-list");
        found.gives(ORDERS);
        let list = russia::orders(answer, self.shop, &mut found.words.countries);
        count_page(found, list.page.rows.len(), &list.page.faults);
        if let Some(total) = list.page.total_item {
            let ids = list.page.rows.iter().map(|order| order.id.to_string()).collect();
            let list = format!("orders {total}");
            found.pages.push(PageFact { list, total: Some(total), ids, ..PageFact::default() });
        }
        found.disputed.extend(list.disputed);
        found.orders.extend(list.page.rows);
    }
}

/// Notes a list with nothing in it, which may be one of anything.
fn note_empty_list(found: &mut Documents) {
    found.gives(&[Fact::Disputes]);
    found.bare_and_empty = true;
    note_kind(found, "seller-centre-disputes");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::title_catalogue::TitleCatalogue;

    fn outcome(text: &str) -> Result<Documents, SourceError> {
        let (input, catalogue) =
            (Input::empty("deep.json").unwrap(), TitleCatalogue::new(&Vec::new()));
        Reader { input: &input, shop: "", keys: KnownKeys::new(&catalogue) }
            .read(text, Companions::None)
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

    const ISSUES: &str = r#"{"aliexpress_issue_issuelist_get_response": {"total_item": 1, "data_list":
        {"issue_api_issue_dto": [{"issue_id": 1, "order_id": 8200000000000001,
        "parent_order_id": 8200000000000001, "gmt_modified": "2026-01-05 08:30:00", "issue_status": "processing", "gmt_create": "2026-01-05 08:30:00"}]}}}"#;

    #[test]
    fn answers_are_found_in_what_libraries_put_around_them() {
        let body = serde_json::to_string(ISSUES).unwrap();
        for text in [
            ISSUES.to_owned(),
            format!("{{\"ok\": true, \"data\": {ISSUES}}}"),
            format!("{{\"type\": null, \"code\": \"0\", \"body\": {body}}}"),
            format!("{{\"response\": {{\"status\": 200, \"result\": {ISSUES}}}}}"),
            format!("[{{\"page\": 1, \"answer\": {ISSUES}}}]"),
        ] {
            assert_eq!(outcome(&text).unwrap().disputes.len(), 1, "{text}");
        }
    }

    #[test]
    fn rows_are_found_as_lists_and_one_after_another() {
        let row = r#"{"order_id": "8200000000000001", "created_at": "2026-01-05T08:30:00Z"}"#;
        for text in [
            format!("[{row}, {row}]"),
            format!("{row}\n\n{row}"),
            format!("{{\"data\": [{row}, {row}]}}"),
            format!("const orders = [{row},{row}];"),
            format!("[{row},{row}]\nundefined\n"),
            r#"{"order_id":{"0":"8200000000000001","1":"8200000000000002"},"created_at":{"0":1,"1":2}}"#
                .to_owned(),
            r#"{"order_id":["8200000000000001","8200000000000002"],"created_at":[1,2]}"#.to_owned(),
            r#"{"columns":["order_id","created_at"],"index":[0,1],"data":[["1",2],["3",4]]}"#.to_owned(),
            r#"{"records":[{"order_id":{"type":"T","value":"1"},"created_at":{"type":"D","value":"2"}},
                {"order_id":{"type":"T","value":"3"},"created_at":{"type":"D","value":"4"}}]}"#
                .to_owned(),
            r#"{"meta":[{"name":"order_id"},{"name":"created_at"}],"data":[["1",2],["3",4]]}"#
                .to_owned(),
            r#"{"values":[["order_id","created_at"],["1","2"],["3"]]}"#.to_owned(),
            r#"/*O_o*/ google.visualization.Query.setResponse({"status":"ok","table":{"cols":[{"id":"A","label":"order_id"},
                {"id":"B","label":"created_at"}],"rows":[{"c":[{"v":"1"},{"v":"Date(2026,0,5)"}]},{"c":[{"v":"2"},null]}]}});"#
                .to_owned(),
            format!(
                "[{}, {}]",
                row.replace("order_id", "订单号").replace("created_at", "下单时间"),
                row.replace("order_id", "订单号").replace("created_at", "下单时间")
            ),
        ] {
            let found = outcome(&text).unwrap();
            let lines: String = found.plain.by_kind(|_| ()).into_values().collect();
            assert_eq!(lines.lines().count(), 2, "{text}");
        }
    }

    #[test]
    fn rows_under_the_id_of_their_order_have_it() {
        let id = "8200000000000001";
        for (text, right) in [
            (format!(r#"{{"{id}":{{"created_at":"2026-01-05"}}}}"#), 1),
            (
                format!(
                    r#"{{"old":{{"{id}":[{{"opened_at":"2026-01-05"}},{{"opened_at":"2026-01-06"}}]}}}}"#
                ),
                2,
            ),
            // An index of the rows, totals, and what is under other ids are none.
            (format!(r#"{{"{id}":{{"at":"2026-01-05","row":1}}}}"#), 0),
            (format!(r#"{{"{id}":"2026-01-05"}}"#), 0),
            (r#"{"7":{"created_at":"2026-01-05"}}"#.to_owned(), 0),
        ] {
            let tables = outcome(&text).unwrap().plain.by_kind(|_| ());
            let rows: String = tables.into_values().collect();
            let of_order = rows.lines().filter(|row| row.contains(id)).count();
            assert_eq!((rows.lines().count(), of_order), (right, right), "{text}");
        }
    }

    #[test]
    fn orders_and_disputes_of_one_list_are_tables_of_their_own() {
        let order = r#"{"order_id":"8200000000000001","created_at":"2026-01-05"}"#;
        let dispute = r#"{"order_id":"8200000000000001","opened_at":"2026-01-06"}"#;
        let both =
            r#"{"order_id":"8200000000000001","created_at":"2026-01-05","opened_at":"2026-01-06"}"#;
        let other =
            r#"{"order_id":"8200000000000002","created_at":"2026-01-05","opened_at":"2026-01-06"}"#;
        let odd = r#"{"order_id":"8200000000000001","status":"Completed"}"#;
        for (rows, right) in [
            (vec![order, order, dispute, order, dispute], vec![3, 2]),
            (vec![dispute, order, dispute], vec![1, 2]),
            (vec![order, both, both], vec![1, 2]),
            (vec![order, other, other], vec![3]),
            // A row of both says that the others may lack the time of their dispute.
            (vec![both, order, both], vec![3]),
            (vec![order, odd, order], vec![3]),
        ] {
            let text = format!("{{\"data\":[{}]}}", rows.join(","));
            let (input, catalogue) = (Input::empty("f").unwrap(), TitleCatalogue::new(&Vec::new()));
            let reader = Reader { input: &input, shop: "", keys: KnownKeys::new(&catalogue) };
            let found = reader.read(&text, Companions::None).unwrap();
            let tables = reader.tables_of(&found.plain);
            let counts: Vec<usize> = tables.iter().map(|rows| rows.lines().count()).collect();
            assert_eq!(counts, right, "{text}");
        }
    }

    #[test]
    fn cells_under_titles_of_one_text_both_stay_and_cells_beyond_the_titles_are_seen() {
        let lines = |rows: &str| {
            let lists = format!("[[\"order_id\", \"created_at\", \"created_at\"], {rows}]");
            let beside = format!(
                "{{\"columns\": [\"order_id\", \"created_at\", \"created_at\"], \"data\": [{rows}]}}"
            );
            let [one, other] = [lists, beside]
                .map(|text| outcome(&text).unwrap().plain.by_kind(|_| ()).remove(&()).unwrap());
            assert_eq!(one, other);
            one
        };
        assert_eq!(lines("[1, 2, 3]"), "{\"order_id\":1,\"created_at\":2,\"created_at\":3}\n");
        assert_eq!(
            lines("[1, 2, 3, null, \"\"]").lines().next(),
            lines("[1, 2, 3]").lines().next()
        );
        assert_eq!(lines("[1, 2, 3, 4], [5, 6]"), "{\"order_id\":5,\"created_at\":6}\n[1,2,3,4]\n");
    }

    #[test]
    fn nothing_beside_what_is_known_is_lost() {
        let row = r#"{"order_id": "8200000000000001", "created_at": "2026-01-05T08:30:00Z"}"#;
        assert!(outcome(&format!("{row}\n{{\"a\": 1}}")).is_err());
        assert!(outcome(&format!("[{row}, {{\"a\": 1}}]")).is_err());
        // A list of other orders that is not read is lost; one of the same orders, or of products, is not.
        for (other, is_lost) in [
            (r#"[{"orderNo": "8200000000000002", "createTime": "2026-01-05"}]"#, true),
            (r#"[["8200000000000002", "2026-01-05"]]"#, true),
            (r#"[{"8200000000000002": "8200000000000003", "a": "2026-01-05 10:00"}]"#, true),
            (r#"[{"orderNo": "8200000000000002"}]"#, false),
            (r#"[{"buyer_id": "2200000000000001", "since": "2020-01-05"}]"#, false),
            (
                r#"[{"line": "8200000000000009", "order": "8200000000000001", "at": "2026-01-05"}]"#,
                false,
            ),
            (r#"[{"orderNo": "8200000000000001"}]"#, false),
            (r#"[{"productId": "8200000000000002"}, {"id": "1005001000000002"}]"#, false),
            (r#"{"orderNo": "8200000000000002"}"#, false),
        ] {
            let document = format!("{{\"orders\": [{row}], \"others\": {other}}}");
            assert_eq!(outcome(&document).is_err(), is_lost, "{document}");
            let script = format!("const a = [{row}];\nconst b = {other};");
            assert_eq!(outcome(&script).is_err(), is_lost, "{script}");
        }
        for text in
            ["[[]]", "[[],[]]", "{\"a\": []}", "[null]", "[1]", "[[[],[]]]", "[[1,2,3,4,5]]"]
        {
            let found = outcome(text).unwrap();
            assert!(
                found.kind.is_empty() && !found.has_rows() && !found.given.has(Fact::Disputes),
                "{text}"
            );
        }
    }

    #[test]
    fn refusals_of_the_gateway_come_with_a_remedy() {
        let found =
            outcome("{\"ret\":[\"FAIL_SYS_SESSION_EXPIRED::SESSION失效\"],\"data\":{}}").unwrap();
        let SourceError::Refused { refusal, remedy, .. } =
            found.nothing_known("f", &TitleCatalogue::new(&Vec::new()))
        else {
            panic!()
        };
        assert!(refusal.contains("SESSION失效") && remedy.contains("sign in"));
    }
}
