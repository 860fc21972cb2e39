//! Raw files, and what is undone before a format is decided: packing, archives, encodings.

pub(crate) mod archive;
pub(crate) mod cfb;
pub(crate) mod companions;
pub(crate) mod encoding;
pub(crate) mod meter;
pub(crate) mod mhtml;
pub(crate) mod paths;
pub(crate) mod raw_file;
pub(crate) mod signature;
