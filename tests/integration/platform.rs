//! A shop with access to a pretend platform.

use std::process::{Output, Stdio};

use crate::common::Place;

#[allow(dead_code, missing_docs, unreachable_pub, reason = "the gateway is an example's")]
#[path = "../../examples/gateway/server.rs"]
pub(crate) mod server;

pub(crate) use server::{Fault, Gateway, Manner, Shop};

/// A folder with settings and secret, and the gateway they name.
pub(crate) struct Platform {
    pub(crate) place: Place,
    pub(crate) gateway: Gateway,
}

/// The span that holds all of the made-up shop.
pub(crate) const SYNC: &str = "sync --shop main --since 2025-08-01 --as-of 2026-01-18";

impl Platform {
    /// Starts a gateway and authorises the shop.
    pub(crate) fn new(shop: Shop, manner: Manner) -> Self {
        let platform = Self::unauthorised(shop, manner);
        let answer = platform.gateway.token_answer();
        let told = platform.place.run_with("auth import --shop main", answer.as_bytes());
        assert!(told.starts_with("exit 0"), "{told}");
        platform
    }

    /// Starts a gateway, and authorises nobody.
    pub(crate) fn unauthorised(shop: Shop, manner: Manner) -> Self {
        let (place, secret) = (Place::new(), manner.secret.clone());
        let gateway = Gateway::start(0, shop, manner);
        place.write(
            "disputes.toml",
            format!(
                "[[shop]]\nname = \"main\"\n[shop.api]\napp_key = \"500001\"\n\
                 secret_file = \"app-secret\"\nbase_url = \"{}\"\n",
                gateway.url()
            ),
        );
        let path = place.write("app-secret", format!("{secret}\n"));
        private(&path);
        Self { place, gateway }
    }

    /// Runs the program, and returns all that it says with the gateway's address as `$API`.
    pub(crate) fn run(&self, line: &str) -> String {
        self.place.run(line).replace(&self.gateway.url(), "$API")
    }

    /// Starts the program and does not wait for it.
    pub(crate) fn start(&self, line: &str) -> std::process::Child {
        let mut command = self.place.command(line, &self.place.path(""));
        command.stdin(Stdio::null()).spawn().unwrap()
    }

    /// Returns all that a finished program has said.
    pub(crate) fn told(&self, output: &Output) -> String {
        self.place.told(output).replace(&self.gateway.url(), "$API")
    }

    /// Returns everything that is in the store.
    pub(crate) fn kept(&self) -> String {
        let (orders, disputes) =
            (self.run("store export orders"), self.run("store export disputes"));
        assert!(orders.starts_with("exit 0") && disputes.starts_with("exit 0"), "{disputes}");
        orders + &disputes
    }
}

/// Returns a small shop: 240 orders, of which 60 are disputed.
pub(crate) fn small() -> Shop {
    Shop::new(240, 60, 150)
}

#[cfg(unix)]
fn private(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn private(_: &std::path::Path) {}
