//! Titles of two columns that hold the date and the time of day of one moment.

use std::collections::BTreeMap;

use crate::input::table::header::Header;
use crate::input::table::title_forms::{forms, zone_of};
use crate::input::table::title_zone::TitleZone;

/// Words for a date and for a time of day that titles have in place of each other.
const WORDS: [(&str, &str); 9] = [
    ("date", "time"),
    ("day", "time"),
    ("日期", "时间"),
    ("дата", "время"),
    ("fecha", "hora"),
    ("data", "hora"),
    ("datum", "uhrzeit"),
    ("날짜", "시간"),
    ("日付", "時刻"),
];

/// Two columns of one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SplitTime {
    /// The one that is read.
    pub(crate) read: usize,
    /// The one that may hold the rest of what it says.
    pub(crate) other: usize,
}

/// Returns the columns that hold the time of day of fields of moments, where another holds the date and none the whole:
/// `created_time` beside `created_date`. `titles` are the forms of each title.
pub(super) fn times_of_day<'f>(
    fields: impl Iterator<Item = &'f String>,
    titles: &[Vec<String>],
) -> BTreeMap<usize, &'f str> {
    let place = |title: String| titles.iter().position(|forms| forms.contains(&title));
    let column = |field: &&'f String| {
        let stem = field.strip_suffix("_at").filter(|_| place(field.to_string()).is_none())?;
        let found = [stem, field].into_iter().find_map(|stem| {
            place(format!("{stem}_date")).or_else(|| place(format!("{stem}_day")))?;
            place(format!("{stem}_time"))
        });
        found.map(|column| (column, field.as_str()))
    };
    // Most tables have no such title.
    let is_time = |forms: &Vec<String>| forms.iter().any(|form| form.ends_with("_time"));
    if !titles.iter().any(is_time) {
        return BTreeMap::new();
    }
    fields.collect::<Vec<_>>().iter().filter_map(column).collect()
}

/// Returns the titles that a column beside one with this title may have, where the two are of one moment.
pub(super) fn counterparts(form: &str) -> Vec<String> {
    let swapped = |from: &str, to: &str| {
        let at = form.rfind(from)?;
        Some([form.get(..at)?, to, form.get(at + from.len()..)?].concat())
    };
    let words = WORDS.into_iter();
    let mut found: Vec<String> = words
        .flat_map(|(date, time)| [swapped(date, time), swapped(time, date)])
        .flatten()
        .collect();
    if let Some(stem) = form.strip_suffix("_at") {
        found.extend([format!("{stem}_time"), format!("{stem}_date")]);
    }
    let half = ["_time", "_date"].iter().find_map(|half| form.strip_suffix(half));
    found.extend(half.map(|stem| format!("{stem}_at")));
    found
}

impl Header {
    /// Returns the columns of one moment that titles name.
    pub(super) fn titled_split_times(&self) -> impl Iterator<Item = &SplitTime> {
        self.split_times.iter().filter(|split| !self.is_untitled(split.other))
    }

    /// Returns whether a column has no title, or one by pandas: the title before it may be over both.
    pub(crate) fn is_untitled(&self, column: usize) -> bool {
        let title = self.titles.get(column).map(|title| title.trim());
        title.is_none_or(|title| title.is_empty() || title.starts_with("Unnamed:"))
    }

    /// Finds the columns that may hold the rest of what a column of times says, and knows their titles. Of two the
    /// one is read whose title names a zone.
    pub(super) fn with_split_times(mut self) -> Self {
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        let mut split: Vec<SplitTime> = Vec::new();
        // Sheets end with their last title. It is over two columns where others are.
        let is_over_two =
            |column: &usize| column + 1 < self.titles.len() && self.is_untitled(column + 1);
        let are_over_two = times.clone().flat_map(|(_, columns)| columns.first()).any(is_over_two);
        let end = self.titles.len() + usize::from(are_over_two);
        for columns in times.map(|(_, columns)| columns) {
            let [read, rest @ ..] = columns.as_slice() else { continue };
            let titles: Vec<String> =
                forms(self.title(*read)).iter().flat_map(|form| counterparts(form)).collect();
            let beside = || {
                let is_beside =
                    |title: &String| forms(title).iter().any(|form| titles.contains(form));
                let known = self.unknown.iter().find(|title| is_beside(title))?;
                self.titles.iter().position(|title| title == known)
            };
            let untitled = || Some(read + 1).filter(|next| *next < end && self.is_untitled(*next));
            if let Some(other) = rest.first().copied().or_else(beside).or_else(untitled) {
                split.push(SplitTime { read: *read, other });
            }
        }
        for SplitTime { read, other } in &mut split {
            let [of_read, beside] = [*read, *other].map(|column| self.title(column).to_owned());
            self.unknown.retain(|title| *title != beside);
            if zone_of(&of_read) == TitleZone::None && zone_of(&beside) != TitleZone::None {
                let columns = self.columns.values_mut().find(|all| all.first() == Some(read));
                if let Some(columns) = columns {
                    columns.retain(|column| column != other);
                    columns.insert(0, *other);
                }
                std::mem::swap(read, other);
            }
        }
        self.split_times = split;
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::input::table::csv::records::first_records;
    use crate::input::table::title_catalogue::TitleCatalogue;

    fn split(line: &str) -> (Vec<(usize, usize)>, Vec<String>) {
        let records = first_records(line.as_bytes(), b',', 1);
        let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
        let split = header.split_times.iter().map(|split| (split.read, split.other)).collect();
        (split, header.unknown)
    }

    #[test]
    fn a_date_and_a_time_of_day_stand_beside_each_other() {
        for (line, found) in [
            ("订单号,下单日期,下单时间", vec![(2, 1)]),
            ("订单号,下单时间,下单时间", vec![(1, 2)]),
            ("订单号,下单时间(日期),下单时间(时间)", vec![(1, 2)]),
            ("订单号,下单日期（北京时间）,下单时间", vec![(1, 2)]),
            ("order_id,created_date,created_time", vec![(2, 1)]),
            ("Order ID,Created Time,Created Date", vec![(1, 2)]),
            ("order_id,created_at_date,created_at_time", vec![(2, 1)]),
            ("order_id,created_at,created_time", vec![(1, 2)]),
            ("order_id,created_at,paid_at", vec![]),
            ("订单号,下单时间,,付款时间,", vec![(1, 2), (3, 4)]),
            ("order_id,created_at,Unnamed: 2,status", vec![(1, 2)]),
            ("订单号,下单时间,,付款时间", vec![(1, 2), (3, 4)]),
            ("订单号,订单状态,下单时间", vec![]),
        ] {
            assert_eq!(split(line), (found, Vec::new()), "{line}");
        }
        assert_eq!(split("order_id,created_at,paid_date").1, ["paid_date"]);
    }
}
