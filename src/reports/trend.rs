//! How disputes came: by week and family, and how long after payment.

use super::list::ListRow;
use crate::domain::{AssessmentDay, Family, Moment};

/// Weeks looked back.
pub const WEEKS: usize = 12;

/// Days from payment to filing up to which each bucket reaches; the last bucket is open.
pub const DELAY_ENDS: [i64; 9] = [3, 7, 14, 21, 30, 45, 60, 75, 90];

/// Disputes of one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its first assessment day; a week is seven times 24 h that end with as-of or a week's
    /// multiple before.
    pub first: AssessmentDay,
    /// Disputes filed, in the order of [`Family::ALL`].
    pub filed: [u64; 4],
}

/// How disputes came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// By week, oldest first; always [`WEEKS`] of them.
    pub weeks: Vec<Week>,
    /// By whole days from payment to filing, as [`DELAY_ENDS`] divides them, and one more for
    /// later ones.
    pub delays: Vec<u64>,
    /// Disputes whose payment is not known.
    pub delays_unknown: u64,
}

/// Counts disputes filed before as-of.
pub fn trend(disputes: &[ListRow], as_of: Moment) -> Trend {
    let mut weeks: Vec<Week> = (1..=WEEKS)
        .rev()
        .map(|back| {
            let days = 7 * i64::try_from(back).expect("there are few weeks");
            Week { first: AssessmentDay::of(as_of.plus_days(-days)), filed: [0; 4] }
        })
        .collect();
    let mut delays = vec![0; DELAY_ENDS.len() + 1];
    let mut delays_unknown = 0;
    for row in disputes.iter().filter(|row| row.dispute.opened_at < as_of) {
        let opened = row.dispute.opened_at;
        let last = Moment::from_millis(as_of.millis() - 1);
        // A week that has not begun is none of them.
        let back = usize::try_from(last.days_since(opened) / 7).unwrap_or(usize::MAX);
        let week = WEEKS.checked_sub(back + 1).and_then(|place| weeks.get_mut(place));
        let place = Family::ALL.iter().position(|family| *family == row.dispute.family);
        let cell = week.zip(place).and_then(|(week, place)| week.filed.get_mut(place));
        if let Some(count) = cell {
            *count += 1;
        }
        let paid = row.order.as_ref().and_then(|order| order.paid_at);
        match paid.filter(|paid| *paid <= opened) {
            None => delays_unknown += 1,
            Some(paid) => {
                let days = opened.days_since(paid);
                let bucket = DELAY_ENDS.iter().position(|end| days < *end);
                if let Some(count) = delays.get_mut(bucket.unwrap_or(DELAY_ENDS.len())) {
                    *count += 1;
                }
            }
        }
    }
    Trend { weeks, delays, delays_unknown }
}
