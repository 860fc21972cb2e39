//! The names and abbreviations of zones in titles and cells, in lower case.

use crate::domain::Zone;

/// A zone that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrittenZone {
    /// Seconds ahead of UTC.
    Offset(i32),
    /// A zone with clocks of its own.
    Named(Zone),
}

/// Abbreviations that mean one offset only, in hours ahead of UTC. `CST` (China or the middle of
/// America), `IST`, `BST` and `AST` mean several and are not read.
const ABBREVIATIONS: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("pst", -8),
    ("pdt", -7),
    ("mst", -7),
    ("mdt", -6),
    ("est", -5),
    ("edt", -4),
    ("brt", -3),
    ("cet", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("msk", 3),
    ("мск", 3),
    ("bjt", 8),
    ("hkt", 8),
    ("jst", 9),
    ("kst", 9),
];

/// What titles and cells call a zone by a name of its own.
const NAMES: &[(&str, &str)] = &[
    ("北京时间", "Asia/Shanghai"),
    ("中国时间", "Asia/Shanghai"),
    ("北京标准时间", "Asia/Shanghai"),
    ("中国标准时间", "Asia/Shanghai"),
    ("上海时间", "Asia/Shanghai"),
    ("香港时间", "Asia/Hong_Kong"),
    ("北京", "Asia/Shanghai"),
    ("bj", "Asia/Shanghai"),
    ("beijing time", "Asia/Shanghai"),
    ("beijing", "Asia/Shanghai"),
    ("shanghai time", "Asia/Shanghai"),
    ("shanghai", "Asia/Shanghai"),
    ("hong kong time", "Asia/Hong_Kong"),
    ("china standard time", "Asia/Shanghai"),
    ("china time", "Asia/Shanghai"),
    ("太平洋时间", "America/Los_Angeles"),
    ("美国太平洋时间", "America/Los_Angeles"),
    ("美西时间", "America/Los_Angeles"),
    ("美国时间", "America/Los_Angeles"),
    ("pacific time", "America/Los_Angeles"),
    ("pacific standard time", "America/Los_Angeles"),
    ("pacific daylight time", "America/Los_Angeles"),
    ("pt", "America/Los_Angeles"),
    ("莫斯科时间", "Europe/Moscow"),
    ("moscow time", "Europe/Moscow"),
    ("московское время", "Europe/Moscow"),
    ("по москве", "Europe/Moscow"),
    ("世界协调时间", "UTC"),
    ("格林威治时间", "UTC"),
];

/// Returns the offset of an abbreviation, in seconds ahead of UTC; `None` for words that mean more
/// than one zone or none.
pub(crate) fn abbreviation(word: &str) -> Option<i32> {
    ABBREVIATIONS.iter().find(|(name, _)| *name == word).map(|(_, hours)| hours * 3600)
}

/// Returns the zone that a name in lower case stands for, as `北京时间`.
pub(crate) fn named(name: &str) -> Option<Zone> {
    NAMES.iter().find(|(known, _)| *known == name).and_then(|(_, zone)| Zone::named(zone))
}

/// Returns the zone of the longest name with a word for time that stands anywhere in a text in lower case.
pub(crate) fn named_within(text: &str) -> Option<Zone> {
    let says_time = |name: &str| ["时间", "time", "время"].iter().any(|word| name.contains(word));
    let names = NAMES.iter().filter(|(name, _)| says_time(name) && text.contains(name));
    let (name, zone) = names.max_by_key(|(name, _)| name.len())?;
    // In `北京时间旗舰店` and `于北京时间每周一` it is a part of something else.
    let is_whole = |(at, _): (usize, &str)| {
        let after = text.get(at + name.len()..).unwrap_or_default();
        !after.starts_with(char::is_alphabetic)
            || OF_TIMES.iter().any(|word| after.starts_with(word))
    };
    text.match_indices(name).any(is_whole).then(|| Zone::named(zone)).flatten()
}

/// What is said of times behind the name of their zone.
const OF_TIMES: [&str; 10] =
    ["显示", "为准", "计", "统计", "导出", "展示", "标注", "记录", "格式", "表示"];

/// Returns the longest zone's name that a text in lower case begins with, and the zone; not `pt`, which is
/// Friday in Polish.
pub(crate) fn named_first(text: &str) -> Option<(&'static str, Zone)> {
    let names = NAMES.iter().filter(|(name, _)| name.len() > 2 && text.starts_with(name));
    let (name, zone) = names.max_by_key(|(name, _)| name.len())?;
    Some((name, Zone::named(zone)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_goes_on_names_no_zone() {
        let shanghai = Zone::named("Asia/Shanghai");
        for (text, zone) in [
            ("所有时间均为北京时间", shanghai),
            ("时间按北京时间显示", shanghai),
            ("以上为北京时间，请注意", shanghai),
            ("all times are in beijing time.", shanghai),
            ("店铺：北京时间旗舰店", None),
            ("请于北京时间每周一更新", None),
            ("北京时间科技有限公司 订单", None),
        ] {
            assert_eq!(named_within(text), zone, "{text}");
        }
    }

    #[test]
    fn every_zone_by_name_is_in_the_database() {
        for (name, zone) in NAMES {
            assert!(Zone::named(zone).is_some(), "{name}");
        }
    }
}
