//! JSON documents: dispute lists of the seller centre, saved answers of the Open Platform.

pub(crate) mod json;
pub mod open_platform;
pub(crate) mod seller_centre;
