//! Turns a plain table's rows into disputes (`contract.md` §3).

use std::collections::HashMap;

use super::amounts;
use super::date_column::{Clock, DateColumn};
use super::dates::DateOrder;
use super::header::Header;
use super::orders::{Problem, read_id};
use super::places::Places;
use super::table::{Cell, Row};
use crate::domain::{
    Currency, Dispute, Family, Liability, Moment, Reason, Stage, State, Turn, Zone,
};

/// The columns of a plain dispute table, found.
pub(super) struct DisputeColumns {
    order: usize,
    texts: HashMap<&'static str, usize>,
    dates: HashMap<&'static str, DateColumn>,
    clock: Clock,
    places: Places,
}

const TEXTS: [&str; 12] = [
    "dispute_id",
    "line_id",
    "shop",
    "product_id",
    "reason",
    "status",
    "stage",
    "liability",
    "refund_amount",
    "currency",
    "country",
    "note",
];
const DATES: [&str; 5] =
    ["opened_at", "ruled_at", "seller_response_due_at", "escalated_at", "closed_at"];

impl DisputeColumns {
    /// Finds the columns of a header.
    pub(super) fn new(header: &Header, zone: Zone, orders: &HashMap<usize, DateOrder>) -> Self {
        let texts =
            TEXTS.into_iter().filter_map(|field| Some((field, header.column(field)?))).collect();
        let dates = DATES
            .into_iter()
            .filter_map(|field| {
                let column = header.column(field)?;
                let order = orders.get(&column).copied().unwrap_or(DateOrder::MonthFirst);
                Some((field, DateColumn::new(column, order)))
            })
            .collect();
        let order = header.column("order_id").unwrap_or(usize::MAX);
        Self { order, texts, dates, clock: Clock::new(zone), places: Places::default() }
    }

    /// Returns the columns of moments, for the verdict on their date order.
    pub(super) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        self.dates.values()
    }

    /// Returns the column of order ids.
    pub(super) fn id_column(&self) -> usize {
        self.order
    }

    /// Decodes a row.
    pub(super) fn decode<R: Row + ?Sized>(
        &mut self,
        row: &R,
        shop: &str,
    ) -> Result<Dispute, Problem> {
        let order_id = read_id(row, self.order)?;
        let opened_at = self.date(row, "opened_at")?.ok_or_else(|| Problem {
            column: self.dates.get("opened_at").map(DateColumn::column),
            expected: "a date is missing".to_owned(),
        })?;
        let escalated_at = self.date(row, "escalated_at")?;
        let ruled_at = self.date(row, "ruled_at")?;
        let closed_at = self.date(row, "closed_at")?;
        let response_due_at = self.date(row, "seller_response_due_at")?;
        for (field, moment) in
            [("escalated_at", escalated_at), ("ruled_at", ruled_at), ("closed_at", closed_at)]
        {
            if moment.is_some_and(|moment| moment < opened_at) {
                return Err(Problem {
                    column: self.dates.get(field).map(DateColumn::column),
                    expected: "is before the dispute was opened".to_owned(),
                });
            }
        }
        let status = self.text(row, "status");
        let stage = self.stage(row)?;
        let reading = Reading::of(&status, stage, escalated_at.is_some(), closed_at);
        let reason = self.text(row, "reason");
        let currency = Currency::from_code(&self.text(row, "currency"));
        let refund = amounts::parse(&self.text(row, "refund_amount"), currency);
        let own_shop = self.text(row, "shop");
        let country = self.text(row, "country");
        Ok(Dispute {
            id: self.text(row, "dispute_id"),
            order_id,
            line_id: self.text(row, "line_id"),
            shop: if own_shop.is_empty() { shop.to_owned() } else { own_shop },
            product: self.text(row, "product_id"),
            title: String::new(),
            opened_at,
            reason: Reason { family: family(&reason), text: reason },
            status_known: reading.known,
            state: reading.state,
            stage: reading.stage,
            turn: reading.turn,
            status,
            response_due_at,
            escalated_at,
            ruled_at,
            closed_at,
            modified_at: None,
            liability: liability(&self.text(row, "liability")),
            refund,
            amount: None,
            country: self.places.find(&country),
            order_created_at: None,
            ending_known: true,
            note: self.text(row, "note"),
            history: Vec::new(),
        })
    }

    fn date<R: Row + ?Sized>(
        &mut self,
        row: &R,
        field: &'static str,
    ) -> Result<Option<Moment>, Problem> {
        match self.dates.get_mut(field) {
            Some(column) => column.read(row, &mut self.clock),
            None => Ok(None),
        }
    }

    fn text<R: Row + ?Sized>(&self, row: &R, field: &'static str) -> String {
        match self.texts.get(field).map(|column| row.cell(*column)) {
            Some(cell @ (Cell::Text(_) | Cell::Whole(_))) => cell.to_text(),
            Some(Cell::Empty | Cell::Date(_) | Cell::Error(_)) | None => String::new(),
        }
    }

    fn stage<R: Row + ?Sized>(&self, row: &R) -> Result<Option<Stage>, Problem> {
        match self.text(row, "stage").as_str() {
            "" => Ok(None),
            "negotiation" => Ok(Some(Stage::Negotiation)),
            "platform" => Ok(Some(Stage::Platform)),
            "returning" => Ok(Some(Stage::Returning)),
            "closed" => Ok(Some(Stage::Closed)),
            _ => Err(Problem {
                column: self.texts.get("stage").copied(),
                expected: "`negotiation`, `platform`, `returning`, `closed` or nothing expected"
                    .to_owned(),
            }),
        }
    }
}

