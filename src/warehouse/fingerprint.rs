//! What a statement asks, in one word that goes with its answer: counts are judged only by the
//! question that they answer.

use sha2::{Digest, Sha256};

use super::tables::Field;
use crate::domain::Moment;
use crate::domain::enum_with_ids;

/// The version of the atoms, of their bits and of the row with the fingerprint. It changes whenever one of them
/// means something else.
const VERSION: &str = "counts6";

enum_with_ids! {
    /// What a statement groups orders by.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum GroupBy {
        /// Nothing: all orders are one group.
        Nothing = "all",
        /// The shop.
        Shop = "shop",
        /// The product.
        Product = "product",
        /// The country.
        Country = "country",
    }

    /// What a statement returns.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Shape {
        /// Orders by group and by what is true of them.
        Masks = "masks",
        /// Orders by their course in days.
        Delays = "delays",
    }
}

/// What a statement asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// What the statement returns.
    pub shape: Shape,
    /// The moment figures are taken for.
    pub as_of: Moment,
    /// Length of the window in days.
    pub days: u32,
    /// What orders are grouped by.
    pub by: GroupBy,
    /// A mark of the shops that are looked at; `None` for all.
    pub shops: Option<String>,
    /// Fields that the tables do not have.
    pub missing: Vec<Field>,
}

/// Why a text is not a fingerprint of this version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FingerprintError {
    /// It is another version's.
    #[error("the counts are of `{found}`, and this program judges `{VERSION}`")]
    Version {
        /// The version found.
        found: String,
    },
    /// It is not written as one, or a letter was lost.
    #[error("`{0}` is not a fingerprint as `disputes sql` prints it")]
    Form(String),
}

impl Fingerprint {
    /// What stands before a fingerprint in a statement's first line.
    pub const MARK: &'static str = "-- disputes ";

    /// Returns the mark of some shops; `None` for all.
    pub fn of_shops(shops: &[String]) -> Option<String> {
        let mut sorted: Vec<&str> = shops.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        sorted.dedup();
        (!sorted.is_empty()).then(|| checksum(&sorted.join("\0")))
    }

    /// Returns the fingerprint as text.
    pub fn text(&self) -> String {
        let missing: Vec<&str> = self.missing.iter().map(|field| field.id()).collect();
        let missing = if missing.is_empty() { "whole".to_owned() } else { missing.join("+") };
        let text = format!(
            "{VERSION}/{}/{}/{}d/{}/{}/{missing}",
            self.shape.id(),
            self.as_of,
            self.days,
            self.by.id(),
            self.shops.as_deref().unwrap_or("every-shop"),
        );
        format!("{text}/{}", checksum(&text))
    }

    /// Reads a fingerprint, alone or as a statement's first line.
    ///
    /// # Errors
    ///
    /// When it is none, or one of another version.
    pub fn parse(text: &str) -> Result<Self, FingerprintError> {
        let text = text.trim();
        let text = text.strip_prefix(Self::MARK.trim_end()).unwrap_or(text).trim();
        let wrong = || FingerprintError::Form(text.chars().take(200).collect());
        let (body, sum) = text.rsplit_once('/').ok_or_else(wrong)?;
        let parts: Vec<&str> = body.split('/').collect();
        if let Some(version) = parts.first()
            && *version != VERSION
            && version.strip_prefix("counts").is_some_and(|n| n.parse::<u32>().is_ok())
        {
            return Err(FingerprintError::Version { found: (*version).to_owned() });
        }
        let [VERSION, shape, as_of, days, by, shops, missing] = parts.as_slice() else {
            return Err(wrong());
        };
        if checksum(body) != sum {
            return Err(wrong());
        }
        let fields = |text: &str| match text {
            "whole" => Some(Vec::new()),
            names => names.split('+').map(Field::from_id).collect::<Option<Vec<Field>>>(),
        };
        Ok(Self {
            shape: Shape::from_id(shape).ok_or_else(wrong)?,
            as_of: Moment::from_rfc3339(as_of).ok_or_else(wrong)?,
            days: days.strip_suffix('d').and_then(|n| n.parse().ok()).ok_or_else(wrong)?,
            by: GroupBy::from_id(by).ok_or_else(wrong)?,
            shops: (*shops != "every-shop").then(|| (*shops).to_owned()),
            missing: fields(missing).ok_or_else(wrong)?,
        })
    }
}

/// Returns the first half of a checksum, which is enough against slips.
fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_was_written() {
        for by in GroupBy::ALL {
            for missing in [vec![], vec![Field::Escalated, Field::Closed]] {
                let shops = Fingerprint::of_shops(&["b".to_owned(), "a".to_owned()]);
                let as_of = Moment::from_millis(1_768_579_200_123);
                for shops in [None, shops] {
                    let missing = missing.clone();
                    let shape = Shape::Masks;
                    let print = Fingerprint { shape, as_of, days: 30, by, shops, missing };
                    assert_eq!(Fingerprint::parse(&print.text()).unwrap(), print);
                    let line = format!("{}{}\r\n", Fingerprint::MARK, print.text());
                    assert_eq!(Fingerprint::parse(&line).unwrap(), print);
                }
            }
        }
    }

    #[test]
    fn a_letter_that_was_changed_is_noticed() {
        let print = Fingerprint {
            shape: Shape::Delays,
            as_of: Moment::from_millis(1_768_579_200_000),
            days: 30,
            by: GroupBy::Shop,
            shops: None,
            missing: Vec::new(),
        };
        let text = print.text();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(Fingerprint::parse(&changed).is_err(), "{changed}");
        }
        let other = text.replace(VERSION, "counts9");
        assert!(matches!(Fingerprint::parse(&other), Err(FingerprintError::Version { .. })));
    }
}
