//! Every form in which an input is read. `docs/formats.md` lists them, and those that are named only.

/// A form in which an input is read.
pub(crate) struct InputForm {
    /// What it is called in the documentation.
    pub(crate) name: &'static str,
    /// Where it comes from.
    pub(crate) from: &'static str,
    /// The version that was the first to read it.
    pub(crate) since: &'static str,
}

/// A form that the first version read.
const fn form(name: &'static str, from: &'static str) -> InputForm {
    InputForm { name, from, since: "0.1.0" }
}

/// Every form that is read, in the order of `detect`.
pub(crate) const FORMS: &[InputForm] = &[
    form("xlsx, xlsm", "the seller centre; spreadsheet programs and libraries"),
    form("xls", "the seller centre until about 2021; JExcelAPI, Perl's WriteExcel"),
    form("xlsb", "spreadsheet programs, SheetJS"),
    form("ods, fods", "LibreOffice, WPS"),
    form("XML Spreadsheet 2003", "older back offices, under the name .xls"),
    form("HTML table", "ERPs and back offices, under the name .xls"),
    form("csv, tab text", "spreadsheet programs, databases, data frames"),
    form("JSON lines", "databases, data frames"),
    form(
        "JSON rows",
        "data frames, `jq`, MongoDB's tools: a list of rows, or rows one after another",
    ),
    form("Parquet", "databases, data frames; in builds with the feature `parquet`"),
    form("dispute list", "the seller centre's page: bare, as JSONP, in a script, in a wrapping"),
    form("Open Platform answers", "applications and their libraries, bare or in a wrapping"),
    form("order list of AliExpress Russia", "the Russian seller interface"),
    form(
        "JavaScript literals",
        "scripts: names without quotes, single quotes, comments, `undefined`",
    ),
    form("HAR", "the network panel of a browser, Playwright, mitmproxy"),
    form("zip", "mail, downloads: several files are several files"),
    form("gzip, zstd, zlib", "databases, `.zhar` files"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::input::container::{archive, signature};

    const DOCUMENTED: &str = include_str!("../../docs/formats.md");

    /// The first cells of the table below a heading.
    fn column(heading: &str) -> BTreeSet<String> {
        let (_, section) = DOCUMENTED.split_once(heading).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
        rows.map(|row| row.split('|').nth(1).unwrap().trim().to_owned()).collect()
    }

    #[test]
    fn every_form_that_is_read_is_documented_with_where_it_comes_from() {
        let names: BTreeSet<String> = FORMS.iter().map(|form| form.name.to_owned()).collect();
        assert_eq!(column("## Read"), names);
        let numbers = |version: &str| -> Vec<u64> {
            version.split('.').map(|number| number.parse().unwrap()).collect()
        };
        for InputForm { name, from, since } in FORMS {
            let row = format!("| {name} | {from} | {since} |");
            assert!(DOCUMENTED.contains(&row), "{row}");
            assert!(numbers(since) <= numbers(env!("CARGO_PKG_VERSION")), "{name}: {since}");
        }
    }

    #[test]
    fn every_form_that_is_only_named_is_documented() {
        let signatures = signature::SIGNATURES.iter().map(|signature| signature.name);
        let names: BTreeSet<String> =
            signatures.chain(archive::named()).map(str::to_owned).collect();
        assert_eq!(column("## Named, not read"), names);
        let affix = |affix: &signature::Affix| match affix {
            signature::Affix::Start(text) => format!("`{text}…`"),
            signature::Affix::End(text) => format!("`…{text}`"),
            signature::Affix::Whole(text) => format!("`{text}`"),
        };
        let sides: BTreeSet<String> =
            signature::SIDE_FILES.iter().map(|(name, _)| affix(name)).collect();
        assert_eq!(column("## Passed over"), sides);
    }
}
