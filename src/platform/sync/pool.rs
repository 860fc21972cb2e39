//! Several calls in flight, answers one at a time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

/// Runs `work` over `items` on up to `in_flight` threads and hands each result to `take` on this
/// thread, in the order in which they come. Stops handing out items once `take` fails; what is in
/// flight then is finished and dropped.
///
/// # Errors
///
/// The first error of `take`.
pub(super) fn in_flight<I: Send, R: Send, E>(
    in_flight: usize,
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    work: impl Fn(I) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let items = Mutex::new(items.into_iter());
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Few results wait, so that an item is not worked on long before it is taken.
        let (send, receive) = mpsc::sync_channel(in_flight.max(1));
        for _ in 0..in_flight.max(1) {
            let (send, items, work, stop) = (send.clone(), &items, &work, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let item = items.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(item) = item else { break };
                    if send.send(work(item)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        while let Ok(result) = receive.recv() {
            if let Err(error) = take(result) {
                stop.store(true, Ordering::Relaxed);
                // Threads that wait to hand over are let go.
                drop(receive);
                return Err(error);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_taken_once() {
        let mut taken = Vec::new();
        let done: Result<(), ()> = in_flight(
            4,
            0..100,
            |n| n * 2,
            |n| {
                taken.push(n);
                Ok(())
            },
        );
        taken.sort_unstable();
        assert_eq!((done, taken), (Ok(()), (0..100).map(|n| n * 2).collect::<Vec<_>>()));
    }

    #[test]
    fn the_first_error_stops_the_rest() {
        let mut taken = 0;
        let done = in_flight(
            2,
            0..1_000_000,
            |n| n,
            |n| {
                taken += 1;
                if taken == 5 { Err(n) } else { Ok(()) }
            },
        );
        assert!(done.is_err() && taken == 5);
    }
}
