//! Whether the pages of lists are all there, by what they say of their lists.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::domain::{Caveat, CaveatKind, Severity, quoted_list, to_u64};

/// What a page says of the list it is a page of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageFact {
    /// Tells lists apart: the kind, and the status that all rows of an answer share.
    pub(crate) list: String,
    /// Whose list it is, as the question or the answer says.
    pub(crate) account: ListAccount,
    /// The one status of all its rows, in a list that is asked for by status; empty for a page without rows,
    /// `None` in other lists and for rows of several.
    pub(crate) status: Option<String>,
    /// How many rows the whole list has; `None` where nothing states it, and for a page that was asked
    /// for and is not there.
    pub(crate) total: Option<u64>,
    /// The rows of this page, by id; of a row with several lines, the lines.
    pub(crate) ids: Vec<String>,
    /// By how many lines they are more than rows: nothing says which of the two a total counts.
    pub(crate) more_lines: u64,
    /// Its number, from 1; `None` where nothing states it.
    pub(crate) number: Option<u64>,
    /// How many rows a page has; `None` where nothing states it.
    pub(crate) size: Option<u64>,
    /// How many pages the list has; `None` where nothing states it.
    pub(crate) pages: Option<u64>,
    /// Whether another page follows; `None` where nothing states it.
    pub(crate) follows: Option<bool>,
    /// Whether another page comes before it; `None` where nothing states it.
    pub(crate) precedes: Option<bool>,
    /// Why it is not there.
    pub(crate) lost: Option<Lost>,
}

/// How the name of a list ends whose pages are rows that a program wrote, with what it says of them beside them.
pub(crate) const STATED: &str = ", stated";

/// Whose list a page is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum ListAccount {
    /// Nothing says it.
    #[default]
    Unknown,
    /// This seller account, as `sellerId 1`.
    One(String),
    /// Its rows are of several, which one list may be of a seller with several channels.
    Several,
}

/// Why a page that was asked for is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The file holds no body of its answer.
    NoBody,
    /// It got no answer.
    Failed,
    /// The end of its answer is gone.
    Cut,
    /// The platform refused, in these words.
    Refused(String),
    /// Its answer is no page of the list.
    Unreadable,
}

impl Lost {
    /// Returns the word for it in a caveat.
    const fn id(&self) -> &'static str {
        match self {
            Self::NoBody => "body",
            Self::Failed => "failed",
            Self::Cut => "cut",
            Self::Refused(_) => "refused",
            Self::Unreadable => "unreadable",
        }
    }

    fn refusal(&self) -> &str {
        match self {
            Self::Refused(words) => words,
            Self::NoBody | Self::Failed | Self::Cut | Self::Unreadable => "",
        }
    }
}

/// The pages of one list.
#[derive(Default)]
struct ListOfPages<'a> {
    pages: Vec<&'a PageFact>,
    ids: HashSet<&'a str>,
    lost: BTreeMap<Option<u64>, &'a Lost>,
    /// The numbers of its pages.
    numbers: BTreeSet<u64>,
    /// How many rows the list has, as its pages state; the most where it grew.
    total: Option<u64>,
    /// By how many lines its pages have more of them than rows.
    more_lines: u64,
    /// Whether any page shows that rows are counted, not lines.
    counts_rows: bool,
    /// The totals of pages that complete each other and state different ones.
    totals: BTreeSet<u64>,
}

/// A list that grows while its pages are read has totals this close to one another.
const GROWTH: u64 = 3;

/// Statuses by which the platform lists disputes; each is asked for by itself (docs/platform/open-platform.md).
const STATUSES: usize = 3;

/// So many disputes of one status leave little doubt that they were asked for by status.
const MANY: u64 = 10;

/// Compares the rows of pages with what each list says it has.
pub(crate) fn missing_pages(pages: &[(String, PageFact)]) -> Vec<Caveat> {
    let (mut shops, mut lists) = (BTreeMap::<&str, Vec<&PageFact>>::new(), BTreeMap::new());
    for (shop, page) in pages {
        shops.entry(shop).or_default().push(page);
        lists.entry((shop.as_str(), &page.list)).or_insert_with(Vec::new).push(page);
    }
    let missing = lists.into_iter().flat_map(|((shop, list), pages)| of_list(shop, list, &pages));
    let of_shops = shops.into_iter().flat_map(|(shop, pages)| {
        [mixed_accounts(shop, &pages), missing_status(shop, &pages)].into_iter().flatten()
    });
    missing.chain(of_shops).collect()
}

