//! Turns a plain table's rows into disputes (`README.md`, "Plain tables").

use crate::input::text::numbers::is_scientific;
use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::{
    Caveat, CaveatKind, Dispute, DisputeDetails, DisputeSummary, Fact, FactSet, Family, Liability,
    Moment, Money, OrderId, RowKind, SkippedRow, Stage, State, Zone,
};
use crate::input::decode::amounts;
use crate::input::decode::country_names::{CountryNames, are_two_letters};
use crate::input::decode::currencies::Currencies;
use crate::input::decode::date_column::UNKNOWN;
use crate::input::decode::dispute_words::{
    StatusReading, in_utf8, known_liability, named_family, stage_of, truth,
};
use crate::input::decode::left_out::OtherRows;
use crate::input::decode::missing;
use crate::input::decode::order_ids::{read_id, read_ids};
use crate::input::decode::problem::{Problem, RowFault};
use crate::input::decode::products::{LOST_DIGITS, own_id, product_text};
use crate::input::decode::row_marks::RowMark;
use crate::input::decode::stamp::DateOrder;
use crate::input::decode::string_interner::StringInterner;
use crate::input::decode::table_columns::{PlaceSlots, TableColumns};
use crate::input::decode::unknown_words::UnknownWords;
use crate::input::decode::word_cache::WordCache;
use crate::input::table::cell_chunk::{CellChunk, CellRange};
use crate::input::table::header::Header;

/// What becomes of what no figure looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Details {
    /// It is kept.
    #[default]
    Kept,
    /// Of a plain table it is checked and dropped, but for status words that nobody knows.
    Dropped,
}

/// The columns of a plain dispute table, found, and what decoding needs between chunks: the one
/// decoder of disputes for all tables of cells.
pub(crate) struct DisputeDecoder {
    /// What tells rows without an id that are none of the table's.
    pub(crate) other_rows: OtherRows,
    /// The columns asked for.
    pub(crate) table: TableColumns,
    order: usize,
    id: Option<usize>,
    line: Option<usize>,
    /// The columns that say where a row belongs.
    pub(crate) place: PlaceSlots,
    reason: Option<usize>,
    status: Option<usize>,
    stage: Option<usize>,
    liability: Option<usize>,
    refund: Option<usize>,
    currency: Option<usize>,
    note: Option<usize>,
    ending_known: Option<usize>,
    /// Columns that say that a row is none of the table's.
    pub(crate) marks: Vec<RowMark>,
    countries: CountryNames,
    currencies: Currencies,
    texts: StringInterner,
    families: WordCache<Option<Family>>,
    /// Reasons that name no family, and words for who is liable that nobody knows.
    reasons: UnknownWords,
    liabilities: UnknownWords,
    /// Count of amounts that could not be read.
    bad_amounts: u64,
    /// Rows of the chunk with a cell that cannot be understood.
    bad: Vec<usize>,
}

/// What the rows of a chunk say, a list for each field, in the order of the rows. Of a row that is
/// not good nothing may be used.
#[derive(Debug, Default)]
pub(crate) struct DisputeValues {
    /// The ids of the orders; a row without one is bad.
    pub(crate) orders: Vec<Option<OrderId>>,
    /// Filed, escalated, ruled, closed, deadline.
    times: [Vec<Option<Moment>>; 5],
    words: Vec<DisputeWords>,
    /// What is wrong with rows, in their order; the others are good.
    pub(crate) problems: Vec<RowFault>,
}

/// What the words of a row mean.
#[derive(Clone, Copy, Debug)]
struct DisputeWords {
    stage: Option<Stage>,
    family: Family,
    liability: Liability,
    ending_known: bool,
}

/// A good row of a chunk.
#[derive(Clone, Copy)]
pub(crate) struct DisputeRow<'a> {
    chunk: &'a CellChunk,
    row: usize,
    /// In UTF-8.
    shop: &'a [u8],
    pub(crate) order_id: OrderId,
    opened_at: Moment,
    later: [Option<Moment>; 4],
    /// Facts of which the row says that they are not known.
    unknown: FactSet,
    status: &'a [u8],
    reading: StatusReading,
    words: DisputeWords,
}

/// The fields of times, in the order in which they are read.
const TIMES: [&str; 5] =
    ["opened_at", "escalated_at", "ruled_at", "closed_at", "seller_response_due_at"];

