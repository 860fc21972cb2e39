//! A pretend gateway of the platform, for trying `disputes sync` without an account.
//!
//! ```console
//! $ cargo run --example gateway -- --port 8787 --orders 600 --disputes 30
//! ```
//!
//! It prints the settings that belong to it and the answer for `disputes auth import`, then serves
//! until it is stopped. `--latency-ms N`, `--quota N`, `--ban-every N`, `--fail-every N` and
//! `--wrapped` make it slower, stingier and ruder.

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example stops at the first surprise, and is no room of the program"
)]

use std::time::Duration;

#[path = "gateway/server.rs"]
mod server;

use server::{Fault, Gateway, Manner, Shop};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |flag: &str, default: u64| -> u64 {
        let at = words.iter().position(|word| word == flag);
        at.and_then(|at| words.get(at + 1)).map_or(default, |word| word.parse().unwrap())
    };
    let given = |flag: &str| words.iter().any(|word| word == flag);
    let days = i64::try_from(number("--days", 150)).unwrap();
    let shop = Shop::new(number("--orders", 600), number("--disputes", 30), days);
    let ban = given("--ban-every").then(|| (number("--ban-every", 50), Fault::Ban(1)));
    let fail = given("--fail-every").then(|| (number("--fail-every", 50), Fault::Status(503)));
    let manner = Manner {
        latency: Duration::from_millis(number("--latency-ms", 0)),
        quota: given("--quota").then(|| number("--quota", 5_000)),
        every: ban.or(fail),
        wrapped: given("--wrapped"),
        ..Manner::default()
    };
    let secret = manner.secret.clone();
    let port = u16::try_from(number("--port", 0)).unwrap();
    let gateway = Gateway::start(port, shop, manner);
    println!("# disputes.toml\n[[shop]]\nname = \"main\"\n[shop.api]\napp_key = \"500001\"");
    println!("secret_file = \"app-secret\"\nbase_url = \"{}\"\n", gateway.url());
    println!("# app-secret\n{secret}\n\n# for `disputes auth import --shop main`");
    println!("{}", gateway.token_answer());
    loop {
        std::thread::park();
    }
}
