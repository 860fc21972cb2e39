//! What was said, and to whom: remembers reports, and sends notices. Computes and lays out nothing.

mod error;
mod http;
mod journal;
mod mail;
mod message;
mod refusals;
mod webhook;

pub use error::DeliverError;
pub use http::{is_address, ping};
pub use journal::{name, read_lines, write_lines};
pub use mail::{Mail, MailSession, Security, Sent};
pub use message::{About, Message};
pub use webhook::{Service, Webhook, post, split_off};
