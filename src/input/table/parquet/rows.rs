//! Rows of a row group: a column is read once a value of it is asked for.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use parquet::errors::ParquetError;

use super::column::Pages;
use super::slow::Slow;
use super::stored::Right;
use super::values::{Meaning, OUT_OF_RANGE, Values};
use crate::domain::{Moment, OrderId};
use crate::input::decode::currencies::Currencies;
use crate::input::decode::timestamp_cache::{Quick, Stamps};
use crate::input::table::row::{Cell, RawRow, Row};

/// The columns of a row group, and the rows of it that are looked at.
pub(crate) struct Group {
    columns: Vec<Option<Column>>,
    rows: Range<usize>,
    /// Whether amounts and currencies are known to be well written.
    amounts: OnceCell<bool>,
    /// Amounts found right in groups before.
    right: Rc<RefCell<Right>>,
    failed: RefCell<Option<ParquetError>>,
}

/// A column of a row group.
pub(super) struct Column {
    reader: RefCell<Reader>,
    meaning: Meaning,
    promise: Promise,
    values: OnceCell<Values>,
}

/// What the file says of a column's values before any is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Promise {
    /// All are numbers in this span.
    pub(super) span: Option<(i64, i64)>,
    /// All stand in the dictionary.
    pub(super) in_dictionary: bool,
    /// Every row has one.
    pub(super) in_every_row: bool,
    /// No row has one.
    pub(super) in_no_row: bool,
}

struct Reader {
    packing: Packing,
    /// Rows that were read or passed over.
    row: usize,
}

/// How a column is read.
pub(super) enum Packing {
    /// In the usual way.
    Pages(Box<Pages>),
    /// In another way.
    Slow(Box<Slow>),
}

/// One row.
pub(crate) struct GroupRow<'a> {
    group: &'a Group,
    at: usize,
    number: u64,
}

/// Rows of a group that are looked at together.
pub(crate) struct GroupRows<'a> {
    group: &'a Group,
    count: usize,
    /// The number of the first.
    first: u64,
}

/// Bytes that no text has, for values that are none.
const NO_TEXT: &[u8] = b"\xff";
const DAY_MS: i64 = 86_400_000;

impl Column {
    pub(super) fn new(packing: Packing, meaning: Meaning, promise: Promise) -> Self {
        let reader = RefCell::new(Reader { packing, row: 0 });
        Self { reader, meaning, promise, values: OnceCell::new() }
    }

    /// Tells whether every text that may come is right; of other values it is not told.
    fn every_text(&self, found: &mut Right, right: impl FnMut(&[u8]) -> bool) -> bool {
        match self.meaning {
            Meaning::Text | Meaning::Written(_) => {}
            Meaning::Whole | Meaning::Moment { .. } | Meaning::Odd => return false,
        }
        let mut reader = self.reader.borrow_mut();
        match &mut reader.packing {
            Packing::Pages(pages) if self.promise.in_dictionary => match pages.dictionary() {
                Ok(Some(dictionary)) => dictionary.every_text(found, right),
                // What is wrong is found again, and told, when the column is read.
                Ok(None) | Err(_) => false,
            },
            Packing::Pages(_) | Packing::Slow(_) => false,
        }
    }
}

impl Reader {
    fn read(&mut self, rows: &Range<usize>) -> Result<Values, ParquetError> {
        let passed = rows.start.saturating_sub(self.row);
        self.row = rows.end;
        match &mut self.packing {
            Packing::Pages(pages) => {
                pages.skip(passed)?;
                pages.read(rows.len())
            }
            Packing::Slow(slow) => {
                if passed > 0 {
                    slow.read(passed)?;
                }
                slow.read(rows.len())
            }
        }
    }
}

impl Group {
    /// Takes the columns of a group, `None` where one is not read.
    pub(super) fn new(columns: Vec<Option<Column>>, right: Rc<RefCell<Right>>) -> Self {
        let (amounts, failed) = (OnceCell::new(), RefCell::new(None));
        Self { columns, rows: 0..0, amounts, right, failed }
    }

