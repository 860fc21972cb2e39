//! The `disputes` program: hands over to `cli::main`.

fn main() {}
