//! `disputes notify`, against receivers that check what they get.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};

use crate::common::{Place, root, write_private};

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    path: String,
    head: String,
    pub(crate) body: String,
}

/// A receiver that answers each request with the next answer, and the last one for ever.
pub(crate) struct Receiver {
    pub(crate) address: String,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Receiver {
    pub(crate) fn new(answers: Vec<(u16, &'static str)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&got);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let place = kept.lock().unwrap().len().min(answers.len() - 1);
                let (code, body) = answers[place];
                kept.lock().unwrap().push(read(&stream));
                let answer = format!(
                    "HTTP/1.1 {code} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        Self { address, got }
    }

    pub(crate) fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Got {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    Got { path, head: head.to_lowercase(), body: String::from_utf8(body).unwrap() }
}

fn settings(place: &Place, limit: &str, receivers: &str) {
    let folder = root().join("examples/shop").display().to_string();
    place.write(
        "disputes.toml",
        format!(
            "[[shop]]\nname = \"main\"\nfiles = [\"{folder}/orders.csv\", \"{folder}/disputes.csv\"]\n\
             [shop.limits]\ndispute_rate = \"{limit}\"\n{receivers}"
        ),
    );
}

const HOOK: &str =
    "[[notify]]\nname = \"hook\"\nkind = \"json\"\nurl_file = \"url\"\nsecret_file = \"key\"\n";

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

#[test]
fn each_thing_is_said_once() {
    let receiver = Receiver::new(vec![(200, "{}")]);
    let place = Place::new();
    settings(&place, "5%", HOOK);
    write_private(&place, "url", &receiver.address);
    write_private(&place, "key", "s3cret\n");
    let told = place.run("notify send --as-of 2026-01-14 -q");
    assert_eq!(told, "exit 0\n");
    let first = receiver.got();
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].body.contains("OVER, 7.81% (15/192), limit 5.00%"), "{}", first[0].body);
    for _ in 0..2 {
        place.run("notify send --as-of 2026-01-14 -q");
    }
    assert_eq!(receiver.got().len(), 1, "said twice");
    place.run("notify send --as-of 2026-01-16 -q");
    let second = receiver.got();
    assert_eq!(second.len(), 2);
    assert!(second[1].body.contains("New dispute on order 1101073235264262"), "{}", second[1].body);
    assert!(!second[1].body.contains("OVER"), "the level was said before");
    place.run("notify send --as-of 2026-01-10 -q");
    assert_eq!(receiver.got().len(), 2, "the past is no news");
    let got = &second[1];
    let header = |name: &str| {
        let line = got.head.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_once(": ").unwrap().1.trim().to_owned()
    };
    let signed = format!("{}.{}", header("x-disputes-timestamp"), got.body);
    let hex: String =
        hmac(b"s3cret", signed.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(header("x-disputes-signature"), format!("sha256={hex}"));
}

#[test]
fn what_cannot_leave_waits_and_is_sent_once() {
    let receiver = Receiver::new(vec![(503, ""), (200, "{}")]);
    let place = Place::new();
    settings(&place, "5%", HOOK);
    write_private(&place, "url", &format!("{}/token-that-is-secret", receiver.address));
    write_private(&place, "key", "s3cret");
    let told = place.run("notify send --as-of 2026-01-16 -q");
    assert!(told.starts_with("exit 4\n"), "{told}");
    assert!(told.contains("1 message waits in the spool: `hook`: not taken now: 503"), "{told}");
    assert!(!told.contains("token-that-is-secret"), "the address is a secret: {told}");
    let told = place.run("notify send --as-of 2026-01-16");
    assert!(told.contains("1 sent, 0 waiting"), "{told}");
    let got = receiver.got();
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].body, got[1].body, "the same message under the same id");
    place.run("notify send --as-of 2026-01-16 -q");
    assert_eq!(receiver.got().len(), 2);
}

#[test]
fn services_are_signed_by_their_own_schemes() {
    let dingtalk = Receiver::new(vec![(200, r#"{"errcode":0}"#)]);
    let feishu = Receiver::new(vec![(200, r#"{"code":0}"#)]);
    let telegram = Receiver::new(vec![(200, r#"{"ok":true}"#)]);
    let wecom = Receiver::new(vec![(200, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#)]);
    let slack = Receiver::new(vec![(200, "ok")]);
    let place = Place::new();
    let mut text = String::new();
    for (kind, receiver) in [
        ("dingtalk", &dingtalk),
        ("feishu", &feishu),
        ("telegram", &telegram),
        ("wecom", &wecom),
        ("slack", &slack),
    ] {
        write_private(
            &place,
            &format!("{kind}-url"),
            &format!("{}/hook?access_token=t", receiver.address),
        );
        write_private(&place, &format!("{kind}-key"), "SECtest");
        text.push_str(&format!(
            "[[notify]]\nname = \"{kind}\"\nkind = \"{kind}\"\nurl_file = \"{kind}-url\"\n\
             secret_file = \"{kind}-key\"\nchat_id = \"42\"\n"
        ));
    }
    settings(&place, "5%", &text);
    let told = place.run("notify test");
    assert_eq!(
        told,
        "exit 4\n--- stdout\ndingtalk: sent\nfeishu: sent\ntelegram: sent\n\
         wecom: not taken now: the service says no: invalid webhook url\nslack: sent\n"
    );
    let base64 = base64::engine::general_purpose::STANDARD;
    let path = &dingtalk.got()[0].path;
    let query = |name: &str| {
        let value = path.split(&format!("{name}=")).nth(1).unwrap().split('&').next().unwrap();
        value.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
    };
    let signed = format!("{}\nSECtest", query("timestamp"));
    assert_eq!(query("sign"), base64.encode(hmac(b"SECtest", signed.as_bytes())));
    let body = &feishu.got()[0].body;
    let field = |name: &str| {
        body.split(&format!("\"{name}\":\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let key = format!("{}\nSECtest", field("timestamp"));
    assert_eq!(field("sign"), base64.encode(hmac(key.as_bytes(), b"")));
    assert!(telegram.got()[0].body.contains("\"chat_id\":\"42\""));
}

/// A mail server of a few lines; it refuses recipients with `gone` in them, and returns what it was
/// given as data.
fn mail_server() -> (u16, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let handle = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut writer = stream.try_clone().unwrap();
        let mut reader = BufReader::new(stream);
        let (mut data, mut inside) = (String::new(), false);
        writer.write_all(b"220 test\r\n").unwrap();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap() == 0 {
                return data;
            }
            let answer = match line.trim_end() {
                "." if inside => {
                    inside = false;
                    "250 taken"
                }
                _ if inside => {
                    data.push_str(&line);
                    continue;
                }
                "DATA" => {
                    inside = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                recipient if recipient.starts_with("RCPT") && recipient.contains("gone") => {
                    "550 5.1.1 no such user"
                }
                recipient if recipient.starts_with("RCPT") && recipient.contains("later") => {
                    "451 4.7.1 try again"
                }
                _ => "250 ok",
            };
            writer.write_all(format!("{answer}\r\n").as_bytes()).unwrap();
        }
    });
    (port, handle)
}

#[test]
fn mail_has_text_and_html_and_goes_unprotected_to_this_machine_only() {
    let (port, server) = mail_server();
    let place = Place::new();
    let letter = |host: &str| {
        format!(
            "[[notify]]\nname = \"mail\"\nkind = \"email\"\nhost = \"{host}\"\nport = {port}\n\
             security = \"none\"\nfrom = \"Shop <shop@example.com>\"\nto = [\"me@example.com\"]\n"
        )
    };
    settings(&place, "5%", &letter("mail.example.com"));
    let told = place.run("notify test");
    assert!(told.starts_with("exit 2\n"), "{told}");
    settings(&place, "5%", &letter("127.0.0.1"));
    let told = place.run("notify send --as-of 2026-01-16");
    assert!(told.contains("1 sent, 0 waiting"), "{told}");
    let data = server.join().unwrap();
    for part in ["Message-ID: <mail-", "text/plain", "text/html", "Auto-Submitted: auto-generated"]
    {
        assert!(data.contains(part), "{part}: {data}");
    }
}

#[test]
fn secrets_that_others_may_read_are_refused() {
    let place = Place::new();
    settings(&place, "5%", HOOK);
    let path = place.write("url", "http://127.0.0.1:1/");
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let told = place.run("notify test");
    if cfg!(unix) {
        assert!(told.starts_with("exit 2\n"), "{told}");
        assert!(told.contains("chmod 600"), "{told}");
    }
}

#[test]
fn a_health_check_service_hears_of_success_and_failure() {
    let receiver = Receiver::new(vec![(200, "OK")]);
    let place = Place::new();
    settings(&place, "5%", "");
    let ping = format!("--ping {}/uuid", receiver.address);
    assert_eq!(place.run(&format!("report --as-of 2026-01-16 -q {ping}")), "exit 0\n");
    place.run(&format!("report absent.csv -q {ping}"));
    let paths: Vec<String> = receiver.got().into_iter().map(|got| got.path).collect();
    assert_eq!(paths, ["/uuid", "/uuid/3"]);
}

#[test]
fn one_receiver_without_its_file_keeps_nothing_from_another() {
    let receiver = Receiver::new(vec![(200, "{}")]);
    let place = Place::new();
    let broken = "[[notify]]\nname = \"first\"\nkind = \"wecom\"\nurl_file = \"absent-url\"\n\
                  [[notify]]\nname = \"odd\"\nkind = \"json\"\nurl_file = \"url\"\non = [\"levels\"]\n";
    settings(&place, "5%", &format!("{broken}{HOOK}"));
    write_private(&place, "url", &receiver.address);
    write_private(&place, "key", "s3cret");
    let told = place.run("notify send --as-of 2026-01-16");
    assert!(told.starts_with("exit 2\n--- stdout\n1 sent, 1 waiting\n"), "{told}");
    assert!(told.contains("`first`: `url_file`: there is no file `absent-url`"), "{told}");
    assert!(told.contains("`odd`: `on`: `levels` is none of"), "{told}");
    assert_eq!(receiver.got().len(), 1);
    let told = place.run("config check");
    assert!(told.starts_with("exit 2\n"), "{told}");
    assert!(told.contains("notify `first`: ") && told.contains("notify `odd`: "), "{told}");
    let told = place.run("doctor --offline");
    assert!(told.contains("first: `url_file`") && told.contains("hook: json, its"), "{told}");
}

#[test]
fn keys_that_a_kind_does_not_read_and_addresses_of_another_are_named() {
    let place = Place::new();
    write_private(&place, "robot", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden");
    write_private(&place, "key", "s3cret");
    let robot =
        |kind: &str| format!("[[notify]]\nname = \"a\"\nkind = \"{kind}\"\nurl_file = \"robot\"\n");
    place.write("disputes.toml", robot("wecom"));
    assert!(place.run("config check").starts_with("exit 0\n"));
    let wecom = robot("wecom");
    for (settings, words) in [
        (robot("wechat"), "`kind`: `wechat` is none of"),
        ("[[notify]]\nname = \"a\"\nkind = \"wecom\"\n".to_owned(), "`url_file` is missing"),
        (
            format!("{wecom}secret_file = \"key\"\n"),
            "`secret_file`: a receiver of kind `wecom` has none",
        ),
        (format!("{wecom}chat_id = \"1\"\n"), "`chat_id`: a receiver of kind `wecom` has none"),
        (format!("{wecom}to = [\"a@example.com\"]\n"), "`to`: a receiver of kind `wecom` has none"),
        (robot("dingtalk"), "one of `wecom`, and `kind` is `dingtalk`"),
        (robot("lark"), "one of `wecom`, and `kind` is `feishu`"),
    ] {
        place.write("disputes.toml", settings);
        for command in ["config check", "doctor --offline"] {
            let told = place.run(command);
            assert!(
                !told.starts_with("exit 0") && told.contains(words),
                "{words} {command}: {told}"
            );
            assert!(!told.contains("hidden"), "{told}");
        }
    }
}

#[test]
fn a_service_is_left_alone_for_as_long_as_it_asks_and_shown_where_its_chat_went() {
    let busy = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"#;
    let moved = r#"{"ok":false,"error_code":400,"description":"group chat was upgraded","parameters":{"migrate_to_chat_id":-1001234}}"#;
    let receiver = Receiver::new(vec![(400, moved), (429, busy)]);
    let place = Place::new();
    let phone =
        "[[notify]]\nname = \"phone\"\nkind = \"telegram\"\nchat_id = \"1\"\nurl_file = \"url\"\n";
    settings(&place, "5%", phone);
    write_private(&place, "url", &receiver.address);
    let told = place.run("notify send --as-of 2026-01-14");
    assert!(told.contains("set `chat_id = \"-1001234\"`"), "{told}");
    let told = place.run("notify send --as-of 2026-01-15");
    assert!(told.contains("not taken now: 429") && told.contains("retry after 35"), "{told}");
    let told = place.run("notify send --as-of 2026-01-16");
    assert!(told.starts_with("exit 4\n"), "{told}");
    assert!(told.contains("asked to be left alone until"), "{told}");
    assert_eq!(receiver.got().len(), 2);
}

#[test]
fn each_recipient_of_a_mail_stands_alone() {
    let (port, server) = mail_server();
    let place = Place::new();
    let mail = format!(
        "[[notify]]\nname = \"mail\"\nkind = \"email\"\nhost = \"127.0.0.1\"\nport = {port}\n\
         security = \"none\"\nfrom = \"shop@example.com\"\nkeyword = \"KEYWORD\"\n\
         to = [\"gone@example.com\", \"me@example.com\", \"later@example.com\"]\n"
    );
    settings(&place, "5%", &mail);
    let told = place.run("notify send --as-of 2026-01-16");
    assert!(told.starts_with("exit 4\n--- stdout\n1 sent, 1 waiting\n"), "{told}");
    assert!(told.contains("gone@example.com refused: permanent error (550)"), "{told}");
    assert!(told.contains("later@example.com not taken now: "), "{told}");
    let data = server.join().unwrap();
    assert!(data.contains("Subject: KEYWORD Disputes"), "{data}");
    let spooled =
        fs::read_dir(place.path("state/disputes/spool")).unwrap().next().unwrap().unwrap();
    let spooled = fs::read_to_string(spooled.path()).unwrap();
    assert!(spooled.contains(r#""left":["later@example.com"]"#), "{spooled}");
}

#[test]
fn what_nobody_took_for_weeks_is_given_up_and_a_report_says_so_once() {
    let receiver = Receiver::new(vec![(404, "no_service")]);
    let place = Place::new();
    let room =
        "[[notify]]\nname = \"room\"\nkind = \"slack\"\nurl_file = \"url\"\ngive_up_days = 7\n";
    settings(&place, "5%", room);
    write_private(&place, "url", &receiver.address);
    for day in 1..=14 {
        let told = place.run(&format!("notify send --as-of 2026-01-{day:02}"));
        assert!(told.contains("`room`: refused: 404 Not Found: no_service"), "{told}");
    }
    assert!(receiver.got().len() <= 14, "one attempt a run");
    let waiting = fs::read_dir(place.path("state/disputes/spool")).unwrap().count();
    assert!(waiting <= 3, "{waiting} wait");
    let told = place.run("report --as-of 2026-01-14");
    assert!(told.contains("notices to the receiver `room`, from 2026-01-0"), "{told}");
    let told = place.run("report --as-of 2026-01-14");
    assert!(!told.contains("notices to the receiver"), "{told}");
    settings(&place, "5%", HOOK);
    write_private(&place, "key", "s3cret");
    let told = place.run("notify send --as-of 2026-01-14");
    assert!(told.contains("no longer name the receiver `room`"), "{told}");
}
