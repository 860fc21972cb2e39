//! `disputes done`

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::disputes::guide::{current, ids_and_files, note_others, whole_id};
use crate::cli::failure::Failure;
use crate::cli::input::data::{self, Data};
use crate::cli::input::marks;
use crate::cli::input::unknown_id::no_dispute;
use crate::cli::output::destination::QuietArgs;
use crate::cli::output::translate::{translate, values};
use crate::domain::{AsMarked, DisputeMark, Handled, OrderId, State};
use crate::reports::list::row;

/// Mark disputes as handled, so that `disputes today` no longer names them
///
/// The mark is kept in the local store of this machine, whether the disputes come from files or from
/// the store. It holds until the dispute needs you again: when it becomes your turn, when you get
/// another deadline, when another stage is yours, and when the deadline passes and it is still your
/// turn; while it is the turn of the buyer or the platform, it holds. It changes no figure, and nothing of what `check` and `notify` say.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Ids of orders, of their lines or of disputes, or their last six digits, and order exports and
    /// dispute lists, in any sequence [default: the settings' files]
    #[arg(value_name = "ID|FILE", required = true)]
    words: Vec<String>,
    /// Remove the marks
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    quiet: QuietArgs,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let (ids, files) = ids_and_files(&args.words);
    if ids.is_empty() {
        return Err(Failure::usage("no id of an order or a dispute was given")
            .hint("name it by its last six digits, as `disputes done 123456`"));
    }
    let (key, orders) = match args.undo {
        // Marks are found by the ids alone.
        true => ("done-undone", undo(&ids, context)?),
        false => ("done-marked", mark(&ids, &files, context)?),
    };
    for order in &orders {
        args.quiet.line(out, &translate(context, key, values!(order)))?;
    }
    Ok(0)
}

fn mark(ids: &[String], files: &[String], context: &Context) -> Result<Vec<String>, Failure> {
    let data = data::open(context, files)?;
    let at = marks::moment(context);
    let targets: Result<Vec<_>, Failure> =
        ids.iter().map(|id| target(&data, id.trim(), context)).collect();
    let targets = targets?;
    marks::change(context, |marks| {
        let marked = targets.iter().map(|(wanted, then)| {
            let known = marks.all().iter().find(|mark| mark.is_of(wanted));
            let mark = known.unwrap_or(wanted).clone();
            DisputeMark { handled: Some(Handled { at, then: *then }), ..mark }
        });
        let orders = targets.iter().map(|(wanted, _)| wanted.order_id.to_string());
        Ok((orders.collect(), marked.collect()))
    })
}

fn undo(ids: &[String], context: &Context) -> Result<Vec<String>, Failure> {
    marks::change(context, |marks| {
        let (mut orders, mut changed) = (Vec::new(), Vec::new());
        for id in ids {
            let found = marks::named(marks, id.trim())?;
            orders.extend(found.first().map(|mark| mark.order_id.to_string()));
            changed.extend(found.into_iter().map(|mark| DisputeMark { handled: None, ..mark }));
        }
        Ok((orders, changed))
    })
}

/// Returns an empty mark of the dispute that an id stands for, and how the dispute stands: of those on
/// an order the newest open one, else the newest.
pub(crate) fn target(
    data: &Data,
    id: &str,
    context: &Context,
) -> Result<(DisputeMark, AsMarked), Failure> {
    let whole = whole_id(data, id, context)?;
    let order_id = OrderId::parse(&whole).ok();
    let Some(dispute) = current(data, &whole, order_id, context) else {
        return Err(no_dispute(data, &whole, context));
    };
    note_others(data, &whole, dispute, context);
    let row = row(dispute, None, context.as_of, &context.rules()?);
    if row.state != State::Open {
        context.note(&format!("the dispute on {} is not open", dispute.order_id));
    }
    Ok((DisputeMark::of(dispute), row.as_marked()))
}
