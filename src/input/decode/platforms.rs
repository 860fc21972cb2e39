//! Names of platforms, in tables of programs that serve several.

use crate::input::decode::missing::is_missing;
use crate::input::table::row::Cell;
use crate::packed::word_list;

/// Names of other platforms, in small letters, as programs write them.
const OTHERS: &[&str] = word_list!("lists/other_platforms.txt");

/// Words for every platform, and AliExpress's names for kinds of its market.
const NO_PLATFORM: &[&str] =
    &["all", "any", "default", "全部", "所有", "choice", "全托管", "半托管"];

/// What a cell says of the platform of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Platform {
    /// It is AliExpress.
    Own,
    /// Nothing.
    Unsaid,
    /// It is another one.
    Other,
    /// Its name is not known.
    Unknown,
}

/// Returns what a cell says of the platform of its row.
pub(crate) fn platform_of(cell: Cell<'_>, names: NamedPlatforms) -> Platform {
    let names_all = names == NamedPlatforms::All;
    match cell {
        Cell::Text(text) => {
            let text = text.trim().to_lowercase();
            let is_named = text.contains("aliexpress") || text.contains("速卖通");
            if is_named || text == "smt" {
                return Platform::Own;
            }
            // Programs write the country of a shop or the kind of the market behind a name: `Amazon-US`, `Temu半托管`.
            let is_of = |name: &&str| {
                text.strip_prefix(*name).is_some_and(|rest| {
                    let is_chinese = !name.is_ascii();
                    is_chinese || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                })
            };
            match names_all || OTHERS.iter().any(is_of) {
                true => Platform::Other,
                false if is_missing(&text) || NO_PLATFORM.contains(&text.as_str()) => {
                    Platform::Unsaid
                }
                false => Platform::Unknown,
            }
        }
        Cell::Empty => Platform::Unsaid,
        Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => match names_all {
            true => Platform::Other,
            false => Platform::Unsaid,
        },
    }
}

/// Which names are those of platforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedPlatforms {
    /// Every name.
    All,
    /// Those of [`OTHERS`]; another one is no platform's.
    Others,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_other_platforms_are_told_by_their_names() {
        use Platform::{Other, Own, Unknown};
        let own = |text: &str| {
            [NamedPlatforms::All, NamedPlatforms::Others]
                .map(|names| platform_of(Cell::Text(text), names))
        };
        for text in ["AliExpress", "速卖通", "smt", "全球速卖通"] {
            assert_eq!(own(text), [Own, Own], "{text}");
        }
        for text in [
            "Amazon",
            "亚马逊",
            "eBay",
            "Amazon-US",
            "TikTok Shop",
            "Temu半托管",
            "亚马逊美国",
            "lazada.com.my",
        ] {
            assert_eq!(own(text), [Other, Other], "{text}");
        }
        for text in ["all", "Choice", "全部", "半托管"] {
            assert_eq!(own(text), [Other, Platform::Unsaid], "{text}");
        }
        for text in ["yes", "true", "AE", "Wishes"] {
            assert_eq!(own(text), [Other, Unknown], "{text}");
        }
    }
}
