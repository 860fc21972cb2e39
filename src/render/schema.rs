//! The JSON Schemas of the documents that commands write.

use serde_json::{Map, Value};

use crate::packed::{PackedText, packed};

/// A document that a command writes.
struct Schema {
    /// The command, with what sets the document apart where the command writes several.
    name: &'static str,
    /// Its schema, without the parts that it shares with others.
    text: PackedText,
}

macro_rules! schemas {
    ($($name:literal => $file:literal),* $(,)?) => {
        [$(Schema {
            name: $name,
            text: PackedText::new(packed!("src/render/schemas/", $file, ".json")),
        }),*]
    };
}

/// Every document, in the order of the help.
static SCHEMAS: [Schema; 20] = schemas! {
    "today" => "today",
    "list" => "list",
    "show" => "show",
    "guide" => "guide",
    "guide --batch" => "guide-batch",
    "guide --labels" => "guide-labels",
    "rate" => "rate",
    "risk" => "risk",
    "causes" => "causes",
    "points" => "points",
    "rules list" => "rules-list",
    "rules show" => "rules-show",
    "report" => "report",
    "report --history" => "report-history",
    "config show" => "config-show",
    "doctor" => "doctor",
    "auth status" => "auth-status",
    "sync" => "sync",
    "store info" => "store-info",
    "warehouse check" => "warehouse-check",
};

/// Parts that several schemas have.
static SHARED: PackedText = PackedText::new(packed!("src/render/schemas/shared.json"));

/// What leads to a part of the schema itself.
const PART: &str = "#/$defs/";

/// Returns the names of the documents that have a schema: commands, with the option that sets a
/// document apart where a command writes several.
pub(crate) fn schema_names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|schema| schema.name)
}

/// Returns the schema of a document; `None` for a name that is not among [`schema_names`].
pub(crate) fn schema(name: &str) -> Option<Map<String, Value>> {
    SCHEMAS.iter().find(|schema| schema.name == name).map(whole)
}

fn parsed(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).expect("a test reads every schema of the program")
}

/// Returns a schema with the shared parts that it leads to.
fn whole(of: &Schema) -> Map<String, Value> {
    let mut schema = parsed(of.text.text());
    let shared = parsed(SHARED.text());
    let mut parts = match schema.remove("$defs") {
        Some(Value::Object(parts)) => parts,
        Some(_) | None => Map::new(),
    };
    let mut wanted = Vec::new();
    schema.values().for_each(|value| collect(value, &mut wanted));
    parts.values().for_each(|value| collect(value, &mut wanted));
    while let Some(name) = wanted.pop() {
        if let (false, Some(part)) = (parts.contains_key(&name), shared.get(&name)) {
            collect(part, &mut wanted);
            parts.insert(name, part.clone());
        }
    }
    if !parts.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(parts));
    }
    schema
}

/// Collects the names of the parts that a value leads to.
fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| collect(value, names)),
        Value::Array(list) => list.iter().for_each(|value| collect(value, names)),
        Value::String(text) => names.extend(text.strip_prefix(PART).map(ToOwned::to_owned)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_whole() {
        let shared = parsed(SHARED.text());
        let mut used = Vec::new();
        for of in &SCHEMAS {
            let schema = whole(of);
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let mut names = Vec::new();
            schema.values().for_each(|value| collect(value, &mut names));
            for name in &names {
                assert!(schema["$defs"].get(name).is_some(), "{}: {name}", of.name);
            }
            used.extend(names);
        }
        let idle: Vec<&String> = shared.keys().filter(|name| !used.contains(name)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
