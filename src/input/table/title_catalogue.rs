//! The titles that are known, by kind of file, and the kind that a row of titles is of.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::OrderId;
use crate::input::SourceError;
use crate::input::container::encoding::is_utf_8_taken_for_gbk;
use crate::input::error::{Ids, Nearest};
use crate::input::table::dispute_titles::{FilingTitles, title_of_filing};
use crate::input::table::header::{Header, quoted};
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::kind::TableKind;
use crate::input::table::other_tables::{OtherTitles, is_of_neither};
use crate::input::table::row::Row;
use crate::input::table::split_times::times_of_day;
use crate::input::table::title_forms::{
    FormOfLastResort, LastResort, form_of_last_resort, forms, forms_of_all, may_hold_id,
    name_of_joined, normalise, remark_behind, without_mark_of_join, without_repeat,
};
use crate::input::text::outline::may_be_title;

/// The seller's own names for fields: `--map FIELD=HEADER`.
pub type FieldMap = Vec<(String, String)>;

/// The titles of dispute lists that were flattened into a table, the seller centre's and the Open Platform's; JSON of
/// these keys is read as the list.
const FLATTENED: [&str; 2] = ["flattened-disputes", "open-platform-disputes"];

/// All titles known.
pub(crate) struct TitleCatalogue {
    kinds: Vec<(TableKind, Titles)>,
    others: OtherTitles,
    map: Vec<OwnTitle>,
}

/// The known titles of one kind of file.
#[derive(Debug, serde::Deserialize)]
struct Titles {
    #[serde(default)]
    ignored: Vec<String>,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(flatten)]
    fields: BTreeMap<String, Vec<String>>,
}

impl Titles {
    /// Returns the place of a title in the list of a field's usual ones; 0 for one that is none of them.
    fn rank(&self, field: &str, forms: Option<&Vec<String>>) -> usize {
        let usual = self.fields.get(field).zip(forms);
        // What the seller has named, or another kind knows, stands where it stands.
        usual
            .and_then(|(all, forms)| all.iter().position(|title| forms.contains(title)))
            .unwrap_or(0)
    }
}

/// A title that the seller has named for a field.
struct OwnTitle {
    field: String,
    /// In the form in which titles are compared.
    title: String,
    /// Whether an input may have it: it stood among its titles, or its rows name their own.
    is_met: AtomicBool,
}

impl OwnTitle {
    /// Returns whether some of these keys is it.
    fn is_among(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| forms(key).contains(&self.title))
    }
}

impl TitleCatalogue {
    /// Loads the titles shipped and adds the seller's own.
    pub(crate) fn new(map: &FieldMap) -> Self {
        let mut tables: BTreeMap<String, Titles> =
            toml::from_str(include_str!("headers.toml")).expect("a test reads the titles shipped");
        let kinds = TableKind::ALL.into_iter().filter(|kind| *kind != TableKind::OtherRows);
        let sections = kinds.map(|kind| (kind, kind.id()));
        let kinds = sections
            .chain(FLATTENED.map(|section| (TableKind::PlainDisputes, section)))
            .filter_map(|(kind, section)| {
                let mut titles = tables.remove(section)?;
                let all =
                    titles.fields.values_mut().chain([&mut titles.ignored, &mut titles.personal]);
                for title in all.flatten() {
                    *title = normalise(title);
                }
                Some((kind, titles))
            })
            .collect();
        let own = |(field, title): &(String, String)| OwnTitle {
            field: field.clone(),
            title: normalise(title),
            is_met: AtomicBool::new(false),
        };
        let mut others = tables.remove(TableKind::OtherRows.id()).map(|titles| titles.fields);
        let mut take = |list| {
            let titles = others.as_mut().and_then(|lists| lists.remove(list));
            titles
                .expect("a test reads the titles shipped")
                .iter()
                .map(|title| normalise(title))
                .collect()
        };
        let others = OtherTitles { row_ids: take("row_ids"), contents: take("contents") };
        Self { kinds, others, map: map.iter().map(own).collect() }
    }

    /// Returns the fields whose own titles no input had, of those read so far.
    pub(crate) fn unmet_fields(&self) -> Vec<String> {
        let is_met = |field: &str| {
            self.map.iter().any(|own| own.field == field && own.is_met.load(Ordering::Relaxed))
        };
        self.map.iter().map(|own| own.field.clone()).filter(|field| !is_met(field)).collect()
    }

    /// Returns the place of a title, by its forms, among those that the seller has named for a field.
    fn place_of_own(&self, field: &str, forms: Option<&Vec<String>>) -> Option<usize> {
        let is_own =
            |own: &OwnTitle| own.field == field && forms.is_some_and(|f| f.contains(&own.title));
        self.map.iter().position(is_own)
    }

    /// Returns whether the seller has named this title, in the form in which titles are compared, for a
    /// field.
    pub(super) fn is_mapped(&self, title: &str) -> bool {
        self.map.iter().any(|own| own.title == title)
    }

    /// Returns the first usual title of a field in a kind of file, quoted; `None` where it has none.
    pub(super) fn usual_title(&self, kind: TableKind, field: &str) -> Option<String> {
        let (_, titles) = self.kinds.iter().find(|(known, _)| *known == kind)?;
        titles.fields.get(field)?.first().map(|title| format!("`{title}`"))
    }

