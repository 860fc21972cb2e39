//! The platform's open interface: signing, calls, and the shapes of its answers. Reads only: no
//! call that agrees, refuses or uploads is here.

mod answer;
mod client;
mod error;
mod pace;
pub mod pull;
mod secret;
pub mod sign;
mod token;
mod verdict;
mod world;

pub use client::{Access, Client, Session};
pub use error::CallError;
pub use secret::Secret;
pub use token::{Tokens, tokens_from_answer};
pub use world::{Note, World};
