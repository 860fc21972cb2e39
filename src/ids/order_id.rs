//! Order ids.

use std::fmt;
use std::num::NonZeroU64;

use crate::ids::formula::text_of_formula;
use crate::packed::word_list;

/// A parent order's id: 16 or 17 decimal digits (`docs/platform/exports.md`).
///
/// An integer inside, because ids of 17 digits are beyond what a double holds; always text in
/// output. It is never 0, so that an `Option<OrderId>` takes no more than the id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(NonZeroU64);

/// A text that is no order id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// Nothing is there.
    #[error("an order id is missing")]
    Empty,
    /// The id was shown in scientific notation, so its last digits are lost.
    #[error("a spreadsheet has replaced the last digits of this id")]
    Scientific,
    /// Something other than digits.
    #[error("an order id has only digits")]
    NotDigits,
    /// Several ids in one text.
    #[error("these are several order ids")]
    Several,
    /// The number of a package behind an id, as ERPs write it for each part of an order that they ship.
    #[error("the number of a package stands behind this order id")]
    Package,
    /// Too short or too long.
    #[error("an order id has 16 or 17 digits, this has {0}")]
    Length(usize),
}

impl OrderId {
    /// Reads an id from its digits, after undoing what sellers do to keep a spreadsheet from
    /// rounding it: `="…"`, a leading tab, apostrophe or back-tick, blanks, a trailing `.0`,
    /// full-width digits; and what programs and people write with it: `#`, `No.`, thousands signs, words
    /// behind it, the address of its page.
    ///
    /// # Errors
    ///
    /// When what remains is not 16 or 17 digits.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        if let Some(id) = Self::from_digits(text.as_bytes()) {
            return Ok(id);
        }
        let bare = undo_quoting(text);
        if bare.is_empty() {
            return Err(InvalidId::Empty);
        }
        if bare.contains("://") {
            return id_in_link(bare).ok_or(InvalidId::NotDigits);
        }
        let digits = without_signs(half_width(bare));
        if is_scientific(&digits) {
            return whole_scientific(&digits).ok_or(InvalidId::Scientific);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return id_before_words(bare).ok_or_else(|| not_digits(&digits));
        }
        Self::from_digits(digits.as_bytes()).ok_or(InvalidId::Length(digits.len()))
    }

    /// Returns the id that the number of a package stands behind (`…-1`, `…_2`, `…(2)`); `None` for any other text.
    pub fn of_package(text: &str) -> Option<Self> {
        id_of_package(text).map(|(id, _)| id)
    }

    /// Returns the id of exactly 16 or 17 ASCII digits, or `None` for anything else.
    #[inline]
    pub fn from_digits(digits: &[u8]) -> Option<Self> {
        let (halves, last) = digits.split_first_chunk::<16>()?;
        let [a, b, c, d, e, f, g, h, second @ ..] = *halves;
        let first = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        let second = u64::from_le_bytes(second);
        if no_digits(first) | no_digits(second) != 0 {
            return None;
        }
        let value = number_of(first) * 100_000_000 + number_of(second);
        let value = match last {
            [] => value,
            [digit @ b'0'..=b'9'] => value * 10 + u64::from(digit - b'0'),
            _ => return None,
        };
        if value < 1_000_000_000_000_000 {
            return None;
        }
        NonZeroU64::new(value).map(Self)
    }

    /// Returns the id of an integer, or `None` when it has not 16 or 17 digits.
    pub fn from_number(value: u64) -> Option<Self> {
        let is_id = (1_000_000_000_000_000..100_000_000_000_000_000).contains(&value);
        NonZeroU64::new(value).filter(|_| is_id).map(Self)
    }

    /// Returns the id as an integer, for tables keyed by it.
    #[inline]
    pub fn number(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OrderId").field(&self.number()).finish()
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// Returns the high bits of those bytes of a word that are no digits, and zero where all are.
#[inline]
fn no_digits(word: u64) -> u64 {
    let word = word ^ (ONES * 0x30);
    // A byte above nine has its high bit set, or gets it by adding 0x76.
    (word | word.wrapping_add(ONES * 0x76)) & (ONES * 0x80)
}

/// Returns the number that eight ASCII digits write, all eight at once.
#[inline]
fn number_of(word: u64) -> u64 {
    let word = word ^ (ONES * 0x30);
    // Pairs of digits stand in every second byte; two of them are weighed at a time.
    let pairs = word * 10 + (word >> 8);
    let (odd, even) = (pairs & 0xff_0000_00ff, pairs >> 16 & 0xff_0000_00ff);
    let odd = odd.wrapping_mul(100 + (1_000_000 << 32));
    (odd.wrapping_add(even.wrapping_mul(1 + (10_000 << 32)))) >> 32
}

/// Words that stand before an id to say what it is.
const LABELS: &[&str] = word_list!("lists/id_labels.txt");

/// Takes off what says that a number is one: `#`, `No.`, `№`, `订单号：`.
pub(crate) fn without_label(text: &str) -> &str {
    let text = without_numbered_label(text);
    let first = text.find(char::is_numeric);
    let Some((label, number)) = first.and_then(|at| text.split_at_checked(at)) else { return text };
    let is_sign = |c: char| {
        c.is_whitespace()
            || matches!(c, '#' | '＃' | '№' | '°' | 'º' | '.' | ':' | '：' | '\'' | '-' | '_')
    };
    let mut words = label.split(is_sign).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let Some(first) = words.next() else {
        let has_mark = label.contains(['#', '＃', '№']) && !label.contains(['-', '_']);
        return if has_mark { number } else { text };
    };
    let label = words.fold(first, |label, word| label + " " + &word);
    if LABELS.contains(&label.as_str()) { number } else { text }
}

/// Takes off a word with a number of its own, of a shop: `shop2 …`, `AE2026-…`.
fn without_numbered_label(text: &str) -> &str {
    const LONGEST: usize = 4;
    let sign = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | ':' | '：' | '#' | '/');
    let Some((label, id)) = text.split_once(sign) else { return text };
    let word = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = (1..=LONGEST).contains(&(label.len() - word.len()));
    if is_numbered && LABELS.contains(&word.to_lowercase().as_str()) { id } else { text }
}

