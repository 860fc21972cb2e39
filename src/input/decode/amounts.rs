//! Reads amounts of money as exports write them (`docs/platform/exports.md`).

use crate::domain::{Currency, Money};

/// Signs that stand for a currency, longest first where one begins another.
const SIGNS: [(&str, &str); 16] = [
    ("CN￥", "CNY"),
    ("CN¥", "CNY"),
    ("US $", "USD"),
    ("US$", "USD"),
    ("R$", "BRL"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("руб.", "RUB"),
    ("₽", "RUB"),
    ("zł", "PLN"),
    ("₩", "KRW"),
    ("﷼", "SAR"),
    ("₪", "ILS"),
    ("$", "USD"),
];

/// Reads `CN￥ 1,083.30`, `US $12.34`, `CN￥ 60,50`, `12.34 EUR`, or a bare number whose currency
/// is given. `None` when it is no amount, or its currency is not known.
pub(crate) fn parse(text: &str, given: Option<Currency>) -> Option<Money> {
    let text = text.lines().next()?.trim();
    if let Some(money) = given.and_then(|currency| bare(text, currency)) {
        return Some(money);
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (currency, number) = split_currency(text);
    let currency = currency.or(given)?;
    let number = number.trim();
    let (minus, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let mut money = Money::from_decimal(&with_point(number, currency)?, currency).ok()?;
    if negative != minus {
        money.minor = -money.minor;
    }
    Some(money)
}

/// Reads `12.34` or `12` in a currency of two decimals, as most tables have it.
fn bare(text: &str, currency: Currency) -> Option<Money> {
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let plain = (1..=12).contains(&whole.len()) && cents.len() == 2;
    if !plain || !digits(whole) || !digits(cents) || currency.digits() != 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let cents: i64 = cents.parse().ok()?;
    Some(Money { minor: whole * 100 + cents, currency })
}

fn split_currency(text: &str) -> (Option<Currency>, &str) {
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Currency::from_code(code), rest);
        }
        if let Some(rest) = text.strip_suffix(sign) {
            return (Currency::from_code(code), rest);
        }
    }
    let letters = |range: Option<&str>| range.and_then(Currency::from_code);
    if let Some(currency) = letters(text.get(..3)) {
        return (Some(currency), text.get(3..).unwrap_or_default());
    }
    let cut = text.len().saturating_sub(3);
    match letters(text.get(cut..)) {
        Some(currency) => (Some(currency), text.get(..cut).unwrap_or_default()),
        None => (None, text),
    }
}

/// Drops what groups thousands and puts a point before the decimals. The last comma or point is
/// decimal, unless it stands there more than once, or is a comma before three digits, or the
/// currency has no decimals and three digits follow.
fn with_point(number: &str, currency: Currency) -> Option<String> {
    let bare: String = number.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        return None;
    }
    let decimal = bare.rfind([',', '.']).filter(|at| {
        let after = bare.len() - at - 1;
        let comma = bare.as_bytes().get(*at) == Some(&b',');
        let sign = if comma { ',' } else { '.' };
        let once = bare.matches(sign).count() == 1;
        let groups = after == 3 && (comma || currency.digits() == 0);
        once && !groups
    });
    let keep = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    Some(match decimal {
        Some(at) => format!("{}.{}", keep(bare.get(..at)?), keep(bare.get(at..)?)),
        None => keep(&bare),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse(text, None).map(|money| money.to_string())
    }

    #[test]
    fn every_form_seen_is_read() {
        for (text, amount) in [
            ("CN￥ 954.91", "CNY 954.91"),
            ("CN￥ 1,083.30", "CNY 1083.30"),
            ("US $12.34", "USD 12.34"),
            ("$12.34", "USD 12.34"),
            ("CN￥ 60,50\n(R$ 61,23)", "CNY 60.50"),
            ("CN￥ -12.34", "CNY -12.34"),
            ("-€5", "EUR -5.00"),
            ("12.34 EUR", "EUR 12.34"),
            ("RUB 1 234,50", "RUB 1234.50"),
            ("₩1,200", "KRW 1200"),
            ("1.234,56 €", "EUR 1234.56"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(amount), "{text}");
        }
    }

    #[test]
    fn a_bare_number_needs_a_currency() {
        assert_eq!(shown("12.34"), None);
        let usd = Currency::from_code("USD");
        assert_eq!(parse("12.34", usd).unwrap().minor, 1_234);
        assert_eq!(parse("free", usd), None);
    }
}
