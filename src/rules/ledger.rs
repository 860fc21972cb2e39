//! The seller's own ledger of penalty notices, as a TOML file that people can read and correct.

use std::fmt::Write;

use toml::de::DeTable;

use super::RulesError;
use super::fields::{Complaints, Fields};
use crate::domain::AssessmentDay;
use crate::domain::enum_with_ids;

enum_with_ids! {
    /// How an appeal against a notice stands.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Appeal {
        /// Not appealed.
        #[default]
        NotMade = "none",
        /// It is not decided; the points count.
        Pending = "pending",
        /// It was won; the points do not count.
        Won = "won",
        /// It was lost; the points count.
        Lost = "lost",
    }
}

/// A notice of penalty points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyNotice {
    /// Its number in the ledger, from 1.
    pub number: u32,
    /// The shop; empty when the seller has one only.
    pub shop: String,
    /// The day of the penalty.
    pub date: AssessmentDay,
    /// The tally it goes to, as `transaction`.
    pub tally: String,
    /// The family of rules, as `mismatched-merchandise`.
    pub family: String,
    /// The points, or strikes in a tally of strikes.
    pub points: u32,
    /// The first day on which they count no more; `None` when not known, so that they count on.
    pub expires: Option<AssessmentDay>,
    /// The platform's id of the notice; empty when not noted.
    pub notice: String,
    /// Status of the appeal.
    pub appeal: Appeal,
    /// The seller's own note.
    pub note: String,
}

/// Reads a ledger; `name` is the path that complaints name. An empty text is an empty ledger.
///
/// # Errors
///
/// When the text is no ledger, with every complaint about it.
pub fn read_ledger(text: &str, name: &str) -> Result<Vec<PenaltyNotice>, RulesError> {
    let complaints = Complaints::about(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        complaints.add(error.span().map_or(0, |span| span.start), error.message().to_owned());
    }
    let mut notices = Vec::new();
    if errors.is_empty() {
        let fields = Fields::new("ledger", &document, &complaints);
        let mut place = 0;
        notices = fields.tables("notice", |table| {
            place += 1;
            one(table, place)
        });
        let written = fields.number("notices").and_then(|count| usize::try_from(count).ok());
        if written.is_some_and(|count| count > notices.len()) {
            let text = format!(
                "says that there are more than the {} that follow: the file was cut off; where one was \
                 removed by hand, correct the number",
                notices.len()
            );
            fields.refuse("notices", text);
        }
        fields.finish();
    }
    let found = complaints.into_sorted();
    if found.is_empty() {
        Ok(notices)
    } else {
        Err(RulesError::BadLedger { name: name.to_owned(), complaints: found })
    }
}

fn one(fields: &Fields<'_>, place: u32) -> Option<PenaltyNotice> {
    let date = fields.required("date", fields.day("date"));
    let tally = fields.required("tally", fields.text("tally"));
    let family = fields.required("family", fields.text("family"));
    let points = fields.required("points", fields.number("points"));
    Some(PenaltyNotice {
        number: fields.number("number").unwrap_or(place),
        shop: fields.text_or_empty("shop"),
        expires: fields.day("expires"),
        notice: fields.text_or_empty("id"),
        appeal: fields.word("appeal", &Appeal::BY_ID).unwrap_or_default(),
        note: fields.text_or_empty("note"),
        date: date?,
        tally: tally?,
        family: family?,
        points: points?,
    })
}

/// Writes a ledger.
pub fn write_ledger(notices: &[PenaltyNotice]) -> String {
    let mut text = String::from(
        "# Penalty points from the platform's notices. Kept by `disputes points`; may be edited by \
         hand.\n",
    );
    if !notices.is_empty() {
        line(&mut text, "notices", &notices.len().to_string());
    }
    for notice in notices {
        text.push_str("\n[[notice]]\n");
        line(&mut text, "number", &notice.number.to_string());
        quoted(&mut text, "date", &notice.date.to_string());
        quoted(&mut text, "shop", &notice.shop);
        quoted(&mut text, "tally", &notice.tally);
        quoted(&mut text, "family", &notice.family);
        line(&mut text, "points", &notice.points.to_string());
        quoted(
            &mut text,
            "expires",
            &notice.expires.map_or_else(String::new, |day| day.to_string()),
        );
        quoted(&mut text, "id", &notice.notice);
        let appeal = if notice.appeal == Appeal::NotMade { "" } else { notice.appeal.id() };
        quoted(&mut text, "appeal", appeal);
        quoted(&mut text, "note", &notice.note);
    }
    text
}

fn line(text: &mut String, key: &str, value: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{key} = {value}");
}

fn quoted(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        line(text, key, &toml::Value::String(value.to_owned()).to_string());
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn notice(number: u32) -> PenaltyNotice {
        let day = |text| AssessmentDay::new(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap());
        PenaltyNotice {
            number,
            shop: "main".into(),
            date: day("2026-01-10"),
            tally: "transaction".into(),
            family: "mismatched-merchandise".into(),
            points: 6,
            expires: Some(day("2027-01-10")),
            notice: "N\"1\"\n".into(),
            appeal: Appeal::Pending,
            note: "描述 \\ = [x]".into(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut plain = notice(2);
        plain.shop.clear();
        plain.expires = None;
        plain.notice.clear();
        plain.appeal = Appeal::NotMade;
        plain.note.clear();
        let ledger = vec![notice(1), plain];
        assert_eq!(read_ledger(&write_ledger(&ledger), "points.toml"), Ok(ledger));
        assert_eq!(read_ledger("", "points.toml"), Ok(Vec::new()));
    }

    #[test]
    fn a_ledger_that_was_cut_off_between_notices_is_refused() {
        let text = write_ledger(&[notice(1), notice(2), notice(3)]);
        let cut = text.rsplit_once("\n[[notice]]").unwrap().0;
        let error = read_ledger(cut, "points.toml").unwrap_err().to_string();
        assert!(error.contains("more than the 2 that follow"), "{error}");
        // One more was added by hand, or there is no number.
        let added = text.replace("notices = 3", "notices = 2");
        assert_eq!(read_ledger(&added, "points.toml").unwrap().len(), 3);
        let bare = cut.replace("notices = 3\n", "");
        assert_eq!(read_ledger(&bare, "points.toml").unwrap().len(), 2);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let text = "[[notice]]\ndate = \"2026-01-10\"\ntally = \"transaction\"\nfamily = \"x\"\n\
                    points = \"six\"\n";
        let error = read_ledger(text, "points.toml").unwrap_err().to_string();
        assert_eq!(
            error,
            "`points.toml` is not a ledger of points:\n  line 5: notice: `points` is `six`, expected \
             a whole number above 0"
        );
    }
}
