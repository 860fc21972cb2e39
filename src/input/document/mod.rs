//! JSON documents: dispute lists of the seller centre, saved answers of the Open Platform.

mod beside_rows;
pub(crate) mod documents;
pub(crate) mod embedded;
mod entities;
pub(crate) mod extract;
mod fields;
pub(crate) mod har;
pub(crate) mod json;
pub(crate) mod json_bounds;
pub(crate) mod known_keys;
pub(crate) mod lenient;
mod list_page;
mod list_statement;
mod lost_lists;
pub mod open_platform;
pub(crate) mod pages;
pub(crate) mod plain_rows;
pub(crate) mod russia;
pub(crate) mod saved_orders;
pub(crate) mod seller_centre;
pub(crate) mod seller_details;
