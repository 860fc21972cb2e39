//! The list of disputes.

use serde::Serialize;

use super::grid::{Align, Column, Grid};
use super::words::Words;
use crate::domain::{DueSource, Moment, Money, Zone};
use crate::reports::list::ListRow;

/// The columns that can be shown, in their usual order.
pub const COLUMNS: [&str; 16] = [
    "due",
    "due_source",
    "tier",
    "turn",
    "state",
    "status",
    "order_id",
    "dispute_id",
    "shop",
    "product",
    "country",
    "amount",
    "family",
    "reason",
    "age_days",
    "opened_at",
];

/// The columns shown when none are named.
const USUAL: [&str; 9] =
    ["due", "tier", "turn", "status", "order_id", "product", "country", "amount", "age_days"];

/// Returns the usual columns that fit a width, in columns: the product goes first, then the age,
/// then the country.
pub fn usual_columns(width: Option<u16>) -> Vec<&'static str> {
    let dropped: &[&str] = match width {
        None | Some(122..) => &[],
        Some(104..) => &["product"],
        Some(94..) => &["product", "age_days"],
        Some(_) => &["product", "age_days", "country", "amount"],
    };
    USUAL.into_iter().filter(|column| !dropped.contains(column)).collect()
}

/// Lays the list out.
pub fn list_grid(rows: &[ListRow], columns: &[&'static str], zone: Zone, words: Words<'_>) -> Grid {
    let mut grid = Grid::new(
        columns
            .iter()
            .map(|key| Column {
                key,
                title: words.get(&format!("list-{}", key.replace('_', "-"))),
                align: match *key {
                    "amount" | "age_days" => Align::Right,
                    _ => Align::Left,
                },
            })
            .collect(),
    );
    for row in rows {
        grid.rows.push(columns.iter().map(|key| cell(row, key, zone, words)).collect());
    }
    grid
}

fn cell(row: &ListRow, key: &str, zone: Zone, words: Words<'_>) -> String {
    let dispute = &row.dispute;
    match key {
        "due" => row.due.as_ref().map(|due| {
            let about = if matches!(due.source, DueSource::Estimated { .. }) { "~" } else { "" };
            format!("{about}{}", zone.show(due.at))
        }),
        "due_source" => row.due.as_ref().map(|due| due.source.id().to_owned()),
        "tier" => Some(words.get(&format!("tier-{}", row.tier.id().replace('_', "-")))),
        "turn" => Some(words.get(&format!("turn-{}", row.turn.id()))),
        "state" => Some(words.get(&format!("state-{}", row.state.id())) + undated(row)),
        "status" if dispute.details().status.is_empty() => None,
        "status" if row.status_is_later() => Some(format!("{}*", dispute.details().status)),
        "status" => Some(format!("{}{}", dispute.details().status, undated(row))),
        "order_id" => Some(dispute.order_id.to_string()),
        "dispute_id" => Some(dispute.details().id.to_string()),
        "shop" => Some(row.shop.clone()),
        "product" => Some(row.product.clone()),
        "country" => row.country.map(|country| country.to_string()),
        "amount" => row.amount.map(|amount| amount.to_string()),
        "family" => Some(words.get(&format!("family-{}", dispute.family.id().replace('_', "-")))),
        "reason" => Some(dispute.details().reason.to_string()),
        "age_days" => Some(row.age_days.to_string()),
        "opened_at" => Some(zone.show(dispute.opened_at)),
        _ => None,
    }
    .unwrap_or_default()
}

/// Returns the mark of what may be newer than the moment asked for.
const fn undated(row: &ListRow) -> &'static str {
    if row.later_knowledge { "?" } else { "" }
}

/// Returns the words that explain the marks in a list's columns.
pub fn list_marks(rows: &[ListRow], columns: &[&str], words: Words<'_>) -> Vec<String> {
    let has = |name: &str| columns.contains(&name);
    let any = |is: fn(&ListRow) -> bool| rows.iter().any(is);
    let marks = [
        ("list-estimated", has("due") && any(|row| row.clock_started.is_some())),
        ("list-status-later", has("status") && any(ListRow::status_is_later)),
        ("list-later", (has("state") || has("status")) && any(|row| row.later_knowledge)),
    ];
    marks.into_iter().filter(|(_, shown)| *shown).map(|(key, _)| words.get(key)).collect()
}

