//! One entry of a log, as the writers of HAR files differ in writing it.

use std::borrow::Cow;

use base64::Engine;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::question;
use crate::domain::Moment;
use crate::input::container::companions::Companions;
use crate::input::container::encoding::{
    TextExtent, candidates, encoding_named, in_whole_characters,
};
use crate::input::container::raw_file::unpacked;
use crate::input::document::pages::{CHANNEL, Lost};
use crate::input::document::{extract, lenient};

/// A log, in the object that names it or bare, or one entry of a log.
#[derive(Deserialize)]
pub(super) struct Har<'a> {
    #[serde(borrow)]
    pub(super) log: Option<Log<'a>>,
    #[serde(borrow)]
    pub(super) entries: Option<Vec<&'a RawValue>>,
    pub(super) request: Option<IgnoredAny>,
    pub(super) response: Option<IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct Log<'a> {
    #[serde(borrow)]
    pub(super) entries: Vec<&'a RawValue>,
}

/// An entry as it is written. Nothing but the address, the status and the content is always there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WrittenEntry<'a> {
    #[serde(borrow)]
    pub(super) started_date_time: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) request: WrittenRequest<'a>,
    #[serde(borrow)]
    pub(super) response: Option<WrittenResponse<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WrittenRequest<'a> {
    #[serde(borrow)]
    pub(super) method: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) url: &'a RawValue,
    #[serde(borrow)]
    pub(super) post_data: Option<PostData<'a>>,
}

#[derive(Deserialize)]
pub(super) struct PostData<'a> {
    #[serde(borrow)]
    pub(super) text: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) params: Option<Vec<Param<'a>>>,
    #[serde(rename = "_file")]
    pub(super) file: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Param<'a> {
    #[serde(borrow)]
    pub(super) name: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) value: Option<&'a RawValue>,
}

#[derive(Deserialize)]
pub(super) struct WrittenResponse<'a> {
    #[serde(default, deserialize_with = "lenient::integer")]
    pub(super) status: Option<i64>,
    #[serde(borrow)]
    pub(super) content: Option<HarContent<'a>>,
}

#[derive(Deserialize)]
pub(super) struct HarContent<'a> {
    #[serde(borrow)]
    pub(super) text: Option<&'a RawValue>,
    pub(super) encoding: Option<String>,
    #[serde(rename = "mimeType")]
    pub(super) mime_type: Option<Value>,
    #[serde(rename = "_file")]
    pub(super) file: Option<String>,
}

/// What an answer belongs to, by the name of the interface in its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Interface {
    /// The dispute list.
    List,
    /// One dispute: reason, solutions, refund.
    Detail,
    /// What happened in one dispute.
    History,
    /// Anything else.
    Other,
}

/// The last words of the interfaces' names, in small letters
/// (`mtop.aliexpress.seller.reverse.querySellerReverseOrderList`).
pub(super) const INTERFACES: [(&str, Interface); 3] = [
    ("querysellerreverseorderlist", Interface::List),
    ("reverseorderlinedetailrender", Interface::Detail),
    ("reverseorderlinehistoryrender", Interface::History),
];

/// What the body of an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Text(String),
    /// There is none.
    Missing(Lost),
    /// Its end is gone.
    Cut,
}

/// One entry, read.
pub(super) struct HarEntry {
    /// Its place in the file, from 0.
    pub(super) place: usize,
    pub(super) at: Option<Moment>,
    pub(super) interface: Interface,
    pub(super) asked: Option<Value>,
    /// JsonFields that are not known and by which this list was narrowed.
    pub(super) narrowed: Vec<String>,
    pub(super) body: Body,
}

/// Returns the entries of a HAR, of a list of HARs, or of entries that a program took out of one;
/// `None` for anything else.
pub(crate) fn logged(document: &RawValue) -> Option<Vec<&RawValue>> {
    let text = document.get();
    if !text.contains("\"entries\"") && !text.contains("\"request\"") {
        return None;
    }
    if text.starts_with('[') {
        let documents: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        let logs: Option<Vec<_>> = documents.into_iter().map(logged).collect();
        return logs.filter(|logs| !logs.is_empty()).map(|logs| logs.concat());
    }
    let har: Har<'_> = serde_json::from_str(text).ok()?;
    let is_entry = har.request.is_some() && har.response.is_some();
    match (har.log, har.entries) {
        (Some(log), _) => Some(log.entries),
        (None, Some(entries)) => {
            let first = entries.first().map(|first| first.get().contains("\"request\""));
            first.is_some_and(|is_request| is_request).then_some(entries)
        }
        (None, None) => is_entry.then(|| vec![document]),
    }
}

