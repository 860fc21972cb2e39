//! Shows that long work goes on, and how far it has come: on stderr, on a terminal only, from the
//! second second on.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::input::Meter;

/// Work of less than this shows nothing.
const SILENT: Duration = Duration::from_secs(1);
/// Time between two looks at the meter.
const LOOK: Duration = Duration::from_millis(100);

/// What is shown while a file is read of which the size is known.
const MEASURED: &str = "{spinner} {msg} {bar:24} {bytes} of {total_bytes} {elapsed}";
/// What is shown of other work.
const OTHER: &str = "{spinner} {msg} {elapsed}";

/// Work that goes on until this is dropped.
pub(crate) struct ProgressLine {
    watcher: Option<(Sender<()>, JoinHandle<()>)>,
}

impl ProgressLine {
    /// Begins to watch a piece of work that a meter follows.
    pub(crate) fn of(work: &'static str, meter: &Arc<Meter>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { watcher: None };
        }
        let (done, wait) = channel();
        let meter = Arc::clone(meter);
        let watcher = std::thread::spawn(move || {
            if wait.recv_timeout(SILENT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new(0).with_message(work).with_elapsed(SILENT);
            // Any other error means that the work is done and the sender gone.
            while wait.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                show(&bar, meter.now());
            }
            bar.finish_and_clear();
        });
        Self { watcher: Some((done, watcher)) }
    }
}

/// Shows how many bytes of how many have been read, where that is known.
fn show(bar: &ProgressBar, read: Option<(u64, u64)>) {
    let (template, (position, length)) = match read {
        Some(read) => (MEASURED, read),
        None => (OTHER, (0, 0)),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_length(length);
    bar.set_position(position);
    bar.tick();
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Some((done, watcher)) = self.watcher.take() {
            drop(done);
            // A watcher that failed has shown nothing that would have to be cleared.
            let _ = watcher.join();
        }
    }
}
