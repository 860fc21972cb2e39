//! Decides what an input is, by its bytes and never by its name.
//!
//! In this order: a zip archive, which is a workbook or holds files; the OLE container of xls;
//! Parquet; what is only named (`container::signature`); a text: its encoding is decided first, then
//! JSON in any dress, a web page, XML, a table drawn with lines; otherwise a table, whose delimiter is the one that splits
//! the first lines into the most known titles.

mod own_output;
pub(crate) mod sheets;
mod untitled;

use std::borrow::Cow;
use std::io::Read;
use std::sync::{Arc, Mutex};

use encoding_rs::Encoding;

use crate::domain::Zone;
use crate::input::SourceError;
use crate::input::container::archive::{self, Package};
use crate::input::container::encoding::{
    self, TextEncoding, TextExtent, Utf8Reader, candidates, in_whole_characters,
};
use crate::input::container::mhtml;
use crate::input::container::raw_file::{Input, read_up_to};
use crate::input::container::signature::{self, SAVE_ORDERS};
use crate::input::decode::order_ids::read_id;
use crate::input::detect::sheets::SheetPart;
use crate::input::document::embedded::{
    Within, documents_in_cells, documents_within, may_be_within,
};
use crate::input::document::extract;
use crate::input::table::cell_padding::FIRST_ROWS;
use crate::input::table::csv::dialect::{CsvDialect, DELIMITERS, RARE_DELIMITERS};
use crate::input::table::csv::records::{TextRecord, first_records};
use crate::input::table::header::Header;
use crate::input::table::held::{HeldFormat, HeldSheet};
use crate::input::table::held_format;
use crate::input::table::html;
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::kind::TableKind;
use crate::input::table::misread::{self, Corrected};
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_zone::zone_beside;
use crate::input::table::turned;
use crate::input::table::workbook::{self, Workbook};
use crate::input::text::shop_names;

/// How many of the first bytes decide the encoding.
const HEAD: usize = 1024 * 1024;
/// How many of them usually decide everything else.
const LOOK: usize = 64 * 1024;
/// How many of the first rows may stand above the titles.
const TITLE_ROWS: usize = 20;
/// So many may where none of them has what may be an order id.
pub(super) const FAR_TITLE_ROWS: usize = 100;
/// The byte order mark of UTF-8.
const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

/// What an input is.
pub(crate) enum InputFormat {
    /// Delimited text.
    Delimited {
        /// The encoding.
        encoding: TextEncoding,
        /// The byte between fields.
        delimiter: u8,
        /// The titles, matched.
        header: Header,
    },
    /// A workbook, open, and what of it is read.
    Sheets {
        /// The workbook.
        workbook: Arc<Mutex<Workbook>>,
        /// The sheets that are read, in the workbook's order.
        parts: Vec<SheetPart>,
        /// What is to be said of the others.
        rest: sheets::Unread,
    },
    /// JSON in some shape.
    Json {
        /// The encoding.
        encoding: TextEncoding,
    },
    /// A HAR in an archive with the bodies of its answers.
    HarArchive,
    /// Apache Parquet.
    Parquet,
    /// Files of an archive.
    Archive,
    /// What another text is only the wrapping of.
    Inner(Input),
}

/// Which container the first bytes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A zip archive.
    Zip,
    /// An OLE compound file.
    Ole,
    /// Parquet.
    Parquet,
    /// Anything else.
    Other,
}

/// Returns the container that the first bytes show.
pub(crate) fn container(head: &[u8]) -> Container {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Container::Zip
    } else if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Container::Ole
    } else if head.starts_with(b"PAR1") {
        Container::Parquet
    } else {
        Container::Other
    }
}

/// How to decide.
pub(crate) struct Detector<'a> {
    /// The titles that are known.
    pub(crate) catalogue: &'a TitleCatalogue,
    /// The encoding that the user states; `None` leaves it to the bytes.
    pub(crate) encoding: Option<&'static Encoding>,
}

