//! Marked secrets in every place where one can be: no command prints or keeps one, whatever the
//! servers answer.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use crate::common::{Place, root, write_private};

/// Stands in every secret, and in nothing else.
const MARK: &str = "MARKED";

/// What a server does with a request.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// Repeats head and body in the words of a refusal, in several encodings.
    Repeats,
    /// Sends elsewhere, with the request in the new address.
    Redirects,
    /// Answers with a page that shows the request.
    Page,
    /// Hangs up.
    HangsUp,
}

/// Returns the address of a server of a manner.
fn server(manner: Manner) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // A client may be gone before it is answered.
            let _ = answer(stream.unwrap(), manner);
        }
    });
    address
}

fn answer(mut stream: TcpStream, manner: Manner) -> std::io::Result<()> {
    stream.set_read_timeout(Some(std::time::Duration::from_millis(150)))?;
    let mut request = Vec::new();
    // The body ends when nothing more comes.
    let _ = stream.read_to_end(&mut request);
    let request = String::from_utf8_lossy(&request).replace(['\r', '\n'], " ");
    let json = request.replace('\\', "\\\\").replace('"', "\\\"");
    let head = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let (status, kind, body) = match manner {
        Manner::Repeats => (
            "200 OK",
            "application/json",
            format!(
                "{{\"errcode\":1,\"code\":\"1\",\"ok\":false,\"errmsg\":\"{json}\",\"message\":\"{json}\",\
                 \"error_response\":{{\"code\":\"15\",\"msg\":\"{json}\",\"sub_msg\":\"{json}\"}},\
                 \"description\":\"{json}\"}}"
            ),
        ),
        Manner::Redirects => ("302 Found", "text/plain", request.clone()),
        Manner::Page => ("500 Oops", "text/html", format!("<html>{request}</html>")),
        Manner::HangsUp => return Ok(()),
    };
    let location = format!("http://127.0.0.1:9{head}");
    write!(
        stream,
        "HTTP/1.1 {status}\r\nlocation: {location}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

/// A mail server that repeats what it refuses.
fn mail_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // A client may be gone before it is answered.
            let _ = refuse_mail(&stream.unwrap());
        }
    });
    port
}

fn refuse_mail(mut stream: &TcpStream) -> std::io::Result<()> {
    stream.write_all(b"220 test\r\n")?;
    let mut reader = BufReader::new(stream);
    let mut heard = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        heard.push_str(line.trim_end());
        let answer = if line.starts_with("EHLO") {
            "250-test\r\n250 AUTH PLAIN LOGIN\r\n".to_owned()
        } else {
            format!("535 5.7.8 refused: {heard}\r\n")
        };
        stream.write_all(answer.as_bytes())?;
    }
}

/// Settings with a secret behind every key that can have one.
fn settings(place: &Place, address: &str) {
    let folder = root().join("examples/shop").display().to_string();
    let mut text = format!(
        "[[shop]]\nname = \"main\"\nfiles = [\"{folder}/orders.csv\", \"{folder}/disputes.csv\"]\n\
         [shop.api]\napp_key = \"500001\"\nsecret_file = \"secrets/app\"\nbase_url = \"{address}\"\n"
    );
    write_private(place, "secrets/app", &format!("{MARK}-app-secret\n"));
    for kind in ["dingtalk", "feishu", "wecom", "telegram", "slack", "json"] {
        write_private(
            place,
            &format!("secrets/{kind}-url"),
            &format!("{address}/bot{MARK}-path/send?access_token={MARK}%2Fquery+1"),
        );
        write_private(place, &format!("secrets/{kind}-key"), &format!("{MARK}-key-of-{kind}"));
        text.push_str(&format!(
            "[[notify]]\nname = \"{kind}\"\nkind = \"{kind}\"\nurl_file = \"secrets/{kind}-url\"\n\
             secret_file = \"secrets/{kind}-key\"\nchat_id = \"1\"\n"
        ));
    }
    write_private(place, "secrets/password", &format!("{MARK} pass\"word"));
    let port = mail_server();
    text.push_str(&format!(
        "[[notify]]\nname = \"mail\"\nkind = \"email\"\nhost = \"127.0.0.1\"\nport = {port}\n\
         security = \"none\"\nuser = \"me\"\npassword_file = \"secrets/password\"\n\
         from = \"a@example.com\"\nto = [\"b@example.com\"]\n"
    ));
    text.push_str(&format!(
        "[[shop]]\nname = \"second\"\n[shop.api]\napp_key = \"500001\"\nbase_url = \"{address}\"\n\
         secret_command = [\"cat\", \"secrets/app\"]\n\
         [[shop]]\nname = \"third\"\n[shop.api]\napp_key = \"500001\"\nbase_url = \"{address}\"\n\
         secret_file = \"secrets/app\"\n"
    ));
    write_private(place, "secrets/warehouse", &format!("{MARK}:ware/house?"));
    text.push_str(&format!(
        "[[warehouse]]\nname = \"stats\"\ndialect = \"clickhouse\"\nurl = \"{address}/\"\nuser = \"reader\"\n\
         password_file = \"secrets/warehouse\"\norders = \"o\"\ndisputes = \"d\"\n\
         [[warehouse]]\nname = \"client\"\ndialect = \"postgres\"\n\
         command = [\"sh\", \"-c\", \"cat >/dev/null; echo connection refused >&2; exit 1\"]\n\
         orders = \"o\"\ndisputes = \"d\"\n"
    ));
    place.write("disputes.toml", text);
    let tokens = format!(
        "{{\"access_token\":\"{MARK}-access\",\"refresh_token\":\"{MARK}-refresh\",\
         \"expire_time\":1767225600000,\"refresh_token_valid_time\":4102444800000}}"
    );
    for shop in ["main", "second", "third"] {
        write_private(place, &format!("state/disputes/tokens/{shop}.json"), &tokens);
    }
}

