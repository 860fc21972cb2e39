//! Times of which a spreadsheet or a page has shown, and a file holds, only a part.

/// What a shortened time has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostPart {
    /// `40:00.0`: minutes and seconds, as Excel shows the times of a csv that have seconds.
    DateAndHour,
    /// `15:40`, `昨天 15:40`.
    Date,
    /// `2025-09`, `2025年9月`.
    Day,
    /// `Sep-25`, `9月-25`: a month, and a day or a year.
    DayOrYear,
    /// `09-28 15:40`, `9月28日`.
    Year,
}

impl LostPart {
    /// Returns what messages call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DateAndHour => "their date and hour",
            Self::Date => "their date",
            Self::Day => "their day",
            Self::DayOrYear => "their day or their year",
            Self::Year => "their year",
        }
    }

    /// Returns what a text that is no time would need to be one; `None` for a text that is no part of a time.
    pub(crate) fn of(text: &str) -> Option<Self> {
        const RELATIVE: [&str; 9] =
            ["昨天", "昨日", "今天", "今日", "前天", "天前", "小时前", "分钟前", " ago"];
        let text = text.trim().to_lowercase();
        let begins_relative = ["yesterday", "today"].iter().any(|word| text.starts_with(word));
        if begins_relative || RELATIVE.iter().any(|word| text.contains(word)) {
            return Some(Self::Date);
        }
        let shape = shape(&text);
        let (date, time) = shape.split_once([' ', ',']).unwrap_or((&shape, ""));
        let time = time.trim_start_matches([' ', ',']);
        let is_time = |time: &str| matches!(time, "d:d" | "d:d:d" | "d:d a" | "d:d:d a");
        match date {
            "d:d.d" if time.is_empty() => Some(Self::DateAndHour),
            _ if is_time(&shape) => Some(Self::Date),
            "y-d" | "y/d" | "y年d月" if time.is_empty() => Some(Self::Day),
            "a-d" | "d-a" | "d月-d" if time.is_empty() => Some(Self::DayOrYear),
            "d-d" | "d/d" | "d月d日" if time.is_empty() || is_time(time) => Some(Self::Year),
            "d.d" | "d-a" if is_time(time) => Some(Self::Year),
            _ => None,
        }
    }
}

/// Writes `d` for a run of one or two digits, `y` for one of four, `9` for others, `a` for a run of Latin letters, and
/// the other signs as they are.
fn shape(text: &str) -> String {
    let (mut shape, mut rest) = (String::new(), text);
    while let Some(sign) = rest.chars().next() {
        let is_alike: fn(char) -> bool = match sign {
            '0'..='9' => |c| c.is_ascii_digit(),
            'a'..='z' => |c| c.is_ascii_lowercase(),
            _ => |_| false,
        };
        let end = rest.find(|c| !is_alike(c)).unwrap_or(rest.len());
        let end = end.max(sign.len_utf8());
        shape.push(match (sign, end) {
            ('0'..='9', 1 | 2) => 'd',
            ('0'..='9', 4) => 'y',
            ('0'..='9', _) => '9',
            ('a'..='z', _) => 'a',
            (other, _) => other,
        });
        rest = rest.get(end..).expect("a run ends between characters");
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shortened_time_has_not_is_named() {
        for (text, lost) in [
            ("40:00.0", Some(LostPart::DateAndHour)),
            ("15:40", Some(LostPart::Date)),
            ("3:40:05 PM", Some(LostPart::Date)),
            ("昨天 15:40", Some(LostPart::Date)),
            ("3 days ago", Some(LostPart::Date)),
            ("2025-09", Some(LostPart::Day)),
            ("2025年9月", Some(LostPart::Day)),
            ("Sep-25", Some(LostPart::DayOrYear)),
            ("9月-25", Some(LostPart::DayOrYear)),
            ("28-Sep", Some(LostPart::DayOrYear)),
            ("09-28 15:40", Some(LostPart::Year)),
            ("9/28 15:40:00", Some(LostPart::Year)),
            ("9月28日", Some(LostPart::Year)),
            ("28.09 15:40", Some(LostPart::Year)),
            ("13/13/2025", None),
            ("2025-09-28", None),
            ("soon", None),
            ("12.30", None),
            ("", None),
        ] {
            assert_eq!(LostPart::of(text), lost, "{text}");
        }
    }
}
