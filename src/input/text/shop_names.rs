//! The shop that something beside rows names: a key of JSON, a line above titles, a folder.

use crate::input::text::chinese::simplified;

/// Words for the name of a shop, in small letters without signs between them.
const TITLES: [&str; 8] =
    ["shop", "shopname", "store", "storename", "店铺", "店铺名称", "店铺名", "店铺名字"];

/// Words for a shop's account or number, which folders have.
const ACCOUNTS: [&str; 6] = ["shopid", "storeid", "seller", "sellername", "sellerid", "店铺账号"];

/// Returns a title in small letters, without what stands between its words.
fn bare(title: &str) -> String {
    simplified(title.replace(['_', '-', ' '], "").to_lowercase())
}

/// Returns whether a key or the title of a line is that of a shop's name.
pub(crate) fn is_title(title: &str) -> bool {
    TITLES.contains(&bare(title).as_str())
}

/// Returns whether a key is that of a shop's account or number.
pub(crate) fn is_account(title: &str) -> bool {
    ACCOUNTS.contains(&bare(title).as_str())
}

/// Returns whether a value names one shop: words for every shop, and the platform's name, name none.
pub(crate) fn is_name(value: &str) -> bool {
    const NO_NAMES: [&str; 6] = ["all", "any", "aliexpress", "速卖通", "default", "-"];
    let name = value.trim().to_lowercase();
    let is_of_all = name.contains("全部") || name.contains("所有") || name.starts_with("all ");
    !name.is_empty() && !is_of_all && !NO_NAMES.contains(&name.as_str())
}

/// Returns the cells of a row above titles as a line; the one of two of which the other is the title of a shop is its
/// value.
pub(crate) fn line_of(cells: &[String]) -> String {
    let filled: Vec<&str> =
        cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    match filled.as_slice() {
        [title, value] if is_title(title) => format!("{title}: {value}"),
        _ => cells.join(" "),
    }
}

/// Returns the shop that lines above titles say the table is of: `店铺：A`, `# Shop: A, exported 2026-01-16`. `None`
/// where they name none, or several.
pub(crate) fn of_lines(lines: &[String]) -> Option<String> {
    let mut names = lines.iter().filter_map(|line| of_line(line));
    let name = names.next()?;
    names.all(|other| other == name).then(|| name.to_owned())
}

fn of_line(line: &str) -> Option<&str> {
    const LONGEST: usize = 100;
    let is_sign = |sign: char| sign.is_whitespace() || matches!(sign, '#' | '"' | '\'');
    let clauses = line.split([',', '，', ';', '；', '|', '、', '\t']);
    let mut named = clauses.filter_map(|clause| {
        let (title, value) = clause.split_once([':', '：', '='])?;
        // Cells stand with blanks between them.
        let value = value.trim_start().split("  ").next()?;
        // Another title may follow: `店铺：A 平台：速卖通`.
        let value = match value.find([':', '：']).and_then(|colon| value.get(..colon)) {
            Some(before) => before.rsplit_once(char::is_whitespace)?.0,
            None => value,
        };
        let value = value.trim_matches(is_sign);
        let title = title.trim_matches(is_sign);
        // What stands left of a Chinese word is another cell.
        let last = title.rsplit(char::is_whitespace).next().filter(|word| !word.is_ascii());
        let is_named = is_title(last.unwrap_or(title)) && is_name(value);
        (is_named && value.len() <= LONGEST).then_some(value)
    });
    named.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_a_shop_or_none() {
        for (cells, shop) in [
            (&["店铺：A"][..], Some("A")),
            (&["# Shop: My shop", ""], Some("My shop")),
            (&["Store", "A 2"], Some("A 2")),
            (&["导出", "店铺：A"], Some("A")),
            (&["Orders of each store: 12"], None),
            (&["店铺：", "A", "", "", "张三"], Some("A")),
            (&["店鋪名稱：A，导出时间：2026-01-16 10:00"], Some("A")),
            (&["Shop", "Order No", "Placed"], None),
            (&["店铺: A 1  平台: 速卖通"], Some("A 1")),
            (&["店铺：A 平台：速卖通"], Some("A")),
            (&["订单导出，店铺：A"], Some("A")),
            (&["店铺：全部"], None),
            (&["Shop: All shops"], None),
            (&["Store: AliExpress"], None),
            (&["店铺：", ""], None),
            (&["Store performance: 12"], None),
            (&["平台：速卖通"], None),
        ] {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            assert_eq!(of_lines(&[line_of(&cells)]).as_deref(), shop, "{cells:?}");
        }
        assert_eq!(of_lines(&["店铺：A".to_owned(), "店铺：B".to_owned()]), None);
    }
}
