//! The forms in which titles of columns are compared.

use std::borrow::Cow;

use crate::ids::order_id::is_invisible;
use crate::input::table::title_zone::{self, TitleZone};
use crate::input::text::chinese::simplified;
use crate::input::text::zone_names::abbreviation;
use crate::packed::word_list;

/// Returns a title in the form in which titles are compared: compatibility forms, simplified
/// characters, blanks and case evened out, invisible characters, the zone of a time and what follows the
/// first line of 产品信息 dropped.
pub(crate) fn normalise(title: &str) -> String {
    // Most titles are in this form already.
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let names_zone =
        || title.rsplit_once('_').is_some_and(|(_, last)| abbreviation(last).is_some());
    if title.bytes().all(plain) && !names_zone() {
        return title.to_owned();
    }
    let is_info = |title: &str| ["产品信息", "產品信息"].iter().any(|info| title.starts_with(info));
    // These characters have one form and name no zone by themselves.
    let is_ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    if title.chars().all(is_ideograph) && !is_info(title) && !title.starts_with("北京") {
        return simplified(title.to_owned());
    }
    let visible = |c: &char| c.is_whitespace() || !is_invisible(*c);
    let first: String = title.trim().chars().filter(visible).collect();
    let (first, _) = match is_info(&first) {
        true => ("产品信息".to_owned(), TitleZone::None),
        false => title_zone::split(&first),
    };
    let wide = match first.is_ascii() {
        true => first.to_ascii_lowercase(),
        // In compatibility forms already.
        false => simplified(first.to_lowercase()),
    };
    wide.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

/// Returns the forms in which a title may be known, the whole one first: without stars, brackets
/// and colons around it; and where a translation or a remark stands beside it, each half. What
/// stands beside a title may change what it means (`下单时间（北京时间）`), so a half counts only
/// beside what cannot.
pub(crate) fn forms(title: &str) -> Vec<String> {
    let title = without_breaks(title);
    let title = title.as_ref();
    let mut forms = vec![normalise(title)];
    let mut add = |form: &str| {
        let form = normalise(form.trim_matches(is_ornament));
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    add(title);
    let bare = without_number(title.trim_matches(is_ornament));
    add(bare);
    if let Some(snake) = in_snake_case(bare) {
        add(&snake);
    }
    if bare.chars().any(is_of_east_asia) {
        // Blanks and line breaks say nothing between such characters: a narrow column has them.
        add(&bare.split_whitespace().collect::<String>());
    }
    if let Some((first, second)) = bare.split_once(' ')
        && first.chars().all(is_of_east_asia)
        && is_beside_the_point(second)
    {
        add(first);
    }
    if let Some(inner) = without_brackets(bare) {
        add(inner);
    }
    if let Some(name) = without_type(bare) {
        add(name);
    }
    let of_left = || ["_x", "_left"].iter().find_map(|suffix| bare.strip_suffix(suffix));
    if let Some(first) = without_repeat(bare).or_else(of_left) {
        add(first);
    }
    if let Some((first, second)) = halves(bare).or_else(|| scripts(bare)) {
        let second = second.trim();
        let second = without_brackets(second).unwrap_or(second);
        let is_same = normalise(first) == normalise(second);
        if is_same || is_beside_the_point(second) || is_translation(first, second) {
            add(first);
        }
        if is_beside_the_point(first) || is_translation(second, first) {
            add(second);
        }
    }
    forms
}

/// Returns the form in which a title may be known where no column is known by another: without the remark in the
/// brackets or on the line behind it (`订单号（16位）`), or with full stops between its words (`created.at`). `None`
/// where it has neither.
pub(super) fn form_of_last_resort(title: &str) -> Option<FormOfLastResort> {
    let bare = title.trim_matches(is_ornament);
    if let Some((name, _)) = remark_behind(title) {
        return Some(FormOfLastResort { form: normalise(name), cause: LastResort::Remark });
    }
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let is_name = bare.contains('.') && bare.chars().all(is_sign);
    let form = || in_snake_case(&bare.replace('.', "_"));
    let form = Some(is_name).filter(|is_name| *is_name).and_then(|_| form())?;
    Some(FormOfLastResort { form, cause: LastResort::FullStops })
}

/// The form in which a title may be known where no column is known by another.
pub(super) struct FormOfLastResort {
    /// Normalised.
    pub(super) form: String,
    pub(super) cause: LastResort,
}

/// Why a title may be known in a form of last resort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastResort {
    /// A remark stands behind it: of a time or an amount it may say what the values mean.
    Remark,
    /// Full stops stand between its words, as R writes them.
    FullStops,
}

/// Splits a title from the remark in brackets, or on a line of its own, with which it ends.
pub(super) fn remark_behind(title: &str) -> Option<(&str, &str)> {
    let title = title.trim_matches(is_ornament);
    let open = title.trim_end_matches([')', '）', ']', '】']);
    let split = open.split_once(['(', '（', '[', '【']).or_else(|| title.split_once(['\n', '\r']));
    let split = split.map(|(name, remark)| (name.trim(), remark.trim()));
    split.filter(|(name, remark)| !name.is_empty() && !remark.is_empty())
}

/// Takes off the type that a database or a program writes behind the name of a column: `order_id:string`,
/// `order_id (varchar(32))`, `created_at TIMESTAMP`; `None` where there is none.
pub(super) fn without_type(title: &str) -> Option<&str> {
    const TYPES: &[&str] = word_list!("lists/types.txt");
    let is_of_size = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '[' | ']' | ',');
    let bare = title.trim_end_matches([')', ']']);
    let bare = match bare.rsplit_once('(') {
        Some((front, size)) if size.chars().all(is_of_size) => front,
        Some(_) | None => bare,
    };
    let (name, last) = bare.rsplit_once([':', '：', ' ', '(', '[', '\n'])?;
    let is_type = TYPES.iter().any(|known| last.eq_ignore_ascii_case(known));
    let name = name.trim_end();
    (is_type && !name.is_empty()).then_some(name)
}

