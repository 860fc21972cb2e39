//! What an answer is, whichever of the two envelopes it comes in
//! (`docs/platform/open-platform.md`).

use serde_json::{Value, json};

use super::value::{AnswerFault, count, fault, flag, list, text, text_or_empty};

/// A refusal in the platform's own code and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlatformRefusal {
    /// Whose side failed: `ISV` (the caller), `ISP` or `SYSTEM` (the platform); empty when absent.
    pub side: String,
    /// Code, as `ApiCallLimit`.
    pub code: String,
    /// Words.
    pub message: String,
    /// Finer code, empty when absent.
    pub sub_code: String,
    /// Finer words, empty when absent.
    pub sub_message: String,
    /// The platform's number for the call, for asking its support; empty when absent.
    pub request_id: String,
}

impl PlatformRefusal {
    /// Blots out secrets that the platform's words may repeat.
    pub(crate) fn hide(&mut self, hidden: impl Fn(&str) -> String) {
        for text in [&mut self.code, &mut self.message, &mut self.sub_code, &mut self.sub_message] {
            *text = hidden(text);
        }
    }
}

/// What an answer holds, told by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// `aliexpress.issue.issuelist.get`.
    IssueList,
    /// `aliexpress.issue.detail.get`.
    IssueDetail,
    /// `aliexpress.trade.seller.orderlist.get`.
    OrderList,
    /// `aliexpress.trade.new.redefining.findorderbyid`.
    OrderDetail,
    /// `/auth/token/create` and `/auth/token/refresh`.
    Token,
    /// A refusal.
    Refusal,
}

/// A list's rows, those that are not in the expected shape, and what it says about its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows read, in the answer's order.
    pub rows: Vec<T>,
    /// The rows not read: position in the page, from 1, and what is wrong.
    pub faults: Vec<(usize, super::AnswerFault)>,
    /// This page's number, from 1; `None` when not given.
    pub current_page: Option<u64>,
    /// Rows a page at most; `None` when not given.
    pub page_size: Option<u64>,
    /// Rows of the whole query (not of this page); `None` when not given.
    pub total_item: Option<u64>,
}

impl<T> Page<T> {
    /// Returns how many rows the page has, readable or not.
    pub(crate) fn len(&self) -> usize {
        self.rows.len() + self.faults.len()
    }

    pub(super) fn of(
        rows: &[Value],
        paging: &Value,
        total: &str,
        mut read: impl FnMut(&Value) -> Result<T, super::AnswerFault>,
    ) -> Self {
        let mut page = Self {
            rows: Vec::with_capacity(rows.len()),
            faults: Vec::new(),
            current_page: count(paging, "current_page"),
            page_size: count(paging, "page_size"),
            total_item: count(paging, total),
        };
        for (position, row) in (1..).zip(rows) {
            match read(row) {
                Ok(row) => page.rows.push(row),
                Err(fault) => page.faults.push((position, fault)),
            }
        }
        page
    }
}

/// Returns what stands inside the one-key `…_response` envelope, or the answer itself when it has
/// none.
pub(crate) fn open(answer: &Value) -> &Value {
    let Some(object) = answer.as_object() else { return answer };
    let mut entries = object.iter().filter(|(key, _)| *key != "request_id");
    match (entries.next(), entries.next()) {
        (Some((key, inner)), None) if key.ends_with("_response") && key != "error_response" => {
            inner
        }
        _ => answer,
    }
}

/// Tells what an answer holds, or returns `None` when it is no answer of the interface.
pub fn kind(answer: &Value) -> Option<AnswerKind> {
    if refusal(answer).is_some() { Some(AnswerKind::Refusal) } else { shape(answer) }
}

/// Returns whether an answer has the shape of one of the interface, and says that it has failed.
pub(crate) fn is_failed(answer: &Value) -> bool {
    failed_part(answer).is_some() && shape(answer).is_some()
}

/// Returns a row of a list that a program took out of its answer as an answer with this row alone; `None` for
/// what is no such row.
pub(crate) fn answer_of_row(row: &Value) -> Option<(Value, AnswerKind)> {
    let has = |fields: &[&str]| fields.iter().all(|field| row.get(field).is_some());
    if row.get("created_at").is_some() || row.get("opened_at").is_some() {
        return None;
    }
    if has(&["issue_id", "issue_status", "parent_order_id", "gmt_create"]) {
        let rows = json!({"data_list": {"issue_api_issue_dto": [row]}});
        Some((rows, AnswerKind::IssueList))
    } else if has(&["order_id", "order_status", "gmt_create"]) {
        Some((json!({"result": {"target_list": [row]}}), AnswerKind::OrderList))
    } else {
        None
    }
}

/// Tells what an answer holds by its shape, whether it is a refusal or not.
fn shape(answer: &Value) -> Option<AnswerKind> {
    let inner = open(answer);
    if inner.get("access_token").is_some() {
        Some(AnswerKind::Token)
    } else if inner.get("result_object").is_some_and(Value::is_object) {
        Some(AnswerKind::IssueDetail)
    } else if inner.get("target").is_some_and(Value::is_object) {
        Some(AnswerKind::OrderDetail)
    } else if inner.get("result").is_some_and(|result| {
        result.get("target_list").is_some() || result.get("total_count").is_some()
    }) {
        Some(AnswerKind::OrderList)
    } else if inner.get("data_list").is_some() || inner.get("total_item").is_some() {
        Some(AnswerKind::IssueList)
    } else {
        None
    }
}

