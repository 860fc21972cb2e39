//! From a path to bytes: files and pipes, compression, text encodings, compound files.

pub(crate) mod bounds;
pub(crate) mod cfb;
pub(crate) mod encoding;
pub(crate) mod meter;
pub(crate) mod raw_file;