    /// Returns which of some titles, each in its forms, is near to a usual one of a field; `None` where none is.
    pub(super) fn nearest_of(
        &self,
        kind: TableKind,
        field: &str,
        titles: &[&[String]],
    ) -> Option<usize> {
        let of_kind = self.kinds.iter().filter(|(known, _)| *known == kind);
        let usual = of_kind.filter_map(|(_, known)| known.fields.get(field)).flatten();
        let distance = |forms: &&[String]| {
            let pairs = usual.clone().flat_map(|known| forms.iter().map(move |form| (form, known)));
            pairs.filter_map(|(form, known)| distance(form, known)).min()
        };
        let found =
            titles.iter().enumerate().filter_map(|(at, forms)| Some((distance(forms)?, at)));
        found.min().map(|(_, at)| at)
    }

    /// Returns whether a title, in the form in which titles are compared, is a usual one of a field.
    pub(super) fn is_usual(&self, kind: TableKind, field: &str, title: &str) -> bool {
        let mut of_kind = self.kinds.iter().filter(|(known, _)| *known == kind);
        of_kind.any(|(_, titles)| {
            titles.fields.get(field).is_some_and(|all| all.iter().any(|known| known == title))
        })
    }

    /// Returns whether a title stands for the order's id in tables of some kind.
    pub(super) fn is_id(&self, title: &str) -> bool {
        let forms = forms(title);
        self.kinds.iter().any(|(_, known)| {
            matches!(
                self.meaning(known, &forms),
                TitleMeaning::Mapped("order_id") | TitleMeaning::Field("order_id")
            )
        })
    }

    /// Returns every field a seller may map, sorted.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = self
            .kinds
            .iter()
            .flat_map(|(_, titles)| titles.fields.keys())
            .map(String::as_str)
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Returns whether some of the titles that the seller has named are not among these keys.
    pub(crate) fn seeks_beyond(&self, keys: &[String]) -> bool {
        self.map.iter().any(|own| !own.is_among(keys))
    }

    /// Returns every title of a kind that a key of JSON may have, the seller's own first, as far as `all` keys of the
    /// rows have them. `first` are those of the first row: what it calls a field by a title of another kind, others
    /// call so too.
    pub(crate) fn titles(&self, kind: TableKind, first: &Header, all: &[String]) -> Vec<String> {
        /// Fields of many titles: one column is looked at, that of the first row.
        const OF_MANY: [&str; 6] =
            ["opened_at", "platform", "deleted", "deleted_at", "test", "valid"];
        let known = self.kinds.iter().find(|(known, _)| *known == kind).map(|(_, titles)| titles);
        let own: Vec<&OwnTitle> = self.map.iter().filter(|own| own.is_among(all)).collect();
        own.iter().for_each(|own| own.is_met.store(true, Ordering::Relaxed));
        let own = own.into_iter().map(|own| own.title.clone());
        let of_field = |(field, usual): (&String, &Vec<String>)| {
            let title = first.column(field).map(|column| first.title(column));
            if OF_MANY.contains(&field.as_str()) {
                let first_usual = || usual.iter().take(1).cloned().collect();
                return title.map_or_else(first_usual, |title| vec![self.known_form(title)]);
            }
            let is_named = |title: &str| forms(title).iter().any(|form| self.is_mapped(form));
            if title.is_some_and(is_named) {
                return Vec::new();
            }
            let is_usual = |title: &&str| forms(title).iter().any(|form| usual.contains(form));
            let titles = title
                .filter(|title| !is_usual(title))
                .map_or(usual.clone(), |title| vec![self.known_form(title)]);
            let joined = first.columns(field).iter().map(|column| first.title(*column));
            let joined = joined.filter(|title| without_mark_of_join(title).is_some());
            titles.into_iter().chain(joined.map(normalise)).collect()
        };
        let halves = first.split_times.iter().map(|split| normalise(first.title(split.other)));
        let usual = known.iter().flat_map(|known| &known.fields).flat_map(of_field);
        let zone = first.zone_title().map(|title| normalise(title));
        let mut titles: Vec<String> = own.chain(usual).chain(halves).chain(zone).collect();
        let mut seen = std::collections::HashSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        titles
    }

    /// Returns the form of a title under which some kind of file has it; its normal form where none has.
    fn known_form(&self, title: &str) -> String {
        let forms = forms(title);
        let mut all = self.kinds.iter().flat_map(|(_, known)| known.fields.values().flatten());
        let known = all.find(|known| forms.contains(known));
        known.cloned().unwrap_or_else(|| normalise(title))
    }

