//! Titles in two rows: a group stands above some of them, the others reach down.

use crate::input::table::header::Header;
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::row::Row;
use crate::input::table::title_catalogue::TitleCatalogue;

impl TitleCatalogue {
    /// Returns the titles of two rows that follow each other, those of the lower one where it has any. `None` where
    /// one row has as many known titles, or the lower one has others in place of known ones: it says them in a second
    /// language.
    pub(crate) fn titles_in_two_rows(&self, above: &[String], below: &impl Row) -> Option<Header> {
        if above.is_empty() {
            return None;
        }
        let below_titles: Vec<String> = below.texts().into_iter().map(without_level).collect();
        let has_digit = |title: &String| title.bytes().any(|byte| byte.is_ascii_digit());
        let is_filled = |titles: &[String], column: usize| {
            titles.get(column).is_some_and(|title| !title.trim().is_empty())
        };
        let width = above.len().max(below_titles.len());
        let (mut all, mut from_above, mut from_below) = (Vec::with_capacity(width), 0, 0);
        for column in 0..width {
            let (of, count) = match is_filled(&below_titles, column) {
                true => (&below_titles[..], &mut from_below),
                false => (above, &mut from_above),
            };
            *count += usize::from(is_filled(of, column));
            all.push(of.get(column).cloned().unwrap_or_default());
        }
        if from_above == 0 || from_below == 0 || below_titles.iter().any(has_digit) {
            return None;
        }
        let joined = self.read(&KeyRow(&all)).filter(Header::is_complete)?;
        let of_above = self.read(&KeyRow(above));
        let of_below = self.read(below);
        let count = |header: &Option<Header>| header.as_ref().map_or(0, |own| own.columns.len());
        let is_more = joined.columns.len() > count(&of_above).max(count(&of_below));
        let keeps = |above: Header| {
            let mut known = above.columns.into_values().flatten();
            known.all(|column| !is_filled(&below_titles, column))
        };
        (is_more && of_above.is_none_or(keeps)).then(|| joined.at_row(below.number()))
    }
}

/// Returns a title, or nothing for what pandas writes in place of one: `Unnamed: 0_level_1`.
fn without_level(title: String) -> String {
    if title.starts_with("Unnamed:") { String::new() } else { title }
}

#[cfg(test)]
mod tests {
    use crate::input::table::csv::records::first_records;
    use crate::input::table::row::Row;
    use crate::input::table::title_catalogue::TitleCatalogue;

    fn fields(text: &str) -> Option<Vec<String>> {
        let records = first_records(text.as_bytes(), b',', 2);
        let above = records[0].texts();
        let header = TitleCatalogue::new(&Vec::new()).titles_in_two_rows(&above, &records[1])?;
        assert_eq!(header.row, 2);
        Some(header.columns.into_keys().collect())
    }

    #[test]
    fn titles_below_a_group_belong_to_those_beside_it() {
        let all = ["completed_at", "created_at", "order_id", "status"].map(str::to_owned);
        for text in [
            "订单号,时间,,订单状态\n,下单时间,确认收货时间,\n",
            "order_id,times,times,status\n,created_at,completed_at,\n",
            "基本信息,,下单时间,确认收货时间\n订单号,订单状态,,\n",
            "order_id,created_at,later,status\n,,completed_at,\n",
            "id,times,times,status\norder_id,created_at,completed_at,Unnamed: 3_level_1\n",
        ] {
            assert_eq!(fields(text).as_deref(), Some(&all[..]), "{text}");
        }
        for text in [
            "订单号,订单状态,下单时间\nOrder No.,Status,Created\n",
            "基本信息,,时间\n订单号,订单状态,下单时间\n",
            "订单号,下单时间,备注\n,,说明\n",
            "订单号,时间\n8208460785972844,下单时间\n",
        ] {
            assert_eq!(fields(text), None, "{text}");
        }
    }
}
