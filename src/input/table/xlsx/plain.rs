//! Cells written in the plain way, as programs write nearly all of them, are found in the bytes at
//! hand: their tags need no reader of XML.

use memchr::memchr;

/// A cell written in the plain way.
pub(super) struct Plain<'b> {
    /// The attributes as they are written.
    pub(super) attributes: &'b str,
    /// What stands between the tags.
    pub(super) content: CellContent<'b>,
    /// How many bytes the cell takes.
    pub(super) length: usize,
}

/// What a cell written in the plain way holds.
pub(super) enum CellContent<'b> {
    /// Nothing.
    Nothing,
    /// A `v`.
    Value(&'b str),
    /// An `is` with one `t`.
    Text(&'b str),
}

/// Returns the cell with which the bytes begin; `None` where it is not all there, or anything in it
/// may mean something else than it says.
pub(super) fn find(bytes: &[u8]) -> Option<Plain<'_>> {
    let tag = bytes.strip_prefix(b"<c")?;
    let (attributes, after) = until(tag, b'>')?;
    if !matches!(attributes.bytes().next(), None | Some(b' ')) || attributes.contains(['<', '\'']) {
        return None;
    }
    // A quote that is still open has the `>` inside.
    if !attributes.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2) {
        return None;
    }
    let after = after.get(1..)?;
    let (content, rest) = if attributes.ends_with('/') {
        return None;
    } else if let Some(rest) = after.strip_prefix(b"</c>") {
        (CellContent::Nothing, rest)
    } else if let Some(value) = after.strip_prefix(b"<v>") {
        let (value, rest) = until(value, b'<').filter(|(value, _)| !value.is_empty())?;
        (CellContent::Value(value), rest.strip_prefix(b"</v></c>")?)
    } else {
        let (text, rest) = until(after.strip_prefix(b"<is><t>")?, b'<')?;
        (CellContent::Text(text), rest.strip_prefix(b"</t></is></c>")?)
    };
    Some(Plain { attributes, content, length: bytes.len() - rest.len() })
}

/// Returns the text up to a byte, and the bytes from there on. Letters beyond ASCII may be of any
/// encoding, references stand for others, and line breaks may be of two bytes.
fn until(bytes: &[u8], end: u8) -> Option<(&str, &[u8])> {
    let (text, rest) = bytes.split_at_checked(memchr(end, bytes)?)?;
    let is_plain = text.iter().all(|byte| byte.is_ascii() && !matches!(byte, b'&' | b'\r'));
    Some((str::from_utf8(text).ok().filter(|_| is_plain)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cells_are_found_whole() {
        for cell in [
            "<c r=\"A1\" s=\"2\" t=\"s\"><v>12</v></c>",
            "<c><v>a>b</v></c>",
            "<c r=\"B1\"></c>",
            "<c r=\"C1\" t=\"inlineStr\"><is><t> x y </t></is></c>",
            "<c t=\"inlineStr\"><is><t></t></is></c>",
        ] {
            let bytes = format!("{cell}<c r=\"D1\"/></row>");
            assert_eq!(
                find(bytes.as_bytes()).map(|plain| plain.length),
                Some(cell.len()),
                "{cell}"
            );
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_reader_of_xml() {
        for bytes in [
            "",
            "<c",
            "<c r=\"A1\"><v>1</v></",
            "<c r=\"A1\"/><c><v>1</v></c>",
            "<col></c>",
            "</row>",
            "\n<c><v>1</v></c>",
            "<c r='A1'><v>1</v></c>",
            "<c r=\"A>1\"><v>1</v></c>",
            "<c r=\"A&#49;\"><v>1</v></c>",
            "<c><v>&lt;</v></c>",
            "<c><v>é</v></c>",
            "<c><v>1\r\n</v></c>",
            "<c><v></v></c>",
            "<c><v><!-- 2 -->1</v></c>",
            "<c><f>1+1</f><v>2</v></c>",
            "<c><v>1</v><f/></c>",
            "<c><is><r><t>a</t></r></is></c>",
            "<c><is><t xml:space=\"preserve\"> a</t></is></c>",
        ] {
            assert!(find(bytes.as_bytes()).is_none(), "{bytes}");
        }
    }
}
