//! The issue list and the issue detail (`docs/platform/open-platform.md`).

use serde_json::Value;

use super::envelope::{Page, open};
use super::value::{
    AnswerFault, amount, fault, id, list, moment, order_id, required_moment, text, text_or_empty,
};
use crate::domain::{
    Dispute, DisputeDetails, Event, EventKind, Fact, FactSet, Family, Moment, Stage, State, Turn,
};
use crate::input::{dispute_word, family, timeout_turn};

/// One row of the issue list: a dispute, and the buyer's login that its detail must be asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueRow {
    /// The dispute.
    pub dispute: Dispute,
    /// The buyer's login. Personal: used for the next call, never kept; empty when not given.
    pub buyer_login: String,
}

/// Reads an answer of the issue list, wrapped or simplified, as the disputes of `shop`.
pub fn disputes_from_issue_list(answer: &Value, shop: &str) -> Page<Dispute> {
    let page = issue_rows(answer, shop);
    Page {
        rows: page.rows.into_iter().map(|row| row.dispute).collect(),
        faults: page.faults,
        current_page: page.current_page,
        page_size: page.page_size,
        total_item: page.total_item,
    }
}

/// Reads an answer of the issue list with what the detail calls need.
pub fn issue_rows(answer: &Value, shop: &str) -> Page<IssueRow> {
    let inner = open(answer);
    Page::of(list(inner, "data_list"), inner, "total_item", |row| {
        let buyer_login = text_or_empty(row, "buyer_login_id");
        Ok(IssueRow { dispute: listed(row, shop)?, buyer_login })
    })
}

/// Reads an answer of the issue detail, wrapped or simplified, as a dispute of `shop`. `asked` is
/// the issue id of the call, which the answer's own need not equal; the answer's is taken where
/// there was no call.
///
/// # Errors
///
/// When an id or a time is not in the expected shape.
pub fn dispute_from_issue_detail(
    answer: &Value,
    shop: &str,
    asked: Option<&str>,
) -> Result<Dispute, AnswerFault> {
    let inner = open(answer);
    let Some(row) = inner.get("result_object") else {
        return Err(fault(inner, "result_object", "an object"));
    };
    let issue = match asked {
        Some(issue) => issue.to_owned(),
        None => id(row, "id").or_else(|_| id(row, "issue_id"))?,
    };
    let mut dispute = bare(row, shop, issue)?;
    dispute.product = text_or_empty(row, "product_id").into();
    let details = dispute.details_mut();
    details.title = text_or_empty(row, "product_name").into();
    details.amount = amount(row, "product_price", "product_price_currency");
    details.refund = asked_back(row);
    details.history = history(row)?;
    detail_state(row, &mut dispute);
    dispute.details_mut().response_due_at = due(row, &dispute)?;
    date_history(&mut dispute);
    dispute.set_ruled_at(dispute.ruled_at().or(ruled(row)?));
    Ok(dispute)
}

fn listed(row: &Value, shop: &str) -> Result<Dispute, AnswerFault> {
    bare(row, shop, id(row, "issue_id")?)
}

/// Reads the fields that list and detail share.
fn bare(row: &Value, shop: &str, issue: String) -> Result<Dispute, AnswerFault> {
    let status = text_or_empty(row, "issue_status");
    let word = dispute_word(&status);
    let order_id = order_id(row, "parent_order_id")?;
    let opened_at = required_moment(row, "gmt_create")?;
    let reason = reason(row);
    let dispute = Dispute {
        shop: shop.into(),
        family: family(&reason),
        state: word.map_or(State::Open, |word| word.state),
        ending_known: word.is_none_or(|word| word.ending_known),
        told: match reason.is_empty() {
            true => FactSet::OF_DISPUTES.without(Fact::Reasons),
            false => FactSet::OF_DISPUTES,
        },
        ..Dispute::new(order_id, opened_at)
    };
    Ok(dispute.with_details(DisputeDetails {
        id: issue.into(),
        line_id: text_or_empty(row, "order_id").into(),
        reason: reason.into(),
        status_known: word.is_some(),
        stage: word.and_then(|word| word.stage),
        turn: word.map_or(Turn::Unknown, |word| word.turn),
        status: status.into(),
        modified_at: moment(row, "gmt_modified")?,
        ..DisputeDetails::default()
    }))
}

