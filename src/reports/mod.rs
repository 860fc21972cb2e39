//! One question a file: a tally and the report it ends in. Knows no file formats and lays out
//! nothing.

pub mod agreement;
mod case;
pub mod causes;
pub mod causes_tally;
pub mod changes;
mod counter;
mod disputed_orders;
pub mod explain;
pub mod exposure;
mod facts;
pub mod filings;
pub mod flow;
pub mod forecast;
pub mod groups;
mod held;
pub mod histogram;
pub mod history;
pub mod list;
pub mod maturity;
mod names;
pub mod notices;
mod pieces;
pub mod points;
pub mod rate;
pub mod rate_tally;
pub mod record;
pub mod risk;
pub mod shop_names;
pub mod show;
pub mod statistics;
mod sweep;
pub mod trend;
