//! Packs the texts that are part of the program: packed they are a third as large.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Files, and folders of them, that are packed; `packed!` names each as it stands here.
const TEXTS: [&str; 6] = [
    "examples/shop/disputes.csv",
    "examples/shop/orders.csv",
    "src/input/decode/country_languages.toml",
    "src/messages/catalogue",
    "src/messages/guard",
    "src/messages/labels",
];

/// The folder of the schemas, of which there are as many as documents.
const SCHEMAS: &str = "src/render/schemas";

fn main() -> Result<(), Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "a build script is told its folder so")]
    let out = std::env::var_os("OUT_DIR").ok_or("there is no folder for what is built")?;
    let mut instructions = String::new();
    for text in TEXTS.into_iter().chain([SCHEMAS]) {
        instructions.push_str(&format!("cargo::rerun-if-changed={text}\n"));
        pack(Path::new(text), Path::new(&out))?;
    }
    Ok(io::stdout().write_all(instructions.as_bytes())?)
}

/// Packs a file, or the files of a folder, under the same name below another folder.
fn pack(path: &Path, out: &Path) -> io::Result<()> {
    if path.is_dir() {
        let mut files: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        files.sort();
        return files.iter().try_for_each(|file| pack(file, out));
    }
    let packed = out.join(format!("{}.gz", path.display()));
    packed.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut encoder = GzEncoder::new(File::create(packed)?, Compression::best());
    io::copy(&mut File::open(path)?, &mut encoder)?;
    encoder.finish().map(drop)
}
