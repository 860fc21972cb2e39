//! The names of the files that reports are written to.

use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::api;
use super::failure::{Failure, USE, with_hint};
use crate::deliver;
use crate::domain::AssessmentDay;
use crate::render;

/// Fills the day, its month and its week into a name: `2026-01-16`, `2026-01`, `2026-W03`.
pub(super) fn dated(path: &str, day: AssessmentDay) -> String {
    let date = day.date();
    path.replace("{date}", &day.to_string())
        .replace("{month}", &date.format("%Y-%m").to_string())
        .replace("{week}", &date.format("%G-W%V").to_string())
}

/// Makes the folder that reports are written into.
pub(super) fn make_folder(path: &str) -> Result<(), Failure> {
    let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder.filter(|folder| !folder.to_string_lossy().contains("{shop}")) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|cause| unmakeable(cause, folder))
}

pub(super) fn unmakeable(cause: std::io::Error, folder: &Path) -> Failure {
    let text = format!("cannot make the folder `{}`", folder.display());
    with_hint(anyhow::Error::new(cause).context(text), USE)
}

/// What stands for `{shop}` in the name of the report on all shops.
pub(super) const ALL: &str = "all";

/// Longest name of a shop that stands in a file's name as it is, in bytes; names have 255 on most
/// file systems, and date and ending need room.
const LONGEST_NAME: usize = 120;

/// Returns what stands for `{shop}` in a file's name. A shop's name may come from a file: it leads
/// to no other folder, and where it cannot stand as it is, or some disk takes it for the name of another
/// of `all` shops, a number tells it from others.
pub(super) fn file_name(shop: &str, all: &BTreeSet<&str>) -> String {
    let kept =
        |letter: char| !matches!(letter, '/' | '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*');
    let plain = shop.chars().all(kept) && render::one_line(shop) == shop;
    let usual = !shop.is_empty() && !shop.starts_with('.') && !shop.ends_with(['.', ' ']);
    let on_disk = as_some_disks_see(shop);
    let alone = on_disk != ALL
        && all.iter().filter(|other| as_some_disks_see(other) == on_disk).count() <= 1;
    if plain && usual && alone && shop.len() <= LONGEST_NAME && !api::is_device_name(shop) {
        return shop.to_owned();
    }
    deliver::name(shop, &[shop.to_owned()])
}

/// Disks of Windows and macOS take small and capital letters, and composed and decomposed ones, for the
/// same.
fn as_some_disks_see(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_shops_share_a_file_on_any_disk() {
        let names = [
            "main",
            "Main",
            "MAIN",
            "a/b",
            "a_b",
            "all",
            "ALL",
            "CON",
            "nul",
            "com1.x",
            "x.",
            "x ",
            "x",
            "é",
            "e\u{301}",
            "店铺",
            "\u{202e}x",
            "",
            "Straße",
            "STRASSE",
        ];
        let all: BTreeSet<&str> = names.into();
        let mut files: Vec<String> =
            names.iter().map(|name| as_some_disks_see(&file_name(name, &all))).collect();
        for file in &files {
            assert!(
                !api::is_device_name(file) && !file.ends_with(['.', ' ']) && file != ALL,
                "{file}"
            );
        }
        files.sort();
        files.dedup();
        assert_eq!(files.len(), names.len(), "{files:?}");
        for plain in ["店铺", "x", "a_b"] {
            assert_eq!(file_name(plain, &all), plain);
        }
        assert_eq!(file_name("Main", &["Main"].into()), "Main");
    }
}
