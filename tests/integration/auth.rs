//! `disputes auth` and `disputes doctor` against a pretend platform.

use crate::platform::{Manner, Platform, SYNC, small};

#[test]
fn a_shop_is_authorised_by_code_or_by_answer_and_forgotten_again() {
    let platform = Platform::unauthorised(small(), Manner::default());
    assert_eq!(platform.run("auth status"), "exit 0\n--- stdout\nmain: not authorised\n");
    assert_eq!(
        platform.run("auth url --redirect-uri https://example.com/cb"),
        "exit 0\n--- stdout\n$API/oauth/authorize?response_type=code&force_auth=true&\
         redirect_uri=https%3A%2F%2Fexample.com%2Fcb&client_id=500001\n"
    );
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 2") && told.contains("has not been authorised"), "{told}");
    let told = platform.run("auth login --shop main --code bad");
    assert!(told.starts_with("exit 4") && told.contains("`InvalidCode`"), "{told}");
    let told = platform.place.run_with("auth login --shop main", b"good-code\n");
    assert!(told.starts_with("exit 0\n--- stdout\nshop `main` is authorised until"), "{told}");
    assert!(platform.run("auth refresh").starts_with("exit 0"));
    assert!(platform.run("auth status --format json").contains("\"authorised\": true"));
    assert!(platform.run("auth logout").starts_with("exit 0"));
    assert!(platform.run("auth status --format json").contains("\"authorised\": false"));
}

#[test]
fn what_holds_no_tokens_is_not_imported() {
    let platform = Platform::unauthorised(small(), Manner::default());
    for text in ["", "<html>", "{}", "{\"code\":\"InvalidCode\",\"message\":\"no\"}"] {
        let told = platform.place.run_with("auth import --shop main", text.as_bytes());
        assert!(told.starts_with("exit 3"), "{text}: {told}");
    }
    assert!(platform.run("auth import --shop other").starts_with("exit 2"));
}

#[cfg(unix)]
#[test]
fn tokens_and_secret_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let platform = Platform::new(small(), Manner::default());
    let tokens = platform.place.path("state/disputes/tokens/main.json");
    assert_eq!(tokens.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let folder = tokens.parent().unwrap().metadata().unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    let secret = platform.place.path("app-secret");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).unwrap();
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 2") && told.contains("chmod 600"), "{told}");
    assert!(platform.run("doctor").starts_with("exit 3"));
}

#[test]
fn an_authorisation_that_the_platform_ended_asks_for_a_new_one() {
    let platform = Platform::new(small(), Manner::default());
    platform.gateway.memory().access = "gone".to_owned();
    platform.gateway.memory().refresh = "gone".to_owned();
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 4") && told.contains("authorise again"), "{told}");
    // One attempt, however many calls are in flight.
    assert_eq!(platform.gateway.memory().calls["/rest/auth/token/refresh"], 1);
}

#[test]
fn the_secret_may_come_from_a_command() {
    let platform = Platform::new(small(), Manner::default());
    let text = std::fs::read_to_string(platform.place.path("disputes.toml")).unwrap();
    let text =
        text.replace("secret_file = \"app-secret\"", "secret_command = [\"cat\", \"app-secret\"]");
    platform.place.write("disputes.toml", text);
    assert!(
        platform
            .run("sync --no-details --since 2026-01-01 --as-of 2026-01-18")
            .starts_with("exit 0")
    );
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let platform = Platform::new(small(), Manner::default());
    let text = std::fs::read_to_string(platform.place.path("disputes.toml")).unwrap();
    let text = text.replace(&platform.gateway.url(), "http://api.example.com");
    platform.place.write("disputes.toml", text);
    let told = platform.run(SYNC);
    assert!(told.starts_with("exit 2") && told.contains("`https` is needed"), "{told}");
}

#[test]
fn the_doctor_finds_nothing_wrong_and_then_names_what_is() {
    let platform = Platform::new(small(), Manner::default());
    let told = platform.run("doctor");
    assert!(
        told.starts_with("exit 0") && told.contains("ok · platform main: $API answers"),
        "{told}"
    );
    assert!(told.contains("ok · clock main"), "{told}");
    assert!(platform.run("doctor --offline").contains("skipped · platform main: not called"));
    platform.gateway.manner().secret = "another".to_owned();
    let told = platform.run("doctor --format json");
    assert!(told.starts_with("exit 3") && told.contains("\"ok\": false"), "{told}");
}

#[test]
fn a_token_near_its_end_is_renewed_once_a_run_before_it_is_refused() {
    let platform = Platform::unauthorised(small(), Manner::default());
    platform.gateway.memory().life = 60;
    let answer = platform.gateway.token_answer();
    platform.place.run_with("auth import --shop main", answer.as_bytes());
    assert!(platform.run(SYNC).starts_with("exit 0"));
    assert_eq!(platform.gateway.memory().calls["/rest/auth/token/refresh"], 1);
    assert_eq!(platform.gateway.memory().complaints, Vec::<String>::new());
}