/// Returns the files in which the mark stands, but for those that hold the secrets.
fn marked_files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("secrets") || path.ends_with("state/disputes/tokens") {
            continue;
        }
        if path.is_dir() {
            marked_files(&path, found);
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(MARK) {
            found.push(path.display().to_string());
        }
    }
}

/// Every command, with a call that gets as far as it can.
pub(crate) const CALLS: &[&str] = &[
    "",
    "auth",
    "auth import --shop main",
    "auth login --shop main",
    "auth login --shop main --code MARKED-code",
    "auth logout --shop third",
    "auth refresh",
    "auth status",
    "auth status --format json",
    "auth url --redirect-uri https://example.com/ --shop main",
    "causes",
    "check",
    "completions bash",
    "config",
    "config check",
    "config init other.toml --receiver slack",
    "config path",
    "config show",
    "config show --format json",
    "demo",
    "doctor",
    "doctor --format json",
    "done 1101073781739830",
    "guide 1101073781739830 --agreed resolved",
    "guide --batch --output messages",
    "help rates",
    "import",
    "import ORDERS DISPUTES --shop main",
    "list",
    "list --format json",
    "man",
    "note 1101073781739830 text",
    "notify",
    "notify send --as-of 2026-01-16",
    "notify test",
    "points",
    "points add --family mismatched-merchandise --points 6",
    "points import absent.toml",
    "points list",
    "points remove 1",
    "rate",
    "rate --from stats",
    "rate --from client",
    "report",
    "report --notify -o report.html --metrics m.prom",
    "report -o report.json --ping ADDRESS/MARKED-ping",
    "report --from stats",
    "report history",
    "report open",
    "risk",
    "rules",
    "rules check disputes.toml",
    "rules diff aliexpress-2021 secrets/app",
    "rules explain dispute_rate",
    "rules list",
    "rules show secrets/app",
    "schedule cron --force",
    "schedule systemd --force",
    "schema list",
    "scrub disputes.toml",
    "show 1101073781739830",
    "sql --from stats",
    "sql --from client",
    "store",
    "store backup copy.sqlite",
    "store check",
    "store export orders",
    "store export disputes",
    "store export notes",
    "store forget --before 2020-01-01",
    "store import disputes.toml",
    "store info",
    "store vacuum",
    "sync --channels",
    "sync --since 2026-01-01 --as-of 2026-01-16",
    "today",
    "warehouse",
    "warehouse check stats",
    "warehouse check client",
    // The settings and the secrets taken for something else.
    "rate secrets/app",
    "list secrets/password",
    "list secrets/warehouse",
    "rate secrets",
    "rate 'secrets/*'",
    "guide --settled secrets/password",
    "rate --rules secrets/app",
    "rate --config secrets/app",
    "store info --store secrets/app",
];

/// The mark in the forms that a service may give a secret.
const FORMS: [&str; 7] =
    [MARK, "TUFSS0VE", "1BUktFR", "NQVJLRU", "4d41524b4544", "4D41524B4544", "%4D%41%52"];

