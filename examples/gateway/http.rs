//! As much HTTP as the gateway needs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request with its parameters, which the platform takes from the address and from a form body alike
/// (docs/platform/open-platform.md).
#[derive(Debug)]
pub struct Request {
    /// The path, without the query.
    pub target: String,
    pub form: BTreeMap<String, String>,
    /// Whether some of them came in the address, where they end up in logs.
    pub in_address: bool,
}

/// Reads a request, or returns `None` when the caller has gone.
pub fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let target = words.nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut parameters = form(query);
    let in_address = !parameters.is_empty();
    parameters.extend(form(&String::from_utf8(body).ok()?));
    Some(Request { target: path.to_owned(), form: parameters, in_address })
}

/// Reads a query or a form body.
fn form(body: &str) -> BTreeMap<String, String> {
    body.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                let digits = std::str::from_utf8(&digits).unwrap_or("00");
                bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes an answer and closes. `told` is the length that the head claims.
pub fn write(stream: &mut TcpStream, status: &str, more: &str, body: &[u8], told: usize) {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json;charset=UTF-8\r\n\
         date: {}\r\n\
         content-length: {told}\r\nconnection: close\r\n{more}\r\n",
        date(),
    );
    // The caller may have gone; that is its business.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    let _ = stream.flush();
}

/// Writes an answer a byte at a time, for as long as it is read.
pub fn drip(stream: &mut TcpStream, body: &[u8], apart: std::time::Duration) {
    write(stream, "200 OK", "", b"", body.len());
    for byte in body {
        std::thread::sleep(apart);
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
    }
}

/// Returns the date as a head writes it.
fn date() -> String {
    let now = super::now().div_euclid(1_000);
    let (day, second) = (now.div_euclid(86_400), now.rem_euclid(86_400));
    let text = super::shop::local(now * 1_000 + 28_800_000);
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    let months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekday = names[usize::try_from(day.rem_euclid(7)).unwrap()];
    let month = months[text[5..7].parse::<usize>().unwrap() - 1];
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!(
        "{weekday}, {} {month} {} {hour:02}:{minute:02}:{second:02} GMT",
        &text[8..10],
        &text[..4]
    )
}