impl Detector<'_> {
    /// Decides what an input is.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is damaged, or is nothing that is read here.
    pub(crate) fn detect(&self, input: &Input) -> Result<InputFormat, SourceError> {
        let first = head(input, LOOK)?;
        match container(&first) {
            Container::Zip => return self.zip(input),
            Container::Ole => return self.ole(input),
            Container::Parquet => return Ok(InputFormat::Parquet),
            Container::Other => {}
        }
        if let Some(found) = signature::of(&first) {
            return Err(found.error(input.name()));
        }
        if first.len() < LOOK {
            return self.text(input, &first, TextExtent::Whole);
        }
        // The beginning of most large files shows what they are; the others are worth a longer look.
        if is_ascii(input)?
            && let Ok(format) = self.text(input, &first, TextExtent::Beginning)
        {
            return Ok(format);
        }
        let head = head(input, HEAD)?;
        let extent = if head.len() < HEAD { TextExtent::Whole } else { TextExtent::Beginning };
        self.text(input, &head, extent)
    }

    fn zip(&self, input: &Input) -> Result<InputFormat, SourceError> {
        match archive::package(input)? {
            Package::Xlsx if own_output::is_workbook(input) => Err(own_output::refused(input)),
            Package::Xlsx => self.sheets(input, Workbook::xlsx(input)?),
            Package::Xlsb => self.sheets(input, Workbook::xlsb(input)?),
            Package::Ods => self.sheets(input, Workbook::ods(input)?),
            Package::Har => Ok(InputFormat::HarArchive),
            Package::Files => Ok(InputFormat::Archive),
        }
    }

    fn ole(&self, input: &Input) -> Result<InputFormat, SourceError> {
        let head = head(input, HEAD)?;
        let has = |stream: &str| {
            let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(&head, &name).is_some()
        };
        if has("EncryptedPackage") {
            return Err(workbook::locked(input));
        }
        for (stream, what) in [
            ("WordDocument", "a Word document"),
            ("PowerPoint Document", "a PowerPoint presentation"),
        ] {
            if has(stream) && !has("Workbook") {
                return Err(no_table(input, what, SAVE_ORDERS));
            }
        }
        if has("__substg1.0_") && !has("Workbook") {
            return Err(named(input, "a mail of Outlook", SAVE_ORDERS));
        }
        self.sheets(input, Workbook::xls(input)?)
    }

    fn sheets(&self, input: &Input, mut workbook: Workbook) -> Result<InputFormat, SourceError> {
        let mut chosen = sheets::choose(input, &mut workbook, self.catalogue);
        if matches!(chosen, Err(SourceError::UnknownHeader { .. })) {
            match misread::corrected(input, &mut workbook)? {
                None => {
                    if let Some(found) = documents_in_cells(&bracketed(input, &mut workbook)?) {
                        return within(input, found);
                    }
                }
                Some(Corrected::Text(text)) => return inner(input, &text),
                Some(Corrected::Sheets(sheets)) => {
                    workbook = Workbook::Held(sheets);
                    chosen = sheets::choose(input, &mut workbook, self.catalogue);
                }
            }
        }
        let (parts, rest) = chosen?;
        Ok(InputFormat::Sheets { workbook: Arc::new(Mutex::new(workbook)), parts, rest })
    }

    /// Decides what a text is by its beginning.
    fn text(
        &self,
        input: &Input,
        head: &[u8],
        extent: TextExtent,
    ) -> Result<InputFormat, SourceError> {
        if self.encoding.is_none() && encoding::has_surrogate_pair(head) {
            let mut bytes = Vec::new();
            let mut document = input.document()?;
            document.read_to_end(&mut bytes).map_err(|cause| input.unreadable(cause))?;
            let text = encoding::without_surrogate_pairs(&bytes);
            return Ok(InputFormat::Inner(input.of_bytes(&text)?));
        }
        let stated = self.encoding.and_then(|stated| encoding::named(stated, head));
        let encodings = stated.map_or_else(|| candidates(head, extent), |stated| vec![stated]);
        let Some(first) = encodings.first() else {
            return Err(input.unknown_kind("neither a workbook nor a text"));
        };
        let (mut refused, mut is_markdown) = (None, false);
        for encoding in &encodings {
            let text = decoded(input, head, *encoding)?;
            let shown = match simdutf8::basic::from_utf8(&text) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(&text),
            };
            match self.decoded_text(input, &shown, *encoding) {
                Ok(InputFormat::Delimited { delimiter, header, .. })
                    if extent == TextExtent::Whole
                        && !has_rows(text.as_slice(), delimiter, &header) =>
                {
                    return Err(SourceError::NoRows { path: input.name().to_owned() });
                }
                Ok(format) => return Ok(format),
                Err(SourceError::UnknownHeader { .. } | SourceError::Named { .. })
                    if own_output::is_for_people(&shown) =>
                {
                    return Err(own_output::refused(input));
                }
                Err(error @ SourceError::UnknownHeader { .. }) => {
                    let is_without = extent == TextExtent::Whole && !may_hold_ids(&shown);
                    is_markdown |= extract::is_markdown(shown.trim_start_matches('\u{feff}'));
                    refused.get_or_insert(if is_without { error.without_ids() } else { error });
                }
                Err(error) => return Err(error),
            }
        }
        if may_be_within(head)
            && let Some(found) = documents_within(&whole_text(input, *first)?)
        {
            return within(input, found);
        }
        if is_markdown {
            return Err(markdown(input, refused.as_ref()));
        }
        let error = refused.unwrap_or_else(|| input.unknown_kind("neither a workbook nor a text"));
        let may_be_wrong = first.is_guessed || self.encoding.is_some();
        Err(error.of_encoding(may_be_wrong.then(|| first.encoding.name())))
    }

    fn decoded_text(
        &self,
        input: &Input,
        text: &str,
        encoding: TextEncoding,
    ) -> Result<InputFormat, SourceError> {
        let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if begin.trim_matches('\0').is_empty() {
            return Err(SourceError::Empty { path: input.name().to_owned() });
        }
        if let Some(what) = extract::printed_by_program(begin) {
            return Err(named(input, what, extract::PYTHON_REMEDY));
        }
        if let Some((what, remedy)) = request(begin) {
            return Err(no_table(input, what, remedy));
        }
        if extract::is_settings(begin) {
            return Err(no_table(input, "a settings file (TOML or INI)", SAVE_ORDERS));
        }
        if own_output::is_for_programs(begin) {
            return Err(own_output::refused(input));
        }
        if extract::is_json(begin) {
            return Ok(InputFormat::Json { encoding });
        }
        if matches!(begin.trim(), "null" | "true" | "false" | "\"\"") {
            let what = format!("an answer without a list: it holds nothing but `{}`", begin.trim());
            return Err(no_table(input, &what, "open the page again and save its answer, whole"));
        }
        if begin.starts_with('<') {
            return self.marked_up(input, begin, encoding);
        }
        let lower = begin.get(..begin.floor_char_boundary(2048)).unwrap_or(begin).to_lowercase();
        if mhtml::is_archive(&lower) {
            return web_archive(input);
        }
        if is_mail(&lower) {
            let remedy = "save the file that is attached to it, and give that";
            return Err(named(input, "a mail", remedy));
        }
        if lower.starts_with("http/") && lower.contains("content-type:") {
            return self.http_answer(input, encoding);
        }
        if let Some(format) = held_format(begin) {
            return self.held(format, input, encoding);
        }
        self.delimited(input, text, encoding)
    }

    /// Takes the body of an answer that was saved with its head, as `curl -i` does.
    fn http_answer(
        &self,
        input: &Input,
        encoding: TextEncoding,
    ) -> Result<InputFormat, SourceError> {
        let text = whole_text(input, encoding)?;
        let body = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n"));
        match body {
            Some((_, body)) => inner(input, body),
            None => Err(input.unknown_kind("the head of an answer without its body")),
        }
    }

    fn held(
        &self,
        format: &HeldFormat,
        input: &Input,
        encoding: TextEncoding,
    ) -> Result<InputFormat, SourceError> {
        let sheets = (format.read)(input, &whole_text(input, encoding)?)?;
        self.sheets(input, Workbook::Held(sheets))
    }

    fn marked_up(
        &self,
        input: &Input,
        begin: &str,
        encoding: TextEncoding,
    ) -> Result<InputFormat, SourceError> {
        let begin = without_comments(begin);
        let look = begin.get(..begin.floor_char_boundary(LOOK)).unwrap_or(begin);
        let encoding = self.encoding.map_or_else(|| declared(look, encoding), |_| encoding);
        if let Some(format) = held_format(look) {
            return self.held(format, input, encoding);
        }
        if begin.starts_with("<svg") || (begin.starts_with("<?xml") && look.contains("<svg")) {
            return Err(no_table(input, "a picture (SVG)", SAVE_ORDERS));
        }
        if own_output::is_page(look) {
            return Err(own_output::refused(input));
        }
        let lower = look.to_lowercase();
        let is_page =
            ["<html", "<script", "<table", "<!doctype html", "<head", "<body", "<tr", "<meta"];
        if is_page.iter().any(|tag| lower.contains(tag)) {
            return self.page(input, encoding);
        }
        if let Some(document) = document_in_element(&whole_text(input, encoding)?) {
            return inner(input, &document);
        }
        Err(named(input, "an XML file of no known kind", "export the orders as .xlsx or .csv"))
    }

    fn page(&self, input: &Input, encoding: TextEncoding) -> Result<InputFormat, SourceError> {
        let text = whole_text(input, encoding)?;
        let page = html::read(&text)
            .map_err(|_| input.unknown_kind("a web page with too many tables or cells"))?;
        if extract::is_json(page.verbatim.trim_start()) {
            return inner(input, &page.verbatim);
        }
        let what = match page.title.as_str() {
            "" => "a web page".to_owned(),
            title => format!("a web page (title: {title})"),
        };
        if page.has_frames {
            let remedy = "its tables lie in other files; open it in a spreadsheet program and save \
                          it as .xlsx";
            return Err(named(input, &what, remedy));
        }
        let is_table = |sheet: &HeldSheet| {
            sheet.rows.len() > 1 && sheet.rows.iter().any(|(_, cells)| cells.len() > 2)
        };
        let scripts = extract::scripts_of_page(&text);
        let has_table = page.tables.iter().any(is_table) && !page.asks_for_password;
        let found = self.sheets(input, Workbook::Held(page.tables));
        match found {
            Ok(format) => Ok(format),
            // What a page shows, its script may hold.
            Err(_) if extract::is_json(&scripts) => inner(input, &scripts),
            Err(error) if has_table => Err(error),
            Err(_) => {
                let remedy = "sign in, open the page again and save the answer (README, \"Files\"), \
                              not the page; a table: save it as .xlsx with the ids as text";
                Err(named(input, &what, remedy))
            }
        }
    }

    fn delimited(
        &self,
        input: &Input,
        text: &str,
        encoding: TextEncoding,
    ) -> Result<InputFormat, SourceError> {
        let DelimitedTitles { best, widest } = self.titles(text, TITLE_ROWS);
        let best = best.or_else(|| self.titles(text, FAR_TITLE_ROWS).best);
        let delimiter = best.as_ref().map(|(_, delimiter, _)| *delimiter);
        let are_titles = |titles: &[String]| self.catalogue.read(&KeyRow(titles)).is_some();
        if let Some(dialect) = CsvDialect::of(text, delimiter, &are_titles) {
            return inner(input, &dialect.in_plain_form(&whole_text(input, encoding)?));
        }
        match best {
            Some((_, delimiter, header)) => {
                let mut header = beside_row_names(text, delimiter, header);
                header.state_zone(zone_of_foot(text));
                look_at_first_rows(text, delimiter, &mut header);
                Ok(InputFormat::Delimited { encoding, delimiter, header })
            }
            None if text.starts_with("- ") && text.contains(": ") => {
                Err(named(input, "a YAML file", "write it as JSON or as csv"))
            }
            None if text
                .lines()
                .take(TITLE_ROWS)
                .any(|line| !line.contains('{') && are_titles(&words(line))) =>
            {
                let remedy = "write it with commas between them, as `df.to_csv(…, index=False)` or \
                              `write.csv(…)`; a formatted text (.prn): save it as .xlsx";
                Err(named(input, "a table with blanks between its columns", remedy))
            }
            None if in_whole_characters(text.to_owned()) != text => {
                inner(input, &in_whole_characters(whole_text(input, encoding)?))
            }
            None => match self.turned(text) {
                Some(delimiter) => {
                    let sheet = turned::read(&whole_text(input, encoding)?, delimiter);
                    let sheet =
                        sheet.map_err(|_| input.unknown_kind("a table with too many cells"))?;
                    self.sheets(input, Workbook::Held(vec![sheet]))
                }
                None => Err(self.catalogue.unknown_header(input.name(), &widest)),
            },
        }
    }

    /// Returns what stands between the fields of a text whose first column has the titles of a whole table; `None` for
    /// any other.
    fn turned(&self, text: &str) -> Option<u8> {
        let is_so = |delimiter: &u8| {
            let records = first_records(text.as_bytes(), *delimiter, turned::MOST_COLUMNS);
            let titles: Vec<String> = records.iter().map(|record| record.text(0)).collect();
            let header = self.catalogue.read(&KeyRow(&titles));
            records.len() < turned::MOST_COLUMNS
                && header.is_some_and(|header| header.is_complete())
        };
        DELIMITERS.into_iter().find(is_so)
    }

    /// Looks for titles among the first records of a text.
    fn titles(&self, text: &str, most: usize) -> DelimitedTitles {
        let mut best: Option<(usize, u8, Header)> = None;
        let mut widest: Vec<String> = Vec::new();
        for (at, delimiter) in DELIMITERS.into_iter().chain(RARE_DELIMITERS).enumerate() {
            if at == DELIMITERS.len() && best.is_some() {
                break;
            }
            // Records of one field are no titles.
            if !widest.is_empty() && memchr::memchr(delimiter, text.as_bytes()).is_none() {
                continue;
            }
            let mut above: Vec<String> = Vec::new();
            // A cut-off or damaged record is reported when the file is read.
            let records = first_records(text.as_bytes(), delimiter, most);
            for (place, record) in records.iter().enumerate() {
                let is_far = above.len() >= TITLE_ROWS;
                if is_far && above.iter().any(|line: &String| may_hold_ids(line)) {
                    break;
                }
                if record.number() == 1 && record.len() > widest.len() {
                    widest = record.texts();
                }
                let next = records.iter().skip(place + 1).find(|record| !record.is_blank());
                let joined =
                    next.and_then(|next| self.catalogue.titles_in_two_rows(&record.texts(), next));
                if let Some(header) = joined.or_else(|| self.catalogue.read(record)) {
                    let hits = header.titles().saturating_sub(header.unknown.len());
                    if best.as_ref().is_none_or(|(most, _, _)| hits > *most) {
                        best = Some((hits, delimiter, header.below(&above)));
                    }
                    break;
                }
                above.push(shop_names::line_of(&record.texts()));
            }
        }
        DelimitedTitles { best, widest }
    }
}

