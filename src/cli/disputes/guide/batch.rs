//! One message for each of several cases.

use std::io::Write;

use super::choice::{current, whole_id};
use super::settled::{self, Settled};
use super::text::{GuideOutcome, GuideWording, NOTHING_TO_GUIDE, Request, refusal_text};
use super::{Args, BETWEEN_PARTS, amount, worded};
use crate::cli::context::Context;
use crate::cli::failure::{self, Failure, USE};
use crate::cli::input::data::{self, Data};
use crate::cli::input::unknown_id::no_dispute;
use crate::cli::output::destination::Output;
use crate::cli::output::language;
use crate::cli::output::translate::{seller_words, values};
use crate::deliver;
use crate::domain::{Agreed, Caution, Dispute, OrderId, Severity, SortRows};
use crate::render::{self, Format, FormatKind, Translator};
use crate::reports::list::DisputedOrders;

/// A dispute, and how its message is to be worded.
struct DisputeMessage<'a> {
    dispute: &'a Dispute,
    worded: GuideWording<'a>,
    /// Its row in the file of settled cases; `None` where it is of none.
    place: Option<&'a str>,
}

/// One message for each of several cases: those named, those of a file, or all that are open.
pub(super) fn several(
    args: &Args,
    ids: &[String],
    files: &[String],
    context: &Context,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if args.batch && ids.is_empty() && args.agreed.is_some() {
        return Err(agreed_for_all());
    }
    let settled = settled_rows(args, context)?;
    let mut data = data::open(context, files)?;
    let orders = data.read_orders(DisputedOrders::of(data.disputes()))?;
    let cases = cases(args, ids, &settled, &data, context)?;
    if let Some(folder) = &args.output {
        std::fs::create_dir_all(folder)
            .map_err(|cause| failure::of_file(cause, "write", folder, USE))?;
    }
    let rules = context.rules()?;
    let words = seller_words(context.locale);
    let (mut said, mut documents) = (BatchRemarks::default(), Vec::new());
    for &DisputeMessage { dispute, ref worded, place } in &cases {
        let order = orders.get(dispute.order_id);
        let request = Request { dispute, order, rules: &rules, context };
        let outcome = request.word(worded).map_err(|failure| match place {
            Some(place) => failure.at(place),
            None => failure,
        })?;
        said.add(&request, &outcome, words);
        match (&outcome, &args.output) {
            (GuideOutcome::Message(message), Some(folder)) => {
                let path = folder.join(file_name(dispute.order_id, dispute.name()));
                let text = format!("{}\n", message.parts.join(BETWEEN_PARTS));
                Output::open(path)?.write(text.as_bytes())?;
            }
            (GuideOutcome::Refused(_), Some(_)) => {}
            (_, None) => documents.push(request.json(&outcome, words)),
        }
    }
    let caveats = data.shown_caveats(context);
    if format.is_document() {
        caveats.document(&render::guide_batch_json(documents), out)?;
    } else if format.kind() == FormatKind::Table && !args.batch && args.output.is_none() {
        // Messages for people are read one by one; a batch is read by a program.
        render::guide_texts(&documents, out)?;
    } else {
        documents.iter().try_for_each(|document| render::json_line(document, &mut *out))?;
    }
    said.print(context, words);
    if !format.is_document() {
        caveats.print_to_stderr(Severity::Note);
    }
    Ok(said.code())
}

/// What the seller is told of several messages.
#[derive(Default)]
struct BatchRemarks {
    written: usize,
    refused: usize,
    /// Messages that nobody stated an agreement for.
    unstated: usize,
    /// Why there is none for a case, and what may make one wrong.
    of_cases: Vec<(OrderId, String)>,
}

impl BatchRemarks {
    fn add(&mut self, request: &Request<'_>, outcome: &GuideOutcome<'_>, words: Translator<'_>) {
        let remarks = match outcome {
            GuideOutcome::Refused(refusal) => {
                self.refused += 1;
                vec![refusal_text(refusal, words)]
            }
            GuideOutcome::Message(message) => {
                self.written += 1;
                self.unstated += usize::from(message.plan.cautions.contains(&Caution::NotStated));
                request.warnings(message, words)
            }
        };
        let order = request.dispute.order_id;
        self.of_cases.extend(remarks.into_iter().map(|remark| (order, remark)));
    }

    fn print(&self, context: &Context, words: Translator<'_>) {
        let (written, refused) = (self.written.to_string(), self.refused.to_string());
        context.note(&words.fill("batch-done", values!(written, refused)));
        if self.unstated > 0 {
            context.warn(&words.get("caution-not-stated"));
        }
        for (order, remark) in &self.of_cases {
            context.note(&language::named(&order.to_string(), remark));
        }
    }

    const fn code(&self) -> u8 {
        if self.written == 0 && self.refused > 0 { NOTHING_TO_GUIDE } else { 0 }
    }
}

fn agreed_for_all() -> Failure {
    Failure::usage(
        "`--agreed` for all open cases at once would tell every buyer that their case is settled",
    )
    .hint(
        "name the settled cases in a file, as `--settled settled.csv` with the columns \
         order_id,agreed,amount; or give their ids",
    )
}

