//! Takes out of a HAR the answers that are read, so that a seller can hand it on.

use std::sync::Arc;

use crate::files::Bounds;
use crate::input::SourceError;
use crate::input::container::companions::Companions;
use crate::input::container::raw_file::{Input, Spec};
use crate::input::detect::{Detector, InputFormat};
use crate::input::document::har::{self, NotScrubbed, Scrubbed};
use crate::input::document::{json, json_bounds};
use crate::input::table::title_catalogue::TitleCatalogue;

/// Returns a HAR with the answers of the dispute pages and nothing else of a file.
///
/// # Errors
///
/// When the file cannot be read within the bounds, is no HAR, or holds no such answer.
pub fn scrub(spec: &Spec, bounds: Bounds) -> Result<Scrubbed, SourceError> {
    let input = Input::open_within(spec, &Arc::default(), bounds)?;
    let path = input.name().to_owned();
    let no_har = |what: &str| SourceError::Named {
        path: path.clone(),
        what: what.to_owned(),
        remedy: "give the file that the browser's network panel saved with \"Save all as HAR\"",
    };
    let catalogue = TitleCatalogue::new(&Vec::new());
    let detector = Detector { catalogue: &catalogue, encoding: None };
    let (text, mut companions) = match detector.detect(&input)? {
        InputFormat::Json { encoding } => {
            (json::text(&input, encoding)?, Companions::beside(&input))
        }
        InputFormat::HarArchive => {
            let (companions, bytes) = Companions::of_archive(&input)?;
            (String::from_utf8_lossy(&bytes).into_owned(), companions)
        }
        InputFormat::Delimited { .. }
        | InputFormat::Sheets { .. }
        | InputFormat::Parquet
        | InputFormat::Archive
        | InputFormat::Inner(_) => return Err(no_har("not a HAR file")),
    };
    json_bounds::require_bounded(&input, text.trim_start())?;
    har::scrubbed(&text, &mut companions).map_err(|why| match why {
        NotScrubbed::Broken(cause) => SourceError::BrokenJson { path: path.clone(), cause },
        NotScrubbed::NoHar => no_har("not a HAR file"),
        NotScrubbed::NothingKnown => no_har("a HAR without any answer of the dispute pages"),
    })
}