/// Returns the zone that one of the last lines of a text, without any other field, says all times are of.
fn zone_of_foot(text: &str) -> Option<Zone> {
    let is_edge = |c: char| matches!(c, ',' | ';' | '\t' | '|' | '"' | '#') || c.is_whitespace();
    let is_line = |line: &&str| !line.is_empty() && !line.contains([',', ';', '\t', '|']);
    let lines = text.lines().rev().take(TITLE_ROWS).map(|line| line.trim_matches(is_edge));
    lines.filter(is_line).find_map(zone_beside)
}

/// The titles that were found in a delimited text.
struct DelimitedTitles {
    /// How many are known, the delimiter between them, and the titles; `None` without any.
    best: Option<(usize, u8, Header)>,
    /// The widest first record, for messages.
    widest: Vec<String>,
}

/// Returns the words of a line, without quotes.
fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect()
}

/// Returns the titles of a text moved by one column where each row begins with its name, for which R writes
/// no title.
fn beside_row_names(text: &str, delimiter: u8, header: Header) -> Header {
    const LOOKED_AT: usize = 3;
    let above = usize::try_from(header.row).expect("titles stand among the first rows");
    let records = first_records(text.as_bytes(), delimiter, above + LOOKED_AT);
    let mut rows = records.iter().skip(above).peekable();
    let id = header.id_column();
    let is_beside = |row: &TextRecord| {
        row.len() == header.titles() + 1
            && read_id(row.cell(0)).is_err()
            && read_id(row.cell(id + 1)).is_ok()
    };
    let are_beside = rows.peek().is_some() && rows.all(is_beside);
    if are_beside { header.behind_row_names() } else { header }
}