/// Returns every entry that is no preflight, one after another: most of a log is of no interest.
pub(super) fn entries(
    logged: &[&RawValue],
    companions: &mut Companions,
) -> impl Iterator<Item = HarEntry> {
    logged
        .iter()
        .filter_map(|raw| serde_json::from_str::<WrittenEntry<'_>>(raw.get()).ok())
        .filter(|written| written.request.method.is_none_or(|m| text_of(m) != "OPTIONS"))
        .enumerate()
        .map(|(place, written)| HarEntry { place, ..HarEntry::of(&written, companions) })
}

pub(super) fn interface(url: &str) -> Interface {
    let lower = url.to_ascii_lowercase();
    let (path, query) = lower.split_once('?').unwrap_or((&lower, ""));
    let named = query.split('&').find_map(|pair| pair.strip_prefix("api="));
    let of =
        |name: &str| path.split('/').chain(named).any(|part| part.rsplit('.').next() == Some(name));
    INTERFACES.iter().find(|(name, _)| of(name)).map_or(Interface::Other, |(_, known)| *known)
}

/// Returns what a request asked with: `data` in the form or in the address.
pub(super) fn asked(
    url: &str,
    post: Option<&PostData<'_>>,
    companions: &mut Companions,
) -> Option<Value> {
    let from_form = |form: &str| {
        let data = form.split('&').find_map(|pair| pair.strip_prefix("data="))?;
        serde_json::from_str(&form_decoded(data)).ok()
    };
    let post_value = post.and_then(|post| {
        let text = post.text.map(text_of);
        let from_text = text.as_deref().and_then(from_form);
        from_text.or_else(|| from_params(post)).or_else(|| {
            let bytes = companions.read(post.file.as_deref()?)?;
            from_form(&String::from_utf8_lossy(&bytes))
        })
    });
    post_value.or_else(|| from_form(url.split_once('?')?.1))
}

/// The values of forms are decoded by some writers and not by others.
pub(super) fn from_params(post: &PostData<'_>) -> Option<Value> {
    let data = post
        .params
        .as_ref()?
        .iter()
        .find(|param| param.name.is_some_and(|name| text_of(name) == "data"))?;
    let value = text_of(data.value?);
    serde_json::from_str(&value).or_else(|_| serde_json::from_str(&form_decoded(&value))).ok()
}

/// Undoes the escapes of a form: percent signs, and plus for a blank.
pub(super) fn form_decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Returns a field of a request as text.
pub(super) fn field(asked: &Value, name: &str) -> Option<String> {
    match asked.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// So many characters of a body tell whether it is a text.
const SAMPLE: usize = 200;

pub(super) fn body(response: &WrittenResponse<'_>, companions: &mut Companions) -> Body {
    let is_answer =
        response.status.is_none_or(|status| (200..300).contains(&status) || status == 304);
    if !is_answer {
        return Body::Missing(Lost::Failed);
    }
    let Some(content) = &response.content else { return Body::Missing(Lost::NoBody) };
    let text = match content.text.map(text_of).filter(|text| !text.is_empty()) {
        Some(text) => {
            let address = text.strip_prefix("data:").and_then(|data| data.split_once(";base64,"));
            let data = address.map(|(_, data)| data.to_owned());
            let text = data.map_or(text, Cow::Owned);
            let is_base64 =
                content.encoding.as_deref().is_some_and(|e| e.eq_ignore_ascii_case("base64"));
            let bytes = if is_base64 { from_base64(&text) } else { unmarked_base64(&text) };
            if is_base64 && bytes.is_none() && is_cut_base64(&text) {
                return Body::Cut;
            }
            // Some writers say base64 over a plain text.
            let plain = || in_whole_characters(text.into_owned());
            let text = bytes.map_or_else(plain, |bytes| decoded(bytes, content));
            without_wrapping(text, content)
        }
        None => match content.file.as_deref().and_then(|name| companions.read(name)) {
            Some(bytes) if !bytes.is_empty() => decoded(bytes, content),
            Some(_) | None => return Body::Missing(Lost::NoBody),
        },
    };
    let ends_early = || {
        let is_json = extract::is_json(text.trim_start());
        is_json && extract::documents(&text).is_err()
    };
    // No text of JSON holds these signs; it is packed in a way that is not read, such as Brotli.
    let is_packed = |c: char| c < ' ' && !c.is_whitespace() && c != '\0';
    if text.chars().take(SAMPLE).any(is_packed) {
        return Body::Missing(Lost::Unreadable);
    }
    if text.contains('\0') || ends_early() { Body::Cut } else { Body::Text(text) }
}

pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = compact.trim_end_matches('=');
    STANDARD_NO_PAD.decode(bare).or_else(|_| URL_SAFE_NO_PAD.decode(bare)).ok()
}

/// Returns the bytes of a text that is base64 without being called so, where they are JSON.
pub(super) fn unmarked_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = is_cut_base64(text).then(|| from_base64(text)).flatten()?;
    extract::is_json(std::str::from_utf8(&bytes).ok()?.trim_start()).then_some(bytes)
}

/// Takes off what a proxy has put around an answer once more: base64, or a text of JSON.
pub(super) fn without_wrapping(text: String, content: &HarContent<'_>) -> String {
    if let Some(bytes) = unmarked_base64(&text) {
        return decoded(bytes, content);
    }
    let inner = text.starts_with('"').then(|| serde_json::from_str::<String>(&text).ok());
    inner.flatten().filter(|inner| extract::is_json(inner.trim_start())).unwrap_or(text)
}

