//! The table of `docs/limits.md`: what goes beyond a bound is refused, soon and in little memory.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{Place, root};

const ORDERS: &str = "order_id,created_at,completed_at\n8200000000000001,2026-01-01T00:00:00Z,\n";

/// Address space that a run may take, in kB.
const MEMORY: u32 = 1_000_000;

fn place() -> Place {
    let place = Place::new();
    place.write("orders.csv", ORDERS);
    place
}

/// Runs the program in a shell that first does something else, within the memory.
fn run(place: &Place, script: &str) -> String {
    let binary = env!("CARGO_BIN_EXE_disputes");
    let script = script.replace("DISPUTES", &format!("'{binary}'"));
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY}; {script}")])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", place.path(""))
        .env("XDG_STATE_HOME", place.path("state"))
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    place.told(&output)
}

/// Runs the program, which must refuse with some words, within a minute.
fn refuses(place: &Place, script: &str, words: &str) {
    let started = Instant::now();
    let told = run(place, script);
    assert!(told.starts_with("exit 3\n"), "{script}: {told}");
    assert!(told.contains(words), "{script}: {told}");
    assert!(started.elapsed() < Duration::from_secs(60), "{script}: {:?}", started.elapsed());
}

fn gzip(text: &str, times: usize) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..times {
        packer.write_all(text.as_bytes()).unwrap();
    }
    packer.finish().unwrap()
}

fn rows_of_the_page() -> String {
    std::fs::read_to_string(root().join("docs/limits.md")).unwrap()
}

fn has_row(row: &str) {
    let page = rows_of_the_page();
    assert!(page.lines().any(|line| line.starts_with(row)), "docs/limits.md lacks `{row}`");
}

#[test]
fn json_is_bounded_in_depth() {
    has_row("| JSON: nested lists and objects | 256 deep |");
    let place = place();
    for (open, close, depth) in
        [("[", "]", 10_000), ("{\"a\":", "}", 300), ("[[{\"data\":", "}]]", 400)]
    {
        let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        place.write("deep.json", text);
        refuses(&place, "DISPUTES rate orders.csv deep.json --as-of 2026-01-10", "256 deep");
    }
}

#[test]
fn json_is_bounded_in_the_number_of_its_values() {
    has_row("| JSON: values in one document | 16,777,216");
    let place = place();
    for (open, piece, close) in [
        ("[1", ",1", "]"),
        ("[[]", ",[]", "]"),
        ("[{\"a\":0}", ",{\"a\":0}", "]"),
        ("{\"a\":[1", ",1", "]}"),
        ("{\"log\":{\"entries\":[1", ",1", "]}}"),
    ] {
        let text = format!("{open}{}{close}", piece.repeat(1_100_000));
        place.write("many.json", text);
        let script = "DISPUTES rate orders.csv many.json --as-of 2026-01-10 --max-input 12MB";
        refuses(&place, script, "more than 1000000 values");
    }
}

#[test]
fn what_is_packed_is_bounded_once_it_is_unpacked() {
    has_row("| JSON document, unpacked | 256 MB");
    has_row("| gzip and zstd, unpacked | 16 GB");
    let place = place();
    let piece = format!("{{\"a\":\"{}\"}},", "x".repeat(1 << 20));
    let mut bomb = gzip("[", 1);
    bomb.extend(gzip(&piece, 300));
    place.write("bomb.json.gz", bomb);
    refuses(&place, "DISPUTES rate orders.csv bomb.json.gz --as-of 2026-01-10", "bytes, unpacked");
    let mut table = gzip("order_id,opened_at\n", 1);
    table.extend(gzip(&"8200000000000001,2026-01-01T00:00:00Z\n".repeat(1000), 100));
    place.write("table.csv.gz", table);
    let script = "DISPUTES rate orders.csv table.csv.gz --as-of 2026-01-10 --max-input 1MB";
    refuses(&place, script, "more than 1000000 bytes");
}