/// The statuses of a plain dispute table.
const STATUSES: [&str; 5] =
    ["processing", "cancelled_by_buyer", "finished", "seller_rejected", "timeout_accepted"];

/// Only the words of the contract name a family in a plain table; others are kept verbatim.
fn family(reason: &str) -> Family {
    match reason {
        "not_received" => Family::NotReceived,
        "not_as_described" | "quality" | "wrong_item" | "missing_parts" | "damaged"
        | "counterfeit" => Family::NotAsDescribed,
        "no_reason_return" | "no_longer_wanted" => Family::BuyerOwn,
        _ => Family::Unknown,
    }
}

fn liability(word: &str) -> Liability {
    match word {
        "seller" => Liability::Seller,
        "buyer" => Liability::Buyer,
        "platform" => Liability::Platform,
        "logistics" => Liability::Logistics,
        _ => Liability::Unknown,
    }
}

/// What status, stage and dates of a plain row say together.
struct Reading {
    state: State,
    stage: Option<Stage>,
    turn: Turn,
    known: bool,
}

impl Reading {
    fn of(status: &str, stage: Option<Stage>, escalated: bool, closed: Option<Moment>) -> Self {
        let known = STATUSES.contains(&status);
        let state = match status {
            "cancelled_by_buyer" => State::Cancelled,
            "finished" | "timeout_accepted" => State::Ended,
            "" | "seller_rejected" if closed.is_some() || stage == Some(Stage::Closed) => {
                State::Ended
            }
            _ => State::Open,
        };
        if state != State::Open {
            return Self { state, stage: Some(Stage::Closed), turn: Turn::Unknown, known };
        }
        let stage = stage.or(escalated.then_some(Stage::Platform));
        let turn = match stage {
            Some(Stage::Platform) => Turn::Platform,
            Some(Stage::Returning) => Turn::Buyer,
            Some(Stage::Negotiation | Stage::Closed) | None => match status {
                "seller_rejected" => Turn::Buyer,
                "processing" => Turn::Seller,
                _ => Turn::Unknown,
            },
        };
        Self { state, stage, turn, known: known || status.is_empty() }
    }
}