    /// Takes a row for a header row if at least two titles are known, the id among them, and
    /// returns the kind that knows most of them.
    pub(crate) fn read(&self, row: &impl Row) -> Option<Header> {
        if row.len() < 2 {
            return None;
        }
        let titles = row.texts();
        if titles.iter().any(|title| may_hold_id(title)) {
            return None;
        }
        let row_titles = RowTitles::new(self, row.number(), titles);
        let (_, _, mut header) = self
            .kinds
            .iter()
            .enumerate()
            .filter_map(|(order, (kind, _))| {
                let KindMatch { header, own } = row_titles.matched(order)?;
                let missing =
                    kind.required().iter().filter(|field| header.column(field).is_none()).count();
                // A table with ids of disputes is none of orders, whatever it calls the time of filing.
                let has_own_ids = header.column("dispute_id").is_some();
                // Most titles known, then fewest required ones missing, then the first kind.
                Some((
                    own * 4 + usize::from(has_own_ids),
                    usize::MAX - missing * 64 - order,
                    header,
                ))
            })
            .max_by_key(|(hits, rank, _)| (*hits, *rank))?;
        // A table of orders that does not say when they were placed may be one of disputes with the titles of an order.
        if header.kind.required() == TableKind::PlainOrders.required() && !header.is_complete() {
            let disputes = self.read_as(TableKind::PlainDisputes, row);
            header = disputes.filter(Header::is_complete).unwrap_or(header);
        }
        let mut header = header.with_split_times();
        match self.disputes_among(&header, &row_titles, row) {
            Some(disputes) => header = disputes,
            None if self.others.tell(&header, &row_titles.forms) => {
                header.kind = TableKind::OtherRows;
            }
            None => {}
        }
        header.unknown.retain(|title| !title.trim().is_empty());
        Some(header)
    }

    /// Returns the titles of a table of orders or refunds as those of disputes, where one of them says when a
    /// dispute was filed; of orders joined with their disputes, those of the orders. `None` where none says so.
    fn disputes_among(
        &self,
        header: &Header,
        titles: &RowTitles<'_>,
        row: &impl Row,
    ) -> Option<Header> {
        use TableKind as K;
        let is_unknown = |title: &&String| header.unknown.contains(title);
        let unknown =
            titles.titles.iter().zip(&titles.forms).filter(|(title, _)| is_unknown(title));
        let unknown: Vec<&[String]> = unknown.map(|(_, forms)| forms.as_slice()).collect();
        let is_of_orders = ["paid_at", "completed_at"].iter().any(|at| header.column(at).is_some());
        let which = if is_of_orders { FilingTitles::OfDisputes } else { FilingTitles::OfAny };
        title_of_filing(&unknown, which)?;
        let whole = || self.read_as(K::PlainDisputes, row).filter(Header::is_complete);
        let is_joined = || unknown.iter().any(|forms| self.read_field(forms) == Some("opened_at"));
        let named = || Header { kind: K::PlainDisputes, ..header.clone() };
        match header.kind {
            K::SellerOrders | K::Dianxiaomi | K::PlainOrders if is_joined() => Some(header.clone()),
            K::SellerOrders | K::Dianxiaomi | K::PlainOrders => Some(named()),
            K::RefundReport => Some(whole().unwrap_or_else(named)),
            K::PlainDisputes | K::PayoutReport | K::Ledger | K::Workbook | K::OtherRows => None,
        }
    }

    /// Takes keys of JSON for titles, by their own names alone.
    pub(crate) fn read_keys(&self, keys: &[String]) -> Option<Header> {
        let header = self.read(&KeyRow(keys))?;
        self.read_as(header.kind, &KeyRow(keys)).or(Some(header))
    }

    /// Takes a row as the titles of one kind.
    pub(crate) fn read_as(&self, kind: TableKind, row: &impl Row) -> Option<Header> {
        let at = self.kinds.iter().position(|(known, _)| *known == kind)?;
        let titles = RowTitles::new(self, row.number(), row.texts());
        Some(titles.matched(at)?.header.with_split_times())
    }

    /// Returns the columns whose titles differ by a remark behind them from others of the same field: `order_id (old)`
    /// beside `order_id`, which alone is known then.
    fn ambiguous_remarks(&self, titles: &[String], forms: &[Vec<String>]) -> Vec<usize> {
        if !titles.iter().any(|title| remark_behind(title).is_some()) {
            return Vec::new();
        }
        let names: Vec<String> = titles.iter().map(|title| normalise(title)).collect();
        let fields: Vec<Option<&str>> = forms.iter().map(|forms| self.read_field(forms)).collect();
        let is_ambiguous = |column: &usize| {
            let field = fields.get(*column).copied().flatten();
            let is_other = |(other, name)| {
                fields.get(other).copied().flatten() == field && Some(name) != names.get(*column)
            };
            field.is_some_and(remark_is_of_no_value)
                && titles.get(*column).is_some_and(|title| remark_behind(title).is_some())
                && !names.get(*column).is_some_and(|name| self.is_mapped(name))
                && names.iter().enumerate().any(is_other)
        };
        (0..titles.len()).filter(is_ambiguous).collect()
    }

    /// Returns the field of a table of orders or disputes that a title, in its forms, stands for.
    pub(super) fn read_field(&self, forms: &[String]) -> Option<&str> {
        let mut read = self.kinds.iter().filter(|(kind, _)| kind.is_read());
        read.find_map(|(_, known)| match self.meaning(known, forms) {
            TitleMeaning::Mapped(field) | TitleMeaning::Field(field) => Some(field),
            TitleMeaning::Passed | TitleMeaning::Blank | TitleMeaning::Unknown => None,
        })
    }

    /// Returns what a title means in one kind of file.
    fn meaning<'a>(&'a self, known: &'a Titles, forms: &[String]) -> TitleMeaning<'a> {
        let [whole, ..] = forms else { return TitleMeaning::Blank };
        if whole.is_empty() {
            return TitleMeaning::Blank;
        }
        for form in forms {
            let is_meant =
                |own: &&OwnTitle| own.title == *form && known.fields.contains_key(&own.field);
            if let Some(own) = self.map.iter().find(is_meant) {
                own.is_met.store(true, Ordering::Relaxed);
                return TitleMeaning::Mapped(&own.field);
            }
            if let Some((field, _)) = known.fields.iter().find(|(_, all)| all.contains(form)) {
                return TitleMeaning::Field(field);
            }
            if known.ignored.contains(form) || known.personal.contains(form) {
                return TitleMeaning::Passed;
            }
        }
        TitleMeaning::Unknown
    }

