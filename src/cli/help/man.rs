//! `disputes man`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap_mangen::Man;

use crate::cli::command;
use crate::cli::failure::{self, Failure, USE};
use crate::cli::output::destination::Output;

/// Print the manual page, or write one page for each command to a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder for the pages of all commands
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// The day of the release, which stands in the footer of each page.
const RELEASED: &str = "2026-11-29";

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut whole = command();
    whole.build();
    match &args.dir {
        Some(dir) => {
            if dir.exists() && !dir.is_dir() {
                return Err(usage_error!(
                    "cannot make the folder `{}`: it is a file",
                    dir.display()
                ));
            }
            std::fs::create_dir_all(dir)
                .map_err(|cause| failure::of_file(cause, "make the folder", dir, USE))?;
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
    // The options of every command are left out of short help, whose rule the renderer follows.
    Man::new(command.clone().mut_args(|arg| arg.hide_short_help(false)))
        .title(name)
        .date(RELEASED)
        .source(concat!("disputes ", env!("CARGO_PKG_VERSION")))
        .manual("disputes")
        .render(&mut page)?;
    Ok(tidy(&String::from_utf8_lossy(&page)).into_bytes())
}

/// Longest line of a page's source; a formatter fills paragraphs, so that a break between words is a
/// blank to it.
const WIDTH: usize = 80;

/// Returns a page as mandoc wants one: one macro for an empty line, no blank at the end of a line, no
/// long lines; the examples at its end keep their lines.
fn tidy(page: &str) -> String {
    let page = page.replace("\n.br\n\n.br\n", "\n.sp\n");
    let (options, rest) = page.split_once(EXTRA).unwrap_or((&page, ""));
    let (examples, rest) = rest.split_once("\n.SH ").unwrap_or((rest, ""));
    let mut tidied = String::with_capacity(page.len());
    options.lines().for_each(|line| push_filled(line, &mut tidied));
    if !examples.is_empty() {
        tidied.push_str(".SH EXAMPLES\n.nf\n");
        for line in examples.trim().lines().filter(|line| *line != ".br") {
            tidied.push_str(line.trim_end());
            tidied.push('\n');
        }
        tidied.push_str(".fi\n");
    }
    if !rest.is_empty() {
        tidied.push_str(".SH ");
        rest.lines().for_each(|line| push_filled(line, &mut tidied));
    }
    tidied
}

/// What stands before the text below a command's help; each such text is examples.
const EXTRA: &str = "\n.SH EXTRA\n";

/// Adds a line of a page, broken between words where it is long.
fn push_filled(line: &str, page: &mut String) {
    let line = line.trim_end();
    let macros = line.starts_with(['.', '\'']);
    let mut width = 0;
    for (place, word) in line.split(' ').enumerate() {
        // A full stop or an apostrophe would begin a macro there.
        let may_begin = !macros && !word.is_empty() && !word.starts_with(['.', '\'']);
        if place > 0 && may_begin && width + 1 + word.len() > WIDTH {
            page.push('\n');
            width = 0;
        } else if place > 0 {
            page.push(' ');
            width += 1;
        }
        page.push_str(word);
        width += word.len();
    }
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_has_its_text_on_the_page() {
        let mut whole = command();
        whole.build();
        for sub in whole.get_subcommands() {
            let page = String::from_utf8(page(sub, sub.get_name()).unwrap()).unwrap();
            for (line, next) in page.lines().zip(page.lines().skip(1)) {
                let is_option = line.starts_with(r"\fB\-\-");
                assert!(!is_option || !next.is_empty(), "{}: {line}", sub.get_name());
            }
        }
    }

    #[test]
    fn a_page_is_wrapped_between_words_and_keeps_its_macros() {
        let long = "word ".repeat(20) + "x .not a macro 'nor this";
        let macros = format!(".TH {}", "a".repeat(90));
        let page = format!("{macros}\nText \n.br\n\n.br\n{long}\n");
        let with_examples =
            tidy(&format!("{page}.SH EXTRA\nExample:\n.br\n  a  b\n.SH VERSION\nv1\n"));
        assert!(
            with_examples
                .ends_with("\n.SH EXAMPLES\n.nf\nExample:\n  a  b\n.fi\n.SH VERSION\nv1\n"),
            "{with_examples}"
        );
        let tidied = tidy(&page);
        assert!(tidied.starts_with(&format!("{macros}\nText\n.sp\nword ")), "{tidied}");
        assert!(tidied.lines().skip(1).all(|line| line.len() <= WIDTH), "{tidied}");
        assert!(tidied.lines().skip(3).all(|line| !line.starts_with(['.', '\''])), "{tidied}");
        assert_eq!(
            tidied.replace('\n', " "),
            page.replace(" \n.br\n\n.br\n", " .sp ").replace('\n', " ")
        );
    }
}
