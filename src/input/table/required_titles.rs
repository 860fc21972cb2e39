//! The titles that a table cannot do without, and the zones that titles name.

use crate::input::SourceError;
use crate::input::table::dispute_titles::{FilingTitles, title_of_filing};
use crate::input::table::header::{Header, quoted};
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_forms::{
    forms, halves, is_form_of_dates, is_ornament, normalise, without_type, zone_of,
};
use crate::input::table::title_zone::{TitleZone, odd_remark, other_clock};

impl Header {
    /// Checks that the zones that titles of times name are known, and so is what else may name one.
    fn require_zones(&self, path: &str, catalogue: &TitleCatalogue) -> Result<(), SourceError> {
        if let TitleZone::Unknown(zone) = &self.stated_zone {
            let (path, zone) = (path.to_owned(), zone.clone());
            return Err(SourceError::UnknownZone {
                path,
                column: "(above the titles)".to_owned(),
                zone,
            });
        }
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        let times = times.flat_map(|(field, columns)| columns.iter().map(move |at| (field, at)));
        for (field, column) in times {
            let title = self.title(*column);
            let normal = normalise(title);
            let zone = match zone_of(title) {
                TitleZone::None => {
                    // What the seller has named himself may have remarks of any other kind.
                    let is_own = catalogue.is_mapped(&normal);
                    let is_known = |text: &str| {
                        is_form_of_dates(text)
                            || catalogue.is_usual(self.kind, field, &normalise(text))
                    };
                    let judge = |text| {
                        let odd =
                            odd_remark(text).filter(|_| !is_own).or_else(|| other_clock(text));
                        odd.filter(|text| !is_known(text))
                    };
                    let bare = title.trim_matches(is_ornament);
                    let remark = halves(without_type(bare).unwrap_or(bare));
                    let odd = remark.and_then(|(a, b)| judge(a).or_else(|| judge(b)));
                    odd.map(str::to_owned)
                }
                TitleZone::Known(_) => None,
                TitleZone::Unknown(zone) => Some(zone),
            };
            if let Some(zone) = zone {
                return Err(SourceError::UnknownZone {
                    path: path.to_owned(),
                    column: self.describe(*column),
                    zone,
                });
            }
        }
        Ok(())
    }

    /// Returns the field for which the seller has named a column that usually is this one, and its title.
    fn taken(&self, field: &str, catalogue: &TitleCatalogue) -> Option<(String, String)> {
        let all = self.columns.iter().flat_map(|(other, columns)| {
            columns.iter().map(move |column| (other, self.title(*column)))
        });
        let mut taken = all.filter(|(_, title)| {
            let normal = normalise(title);
            catalogue.is_mapped(&normal) && catalogue.is_usual(self.kind, field, &normal)
        });
        taken.next().map(|(other, title)| (other.clone(), title.to_owned()))
    }

    /// Returns the unknown title that may be meant for a field that cannot be done without; `None` where none is near.
    fn title_for(&self, field: &str, catalogue: &TitleCatalogue) -> Option<String> {
        let forms: Vec<Vec<String>> = self.unknown.iter().map(|title| forms(title)).collect();
        let all: Vec<&[String]> = forms.iter().map(Vec::as_slice).collect();
        let of_filing =
            || title_of_filing(&all, FilingTitles::OfAny).filter(|_| field == "opened_at");
        let at = of_filing().or_else(|| catalogue.nearest_of(self.kind, field, &all))?;
        self.unknown.get(at).cloned()
    }

    /// Checks that the fields that cannot be done without are there.
    pub(crate) fn require(
        &self,
        path: &str,
        catalogue: &TitleCatalogue,
    ) -> Result<(), SourceError> {
        self.require_zones(path, catalogue)?;
        for field in self.kind.required() {
            if self.column(field).is_none() {
                if let Some((other, title)) = self.taken(field, catalogue) {
                    let (path, kind) = (path.to_owned(), self.kind.id());
                    return Err(SourceError::ColumnTaken { path, kind, title, field, other });
                }
                let usual = catalogue
                    .usual_title(self.kind, field)
                    .expect("a test says that every required field has titles");
                let fields: Vec<&str> = self.columns.keys().map(String::as_str).collect();
                let [unknown, titles] = [&self.unknown, &self.titles].map(|titles| {
                    titles.iter().map(|title| normalise(title)).collect::<Vec<String>>()
                });
                let [unknown, titles] = [&unknown, &titles]
                    .map(|titles| titles.iter().map(String::as_str).collect::<Vec<&str>>());
                let nearest = self.title_for(field, catalogue);
                return Err(SourceError::MissingColumn {
                    nearest,
                    field,
                    ids: catalogue.ids_beside(&fields, &unknown, &titles),
                    path: path.to_owned(),
                    kind: self.kind.id(),
                    wanted: if usual == format!("`{field}`") {
                        usual
                    } else {
                        format!("`{field}` ({usual})")
                    },
                    found: quoted(&self.titles),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;

    #[test]
    fn a_zone_in_a_title_that_the_seller_named_is_not_dropped() {
        let require = |title: &str| {
            let line = format!("order_id\tstatus\t{title}");
            let records = first_records(line.as_bytes(), b'\t', 1);
            let map = vec![("created_at".to_owned(), title.to_owned())];
            let catalogue = TitleCatalogue::new(&map);
            catalogue.read(&records[0]).unwrap().require("f", &catalogue)
        };
        for title in [
            "日期（深圳时间）",
            "日期（本地时间）",
            "Placed (server time)",
            "placed_cst",
            "Data (CST)",
        ] {
            let refused = require(title);
            assert!(matches!(refused, Err(SourceError::UnknownZone { .. })), "{title}");
        }
        for title in
            ["日期（下单时间）", "Data (pedido)", "日期（东八区）", "placed", "Date (order time)"]
        {
            assert!(require(title).is_ok(), "{title}");
        }
    }

    #[test]
    fn what_may_name_a_zone_at_a_time_is_refused() {
        let require = |line: &str| {
            let records = first_records(line.as_bytes(), b'\t', 1);
            let catalogue = TitleCatalogue::new(&Vec::new());
            catalogue.read(&records[0]).unwrap().require("f", &catalogue)
        };
        for remark in ["(Shenzhen)", "（SGT）", "/ New York", "(server time)", "(hora de Madrid)"]
        {
            let refused = require(&format!("订单号\t下单时间{remark}"));
            assert!(matches!(refused, Err(SourceError::UnknownZone { .. })), "{remark}");
        }
        for remark in [
            "(Order Time)",
            "(必填)",
            "（北京时间）",
            "(created at)",
            " / Date of order",
            "(text)",
            "（mm/dd/yyyy）",
            "（系统导出）",
            "(下单时间)",
            " (varchar(32))",
            ":datetime",
        ] {
            assert!(require(&format!("订单号\t下单时间{remark}")).is_ok(), "{remark}");
        }
        for title in [
            "escalated_at(必填)",
            "escalated_at(升级时间)",
            "ruled_at（选填）",
            "裁决时间/ruled_at",
            "seller_response_due_at (required)",
            "closed_at（文本）",
        ] {
            let line = format!("order_id(订单号)\topened_at(纠纷时间)\t{title}");
            assert!(require(&line).is_ok(), "{title}");
        }
        assert!(require("order_id\topened_at\truled_at(深圳时间)").is_err());
        assert!(require("订单号\t订单金额(Shenzhen)\t下单时间").is_ok());
    }
}
