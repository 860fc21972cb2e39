//! Files beside the tables of a folder or an archive that can hold neither orders nor disputes.

use crate::domain::{Caveat, CaveatKind, to_u64};
use crate::input::SourceError;

/// Files that were passed over.
#[derive(Debug, Default)]
pub(crate) struct BesideTables {
    /// Their names, and what they are.
    files: Vec<(String, String)>,
    /// Why the first of them is not read: what is said where there is nothing else.
    first: Option<SourceError>,
}

impl BesideTables {
    /// Passes over a file that can hold no table.
    ///
    /// # Errors
    ///
    /// Whatever else is wrong with it.
    pub(crate) fn pass(&mut self, added: Result<(), SourceError>) -> Result<(), SourceError> {
        let Err(error) = added else { return Ok(()) };
        let Some((path, what)) = error.beside() else { return Err(error) };
        self.files.push((path.to_owned(), what));
        self.first.get_or_insert(error);
        Ok(())
    }

    /// Adds those of a folder or an archive, beside which so many tables stand.
    ///
    /// # Errors
    ///
    /// What the first of them is, where there is no table.
    pub(crate) fn absorb(&mut self, other: Self, tables: usize) -> Result<(), SourceError> {
        match other.first {
            Some(error) if tables == 0 => Err(error),
            first => {
                self.files.extend(other.files);
                self.first = self.first.take().or(first);
                Ok(())
            }
        }
    }

    /// Returns which they are; `None` where there is none.
    pub(crate) fn caveat(&self) -> Option<Caveat> {
        const MOST: usize = 6;
        if self.files.is_empty() {
            return None;
        }
        let shown = self.files.iter().take(MOST).map(|(path, _)| format!("`{path}`"));
        let mut shown: Vec<String> = shown.collect();
        if let Some(more) = self.files.len().checked_sub(MOST).filter(|more| *more > 0) {
            shown.push(format!("… (+{more})"));
        }
        let caveat = Caveat::new(CaveatKind::FilesPassedOver).counting(to_u64(self.files.len()));
        let details =
            self.files.iter().take(MOST).map(|(path, what)| format!("`{path}` is {what}"));
        Some(caveat.with("names", shown.join(", ")).listing(details))
    }
}
