//! Every option, word and setting that names a path: whatever stands there, the program ends soon and says why.
//! The options are those of the manual, so that none can be forgotten.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::{Place, root};

/// What the program does with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Reads the file.
    Reads,
    /// Reads the file `ru.ftl` of the folder.
    ReadsIn,
    /// Writes the file, or into the device or pipe.
    Writes,
    /// Writes a file of this name, which must not be there.
    Makes,
    /// Writes files into the folder.
    WritesIn,
    /// Only prints it.
    Names,
}
use Use::{Makes, Names, Reads, ReadsIn, Writes, WritesIn};

const FILES: &str = "orders.csv disputes.csv --as-of 2026-01-16";

/// Each command and word, what is done with it, and a call; `{}` is the path, `FILES` the files of the shop.
const WAYS: &[(&str, Use, &str)] = &[
    ("* --config", Reads, "rate FILES --config {}"),
    ("* --config", Reads, "check --config {}"),
    ("* --config", Reads, "notify send --config {}"),
    ("* --config", Reads, "config check --config {}"),
    ("* --config", Reads, "doctor --config {}"),
    ("* --rules", Reads, "rate FILES --rules {}"),
    ("* --rules", Reads, "risk FILES --rules {}"),
    ("* --rules", Reads, "points --rules {}"),
    ("* --store", Reads, "store info --store {}"),
    ("* --store", Reads, "store check --repair --store {}"),
    ("* --store", Reads, "store vacuum --store {}"),
    ("* --store", Reads, "list --store {}"),
    ("* --store", Reads, "import FILES --store {}"),
    ("today FILES", Reads, "{} disputes.csv --as-of 2026-01-16"),
    ("today FILES", Reads, "today {} disputes.csv --as-of 2026-01-16"),
    ("causes FILES", Reads, "causes {} orders.csv --as-of 2026-01-16"),
    ("causes --output", Writes, "causes FILES --output {}"),
    ("check FILES", Reads, "check orders.csv {} --as-of 2026-01-16"),
    ("check --counts", Reads, "check --counts {}"),
    ("check --delays", Reads, "check --counts counts.csv --delays {}"),
    ("config init PATH", Writes, "config init --shop main {}"),
    ("config init PATH", Writes, "config init --force --shop main {}"),
    ("config init --files", Names, "config init new.toml --files {}"),
    ("done ID|FILE", Reads, "done 1101073781739830 {} orders.csv"),
    (
        "guide ID|FILE",
        Reads,
        "guide 1101073781739830 --agreed resolved {} orders.csv --as-of 2026-01-16",
    ),
    (
        "guide --templates",
        ReadsIn,
        "guide 1101073781739830 --agreed resolved FILES --lang ru --templates {}",
    ),
    ("guide --check-templates", ReadsIn, "guide --check-templates {}"),
    ("guide --settled", Reads, "guide --settled {} FILES"),
    ("guide --output", WritesIn, "guide --batch FILES --output {}"),
    ("import FILES", Reads, "import {} disputes.csv"),
    ("list FILES", Reads, "list {} orders.csv --as-of 2026-01-16"),
    ("list --output", Writes, "list FILES --output {}"),
    ("man --dir", WritesIn, "man --dir {}"),
    ("note FILES", Reads, "note 1101073781739830 text {}"),
    ("notify send FILES", Reads, "notify send {} disputes.csv --config notify.toml"),
    ("points import FILE", Reads, "points import {}"),
    ("rate FILES", Reads, "rate orders.csv {} --as-of 2026-01-16"),
    ("rate --counts", Reads, "rate --counts {}"),
    ("rate --delays", Reads, "rate --counts counts.csv --delays {}"),
    ("rate --output", Writes, "rate FILES --output {}"),
    ("report FILES", Reads, "report orders.csv {} --as-of 2026-01-16"),
    ("report --counts", Reads, "report --counts {}"),
    ("report --delays", Reads, "report --counts counts.csv --delays {}"),
    ("report --output", Writes, "report FILES --no-record --format markdown --output {}"),
    ("report --metrics", Writes, "report FILES --no-record --quiet --metrics {}"),
    ("risk FILES", Reads, "risk {} disputes.csv --as-of 2026-01-16"),
    ("risk --counts", Reads, "risk --counts {}"),
    ("risk --delays", Reads, "risk --counts counts.csv --delays {}"),
    ("risk --output", Writes, "risk FILES --output {}"),
    ("rules check PATH", Reads, "rules check {}"),
    ("rules diff FIRST", Reads, "rules diff {} aliexpress-2021"),
    ("rules diff SECOND", Reads, "rules diff aliexpress-2021 {}"),
    ("rules show RULES", Reads, "rules show {}"),
    ("schedule --output", Names, "schedule cron --force --output {}"),
    ("scrub FILE.har", Reads, "scrub {}"),
    ("scrub --output", Writes, "scrub seller.har --output {}"),
    ("show ID|FILE", Reads, "show 1101073781739830 {} orders.csv --as-of 2026-01-16"),
    ("show --output", Writes, "show 1101073781739830 FILES --output {}"),
    ("store backup PATH", Makes, "store backup {} --store store.sqlite"),
    ("store export --output", Writes, "store export notes --store store.sqlite --output {}"),
    ("store import FILE", Reads, "store import {}"),
];

