//! Whether a text holds a time, whatever its form: readers of columns tell which.

/// Returns whether a text holds a time of this century: a year of four digits beside a day or a month, a date with its
/// year in two digits, the digits of a date without signs between them, or seconds or milliseconds since 1970.
pub(crate) fn holds_time(text: &str) -> bool {
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(digits).collect();
    let is_short = |number: &&str| number.len() <= 2;
    let is_year = |number: &&str| number.len() == 4 && number.starts_with("20");
    let has_year = numbers.iter().any(is_year) && numbers.iter().any(is_short);
    let is_compact = |number: &&str| match number.len() {
        8 | 12 | 14 => number.starts_with("20"),
        10 | 13 => number.starts_with('1'),
        _ => false,
    };
    let date = text.trim().split([' ', 'T', ',']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    let is_short_date = parts.len() == 3
        && parts.iter().all(|part| digits(part) && is_short(part))
        && parts.iter().any(|part| part.len() == 2);
    has_year || numbers.iter().any(is_compact) || is_short_date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_numbers_ids_and_sizes() {
        for text in [
            "2025-12-05T09:13:00Z",
            "2025/12/5",
            "12/05/2025 9:13",
            "5.12.2025",
            "05.12.25 09:13",
            "26/1/5",
            "2025年12月5日",
            "5 Dec 2025 09:13",
            "Dec 5, 2025",
            "20251205091300",
            "20251205",
            "1764926000",
            r#"{"t":1764926000123}"#,
        ] {
            assert!(holds_time(text), "{text}");
        }
        for text in [
            "",
            "1",
            "82.50",
            "1,234.50",
            "2025",
            "12:30:05",
            "8200000000000001",
            "9400100000000011",
            "1-2-3",
            "3 x 4 x 20",
            "1970-01-01",
            "0000-00-00 00:00:00",
        ] {
            assert!(!holds_time(text), "{text}");
        }
    }
}
