//! `disputes schema`: the shape of what `--format json` writes.

use std::io::Write;

use serde_json::json;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::format::TEXT_AND_JSON;
use crate::render;

/// Print the JSON Schema of what a command writes with `--format json`
///
/// Without a command, list the documents there are. A document may gain keys in later versions; those
/// that the schema requires are kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The command, such as `list` or `store info`
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    // `guide batch` for `guide --batch`: the option would be one of this command.
    let plain = |name: &str| name.replace("--", "");
    if args.words.is_empty() && format.is_document() {
        let names: Vec<String> = render::schema_names().map(plain).collect();
        let document = json!({ "schema": "disputes/schema/v1", "documents": names, "caveats": [] });
        return Ok(render::json(&document, out).map(|()| 0)?);
    }
    if args.words.is_empty() {
        for name in render::schema_names() {
            writeln!(out, "{}", plain(name))?;
        }
        return Ok(0);
    }
    let asked = args.words.join(" ");
    // `points list` is what `points` alone does.
    let asked_plain =
        plain(asked.strip_suffix(" list").filter(|it| *it == "points").unwrap_or(&asked));
    let found = render::schema_names().find(|name| plain(name) == asked_plain);
    match found.and_then(render::schema) {
        Some(schema) => Ok(render::json(&schema, out).map(|()| 0)?),
        None => {
            let names: Vec<String> = render::schema_names().map(plain).collect();
            Err(usage_error!("`{asked}` writes no JSON document")
                .hint(format!("there is a schema for each of: {}", names.join(", "))))
        }
    }
}