/// Names of values that are no paths.
const NO_PATHS: &[&str] = &[
    "AGREED",
    "AMOUNT",
    "APPEAL",
    "BY",
    "CODE",
    "COUNTRY",
    "COLUMN",
    "COLUMNS",
    "DAY",
    "DAYS",
    "DAY|MOMENT",
    "DIALECT",
    "EVERY",
    "FAMILY",
    "FIELD=HEADER",
    "FINGERPRINT",
    "FORMAT",
    "HANDLED",
    "HH:MM",
    "ID",
    "KEY=TEXT",
    "KIND",
    "LANG",
    "LANGUAGE",
    "METRIC",
    "METRIC=FIGURE",
    "N",
    "NAME",
    "NOTE",
    "ORDER",
    "PERCENT",
    "POINTS",
    "SECONDS",
    "SHAPE",
    "SIZE",
    "STATE",
    "SURFACE",
    "TABLE",
    "TALLY",
    "TEXT",
    "TIME",
    "TONE",
    "TURN",
    "URL",
    "WORD=MEANING",
    "ZONE",
    "[METRIC=]PERCENT",
    "[METRIC=]VALUE",
    "current|previous|DAY",
    "current|previous|MONTH",
    "NUMBER",
    "SHELL",
    "WHAT",
    "COMMAND",
    "COMMAND|TOPIC",
    "subcommands",
];

/// Keys of the settings that name a path, with the lines around them; `{}` is the path.
const SETTINGS: &[(&str, &str)] = &[
    ("rules", "rules = \"{}\"\n"),
    ("store", "store = \"{}\"\n"),
    ("templates", "templates = \"{}\"\n"),
    ("files", "[[shop]]\nname = \"main\"\nfiles = [\"{}\"]\n"),
    (
        "shop.api secret_file",
        "[[shop]]\nname = \"main\"\n[shop.api]\napp_key = \"1\"\nsecret_file = \"{}\"\n",
    ),
    ("url_file", "[[notify]]\nname = \"a\"\nkind = \"slack\"\nurl_file = \"{}\"\n"),
    (
        "secret_file",
        "[[notify]]\nname = \"a\"\nkind = \"json\"\nurl_file = \"url\"\nsecret_file = \"{}\"\n",
    ),
    (
        "password_file",
        "[[notify]]\nname = \"a\"\nkind = \"email\"\nhost = \"localhost\"\nuser = \"u\"\n\
         password_file = \"{}\"\nfrom = \"a@example.com\"\nto = [\"b@example.com\"]\n",
    ),
    (
        "ca_file",
        "[[notify]]\nname = \"a\"\nkind = \"email\"\nhost = \"localhost\"\nca_file = \"{}\"\n\
         from = \"a@example.com\"\nto = [\"b@example.com\"]\n",
    ),
    (
        "warehouse password_file",
        "[[warehouse]]\nname = \"w\"\ndialect = \"clickhouse\"\nurl = \"http://127.0.0.1:9/\"\nuser = \"u\"\n\
         password_file = \"{}\"\norders = \"o\"\ndisputes = \"d\"\n",
    ),
    (
        "warehouse ca_file",
        "[[warehouse]]\nname = \"w\"\ndialect = \"clickhouse\"\nurl = \"https://127.0.0.1:9/\"\nuser = \"u\"\n\
         ca_file = \"{}\"\norders = \"o\"\ndisputes = \"d\"\n",
    ),
];

