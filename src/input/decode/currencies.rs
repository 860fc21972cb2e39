//! Amounts written plainly, in currencies met before: without a look at the list of currencies.

use crate::domain::{Currency, Money, are_eight_digits};
use crate::input::decode::amounts;

/// Currencies that are remembered; a file has few.
const MOST: usize = 8;
/// Eight times the digit 0.
const ZEROS: u64 = u64::from_le_bytes(*b"00000000");

/// The codes met so far, with the decimals of each.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    known: Vec<([u8; 3], Currency, u32)>,
    /// The place of the code that was found last.
    last: usize,
    /// The sign before an amount that was read last, blanks included, and its currency's code.
    sign: Option<(Box<[u8]>, [u8; 3])>,
}

impl Currencies {
    /// Returns whether four to eight bytes are an amount with two decimals, all bytes at once: lengths
    /// differ from row to row, and a loop over them is never foreseen. False for all else.
    #[inline(always)]
    pub(crate) fn is_short(&mut self, length: usize, tail: [u8; 8], code: [u8; 3]) -> bool {
        let [.., b'.', _, _] = tail else { return false };
        if !(4..=8).contains(&length) {
            return false;
        }
        // What stands before the amount becomes zeros, and the digits close up over the point.
        let before = u64::MAX >> (8 * length % 64);
        let before = if length == 8 { 0 } else { before };
        let word = (u64::from_le_bytes(tail) & !before) | (ZEROS & before);
        let digits = (word & 0xffff_0000_0000_0000) | (word << 8 & 0xffff_ffff_ff00) | 0x30;
        are_eight_digits(digits.to_le_bytes()) && matches!(self.of_code(code), Some((_, 2)))
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
    pub(crate) fn with_sign(&mut self, text: &str) -> Option<Money> {
        let digits = text.bytes().position(|byte| byte.is_ascii_digit())?;
        let (sign, number) = text.as_bytes().split_at_checked(digits)?;
        if let Some((known, code)) = &self.sign
            && **known == *sign
        {
            let code = *code;
            if let Some(money) = self.plain(number, &code) {
                return Some(money);
            }
        }
        let money = amounts::parse(text, None)?;
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
        if let Some((_, currency, places)) = place.and_then(|place| self.known.get(place)) {
            self.last = place.unwrap_or(0);
            return Some((*currency, *places));
        }
        self.learn(code)
    }

    fn learn(&mut self, code: [u8; 3]) -> Option<(Currency, u32)> {
        let currency = Currency::from_code(std::str::from_utf8(&code).ok()?)?;
        let places = currency.digits();
        if self.known.len() < MOST {
            self.known.push((code, currency, places));
        }
        Some((currency, places))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

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
                prop_assert_eq!(currencies.with_sign(&text), amounts::parse(&text, None), "{}", text);
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
            assert_eq!(currencies.is_short(text.len(), tail, *b"USD"), is_short, "{text}");
            let plain = currencies.plain(text.as_bytes(), b"USD");
            assert!(!is_short || plain.is_some(), "{text}");
        }
        assert!(!currencies.is_short(5, *b"99912.34", *b"JPY"));
        assert!(currencies.plain(b"12.34", b"USD").is_some());
        assert!(currencies.plain(b"12.34", b"JPY").is_none());
        assert!(currencies.plain(b"1.2.3", b"USD").is_none());
    }
}
