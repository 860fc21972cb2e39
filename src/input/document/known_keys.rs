//! What the keys of JSON objects are as titles.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use memchr::memchr3;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::title_catalogue::TitleCatalogue;

/// The keys that objects of a file have, which most rows of a list share.
pub(crate) struct KnownKeys<'a> {
    catalogue: &'a TitleCatalogue,
    met: RefCell<HashMap<Vec<String>, Option<Rc<Header>>>>,
    /// Those of the last row whose values are neither objects nor lists.
    last: RefCell<Vec<String>>,
    /// The titles of the last row whose tables were asked for, and these.
    tables_of_last: RefCell<Option<(Rc<Header>, Vec<TableKind>)>>,
}

impl<'a> KnownKeys<'a> {
    pub(crate) fn new(catalogue: &'a TitleCatalogue) -> Self {
        let (met, last) = (RefCell::default(), RefCell::default());
        Self { catalogue, met, last, tables_of_last: RefCell::default() }
    }

    /// Returns the titles of a table; `None` where the keys are of none.
    pub(super) fn header(&self, keys: &[String]) -> Option<Rc<Header>> {
        // So that a document of ever new keys takes no memory.
        const MOST: usize = 256;
        let mut met = self.met.borrow_mut();
        if let Some(header) = met.get(keys) {
            return header.clone();
        }
        if met.len() >= MOST {
            met.clear();
        }
        let header = self.catalogue.read_keys(keys).map(Rc::new);
        met.insert(keys.to_vec(), header.clone());
        header
    }

    pub(super) fn header_of(&self, row: &Map<String, Value>) -> Option<Rc<Header>> {
        self.header(&row.keys().cloned().collect::<Vec<_>>())
    }

    /// Returns which tables the keys of a row are whole titles of: orders of any kind, disputes, or both.
    pub(super) fn tables_of(&self, row: &Map<String, Value>) -> Vec<TableKind> {
        let Some(header) = self.header_of(row) else { return Vec::new() };
        let mut last = self.tables_of_last.borrow_mut();
        if let Some((known, tables)) = &*last
            && Rc::ptr_eq(known, &header)
        {
            return tables.clone();
        }
        let all = self.catalogue.tables(Header::clone(&header));
        let kind = |own: &Header| match own.kind {
            TableKind::PlainDisputes => TableKind::PlainDisputes,
            _ => TableKind::PlainOrders,
        };
        let tables: Vec<TableKind> = all.iter().filter(|own| own.is_complete()).map(kind).collect();
        *last = Some((header, tables.clone()));
        tables
    }

    /// Notes the keys of a row, if none of its values is an object or a list.
    pub(super) fn note_row(&self, row: &Map<String, Value>) {
        if row.values().any(|value| value.is_object() || value.is_array()) {
            return;
        }
        let mut last = self.last.borrow_mut();
        if !last.iter().eq(row.keys()) {
            *last = row.keys().cloned().collect();
        }
    }

    /// Forgets the last row: the next is one of another table.
    pub(super) fn forget_row(&self) {
        self.last.borrow_mut().clear();
    }

    /// Returns whether an object is a row like the last one: with the same keys in the same order, and without
    /// objects, lists and escapes.
    pub(super) fn is_row_like_the_last(&self, object: &str) -> bool {
        let last = self.last.borrow();
        let Some(inside) = object.as_bytes().get(1..).filter(|_| !last.is_empty()) else {
            return false;
        };
        if memchr3(b'{', b'[', b'\\', inside).is_some() {
            return false;
        }
        let mut reader = serde_json::Deserializer::from_str(object);
        reader.deserialize_map(SameKeys(&last)).is_ok()
    }
}

/// Reads an object with these keys, in this order; an error for any other.
struct SameKeys<'a>(&'a [String]);

impl<'de> Visitor<'de> for SameKeys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        for key in self.0 {
            map.next_key_seed(SameKey(key))?.ok_or_else(|| M::Error::missing_field("a key"))?;
            map.next_value::<IgnoredAny>()?;
        }
        match map.next_key::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(M::Error::custom("another key")),
        }
    }
}

struct SameKey<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for SameKey<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for SameKey<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the key `{}`", self.0)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        if key == self.0 { Ok(()) } else { Err(E::custom("another key")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_alike_by_their_keys_and_by_nothing_else() {
        let catalogue = TitleCatalogue::new(&Vec::new());
        let keys = KnownKeys::new(&catalogue);
        assert!(!keys.is_row_like_the_last(r#"{"a":1,"b":"x"}"#));
        let note = |row: &str| keys.note_row(&serde_json::from_str(row).unwrap());
        note(r#"{"a":1,"b":"x"}"#);
        note(r#"{"a":1,"c":[]}"#);
        for (object, is_like) in [
            (r#"{"a":1,"b":"x"}"#, true),
            ("{ \"a\" : null ,\n\"b\": \"} ,\" }", true),
            (r#"{"b":1,"a":"x"}"#, false),
            (r#"{"a":1}"#, false),
            (r#"{"a":1,"b":2,"c":3}"#, false),
            (r#"{"a":1,"b":2,"b":3}"#, false),
            (r#"{"a":1,"b":{}}"#, false),
            (r#"{"a":1,"b":"\n"}"#, false),
            (r#"{"a":1,"b":2"#, false),
        ] {
            assert_eq!(keys.is_row_like_the_last(object), is_like, "{object}");
        }
    }
}
