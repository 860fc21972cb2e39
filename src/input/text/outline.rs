//! What an error may quote of a file that is none of the trade's: it may hold passwords, tokens and addresses.

/// The most letters and digits of a word of a title or a key; a token has more.
const LONGEST: usize = 30;
/// So many digits may be a telephone number or a token.
const MOST_DIGITS: usize = 5;

/// Returns whether a text may be the title of a column or the key of an object, by its signs.
pub(crate) fn may_be_title(text: &str) -> bool {
    const NONE: [char; 12] = ['=', ':', '"', '\'', '“', '”', '@', '\\', '{', '}', '<', ';'];
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    let mut numbers = text.split(|sign: char| !sign.is_numeric());
    !text.contains(NONE)
        && words.all(|word| word.chars().count() <= LONGEST)
        && numbers.all(|number| number.chars().count() <= MOST_DIGITS)
}

/// Returns a JSON text with `…` in place of its values, so that its keys remain, up to so many signs.
pub(crate) fn of_json(text: &str, most: usize) -> String {
    let mut outline = String::new();
    let mut rest = text.trim_start();
    while let Some(sign) = rest.chars().next().filter(|_| outline.chars().count() < most) {
        let end = match sign {
            '"' => end_of_text(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => {
                outline.push(sign);
                1
            }
            _ => rest.find([',', '}', ']']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        rest = after.trim_start();
        let key = token.trim_matches('"');
        match sign {
            '"' if rest.starts_with(':') && may_be_title(key) => outline.push_str(token),
            '{' | '}' | '[' | ']' | ',' | ':' => {}
            _ => outline.push('…'),
        }
    }
    outline
}

/// Returns how long the text in quotes is with which another begins.
fn end_of_text(text: &str) -> usize {
    let mut is_escaped = false;
    let mut signs = text.char_indices().skip(1);
    let end = signs.find(|(_, sign)| {
        let ends = *sign == '"' && !is_escaped;
        is_escaped = *sign == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_json_the_keys_remain() {
        for (text, outline) in [
            (
                r#"{"cookies":[{"name":"a","value":"S\"1"}]}"#,
                r#"{"cookies":[{"name":…,"value":…}]}"#,
            ),
            (r#" [{"名称" : "李", "age": 12.5}, null ]"#, r#"[{"名称":…,"age":…},…]"#),
            (r#"{"13800138000":{"a@b.example":true}}"#, "{…:{…:…}}"),
            (r#"[["a",1],["b",2]]"#, "[[…,…],[…,…]]"),
            (r#"{"token":"never closed"#, r#"{"token":…"#),
        ] {
            assert_eq!(of_json(text, 100), outline);
        }
        assert_eq!(of_json(r#"{"a":1,"b":2}"#, 3), r#"{"a""#);
    }

    #[test]
    fn secrets_are_no_titles() {
        for title in [
            "order_id",
            "订单号",
            "Date created (UTC)",
            "price €",
            "q1_2025",
            "order_id#created_at#paid_at#completed_at",
            "",
        ] {
            assert!(may_be_title(title), "{title}");
        }
        let token = "Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6";
        for secret in
            [token, "app_key=1", "cookie: a", "\"x\"", "a@b.example", "+8613800138000", "it's"]
        {
            assert!(!may_be_title(secret), "{secret}");
        }
    }
}
