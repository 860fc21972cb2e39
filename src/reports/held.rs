//! What a row is about: lent where the input outlives the rows, the row's own elsewhere.

use std::ops::Deref;

/// A record that is lent or owned.
#[derive(Clone, Debug)]
pub enum Held<'a, T> {
    /// Of the input.
    Lent(&'a T),
    /// A copy.
    Own(Box<T>),
}

impl<T: Clone> Held<'_, T> {
    /// Returns the record as a copy, which outlives the input.
    pub fn into_owned(self) -> Held<'static, T> {
        match self {
            Self::Lent(record) => Held::Own(Box::new(record.clone())),
            Self::Own(record) => Held::Own(record),
        }
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Lent(record) => record,
            Self::Own(record) => record,
        }
    }
}