    /// Visits the next rows, numbered on from `first`.
    pub(super) fn next(
        &mut self,
        (count, first): (usize, u64),
        visit: &mut impl FnMut(&GroupRows<'_>),
    ) -> Result<(), ParquetError> {
        self.rows = self.rows.end..self.rows.end + count;
        for column in self.columns.iter_mut().flatten() {
            column.values.take();
        }
        visit(&GroupRows { group: self, count, first });
        match self.failed.take() {
            None => Ok(()),
            Some(error) => Err(error),
        }
    }

    #[inline]
    fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at)?.as_ref()
    }

    /// Returns the first and the last moment of a column, `None` where it has none; nothing where
    /// they are not known, or not all are well written.
    pub(crate) fn moments(&self, column: usize) -> Option<Option<(Moment, Moment)>> {
        let Some(column) = self.column(column) else { return Some(None) };
        let Meaning::Moment { unit, utc: true } = column.meaning else { return None };
        if column.promise.in_no_row {
            return Some(None);
        }
        let (first, last) = column.promise.span?;
        let (first, last) = (unit.millis(first), unit.millis(last));
        let moments = (Moment::from_millis(first), Moment::from_millis(last));
        (first != OUT_OF_RANGE && last != OUT_OF_RANGE).then_some(Some(moments))
    }

    /// Tells whether a column is known to have a value in every row.
    pub(crate) fn in_every_row(&self, column: usize) -> bool {
        self.column(column).is_some_and(|column| column.promise.in_every_row)
    }

    /// Tells whether every text that a column may have is right.
    pub(crate) fn every_text(&self, column: usize, right: &dyn Fn(&[u8]) -> bool) -> bool {
        let Some(column) = self.column(column) else { return true };
        column.meaning == Meaning::Text
            && (column.promise.in_no_row || column.every_text(&mut Right::default(), right))
    }

    /// Tells whether every amount and every currency is known to be well written.
    pub(crate) fn amounts_are_plain(&self, amount: usize, currency: usize) -> bool {
        *self.amounts.get_or_init(|| self.look_at_amounts(amount, currency))
    }

    fn look_at_amounts(&self, amount: usize, currency: usize) -> bool {
        let (Some(amount), Some(currency)) = (self.column(amount), self.column(currency)) else {
            return false;
        };
        let mut currencies = Currencies::default();
        let mut code = Vec::new();
        currency.promise.in_every_row
            && amount.promise.in_dictionary
            && currency.every_text(&mut Right::default(), |text| {
                code = text.to_vec();
                currencies.plain(b"1", text).is_some()
            })
            && amount.every_text(&mut self.right.borrow_mut(), |text| {
                text.is_empty() || currencies.plain(text, &code).is_some()
            })
    }

    #[inline]
    fn values(&self, column: usize) -> Option<(&Values, Meaning)> {
        let column = self.column(column)?;
        let values = column.values.get_or_init(|| {
            column.reader.borrow_mut().read(&self.rows).unwrap_or_else(|error| {
                self.failed.borrow_mut().get_or_insert(error);
                Values::Odd(Vec::new())
            })
        });
        Some((values, column.meaning))
    }
}

impl<'a> GroupRows<'a> {
    /// Returns one after another.
    pub(crate) fn each(&self) -> impl Iterator<Item = GroupRow<'a>> + use<'a> {
        let group = self.group;
        (0..self.count).zip(self.first..).map(move |(at, number)| GroupRow { group, at, number })
    }

    /// Returns a column's whole numbers where every row has one and they stand one after another;
    /// `None` where they are told row by row alone.
    pub(crate) fn whole(&self, column: usize) -> Option<impl Iterator<Item = i64> + use<'a>> {
        match self.group.values(column)? {
            (Values::Numbers(numbers), Meaning::Whole) => numbers.in_eight_bytes(),
            (Values::Numbers(_) | Values::Texts(_) | Values::Odd(_), _) => None,
        }
    }
}

