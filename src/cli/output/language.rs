//! The language of stderr and of the help, known before anything can go wrong, and the lines that
//! are translated into it.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::messages::Locale;
use crate::messages::{in_chinese, zones_in_chinese};
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

/// Returns a text with the zones of its times named in the language.
pub(crate) fn times(text: &str) -> String {
    if is_chinese() { zones_in_chinese(text) } else { text.to_owned() }
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

/// Names of values in usage lines and help.
const VALUE_NAMES: [(&str, &str); 67] = [
    ("AGREED", "约定"),
    ("AMOUNT", "金额"),
    ("APPEAL", "申诉"),
    ("BY", "分组"),
    ("CODE", "授权码"),
    ("COLUMN", "列"),
    ("COLUMNS", "列"),
    ("COMMAND|TOPIC", "命令|主题"),
    ("COUNTRY", "国家"),
    ("DAY", "日期"),
    ("DAYS", "天数"),
    ("DAY|MOMENT", "日期|时刻"),
    ("DIALECT", "方言"),
    ("DIR", "文件夹"),
    ("EVERY", "频率"),
    ("FAMILY", "类别"),
    ("FIELD=HEADER", "字段=列标题"),
    ("FILE", "文件"),
    ("FILE.har", "文件.har"),
    ("FILES", "文件"),
    ("FINGERPRINT", "指纹"),
    ("FIRST", "前者"),
    ("FORMAT", "格式"),
    ("HH:MM", "时:分"),
    ("ID", "编号"),
    ("ID|FILE", "编号|文件"),
    ("ID|PATH", "编号|路径"),
    ("KEY=TEXT", "键=文字"),
    ("KIND", "种类"),
    ("LANG", "语言"),
    ("LANGUAGE", "语言"),
    ("METRIC", "指标"),
    ("METRIC=", "指标="),
    ("[METRIC=]PERCENT", "[指标=]百分比"),
    ("[METRIC=]VALUE", "[指标=]数值"),
    ("METRIC=FIGURE", "指标=数值"),
    ("METRIC=PERCENT", "指标=百分比"),
    ("N", "个数"),
    ("NAME", "名称"),
    ("HANDLED", "已处理"),
    ("NOTE", "备注"),
    ("NUMBER", "序号"),
    ("ORDER", "订单号"),
    ("PATH", "路径"),
    ("PATTERN", "通配写法"),
    ("PERCENT", "百分比"),
    ("POINTS", "分数"),
    ("RULES", "规则"),
    ("SECOND", "后者"),
    ("SECONDS", "秒数"),
    ("SHAPE", "形式"),
    ("SHELL", "终端"),
    ("SIZE", "大小"),
    ("STATE", "状态"),
    ("SURFACE", "界面"),
    ("TABLE", "表名"),
    ("TALLY", "扣分体系"),
    ("TEXT", "文字"),
    ("TIME", "时间"),
    ("TONE", "语气"),
    ("TURN", "待处理方"),
    ("URL", "网址"),
    ("ZONE", "时区"),
    ("WHAT", "内容"),
    ("WORD=MEANING", "词=含义"),
    ("current|previous|DAY", "current|previous|日期"),
    ("current|previous|MONTH", "current|previous|月份"),
];

/// Translates the name of a value; what the table lacks (`URL`) stays as it is.
fn value_name(name: &str) -> String {
    let known = VALUE_NAMES.iter().find(|(english, _)| *english == name);
    known.map_or(name, |(_, chinese)| chinese).to_owned()
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
