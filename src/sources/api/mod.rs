//! The platform's open interface: signing, calls, and the shapes of its answers. Reads only: no
//! call that agrees, refuses or uploads is here.

mod secret;
pub mod sign;
pub mod wire;

pub use secret::Secret;