impl DisputeDecoder {
    /// Finds the columns of a header.
    pub(crate) fn new(
        header: &Header,
        details: Details,
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let order_column = header.id_column();
        let mut table = TableColumns::new(header, order_column, TIMES, zone, orders);
        let slots = &mut table.slots;
        let order = slots.of(order_column);
        let marks = RowMark::all(header, slots);
        let mut field = |field: &str| header.column(field).map(|column| slots.of(column));
        let (id, line, shop) = (field("dispute_id"), field("line_id"), field("shop"));
        let (product, reason, status) = (field("product_id"), field("reason"), field("status"));
        let (stage, liability) = (field("stage"), field("liability"));
        let (country, ending_known) = (field("country"), field("ending_known"));
        // Amounts that cannot be read are counted whatever is asked.
        let (refund, currency) = (field("refund_amount"), field("currency"));
        let note = if details == Details::Kept { field("note") } else { None };
        Self {
            other_rows: OtherRows::of(header),
            order,
            id,
            line,
            place: PlaceSlots { of: RowKind::Dispute, shop, product, sku: None, country },
            reason,
            status,
            stage,
            liability,
            refund,
            currency,
            note,
            ending_known,
            marks,
            table,
            countries: CountryNames::default(),
            currencies: Currencies::default(),
            texts: StringInterner::default(),
            families: WordCache::default(),
            reasons: UnknownWords::default(),
            liabilities: UnknownWords::default(),
            bad_amounts: 0,
            bad: Vec::new(),
        }
    }

