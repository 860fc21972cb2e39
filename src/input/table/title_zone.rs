//! The zone that a column's title names: `下单时间（北京时间）`, `created_at (UTC)`, `Paid [GMT+3]`.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::domain::Zone;
use crate::input::text::chinese::simplified;
use crate::input::text::zone_names::{abbreviation, named, named_within};
use crate::packed::word_list;

/// What a title says of the zone of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TitleZone {
    /// Nothing.
    None,
    /// This zone.
    Known(Zone),
    /// Something that is meant as a zone and is not known.
    Unknown(String),
}

/// Returns a title with its characters in their compatibility forms, as most titles have them.
fn compatible(title: &str) -> String {
    match is_nfkc_quick(title.chars()) {
        IsNormalized::Yes => title.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => title.nfkc().collect(),
    }
}

/// Splits a title into what it names, in compatibility forms, and the zone that it adds.
pub(crate) fn split(title: &str) -> (String, TitleZone) {
    let title = compatible(title);
    let closed = title.trim_end().strip_suffix([')', ']', '】']);
    if let Some((name, inner)) = closed.and_then(|open| open.rsplit_once(['(', '[', '【'])) {
        match zone(inner) {
            TitleZone::None => {}
            zone @ (TitleZone::Known(_) | TitleZone::Unknown(_)) => {
                return (name.trim_end().to_owned(), zone);
            }
        }
    }
    if let Some((name, zone)) = name_around(&title) {
        return (name, TitleZone::Known(zone));
    }
    let after = |sign: char| title.trim_end().rsplit_once(sign);
    for (name, last) in ['_', '-', ' '].into_iter().filter_map(after) {
        // A word of letters only: `created_at_utc`. `paid_at` ends in no zone.
        let zone = zone(last);
        if matches!(zone, TitleZone::Known(_)) || last.eq_ignore_ascii_case("cst") {
            return (name.trim_end().to_owned(), zone);
        }
    }
    (title, TitleZone::None)
}

/// Returns the name of a time without the zone of several words behind it (`created_at Beijing time`) or the
/// Chinese one before it (`北京下单时间`), and the zone.
fn name_around(title: &str) -> Option<(String, Zone)> {
    let lower = title.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    for count in [3, 2] {
        let (name, last) = words.split_at(words.len().saturating_sub(count));
        if let Some(zone) = named(&last.join(" ")).filter(|_| !name.is_empty()) {
            return Some((name.join(" "), zone));
        }
    }
    let plain = simplified(lower);
    let (zone, name) = ["北京时间", "北京"].iter().find_map(|zone| {
        let name = plain.strip_prefix(zone)?;
        (name.ends_with("时间") && name != "时间").then_some((zone, name))
    })?;
    Some((name.to_owned(), named(zone)?))
}

/// Abbreviations that mean several zones.
const AMBIGUOUS: [&str; 4] = ["cst", "ist", "bst", "ast"];

/// Returns what the text in brackets says.
fn zone(text: &str) -> TitleZone {
    let text = simplified(text.trim().to_lowercase());
    let text =
        text.strip_prefix("时区:").or_else(|| text.strip_prefix("tz:")).unwrap_or(&text).trim();
    // In titles these are said of the clocks of the place, summer time and all.
    if matches!(text, "pst" | "pdt") {
        return TitleZone::Known(Zone::PLATFORM);
    }
    let known = named(text)
        .or_else(|| Zone::named_in_any_case(text))
        .or_else(|| abbreviation(text).and_then(|seconds| fixed(seconds / 3600)))
        .or_else(|| offset(text).or_else(|| hours_east(text)).and_then(fixed));
    let is_meant = [
        "utc",
        "gmt",
        "时区",
        "标准时间",
        "北京",
        "本地时间",
        "当地时间",
        "服务器时间",
        "time zone",
        "timezone",
    ];
    let is_meant = |text: &str| is_meant.iter().any(|word| text.contains(word));
    match known {
        Some(zone) => TitleZone::Known(zone),
        None if is_meant(text) || AMBIGUOUS.contains(&text) => TitleZone::Unknown(text.to_owned()),
        None => TitleZone::None,
    }
}

/// Returns the zone that a text is nothing but the name of: `Asia/Shanghai`, `北京时间`, `(UTC+8)`.
pub(crate) fn zone_named(text: &str) -> Option<Zone> {
    match zone_meant(text) {
        TitleZone::Known(zone) => Some(zone),
        TitleZone::None | TitleZone::Unknown(_) => None,
    }
}

/// Returns what a text says of a zone that stands alone: `北京时间`, `(UTC+8)`.
pub(crate) fn zone_meant(text: &str) -> TitleZone {
    let text = compatible(text);
    zone(text.trim().trim_start_matches('(').trim_end_matches(')'))
}

