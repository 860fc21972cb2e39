//! What the seller keeps by hand: `disputes note`, `disputes done`, and where both are shown.

use serde_json::Value;

use crate::common::{Place, json};

const HEAD: &str =
    "dispute_id,order_id,opened_at,status,stage,seller_response_due_at,reason,buyer_country\n";

/// Two disputes whose answers are due, and one that has ended; the ids of 1 and 3 end alike.
fn place() -> Place {
    let place = Place::new();
    place.write(
        "disputes.csv",
        format!(
            "{HEAD}\
             9001,8200000000010007,2026-01-12T00:00:00Z,processing,negotiation,2026-01-17T08:00:00Z,,PL\n\
             9002,8200000000020008,2026-01-13T00:00:00Z,processing,negotiation,2026-01-19T08:00:00Z,,ES\n\
             9003,8200000000030007,2026-01-02T00:00:00Z,finished,closed,,,PL\n"
        ),
    );
    place
}

const ON: &str = "disputes.csv --as-of 2026-01-16";

/// Returns a dispute of the list as JSON.
fn listed(place: &Place, order: &str, more: &str) -> Value {
    let list = json(&place.run(&format!("list --all {ON} --format json {more}")));
    let rows = list["disputes"].as_array().unwrap();
    rows.iter().find(|row| row["order_id"] == order).cloned().unwrap_or(Value::Null)
}

#[test]
fn a_note_on_files_is_kept_shown_and_taken_back() {
    let place = place();
    let told = place.run(&format!("note 010007 'called, wants a refund' {ON}"));
    assert_eq!(told, "exit 0\n--- stdout\n8200000000010007: the note is kept\n");
    let row = listed(&place, "8200000000010007", "");
    assert_eq!(row["own_note"], "called, wants a refund");
    assert_eq!(row["own_note_at"], "2026-01-16T16:00:00Z");
    assert_eq!(listed(&place, "8200000000020008", "")["own_note"], Value::Null);
    for command in ["list", "show 9001", "today", "report --no-record"] {
        let told = place.run(&format!("{command} {ON}"));
        assert!(told.contains("called,"), "{command}: {told}");
        let told = place.run(&format!("{command} {ON} --format json"));
        assert!(told.contains("\"own_note\": \"called, wants a refund\""), "{command}: {told}");
    }
    for format in ["markdown", "html"] {
        let told = place.run(&format!("report --no-record {ON} --format {format}"));
        assert!(told.contains("called,"), "{format}: {told}");
    }
    let told = place.run(&format!("list {ON} --text REFUND --columns order,note --format csv"));
    assert!(told.contains("8200000000010007,\"called, wants a refund\""), "{told}");
    // A further note replaces the first; by the dispute's id it is the same dispute.
    place.run(&format!("note 9001 '  =SUM(A1)   paid ' {ON}"));
    assert_eq!(listed(&place, "8200000000010007", "")["own_note"], "=SUM(A1) paid");
    let told = place.run(&format!("list {ON} --columns own_note --format csv"));
    assert!(told.contains("\n'=SUM(A1) paid\n"), "{told}");
    assert!(place.run("note 9001 another --clear").starts_with("exit 2"));
    assert!(place.run("note 9001 --clear disputes.csv").contains("the note is removed"));
    assert_eq!(listed(&place, "8200000000010007", "")["own_note"], Value::Null);
    assert!(place.run("note 9001 --clear").starts_with("exit 3"));
}

#[test]
fn a_note_is_not_seen_before_it_was_made() {
    let place = place();
    place.run(&format!("note 010007 x {ON}"));
    let told = place.run("list disputes.csv --as-of 2026-01-15 --format json");
    assert!(!told.contains("\"own_note\": \"x\""), "{told}");
}

#[test]
fn what_is_handled_is_left_out_of_today_and_can_be_asked_for() {
    let place = place();
    let told = place.run(&format!("done 010007 020008 {ON}"));
    assert!(told.contains("8200000000010007: marked") && told.contains("20008: marked"), "{told}");
    let today = json(&place.run(&format!("today {ON} --format json")));
    assert_eq!(
        (&today["open"], &today["handled"], &today["due_24h"]),
        // A mark changes no figure.
        (&2.into(), &2.into(), &1.into())
    );
    let told = place.run(&format!("today {ON}"));
    assert!(told.contains("2 disputes that you have handled are left out"), "{told}");
    assert!(told.contains("No open dispute that is not marked as handled"), "{told}");
    let orders = |handled: &str| {
        let list = json(&place.run(&format!("list {ON} --handled {handled} --format json")));
        list["disputes"].as_array().unwrap().len()
    };
    assert_eq!((orders("yes"), orders("no")), (2, 0));
    assert_eq!(place.run("done 010007 --undo disputes.csv --quiet"), "exit 0\n");
    assert_eq!((orders("yes"), orders("no")), (1, 1));
    // A monitor says what the data say.
    let told = place.run(&format!("check {ON}"));
    assert!(told.contains("2 open, 1 due within 24 h"), "{told}");
}

