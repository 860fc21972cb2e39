//! Reads what programs write in place of JSON: JavaScript's literals (names without quotes, single
//! quotes, comments, commas before a bracket, `undefined`), `NaN` of Python's `json`, the calls that
//! MongoDB's shell prints (`NumberLong("1")`), control characters in texts.
//!
//! What is read is written as JSON at once; values are as they stand, digit for digit.

/// Lists and objects may stand so deep in one another.
const DEPTH: usize = 256;

/// The longest text that is looked at, in bytes: it is written a second time, sign by sign, and lists that
/// programs hold are far below it.
const LONGEST: usize = 64 << 20;

/// Why a text is no literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoLiteral {
    /// It holds a word that Python prints: `None`, `True`, `False`, or a text with a prefix.
    Python,
    /// Anything else.
    Other,
}

/// A literal, as JSON.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The JSON.
    pub(crate) json: String,
    /// How many bytes of the text it was.
    pub(crate) length: usize,
}

/// Reads the literal that a text begins with.
///
/// # Errors
///
/// When the text begins with no literal, with one that has no end, or is longer than 64 MB.
pub(crate) fn read(text: &str) -> Result<Literal, NoLiteral> {
    if text.len() > LONGEST {
        return Err(NoLiteral::Other);
    }
    let mut reader = LiteralReader { text, at: 0, json: String::new() };
    reader.value(0)?;
    Ok(Literal { json: reader.json, length: reader.at })
}

struct LiteralReader<'a> {
    text: &'a str,
    at: usize,
    json: String,
}

