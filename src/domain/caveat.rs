//! Doubts as data: whatever can make a figure wrong, found where the input is read, carried to every
//! report and shown in every format. `docs/caveats.md` lists the kinds.

use std::fmt;

use super::DaySet;
use super::Metric;
use super::SortRows;
use super::enum_with_ids;

enum_with_ids! {
    /// How bad a caveat is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        /// The figure stands; the reader should know.
        Note = "note",
        /// The figure may be off.
        Warning = "warning",
        /// There is no figure, unless the user asks for it with `--allow-incomplete`.
        Blocking = "blocking",
    }
}

/// What a caveat says of the metrics it touches.
const ALL: &[Metric] = &Metric::ALL;
const NONE: &[Metric] = &[];

/// Everything fixed about the kinds: the variant, its stable word, how bad it is, the metrics that
/// may be off, and the names of the parts that its message is filled with.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident, $id:literal, $severity:ident, $metrics:expr, [$($part:literal),*];)+) => {
        /// What may be wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CaveatKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl CaveatKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Returns the stable word used in JSON, metrics and the documentation.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// Returns how bad a caveat of this kind is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// Returns the metrics that may be off; empty where none is.
            pub const fn metrics(self) -> &'static [Metric] {
                match self { $(Self::$name => $metrics,)+ }
            }

            /// Returns the names of the parts that the message and the suggestion are filled with.
            pub const fn parts(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($part),*],)+ }
            }
        }
    };
}

const FAMILIES: &[Metric] = &[Metric::NotReceivedRate, Metric::NotAsDescribedRate];
const LIABLE: &[Metric] = &[Metric::SellerLiableRate];
const ESCALATED: &[Metric] = &[Metric::EscalationRate];

