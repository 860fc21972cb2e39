//! Reads amounts of money as exports write them (`docs/platform/exports.md`).

use std::borrow::Cow;

use crate::domain::{Currency, Money};

/// Signs that stand for a currency, longest first where one begins another.
const SIGNS: [(&str, &str); 18] = [
    ("人民币", "CNY"),
    ("元", "CNY"),
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

/// Currencies that share a sign with the one that it stands for by itself.
const SHARED: [(&str, &[&str]); 3] = [
    ("$", &["ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"]),
    ("¥", &["JPY"]),
    ("￥", &["JPY"]),
];

/// Returns the currency of an amount, of the one that it writes and the one that is given; `None` where they
/// contradict each other, or there is none.
fn agreed(text: &str, written: Option<Currency>, given: Option<Currency>) -> Option<Currency> {
    let (Some(own), Some(other)) = (written, given) else { return written.or(given) };
    let is_alone = |sign: &str| {
        let beside = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        beside.is_some_and(|rest| !rest.contains(|sign: char| sign.is_ascii_alphabetic()))
    };
    let is_shared =
        || SHARED.iter().any(|(sign, codes)| is_alone(sign) && codes.contains(&other.code()));
    (own == other || is_shared()).then_some(other)
}

/// Returns the currency of a code or of a sign that stands by itself; `None` for any other text.
pub(crate) fn currency(text: &str) -> Option<Currency> {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let of_sign = || SIGNS.iter().find(|(sign, _)| bare(sign) == bare(text));
    Currency::from_code(text).or_else(|| Currency::from_code(of_sign()?.1))
}

/// Reads `CN￥ 1,083.30`, `US $12.34`, `CN￥ 60,50`, `12.34 EUR`, or a bare number whose currency
/// is given. `None` when it is no amount, or its currency is not known or not the one that is given.
pub(crate) fn parse(text: &str, given: Option<Currency>) -> Option<Money> {
    let text = half_width(undressed(text.lines().next()?.trim()));
    let text = text.trim();
    if let Some(money) = given.and_then(|currency| bare(text, currency)) {
        return Some(money);
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (written, number) = split_currency(text);
    let currency = agreed(text, written, given)?;
    let number = number.trim();
    let (minus, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let number = match without_exponent(number) {
        Some(number) => number,
        None => with_point(number, currency)?,
    };
    let mut money = rounded(&number, currency)?;
    if negative != minus {
        money.minor = -money.minor;
    }
    Some(money)
}

/// Takes off what keeps a spreadsheet from reading a text as a number.
fn undressed(text: &str) -> &str {
    let formula = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    formula.unwrap_or(text).trim_start_matches('\'')
}

/// Puts plain digits, commas and points in place of those of East Asian width.
fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |letter: char| match letter {
        '０'..='９' | '，' | '．' | '－' => char::from_u32(u32::from(letter) - 0xfee0)
            .expect("the wide forms are so far from ASCII"),
        // Formatters of some languages write this minus, and pages do.
        '\u{2212}' => '-',
        letter => letter,
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// Writes a number in scientific notation (`1.234e+01`), as programs write floats, with all its
/// digits; `None` for any other text.
fn without_exponent(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once(['e', 'E'])?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let shift: i32 = exponent.parse().ok().filter(|shift| (-20..=15).contains(shift))?;
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let digits = format!("{:0>30}{whole}{fraction:0<20}", "");
    let point = i32::try_from(30 + whole.len()).ok()? + shift;
    let (whole, fraction) = digits.split_at_checked(usize::try_from(point).ok()?)?;
    let whole = whole.trim_start_matches('0');
    Some(format!("{}.{fraction}", if whole.is_empty() { "0" } else { whole }))
}

/// Reads a decimal number and rounds it to the currency's decimals: databases keep more of them, and
/// programs write floats with what they are off.
fn rounded(number: &str, currency: Currency) -> Option<Money> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = usize::try_from(currency.digits()).ok()?;
    let Some((kept, dropped)) = fraction.split_at_checked(places) else {
        return Money::from_decimal(number, currency).ok();
    };
    if !dropped.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut money = Money::from_decimal(&format!("{whole}.{kept}"), currency).ok()?;
    if dropped.starts_with(['5', '6', '7', '8', '9']) {
        money.minor = money.minor.checked_add(1)?;
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
        return (Some(currency), text.get(3..).expect("the first three bytes are letters"));
    }
    let cut = text.len().saturating_sub(3);
    match letters(text.get(cut..)) {
        Some(currency) => {
            (Some(currency), text.get(..cut).expect("the last three bytes are letters"))
        }
        None => (None, text),
    }
}

/// Drops what groups thousands and puts a point before the decimals. The last comma or point is
/// decimal, unless it stands there more than once, or is a comma before three digits, or the
/// currency has no decimals and three digits follow. `None` where the groups are none of thousands, as of two
/// amounts in a cell.
fn with_point(number: &str, currency: Currency) -> Option<String> {
    let number = number.trim();
    let is_group = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | ',' | '.');
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit() || is_group(c)) {
        return None;
    }
    let (whole, decimals) =
        match number.rfind([',', '.']).and_then(|at| number.split_at_checked(at)) {
            Some((whole, rest)) if is_decimal(number, rest, currency) => (whole, rest.get(1..)?),
            Some(_) | None => (number, ""),
        };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) || !is_grouped(whole, is_group) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") })
}

