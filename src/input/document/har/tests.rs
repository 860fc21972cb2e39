use std::io::Write;

use base64::Engine;
use serde_json::json;

use super::entry::{WrittenEntry, form_decoded};
use super::scrub::form_encoded;
use super::*;
use crate::domain::Moment;
use crate::input::container::raw_file::{Input, Spec};
use crate::input::document::known_keys::KnownKeys;
use crate::input::document::pages;
use crate::input::table::title_catalogue::TitleCatalogue;

fn read_text(text: &str) -> Documents {
    let catalogue = TitleCatalogue::new(&Vec::new());
    let file = tempfile::NamedTempFile::new().unwrap();
    let input = Input::open(&Spec::Path(file.path().to_owned()), &Default::default()).unwrap();
    let reader = Reader { input: &input, shop: "", keys: KnownKeys::new(&catalogue) };
    reader.read(text, Companions::None).unwrap()
}

/// What is said of pages that are missing: kind and parts.
fn missing(found: &Documents) -> Vec<String> {
    let pages: Vec<_> = found.pages.iter().map(|page| (String::new(), page.clone())).collect();
    let shown = |caveat: &Caveat| {
        let parts = caveat.parts.iter().map(|(name, value)| format!(" {name}={value}"));
        caveat.kind.id().to_owned() + &parts.collect::<String>()
    };
    pages::missing_pages(&pages).iter().map(shown).collect()
}

const LIST: &str =
    "https://s.example/h5/mtop.aliexpress.seller.reverse.querysellerreverseorderlist/1.0/";

/// A page of the list with one dispute a page.
fn page(number: u64, total: u64) -> String {
    json!({"ret": ["SUCCESS::ok"], "data": {"data": {"dataSource": [{"sellerReverseOrderLines": [{
        "tradeOrderId": format!("820000000000{number:04}"), "reverseOrderLineId": format!("71{number}"),
        "gmtCreateTimestamp": 1767630600000_u64, "reverseStatus": "已结束"
    }]}], "pageInfo": {"total": total, "current": number, "pageSize": 1}}}})
    .to_string()
}

fn asked(number: u64, filter: &str) -> String {
    let data = json!({"current": number, "pageSize": 1, "reverseStatus": "1", "buyerName": filter});
    format!("data={}", form_encoded(&data.to_string()))
}

fn entry(form: &str, status: i64, content: Value) -> Value {
    json!({"startedDateTime": "2026-01-16T08:00:00.000Z",
        "request": {"method": "POST", "url": LIST, "headers": [{"name": "Cookie", "value": "secret-1"}],
            "postData": {"text": form}},
        "response": {"status": status, "content": content}})
}

fn har(entries: &[Value]) -> String {
    json!({"log": {"entries": entries}}).to_string()
}

#[test]
fn bodies_are_read_in_every_form_that_writers_use() {
    let text = page(1, 1);
    let base64 = base64::engine::general_purpose::STANDARD.encode(&text);
    let bytes: String = text.bytes().map(char::from).collect();
    let gbk = encoding_rs::GBK.encode(&text).0;
    let gbk = base64::engine::general_purpose::STANDARD.encode(gbk);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let gzip = base64::engine::general_purpose::STANDARD.encode(gzip.finish().unwrap());
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(text.as_bytes()).unwrap();
    let zlib = base64::engine::general_purpose::STANDARD.encode(zlib.finish().unwrap());
    for content in [
        json!({"text": gbk, "encoding": "base64", "mimeType": "text/javascript; Charset=\"GBK\""}),
        json!({"text": base64, "encoding": "base64", "mimeType": "text/javascript;charset=GBK"}),
        json!({"text": gzip, "encoding": "base64"}),
        json!({"text": zlib, "encoding": "base64"}),
        json!({"text": text, "mimeType": 5}),
        json!({"text": text, "size": -1}),
        json!({"text": base64, "encoding": "base64"}),
        json!({"text": base64::engine::general_purpose::STANDARD.encode(&base64), "encoding": "base64"}),
        json!({"text": Value::String(text.clone()).to_string()}),
        json!({"text": base64}),
        json!({"text": format!("data:application/json;base64,{base64}")}),
        json!({"text": text, "encoding": "base64"}),
        json!({"text": bytes}),
        json!({"text": format!("mtopjsonp1({text})"), "size": 3}),
    ] {
        for status in [200, 304] {
            let found = read_text(&har(&[entry(&asked(1, ""), status, content.clone())]));
            assert_eq!(found.disputes.len(), 1, "{content}");
            assert_eq!(found.disputes[0].details().status.as_str(), "已结束");
            assert_eq!(missing(&found), Vec::<String>::new());
        }
    }
}

