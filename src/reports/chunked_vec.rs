//! Lists that grow chunk by chunk and are never moved: a list that doubles stands in memory twice
//! while it moves.

/// A list in chunks of so many elements, the first of a sixteenth.
#[derive(Clone, Debug)]
pub(super) struct ChunkedVec<T, const CHUNK: usize>(Vec<Vec<T>>);

impl<T, const CHUNK: usize> Default for ChunkedVec<T, CHUNK> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const CHUNK: usize> ChunkedVec<T, CHUNK> {
    /// Adds an element.
    pub(super) fn push(&mut self, element: T) {
        match self.0.last_mut() {
            Some(chunk) if chunk.len() < chunk.capacity() => chunk.push(element),
            last => {
                let room = if last.is_none() { CHUNK / 16 } else { CHUNK };
                let mut chunk = Vec::with_capacity(room);
                chunk.push(element);
                self.0.push(chunk);
            }
        }
    }

    /// Adds the chunks of another list.
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
