//! The course of an order in days: what forecasts learn from.

/// When an order was paid and completed, in cells of 24 h back from as-of; `None`: not, not known, or
/// too long ago.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Course {
    /// Cell of the payment.
    pub paid: Option<u32>,
    /// Cell of the completion that counts.
    pub completed: Option<u32>,
}

/// A filing, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledCell {
    /// Cell of the filing.
    pub at: u32,
    /// Cell from which on it is known to be cancelled; `None` when it is not.
    pub cancelled: Option<u32>,
}

/// Orders of one course, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseCount {
    /// The course.
    pub course: Course,
    /// Whole days from payment to as-of, of orders with disputes; `None` for others, and where payment
    /// is not known.
    pub age: Option<u32>,
    /// Whole days from payment to the first filing; `None` without one, or where either is not known.
    pub delay: Option<u32>,
    /// The filings, in no order.
    pub filed: Vec<FiledCell>,
    /// How many orders they are.
    pub orders: u64,
}