/// Says what pages lack of their list. Where something is missing they may be of the lists of several accounts,
/// as the answers say.
fn of_list(shop: &str, list: &str, pages: &[&PageFact]) -> Vec<Caveat> {
    let missing = |pages: Vec<&PageFact>| -> Vec<Caveat> {
        let lists = told_apart(pages).into_iter();
        lists.flat_map(|pages| pages.missing(shop, list)).collect()
    };
    let as_one = missing(pages.to_vec());
    let mut accounts: BTreeMap<&str, Vec<&PageFact>> = BTreeMap::new();
    for page in pages {
        let ListAccount::One(account) = &page.account else { return as_one };
        accounts.entry(account).or_default().push(page);
    }
    if as_one.is_empty() || accounts.len() < 2 {
        return as_one;
    }
    accounts.into_values().flat_map(missing).collect()
}

fn name_of(shop: &str) -> &str {
    if shop.is_empty() { "none" } else { shop }
}

/// Says that the lists of several accounts count as those of one shop.
fn mixed_accounts(shop: &str, pages: &[&PageFact]) -> Option<Caveat> {
    let of = |page: &&PageFact| match &page.account {
        ListAccount::One(account) => Some(account.clone()),
        ListAccount::Unknown | ListAccount::Several => None,
    };
    let accounts: BTreeSet<String> = pages.iter().filter_map(of).collect();
    // Channels are parts of one account.
    let is_seller = |account: &String| !account.starts_with(CHANNEL);
    let severity = if accounts.iter().any(is_seller) { Severity::Warning } else { Severity::Note };
    (accounts.len() > 1).then(|| {
        let caveat = Caveat::new(CaveatKind::AccountsMixed).with("shop", name_of(shop));
        caveat
            .counting(to_u64(accounts.len()))
            .with("accounts", quoted_list(&accounts))
            .of_severity(severity)
    })
}

/// The field of a question that names a channel.
pub(crate) const CHANNEL: &str = "channelId";

/// Says that lists were fetched by status, and not those of every status: each has disputes of one alone.
fn missing_status(shop: &str, pages: &[&PageFact]) -> Option<Caveat> {
    let of_issues = || pages.iter().filter(|page| page.list.starts_with(ISSUES));
    let statuses: Option<BTreeSet<&String>> =
        of_issues().map(|page| page.status.as_ref()).collect();
    let mut statuses = statuses?;
    // An empty answer is that of a status that no dispute has.
    let empty = of_issues().filter(|page| page.ids.is_empty()).count();
    statuses.retain(|status| !status.is_empty());
    if statuses.is_empty() || statuses.len() + empty >= STATUSES {
        return None;
    }
    let disputes = of_issues().map(|page| page.rows()).sum();
    let is_sure = statuses.len() > 1 || disputes >= MANY;
    let caveat = Caveat::new(CaveatKind::StatusMissing).with("shop", name_of(shop));
    let severity = if is_sure { Severity::Warning } else { Severity::Note };
    Some(caveat.counting(disputes).with("statuses", quoted_list(&statuses)).of_severity(severity))
}

/// What lists of disputes by status are called.
pub(crate) const ISSUES: &str = "issues";

/// Tells lists apart whose pages nothing names: of two shops, or whole lists beside parts of others.
/// The order in which the pages come makes no difference.
fn told_apart(mut pages: Vec<&PageFact>) -> Vec<ListOfPages<'_>> {
    pages.sort_by(|a, b| {
        let key = |page: &PageFact| (page.lost.is_some(), page.number, page.total);
        key(a).cmp(&key(b)).then_with(|| a.ids.cmp(&b.ids))
    });
    let mut lists: Vec<ListOfPages<'_>> = Vec::new();
    // Some logs have one number in every page.
    let numbers: BTreeSet<Option<u64>> = pages.iter().map(|page| page.number).collect();
    for page in pages {
        let mut own = ListOfPages::default();
        own.add(page);
        let shares = |list: &ListOfPages<'_>| !list.ids.is_disjoint(&own.ids);
        if lists.iter().any(shares) {
            let (same, others) = lists.into_iter().partition(shares);
            lists = others;
            own = same.into_iter().fold(own, ListOfPages::and);
        } else if let Some(at) = place_of(page, &lists, numbers.len()) {
            let list = lists.swap_remove(at);
            own = list.and(own);
        }
        lists.push(own);
    }
    completed(lists)
}

