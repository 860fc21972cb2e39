//! Bars beside each other, one a line: texts of the page with a drawn bar below, so that no text of
//! any length runs into another.

use super::format::escape;

/// A bar with a name and its figures.
pub(super) struct Bar {
    /// What it is of.
    pub(super) name: String,
    /// Its length, on the scale of all bars.
    pub(super) value: u64,
    /// Its figures.
    pub(super) text: String,
    /// Whether it is over its limit.
    pub(super) over: bool,
}

/// Bars on one scale.
pub(super) struct Bars {
    /// The bars, from the top down.
    pub(super) bars: Vec<Bar>,
    /// Where the limit of each bar stands on the scale; `None` where the bars have none.
    pub(super) limit: Option<u64>,
}

/// Parts of a bar's rail.
const PARTS: u64 = 1_000;

/// Returns the bars as a list of the page; `None` without any.
pub(super) fn bars(bars: &Bars) -> Option<String> {
    let longest = bars.bars.iter().map(|bar| bar.value).max()?;
    // The limit stands where there is room to show that a bar is longer.
    let most = longest.max(bars.limit.map_or(0, |limit| limit + limit / 4)).max(1);
    let reach = |value: u64| (value.saturating_mul(PARTS) / most).max(1);
    let tick = bars.limit.map_or_else(String::new, |limit| {
        format!("<rect class=\"tick\" x=\"{}\" y=\"0\" width=\"6\" height=\"10\"/>", reach(limit))
    });
    let one = |bar: &Bar| {
        let class = if bar.over { "bar over" } else { "bar" };
        format!(
            "<li><span>{}</span><span class=\"n\">{}</span><svg viewBox=\"0 0 {PARTS} 10\" \
             preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"rail\" x=\"0\" y=\"1\" \
             width=\"{PARTS}\" height=\"8\"/><rect class=\"{class}\" x=\"0\" y=\"1\" width=\"{}\" \
             height=\"8\"/>{tick}</svg></li>\n",
            escape(&bar.name),
            escape(&bar.text),
            reach(bar.value),
        )
    };
    let rows: String = bars.bars.iter().map(one).collect();
    Some(format!("<ul class=\"bars\">\n{rows}</ul>\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: u64) -> Bar {
        Bar { name: "<a>".to_owned(), value, text: "1".to_owned(), over: false }
    }

    #[test]
    fn a_bar_that_reaches_its_limit_reaches_the_tick() {
        let drawn = bars(&Bars { bars: vec![bar(100), bar(20)], limit: Some(100) }).unwrap();
        assert!(drawn.contains("class=\"bar\" x=\"0\" y=\"1\" width=\"800\""), "{drawn}");
        assert!(drawn.contains("class=\"tick\" x=\"800\""), "{drawn}");
        assert!(drawn.contains("&lt;a&gt;") && !drawn.contains("<a>"), "{drawn}");
        assert!(bars(&Bars { bars: Vec::new(), limit: None }).is_none());
    }
}
