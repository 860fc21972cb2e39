//! Commands about the settings and the program: `config`, `doctor`, `schema`.

pub(super) mod config;
pub(super) mod doctor;
pub(super) mod init;
pub(super) mod schema;
