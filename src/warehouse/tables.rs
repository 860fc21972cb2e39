//! Which tables and columns of a warehouse stand for ours, and which of its words for our words.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::WordClass;
use crate::domain::enum_with_ids;

enum_with_ids! {
    /// A column of our tables, and the name by which columns are mapped.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Field {
        /// The order's id, in both tables.
        OrderId = "order_id",
        /// The shop, in both tables.
        Shop = "shop",
        /// Orders: the product.
        Product = "product_id",
        /// Orders: the country shipped to.
        Country = "country",
        /// Orders: when it was paid.
        Paid = "paid_at",
        /// Orders: when it was completed.
        Completed = "completed_at",
        /// Orders: how it was completed.
        Completion = "completion",
        /// Disputes: the order's id, where it has another name there.
        DisputeOrderId = "dispute_order_id",
        /// Disputes: the shop, where it has another name there.
        DisputeShop = "dispute_shop",
        /// Disputes: the product.
        DisputeProduct = "dispute_product_id",
        /// Disputes: the buyer's country.
        DisputeCountry = "buyer_country",
        /// Disputes: when it was filed.
        Opened = "opened_at",
        /// Disputes: the buyer's reason.
        Reason = "reason",
        /// Disputes: the status.
        Status = "status",
        /// Disputes: the stage.
        Stage = "stage",
        /// Disputes: when it was handed to the platform.
        Escalated = "escalated_at",
        /// Disputes: when the platform decided it.
        Ruled = "ruled_at",
        /// Disputes: who was found liable.
        Liability = "liability",
        /// Disputes: when it ended or was cancelled.
        Closed = "closed_at",
    }
}

impl Field {
    /// Returns whether the table of orders has it; otherwise that of disputes has.
    pub const fn is_of_orders(self) -> bool {
        matches!(
            self,
            Self::OrderId
                | Self::Shop
                | Self::Product
                | Self::Country
                | Self::Paid
                | Self::Completed
                | Self::Completion
        )
    }

    /// Returns the column that is read when nothing else is said; `None` where the table is not
    /// expected to have one.
    const fn usual(self) -> Option<&'static str> {
        match self {
            Self::DisputeOrderId => Some("order_id"),
            Self::DisputeShop => Some("shop"),
            Self::DisputeProduct | Self::Stage => None,
            other => Some(other.id()),
        }
    }

    const fn is_needed(self) -> bool {
        matches!(self, Self::OrderId | Self::DisputeOrderId | Self::Opened)
    }
}

/// Why tables or columns cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TablesError {
    /// A table without a name.
    #[error("`{0}` is not the name of a table: parts are separated by `.`, and none is empty")]
    Table(String),
    /// A column for something that is not a field.
    #[error("`{0}` is not a field of orders or disputes")]
    Field(String),
    /// A field that cannot be left out.
    #[error("`{0}` cannot be left out: no figure can be counted without it")]
    Needed(&'static str),
    /// A word for something that is not ours.
    #[error("`{word}` is not one of our words for {field}")]
    Word {
        /// The field.
        field: String,
        /// The word.
        word: String,
    },
}

/// The tables and their columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    orders: Vec<String>,
    disputes: Vec<String>,
    columns: BTreeMap<Field, Option<String>>,
}

impl Tables {
    /// Takes the names of the tables, as `schema.table`, and the columns that are named otherwise;
    /// an empty name means that the table has no such column.
    ///
    /// # Errors
    ///
    /// When a name is empty, a field is not known, or one that is needed is left out.
    pub fn new<'a>(
        orders: &str,
        disputes: &str,
        columns: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, TablesError> {
        let mut map: BTreeMap<Field, Option<String>> =
            Field::ALL.into_iter().map(|field| (field, field.usual().map(str::to_owned))).collect();
        let named: BTreeMap<&str, &str> = columns.into_iter().collect();
        for (id, column) in &named {
            let field = Field::from_id(id).ok_or_else(|| TablesError::Field((*id).to_owned()))?;
            let column = (!column.is_empty()).then(|| (*column).to_owned());
            if column.is_none() && field.is_needed() {
                return Err(TablesError::Needed(field.id()));
            }
            // What both tables have is named once.
            let twin = match field {
                Field::OrderId => Some(Field::DisputeOrderId),
                Field::Shop => Some(Field::DisputeShop),
                _ => None,
            };
            if let Some(twin) = twin.filter(|twin| !named.contains_key(twin.id())) {
                map.insert(twin, column.clone());
            }
            map.insert(field, column);
        }
        Ok(Self { orders: parts(orders)?, disputes: parts(disputes)?, columns: map })
    }

    /// Returns the parts of the name of the table of orders.
    pub fn orders(&self) -> &[String] {
        &self.orders
    }

    /// Returns the parts of the name of the table of disputes.
    pub fn disputes(&self) -> &[String] {
        &self.disputes
    }

    /// Returns the column of a field; `None` where the table has none.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns.get(&field).and_then(Option::as_deref)
    }

    /// Returns the fields that the tables usually have and these have not.
    pub fn missing(&self) -> Vec<Field> {
        let is_missing = |field: &Field| field.usual().is_some() && self.column(*field).is_none();
        Field::ALL.into_iter().filter(is_missing).collect()
    }
}

fn parts(name: &str) -> Result<Vec<String>, TablesError> {
    let parts: Vec<String> = name.split('.').map(str::to_owned).collect();
    if parts.iter().any(String::is_empty) {
        return Err(TablesError::Table(name.to_owned()));
    }
    Ok(parts)
}

