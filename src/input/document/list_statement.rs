//! What an answer states of the list that it holds a page of: how many rows and pages the list has, and
//! whether another page follows.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::document::fields::JsonFields;
use crate::input::document::lenient;
use crate::input::document::pages::PageFact;
use crate::packed::word_list;

/// Keys by which answers state how many rows a list has, in small letters without signs.
const TOTALS: &[&str] = word_list!("lists/list_totals.txt");

/// Keys of the number of this page.
const NUMBERS: [&str; 9] = [
    "page",
    "current",
    "currentpage",
    "pageno",
    "pagenum",
    "pagenumber",
    "pageindex",
    "页码",
    "当前页",
];

/// Keys of how many rows a page has.
const SIZES: [&str; 6] = ["pagesize", "perpage", "size", "limit", "每页条数", "每页数量"];

/// Keys of how many pages there are.
const PAGES: [&str; 7] =
    ["totalpage", "totalpages", "pages", "pagecount", "pagetotal", "总页数", "共几页"];

/// Keys of whether another page follows.
const FOLLOWS: [&str; 7] =
    ["hasmore", "hasnext", "hasnextpage", "hasmorepages", "truncated", "more", "还有更多"];

/// Keys of whether this page is the last.
const LASTS: [&str; 4] = ["last", "islast", "lastpage", "islastpage"];

/// Keys of where the next page is: an address, a mark or a number; empty or null on the last page. (`offset` is
/// Airtable's, and a number elsewhere.)
const NEXTS: [&str; 10] = [
    "next",
    "nextpage",
    "nextlink",
    "odatanextlink",
    "nexturl",
    "nexttoken",
    "nextpagetoken",
    "nextcursor",
    "nextpageurl",
    "offset",
];

/// Keys of where the page before is, and of whether there is one; empty, null or false on the first page.
const PREVIOUS: [&str; 14] = [
    "prev",
    "previous",
    "prevpage",
    "previouspage",
    "prevlink",
    "previouslink",
    "prevurl",
    "previousurl",
    "prevpageurl",
    "previouspageurl",
    "hasprev",
    "hasprevious",
    "hasprevpage",
    "haspreviouspage",
];

/// Keys of whether this page is the first.
const FIRSTS: [&str; 3] = ["first", "isfirst", "isfirstpage"];

/// Keys of how many rows stand before this page. (`from` counts this page's first row from 0 or from 1.)
const BEFORE: [&str; 4] = ["offset", "skip", "startindex", "from"];

/// Keys of the object that has these, where they are not beside the rows.
const PAGINGS: [&str; 8] =
    ["page", "pageinfo", "paging", "pagination", "paginator", "pager", "meta", "links"];

/// What an answer states of its list; `None` is what it does not state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListStatement {
    total: Option<u64>,
    /// A count that may be of the list or of this page.
    count: Option<u64>,
    number: Option<u64>,
    size: Option<u64>,
    pages: Option<u64>,
    follows: Option<bool>,
    /// Whether another page comes before this one.
    precedes: Option<bool>,
}

impl ListStatement {
    /// Reads what an object states, beside its rows or in an object about its pages.
    pub(super) fn of(fields: &JsonFields<'_>) -> Self {
        let mut own = Self::default();
        let mut nested = Self::default();
        // Kafka numbers the records of each partition, of which this row is one.
        let is_record = fields.get("partition").is_some();
        for (name, value) in fields.iter() {
            let name = name.chars().filter(|c| c.is_alphanumeric());
            let name = name.collect::<String>().to_lowercase();
            if value.get().starts_with('{') {
                if name == "lastevaluatedkey" {
                    // DynamoDB's, which the last page lacks.
                    own.follows = Some(true);
                } else if NEXTS.contains(&name.as_str()) && value.get().contains("\"href\"") {
                    // Of HAL, which leaves it out on the last page.
                    own.follows = Some(true);
                } else if TOTALS.contains(&name.as_str()) {
                    own.total = own.total.max(inner_total(value));
                } else if PAGINGS.contains(&name.as_str()) {
                    let paging = JsonFields::of(value.get());
                    let mut stated = paging.as_ref().map_or_else(Self::default, Self::of);
                    // HAL's last page has an address of its own and none of a next one.
                    if name == "links" && paging.is_some_and(|links| links.get("self").is_some()) {
                        stated.follows = stated.follows.or(Some(false));
                    }
                    nested = nested.or(stated);
                }
            } else if !is_record || name != "offset" {
                own.take(&name, value);
            }
        }
        own.or(nested)
    }

