//! Time zones as people name them: as files do, or with the one that is meant as a hint.

use crate::cli::failure::Failure;
use crate::domain::Zone;
use crate::input::zone_named;

/// What may be meant by names that files do not use for zones. `CST` is China's here, as in this program's answers.
const USUAL_NAMES: [(&str, &[&str]); 2] = [
    (
        "Asia/Shanghai",
        &[
            "asia/beijing",
            "china",
            "cst",
            "guangzhou",
            "hangzhou",
            "ningbo",
            "shenzhen",
            "yiwu",
            "上海",
            "中国",
        ],
    ),
    ("America/Los_Angeles", &["pacific"]),
];

/// Similarity from which a name is offered, from 0 to 1.
const NEAR: f64 = 0.9;

/// Returns a zone by any name that a file may give it, or a failure that names the one that is meant.
pub(crate) fn zone(name: &str, place: &str) -> Result<Zone, Failure> {
    zone_named(name).ok_or_else(|| {
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
    let usual = USUAL_NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
    if let Some((zone, _)) = usual {
        return Some((*zone).to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_as_people_mean_it() {
        for (name, right) in [
            ("Asia/Shanghai", "Asia/Shanghai"),
            ("asia/shanghai", "Asia/Shanghai"),
            ("Beijing", "Asia/Shanghai"),
            ("北京时间", "Asia/Shanghai"),
            ("北京時間", "Asia/Shanghai"),
            ("GMT+8", "Asia/Shanghai"),
            ("GMT+08:00", "Asia/Shanghai"),
            ("UTC+8", "Asia/Shanghai"),
            ("（UTC+08:00）", "Asia/Shanghai"),
            ("+08:00", "Asia/Shanghai"),
            ("+8", "Asia/Shanghai"),
            ("+0800", "Asia/Shanghai"),
            ("东八区", "Asia/Shanghai"),
            ("PST", "America/Los_Angeles"),
            ("pdt", "America/Los_Angeles"),
            ("GMT+3", "Etc/GMT-3"),
            ("msk", "Etc/GMT-3"),
            ("-07:00", "Etc/GMT+7"),
            ("+00:00", "UTC"),
            ("utc", "UTC"),
        ] {
            assert_eq!(zone(name, "").ok(), Zone::named(right), "{name}");
        }
        for (name, right) in [
            ("China", "Asia/Shanghai"),
            ("Asia/Beijing", "Asia/Shanghai"),
            ("CST", "Asia/Shanghai"),
            ("Moscow", "Europe/Moscow"),
            ("new york", "America/New_York"),
            ("Spain/Madrid", "Europe/Madrid"),
            ("Europe/Madird", "Europe/Madrid"),
        ] {
            assert!(zone(name, "").is_err(), "{name}");
            assert_eq!(meant(name).as_deref(), Some(right), "{name}");
        }
        for name in ["", "x", "nowhere", "+25", "+05:30", "+1:2:3:4:5", "8", "Nowhere/City"] {
            assert!(zone(name, "").is_err() && meant(name).is_none(), "{name}");
        }
    }
}
