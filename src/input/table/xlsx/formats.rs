//! Which cells of a workbook are dates: those of a style whose number format shows one.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::XlsxError;
use super::part::{PackageParts, raw, value};

/// Tells of each style whether its numbers are dates or times, by the part at `path`.
pub(super) fn read<R: Read + Seek>(
    parts: &mut PackageParts<R>,
    path: &str,
) -> Result<Vec<bool>, XlsxError> {
    let mut dated = Vec::new();
    let Some(mut xml) = parts.open(path)? else { return Ok(dated) };
    let mut own: HashMap<String, bool> = HashMap::new();
    let (mut in_formats, mut in_styles) = (false, false);
    let mut event = Vec::new();
    loop {
        event.clear();
        match xml.read_event_into(&mut event)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmts" => in_formats = true,
                "cellXfs" => in_styles = true,
                "numFmt" if in_formats => {
                    let id = raw(&element, "numFmtId")?;
                    if let (Some(id), Some(code)) = (id, value(&element, "formatCode")?) {
                        own.insert(id.to_owned(), shows_time(&code));
                    }
                }
                "xf" if in_styles => {
                    let id = raw(&element, "numFmtId")?.unwrap_or_default();
                    dated.push(own.get(id).copied().unwrap_or_else(|| is_built_in(id)));
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "numFmts" => in_formats = false,
                "cellXfs" => in_styles = false,
                "styleSheet" => return Ok(dated),
                _ => {}
            },
            Event::Eof => return Err(XlsxError::Unfinished("styleSheet")),
            _ => {}
        }
    }
}

/// Returns whether a format that every workbook has is one of dates or times (ECMA-376, 18.8.30;
/// 27 to 36 and 50 to 58 are those of East Asia).
fn is_built_in(id: &str) -> bool {
    let number = id.parse::<u32>().ok().filter(|number| number.to_string() == id);
    matches!(number, Some(14..=22 | 27..=36 | 45..=47 | 50..=58))
}

/// Returns whether a format's code shows a day, a time or a span of time.
fn shows_time(code: &str) -> bool {
    let (mut is_literal, mut is_quoted, mut after_a) = (false, false, false);
    let mut depth = 0_u8;
    let (mut before, mut is_span) = (' ', false);
    for character in code.chars() {
        let small = character.to_ascii_lowercase();
        match character {
            _ if is_literal => is_literal = false,
            // `\` makes a literal of the next character, `_` leaves its width and `*` repeats it.
            '_' | '\\' | '*' => is_literal = true,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            // The first of several formats decides.
            ';' => return false,
            '[' => depth = depth.saturating_add(1),
            ']' if depth == 1 && is_span => return true,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !after_a && small == 'a' => after_a = true,
            _ if depth == 0 && after_a && matches!(small, 'p' | 'm' | '/') => return true,
            _ if depth == 0 && !after_a && matches!(small, 'd' | 'm' | 'h' | 'y' | 's') => {
                return true;
            }
            _ if is_span && character.eq_ignore_ascii_case(&before) => {}
            _ => is_span = before == '[' && matches!(small, 'm' | 'h' | 's'),
        }
        before = character;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_time_by_its_first_code() {
        for code in [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "[h]:mm:ss",
            "[ss]",
            "AM/PM",
            "yyyy\\-mm",
            "[$-409]d/m/yy h:mm AM/PM;@",
            "\"y: \"0.00\"r\"d",
        ] {
            assert!(shows_time(code), "{code}");
        }
        for code in [
            "0",
            "General",
            "#,##0.00",
            "0_);[Red]\\(0\\)",
            "\"Y: \"0.00\"m\"",
            "0;yyyy",
            "[$USD-409]#,##0",
            "\\d0",
            "_d0",
            "[Red]0",
        ] {
            assert!(!shows_time(code), "{code}");
        }
    }

    #[test]
    fn the_formats_of_dates_that_every_workbook_has() {
        let dated: Vec<u32> = (0..100).filter(|id| is_built_in(&id.to_string())).collect();
        let all = (14..=22).chain(27..=36).chain(45..=47).chain(50..=58);
        assert_eq!(dated, all.collect::<Vec<_>>());
        assert!(!is_built_in("014"));
    }
}
