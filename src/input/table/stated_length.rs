//! What lines beside the rows of a table say of its length: `共 120 条`, `(120 rows)`, `Page 1 of 2`, or the message of
//! the program that stopped writing it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use crate::domain::{Caveat, CaveatKind, Moment, Severity, Zone};
use crate::input::table::stated_scope;
use crate::packed::word_list;

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatedLength {
    /// The table has so many rows.
    Rows(u64),
    /// This is one of so many pages or parts.
    Page {
        /// Its number, from 1.
        number: u64,
        /// How many there are.
        of: u64,
    },
    /// Rows were left out.
    More,
    /// A program failed.
    Failed,
    /// The table reaches up to a day.
    Until(NaiveDate),
    /// It was filtered.
    Part,
}

/// What is counted, with the words behind a number: rows, and what is in each.
const UNITS: &[&str] = word_list!("lists/length_units.txt");

/// Words in front of a number that say the same without a unit.
const COUNTS: &[&str] = word_list!("lists/length_counts.txt");

/// Words of the message of a program that failed, in small letters.
const FAILURES: [&str; 25] = [
    "error ",
    "error:",
    "exception",
    "traceback",
    "fatal error",
    "time-out",
    "timeout",
    "timed out",
    "lost connection",
    "bad gateway",
    "memory exhausted",
    "超时",
    "查询失败",
    "导出失败",
    "内存不足",
    "服务器错误",
    "系统繁忙",
    "网络异常",
    "登录已过期",
    "加载失败",
    "segmentation fault",
    "connection reset",
    "was interrupted",
    "broken pipe",
    "ошибка выполнения",
];

/// What lines that are such a message begin with.
const BEGIN_FAILURES: [&str; 4] = ["ora-", "fatal:", "curl: (", "failed: execution"];

/// Lines that say nothing else.
const WHOLE_FAILURES: [&str; 4] = ["killed", "terminated", "aborted", "未完成"];

/// What signs between two numbers say that they are the first row and the last of a page.
const TO: [&str; 8] = ["-", "–", "—", "~", "to", "a", "至", "到"];

/// Words between the last row of a page and the count of all.
const OF: [&str; 8] = ["of", "/", "из", "de", "von", "di", "sur", "共"];

/// Words before or behind a number that make it the most rows of a page.
const A_PAGE: [&str; 6] = ["/页", "/ 页", "/page", "/ page", "每页", "per page"];

/// Words of texts of a page that count something else than rows of its tables.
const OTHERS_OF_PAGE: [&str; 6] = ["消息", "通知", "评论", "message", "notification", "review"];

/// The most pages of which those that are missing are named.
const MOST_PAGES: u64 = 50;

/// Words of the most that an export holds, which says nothing of this one.
const LIMITS: [&str; 6] = ["上限", "最多", "最大", "limit", "at most", "up to"];

/// Words of rows that were left out, in small letters.
const LEFT_OUT: &[&str] = word_list!("lists/length_left_out.txt");

impl StatedLength {
    /// Reads the only text of a row that is none of the table's; `None` where it says nothing of the kind.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | '⋮')) {
            return Some(Self::More);
        }
        if FAILURES.iter().any(|words| text.contains(words))
            || BEGIN_FAILURES.iter().any(|words| text.starts_with(words))
            || WHOLE_FAILURES.contains(&text.trim_end_matches(['.', '!', '。', '！']))
        {
            return Some(Self::Failed);
        }
        let plain = text.replace(" the ", " ");
        if LEFT_OUT.iter().any(|words| plain.contains(words)) {
            return Some(Self::More);
        }
        if LIMITS.iter().any(|words| text.contains(words)) {
            return None;
        }
        if stated_scope::is_filtered(&text) {
            return Some(Self::Part);
        }
        let length = page(&text).or_else(|| span(&text).or_else(|| rows(&text)).map(Self::Rows));
        length.or_else(|| stated_scope::until(&text).map(Self::Until))
    }

    /// Reads a text that stands on a page beside its tables, where much else stands too.
    pub(crate) fn of_page(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let said =
            Self::of(text).filter(|_| !OTHERS_OF_PAGE.iter().any(|word| lower.contains(word)));
        said.filter(|said| match said {
            Self::Rows(_) | Self::Page { .. } => true,
            Self::More => text.contains(|c: char| c.is_ascii_digit()),
            Self::Failed | Self::Until(_) | Self::Part => false,
        })
    }
}