    /// Returns the error for a table without a known header row. The hint speaks of titles that are
    /// missing, never of one that is known.
    pub(crate) fn unknown_header(&self, path: &str, titles: &[String]) -> SourceError {
        if let Some(NoTitles { what, remedy }) = NoTitles::of(titles) {
            let (path, what) = (path.to_owned(), what.to_owned());
            return SourceError::Named { path, what, remedy };
        }
        let forms = forms_of_all(titles);
        let is_known = |known: &Titles, forms: &[String]| {
            matches!(
                self.meaning(known, forms),
                TitleMeaning::Mapped(_) | TitleMeaning::Field(_) | TitleMeaning::Passed
            )
        };
        let hits = |known: &Titles| forms.iter().filter(|forms| is_known(known, forms)).count();
        let likely = self.kinds.iter().rev().max_by_key(|(_, known)| hits(known));
        let likely = likely.filter(|(kind, known)| kind.is_read() && hits(known) > 0);
        let mut nearest: Option<(usize, Nearest)> = None;
        let mut missing = Vec::new();
        for (kind, known) in
            self.kinds.iter().filter(|one| likely.is_none_or(|likely| std::ptr::eq(*one, likely)))
        {
            let has = |field: &str| {
                forms.iter().any(|forms| {
                    matches!(self.meaning(known, forms),
                    TitleMeaning::Mapped(found) | TitleMeaning::Field(found) if found == field)
                })
            };
            let unread = titles.iter().zip(&forms).filter(|(_, forms)| {
                forms.iter().any(|form| !form.is_empty()) && !is_known(known, forms)
            });
            for (field, all) in known.fields.iter().filter(|(field, _)| !has(field)) {
                if likely.is_some() && kind.required().contains(&field.as_str()) {
                    missing.extend(all.first().cloned());
                }
                // Disputes are listed under the titles that orders have for their ids.
                let of_read = self
                    .kinds
                    .iter()
                    .filter(|(kind, _)| likely.is_some() && field == "order_id" && kind.is_read());
                let lent = of_read.filter_map(|(_, other)| other.fields.get(field));
                for all in std::iter::once(all).chain(lent) {
                    for (title, forms) in unread.clone() {
                        nearest = nearer(nearest, field, all, title, forms);
                    }
                }
            }
        }
        // A row without any title that is known may be none, and hold what is nobody's business.
        let shown = titles.iter().filter(|title| likely.is_some() || may_be_title(title));
        let shown: Vec<String> = shown.cloned().collect();
        SourceError::UnknownHeader {
            path: path.to_owned(),
            found: quoted(&shown),
            missing: if missing.is_empty() { String::new() } else { quoted(&missing) },
            nearest: nearest.map(|(_, nearest)| Box::new(nearest)),
            encoding: None,
            ids: likely.map_or(Ids::Possible, |(_, known)| self.ids_of(known, &forms)),
        }
    }
}

impl TitleCatalogue {
    /// Returns whether orders or disputes may stand below titles, each with its forms, that are of no whole table.
    fn ids_of(&self, known: &Titles, forms: &[Vec<String>]) -> Ids {
        let (mut fields, mut unknown) = (Vec::new(), Vec::new());
        let is_id = |forms: &Vec<String>| {
            let meaning = self.meaning(known, forms);
            matches!(meaning, TitleMeaning::Mapped("order_id") | TitleMeaning::Field("order_id"))
        };
        let before_id = forms.iter().position(is_id).and_then(|id| forms.get(..id));
        for forms in forms {
            match self.meaning(known, forms) {
                TitleMeaning::Mapped(field) | TitleMeaning::Field(field) => fields.push(field),
                TitleMeaning::Unknown => unknown.extend(forms.first().map(String::as_str)),
                TitleMeaning::Passed | TitleMeaning::Blank => {}
            }
        }
        match self.others.own_the_times(&fields, before_id.unwrap_or_default(), forms) {
            true => Ids::Undated,
            false => {
                let titles = forms.iter().filter_map(|forms| forms.first());
                let titles: Vec<&str> = titles.map(String::as_str).collect();
                self.ids_beside(&fields, &unknown, &titles)
            }
        }
    }

    /// Returns whether orders or disputes may stand in a table that lacks their times; one for which the seller has
    /// named times may.
    pub(super) fn ids_beside(&self, fields: &[&str], unknown: &[&str], titles: &[&str]) -> Ids {
        let is_named = |own: &OwnTitle| ["created_at", "opened_at"].contains(&own.field.as_str());
        match is_of_neither(fields, unknown, titles) && !self.map.iter().any(is_named) {
            true => Ids::Undated,
            false => Ids::Possible,
        }
    }
}

/// The titles of a table, taken for those of a kind.
struct KindMatch {
    header: Header,
    /// How many of them the kind itself knows, blank ones among them.
    own: usize,
}