/// The words of each class: ours, and those that the settings give for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    classes: BTreeMap<WordClass, Vec<String>>,
    known: BTreeMap<Field, BTreeSet<String>>,
}

/// Returns a word in the form in which words are compared (`docs/formats.md`): in small letters, with one
/// blank between its parts, of two spellings the British.
pub(super) fn folded(word: &str) -> String {
    let parts = word.split([' ', '-', '_']).filter(|part| !part.is_empty());
    let word = parts.collect::<Vec<_>>().join(" ");
    word.to_lowercase().replace("canceled", "cancelled")
}

/// Our words (README, "Plain tables"), by field; a word without a class is known and decides
/// nothing.
const OURS: &[(Field, &str, Option<WordClass>)] = &[
    (Field::Completion, "buyer_confirmed", None),
    (Field::Completion, "timeout", None),
    (Field::Completion, "refund", Some(WordClass::Refund)),
    (Field::Reason, "not_received", Some(WordClass::NotReceived)),
    (Field::Reason, "not_as_described", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "quality", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "wrong_item", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "missing_parts", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "damaged", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "counterfeit", Some(WordClass::NotAsDescribed)),
    (Field::Reason, "no_reason_return", None),
    (Field::Reason, "no_longer_wanted", None),
    (Field::Status, "processing", None),
    (Field::Status, "cancelled_by_buyer", Some(WordClass::Cancelled)),
    (Field::Status, "finished", Some(WordClass::Ended)),
    (Field::Status, "timeout_accepted", Some(WordClass::Ended)),
    (Field::Status, "seller_rejected", Some(WordClass::Undecided)),
    (Field::Status, "", Some(WordClass::Undecided)),
    (Field::Stage, "negotiation", None),
    (Field::Stage, "platform", None),
    (Field::Stage, "returning", None),
    (Field::Stage, "closed", Some(WordClass::Closed)),
    (Field::Liability, "seller", Some(WordClass::SellerLiable)),
    (Field::Liability, "buyer", Some(WordClass::OtherLiable)),
    (Field::Liability, "platform", Some(WordClass::OtherLiable)),
    (Field::Liability, "logistics", Some(WordClass::OtherLiable)),
    (Field::Liability, "none", None),
];

/// Words of databases and data frames for no value: blanks, in whatever field.
const NOTHING: &[&str] = &["null", "(null)", "[null]", "<null>", "none", "nan", "n/a", "na"];

impl WordClass {
    /// Returns the field whose words are of this class.
    pub const fn field(self) -> Field {
        match self {
            Self::Refund => Field::Completion,
            Self::NotReceived | Self::NotAsDescribed => Field::Reason,
            Self::Cancelled | Self::Ended | Self::Undecided => Field::Status,
            Self::Closed => Field::Stage,
            Self::SellerLiable | Self::OtherLiable => Field::Liability,
        }
    }
}

impl Vocabulary {
    /// Takes our words, and those that stand for one of ours: field, their word, ours.
    ///
    /// # Errors
    ///
    /// When the field has no words, or a word is not one of ours.
    pub fn new<'a>(
        theirs: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) -> Result<Self, TablesError> {
        let mut words: BTreeMap<(Field, String), Option<WordClass>> = OURS
            .iter()
            .map(|(field, word, class)| ((*field, (*word).to_owned()), *class))
            .collect();
        for (field, _, class) in OURS.iter().filter(|(_, word, _)| word.is_empty()) {
            words.extend(NOTHING.iter().map(|word| ((*field, (*word).to_owned()), *class)));
        }
        for (id, word, ours) in theirs {
            let field = Field::from_id(id).filter(|field| OURS.iter().any(|(of, ..)| of == field));
            let field = field.ok_or_else(|| TablesError::Field(id.to_owned()))?;
            let meant = OURS.iter().find(|(of, our, _)| *of == field && *our == ours);
            let (_, _, class) = meant
                .ok_or_else(|| TablesError::Word { field: id.to_owned(), word: ours.to_owned() })?;
            words.insert((field, word.trim().to_owned()), *class);
        }
        let mut known: BTreeMap<Field, BTreeSet<String>> = BTreeMap::new();
        for (field, word) in words.keys() {
            let of_field = known.entry(*field).or_insert_with(|| BTreeSet::from([String::new()]));
            of_field.insert(word.clone());
        }
        let mut classes: BTreeMap<WordClass, Vec<String>> = BTreeMap::new();
        for ((_, word), class) in words {
            if let Some(class) = class {
                classes.entry(class).or_default().push(word);
            }
        }
        Ok(Self { classes, known })
    }

    /// Returns the words of a class, sorted.
    pub fn words(&self, class: WordClass) -> &[String] {
        self.classes.get(&class).map_or(&[], Vec::as_slice)
    }

    /// Returns the words of a field that are known, theirs and ours, sorted, with a blank.
    pub(super) fn known(&self, field: Field) -> impl Iterator<Item = &str> {
        self.known.get(&field).into_iter().flatten().map(String::as_str)
    }

    /// Returns the forms of the words of a field that are known; blanks, in whatever way, always are.
    pub(super) fn known_forms(&self, field: Field) -> BTreeSet<String> {
        self.known(field).chain(NOTHING.iter().copied()).map(folded).collect()
    }

    /// Returns whether a word of a field is known.
    pub fn knows(&self, field: Field, word: &str) -> bool {
        self.known_forms(field).contains(&folded(word))
    }
}
