//! `disputes demo`: any command on the made-up shop that is part of the program.

use std::ffi::OsString;

use super::failure::Failure;
use crate::config::{self, Environment, Found};
use crate::input::{BuiltIn, InputFile, Spec};
use crate::packed::packed;

/// Try any command on a made-up shop that is part of the program; without one, show its day
///
/// Takes the words of any other command, as `disputes demo rate --by product`. The shop's files are
/// those of `examples/shop`, its day is 2026-01-16. Nothing is read of your settings unless `--config`
/// names them, nothing is remembered, and nothing is sent.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The command to try, with its options
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
    words: Vec<OsString>,
}

/// The last day of the made-up shop's data.
pub(super) const DAY: &str = "2026-01-16";

/// The made-up shop's settings: a limit, so that its rate can be judged.
const SETTINGS: &str = "[[shop]]\nname = \"main\"\n[shop.limits]\ndispute_rate = \"10%\"\n";

const ORDERS: BuiltIn =
    BuiltIn { name: "demo/orders.csv", bytes: packed!("examples/shop/orders.csv") };
const DISPUTES: BuiltIn =
    BuiltIn { name: "demo/disputes.csv", bytes: packed!("examples/shop/disputes.csv") };

/// Returns the made-up shop's files.
pub(super) fn files() -> Vec<InputFile> {
    [ORDERS, DISPUTES].map(|file| InputFile::new(Spec::BuiltIn(file), None)).into()
}

/// Returns the made-up shop's settings.
pub(crate) fn settings() -> Result<Found, Failure> {
    let settings = config::parse(SETTINGS).map_err(Failure::settings)?;
    Ok(Found { path: None, settings })
}

/// Returns the environment without this user's folders: nothing made up is remembered.
pub(crate) fn without_folders(environment: Environment) -> Environment {
    Environment { config_dir: None, state_dir: None, ..environment }
}

/// Takes the word `demo` out of the words of a call, where it stands in place of a command and is not
/// asked for its own help. `place` is where the command stands.
pub(super) fn unwrapped(words: &mut Vec<OsString>, place: Option<usize>) -> bool {
    let Some(place) = place.filter(|place| words.get(*place).is_some_and(|word| word == "demo"))
    else {
        return false;
    };
    let next = words.get(place + 1);
    if next.is_some_and(|word| word == "--help" || word == "-h") {
        return false;
    }
    words.remove(place);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_taken_out_where_it_is_the_command() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        for (before, place, after, taken) in [
            ("disputes demo rate", Some(1), "disputes rate", true),
            ("disputes demo", Some(1), "disputes", true),
            ("disputes demo --help", Some(1), "disputes demo --help", false),
            ("disputes list demo", Some(1), "disputes list demo", false),
        ] {
            let mut line = words(before);
            assert_eq!(unwrapped(&mut line, place), taken, "{before}");
            assert_eq!(line, words(after));
        }
    }
}