/// Returns whether the sign at the beginning of the rest of a number stands before its decimals.
fn is_decimal(number: &str, rest: &str, currency: Currency) -> bool {
    let Some(sign) = rest.chars().next() else { return false };
    let once = number.matches(sign).count() == 1;
    let is_thousand = rest.len() == 4 && (sign == ',' || currency.digits() == 0);
    once && !is_thousand
}

/// Returns whether the digits stand together, or in groups of three with one sign between them; of two before the
/// last three, as in India.
fn is_grouped(whole: &str, is_group: impl Fn(char) -> bool) -> bool {
    let mut signs = whole.chars().filter(|c| is_group(*c));
    let is_same =
        |one: char, other: char| one == other || one.is_whitespace() && other.is_whitespace();
    let Some(first) = signs.next() else { return true };
    let lengths: Vec<usize> = whole.split(&is_group).map(str::len).collect();
    let ([begin, middle @ .., end], true) = (lengths.as_slice(), signs.all(|c| is_same(first, c)))
    else {
        return false;
    };
    let all = |length: usize| middle.iter().all(|group| *group == length);
    (1..=3).contains(begin) && *end == 3 && (all(3) || (*begin <= 2 && all(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse(text, None).map(|money| money.to_string())
    }

    #[test]
    fn two_amounts_in_a_cell_are_none() {
        for number in [
            "20.00 12.50",
            "20,00 12,50",
            "2 000 1 250",
            "12.50 12.50",
            "12 50",
            "12.5.0",
            "12'50",
            "1.2.3",
            "1,2,3",
            "1.234,567.89",
            "12,34,567,8",
            "1234,567.00",
            ",123",
        ] {
            assert_eq!(shown(&format!("USD {number}")), None, "{number}");
        }
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
            ("12.34元", "CNY 12.34"),
            ("人民币 12.34", "CNY 12.34"),
            ("+US $12.34", "USD 12.34"),
            ("CN￥ １２．３４", "CNY 12.34"),
            ("=\"CN￥ 12.34\"", "CNY 12.34"),
            ("CN￥ 12.3400", "CNY 12.34"),
            ("CN￥ 12.340000000000003", "CNY 12.34"),
            ("CN￥ 12.339999999999999", "CNY 12.34"),
            ("CN￥ 12.3456", "CNY 12.35"),
            ("CNY 1.234e+01", "CNY 12.34"),
            ("CNY 1.2340000000000001E1", "CNY 12.34"),
            ("CNY 5e-02", "CNY 0.05"),
            ("CNY 1.5e3", "CNY 1500.00"),
            ("CHF 1’234.50", "CHF 1234.50"),
            ("USD 1,234,567.89", "USD 1234567.89"),
            ("EUR 1.234.567", "EUR 1234567.00"),
            ("INR 1,23,456.50", "INR 123456.50"),
            ("EUR 12\u{202f}345,6", "EUR 12345.60"),
            ("USD −12.50", "USD -12.50"),
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
        let beside = |text: &str, code: &str| {
            let given = Currency::from_code(code);
            parse(text, given).map(|money| money.to_string())
        };
        let read = |amount: &str| Some(amount.to_owned());
        assert_eq!(beside("$12.34", "CAD"), read("CAD 12.34"));
        assert_eq!(beside("¥1200", "JPY"), read("JPY 1200"));
        assert_eq!(beside("12.34 EUR", "EUR"), read("EUR 12.34"));
        for (text, code) in
            [("12.34 USD", "EUR"), ("US $12.34", "CAD"), ("€5", "USD"), ("R$ 5", "MXN")]
        {
            assert_eq!(beside(text, code), None, "{text} {code}");
        }
        for (text, code) in [("€", "EUR"), ("人民币", "CNY"), ("руб", "RUB"), ("rmb", "CNY")]
        {
            assert_eq!(currency(text), Currency::from_code(code), "{text}");
        }
        for text in ["", "XXX", "XTS", "?"] {
            assert_eq!(currency(text), None, "{text}");
        }
    }
}
