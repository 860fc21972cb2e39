//! Commands about rates, limits and causes: `rate`, `risk`, `causes`, `points`, `rules`.

pub(super) mod causes;
pub(super) mod points;
pub(super) mod rate;
pub(super) mod risk;
pub(super) mod rules;