#[test]
fn what_has_no_body_is_a_missing_page() {
    let cut = page(2, 2).replace("SUCCESS", "SUC\0\0\0");
    let early = page(2, 2)[..80].to_owned();
    for (status, content, word) in [
        (200, json!({}), "why=body"),
        (200, json!({"text": ""}), "why=body"),
        (304, json!({"text": ""}), "why=body"),
        (0, json!({"text": "", "encoding": "base64"}), "why=failed"),
        (-1, json!({"size": -1}), "why=failed"),
        (200, json!({"text": cut}), "why=cut"),
        (200, json!({"text": early}), "why=cut"),
        (200, json!({"text": "GwMAgJjBAQ4fHxMZ8PH0", "encoding": "base64"}), "why=unreadable"),
        (
            200,
            json!({"text": "{\"ret\":[\"FAIL_SYS_SESSION_EXPIRED::x\"],\"data\":{}}"}),
            "SESSION_EXPIRED",
        ),
    ] {
        let second = entry(&asked(2, ""), status, content.clone());
        let first = entry(&asked(1, ""), 200, json!({"text": page(1, 2)}));
        let said = missing(&read_text(&har(&[first.clone(), second.clone()]))).join("\n");
        assert!(said.contains("pages=2") && said.contains(word), "{content}: {said}");
        // A repeat that came through, wherever it stands, counts for that page alone.
        let again = entry(&asked(2, ""), 200, json!({"text": page(2, 2)}));
        let found = read_text(&har(&[again, second, first]));
        assert_eq!((found.disputes.len(), missing(&found).len()), (2, 0), "{content}");
    }
}

#[test]
fn a_list_of_one_page_that_was_cut_is_said_to_be() {
    for (text, is_cut) in [
        (page(1, 1)[..90].to_owned(), true),
        (page(1, 1)[..90].to_owned() + "\0\0\0", true),
        (String::new(), false),
    ] {
        let found = read_text(&har(&[entry(&asked(1, ""), 200, json!({"text": text}))]));
        let (what, todo) = found.no_answers.unwrap();
        assert_eq!((what.contains("cut"), todo.contains("responseBodyLimit")), (is_cut, is_cut));
    }
}

#[test]
fn a_page_that_was_opened_again_in_another_size_takes_nothing_from_the_list() {
    let both = |total: u64| {
        let [first, second] =
            [1, 2].map(|n| serde_json::from_str::<Value>(&page(n, total)).unwrap());
        let rows = |page: &Value| page["data"]["data"]["dataSource"][0].clone();
        let mut both = first.clone();
        both["data"]["data"]["dataSource"] = json!([rows(&first), rows(&second)]);
        both["data"]["data"]["pageInfo"]["pageSize"] = json!(50);
        entry(
            &asked(1, "").replace("%22pageSize%22%3A1", "%22pageSize%22%3A50"),
            200,
            json!({"text": both.to_string()}),
        )
    };
    let again = |total| entry(&asked(1, ""), 200, json!({"text": page(1, total)}));
    for (entries, disputes, lacks) in [
        ([both(2), again(2)], 2, false),
        ([again(2), both(2)], 2, false),
        // One more was filed since.
        ([both(2), again(3)], 1, true),
    ] {
        let found = read_text(&har(&entries));
        assert_eq!((found.disputes.len(), !missing(&found).is_empty()), (disputes, lacks));
    }
}

#[test]
fn a_page_that_was_never_asked_for_is_named() {
    let entries = [1, 3].map(|n| entry(&asked(n, ""), 200, json!({"text": page(n, 4)})));
    let said = missing(&read_text(&har(&entries))).join("\n");
    assert!(said.contains("pages=2, 4"), "{said}");
}

#[test]
fn a_search_is_a_part_and_completes_nothing() {
    let whole = entry(&asked(1, ""), 200, json!({"text": page(1, 2)}));
    let search = entry(&asked(1, "someone"), 200, json!({"text": page(2, 1)}));
    let found = read_text(&har(&[whole, search.clone()]));
    assert_eq!(found.disputes.len(), 2);
    assert!(missing(&found).join("").contains("pages=2"));
    let found = read_text(&har(&[search]));
    let part = found.caveats.iter().find(|caveat| caveat.kind == CaveatKind::ListPart);
    assert!(part.is_some_and(Caveat::is_blocking), "{:?}", found.caveats);
}

#[test]
fn half_a_character_loses_nothing_else() {
    let text = serde_json::to_string(&page(1, 1)).unwrap().replace("ok", "\\udcff");
    let raw = har(&[entry(&asked(1, ""), 200, json!({"text": "BODY"}))]).replace("\"BODY\"", &text);
    assert_eq!(read_text(&raw).disputes.len(), 1);
    assert_eq!(
        with_whole_characters(r"a\ud83d\ude00b\ud83dc\n\\ud83d"),
        r"a\ud83d\ude00b\ufffdc\n\\ud83d"
    );
}

