//! What the seller centre tells of one dispute beside the list: its detail and its history
//! (answers `…reverseOrderLineDetailRender` and `…reverseOrderLineHistoryRender`; the shapes are
//! attested by code that reads the live pages, confidence medium).
//!
//! Who was found liable stands in neither, and is never inferred from a refund.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::{Currency, Dispute, Moment, Money, Stage, State};
use crate::input::decode::date_column::Clock;
use crate::input::decode::dates;
use crate::input::decode::stamp::Stamp;
use crate::input::decode::words;

/// Who acts for the platform in solutions and in the history.
const PLATFORM: &str = "CUSTOMER_SERVICE";
/// Who else does.
const OTHERS: [&str; 3] = ["BUYER", "SELLER", "SYSTEM"];
/// So much earlier than the filing an act may be dated: texts have no milliseconds.
const ROUNDING_MS: i64 = 60_000;

/// What detail and history tell of a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SellerDetails {
    /// The buyer's reason, as written; empty where it is not said.
    reason: String,
    /// What was paid, or agreed where nothing is said to be paid. What was only asked for is none.
    refund: Option<Money>,
    /// The platform made a solution.
    has_platform_solution: bool,
    /// The detail says that the dispute is at the platform.
    is_at_platform: bool,
    /// When the platform acted, first and last.
    platform_acted: Option<(Moment, Moment)>,
    /// The detail was read.
    has_detail: bool,
    /// The history was read, each event of the platform has a time, and who acted is known of each.
    has_history: bool,
}

impl SellerDetails {
    /// Takes the answer that holds the detail.
    pub(crate) fn take_detail(&mut self, answer: &Value) {
        let Some(detail) =
            inner(answer, |v| v.get("applyReason").is_some() || v.get("solutions").is_some())
        else {
            return;
        };
        self.has_detail = true;
        let reason = match detail.get("applyReason") {
            Some(Value::String(reason)) => Some(reason.as_str()),
            Some(Value::Object(reason)) => reason.get("reasonName").and_then(Value::as_str),
            _ => None,
        };
        if let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) {
            self.reason = reason.to_owned();
        }
        let status = detail.get("reverseDetailStatusText").and_then(Value::as_str);
        let stage = status.and_then(words::dispute_word).and_then(|word| word.stage);
        self.is_at_platform |= stage == Some(Stage::Platform);
        let paid = detail
            .get("reverseFinishInfo")
            .and_then(|info| info.get("refundInfo")?.get("refundDetails")?.get("totalMoney"));
        let agreed = detail.get("reachSolution").and_then(|solution| solution.get("refundMoney"));
        self.refund = paid.and_then(money).or_else(|| agreed.and_then(money));
        let solutions = detail.get("solutions").and_then(Value::as_array);
        self.has_platform_solution |= solutions.into_iter().flatten().any(|solution| {
            let owner = solution.get("solutionOwner").and_then(Value::as_str);
            owner.is_some_and(|owner| owner.eq_ignore_ascii_case(PLATFORM))
        });
    }

    /// Takes the answer that holds the history, whose times are by a clock.
    pub(crate) fn take_history(&mut self, answer: &Value, mut clock: Clock) {
        let Some(events) = history_of(answer) else { return };
        // Whoever filed the dispute acted: a history without any event is a missing one.
        self.has_history = !events.is_empty();
        for event in events {
            let reason = event.get("applyReason").and_then(Value::as_str).map(str::trim);
            if let Some(reason) = reason.filter(|r| !r.is_empty() && self.reason.is_empty()) {
                self.reason = reason.to_owned();
            }
            let at = event.get("actionTime").and_then(|time| action_time(time, &mut clock));
            let solutions = event.get("processSolutions").and_then(Value::as_array);
            let owners = solutions.into_iter().flatten();
            let owners: Vec<&str> =
                owners.filter_map(|solution| solution.get("actionOwner")?.as_str()).collect();
            let is = |owner: &str, name: &str| owner.eq_ignore_ascii_case(name);
            let of_platform = owners.iter().any(|owner| is(owner, PLATFORM));
            self.has_history &= owners
                .iter()
                .all(|owner| is(owner, PLATFORM) || OTHERS.iter().any(|other| is(owner, other)));
            let Some(at) = at else {
                self.has_history &= !of_platform;
                continue;
            };
            if of_platform {
                let (first, last) = self.platform_acted.unwrap_or((at, at));
                self.platform_acted = Some((first.min(at), last.max(at)));
            }
        }
    }

    /// Returns when the platform acted on a dispute; `None` also where the history says that it did so before
    /// the dispute was filed.
    fn acted_on(&self, dispute: &Dispute) -> Option<(Moment, Moment)> {
        let earliest = dispute.opened_at.millis() - ROUNDING_MS;
        self.platform_acted.filter(|(first, _)| first.millis() >= earliest)
    }

    /// Returns whether the history says of a dispute whether it was escalated.
    fn tells_escalation(&self, dispute: &Dispute) -> bool {
        let is_dated = self.acted_on(dispute).is_some() || dispute.modified_at().is_some();
        self.has_history
            && self.acted_on(dispute) == self.platform_acted
            && (is_dated || !(self.is_at_platform || self.has_platform_solution))
    }

    fn apply(&self, dispute: &mut Dispute) {
        let ended = dispute.state == State::Ended;
        let has_ruling = ended && self.has_platform_solution;
        let modified_at = dispute.modified_at();
        let is_at_platform = self.is_at_platform
            || self.has_platform_solution
            || dispute.details().stage == Some(Stage::Platform);
        if let Some((first, last)) = self.acted_on(dispute) {
            dispute.set_escalated_at(Some(first.max(dispute.opened_at)));
            if has_ruling {
                dispute.set_ruled_at(Some(last.max(dispute.opened_at)));
            }
        } else if let Some(at) = modified_at.filter(|_| has_ruling) {
            dispute.set_escalated_at(Some(at));
            dispute.set_ruled_at(Some(at));
        } else if let Some(at) = modified_at.filter(|_| is_at_platform) {
            dispute.set_escalated_at(Some(at.max(dispute.opened_at)));
        }
        if !self.reason.is_empty() {
            dispute.family = words::family(&self.reason);
        }
        let details = dispute.details_mut();
        details.reason = self.reason.as_str().into();
        details.refund = self.refund;
    }
}

