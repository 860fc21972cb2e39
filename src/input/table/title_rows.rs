//! Titles in two rows: a group stands above some of them, the others reach down.

use crate::input::table::header::{Header, says_zone};
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::row::Row;
use crate::input::table::split_times::counterparts;
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_forms::{forms, normalise, zone_of};
use crate::input::table::title_zone::{TitleZone, split, zone_meant, zone_of_line};

/// What stands above a title of the lower row.
#[derive(Clone, Debug)]
struct TitleGroup {
    /// Without the zone that it adds.
    name: String,
    zone: TitleZone,
}

impl TitleCatalogue {
    /// Returns the titles of two rows that follow each other, those of the lower one where it has known ones. `None`
    /// where one row has as many known titles, or the lower one has others in place of known ones: it says them in a
    /// second language.
    pub(crate) fn titles_in_two_rows(&self, above: &[String], below: &impl Row) -> Option<Header> {
        let below_titles: Vec<String> = below.texts().into_iter().map(without_level).collect();
        if let Some(header) = self.with_zones_below(above, &below_titles) {
            return Some(header.at_row(below.number()));
        }
        let has_digit = |title: &String| normalise(title).bytes().any(|byte| byte.is_ascii_digit());
        if above.is_empty() || below_titles.iter().any(has_digit) {
            return None;
        }
        let groups = groups(above, &below_titles);
        let title = |(column, group): (usize, &Option<TitleGroup>)| {
            let [above, below] =
                [above, &below_titles].map(|titles| titles.get(column).map_or("", String::as_str));
            self.title_of_column(above, below, group.as_ref())
        };
        let all: Vec<String> = groups.iter().enumerate().map(title).collect();
        let joined = self.read(&KeyRow(&all)).filter(Header::is_complete)?;
        let count = |header: &Header| header.columns.len() + header.titled_split_times().count();
        let is_more = |other: &Option<Header>| {
            other.as_ref().is_none_or(|other| count(&joined) > count(other))
        };
        let of_above = self.read(&KeyRow(above));
        let keeps = |above: &Header| {
            let mut known = above.columns.iter();
            known.all(|(field, columns)| {
                let own = joined.columns(field);
                own.is_empty() || columns.iter().any(|column| own.contains(column))
            })
        };
        let is_joined = match &of_above {
            // A line that only stands above the titles may say one zone of all times.
            None => is_more(&self.read(below)) || has_several_zones(&groups),
            Some(above) => keeps(above) && (is_more(&of_above) || !above.is_complete()),
        };
        is_joined.then(|| joined.at_row(below.number()))
    }

    /// Returns the title of a column that two rows say together.
    fn title_of_column(&self, above: &str, below: &str, group: Option<&TitleGroup>) -> String {
        let is_filled = !below.trim().is_empty();
        let Some(group) = group.filter(|_| is_filled) else {
            return if is_filled { below } else { above }.to_owned();
        };
        let TitleGroup { name, zone } = group;
        let whole = [below.to_owned(), format!("{name}{below}"), format!("{name} {below}")];
        let mut titles = whole.into_iter().chain([format!("{name}({below})"), above.to_owned()]);
        let found = titles.find_map(|title| Some((self.field_of_title(&title)?, title)));
        let Some((field, title)) = found else { return below.to_owned() };
        match field.ends_with("_at") && zone_of(&title) == TitleZone::None {
            true => zone.beside(title),
            false => title,
        }
    }

    /// Returns whole titles above a row that names nothing but the zones of their times, or says the titles again with
    /// the zones of their times.
    fn with_zones_below(&self, above: &[String], below: &[String]) -> Option<Header> {
        let mut titles = above.to_vec();
        let (mut others, mut alone, mut beside) = (0, 0, 0);
        for (title, text) in titles.iter_mut().zip(below) {
            if text.trim().is_empty() || says_zone(text) {
                continue;
            }
            let field = self.field_of_title(title).filter(|field| field.ends_with("_at"));
            let is_title = |text: &String| field.is_some() && self.field_of_title(text) == field;
            let titled = || Some(zone_of(text)).filter(|zone| *zone != TitleZone::None);
            let zone = match (is_title(text), zone_of_all(text)) {
                (true, _) => titled().inspect(|_| beside += 1),
                (false, Some(zone)) => {
                    field?;
                    Some(zone).inspect(|_| alone += 1)
                }
                (false, None) => None,
            };
            match zone {
                Some(zone) if zone_of(title) == TitleZone::None => {
                    *title = zone.beside(std::mem::take(title));
                }
                Some(_) => {}
                None => others += 1,
            }
        }
        let names_zones = beside > 0 || alone > 0 && others == 0;
        Some(names_zones).filter(|names| *names)?;
        self.read(&KeyRow(&titles)).filter(Header::is_complete)
    }

