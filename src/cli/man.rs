//! `disputes man`

use std::io::Write;
use std::path::PathBuf;

use super::command;
use super::failure::Failure;

/// Print the manual page, or write one page for each command to a folder
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder for the pages of all commands
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.dir {
        Some(dir) => clap_mangen::generate_to(command(), dir)?,
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command()).render(&mut page)?;
            out.write_all(&page)?;
        }
    }
    Ok(0)
}