/// Returns the zone that a line above the titles says all times are of: `所有时间均为北京时间`,
/// `Timezone: GMT+8`, `All times in UTC`. Of a line with a time of day the zone may be that of this time alone.
pub(crate) fn zone_of_line(line: &str) -> TitleZone {
    let text = simplified(compatible(line).to_lowercase());
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let mut around = text.match_indices(':');
    let is_clock = |(at, _): (usize, &str)| {
        let (before, after) = text.split_at(at);
        let is_offset = before.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['+', '-']);
        is_digit(before.chars().next_back()) && is_digit(after.chars().nth(1)) && !is_offset
    };
    if around.any(is_clock) {
        return TitleZone::None;
    }
    let words = ["time", "zone", "时间", "时区", "hora", "время", "zeit"];
    if !words.iter().any(|word| text.contains(word)) {
        return TitleZone::None;
    }
    if let Some(zone) = named_within(&text) {
        return TitleZone::Known(zone);
    }
    let Some(at) = text.find("utc").or_else(|| text.find("gmt")) else { return TitleZone::None };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ':');
    let rest = text.get(at..).expect("the word was found there");
    zone(rest.split(|c| !is_part(c)).next().expect("a split has a first part"))
}

/// Returns the zone that a text which stands beside a table, or is its name, says all times are of; `None` where it
/// names none that is known.
pub(crate) fn zone_beside(text: &str) -> Option<Zone> {
    match zone_of_line(text) {
        TitleZone::Known(zone) => Some(zone),
        TitleZone::None | TitleZone::Unknown(_) => None,
    }
}

/// Returns whether a text in the row of the titles is about all times, and no title of its own column.
pub(crate) fn is_of_all_times(text: &str) -> bool {
    let text = text.to_lowercase();
    ["均", "所有", "全部", "以上", "all times", "times are"].iter().any(|word| text.contains(word))
}

/// Words of titles of times in English, and of remarks beside them.
const TIME_WORDS: &[&str] = word_list!("lists/time_words.txt");

/// What words of such titles begin with in other languages, and what stands between them.
const STEMS: &[&str] = word_list!("lists/time_stems.txt");
const BETWEEN: [&str; 14] =
    ["de", "del", "la", "el", "da", "do", "di", "du", "des", "der", "und", "le", "l", "d"];

/// Returns a remark beside the title of a time that is no Chinese and holds other words than those of such titles: it
/// may name a zone, as `(Shenzhen)` or `(server time)` do.
pub(crate) fn odd_remark(remark: &str) -> Option<&str> {
    let remark = remark.trim().trim_matches(['(', ')', '（', '）']);
    let mut words = remark.split([' ', '.', '_', '-', '\'']).filter(|word| !word.is_empty());
    let is_known = |word: &str| {
        let word = word.to_lowercase();
        TIME_WORDS.contains(&word.as_str())
            || BETWEEN.contains(&word.as_str())
            || STEMS.iter().any(|stem| word.starts_with(stem))
    };
    let is_foreign = |c: char| c.is_alphabetic() && !matches!(c, '\u{2e80}'..='\u{d7af}');
    let has_words =
        remark.chars().any(is_foreign) && remark.chars().all(|c| is_foreign(c) || c.is_ascii());
    (has_words && !words.all(is_known)).then_some(remark)
}

/// Returns a remark beside the title of a time that speaks of some other clock: `深圳时间`, `server time`.
/// What is done at a time (`付款时间`) is no clock.
pub(crate) fn other_clock(remark: &str) -> Option<&str> {
    const DEEDS: &str =
        "下单付支发收完成创建确认关结交开纠录更新起止送达签升级介入裁决判责响应截期申请退诉";
    let remark = remark.trim();
    let plain = simplified(compatible(remark).to_lowercase());
    let place = plain.strip_suffix("时间").filter(|place| !place.is_empty());
    let is_place = place.is_some_and(|place| !place.chars().any(|sign| DEEDS.contains(sign)));
    let is_clock = || plain.split([' ', '_', '-']).any(|word| matches!(word, "time" | "clock"));
    (is_place || odd_remark(remark).is_some() && is_clock()).then_some(remark)
}

/// Reads `utc+8`, `utc8`, `gmt-08:00`, `+3`, `+0800`, in whole hours.
fn offset(text: &str) -> Option<i32> {
    let named = ["utc", "gmt"].iter().find_map(|name| text.strip_prefix(name));
    let digits = named.unwrap_or(text).trim();
    let has_sign = digits.starts_with(['+', '-']);
    let is_long = has_sign && digits.len() == 5;
    let digits = digits.strip_suffix(if is_long { "00" } else { ":00" }).unwrap_or(digits);
    (has_sign || named.is_some()).then(|| digits.parse().ok()).flatten()
}