/// Of how many disputes something was read beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct JoinedDetails {
    /// Their details.
    pub(crate) details: usize,
    /// Their histories too, which alone say that a dispute was escalated once.
    pub(crate) histories: usize,
}

/// Joins details with their disputes, by the line's id.
pub(crate) fn join(
    disputes: &mut [Dispute],
    details: &BTreeMap<String, SellerDetails>,
) -> JoinedDetails {
    let mut joined = JoinedDetails::default();
    for dispute in disputes {
        if let Some(found) = details.get(dispute.details().id.as_str()) {
            joined.details += usize::from(found.has_detail);
            let is_told = found.has_detail && found.tells_escalation(dispute);
            joined.histories += usize::from(is_told);
            found.apply(dispute);
        }
    }
    joined
}

/// Returns the events of a history: the list that is the answer, or the only list of events in it.
fn history_of(answer: &Value) -> Option<&Vec<Value>> {
    let list = inner(answer, Value::is_array).and_then(Value::as_array);
    list.or_else(|| only_events(inner(answer, |value| only_events(value).is_some())?))
}

/// Returns the only list of an object whose elements are events.
fn only_events(value: &Value) -> Option<&Vec<Value>> {
    let is_event = |event: &Value| event.get("actionTime").is_some();
    let lists = value.as_object()?.values().filter_map(Value::as_array);
    let mut lists = lists.filter(|list| !list.is_empty() && list.iter().all(is_event));
    lists.next().filter(|_| lists.next().is_none())
}