/// A number in a text, between two others texts.
struct Number<'a> {
    before: &'a str,
    number: u64,
    after: &'a str,
}

/// Returns the whole numbers in a text, with what stands around each.
fn numbers(text: &str) -> Vec<Number<'_>> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let mut found = Vec::new();
    let (mut rest, mut start) = (text, 0);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = rest.get(at..).unwrap_or_default();
        let length = tail.find(|c| !is_of_number(c)).unwrap_or(tail.len());
        let (digits, after) = tail.split_at(length);
        let digits = digits.trim_end_matches(['.', ',']).replace(',', "");
        let before = text.get(start..start + at).unwrap_or_default();
        if let Ok(number) = digits.parse() {
            found.push(Number { before: before.trim(), number, after: after.trim_start() });
        }
        start += at + length;
        rest = after;
    }
    found
}

/// Reads `第1页/共2页`, `第1/2部分`, `Page 1 of 2`, and `1 / 2` alone.
fn page(text: &str) -> Option<StatedLength> {
    let numbers = numbers(text);
    let named = numbers.as_slice().windows(2).find_map(|two| match two {
        [number, of] if is_page(number, of) => Some((number.number, of.number)),
        _ => None,
    });
    let alone = || {
        let (number, of) = text.split_once(" / ")?;
        Some((number.parse().ok()?, of.parse().ok()?))
    };
    let (number, of) = named.or_else(alone)?;
    (number >= 1 && number <= of).then_some(StatedLength::Page { number, of })
}

fn is_page(number: &Number<'_>, of: &Number<'_>) -> bool {
    let begins =
        ["第", "page", "part", "页", "страница"].iter().any(|word| number.before.ends_with(word));
    let between = of.before.replace(' ', "");
    let between = between.trim_start_matches(['页', '，', ',']);
    let joins = ["/", "of", "共", "/共", "из"].contains(&between);
    begins && joins
}

/// Reads how many rows there are where those of a page are named: `1-20 of 120`. The parts of a date are none.
fn span(text: &str) -> Option<u64> {
    let numbers = numbers(text);
    let of_date = ['-', '/', '.'];
    numbers.as_slice().windows(3).find_map(|three| match three {
        [first, last, all]
            if TO.contains(&last.before)
                && OF.contains(&all.before)
                && (first.number..=all.number).contains(&last.number)
                && !first.before.ends_with(of_date)
                && !all.after.starts_with(of_date) =>
        {
            Some(all.number)
        }
        _ => None,
    })
}

/// Reads `共 120 条`, `120 rows selected.`, `订单数：120`.
fn rows(text: &str) -> Option<u64> {
    let is_counted = |number: &&Number<'_>| {
        let unit = number.after.trim_start_matches('(');
        let is_unit = UNITS.iter().any(|word| {
            unit.strip_prefix(word).is_some_and(|rest| {
                !A_PAGE.iter().any(|words| rest.trim_start().starts_with(words))
                    && (!word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            })
        });
        let is_page = ["每页", "每页显示", "per page"].iter().any(|of| number.before.ends_with(of));
        let bare = number.before.trim_end_matches([':', '：', '=', '为', ' ']);
        // A part of the rows, as the 20 of a page, is fewer than were read.
        !is_page && (is_unit || COUNTS.contains(&bare) || number.before.ends_with("total="))
    };
    numbers(text).iter().filter(is_counted).map(|number| number.number).max()
}

/// The rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableRows<'a> {
    /// Its file, of which it may be one of several sheets.
    pub(crate) path: &'a str,
    /// The shop that the file is of; empty where nothing says it.
    pub(crate) shop: &'a str,
    /// `orders` or `disputes`.
    pub(crate) what: &'static str,
    /// How many were read.
    pub(crate) read: u64,
}