    fn take(&mut self, key: &str, value: &RawValue) {
        let number = || serde_json::from_str::<Value>(value.get()).ok().and_then(count);
        let follows = match value.get().trim_matches('"') {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        if BEFORE.contains(&key) {
            let first = u64::from(key == "from");
            // A larger number is a moment.
            let rows = number().filter(|rows| *rows < 1_000_000);
            self.precedes = self.precedes.max(rows.map(|rows| rows > first));
        }
        match key {
            _ if TOTALS.contains(&key) => self.total = self.total.max(number()),
            "count" => self.count = number(),
            _ if NUMBERS.contains(&key) => self.number = number(),
            _ if SIZES.contains(&key) => self.size = number(),
            _ if PAGES.contains(&key) => self.pages = self.pages.max(number()),
            _ if FOLLOWS.contains(&key) => self.follows = self.follows.max(follows),
            _ if NEXTS.contains(&key) => self.follows = self.follows.max(leads_on(key, value)),
            _ if PREVIOUS.contains(&key) => {
                self.precedes = self.precedes.max(follows.or_else(|| leads_on(key, value)));
            }
            _ if FIRSTS.contains(&key) => {
                self.precedes = self.precedes.max(follows.map(|is_first| !is_first));
            }
            // How many rows are left.
            "remaining" => self.follows = self.follows.max(number().map(|rest| rest > 0)),
            _ if LASTS.contains(&key) => {
                self.follows = self.follows.max(follows.map(|is_last| !is_last));
            }
            _ => {}
        }
    }

    /// Returns what this states, and of the rest what the other does.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            total: self.total.or(other.total),
            count: self.count.or(other.count),
            number: self.number.or(other.number),
            size: self.size.or(other.size),
            pages: self.pages.or(other.pages),
            follows: self.follows.or(other.follows),
            precedes: self.precedes.or(other.precedes),
        }
    }

    /// Returns whether it says how far the list goes beyond a page of so many rows, or that it may do so.
    pub(crate) fn is_about_list(&self, rows: u64) -> bool {
        let is_later = self.number > Some(1) || self.precedes == Some(true);
        let is_page = self.number.is_some() || self.precedes.is_some() || self.size.is_some();
        // A page with room for more is the last one.
        let has_room = self.size.is_some_and(|size| rows < size);
        let is_told = self.total(rows).is_some() || self.pages.is_some() || self.follows.is_some();
        is_told || is_later || is_page && !has_room
    }

    /// Returns whether it says that the list has no row at all.
    pub(crate) fn is_of_nothing(&self) -> bool {
        self.total == Some(0)
    }

    /// A count of no more than the rows of the page may be that of the page.
    fn total(&self, rows: u64) -> Option<u64> {
        self.total.or(self.count.filter(|count| *count > rows))
    }

    /// Adds what is stated to what is known of a page of so many rows. What the page was asked with
    /// counts first.
    pub(crate) fn complete(&self, fact: &mut PageFact, rows: u64) {
        fact.total = self.total(rows);
        fact.number = fact.number.or(self.number);
        fact.size = fact.size.or(self.size);
        fact.pages = self.pages;
        fact.follows = self.follows;
        fact.precedes = self.precedes;
    }
}

