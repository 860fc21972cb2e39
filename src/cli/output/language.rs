//! The language of stderr and of the help, known before anything can go wrong, and the lines that
//! are translated into it.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::messages::Locale;
use crate::messages::{in_chinese, signs_in_chinese};
use crate::rules::RuleSet;

/// One language for the whole run: an error may arise before the settings are read.
static CHINESE: AtomicBool = AtomicBool::new(false);

/// What a line on stderr begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Prefix {
    Error,
    Cause,
    Hint,
    Note,
    Warning,
}

/// Sets the language.
pub(crate) fn set(locale: Locale) {
    CHINESE.store(locale == Locale::Chinese, Ordering::Relaxed);
}

/// Returns whether the language is Chinese.
pub(crate) fn is_chinese() -> bool {
    CHINESE.load(Ordering::Relaxed)
}

/// Guesses the language from the words of the call, else from the environment's tag.
pub(crate) fn guess(words: &[OsString], environment: Option<&str>) {
    let words: Vec<_> = words.iter().filter_map(|word| word.to_str()).collect();
    let given = words.windows(2).find_map(|pair| match pair {
        ["--locale", tag] => Some(*tag),
        _ => None,
    });
    let given = given.or_else(|| words.iter().find_map(|word| word.strip_prefix("--locale=")));
    let chinese = given.or(environment).is_some_and(|tag| {
        tag.to_lowercase().split(['_', '-', '.']).next().is_some_and(|tag| tag == "zh")
    });
    CHINESE.store(chinese, Ordering::Relaxed);
}

/// Returns a text of the program's in the language.
pub(crate) fn translated(text: &str) -> String {
    if is_chinese() { in_chinese(text) } else { text.to_owned() }
}

/// Returns what is said of something, behind its name; both are in the language already.
pub(crate) fn named(name: &str, said: &str) -> String {
    let colon = if is_chinese() { "：" } else { ": " };
    format!("{name}{colon}{said}")
}

/// Returns a text with the zones of its times named in the language.
pub(crate) fn times(text: &str) -> String {
    if is_chinese() { signs_in_chinese(text) } else { text.to_owned() }
}

/// Returns a rule set with its texts in the language. Those of a seller's own file stay as they are
/// written, unless they are among ours.
pub(crate) fn rules(mut set: RuleSet) -> RuleSet {
    if is_chinese() {
        set.reword(in_chinese);
    }
    set
}

/// Returns a line for stderr, with its prefix.
pub(crate) fn line(prefix: Prefix, text: &str) -> String {
    let before = match (prefix, is_chinese()) {
        (Prefix::Error, false) => "error: ",
        (Prefix::Error, true) => "错误：",
        (Prefix::Cause, false) => "  caused by: ",
        (Prefix::Cause, true) => "  原因：",
        (Prefix::Hint, false) => "hint: ",
        (Prefix::Hint, true) => "提示：",
        (Prefix::Note, false) => "note: ",
        (Prefix::Note, true) => "说明：",
        (Prefix::Warning, false) => "warning: ",
        (Prefix::Warning, true) => "警告：",
    };
    format!("{before}{text}")
}

/// Returns what stands between an error and its cause on one line.
pub(crate) fn colon() -> &'static str {
    if is_chinese() { "：" } else { ": " }
}

/// Returns a remark in brackets behind a sentence.
pub(crate) fn in_brackets(text: &str) -> String {
    if is_chinese() { format!("（{text}）") } else { format!(" ({text})") }
}

/// Returns the command tree with its help in the language.
pub(crate) fn help(command: clap::Command) -> clap::Command {
    if is_chinese() {
        // What the parser prints is translated line by line, so it must not break lines itself.
        translate_command(command).term_width(0)
    } else {
        command
    }
}

/// Returns what the parser prints, in the language.
pub(crate) fn parser(text: &str) -> String {
    if !is_chinese() {
        return text.to_owned();
    }
    let text = in_chinese(text);
    let line = |line: &str| {
        value_help(line)
            .replace("[OPTIONS]", "[选项]")
            .replace("[COMMAND]", "[命令]")
            .replace("<COMMAND>", "<命令>")
            .replace("所有命令通用的选项:", "所有命令通用的选项：")
            .replace("[default: ", "[默认：")
            .replace("[possible values: ", "[可选值：")
            .replace("[aliases: ", "[别名：")
            .replace("Possible values:", "可选值：")
            .replace("Print help (see more with '--help')", "显示帮助（更多见 '--help'）")
            .replace("Print help (see a summary with '-h')", "显示帮助（摘要见 '-h'）")
            .replace("Print help", "显示帮助")
            .replace("Print version", "显示版本")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Translates the help of one value of an option: `- won:   Won: the points do not count`.
fn value_help(line: &str) -> String {
    let named = line.trim_start().strip_prefix("- ").and_then(|_| line.split_once(": "));
    match named {
        Some((name, help)) => {
            let (blank, words) = help.split_at(help.len() - help.trim_start().len());
            format!("{name}: {blank}{}", in_chinese(words))
        }
        None => line.to_owned(),
    }
}

fn translate_command(command: clap::Command) -> clap::Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.mut_args(translate_arg);
    if let Some(text) = command.get_about().map(|text| in_chinese(&text.to_string())) {
        command = command.about(text);
    }
    if let Some(text) = command.get_long_about().map(|text| in_chinese(&text.to_string())) {
        command = command.long_about(text);
    }
    if let Some(text) = command.get_after_help().map(|text| in_chinese(&text.to_string())) {
        command = command.after_help(text);
    }
    for name in names {
        command = command.mut_subcommand(name, translate_command);
    }
    command
}

/// Names of values in usage lines and help: English, a tab, Chinese.
const VALUE_NAMES: &str = include_str!("value_names.zh.txt");

/// Translates the name of a value; what the table lacks (`URL`) stays as it is.
fn value_name(name: &str) -> String {
    let mut names = VALUE_NAMES.lines().filter_map(|line| line.split_once('\t'));
    names.find(|(english, _)| *english == name).map_or(name, |(_, chinese)| chinese).to_owned()
}

fn translate_arg(mut arg: clap::Arg) -> clap::Arg {
    let named: Option<Vec<String>> = arg
        .get_value_names()
        .map(|names| names.iter().map(|name| value_name(name.as_str())).collect());
    // Without a name of its own the value is called by the option, in capitals.
    let taken = arg
        .get_action()
        .takes_values()
        .then(|| vec![value_name(&arg.get_id().as_str().to_uppercase())]);
    if let Some(names) = named.or(taken) {
        arg = match arg.get_id().as_str() {
            "date_order" => arg.value_name("顺序"),
            _ => arg.value_names(names),
        };
    }
    if let Some(text) = arg.get_help().map(|text| in_chinese(&text.to_string())) {
        arg = arg.help(text);
    }
    if let Some(text) = arg.get_long_help().map(|text| in_chinese(&text.to_string())) {
        arg = arg.long_help(text);
    }
    if let Some("Options of every command") = arg.get_help_heading() {
        arg = arg.help_heading("所有命令通用的选项");
    }
    arg
}