/// Returns the ids of a seller's channel shops (`global.seller.relation.query`).
///
/// # Errors
///
/// Says what is missing.
pub(crate) fn channels(answer: &Value) -> Result<Vec<u64>, AnswerFault> {
    const LIST: &str = "seller_relation_list";
    let inner = open(answer);
    let within = inner.get("result").unwrap_or(inner);
    if within.get(LIST).is_none() {
        return Err(fault(within, LIST, "a list"));
    }
    let id = |relation: &Value| {
        const ID: &str = "channel_seller_id";
        count(relation, ID).ok_or_else(|| fault(relation, ID, "a whole number"))
    };
    list(within, LIST).iter().map(id).collect()
}

/// Returns how many rows the query has that a list's page belongs to.
pub(crate) fn total(answer: &Value) -> Option<u64> {
    let inner = open(answer);
    let orders = inner.get("result").and_then(|result| count(result, "total_count"));
    orders.or_else(|| count(inner, "total_item"))
}

/// Returns the refusal that an answer is, or `None`: an `error_response`, a flat code other than
/// 0, or a result that says that it has failed.
pub fn refusal(answer: &Value) -> Option<PlatformRefusal> {
    if let Some(error) = answer.get("error_response") {
        return Some(refused(error, "msg"));
    }
    if text(answer, "code").is_some_and(|code| code != "0") {
        return Some(refused(answer, "message"));
    }
    let inner = open(answer);
    let result = failed_part(answer)?;
    let field = |name| text_or_empty(result, name);
    let message =
        ["error_message", "error_desc", "msg"].into_iter().find_map(|name| text(result, name));
    Some(PlatformRefusal {
        code: field("error_code"),
        // A refusal may have a code alone.
        message: message.unwrap_or_default(),
        request_id: text_or_empty(inner, "request_id"),
        ..PlatformRefusal::default()
    })
}

/// Returns the part of an answer that says that it has failed.
fn failed_part(answer: &Value) -> Option<&Value> {
    let inner = open(answer);
    [inner.get("result"), Some(inner)].into_iter().flatten().find(|part| says_that_it_failed(part))
}

/// Returns whether a part of an answer says so by a flag, or by an error code without one.
fn says_that_it_failed(part: &Value) -> bool {
    let flags = ["success", "result_success", "is_success"];
    match flags.iter().find_map(|name| flag(part, name)) {
        Some(succeeded) => !succeeded,
        None => text(part, "error_code").is_some_and(|code| code.chars().any(|c| c != '0')),
    }
}

fn refused(error: &Value, words: &str) -> PlatformRefusal {
    let field = |name| text_or_empty(error, name);
    let message = [words, "message", "msg"].into_iter().find_map(|name| text(error, name));
    PlatformRefusal {
        side: field("type"),
        code: field("code"),
        // A refusal may have a code alone.
        message: message.unwrap_or_default(),
        sub_code: field("sub_code"),
        sub_message: field("sub_msg"),
        request_id: field("request_id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_told_in_all_three_shapes() {
        let sync =
            json!({"error_response": {"code": 7, "msg": "App Call Limited", "sub_code": "x"}});
        assert_eq!(refusal(&sync).unwrap().code, "7");
        let rest = json!({"type": "ISV", "code": "InvalidCode", "message": "no"});
        assert_eq!(refusal(&rest).unwrap().message, "no");
        let business =
            json!({"result": {"success": "false", "error_code": "F00", "error_message": "m"}});
        assert_eq!(refusal(&business).unwrap().code, "F00");
        assert_eq!(refusal(&json!({"code": "0", "access_token": "t"})), None);
    }

    #[test]
    fn an_answer_says_that_it_failed_by_a_flag_or_by_a_code_without_one() {
        let part = |part: Value| says_that_it_failed(&part);
        assert!(part(json!({"result_success": false, "error_desc": "busy", "total_item": 0})));
        assert!(part(json!({"error_code": "15", "total_count": 0})));
        assert!(!part(json!({"error_code": "15", "success": true})));
        for code in [json!("0"), json!(0), json!(""), json!(null), json!("00")] {
            assert!(!part(json!({"error_code": code, "total_count": 0})), "{code}");
        }
    }

    #[test]
    fn channel_shops_are_known_only_where_each_has_its_id() {
        let one = json!({"channel_seller_id": 7});
        assert_eq!(channels(&json!({"seller_relation_list": [one]})), Ok(vec![7]));
        assert_eq!(
            channels(&json!({"result": {"seller_relation_list": {"dto": [one]}}})),
            Ok(vec![7])
        );
        assert_eq!(channels(&json!({"success": true, "seller_relation_list": []})), Ok(vec![]));
        let lacking = [
            json!({"success": true}),
            json!({"seller_relation_list": [{"channel_seller_id": null}, one]}),
        ];
        assert!(lacking.iter().all(|answer| channels(answer).is_err()));
    }

    #[test]
    fn an_answer_is_known_by_its_shape() {
        let wrapped =
            json!({"aliexpress_issue_issuelist_get_response": {"total_item": 0, "data_list": {}}});
        assert_eq!(kind(&wrapped), Some(AnswerKind::IssueList));
        assert_eq!(kind(&json!({"result": {"target_list": {}}})), Some(AnswerKind::OrderList));
        assert_eq!(
            kind(&json!({"result_object": {"id": 1}, "request_id": "r"})),
            Some(AnswerKind::IssueDetail)
        );
        assert_eq!(kind(&json!({"target": {"id": 1}})), Some(AnswerKind::OrderDetail));
        assert_eq!(kind(&json!([1, 2])), None);
    }
}