/// Looks at the first rows below the titles.
fn look_at_first_rows(text: &str, delimiter: u8, header: &mut Header) {
    let last = usize::try_from(header.row + FIRST_ROWS).expect("titles stand among the first rows");
    first_records(text.as_bytes(), delimiter, last).iter().for_each(|row| header.look_at(row));
}

/// Returns whether a table of orders has anything below its titles; other tables may have none.
fn has_rows(text: &[u8], delimiter: u8, header: &Header) -> bool {
    /// So many rows are looked at; a table with more blank lines has rows for all that is known.
    const LOOKED_AT: usize = 2 * TITLE_ROWS;
    const LAST_ROW: &[u8] = b"(the end of the table)";
    let of_orders = match header.kind {
        TableKind::SellerOrders | TableKind::Dianxiaomi | TableKind::PlainOrders => true,
        TableKind::PlainDisputes
        | TableKind::RefundReport
        | TableKind::PayoutReport
        | TableKind::Ledger
        | TableKind::Workbook
        | TableKind::OtherRows => false,
    };
    if !of_orders || !header.is_complete() {
        return true;
    }
    // A row that is damaged would end the records that are looked at: then the last one is not met.
    let ended = [text, b"\n", LAST_ROW].concat();
    let records = first_records(&ended, delimiter, LOOKED_AT);
    let mut below = records.iter().filter(|record| record.number() > header.row);
    let is_last = |record: &TextRecord| record.text(0).as_bytes() == LAST_ROW;
    !below.find(|record| !record.is_blank()).is_some_and(is_last)
}

