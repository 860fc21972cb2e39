//! The platform's open interface: signing, calls, and the shapes of its answers. Reads only: no
//! call that agrees, refuses or uploads is here.

mod answer;
mod client;
mod error;
mod rate_limiter;
mod runtime;
pub mod sign;
pub mod sync;
mod token;
mod verdict;

pub use client::{Client, ClientConfig, Session};
pub use error::CallError;
pub use runtime::{Note, Runtime};
pub use token::{Tokens, tokens_from_answer};
