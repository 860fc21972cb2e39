//! Deadlines as a calendar file (RFC 5545).

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::domain::{DueSource, Moment, State};
use crate::render::escape::one_line;
use crate::render::translator::{Translator, values};
use crate::reports::list::ListRow;
use crate::reports::record::key;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "ics",
    aliases: &[],
    endings: &["ics"],
    help: "A calendar of deadlines (list only)",
    kind: FormatKind::Calendar,
    writer: FormatWriter::OfReport,
};

/// Hours that a deadline's event has; it ends with the deadline.
const SHOWN_HOURS: i64 = 1;

/// Hours from a reminder to the deadline.
const REMINDERS_HOURS: [i64; 2] = [24, 4];

/// Returns a calendar of the deadlines of open disputes, with reminders a day and four hours
/// before. `as_of` stamps it, so that the same rows give the same bytes.
pub(crate) fn list_ics(rows: &[ListRow], as_of: Moment, words: Translator<'_>) -> String {
    let mut text = String::new();
    for start in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//disputes//deadlines//EN",
        "CALSCALE:GREGORIAN",
    ] {
        push(&mut text, start);
    }
    for row in rows.iter().filter(|row| row.state == State::Open) {
        let Some(due) = &row.due else { continue };
        let dispute = &row.dispute;
        let summary = words.fill("ics-summary", values!(order = dispute.order_id));
        let family = words.get(&format!("family-{}", dispute.family.id().replace('_', "-")));
        let status = words.code(&one_line(&dispute.details().status));
        let mut description = match row.shop.is_empty() {
            true => String::new(),
            false => words.fill("ics-shop", values!(shop = one_line(&row.shop))) + " ",
        };
        description.push_str(&words.fill("ics-description", values!(family, status)));
        if let DueSource::Estimated { rule } = &due.source {
            description.push(' ');
            description.push_str(&words.fill("ics-estimated", values!(rule)));
        }
        push(&mut text, "BEGIN:VEVENT");
        push(&mut text, &format!("UID:{}@disputes", escape(&key(row))));
        push(&mut text, &format!("DTSTAMP:{}", stamp(as_of)));
        // The hour that ends with the deadline: an event without an end is its moment (RFC 5545,
        // 3.6.1), but khal 0.14 shows the hour after it, which the seller does not have.
        push(&mut text, &format!("DTSTART:{}", stamp(due.at.plus_hours(-SHOWN_HOURS))));
        push(&mut text, &format!("DTEND:{}", stamp(due.at)));
        push(&mut text, &format!("SUMMARY:{}", escape(&summary)));
        push(&mut text, &format!("DESCRIPTION:{}", escape(&description)));
        push(&mut text, "TRANSP:TRANSPARENT");
        for hours in REMINDERS_HOURS {
            push(&mut text, "BEGIN:VALARM");
            push(&mut text, "ACTION:DISPLAY");
            push(&mut text, &format!("DESCRIPTION:{}", escape(&summary)));
            // Counted from the start, as every reader can.
            push(&mut text, &format!("TRIGGER:-PT{}H", hours - SHOWN_HOURS));
            push(&mut text, "END:VALARM");
        }
        push(&mut text, "END:VEVENT");
    }
    push(&mut text, "END:VCALENDAR");
    text
}

fn stamp(moment: Moment) -> String {
    moment.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    let line = one_line(text);
    line.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Adds a line, folded so that no part is longer than 75 octets.
fn push(text: &mut String, line: &str) {
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 74 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut text = String::new();
        push(&mut text, &"纠".repeat(60));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), "纠".repeat(60));
    }

    #[test]
    fn what_divides_values_is_escaped() {
        assert_eq!(escape("a;b,c\\d\nBEGIN:VEVENT"), "a\\;b\\,c\\\\d BEGIN:VEVENT");
    }
}