#[test]
fn pipes_and_devices_are_bounded_in_size_and_time() {
    has_row("| pipe, terminal, standard input | 16 GB");
    has_row("| pipe or standard input that gives nothing | 600 s | `--input-wait SECONDS` |");
    let place = place();
    has_row("| device other than a terminal and `/dev/null` | none is read | fixed |");
    refuses(&place, "DISPUTES rate orders.csv /dev/zero --as-of 2026-01-10", "it is a device");
    let piped = "yes | DISPUTES rate orders.csv - --as-of 2026-01-10 --max-input 5MB";
    refuses(&place, piped, "more than 5000000 bytes");
    let fifo = "mkfifo pipe; DISPUTES rate orders.csv pipe --as-of 2026-01-10 --input-wait 1";
    refuses(&place, fifo, "no byte for 1 seconds");
    let silent = "sleep 3 | DISPUTES rate orders.csv - --as-of 2026-01-10 --input-wait 1";
    refuses(&place, silent, "no byte for 1 seconds");
    has_row("| pipe or standard input that does not end | 3,600 s | `--input-time SECONDS` |");
    let slow = "for n in 1 2 3 4 5 6; do echo; sleep 0.5; done | \
                DISPUTES rate orders.csv - --as-of 2026-01-10 --input-time 1";
    refuses(&place, slow, "did not end within 1 seconds");
}

#[test]
fn cells_that_are_written_once_are_bounded() {
    has_row("| cells of an OpenDocument spreadsheet that are copies of others");
    let place = place();
    for (rows, columns) in [(1_000, 5_000), (4_000_000_000_u64, 4_000_000_000_u64)] {
        let text = format!(
            "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
             xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet><table:table>\
             <table:table-row table:number-rows-repeated='{rows}'><table:table-cell \
             office:value-type='string' table:number-columns-repeated='{columns}'><text:p>x</text:p>\
             </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
             </office:document>"
        );
        place.write("far.fods", text);
        refuses(
            &place,
            "DISPUTES rate far.fods --no-disputes --as-of 2026-01-10",
            "too many cells",
        );
    }
}

#[test]
fn rows_are_bounded() {
    has_row("| row of a csv or of JSON lines | 16 MB | fixed |");
    let place = place();
    let row = format!("order_id,opened_at\n8200000000000001,{}", "x".repeat(17 << 20));
    place.write("long.csv", row);
    refuses(&place, "DISPUTES rate orders.csv long.csv --as-of 2026-01-10", "long.csv");
}

#[test]
fn a_command_that_prints_a_secret_is_bounded_in_size_and_time() {
    has_row("| `secret_command` that does not end | 120 s; ended with all it started");
    has_row("| secret, tokens | 64 kB | fixed |");
    let mut commands = vec![
        ("[\"sleep\", \"60\"]", "gave nothing for 1 seconds"),
        ("[\"sh\", \"-c\", \"exec >&-; exec sleep 60\"]", "did not end within 1 seconds"),
        ("[\"yes\"]", "more than 65536 bytes"),
    ];
    // What the command has started holds the error output open, which is read to its end here. At a
    // terminal it is left to Ctrl-C.
    if cfg!(unix) && std::fs::File::open("/dev/tty").is_err() {
        commands.push(("[\"sh\", \"-c\", \"sleep 60 & sleep 60\"]", "gave nothing for 1 seconds"));
    }
    for (command, words) in commands {
        let place = place();
        let mut settings =
            "[[shop]]\nname = \"main\"\n[shop.api]\napp_key = \"500001\"\n".to_owned();
        writeln!(settings, "secret_command = {command}\nsecret_command_seconds = 1").unwrap();
        place.write("disputes.toml", settings);
        let started = Instant::now();
        let told = run(&place, "DISPUTES sync --since 2026-01-01");
        assert!(told.starts_with("exit 2\n") && told.contains(words), "{command}: {told}");
        assert!(started.elapsed() < Duration::from_secs(30), "{command}");
    }
}

#[test]
fn every_row_of_the_table_is_tried_here_or_named_where_it_is() {
    let here = include_str!("limits.rs");
    // Tried where these are tested.
    let elsewhere = [
        "| pipe or device for output that nobody reads, or that is not read to the end |",
        "| settings, rule set, catalogue of messages, certificate |",
        "| lists of settled cases, notes and points; counts of a warehouse |",
        "| workbook, unpacked |",
        "| cells of an OpenDocument spreadsheet that are copies of others (`number-rows-repeated`) |",
        "| store held by another run |",
        "| ledger of points held by another run |",
        "| answer of the platform |",
        "| answer of a receiver of notices |",
        "| answer of the platform that does not begin or stops; that does not end |",
        "| answer of a webhook or of a health check, to its end |",
        "| answer of a mail server; all of a login or of a message |",
        "| answer of a warehouse, to its end |",
    ];
    let page = rows_of_the_page();
    // The second table is `tests/real/run bombs`'s.
    let first = page.split("\nPeak memory").next().unwrap();
    for row in first.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let name: String = row.split_inclusive('|').take(2).collect();
        let is_tried = here.contains(&format!("has_row(\"{name}"));
        assert!(is_tried || elsewhere.contains(&name.as_str()), "{row}");
    }
}