/// Returns whether a field that names the next page names one; `None` where it is about something else.
fn leads_on(key: &str, value: &RawValue) -> Option<bool> {
    match serde_json::from_str(value.get()).ok()? {
        Value::Null => (key != "offset").then_some(false),
        Value::String(text) => Some(!matches!(text.as_str(), "" | "0" | "-1")),
        Value::Number(number) => (key != "offset").then_some(number.as_i64() > Some(0)),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Reads a total that has a remark beside it, as `{"value": 120, "relation": "eq"}` of Elasticsearch.
fn inner_total(object: &RawValue) -> Option<u64> {
    JsonFields::of(object.get())?.parsed("value").and_then(count)
}

fn count(value: Value) -> Option<u64> {
    lenient::count(value).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(object: &str) -> ListStatement {
        JsonFields::of(object).as_ref().map_or_else(ListStatement::default, ListStatement::of)
    }

    #[test]
    fn a_list_is_described_in_many_words() {
        let more = ListStatement { follows: Some(true), ..ListStatement::default() };
        for text in [
            r#"{"hasMore": true, "list": [1]}"#,
            r#"{"has_next": "true", "meta": {"x": 1}}"#,
            r#"{"pageInfo": {"hasNextPage": true}}"#,
            r#"{"last": false}"#,
            r#"{"value": [1], "@odata.nextLink": "https://x.example/2"}"#,
            r#"{"records": [1], "offset": "itr1/rec2"}"#,
            r#"{"links": {"next": "/page/2"}}"#,
            r#"{"nextPage": 2}"#,
            r#"{"remaining": 17}"#,
            r#"{"truncated": true}"#,
            r#"{"more": true}"#,
            r#"{"lastPage": false}"#,
            r#"{"_links": {"self": {"href": "/1"}, "next": {"href": "/2"}}}"#,
            r#"{"LastEvaluatedKey": {"id": {"S": "1"}}}"#,
        ] {
            assert_eq!(stated(text), more, "{text}");
        }
        let second = stated(r#"{"pageNo": 2, "pagination": {"totalPages": "3"}}"#);
        assert_eq!((second.number, second.pages), (Some(2), Some(3)));
        // jqGrid says the count of pages beside that of rows.
        assert_eq!(stated(r#"{"page": "1", "total": "1", "records": "20"}"#).total, Some(20));
        for text in [
            r#"{"next": null}"#,
            r#"{"nextCursor": ""}"#,
            r#"{"nextPage": 0, "hasNextPage": false}"#,
            r#"{"nextPage": -1}"#,
            r#"{"next_cursor": "-1"}"#,
            r#"{"remaining": 0}"#,
        ] {
            assert_eq!(stated(text).follows, Some(false), "{text}");
        }
        assert_eq!(stated(r#"{"offset": 20}"#).follows, None);
        let record = r#"{"topic": "orders", "partition": 0, "offset": 1050, "value": {}}"#;
        assert_eq!(stated(record), ListStatement::default());
        for (text, precedes) in [
            (r#"{"offset": 20}"#, Some(true)),
            (r#"{"offset": 0, "limit": 20}"#, Some(false)),
            (r#"{"links": {"prev": "/page/1", "next": null}}"#, Some(true)),
            (r#"{"previous": null}"#, Some(false)),
            (r#"{"pageInfo": {"hasPreviousPage": true}}"#, Some(true)),
            (r#"{"first": false}"#, Some(true)),
            (r#"{"from": 1, "to": 20}"#, Some(false)),
            (r#"{"from": 21, "to": 40}"#, Some(true)),
            (r#"{"from": 1764547200000}"#, None),
        ] {
            assert_eq!(stated(text).precedes, precedes, "{text}");
        }
        let page = |text: &str| stated(text).is_about_list(20);
        assert!(page(r#"{"page": 2}"#) && page(r#"{"pageNum": 1, "pageSize": 20}"#));
        assert!(!page(r#"{"page": 1, "pageSize": 50}"#) && !page(r#"{"limit": 50, "offset": 0}"#));
        let remarked = r#"{"total": {"value": 60, "relation": "eq"}}"#;
        assert_eq!(stated(remarked).total(20), Some(60));
        for text in [
            r#"{"paging": {"total": 60}}"#,
            r#"{"total_results": 60}"#,
            r#"{"count": 60}"#,
            r#"{"recordsTotal": 60, "recordsFiltered": 60}"#,
            r#"{"@odata.count": 60}"#,
            r#"{"总数": 60}"#,
            r#"{"共": "60"}"#,
            r#"{"iTotalRecords": 60}"#,
            r#"{"number_of_rows": 60}"#,
        ] {
            assert_eq!(stated(text).total(20), Some(60), "{text}");
        }
        for text in [r#"{"count": 20}"#, r#"{"count": 3}"#, r#"{"count": "many"}"#, "[1]"] {
            assert!(!stated(text).is_about_list(20), "{text}");
        }
    }
}
