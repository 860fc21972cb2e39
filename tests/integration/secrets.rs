//! Marked secrets in every place where one can be: no command prints or keeps one, whatever the
//! servers answer.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use crate::common::{Place, root};

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

fn private(place: &Place, name: &str, text: &str) {
    let path = place.write(name, text);
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

/// Settings with a secret behind every key that can have one.
fn settings(place: &Place, address: &str) {
    let folder = root().join("examples/shop").display().to_string();
    let mut text = format!(
        "[[shop]]\nname = \"main\"\nfiles = [\"{folder}/orders.csv\", \"{folder}/disputes.csv\"]\n\
         [shop.api]\napp_key = \"500001\"\nsecret_file = \"secrets/app\"\nbase_url = \"{address}\"\n"
    );
    private(place, "secrets/app", &format!("{MARK}-app-secret\n"));
    for kind in ["dingtalk", "feishu", "wecom", "telegram", "slack", "json"] {
        private(
            place,
            &format!("secrets/{kind}-url"),
            &format!("{address}/bot{MARK}-path/send?access_token={MARK}%2Fquery+1"),
        );
        private(place, &format!("secrets/{kind}-key"), &format!("{MARK}-key-of-{kind}"));
        text.push_str(&format!(
            "[[notify]]\nname = \"{kind}\"\nkind = \"{kind}\"\nurl_file = \"secrets/{kind}-url\"\n\
             secret_file = \"secrets/{kind}-key\"\nchat_id = \"1\"\n"
        ));
    }
    private(place, "secrets/password", &format!("{MARK} pass\"word"));
    let port = address.rsplit(':').next().unwrap();
    text.push_str(&format!(
        "[[notify]]\nname = \"mail\"\nkind = \"email\"\nhost = \"127.0.0.1\"\nport = {port}\n\
         security = \"none\"\nuser = \"me\"\npassword_file = \"secrets/password\"\n\
         from = \"a@example.com\"\nto = [\"b@example.com\"]\n"
    ));
    place.write("disputes.toml", text);
    let tokens = format!(
        "{{\"access_token\":\"{MARK}-access\",\"refresh_token\":\"{MARK}-refresh\",\
         \"expire_time\":1767225600000,\"refresh_token_valid_time\":4102444800000}}"
    );
    private(place, "state/disputes/tokens/main.json", &tokens);
}

/// Returns the files in which the mark stands, but for those that hold the secrets.
fn marked_files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("secrets") || path.ends_with("tokens/main.json") {
            continue;
        }
        if path.is_dir() {
            marked_files(&path, found);
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(MARK) {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn no_secret_leaves_in_any_command() {
    let commands = [
        "list",
        "rate",
        "risk",
        "causes",
        "report",
        "report --notify -o report.html",
        "check",
        "points",
        "rules",
        "schedule --force",
        "config check",
        "config show",
        "config path",
        "auth status",
        "auth url --redirect https://example.com/",
        "auth refresh",
        "notify test",
        "notify send --as-of 2026-01-16",
        "sync --since 2026-01-01 --as-of 2026-01-16",
        "sync --channels",
        "doctor",
        "doctor --format json",
        "store info",
        "import examples.csv",
        "show 8200000000000001",
        "guide 8200000000000001 --agreed resolved",
    ];
    for manner in [Manner::Repeats, Manner::Redirects, Manner::Page, Manner::HangsUp] {
        let address = server(manner);
        let place = Place::new();
        settings(&place, &address);
        for command in commands {
            let bound = if command.starts_with("sync") { "--max-calls 3" } else { "" };
            let told = place.run(&format!("{command} -vvv {bound}"));
            assert!(!told.contains(MARK), "{manner:?}, {command}: {told}");
            assert!(!told.contains("TUFSS0VE"), "{manner:?}, {command} in base64: {told}");
        }
        let mut found = Vec::new();
        marked_files(place.path(".").as_path(), &mut found);
        assert!(found.is_empty(), "{manner:?}: {found:?}");
    }
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
        format!("token \"{MARK}\"\n"),
    ] {
        let place = Place::new();
        place.write("disputes.toml", &block);
        private(&place, "s", "secret");
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
        ] {
            let told = place.run(&format!("{command} -vvv"));
            assert!(!told.contains(MARK), "{block}{command}: {told}");
        }
    }
}