/// Returns whether a length that a table states is that of all sheets of its file, or of all tables of its shop.
fn is_length_of_all(caveat: &Caveat, what: &str, total: &str, tables: &[TableRows<'_>]) -> bool {
    let Some(of) = tables.iter().find(|table| caveat.files.iter().any(|file| file == table.path))
    else {
        return false;
    };
    let own = tables.iter().filter(|table| table.what == what && table.shop == of.shop);
    let of_file = own.clone().filter(|table| table.path == of.path).map(|table| table.read);
    let all = [of_file.sum::<u64>(), own.map(|table| table.read).sum()];
    total.parse().is_ok_and(|total: u64| all.contains(&total))
}

/// Leaves out what tables say of their length that all of them together have: pages that were saved one by one.
pub(crate) fn without_pages_of_a_whole(caveats: &mut Vec<Caveat>, tables: &[TableRows<'_>]) {
    let is_of_lines =
        |caveat: &Caveat| caveat.kind == CaveatKind::PagesMissing && !caveat.is_blocking();
    let part = |of: &Caveat, name: &str| of.part(name).unwrap_or_default().to_owned();
    let key = |caveat: &Caveat| (part(caveat, "what"), part(caveat, "total"));
    let mut pages: BTreeMap<_, Vec<(u64, String)>> = BTreeMap::new();
    for caveat in caveats.iter().filter(|caveat| is_of_lines(caveat)) {
        let read = part(caveat, "read").parse().unwrap_or(0);
        pages.entry(key(caveat)).or_default().push((read, part(caveat, "pages")));
    }
    pages.retain(|(_, total), pages| {
        let read: u64 = pages.iter().map(|(read, _)| read).sum();
        let lacking = pages.iter().map(|(_, lacking)| lacking.split(", ").collect::<BTreeSet<_>>());
        let by_none = lacking.reduce(|all, lacking| all.intersection(&lacking).copied().collect());
        let named = pages.iter().filter(|(_, lacking)| lacking != "none").count();
        let are_all = named == pages.len() && by_none.is_some_and(|by_none| by_none.is_empty());
        pages.len() > 1
            && match total.parse::<u64>() {
                Ok(total) => read >= total && (named == 0 || are_all),
                Err(_) => are_all,
            }
    });
    caveats.retain(|caveat| {
        let (what, total) = key(caveat);
        let is_whole =
            part(caveat, "pages") == "none" && is_length_of_all(caveat, &what, &total, tables);
        !is_of_lines(caveat) || !(is_whole || pages.contains_key(&(what, total)))
    });
}

/// What all such lines of a table say, and where the first of them are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StatedLengths(Vec<(u64, StatedLength)>);

impl StatedLengths {
    /// Adds what the line of a row says.
    pub(crate) fn add(&mut self, row: u64, said: StatedLength) {
        self.0.push((row, said));
    }

    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Returns up to when the table reaches, to the end of a day in Beijing; `None` where no line says it.
    pub(crate) fn until(&self) -> Option<Moment> {
        let days = self.0.iter().filter_map(|(_, said)| match said {
            StatedLength::Until(day) => Some(*day),
            StatedLength::Rows(_) | StatedLength::Page { .. } | StatedLength::More => None,
            StatedLength::Failed | StatedLength::Part => None,
        });
        let end = days.max()?.succ_opt()?.and_time(NaiveTime::MIN);
        Zone::ASSESSMENT.moment(end).ok()
    }

    /// Gives the rows their real numbers.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.0.iter_mut().for_each(|(row, _)| *row = real(*row));
        self.0.sort_unstable_by_key(|(row, _)| *row);
    }

    /// Returns what is said of a table of orders or disputes of which so many rows were read.
    pub(crate) fn caveats(&self, what: &str, read: u64) -> Vec<Caveat> {
        let stated = self.0.iter().filter_map(|(_, said)| match said {
            StatedLength::Rows(rows) => Some(*rows),
            StatedLength::Page { .. } | StatedLength::More | StatedLength::Failed => None,
            StatedLength::Until(_) | StatedLength::Part => None,
        });
        let of = |said: StatedLength| match said {
            StatedLength::Page { number, of } => Some((number, of)),
            StatedLength::Rows(_) | StatedLength::More | StatedLength::Failed => None,
            StatedLength::Until(_) | StatedLength::Part => None,
        };
        let pages: BTreeSet<u64> =
            self.0.iter().filter_map(|(_, said)| of(*said)).map(|(number, _)| number).collect();
        let all = self.0.iter().filter_map(|(_, said)| of(*said)).map(|(_, of)| of).max();
        let total = stated.max().filter(|total| *total > read).map(|total| total.to_string());
        let lacks_pages = all.is_some_and(|all| (1..=all).any(|number| !pages.contains(&number)));
        let is_cut = self.0.iter().any(|(_, said)| *said == StatedLength::More);
        let lacking: Vec<String> = (1..=all.unwrap_or(0).min(MOST_PAGES))
            .filter(|number| !pages.contains(number))
            .map(|number| number.to_string())
            .collect();
        let are_named = lacks_pages && !is_cut && all.is_some_and(|all| all <= MOST_PAGES);
        let lacking = if are_named { lacking.join(", ") } else { "none".to_owned() };
        let is_part = self.0.iter().any(|(_, said)| *said == StatedLength::Part);
        let missing = (total.is_some() || lacks_pages || is_cut || is_part).then(|| {
            let caveat = Caveat::new(CaveatKind::PagesMissing).of_severity(Severity::Warning);
            let caveat = caveat.with("what", what).with("shop", "none").with("read", read);
            let unknown = if is_part { "filtered" } else { "unknown" };
            let total = total.unwrap_or_else(|| unknown.to_owned());
            caveat.with("total", total).with("pages", lacking)
        });
        let failed =
            self.0.iter().find(|(_, said)| *said == StatedLength::Failed).map(|(row, _)| {
                Caveat::new(CaveatKind::FileCut)
                    .with("row", row)
                    .with("cell", "message")
                    .at_rows([*row])
            });
        missing.into_iter().chain(failed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_state_a_length_are_read() {
        use StatedLength::{Failed, More, Page, Part, Rows, Until};
        for (text, said) in [
            ("共 120 条", Some(Rows(120))),
            ("共1,120条记录", Some(Rows(1120))),
            ("(120 rows)", Some(Rows(120))),
            ("120 rows selected.", Some(Rows(120))),
            ("120 rows in set (0.01 sec)", Some(Rows(120))),
            ("合计 120 单", Some(Rows(120))),
            ("订单数：120", Some(Rows(120))),
            ("本页 20 条，共 120 条", Some(Rows(120))),
            ("第1页/共2页", Some(Page { number: 1, of: 2 })),
            ("第 1 页，共 2 页", Some(Page { number: 1, of: 2 })),
            ("本文件为第1/2部分", Some(Page { number: 1, of: 2 })),
            ("Page 1 of 2", Some(Page { number: 1, of: 2 })),
            ("...", Some(More)),
            ("……", Some(More)),
            ("only showing top 100 rows", Some(More)),
            ("仅导出前100条", Some(More)),
            ("更多数据请分批导出", Some(More)),
            ("查询超时", Some(Failed)),
            ("ERROR 2013 (HY000): Lost connection to MySQL server during query", Some(Failed)),
            ("Traceback (most recent call last):", Some(Failed)),
            ("PHP Fatal error:  Allowed memory size", Some(Failed)),
            ("ORA-01555: snapshot too old", Some(Failed)),
            ("Killed", Some(Failed)),
            ("curl: (18) transfer closed with outstanding read data remaining", Some(Failed)),
            ("系统繁忙，请稍后再试", Some(Failed)),
            ("未完成", Some(Failed)),
            ("未完成订单", None),
            ("Flora-01 killed the deal", None),
            ("<h1>504 Gateway Time-out</h1>", Some(Failed)),
            ("第 1 页 / 共 4 页", Some(Page { number: 1, of: 4 })),
            ("1 / 4", Some(Page { number: 1, of: 4 })),
            ("1–20 of 64 items", Some(Rows(64))),
            ("1 - 20 / 64", Some(Rows(64))),
            ("Результаты 1–20 из 64", Some(Rows(64))),
            ("Mostrando 1 a 20 de 64 registros", Some(Rows(64))),
            ("64 results", Some(Rows(64))),
            ("总数：64", Some(Rows(64))),
            ("total=64", Some(Rows(64))),
            ("每页 50 条 共 20 条", Some(Rows(20))),
            ("Only the first 20 rows are shown", Some(More)),
            ("结果已截断", Some(More)),
            ("100条/页", None),
            ("50 rows per page", None),
            ("2025-01-16 / 2026-01-31", None),
            ("01-16/2026-02", None),
            ("1/4", None),
            ("导出时间：2026-01-16 10:00", NaiveDate::from_ymd_opt(2026, 1, 16).map(Until)),
            ("筛选条件：纠纷状态=处理中", Some(Part)),
            ("2025年11月", None),
            ("合计 1234.56", None),
            ("总计：120", None),
            ("第 1 页", None),
            ("3 orders of 2026-01-16", Some(Rows(3))),
            ("Happy rowing 12 rowers", None),
            ("导出人：张三", None),
            ("单次最多导出 5000 条", None),
            ("", None),
        ] {
            assert_eq!(StatedLength::of(text), said, "{text}");
        }
    }

    #[test]
    fn fewer_rows_than_are_stated_are_a_part() {
        let kinds = |said: &[(u64, StatedLength)], read: u64| {
            let mut all = StatedLengths::default();
            said.iter().for_each(|(row, said)| all.add(*row, *said));
            all.caveats("orders", read).iter().map(|caveat| caveat.kind).collect::<Vec<_>>()
        };
        let rows = |rows| (102, StatedLength::Rows(rows));
        assert_eq!(kinds(&[rows(120)], 100), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[rows(100), rows(20)], 100), []);
        let page = |row, number| (row, StatedLength::Page { number, of: 2 });
        assert_eq!(kinds(&[page(102, 1)], 100), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[page(52, 1), page(104, 2)], 100), []);
        assert_eq!(kinds(&[(102, StatedLength::More)], 100), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[(102, StatedLength::Failed)], 100), [CaveatKind::FileCut]);
    }

    #[test]
    fn pages_that_were_saved_one_by_one_are_a_whole_together() {
        let left = |files: &[(StatedLength, u64)]| {
            let of_file = |(said, read): &(StatedLength, u64)| {
                StatedLengths(vec![(0, *said)]).caveats("disputes", *read)
            };
            let mut all: Vec<Caveat> = files.iter().flat_map(of_file).collect();
            without_pages_of_a_whole(&mut all, &[]);
            all.len()
        };
        let rows = StatedLength::Rows(44);
        assert_eq!(left(&[(rows, 20), (rows, 20), (rows, 4)]), 0);
        assert_eq!(left(&[(rows, 20), (rows, 20)]), 2);
        let page = |number| (StatedLength::Page { number, of: 3 }, 20);
        assert_eq!(left(&[page(1), page(2), page(3)]), 0);
        assert_eq!(left(&[page(1), page(3)]), 2);
        assert_eq!(left(&[page(2)]), 1);
        assert_eq!(left(&[(StatedLength::More, 20), (StatedLength::More, 20)]), 2);
    }

    #[test]
    fn a_length_that_one_part_states_is_that_of_all_parts() {
        let said = StatedLengths(vec![(0, StatedLength::Rows(40))]).caveats("orders", 20);
        let left = |tables: &[TableRows<'_>]| {
            let mut all: Vec<Caveat> =
                said.iter().map(|caveat| caveat.clone().in_file("b")).collect();
            without_pages_of_a_whole(&mut all, tables);
            all.len()
        };
        let table = |path, shop, what, read| TableRows { path, shop, what, read };
        let own = table("b", "", "orders", 20);
        assert_eq!(left(&[own]), 1);
        assert_eq!(left(&[own, own, table("c", "", "orders", 9)]), 0);
        assert_eq!(left(&[table("a", "", "orders", 20), own]), 0);
        assert_eq!(left(&[table("a", "", "orders", 19), own]), 1);
        assert_eq!(left(&[table("a", "other", "orders", 20), own]), 1);
        assert_eq!(left(&[table("a", "", "disputes", 20), own]), 1);
    }
}
