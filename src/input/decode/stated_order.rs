//! The order of day, month and year that titles say: `下单时间(dd/mm/yyyy)`, `(日/月/年)`, or a line above them.

use crate::input::decode::stamp::DateOrder;

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// Returns the order that a text names; `None` where it names none, or more than one.
pub(crate) fn order_of(text: &str) -> Option<DateOrder> {
    let text = text.to_lowercase();
    let mut parts: Vec<Option<Part>> = Vec::new();
    let mut between = String::new();
    let mut word = String::new();
    // A sign between two parts joins them; anything else ends a date.
    for letter in text.chars().chain(['\0']) {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            if !matches!(between.as_str(), "/" | "." | "-") {
                parts.push(None);
            }
            parts.push(part_of(&word));
            word.clear();
            between.clear();
        }
        between.push(letter);
    }
    let mut found: Vec<DateOrder> = parts
        .windows(3)
        .filter_map(|three| match three {
            [Some(Part::Day), Some(Part::Month), Some(Part::Year)] => Some(DateOrder::DayFirst),
            [Some(Part::Month), Some(Part::Day), Some(Part::Year)] => Some(DateOrder::MonthFirst),
            [Some(Part::Year), Some(Part::Month), Some(Part::Day)] => Some(DateOrder::YearFirst),
            _ => None,
        })
        .collect();
    found.dedup();
    if let [one] = found.as_slice() { Some(*one) } else { None }
}

/// Returns the part of a date that a word stands for, in the languages of spreadsheets.
fn part_of(word: &str) -> Option<Part> {
    match word {
        "d" | "dd" | "日" | "tt" | "дд" | "gg" => Some(Part::Day),
        "m" | "mm" | "月" | "мм" => Some(Part::Month),
        "y" | "yy" | "yyyy" | "年" | "aaaa" | "jjjj" | "гггг" | "rrrr" => Some(Part::Year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_three_parts_together() {
        for (text, order) in [
            ("下单时间(dd/mm/yyyy)", DateOrder::DayFirst),
            ("付款时间（日/月/年）", DateOrder::DayFirst),
            ("created_at [D-M-Y]", DateOrder::DayFirst),
            ("Bestelldatum (TT.MM.JJJJ)", DateOrder::DayFirst),
            ("Дата заказа дд.мм.гггг", DateOrder::DayFirst),
            ("Fecha (dd/mm/aaaa hh:mm)", DateOrder::DayFirst),
            ("paid_at (MM/DD/YYYY HH:mm)", DateOrder::MonthFirst),
            ("日期格式：年/月/日", DateOrder::YearFirst),
        ] {
            assert_eq!(order_of(text), Some(order), "{text}");
        }
        for text in
            ["下单时间", "created_at", "d/m", "mm", "dd/mm/yyyy or mm/dd/yyyy", "a d/m/x", "月/日"]
        {
            assert_eq!(order_of(text), None, "{text}");
        }
    }
}
