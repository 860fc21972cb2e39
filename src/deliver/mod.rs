//! What was said, and to whom: remembers reports, and sends notices. Computes and lays out nothing.

mod error;
mod http;
mod journal;
mod mail;
mod message;
mod secret;
mod webhook;

pub use error::DeliverError;
pub use http::ping;
pub use journal::{name, read_lines, write_lines};
pub use mail::{Mail, Security, mail};
pub use message::Message;
pub use secret::Secret;
pub use webhook::{Service, Webhook, post};
