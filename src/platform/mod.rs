//! The platform's open interface: signing, calls, and the shapes of its answers. Reads only: no
//! call that agrees, refuses or uploads is here.

mod answer;
mod client;
mod error;
mod rate_limiter;
mod runtime;
pub(crate) mod sign;
pub(crate) mod sync;
mod token;
mod token_manager;
mod verdict;

pub(crate) use client::{Client, ClientConfig};
pub(crate) use error::CallError;
pub(crate) use runtime::{Note, Runtime};
pub(crate) use token::Tokens;
pub(crate) use token_manager::TokenManager;
