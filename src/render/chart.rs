//! Charts as SVG, drawn by hand: whole numbers only, looks by class names, texts escaped.

use std::ops::RangeInclusive;

use super::html::escape;
use super::translator::Translator;
use crate::domain::{AssessmentDay, Family, Moment};
use crate::reports::forecast::Outlook;
use crate::reports::rate::Point;
use crate::reports::trend::Week;

/// Width of every chart, in user units; a phone's width, so that texts stay readable there.
const WIDTH: i64 = 360;
const LEFT: i64 = 42;
const RIGHT: i64 = 352;
const TOP: i64 = 10;
const BOTTOM: i64 = 150;

/// A drawing under way.
struct Drawing {
    body: String,
    height: i64,
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
        Self { body: String::new(), height }
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
            "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>{}</svg>\n",
            self.height, self.body
        )
    }
}

/// Returns the next round number: 1, 2 or 5 with zeros.
fn round_up(value: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for step in [1, 2, 5] {
            let round = unit.saturating_mul(step);
            if round >= value || round > u64::MAX / 20 {
                return round.max(1);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// A vertical scale from 0 up.
#[derive(Clone, Copy)]
struct Scale {
    most: u64,
}

impl Scale {
    /// Returns where a value stands, in tenths; values above the scale stand at its top.
    fn y(self, value: u64) -> i64 {
        let value = to_i64(value.min(self.most));
        BOTTOM * 10 - value * (BOTTOM - TOP) * 10 / to_i64(self.most).max(1)
    }

    fn axis(self, drawing: &mut Drawing, label: impl Fn(u64) -> String) {
        for part in [0, self.most / 2, self.most] {
            let y = self.y(part) / 10;
            drawing.horizontal("grid", y);
            drawing.text(LEFT - 4, y + 4, "end", &label(part));
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

/// The rolling rate with its interval, the limit, and what is likely to come. `metric` is the
/// figure's place in each point.
pub(super) fn rolling(
    series: &[Point],
    limit_bp: Option<u32>,
    outlook: Option<&Outlook>,
    words: Translator<'_>,
) -> Option<String> {
    let rates: Vec<Option<(u64, u64, u64)>> = series
        .iter()
        .map(|point| {
            let figure = point.figures.first().filter(|figure| figure.why_not.is_none())?;
            let interval = figure.interval?;
            let rate = figure.count?.millionths()?;
            Some((rate, u64::from(interval.low), u64::from(interval.high)))
        })
        .collect();
    let highest = rates.iter().flatten().map(|(rate, _, _)| *rate).max()?;
    let coming = outlook.and_then(|outlook| outlook.rate.map(|rate| (outlook.days, rate)));
    let limit = limit_bp.map(|bp| u64::from(bp) * 100);
    let most = (highest * 3 / 2)
        .max(limit.unwrap_or(0) * 5 / 4)
        .max(coming.map_or(0, |(_, rate)| rate.high));
    let scale = Scale { most: round_up(most.max(10_000)) };
    let ahead = coming.map_or(0, |(days, _)| i64::from(days));
    let days = (length(series.len()) - 1 + ahead).max(1);
    let x = |day: i64| LEFT * 10 + day * (RIGHT - LEFT) * 10 / days;
    let mut drawing = Drawing::new(176);
    scale.axis(&mut drawing, percent);
    let known: Vec<(i64, (u64, u64, u64))> =
        (0..).zip(&rates).filter_map(|(day, rate)| rate.map(|rate| (day, rate))).collect();
    let mut band: Vec<(i64, i64)> =
        known.iter().map(|(day, (_, low, _))| (x(*day), scale.y(*low))).collect();
    band.extend(known.iter().rev().map(|(day, (_, _, high))| (x(*day), scale.y(*high))));
    drawing.path("polygon", "band", &band);
    let line: Vec<(i64, i64)> =
        known.iter().map(|(day, (rate, _, _))| (x(*day), scale.y(*rate))).collect();
    drawing.path("polyline", "rate", &line);
    if let (Some((_, rate)), Some(last)) = (coming, line.last()) {
        let end = x(days);
        drawing.path(
            "polygon",
            "fan",
            &[*last, (end, scale.y(rate.low)), (end, scale.y(rate.high))],
        );
        drawing.path("polyline", "expected", &[*last, (end, scale.y(rate.expected))]);
    }
    if let Some(limit) = limit {
        let y = scale.y(limit) / 10;
        drawing.horizontal("limit", y);
        drawing.text(
            RIGHT,
            y - 4,
            "end strong",
            &words.fill("chart-limit", &[("limit", &percent(limit))]),
        );
    }
    day_labels(&mut drawing, series, outlook);
    Some(drawing.finish(&words.get("chart-rolling")))
}

fn day_labels(drawing: &mut Drawing, series: &[Point], outlook: Option<&Outlook>) {
    let short = |day: AssessmentDay| day.date().format("%m-%d").to_string();
    if let Some(first) = series.first() {
        drawing.text(LEFT, 170, "start", &short(first.day));
    }
    match (outlook.filter(|outlook| outlook.rate.is_some()), series.last()) {
        (Some(outlook), Some(last)) => {
            let (past, ahead) = (length(series.len()) - 1, i64::from(outlook.days));
            let now = LEFT + past * (RIGHT - LEFT) / (past + ahead).max(1);
            drawing.vertical("grid", now, TOP..=BOTTOM);
            drawing.text(now, 170, "middle", &short(last.day));
            drawing.text(RIGHT, 170, "end", &short(outlook.day));
        }
        (None, Some(last)) => drawing.text(RIGHT, 170, "end", &short(last.day)),
        (_, None) => {}
    }
}

/// Disputes filed by week and family, stacked.
pub(super) fn weeks(weeks: &[Week], words: Translator<'_>) -> Option<String> {
    let most = weeks.iter().map(|week| week.filed.iter().sum::<u64>()).max().filter(|n| *n > 0)?;
    let scale = Scale { most: round_up(most.max(2)) };
    let mut drawing = Drawing::new(196);
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
            drawing.text(x, 166, "start", &day);
        }
    }
    for (x, family) in [6, 92, 198, 284].into_iter().zip(Family::ALL) {
        drawing.rect(family.id(), Rect { x, y: 180, width: 10, height: 10 });
        let name = words.get(&format!("family-{}", family.id().replace('_', "-")));
        drawing.text(x + 13, 189, "start small", &name);
    }
    Some(drawing.finish(&words.get("chart-weeks")))
}

/// Disputes by days from payment to filing.
pub(super) fn delays(counts: &[u64], labels: &[String], words: Translator<'_>) -> Option<String> {
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let scale = Scale { most: round_up(most.max(2)) };
    let mut drawing = Drawing::new(176);
    scale.axis(&mut drawing, |count| count.to_string());
    let step = (RIGHT - LEFT) / length(counts.len()).max(1);
    for ((place, count), label) in (0..).zip(counts).zip(labels) {
        let x = LEFT + place * step;
        let y = scale.y(*count) / 10;
        drawing.rect("bar", Rect { x: x + 2, y, width: step - 4, height: BOTTOM - y });
        drawing.text(x + step / 2, 166, "middle small", label);
    }
    Some(drawing.finish(&words.get("chart-delays")))
}

/// A bar with a name and a text after it.
pub(super) struct Bar {
    /// The name before the bar.
    pub(super) name: String,
    /// Its length.
    pub(super) value: u64,
    /// Where a limit stands on the same scale; `None` without one.
    pub(super) limit: Option<u64>,
    /// The text after it.
    pub(super) text: String,
    /// Whether it is over its limit.
    pub(super) over: bool,
}

/// Bars beside each other, one a line.
pub(super) fn bars(bars: &[Bar], title: &str) -> Option<String> {
    let most = bars.iter().map(|bar| bar.value.max(bar.limit.unwrap_or(0))).max()?;
    let most = to_i64(most).max(1);
    let mut drawing = Drawing::new(length(bars.len()) * 34 + 6);
    for (place, bar) in (0..).zip(bars) {
        let y = place * 34;
        drawing.text(4, y + 13, "start", &bar.name);
        drawing.text(RIGHT, y + 13, "end", &bar.text);
        let reach = |value: u64| to_i64(value) * (RIGHT - 4) / most;
        drawing.rect("rail", Rect { x: 4, y: y + 18, width: RIGHT - 4, height: 8 });
        let class = if bar.over { "bar over" } else { "bar" };
        drawing.rect(class, Rect { x: 4, y: y + 18, width: reach(bar.value).max(1), height: 8 });
        if let Some(limit) = bar.limit {
            let x = 4 + reach(limit);
            drawing.vertical("limit", x, y + 15..=y + 29);
        }
    }
    Some(drawing.finish(title))
}

/// Deadlines over the next week, those that have passed at the left.
pub(super) fn deadlines(dues: &[Moment], as_of: Moment, words: Translator<'_>) -> Option<String> {
    const DAYS: i64 = 7;
    if dues.is_empty() {
        return None;
    }
    let mut drawing = Drawing::new(176);
    let start = LEFT + 30;
    let step = (RIGHT - start) / DAYS;
    let floor = BOTTOM;
    drawing.rect(
        "rail late",
        Rect { x: LEFT - 34, y: TOP, width: start - LEFT + 30, height: floor - TOP },
    );
    drawing.text(LEFT - 30, 166, "start small", &words.get("chart-overdue"));
    for day in 0..=DAYS {
        let x = start + day * step;
        drawing.vertical("grid", x, TOP..=floor);
        let moment = as_of.plus_days(day);
        if day < DAYS {
            let label = AssessmentDay::of(moment).date().format("%m-%d").to_string();
            drawing.text(x, 166, "start small", &label);
        }
    }
    let mut heights = std::collections::BTreeMap::<i64, i64>::new();
    for due in dues {
        let hours = (due.millis() - as_of.millis()).div_euclid(3_600_000);
        let late = *due <= as_of;
        let x = if late { LEFT - 4 } else { start + hours * step / 24 };
        if x > RIGHT {
            continue;
        }
        let column = x / 9;
        let height = heights.entry(column).or_default();
        let y = (floor - 7 - *height * 10).max(TOP + 5);
        *height += 1;
        let class = if late { "mark over" } else { "mark" };
        drawing
            .body
            .push_str(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"));
    }
    Some(drawing.finish(&words.get("chart-deadlines")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_numbers() {
        assert_eq!(round_up(0), 1);
        assert_eq!(round_up(3), 5);
        assert_eq!(round_up(61_000), 100_000);
        assert_eq!(round_up(u64::MAX) % 10, 0);
    }

    #[test]
    fn tenths_keep_their_sign() {
        assert_eq!(tenths(-5), "-0.5");
        assert_eq!(tenths(123), "12.3");
    }
}