kinds! {
    /// Titles that are not known; their columns are not read.
    UnknownColumns, "unknown_columns", Note, NONE, ["titles"];
    /// Names of platforms that are not known, in a column that names this one in other rows.
    UnknownPlatform, "unknown_platform", Warning, ALL, ["column", "count", "words"];
    /// Sheets of a workbook that are not read and hold nothing that is missing.
    UnreadSheet, "unread_sheet", Note, NONE, ["others"];
    /// Files of a folder or an archive that can hold neither orders nor disputes.
    FilesPassedOver, "files_passed_over", Note, NONE, ["count", "names"];
    /// A sheet that is not read, with order ids that stand in it alone, or without titles and not like any sheet above.
    SheetLost, "sheet_lost", Blocking, ALL, ["sheet", "count", "why"];
    /// A sheet without titles, read as the continuation of one above.
    SheetContinued, "sheet_continued", Note, NONE, ["sheet", "above"];
    /// Orders that are known only from a file without completion times.
    NoCompletionTimes, "no_completion_times", Warning, ALL, ["count"];
    /// Completions whose moment is estimated from the order's last change.
    CompletionsEstimated, "completions_estimated", Warning, ALL, ["count", "of"];
    /// Orders without a time of payment or completion whose status says that it has come.
    TimesBlank, "times_blank", Warning, ALL, ["count", "of", "field", "column"];
    /// Orders with a time of payment or completion whose status says that it has not come, or that were
    /// completed too soon.
    CompletedEarly, "completed_early", Warning, ALL, ["count", "field", "column"];
    /// Order ids that a workbook holds as numbers, of which a spreadsheet keeps 15 digits.
    IdsAsNumbers, "ids_as_numbers", Warning, ALL, ["count", "zeros"];
    /// Ids that look, or are proved, to have lost their last digits.
    IdsRounded, "ids_rounded", Warning, ALL, ["what", "count", "ids"];
    /// Rows left out under `--skip-bad-rows`.
    RowsSkipped, "rows_skipped", Warning, ALL, ["count"];
    /// Rows that are not of the table: a sum below it, another platform's orders.
    RowsLeftOut, "rows_left_out", Note, NONE, ["what", "count", "row", "column", "words"];
    /// Rows with more or fewer fields than there are titles.
    RaggedRows, "ragged_rows", Warning, ALL, ["count", "row"];
    /// The file ends inside a row.
    FileCut, "file_cut", Warning, ALL, ["row", "cell"];
    /// A column of dates in which day and month stand in each other's place, as disputes prove.
    DateOrderMixed, "date_order_mixed", Warning, ALL, ["column", "count", "of", "example", "order", "sign"];
    /// A text encoding that nothing in the file states.
    EncodingGuessed, "encoding_guessed", Note, NONE, ["encoding"];
    /// Cells of times with a word for nothing, as `NULL`, or the date 0, read as blank.
    MissingWords, "missing_words", Note, NONE, ["count"];
    /// Times that are numbers without a date format, read as a spreadsheet's count of days.
    DayCounts, "day_counts", Note, NONE, ["count"];
    /// A column of times without AM and PM whose hours are all from 1 to 12.
    HalfDayClock, "half_day_clock", Warning, ALL, ["column", "count"];
    /// Columns of times in which no time of the day stands, or none in some rows.
    DaysOnly, "days_only", Warning, ALL, ["columns", "count", "of"];
    /// A column of times in which many rows have one and the same moment.
    SameMoment, "same_moment", Warning, ALL, ["count", "of", "column", "at", "minutes"];
    /// Times without a zone.
    ZoneAssumed, "zone_assumed", Note, NONE, ["count", "zone", "kind", "column", "title", "mixed"];
    /// Times of ordering that contradict those of the dispute list by a constant number of hours, or times
    /// at which disputes were opened those of another table.
    ClockContradicts, "clock_contradicts", Warning, ALL, ["what", "count", "of", "hours", "zone", "example", "file"];
    /// A file whose times were read in the zone that orders of another file prove.
    ClockProved, "clock_proved", Note, NONE, ["zone", "count", "other", "completion"];
    /// Times that are the wrong way round: of orders merged from several files, and pairs of times
    /// that usually are in order.
    TimeOrder, "time_order", Warning, ALL, ["of", "count", "earlier", "later", "example"];
    /// Amounts that cannot be read, or in no known currency.
    AmountsUnread, "amounts_unread", Warning, NONE, ["count"];
    /// Words for a status that are not known.
    UnknownStatus, "unknown_status", Warning, ALL, ["of", "count", "words", "lines", "table"];
    /// Countries that are not known.
    UnknownCountry, "unknown_country", Warning, NONE, ["count", "words"];
    /// Reasons that name no family.
    UnknownReason, "unknown_reason", Warning, FAMILIES, ["count", "words"];
    /// Words for who is liable that are not known.
    UnknownLiability, "unknown_liability", Warning, LIABLE, ["count", "words"];
    /// Orders that stand in several files, whose records were merged.
    OrdersOverlap, "orders_overlap", Note, NONE, ["count"];
    /// Rows without an id that may be of disputes that another file has, and were not joined with them.
    DisputesApart, "disputes_apart", Note, NONE, ["count", "orders"];
    /// Disputes of orders that no order file has, where they are most of the disputes.
    OrdersMissing, "orders_missing", Warning, ALL, ["count", "of", "within", "place"];
    /// Facts that are dated after now and after the moment asked for.
    FutureTimes, "future_times", Warning, ALL, ["what", "newest"];
    /// Records of one dispute or order that say different things, which no date explains.
    RecordsContradict, "records_contradict", Warning, ALL, ["count"];
    /// Orders that are or were in dispute according to their list, and are in no dispute list.
    DisputesLacking, "disputes_lacking", Warning, ALL, ["count"];
    /// Disputes of which no input says whether and when they were escalated or ruled, or why they were filed,
    /// where one says it of others.
    FactsUntold, "facts_untold", Warning, ALL, ["fact", "count", "of"];
    /// A dispute list none of whose disputes has ended, however old.
    OpenOnly, "open_only", Warning, ALL, ["count"];
    /// A dispute list none of whose disputes is open, where at nearly every moment before some were.
    EndedOnly, "ended_only", Warning, ALL, ["count"];
    /// A dispute list every dispute of which was escalated.
    EscalatedOnly, "escalated_only", Warning, ALL, ["count"];
    /// Disputes that were escalated in the moment in which they were opened, or closed.
    EscalationsCopied, "escalations_copied", Warning, ESCALATED, ["count", "of"];
    /// A shop with files of orders and none of disputes, beside shops that have both.
    DisputesMissing, "disputes_missing", Blocking, ALL, ["shop"];
    /// Shops that have orders and no dispute, beside others that have some; a note where chance may give it.
    NoDisputes, "no_disputes", Warning, ALL, ["what", "shops", "count"];
    /// A shop with files of disputes and none of orders, beside shops that have both.
    NoOrders, "no_orders", Blocking, ALL, ["shop"];
    /// Orders nearly all of which are disputed: the others were left out.
    OnlyDisputed, "only_disputed", Warning, ALL, ["count", "of"];
    /// Ids of lines in the place of ids of orders.
    LineIds, "line_ids", Warning, ALL, ["what", "count", "ids"];
    /// A dispute list with nothing in it.
    EmptyList, "empty_list", Warning, ALL, [];
    /// The newest fact is older than as-of by more than the days allowed.
    StaleData, "stale_data", Warning, ALL, ["what", "newest", "days"];
    /// The moment asked for is in the future: what is still to come is in no data.
    FutureAsOf, "future_as_of", Warning, ALL, ["as_of", "days"];
    /// The files begin too late for the window.
    Coverage, "coverage", Warning, ALL, ["what", "oldest", "from", "days"];
    /// A span in which no order was placed, longer than chance gives.
    OrdersHole, "orders_hole", Warning, ALL, ["from", "to", "days"];
    /// Orders that were under way when their file was saved, and of which nothing newer is known.
    OrdersOutdated, "orders_outdated", Warning, ALL, ["count", "newest"];
    /// Disputes that were open when their list was saved, and of which nothing newer is known.
    DisputesOutdated, "disputes_outdated", Warning, ALL, ["count", "newest"];
    /// A span in which no dispute was filed, longer than chance gives.
    DisputesHole, "disputes_hole", Warning, ALL, ["from", "to", "days"];
    /// The input says that it has more rows than were read.
    PagesMissing, "pages_missing", Blocking, ALL, ["what", "shop", "read", "total", "pages"];
    /// A list that says that it has fewer rows than were read.
    TotalUnderstated, "total_understated", Warning, ALL, ["what", "shop", "read", "total"];
    /// Pages that complete each other and state different totals.
    TotalsDiffer, "totals_differ", Warning, ALL, ["what", "shop", "least", "most"];
    /// Dispute lists of several seller accounts that count as those of one shop.
    AccountsMixed, "accounts_mixed", Warning, ALL, ["shop", "count", "accounts"];
    /// Lists of the Open Platform that hold the disputes of one status each, and not of every status.
    StatusMissing, "status_missing", Warning, ALL, ["shop", "count", "statuses"];
    /// A list of which nothing says how many rows it has.
    ListTotalUnknown, "list_total_unknown", Note, ALL, ["what", "shop", "read", "full"];
    /// A page of a list that was asked for and is not in the file.
    PageLost, "page_lost", Blocking, ALL, ["page", "why", "refusal"];
    /// Pages of a list that was asked for with a filter or a search: they are a part of it.
    ListPart, "list_part", Note, ALL, ["count", "whole"];
    /// Pages of a list of which nothing says whether they were asked for with a filter, or that were asked
    /// for with fields that are not known.
    ListQuestionUnknown, "list_question_unknown", Note, ALL, ["count", "fields"];
    /// Disputes of a network log without their details.
    DetailsMissing, "details_missing", Warning, ALL, ["count", "of"];
    /// Details that belong to no dispute in the file.
    DetailsUnplaced, "details_unplaced", Note, NONE, ["count"];
    /// How much of a network log was read.
    HarEntries, "har_entries", Note, NONE, ["count", "others"];
    /// A refusal saved in place of an answer, or an answer that says that it failed or is not whole.
    RefusalSaved, "refusal_saved", Blocking, ALL, ["refusal"];
    /// The store lacks a part of the span asked for.
    SyncIncomplete, "sync_incomplete", Blocking, ALL, ["what", "shop", "from", "to"];
    /// What a sync could not bring in.
    SyncProblem, "sync_problem", Blocking, ALL, ["shop", "reason"];
    /// A shop with an interface in the settings that was never synced.
    NeverSynced, "never_synced", Blocking, ALL, ["shop"];
    /// A file that was incomplete when it was imported.
    ImportIncomplete, "import_incomplete", Blocking, ALL, ["path", "why"];
    /// What a window needs was forgotten: all from before a moment (RFC 3339).
    Forgotten, "forgotten", Blocking, ALL, ["before"];
    /// A shop asked for that nothing in the input belongs to.
    ShopUnmatched, "shop_unmatched", Warning, ALL, ["shop", "met"];
    /// Names of shops that differ in case, width or blanks alone; a note where no shop is asked for.
    ShopsAlike, "shops_alike", Warning, ALL, ["names"];
    /// Shops that folders or the settings name for files whose rows name others.
    ShopUnused, "shop_unused", Note, NONE, ["shops", "names"];
    /// Orders that name no shop, where shops are asked for, or disputes name several: they count for none of them.
    ShopBlank, "shop_blank", Warning, ALL, ["count", "shops"];
    /// States that may be newer than as-of.
    LaterKnowledge, "later_knowledge", Note, NONE, ["count"];
    /// Details that the platform refused.
    DetailsRefused, "details_refused", Warning, ALL, ["shop", "reason"];
    /// A list of the platform that is in, of which the platform counts more rows than there are.
    TotalOverstated, "total_overstated", Warning, ALL, ["shop", "list", "rows", "total"];
    /// A shop of several channels of which not all were asked for.
    ChannelMissing, "channel_missing", Warning, ALL, ["shop"];
    /// Notices that no receiver took and that were given up.
    NoticesUndelivered, "notices_undelivered", Note, NONE, ["count", "receiver", "since"];
    /// Orders that were counted in a database, whose rows were not checked one by one.
    CountsUnchecked, "counts_unchecked", Warning, ALL, ["source", "rows"];
    /// Orders with several rows in a database's table of orders, or with several of one dispute.
    RowsRepeated, "rows_repeated", Warning, ALL, ["count", "of"];
    /// Orders whose rows in a database are in different groups.
    GroupsContradict, "groups_contradict", Blocking, ALL, ["count"];
    /// A database whose table of disputes has no closing times.
    ClosingTimesMissing, "closing_times_missing", Warning, ALL, [];
}

