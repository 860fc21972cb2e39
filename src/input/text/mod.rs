//! What a text means by itself, below tables and documents.

pub(crate) mod chinese;
pub(crate) mod extended_json;
pub(crate) mod folded;
pub(crate) mod literal;
pub(crate) mod numbers;
pub(crate) mod outline;
pub(crate) mod shop_names;
pub(crate) mod shortened_times;
pub(crate) mod wrapped_values;
pub(crate) mod written_times;
pub(crate) mod zone_names;