/// The titles of a row, and what they mean in each kind of file: looked up once for each kind that is asked for.
struct RowTitles<'c> {
    catalogue: &'c TitleCatalogue,
    row: u64,
    titles: Vec<String>,
    forms: Vec<Vec<String>>,
    of_kinds: Vec<OnceCell<Vec<TitleMeaning<'c>>>>,
}

impl<'c> RowTitles<'c> {
    fn new(catalogue: &'c TitleCatalogue, row: u64, titles: Vec<String>) -> Self {
        let mut forms = forms_of_all(&titles);
        for column in catalogue.ambiguous_remarks(&titles, &forms) {
            if let Some(forms) = forms.get_mut(column) {
                forms.truncate(1);
            }
        }
        let of_kinds = vec![OnceCell::new(); catalogue.kinds.len()];
        Self { catalogue, row, titles, forms, of_kinds }
    }

    /// Returns what the titles mean in the kind at a place of the catalogue.
    fn meanings(&self, at: usize) -> &[TitleMeaning<'c>] {
        let Some((room, (_, known))) = self.of_kinds.get(at).zip(self.catalogue.kinds.get(at))
        else {
            return &[];
        };
        room.get_or_init(|| {
            self.forms.iter().map(|forms| self.catalogue.meaning(known, forms)).collect()
        })
    }

    /// Returns the titles as those of the kind at a place of the catalogue; `None` where they are of no table of it.
    fn matched(&self, at: usize) -> Option<KindMatch> {
        let (kind, known) = self.catalogue.kinds.get(at)?;
        let mut columns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut mapped: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut hits = 0;
        let times_of_day = times_of_day(known.fields.keys(), &self.forms);
        for (column, meaning) in self.meanings(at).iter().enumerate() {
            let of_day = times_of_day.get(&column).map(|field| TitleMeaning::Field(field));
            match meaning.or(of_day) {
                TitleMeaning::Mapped(field) => {
                    hits += 1;
                    mapped.entry(field).or_default().push(column);
                }
                TitleMeaning::Field(field) => {
                    hits += 1;
                    let columns = columns.entry(field.to_owned()).or_default();
                    let rank = |column: &usize| known.rank(field, self.forms.get(*column));
                    columns.insert(place_of(column, columns, &self.titles, rank), column);
                }
                TitleMeaning::Passed => hits += 1,
                TitleMeaning::Blank => {}
                TitleMeaning::Unknown => unknown.push(column),
            }
        }
        let named =
            |(field, columns): (&str, _)| (field.to_owned(), self.first_named(field, columns));
        columns.extend(mapped.into_iter().map(named));
        let before = unknown.len();
        self.take_joined(*kind, &mut columns, &mut unknown);
        self.take_last_resorts(known, &mut columns, &mut unknown);
        hits += before - unknown.len();
        let own = self.titles.len().saturating_sub(unknown.len());
        let own_hits = hits;
        unknown.retain(|column| {
            let field = self.lent(*kind, *column);
            let Some(field) = field.filter(|field| !columns.contains_key(*field)) else {
                return true;
            };
            hits += 1;
            columns.insert(field.to_owned(), vec![*column]);
            false
        });
        let unknown = unknown.into_iter().filter_map(|column| self.titles.get(column).cloned());
        let id = columns.contains_key("order_id");
        let header = id.then(|| Header {
            kind: *kind,
            row: self.row,
            columns,
            titles: self.titles.clone(),
            unknown: unknown.collect(),
            ..Header::none().clone()
        });
        // Titles of other kinds make no table of this one that it would not be without them, unless it is whole.
        let header = header.filter(|header| own_hits >= 2 || hits >= 2 && header.is_complete())?;
        Some(KindMatch { header, own })
    }

    /// Returns the column that is read in place of one with a usual title, of those that the seller names for its field.
    fn first_named(&self, field: &str, named: Vec<usize>) -> Vec<usize> {
        let place = |column: &usize| self.catalogue.place_of_own(field, self.forms.get(*column));
        Vec::from_iter(named.into_iter().min_by_key(place))
    }

    /// Takes unknown titles for second columns of the titles beside them, with what a program that joins tables has put
    /// behind them, where the two could count differently; and what is called the dispute's (`dispute_status`) for that.
    fn take_joined(
        &self,
        kind: TableKind,
        columns: &mut BTreeMap<String, Vec<usize>>,
        unknown: &mut Vec<usize>,
    ) {
        // An order has them too, and of one no figure rests on its status.
        const COUNTING: [&str; 2] = ["status", "closed_at"];
        let title = |column: &usize| self.titles.get(*column).map_or("", String::as_str);
        if kind != TableKind::PlainDisputes || !columns.contains_key("opened_at") {
            return;
        }
        unknown.retain(|column| {
            let title = normalise(title(column));
            let own = title.strip_prefix("dispute_").filter(|field| COUNTING.contains(field));
            own.map(|field| columns.insert(field.to_owned(), vec![*column])).is_none()
        });
        unknown.retain(|column| {
            if without_mark_of_join(title(column)).is_none() {
                return true;
            }
            let name = name_of_joined(title(column));
            let is_first = |first: &usize| name_of_joined(title(first)) == name;
            // `closed_at_2` is the end of a dispute that was opened again.
            let is_numbered = title(column).trim_end_matches(')').ends_with('2');
            let counts =
                |field: &str| COUNTING.contains(&field) && !(is_numbered && field != "status");
            let mut counting = columns.iter_mut().filter(|(field, _)| counts(field));
            let own = counting.find(|(_, own)| own.iter().any(is_first));
            own.map(|(_, own)| own.push(*column)).is_none()
        });
    }

