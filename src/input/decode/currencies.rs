//! Amounts written plainly, in currencies met before: without a look at the list of currencies.

use crate::domain::{Currency, Money};
use crate::input::decode::amounts::{self, currency, parse};
use crate::input::table::cell_chunk::{CellChunk, CellRange, ShortText};
use crate::input::table::row::Cell;

/// Currencies that are remembered; a file has few.
const MOST: usize = 8;
/// What each byte of an amount lacks to 0x80, beyond the most it may be: digits, and nothing in place of
/// the point.
const TO_HIGH_BIT: u64 = u64::from_le_bytes([0x76, 0x76, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76]);
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The codes met so far, with the decimals of each.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    known: Vec<([u8; 3], Currency, u32)>,
    /// The place of the code that was found last.
    last: usize,
    /// The code that was found last, where its currency has two decimals.
    with_cents: Option<[u8; 3]>,
    /// The sign before an amount that was read last, blanks included, and its currency's code.
    sign: Option<(Box<[u8]>, [u8; 3])>,
}

impl Currencies {
    /// Returns whether a text is an amount with two decimals, all bytes at once: lengths
    /// differ from row to row, and a loop over them is never foreseen. False for all else.
    #[inline(always)]
    pub(crate) fn is_short(&mut self, amount: ShortText, code: [u8; 3]) -> bool {
        if amount.length < 4 {
            return false;
        }
        // What stands before the amount becomes the digit 0; the point is right where nothing is left.
        let before = 64 - 8 * amount.length;
        let word = (amount.tail ^ u64::from_le_bytes(*b"00000.00")) >> before << before;
        let are_right = (word | word.wrapping_add(TO_HIGH_BIT)) & HIGH_BITS == 0;
        are_right && (self.with_cents == Some(code) || matches!(self.of_code(code), Some((_, 2))))
    }

    /// Reads digits with at most two decimals, in a currency that has two. `None` for all else.
    #[inline(never)]
    pub(crate) fn plain(&mut self, text: &[u8], code: &[u8]) -> Option<Money> {
        let (currency, places) = self.find(code)?;
        let (whole, fraction) = match text {
            [whole @ .., b'.', a, b] => (whole, [*a, *b]),
            [whole @ .., b'.', a] => (whole, [*a, b'0']),
            whole => (whole, [b'0'; 2]),
        };
        if places != 2 || whole.is_empty() || whole.len() > 12 {
            return None;
        }
        let (mut minor, mut wrong) = (0_i64, false);
        let mut push = |byte: u8| {
            let digit = byte.wrapping_sub(b'0');
            wrong |= digit > 9;
            minor = minor * 10 + i64::from(digit);
        };
        for byte in whole {
            push(*byte);
        }
        let [tenth, hundredth] = fraction;
        push(tenth);
        push(hundredth);
        (!wrong).then_some(Money { minor, currency })
    }

    /// Reads an amount with a sign or a code before or after it, as [`amounts::parse`] does: most of
    /// them by the sign that the one before had.
    pub(crate) fn with_sign(&mut self, text: &[u8]) -> Option<Money> {
        let digits = text.iter().position(u8::is_ascii_digit)?;
        let (sign, number) = text.split_at_checked(digits)?;
        if let Some((known, code)) = &self.sign
            && **known == *sign
        {
            let code = *code;
            if let Some(money) = self.plain(number, &code) {
                return Some(money);
            }
        }
        let money = amounts::parse(std::str::from_utf8(text).ok()?, None)?;
        if !sign.is_empty() && !sign.contains(&b'-') {
            let code = money.currency.code().as_bytes().as_array().copied();
            self.sign = code.map(|code| (sign.into(), code));
        }
        Some(money)
    }

    /// Returns the currency of a code of three capitals, with its decimals.
    #[inline(always)]
    pub(crate) fn find(&mut self, code: &[u8]) -> Option<(Currency, u32)> {
        self.of_code(code.try_into().ok()?)
    }

    #[inline(always)]
    fn of_code(&mut self, code: [u8; 3]) -> Option<(Currency, u32)> {
        match self.known.get(self.last) {
            Some((known, currency, places)) if *known == code => Some((*currency, *places)),
            Some(_) | None => self.look_up(code),
        }
    }

    #[inline(never)]
    fn look_up(&mut self, code: [u8; 3]) -> Option<(Currency, u32)> {
        let place = self.known.iter().position(|(known, _, _)| *known == code);
        if let Some(place) = place
            && let Some((_, currency, places)) = self.known.get(place)
        {
            self.last = place;
            self.with_cents = (*places == 2).then_some(code);
            return Some((*currency, *places));
        }
        self.learn(code)
    }

    fn learn(&mut self, code: [u8; 3]) -> Option<(Currency, u32)> {
        let currency = Currency::from_code(std::str::from_utf8(&code).ok()?)?;
        let places = currency.digits();
        self.with_cents = (places == 2).then_some(code);
        if self.known.len() < MOST {
            self.known.push((code, currency, places));
        }
        Some((currency, places))
    }
}

/// Returns the first cell of a row that is not empty.
#[inline]
pub(super) fn first_cell(chunk: &CellChunk, slots: &[usize], row: usize) -> Option<CellRange> {
    let mut cells = slots.iter().filter_map(|slot| chunk.column(*slot).get(row).copied());
    cells.find(|cell| {
        let is_plain = || chunk.bytes(*cell).first().is_some_and(u8::is_ascii_graphic);
        !cell.is_empty() && (is_plain() || chunk.value(*cell) != Cell::Empty)
    })
}

