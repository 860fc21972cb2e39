//! The documents tell the truth: every console block is run and compared.

use std::fs;

use crate::common::{root, screen};
use crate::golden::updating;

/// A line that begins a command, however the reader starts the program.
const PROMPTS: [&str; 2] = ["$ disputes ", "$ cargo run -- "];

#[test]
fn the_blocks_of_the_readme_are_what_the_program_says() {
    compare("README.md");
}

#[test]
fn the_blocks_of_the_chinese_readme_are_what_the_program_says() {
    compare("README.zh-CN.md");
}

#[test]
fn both_readmes_have_the_same_sections_and_commands() {
    let shape = |name: &str| {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let heads = text.lines().filter(|line| line.starts_with("## ")).count();
        let blocks: Vec<String> = text.lines().filter_map(command).collect();
        let words = |line: &String| line.replace(" --locale zh", "");
        (heads, blocks.iter().map(words).collect::<Vec<_>>())
    };
    assert_eq!(shape("README.md"), shape("README.zh-CN.md"));
}

fn compare(name: &str) {
    let path = root().join(name);
    let text = fs::read_to_string(&path).unwrap();
    let now = renewed(&text);
    if updating() {
        fs::write(&path, &now).unwrap();
    } else {
        for (kept, now) in text.split("```").zip(now.split("```")) {
            assert_eq!(kept, now, "{name} differs; if that is meant, run with UPDATE_DOCS=1");
        }
    }
}

/// Returns a document with every console block answered again.
fn renewed(text: &str) -> String {
    let mut parts = text.split("```console\n");
    let mut now = parts.next().unwrap().to_owned();
    for part in parts {
        let (block, rest) = part.split_once("```").unwrap();
        now.push_str("```console\n");
        for line in block.lines().filter(|line| line.starts_with("$ ")) {
            let words = command(line).unwrap_or_else(|| panic!("`{line}` cannot be run by a test"));
            now.push_str(&format!("{line}\n{}\n", screen(&words).trim_end()));
        }
        now.push_str("```");
        now.push_str(rest);
    }
    now
}

/// Returns the words after the program's name.
fn command(line: &str) -> Option<String> {
    PROMPTS.iter().find_map(|prompt| line.strip_prefix(prompt)).map(str::to_owned)
}