/// A folder with the shop, counts of a warehouse and a store.
fn place() -> Place {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
    }
    let printed = place.run("sql --dialect sqlite --as-of 2026-01-16");
    let print = printed.lines().find(|line| line.starts_with("-- disputes")).unwrap();
    let print = print.trim_start_matches("-- disputes ").bytes();
    let print: String = print.map(|byte| format!("{byte:02x}")).collect();
    place.write("counts.csv", format!("{print},0,2\n,15,3\n"));
    place.write("settled.csv", "order_id,agreed,amount\n1101073781739830,resolved,\n");
    place.write("url", "http://127.0.0.1:9/");
    place.write("seller.har", fs::read(root().join("examples/har/disputes.har")).unwrap());
    fs::set_permissions(place.path("url"), std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .unwrap();
    place.write(
        "notify.toml",
        "[[notify]]\nname = \"a\"\nkind = \"json\"\nurl_file = \"url\"\n[[shop]]\nname = \"main\"\n",
    );
    let told = place.run("import orders.csv disputes.csv --store store.sqlite --as-of 2026-01-16");
    assert!(told.starts_with("exit 0\n"), "{told}");
    place
}

fn fifo(place: &Place, name: &str) {
    fs::create_dir_all(place.path(name).parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(place.path(name)).status().unwrap().success());
}

/// Runs a call, which must end within half a minute.
fn soon(place: &Place, line: &str) -> String {
    let child = place.command(line, &place.path("")).stdin(Stdio::null()).spawn().unwrap();
    let (id, (send, done)) = (child.id().to_string(), std::sync::mpsc::channel());
    std::thread::spawn(move || send.send(child.wait_with_output()));
    match done.recv_timeout(Duration::from_secs(30)) {
        Ok(output) => place.told(&output.unwrap()),
        Err(_) => {
            Command::new("kill").args(["-9", &id]).status().unwrap();
            panic!("`{line}` does not end");
        }
    }
}

/// What went otherwise than expected, named at the end.
#[derive(Default)]
struct Surprises(Vec<String>);

impl Surprises {
    fn unless(&mut self, is_right: bool, line: &str, told: &str) {
        if !is_right {
            self.0.push(format!("`{line}`: {told}"));
        }
    }