/// Splits a title from a translation or a remark beside it.
pub(super) fn halves(title: &str) -> Option<(&str, &str)> {
    let closed = title.trim_end_matches([')', '）', ']', '】']);
    let bracketed = closed.split_once(['(', '（', '[', '【']);
    let is_form = |(_, remark): &(&str, &str)| is_form_of_dates(remark);
    bracketed.filter(is_form).or_else(|| title.split_once(['\n', '\r', '/', '|'])).or(bracketed)
}

/// Splits a title of two scripts where the one ends: `order_id 订单号`, `Paid-付款时间`, `下单时间OrderTime`.
fn scripts(title: &str) -> Option<(&str, &str)> {
    let first = title.trim_start_matches(is_of_east_asia);
    let last = title.trim_end_matches(is_of_east_asia);
    let (start, end) = match (first.len() < title.len(), last.len() < title.len()) {
        (true, false) => (title.strip_suffix(first)?, first),
        (false, true) => (last, title.strip_prefix(last)?),
        (true, true) | (false, false) => return None,
    };
    Some((start.trim_matches(is_between), end.trim_matches(is_between)))
}

/// Returns whether a character stands between a title and its translation.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '~')
}

/// Takes off brackets that a whole title stands in.
fn without_brackets(title: &str) -> Option<&str> {
    let inner = title.strip_prefix(['(', '（', '<'])?.strip_suffix([')', '）', '>'])?;
    (!inner.contains(['(', '（', '<'])).then_some(inner)
}

/// Returns whether a text is a form of dates: `mm/dd/yyyy`, `YYYY-MM-DD hh:mm:ss`, `年/月/日`.
pub(super) fn is_form_of_dates(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let is_sign = |c: char| "ymdhsap年月日时分秒/-:. ".contains(c);
    let has = |signs: [char; 2]| text.contains(signs);
    text.chars().all(is_sign) && has(['y', '年']) && has(['m', '月'])
}

/// Returns whether a text is a translation in Chinese of a title in English, and says neither a zone nor a unit.
fn is_translation(title: &str, text: &str) -> bool {
    const UNITS: [char; 6] = ['元', '币', '幣', '美', '欧', '卢'];
    let text = text.trim_matches(is_ornament).trim_end_matches([')', '）']);
    let is_chinese = |c: char| is_of_east_asia(c) || c.is_whitespace();
    title.trim().is_ascii()
        && is_beside_the_point(title)
        && !text.is_empty()
        && text.chars().all(is_chinese)
        && !text.contains(UNITS)
}

