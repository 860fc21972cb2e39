//! Words of the command line and of the settings, as files: folders, patterns, and the shop that a
//! folder such as `shop=a` names.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::input::SourceError;
use crate::input::container::raw_file::Spec;
use crate::input::container::signature;
use crate::input::text::shop_names;

/// The most files that one folder or pattern may stand for.
const MOST_FILES: usize = 10_000;
/// How deep folders are looked into.
const DEEPEST: usize = 16;

/// A file, and the shop its rows belong to when they name none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is.
    pub spec: Spec,
    /// The shop; `None` when the settings name none.
    pub shop: Option<String>,
    /// How it came to be read.
    pub chosen: Chosen,
}

impl InputFile {
    /// A file that is chosen by its own name.
    pub fn new(spec: Spec, shop: Option<String>) -> Self {
        Self { spec, shop, chosen: Chosen::ByName }
    }
}

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// By its own name: where it holds no table, that is a mistake.
    ByName,
    /// With all files of a folder or of a pattern: where it can hold no table, it is passed over.
    WithOthers,
}

/// Returns the files that a word stands for, sorted by path: itself, those of a folder, or those
/// that a pattern matches. `-` is standard input.
///
/// # Errors
///
/// When a folder holds no file, a pattern matches none, or either stands for too many.
pub fn expand(word: &str) -> Result<Vec<InputFile>, SourceError> {
    if word == "-" {
        return Ok(vec![InputFile::new(Spec::Stdin, None)]);
    }
    let path = Path::new(word);
    if let Some(words) = alternatives(word).filter(|_| !path.exists()) {
        return expand_all(word, &words);
    }
    let (mut found, mut chosen) = (Vec::new(), Chosen::WithOthers);
    if path.is_dir() {
        walk(path, DEEPEST, &mut found)?;
        if found.is_empty() {
            return Err(SourceError::NoFiles { path: word.to_owned() });
        }
    } else if word.contains(['*', '?', '[']) && !path.exists() {
        matching(word, &mut found)?;
        if found.is_empty() {
            return Err(SourceError::NoFiles { path: word.to_owned() });
        }
    } else {
        chosen = Chosen::ByName;
        found.push(path.to_owned());
    }
    if found.len() > MOST_FILES {
        let (path, count) = (word.to_owned(), found.len());
        return Err(SourceError::TooManyFiles { path, count, most: MOST_FILES });
    }
    Ok(found
        .into_iter()
        .map(|path| InputFile { shop: shop_of(&path), spec: Spec::Path(path), chosen })
        .collect())
}

/// Returns what a word with `{a,b}` in it stands for, one word for each of them; `None` where it has none.
fn alternatives(word: &str) -> Option<Vec<String>> {
    let (before, close) = word.split_at(word.find('}')?);
    let (before, inner) = before.rsplit_once('{')?;
    let (inner, after) = (inner.split_once(',').map(|_| inner)?, close.strip_prefix('}')?);
    Some(inner.split(',').map(|part| format!("{before}{part}{after}")).collect())
}

/// Returns the files of all words that one with `{a,b}` stands for; of patterns, some may match none.
fn expand_all(word: &str, words: &[String]) -> Result<Vec<InputFile>, SourceError> {
    let mut found: Vec<InputFile> = Vec::new();
    for one in words {
        match expand(one) {
            Ok(files) => found.extend(files),
            Err(SourceError::NoFiles { .. }) => {}
            Err(error) => return Err(error),
        }
        if found.len() > MOST_FILES {
            let (path, count) = (word.to_owned(), found.len());
            return Err(SourceError::TooManyFiles { path, count, most: MOST_FILES });
        }
    }
    match found.is_empty() {
        true => Err(SourceError::NoFiles { path: word.to_owned() }),
        false => Ok(found),
    }
}

/// Returns the files that a pattern matches, side files left out.
fn matching(pattern: &str, found: &mut Vec<PathBuf>) -> Result<(), SourceError> {
    let bad = |problem: String| SourceError::BadPattern { pattern: pattern.to_owned(), problem };
    let matches = glob::glob(pattern).map_err(|error| bad(error.msg.to_owned()))?;
    for path in matches {
        let path = path.map_err(|error| bad(error.to_string()))?;
        if path.is_dir() {
            walk(&path, DEEPEST, found)?;
        } else if name_of(&path).is_none_or(|name| signature::side_file(name).is_none()) {
            found.push(path);
        }
    }
    Ok(())
}

