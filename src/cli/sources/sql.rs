//! `disputes sql`

use std::io::Write;

use crate::cli::args::zones::zone as named_zone;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::sources::warehouse::{self, one_window};
use crate::domain::Window;
use crate::warehouse::{
    Dialect, Field, GroupBy, MaskQuestion, StatementError, Tables, TablesError, Vocabulary,
};

/// Print a read-only statement that counts orders where they are; runs nothing
///
/// Run it with the engine's own client and give what comes back to `disputes rate --counts FILE`: the
/// statement's first line holds the fingerprint by which the answer is recognised. Statements for
/// Doris and StarRocks have not been tested.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The engine
    #[arg(long, value_enum, required_unless_present = "from")]
    dialect: Option<Dialect>,
    /// Print it for a warehouse of the settings
    #[arg(long, value_name = "NAME", conflicts_with_all = ["dialect", "orders", "disputes"])]
    from: Option<String>,
    /// What to count: masks (orders by what is true of them), delays (for the forecast) or words (status and reason words in use)
    #[arg(long, value_enum, default_value_t = StatementShape::Masks)]
    shape: StatementShape,
    /// Count by shop, product or country
    #[arg(long, value_enum)]
    by: Option<GroupBy>,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    window: Option<u32>,
    /// The table or view of orders, as `dwd.ae_orders`
    #[arg(long, value_name = "TABLE", default_value = "orders")]
    orders: String,
    /// The table or view of disputes
    #[arg(long, value_name = "TABLE", default_value = "disputes")]
    disputes: String,
}

/// What a statement returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum StatementShape {
    /// Orders by group and by what is true of them
    Masks,
    /// Orders by the days of payment, completion and disputes, of all shops together
    Delays,
    /// Words for status, reason, stage, liability and completion, with how often they occur
    Words,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let days = one_window(&context.rules()?, args.window.or(context.found.settings.window))?;
    let window = Window::ending_at(context.as_of, days);
    let by = args.by.unwrap_or(GroupBy::Nothing);
    let shops = &context.common.shops;
    let print = |question: MaskQuestion<'_>, out: &mut dyn Write| -> Result<u8, Failure> {
        if !question.dialect.is_tested() {
            context.note(&format!("statements for {} have not been tested", question.dialect.id()));
        }
        let text = match args.shape {
            StatementShape::Masks => question.statement()?,
            StatementShape::Delays => question.delays_statement()?,
            StatementShape::Words => question.words_statement()?,
        };
        out.write_all(text.as_bytes())?;
        Ok(0)
    };
    if let Some(name) = &args.from {
        return print(warehouse::source(context, name)?.question(window, by, shops), out);
    }
    let mut columns = Vec::new();
    for pair in &context.common.map {
        let Some(named) = pair.split_once('=') else {
            return Err(usage_error!("`--map {pair}` is not of the form FIELD=HEADER"));
        };
        columns.push(named);
    }
    let dialect = args.dialect.expect("the parser asks for it where no warehouse is named");
    let zone = context.common.source_tz.as_ref();
    let zone = zone.map(|name| named_zone(name, "--source-tz")).transpose()?;
    let tables = Tables::new(&args.orders, &args.disputes, columns)?;
    let words = Vocabulary::new([])?;
    let (tables, words) = (&tables, &words);
    print(MaskQuestion { dialect, tables, words, window, zone, by, shops }, out)
}

impl From<TablesError> for Failure {
    fn from(error: TablesError) -> Self {
        let hint = match &error {
            TablesError::Field(_) => {
                Some(format!("there are {}", Field::ALL.map(Field::id).join(", ")))
            }
            TablesError::Table(_) | TablesError::Needed(_) | TablesError::Word { .. } => None,
        };
        Self::usage(error.to_string()).maybe_hint(hint)
    }
}

impl From<StatementError> for Failure {
    fn from(error: StatementError) -> Self {
        let hint = match &error {
            StatementError::NeedsZone(_) => "name it with `--source-tz ZONE`, or as `zone`",
            StatementError::NeedsNoZone(_) => "leave out `--source-tz` and `zone`",
            StatementError::SummerTime(_) | StatementError::UnevenDays(_) => {
                "give a view whose time columns have a zone, or are in UTC"
            }
            StatementError::DoubledHour { .. } => {
                "use `--as-of` with a day, or give a view whose time columns have a zone"
            }
            StatementError::NoKey(_) => "name the column, or count without that group",
        };
        Self::usage(error.to_string()).hint(hint)
    }
}