/// Returns the id that the number of a package stands behind, and that number: `…-1`, `…_2`, `…(2)`. `None`
/// for any other text.
pub(crate) fn id_of_package(text: &str) -> Option<(OrderId, u8)> {
    let text = half_width(undo_quoting(text));
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (id, number) = text.split_at_checked(end)?;
    let bracketed = |open, close| number.strip_prefix(open)?.strip_suffix(close);
    let number = number
        .strip_prefix(['-', '_'])
        .or_else(|| bracketed('(', ')'))
        .or_else(|| bracketed('（', '）'))?;
    let is_short = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    Some((OrderId::from_digits(id.as_bytes())?, number.parse().ok().filter(|_| is_short)?))
}

/// Returns the id at the beginning of a text that goes on with words, as the button beside it in a page (`… 复制`,
/// `… Copy`) or a remark (`…（已合并）`, `…/US`). `None` where more digits follow, or signs that may stand for some.
fn id_before_words(text: &str) -> Option<OrderId> {
    const LONGEST: usize = 40;
    let end = text.find(|c: char| !c.is_numeric() && !is_invisible(c) || c == '\n')?;
    let (id, words) = text.split_at_checked(end)?;
    let is_sign = |c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '「' | '」')
            || matches!(c, '/' | '|' | '_' | '-' | ',' | '，' | '、' | ':' | '：')
    };
    // A letter of a code beside the last digit may stand for one.
    let is_apart = words.starts_with(|c: char| is_sign(c) || !c.is_ascii());
    let are_words =
        words.chars().count() <= LONGEST && words.chars().all(|c| is_sign(c) || c.is_alphabetic());
    OrderId::from_digits(half_width(id).as_bytes()).filter(|_| is_apart && are_words)
}