/// Writes an English title as those of plain tables are: `Order ID` and `orderId` as `order_id`, what its
/// last brackets say of a zone left out; `None` for other titles.
fn in_snake_case(title: &str) -> Option<String> {
    let (name, _) = title_zone::split(title);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    if !name.chars().all(is_sign) {
        return None;
    }
    let (mut snake, mut before) = (String::new(), ' ');
    for sign in name.chars() {
        let begins_word = sign.is_ascii_uppercase() && before.is_ascii_lowercase();
        match sign {
            ' ' | '-' | '_' => snake.push('_'),
            _ if begins_word => snake.extend(['_', sign.to_ascii_lowercase()]),
            _ => snake.push(sign.to_ascii_lowercase()),
        }
        before = sign;
    }
    Some(snake)
}

/// Puts blanks in place of the line breaks of a page that a program has written into a title.
fn without_breaks(title: &str) -> Cow<'_, str> {
    if !title.contains('<') && !title.contains("_x000D_") {
        return Cow::Borrowed(title);
    }
    let breaks = ["<br>", "<br/>", "<br />", "<BR>", "<BR/>", "_x000D_"];
    Cow::Owned(breaks.iter().fold(title.to_owned(), |title, sign| title.replace(sign, " ")))
}

/// Takes off the number that a title has in a list of titles: `1.订单号`, `2、订单状态`.
fn without_number(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.strip_prefix(['.', '、', '．']).filter(|_| rest.len() < title.len());
    bare.map_or(title, str::trim)
}

/// Takes off the number that pandas gives a title that comes again: `订单号.1`.
pub(super) fn without_repeat(title: &str) -> Option<&str> {
    let (first, number) = title.rsplit_once('.')?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !first.is_empty()).then_some(first)
}

/// Takes off what programs that join tables put behind a title that both have: `status_1` (DuckDB), `status:1`
/// (SQLite), `status_right` (polars), `status_x` and `status_y` (pandas), `status_2`, `status (2)`.
pub(super) fn without_mark_of_join(title: &str) -> Option<&str> {
    const MARKS: [&str; 9] = ["_1", "_2", ":1", ":2", "_left", "_right", "_x", "_y", " (2)"];
    let title = title.trim();
    let bare = MARKS.iter().find_map(|mark| title.strip_suffix(mark));
    bare.or_else(|| without_repeat(title)).filter(|bare| !bare.is_empty())
}

/// Returns the letters and digits of a title without the mark of a join: the same for two columns of one title.
pub(super) fn name_of_joined(title: &str) -> String {
    let mut name = normalise(without_mark_of_join(title).unwrap_or(title));
    name.retain(char::is_alphanumeric);
    name
}

/// Returns the forms of all titles, without what all of them have in front: the name of the table (Hive:
/// `orders.order_id`), or the objects that the values stood in (`sellerReverseOrderLines.0.tradeOrderId`).
pub(super) fn forms_of_all(titles: &[String]) -> Vec<Vec<String>> {
    let is_of_names = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let filled = || titles.iter().filter(|title| !title.is_empty());
    let first = filled().next();
    let dots = first.into_iter().flat_map(|title| title.match_indices('.'));
    let is_shared = |end: &usize| {
        let front = first.and_then(|title| title.get(..*end));
        front.is_some_and(|front| {
            front.chars().all(is_of_names) && filled().all(|title| title.starts_with(front))
        })
    };
    let front = dots.map(|(at, _)| at + 1).rfind(is_shared);
    let bare = |title: &String| forms(front.and_then(|end| title.get(end..)).unwrap_or(title));
    titles.iter().map(bare).collect()
}

/// Returns whether a text has as many digits in a row as an order id: no title has.
pub(super) fn may_hold_id(title: &str) -> bool {
    const DIGITS_OF_AN_ID: usize = 15;
    title.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= DIGITS_OF_AN_ID)
}