/// Returns the first text for the reason whose family is known, else the first text.
fn reason(row: &Value) -> String {
    let texts = ["reason_english", "reason_chinese", "issue_reason"].map(|field| text(row, field));
    let known = texts.iter().flatten().find(|text| family(text) != Family::Unknown);
    // A dispute without a reason has an empty one.
    known.or_else(|| texts.iter().flatten().next()).cloned().unwrap_or_default()
}

/// Returns what the buyer got back or asks for: the plan that was reached or carried out, else the
/// buyer's, else none; in the buyer's currency.
fn asked_back(row: &Value) -> Option<crate::domain::Money> {
    let settled = plans(row).find(|plan| {
        text(plan, "status").is_some_and(|status| status == "reached" || status == "perform")
    });
    let buyers = || list(row, "buyer_solution_list").last();
    let plan = settled.or_else(buyers)?;
    amount(plan, "refund_money", "refund_money_currency")
        .or_else(|| amount(plan, "refund_money_post", "refund_money_post_currency"))
}

fn plans(row: &Value) -> impl Iterator<Item = &Value> {
    ["platform_solution_list", "seller_solution_list", "buyer_solution_list"]
        .into_iter()
        .flat_map(|field| list(row, field))
}

/// Takes stage and turn from the finer state, which never re-opens what the issue status ends.
fn detail_state(row: &Value, dispute: &mut Dispute) {
    let finer = text(row, "reverse_detail_status");
    let Some(word) = finer.as_deref().and_then(dispute_word) else { return };
    if dispute.state == State::Open && word.state == State::Open {
        let details = dispute.details_mut();
        details.stage = word.stage.or(details.stage);
        details.turn = word.turn;
    }
}

/// Returns the served deadline where it is the seller's, or may be: a negotiation's time-out does
/// not say whose plan it is when the finer state is absent.
fn due(row: &Value, dispute: &Dispute) -> Result<Option<Moment>, AnswerFault> {
    let at = moment(row, "timeout_trigger_time")?;
    if dispute.state != State::Open {
        return Ok(None);
    }
    let by_type = text(row, "timeout_type").map_or(Turn::Unknown, |kind| timeout_turn(&kind));
    Ok(match (by_type, dispute.details().turn) {
        (Turn::Seller, _) | (_, Turn::Seller | Turn::Unknown) => at,
        (_, Turn::Buyer | Turn::Platform | Turn::Logistics) => None,
    })
}

fn history(row: &Value) -> Result<Vec<Event>, AnswerFault> {
    let mut events = Vec::new();
    for entry in list(row, "process_dto_list") {
        let Some(at) = moment(entry, "gmt_create")? else { continue };
        let action = text_or_empty(entry, "action_type");
        let kind = match action.to_ascii_lowercase().as_str() {
            "initiate" => EventKind::Filed,
            "cancel" => EventKind::Cancelled,
            "buyer_initiate_arbitration" => EventKind::Escalated,
            _ => EventKind::Other(action),
        };
        events.push(Event { at, kind, by: text_or_empty(entry, "submit_member_type") });
    }
    Ok(events)
}

/// Dates the escalation and the withdrawal by their entries.
fn date_history(dispute: &mut Dispute) {
    let history = &dispute.details().history;
    let first = |kind: &EventKind| {
        history.iter().filter(|event| event.kind == *kind).map(|event| event.at).min()
    };
    let escalated = first(&EventKind::Escalated);
    let cancelled = first(&EventKind::Cancelled);
    dispute.set_escalated_at(escalated);
    if dispute.state == State::Cancelled {
        dispute.set_closed_at(cancelled);
    }
    if dispute.state == State::Open && escalated.is_some() && dispute.details().stage.is_none() {
        dispute.details_mut().stage = Some(Stage::Platform);
    }
}

/// Returns when a plan was reached by the platform's ruling. The moment says that the platform
/// decided, not who was found liable.
fn ruled(row: &Value) -> Result<Option<Moment>, AnswerFault> {
    for plan in plans(row) {
        if text(plan, "reached_type").as_deref() == Some("platform_arbitrate") {
            return moment(plan, "reached_time");
        }
    }
    Ok(None)
}
