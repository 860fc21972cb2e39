//! Whole outputs kept in a text file, one after another, so that reading it from top to bottom is
//! a review of how the program speaks. `UPDATE_DOCS=1 cargo test` writes them again.

use std::fmt::Write;
use std::{env, fs};

use crate::common::root;

/// The answers of several command lines.
#[derive(Default)]
pub(crate) struct Answers(String);

impl Answers {
    /// Adds what a command line was answered.
    pub(crate) fn add(&mut self, what: &str, line: &str, told: &str) {
        write!(self.0, "## {what}\n\n$ disputes {line}\n{}\n\n", told.trim_end()).unwrap();
    }

    /// Compares with the file of this name beside the tests.
    pub(crate) fn compare(&self, name: &str) {
        let path = root().join("tests/integration").join(name);
        if updating() {
            fs::write(&path, &self.0).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let (kept, now) = (sections(&kept), sections(&self.0));
        for (kept, now) in kept.iter().zip(&now) {
            assert_eq!(kept, now, "{name} differs; if that is meant, run with UPDATE_DOCS=1");
        }
        assert_eq!(kept.len(), now.len(), "{name} has other sections");
    }
}

/// Compares a page of the documents with what the program's own lists say.
pub(crate) fn compare_page(path: &std::path::Path, page: &str) {
    if updating() {
        fs::write(path, page).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let advice = format!("{} differs; run with UPDATE_DOCS=1", path.display());
    for (kept, now) in kept.lines().zip(page.lines()) {
        assert_eq!(kept, now, "{advice}");
    }
    assert_eq!(kept, page, "{advice}");
}

/// Returns whether expected texts are to be written again.
pub(crate) fn updating() -> bool {
    env::var_os("UPDATE_DOCS").is_some()
}

fn sections(text: &str) -> Vec<&str> {
    text.split("\n## ").collect()
}