/// Returns whether a character is one of Chinese, Japanese or Korean writing.
fn is_of_east_asia(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Returns the zone that a title names, ornaments around it or not.
pub(crate) fn zone_of(title: &str) -> TitleZone {
    let in_snake =
        || in_snake_case(title).map_or(TitleZone::None, |snake| title_zone::split(&snake).1);
    let bare = title.trim_matches(is_ornament);
    let found = [title.trim(), bare].map(|title| title_zone::split(title).1);
    found.into_iter().find(|zone| *zone != TitleZone::None).unwrap_or_else(in_snake)
}

/// Returns whether a character is put around titles and says nothing.
pub(super) fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '*' | '＊'
                | '#'
                | ':'
                | '：'
                | '"'
                | '\''
                | '“'
                | '”'
                | '【'
                | '】'
                | '['
                | ']'
                | '「'
                | '」'
                | '|'
                | '='
                | '-'
                | '?'
                | '？'
                | '。'
                | '、'
                | '`'
                | '•'
                | '·'
                | '※'
                | '!'
                | '！'
                | '《'
                | '》'
                | '『'
                | '』'
                | ';'
                | '；'
                | '\u{2190}'..='\u{21ff}'
                | '\u{25a0}'..='\u{27bf}'
                | '\u{1f000}'..='\u{1faff}'
        )
}

/// Remarks beside titles that say nothing of the values.
const REMARKS: &[&str] = word_list!("lists/remarks.txt");

/// Returns whether a text beside a title is a remark that a field is required, or words of another
/// script, as a translation is, that name neither a zone nor a unit.
fn is_beside_the_point(text: &str) -> bool {
    const ZONES: &[&str] = word_list!("lists/zone_words.txt");
    let text = normalise(text.trim_matches(is_ornament)).trim_matches(['(', ')']).to_owned();
    if REMARKS.contains(&text.as_str()) || is_form_of_dates(&text) {
        return true;
    }
    let is_sign = |c: char| matches!(c, ' ' | '.' | '_' | '-' | '\'');
    let is_foreign = |c: char| is_sign(c) || (c.is_alphabetic() && !is_of_east_asia(c));
    !text.is_empty()
        && text.chars().all(is_foreign)
        && !ZONES.iter().any(|zone| text.contains(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_blanks_do_not_matter() {
        assert_eq!(normalise(" 负责人（业务员） "), normalise("负责人(业务员)"));
        assert_eq!(normalise("商品  ID"), normalise("商品 id"));
        assert_eq!(normalise("产品信息\n（双击单元格展开所有产品信息！）"), "产品信息");
        assert_eq!(normalise("\u{feff}订单\u{200b}号"), "订单号");
    }

    #[test]
    fn what_stands_around_a_title_does_not_matter_and_what_changes_it_does() {
        let known = |title: &str| forms(title).contains(&"下单时间".to_owned());
        for title in [
            "*下单时间",
            "下单时间*",
            "【下单时间】",
            "下单时间（必填）",
            "下单时间\nOrder Time",
            "Order Time / 下单时间",
            "下单时间(created at)",
            "\"下单时间\"",
            "下单时间：",
            "下单时间（文本）",
            "下单时间(mm/dd/yyyy)",
            "下单时间 [YYYY-MM-DD HH:MM:SS]",
            "created_at 下单时间",
            "（下单时间）",
            "`下单时间`",
            "•下单时间",
            "《下单时间》",
            "下单时间\n(Order time)",
            "下单时间（Дата заказа）",
            "Order time-下单时间",
            "下单时间OrderTime",
            "下单时间_x000D_",
            "下单时间_x",
        ] {
            assert!(known(title), "{title}");
        }
        let is_id = |title: &str| forms(title).contains(&"order_id".to_owned());
        for title in [
            "order_id(订单号)",
            "订单号（order_id）",
            "order_id/订单号",
            "订单号\norder_id",
            "order_id 订单号",
            "order_id（必填）",
        ] {
            assert!(is_id(title), "{title}");
        }
        for title in [
            "Order No.\n(order_id)",
            "order_id\n(订单)",
            "order_id (order_id)",
            "order_id（系统导出）",
            "order_id:string",
            "order_id (varchar)",
            "order_id VARCHAR(32)",
            "order_id (varchar(32))",
            "order_id BIGINT",
        ] {
            assert!(is_id(title), "{title}");
        }
        assert!(!forms("amount(美元)").contains(&"amount".to_owned()));
        for title in [
            "下单时间UTC",
            "下单时间(buyer's zone)",
            "下单时间/local",
            "下单时间\n2026",
            "下单时间2",
        ] {
            assert!(!known(title), "{title}");
        }
        assert!(matches!(zone_of("*下单时间（北京时间）*"), TitleZone::Known(_)));
    }
}
