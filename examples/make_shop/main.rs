//! Writes the made-up shop of `examples/shop`: `cargo run --example make_shop [FOLDER]`.
//!
//! Every name, id and amount is invented. The files are the same on every run.

#[expect(clippy::expect_used, reason = "a generator stops at the first surprise")]
mod made_up;

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("examples/shop"), Into::into);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in made_up::files() {
        write(&folder.join(name), &bytes)?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "an example is no room of the program")]
fn write(path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}
