use serde_json::{Value, json};

use super::*;
use crate::domain::{Completion, EventKind, Family, Liability, OrderStatus, Stage, State, Turn};

const LIST: &str = include_str!("../../../../tests/data/api/issuelist-get.json");
const SIMPLE_LIST: &str = include_str!("../../../../tests/data/api/issuelist-get.simplified.json");
const EMPTY_LIST: &str = include_str!("../../../../tests/data/api/issuelist-get.empty.json");
const DETAIL: &str = include_str!("../../../../tests/data/api/issue-detail-get.finish.json");
const ORDERS: &str =
    include_str!("../../../../tests/data/api/seller-orderlist-get.simplified.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn wrapped_and_simplified_lists_read_alike() {
    let wrapped = disputes_from_issue_list(&parsed(LIST), "main");
    assert_eq!(wrapped, disputes_from_issue_list(&parsed(SIMPLE_LIST), "main"));
    assert_eq!(
        (wrapped.current_page, wrapped.page_size, wrapped.total_item),
        (Some(1), Some(50), Some(4))
    );
    let states: Vec<_> = wrapped.rows.iter().map(|d| d.state).collect();
    assert_eq!(states, [State::Open, State::Open, State::Cancelled, State::Ended]);
    let families: Vec<_> = wrapped.rows.iter().map(|d| d.family).collect();
    use Family::{NotAsDescribed, NotReceived, Unknown};
    assert_eq!(families, [NotReceived, NotAsDescribed, Unknown, Unknown]);
    assert_eq!(wrapped.rows[3].details().reason, "Other reasons");
    assert_eq!(wrapped.rows[0].opened_at.to_string(), "2026-10-31T06:59:58Z");
    assert_eq!(wrapped.rows[1].order_id.to_string(), "82000000000010002");
}

#[test]
fn an_empty_list_is_an_empty_page() {
    let page = disputes_from_issue_list(&parsed(EMPTY_LIST), "main");
    assert_eq!(page.len(), 0);
    assert_eq!(page.total_item, Some(0));
}

#[test]
fn one_bad_row_does_not_spoil_its_page() {
    let mut list = parsed(SIMPLE_LIST);
    list["data_list"][1]["gmt_create"] = json!("soon");
    let page = disputes_from_issue_list(&list, "main");
    assert_eq!((page.rows.len(), page.len()), (3, 4));
    assert_eq!((page.faults[0].0, page.faults[0].1.field), (2, "gmt_create"));
}

#[test]
fn an_unknown_status_is_kept_and_counted_as_open() {
    let mut list = parsed(SIMPLE_LIST);
    list["data_list"][0]["issue_status"] = json!("paused");
    let dispute = &disputes_from_issue_list(&list, "main").rows[0];
    assert_eq!(
        (dispute.details().status.as_str(), dispute.details().status_known, dispute.state),
        ("paused", false, State::Open)
    );
}

#[test]
fn a_finished_detail_has_its_timeline_and_no_invented_liability() {
    let dispute =
        dispute_from_issue_detail(&parsed(DETAIL), "main", Some("6300000000100001")).unwrap();
    assert_eq!((dispute.details().id.as_str(), dispute.state), ("6300000000100001", State::Ended));
    assert_eq!(dispute.family, Family::Unknown);
    assert_eq!(dispute.escalated_at().unwrap().to_string(), "2024-10-28T11:23:27Z");
    assert_eq!((dispute.ruled_at(), dispute.liability), (None, Liability::Unknown));
    assert_eq!(dispute.details().refund.unwrap().to_string(), "BRL 407.47");
    assert_eq!(dispute.details().amount.unwrap().to_string(), "USD 66.65");
    assert_eq!(dispute.details().history.len(), 5);
    assert_eq!(
        dispute.details().history[1].kind,
        EventKind::Other("platform_force_reach".to_owned())
    );
    assert_eq!(dispute.details().response_due_at, None);
}

fn open_detail(finer: Value, timeout: &str) -> crate::domain::Dispute {
    let answer = json!({"result_object": {
        "id": 1, "parent_order_id": "8100000000010001", "issue_status": "processing",
        "gmt_create": "2026-10-28 04:23:19", "reverse_detail_status": finer,
        "timeout_type": timeout, "timeout_trigger_time": "2026-11-02 04:23:19"}});
    dispute_from_issue_detail(&answer, "main", None).unwrap()
}