/// Puts lists together whose pages complete each other, whatever totals they state: one list that was saved at
/// different times.
fn completed(lists: Vec<ListOfPages<'_>>) -> Vec<ListOfPages<'_>> {
    let mut whole: Vec<ListOfPages<'_>> = Vec::new();
    for list in lists {
        match whole.iter().position(|other| other.may_complete(&list)) {
            Some(at) => {
                let other = whole.swap_remove(at);
                let totals = [list.total, other.total].into_iter().flatten();
                let totals = totals.chain(other.totals.iter().copied()).collect();
                whole.push(ListOfPages { totals, ..other.and(list) });
            }
            None => whole.push(list),
        }
    }
    whole
}

/// Returns the list that a page continues, which has no row of it; `None` for the first page of a list. Where all
/// pages have one number, that says nothing.
fn place_of(page: &PageFact, lists: &[ListOfPages<'_>], numbers: usize) -> Option<usize> {
    let is_alone = page.lost.is_none() && page.is_whole() && !page.ids.is_empty();
    let can_continue = |list: &&ListOfPages<'_>| {
        let fits = page.total.is_some_and(|total| {
            list.total == page.total && list.read().saturating_add(page.rows()) <= total
        });
        let has_room = match page.number {
            Some(number) if list.numbers.contains(&number) => numbers == 1 && fits,
            Some(_) => true,
            None => !list.is_whole() || page.ids.is_empty(),
        };
        has_room && (page.number > Some(1) || !list.is_whole() || page.ids.is_empty())
    };
    let closeness = |list: &ListOfPages<'_>| match (list.total, page.total) {
        (Some(one), Some(other)) => one.abs_diff(other),
        (Some(_) | None, _) => 0,
    };
    let near = lists
        .iter()
        .enumerate()
        .filter(|(_, list)| !is_alone && can_continue(list) && closeness(list) <= GROWTH);
    near.min_by_key(|(_, list)| closeness(list)).map(|(at, _)| at)
}

impl PageFact {
    /// Returns whether the page has all rows of its list.
    pub(crate) fn is_whole(&self) -> bool {
        self.total.is_some_and(|total| self.rows() >= total)
    }

    /// Returns whether the page may have no room for further rows of its list. Pages have a round number of
    /// rows (20 on the dispute page), where none is stated.
    fn is_full(&self) -> bool {
        let rows = self.rows();
        self.size.map_or(rows > 0 && rows.is_multiple_of(10), |size| rows >= size)
    }

    /// Count of its lines, each once.
    fn lines(&self) -> u64 {
        let ids: HashSet<&String> = self.ids.iter().collect();
        to_u64(ids.len())
    }

    /// Count of its rows, each once; of its lines where nothing says that rows are counted.
    fn rows(&self) -> u64 {
        let lines = self.lines();
        if self.counts_rows() { lines.saturating_sub(self.more_lines) } else { lines }
    }

    /// Returns whether the list counts rows of several lines as one: the page holds more lines than it has room
    /// for.
    fn counts_rows(&self) -> bool {
        let lines = self.lines();
        self.size.is_some_and(|size| lines > size && lines.saturating_sub(self.more_lines) <= size)
    }
}

impl<'a> ListOfPages<'a> {
    fn add(&mut self, page: &'a PageFact) {
        match &page.lost {
            Some(why) => {
                self.lost.insert(page.number, why);
            }
            None => {
                self.pages.push(page);
                self.numbers.extend(page.number);
                self.total = self.total.max(page.total);
                self.more_lines += page.more_lines;
                self.counts_rows |= page.counts_rows();
            }
        }
        self.ids.extend(page.ids.iter().map(String::as_str));
    }

    fn and(mut self, other: Self) -> Self {
        self.pages.extend(other.pages);
        self.numbers.extend(other.numbers);
        self.total = self.total.max(other.total);
        self.more_lines += other.more_lines;
        self.counts_rows |= other.counts_rows;
        self.ids.extend(other.ids);
        self.lost.extend(other.lost);
        self
    }

