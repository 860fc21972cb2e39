//! Amounts of money, as integers of a currency's smallest unit.

use std::cmp::Ordering;
use std::fmt;

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// An amount in minor units of a currency (cents; whole yen).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Count of minor units.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// A text that is no amount in its currency.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in {currency}")]
pub struct InvalidAmount {
    /// The currency's code.
    pub currency: String,
}

impl Currency {
    /// Reads a code of ISO 4217, or returns `None`; also for the codes that stand for no currency.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        if matches!(code.as_str(), "XXX" | "XTS") {
            return None;
        }
        iso_currency::Currency::from_code(if code == "RMB" { "CNY" } else { &code }).map(Self)
    }

    /// Returns the three letters.
    pub fn code(&self) -> &str {
        self.0.code()
    }

    /// Returns how many decimal digits the smallest unit has: 2 for the dollar, 0 for the yen.
    pub fn digits(self) -> u32 {
        self.0.exponent().unwrap_or(2).into()
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(other.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Money {
    /// Reads a decimal number with a point (`-1083.30`) as an amount.
    ///
    /// # Errors
    ///
    /// When the text is no decimal number, has more decimals than the currency (zeros apart), or
    /// is too large.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Self, InvalidAmount> {
        let invalid = || InvalidAmount { currency: currency.to_string() };
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let mut minor = 0_i64;
        let mut push = |byte: u8| -> Option<()> {
            let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
            minor = minor.checked_mul(10)?.checked_add(digit)?;
            Some(())
        };
        let places = usize::try_from(currency.digits()).unwrap_or(2);
        for byte in whole.bytes() {
            push(byte).ok_or_else(invalid)?;
        }
        for place in 0..places {
            push(*fraction.as_bytes().get(place).unwrap_or(&b'0')).ok_or_else(invalid)?;
        }
        if fraction.bytes().skip(places).any(|b| b != b'0') {
            return Err(invalid());
        }
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// Returns the decimal number without the currency.
    pub fn decimal(self) -> String {
        let places = self.currency.digits();
        let sign = if self.minor < 0 { "-" } else { "" };
        let absolute = self.minor.unsigned_abs();
        let unit = 10_u64.pow(places);
        if places == 0 {
            return format!("{sign}{absolute}");
        }
        let width = usize::try_from(places).unwrap_or(2);
        format!("{sign}{}.{:0width$}", absolute / unit, absolute % unit)
    }
}

impl fmt::Display for Money {
    /// Code and number, as `CNY 1083.30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, code: &str) -> Result<Money, InvalidAmount> {
        Money::from_decimal(text, Currency::from_code(code).unwrap())
    }

    #[test]
    fn amounts_are_minor_units() {
        assert_eq!(money("1083.30", "CNY").unwrap().minor, 108_330);
        assert_eq!(money("1083.3", "RMB").unwrap().to_string(), "CNY 1083.30");
        assert_eq!(money("-12.34", "USD").unwrap().minor, -1_234);
        assert_eq!(money("5", "EUR").unwrap().minor, 500);
    }

    #[test]
    fn yen_and_won_have_no_decimals() {
        assert_eq!(money("1200", "JPY").unwrap().to_string(), "JPY 1200");
        assert_eq!(money("1200.00", "KRW").unwrap().minor, 1_200);
        assert!(money("1200.5", "KRW").is_err());
    }

    #[test]
    fn no_amount_is_no_zero() {
        assert!(money("", "USD").is_err());
        assert!(money("twelve", "USD").is_err());
        assert!(money("99999999999999999999", "USD").is_err());
    }
}
