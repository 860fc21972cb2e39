//! Says what is wrong in a settings file, and where.

/// Says what is wrong in a settings file and where. A value may be a secret that does not belong
/// there, so none is ever quoted, nor is any line.
pub(super) fn fault(text: &str, error: &toml::de::Error) -> String {
    let place = error.span().map_or(0, |span| span.start);
    let lines = text.get(..place).map_or(0, |before| before.matches('\n').count());
    let fault = fault_without_paths(text, error);
    // `"C:\Users"` is read as an escape; the line is looked at and never quoted.
    match text.lines().nth(lines) {
        Some(line) if line.contains('\\') => {
            format!(
                "{fault}; a Windows path is written in single quotes, as 'C:\\folder\\*.xlsx', or with /"
            )
        }
        Some(_) | None => fault,
    }
}

/// Keys of other tables, behind which a secret stands or the name of its file.
const KEYS_OF_SECRETS: [&str; 15] = [
    "app_key",
    "app_secret",
    "secret",
    "secret_file",
    "secret_command",
    "password",
    "password_file",
    "token",
    "token_file",
    "access_token",
    "refresh_token",
    "url",
    "url_file",
    "webhook",
    "api_key",
];

/// Returns a key that belongs to another table, in one whose keys are of the seller's own choice: nothing would
/// refuse it there, and its value would be shown.
pub(super) fn misplaced_secret(text: &str) -> Option<String> {
    let is_free = |header: &str| {
        ["labels", "map", "words", "limits", "columns"].iter().any(|name| {
            header.split('.').any(|part| part.trim().trim_matches(['"', '\'']) == *name)
        })
    };
    let mut free = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start();
        if let Some(header) = line.strip_prefix('[') {
            free = is_free(header.trim_start_matches('[').split(']').next().unwrap_or_default());
            continue;
        }
        let key = line.split('=').next().unwrap_or_default().trim();
        if free && KEYS_OF_SECRETS.contains(&key.to_ascii_lowercase().as_str()) {
            return Some(format!("line {number}: there is no key `{key}` here"));
        }
    }
    None
}

fn fault_without_paths(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map(|span| span.start);
    let (line, before) = match start.and_then(|start| text.get(..start)) {
        Some(before) => (before.matches('\n').count() + 1, before.rsplit('\n').next()),
        None => (1, None),
    };
    let message = error.message();
    let mut words = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field ") {
        // The library names the field first, between backticks.
        let key = words.next().unwrap_or_default();
        let near = nearest_key(message).filter(|near| !near.ends_with("_file"));
        let advice = if near.is_none() && holds_secret(key) {
            format!(
                "; put the value into a file that only you can read (`chmod 600`) and name that \
                 file as `{}`",
                secret_key(key)
            )
        } else {
            near.or_else(|| nearest_key(message))
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
        };
        return format!("line {line}: there is no key `{key}` here{advice}");
    }
    if let Some((kind, _)) =
        message.split_once(": ").filter(|(kind, _)| kind.starts_with("invalid"))
    {
        let key = before.and_then(key_before).map_or_else(String::new, |key| format!("`{key}`: "));
        let expected = message.rsplit_once(", expected ").map(|(_, rest)| rest);
        let expected = match expected {
            Some("a sequence") if before.and_then(key_before).is_none() => {
                "; a block of a list is written as `[[shop]]`".to_owned()
            }
            Some(rest) => format!(", expected {}", in_words(rest)),
            None => String::new(),
        };
        return format!("line {line}: {key}{kind}{expected}");
    }
    let known = ["missing field ", "duplicate key"].iter().any(|start| message.starts_with(start));
    if known || !message.contains(['`', '"', '\'']) {
        return format!("line {line}: {}", message.trim_end());
    }
    format!("line {line}: it is not valid TOML (a quote, a bracket or an `=` may be missing)")
}

/// Returns what was expected in the words of a settings file, not of the program's language.
fn in_words(expected: &str) -> &str {
    match expected {
        "u16" | "u32" | "u64" => "a whole number",
        "a string" | "path string" => "a text in quotation marks",
        "a sequence" => "a list in square brackets",
        "a map" => "a table",
        other => other,
    }
}

/// Returns whether a key that is not known looks as if a secret stood behind it.
fn holds_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let words =
        ["secret", "password", "passwd", "pass", "token", "url", "webhook", "address", "key"];
    words.iter().any(|word| key.contains(word)) && !key.contains("_fil")
}

/// Returns the key that names a file for a kind of secret.
fn secret_key(key: &str) -> &'static str {
    let key = key.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if has(&["pass"]) {
        "password_file"
    } else if has(&["url", "webhook", "address", "token"]) {
        "url_file"
    } else {
        "secret_file"
    }
}

/// Returns the key that stands right before a value on its line.
fn key_before(line: &str) -> Option<&str> {
    let keys = line.trim_end().strip_suffix('=')?.trim_end();
    let other = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let key = keys.rsplit(other).next()?;
    (!key.is_empty()).then_some(key)
}

/// From serde's "unknown field `x`, expected one of `a`, `b`" the known key nearest to `x`.
fn nearest_key(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field ")?;
    let mut words = rest.split('`').skip(1).step_by(2);
    let unknown = words.next()?;
    let best = words.max_by(|a, b| {
        strsim::jaro_winkler(unknown, a).total_cmp(&strsim::jaro_winkler(unknown, b))
    })?;
    (strsim::jaro_winkler(unknown, best) > 0.7).then(|| best.to_owned())
}