    /// Returns whether the pages of another list may be those that this one lacks: both lack some, and no number
    /// is in both.
    fn may_complete(&self, other: &Self) -> bool {
        let lacks = |list: &Self| {
            let is_numbered = list.pages.iter().all(|page| page.number.is_some());
            !list.pages.is_empty() && is_numbered && list.total.is_some() && !list.is_whole()
        };
        lacks(self) && lacks(other) && self.numbers.is_disjoint(&other.numbers)
    }

    /// Count of the rows that were read, or of their lines where nothing says that rows are counted.
    fn read(&self) -> u64 {
        let lines = to_u64(self.ids.len());
        if self.counts_rows { lines.saturating_sub(self.more_lines) } else { lines }
    }

    fn is_whole(&self) -> bool {
        self.total.is_some_and(|total| self.read() >= total)
    }

    /// Returns how many pages the list has, as its pages state; the most where it grew.
    fn stated_pages(&self) -> Option<u64> {
        self.pages.iter().filter_map(|page| page.pages).max()
    }

    /// Returns whether the pages say that others follow, which are not there.
    fn goes_on(&self) -> bool {
        let no_end = self.pages.iter().all(|page| page.follows == Some(true));
        let is_numbered = self.pages.iter().all(|page| page.number.is_some());
        let too_few = |pages: u64| to_u64(self.pages.len()) < pages;
        !self.pages.is_empty()
            && (no_end || !is_numbered && self.stated_pages().is_some_and(too_few))
    }

    /// Returns whether each page says that another comes before it.
    fn begins_late(&self) -> bool {
        let is_late = |page: &&PageFact| page.precedes == Some(true);
        !self.is_whole() && !self.pages.is_empty() && self.pages.iter().all(is_late)
    }

    /// Returns whether the pages say which of them is the last.
    fn has_end(&self) -> bool {
        self.stated_pages().is_some() || self.pages.iter().any(|page| page.follows.is_some())
    }

    /// Says what is missing; nothing where the list is whole.
    fn missing(mut self, shop: &str, list: &str) -> Vec<Caveat> {
        let numbers = &self.numbers;
        self.lost.retain(|number, _| number.is_none_or(|number| !numbers.contains(&number)));
        let (read, mut absent) = (self.read(), self.absent());
        // Where there are as many rows as stated, pages before others show that the total is too low; of pages of
        // several sizes, numbers show nothing.
        let sizes: BTreeSet<Option<u64>> = self.pages.iter().map(|page| page.size).collect();
        if self.is_whole() && sizes.len() > 1 {
            absent.clear();
        } else if self.is_whole() {
            absent.retain(|number| numbers.last().is_some_and(|last| number < last));
        }
        let what = if list.starts_with("orders") { "orders" } else { "disputes" };
        let about =
            |kind: CaveatKind| Caveat::new(kind).with("what", what).with("shop", name_of(shop));
        let mut caveats = Vec::new();
        if let (Some(least), Some(most)) = (self.totals.first(), self.totals.last()) {
            let caveat = about(CaveatKind::TotalsDiffer).with("least", least);
            caveats.push(caveat.with("most", most));
        }
        let lacks_rows = |total: Option<u64>| total.is_some_and(|total| read < total);
        match self.total {
            total
                if lacks_rows(total)
                    || !absent.is_empty()
                    || self.goes_on()
                    || self.begins_late() =>
            {
                let pages = if absent.is_empty() { "none".to_owned() } else { in_ranges(&absent) };
                let caveat = about(CaveatKind::PagesMissing).with("read", read);
                // A total that is reached is not that of a list that goes on.
                let known = total.filter(|_| lacks_rows(total) || !absent.is_empty());
                let total = known.map_or_else(|| "unknown".to_owned(), |total| total.to_string());
                caveats.push(caveat.with("total", total).with("pages", pages));
            }
            Some(total) if read.saturating_sub(self.more_lines) > total => {
                let caveat = about(CaveatKind::TotalUnderstated).with("read", read);
                caveats.push(caveat.with("total", total));
                return caveats;
            }
            Some(_) => return caveats,
            None if self.pages.is_empty() || self.has_end() => {}
            None => {
                // What a program wrote has as many rows as it likes.
                let is_told = |page: &PageFact| page.size.is_some() || !list.ends_with(STATED);
                let full = self.pages.iter().any(|page| page.is_full() && is_told(page));
                let caveat = about(CaveatKind::ListTotalUnknown).with("read", read);
                let (is_full, severity) =
                    if full { ("yes", Severity::Warning) } else { ("no", Severity::Note) };
                caveats.push(caveat.with("full", is_full).of_severity(severity));
            }
        }
        for (number, why) in &self.lost {
            let page = number.map_or("?".to_owned(), |number| number.to_string());
            let caveat = Caveat::new(CaveatKind::PageLost).with("page", page);
            caveats.push(caveat.with("why", why.id()).with("refusal", why.refusal()));
        }
        caveats
    }

