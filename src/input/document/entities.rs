//! Signs that a page's answer writes as entities of HTML.

use html5gum::{Token, Tokenizer};

/// Returns a text with its entities (`&lt;`, `&#39;`) as the signs that they stand for; all else stays.
pub(crate) fn decoded(text: &str) -> String {
    let mut signs = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        let (entity, after) = from.split_at(length(from));
        signs.push_str(before);
        match entity {
            "&" => signs.push('&'),
            entity => read_entity(entity, &mut signs),
        }
        rest = after;
    }
    signs + rest
}

/// Returns how many bytes the entity at the beginning of a text has; 1 where it is a bare `&`.
fn length(text: &str) -> usize {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let end = text.bytes().skip(1).position(|byte| !is_name(byte));
    let end = end.map(|names| names + 1).filter(|end| text.as_bytes().get(*end) == Some(&b';'));
    end.map_or(1, |end| end + 1)
}

fn read_entity(entity: &str, signs: &mut String) {
    for Ok(token) in Tokenizer::new(entity) {
        if let Token::String(text) = token {
            signs.push_str(&String::from_utf8_lossy(&text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_and_all_else_stays() {
        for (text, signs) in [
            ("Lamp&#39;s &lt;b&gt; &amp; more", "Lamp's <b> & more"),
            ("&quot;A&quot; &#x4e2d;&nbsp;&eacute;", "\"A\" 中\u{a0}é"),
            ("a & b && c;", "a & b && c;"),
            ("&amp;lt;", "&lt;"),
            ("& &lt;&gt", "& <&gt"),
            ("5 &nosuch; <b>&", "5 &nosuch; <b>&"),
            ("灯 &amp", "灯 &amp"),
            ("", ""),
        ] {
            assert_eq!(decoded(text), signs, "{text}");
        }
    }
}