    /// Takes unknown titles for what they are in their form of last resort, where one column alone is it.
    fn take_last_resorts(
        &self,
        known: &Titles,
        columns: &mut BTreeMap<String, Vec<usize>>,
        unknown: &mut Vec<usize>,
    ) {
        let meaning = |column: &usize| {
            let FormOfLastResort { form, cause } = form_of_last_resort(self.titles.get(*column)?)?;
            match self.catalogue.meaning(known, &[form]) {
                TitleMeaning::Field(field) => {
                    let is_meant = cause == LastResort::FullStops || remark_is_of_no_value(field);
                    (is_meant && !columns.contains_key(field)).then_some((*column, Some(field)))
                }
                TitleMeaning::Passed => Some((*column, None)),
                TitleMeaning::Mapped(_) | TitleMeaning::Blank | TitleMeaning::Unknown => None,
            }
        };
        let found: Vec<(usize, Option<&str>)> = unknown.iter().filter_map(meaning).collect();
        for (column, field) in &found {
            let is_alone = || found.iter().filter(|(_, other)| other == field).count() == 1;
            let Some(field) = field else {
                unknown.retain(|other| other != column);
                continue;
            };
            if is_alone() {
                columns.insert((*field).to_owned(), vec![*column]);
                unknown.retain(|other| other != column);
            }
        }
    }

    /// Returns the field that a title stands for in tables of a kind.
    fn field(&self, kind: TableKind, column: usize) -> Option<&'c str> {
        let mut of_kind = (0..).zip(&self.catalogue.kinds).filter(|(_, (known, _))| *known == kind);
        of_kind.find_map(|(at, _)| match self.meanings(at).get(column)? {
            TitleMeaning::Mapped(field) | TitleMeaning::Field(field) => Some(*field),
            TitleMeaning::Passed | TitleMeaning::Blank | TitleMeaning::Unknown => None,
        })
    }

    /// Returns the field that a title which a kind of table does not know stands for in another kind of the same sort:
    /// sellers rename some titles, and join tables. Of orders with their disputes the id is the order's.
    fn lent(&self, kind: TableKind, column: usize) -> Option<&'c str> {
        use TableKind as K;
        const ORDERS: [TableKind; 3] = [K::SellerOrders, K::Dianxiaomi, K::PlainOrders];
        let of_orders = |column| ORDERS.into_iter().find_map(|kind| self.field(kind, column));
        match kind {
            K::SellerOrders | K::Dianxiaomi | K::PlainOrders => of_orders(column),
            K::PlainDisputes => {
                // What a list of another program calls the time of filing may be any time.
                let field = self.field(kind, column).filter(|field| *field != "opened_at");
                let is_placed = |column| of_orders(column) == Some("created_at");
                let id = || of_orders(column).filter(|field| *field == "order_id");
                let id = || id().filter(|_| !(0..self.titles.len()).any(is_placed));
                field.or_else(id)
            }
            K::RefundReport | K::PayoutReport | K::Ledger | K::Workbook | K::OtherRows => None,
        }
    }
}

/// What a title means in one kind of file.
#[derive(Clone, Copy, Debug)]
enum TitleMeaning<'a> {
    /// A field, by the seller's own word.
    Mapped(&'a str),
    /// A field.
    Field(&'a str),
    /// A column that is known and not read.
    Passed,
    /// There is no title.
    Blank,
    /// Nobody knows.
    Unknown,
}

impl TitleMeaning<'_> {
    /// Returns what else an unknown title may mean.
    fn or(self, other: Option<Self>) -> Self {
        match (&self, other) {
            (Self::Unknown, Some(other)) => other,
            _ => self,
        }
    }
}

/// What a first row is that has no titles, or has lost them.
struct NoTitles {
    what: &'static str,
    remedy: &'static str,
}

impl NoTitles {
    fn of(titles: &[String]) -> Option<Self> {
        let several = |is: fn(&str) -> bool| titles.iter().filter(|title| is(title)).count() > 1;
        let found = if titles.iter().any(|title| OrderId::parse(title.trim()).is_ok()) {
            Self {
                what: "a table without titles",
                remedy: "write the titles of the export into a row above its first order",
            }
        } else if several(is_utf_8_taken_for_gbk) {
            Self {
                what: "a text in UTF-8 that was opened and saved as GBK",
                remedy: "give the file as it was before; a spreadsheet program opens it through Data, From \
                         text, as UTF-8 (65001)",
            }
        } else if several(is_of_lost_signs) {
            Self {
                what: "a table whose Chinese was replaced by `?` when it was saved",
                remedy: "export again and save it as .xlsx or as CSV UTF-8: the code page in which it was saved \
                         has no Chinese, and what it lost is not in the file",
            }
        } else {
            return None;
        };
        Some(found)
    }
}

/// Returns whether no remark beside the title of a field says what its values mean, as zones do of times and currencies of
/// amounts.
fn remark_is_of_no_value(field: &str) -> bool {
    !field.ends_with("_at") && !field.ends_with("amount")
}

/// Returns whether a title is what a program writes of one for which its code page has no signs: `???`, `?? ID`.
fn is_of_lost_signs(title: &str) -> bool {
    title.contains("??") && title.is_ascii()
}

