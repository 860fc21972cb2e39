//! `disputes causes`

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data;
use crate::cli::output::answer::OutputArgs;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::format::ROWS;
use crate::cli::output::translate::seller_words;
use crate::domain::{Caveat, CaveatKind, Fact, Severity, Window};
use crate::render;
use crate::reports::causes::report;
use crate::reports::causes_tally::CausesTally;

/// Show where disputes come from, and which late orders may be disputed next
///
/// Groups orders by product, SKU, country, carrier, delay, price, month and buyer, and says for each
/// group whether its disputes could be due to chance. Groups with too few orders are not judged.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Look at orders paid in this many days up to as-of
    #[arg(long, value_name = "DAYS", default_value_t = 365)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=3660))]
    window: u32,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS)?;
    let mut data = data::open(context, &args.files)?;
    data.needs(context, args.window)?;
    data.require_whole(context)?;
    let filings = data.filings();
    let window = Window::ending_at(context.as_of, args.window);
    let tally = CausesTally::new(window, context.common.shops.clone(), &filings);
    let tally = data.read_orders(tally)?;
    if !data.known().has(Fact::Orders) {
        return Err(Failure::input("no order file was given, so nothing is known of the orders")
            .hint("give the order export too"));
    }
    if !data.known().has(Fact::Paid) {
        return Err(Failure::input("an order input does not tell when orders were paid").hint(
            "export again with the payment time, or name its column with `--map paid_at=…`",
        ));
    }
    data.print_totals(context);
    let mut caveats = data.caveats(context);
    // No rate of it counts orders by their completion: those that are not in the files change none.
    let is_of_orders = |caveat: &&mut Caveat| {
        caveat.kind == CaveatKind::Coverage && caveat.part("what") == Some("orders")
    };
    caveats.iter_mut().filter(is_of_orders).for_each(|caveat| caveat.severity = Severity::Note);
    let caveats = Caveats::new(&caveats, context).reaching(data.reach_to());
    let report = report(tally, window);
    let words = seller_words(context.locale);
    let laid_out = || render::causes_document(&report, format.audience(), words);
    caveats.answer(format, context, out, || render::causes_json(&report), laid_out)
}
