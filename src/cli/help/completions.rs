//! `disputes completions`

use std::io::Write;

use clap::ValueHint;
use clap::builder::PossibleValuesParser;

use crate::cli::command;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::messages::Language;
use crate::rules::RULE_SETS;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// What a value's name has in it where the value is a path.
const PATHS: [&str; 3] = ["PATH", "FILE", "DIR"];

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let shops = context.found.settings.shops.iter().map(|shop| shop.name.clone());
    let shops = shops.filter(|name| is_plain_word(name)).collect();
    let known: [(&str, Vec<String>); 4] = [
        ("locale", vec!["en".to_owned(), "zh".to_owned()]),
        ("lang", Language::ids().map(ToOwned::to_owned).collect()),
        ("rules", RULE_SETS.iter().map(|(id, _)| (*id).to_owned()).collect()),
        // Those of the settings at hand; without settings none is known.
        ("shops", shops),
    ];
    let mut script = Vec::new();
    let mut whole = with_values(command(), &known);
    clap_complete::generate(args.shell, &mut whole, "disputes", &mut script);
    if args.shell == clap_complete::Shell::Bash {
        script = with_rule_files(&String::from_utf8_lossy(&script), &known).into_bytes();
    }
    out.write_all(&script)?;
    Ok(0)
}

/// Returns whether every shell takes a name for one word that means nothing else: the generator quotes none.
fn is_plain_word(name: &str) -> bool {
    !name.starts_with('-')
        && name.chars().all(|sign| sign.is_alphanumeric() || "-_.".contains(sign))
}

/// Gives each option the values it is known to take; what is no path completes to no file names.
fn with_values(mut command: clap::Command, known: &[(&str, Vec<String>)]) -> clap::Command {
    let options: Vec<String> = command
        .get_arguments()
        .filter(|arg| arg.get_action().takes_values() && !arg.is_positional())
        .map(|arg| arg.get_id().to_string())
        .collect();
    for id in options {
        let values = known.iter().find(|(name, values)| *name == id && !values.is_empty());
        command = command.mut_arg(id, |arg| {
            if let Some((_, values)) = values {
                return arg.value_parser(PossibleValuesParser::new(values.clone()));
            }
            let mut names = arg.get_value_names().into_iter().flatten();
            let path = names.any(|name| PATHS.iter().any(|word| name.contains(word)));
            let fixed = !arg.get_possible_values().is_empty();
            match (fixed, path) {
                (true, _) => arg,
                (false, true) => arg.value_hint(ValueHint::AnyPath),
                (false, false) => arg.value_hint(ValueHint::Other),
            }
        });
    }
    let subcommands: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subcommands {
        command = command.mut_subcommand(name, |sub| with_values(sub, known));
    }
    command
}

/// A rule set is an id or a file; bash is given one or the other by the generator.
fn with_rule_files(script: &str, known: &[(&str, Vec<String>)]) -> String {
    let Some((_, ids)) = known.iter().find(|(name, _)| *name == "rules") else {
        return script.to_owned();
    };
    let words = format!("$(compgen -W \"{}\" -- \"${{cur}}\")", ids.join(" "));
    script.replace(&words, &format!("{words} $(compgen -f -- \"${{cur}}\")"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shop_is_offered_where_its_name_is_one_word_to_every_shell() {
        for name in ["main", "Lamp-House_2.de", "灯具店"] {
            assert!(is_plain_word(name), "{name}");
        }
        for name in
            ["a b", "a$(touch x)", "`x`", "a\"b", "it's", "a;b", "-x", "a\\b", "a*", "~", "a\nb"]
        {
            assert!(!is_plain_word(name), "{name}");
        }
    }
}
