//! The files of `examples/shop` are what the generator writes.

use std::fs;
use std::io::{Cursor, Read};

use crate::common::root;

#[path = "../../examples/make_shop/made_up/mod.rs"]
mod made_up;

#[test]
fn the_generator_writes_the_files_of_the_example_shop() {
    for (name, bytes) in made_up::files() {
        let kept = fs::read(root().join("examples/shop").join(name)).unwrap();
        // A workbook is compared by its parts, since another version of the packer may pack
        // the same parts otherwise.
        let same =
            if name.ends_with(".xlsx") { parts(&kept) == parts(&bytes) } else { kept == bytes };
        assert!(
            same,
            "{name} is not what the generator writes: run `cargo run --example make_shop`"
        );
    }
}

fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}