#[test]
fn forms_are_read_from_text_params_and_address() {
    let form = asked(7, "");
    let data = form.strip_prefix("data=").unwrap();
    let expected = Some("7".to_owned());
    let of = |request: Value| {
        let entry = json!({"request": request, "response": {"status": 200, "content": {}}});
        let text = entry.to_string();
        let written: WrittenEntry<'_> = serde_json::from_str(&text).unwrap();
        HarEntry::of(&written, &mut Companions::None).field("current")
    };
    assert_eq!(of(json!({"url": LIST, "postData": {"text": form}})), expected);
    for value in [data.to_owned(), form_decoded(data)] {
        let params = json!([{"name": "x", "value": "y"}, {"name": "data", "value": value}]);
        assert_eq!(of(json!({"url": LIST, "postData": {"params": params}})), expected);
    }
    assert_eq!(of(json!({"url": format!("{LIST}?t=1&{form}")})), expected);
}

#[test]
fn scrubbing_keeps_answers_and_nothing_else() {
    let mut detail = entry(
        "data=%7B%22reverseOrderLineId%22%3A711%7D&sign=secret-2",
        200,
        json!({
        "text": json!({"ret": ["SUCCESS::ok"], "data": {"applyReason": "未收到货物",
            "buyer": {"fullName": "secret-3", "country": "FR"}, "token": "secret-4"}}).to_string()}),
    );
    detail["request"]["url"] =
        json!(LIST.replace("querysellerreverseorderlist", "reverseorderlinedetailrender"));
    let list = entry(&asked(1, "secret-5"), 200, json!({"text": page(1, 1)}));
    let other = json!({"request": {"url": "https://s.example/?token=secret-6"},
        "response": {"status": 200, "content": {"text": "secret-7"}}});
    let text = har(&[list, other, detail]);
    let scrubbed = scrubbed(&text, &mut Companions::None).unwrap();
    assert!(!scrubbed.text.contains("secret"), "{}", scrubbed.text);
    assert_eq!((scrubbed.kept, scrubbed.dropped), (2, 1));
    let (before, after) = (read_text(&text), read_text(&scrubbed.text));
    assert_eq!(before.disputes, after.disputes);
    assert_eq!(missing(&before), missing(&after));
    assert_eq!(after.disputes[0].details().reason.as_str(), "未收到货物");
}

/// When the platform acted, according to a history that was asked for in a zone.
fn escalated(zone: Value) -> Option<Moment> {
    let history = json!({"ret": ["SUCCESS::ok"], "data": {"data": [{
        "actionTime": "2026-01-10 00:30:00",
        "processSolutions": [{"actionOwner": "CUSTOMER_SERVICE"}]}]}});
    let mut of_history = entry("", 200, json!({"text": history.to_string()}));
    let data = json!({"reverseOrderLineId": "711", "_timezone": zone});
    let address = LIST.replace("querysellerreverseorderlist", "reverseorderlinehistoryrender");
    of_history["request"]["url"] = json!(address);
    of_history["request"]["postData"]["text"] =
        json!(format!("data={}", form_encoded(&data.to_string())));
    let list = entry(&asked(1, ""), 200, json!({"text": page(1, 1)}));
    read_text(&har(&[list, of_history])).disputes[0].escalated_at()
}

#[test]
fn a_history_is_read_by_the_clock_that_was_asked_for() {
    let platform = Moment::from_rfc3339("2026-01-10T08:30:00Z");
    for zone in [json!(-8), json!("-8"), json!(-7), json!(null), json!("here")] {
        assert_eq!(escalated(zone.clone()), platform, "{zone}");
    }
    assert_eq!(escalated(json!(8)), Moment::from_rfc3339("2026-01-09T16:30:00Z"));
    assert_eq!(escalated(json!("3")), Moment::from_rfc3339("2026-01-09T21:30:00Z"));
}