    /// Adds what another decoder of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.table.merge(&other.table);
        self.reasons.merge(&other.reasons);
        self.liabilities.merge(&other.liabilities);
        self.bad_amounts += other.bad_amounts;
        self.countries.unknown.merge(&other.countries.unknown);
    }

    /// Returns what is said of reasons, words for who is liable and countries that are not known, and
    /// of amounts that cannot be read.
    pub(crate) fn unknown_words(&self) -> impl Iterator<Item = Caveat> {
        let amounts = (self.bad_amounts > 0)
            .then(|| Caveat::new(CaveatKind::AmountsUnread).counting(self.bad_amounts));
        let found = [
            amounts,
            self.reasons.caveat(CaveatKind::UnknownReason),
            self.liabilities.caveat(CaveatKind::UnknownLiability),
            self.countries.unknown.caveat(CaveatKind::UnknownCountry),
        ];
        found.into_iter().flatten()
    }

    /// Reads the words of a row, and counts those that nobody knows; `None` where one makes the row bad.
    fn words(&mut self, chunk: &CellChunk, row: usize) -> Option<DisputeWords> {
        let stage = stage_of(value(chunk, self.stage, row))?;
        let ending_known = match value(chunk, self.ending_known, row) {
            b"" => true,
            word => truth(word)?,
        };
        if [self.id, self.line].iter().any(|slot| is_scientific(value(chunk, *slot, row))) {
            return None;
        }
        let says_none = |word: &[u8]| {
            let words: [&[u8]; 3] = [b"", b"none", b"unknown"];
            words.iter().any(|none| none.eq_ignore_ascii_case(word))
        };
        let reason = value(chunk, self.reason, row);
        let family = self.families.get(reason, named_family);
        if family.is_none() && !says_none(reason) {
            self.reasons.add(in_utf8(reason));
        }
        let country = cell(chunk, self.place.country, row);
        let is_code = chunk.sized::<2>(country).is_some_and(are_two_letters);
        if !is_code && !country.is_empty() {
            self.countries.find_or_note(chunk.text_of(country));
        }
        let liable = value(chunk, self.liability, row);
        let liability = known_liability(liable);
        if liability.is_none() && !says_none(liable) {
            self.liabilities.add(in_utf8(liable));
        }
        let (amount, code) = (value(chunk, self.refund, row), value(chunk, self.currency, row));
        self.bad_amounts += u64::from(!amount.is_empty() && self.money(amount, code).is_none());
        Some(DisputeWords {
            stage,
            family: family.unwrap_or(Family::Unknown),
            liability: liability.unwrap_or(Liability::Unknown),
            ending_known,
        })
    }

    /// Reads all rows of a chunk.
    pub(crate) fn decode(&mut self, chunk: &CellChunk, values: &mut DisputeValues) {
        self.bad.clear();
        read_ids(chunk, self.order, &mut values.orders, &mut self.bad);
        self.table.compare_twins(chunk, &mut self.bad);
        self.table.read_times(chunk, &mut values.times, &mut self.bad);
        values.words.clear();
        for row in 0..chunk.len() {
            let is_opened = values.times_of(row).is_some_and(|[opened, ..]| opened.is_some());
            let words = if is_opened { self.words(chunk, row) } else { None };
            if words.is_none() {
                self.bad.push(row);
            }
            values.words.push(words.unwrap_or(DisputeWords::NONE));
        }
        values.problems.clear();
        self.bad.sort_unstable();
        self.bad.dedup();
        for row in std::mem::take(&mut self.bad) {
            let problem = self.problem(chunk, row);
            values.problems.push(RowFault { row, problem });
        }
    }

    fn problem(&mut self, chunk: &CellChunk, row: usize) -> Problem {
        let at = |column: Option<usize>, expected: &str| Problem {
            column,
            expected: expected.to_owned(),
            form: None,
        };
        if let Err(expected) = read_id(chunk.cell(self.order, row)) {
            return at(Some(self.other_rows.id()), &expected);
        }
        if let Some(problem) = self.table.twin_problem(chunk, row) {
            return problem;
        }
        if let Some(problem) = self.table.times.problem(chunk, row) {
            return problem;
        }
        let column = |slot: Option<usize>| self.table.column(slot);
        for slot in [self.id, self.line] {
            if is_scientific(value(chunk, slot, row)) {
                return at(column(slot), LOST_DIGITS);
            }
        }
        if stage_of(value(chunk, self.stage, row)).is_none() {
            let stages = "`negotiation`, `platform`, `returning`, `closed` or nothing expected";
            return at(column(self.stage), stages);
        }
        at(column(self.ending_known), "`true`, `false` or nothing expected")
    }

    /// Returns where a bad row may belong, as far as its cells say; the shop is that of rows that name
    /// none.
    pub(crate) fn skipped_row(
        &mut self,
        chunk: &CellChunk,
        values: &DisputeValues,
        fault: &RowFault,
        shop: &str,
    ) -> SkippedRow {
        let [opened, ..] = &values.times;
        let from = self.table.first_time(opened, fault);
        SkippedRow { from, ..self.place.of_row(chunk, fault.row, shop, &mut self.countries) }
    }

    /// Returns a good row.
    pub(crate) fn row<'a>(
        &self,
        chunk: &'a CellChunk,
        values: &DisputeValues,
        row: usize,
        shop: &'a str,
    ) -> Option<DisputeRow<'a>> {
        let [opened, escalated, ruled, closed, due] = values.times_of(row)?;
        let words = *values.words.get(row)?;
        let status = value(chunk, self.status, row);
        let own_shop = value(chunk, self.place.shop, row);
        Some(DisputeRow {
            chunk,
            row,
            shop: if own_shop.is_empty() { shop.as_bytes() } else { own_shop },
            order_id: values.orders.get(row).copied().flatten()?,
            opened_at: opened?,
            later: [escalated, ruled, closed, due],
            unknown: self.unknown_facts(chunk, row),
            status,
            reading: StatusReading::of(status, words.stage, escalated, closed),
            words,
        })
    }

    /// Returns the facts of which a row says that they are not known, as a store writes them.
    fn unknown_facts(&self, chunk: &CellChunk, row: usize) -> FactSet {
        let columns = [(1, Fact::Escalations), (2, Fact::Rulings)];
        let columns = columns.map(|(at, fact)| (self.table.times.column(at), fact));
        let with_unknown = self.table.dates().filter(|dates| dates.unknown > 0);
        let facts = with_unknown.filter_map(|dates| {
            let column = dates.column();
            let says = chunk.text(self.table.slot(column), row).trim() == UNKNOWN;
            columns.iter().find(|(own, _)| says && *own == Some(column)).map(|(_, fact)| *fact)
        });
        facts.collect()
    }

    /// Returns the texts that tell the dispute of a row from others of its order.
    pub(crate) fn id_and_line<'a>(&self, row: &DisputeRow<'a>) -> (Cow<'a, [u8]>, Cow<'a, [u8]>) {
        (own_id(row.value(self.id)), own_id(row.value(self.line)))
    }

    /// Returns whether a row gives a reason.
    pub(crate) fn gives_reason(&self, row: &DisputeRow<'_>) -> bool {
        !row.value(self.reason).is_empty()
    }

    /// Returns whether a row says how its dispute stands.
    pub(crate) fn gives_state(row: &DisputeRow<'_>) -> bool {
        let [_, _, closed_at, _] = row.later;
        !row.status.is_empty() || row.words.stage.is_some() || closed_at.is_some()
    }

    /// Returns the dispute of a row.
    pub(crate) fn dispute(&mut self, row: &DisputeRow<'_>, details: Details) -> Dispute {
        let [escalated_at, ruled_at, closed_at, response_due_at] = row.later;
        let DisputeRow { reading, words, .. } = *row;
        let country = row.whole_text(self.place.country);
        let told = told(row, row.value(self.reason));
        let texts = &mut self.texts;
        let dispute = Dispute {
            told,
            shop: texts.share_bytes(row.shop),
            product: texts.share(&product_text(in_utf8(row.value(self.place.product)))),
            family: words.family,
            state: reading.state,
            ending_known: (words.ending_known && reading.ending_known)
                || reading.state != State::Ended,
            liability: words.liability,
            country: if country.is_empty() { None } else { self.countries.find(country) },
            ..Dispute::new(row.order_id, row.opened_at).with_moments(
                escalated_at,
                ruled_at,
                closed_at,
            )
        };
        if details == Details::Dropped && reading.known {
            return dispute;
        }
        let status = DisputeDetails {
            status: texts.share(reading.plain.unwrap_or_else(|| in_utf8(row.status))),
            status_known: reading.known,
            ..DisputeDetails::default()
        };
        if details == Details::Dropped {
            return dispute.with_details(status);
        }
        let (id, line) = self.id_and_line(row);
        let refund = self.money(row.value(self.refund), row.value(self.currency));
        // Ledgers write what was paid back with a minus.
        let refund = refund.map(|money| Money { minor: money.minor.saturating_abs(), ..money });
        let texts = &mut self.texts;
        dispute.with_details(DisputeDetails {
            id: in_utf8(&id).into(),
            line_id: in_utf8(&line).into(),
            reason: texts.share_bytes(row.value(self.reason)),
            stage: reading.stage,
            turn: reading.turn,
            response_due_at,
            note: texts.share(row.whole_text(self.note)),
            refund_unread: refund.is_none() && !row.value(self.refund).is_empty(),
            refund,
            ..status
        })
    }

    fn money(&mut self, amount: &[u8], code: &[u8]) -> Option<Money> {
        let plain = self.currencies.plain(amount, code);
        plain.or_else(|| amounts::parse(in_utf8(amount), amounts::currency(in_utf8(code))))
    }
}