#[test]
fn a_deadline_is_the_sellers_only_on_the_sellers_turn() {
    let sellers = open_detail(json!("wait_for_seller_response"), "WAIT_SOLUTION_TIMEOUT");
    assert_eq!(
        (sellers.details().turn, sellers.details().stage),
        (Turn::Seller, Some(Stage::Negotiation))
    );
    assert_eq!(sellers.details().response_due_at.unwrap().to_string(), "2026-11-02T12:23:19Z");
    let buyers = open_detail(json!("wait_for_buyer_response"), "WAIT_SOLUTION_TIMEOUT");
    assert_eq!((buyers.details().turn, buyers.details().response_due_at), (Turn::Buyer, None));
    let untold = open_detail(Value::Null, "WAIT_SOLUTION_TIMEOUT");
    assert!(untold.details().turn == Turn::Unknown && untold.details().response_due_at.is_some());
    let new_word = open_detail(json!("wait_for_moon"), "WAIT_RECEIVE_ITEM_TIMEOUT");
    assert!(new_word.details().response_due_at.is_some());
}

#[test]
fn a_withdrawal_dates_the_end_and_an_arbitrated_plan_the_ruling() {
    let answer = json!({"result_object": {
        "id": 1, "parent_order_id": 8100000000010001_u64, "issue_status": "canceled_issue",
        "gmt_create": "2026-10-28 04:23:19",
        "platform_solution_list": [{"reached_type": "platform_arbitrate", "reached_time": "2026-10-30 00:00:00"}],
        "process_dto_list": [{"action_type": "cancel", "gmt_create": "2026-10-31 00:00:00", "submit_member_type": "buyer"}]}});
    let dispute = dispute_from_issue_detail(&answer, "main", None).unwrap();
    assert_eq!(dispute.closed_at().unwrap().to_string(), "2026-10-31T07:00:00Z");
    assert_eq!(dispute.ruled_at().unwrap().to_string(), "2026-10-30T07:00:00Z");
    assert_eq!(dispute.liability, Liability::Unknown);
}

#[test]
fn a_dispute_without_a_reason_says_none() {
    let mut list = parsed(SIMPLE_LIST);
    let told = |list: &Value| {
        disputes_from_issue_list(list, "main").rows[0].told.has(crate::domain::Fact::Reasons)
    };
    assert!(told(&list));
    for field in ["reason_english", "reason_chinese", "issue_reason"] {
        list["data_list"][0].as_object_mut().unwrap().remove(field);
    }
    assert!(!told(&list));
}

#[test]
fn completion_in_the_order_list_is_estimated_and_marked() {
    let page = orders_from_order_list(&parsed(ORDERS), "main");
    assert_eq!((page.rows.len(), page.total_item), (4, Some(4)));
    let [open, confirmed, _, unpaid] = &page.rows[..] else { panic!("four orders") };
    assert_eq!((open.state, open.completed_at), (OrderStatus::Shipped, None));
    assert_eq!(confirmed.completion, Some(Completion::BuyerConfirmed));
    assert!(confirmed.completed_estimated && confirmed.completed_at.is_some());
    assert_eq!(
        (unpaid.state, unpaid.completion, unpaid.paid_at),
        (OrderStatus::Closed, None, None)
    );
    assert_eq!(confirmed.amount.unwrap().to_string(), "USD 12.34");
    assert_eq!((&*confirmed.product, &*confirmed.sku), ("1005000000000001", "SKU-1"));
}

#[test]
fn the_order_detail_states_the_end_of_trade() {
    let answer = json!({"aliexpress_trade_new_redefining_findorderbyid_response": {"target": {
        "id": 8200000000030002_u64, "order_status": "FINISH", "order_end_reason": "buyer_confirm_goods",
        "gmt_create": "2026-10-02 23:59:59", "gmt_trade_end": "2026-10-20 10:00:00",
        "child_order_list": {"aeop_tp_child_order_dto": [{"product_id": 5}]}}}});
    let order = order_from_order_detail(&answer, "main").unwrap();
    assert_eq!(order.completed_at.unwrap().to_string(), "2026-10-20T17:00:00Z");
    assert!(!order.completed_estimated);
    assert_eq!(&*order.product, "5");
}
