//! Shows that long work goes on: on stderr, on a terminal only, from the second second on.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work of less than this shows nothing.
const SILENT: Duration = Duration::from_secs(1);

/// Work that goes on until this is dropped.
pub(super) struct Progress {
    watcher: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to watch a piece of work.
    pub(super) fn of(work: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { watcher: None };
        }
        let (done, wait) = channel();
        let watcher = std::thread::spawn(move || {
            if wait.recv_timeout(SILENT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(work).with_elapsed(SILENT);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            // An error means that the work is done and the sender gone.
            let _ = wait.recv();
            bar.finish_and_clear();
        });
        Self { watcher: Some((done, watcher)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, watcher)) = self.watcher.take() {
            drop(done);
            // A watcher that failed has shown nothing that would have to be cleared.
            let _ = watcher.join();
        }
    }
}