/// Returns a page or an XML file from where it no longer begins with comments.
fn without_comments(text: &str) -> &str {
    let mut rest = text;
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        rest = after.trim_start();
    }
    rest
}

/// Returns the JSON that an element of XML holds as its text, as web services of .NET wrap it.
fn document_in_element(text: &str) -> Option<String> {
    let behind = text.get(text.find("?>").map_or(0, |end| end + 2)..)?;
    let (_, content) = behind.split_once('>')?;
    let content = content.get(..content.rfind("</")?)?.trim();
    let content = content.strip_prefix("<![CDATA[").map_or(content, |c| c.trim_end_matches("]]>"));
    let document = quick_xml::escape::unescape(content).ok()?;
    extract::is_json(&document).then(|| document.into_owned())
}

/// Returns whether a text in small letters begins with the fields of a mail.
fn is_mail(lower: &str) -> bool {
    let fields = ["return-path:", "received:", "delivered-to:", "from:", "message-id:", "x-"];
    let mut lines = lower.lines();
    let begins =
        lines.next().is_some_and(|line| fields.iter().any(|field| line.starts_with(field)));
    begins
        && lines
            .filter(|line| line.starts_with("subject:") || line.starts_with("mime-version:"))
            .count()
            > 0
}

/// Returns the encoding that a page or an XML file says it has, where it can be true.
fn declared(begin: &str, found: TextEncoding) -> TextEncoding {
    if !found.is_guessed {
        return found;
    }
    let lower = begin.get(..begin.floor_char_boundary(4096)).unwrap_or(begin).to_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let (_, rest) = lower.split_once(key)?;
        rest.trim_start_matches(['"', '\'']).split(['"', '\'', ';', '>', ' ', '?', '/']).next()
    });
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            TextEncoding { encoding, mark: 0, is_guessed: false }
        }
        Some(_) | None => found,
    }
}

