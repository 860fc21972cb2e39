//! The documents tell the truth: every console block is run and compared.

use std::fs;

use crate::common::{root, run, screen};
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
fn the_blocks_of_the_other_documents_are_what_the_program_says() {
    for name in documents() {
        // Its blocks leave lines out, which `risk.rs` compares.
        if name != "docs/risk.md" {
            compare(&name);
        }
    }
}

/// A command that the documents show without its answer has a subcommand, flags and values that
/// the program knows: `--help` comes last, so everything before it is parsed.
#[test]
fn commands_without_an_answer_are_accepted() {
    let mut seen = 0;
    for name in documents() {
        let text = fs::read_to_string(root().join(&name)).unwrap();
        let blocks = text.split("```sh\n").skip(1).map(|part| part.split("```").next().unwrap());
        for line in blocks.flat_map(str::lines).filter(|line| line.starts_with("disputes ")) {
            let cut = [" #", " | ", " < ", " > "].iter().filter_map(|sign| line.find(sign)).min();
            let words = &line["disputes ".len()..cut.unwrap_or(line.len())];
            // Files in place of a command are looked up before the words are parsed.
            if words.split(' ').next().is_some_and(|word| word.contains('.')) {
                continue;
            }
            let answer = run(&format!("{words} --help"));
            assert!(answer.starts_with("exit 0\n"), "{name}: `{line}`: {answer}");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} commands found");
}

/// Returns the Markdown files of the project that show commands.
fn documents() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| format!("docs/{}", entry.unwrap().file_name().into_string().unwrap()))
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.extend(["README.md", "README.zh-CN.md", "CONTRIBUTING.md"].map(str::to_owned));
    names.sort();
    names
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
