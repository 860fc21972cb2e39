//! What a statement asks for.

use super::dialect::Dialect;
use super::fingerprint::GroupBy;
use super::tables::{Tables, Vocabulary};
use crate::domain::{Window, Zone};

/// The question behind the masks.
#[derive(Clone, Copy, Debug)]
pub struct MaskQuestion<'a> {
    /// The engine.
    pub dialect: Dialect,
    /// The tables.
    pub tables: &'a Tables,
    /// The words.
    pub words: &'a Vocabulary,
    /// The window, which ends at as-of.
    pub window: Window,
    /// The zone of columns of times without one; `None` where they have one.
    pub zone: Option<Zone>,
    /// What orders are grouped by.
    pub by: GroupBy,
    /// Only orders of these shops; empty means all.
    pub shops: &'a [String],
}
