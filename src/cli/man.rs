//! `disputes man`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap_mangen::Man;

use super::command;
use super::failure::{Failure, USE, with_hint};
use super::output::Output;

/// Print the manual page, or write one page for each command to a folder
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder for the pages of all commands
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// The day of the release, which stands in the footer of each page.
const RELEASED: &str = "2026-11-29";

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut whole = command();
    whole.build();
    match &args.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir).map_err(|cause| {
                let text = format!("cannot make the folder `{}`", dir.display());
                with_hint(anyhow::Error::new(cause).context(text), USE)
            })?;
            write_pages(&whole, "disputes", dir)?;
        }
        None => out.write_all(&page(&whole, "disputes")?)?,
    }
    Ok(0)
}

/// Writes the page of a command and those of its subcommands.
fn write_pages(command: &clap::Command, name: &str, dir: &Path) -> Result<(), Failure> {
    Output::open(dir.join(format!("{name}.1")))?.write(&page(command, name)?)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        write_pages(sub, &format!("{name}-{}", sub.get_name()), dir)?;
    }
    Ok(())
}

fn page(command: &clap::Command, name: &str) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Man::new(command.clone())
        .title(name)
        .date(RELEASED)
        .source(concat!("disputes ", env!("CARGO_PKG_VERSION")))
        .manual("disputes")
        .render(&mut page)?;
    Ok(page)
}