/// Takes the pages of a web archive, which may state encodings of their own.
fn web_archive(input: &Input) -> Result<InputFormat, SourceError> {
    let mut bytes = Vec::new();
    input.document()?.read_to_end(&mut bytes).map_err(|cause| input.unreadable(cause))?;
    match mhtml::pages(&bytes).as_str() {
        "" => Err(named(input, "a web archive (MHTML) without a page", SAVE_ORDERS)),
        pages => inner(input, pages),
    }
}

/// Returns a whole text, for formats whose rows do not stand in the file as rows.
pub(crate) fn whole_text(input: &Input, encoding: TextEncoding) -> Result<String, SourceError> {
    let mut bytes = Vec::new();
    Utf8Reader::new(input.document()?, encoding)
        .read_to_end(&mut bytes)
        .map_err(|cause| input.unreadable(cause))?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned()))
}

fn decoded(input: &Input, head: &[u8], encoding: TextEncoding) -> Result<Vec<u8>, SourceError> {
    let mut text = Vec::with_capacity(head.len());
    Utf8Reader::new(head, encoding)
        .read_to_end(&mut text)
        .map_err(|cause| input.unreadable(cause))?;
    Ok(text)
}

/// Returns the first bytes.
pub(crate) fn head(input: &Input, most: usize) -> Result<Vec<u8>, SourceError> {
    let mut head = vec![0; most];
    let count =
        read_up_to(&mut input.bytes()?, &mut head).map_err(|cause| input.unreadable(cause))?;
    head.truncate(count);
    Ok(head)
}