    /// Returns the numbers of the pages that are not there; empty where they cannot be known.
    fn absent(&self) -> Vec<u64> {
        const MOST: u64 = 1000;
        let numbers = &self.numbers;
        let sizes: BTreeSet<Option<u64>> = self.pages.iter().map(|page| page.size).collect();
        let is_numbered = self.pages.iter().all(|page| page.number.is_some());
        let mut sizes = sizes.into_iter();
        let by_total = match (self.total, sizes.next(), sizes.next()) {
            (Some(total), Some(Some(size)), None) if size > 0 => Some(total.div_ceil(size)),
            _ => None,
        };
        if !is_numbered {
            return Vec::new();
        }
        // A page beyond the last one that a total names shows that the total is too low.
        let filled = self.pages.iter().filter(|page| !page.ids.is_empty());
        let filled = filled.filter_map(|page| page.number);
        // Where no page has rows and none is stated, there is none.
        let last = filled.chain(self.stated_pages().or(by_total)).max().unwrap_or(0);
        // Some count pages from 0.
        let first = u64::from(!numbers.contains(&0));
        (first..last.min(MOST) + first).filter(|number| !numbers.contains(number)).collect()
    }
}

/// Writes rising numbers with those that follow one another joined: `1, 3-5`.
fn in_ranges(numbers: &[u64]) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some(_) | None => ranges.push((*number, *number)),
        }
    }
    let range = |(first, last): &(u64, u64)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_one_another_are_joined() {
        assert_eq!(in_ranges(&[1, 3, 4, 5, 9, 10]), "1, 3-5, 9-10");
        assert_eq!(in_ranges(&[]), "");
    }

    fn page(number: Option<u64>, total: Option<u64>, ids: std::ops::Range<u32>) -> PageFact {
        let ids = ids.map(|id| id.to_string()).collect();
        PageFact { number, total, ids, size: Some(10), ..PageFact::default() }
    }

    fn kinds(pages: &[PageFact]) -> Vec<CaveatKind> {
        let of = |pages: &mut dyn Iterator<Item = &PageFact>| {
            let pages: Vec<_> = pages.map(|page| (String::new(), page.clone())).collect();
            let mut kinds: Vec<_> =
                missing_pages(&pages).iter().map(|caveat| caveat.kind).collect();
            kinds.sort_by_key(|kind| kind.id());
            kinds
        };
        let found = of(&mut pages.iter());
        assert_eq!(found, of(&mut pages.iter().rev()), "the order of pages makes a difference");
        found
    }

    #[test]
    fn whole_lists_have_nothing_to_say() {
        let (one, total) = (Some(1), Some(25));
        let whole =
            [page(one, total, 0..10), page(Some(2), total, 10..20), page(Some(3), total, 20..25)];
        assert_eq!(kinds(&whole), []);
        // Growing, shrinking, read twice, and an empty page at the end.
        let grown = [
            page(one, Some(24), 0..10),
            page(Some(2), Some(25), 9..19),
            page(Some(3), total, 19..25),
        ];
        assert_eq!(kinds(&grown), []);
        assert_eq!(kinds(&[&whole[..], &whole[1..2], &[page(Some(4), total, 0..0)]].concat()), []);
        // Every page calls itself the first.
        assert_eq!(kinds(&[page(one, Some(4), 0..2), page(one, Some(4), 2..4)]), []);
        // Two shops, whose lists have as many rows.
        let (two, twenty) = (Some(2), Some(20));
        let list =
            |from| [page(one, twenty, from..from + 10), page(two, twenty, from + 10..from + 20)];
        assert_eq!(kinds(&[list(0), list(50)].concat()), []);
        // Two shops, each with one whole list.
        assert_eq!(kinds(&[page(one, Some(7), 0..7), page(one, Some(9), 50..59)]), []);
        assert_eq!(kinds(&[page(None, Some(7), 0..7), page(None, Some(7), 50..57)]), []);
        assert_eq!(kinds(&[page(one, Some(0), 0..0)]), []);
        // Eight a page, and four a page.
        let of =
            |size, number, ids| PageFact { size: Some(size), ..page(Some(number), Some(12), ids) };
        assert_eq!(kinds(&[of(8, 1, 0..8), of(4, 3, 8..12)]), []);
        assert_eq!(kinds(&[of(8, 1, 0..8), of(4, 3, 7..11)]), [CaveatKind::PagesMissing]);
    }

    #[test]
    fn a_whole_list_does_not_stand_in_for_rows_of_another() {
        let parts = [page(Some(1), Some(30), 0..10), page(Some(1), Some(25), 100..125)];
        assert_eq!(kinds(&parts), [CaveatKind::PagesMissing]);
        let parts = [page(None, Some(30), 0..15), page(None, Some(20), 100..120)];
        assert_eq!(kinds(&parts), [CaveatKind::PagesMissing]);
        let parts = [page(Some(1), Some(30), 0..10), page(Some(1), Some(40), 100..110)];
        assert_eq!(kinds(&parts), [CaveatKind::PagesMissing; 2]);
    }

    #[test]
    fn pages_that_complete_each_other_are_one_list_whatever_totals_they_state() {
        let (differ, missing) = (CaveatKind::TotalsDiffer, CaveatKind::PagesMissing);
        let pages = |first, others| {
            [
                page(Some(1), Some(first), 0..10),
                page(Some(2), Some(others), 10..20),
                page(Some(3), Some(others), 20..25),
            ]
        };
        assert_eq!(kinds(&pages(25, 41)), [missing, differ]);
        assert_eq!(kinds(&pages(41, 25)), [missing, differ]);
        assert_eq!(kinds(&pages(20, 25)), [differ]);
        assert_eq!(kinds(&pages(24, 25)), []);
    }

    #[test]
    fn lists_of_several_accounts_are_told_apart_and_said() {
        let of = |account: &str, page: PageFact| PageFact {
            account: ListAccount::One(account.to_owned()),
            ..page
        };
        let pages = |from: u32| {
            [
                page(Some(1), Some(15), from..from + 10),
                page(Some(2), Some(15), from + 10..from + 15),
            ]
        };
        let both = |one: &str, other: &str| {
            [pages(0).map(|page| of(one, page)), pages(50).map(|page| of(other, page))].concat()
        };
        assert_eq!(kinds(&both("sellerId 1", "sellerId 2")), [CaveatKind::AccountsMixed]);
        assert_eq!(kinds(&both("sellerId 1", "sellerId 1")), []);
    }

    #[test]
    fn lists_by_status_lack_those_that_were_not_asked_for() {
        let of = |status: &str, ids: std::ops::Range<u32>| PageFact {
            list: format!("{ISSUES} {status}"),
            status: Some(status.to_owned()),
            ..page(None, Some(u64::from(ids.end - ids.start)), ids)
        };
        let severity = |pages: &[PageFact]| {
            let pages: Vec<_> = pages.iter().map(|page| (String::new(), page.clone())).collect();
            missing_pages(&pages).first().map(|caveat| (caveat.kind, caveat.severity))
        };
        let missing = |severity| Some((CaveatKind::StatusMissing, severity));
        let (open, ended) = (of("processing", 0..4), of("finish", 10..40));
        assert_eq!(severity(std::slice::from_ref(&open)), missing(Severity::Note));
        assert_eq!(severity(std::slice::from_ref(&ended)), missing(Severity::Warning));
        assert_eq!(severity(&[open.clone(), ended.clone()]), missing(Severity::Warning));
        assert_eq!(severity(&[open.clone(), ended.clone(), of("", 0..0)]), None);
        assert_eq!(severity(&[open.clone(), ended, of("canceled_issue", 50..51)]), None);
        assert_eq!(severity(&[PageFact { status: None, ..open }]), None);
    }

    #[test]
    fn totals_below_the_rows_are_said() {
        assert_eq!(kinds(&[page(Some(1), Some(3), 0..9)]), [CaveatKind::TotalUnderstated]);
        assert_eq!(kinds(&[page(None, Some(0), 0..9)]), [CaveatKind::TotalUnderstated]);
        // Eight rows, one of them of two lines.
        let lines = PageFact { more_lines: 1, ..page(Some(1), Some(8), 0..9) };
        assert_eq!(kinds(&[lines]), []);
        let hole = [page(Some(1), Some(20), 0..10), page(Some(3), Some(20), 20..30)];
        assert_eq!(kinds(&hole), [CaveatKind::PagesMissing]);
    }

    #[test]
    fn rows_of_several_lines_do_not_stand_in_for_a_page() {
        let of = |number, more_lines, ids| PageFact {
            more_lines,
            size: Some(2),
            ..page(Some(number), Some(3), ids)
        };
        assert_eq!(kinds(&[of(1, 2, 0..4)]), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[of(1, 2, 0..4), of(2, 1, 4..6)]), []);
        assert_eq!(kinds(&[of(1, 2, 0..4), of(2, 0, 4..5)]), []);
        // A list whose total may be of lines.
        assert_eq!(kinds(&[PageFact { size: Some(9), ..of(1, 1, 0..3) }]), []);
    }

    #[test]
    fn a_page_that_another_follows_is_not_the_whole_list() {
        let says = |number, pages, follows, ids| PageFact {
            pages,
            follows,
            size: None,
            ..page(number, None, ids)
        };
        let missing = [CaveatKind::PagesMissing];
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(kinds(&[says(None, None, yes, 0..10)]), missing);
        assert_eq!(kinds(&[says(None, None, yes, 0..10), says(None, None, yes, 10..20)]), missing);
        assert_eq!(kinds(&[says(None, None, yes, 0..10), says(None, None, no, 10..12)]), []);
        assert_eq!(kinds(&[says(None, None, no, 0..10)]), []);
        // Page n of m.
        assert_eq!(kinds(&[says(Some(2), Some(2), None, 0..10)]), missing);
        assert_eq!(kinds(&[says(None, Some(2), None, 0..10)]), missing);
        for first in [0, 1] {
            let both = [0, 1].map(|page| {
                let from = 10 * u32::try_from(page).unwrap();
                says(Some(first + page), Some(2), Some(page == 0), from..from + 10)
            });
            assert_eq!(kinds(&both), [], "{first}");
            assert_eq!(kinds(&both[..1]), missing, "{first}");
            assert_eq!(kinds(&both[1..]), missing, "{first}");
        }
        // What is called the total is the count of a page.
        assert_eq!(kinds(&[PageFact { follows: yes, ..page(None, Some(10), 0..10) }]), missing);
    }

    #[test]
    fn pages_before_others_are_missed_without_a_total_too() {
        let says = |number| {
            let from = 10 * u32::try_from(number).unwrap();
            page(Some(number), None, from..from + 10)
        };
        assert_eq!(kinds(&[says(2)]), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[says(1), says(3)]), [CaveatKind::PagesMissing]);
        assert_eq!(kinds(&[says(1), says(2)]), [CaveatKind::ListTotalUnknown]);
        assert_eq!(kinds(&[says(0), says(1)]), [CaveatKind::ListTotalUnknown]);
    }

    #[test]
    fn a_list_without_a_total_is_said_and_a_full_page_is_a_doubt() {
        let severity = |pages: &[PageFact]| {
            let pages: Vec<_> = pages.iter().map(|page| (String::new(), page.clone())).collect();
            let found = missing_pages(&pages);
            assert_eq!(found[0].kind, CaveatKind::ListTotalUnknown);
            found[0].severity
        };
        assert_eq!(severity(&[page(Some(1), None, 0..9)]), Severity::Note);
        assert_eq!(severity(&[page(Some(1), None, 0..10)]), Severity::Warning);
        let no_size = |rows| [PageFact { size: None, ..page(None, None, 0..rows) }];
        assert_eq!(severity(&no_size(20)), Severity::Warning);
        let of_program =
            no_size(20).map(|page| PageFact { list: format!("orders{STATED}"), ..page });
        assert_eq!(severity(&of_program), Severity::Note);
        assert_eq!(severity(&no_size(13)), Severity::Note);
        assert_eq!(
            kinds(&[page(None, None, 0..4), page(None, None, 9..12)]),
            [CaveatKind::ListTotalUnknown]
        );
    }
}
