//! Turns a plain table's rows into disputes (`contract.md` §3).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::{
    Currency, Dispute, DisputeDetails, Family, Liability, Moment, Money, Stage, State, Turn, Zone,
};
use crate::input::decode::amounts;
use crate::input::decode::country_names::Places;
use crate::input::decode::currencies::Currencies;
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates::DateOrder;
use crate::input::decode::moment_columns::MomentColumns;
use crate::input::decode::orders::{Problem, read_id};
use crate::input::decode::string_interner::Texts;
use crate::input::scan::dispute_merge::Name;
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, Row};

/// What becomes of what no figure looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Details {
    /// It is kept.
    #[default]
    Kept,
    /// Of a plain table it is checked and dropped, but for status words that nobody knows.
    Dropped,
}

/// The columns of a plain dispute table, found.
pub(crate) struct DisputeColumns {
    pub(crate) order: usize,
    pub(crate) id: Option<usize>,
    pub(crate) line: Option<usize>,
    pub(crate) shop: Option<usize>,
    pub(crate) product: Option<usize>,
    pub(crate) reason: Option<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) stage: Option<usize>,
    pub(crate) liability: Option<usize>,
    refund: Option<usize>,
    currency: Option<usize>,
    pub(crate) country: Option<usize>,
    note: Option<usize>,
    pub(crate) ending_known: Option<usize>,
    /// Filed, escalated, ruled, closed, deadline.
    pub(crate) moments: MomentColumns,
    places: Places,
    currencies: Currencies,
    pub(crate) texts: Texts,
}

impl DisputeColumns {
    /// Finds the columns of a header.
    pub(crate) fn new(header: &Header, zone: Zone, orders: &HashMap<usize, DateOrder>) -> Self {
        let fields =
            ["opened_at", "escalated_at", "ruled_at", "closed_at", "seller_response_due_at"];
        Self {
            order: header.column("order_id").unwrap_or(usize::MAX),
            id: header.column("dispute_id"),
            line: header.column("line_id"),
            shop: header.column("shop"),
            product: header.column("product_id"),
            reason: header.column("reason"),
            status: header.column("status"),
            stage: header.column("stage"),
            liability: header.column("liability"),
            refund: header.column("refund_amount"),
            currency: header.column("currency"),
            country: header.column("country"),
            note: header.column("note"),
            ending_known: header.column("ending_known"),
            moments: MomentColumns::new(header, fields, zone, orders),
            places: Places::default(),
            currencies: Currencies::default(),
            texts: Texts::default(),
        }
    }

