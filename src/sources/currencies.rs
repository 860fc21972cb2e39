//! Amounts written plainly, in currencies met before: without a look at the list of currencies.

use crate::domain::{Currency, Money};

/// Currencies that are remembered; a file has few.
const MOST: usize = 8;

/// The codes met so far, with the decimals of each.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    known: Vec<([u8; 3], Currency, u32)>,
}

impl Currencies {
    /// Reads digits with at most two decimals, in a currency that has two. `None` for all else.
    #[inline]
    pub(super) fn plain(&mut self, text: &[u8], code: &[u8]) -> Option<Money> {
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

    /// Returns the currency of a code of three capitals, with its decimals.
    #[inline]
    pub(super) fn find(&mut self, code: &[u8]) -> Option<(Currency, u32)> {
        let code: [u8; 3] = code.try_into().ok()?;
        if let Some((_, currency, places)) = self.known.iter().find(|(c, _, _)| *c == code) {
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
    use super::super::amounts;
    use super::*;

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
        assert!(currencies.plain(b"12.34", b"USD").is_some());
        assert!(currencies.plain(b"12.34", b"JPY").is_none());
        assert!(currencies.plain(b"1.2.3", b"USD").is_none());
    }
}