/// Returns what is wrong with a text that has other signs than digits.
fn not_digits(text: &str) -> InvalidId {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    if id_of_package(text).is_some() {
        InvalidId::Package
    } else if runs.filter(|run| OrderId::from_digits(run.as_bytes()).is_some()).count() > 1 {
        InvalidId::Several
    } else {
        InvalidId::NotDigits
    }
}

/// Returns the digits of an id of any length without what is put around one; `None` for a text that is no
/// such id.
pub(crate) fn bare_digits(text: &str) -> Option<String> {
    let digits = without_signs(half_width(undo_quoting(text)));
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Returns the id that an address of an order's page names (`…?orderId=1`, `…/orders/1`), alone or in a
/// formula (`=HYPERLINK(…)`) or a link of Markdown or HTML; `None` where it names none, or several.
fn id_in_link(text: &str) -> Option<OrderId> {
    let (mut found, mut at) = (None, 0);
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        let before = text.get(..at)?;
        at += run.len();
        let after = text.get(at..)?;
        at += after.chars().next().map_or(0, char::len_utf8);
        let Some(id) = OrderId::from_digits(run.as_bytes()) else { continue };
        // What no sign stands before has no key.
        let key = before.strip_suffix(['=', '/']).unwrap_or_default();
        let key = key.rsplit(|c: char| !c.is_ascii_alphabetic() && c != '_').next();
        let key = key.expect("a split has a first part").to_ascii_lowercase();
        // `orderLineId` and `reverseOrderId` are ids of other things.
        if !key.contains("order") || key.contains("line") || key.contains("reverse") {
            continue;
        }
        if found.is_some_and(|known| known != id) || after.starts_with(',') {
            return None;
        }
        found = Some(id);
    }
    found
}

/// Takes out the signs between groups of digits: of three, where only the first may have fewer, or all
/// of four, as numbers of cards are written (`8208-4607-8597-2844`).
fn without_signs(digits: String) -> String {
    let is_sign = |c: &char| matches!(c, ',' | '.' | '\'' | '\u{2019}' | '，' | '-');
    let Some(sign) = digits.chars().find(is_sign) else { return digits };
    let length = if sign == '-' { 4 } else { 3 };
    let shortest = if sign == '-' { 4 } else { 1 };
    let is_group = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut groups = digits.split(sign);
    let first = groups
        .next()
        .is_some_and(|first| (shortest..=length).contains(&first.len()) && is_group(first));
    if first && groups.all(|group| group.len() == length && is_group(group)) {
        digits.replace(sign, "")
    } else {
        digits
    }
}

/// Returns the id of a number in scientific notation that has all its digits, as a format of 15 decimals
/// writes it; `None` where some are gone, or where a floating-point number cannot have kept them.
fn whole_scientific(text: &str) -> Option<OrderId> {
    const EXACT: u64 = 1 << 53;
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let (whole, decimals) = mantissa.split_once('.')?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    if whole.len() != 1 || decimals.len() != exponent {
        return None;
    }
    let id = OrderId::from_digits(format!("{whole}{decimals}").as_bytes())?;
    (id.number() <= EXACT).then_some(id)
}

/// Strips what sellers put around an id so that a spreadsheet keeps all its digits.
fn undo_quoting(text: &str) -> &str {
    let is_around = |c: char| c.is_whitespace() || is_invisible(c);
    let text = text.trim_matches(is_around);
    let shown = text_of_formula(text).filter(|shown| shown.contains(char::is_numeric));
    let text = shown.map_or(text, |shown| shown.trim_matches(is_around));
    let text = text.strip_prefix('=').map_or(text, |text| text.trim_matches(is_around));
    let text = text.trim_matches([
        '"', '\'', '`', '*', '。', ';', '；', '\u{2019}', '\u{2018}', '\u{201c}', '\u{201d}',
    ]);
    let bracketed = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    let text = [('[', ']'), ('(', ')'), ('<', '>'), ('【', '】')]
        .into_iter()
        .find_map(|(open, close)| bracketed(open, close))
        .unwrap_or(text);
    let text = without_label(text.trim_matches(is_around));
    // Programs write numbers of a column in which some are not whole with decimals.
    let decimals = |sign| {
        let (whole, zeros) = text.split_once(sign)?;
        (!zeros.is_empty() && zeros.bytes().all(|b| b == b'0')).then_some(whole)
    };
    // In the comma of other languages, three zeros are thousands.
    let after_comma = || decimals(',').filter(|whole| whole.len() + 4 != text.len());
    decimals('.').or_else(after_comma).unwrap_or(text)
}

