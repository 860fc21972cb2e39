//! How the pages of help are laid out: commands by purpose, lines to try on each page, and on a short
//! page one line for the options that every command has.

use clap::Command;

/// Commands that serve one purpose.
struct Purpose {
    /// The heading.
    title: &'static str,
    /// The commands, in their order.
    commands: &'static [&'static str],
}

const PURPOSES: [Purpose; 5] = [
    Purpose {
        title: "Answer disputes:",
        commands: &["today", "list", "show", "guide", "note", "done"],
    },
    Purpose {
        title: "Rates, limits and causes:",
        commands: &["rate", "risk", "causes", "points", "rules"],
    },
    Purpose {
        title: "Reports and monitoring:",
        commands: &["report", "check", "notify", "schedule"],
    },
    Purpose {
        title: "Data:",
        commands: &["import", "sync", "auth", "store", "sql", "warehouse", "scrub"],
    },
    Purpose {
        title: "Settings and help:",
        commands: &["demo", "config", "doctor", "help", "schema", "completions", "man"],
    },
];

/// Lines to try, below the command they are of. Those of `demo` run as they stand; the others need the files
/// or the settings that they name.
const EXAMPLES: &str = include_str!("examples.txt");

/// The line that stands for the options of every command on a short page.
const COMMON: &str =
    "Options of every command, such as --as-of, --shop, --format and --locale: see --help.";

const HEADING: &str = "Examples:";

/// How wide the list of commands is.
const WIDTH: usize = 98;

/// Lays the pages out. `translate` puts a sentence into the reader's language.
pub(crate) fn laid_out(command: Command, translate: fn(&str) -> String) -> Command {
    let command =
        command.mut_args(|arg| if arg.is_global_set() { arg.hide_short_help(true) } else { arg });
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}\n{}\n{{options}}{{after-help}}",
        by_purpose(&command, translate),
        translate("Options:")
    );
    let exit_codes = command.get_after_help().map(ToString::to_string);
    let codes = exit_codes.expect("the program's own page ends in its exit codes");
    let command = command
        .help_template(template)
        .after_help(format!("{}\n\n{codes}", translate(COMMON)))
        .after_long_help(codes);
    with_examples(command, "", translate)
}

/// Adds the examples to the pages of all commands below one.
fn with_examples(mut command: Command, path: &str, translate: fn(&str) -> String) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}").trim().to_owned();
        command = command.mut_subcommand(&name, |sub| {
            let sub = match examples(&path) {
                Some(lines) => {
                    let text = format!("{}\n{lines}", translate(HEADING));
                    sub.after_help(format!("{text}\n\n{}", translate(COMMON))).after_long_help(text)
                }
                None => sub.after_help(translate(COMMON)).after_long_help(""),
            };
            with_examples(sub, &path, translate)
        });
    }
    command
}

fn examples(path: &str) -> Option<String> {
    let below = EXAMPLES.lines().skip_while(|line| *line != path).skip(1);
    let lines: Vec<&str> = below.take_while(|line| line.starts_with(' ')).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Lists the commands below the purposes they serve.
fn by_purpose(command: &Command, translate: fn(&str) -> String) -> String {
    let mut text = String::new();
    for purpose in &PURPOSES {
        text.push_str(&translate(purpose.title));
        text.push('\n');
        for name in purpose.commands {
            // A purpose may name commands that this build lacks.
            if let Some(sub) = command.find_subcommand(name) {
                let about = sub.get_about().map(ToString::to_string);
                let about = about.expect("every command says what it does");
                text.push_str(&entry(name, &about));
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// Lays out a command and what it does, with further lines below the first.
fn entry(name: &str, about: &str) -> String {
    let indent = 15;
    let mut text = format!("  {name:<12} ");
    let mut taken = indent;
    for (at, word) in about.split(' ').enumerate() {
        let length = word.chars().count() + 1;
        if at > 0 && taken + length > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            taken = indent;
        } else if at > 0 {
            text.push(' ');
        }
        text.push_str(word);
        taken += length;
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_serves_one_purpose_and_has_examples() {
        for sub in crate::cli::command().get_subcommands() {
            let name = sub.get_name();
            let named = PURPOSES.iter().flat_map(|p| p.commands).filter(|own| **own == name);
            assert_eq!(named.count(), 1, "{name}");
            assert!(name == "demo" || examples(name).is_some(), "{name} has no example");
        }
        for path in EXAMPLES.lines().filter(|line| !line.starts_with(' ')) {
            let mut command = crate::cli::command();
            for word in path.split(' ') {
                command = command.find_subcommand(word).unwrap_or_else(|| panic!("{path}")).clone();
            }
        }
    }
}
