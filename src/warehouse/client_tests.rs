//! Clients that answer, hang, die and leave processes behind.
#![cfg(unix)]

use super::*;

fn shell(script: &str, milliseconds: u64) -> EngineClient {
    EngineClient {
        program: "sh".to_owned(),
        arguments: vec!["-c".to_owned(), script.to_owned()],
        timeout: Duration::from_millis(milliseconds),
    }
}

#[test]
fn the_statement_is_read_and_the_answer_returned() {
    assert_eq!(shell("cat", 10_000).run("SELECT 1").unwrap(), "SELECT 1");
    // More than a pipe holds, both ways.
    let long = "x".repeat(1 << 20);
    assert_eq!(shell("cat", 10_000).run(&long).unwrap(), long);
    // A client that reads nothing.
    assert_eq!(shell("echo a", 10_000).run(&long).unwrap(), "a\n");
}

#[test]
fn a_client_that_hangs_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("alive");
    let script = format!("(sleep 2; touch '{}') & sleep 60", mark.display());
    let begun = Instant::now();
    let error = shell(&script, 500).run("").unwrap_err();
    assert!(matches!(error, ClientError::Stopped { .. }), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(2));
    thread::sleep(Duration::from_millis(2_500));
    assert!(!mark.exists(), "a child of the client was left behind");
}

#[test]
fn a_child_that_holds_the_output_open_does_not_hold_us() {
    let begun = Instant::now();
    let error = shell("sleep 60 & echo done", 700).run("").unwrap_err();
    assert!(matches!(error, ClientError::Stopped { .. }), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_lost_connection_is_tried_once_more_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let count = folder.path().join("count");
    let script =
        |message: &str| format!("echo x >> '{}'; echo '{message}' >&2; exit 2", count.display());
    let tries = || std::fs::read(&count).unwrap().len() / 2;
    let error = shell(&script("psql: error: connection to server failed"), 10_000).run("");
    assert!(matches!(error.unwrap_err(), ClientError::Lost { .. }));
    assert_eq!(tries(), 2);
    let error = shell(&script("ERROR: column \"a\" does not exist"), 10_000).run("");
    let error = error.unwrap_err().to_string();
    assert_eq!(error, "the statement failed: ERROR: column \"a\" does not exist");
    assert_eq!(tries(), 3);
}

#[test]
fn a_client_that_dies_gives_no_answer() {
    let error = shell("echo a,1,1; kill -9 $$", 10_000).run("").unwrap_err();
    assert!(matches!(error, ClientError::Failed { .. }), "{error}");
    let missing = EngineClient { program: "no-such-client".to_owned(), ..shell("", 1_000) };
    assert!(matches!(missing.run("").unwrap_err(), ClientError::NotFound { .. }));
    let error = shell("printf '\\377'", 10_000).run("").unwrap_err();
    assert!(matches!(error, ClientError::NotText));
}

#[test]
fn passwords_are_not_repeated() {
    let error = shell(
        "echo 'Error: postgres://me:s3cr3t@db/erp password=s3cr3t PWD=s3cr3t' >&2; exit 1",
        10_000,
    );
    let error = error.run("").unwrap_err().to_string();
    assert!(!error.contains("s3cr3t") && error.contains("postgres://…@db/erp"), "{error}");
}
