//! What was said, and to whom: remembers reports, and sends notices. Computes and lays out nothing.

mod error;
mod http;
mod journal;
mod mail;
mod message;
mod refusals;
mod service;
mod webhook;

pub(crate) use error::DeliverError;
pub(crate) use http::{is_address, kind_of_address, ping};
pub(crate) use journal::{Remembered, name, read_lines, write_lines};
pub(crate) use mail::{Mail, MailSession, Security, Sent};
pub(crate) use message::{About, Message};
pub(crate) use service::Service;
pub(crate) use webhook::{Webhook, post, split_off};