/// Adds the files of a folder and of those in it, hidden and side files left out.
fn walk(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) -> Result<(), SourceError> {
    let unreadable = |cause| SourceError::Unreadable { path: folder.display().to_string(), cause };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        let Some(name) = name_of(&path) else { continue };
        if signature::is_passed_over(name) || found.len() > MOST_FILES {
            continue;
        }
        // A link to a folder could lead in a circle.
        let kind = std::fs::symlink_metadata(&path).map_err(unreadable)?;
        if kind.is_dir() {
            if deep > 0 && !name.starts_with('_') {
                walk(&path, deep - 1, found)?;
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn name_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

/// Returns the shop that a folder of the path names as engines write it: `shop=a`, `店铺=a`.
pub(crate) fn shop_of(path: &Path) -> Option<String> {
    named(path, shop_names::is_title)
}

/// Returns the account that a folder of the path names (`seller=a`, `shop_id=7`), which may be a shop's or a person's.
pub(crate) fn account_of(path: &Path) -> Option<String> {
    named(path, shop_names::is_account)
}

fn named(path: &Path, is_key: fn(&str) -> bool) -> Option<String> {
    let folders = path.parent()?.components().rev();
    let mut named = folders.filter_map(|folder| folder.as_os_str().to_str()?.split_once('='));
    let (_, value) = named.find(|(key, _)| is_key(key))?;
    let shop = unescaped(value);
    (!shop.is_empty() && shop != "__HIVE_DEFAULT_PARTITION__").then_some(shop)
}

/// Undoes the escapes that engines put into names of folders: `%2F` is a slash.
fn unescaped(value: &str) -> String {
    percent_decode_str(value).decode_utf8().map_or_else(|_| value.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[InputFile], below: &Path) -> Vec<(String, Option<String>)> {
        let name = |file: &InputFile| {
            let Spec::Path(path) = &file.spec else { return "-".to_owned() };
            path.strip_prefix(below).unwrap().display().to_string()
        };
        found.iter().map(|file| (name(file), file.shop.clone())).collect()
    }

    #[test]
    fn folders_and_patterns_stand_for_their_files() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path();
        let files = [
            "shop=a%2Fb/part-0.csv",
            "shop=c/month=2026-01/part-0.csv",
            "Store_Name=d/seller=1/part-0.csv",
            "shop_id=7/店铺=e/part-0.csv",
            "shop=c/month=2026-01/_SUCCESS",
            "shop=c/month=2026-01/.part-0.csv.crc",
            "_delta_log/0.json",
            "~$orders.xlsx",
            "orders.xlsx",
        ];
        for file in files {
            let path = below.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            File::create(path).unwrap();
        }
        let own = |name: &str, shop: Option<&str>| (name.to_owned(), shop.map(str::to_owned));
        let found = expand(below.to_str().unwrap()).unwrap();
        let all = [
            own("Store_Name=d/seller=1/part-0.csv", Some("d")),
            own("orders.xlsx", None),
            own("shop=a%2Fb/part-0.csv", Some("a/b")),
            own("shop=c/month=2026-01/part-0.csv", Some("c")),
            own("shop_id=7/店铺=e/part-0.csv", Some("e")),
        ];
        assert_eq!(names(&found, below), all);
        let found = expand(below.join("*.xlsx").to_str().unwrap()).unwrap();
        assert_eq!(names(&found, below), [own("orders.xlsx", None)]);
        let found = expand(below.join("shop=*").to_str().unwrap()).unwrap();
        assert_eq!(found.len(), 2);
        let found = expand(below.join("{shop=*,orders.xlsx}").to_str().unwrap()).unwrap();
        assert_eq!(found.len(), 3);
        let found = expand(below.join("{shop=c/*,*}.{ods,xlsx}").to_str().unwrap()).unwrap();
        assert_eq!(names(&found, below), [own("orders.xlsx", None)]);
        let found = expand(below.join("{orders,order}.xlsx").to_str().unwrap()).unwrap();
        assert_eq!(found.len(), 2, "a name without a pattern is opened, and its absence reported");
        assert!(matches!(
            expand(below.join("*.ods").to_str().unwrap()),
            Err(SourceError::NoFiles { .. })
        ));
    }

    use std::fs::File;
}
