//! `disputes completions`

use std::io::Write;

use super::command;
use super::failure::Failure;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "disputes", &mut script);
    out.write_all(&script)?;
    Ok(0)
}