/// Something that can make a figure wrong.
///
/// The message and the suggestion are in the seller's language: this holds the parts that they are
/// filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// What may be wrong.
    pub kind: CaveatKind,
    /// How bad it is.
    pub severity: Severity,
    /// Parts of the message, by name; those of [`CaveatKind::parts`].
    pub parts: Vec<(&'static str, String)>,
    /// The files it is about; empty where it is about no file.
    pub files: Vec<String>,
    /// The shop it is about, of several; `None` where it is about all that is looked at.
    pub shop: Option<String>,
    /// The sheet; `None` where there is only one, or none.
    pub sheet: Option<String>,
    /// The first rows it is about, counted from 1; at most [`Caveat::MOST_ROWS`].
    pub rows: Vec<u64>,
    /// How many rows, orders or disputes it is about; `None` where they cannot be counted.
    pub count: Option<u64>,
    /// The days on which the moments lie that it is about; `None` where that does not count, or is not known.
    pub days: Option<DaySet>,
    /// The metrics that may be off.
    pub metrics: Vec<Metric>,
    /// The cases one by one, as far as they are listed; each names its row, column and value.
    pub details: Vec<String>,
}

impl Caveat {
    /// How many rows are listed.
    pub const MOST_ROWS: usize = 20;

    /// Makes a caveat of a kind, with the severity and the metrics that the kind has.
    pub fn new(kind: CaveatKind) -> Self {
        Self {
            kind,
            severity: kind.severity(),
            parts: Vec::new(),
            files: Vec::new(),
            shop: None,
            sheet: None,
            rows: Vec::new(),
            count: None,
            days: None,
            metrics: kind.metrics().to_vec(),
            details: Vec::new(),
        }
    }