    fn none(&self) {
        assert!(self.0.is_empty(), "{} surprises\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn call(line: &str, path: &str) -> String {
    line.replace("FILES", FILES).replace("{}", path)
}

/// Whether a call was refused with a reason that is one of these.
fn refused(told: &str, reasons: &[&str]) -> bool {
    let code = ["exit 2\n", "exit 3\n", "exit 1\n"].iter().any(|code| told.starts_with(code));
    code && !told.contains("panicked") && reasons.iter().any(|reason| told.contains(reason))
}

#[test]
fn every_word_that_names_a_path_is_known_here() {
    let place = Place::new();
    assert!(place.run("man --dir pages").starts_with("exit 0\n"));
    let mut found = BTreeSet::new();
    for page in fs::read_dir(place.path("pages")).unwrap() {
        let page = page.unwrap();
        let name = page.file_name().into_string().unwrap();
        let command = name.trim_start_matches("disputes").trim_end_matches(".1").replace('-', " ");
        let command = command.trim().to_owned();
        let text = fs::read_to_string(page.path()).unwrap();
        let text = ["\\fR", "\\fB", "\\fI"].iter().fold(text, |text, font| text.replace(font, ""));
        let text = text.replace("\\-", "-");
        for line in text.lines().filter(|line| line.starts_with('-')) {
            let Some((option, value)) = line.split_once(" <") else { continue };
            let value = value.split('>').next().unwrap();
            if !NO_PATHS.contains(&value) {
                let long = option.rsplit(", ").next().unwrap();
                let is_common = ["--config", "--rules", "--store"].contains(&long);
                found.insert(format!("{} {long}", if is_common { "*" } else { &command }));
            }
        }
        let synopsis = text.split(".SH SYNOPSIS\n").nth(1).unwrap().split(".SH").next().unwrap();
        for word in synopsis.split_whitespace() {
            let word = word.trim_end_matches("...").trim_matches(['[', ']', '<', '>']);
            if !word.starts_with('-') && word != command && !NO_PATHS.contains(&word) {
                let is_name =
                    word.chars().all(|sign| sign.is_uppercase() || "|.har".contains(sign));
                if is_name {
                    found.insert(format!("{command} {word}"));
                }
            }
        }
    }
    let known: BTreeSet<String> = WAYS.iter().map(|(way, ..)| (*way).to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn every_setting_that_names_a_path_is_known_here() {
    let example = fs::read_to_string(root().join("config.example.toml")).unwrap();
    let keys = example.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = "));
    let keys: BTreeSet<&str> =
        keys.map(|(key, _)| key).filter(|key| key.ends_with("_file")).collect();
    let known: BTreeSet<&str> =
        SETTINGS.iter().filter_map(|(key, _)| key.split(' ').next_back()).collect();
    assert!(keys.is_subset(&known) && keys.len() >= 4, "{keys:?}");
}

#[test]
fn a_pipe_that_nobody_writes_to_is_left() {
    let (place, mut surprises) = (place(), Surprises::default());
    fifo(&place, "pipe");
    fifo(&place, "folder/ru.ftl");
    for (_, what, line) in WAYS {
        let path = match what {
            Reads => "pipe",
            ReadsIn => "folder",
            Writes | Makes | WritesIn | Names => continue,
        };
        let told = soon(&place, &format!("{} --input-wait 1", call(line, path)));
        if line.contains("--templates folder")
            || *line == "guide 1101073781739830 --agreed resolved FILES --lang ru --templates {}"
        {
            // A pipe in the folder is no catalogue.
            surprises.unless(told.starts_with("exit 0\n"), line, &told);
            continue;
        }
        let is_refused = refused(&told, &["no byte for 1 seconds", "it is not a plain file"]);
        surprises.unless(is_refused, line, &told);
    }
    settings_that_name(&place, "pipe", "--input-wait 1", &mut surprises);
    surprises.none();
}

/// Runs what looks at the settings while each of their keys names a path at which nothing can be read.
fn settings_that_name(place: &Place, path: &str, bound: &str, surprises: &mut Surprises) {
    for (key, lines) in SETTINGS {
        place.write("disputes.toml", lines.replace("{}", path));
        for line in [
            "config check",
            "doctor --offline",
            "notify test",
            "sync --since 2026-01-01",
            "rate",
            "check",
        ] {
            let told = soon(place, &format!("{line} {bound}"));
            surprises.unless(!told.contains("panicked"), &format!("{key}, {line}"), &told);
        }
    }
}

#[test]
fn a_device_is_refused() {
    let (place, mut surprises) = (place(), Surprises::default());
    fs::create_dir(place.path("folder")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place.path("folder/ru.ftl")).unwrap();
    let reasons = ["it is a device", "it is not a plain file"];
    for (_, what, line) in WAYS {
        let path = match what {
            Reads => "/dev/zero",
            ReadsIn => "folder",
            Writes | Makes | WritesIn | Names => continue,
        };
        let told = soon(&place, &call(line, path));
        if line.contains("--lang ru") {
            surprises.unless(told.starts_with("exit 0\n"), line, &told);
            continue;
        }
        surprises.unless(refused(&told, &reasons), line, &told);
    }
    settings_that_name(&place, "/dev/zero", "", &mut surprises);
    surprises.none();
}

#[test]
fn without_a_place_for_its_memory_every_command_ends_soon() {
    let (place, mut surprises) = (place(), Surprises::default());
    place.write("plain", "");
    let mut remembering = 0;
    for call in crate::secrets::CALLS {
        let line = call
            .replace("ORDERS", "orders.csv")
            .replace("DISPUTES", "disputes.csv")
            .replace("ADDRESS", "http://127.0.0.1:9");
        let started = std::time::Instant::now();
        let output = place
            .command(&line, &place.path(""))
            .env("HOME", place.path("plain"))
            .env("XDG_STATE_HOME", place.path("plain"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = place.told(&output);
        // Another run is waited for in 20 seconds, and there is none.
        surprises.unless(started.elapsed() < Duration::from_secs(15), call, &told);
        surprises.unless(!told.contains("panicked"), call, &told);
        if told.contains("Not a directory") {
            let says = ["hint: ", "XDG_STATE_HOME", "DISPUTES UNKNOWN - ", "warning: your notes"];
            surprises.unless(says.iter().any(|word| told.contains(word)), call, &told);
            remembering += 1;
        }
    }
    assert!(remembering > 5, "{remembering}");
    surprises.none();
}

#[test]
fn a_folder_and_a_name_without_a_file_are_refused() {
    let (place, mut surprises) = (place(), Surprises::default());
    fs::create_dir(place.path("empty")).unwrap();
    for (_, what, line) in WAYS {
        let told = match what {
            Reads | Writes | Makes => soon(&place, &call(line, "empty")),
            ReadsIn | WritesIn | Names => continue,
        };
        // The rules and ids that are known are named where a word is neither.
        surprises.unless(!told.starts_with("exit 0\n") && !told.contains("panicked"), line, &told);
        if *what == Reads && !line.contains("--store") {
            let told = soon(&place, &call(line, "absent.x"));
            surprises.unless(
                !told.starts_with("exit 0\n") && told.contains("absent.x"),
                line,
                &told,
            );
        }
    }
    surprises.none();
}

#[test]
fn what_a_pipe_gives_is_read_like_a_file() {
    let (place, mut surprises) = (place(), Surprises::default());
    let rules = root().join("src/rules/data/aliexpress-2021.toml");
    place.write("rules.toml", fs::read(rules).unwrap());
    place.write("disputes.toml", "locale = \"en\"\n");
    place.write("points.toml", "");
    place.run("note 1101073781739830 text orders.csv disputes.csv");
    let notes = place.run("store export notes --format csv");
    place.write("notes.csv", notes.strip_prefix("exit 0\n--- stdout\n").unwrap());
    let files = [
        ("--config", "disputes.toml"),
        ("--rules", "rules.toml"),
        ("rules", "rules.toml"),
        ("--settled", "settled.csv"),
        ("--counts {}", "counts.csv"),
        ("points import", "points.toml"),
        ("store import", "notes.csv"),
        ("scrub", "seller.har"),
        ("{} disputes.csv", "orders.csv"),
        ("{} orders.csv", "disputes.csv"),
        ("orders.csv {}", "disputes.csv"),
        ("note", "disputes.csv"),
    ];
    let mut tried = 0;
    for (_, what, line) in WAYS {
        if *what != Reads || line.contains("--store") || line.contains("--delays") {
            continue;
        }
        let (_, file) =
            files.iter().find(|(word, _)| line.contains(word)).unwrap_or_else(|| panic!("{line}"));
        let plain = soon(&place, &call(line, file));
        let piped = place.run_with(&call(line, "/dev/stdin"), &fs::read(place.path(file)).unwrap());
        let code = |told: &str| told.lines().next().unwrap().to_owned();
        surprises.unless(code(&plain) == code(&piped), line, &format!("{plain}\n{piped}"));
        surprises.unless(!piped.contains("panicked"), line, &piped);
        tried += 1;
    }
    assert!(tried > 25, "{tried}");
    surprises.none();
}

#[test]
fn what_is_written_goes_into_pipes_and_never_half_into_a_full_device() {
    let (place, mut surprises) = (place(), Surprises::default());
    let full = full_device(&place);
    for (_, _, line) in WAYS.iter().filter(|(_, what, _)| *what == Writes) {
        let told = soon(&place, &call(line, &full));
        let is_full = told.contains("No space left") && told.contains("hint: the disk is full");
        surprises.unless(!told.starts_with("exit 0\n") && is_full, line, &told);
        let told = soon(&place, &call(line, "written"));
        surprises.unless(told.starts_with("exit 0\n"), line, &told);
        fifo(&place, "pipe");
        let pipe = place.path("pipe");
        let reader = std::thread::spawn(move || fs::read(pipe).unwrap());
        let told = soon(&place, &call(line, "pipe"));
        surprises.unless(told.starts_with("exit 0\n"), line, &told);
        // Ends the reader where the program has not opened the pipe.
        drop(fs::File::options().read(true).write(true).open(place.path("pipe")).unwrap());
        let (piped, plain) =
            (reader.join().unwrap(), fs::read(place.path("written")).unwrap_or_default());
        // The figures of the last success are dated.
        let undated = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.lines().filter(|line| !line.contains("timestamp_seconds")).collect::<String>()
        };
        surprises.unless(undated(&piped) == undated(&plain), line, &undated(&piped));
        fs::remove_file(place.path("pipe")).unwrap();
        drop(fs::remove_file(place.path("written")));
    }
    fifo(&place, "pipe");
    for (_, _, line) in WAYS.iter().filter(|(_, what, _)| matches!(what, WritesIn | Makes)) {
        let told = soon(&place, &call(line, "pipe"));
        surprises.unless(!told.starts_with("exit 0\n") && told.contains("pipe"), line, &told);
        let is_pipe = fs::metadata(place.path("pipe")).unwrap().file_type().is_fifo();
        surprises.unless(is_pipe, line, "a file has taken the place of the pipe");
    }
    surprises.none();
}

#[test]
fn an_answer_is_never_written_over_what_it_was_made_from() {
    let place = Place::new();
    let shop = root().join("examples/shop");
    let copy = |name: &str| fs::copy(shop.join(name), place.path(name)).unwrap();
    copy("orders.csv");
    copy("disputes.csv");
    place.write("list.har", fs::read(root().join("examples/har/disputes.har")).unwrap());
    place.write(
        "disputes.toml",
        "[[shop]]\nname = \"main\"\nfiles = [\"orders.csv\", \"disputes.csv\"]\n",
    );
    std::os::unix::fs::symlink("orders.csv", place.path("link.csv")).unwrap();
    let told = place.run("import orders.csv disputes.csv --store store.sqlite -q");
    assert!(told.starts_with("exit 0\n"), "{told}");
    let of_files = "orders.csv disputes.csv --as-of 2026-01-16";
    let mut surprises = Surprises::default();
    for (line, written) in [
        (format!("rate {of_files} --format csv --output orders.csv"), "orders.csv"),
        (format!("rate {of_files} --format csv --output ./orders.csv"), "orders.csv"),
        (format!("list {of_files} --output disputes.csv"), "disputes.csv"),
        (format!("list {of_files} --format csv --output link.csv"), "orders.csv"),
        (format!("report {of_files} --no-record --output orders.csv"), "orders.csv"),
        (format!("report {of_files} --no-record --quiet --metrics orders.csv"), "orders.csv"),
        ("rate --as-of 2026-01-16 --format json --output disputes.toml".into(), "disputes.toml"),
        ("scrub list.har --output list.har".into(), "list.har"),
        (
            "rate --store store.sqlite --as-of 2026-01-16 --config /dev/null --format csv --output \
             store.sqlite"
                .into(),
            "store.sqlite",
        ),
    ] {
        let before = fs::read(place.path(written)).unwrap();
        let told = place.run(&line);
        surprises.unless(told.contains("was read for this answer"), &line, &told);
        surprises.unless(told.starts_with("exit 2\n"), &line, &told);
        surprises.unless(fs::read(place.path(written)).unwrap() == before, &line, "it is lost");
    }
    // A file of before is replaced as ever.
    place.write("rates.csv", "old");
    let told = place.run(&format!("rate {of_files} --output rates.csv"));
    surprises.unless(told.starts_with("exit 0\n"), "rates.csv", &told);
    surprises.none();
}

/// A device that is always full: one of the test's own where it may make one, because a mistake in the program
/// may put a file in its place.
fn full_device(place: &Place) -> String {
    let path = place.path("full");
    let made =
        Command::new("mknod").arg(&path).args(["c", "1", "7"]).stderr(Stdio::null()).status();
    let works = made.is_ok_and(|status| status.success())
        && fs::write(&path, "x")
            .is_err_and(|cause| cause.kind() == std::io::ErrorKind::StorageFull);
    if works { "full".to_owned() } else { "/dev/full".to_owned() }
}
