//! The calls of a sync, as parameters (`docs/platform/open-platform.md`).

use serde_json::{Map, Value, json};

use crate::domain::{Moment, OrderId, Window, Zone};
use crate::platform::sign::Params;

/// Rows a page at most, of the issue list and of the order list.
pub(super) const PAGE_SIZE: u64 = 50;

/// The order list's last page, and so most orders that one window shows.
pub(super) const LAST_ORDER_PAGE: u64 = 99;

pub(super) const ISSUE_LIST: &str = "aliexpress.issue.issuelist.get";
pub(super) const ISSUE_DETAIL: &str = "aliexpress.issue.detail.get";
pub(super) const ORDER_LIST: &str = "aliexpress.trade.seller.orderlist.get";
pub(super) const ORDER_DETAIL: &str = "aliexpress.trade.new.redefining.findorderbyid";
pub(super) const CHANNELS: &str = "global.seller.relation.query";

/// A list to be read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Disputes in one of the platform's states.
    Issues {
        /// The state.
        status: &'static str,
    },
    /// Orders.
    Orders {
        /// Finished ones, which the platform leaves out unless asked for; else all others.
        finished: bool,
        /// Only those changed in here, whenever they were created.
        changed: Option<Window>,
    },
}

/// One list over one span of creation, for one channel shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) list: List,
    pub(super) channel: u64,
    pub(super) window: Window,
}

impl Query {
    /// Returns the name under which its progress is kept.
    pub(super) fn name(&self) -> String {
        let Window { from, to } = self.window;
        format!("{}/{}/{}..{}", self.ledger(), self.channel, from.millis(), to.millis())
    }

    /// Returns the query with a second more at both ends: whether the platform counts in the seconds that are named
    /// is not documented, and rows that two windows share are one row.
    pub(super) fn overlapping(&self) -> Self {
        let moved = |at: Moment, by| Moment::from_millis(at.millis().saturating_add(by));
        let window =
            Window { from: moved(self.window.from, -1_000), to: moved(self.window.to, 1_000) };
        Self { window, ..self.clone() }
    }

    /// Returns the list's name in the ledger.
    pub(super) fn ledger(&self) -> String {
        match &self.list {
            List::Issues { status } => format!("issues/{status}"),
            List::Orders { finished: true, .. } => "orders/FINISH".to_owned(),
            List::Orders { finished: false, .. } => "orders".to_owned(),
        }
    }

    pub(super) fn method(&self) -> &'static str {
        match self.list {
            List::Issues { .. } => ISSUE_LIST,
            List::Orders { .. } => ORDER_LIST,
        }
    }

    /// Returns a page's parameters; `size` rows a page.
    pub(super) fn params(&self, page: u64, size: u64) -> Params {
        let mut filter = Map::new();
        filter.insert("current_page".to_owned(), json!(page));
        filter.insert("page_size".to_owned(), json!(size));
        let name = match &self.list {
            List::Issues { status } => {
                self.put_channel(&mut filter, "channel_seller_id");
                filter.insert("issue_status".to_owned(), json!(status));
                filter.insert("create_time_start".to_owned(), json!(self.window.from.millis()));
                filter.insert("create_time_end".to_owned(), json!(self.window.to.millis()));
                "query_dto"
            }
            List::Orders { finished, changed } => {
                self.put_channel(&mut filter, "seller_channel_id");
                put_span(&mut filter, "create_date", self.window);
                if let Some(changed) = changed {
                    put_span(&mut filter, "modified_date", *changed);
                }
                if *finished {
                    filter.insert("order_status".to_owned(), json!("FINISH"));
                }
                "param_aeop_order_query"
            }
        };
        Params::from([(name.to_owned(), Value::Object(filter).to_string())])
    }

    fn put_channel(&self, filter: &mut Map<String, Value>, name: &str) {
        if self.channel != 0 {
            filter.insert(name.to_owned(), json!(self.channel));
        }
    }
}

fn put_span(filter: &mut Map<String, Value>, name: &str, window: Window) {
    let text = |moment| Zone::PLATFORM.wall(moment).format("%Y-%m-%d %H:%M:%S").to_string();
    filter.insert(format!("{name}_start"), json!(text(window.from)));
    filter.insert(format!("{name}_end"), json!(text(window.to)));
}

pub(super) fn issue_detail(issue: &str, buyer_login: &str, channel: u64) -> Params {
    let mut params = Params::from([
        ("buyer_login_id".to_owned(), buyer_login.to_owned()),
        ("issue_id".to_owned(), issue.to_owned()),
    ]);
    if channel != 0 {
        params.insert("channel_seller_id".to_owned(), channel.to_string());
    }
    params
}

pub(super) fn order_detail(order: OrderId, channel: u64) -> Params {
    let asked = json!({ "order_id": order.number() }).to_string();
    let mut params = Params::from([("param1".to_owned(), asked)]);
    if channel != 0 {
        params.insert("seller_channel_id".to_owned(), channel.to_string());
    }
    params
}

/// Cuts a span into windows of at most 29 days: the platform allows 30 days of finished orders,
/// and the day to spare covers the change of clocks.
pub(super) fn windows(span: Window) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut from = span.from;
    while from < span.to {
        let to = from.plus_days(29).min(span.to);
        windows.push(Window { from, to });
        from = to;
    }
    windows
}

/// Cuts a window in half at a whole second, or returns `None` when it is too short.
pub(super) fn halves(window: Window) -> Option<[Window; 2]> {
    let half = (window.to.millis() - window.from.millis()) / 2_000 * 1_000;
    let middle = Moment::from_millis(window.from.millis() + half);
    (half > 0).then_some([Window { to: middle, ..window }, Window { from: middle, ..window }])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::from_rfc3339(text).unwrap()
    }

    fn window() -> Window {
        Window { from: moment("2026-01-01T08:00:00Z"), to: moment("2026-03-01T08:00:00Z") }
    }

    #[test]
    fn orders_are_asked_for_in_platform_time_and_issues_in_epoch_milliseconds() {
        let list = List::Orders { finished: true, changed: None };
        let orders = Query { list, channel: 0, window: window() };
        let text = &orders.overlapping().params(2, 50)["param_aeop_order_query"];
        assert_eq!(
            text,
            "{\"current_page\":2,\"page_size\":50,\"create_date_start\":\"2025-12-31 23:59:59\",\
             \"create_date_end\":\"2026-03-01 00:00:01\",\"order_status\":\"FINISH\"}"
        );
        let issues =
            Query { list: List::Issues { status: "finish" }, channel: 7, window: window() };
        let text = &issues.overlapping().params(1, 50)["query_dto"];
        assert_eq!(
            text,
            "{\"current_page\":1,\"page_size\":50,\"channel_seller_id\":7,\
             \"issue_status\":\"finish\",\"create_time_start\":1767254399000,\
             \"create_time_end\":1772352001000}"
        );
    }

    #[test]
    fn windows_are_short_enough_and_leave_nothing_out() {
        let windows = windows(window());
        assert_eq!(windows.len(), 3);
        assert_eq!((windows[0].from, windows[2].to), (window().from, window().to));
        assert!(windows.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert!(windows.iter().all(|w| w.to <= w.from.plus_days(29)));
    }

    #[test]
    fn halves_meet_and_a_second_is_not_cut() {
        let [first, second] = halves(window()).unwrap();
        assert_eq!((first.from, first.to, second.to), (window().from, second.from, window().to));
        let second = Window { from: Moment::from_millis(0), to: Moment::from_millis(1_500) };
        assert_eq!(halves(second), None);
    }
}
