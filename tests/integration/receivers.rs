//! Every receiver and every answer that it may give: what the run says, how it ends, and what the next run does.
//! The tables are `docs/receivers.md`.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};

use crate::common::{Place, root, write_private};
use crate::golden::compare_page;
use crate::warehouse_https::tls;

const WEBHOOKS: [&str; 6] = ["dingtalk", "feishu", "wecom", "telegram", "slack", "json"];

/// What stands behind an address.
#[derive(Clone, Debug)]
enum Behind {
    /// A service that gives this answer to every request: status, further headers, body.
    Http(&'static str, &'static str, &'static str),
    /// A mail server that is well until it answers so at this point.
    Mail(&'static str, &'static str),
    /// Something that takes a connection and stays silent.
    Silence,
    /// A service that gives a byte of its answer now and then.
    Drip,
    /// Something with a certificate of an authority that nobody knows.
    Certificate,
    /// Nothing.
    Nobody,
}

/// A server, and how often it was asked.
struct Server {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Server {
    fn new(behind: Behind) -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        if matches!(behind, Behind::Nobody) {
            // A free port could be given to another server of this test.
            return Self { port: 9, asked };
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let counted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
                let (stream, behind) = (stream.unwrap(), behind.clone());
                // A client that refuses a certificate is gone before it is answered.
                std::thread::spawn(move || drop(serve(stream, &behind)));
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn serve(stream: TcpStream, behind: &Behind) -> std::io::Result<()> {
    match behind {
        Behind::Http(status, headers, body) => answer(stream, status, headers, body),
        Behind::Mail(point, reply) => mail(stream, point, reply),
        Behind::Silence => {
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        }
        Behind::Drip => {
            // A client takes an answer that comes before its request as an error of another kind.
            read_request(&stream)?;
            write!(&stream, "HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n")?;
            for _ in 0..60 {
                (&stream).write_all(b" ")?;
                std::thread::sleep(Duration::from_secs(1));
            }
            Ok(())
        }
        Behind::Certificate => {
            let connection = ServerConnection::new(tls()).unwrap();
            StreamOwned::new(connection, stream).read(&mut [0; 100]).map(drop)
        }
        Behind::Nobody => Ok(()),
    }
}

fn answer(mut stream: TcpStream, status: &str, headers: &str, body: &str) -> std::io::Result<()> {
    read_request(&stream)?;
    let size = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{headers}content-length: {size}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn read_request(stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    reader.read_exact(&mut vec![0; length])
}

fn mail(mut stream: TcpStream, point: &str, reply: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let at =
        |here: &str, well: &str| if here == point { reply.to_owned() } else { well.to_owned() };
    write!(stream, "{}\r\n", at("greeting", "220 test"))?;
    let mut inside = false;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let said = match line.split_whitespace().next() {
            Some(".") if inside => {
                inside = false;
                at("message", "250 taken")
            }
            _ if inside => continue,
            Some("EHLO") => "250-test\r\n250 AUTH PLAIN".to_owned(),
            Some("AUTH") => at("login", "235 ok"),
            Some("MAIL") => at("sender", "250 ok"),
            Some("RCPT") => at("recipient", "250 ok"),
            Some("DATA") => {
                let said = at("data", "354 go on");
                inside = said.starts_with('3');
                said
            }
            _ => "250 ok".to_owned(),
        };
        write!(stream, "{said}\r\n")?;
    }
}

const PAGE: &str = "<!DOCTYPE html><title>Log in</title>";

/// What a service says where it has words of its own.
fn own(kind: &str, answer: &str) -> Option<Behind> {
    let (status, body) = match (kind, answer) {
        ("dingtalk" | "wecom", "taken") => ("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#),
        ("feishu", "taken") => ("200 OK", r#"{"code":0,"msg":"success"}"#),
        ("telegram", "taken") => ("200 OK", r#"{"ok":true,"result":{}}"#),
        ("slack", "taken") => ("200 OK", "ok"),
        ("json", "taken") => ("200 OK", "{}"),
        ("dingtalk", "too fast") => {
            ("200 OK", r#"{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"#)
        }
        ("feishu", "too fast") => ("200 OK", r#"{"code":11232,"msg":"frequency limited"}"#),
        ("wecom", "too fast") => {
            ("200 OK", r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#)
        }
        ("dingtalk", "keyword") => {
            ("200 OK", r#"{"errcode":310000,"errmsg":"keywords not in content"}"#)
        }
        ("feishu", "keyword") => ("200 OK", r#"{"code":19024,"msg":"Key Words Not Found"}"#),
        ("slack", "keyword") => ("200 OK", "no_text"),
        ("dingtalk", "unknown code") => {
            ("200 OK", r#"{"errcode":300001,"errmsg":"token is not exist"}"#)
        }
        ("wecom", "unknown code") => {
            ("200 OK", r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#)
        }
        ("telegram", "unknown code") => ("200 OK", r#"{"ok":false,"description":"strange"}"#),
        ("telegram", "moved") => (
            "400 Bad Request",
            r#"{"ok":false,"error_code":400,"description":"group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234}}"#,
        ),
        ("telegram", "400") => {
            ("400 Bad Request", r#"{"ok":false,"error_code":400,"description":"chat not found"}"#)
        }
        ("telegram", "401") => {
            ("401 Unauthorized", r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#)
        }
        ("telegram", "403") => (
            "403 Forbidden",
            r#"{"ok":false,"error_code":403,"description":"bot was blocked by the user"}"#,
        ),
        ("telegram", "429") => (
            "429 Too Many Requests",
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"#,
        ),
        ("slack", "400") => ("400 Bad Request", "invalid_payload"),
        ("slack", "403") => ("403 Forbidden", "action_prohibited"),
        ("slack", "404") => ("404 Not Found", "no_service"),
        ("feishu", "400") => ("400 Bad Request", r#"{"code":9499,"msg":"Bad Request"}"#),
        _ => return None,
    };
    Some(Behind::Http(status, "", body))
}

/// The answers of a webhook: what they are called, and what stands behind the address.
fn answers(kind: &str) -> Vec<(&'static str, Behind)> {
    let html = "content-type: text/html\r\n";
    let moved = "location: http://127.0.0.1:9/\r\n";
    let known = [
        ("taken", "the service's yes"),
        ("too fast", "200, too many messages"),
        ("keyword", "200, no keyword in the message"),
        ("unknown code", "200, a refusal that no source explains"),
        ("moved", "400, the group has a new chat id"),
        ("400", "400"),
        ("401", "401"),
        ("403", "403"),
        ("404", "404"),
        ("429", "429, after 35 s"),
    ];
    let plain = [
        ("200, nothing", Behind::Http("200 OK", "", "")),
        ("200, a web page", Behind::Http("200 OK", html, PAGE)),
        ("301", Behind::Http("301 Moved Permanently", moved, "")),
        ("400", Behind::Http("400 Bad Request", "", "")),
        ("401", Behind::Http("401 Unauthorized", "", "")),
        ("403", Behind::Http("403 Forbidden", "", "")),
        ("404", Behind::Http("404 Not Found", "", "")),
        ("429, after 35 s", Behind::Http("429 Too Many Requests", "retry-after: 35\r\n", "")),
        ("451", Behind::Http("451 Unavailable For Legal Reasons", "", "")),
        ("500", Behind::Http("500 Internal Server Error", "", "")),
        ("503, a web page", Behind::Http("503 Service Unavailable", html, PAGE)),
        ("no answer in 20 s", Behind::Silence),
        ("200, a byte of an answer each second", Behind::Drip),
        ("connection refused", Behind::Nobody),
        ("certificate of an unknown authority", Behind::Certificate),
    ];
    let mut all: Vec<_> =
        known.iter().filter_map(|(key, name)| Some((*name, own(kind, key)?))).collect();
    for (name, behind) in plain {
        if !all.iter().any(|(own, _)| *own == name) {
            all.push((name, behind));
        }
    }
    all
}

/// The answers of a mail server.
fn mail_answers() -> Vec<(&'static str, Behind)> {
    vec![
        ("taken", Behind::Mail("", "")),
        ("421 at the greeting", Behind::Mail("greeting", "421 4.3.2 too busy")),
        ("554 at the greeting", Behind::Mail("greeting", "554 5.7.1 no service for you")),
        ("a web page", Behind::Mail("greeting", "HTTP/1.1 400 Bad Request\r\n\r\n<html></html>")),
        ("454 at the login", Behind::Mail("login", "454 4.7.0 try again")),
        ("535 at the login", Behind::Mail("login", "535 5.7.8 wrong password")),
        ("550 for the sender", Behind::Mail("sender", "550 5.7.1 not your address")),
        ("450 for the recipient", Behind::Mail("recipient", "450 4.2.1 mailbox busy")),
        ("451 for the recipient", Behind::Mail("recipient", "451 4.7.1 greylisted")),
        ("452 for the recipient", Behind::Mail("recipient", "452 4.2.2 mailbox full")),
        ("550 for the recipient", Behind::Mail("recipient", "550 5.1.1 no such user")),
        ("552 for the message", Behind::Mail("message", "552 5.3.4 too large")),
        ("452 for the message", Behind::Mail("message", "452 4.3.1 no room")),
        ("no answer in 20 s", Behind::Silence),
        ("connection refused", Behind::Nobody),
        ("certificate of an unknown authority", Behind::Certificate),
    ]
}

fn settings(place: &Place, kind: &str, port: u16, behind: &Behind) {
    let folder = root().join("examples/shop").display().to_string();
    let is_safe = matches!(behind, Behind::Certificate);
    let receiver = if kind == "email" {
        let security = if is_safe { "tls" } else { "none" };
        format!(
            "host = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\nuser = \"me\"\n\
             password_file = \"key\"\nfrom = \"shop@example.com\"\nto = [\"me@example.com\"]\n"
        )
    } else {
        let scheme = if is_safe { "https" } else { "http" };
        write_private(place, "url", &format!("{scheme}://localhost:{port}/hook"));
        "url_file = \"url\"\nsecret_file = \"key\"\nchat_id = \"1\"\nkeyword = \"DISPUTES\"\n"
            .to_owned()
    };
    write_private(place, "key", "INVENTED-KEY");
    place.write(
        "disputes.toml",
        format!(
            "[[shop]]\nname = \"main\"\nfiles = [\"{folder}/orders.csv\", \"{folder}/disputes.csv\"]\n\
             [[notify]]\nname = \"hook\"\nkind = \"{kind}\"\non = [\"new-dispute\"]\n{receiver}"
        ),
    );
}

/// Runs the command three times against an answer, and returns a row of the table.
fn row(kind: &str, name: &str, behind: &Behind) -> String {
    let (server, place) = (Server::new(behind.clone()), Place::new());
    settings(&place, kind, server.port, behind);
    let told = place.run("notify send --as-of 2026-01-16T15:00:00Z");
    assert!(!told.contains("INVENTED-KEY") && !told.contains("panicked"), "{kind}, {name}: {told}");
    let code = told.lines().next().unwrap().strip_prefix("exit ").unwrap().to_owned();
    let said = told.lines().find_map(|line| line.split_once("`hook`: "));
    let said = said.map_or("sent", |(_, said)| said).replace(&server.port.to_string(), "PORT");
    let later = ["15:00:05", "15:00:10"].map(|time| {
        let asked = server.asked();
        let told = place.run(&format!("notify send --as-of 2026-01-16T{time}Z"));
        let is_left = ["asked to be left alone until", "tried again from"]
            .map(|words| told.contains(&format!("({}", words.replace("asked", "it asked"))));
        let next = match is_left {
            [true, _] => "waits as told",
            [_, true] => "waits a minute",
            [false, false] if said == "sent" => "nothing left to send",
            [false, false] => "sends again",
        };
        // Nobody counts how often nobody is asked.
        let is_asked = match behind {
            Behind::Nobody => next == "sends again",
            _ => server.asked() > asked,
        };
        assert_eq!(
            is_asked && next != "nothing left to send",
            next == "sends again",
            "{kind}, {name}: {told}"
        );
        next
    });
    let waiting = fs::read_dir(place.path("state/disputes/spool")).map_or(0, Iterator::count);
    assert_eq!(waiting, usize::from(said != "sent"), "{kind}, {name}: {told}");
    format!("| {name} | {said} | {code} | {} | {} |\n", later[0], later[1])
}

#[test]
fn every_answer_of_every_receiver_is_understood_and_nothing_is_lost() {
    let mut kinds: Vec<_> = WEBHOOKS.iter().map(|kind| (*kind, answers(kind))).collect();
    kinds.push(("email", mail_answers()));
    let tables: Vec<String> = std::thread::scope(|scope| {
        let tables = kinds.iter().map(|(kind, answers)| {
            scope.spawn(move || {
                // What waits is waited for beside the others.
                let is_slow = |behind: &Behind| matches!(behind, Behind::Silence | Behind::Drip);
                let (slow, quick): (Vec<_>, Vec<_>) =
                    answers.iter().partition(|(_, behind)| is_slow(behind));
                std::thread::scope(|scope| {
                    let slow: Vec<_> = slow
                        .into_iter()
                        .map(|(name, behind)| scope.spawn(move || row(kind, name, behind)))
                        .collect();
                    let mut rows: String =
                        quick.into_iter().map(|(name, behind)| row(kind, name, behind)).collect();
                    rows.extend(slow.into_iter().map(|row| row.join().unwrap()));
                    rows
                })
            })
        });
        let tables: Vec<_> = tables.collect();
        tables.into_iter().map(|table| table.join().unwrap()).collect()
    });
    let mut page = String::from(
        "<!-- Written by `UPDATE_DOCS=1 cargo test --test integration receivers`. -->\n\n# Receivers and their answers\n\n\
         Each receiver of notices is played by a server on this machine that gives each answer in turn;\n\
         `tests/integration/receivers.rs` runs `disputes notify send` against it, and again five and ten seconds later. What\n\
         the first run says of the receiver, its exit code, and what the others do, are in the tables; the test compares them. Whatever\n\
         the answer, the message waits until it was taken or `give_up_days` are over.\n\
         What an answer means, and where that is stated, is in [cron.md](cron.md).\n",
    );
    for ((kind, _), rows) in kinds.iter().zip(tables) {
        write!(page, "\n## `{kind}`\n\n| answer | the run says | exit | the second run | the third |\n|---|---|---|---|---|\n{rows}").unwrap();
    }
    compare_page(&root().join("docs/receivers.md"), &page);
}

#[test]
fn a_recipient_that_is_refused_for_weeks_is_given_up_and_a_report_says_so() {
    for reply in ["550 5.1.1 no such user", "451 4.7.1 try again"] {
        let behind = Behind::Mail("recipient", reply);
        let (server, place) = (Server::new(behind.clone()), Place::new());
        settings(&place, "email", server.port, &behind);
        let text = fs::read_to_string(place.path("disputes.toml")).unwrap();
        place.write("disputes.toml", text + "give_up_days = 7\n");
        let mut most = 0;
        for day in 1..=16 {
            let told = place.run(&format!("notify send --as-of 2026-01-{day:02}"));
            assert!(told.starts_with("exit 0\n") || told.contains(&reply[..3]), "{told}");
            most = most
                .max(fs::read_dir(place.path("state/disputes/spool")).map_or(0, Iterator::count));
        }
        assert!((1..=4).contains(&most), "{reply}: {most} wait");
        let told = place.run("report --as-of 2026-01-16");
        assert!(told.contains("notices to the receiver `hook`, from 2026-01-0"), "{reply}: {told}");
    }
}

#[test]
fn the_keyword_of_a_robot_stands_in_every_text_that_it_gets() {
    for kind in WEBHOOKS {
        let place = Place::new();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = std::thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let mut bytes = [0; 65_536];
            let mut length = 0;
            while !String::from_utf8_lossy(&bytes[..length]).contains("DISPUTES") {
                match stream.read(&mut bytes[length..]) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => length += count,
                }
            }
            String::from_utf8_lossy(&bytes[..length]).into_owned()
        });
        settings(&place, kind, port, &Behind::Nobody);
        place.run("notify send --as-of 2026-01-16");
        let heard = heard.join().unwrap();
        assert!(heard.contains("DISPUTES"), "{kind}: {heard}");
    }
}
