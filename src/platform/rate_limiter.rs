//! How fast to call: as fast as the platform lets us, and no faster. No rates are published for
//! the calls used here, so the pauses between calls grow with each ban and shrink with success.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::Runtime;
use crate::domain::Moment;

/// The pause after a first ban, and the longest one, in milliseconds.
const FIRST_PAUSE: i64 = 250;
const LONGEST_PAUSE: i64 = 8_000;

/// The pauses between calls, shared by all calls of an application.
#[derive(Debug, Default)]
pub(super) struct RateLimiter {
    state: Mutex<LimiterState>,
}

#[derive(Debug, Default)]
struct LimiterState {
    /// When the next call may leave, in milliseconds.
    free_at: i64,
    /// Between two calls, in milliseconds.
    pause: i64,
}

impl RateLimiter {
    /// Waits for this call's turn.
    pub(super) fn wait(&self, runtime: &dyn Runtime) {
        let now = runtime.now().millis();
        let turn = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = state.free_at.max(now);
            state.free_at = turn.saturating_add(state.pause);
            turn
        };
        if let Ok(wait) = u64::try_from(turn - now)
            && wait > 0
        {
            runtime.sleep(Duration::from_millis(wait));
        }
    }

    /// Notes a call that went well.
    pub(super) fn well(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.pause = state.pause * 9 / 10;
    }

    /// Notes a ban until a moment: nobody calls before it, and later calls are farther apart.
    pub(super) fn banned(&self, until: Moment) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.free_at = state.free_at.max(until.millis());
        state.pause = (state.pause * 3 / 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;
    use crate::platform::Note;

    struct Watch(AtomicI64);

    impl Runtime for Watch {
        fn now(&self) -> Moment {
            Moment::from_millis(self.0.load(Ordering::Relaxed))
        }
        fn sleep(&self, time: Duration) {
            self.0.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
        }
        fn chance(&self) -> u64 {
            0
        }
        fn note(&self, _: &Note<'_>) {}
    }

    #[test]
    fn a_ban_holds_everyone_and_spreads_what_follows() {
        let (watch, rate_limiter) = (Watch(AtomicI64::new(0)), RateLimiter::default());
        rate_limiter.wait(&watch);
        assert_eq!(watch.now().millis(), 0);
        rate_limiter.banned(Moment::from_millis(2_000));
        rate_limiter.wait(&watch);
        rate_limiter.wait(&watch);
        assert_eq!(watch.now().millis(), 2_250);
        for _ in 0..100 {
            rate_limiter.well();
        }
        rate_limiter.wait(&watch);
        rate_limiter.wait(&watch);
        assert_eq!(watch.now().millis(), 2_500);
    }
}