/// Reads when something was done: a text by a clock, or milliseconds since 1970.
fn action_time(time: &Value, clock: &mut Clock) -> Option<Moment> {
    match time {
        Value::Number(millis) => millis.as_i64().map(Moment::from_millis),
        Value::String(text) => match dates::parse(text)? {
            Stamp::Absolute(moment) => Some(moment),
            Stamp::Wall(wall) => clock.moment(wall),
            Stamp::Serial(_) | Stamp::Open(_) => None,
        },
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns what stands in `data`, or in `data.data`.
fn inner(answer: &Value, is_it: impl Fn(&Value) -> bool) -> Option<&Value> {
    let mut value = answer;
    for _ in 0..3 {
        if is_it(value) {
            return Some(value);
        }
        value = value.get("data")?;
    }
    is_it(value).then_some(value)
}

fn money(value: &Value) -> Option<Money> {
    let currency = Currency::from_code(value.get("currency")?.as_str()?)?;
    let cent = match value.get("cent")? {
        Value::Number(number) => number.as_i64()?,
        Value::String(digits) => digits.trim().parse().ok()?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    Some(Money { minor: cent, currency })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::{Family, OrderId, Zone};

    fn dispute(state: State) -> Dispute {
        let id = OrderId::parse("8200000000000001").unwrap();
        let mut dispute = Dispute::new(id, Moment::from_rfc3339("2026-01-05T16:30:00Z").unwrap());
        dispute.state = state;
        dispute.details_mut().id = "71".into();
        dispute
    }

    fn joined(state: State, detail: Value, history: Value) -> Dispute {
        let mut details = SellerDetails::default();
        details.take_detail(&detail);
        details.take_history(&history, Clock::new(Zone::PLATFORM));
        let mut disputes = [dispute(state)];
        join(&mut disputes, &BTreeMap::from([("71".to_owned(), details)]));
        let [dispute] = disputes;
        dispute
    }

    #[test]
    fn the_platform_rules_where_it_made_a_solution_and_the_dispute_has_ended() {
        let money = json!({"cent": 8880, "currency": "CNY"});
        let detail = json!({"ret": ["SUCCESS::ok"], "data": {"data": {
            "applyReason": {"reasonName": "未收到货物"},
            "solutions": [{"solutionOwner": "CUSTOMER_SERVICE", "refundMoney": money}],
            "reachSolution": {"refundMoney": money}}}});
        let history = json!({"data": [
            {"actionTime": "2026-01-10 00:30:00", "processSolutions": [{"actionOwner": "CUSTOMER_SERVICE"}]}]});
        let ended = joined(State::Ended, detail.clone(), history.clone());
        assert_eq!(ended.family, Family::NotReceived);
        assert!(ended.ruled_at().is_some() && ended.escalated_at() == ended.ruled_at());
        assert_eq!(ended.details().refund.map(|money| money.minor), Some(8880));
        let open = joined(State::Open, detail, history);
        assert!(open.ruled_at().is_none() && open.escalated_at().is_some());
    }

    #[test]
    fn a_history_is_read_wherever_its_events_stand_and_however_they_are_dated() {
        let event = |time: Value, owner: &str| json!({"actionTime": time, "processSolutions": [{"actionOwner": owner}]});
        let (text, at) = (json!("2026-01-10 00:30:00"), "2026-01-10T08:30:00Z");
        let millis = json!(Moment::from_rfc3339(at).unwrap().millis());
        for (data, escalated, is_known) in [
            (json!([event(text.clone(), "CUSTOMER_SERVICE")]), true, true),
            (json!([event(millis, "CUSTOMER_SERVICE")]), true, true),
            (json!({"data": [event(text.clone(), "customer_service")]}), true, true),
            (json!({"list": [event(text.clone(), "CUSTOMER_SERVICE")]}), true, true),
            (json!([event(text, "BUYER"), event(json!("soon"), "SELLER")]), false, true),
            (json!([event(json!("soon"), "CUSTOMER_SERVICE")]), false, false),
            (json!({"other": []}), false, false),
            (json!([]), false, false),
            (json!([event(json!("2026-01-10 00:30:00"), "PLATFORM")]), false, false),
            (json!([event(json!("2025-12-10 00:30:00"), "CUSTOMER_SERVICE")]), false, false),
        ] {
            let mut details = SellerDetails { has_detail: true, ..SellerDetails::default() };
            details.take_history(&json!({"ret": ["x"], "data": data}), Clock::new(Zone::PLATFORM));
            let mut disputes = [dispute(State::Open)];
            let found = join(&mut disputes, &BTreeMap::from([("71".to_owned(), details)]));
            assert_eq!(
                found,
                JoinedDetails { details: 1, histories: usize::from(is_known) },
                "{data}"
            );
            let expected = escalated.then(|| Moment::from_rfc3339(at).unwrap());
            assert_eq!(disputes[0].escalated_at(), expected, "{data}");
        }
    }

    #[test]
    fn a_detail_that_names_the_platform_is_dated_by_the_last_change_or_leaves_the_escalation_open()
    {
        let solutions = json!([{"solutionOwner": "CUSTOMER_SERVICE"}]);
        let history = json!({"data": [
            {"actionTime": "2026-01-05 09:00:00", "processSolutions": [{"actionOwner": "BUYER"}]}]});
        for said in
            [json!({"reverseDetailStatusText": "平台介入处理中"}), json!({"solutions": solutions})]
        {
            let mut detail = said.clone();
            detail["applyReason"] = json!("不喜欢");
            let mut details = SellerDetails::default();
            details.take_detail(&json!({"data": detail}));
            details.take_history(&history, Clock::new(Zone::PLATFORM));
            let details = BTreeMap::from([("71".to_owned(), details)]);
            let mut disputes = [dispute(State::Open)];
            assert_eq!(join(&mut disputes, &details).histories, 0, "{said}");
            let modified = Moment::from_rfc3339("2026-01-12T00:00:00Z");
            disputes[0].set_modified_at(modified);
            assert_eq!(join(&mut disputes, &details).histories, 1, "{said}");
            assert_eq!(disputes[0].escalated_at(), modified, "{said}");
        }
    }

    #[test]
    fn what_was_asked_for_is_no_refund() {
        let detail = json!({"data": {"applyReason": "不喜欢", "solutions": [
            {"solutionOwner": "BUYER", "refundMoney": {"cent": 1500, "currency": "CNY"}}]}});
        let dispute = joined(State::Ended, detail, json!({"data": []}));
        assert_eq!(dispute.details().refund, None);
        assert_eq!((dispute.family, dispute.escalated_at()), (Family::Unknown, None));
        assert_eq!(dispute.details().reason.as_str(), "不喜欢");
    }
}