/// An amount in JSON.
#[derive(Debug, Serialize)]
pub struct MoneyV1 {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<Money> for MoneyV1 {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.to_string() }
    }
}

/// One dispute in JSON.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the keys are the contract's words")]
pub struct DisputeV1 {
    pub dispute_id: Option<String>,
    pub order_id: String,
    pub line_id: Option<String>,
    pub shop: Option<String>,
    pub opened_at: String,
    pub state: &'static str,
    pub status: Option<String>,
    pub status_known: bool,
    pub status_is_later: bool,
    pub stage: Option<&'static str>,
    pub family: &'static str,
    pub reason: Option<String>,
    pub turn: &'static str,
    pub due: Option<String>,
    pub due_source: Option<&'static str>,
    pub due_rule: Option<String>,
    pub tier: &'static str,
    pub country: Option<String>,
    pub amount: Option<MoneyV1>,
    pub product: Option<String>,
    pub title: Option<String>,
    pub age_days: i64,
    pub liability: &'static str,
    pub escalated_at: Option<String>,
    pub ruled_at: Option<String>,
    pub closed_at: Option<String>,
    pub modified_at: Option<String>,
    pub buyer_protection_ends_at: Option<String>,
    pub ending_known: bool,
    pub later_knowledge: bool,
    pub note: Option<String>,
}

impl From<&ListRow> for DisputeV1 {
    fn from(row: &ListRow) -> Self {
        let dispute = &row.dispute;
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let at = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
        let due_rule = row.due.as_ref().and_then(|due| match &due.source {
            DueSource::Platform => None,
            DueSource::Estimated { rule } => Some(rule.clone()),
        });
        Self {
            dispute_id: text(&dispute.details().id),
            order_id: dispute.order_id.to_string(),
            line_id: text(&dispute.details().line_id),
            shop: text(&row.shop),
            opened_at: dispute.opened_at.to_string(),
            state: row.state.id(),
            status: text(&dispute.details().status),
            status_known: dispute.details().status_known,
            status_is_later: row.status_is_later(),
            stage: row.stage.map(crate::domain::Stage::id),
            family: dispute.family.id(),
            reason: text(&dispute.details().reason),
            turn: row.turn.id(),
            due: row.due.as_ref().map(|due| due.at.to_string()),
            due_source: row.due.as_ref().map(|due| due.source.id()),
            due_rule,
            tier: row.tier.id(),
            country: row.country.map(|country| country.to_string()),
            amount: row.amount.map(MoneyV1::from),
            product: text(&row.product),
            title: text(&dispute.details().title),
            age_days: row.age_days,
            liability: dispute.liability.id(),
            escalated_at: at(dispute.escalated_at),
            ruled_at: at(dispute.ruled_at),
            closed_at: at(dispute.closed_at),
            modified_at: at(dispute.modified_at),
            buyer_protection_ends_at: at(row.protection_ends_at),
            ending_known: dispute.ending_known,
            later_knowledge: row.later_knowledge,
            note: text(&dispute.details().note),
        }
    }
}

/// The list in JSON.
#[derive(Debug, Serialize)]
pub struct ListV1 {
    schema: &'static str,
    as_of: String,
    disputes: Vec<DisputeV1>,
    unknown_statuses: Vec<String>,
    incomplete: Vec<String>,
}

/// Returns the list as JSON.
pub fn list_json(rows: &[ListRow], as_of: Moment, incomplete: &[String]) -> ListV1 {
    let mut unknown: Vec<String> = rows
        .iter()
        .filter(|row| {
            !row.dispute.details().status_known && !row.dispute.details().status.is_empty()
        })
        .map(|row| row.dispute.details().status.to_string())
        .collect();
    unknown.sort();
    unknown.dedup();
    ListV1 {
        schema: "disputes/list/v1",
        as_of: as_of.to_string(),
        disputes: rows.iter().map(DisputeV1::from).collect(),
        unknown_statuses: unknown,
        incomplete: incomplete.to_vec(),
    }
}