    /// Fills a part of the message.
    #[must_use]
    pub fn with(mut self, part: &'static str, value: impl ToString) -> Self {
        self.parts.push((part, value.to_string()));
        self
    }

    /// Returns a part of the message; `None` where it is not filled.
    pub fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(part, _)| *part == name).map(|(_, value)| value.as_str())
    }

    /// Fills a part of the message again.
    #[must_use]
    pub fn filled(mut self, part: &'static str, value: impl ToString) -> Self {
        self.parts.retain(|(name, _)| *name != part);
        self.with(part, value)
    }

    /// Says how many rows, orders or disputes it is about; fills the part `count` with it.
    #[must_use]
    pub fn counting(mut self, count: u64) -> Self {
        self.count = Some(count);
        self.with("count", count)
    }

    /// Says how many it is about, where not all of them were listed.
    #[must_use]
    pub fn recounted(self, count: u64) -> Self {
        Self { count: Some(count), ..self.filled("count", count) }
    }

    /// Says on which days the moments lie that it is about.
    #[must_use]
    pub fn on_days(self, days: DaySet) -> Self {
        Self { days: Some(days), ..self }
    }

    /// Names a file it is about.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Names the sheet it is about.
    #[must_use]
    pub fn in_sheet(mut self, sheet: Option<String>) -> Self {
        self.sheet = sheet;
        self
    }

    /// Names the first rows it is about.
    #[must_use]
    pub fn at_rows(mut self, rows: impl IntoIterator<Item = u64>) -> Self {
        self.rows.extend(rows);
        self.rows.truncate(Self::MOST_ROWS);
        self
    }

    /// Lists the cases one by one.
    #[must_use]
    pub fn listing(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(details);
        self
    }

    /// Makes it worse, or less bad, than its kind is.
    #[must_use]
    pub fn of_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Returns whether there is no figure because of it.
    pub fn is_blocking(&self) -> bool {
        self.severity == Severity::Blocking
    }
}

