//! Time zones as people name them: by the database's name, or with the one that is meant as a hint.

use crate::cli::failure::Failure;
use crate::domain::Zone;

/// What people call the zones of this trade. `CST` is China's here, as in this program's answers.
const USUAL_NAMES: [(&str, &[&str]); 3] = [
    (
        "Asia/Shanghai",
        &[
            "asia/beijing",
            "beijing",
            "beijing time",
            "china",
            "china standard time",
            "china time",
            "cst",
            "guangzhou",
            "hangzhou",
            "ningbo",
            "shenzhen",
            "yiwu",
            "上海",
            "中国",
            "北京",
            "北京时间",
        ],
    ),
    (
        "America/Los_Angeles",
        &["pacific", "pacific standard time", "pacific time", "pdt", "pst", "pt", "太平洋时间"],
    ),
    ("Europe/Moscow", &["moscow time", "msk"]),
];

/// Similarity from which a name is offered, from 0 to 1.
const NEAR: f64 = 0.9;

/// Returns a zone by its name, or a failure that names the one that is meant.
pub(crate) fn zone(name: &str, place: &str) -> Result<Zone, Failure> {
    Zone::named(name).ok_or_else(|| {
        let failure = usage_error!("{place}: `{name}` is not a time zone");
        failure.hint(meant(name).map_or_else(
            || "zones have the names of the IANA database, such as `Asia/Shanghai`".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        ))
    })
}

/// Returns the name of the zone that somebody means; `None` where none is near.
fn meant(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    if let Some(zone) = Zone::named_in_any_case(&name) {
        return Some(zone.name().to_owned());
    }
    let usual = USUAL_NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
    if let Some((zone, _)) = usual {
        return Some((*zone).to_owned());
    }
    if let Some(minutes) = minutes_ahead(&name) {
        return at_offset(minutes);
    }
    let city = city(&name).replace(' ', "_");
    Zone::names()
        .find(|zone| self::city(zone).eq_ignore_ascii_case(&city))
        .or_else(|| {
            let likeness = |zone: &str| {
                let zone = zone.to_lowercase();
                strsim::jaro_winkler(&name, &zone)
                    .max(strsim::jaro_winkler(&city, self::city(&zone)))
            };
            let nearest = Zone::names().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
            nearest.filter(|zone| likeness(zone) >= NEAR)
        })
        .map(ToOwned::to_owned)
}

/// Returns what stands behind the last `/` of a zone's name.
fn city(zone: &str) -> &str {
    zone.rsplit_once('/').map_or(zone, |(_, city)| city)
}

/// Reads `+08:00`, `GMT+8`, `utc-0330` as minutes ahead of UTC; `None` for what is no offset.
fn minutes_ahead(name: &str) -> Option<i32> {
    let offset = ["gmt", "utc"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let (sign, digits) = match offset.trim().split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    match digits.len() {
        1 | 2 => Some(sign * number * 60),
        3 | 4 => Some(sign * (number / 100 * 60 + number % 100)),
        _ => None,
    }
}

/// Returns the zone whose clocks are always so many minutes ahead of UTC; in Asia, China's.
fn at_offset(minutes: i32) -> Option<String> {
    // The database's own names for offsets have the sign the other way round.
    let fixed = match minutes {
        0 => "UTC".to_owned(),
        480 => "Asia/Shanghai".to_owned(),
        _ if minutes % 60 == 0 => format!("Etc/GMT{:+}", -minutes / 60),
        _ => return None,
    };
    Zone::named(&fixed).map(|zone| zone.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_as_people_mean_it() {
        for (name, zone) in [
            ("Beijing", "Asia/Shanghai"),
            ("China", "Asia/Shanghai"),
            ("Asia/Beijing", "Asia/Shanghai"),
            ("北京时间", "Asia/Shanghai"),
            ("CST", "Asia/Shanghai"),
            ("GMT+8", "Asia/Shanghai"),
            ("UTC+08:00", "Asia/Shanghai"),
            ("+08:00", "Asia/Shanghai"),
            ("+8", "Asia/Shanghai"),
            ("+0800", "Asia/Shanghai"),
            ("PST", "America/Los_Angeles"),
            ("pdt", "America/Los_Angeles"),
            ("GMT+3", "Etc/GMT-3"),
            ("-07:00", "Etc/GMT+7"),
            ("+00:00", "UTC"),
            ("asia/shanghai", "Asia/Shanghai"),
            ("utc", "UTC"),
            ("Moscow", "Europe/Moscow"),
            ("msk", "Europe/Moscow"),
            ("new york", "America/New_York"),
            ("Spain/Madrid", "Europe/Madrid"),
            ("Europe/Madird", "Europe/Madrid"),
        ] {
            assert_eq!(meant(name).as_deref(), Some(zone), "{name}");
        }
        for name in ["", "x", "nowhere", "+25", "+05:17", "+1:2:3:4:5", "8"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
