//! Days and moments as people write them.

use chrono::{Datelike, NaiveDate};

use crate::cli::clock::clock;
use crate::cli::failure::Failure;
use crate::domain::{AssessmentDay, Moment};

/// Reads a day as the end of that assessment day, or an RFC 3339 moment as itself.
pub(crate) fn parse_as_of(text: &str) -> Result<Moment, Failure> {
    match day(text)? {
        Some(day) => Ok(day.end()),
        None => moment(text),
    }
}

/// Reads a day as the beginning of that assessment day, or an RFC 3339 moment as itself.
pub(crate) fn parse_day_start(text: &str) -> Result<Moment, Failure> {
    match day(text)? {
        Some(day) => Ok(day.start()),
        None => moment(text),
    }
}

/// Reads a day.
pub(crate) fn parse_day(text: &str) -> Result<AssessmentDay, Failure> {
    day(text)?.ok_or_else(|| {
        usage_error!("`{text}` is not a day")
            .hint("a day is written as 2026-01-16, year, month, day")
    })
}

fn moment(text: &str) -> Result<Moment, Failure> {
    Moment::from_rfc3339(text).ok_or_else(|| {
        usage_error!("`{text}` is neither a day (2026-01-16) nor a moment with an offset")
            .hint("a moment is written as 2026-01-16T12:00:00+08:00")
    })
}

/// Reads a day: `2026-01-16`, `2026/1/16`, `2026.1.16`, `20260116`, `2026年1月16日`, `16.01.2026`,
/// `today`, `yesterday`. `None` for what is no day.
///
/// # Errors
///
/// When day and month cannot be told from each other.
pub(crate) fn day(text: &str) -> Result<Option<AssessmentDay>, Failure> {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "today" | "今天" => return Ok(Some(AssessmentDay::of(clock()))),
        "yesterday" | "昨天" => return Ok(Some(AssessmentDay::of(clock()).plus_days(-1))),
        _ => {}
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let date = NaiveDate::parse_from_str(text, "%Y%m%d").ok();
        return Ok(date.map(AssessmentDay::new));
    }
    let plain = text.replace(['年', '月'], "-").replace('日', "");
    let Some(separator) = ['-', '/', '.'].into_iter().find(|sign| plain.contains(*sign)) else {
        return Ok(None);
    };
    let parts: Option<Vec<u32>> = plain
        .split(separator)
        .map(|part| {
            let short = (1..=4).contains(&part.len());
            part.parse().ok().filter(|_| short && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect();
    let Some([first, second, third]) = parts
        .as_deref()
        .map(<[u32]>::first_chunk)
        .and_then(|parts: Option<&[u32; 3]>| parts.copied())
    else {
        return Ok(None);
    };
    if plain.split(separator).count() != 3 {
        return Ok(None);
    }
    let (year, month, day) = match (first, second, third) {
        (year, month, day) if year >= 1000 => (year, month, day),
        // With dots the day comes first wherever it is written so.
        (day, month, year) if separator == '.' && year >= 1000 => (year, month, day),
        (day, month, year) if day > 12 && year >= 1000 => (year, month, day),
        (month, day, year) if day > 12 && year >= 1000 => (year, month, day),
        (_, _, year) if year >= 1000 => {
            return Err(usage_error!(
                "`{text}` can be two days: it does not show which number is the month"
            )
            .hint(format!("write it as {year}-{first:02}-{second:02}, year, month, day")));
        }
        _ => return Ok(None),
    };
    let date = i32::try_from(year).ok().and_then(|y| NaiveDate::from_ymd_opt(y, month, day));
    Ok(date.filter(|date| date.year() <= LAST_YEAR).map(AssessmentDay::new))
}

/// The last year that is taken: days after what is asked for have four digits too.
const LAST_YEAR: i32 = 9_000;

/// Reads a month, `2026-01`, `2026/1` or `2026年1月`, as its first day. `None` for what is no month.
pub(crate) fn month(text: &str) -> Option<NaiveDate> {
    let plain = text.trim().replace(['年', '/'], "-").replace('月', "");
    let (year, month) = plain.split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = year.len() == 4 && matches!(month.len(), 1 | 2) && number(year) && number(month);
    is_month.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        day(text).unwrap().map(|day| day.to_string())
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in [
            "2026-01-16",
            "2026-1-16",
            "2026/1/16",
            "2026/01/16",
            "2026.1.16",
            "20260116",
            "2026年1月16日",
            "2026年01月16日",
            "16.01.2026",
            "16.1.2026",
            "16/01/2026",
            "01/16/2026",
            " 2026-01-16 ",
        ] {
            assert_eq!(shown(text).as_deref(), Some("2026-01-16"), "{text}");
        }
        let today = AssessmentDay::of(clock());
        assert_eq!(day("Yesterday").unwrap(), Some(today.plus_days(-1)));
        assert_eq!(day("今天").unwrap(), Some(today));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "x",
            "2026-13-01",
            "2026-02-30",
            "1.2",
            "26-01-16",
            "2026-01-16-01",
            "2026-01-16T00:00:00Z",
            "2026-01",
            "99999999",
            "5/5/5",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_can_be_two_is_refused() {
        for text in ["01/02/2026", "5-6-2026"] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