/// Puts words in one line, each quoted.
pub fn quoted_list<T: fmt::Display>(words: impl IntoIterator<Item = T>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Puts words in one line, each quoted and with its count, the most frequent first; at most six.
pub fn quoted_words<'a>(words: impl IntoIterator<Item = (&'a str, u64)>) -> String {
    const MOST: usize = 6;
    let mut words: Vec<(&str, u64)> = words.into_iter().collect();
    words.sort_rows_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let more = words.len().saturating_sub(MOST);
    let shown = words.iter().take(MOST).map(|(word, count)| format!("`{word}` ({count})"));
    let mut line = shown.collect::<Vec<_>>().join(", ");
    if more > 0 {
        line.push_str(&format!(", … (+{more})"));
    }
    line
}

/// Returns words as the lines of the settings that say what they mean, which is left to be filled in;
/// at most six. What does not show in a terminal is left out.
pub fn settings_lines<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 6;
    let line = |word: &str| {
        let word: String = word.chars().filter(|c| !c.is_control()).collect();
        format!("\"{}\" = \"\"", word.replace('\\', "\\\\").replace('"', "\\\""))
    };
    words.into_iter().take(MOST).map(line).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_kinds_are_distinct_and_in_the_form_of_keys() {
        let mut ids: Vec<&str> = CaveatKind::ALL.iter().map(|kind| kind.id()).collect();
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CaveatKind::ALL.len());
    }

    #[test]
    fn the_most_frequent_word_comes_first() {
        let words = [("b", 1), ("a", 1), ("c", 9)];
        assert_eq!(quoted_words(words), "`c` (9), `a` (1), `b` (1)");
        let many: Vec<String> = (0..8).map(|n| n.to_string()).collect();
        assert!(quoted_words(many.iter().map(|w| (w.as_str(), 1))).ends_with("… (+2)"));
    }
}
