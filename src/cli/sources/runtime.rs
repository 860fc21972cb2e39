//! The outside runtime of the platform's client.

use std::hash::{BuildHasher, RandomState};
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::{Context, clock};
use crate::domain::{Moment, show_hostile};
use crate::platform::{Note, Runtime};

/// Work shorter than this shows no progress.
const QUIET: Duration = Duration::from_secs(1);

/// The runtime as it is: clock, sleep, chance, and stderr.
pub(crate) struct RealWorld {
    verbose: bool,
    started: Instant,
    /// Progress, on a terminal only.
    bar: Option<Mutex<ProgressBar>>,
}

impl RealWorld {
    pub(crate) fn new(context: &Context) -> Self {
        let verbose = context.common.verbose > 0;
        let bar = (std::io::stderr().is_terminal() && !verbose).then(|| {
            let bar = ProgressBar::hidden();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            Mutex::new(bar)
        });
        Self { verbose, started: Instant::now(), bar }
    }

    fn show(&self, text: &str) {
        let Some(bar) = &self.bar else { return };
        if self.started.elapsed() < QUIET {
            return;
        }
        if let Ok(bar) = bar.lock() {
            if bar.is_hidden() {
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            bar.set_message(text.to_owned());
            bar.tick();
        }
    }

    /// Clears the progress away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar
            && let Ok(bar) = bar.lock()
        {
            bar.finish_and_clear();
        }
    }
}

impl Runtime for RealWorld {
    fn now(&self) -> Moment {
        clock()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn chance(&self) -> u64 {
        // Its keys are chosen again for each.
        RandomState::new().hash_one(0)
    }

    fn note(&self, note: &Note<'_>) {
        let text = match note {
            Note::Calling { method } => format!("calling {method}"),
            Note::Banned { method, wait } => {
                format!("{method} is banned; waiting {} s", wait.as_secs())
            }
            Note::Retrying { method, why, wait } => {
                format!("{method}: {why}; again in {} ms", wait.as_millis())
            }
            Note::Renewing => "renewing the access token".to_owned(),
            Note::Read { list, rows, total } => match total {
                Some(total) => format!("{list}: {rows} of {total}"),
                None => format!("{list}: {rows}"),
            },
        };
        if self.verbose {
            // Nothing can be done where stderr is closed.
            let _ = writeln!(
                std::io::stderr().lock(),
                "{}",
                crate::cli::output::language::line(
                    crate::cli::output::language::Prefix::Note,
                    &show_hostile(&crate::cli::output::language::translated(&text))
                )
            );
        } else if !matches!(note, Note::Calling { .. }) {
            self.show(&text);
        }
    }
}