#[test]
fn a_handled_dispute_comes_back_when_it_needs_the_seller() {
    for (row, why) in [
        ("processing,negotiation,2026-01-18T08:00:00Z", Some("new_deadline")),
        // The goods are on their way back: it is not the seller's turn.
        ("processing,returning,2026-01-18T08:00:00Z", None),
        ("processing,negotiation,2026-01-17T08:00:00Z", None),
        ("finished,closed,", None),
    ] {
        let place = place();
        place.run(&format!("done 9001 {ON}"));
        let changed = format!("{HEAD}9001,8200000000010007,2026-01-12T00:00:00Z,{row},,PL\n");
        place.write("disputes.csv", changed);
        let list = json(&place.run(&format!("list --all {ON} --format json")));
        let found = &list["disputes"][0];
        assert_eq!(found["reopened"].as_str(), why, "{row}");
        assert_eq!(found["handled"], why.is_none(), "{row}");
        let due = json(&place.run(&format!("today {ON} --format json")));
        assert_eq!(due["due"].as_array().unwrap().len(), usize::from(why.is_some()), "{row}");
        let told = place.run(&format!("list --all {ON}"));
        assert_eq!(told.contains("yours again"), why.is_some(), "{told}");
    }
}

#[test]
fn notes_move_to_another_machine_and_the_later_one_counts() {
    let place = place();
    place.run(&format!("note 010007 'old, \"quoted\"' {ON}"));
    place.run(&format!("done 020008 {ON}"));
    let told = place.run("store export notes");
    let csv = told.strip_prefix("exit 0\n--- stdout\n").unwrap();
    let other = self::place();
    other.write("notes.csv", csv);
    let told = other.run("store import notes.csv");
    assert!(told.contains("Took over 2 of 2"), "{told}");
    assert!(self::place().run_with("store import -", csv.as_bytes()).contains("Took over 2 of 2"));
    assert_eq!(listed(&other, "8200000000010007", "")["own_note"], "old, \"quoted\"");
    assert_eq!(listed(&other, "8200000000020008", "")["handled"], true);
    assert!(other.run("store import notes.csv").contains("Took over 0 of 2"));
    other.run("note 9001 new disputes.csv --as-of 2026-01-17");
    other.run("store import notes.csv");
    let list = other.run("list disputes.csv --as-of 2026-01-17 --format json");
    assert!(list.contains("\"own_note\": \"new\""), "{list}");
    assert_eq!(other.run("store info").matches("note of yours: 1").count(), 1);
}

#[test]
fn a_store_with_notes_alone_is_no_input() {
    let place = place();
    place.run(&format!("note 010007 x {ON}"));
    assert!(place.run("list").starts_with("exit 2"), "{}", place.run("list"));
    assert!(place.run("today").contains("disputes demo"));
}

#[test]
fn a_store_that_cannot_be_used_hides_nothing() {
    let place = place();
    place.write("state/disputes/store.sqlite", b"not a store, but long enough to be looked at");
    let told = place.run(&format!("list {ON}"));
    assert!(told.starts_with("exit 0") && told.contains("8200000000010007"), "{told}");
    assert!(told.contains("warning: your notes and marks cannot be read"), "{told}");
    assert!(place.run(&format!("note 010007 x {ON}")).starts_with("exit 3"));
}

#[test]
fn wrong_use_is_refused() {
    let place = place();
    for (line, code) in [
        ("note 010007", 2),
        ("note 010007 '  '", 2),
        ("note 999999 x disputes.csv", 3),
        ("note 0007 x disputes.csv", 2),
        ("done disputes.csv", 2),
        ("done 999999 disputes.csv", 3),
        ("store import absent.csv", 3),
        ("demo note 1101073781739830 x", 2),
    ] {
        let told = place.run(line);
        assert!(told.starts_with(&format!("exit {code}")), "{line}: {told}");
        assert!(told.contains("hint: ") || told.contains("Usage: "), "{line}: {told}");
    }
    let long = "x".repeat(1_001);
    assert!(place.run(&format!("note 010007 {long} {ON}")).contains("room for 1000"));
}

#[test]
fn a_buyer_who_may_have_disputed_before_is_hinted_at() {
    let place = place();
    let row = listed(&place, "8200000000010007", "");
    assert_eq!(row["maybe_same_buyer_as"], "8200000000030007");
    assert_eq!(listed(&place, "8200000000030007", "")["maybe_same_buyer_as"], Value::Null);
    // The earlier dispute has ended and is not listed itself.
    let told = place.run(&format!("list {ON}"));
    assert!(told.contains("8200000000010007 (before it 8200000000030007)"), "{told}");
    assert!(told.contains("Perhaps"), "{told}");
    for command in ["show 9001", "guide 9001 --agreed resolved"] {
        let told = place.run(&format!("{command} {ON}"));
        assert!(told.contains("perhaps the buyer has disputed before"), "{told}");
    }
}

#[test]
fn a_list_is_sorted_by_the_names_of_its_columns() {
    let place = place();
    let orders = |sort: &str| -> Vec<String> {
        let told = place.run(&format!("list --all {ON} --sort {sort} --format json"));
        let rows = json(&told)["disputes"].as_array().unwrap().clone();
        rows.iter().map(|row| row["dispute_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(orders("dispute_id"), ["9001", "9002", "9003"]);
    assert_eq!(orders("country"), ["9002", "9001", "9003"]);
    assert_eq!(orders("opened"), ["9002", "9001", "9003"]);
    place.run(&format!("note 9002 a {ON}"));
    assert_eq!(orders("own_note")[0], "9002");
    place.run(&format!("done 9001 {ON}"));
    assert_eq!(orders("handled")[2], "9001");
    let told = place.run(&format!("list {ON} --sort colour"));
    assert!(told.starts_with("exit 2") && told.contains("there are left, due"), "{told}");
    assert_eq!(
        place.run(&format!("list {ON} --columns order --format csv")),
        place.run(&format!("list {ON} --columns order_id --format csv"))
    );
}