/// Reads an amount from its cell, and the cell of its currency where the table has one; `None` where it
/// cannot be read.
pub(super) fn read_amount(
    chunk: &CellChunk,
    currencies: &mut Currencies,
    amount: CellRange,
    currency: Option<&CellRange>,
) -> Option<Money> {
    let code = currency.map_or(&[][..], |cell| chunk.bytes(*cell));
    let stated = || currency.map(|cell| chunk.text_of(*cell)).and_then(self::currency);
    if !amount.is_text() {
        return parse(&number_of_date(chunk.value(amount))?, stated());
    }
    if let Some(money) = currencies.plain(chunk.bytes(amount), code) {
        return Some(money);
    }
    match stated() {
        Some(currency) => parse(chunk.text_of(amount), Some(currency)),
        None => currencies.with_sign(chunk.trimmed(amount)),
    }
}

/// Returns the number in a cell that is taken for a date, to four decimals: gnumeric numbers the formats of an .xls from
/// 50 on, and calamine takes those for formats of dates (`findings/amounts-as-days-of-1900.sh`).
fn number_of_date(cell: Cell<'_>) -> Option<String> {
    const DAY_MS: i64 = 86_400_000;
    /// From the day 0 of spreadsheets, 1899-12-30, to 1970.
    const TO_1970: i64 = 25_569 * DAY_MS;
    /// 1900-03-01: the spreadsheets' 1900 has a 29 February, and days before it count one less.
    const LEAP: i64 = 61 * DAY_MS;
    let Cell::Date(wall) = cell else { return None };
    let since = wall.and_utc().timestamp_millis() + TO_1970;
    let days = if since < LEAP { since - DAY_MS } else { since };
    let parts =
        u64::try_from(days).ok()?.checked_mul(10_000)?.checked_add(43_200_000)? / 86_400_000;
    Some(format!("{}.{:04}", parts / 10_000, parts % 10_000))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    #[test]
    fn an_amount_taken_for_a_date_is_the_number_in_its_cell() {
        let number = |day: (i32, u32, u32), time: (u32, u32)| {
            let day = chrono::NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
            number_of_date(Cell::Date(day.and_hms_opt(time.0, time.1, 0).unwrap()))
        };
        assert_eq!(number((1900, 1, 12), (7, 12)), Some("12.3000".to_owned()));
        assert_eq!(number((1899, 12, 31), (2, 24)), Some("0.1000".to_owned()));
        assert_eq!(number((1900, 3, 1), (6, 0)), Some("61.2500".to_owned()));
        assert_eq!(number((1903, 5, 18), (13, 26)), Some("1234.5597".to_owned()));
        assert_eq!(number_of_date(Cell::Error("#N/A")), None);
    }

    proptest! {
        #[test]
        fn amounts_with_signs_are_read_as_with_care(
            texts in prop::collection::vec(
                (
                    select(&["CN￥ ", "CN¥", "US $", "EUR ", "-€", "₩", "", "R$ ", "CN￥ -"][..]),
                    select(&["7.83", "12", "1,083.30", "1.234", "0.5", "9999999.99", "x", "1 2"][..]),
                    select(&["", " EUR", "€", "\nR$ 1"][..]),
                ),
                1..12,
            ),
        ) {
            let mut currencies = Currencies::default();
            for (sign, number, after) in texts {
                let text = format!("{sign}{number}{after}");
                prop_assert_eq!(currencies.with_sign(text.as_bytes()), amounts::parse(&text, None), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_read_plainly_is_read_the_same_with_care() {
        let mut currencies = Currencies::default();
        let usd = Currency::from_code("USD");
        for text in ["1.5", "12.34", "7", "0.00", "123456789012.99", "1.234", ".5", "5.", "", "1,5"]
        {
            if let Some(money) = currencies.plain(text.as_bytes(), b"USD") {
                assert_eq!(Some(money), amounts::parse(text, usd), "{text}");
            }
        }
        for (text, is_short) in [
            ("1.50", true),
            ("12.34", true),
            ("12345.67", true),
            ("0.00", true),
            ("1a.50", false),
            ("1.5a", false),
            (".50", false),
            ("123456.78", false),
            ("12,34", false),
            ("12.345", false),
            ("1.2.34", false),
            ("-1.50", false),
        ] {
            let tail = *format!("9.99,9/9.99,x9,{text}").as_bytes().last_chunk().unwrap();
            let length = u32::try_from(text.len()).unwrap();
            let amount = ShortText { tail: u64::from_le_bytes(tail), length };
            // No longer text is a short one.
            let found = length <= 8 && currencies.is_short(amount, *b"USD");
            assert_eq!(found, is_short, "{text}");
            let plain = currencies.plain(text.as_bytes(), b"USD");
            assert!(!is_short || plain.is_some(), "{text}");
        }
        let amount = ShortText { tail: u64::from_le_bytes(*b"99912.34"), length: 5 };
        assert!(!currencies.is_short(amount, *b"JPY"));
        assert!(currencies.plain(b"12.34", b"USD").is_some());
        assert!(currencies.plain(b"12.34", b"JPY").is_none());
        assert!(currencies.plain(b"1.2.3", b"USD").is_none());
    }
}
