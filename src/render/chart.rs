//! Charts as SVG, drawn by hand: whole numbers only, looks by class names, texts escaped. What the
//! signs mean stands in a legend beside the drawing, where no text lies on a line.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::format::escape;
use super::translator::{Translator, values};
use crate::domain::{AssessmentDay, Family, Moment};
use crate::reports::forecast::Outlook;
use crate::reports::rate::Point;
use crate::reports::trend::Week;

/// Width of every chart, in user units. Texts are up to 14 units high: what is drawn for that height
/// has room for the lower ones of wider screens.
const WIDTH: i64 = 360;
const LEFT: i64 = 46;
const RIGHT: i64 = 352;
const TOP: i64 = 10;
const BOTTOM: i64 = 150;
/// Where the labels below a chart stand.
const LABELS: i64 = 169;
const HEIGHT: i64 = 176;

/// What a sign of a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A filled area of a class.
    Area(&'static str),
    /// A line of a class.
    Line(&'static str),
}

/// What a sign of a chart means.
pub(super) struct LegendKey {
    /// The sign.
    pub(super) sign: Sign,
    /// Its meaning.
    pub(super) text: String,
}

/// A drawing with its legend.
pub(super) struct Chart {
    /// Markup; every text in it is escaped.
    pub(super) drawing: String,
    /// What its signs mean.
    pub(super) legend: Vec<LegendKey>,
}

impl Chart {
    fn new(drawing: String, legend: Vec<(Sign, String)>) -> Self {
        let legend = legend.into_iter().map(|(sign, text)| LegendKey { sign, text }).collect();
        Self { drawing, legend }
    }
}

/// A drawing under way.
struct Drawing {
    body: String,
    height: i64,
    /// One picture to a reader who does not see it, or a group of links.
    role: &'static str,
}

/// A rectangle by its upper left corner, in user units.
#[derive(Clone, Copy)]
struct Rect {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

/// Tenths of a user unit, so that lines are smooth without floats.
fn tenths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}.{}", value.abs() / 10, value.abs() % 10)
}

fn to_i64(value: u64) -> i64 {
    i64::try_from(value).expect("a count of orders fits in 63 bits")
}

fn length(count: usize) -> i64 {
    i64::try_from(count).expect("a count of bars fits in 63 bits")
}

impl Drawing {
    fn new(height: i64) -> Self {
        Self { body: String::new(), height, role: "img" }
    }

    fn text(&mut self, x: i64, y: i64, class: &str, text: &str) {
        let text = escape(text);
        self.body.push_str(&format!("<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{text}</text>"));
    }

    /// A line across the whole chart.
    fn horizontal(&mut self, class: &str, y: i64) {
        self.body.push_str(&format!(
            "<line class=\"{class}\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{RIGHT}\" y2=\"{y}\"/>"
        ));
    }

    fn vertical(&mut self, class: &str, x: i64, y: RangeInclusive<i64>) {
        let (top, bottom) = y.into_inner();
        self.body.push_str(&format!(
            "<line class=\"{class}\" x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\"/>"
        ));
    }

    /// Nothing where the width or the height is not positive.
    fn rect(&mut self, class: &str, rect: Rect) {
        let Rect { x, y, width, height } = rect;
        if width > 0 && height > 0 {
            self.body.push_str(&format!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            ));
        }
    }

    /// A mark that says what it is of, and leads to its row.
    fn mark(&mut self, class: &str, x: i64, y: i64, deadline: &DeadlineMark) {
        let title = escape(&deadline.text);
        let circle = format!(
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"><title>{title}</title></circle>"
        );
        match &deadline.row {
            Some(row) => {
                self.role = "group";
                let link = format!("<a href=\"#{row}\" aria-label=\"{title}\">{circle}</a>");
                self.body.push_str(&link);
            }
            None => self.body.push_str(&circle),
        }
    }

    /// Points in tenths.
    fn path(&mut self, kind: &str, class: &str, points: &[(i64, i64)]) {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", tenths(*x), tenths(*y))).collect();
        let points = points.join(" ");
        self.body.push_str(&format!("<{kind} class=\"{class}\" points=\"{points}\"/>"));
    }

    /// A chart's title is for those who do not see it; the table behind it says the same in full.
    fn finish(self, title: &str) -> String {
        let title = escape(title);
        format!(
            "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"{}\" aria-label=\"{title}\"><title>{title}</title>{}</svg>\n",
            self.height, self.role, self.body
        )
    }
}

/// Most parts of a vertical scale.
const PARTS: u64 = 5;

