//! The example settings are accepted and name every key.

use std::fs;

use crate::common::{Place, root};

#[test]
fn the_example_settings_are_accepted_and_read_back() {
    let place = Place::new();
    place.write("disputes.toml", fs::read(root().join("config.example.toml")).unwrap());
    let told = place.run("config show --format csv");
    assert!(told.starts_with("exit 0\n"), "{told}");
    assert!(!told.contains("default"), "a key is not in the example:\n{told}");
}
