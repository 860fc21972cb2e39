//! Programs that are started, and all that they start: ended together when their time is over.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What runs in a process group of its own, so that it can be ended whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouped {
    /// Always: the program asks nobody anything.
    Always,
    /// Where no terminal is: a program in the background of one is stopped when it asks for a
    /// password there. At a terminal Ctrl-C ends all.
    WithoutTerminal,
}

/// A program and all that it has started. Whatever of it still runs is ended when this is dropped.
pub(crate) struct ProcessGroup {
    pub(crate) child: Child,
    /// The number of the group; `None` where the program is in the group of this one.
    #[cfg(unix)]
    group: Option<rustix::process::Pid>,
}

impl ProcessGroup {
    /// Starts a program.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub(crate) fn start(command: &mut Command, grouped: Grouped) -> io::Result<Self> {
        #[cfg(not(unix))]
        let _ = grouped;
        #[cfg(unix)]
        let own = match grouped {
            Grouped::Always => true,
            Grouped::WithoutTerminal => !has_terminal(),
        };
        #[cfg(unix)]
        if own {
            std::os::unix::process::CommandExt::process_group(command, 0);
        }
        let child = command.spawn()?;
        Ok(Self {
            #[cfg(unix)]
            group: i32::try_from(child.id())
                .ok()
                .filter(|_| own)
                .and_then(rustix::process::Pid::from_raw),
            child,
        })
    }

    /// Waits for the program; `None` when it has not ended in time.
    ///
    /// # Errors
    ///
    /// When the system cannot say whether it has ended.
    pub(crate) fn wait_until(&mut self, end: Instant) -> io::Result<Option<ExitStatus>> {
        const STEP: Duration = Duration::from_millis(20);
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(Some(status));
            }
            if Instant::now() >= end {
                return Ok(None);
            }
            thread::sleep(STEP);
        }
    }

    /// Leaves running what the program has started, such as an agent that keeps passwords.
    pub(crate) fn leave(&mut self) {
        #[cfg(unix)]
        {
            self.group = None;
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(group) = self.group {
            // Where all have ended there is nothing to end.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns whether this process has a terminal, wherever its input and output go.
#[cfg(unix)]
fn has_terminal() -> bool {
    std::fs::File::open("/dev/tty").is_ok()
}

/// Reads a pipe to its end, or to `most` bytes, beside others.
pub(crate) fn read_aside(
    pipe: Option<impl Read + Send + 'static>,
    most: u64,
) -> Receiver<io::Result<Vec<u8>>> {
    let (send, done) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = match pipe {
            Some(pipe) => pipe.take(most).read_to_end(&mut bytes).map(drop),
            None => Ok(()),
        };
        // Nobody waits any more where this fails.
        let _ = send.send(read.map(|()| bytes));
    });
    done
}
