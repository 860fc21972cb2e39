//! The names of the files that reports are written to.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::cli::failure::{self, Failure, USE};
use crate::cli::sources::api;
use crate::deliver;
use crate::domain::{AssessmentDay, Moment};
use crate::render;

/// The words in braces that stand for something in the name of a report's file.
const NAME_WORDS: [&str; 4] = ["date", "month", "week", "shop"];

/// Refuses a name with a word in braces that has no meaning.
pub(crate) fn require_known_words(path: &str) -> Result<(), Failure> {
    for part in path.split('{').skip(1) {
        let Some((word, _)) = part.split_once('}') else { continue };
        if !NAME_WORDS.contains(&word) {
            let known = NAME_WORDS.map(|word| format!("{{{word}}}")).join(", ");
            return Err(usage_error!("`{{{word}}}` has no meaning in `--output`")
                .hint(format!("the words are {known}")));
        }
    }
    Ok(())
}

/// Fills the day into a name, and month and week of the last day that is over: `2026-01-16`, `2026-01`,
/// `2026-W03`. What is written on a Monday is of the week before.
pub(crate) fn dated(path: &str, as_of: Moment) -> String {
    let day = AssessmentDay::before(as_of);
    let date = AssessmentDay::of(as_of).plus_days(-1).date();
    path.replace("{date}", &day.to_string())
        .replace("{month}", &date.format("%Y-%m").to_string())
        .replace("{week}", &date.format("%G-W%V").to_string())
}

/// Returns the name of a single answer's file with the day filled in.
pub(crate) fn dated_path(path: &Path, as_of: Moment) -> Result<PathBuf, Failure> {
    let Some(text) = path.to_str() else { return Ok(path.to_owned()) };
    require_known_words(text)?;
    if text.contains("{shop}") {
        return Err(Failure::usage("`{shop}` is for `report`, which writes a file for each shop")
            .hint("choose a shop with `--shop`, and write its name in `--output`"));
    }
    Ok(PathBuf::from(dated(text, as_of)))
}

/// Makes the folder that reports are written into.
pub(crate) fn make_folder(path: &str) -> Result<(), Failure> {
    let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder)
        .map_err(|cause| failure::of_file(cause, "make the folder", folder, USE))
}

/// Returns the way from the folder of one file to another file, its parts separated by `/`; `None`
/// where no relative way exists or a part is not Unicode.
pub(crate) fn way_between(from: &Path, to: &Path) -> Option<String> {
    let from: Vec<Component<'_>> = from.parent()?.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let (up, down) = (from.get(shared..)?, to.get(shared..)?);
    let is_named = |part: &Component<'_>| matches!(part, Component::Normal(_));
    if !up.iter().chain(down).all(is_named) {
        return None;
    }
    let up = up.iter().map(|_| Some(".."));
    let parts: Option<Vec<&str>> =
        up.chain(down.iter().map(|part| part.as_os_str().to_str())).collect();
    parts.map(|parts| parts.join("/"))
}

/// What stands for `{shop}` in the name of the report on all shops.
pub(crate) const ALL: &str = "all";

/// Longest name of a shop that stands in a file's name as it is, in bytes; names have 255 on most
/// file systems, and date and ending need room.
const LONGEST_NAME: usize = 120;

/// Returns what stands for `{shop}` in a file's name. A shop's name may come from a file: it leads
/// to no other folder, and where it cannot stand as it is, or some disk takes it for the name of another
/// of `all` shops, a number tells it from others.
pub(crate) fn file_name(shop: &str, all: &BTreeSet<&str>) -> String {
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
    fn a_week_and_a_month_are_those_that_ended() {
        let name = |at: &str| dated("{date} {week} {month}", Moment::from_rfc3339(at).unwrap());
        // A Monday morning, the first of a month, and ends of days.
        assert_eq!(name("2026-01-19T08:30:00+08:00"), "2026-01-19 2026-W03 2026-01");
        assert_eq!(name("2026-01-20T08:30:00+08:00"), "2026-01-20 2026-W04 2026-01");
        assert_eq!(name("2026-02-01T08:30:00+08:00"), "2026-02-01 2026-W05 2026-01");
        assert_eq!(name("2026-01-17T00:00:00+08:00"), "2026-01-16 2026-W03 2026-01");
        assert_eq!(name("2026-01-01T00:00:00+08:00"), "2025-12-31 2026-W01 2025-12");
    }

    #[test]
    fn a_page_is_linked_from_a_page_in_another_folder() {
        let way = |from: &str, to: &str| way_between(Path::new(from), Path::new(to));
        assert_eq!(way("out/all.html", "out/main.html").as_deref(), Some("main.html"));
        assert_eq!(way("out/all/r.html", "out/main/r.html").as_deref(), Some("../main/r.html"));
        assert_eq!(way("r/all/x/p.html", "r/a b/x/p.html").as_deref(), Some("../../a b/x/p.html"));
        assert_eq!(way("/r/all.html", "/r/main/r.html").as_deref(), Some("main/r.html"));
        assert_eq!(way("all.html", "/r/main.html"), None);
        assert_eq!(way("../all/r.html", "x/main.html"), None);
    }

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