/// Returns what a row says as far as its columns can: a blank reason says nothing, nor does a blank time of
/// what another cell says has happened.
fn told(row: &DisputeRow<'_>, reason: &[u8]) -> FactSet {
    let ([escalated_at, ruled_at, ..], words) = (row.later, row.words);
    let is_with_platform = words.stage == Some(Stage::Platform) || ruled_at.is_some();
    let untold = [
        (Fact::Reasons, reason.is_empty()),
        (
            Fact::Escalations,
            row.unknown.has(Fact::Escalations) || is_with_platform && escalated_at.is_none(),
        ),
        (
            Fact::Rulings,
            row.unknown.has(Fact::Rulings)
                || words.liability != Liability::Unknown && ruled_at.is_none(),
        ),
    ];
    let untold = untold.into_iter().filter(|(_, is_untold)| *is_untold);
    untold.fold(FactSet::OF_DISPUTES, |told, (fact, _)| told.without(fact))
}

impl DisputeValues {
    /// Returns the times of a row: filed, escalated, ruled, closed, deadline.
    pub(crate) fn times_of(&self, row: usize) -> Option<[Option<Moment>; 5]> {
        let [opened, escalated, ruled, closed, due] = &self.times;
        Some([
            *opened.get(row)?,
            *escalated.get(row)?,
            *ruled.get(row)?,
            *closed.get(row)?,
            *due.get(row)?,
        ])
    }
}

impl DisputeWords {
    /// Of a row that is not good, of which nothing is used.
    const NONE: Self = Self {
        stage: None,
        family: Family::Unknown,
        liability: Liability::Unknown,
        ending_known: true,
    };
}

impl<'a> DisputeRow<'a> {
    /// Returns a text in UTF-8; nothing for a word that stands for no value.
    fn value(&self, slot: Option<usize>) -> &'a [u8] {
        value(self.chunk, slot, self.row)
    }

    /// Returns a text as it stands: `NA` is a country, and a note may be any words.
    fn whole_text(&self, slot: Option<usize>) -> &'a str {
        self.chunk.text(slot, self.row)
    }

    /// Returns what a filter looks at.
    pub(crate) fn summary(&self) -> DisputeSummary<'a> {
        let [_, _, closed_at, _] = self.later;
        DisputeSummary {
            order_id: self.order_id,
            shop: in_utf8(self.shop),
            opened_at: self.opened_at,
            closed_at,
            state: self.reading.state,
        }
    }

    /// Returns the word for the state where nobody knows it.
    pub(crate) fn unknown_status(&self) -> Option<&'a str> {
        (!self.reading.known && !self.status.is_empty()).then(|| in_utf8(self.status))
    }
}

/// Returns the cell of a row in a column; an empty one where the table lacks it.
fn cell(chunk: &CellChunk, slot: Option<usize>, row: usize) -> CellRange {
    let cells = slot.map_or(&[][..], |slot| chunk.column(slot));
    cells.get(row).copied().unwrap_or(CellRange::EMPTY)
}

/// Returns a text of a chunk in UTF-8; nothing for a word that stands for no value. Words are
/// compared as bytes: most are never shown.
fn value(chunk: &CellChunk, slot: Option<usize>, row: usize) -> &[u8] {
    missing::bytes(chunk.trimmed(cell(chunk, slot, row)))
}