impl Row for GroupRow<'_> {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.group.columns.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let Some((values, meaning)) = self.group.values(column) else { return Cell::Empty };
        match values {
            Values::Texts(texts) => match texts.get(self.at).map(std::str::from_utf8) {
                None => Cell::Empty,
                Some(Ok(found)) => match found.trim() {
                    "" => Cell::Empty,
                    text => Cell::Text(text),
                },
                Some(Err(_)) => Cell::Error("bytes that are not UTF-8"),
            },
            Values::Numbers(numbers) => match (numbers.get(self.at), meaning) {
                (None, _) => Cell::Empty,
                (Some(OUT_OF_RANGE), Meaning::Moment { .. }) => {
                    Cell::Error("a moment out of range")
                }
                (Some(millis), Meaning::Moment { utc, .. }) => {
                    let moment = Moment::from_millis(millis);
                    if utc { Cell::Moment(moment) } else { Cell::Date(moment.utc().naive_utc()) }
                }
                (Some(number), _) => Cell::Whole(number),
            },
            Values::Odd(filled) => match filled.get(self.at) {
                Some(true) => Cell::Error("a value of a type that is not read"),
                Some(false) | None => Cell::Empty,
            },
        }
    }
}

impl RawRow for GroupRow<'_> {
    #[inline]
    fn raw(&self, column: usize) -> &[u8] {
        match self.group.values(column) {
            None => b"",
            Some((Values::Texts(texts), _)) => texts.get(self.at).unwrap_or_default(),
            Some((Values::Numbers(numbers), Meaning::Moment { .. })) => {
                numbers.get(self.at).map_or(b"", |_| NO_TEXT)
            }
            Some((Values::Numbers(numbers), _)) => numbers.digits(self.at).unwrap_or_default(),
            Some((Values::Odd(filled), _)) => match filled.get(self.at) {
                Some(true) => NO_TEXT,
                Some(false) | None => b"",
            },
        }
    }

    #[inline]
    fn id(&self, column: usize) -> Option<OrderId> {
        match self.group.values(column)? {
            (Values::Texts(texts), _) => OrderId::from_digits(texts.get(self.at)?),
            (Values::Numbers(numbers), Meaning::Whole) => {
                OrderId::from_number(u64::try_from(numbers.get(self.at)?).ok()?)
            }
            (Values::Numbers(_) | Values::Odd(_), _) => None,
        }
    }

    #[inline]
    fn may_wait(&self, column: usize) -> bool {
        let Some(column) = self.group.column(column) else { return false };
        match (column.meaning, column.promise.span) {
            (Meaning::Moment { unit, utc: true }, Some((first, last))) => {
                unit.millis(first) != OUT_OF_RANGE && unit.millis(last) != OUT_OF_RANGE
            }
            (_, Some(_) | None) => false,
        }
    }

    #[inline]
    fn amounts_may_wait(&self, amount: usize, currency: usize) -> bool {
        self.group.amounts_are_plain(amount, currency)
    }

    #[inline]
    fn moment(
        &self,
        column: usize,
        stamps: &mut Stamps,
        at: usize,
        zoneless: &mut u8,
    ) -> Option<Option<Moment>> {
        match self.group.values(column) {
            None => Some(None),
            Some((Values::Texts(texts), _)) => match texts.get(self.at) {
                None | Some(b"") => Some(None),
                Some(text) => stamps.read(text, at, zoneless).map(Some),
            },
            Some((Values::Numbers(numbers), meaning)) => match (numbers.get(self.at), meaning) {
                (None, _) => Some(None),
                (Some(OUT_OF_RANGE), Meaning::Moment { .. }) => None,
                (Some(millis), Meaning::Moment { utc: true, .. }) => {
                    Some(Some(Moment::from_millis(millis)))
                }
                (Some(millis), Meaning::Moment { utc: false, .. }) => {
                    let day = i32::try_from(millis / DAY_MS).ok()?;
                    let wall = Quick::Wall(day, millis % DAY_MS);
                    stamps.moment(wall, at, zoneless).map(Some)
                }
                (Some(_), _) => None,
            },
            Some((Values::Odd(filled), _)) => {
                if filled.get(self.at) == Some(&true) {
                    None
                } else {
                    Some(None)
                }
            }
        }
    }
}