/// Returns the place of a column among those of its field: of usual titles the first of their list stands for it (a
/// moment that is counted from 1970 is exact, whatever clock the text beside it is of), and one that comes again where
/// the first is not there.
fn place_of(
    column: usize,
    others: &[usize],
    titles: &[String],
    rank: impl Fn(&usize) -> usize,
) -> usize {
    let is_again =
        |column: &usize| titles.get(*column).is_some_and(|title| without_repeat(title).is_some());
    let key = |column: &usize| (is_again(column), rank(column));
    others.iter().take_while(|other| key(other) <= key(&column)).count()
}

/// Returns by how many signs a title differs from a known one; `None` where they are not near.
fn distance(title: &str, known: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(title, known);
    (distance * 5 <= known.chars().count() * 2).then_some(distance)
}

/// Returns the nearer of what was nearest until now and a title that may stand for a field.
fn nearer(
    nearest: Option<(usize, Nearest)>,
    field: &str,
    all: &[String],
    title: &str,
    forms: &[String],
) -> Option<(usize, Nearest)> {
    let mut nearest = nearest;
    for known in all {
        for form in forms {
            let Some(distance) = distance(form, known) else { continue };
            if nearest.as_ref().is_none_or(|(best, _)| distance < *best) {
                let (title, known, field) = (title.to_owned(), known.clone(), field.to_owned());
                nearest = Some((distance, Nearest { title, known, field }));
            }
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;
    use crate::input::table::header::TwinColumns;

    fn kind(line: &str) -> Option<TableKind> {
        let records = first_records(line.as_bytes(), b'\t', 1);
        TitleCatalogue::new(&Vec::new()).read(&records[0]).map(|header| header.kind)
    }

    #[test]
    fn titles_are_unique_within_a_kind_and_every_kind_has_its_required_fields() {
        let catalogue = TitleCatalogue::new(&Vec::new());
        assert_eq!(catalogue.kinds.len(), TableKind::ALL.len() - 1 + FLATTENED.len());
        for (kind, titles) in &catalogue.kinds {
            let mut all: Vec<&String> = titles
                .fields
                .values()
                .flatten()
                .chain(&titles.ignored)
                .chain(&titles.personal)
                .collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert!(count - all.len() <= 1, "{kind:?} has titles twice");
            for field in kind.required() {
                assert!(titles.fields.contains_key(*field), "{kind:?} lacks {field}");
            }
        }
    }

    #[test]
    fn header_rows_are_told_apart() {
        assert_eq!(kind("订单号\t订单状态\t下单时间"), Some(TableKind::SellerOrders));
        assert_eq!(kind("包裹号\t订单号\t平台渠道\t下单时间"), Some(TableKind::Dianxiaomi));
        assert_eq!(kind("order_id\tcreated_at\tpaid_at"), Some(TableKind::PlainOrders));
        assert_eq!(kind("dispute_id\torder_id\topened_at"), Some(TableKind::PlainDisputes));
        assert_eq!(kind("订单号\t商品ID\t退款金额(CNY)\t退款来源"), Some(TableKind::RefundReport));
        assert_eq!(kind("结算时间\t收支类型\t变动金额\t订单号"), Some(TableKind::Ledger));
        assert_eq!(kind("单号\t产品\t是否恶意退单"), Some(TableKind::Workbook));
        assert_eq!(kind("订单号\t商品 ID\t收货国家\topened_at"), Some(TableKind::PlainDisputes));
        assert_eq!(kind("订单号\t商品 ID\t收货国家\tgmtCreate"), Some(TableKind::SellerOrders));
        assert_eq!(kind("name\tvalue"), None);
    }

    #[test]
    fn titles_are_known_in_traditional_characters_and_as_programs_write_them() {
        assert_eq!(kind("訂單號\t訂單狀態\t下單時間"), Some(TableKind::SellerOrders));
        assert_eq!(kind("包裹號\t訂單號\t平台渠道\t下單時間"), Some(TableKind::Dianxiaomi));
        for title in ["Order ID", "orderId", "OrderID", "order-id", "ORDER_ID", "Order Id (UTC)"] {
            assert!(forms(title).contains(&"order_id".to_owned()), "{title}");
        }
        assert_eq!(kind("o.order_id\to.created_at\to.paid_at"), Some(TableKind::PlainOrders));
        assert_eq!(kind("o.order_id\tcreated_at\tpaid_at"), None);
        let list = "l.0.reverseOrderLineId\tl.0.tradeOrderId\tl.0.gmtCreate\tl.0.item.itemId";
        assert_eq!(kind(list), Some(TableKind::PlainDisputes));
    }

    #[test]
    fn a_title_of_another_kind_stands_for_its_field_where_that_is_free() {
        let read = |line: &str| {
            let records = first_records(line.as_bytes(), b',', 1);
            let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
            (header.kind, header.is_complete(), header.unknown)
        };
        for (line, kind) in [
            ("订单号,created_at,paid_at,completed_at", TableKind::PlainOrders),
            ("order_id,下单时间,paid_at,completed_at", TableKind::PlainOrders),
            ("订单号,订单状态,下单时间,completed_at,shop,completion", TableKind::SellerOrders),
            ("订单号,opened_at,reason,status", TableKind::PlainDisputes),
            ("tradeOrderId,opened_at,reason,status", TableKind::PlainDisputes),
            ("issue_id,order_id,parent_order_id,gmt_create,issue_status", TableKind::PlainDisputes),
            ("订单号（16位）,订单状态（物流）,下单时间（系统导出）", TableKind::SellerOrders),
            ("order_id [AliExpress 速卖通],created_at,shop (店铺 2)", TableKind::PlainOrders),
            ("order.id,created.at,status:string", TableKind::PlainOrders),
        ] {
            assert_eq!(read(line), (kind, true, Vec::new()), "{line}");
        }
        assert_eq!(read("order_id,created_at,status,订单状态").2, ["订单状态"]);
        // Of several columns with remarks none is taken, and one with a remark gives way.
        for (line, unknown) in [
            ("order_id (old),order_id,created_at", "order_id (old)"),
            ("订单号（旧版）,订单号,下单时间", "订单号（旧版）"),
            ("order_id,order.id,created_at", "order.id"),
            ("订单号,下单时间,付款时间（深圳 仓）", "付款时间（深圳 仓）"),
            ("订单号,下单时间,订单金额（含 税）", "订单金额（含 税）"),
        ] {
            assert_eq!(read(line).2, [unknown], "{line}");
        }
        assert_eq!(kind("订单号（旧 版）\t订单号（新 版）\t下单时间\t订单状态"), None);
        assert_eq!(kind("order_id (old)\torder_id (new)\tcreated_at\tstatus"), None);
        assert!(!read("订单号,退款金额(CNY),退款来源").0.is_read());
        // A list of orders of the Open Platform is none of disputes.
        assert_eq!(kind("order_id\torder_status\tissue_status\tgmt_create\tgmt_pay_time"), None);
    }

    fn nearest(titles: &[&str]) -> (String, Option<String>) {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        match TitleCatalogue::new(&Vec::new()).unknown_header("f", &titles) {
            SourceError::UnknownHeader { missing, nearest, .. } => {
                (missing, nearest.map(|nearest| nearest.known))
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn titles_that_pandas_has_numbered_are_known() {
        let header = |line: &str| {
            let records = first_records(line.as_bytes(), b',', 1);
            TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap()
        };
        let alone = header("订单号.1,下单时间");
        assert_eq!(alone.columns("order_id"), [0]);
        let joined = header("订单号.1,下单时间,订单号,订单金额,订单金额.1");
        assert_eq!(joined.columns("order_id"), [2, 0]);
        assert_eq!(joined.columns("amount"), [3, 4]);
        let twin = |field, first, second| TwinColumns { field, first, second };
        assert_eq!(joined.twins(), [twin("order_id", 2, 0)]);
        let twice = header("order_id,created_at,Status,status,status.1");
        assert_eq!(twice.twins(), [twin("status", 2, 3), twin("status", 2, 4)]);
        for mark in ["_1", ":1", "_right", "_2", " (2)"] {
            let joined = header(&format!("order_id,opened_at,status,status{mark}"));
            assert_eq!(joined.twins(), [twin("status", 2, 3)], "{mark}");
            assert_eq!(joined.unknown.len(), 0);
            let of_orders = header(&format!("order_id,created_at,status,status{mark}"));
            assert_eq!((of_orders.twins(), of_orders.unknown.len()), (Vec::new(), 1), "{mark}");
        }
        for titles in ["status_x,status_y", "status_left,status_right"] {
            let joined = header(&format!("order_id,opened_at,{titles}"));
            assert_eq!(joined.twins(), [twin("status", 2, 3)], "{titles}");
        }
        // What no join has written, or may differ.
        for title in ["address_1", "product_id_2", "sku_2", "status_y", "country_1"] {
            let alone = header(&format!("order_id,created_at,product_id,sku,country,{title}"));
            assert_eq!((alone.twins(), alone.unknown.len()), (Vec::new(), 1), "{title}");
        }
        let ended = |mark: &str| header(&format!("order_id,opened_at,closed_at,closed_at{mark}"));
        assert_eq!((ended("_1").twins().len(), ended("_2").twins().len()), (1, 0));
        let own = header("order_id,status,opened_at,reason,dispute_status");
        assert_eq!((own.column("status"), own.twins()), (Some(4), Vec::new()));
    }

    #[test]
    fn titles_whose_signs_were_lost_are_called_so() {
        let titles = ["???", "????", "?? ID"].map(str::to_owned);
        let refused = TitleCatalogue::new(&Vec::new()).unknown_header("f", &titles);
        assert!(matches!(refused, SourceError::Named { .. }), "{refused}");
        assert_eq!(nearest(&["why??", "value"]), (String::new(), None));
    }

    #[test]
    fn the_hint_names_a_title_that_is_missing() {
        let (missing, near) = nearest(&["订单编号", "下单时间", "订单金额"]);
        assert_eq!((missing.as_str(), near.as_deref()), ("`订单号`", Some("订单号")));
        let (missing, near) = nearest(&["number", "created_at"]);
        assert_eq!((missing.as_str(), near.as_deref()), ("`order_id`", None));
        assert_eq!(nearest(&["name", "value"]), (String::new(), None));
        let (missing, near) = nearest(&["订单编号", "纠纷时间", "原因"]);
        assert_eq!((missing.as_str(), near.as_deref()), ("`order_id`", Some("订单号")));
    }
}