/// Reads `东八区`, in hours ahead of UTC. To the west, clocks change in summer, and the hours do not say which
/// are meant.
fn hours_east(text: &str) -> Option<i32> {
    const NUMBERS: [&str; 12] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let text = text.strip_suffix("时间").unwrap_or(text);
    let number = text.strip_prefix('东')?.strip_suffix('区')?;
    let number = number.strip_suffix('时').unwrap_or(number);
    let hours = (1..).zip(NUMBERS).find(|(_, name)| *name == number);
    hours.map(|(hours, _)| hours).or_else(|| number.parse().ok())
}

/// Returns the zone that is always so many hours ahead of UTC.
pub(crate) fn fixed(hours: i32) -> Option<Zone> {
    // The database counts them the other way round: `Etc/GMT-8` is ahead. China's clocks have a name that sellers know.
    match hours {
        0 => Some(Zone::UTC),
        8 => Some(Zone::ASSESSMENT),
        1..=14 => Zone::named(&format!("Etc/GMT-{hours}")),
        -12..0 => Zone::named(&format!("Etc/GMT+{}", -hours)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> String {
        match split(title) {
            (name, TitleZone::None) => format!("{name}:"),
            (name, TitleZone::Known(zone)) => format!("{name}: {}", zone.name()),
            (name, TitleZone::Unknown(text)) => format!("{name}: unknown {text}"),
        }
    }

    #[test]
    fn a_line_above_the_titles_may_say_the_zone_of_all_times() {
        let known = |name: &str| TitleZone::Known(Zone::named(name).unwrap());
        for (line, zone) in [
            ("导出时间：2026-01-16（所有时间均为北京时间）", "Asia/Shanghai"),
            ("所有時間均為北京時間", "Asia/Shanghai"),
            ("Timezone: GMT+8", "Asia/Shanghai"),
            ("All times in UTC", "UTC"),
            ("Times: UTC+08:00", "Asia/Shanghai"),
            ("Beijing time", "Asia/Shanghai"),
        ] {
            assert_eq!(zone_of_line(line), known(zone), "{line}");
        }
        for line in
            ["Exported 2026-01-16 10:00 UTC, local time", "Beijing Lamp House", "GMT", "订单"]
        {
            assert_eq!(zone_of_line(line), TitleZone::None, "{line}");
        }
        assert!(matches!(zone_of_line("Time zone: UTC+5:30"), TitleZone::Unknown(_)));
    }

    #[test]
    fn zones_in_titles_are_found() {
        for (title, right) in [
            ("下单时间", "下单时间:"),
            ("下单时间（北京时间）", "下单时间: Asia/Shanghai"),
            ("下单时间(美国太平洋时间)", "下单时间: America/Los_Angeles"),
            ("下單時間（北京時間）", "下單時間: Asia/Shanghai"),
            ("created_at (UTC)", "created_at: UTC"),
            ("created_at_utc", "created_at: UTC"),
            ("paid_at", "paid_at:"),
            ("Paid [GMT+3]", "Paid: Etc/GMT-3"),
            ("付款时间（UTC-08:00）", "付款时间: Etc/GMT+8"),
            ("付款时间（PST）", "付款时间: America/Los_Angeles"),
            ("Ordered (Europe/Madrid)", "Ordered: Europe/Madrid"),
            ("下单时间（UTC+5:30）", "下单时间: unknown utc+5:30"),
            ("下单时间（东八区）", "下单时间: Asia/Shanghai"),
            ("下單時間（東8區）", "下單時間: Asia/Shanghai"),
            ("下单时间（香港时间）", "下单时间: Asia/Hong_Kong"),
            ("下单时间(HKT)", "下单时间: Asia/Shanghai"),
            ("下单时间（本地时间）", "下单时间: unknown 本地时间"),
            ("下单时间（CST）", "下单时间: unknown cst"),
            ("北京下单时间", "下单时间: Asia/Shanghai"),
            ("北京时间下单时间", "下单时间: Asia/Shanghai"),
            ("created_at Beijing time", "created_at: Asia/Shanghai"),
            ("created_at_shanghai", "created_at: Asia/Shanghai"),
            ("created_at_utc8", "created_at: Asia/Shanghai"),
            ("created_at_cst", "created_at: unknown cst"),
            ("paid at", "paid at:"),
            ("北京时间", "北京时间:"),
            ("负责人（业务员）", "负责人(业务员):"),
            ("订单金额 (CNY)", "订单金额 (CNY):"),
        ] {
            assert_eq!(shown(title), right, "{title}");
        }
    }
}
