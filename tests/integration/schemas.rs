//! `disputes schema`: what commands write is as their schemas say, and no key is missing in a schema.

use std::fs;

use serde_json::Value;

use crate::common::{AS_OF, Place, root, run};

fn document(told: &str) -> Value {
    let text = told.split_once("--- stdout\n").unwrap_or_else(|| panic!("{told}")).1;
    let text = text.split("--- stderr\n").next().unwrap();
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {told}"))
}

fn schema(name: &str) -> Value {
    document(&run(&format!("schema {}", name.replace("--", ""))))
}

/// Names every key of a value that its schema does not name.
fn unnamed<'a>(
    whole: &'a Value,
    schema: &'a Value,
    value: &Value,
    path: &str,
    found: &mut Vec<String>,
) {
    if let Some(name) = schema["$ref"].as_str() {
        let part = &whole["$defs"][name.strip_prefix("#/$defs/").unwrap()];
        return unnamed(whole, part, value, path, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        if !value.is_null() {
            unnamed(whole, &choices[0], value, path, found);
        }
        return;
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = format!("{path}/{key}");
                match schema["properties"].get(key) {
                    Some(part) => unnamed(whole, part, value, &path, found),
                    None => found.push(path),
                }
            }
        }
        Value::Array(list) => {
            list.iter().for_each(|value| unnamed(whole, &schema["items"], value, path, found))
        }
        _ => {}
    }
}

fn check(name: &str, line: &str, told: &str) {
    let (schema, value) = (schema(name), document(told));
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .take(5)
        .collect();
    assert!(faults.is_empty(), "{name}: {line}: {faults:#?}");
    let mut found = Vec::new();
    unnamed(&schema, &schema, &value, "", &mut found);
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{name}: {line}: not in the schema: {found:?}");
    // A document without a key that is required is refused, so the check can fail.
    for key in schema["required"].as_array().unwrap() {
        let mut less = value.clone();
        less.as_object_mut().unwrap().remove(key.as_str().unwrap());
        assert!(!validator.is_valid(&less), "{name}: without {key}");
    }
}

/// Writes a day of the made-up shop with what makes caveats, and one of several shops.
fn place() -> Place {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv", "disputes.json"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
    }
    let mut orders =
        "order_id,shop,product_id,sku,country,currency,amount,created_at,paid_at,completed_at\n"
            .to_owned();
    let mut disputes =
        "dispute_id,order_id,shop,opened_at,reason,status,liability,ruled_at\n".to_owned();
    for n in 0..90_u64 {
        let (id, shop) =
            (8_200_000_000_000_001 + n * 1_009, ["甲", "b", ""][usize::try_from(n % 3).unwrap()]);
        orders.push_str(&format!(
            "{id},{shop},{},s,Atlantis,USD,1.50,2026-01-0{} 10:00:00,2026-01-12T01:00:00Z,2026-01-13T00:00:00Z\n",
            n % 4, n % 9 + 1
        ));
        if n % 7 == 0 {
            disputes.push_str(&format!("{n},{id},{shop},2026-01-14T00:00:00Z,odd,odder,seller,\n"));
        }
    }
    orders.push_str("no id,b,1,s,FR,USD,1,2026-01-01,,\n");
    place.write("many.csv", orders);
    place.write("odd.csv", disputes);
    place
}

#[test]
fn what_commands_write_is_as_their_schemas_say() {
    let place = place();
    let odd = "many.csv odd.csv --skip-bad-rows --allow-incomplete";
    let one = "orders.csv disputes.csv";
    let id = "1101073781739830";
    for (name, line) in [
        ("today", one.to_owned()),
        ("today", odd.to_owned()),
        ("list", format!("list {one} --all")),
        ("list", format!("list {odd}")),
        ("list", "list disputes.json --all".to_owned()),
        ("show", format!("show {id} {one}")),
        ("show", "show 8200000000000001 odd.csv".to_owned()),
        ("guide", format!("guide {id} {one} --agreed refund --amount 'USD 1.00'")),
        ("guide", format!("guide 1101070108752827 {one} --agreed off-platform")),
        ("guide --batch", format!("guide {one} --batch")),
        ("guide --labels", "guide --labels ru".to_owned()),
        ("rate", format!("rate {one} --explain --series 3 --by product")),
        ("rate", format!("rate {odd} --by shop")),
        ("rate", "rate --no-disputes many.csv --skip-bad-rows".to_owned()),
        ("rate", "rate odd.csv".to_owned()),
        ("risk", format!("risk {one} --limit 9% --add 3 --cancel {id}")),
        ("risk", format!("risk {one} --backtest")),
        ("risk", format!("risk {one} --platform-figure dispute_rate=7.96%")),
        ("risk", format!("risk {odd}")),
        ("causes", format!("causes {one}")),
        ("points", "points".to_owned()),
        (
            "points",
            "points add --date 2026-01-02 --family mismatched-merchandise --points 2 --notice n1"
                .to_owned(),
        ),
        ("rules list", "rules".to_owned()),
        ("rules show", "rules show aliexpress-2013 --unverified".to_owned()),
        ("report", format!("report {one} --limit 9%")),
        ("report", format!("report {one} --limit 5% --as-of 2026-01-17")),
        ("report", format!("report {odd}")),
        ("report --history", format!("report {one} --history dispute_rate")),
        ("config show", "config show".to_owned()),
        ("doctor", "doctor --offline".to_owned()),
        ("store info", "store info".to_owned()),
    ] {
        if name == "store info" {
            place.run("import orders.csv disputes.csv");
        }
        let as_of = if line.contains("--as-of") { "" } else { AS_OF };
        let told = place.run(&format!("{line} {as_of} --format json"));
        check(name, &line, &told);
        // A notice is recorded once.
        if !line.starts_with("points add") {
            let told = place.run(&format!("{line} {as_of} --format json --locale zh"));
            check(name, &line, &told);
        }
    }
}

#[test]
fn a_schema_is_one_document_and_every_name_that_is_listed_has_one() {
    let told = run("schema");
    let names: Vec<&str> = told.lines().skip(2).collect();
    assert!(told.starts_with("exit 0\n") && names.len() == 20, "{told}");
    for name in names {
        let schema = schema(name);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
        let id = schema["properties"]["schema"]["const"].as_str().unwrap();
        assert!(id.starts_with("disputes/") && id.ends_with("/v1"), "{name}: {id}");
    }
    let told = run("schema import");
    assert!(told.starts_with("exit 2\n") && told.contains("writes no JSON document"), "{told}");
}
