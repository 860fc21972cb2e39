//! Tables as XML, an element a row and in it an element a field: what phpMyAdmin, `mysql --xml`, Navicat, DBeaver and
//! data frames write.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::input::table::held::{HeldFormat, HeldSheet};
use crate::input::table::labelled::LabelledRows;
use crate::input::table::spreadsheet_xml::{XmlError, resolved, value};

/// What tells the writers.
const WRITERS: [&str; 5] =
    ["<pma_xml_export", "<resultset statement=", "<RECORDS>", "<DATA_RECORD>", "<data>\n  <row>"];

/// How many bytes of a text are looked at for them; phpMyAdmin writes the form of the tables above their rows.
const HEAD: usize = 4_000;

/// XML of one of these programs.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| {
        // Behind its element for the whole each begins with the rows, and a web page may show some.
        let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
        let is_page = ["<html", "<body", "<script"].iter().any(|tag| head.contains(tag));
        text.starts_with('<') && !is_page && WRITERS.iter().any(|writer| head.contains(writer))
    },
    read: |input, text| read(text).map_err(|cause| input.broken_workbook(&cause.to_string())),
};

/// An element that is open.
struct OpenElement {
    name: String,
    /// The fields in it, by name.
    fields: Vec<(String, String)>,
    /// Elements in it that are no fields.
    has_others: bool,
    text: String,
}

/// Reads the rows of a text: those of one name are one table.
fn read(text: &str) -> Result<Vec<HeldSheet>, XmlError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut tables, mut open) = (Vec::<LabelledRows>::new(), Vec::<OpenElement>::new());
    loop {
        match reader.read_event()? {
            Event::Start(element) => open.push(OpenElement::of(&element)),
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(entity) => add(&mut open, &resolved(&entity)),
            Event::End(_) => {
                let Some(element) = open.pop() else { continue };
                let is_field = element.fields.is_empty() && !element.has_others;
                match open.last_mut() {
                    Some(around) if is_field => {
                        around.fields.push((element.name, element.text));
                        continue;
                    }
                    Some(around) => around.has_others = true,
                    None => {}
                }
                if element.fields.len() > 1 && !element.has_others {
                    LabelledRows::of(&mut tables, element.name).add(element.fields)?;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.is_empty() {
        true => Ok(tables.into_iter().map(|table| table.sheet).collect()),
        false => Err(XmlError::Cut("its rows")),
    }
}

impl OpenElement {
    /// Begins an element. Those in which phpMyAdmin describes tables are no rows and no fields.
    fn of(element: &BytesStart<'_>) -> Self {
        let tag = element.name().as_ref().to_owned();
        let has_others = tag.starts_with("pma:");
        let name = value(element, "name").unwrap_or(tag);
        Self { name, fields: Vec::new(), has_others, text: String::new() }
    }
}

fn add(open: &mut [OpenElement], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::sheet_cell::SheetCell;

    #[test]
    fn every_writer_says_the_same() {
        for text in [
            "<?xml version=\"1.0\"?>\n<pma_xml_export><pma:structure_schemas><pma:database name=\"erp\">\
             <pma:table name=\"t\">CREATE TABLE</pma:table><pma:table name=\"u\">CREATE</pma:table></pma:database>\
             </pma:structure_schemas><database name=\"erp\"><table name=\"t\"><column name=\"id\">12</column>\
             <column name=\"note\">a &amp; b</column></table><table name=\"t\"><column name=\"id\">34</column>\
             <column name=\"note\"></column></table></database></pma_xml_export>",
            "<resultset statement=\"select\"><row><field name=\"id\">12</field><field name=\"note\">a &amp; b</field></row>\
             <row><field name=\"id\">34</field><field name=\"note\" xsi:nil=\"true\" /></row></resultset>",
            "<RECORDS>\n<RECORD>\n<id>12</id>\n<note>a &amp; b</note>\n</RECORD>\n<RECORD><id>34</id><note></note></RECORD></RECORDS>",
            "<DATA><DATA_RECORD><id>12</id><note><![CDATA[a & b]]></note></DATA_RECORD><DATA_RECORD><id>34</id><note/></DATA_RECORD></DATA>",
            "<data>\n  <row><id>12</id><note>a &amp; b</note></row><row><id>34</id><note/></row></data>",
        ] {
            assert!((FORMAT.is)(text), "{text}");
            let sheets = read(text).unwrap();
            assert_eq!(sheets.len(), 1, "{text}");
            let shown = |cell: &SheetCell<'static>| match cell {
                SheetCell::Text(text) => text.to_string(),
                other => format!("{other:?}"),
            };
            let rows: Vec<Vec<String>> =
                sheets[0].rows.iter().map(|(_, cells)| cells.iter().map(shown).collect()).collect();
            assert_eq!(rows, [["id", "note"], ["12", "a & b"], ["34", ""]], "{text}");
            assert!(read(&text[..text.len() - 9]).is_err(), "{text}");
        }
        assert!(!(FORMAT.is)("<html><script>var s='<RECORDS>'</script><table><tr><td>1</table>"));
        let twice = "<RECORDS><RECORD><id>1</id><id>2</id></RECORD></RECORDS>";
        assert!(format!("{:?}", read(twice).unwrap()[0].rows).contains("Error"));
    }
}