impl<'a> LiteralReader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).expect("only whole characters are passed over")
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over a text, if it stands here.
    fn take(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text);
        if is_here {
            self.at += text.len();
        }
        is_here
    }

    /// Passes over blanks and comments.
    fn blanks(&mut self) -> Result<(), NoLiteral> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(is_blank).len();
            let after = rest.get(blank..).expect("blanks are whole characters");
            let comment = if after.starts_with("//") {
                after.find('\n').map_or(after.len(), |end| end)
            } else if after.starts_with("/*") {
                after.find("*/").ok_or(NoLiteral::Other)? + 2
            } else {
                0
            };
            self.at += blank + comment;
            if comment == 0 {
                return Ok(());
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<(), NoLiteral> {
        self.blanks()?;
        match self.next().ok_or(NoLiteral::Other)? {
            _ if depth > DEPTH => Err(NoLiteral::Other),
            '{' => self.object(depth),
            '[' => self.list(depth),
            quote @ ('"' | '\'' | '`') => self.quoted(quote),
            '-' | '+' | '.' | '0'..='9' => self.number(),
            _ => self.word(depth),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), NoLiteral> {
        self.take("{");
        self.json.push('{');
        let mut is_first = true;
        loop {
            self.blanks()?;
            if self.take("}") {
                self.json.push('}');
                return Ok(());
            }
            if !is_first {
                self.json.push(',');
            }
            is_first = false;
            self.key()?;
            self.blanks()?;
            if !self.take(":") {
                return Err(NoLiteral::Other);
            }
            self.json.push(':');
            self.value(depth + 1)?;
            self.blanks()?;
            if !self.take(",") && !self.rest().starts_with('}') {
                return Err(NoLiteral::Other);
            }
        }
    }

    fn key(&mut self) -> Result<(), NoLiteral> {
        match self.next().ok_or(NoLiteral::Other)? {
            quote @ ('"' | '\'') => self.quoted(quote),
            _ => {
                let name = self.name();
                if name.is_empty() {
                    return Err(NoLiteral::Other);
                }
                if self.rest().starts_with(['"', '\'']) {
                    return Err(NoLiteral::Python);
                }
                self.push_text(name);
                Ok(())
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<(), NoLiteral> {
        self.take("[");
        self.json.push('[');
        let mut is_first = true;
        loop {
            self.blanks()?;
            if self.take("]") {
                self.json.push(']');
                return Ok(());
            }
            if !is_first {
                self.json.push(',');
            }
            is_first = false;
            self.value(depth + 1)?;
            self.blanks()?;
            if !self.take(",") && !self.rest().starts_with(']') {
                return Err(NoLiteral::Other);
            }
        }
    }

    /// Passes over the letters and digits of a name, full stops included.
    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        let name = rest.get(..rest.find(|c| !is_part(c)).map_or(rest.len(), |end| end));
        let name = name.expect("a name ends at a whole character");
        self.at += name.len();
        name
    }

    fn push_text(&mut self, text: &str) {
        self.json.push_str(&serde_json::Value::from(text).to_string());
    }

    /// Writes a text in any quotes as JSON has it.
    fn quoted(&mut self, quote: char) -> Result<(), NoLiteral> {
        let text = self.unquoted(quote)?;
        self.json.push('"');
        self.json.push_str(&text);
        self.json.push('"');
        Ok(())
    }

    /// Returns the inside of a text, with JSON's escapes.
    fn unquoted(&mut self, quote: char) -> Result<String, NoLiteral> {
        self.at += quote.len_utf8();
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let c = rest.chars().next().ok_or(NoLiteral::Other)?;
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok(text),
                '\\' => self.escape(&mut text)?,
                '"' => text.push_str("\\\""),
                '$' if quote == '`' && self.rest().starts_with('{') => {
                    return Err(NoLiteral::Other);
                }
                c if c.is_control() && u32::from(c) < 0x20 => {
                    text.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Result<(), NoLiteral> {
        let c = self.next().ok_or(NoLiteral::Other)?;
        self.at += c.len_utf8();
        match c {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u' => {
                text.push('\\');
                text.push(c);
            }
            'x' => {
                let digits = self.rest().get(..2).ok_or(NoLiteral::Other)?;
                self.at += 2;
                text.push_str("\\u00");
                text.push_str(digits);
            }
            // A line that goes on on the next.
            '\n' => {}
            c => text.push(c),
        }
        Ok(())
    }

    /// Writes a number as it stands, without a plus and without the `n` of large ones.
    fn number(&mut self) -> Result<(), NoLiteral> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
        let all = rest.get(..rest.find(|c| !is_part(c)).map_or(rest.len(), |end| end));
        let all = all.expect("a number ends at a whole character");
        self.at += all.len();
        let digits = all.strip_suffix('n').map_or(all, |digits| digits);
        let digits = digits.strip_prefix('+').map_or(digits, |digits| digits).replace('_', "");
        match digits.trim_start_matches('-') {
            "Infinity" | "NaN" => self.json.push_str("null"),
            _ if serde_json::from_str::<serde_json::Number>(&digits).is_ok() => {
                self.json.push_str(&digits);
            }
            _ => return Err(NoLiteral::Other),
        }
        Ok(())
    }

    fn word(&mut self, depth: usize) -> Result<(), NoLiteral> {
        let name = self.name();
        match name {
            "true" | "false" | "null" => self.json.push_str(name),
            "undefined" | "NaN" | "Infinity" => self.json.push_str("null"),
            "None" | "True" | "False" => return Err(NoLiteral::Python),
            "u" | "b" | "r" if self.rest().starts_with(['"', '\'']) => {
                return Err(NoLiteral::Python);
            }
            "new" => {
                self.blanks()?;
                let name = self.name();
                return self.call(name, depth);
            }
            name => return self.call(name, depth),
        }
        Ok(())
    }

    /// Writes what a call wraps: its first argument.
    fn call(&mut self, name: &str, depth: usize) -> Result<(), NoLiteral> {
        const OF_PYTHON: [&str; 3] = ["datetime.datetime", "Decimal", "OrderedDict"];
        const KNOWN: [&str; 16] = [
            "NumberLong",
            "NumberInt",
            "NumberDecimal",
            "Long",
            "Long.fromString",
            "Int32",
            "Double",
            "Decimal128",
            "ObjectId",
            "ObjectID",
            "ISODate",
            "Date",
            "BigInt",
            "Number",
            "String",
            "Object.freeze",
        ];
        self.blanks()?;
        if !self.take("(") {
            return Err(NoLiteral::Other);
        }
        self.blanks()?;
        match name {
            name if OF_PYTHON.contains(&name) => return Err(NoLiteral::Python),
            "JSON.parse" => self.parsed(depth)?,
            name if KNOWN.contains(&name) => self.value(depth + 1)?,
            _ => return Err(NoLiteral::Other),
        }
        self.blanks()?;
        if self.take(")") { Ok(()) } else { Err(NoLiteral::Other) }
    }

    /// Writes the JSON that stands in a text.
    fn parsed(&mut self, depth: usize) -> Result<(), NoLiteral> {
        let quote =
            self.next().filter(|c| matches!(c, '"' | '\'' | '`')).ok_or(NoLiteral::Other)?;
        let inside = self.unquoted(quote)?;
        let text: String =
            serde_json::from_str(&format!("\"{inside}\"")).map_err(|_| NoLiteral::Other)?;
        let mut inner = LiteralReader { text: &text, at: 0, json: String::new() };
        inner.value(depth + 1)?;
        self.json.push_str(&inner.json);
        Ok(())
    }
}

/// Tells blanks, those that a page or an editor puts in place of a plain one included.
pub(crate) fn is_blank(c: char) -> bool {
    // U+001E stands between the documents of a sequence (RFC 7464), U+001A ends files of old programs.
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{1a}' | '\u{1e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Result<String, NoLiteral> {
        read(text).map(|literal| literal.json)
    }

    #[test]
    fn a_text_that_is_too_long_is_not_looked_at() {
        let text = format!("['{}']", " ".repeat(LONGEST));
        assert_eq!(read(&text), Err(NoLiteral::Other));
    }

    #[test]
    fn literals_of_programs_become_json() {
        for (text, right) in [
            ("{a: 1, 'b': 'x \"y\"', \"c\": [1, 2,],}", r#"{"a":1,"b":"x \"y\"","c":[1,2]}"#),
            ("[ // first\n 1, /* second */ 2 ]", "[1,2]"),
            ("{订单号: `8208\n`}", r#"{"订单号":"8208\u000a"}"#),
            ("{a: undefined, b: NaN, c: -Infinity}", r#"{"a":null,"b":null,"c":null}"#),
            ("{a: 8208460785972844n, b: +1, c: 1_000}", r#"{"a":8208460785972844,"b":1,"c":1000}"#),
            ("{a: NumberLong(\"1\"), b: ISODate('2026-01-05')}", r#"{"a":"1","b":"2026-01-05"}"#),
            ("{a: new Date(1767630600000)}", r#"{"a":1767630600000}"#),
            ("JSON.parse('[{\"a\": \"it\\'s\"}]')", r#"[{"a":"it's"}]"#),
            ("Object.freeze([1])", "[1]"),
            ("{a$_1.b: '\\x41\\u4e00\\q'}", r#"{"a$_1.b":"\u0041\u4e00q"}"#),
            ("{\"a\": \"x\u{1}\ty\"}", "{\"a\":\"x\\u0001\\u0009y\"}"),
        ] {
            assert_eq!(json(text).as_deref(), Ok(right), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(right).is_ok(), "{right}");
        }
        assert_eq!(read("[1]; let b = 2").unwrap().length, 3);
    }

    #[test]
    fn what_python_prints_is_told_from_what_is_broken() {
        for text in
            ["{'a': None}", "{\"it's\": True}", "{u'a': 1}", "[b'a']", "{'a': Decimal('1')}"]
        {
            assert_eq!(json(text), Err(NoLiteral::Python), "{text}");
        }
        for text in ["", "{", "[1, 2", "{a}", "{a: f(1)}", "{a: `${b}`}", "{a: 0x}", "[1 2]", "'x"]
        {
            assert_eq!(json(text), Err(NoLiteral::Other), "{text}");
        }
        assert_eq!(json(&"[".repeat(1000)), Err(NoLiteral::Other));
    }

    proptest::proptest! {
        #[test]
        fn json_stays_what_it_is(text in "[ -~]{0,20}", number: i64, nested in 0_usize..4) {
            let value = serde_json::json!({"a": text, "b": [number, null, true], "c": "é\u{1F600}\n"});
            let value = (0..nested).fold(value, |value, _| serde_json::json!([value]));
            for written in [value.to_string(), format!("{value:#}")] {
                let read: serde_json::Value = serde_json::from_str(&json(&written).unwrap()).unwrap();
                proptest::prop_assert_eq!(&read, &value);
            }
        }

        #[test]
        fn any_text_is_read_or_not(text in "[\\[\\]{}'\"`,:/*a-c1-3\\\\ \n(]{0,40}") {
            if let Ok(literal) = read(&text) {
                proptest::prop_assert!(literal.length <= text.len());
            }
        }
    }
}
