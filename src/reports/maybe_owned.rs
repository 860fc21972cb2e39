//! What a row is about: lent where the input outlives the rows, the row's own elsewhere.

use std::ops::Deref;

/// A record that is lent or owned.
#[derive(Clone, Debug)]
pub enum MaybeOwned<'a, T> {
    /// Of the input.
    Lent(&'a T),
    /// A copy.
    Own(Box<T>),
}

impl<T: Clone> MaybeOwned<'_, T> {
    /// Returns the record as a copy, which outlives the input.
    pub fn into_owned(self) -> MaybeOwned<'static, T> {
        match self {
            Self::Lent(record) => MaybeOwned::Own(Box::new(record.clone())),
            Self::Own(record) => MaybeOwned::Own(record),
        }
    }
}

impl<T> Deref for MaybeOwned<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Lent(record) => record,
            Self::Own(record) => record,
        }
    }
}
