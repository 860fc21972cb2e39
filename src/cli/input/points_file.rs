//! The ledger of points on disk: read, and written so that a crash loses nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::context::{Context, clock};
use crate::cli::failure::{self, Failure, USE};
use crate::domain::{AssessmentDay, Moment};
use crate::files::{self, Bounds};
use crate::reports::points::{self, PointsReport};
use crate::rules::{PenaltyNotice, RuleSet, read_ledger, write_ledger};
use crate::store::{Lock, StoreError, lock, make_private_folder, write_private};

/// How long a run waits for another to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns where the ledger is.
pub(crate) fn path(context: &Context) -> Result<PathBuf, Failure> {
    let folder = context.environment.state_dir.clone();
    folder.map(|folder| folder.join("points.toml")).ok_or_else(|| {
        Failure::usage("there is no folder for the ledger of points")
            .hint("set HOME or XDG_STATE_HOME")
    })
}

/// Reads the ledger; an absent one is empty.
pub(crate) fn read(context: &Context) -> Result<Vec<PenaltyNotice>, Failure> {
    match path(context) {
        Ok(path) => read_at(&path, context.bounds()),
        // Without a home there is no ledger.
        Err(_) => Ok(Vec::new()),
    }
}

/// Reads the ledger at a path; an absent one is empty.
pub(crate) fn read_at(path: &Path, bounds: Bounds) -> Result<Vec<PenaltyNotice>, Failure> {
    let text = match files::read_text(path, bounds) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unusable(error, "read", path)),
    };
    Ok(read_ledger(&text, &path.display().to_string())?)
}

/// Changes the ledger: read, changed and replaced as a whole while no other run does.
pub(crate) fn change<T>(
    context: &Context,
    change: impl FnOnce(&mut Vec<PenaltyNotice>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let path = path(context)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private_folder(folder).map_err(|error| unusable(error, "make the folder of", &path))?;
    let _lock = alone(folder, context)?;
    let mut notices = read_at(&path, context.bounds())?;
    let answer = change(&mut notices)?;
    write_private(&path, write_ledger(&notices).as_bytes())
        .map_err(|error| unusable(error, "write", &path))?;
    Ok(answer)
}

/// Waits for other runs that change the ledger, but not for ever.
fn alone(folder: &Path, context: &Context) -> Result<Lock, Failure> {
    let waiting = &mut |holder: &str| {
        context.note(&format!("another run changes the ledger ({holder}); waiting for it"));
    };
    lock(&folder.join("points"), clock(), PATIENCE, waiting).map_err(|error| match error {
        StoreError::Held { holder, .. } => input_error!(
            "the ledger of points is in use by {holder}"
        )
        .hint("wait for that run to end, or end it, and run this again; nothing was changed"),
        other => other.into(),
    })
}

fn unusable(cause: io::Error, what: &str, path: &Path) -> Failure {
    failure::of_file(cause, what, path, USE)
}

/// Returns the points on the day that has run when it is `as_of`. Notices count that are of the shops asked
/// for; those that name no shop belong to all.
pub(crate) fn report(
    context: &Context,
    rules: &RuleSet,
    as_of: Moment,
) -> Result<PointsReport, Failure> {
    let shops = &context.common.shops;
    let mut notices = read(context)?;
    notices.retain(|notice| {
        notice.shop.is_empty() || shops.is_empty() || shops.contains(&notice.shop)
    });
    Ok(points::report(&notices, rules.points.as_ref(), AssessmentDay::before(as_of)))
}
