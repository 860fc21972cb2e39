//! Names of platforms, in tables of programs that serve several.

use crate::input::table::row::Cell;
use crate::packed::word_list;

/// Names of other platforms, in small letters, as programs write them.
const OTHERS: &[&str] = word_list!("lists/other_platforms.txt");

/// Returns whether a cell that names the platform of a row leaves it to be AliExpress's.
pub(crate) fn is_own(cell: Cell<'_>, names: NamedPlatforms) -> bool {
    let names_all = names == NamedPlatforms::All;
    match cell {
        Cell::Text(text) => {
            let text = text.to_lowercase();
            let is_named = text.contains("aliexpress") || text.contains("速卖通") || text == "smt";
            // Programs write the country of a shop behind its platform: `Amazon-US`.
            let name = text.split(['-', '_', '(', '（', ':']).next().unwrap_or_default().trim();
            is_named || !names_all && !OTHERS.contains(&name)
        }
        Cell::Empty => true,
        Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => !names_all,
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
        let own = |text: &str| {
            [NamedPlatforms::All, NamedPlatforms::Others]
                .map(|names| is_own(Cell::Text(text), names))
        };
        for text in ["AliExpress", "速卖通", "smt", "全球速卖通"] {
            assert_eq!(own(text), [true, true], "{text}");
        }
        for text in ["Amazon", "亚马逊", "eBay", "Amazon-US", "TikTok Shop"] {
            assert_eq!(own(text), [false, false], "{text}");
        }
        for text in ["yes", "true", "AE", "platform"] {
            assert_eq!(own(text), [false, true], "{text}");
        }
    }
}