/// Returns whether a text is base64 of which the end is gone.
pub(super) fn is_cut_base64(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c) || c.is_whitespace();
    text.len() > 16 && text.chars().all(is_sign)
}

/// No answer of the pages that are read is larger, unpacked, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Returns the text of a body of bytes: UTF-8, the encoding that the answer itself stated, as
/// `text/javascript;charset=GBK`, of which mitmproxy keeps the bytes, or the likeliest one.
/// Bytes that the log has kept packed are unpacked first.
pub(super) fn decoded(bytes: Vec<u8>, content: &HarContent<'_>) -> String {
    let bytes = &*unpacked(bytes, LARGEST);
    let stated = || {
        let kind = content.mime_type.as_ref()?.as_str()?.to_ascii_lowercase();
        let (_, rest) = kind.split_once("charset=")?;
        encoding_named(rest.split(';').next()?.trim_matches([' ', '"', '\'']))
    };
    let guessed = || {
        let likeliest = candidates(bytes, TextExtent::Whole).into_iter().next();
        likeliest.map_or(encoding_rs::UTF_8, |likeliest| likeliest.encoding)
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => stated().unwrap_or_else(guessed).decode_without_bom_handling(bytes).0,
    };
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// Returns the text that a raw value writes. Half a character, as some writers put for a byte that
/// is no text, does not lose the rest.
pub(super) fn text_of(raw: &RawValue) -> Cow<'_, str> {
    match serde_json::from_str::<Cow<'_, str>>(raw.get()) {
        Ok(text) => text,
        Err(_) => {
            let whole = with_whole_characters(raw.get());
            Cow::Owned(serde_json::from_str(&whole).unwrap_or_else(|_| whole.clone()))
        }
    }
}

/// Puts the sign for an unreadable character in place of half a pair of UTF-16.
pub(crate) fn with_whole_characters(raw: &str) -> String {
    let mut whole = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let unit = unit(escape);
        let low = unit.filter(|unit| (0xd800..0xdc00).contains(unit));
        let low =
            low.and_then(|_| self::unit(escape.get(6..)?)).filter(|u| (0xdc00..0xe000).contains(u));
        let length = match (unit, low) {
            (Some(_), Some(_)) => 12,
            (Some(0xd800..0xe000), None) => {
                whole.push_str("\\ufffd");
                rest = escape.get(6..).expect("an escape has six signs");
                continue;
            }
            (Some(_), None) => 6,
            (None, _) => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        let (escape, after) = escape.split_at(length);
        whole.push_str(escape);
        rest = after;
    }
    whole + rest
}

/// Returns the unit of UTF-16 that an escape (`\u4e00`) writes.
pub(super) fn unit(escape: &str) -> Option<u32> {
    u32::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

impl HarEntry {
    pub(super) fn of(written: &WrittenEntry<'_>, companions: &mut Companions) -> Self {
        let url = text_of(written.request.url);
        let interface = interface(&url);
        let asked = match interface {
            Interface::Other => None,
            Interface::List | Interface::Detail | Interface::History => {
                asked(&url, written.request.post_data.as_ref(), companions)
            }
        };
        let at = written.started_date_time.and_then(|raw| Moment::from_rfc3339(&text_of(raw)));
        let body = match &written.response {
            Some(response) => body(response, companions),
            None => Body::Missing(Lost::Failed),
        };
        Self { place: 0, at, interface, asked, narrowed: Vec::new(), body }
    }

    pub(super) fn field(&self, name: &str) -> Option<String> {
        field(self.asked.as_ref()?, name)
    }

    /// Returns whose list was asked for, as the question says.
    pub(super) fn account(&self) -> Option<String> {
        question::account(self.asked.as_ref()?)
    }

    /// Tells entries apart that ask for different things; times and signatures are no part of it.
    pub(super) fn question(&self) -> String {
        match self.interface {
            Interface::List => {
                let page = self.field("current").unwrap_or_else(|| self.answered());
                format!(
                    "{:?} {:?} {:?} {page}",
                    self.filters(),
                    self.account(),
                    self.field(CHANNEL)
                )
            }
            Interface::Detail | Interface::History => {
                let line = self.field("reverseOrderLineId");
                line.unwrap_or_else(|| format!("entry {}", self.place))
            }
            Interface::Other => String::new(),
        }
    }

    /// Returns what tells answers apart whose question is not known: the answers themselves.
    pub(super) fn answered(&self) -> String {
        match &self.body {
            Body::Text(text) => text.clone(),
            Body::Missing(_) | Body::Cut => format!("entry {}", self.place),
        }
    }

    /// Returns what the list was narrowed by; empty for the whole list, `None` where nothing states
    /// what was asked for.
    pub(super) fn filters(&self) -> Option<Vec<String>> {
        let mut filters = question::known_filters(self.asked.as_ref()?);
        filters.extend(self.narrowed.iter().cloned());
        Some(filters)
    }
}