#[test]
fn texts_of_a_list_are_read_by_the_clock_that_was_asked_for() {
    let opened = |zone: Value, number: Option<u64>| {
        let data = json!({"current": 1, "pageSize": 1, "_timezone": zone});
        let mut page: Value = serde_json::from_str(&page(1, 1)).unwrap();
        let line = &mut page["data"]["data"]["dataSource"][0]["sellerReverseOrderLines"][0];
        line["gmtCreateTimestamp"] = json!(number);
        line["gmtCreate"] = json!("2026-01-10 00:30:00");
        line["gmtModified"] = json!("2026-01-10 00:30:00");
        let form = format!("data={}", form_encoded(&data.to_string()));
        let found = read_text(&har(&[entry(&form, 200, json!({"text": page.to_string()}))]));
        let dispute = &found.disputes[0];
        (dispute.opened_at, dispute.modified_at().unwrap())
    };
    let [platform, beijing] = ["2026-01-10T08:30:00Z", "2026-01-09T16:30:00Z"]
        .map(|at| Moment::from_rfc3339(at).unwrap());
    assert_eq!(opened(json!(-8), None), (platform, platform));
    assert_eq!(opened(json!(8), None), (beijing, beijing));
    // The number of a line shows of which clock its texts are.
    assert_eq!(opened(json!(8), Some(1_768_033_800_000)), (platform, platform));
    assert_eq!(opened(json!(8), Some(1_767_976_200_000)), (beijing, beijing));
}

#[test]
fn of_several_answers_the_newest_that_can_be_read_counts() {
    let at = |second: u64, text: &str| {
        let mut entry = entry(&asked(1, ""), 200, json!({"text": text}));
        entry["startedDateTime"] = json!(format!("2026-01-16T08:00:0{second}.000Z"));
        entry
    };
    let (older, newer) = (page(1, 1), page(1, 1).replace("已结束", "等待买家退货"));
    let read = |entries: &[Value]| {
        let found = read_text(&har(entries));
        let shown =
            |dispute: &Dispute| format!("{} {}", dispute.order_id, dispute.details().status);
        found.disputes.iter().map(shown).collect::<Vec<_>>()
    };
    let found = read_text(&har(&[at(1, &older), at(2, &newer)]));
    assert_eq!(found.saved_at, Moment::from_rfc3339("2026-01-16T08:00:02Z"));
    let (ended, returning) = ("8200000000000001 已结束", "8200000000000001 等待买家退货");
    assert_eq!(read(&[at(1, &older), at(2, &newer)]), [returning]);
    assert_eq!(read(&[at(2, &newer), at(1, &older)]), [returning]);
    assert_eq!(read(&[at(1, &older), at(2, "x")]), [ended]);
    // An answer that shares no order with it is of another account, or of a page that moved on.
    let other = page(2, 1).replace("\"current\":2", "\"current\":1");
    assert_eq!(read(&[at(1, &older), at(2, &other)]), ["8200000000000002 已结束", ended]);
}

/// A page with one dispute of a list that was asked for with further fields.
fn page_asked_with(number: u64, total: u64, fields: Value) -> Value {
    let mut data = json!({"current": number, "pageSize": 1, "reverseStatus": "1", "_timezone": -8});
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    data.as_object_mut().unwrap().extend(fields);
    let form = format!("data={}", form_encoded(&data.to_string()));
    entry(&form, 200, json!({"text": page(number, total)}))
}

fn kinds(found: &Documents) -> Vec<(&'static str, Severity)> {
    let told = found.caveats.iter().filter(|caveat| caveat.kind != CaveatKind::HarEntries);
    told.map(|caveat| (caveat.kind.id(), caveat.severity)).collect()
}

#[test]
fn a_field_that_nobody_knows_may_be_a_filter() {
    for fields in [
        json!({"buyerCountry": "US"}),
        json!({"recentDays": 30}),
        json!({"reverseStatusList": ["1", "2"]}),
    ] {
        let whole = [page_asked_with(1, 2, json!({})), page_asked_with(2, 2, json!({}))];
        let part = page_asked_with(1, 1, fields.clone());
        // All that was asked for has it: it may come from the page.
        let found = read_text(&har(std::slice::from_ref(&part)));
        assert_eq!(kinds(&found), [("list_question_unknown", Severity::Warning)], "{fields}");
        // Only some has it: that is a part, and stands in for no page of the whole.
        for entries in
            [[&whole[..], std::slice::from_ref(&part)].concat(), [&[part], &whole[..]].concat()]
        {
            let found = read_text(&har(&entries));
            assert_eq!(kinds(&found), [("list_part", Severity::Note)], "{fields}");
            assert_eq!(missing(&found), Vec::<String>::new(), "{fields}");
            assert_eq!(found.disputes.len(), 3, "{fields}");
        }
    }
    for harmless in [json!({"_lang": "zh"}), json!({"sortField": "gmt_create"}), json!({"x": ""})] {
        let found = read_text(&har(&[page_asked_with(1, 1, harmless.clone())]));
        assert_eq!(kinds(&found), [], "{harmless}");
    }
    let other = page_asked_with(1, 1, json!({"reverseBizType": "2"}));
    let found = read_text(&har(&[other]));
    assert_eq!(kinds(&found), [("list_part", Severity::Blocking)]);
}