/// Returns whether a character leaves no mark where it is shown: control characters, marks of width
/// zero and of direction, byte order marks. Plugins put them before ids so that a spreadsheet
/// takes them for texts.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Maps digits of full width and of Arabic to ASCII, drops what nobody sees, and leaves the rest.
fn half_width(text: &str) -> String {
    let digit = |c: char, zero: u32| {
        char::from_digit(u32::from(c) - zero, 10).expect("one of ten digits after its zero")
    };
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' => digit(c, 0xff10),
            '\u{660}'..='\u{669}' => digit(c, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
            _ => c,
        })
        .collect()
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    !mantissa.is_empty()
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit() || b == b'+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sellers_put_around_an_id_is_undone() {
        let plain = OrderId::parse("8208460785972844").unwrap();
        for text in [
            "=\"8208460785972844\"",
            "\t8208460785972844",
            "'8208460785972844",
            "`8208460785972844",
            " 8208460785972844 ",
            "8208460785972844.0",
            "８２０８４６０７８５９７２８４４",
            "\u{1f}8208460785972844",
            "\u{200b}'8208460785972844\u{200e}",
            "'\u{feff}8208460785972844",
            "\u{a0}8208460785972844\u{3000}",
            "#8208460785972844",
            "'#8208460785972844",
            "＃ 8208460785972844",
            "No. 8208460785972844",
            "NO.8208460785972844.0",
            "№ 8208460785972844",
            "Nº 8208460785972844",
            "Order #8208460785972844",
            "订单号：8208460785972844",
            "8,208,460,785,972,844",
            "8.208.460.785.972.844",
            "8'208'460'785'972'844",
            "8\u{202f}208\u{202f}460\u{202f}785\u{202f}972\u{202f}844",
            "8,208,460,785,972,844.00",
            "8.208.460.785.972.844,00",
            "'  8208460785972844",
            "8208-4607-8597-2844",
            "[8208460785972844]",
            "【8208460785972844】",
            "AE8208460785972844",
            "AE-8208460785972844",
            "SMT-8208460785972844",
            "速卖通8208460785972844",
            "shop2 8208460785972844",
            "AE2026-8208460785972844",
            "店铺1_8208460785972844",
            "8208460785972844 复制",
            "8208460785972844复制",
            "8208460785972844\nCopy",
            "8208460785972844（已合并）",
            "订单号：8208460785972844 详情",
            "8208460785972844/US",
            "8208460785972844_US",
            "8208460785972844，",
            "８２０８４６０７８５９７２８４４　复制",
            "8.208460785972844E+15",
            "https://shop.example/order_detail.htm?orderId=8208460785972844",
            "https://shop.example/detail?spm=a2.1000000000000001&tradeOrderId=8208460785972844#top",
            "=HYPERLINK(\"https://shop.example/orders/8208460785972844\",\"8208460785972844\")",
            "=HYPERLINK(\"https://shop.example/\",\"8208460785972844\")",
            "=HYPERLINK(\"https://shop.example/?orderId=8208460785972844\",\"查看\")",
            "=T(\"8208460785972844\")",
            "=TEXT(8208460785972844,\"0\")",
            "=\"8208460785972844\"&\"\"",
            "[8208460785972844](https://shop.example/?order_id=8208460785972844)",
            "<a href=\"https://shop.example/?orderId=8208460785972844\">8208460785972844</a>",
        ] {
            assert_eq!(OrderId::parse(text), Ok(plain), "{text}");
        }
    }

    #[test]
    fn what_stands_beside_digits_otherwise_is_no_id() {
        for text in [
            "A8208460785972844",
            "AB-8208460785972844",
            "820-846-078-597-2844",
            "#-8208460785972844",
            "[8208460785972844",
            "8.20846078597284E+15",
            "=T(\"820846078597284\")",
            "=\"82084607\"&\"85972844\"",
            "=HYPERLINK(\"https://shop.example/8208460785972844\",\"1\")",
            "1.2345678901234568E+16",
            "REF 8208460785972844",
            "8208460785972844A",
            "8208460785972844…",
            "8208460785972844 …",
            "8208460785972844 x 2",
            "820846078597284 Copy",
            "8208460785972844-1",
            "LP2-8208460785972844",
            "2-8208460785972844",
            "shop20260 8208460785972844",
            "82,084,607,859,728,44",
            "8,208,460,785,972844",
            "8208460785972844,8208460785972845",
            "-8208460785972844",
            "+8208460785972844",
            "1.8208460785972844",
            "https://shop.example/item/8208460785972844.html",
            "https://shop.example/?reverseOrderLineId=8208460785972844",
            "https://shop.example/?orderId=8208460785972844&order=8208460785972845",
            "https://shop.example/?orderIds=8208460785972844,8208460785972845",
        ] {
            assert!(OrderId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_of_packages_and_several_ids_are_told_apart() {
        let plain = OrderId::parse("8208460785972844").unwrap();
        for (text, number) in [
            ("8208460785972844-1", 1),
            ("AE-8208460785972844_2", 2),
            ("8208460785972844 (12)", 12),
            ("8208460785972844（2）", 2),
        ] {
            assert_eq!(id_of_package(text), Some((plain, number)), "{text}");
            assert_eq!(OrderId::parse(text), Err(InvalidId::Package), "{text}");
        }
        for text in ["8208460785972844", "8208460785972844-123", "8208460785972844-R1"] {
            assert_eq!(id_of_package(text), None, "{text}");
        }
        for text in ["8208460785972844;8208460785980763", "8208460785972844 / 8208460785980763"] {
            assert_eq!(OrderId::parse(text), Err(InvalidId::Several), "{text}");
        }
    }

    #[test]
    fn damaged_ids_say_what_is_wrong() {
        assert_eq!(OrderId::parse("8.20846E+15"), Err(InvalidId::Scientific));
        assert_eq!(OrderId::parse(""), Err(InvalidId::Empty));
        assert_eq!(OrderId::parse("820846078597284"), Err(InvalidId::Length(15)));
        assert_eq!(OrderId::parse("合计"), Err(InvalidId::NotDigits));
        assert_eq!(OrderId::parse("0000000000000000"), Err(InvalidId::Length(16)));
    }

    #[test]
    fn eight_digits_are_read_at_once_as_one_by_one() {
        let mut number = 7_u64;
        for _ in 0..20_000 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let text = format!("{:08}", number % 100_000_000);
            let digits: [u8; 8] = text.as_bytes().try_into().unwrap();
            assert_eq!(no_digits(u64::from_le_bytes(digits)), 0);
            assert_eq!(number_of(u64::from_le_bytes(digits)), number % 100_000_000);
            let mut spoilt = digits;
            let byte = u8::try_from(number >> 56).unwrap();
            spoilt[usize::try_from(number % 8).unwrap()] = byte;
            let is_digit = no_digits(u64::from_le_bytes(spoilt)) == 0;
            assert_eq!(is_digit, byte.is_ascii_digit(), "{spoilt:?}");
        }
    }

    #[test]
    fn seventeen_digits_survive() {
        assert_eq!(OrderId::parse("82000000000020002").unwrap().to_string(), "82000000000020002");
    }
}
