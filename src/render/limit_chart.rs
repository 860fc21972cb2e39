//! Figures as shares of their limits, drawn.

use super::bars::{Bar, Bars, bars};
use super::chart::{Chart, LegendKey, Sign};
use super::translator::Translator;

/// A limit on the scale of bars that are drawn as shares of their limits, in hundredths of a percent.
pub(super) const WHOLE_LIMIT: u64 = 10_000;

/// Returns how long a rate's bar is on the scale of its limit; both are in hundredths of a percent.
pub(super) fn share_of_limit(rate_bp: u64, limit_bp: u32) -> u64 {
    rate_bp.saturating_mul(WHOLE_LIMIT) / u64::from(limit_bp).max(1)
}

/// Draws bars as shares of their limits.
pub(super) fn limit_chart(drawn: Vec<Bar>, words: Translator<'_>) -> Option<Chart> {
    let any_over = drawn.iter().any(|bar| bar.over);
    let drawing = bars(&Bars { bars: drawn, limit: Some(WHOLE_LIMIT) })?;
    let mut legend = vec![
        LegendKey { sign: Sign::Area("bar"), text: words.get("chart-key-share") },
        LegendKey { sign: Sign::Line("tick"), text: words.get("chart-key-limit") },
    ];
    if any_over {
        legend.insert(1, LegendKey { sign: Sign::Area("over"), text: words.get("chart-key-over") });
    }
    Some(Chart { drawing, legend })
}