    /// Returns the field of tables of orders or disputes that a title stands for, or half of it.
    fn field_of_title(&self, title: &str) -> Option<&str> {
        let forms = forms(title);
        let half = || forms.iter().flat_map(|form| counterparts(form)).collect::<Vec<_>>();
        self.read_field(&forms)
            .or_else(|| half().into_iter().find_map(|form| self.read_field(&[form])))
    }
}

/// Returns what stands above each title of the lower row: a group reaches to the right over blanks, as merged cells do.
fn groups(above: &[String], below: &[String]) -> Vec<Option<TitleGroup>> {
    let text = |titles: &[String], column: usize| {
        let title = titles.get(column).cloned().map(without_level);
        title.filter(|title| !title.trim().is_empty())
    };
    let mut last: Option<TitleGroup> = None;
    let group = |column| {
        last = match (text(above, column), text(below, column)) {
            (_, None) => None,
            (None, Some(_)) => last.take(),
            (Some(group), Some(_)) => Some(TitleGroup::of(group.trim())),
        };
        last.clone()
    };
    (0..above.len().max(below.len())).map(group).collect()
}

fn has_several_zones(groups: &[Option<TitleGroup>]) -> bool {
    let zones = groups.iter().flatten().map(|group| &group.zone);
    let mut named = zones.filter(|zone| **zone != TitleZone::None);
    named.next().is_some_and(|first| named.any(|zone| zone != first))
}

impl TitleGroup {
    fn of(text: &str) -> Self {
        match split(text) {
            (name, TitleZone::None) => {
                Self { name, zone: zone_of_all(text).unwrap_or(TitleZone::None) }
            }
            (name, zone) => Self { name, zone },
        }
    }
}

/// Returns the zone that a text names which is no title; `None` where it names none.
fn zone_of_all(text: &str) -> Option<TitleZone> {
    let found = [zone_meant(text), split(text).1, zone_of_line(text)];
    found.into_iter().find(|zone| *zone != TitleZone::None)
}

impl TitleZone {
    /// Returns a title that adds this zone.
    fn beside(&self, title: String) -> String {
        match self {
            Self::None => title,
            Self::Known(zone) => format!("{title}（{}）", zone.name()),
            Self::Unknown(zone) => format!("{title}（{zone}）"),
        }
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
            "订单号,订单状态,时间,时间\n订单号,订单状态,下单时间,确认收货时间\n",
            "订单号,订单状态,下单,确认收货\n,,时间,时间\n",
            "订单号,订单状态,下单,确认收货\n订单号,订单状态,时间,时间\n",
            "Order ID,Created,Completed,Status\n,At,At,\n",
            "订单号,订单状态,下单,,确认收货,\n,,日期,时间,日期,时间\n",
            "订单号,订单状态,下单时间,,确认收货时间,\n,,日期,时间,日期,时间\n",
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

    #[test]
    fn a_group_or_a_row_below_may_name_the_zone_of_times() {
        let zones = |text: &str| {
            let records = first_records(text.as_bytes(), b',', 2);
            let catalogue = TitleCatalogue::new(&Vec::new());
            let header = catalogue.titles_in_two_rows(&records[0].texts(), &records[1]).unwrap();
            ["created_at", "completed_at"].map(|field| {
                let zone = header.zone(header.column(field).unwrap());
                zone.map_or(String::new(), |zone| zone.name().to_owned())
            })
        };
        let (china, platform) = ("Asia/Shanghai", "America/Los_Angeles");
        for (text, found) in [
            ("订单号,时间（北京时间）,\n,下单时间,确认收货时间\n", [china; 2]),
            ("订单号,北京时间,\n,下单时间,确认收货时间\n", [china; 2]),
            ("订单号,Time (Beijing),,订单状态\n,下单时间,确认收货时间,\n", [china; 2]),
            ("订单号,时间(UTC+8),\n,下单时间,确认收货时间\n", [china; 2]),
            ("订单号,订单状态,时间(UTC+8),\n订单号,订单状态,下单时间,确认收货时间\n", [china; 2]),
            ("基本信息,北京时间,UTC\n订单号,下单时间,确认收货时间\n", [china, "UTC"]),
            ("订单号,时间,\n,下单时间(UTC+8),确认收货时间(UTC)\n", [china, "UTC"]),
            ("订单号,下单（北京时间）,确认收货(PST)\n,时间,时间\n", [china, platform]),
            ("订单号,下单（北京时间）,,确认收货\n,日期,时间,时间\n", [china, ""]),
            ("订单号,下单时间,确认收货时间\n,北京时间,北京时间\n", [china; 2]),
            ("订单号,下单时间,确认收货时间\n时区,（北京时间）,UTC\n", [china, "UTC"]),
            (
                "order_id,created_at,completed_at\n订单号,下单时间（北京时间）,确认收货时间(UTC)\n",
                [china, "UTC"],
            ),
            ("order_id,created_at,completed_at\n订单号,下单时间(UTC),确认收货时间\n", ["UTC", ""]),
        ] {
            assert_eq!(zones(text), found, "{text}");
        }
    }
}
