//! Formulas of spreadsheets that stand for one text.

/// Returns the text that a formula stands for, as it is written: `="…"`, `="…"&""`, `=T("…")`, `=TEXT("…","0")`,
/// `=HYPERLINK("address","…")`; `None` for any other text, and for one with a quote in it.
pub(crate) fn text_of_formula(text: &str) -> Option<&str> {
    text_of_expression(text.trim().strip_prefix('=')?)
}

/// Returns the text that what stands behind the `=` of a formula is.
pub(crate) fn text_of_expression(text: &str) -> Option<&str> {
    let mut inner = text.trim();
    // What is added to a text that is nothing.
    while let Some(rest) = inner.strip_suffix("&\"\"") {
        inner = rest.trim_end();
    }
    inner = inner.strip_prefix("\"\"&").unwrap_or(inner).trim();
    if let Some(argument) = call(inner, "T") {
        return literal(argument);
    }
    if let Some(arguments) = call(inner, "TEXT") {
        let (value, format) = split_arguments(arguments)?;
        let is_whole = matches!(literal(format)?, "0" | "@" | "#" | "General");
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = Some(value).filter(|_| is_number);
        return literal(value).or(number).filter(|_| is_whole);
    }
    if let Some(arguments) = call(inner, "HYPERLINK") {
        return literal(split_arguments(arguments)?.1);
    }
    literal(inner)
}

/// Returns what stands in the brackets of a call.
fn call<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (called, rest) = text.split_at_checked(name.len())?;
    let arguments = rest.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    called.eq_ignore_ascii_case(name).then_some(arguments.trim())
}

/// Splits two arguments at the last comma or semicolon between them.
fn split_arguments(text: &str) -> Option<(&str, &str)> {
    let behind_text = text.rfind("\",").or_else(|| text.rfind("\";")).map(|at| at + 1);
    let at = behind_text.or_else(|| text.find([',', ';']))?;
    let (first, second) = text.split_at_checked(at)?;
    Some((first.trim(), second.get(1..)?.trim()))
}

/// Returns the text of a literal.
fn literal(text: &str) -> Option<&str> {
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_is_one_text_stands_for_it() {
        for text in [
            "=\"a b\"",
            " = \"a b\" ",
            "=\"a b\"&\"\"",
            "=\"\"&\"a b\"",
            "=T(\"a b\")",
            "=t( \"a b\" )&\"\"",
            "=TEXT(\"a b\",\"@\")",
            "=HYPERLINK(\"https://shop.example/?a=1,2\",\"a b\")",
            "=HYPERLINK(\"https://shop.example/\"; \"a b\")",
        ] {
            assert_eq!(text_of_formula(text), Some("a b"), "{text}");
        }
        assert_eq!(text_of_formula("=TEXT(8208460785972844,\"0\")"), Some("8208460785972844"));
        for text in [
            "a b",
            "=A1",
            "=A1&\"\"",
            "=\"a\"&\"b\"",
            "=\"a\"\"b\"",
            "=HYPERLINK(\"https://shop.example/\",A1)",
            "=TEXT(\"8208460785972844\",\"0.0\")",
            "=T(A1)",
            "=",
        ] {
            assert_eq!(text_of_formula(text), None, "{text}");
        }
    }
}
