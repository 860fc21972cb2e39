//! Charts for a terminal: a line of blocks, and bars.

use super::document::{Line, Section};
use super::one_line;
use super::translator::Translator;
use crate::domain::Count;
use crate::reports::rate::{Figure, RateReport};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Longest bar, in columns.
const BAR: u64 = 40;

/// Most days on one line.
const LINE: usize = 80;

fn rate(figures: &[Figure]) -> Option<Count> {
    let figure = figures.first()?;
    figure.assessed()
}

/// Draws the dispute rate of a series as a line of blocks, or of groups as bars.
pub(crate) fn rate_chart(report: &RateReport, words: Translator<'_>) -> Section {
    let name = words.get("metric-dispute-rate");
    let lines = match report.series.is_empty() {
        false => of_days(report, &name),
        true => of_groups(report, name),
    };
    Section::of_lines(lines.into_iter().map(Line::Drawn))
}

fn of_days(report: &RateReport, name: &str) -> Vec<String> {
    let rates: Vec<Option<Count>> = report.series.iter().map(|p| rate(&p.figures)).collect();
    let days: Vec<String> = report.series.iter().map(|p| p.day.to_string()).collect();
    let most = rates.iter().flatten().filter_map(|count| count.millionths()).max();
    let lines = rates.chunks(LINE).zip(days.chunks(LINE)).map(|(rates, days)| {
        let first = days.first().expect("chunks are not empty");
        format!("{first} {} {}", line(rates, most), last(rates))
    });
    std::iter::once(format!("{name} (0 – {})", shown(most))).chain(lines).collect()
}

fn of_groups(report: &RateReport, name: String) -> Vec<String> {
    let groups: Vec<(String, Option<Count>)> =
        report.groups.iter().map(|group| (one_line(&group.key), rate(&group.figures))).collect();
    let most = groups.iter().filter_map(|(_, count)| count.and_then(Count::millionths)).max();
    let width = groups.iter().map(|(key, _)| key.chars().count()).fold(0, Ord::max);
    let bar = |(key, count): (String, Option<Count>)| {
        let value = count.and_then(Count::millionths);
        let length = value.zip(most).and_then(|(value, most)| (value * BAR).checked_div(most));
        // A rate that is not known has no bar, nor have rates that are all 0.
        let length = length.unwrap_or(0);
        let bar = "█".repeat(usize::try_from(length).expect("a bar is at most BAR long"));
        let count = count.map(|c| format!("{c} ({}/{})", c.numerator, c.denominator));
        format!("{key:<width$} {bar} {}", count.unwrap_or_else(|| "—".to_owned()))
    };
    std::iter::once(name).chain(groups.into_iter().map(bar)).collect()
}

fn shown(millionths: Option<u64>) -> String {
    millionths.map_or_else(|| "—".to_owned(), |value| Count::new(value, 1_000_000).to_string())
}

fn last(rates: &[Option<Count>]) -> String {
    shown(rates.last().copied().flatten().and_then(Count::millionths))
}

/// A day without a rate is a blank, not a zero.
fn line(rates: &[Option<Count>], most: Option<u64>) -> String {
    let block = |count: &Option<Count>| {
        let value = count.and_then(Count::millionths)?;
        // Where all rates are 0 each is the lowest.
        let step = (value * 7).checked_div(most?).unwrap_or(0);
        BLOCKS.get(usize::try_from(step).ok()?).copied()
    };
    rates.iter().map(|count| block(count).unwrap_or(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_rate_is_a_blank() {
        let rates = [Some(Count::new(0, 9)), None, Some(Count::new(9, 9))];
        assert_eq!(line(&rates, Some(1_000_000)), "▁ █");
        assert_eq!(line(&rates, Some(0)), "▁ ▁");
    }
}