/// Commands that have no call here, because they have none of their own.
fn calls_of(command: &str) -> usize {
    let starts = |call: &&&str| {
        call.strip_prefix(command).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    CALLS.iter().filter(starts).count()
}

#[test]
fn every_command_and_every_key_of_a_secret_is_tried() {
    for command in crate::chinese::commands() {
        assert!(calls_of(&command) > 0, "`{command}` has no call");
    }
    let place = Place::new();
    settings(&place, "http://127.0.0.1:9");
    let settings = fs::read_to_string(place.path("disputes.toml")).unwrap();
    let example = fs::read_to_string(root().join("config.example.toml")).unwrap();
    let keys = example.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = "));
    let keys = keys.map(|(key, _)| key);
    let secret = |key: &&str| {
        ["secret", "password", "url_", "token"].iter().any(|word| key.contains(word))
            && !key.ends_with("_seconds")
    };
    let keys: Vec<&str> = keys.filter(secret).collect();
    assert!(keys.len() >= 6, "{keys:?}");
    for key in keys {
        assert!(settings.contains(&format!("\n{key} = ")), "`{key}` is not in the settings");
    }
}

#[test]
fn no_secret_leaves_in_any_command() {
    let manners = [Manner::Repeats, Manner::Redirects, Manner::Page, Manner::HangsUp];
    // The servers take their time.
    let leaks: Vec<String> = std::thread::scope(|scope| {
        let runs = manners.map(|manner| scope.spawn(move || leaks(manner)));
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    });
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
}

/// Runs every call against servers of a manner, and returns what was printed or kept of a secret.
fn leaks(manner: Manner) -> Vec<String> {
    let (address, place) = (server(manner), Place::new());
    settings(&place, &address);
    let folder = root().join("examples/shop").display().to_string();
    let stdin = format!("{{\"access_token\":\"{MARK}-given\",\"code\":\"{MARK}-code\",");
    let mut leaks = Vec::new();
    for call in CALLS {
        let line = call
            .replace("ADDRESS", &address)
            .replace("ORDERS", &format!("{folder}/orders.csv"))
            .replace("DISPUTES", &format!("{folder}/disputes.csv"));
        let bound = if call.starts_with("sync") { "--max-calls 3" } else { "" };
        let told = place.run_with(&format!("{line} -vvv {bound}"), stdin.as_bytes());
        if FORMS.iter().any(|form| told.contains(form)) {
            leaks.push(format!("{manner:?}, `{call}`: {told}"));
        }
        assert!(!told.contains("panicked"), "{call}: {told}");
    }
    marked_files(place.path(".").as_path(), &mut leaks);
    leaks
}

#[test]
fn a_secret_in_the_settings_themselves_is_not_printed() {
    for block in [
        format!("[[notify]]\nname = \"a\"\nkind = \"slack\"\nurl = \"https://x/{MARK}\"\n"),
        format!("[[notify]]\nname = \"a\"\nkind = \"slack\"\nurl_file = \"https://x/{MARK}\"\n"),
        format!("[[notify]]\nname = \"a\"\nkind = \"json\"\nsecret_file = [\"{MARK}\"]\n"),
        format!("[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nsecret = \"{MARK}\"\n"),
        format!(
            "[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nsecret_file = \"{MARK}0123456789abc\"\n"
        ),
        format!(
            "[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nsecret_command = \"{MARK}\"\n"
        ),
        format!(
            "[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nbase_url = \"https://u:{MARK}@x.example\"\nsecret_file=\"s\"\n"
        ),
        format!(
            "[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nsecret_command = [\"sh\", \"-c\", \"echo {MARK}\"]\n"
        ),
        format!(
            "[[warehouse]]\nname = \"w\"\ndialect = \"clickhouse\"\nurl = \"https://u:{MARK}@x.example\"\n"
        ),
        format!(
            "[[warehouse]]\nname = \"w\"\ndialect = \"clickhouse\"\nurl = \"http://127.0.0.1:9/?password={MARK}\"\n\
             orders = \"o\"\ndisputes = \"d\"\n"
        ),
        format!("[[warehouse]]\nname = \"w\"\ndialect = \"clickhouse\"\npassword = \"{MARK}\"\n"),
        format!("[[notify]]\nname = \"a\"\nkind = \"email\"\npassword = \"{MARK}\"\n"),
        format!(
            "[[notify]]\nname = \"a\"\nkind = \"email\"\nhost = \"smtp://u:{MARK}@h\"\nfrom = \"a@b.c\"\nto = [\"a@b.c\"]\n"
        ),
        format!("token \"{MARK}\"\n"),
    ] {
        let place = Place::new();
        place.write("disputes.toml", &block);
        write_private(&place, "s", "secret");
        for command in [
            "check",
            "report",
            "doctor --offline",
            "doctor",
            "config check",
            "config show",
            "notify test",
            "sync",
            "auth status",
            "auth refresh",
            "warehouse check w",
            "rate --from w",
            "sql --from w",
            "schedule cron --force",
        ] {
            let told = place.run(&format!("{command} -vvv"));
            assert!(!told.contains(MARK), "{block}{command}: {told}");
        }
    }
}