    /// Returns the columns of moments, for the verdict on their date order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        self.moments.iter()
    }

    /// Returns the column of order ids.
    pub(crate) fn id_column(&self) -> usize {
        self.order
    }

    /// Adds what another reader of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.moments.merge(&other.moments);
    }

    /// Rewrites the rows noted in columns of moments.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        self.moments.renumber(real);
    }

    /// Returns what tells the dispute of a row from others of its order.
    pub(crate) fn name<R: Row + ?Sized>(&self, row: &R) -> Name {
        Name::new(text(row, self.id).as_bytes(), text(row, self.line).as_bytes())
    }

    /// Decodes a row.
    pub(crate) fn decode<R: Row + ?Sized>(
        &mut self,
        row: &R,
        shop: &str,
        details: Details,
    ) -> Result<Dispute, Problem> {
        let order_id = read_id(row, self.order)?;
        let mut moments = [None; 5];
        for (at, moment) in moments.iter_mut().enumerate() {
            *moment = self.moments.read(at, row)?;
        }
        let [opened_at, escalated_at, ruled_at, closed_at, response_due_at] = moments;
        let opened_at = opened_at.ok_or_else(|| Problem {
            column: self.moments.place(0),
            expected: "a date is missing".to_owned(),
        })?;
        let status = text(row, self.status);
        let stage = self.stage(row)?;
        let reading = Reading::of(&status, stage, escalated_at.is_some(), closed_at);
        let reason = text(row, self.reason);
        let own_shop = text(row, self.shop);
        let texts = &mut self.texts;
        let dispute = Dispute {
            shop: texts.share(if own_shop.is_empty() { shop } else { &own_shop }),
            product: texts.share(&text(row, self.product)),
            family: plain_family(&reason),
            state: reading.state,
            ending_known: text(row, self.ending_known) != "false" || reading.state != State::Ended,
            liability: known_liability(text(row, self.liability).as_bytes())
                .unwrap_or(Liability::Unknown),
            country: self.places.find(&text(row, self.country)),
            ..Dispute::new(order_id, opened_at).with_moments(escalated_at, ruled_at, closed_at)
        };
        let status = |texts: &mut Texts| DisputeDetails {
            status: texts.share(&status),
            status_known: reading.known,
            ..DisputeDetails::default()
        };
        match details {
            Details::Kept => {}
            Details::Dropped if reading.known => return Ok(dispute),
            Details::Dropped => return Ok(dispute.with_details(status(texts))),
        }
        let status = status(texts);
        Ok(dispute.with_details(DisputeDetails {
            id: text(row, self.id).as_ref().into(),
            line_id: text(row, self.line).as_ref().into(),
            reason: texts.share(&reason),
            stage: reading.stage,
            turn: reading.turn,
            response_due_at,
            note: texts.share(&text(row, self.note)),
            refund: self.refund(row),
            ..status
        }))
    }

    fn refund<R: Row + ?Sized>(&mut self, row: &R) -> Option<Money> {
        let (amount, code) = (text(row, self.refund), text(row, self.currency));
        let plain = self.currencies.plain(amount.as_bytes(), code.as_bytes());
        plain.or_else(|| amounts::parse(&amount, Currency::from_code(&code)))
    }

    fn stage<R: Row + ?Sized>(&self, row: &R) -> Result<Option<Stage>, Problem> {
        match text(row, self.stage).as_ref() {
            "" => Ok(None),
            "negotiation" => Ok(Some(Stage::Negotiation)),
            "platform" => Ok(Some(Stage::Platform)),
            "returning" => Ok(Some(Stage::Returning)),
            "closed" => Ok(Some(Stage::Closed)),
            _ => Err(Problem {
                column: self.stage,
                expected: "`negotiation`, `platform`, `returning`, `closed` or nothing expected"
                    .to_owned(),
            }),
        }
    }
}

/// Returns what a cell of text or of a whole number says; empty for all else.
fn text<R: Row + ?Sized>(row: &R, column: Option<usize>) -> Cow<'_, str> {
    match column.map(|column| row.cell(column)) {
        Some(Cell::Text(text)) => Cow::Borrowed(text),
        Some(Cell::Whole(number)) => Cow::Owned(number.to_string()),
        Some(Cell::Empty | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_)) | None => {
            Cow::Borrowed("")
        }
    }
}

/// The statuses of a plain dispute table.
pub const PLAIN_STATUSES: [&str; 5] =
    ["processing", "cancelled_by_buyer", "finished", "seller_rejected", "timeout_accepted"];

/// Only the words of the contract name a family in a plain table; others are kept verbatim.
pub fn plain_family(reason: &str) -> Family {
    known_family(reason.as_bytes()).unwrap_or(Family::Unknown)
}

/// Returns the family that a word names; `None` for any other word.
pub(crate) fn known_family(reason: &[u8]) -> Option<Family> {
    match reason {
        b"not_received" => Some(Family::NotReceived),
        b"not_as_described" | b"quality" | b"wrong_item" | b"missing_parts" | b"damaged"
        | b"counterfeit" => Some(Family::NotAsDescribed),
        b"no_reason_return" | b"no_longer_wanted" => Some(Family::BuyerOwn),
        _ => None,
    }
}

/// Returns who is liable by a word; `None` for any other word.
pub(crate) fn known_liability(word: &[u8]) -> Option<Liability> {
    match word {
        b"seller" => Some(Liability::Seller),
        b"buyer" => Some(Liability::Buyer),
        b"platform" => Some(Liability::Platform),
        b"logistics" => Some(Liability::Logistics),
        _ => None,
    }
}

/// What status, stage and dates of a plain row say together.
pub(crate) struct Reading {
    /// Whether the dispute is running.
    pub(crate) state: State,
    stage: Option<Stage>,
    turn: Turn,
    known: bool,
}

impl Reading {
    /// Reads them.
    pub(crate) fn of(
        status: &str,
        stage: Option<Stage>,
        escalated: bool,
        closed: Option<Moment>,
    ) -> Self {
        let known = PLAIN_STATUSES.contains(&status);
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