/// Returns the rows of the file of settled cases, and says which of its columns are not read; none where no
/// file is named.
fn settled_rows(args: &Args, context: &Context) -> Result<Vec<Settled>, Failure> {
    let Some(path) = &args.settled else { return Ok(Vec::new()) };
    let settled = settled::read(path, context.bounds())?;
    settled.unread(path).iter().for_each(|unread| context.note(unread));
    Ok(settled.rows)
}

/// Returns the cases asked for.
fn cases<'a>(
    args: &'a Args,
    ids: &[String],
    settled: &'a [Settled],
    data: &'a Data,
    context: &'a Context,
) -> Result<Vec<DisputeMessage<'a>>, Failure> {
    let find = |id: &str| {
        let id = whole_id(data, id.trim(), context)?;
        current(data, &id, OrderId::parse(&id).ok(), context)
            .ok_or_else(|| no_dispute(data, &id, context))
    };
    let mut cases = Vec::new();
    if args.settled.is_some() {
        for (dispute, row) in settled_cases(settled, ids, &find)? {
            let worded = worded_as_settled(args, row, context)?;
            cases.push(DisputeMessage { dispute, worded, place: Some(&row.place) });
        }
        return Ok(cases);
    }
    if args.amount.is_some() && ids.len() > 1 {
        return Err(Failure::usage(
            "`--amount` for several cases would promise each of them the same",
        )
        .hint("name the amounts in a file, as `--settled settled.csv`"));
    }
    for id in ids {
        let worded = worded(args, context)?;
        cases.push(DisputeMessage { dispute: find(id)?, worded, place: None });
    }
    if ids.is_empty() {
        let is_open = |dispute: &&Dispute| dispute.is_open(context.as_of);
        let mut open: Vec<&Dispute> = data.disputes().iter().filter(is_open).collect();
        open.sort_rows_by_key(|dispute| (dispute.order_id, dispute.opened_at));
        for dispute in open {
            let worded = worded(args, context)?;
            cases.push(DisputeMessage { dispute, worded, place: None });
        }
    }
    Ok(cases)
}

/// Returns the rows of a file of settled cases with the dispute of each, of the ids that are named or all.
/// A case that stands there twice would get two messages.
fn settled_cases<'a, 's>(
    settled: &'s [Settled],
    ids: &[String],
    find: &impl Fn(&str) -> Result<&'a Dispute, Failure>,
) -> Result<Vec<(&'a Dispute, &'s Settled)>, Failure> {
    let is_same = |a: &Dispute, b: &Dispute| (a.order_id, a.name()) == (b.order_id, b.name());
    let mut found: Vec<(&Dispute, &Settled)> = Vec::new();
    for row in settled {
        let dispute = find(&row.id).map_err(|failure| failure.at(&row.place))?;
        match found.iter().find(|(known, _)| is_same(known, dispute)) {
            None => found.push((dispute, row)),
            Some((_, before)) if before.agrees_with(row) => {}
            Some((_, before)) => {
                let text = format!(
                    "the case in {} appears here again, with a different agreement",
                    before.place
                );
                return Err(Failure::input(text)
                    .hint("leave one of the two rows out")
                    .at(&row.place));
            }
        }
    }
    if ids.is_empty() {
        return Ok(found);
    }
    let asked = |id: &String| {
        let dispute = find(id)?;
        let row = found.iter().find(|(known, _)| is_same(known, dispute)).copied();
        row.ok_or_else(|| {
            input_error!("the file of settled cases has no row for `{id}`")
                .hint("add a row that says what was agreed, or leave `--settled` out")
        })
    };
    ids.iter().map(asked).collect()
}

/// Returns how the message of a settled case is worded.
fn worded_as_settled<'a>(
    args: &'a Args,
    row: &'a Settled,
    context: &'a Context,
) -> Result<GuideWording<'a>, Failure> {
    let at_row = |failure: Failure| failure.at(&row.place);
    let amount = row.amount.as_deref().map(amount).transpose().map_err(at_row)?;
    if amount.is_some() && row.agreed != Agreed::Refund {
        return Err(at_row(
            Failure::usage("an amount is for `refund` only: a cancelled dispute pays no refund")
                .hint("write `refund` in the column agreed, or leave amount empty"),
        ));
    }
    Ok(GuideWording {
        agreed: Some(row.agreed),
        amount,
        agreed_text: &row.agreed_text,
        done: &row.done,
        ..worded(args, context)?
    })
}

/// A file name that no id can lead out of the folder, and that is another for another id.
fn file_name(order: OrderId, dispute: &str) -> String {
    match dispute {
        "" => format!("{order}.txt"),
        plain if plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) && plain.len() <= 40 => {
            format!("{order}-{plain}.txt")
        }
        other => format!("{order}-{}.txt", deliver::name(other, &[other.to_owned()])),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_id_leads_out_of_the_folder_and_none_shares_a_file(a in ".{0,60}", b in "[./a-z0-9]{0,9}") {
            let order = OrderId::from_number(8_200_000_000_000_000).unwrap();
            let names = [&a, &b].map(|id| file_name(order, id));
            for name in &names {
                let parts: Vec<Component<'_>> = Path::new(name).components().collect();
                prop_assert!(matches!(parts.as_slice(), [Component::Normal(_)]), "{}", name);
                prop_assert!(name.ends_with(".txt") && name.len() < 120, "{}", name);
            }
            prop_assert_eq!(a == b, names[0] == names[1]);
        }
    }
}
