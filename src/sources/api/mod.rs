//! The platform's open interface: signing, calls, and the shapes of its answers. Reads only: no
//! call that agrees, refuses or uploads is here.

pub mod sign;
