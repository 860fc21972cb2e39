//! Words of other rooms as words of the command line: which there are, and what the help says of them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::{Agreed, Family, State, Turn};
use crate::messages::{Surface, Tone};
use crate::render::Format;
use crate::reports::list::HandledFilter;
use crate::reports::rate::Grouping;
use crate::rules::Appeal;
use crate::warehouse::{Dialect, GroupBy};

/// Has the parser read the values that are listed, each by its id or another word, with its help.
macro_rules! words {
    ($($type:ty { $($value:ident $(= $help:literal)? $(| $other:literal)?),+ $(,)? })+) => {$(
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &[$(Self::$value),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                let word = PossibleValue::new(self.id());
                match self {
                    $(Self::$value => Some(word$(.help($help))?$(.alias($other))?),)+
                    #[allow(unreachable_patterns, reason = "of some types every value is listed")]
                    _ => None,
                }
            }
        }
    )+};
}

words! {
    State { Open, Cancelled, Ended }
    Turn { Seller, Buyer, Platform, Logistics, Unknown }
    Family {
        NotReceived | "not-received",
        NotAsDescribed | "not-as-described",
        BuyerOwn | "buyer-own",
        Unknown,
    }
    Agreed {
        Resolved = "Nothing more is owed",
        Keep = "A return is under way and the buyer keeps the item",
        Refund = "A refund through the platform: the buyer accepts the proposal",
        Resend = "A replacement is on its way",
        Wait = "The parcel is on its way",
        OffPlatform = "Money outside the platform (refused)",
        ForReview = "Something in return for a review (refused)",
    }
    Grouping {
        Shop = "Shop",
        Product = "Product id, else SKU",
        Country = "Country, as ISO 3166 alpha-2",
        Family = "What the dispute is about",
        Month = "Calendar month in Asia/Shanghai",
    }
    GroupBy { Shop = "Shop", Product = "Product id", Country = "Country" }
    Appeal {
        NotMade = "Not appealed",
        Pending = "Pending",
        Won = "Won: the points do not count",
        Lost = "Lost",
    }
    HandledFilter { Handled, NotHandled }
    Tone {
        Full = "At most 1,500 characters",
        Brief = "At most 900 characters, without amount and words of yours",
    }
    Surface { App, Web, Both }
    Dialect {
        Spark = "Apache Spark SQL",
        Clickhouse = "ClickHouse",
        Postgres = "PostgreSQL",
        Duckdb = "DuckDB",
        Doris = "Apache Doris (untested)",
        Starrocks = "StarRocks (untested)",
        Sqlite = "SQLite",
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let others = self.aliases().iter().copied();
        Some(PossibleValue::new(self.id()).help(self.help()).aliases(others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_is_left_out() {
        assert_eq!(Family::value_variants(), Family::ALL);
        assert_eq!(Agreed::value_variants(), Agreed::ALL);
        assert_eq!(Dialect::value_variants(), Dialect::ALL);
    }
}
