//! Lists that grow piece by piece and are never moved: a list that doubles stands in memory twice
//! while it moves.

/// A list in pieces of so many elements, the first of a sixteenth.
#[derive(Clone, Debug)]
pub(super) struct Pieces<T, const PIECE: usize>(Vec<Vec<T>>);

impl<T, const PIECE: usize> Default for Pieces<T, PIECE> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const PIECE: usize> Pieces<T, PIECE> {
    /// Adds an element.
    pub(super) fn push(&mut self, element: T) {
        match self.0.last_mut() {
            Some(piece) if piece.len() < piece.capacity() => piece.push(element),
            last => {
                let room = if last.is_none() { PIECE / 16 } else { PIECE };
                let mut piece = Vec::with_capacity(room);
                piece.push(element);
                self.0.push(piece);
            }
        }
    }

    /// Adds the pieces of another list.
    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Returns each element.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// Returns each element, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }
}
