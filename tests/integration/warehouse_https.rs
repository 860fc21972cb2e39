//! ClickHouse by `url`: a pretend server with a certificate of its own, on this machine.
#![cfg(unix)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fs, thread};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::common::{Place, root};
use crate::warehouse::{answer, example};

const PASSWORD: &str = "p@ss word/7";

/// What the server sends.
#[derive(Clone)]
enum Manner {
    /// The answer to the statement.
    Honest,
    /// A status and a text for every statement about orders.
    Says(&'static str, &'static str),
    /// Rows, and then an exception, as a server without room for the whole answer does.
    Breaks,
    /// Fewer bytes than it has promised.
    Cuts,
    /// Nothing for a long time.
    Hangs,
    /// A byte now and then.
    Drips,
}

struct Fake {
    port: u16,
    /// The requests, each whole.
    seen: Arc<Mutex<Vec<String>>>,
}

pub(crate) fn tls() -> Arc<ServerConfig> {
    let folder = root().join("tests/data/tls");
    let chain = CertificateDer::pem_file_iter(folder.join("server.pem")).unwrap();
    let chain: Vec<_> = chain.map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    Arc::new(config.with_single_cert(chain, key).unwrap())
}

/// Reads a request: its head, and as much body as the head says.
fn request(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&part[..read]),
        }
    }
}

fn reply(manner: &Manner, request: &str, answers: &[(&str, String); 2]) -> (String, Duration) {
    let known = answers.iter().find(|(shape, _)| request.contains(shape));
    let rows = known.map_or("1\n".to_owned(), |(_, rows)| rows.clone());
    let whole = |status: &str, body: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
    };
    let is_of_orders = request.contains("/masks/");
    let half: String = rows.lines().take(3).map(|row| format!("{row}\n")).collect();
    match manner {
        Manner::Says(status, text) if is_of_orders => {
            (whole(status, text, text.len()), Duration::ZERO)
        }
        Manner::Breaks if is_of_orders => {
            let body = format!(
                "{half}Code: 241. DB::Exception: Memory limit exceeded (for user reader)\n"
            );
            (whole("200 OK", &body, body.len()), Duration::ZERO)
        }
        Manner::Cuts if is_of_orders => (whole("200 OK", &half, rows.len()), Duration::ZERO),
        Manner::Hangs if is_of_orders => (String::new(), Duration::from_secs(4)),
        _ => (whole("200 OK", &rows, rows.len()), Duration::ZERO),
    }
}

impl Fake {
    fn start(manner: Manner, answers: [(&'static str, String); 2]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let (kept, config) = (Arc::clone(&seen), tls());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (kept, config) = (Arc::clone(&kept), Arc::clone(&config));
                let (manner, answers) = (manner.clone(), answers.clone());
                thread::spawn(move || serve(stream, config, &kept, (&manner, &answers)));
            }
        });
        Self { port, seen }
    }
}

fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    seen: &Mutex<Vec<String>>,
    (manner, answers): (&Manner, &[(&'static str, String); 2]),
) {
    let connection = ServerConnection::new(config).unwrap();
    let mut stream = StreamOwned::new(connection, stream);
    let Some(request) = request(&mut stream) else { return };
    let (reply, wait) = reply(manner, &request, answers);
    seen.lock().unwrap().push(request);
    thread::sleep(wait);
    let step = if matches!(manner, Manner::Drips) { 1 } else { reply.len().max(1) };
    for part in reply.as_bytes().chunks(step) {
        thread::sleep(Duration::from_millis(if step == 1 { 40 } else { 0 }));
        // A client that has given up reads no more.
        let _ = stream.write_all(part);
    }
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// The answers of an embedded engine to the same questions, which another dialect puts otherwise.
fn answers(place: &Place) -> [(&'static str, String); 2] {
    let base = example();
    let of = |shape: &str| {
        let told = place.run(&format!("sql --dialect sqlite --as-of 2026-01-16 --shape {shape}"));
        answer(&base, told.strip_prefix("exit 0\n--- stdout\n").unwrap())
    };
    [("/masks/", of("masks")), ("disputes words", of("words"))]
}

fn with_server(manner: Manner, more: &str) -> (Place, Fake) {
    let place = Place::new();
    let fake = Fake::start(manner, answers(&place));
    let file = place.write("password", format!("{PASSWORD}\n"));
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    let port = fake.port;
    place.write(
        "disputes.toml",
        format!(
            "[[warehouse]]\nname = \"stats\"\ndialect = \"clickhouse\"\nurl = \"https://localhost:{port}/\"\nuser = \"reader\"\npassword_file = \"password\"\n{more}"
        ),
    );
    fs::copy(root().join("tests/data/tls/ca.pem"), place.path("ca.pem")).unwrap();
    (place, fake)
}

const TRUSTED: &str = "ca_file = \"ca.pem\"\ntimeout = 2\n";

#[test]
fn a_server_is_asked_as_documented_and_its_answer_judged() {
    let (place, fake) = with_server(Manner::Honest, TRUSTED);
    let told = place.run("rate --from stats --as-of 2026-01-16 --verbose");
    assert!(
        told.starts_with("exit 0\n") && told.contains("warehouse stats (clickhouse)"),
        "{told}"
    );
    assert!(!told.contains(PASSWORD) && !told.contains("p%40ss"), "{told}");
    let seen = fake.seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    for request in seen.iter() {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(
            lines.next(),
            Some("POST /?default_format=CSV&readonly=2&wait_end_of_query=1 HTTP/1.1")
        );
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (key, value) = line.split_once(": ")?;
                key.eq_ignore_ascii_case(name).then(|| value.to_owned())
            })
        };
        assert_eq!(header("X-ClickHouse-User").as_deref(), Some("reader"));
        assert_eq!(header("X-ClickHouse-Key").as_deref(), Some(PASSWORD));
        assert_eq!(header("Authorization"), None);
        assert!(body.starts_with("-- disputes ") && !body.contains(PASSWORD), "{body}");
    }
}

#[test]
fn a_server_that_fails_gives_no_figure() {
    let text = "Code: 60. DB::Exception: Table default.orders does not exist. (UNKNOWN_TABLE)";
    let echo =
        "Code: 516. DB::Exception: reader: wrong password p@ss word/7 (AUTHENTICATION_FAILED)";
    for (manner, words) in [
        (Manner::Says("500 Internal Server Error", text), "orders does not exist"),
        (Manner::Says("403 Forbidden", echo), "wrong password … (AUTHENTICATION_FAILED)"),
        (Manner::Says("302 Found", ""), "302 Found"),
        (Manner::Says("200 OK", "<html>a page of a proxy</html>"), "is not a row of counts"),
        (Manner::Breaks, "Memory limit exceeded"),
        (Manner::Cuts, "the connection was lost"),
        (Manner::Hangs, "no answer within 2 s"),
        (Manner::Drips, "no answer within 2 s"),
    ] {
        let (place, _fake) = with_server(manner, TRUSTED);
        let told = place.run("rate --from stats --as-of 2026-01-16 --verbose");
        assert!(told.starts_with("exit 4\n") && told.contains(words), "{words}: {told}");
        assert!(!told.contains("--- stdout") && !told.contains(PASSWORD), "{told}");
    }
}

#[test]
fn a_server_that_nobody_vouches_for_is_not_asked() {
    let (place, fake) = with_server(Manner::Honest, "timeout = 2\n");
    let told = place.run("rate --from stats --as-of 2026-01-16");
    assert!(told.starts_with("exit 4\n") && told.contains("certificate"), "{told}");
    assert!(fake.seen.lock().unwrap().is_empty());
    let (place, fake) = with_server(Manner::Honest, "ca_file = \"password\"\n");
    let told = place.run("rate --from stats --as-of 2026-01-16");
    assert!(told.starts_with("exit 2\n") && told.contains("`ca_file`"), "{told}");
    assert!(fake.seen.lock().unwrap().is_empty());
    let (place, _fake) = with_server(Manner::Honest, "ca_file = \"no-such-file\"\n");
    let told = place.run("rate --from stats --as-of 2026-01-16");
    assert!(told.starts_with("exit 2\n") && told.contains("`ca_file`"), "{told}");
}
