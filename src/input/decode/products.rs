//! Ids and SKUs of products.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::domain::OrderId;
use crate::ids::order_id::bare_digits;

/// Returns the id of a product as it is, whatever a spreadsheet or a person has put around it; any other
/// text as it stands.
pub(crate) fn product_text(text: &str) -> Cow<'_, str> {
    match product_id(text.as_bytes()) {
        Cow::Borrowed(id) if id.len() == text.len() => Cow::Borrowed(text),
        id => Cow::Owned(String::from_utf8_lossy(&id).into_owned()),
    }
}

/// Returns the same of a text as bytes.
#[inline]
pub(super) fn product_id(text: &[u8]) -> Cow<'_, [u8]> {
    match text {
        // Most have sixteen digits, and what is put around them is put at an end.
        [b'0'..=b'9', inner @ .., b'0'..=b'9'] if inner.len() == 14 => Cow::Borrowed(text),
        [] => Cow::Borrowed(text),
        _ => undressed_product(text),
    }
}

#[cold]
#[inline(never)]
fn undressed_product(text: &[u8]) -> Cow<'_, [u8]> {
    let text_of_id = std::str::from_utf8(text).ok();
    if let Some(id) = text_of_id.and_then(product_in_address) {
        return Cow::Borrowed(id.as_bytes());
    }
    match text_of_id.and_then(bare_digits) {
        Some(digits) if PRODUCT_DIGITS.contains(&digits.len()) && digits.len() < text.len() => {
            Cow::Owned(digits.into_bytes())
        }
        Some(_) | None => Cow::Borrowed(whole_digits(text)),
    }
}

/// How many digits the id of a product may have: fewer may be a part of any name (`AE-5`), more are
/// several ids in one cell.
const PRODUCT_DIGITS: RangeInclusive<usize> = 10..=17;

/// Returns the id that the address of a product's page names (`…/item/1.html`); `None` where there is none,
/// or several.
fn product_in_address(text: &str) -> Option<&str> {
    let mut pages = text.split("/item/").skip(1).map(|page| {
        let page = page.split_once(".html").map_or("", |(page, _)| page);
        page.rsplit('/').next().unwrap_or(page)
    });
    let id = pages.next()?;
    let is_id = PRODUCT_DIGITS.contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
    (is_id && pages.all(|other| other == id)).then_some(id)
}

/// Returns the same of a text as bytes.
pub(crate) fn whole_digits(text: &[u8]) -> &[u8] {
    let number = text.strip_prefix(b"#");
    let whole = text.strip_suffix(b".0");
    let digits = number.or(whole).filter(|digits| !digits.is_empty());
    digits.filter(|digits| digits.iter().all(u8::is_ascii_digit)).unwrap_or(text)
}

/// Returns the id of a dispute or of a line without what a spreadsheet or a person has put around it; any
/// other text as it stands.
#[inline]
pub(super) fn own_id(text: &[u8]) -> Cow<'_, [u8]> {
    if text.iter().all(u8::is_ascii_digit) { Cow::Borrowed(text) } else { cleaned_id(text) }
}

#[cold]
#[inline(never)]
fn cleaned_id(text: &[u8]) -> Cow<'_, [u8]> {
    // An address may be that of the order.
    let text_of_id = std::str::from_utf8(text).ok().filter(|text| !text.contains("://"));
    let digits = text_of_id.and_then(|text| {
        let digits = bare_digits(text).filter(|digits| digits.len() >= *PRODUCT_DIGITS.start());
        digits.or_else(|| OrderId::parse(text).ok().map(|id| id.to_string()))
    });
    digits.map_or(Cow::Borrowed(whole_digits(text)), |digits| Cow::Owned(digits.into_bytes()))
}

/// Adds a text for SKUs without the quantities, as in `SKU-1 * 2;SKU-2 * 1`. A SKU may itself hold `*`.
pub(super) fn write_sku(text: &str, into: &mut Vec<u8>) {
    if memchr::memchr2(b';', b'*', text.as_bytes()).is_none() {
        into.extend_from_slice(text.as_bytes());
        return;
    }
    let mut is_first = true;
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let bare = match part.rsplit_once(" * ") {
            Some((sku, count)) if count.trim().bytes().all(|b| b.is_ascii_digit()) => {
                sku.trim_end()
            }
            _ => part,
        };
        if !std::mem::take(&mut is_first) {
            into.push(b';');
        }
        into.extend_from_slice(bare.as_bytes());
    }
}

/// What is said of an id that a program has taken for a number.
pub(crate) const LOST_DIGITS: &str =
    "has lost digits: a program took it for a number; export again, with the column as text";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_programs_wrote_as_floats_are_told_from_texts() {
        for text in [
            "1005000000002221.0",
            "'1005000000002221",
            "=\"1005000000002221\"",
            "1,005,000,000,002,221",
            "１００５００００００００２２２１",
            "1005000000002221\u{200b}",
            "#1005000000002221",
            "https://www.aliexpress.com/item/1005000000002221.html?spm=a2g0o",
            "https://es.aliexpress.com/item/Lamp-5W/1005000000002221.html",
        ] {
            assert_eq!(product_text(text), "1005000000002221");
        }
        for text in [
            "1005",
            "v1.0",
            ".0",
            "1.50",
            "",
            "1.00500E+15",
            "LAMP-1",
            "AE-5",
            "12-34",
            "1005000000002221\n1005000000002222",
            "1005000000002221 1005000000002222",
            "https://www.aliexpress.com/item/x.html",
        ] {
            assert_eq!(product_text(text), text);
        }
    }

    #[test]
    fn quantities_are_no_part_of_a_sku() {
        let bare = |text: &str| {
            let mut sku = Vec::new();
            write_sku(text, &mut sku);
            String::from_utf8(sku).unwrap()
        };
        assert_eq!(bare("JKM-Y10-PRO * 1;GJ-055+RS1 * 2"), "JKM-Y10-PRO;GJ-055+RS1");
        assert_eq!(bare("A * B"), "A * B");
        assert_eq!(bare("A * 2"), "A");
        assert_eq!(bare("A-1"), "A-1");
        assert_eq!(bare(" ;; "), "");
    }
}
