//! `disputes show`

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::disputes::guide::{ids_and_files, whole_id};
use crate::cli::failure::Failure;
use crate::cli::input::data;
use crate::cli::input::marks;
use crate::cli::input::unknown_id;
use crate::cli::output::answer::OutputArgs;
use crate::cli::output::format::ROWS;
use crate::cli::output::translate::seller_words;
use crate::domain::OrderId;
use crate::render::{self, FormatKind};
use crate::reports::list::{DisputedOrders, row};
use crate::reports::show::ShownDispute;

/// Show everything known of one order or dispute
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of the order, of one of its lines or of a dispute, or its last six digits, and order exports
    /// and dispute lists, in any sequence [default: the settings' files]
    #[arg(value_name = "ID|FILE", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS)?;
    let rules = context.rules()?;
    let (ids, files) = ids_and_files(&args.words);
    let [wanted] = ids.as_slice() else {
        return Err(usage_error!("one id is shown at a time, not {}", ids.len())
            .hint("`disputes list --all` lists the disputes there are"));
    };
    let mut data = data::open(context, &files)?;
    let whole = whole_id(&data, wanted.trim(), context)?;
    let wanted = whole.as_str();
    let order_id = OrderId::parse(wanted).ok();
    let by_dispute = data
        .disputes()
        .iter()
        .find(|dispute| dispute.details().id == wanted || dispute.details().line_id == wanted)
        .map(|dispute| dispute.order_id);
    let asked = DisputedOrders::of(data.disputes()).and(order_id);
    let orders = data.read_orders(asked)?;
    let known = |id: &OrderId| {
        orders.get(*id).is_some() || data.disputes().iter().any(|dispute| dispute.order_id == *id)
    };
    let Some(id) = order_id.filter(known).or(by_dispute) else {
        return Err(input_error!("no order and no dispute has the id `{wanted}`")
            .hint(unknown_id::hint(&data, wanted, context.as_of)));
    };
    data.print_totals(context);
    let caveats = data.shown_caveats(context);
    let own_records = marks::own_records(&data, context);
    let disputes = data
        .disputes()
        .iter()
        .filter(|dispute| dispute.order_id == id && dispute.exists(context.as_of))
        .map(|dispute| row(dispute, orders.get(id), context.as_of, &rules))
        .map(|row| row.with_own(&own_records, context.as_of))
        .collect();
    let case = ShownDispute::new(id, orders.get(id).cloned(), disputes, context.as_of);
    let words = seller_words(context.locale);
    let own = context.own_zone()?;
    let json = || render::show_json(&case, &rules, context.as_of);
    let laid_out = || match format.kind() == FormatKind::Table {
        true => render::show_document(&case, &rules, own, words),
        false => render::timeline_document(&case, own, format.audience(), words),
    };
    caveats.answer(format, context, out, json, laid_out)
}
