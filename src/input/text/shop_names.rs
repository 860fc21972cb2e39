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

/// Words that name no shop, or every one, in small letters.
const NO_NAMES: [&str; 22] = [
    "all",
    "every",
    "any",
    "none",
    "null",
    "n/a",
    "default",
    "selected",
    "unknown",
    "aliexpress",
    "aliexpress.com",
    "速卖通",
    "无",
    "空",
    "默认",
    "未知",
    "多",
    "все",
    "alle",
    "todas",
    "toutes",
    "orders",
];

/// What a value has that names every shop, or what is listed.
const OF_ALL: [&str; 12] = [
    "全部",
    "所有",
    "全店",
    "不限",
    "已选",
    "所选",
    "未选",
    "请选",
    "订单",
    "导出",
    "see column",
    "see sheet",
];

/// Words behind a count, and before a moment or a count.
const COUNTED: [&str; 6] = ["shops", "stores", "orders", "disputes", "个", "家"];
const LISTED: [&str; 2] = ["exported", "total"];

/// Returns whether a value names one shop: words for every shop, the platform's name, counts and days name none.
pub(crate) fn is_name(value: &str) -> bool {
    let name = simplified(value.to_lowercase()).replace(['[', ']', '(', ')', '-'], " ");
    let name = ["店铺", "shops", "shop", "stores", "store"]
        .iter()
        .fold(name.trim(), |name, word| name.strip_suffix(word).unwrap_or(name).trim_end());
    let has_digit = name.contains(|c: char| c.is_ascii_digit());
    let is_number = value.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_count = !is_number
        && name.trim_start_matches('共').starts_with(|c: char| c.is_ascii_digit())
        && (COUNTED.iter().any(|word| value.to_lowercase().contains(word))
            || !name.contains(char::is_alphabetic));
    let is_listed = has_digit && LISTED.iter().any(|word| name.starts_with(word));
    name.contains(char::is_alphanumeric)
        && !OF_ALL.iter().any(|part| name.contains(part) || name.replace(' ', "").contains(part))
        && !is_count
        && !is_listed
        && !NO_NAMES.contains(&name)
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

/// Returns the shop that lines above titles say the table is of: `店铺：A`, `# Shop: A; exported: 2026-01-16`. `None`
/// where they name none, or several.
pub(crate) fn of_lines(lines: &[String]) -> Option<String> {
    let mut names = lines.iter().filter_map(|line| of_line(line));
    let name = names.next()?;
    names.all(|other| other == name).then(|| name.to_owned())
}

fn of_line(line: &str) -> Option<&str> {
    for part in line.split([';', '；', '|', '\t']) {
        let mut clauses = part.split([',', '，', '、']).peekable();
        while let Some(clause) = clauses.next() {
            let Some(name) = of_clause(clause) else { continue };
            // What follows without a title of its own is a further name.
            let is_last = clauses.peek().is_none_or(|next| next.contains([':', '：', '=']));
            return Some(name).filter(|_| is_last);
        }
    }
    None
}

fn of_clause(clause: &str) -> Option<&str> {
    const LONGEST: usize = 100;
    let is_sign = |sign: char| sign.is_whitespace() || matches!(sign, '#' | '"' | '\'');
    let (title, value) = clause.split_once([':', '：', '='])?;
    // Cells stand with blanks between them.
    let value = value.trim_start().split("  ").next()?;
    // Another title may follow: `店铺：A 平台：速卖通`. A colon in a time of day is none of a title.
    let colon = value.find([':', '：']);
    let value = match colon.and_then(|colon| value.get(..colon)) {
        Some(before) => before.rsplit_once(char::is_whitespace)?.0,
        None => value,
    };
    let value = value.trim_matches(is_sign);
    let title = title.trim_matches(is_sign);
    // What stands left of a Chinese word is another cell.
    let last = title.rsplit(char::is_whitespace).next().filter(|word| !word.is_ascii());
    let is_named = is_title(last.unwrap_or(title)) && is_name(value) && !value.contains('/');
    (is_named && value.len() <= LONGEST).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const NO_SHOPS: &[&str] = &[
        "Shop: A, B", "店铺：A、B、C", "Shop: A/B", "Store: 3 shops", "店铺：3个", "店铺：共3家", "店铺：已选3个店铺",
        "店铺：所选店铺", "店铺：多店铺", "Shop: selected", "Shop: *", "Shop: N/A", "Shop: none", "Shop: null", "Shop: ?",
        "Store: —", "店铺：空", "店铺：不限", "店铺：未选择", "店铺：请选择", "店铺：默认", "店铺：默认店铺",
        "Shop: Default shop", "店铺：全店", "店铺：全 部", "Shop: [all]", "Shop: (all)", "Shop: all-shops", "Store: every",
        "Shop: Все", "Shop: alle", "Shop: todas", "Shop: toutes", "Store: aliexpress.com", "Store: Orders",
        "Store：订单导出", "Store: Exported 2026-01-16 10:00", "Shop: 2025-12-01 - 2026-01-16", "Shop: total 20 orders",
        "Shop: see column H", "Shop: see sheet 2",
    ];

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
            (&["Shop: My Shop"], Some("My Shop")),
            (&["Shop: All Stars Store"], Some("All Stars Store")),
            (&["Store: 1102345678"], Some("1102345678")),
            (&["店铺：3C优选店"], Some("3C优选店")),
            (&["店铺：百家店铺 2"], Some("百家店铺 2")),
        ]
        .into_iter()
        .chain(NO_SHOPS.iter().map(|line| (std::slice::from_ref(line), None)))
        {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            assert_eq!(of_lines(&[line_of(&cells)]).as_deref(), shop, "{cells:?}");
        }
        assert_eq!(of_lines(&["店铺：A".to_owned(), "店铺：B".to_owned()]), None);
    }
}