/// Returns whether all the bytes that decide the encoding are ASCII.
fn is_ascii(input: &Input) -> Result<bool, SourceError> {
    let mut reader = input.bytes()?;
    let mut piece = vec![0; LOOK];
    for _ in 0..HEAD / LOOK {
        let count = read_up_to(&mut reader, &mut piece).map_err(|cause| input.unreadable(cause))?;
        if !piece.split_at(count).0.is_ascii() {
            return Ok(false);
        }
        if count < piece.len() {
            break;
        }
    }
    Ok(true)
}

/// Takes a text that was found in another one, or made of it; it is in UTF-8, whatever the user states.
fn inner(input: &Input, text: &str) -> Result<InputFormat, SourceError> {
    Ok(InputFormat::Inner(input.of_bytes(&[UTF_8_MARK, text.as_bytes()].concat())?))
}

/// Takes what was found in the lines or cells of another text.
fn within(input: &Input, found: Within) -> Result<InputFormat, SourceError> {
    match found {
        Within::Documents(text) => inner(input, &text),
        Within::Printed(what) => {
            let what = format!("a table whose cells hold {what}");
            Err(named(input, &what, extract::PRINTED_CELLS_REMEDY))
        }
    }
}

/// Returns the texts of a workbook's cells that begin with a bracket.
fn bracketed(input: &Input, workbook: &mut Workbook) -> Result<Vec<String>, SourceError> {
    let mut found = Vec::new();
    for name in workbook.sheets() {
        workbook.each_row(input, &name, &mut |row| {
            let texts = (0..row.len()).filter_map(|column| match row.cell(column) {
                Cell::Text(text) if text.starts_with(['{', '[']) => Some(text.to_owned()),
                _ => None,
            });
            found.extend(texts);
            Ok(Flow::Next)
        })?;
    }
    Ok(found)
}

