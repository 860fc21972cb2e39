//! What lines beside the rows of a table say of what it is of: up to when it reaches, or that it was filtered.

use chrono::NaiveDate;

use crate::packed::word_list;

/// Words before the day on which a table was exported, or up to which it reaches, in small letters.
const UNTIL: &[&str] = word_list!("lists/scope_until.txt");

/// Words before what a table was filtered by.
const FILTERS: &[&str] = word_list!("lists/scope_filters.txt");

/// Values that leave nothing out, and what is no part of a shop's disputes.
const WHOLE: [&str; 12] =
    ["全部", "所有", "不限", "无", "all", "any", "none", "-", "*", "店铺", "平台", "shop"];

/// Returns the last day that a line names behind words that say up to when its table reaches; `None` without.
pub(super) fn until(text: &str) -> Option<NaiveDate> {
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_said = |word: &&str| words.starts_with(*word) || word.is_ascii() && within(words, word);
    if !UNTIL.iter().any(is_said) && !FILTERS.iter().any(|w| words.starts_with(w)) {
        return None;
    }
    days(text).max()
}

/// Returns whether a line says that its table was filtered by something else than a span of time.
pub(super) fn is_filtered(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let Some(rest) = FILTERS.iter().find_map(|word| words.strip_prefix(word)) else { return false };
    let Some(value) = rest.trim_start().strip_prefix([':', '：', '=']) else { return false };
    value.split([',', '，', ';', '；', '|', '、']).map(str::trim).any(|clause| {
        let value = clause.rsplit([':', '：', '=']).next().unwrap_or(clause).trim();
        let is_whole = WHOLE.iter().any(|word| value == *word || clause.starts_with(*word));
        !value.is_empty() && !is_whole && days(clause).next().is_none()
    })
}

/// Returns whether a text has a word, and not a part of another one.
fn within(text: &str, word: &str) -> bool {
    let Some(at) = text.find(word) else { return false };
    let (before, rest) = text.split_at(at);
    let after = rest.get(word.len()..).unwrap_or_default();
    let ends = |c: char| c.is_alphanumeric();
    before.len() <= 12 && !before.ends_with(ends) && !after.starts_with(ends)
}

/// Returns the days of a text that are written with the year first.
fn days(text: &str) -> impl Iterator<Item = NaiveDate> {
    let is_sign = |c: char| !c.is_ascii_digit();
    let parts: Vec<&str> = text.split(is_sign).filter(|digits| !digits.is_empty()).collect();
    let dates: Vec<NaiveDate> = parts
        .windows(3)
        .filter_map(|three| match three {
            [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
                NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        })
        .collect();
    dates.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_line_about_its_table_is_read() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 9);
        for (text, said) in [
            ("导出时间：2026-01-09 23:50:00", day),
            ("exported at 2026-01-09 23:50", day),
            ("data as of 2026-01-09", day),
            ("# as of: 2026-01-09t23:50:00+08:00", day),
            ("数据更新至：2026年1月9日", day),
            ("统计周期：2025-10-01 至 2026-01-09", day),
            ("查询时间 2025-10-01 00:00:00 ~ 2026/1/9 23:59:59", day),
            ("查询条件：2025-10-01 至 2026-01-09", day),
            ("导出时间：今天", None),
            ("2026-01-09", None),
            ("the buyer says that it works as of 2026-01-09", None),
            ("订单 8208460785972844 2026-01-09", None),
        ] {
            assert_eq!(until(text), said, "{text}");
        }
    }

    #[test]
    fn a_filter_by_anything_but_time_makes_a_part() {
        for (text, said) in [
            ("筛选条件：纠纷原因=质量问题", true),
            ("筛选条件：下单时间=2025-10-01~2026-01-09，纠纷状态=处理中", true),
            ("filter: country = us", true),
            ("查询条件：进行中的纠纷", true),
            ("查询条件：2025-10-01 至 2026-01-09", false),
            ("筛选条件：全部", false),
            ("筛选条件：状态=全部；国家=不限", false),
            ("筛选条件：店铺=主店", false),
            ("filter:", false),
            ("filter of water, 2 pieces", false),
            ("searching for gold", false),
        ] {
            assert_eq!(is_filtered(text), said, "{text}");
        }
    }
}
