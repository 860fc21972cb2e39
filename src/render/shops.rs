//! Several shops: a line each, the worst first.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::audience::Audience;
use super::bars::{Bar, Bars, bars};
use super::chart::{Chart, LegendKey, Sign};
use super::document::Section;
use super::grid::{Emphasis, Grid};
use super::limit_chart::{limit_chart, share_of_limit};
use super::names::{limit_text, metric_name};
use super::report_parts::{ShopPage, section};
use super::risk_row::level_emphasis;
use super::translator::{Translator, values};
use super::{one_line, or_empty};
use crate::domain::Metric;
use crate::reports::metric_risk::MetricRisk;
use crate::reports::shop_queue::ShopQueue;
use crate::reports::shops::ShopRisk;
use crate::rules::RiskLevel;

/// Shops that a sentence names.
const NAMED: usize = 3;

/// Shops that a chart has bars for.
const DRAWN: usize = 30;

/// Returns the name of a shop as it is shown.
pub(super) fn shop_name(shop: &ShopRisk, words: Translator<'_>) -> String {
    if shop.risk.key.is_empty() { words.get("group-unknown") } else { one_line(&shop.risk.key) }
}

/// Names the shops at a level with their rates, the worst first: three of them, and how many more.
pub(super) fn shops_at(
    shops: &[ShopRisk],
    level: RiskLevel,
    words: Translator<'_>,
) -> Option<String> {
    let at: Vec<&ShopRisk> =
        shops.iter().filter(|shop| shop.levels().any(|own| own == level)).collect();
    let one = |shop: &&ShopRisk| {
        let own = (shop.risk.standing.level == level).then(|| shop.risk.count.to_string());
        let others = shop.others().filter(|metric| metric.standing.level == level);
        let others = others.map(|metric| {
            format!(
                "{} {}",
                metric_name(metric.figure.metric, words),
                or_empty(metric.figure.count)
            )
        });
        let rates: Vec<String> = own.into_iter().chain(others).collect();
        format!("{} {}", shop_name(shop, words), rates.join(" + "))
    };
    let named: Vec<String> = at.iter().take(NAMED).map(one).collect();
    let mut text = named.join(&words.get("list-separator"));
    if let Some(more) = at.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let more = words.fill("report-more", values!(count = more));
        text = words.fill("list-and-more", values!(shown = text, more));
    }
    (!at.is_empty())
        .then(|| words.fill("shops-at", values!(count = at.len(), of = shops.len(), shops = text)))
}

/// Lays shops out, a line each.
pub(super) fn shops_grid(shops: &[ShopRisk], words: Translator<'_>, audience: Audience) -> Grid {
    let keys =
        ["shop", "rate", "counts", "limit", "level", "headroom", "open", "due_24h", "overdue"];
    let right = ["rate", "counts", "headroom", "open", "due_24h", "overdue"];
    let mut grid = Grid::of_keys("shops", &keys, &right, words);
    for shop in shops {
        let risk = &shop.risk;
        let (count, level) = (risk.count, risk.standing.level);
        let queue = |count: fn(ShopQueue) -> usize| or_empty(shop.queue.map(count));
        grid.rows.push(vec![
            shop_name(shop, words),
            if count.denominator == 0 { String::new() } else { count.to_string() },
            format!("{}/{}", count.numerator, count.denominator),
            risk.limit.as_ref().map_or_else(String::new, |used| limit_text(used.limit)),
            match audience {
                Audience::People | Audience::Spreadsheet => {
                    words.get(&format!("level-{}", level.id()))
                }
                Audience::Programs => level.id().to_owned(),
            },
            or_empty(risk.standing.headroom),
            queue(|queue| queue.open),
            queue(|queue| queue.due_24h),
            queue(|queue| queue.overdue),
        ]);
        let overdue = shop.queue.is_some_and(|queue| queue.overdue > 0);
        grid.emphasis.push(match level_emphasis(level) {
            Emphasis::None if overdue => Emphasis::Near,
            own => own,
        });
        for metric in shop.others().filter(|_| audience == Audience::People) {
            grid.rows.push(other_row(shop, metric, words));
            grid.emphasis.push(level_emphasis(metric.standing.level));
        }
    }
    grid
}

/// Lays out a further metric of a shop, for people.
fn other_row(shop: &ShopRisk, metric: &MetricRisk, words: Translator<'_>) -> Vec<String> {
    let (count, standing) = (metric.figure.count, metric.standing);
    vec![
        format!("{}: {}", shop_name(shop, words), metric_name(metric.figure.metric, words)),
        or_empty(count.filter(|count| count.denominator > 0)),
        or_empty(count.map(|count| format!("{}/{}", count.numerator, count.denominator))),
        metric.limit.as_ref().map_or_else(String::new, |used| limit_text(used.limit)),
        words.get(&format!("level-{}", standing.level.id())),
        or_empty(standing.headroom),
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// The shops as a section of a report. `pages` are those written beside it.
pub(super) fn shops_section(
    shops: &[ShopRisk],
    pages: &[ShopPage],
    words: Translator<'_>,
) -> Section {
    let mut section = section("shops", words);
    section.say(sum_line(shops, words));
    if let Some(more) = shops.len().checked_sub(DRAWN).filter(|more| *more > 0) {
        section.say(words.fill("shops-not-drawn", values!(count = more)));
    }
    let page = |shop: &ShopRisk| {
        let own = pages.iter().find(|page| page.shop == shop.risk.key);
        own.map(|page| encoded(&page.file))
    };
    Section {
        grid: Some(shops_grid(shops, words, Audience::People)),
        chart: shops_chart(shops.get(..DRAWN).unwrap_or(shops), words),
        rows_shown: Some(shops.len()),
        links: shops.iter().map(page).collect(),
        ..section
    }
}

/// Draws rates as shares of each shop's limit; where no shop has one, the rates.
fn shops_chart(shops: &[ShopRisk], words: Translator<'_>) -> Option<Chart> {
    let any_limit = shops.iter().any(|shop| shop.risk.limit.is_some());
    let bar = |shop: &ShopRisk| {
        let risk = &shop.risk;
        let rate = risk.count.basis_points()?;
        let value = match &risk.limit {
            Some(used) => share_of_limit(rate, used.limit.bp),
            None if any_limit => return None,
            None => rate,
        };
        Some(Bar {
            name: shop_name(shop, words),
            value,
            text: format!("{} ({}/{})", risk.count, risk.count.numerator, risk.count.denominator),
            over: risk.standing.level == RiskLevel::Over,
        })
    };
    let drawn: Vec<Bar> = shops.iter().filter_map(bar).collect();
    if any_limit {
        return limit_chart(drawn, words);
    }
    let drawing = bars(&Bars { bars: drawn, limit: None })?;
    let key = LegendKey { sign: Sign::Area("bar"), text: metric_name(Metric::DisputeRate, words) };
    Some(Chart { drawing, legend: vec![key] })
}

/// Encodes a file's name as a relative address.
fn encoded(name: &str) -> String {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    format!("./{}", utf8_percent_encode(name, ENCODED))
}

/// Says that the sum of the shops is held against no limit.
pub(super) fn sum_line(shops: &[ShopRisk], words: Translator<'_>) -> String {
    words.fill("shops-sum", values!(count = shops.len()))
}