fn named(input: &Input, what: &str, remedy: &'static str) -> SourceError {
    SourceError::Named { path: input.name().to_owned(), what: what.to_owned(), remedy }
}

fn no_table(input: &Input, what: &str, remedy: &'static str) -> SourceError {
    SourceError::NoTable { path: input.name().to_owned(), what: what.to_owned(), remedy }
}

/// Returns what a text is that was copied from a browser's network panel in place of an answer, or holds its cookies,
/// and what to do.
fn request(begin: &str) -> Option<(&'static str, &'static str)> {
    const BEGIN: [&str; 8] = [
        "curl ",
        "curl.exe ",
        "wget ",
        "fetch(",
        "await fetch(",
        "$session = New-Object Microsoft.PowerShell",
        "Invoke-WebRequest",
        "Invoke-RestMethod",
    ];
    const METHODS: [&str; 4] = ["GET ", "POST ", "PUT ", "OPTIONS "];
    let starts = |words: &[&str]| words.iter().any(|word| begin.starts_with(word));
    let line = begin.lines().next().unwrap_or_default();
    let remedy = "open the network panel, open the dispute page again, and save all as HAR";
    if starts(&BEGIN) || (starts(&METHODS) && line.contains(" HTTP/")) {
        Some(("a request, not its answer", remedy))
    } else if starts(&["# Netscape HTTP Cookie File", "# HTTP Cookie File"]) {
        Some(("a file of cookies", remedy))
    } else {
        None
    }
}

/// Returns whether an order id may stand in a text: so many digits, with signs between thousands or
/// not, or a number as a spreadsheet shortens it, `8.2E+15`.
fn may_hold_ids(text: &str) -> bool {
    const DIGITS_OF_AN_ID: usize = 15;
    let (mut digits, mut before) = (0_usize, ' ');
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            _ if sign.is_numeric() => digits += 1,
            ',' | '.' | '\'' | ' ' | '\u{a0}' | '\u{202f}' => {}
            'e' | 'E' if before.is_numeric() && matches!(signs.peek(), Some('+' | '0'..='9')) => {
                return true;
            }
            _ => digits = 0,
        }
        if digits >= DIGITS_OF_AN_ID {
            return true;
        }
        before = sign;
    }
    false
}

/// Says that a text is in Markdown, with what to do: `refused` is why it is no table.
fn markdown(input: &Input, refused: Option<&SourceError>) -> SourceError {
    let what = "a text in Markdown";
    match refused.and_then(SourceError::beside) {
        Some(_) => no_table(input, what, SAVE_ORDERS),
        None => named(input, what, "write its table into a file of its own, as .csv or .xlsx"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_known_by_their_first_bytes() {
        assert_eq!(container(b"PK\x03\x04rest"), Container::Zip);
        assert_eq!(container(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Container::Ole);
        assert_eq!(container(b"PAR1"), Container::Parquet);
        assert_eq!(container(b"order"), Container::Other);
    }

    #[test]
    fn a_text_without_ids_is_told_from_one_with_them() {
        for text in [
            "8208460785972844",
            "8,208,460,785,972,844",
            "8.2E+15",
            "８２０８４６０７８５９７２８４４",
        ] {
            assert!(may_hold_ids(&format!("Order {text}\n")), "{text}");
        }
        for text in ["Exported 2026-01-16 10:00:00 by +86 571 1234 5678", "1\n2\n3", "Model E5"] {
            assert!(!may_hold_ids(text), "{text}");
        }
    }

    #[test]
    fn a_page_says_how_it_is_encoded() {
        let guessed =
            TextEncoding { encoding: encoding_rs::WINDOWS_1252, mark: 0, is_guessed: true };
        let page = "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">";
        assert_eq!(declared(page, guessed).encoding, encoding_rs::GBK);
        assert_eq!(
            declared("<?xml version='1.0' encoding='Big5'?>", guessed).encoding,
            encoding_rs::BIG5
        );
        assert_eq!(declared("<html>", guessed), guessed);
    }
}