/// A vertical scale from 0 up, in parts of a round size.
#[derive(Clone, Copy)]
struct Scale {
    part: u64,
    most: u64,
}

impl Scale {
    /// Returns the lowest scale of 1, 2 or 5 with zeros that holds a value, in at most [`PARTS`] parts.
    fn holding(value: u64) -> Self {
        let mut unit = 1_u64;
        loop {
            for step in [1, 2, 5] {
                let part = unit.saturating_mul(step);
                if part.saturating_mul(PARTS) >= value {
                    return Self { part, most: part * value.div_ceil(part).max(1) };
                }
            }
            unit = unit.saturating_mul(10);
        }
    }

    /// Returns where a value stands, in tenths; values above the scale stand at its top.
    fn y(self, value: u64) -> i64 {
        let value = to_i64(value.min(self.most));
        BOTTOM * 10 - value * (BOTTOM - TOP) * 10 / to_i64(self.most).max(1)
    }

    fn axis(self, drawing: &mut Drawing, label: impl Fn(u64) -> String) {
        for part in 0..=self.most / self.part {
            let value = part * self.part;
            let y = self.y(value) / 10;
            drawing.horizontal("grid", y);
            drawing.text(LEFT - 4, y + 4, "end", &label(value));
        }
    }
}

fn percent(millionths: u64) -> String {
    let tenths = millionths / 1_000;
    if tenths.is_multiple_of(10) {
        format!("{}%", tenths / 10)
    } else {
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

/// A day's rate with its interval, in millionths.
#[derive(Clone, Copy)]
struct DayRate {
    day: i64,
    rate: u64,
    low: u64,
    high: u64,
}

fn day_rates(series: &[Point]) -> Vec<DayRate> {
    let one = |(day, point): (i64, &Point)| {
        let figure = point.figures.first().filter(|figure| figure.why_not.is_none())?;
        let interval = figure.interval?;
        let rate = figure.count?.millionths()?;
        Some(DayRate { day, rate, low: interval.low.into(), high: interval.high.into() })
    };
    (0..).zip(series).filter_map(one).collect()
}

/// The rolling rate with its interval, the limit, and what is likely to come.
pub(super) fn rolling(
    series: &[Point],
    limit_bp: Option<u32>,
    outlook: Option<&Outlook>,
    words: Translator<'_>,
) -> Option<Chart> {
    let known = day_rates(series);
    let highest = known.iter().map(|day| day.rate).max()?;
    let coming = outlook.and_then(|outlook| outlook.rate.map(|rate| (outlook.days, rate)));
    let limit = limit_bp.map(|bp| u64::from(bp) * 100);
    // The interval of a few orders is so wide that it would flatten all else.
    let band = known.iter().map(|day| day.high).max().map_or(0, |high| high.min(highest * 3));
    let ahead_most = coming.map_or(0, |(_, rate)| rate.high);
    // Without a limit the rates alone set the scale.
    let scale = Scale::holding(band.max(limit.unwrap_or(0)).max(ahead_most).max(10_000));
    let ahead = coming.map_or(0, |(days, _)| i64::from(days));
    let days = (length(series.len()) - 1 + ahead).max(1);
    let x = |day: i64| LEFT * 10 + day * (RIGHT - LEFT) * 10 / days;
    let mut drawing = Drawing::new(HEIGHT);
    let mut legend = vec![
        (Sign::Line("rate"), words.get("chart-key-rate")),
        (Sign::Area("band"), words.get("chart-key-interval")),
    ];
    let mut band: Vec<(i64, i64)> =
        known.iter().map(|day| (x(day.day), scale.y(day.low))).collect();
    band.extend(known.iter().rev().map(|day| (x(day.day), scale.y(day.high))));
    drawing.path("polygon", "band", &band);
    scale.axis(&mut drawing, percent);
    let line: Vec<(i64, i64)> = known.iter().map(|day| (x(day.day), scale.y(day.rate))).collect();
    drawing.path("polyline", "rate", &line);
    if let (Some((_, rate)), Some(last)) = (coming, line.last()) {
        let end = x(days);
        let fan = [*last, (end, scale.y(rate.low)), (end, scale.y(rate.high))];
        drawing.path("polygon", "fan", &fan);
        drawing.path("polyline", "expected", &[*last, (end, scale.y(rate.expected))]);
        legend.push((Sign::Line("expected"), words.get("chart-key-forecast")));
        legend.push((Sign::Area("fan"), words.get("chart-key-fan")));
    }
    if let Some(limit) = limit {
        drawing.horizontal("limit", scale.y(limit) / 10);
        let text = words.fill("chart-limit", values!(limit = percent(limit)));
        legend.push((Sign::Line("limit"), text));
    }
    day_labels(&mut drawing, series, outlook);
    Some(Chart::new(drawing.finish(&words.get("chart-rolling")), legend))
}

fn day_labels(drawing: &mut Drawing, series: &[Point], outlook: Option<&Outlook>) {
    let short = |day: AssessmentDay| day.date().format("%m-%d").to_string();
    if let Some(first) = series.first() {
        drawing.text(LEFT, LABELS, "start", &short(first.day));
    }
    match (outlook.filter(|outlook| outlook.rate.is_some()), series.last()) {
        (Some(outlook), Some(last)) => {
            let (past, ahead) = (length(series.len()) - 1, i64::from(outlook.days));
            let now = LEFT + past * (RIGHT - LEFT) / (past + ahead).max(1);
            drawing.vertical("grid", now, TOP..=BOTTOM);
            drawing.text(now, LABELS, "middle", &short(last.day));
            drawing.text(RIGHT, LABELS, "end", &short(outlook.day));
        }
        (None, Some(last)) => drawing.text(RIGHT, LABELS, "end", &short(last.day)),
        (_, None) => {}
    }
}

/// Disputes filed by week and family, stacked.
pub(super) fn weeks(weeks: &[Week], words: Translator<'_>) -> Option<Chart> {
    let most = weeks.iter().map(|week| week.filed.iter().sum::<u64>()).max().filter(|n| *n > 0)?;
    let scale = Scale::holding(most);
    let mut drawing = Drawing::new(HEIGHT);
    scale.axis(&mut drawing, |count| count.to_string());
    let step = (RIGHT - LEFT) / length(weeks.len()).max(1);
    for (place, week) in (0..).zip(weeks) {
        let x = LEFT + place * step + 2;
        let mut below = 0;
        for (family, count) in Family::ALL.into_iter().zip(week.filed) {
            let (low, high) = (scale.y(below) / 10, scale.y(below + count) / 10);
            drawing.rect(family.id(), Rect { x, y: high, width: step - 4, height: low - high });
            below += count;
        }
        if place % 4 == 0 {
            let day = week.first.date().format("%m-%d").to_string();
            drawing.text(x, LABELS, "start", &day);
        }
    }
    let name = |family: Family| words.get(&format!("family-{}", family.id().replace('_', "-")));
    let legend =
        Family::ALL.into_iter().map(|family| (Sign::Area(family.id()), name(family))).collect();
    Some(Chart::new(drawing.finish(&words.get("chart-weeks")), legend))
}

/// Disputes by days from payment to filing. `starts` is the first day of each bar.
pub(super) fn delays(counts: &[u64], starts: &[i64], words: Translator<'_>) -> Option<Chart> {
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let scale = Scale::holding(most);
    let mut drawing = Drawing::new(HEIGHT);
    scale.axis(&mut drawing, |count| count.to_string());
    let step = (RIGHT - LEFT) / length(counts.len()).max(1);
    for ((place, count), start) in (0..).zip(counts).zip(starts) {
        let x = LEFT + place * step;
        let y = scale.y(*count) / 10;
        drawing.rect("bar", Rect { x: x + 1, y, width: step - 2, height: BOTTOM - y });
        drawing.vertical("grid", x, BOTTOM..=BOTTOM + 5);
        drawing.text(x, LABELS, "middle", &start.to_string());
    }
    let legend = vec![(Sign::Area("bar"), words.get("chart-key-delays"))];
    Some(Chart::new(drawing.finish(&words.get("chart-delays")), legend))
}

/// The deadline of an open dispute.
pub(super) struct DeadlineMark {
    /// When it is.
    pub(super) due: Moment,
    /// Its description, for readers.
    pub(super) text: String,
    /// The name of the row that it belongs to; `None` where the page has none.
    pub(super) row: Option<String>,
}

/// Deadlines that were drawn, and how many were not.
pub(super) struct DeadlineChart {
    /// The drawing.
    pub(super) chart: Chart,
    /// Deadlines of the days drawn for which there was no room.
    pub(super) left_out: usize,
}

/// Days ahead that deadlines are drawn of.
const DAYS: i64 = 7;
/// The width of a mark with the space around it.
const MARK: i64 = 11;
/// Marks above each other.
const MOST_MARKS: i64 = 10;
/// Where the days ahead begin; what is overdue stands before.
const AHEAD: i64 = 78;

/// Deadlines over the next week, those that have passed at the left.
pub(super) fn deadlines(
    deadlines: &[DeadlineMark],
    as_of: Moment,
    words: Translator<'_>,
) -> Option<DeadlineChart> {
    if deadlines.is_empty() {
        return None;
    }
    let mut columns = BTreeMap::<i64, i64>::new();
    let mut late = 0;
    let mut left_out = 0;
    let mut marks = Vec::new();
    for deadline in deadlines {
        let Some(place) = mark_place(deadline.due, as_of, &mut late, &mut columns) else {
            continue;
        };
        if place.1 < MOST_MARKS { marks.push((deadline, place)) } else { left_out += 1 }
    }
    let rows = marks.iter().map(|(_, (_, row))| row + 1).fold(3, Ord::max);
    let floor = TOP + rows * MARK;
    let mut drawing = Drawing::new(floor + 26);
    deadline_days(&mut drawing, floor, as_of, words);
    for (deadline, (x, row)) in marks {
        let class = if deadline.due <= as_of { "mark over" } else { "mark" };
        drawing.mark(class, x, floor - 6 - row * MARK, deadline);
    }
    let legend = vec![
        (Sign::Area("mark over"), words.get("chart-overdue")),
        (Sign::Area("mark"), words.get("chart-key-deadline")),
    ];
    let chart = Chart::new(drawing.finish(&words.get("chart-deadlines")), legend);
    Some(DeadlineChart { chart, left_out })
}

/// Returns where a mark's middle is from the left, and above how many others it stands; `None` where it
/// is beyond the days drawn.
fn mark_place(
    due: Moment,
    as_of: Moment,
    late: &mut i64,
    columns: &mut BTreeMap<i64, i64>,
) -> Option<(i64, i64)> {
    if due <= as_of {
        let across = (AHEAD - 12) / MARK;
        let place = (8 + *late % across * MARK, *late / across);
        *late += 1;
        return Some(place);
    }
    let hours = (due.millis() - as_of.millis()).div_euclid(3_600_000);
    let column = hours * (RIGHT - AHEAD) / DAYS / 24 / MARK;
    if hours >= DAYS * 24 {
        return None;
    }
    let row = columns.entry(column).or_insert(0);
    let place = (AHEAD + column * MARK + MARK / 2, *row);
    *row += 1;
    Some(place)
}

fn deadline_days(drawing: &mut Drawing, floor: i64, as_of: Moment, words: Translator<'_>) {
    drawing.rect("rail late", Rect { x: 2, y: TOP, width: AHEAD - 8, height: floor - TOP });
    drawing.text(2, floor + 19, "start", &words.get("chart-overdue"));
    for day in 0..=DAYS {
        let x = AHEAD + day * (RIGHT - AHEAD) / DAYS;
        drawing.vertical("grid", x, TOP..=floor);
        if day % 2 == 0 && day < DAYS {
            let moment = as_of.plus_days(day);
            let label = AssessmentDay::of(moment).date().format("%m-%d").to_string();
            drawing.text(x, floor + 19, "start", &label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_a_round_number_just_above_what_they_hold() {
        let ends = |value| {
            let scale = Scale::holding(value);
            assert!(scale.most / scale.part <= PARTS && scale.most >= value, "{value}");
            scale.most
        };
        assert_eq!([0, 1, 6, 24, 130_000].map(ends), [1, 1, 6, 25, 150_000]);
        assert_eq!(Scale::holding(0).y(0), BOTTOM * 10);
        for value in (0..2_000).chain([61_000, 999_999]) {
            ends(value);
        }
    }

    #[test]
    fn every_deadline_of_the_days_drawn_is_drawn_or_counted() {
        let as_of = Moment::from_millis(0);
        for count in [1_i64, 9, 61, 300] {
            let one = |n: i64| DeadlineMark {
                due: as_of.plus_hours(n % 4 * 30 - 30),
                text: String::new(),
                row: None,
            };
            let all: Vec<DeadlineMark> = (0..count).map(one).collect();
            let drawn = deadlines(&all, as_of, Translator::new(&|_, _| String::new())).unwrap();
            let marks = drawn.chart.drawing.matches("<circle").count();
            assert_eq!(marks + drawn.left_out, all.len());
        }
    }

    #[test]
    fn tenths_keep_their_sign() {
        assert_eq!(tenths(-5), "-0.5");
        assert_eq!(tenths(123), "12.3");
    }
}
