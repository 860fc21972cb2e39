//! A message to a buyer as JSON.

use std::io::{self, Write};

use serde::Serialize;

/// Whether a cancelled dispute still counts, by which rule.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CountsV1 {
    /// The rule set.
    pub(crate) rule_set: String,
    /// `counted`, `excluded` or `sources-differ`.
    pub(crate) reading: &'static str,
    /// Ids of the sources, as the rule set lists them.
    pub(crate) sources: Vec<String>,
    /// How sure this is.
    pub(crate) confidence: &'static str,
}

/// Why there is no message.
#[derive(Debug, Serialize)]
pub(crate) struct RefusedV1 {
    /// Stable code.
    pub(crate) code: &'static str,
    /// In words.
    pub(crate) reason: String,
    /// When it happened; `null` where that is not known.
    pub(crate) at: Option<String>,
    /// What to do instead.
    pub(crate) instead: String,
}

/// A message.
#[derive(Debug, Default, Serialize)]
pub(crate) struct GuideV1 {
    /// `disputes/guide/v1`
    pub(crate) schema: &'static str,
    /// The order.
    pub(crate) order_id: String,
    /// The dispute; `null` when the input gives no id.
    pub(crate) dispute_id: Option<String>,
    /// The language's tag; `null` when refused.
    pub(crate) lang: Option<&'static str>,
    /// Which message; `null` when refused.
    pub(crate) situation: Option<&'static str>,
    /// The message; `null` when refused.
    pub(crate) text: Option<String>,
    /// The message, cut where that was asked for.
    pub(crate) parts: Vec<String>,
    /// Unicode scalar values.
    pub(crate) characters: Option<usize>,
    /// UTF-16 units, in which browsers count.
    pub(crate) utf16_units: Option<usize>,
    /// End of buyer protection; `null` when not known.
    pub(crate) buyer_protection_ends_at: Option<String>,
    /// Whether the dispute still counts in the dispute rate once it is cancelled.
    pub(crate) counts_after_cancel: bool,
    /// By which rule.
    pub(crate) counts_rule: CountsV1,
    /// What the seller should know before sending it.
    pub(crate) warnings: Vec<String>,
    /// How the language was chosen, what the message lacks, and in what form it came out.
    pub(crate) notes: Vec<String>,
    /// Why there is no message; `null` when there is one.
    pub(crate) refused: Option<RefusedV1>,
}

/// Several messages.
#[derive(Debug, Serialize)]
pub(crate) struct GuideBatchV1 {
    schema: &'static str,
    messages: Vec<GuideV1>,
}

/// Returns several messages as one document.
pub(crate) fn guide_batch_json(messages: Vec<GuideV1>) -> GuideBatchV1 {
    GuideBatchV1 { schema: "disputes/guide-batch/v1", messages }
}

/// Writes several messages for people, each behind the order it is for. Those refused are left out.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn guide_texts(messages: &[GuideV1], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let worded = messages.iter().filter(|message| !message.parts.is_empty());
    for (place, message) in worded.enumerate() {
        let blank = if place == 0 { "" } else { "\n" };
        writeln!(out, "{blank}===== {} =====", message.order_id)?;
        writeln!(out, "{}", message.parts.join("\n\n---\n\n"))?;
    }
    Ok(())
}
