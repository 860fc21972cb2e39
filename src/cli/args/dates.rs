//! Days and moments as people write them.

use chrono::{Datelike, NaiveDate};

use crate::cli::clock::clock;
use crate::cli::failure::Failure;
use crate::domain::{AssessmentDay, Moment};
use crate::input::{WrittenDay, written_day};

/// What a text says.
enum Given {
    Day(AssessmentDay),
    Moment(Moment),
}

/// Reads a day as the end of that assessment day, or a moment with an offset as itself.
pub(crate) fn parse_as_of(text: &str) -> Result<Moment, Failure> {
    moment(text, AssessmentDay::end)
}

/// Reads a day as the beginning of that assessment day, or a moment with an offset as itself.
pub(crate) fn parse_day_start(text: &str) -> Result<Moment, Failure> {
    moment(text, AssessmentDay::start)
}

/// Reads a day.
pub(crate) fn parse_day(text: &str) -> Result<AssessmentDay, Failure> {
    day(text)?.ok_or_else(|| {
        usage_error!("`{text}` is not a day")
            .hint("a day is written as 2026-01-16, year, month, day")
    })
}

fn moment(text: &str, of_day: fn(AssessmentDay) -> Moment) -> Result<Moment, Failure> {
    match given(text)? {
        Some(Given::Day(day)) => Ok(of_day(day)),
        Some(Given::Moment(moment)) => Ok(moment),
        None => {
            Err(usage_error!("`{text}` is neither a day (2026-01-16) nor a moment with an offset")
                .hint("a moment is written as 2026-01-16T12:00:00+08:00"))
        }
    }
}

/// Reads a day: `2026-01-16`, `16.1.2026`, `Jan 16, 2026`, `2026年1月16日`, `today`, `yesterday`, and whatever form
/// else a column of times may have. `None` for what is no day.
///
/// # Errors
///
/// When day and month cannot be told from each other, or there is no such day.
pub(crate) fn day(text: &str) -> Result<Option<AssessmentDay>, Failure> {
    Ok(match given(text)? {
        Some(Given::Day(day)) => Some(day),
        Some(Given::Moment(_)) | None => None,
    })
}

fn given(text: &str) -> Result<Option<Given>, Failure> {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "today" | "今天" => return Ok(Some(Given::Day(AssessmentDay::of(clock())))),
        "yesterday" | "昨天" => {
            return Ok(Some(Given::Day(AssessmentDay::of(clock()).plus_days(-1))));
        }
        _ => {}
    }
    if let Some(moment) = Moment::from_rfc3339(text) {
        return Ok(Some(Given::Moment(moment)));
    }
    match written_day(text) {
        Some(WrittenDay::Day(date)) if date.year() <= LAST_YEAR => {
            Ok(Some(Given::Day(AssessmentDay::new(date))))
        }
        Some(WrittenDay::Moment(moment)) => Ok(Some(Given::Moment(moment))),
        Some(WrittenDay::Day(_)) | None => Ok(None),
        Some(WrittenDay::NoSuchDay) => Err(usage_error!("`{text}`: there is no such day")
            .hint("a day is written as 2026-01-16, year, month, day")),
        Some(WrittenDay::TwoDays(date)) => Err(usage_error!(
            "`{text}` can be two days: it does not show which number is the month"
        )
        .hint(format!("write it as {date}, year, month, day"))),
    }
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
            "16 Jan 2026",
            "Jan 16, 2026",
            "2026年1月16号",
            "16 января 2026",
            "2026.01.16.",
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
            "1.2",
            "26-01-16",
            "2026-01-16 12:00",
            "2026-01-16T00:00:00Z",
            "2026-01",
            "99999999",
            "5/5/5",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_read_with_its_offset_however_it_is_written() {
        let noon = Moment::from_rfc3339("2026-01-16T12:00:00+08:00").unwrap();
        for text in [
            "2026-01-16 12:00 +08:00",
            "2026-01-16T12:00:00+0800",
            "2026-01-16 04:00Z",
            "16.1.2026 12:00 GMT+8",
        ] {
            assert_eq!(parse_as_of(text).unwrap(), noon, "{text}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_is_refused() {
        for text in ["2026-02-30", "31.4.2026", "2026-01-32", "Feb 29, 2026"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_that_can_be_two_is_refused() {
        for text in ["01/02/2026", "5-6-2026"] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
