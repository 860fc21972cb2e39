//! How the gateway behaves, and what may go wrong.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

/// What may go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The interface is banned for so many seconds.
    Ban(u64),
    /// The application's calls for the day are used up.
    Quota,
    /// A status of the 500s.
    Status(u16),
    /// A web page instead of JSON, with status 200.
    Html,
    /// The body ends early.
    Cut,
    /// No body.
    Empty,
    /// An answer without anything in it.
    Nothing,
    /// The connection closes without an answer.
    Gone,
    /// The answer comes after so many milliseconds.
    Slow(u64),
    /// The answer comes a byte at a time, so many milliseconds apart.
    Drip(u64),
    /// The platform's own error 15.
    Remote,
    /// A redirection to another host.
    Redirect,
    /// More bytes than any answer has.
    Huge,
    /// The access token stops working.
    TokenEnds,
}

/// How the gateway behaves.
#[derive(Clone, Debug)]
pub struct Manner {
    pub app_key: String,
    pub secret: String,
    /// Waited before each answer.
    pub latency: Duration,
    /// Faults by the number of the call, from 1.
    pub faults: BTreeMap<u64, Fault>,
    /// A fault at every so many calls.
    pub every: Option<(u64, Fault)>,
    /// Calls a day.
    pub quota: Option<u64>,
    /// Answers in the `…_response` envelope with wrapped lists, and ids as text.
    pub wrapped: bool,
    /// Answers are compressed.
    pub gzip: bool,
    /// The count of rows claims so many more than there are.
    pub claims_more: u64,
    /// No list says how many rows there are.
    pub no_total: bool,
    /// Most rows of a page, whatever is asked for.
    pub longest_page: u64,
    /// After a page of disputes, so often, the newest open one moves to those that have ended.
    pub moves: usize,
    /// Every page is the first one.
    pub stuck: bool,
    /// After the first page of disputes in each state, the first row moves to another state.
    pub shifts: bool,
    /// Channel shops; orders belong to them in turn.
    pub channels: Vec<u64>,
    /// Details are refused for lack of permission.
    pub no_details: bool,
    /// The question for channel shops is refused for lack of permission.
    pub no_relations: bool,
    /// The end reason of every finished order in the list, in place of its own.
    pub end_reason: Option<&'static str>,
    /// Every so many disputes' details have no history; 0 for none.
    pub lost_history: u64,
    /// Lists of orders, or of disputes, are empty and say by this field that they failed.
    pub failed_list: Option<(&'static str, Value)>,
    /// Ids of rows whose time cannot be read, by position in the shop's list of disputes.
    pub garbled_issue: Option<u64>,
    /// Most orders that one window may have before the client must halve it.
    pub window_limit: u64,
}

impl Manner {
    /// Returns whether an order belongs to the channel shop asked for.
    pub(crate) fn shows(&self, order: u64, channel: &Value) -> bool {
        let turn = usize::try_from(order).unwrap() % self.channels.len().max(1);
        self.channels.get(turn).is_none_or(|owner| channel.as_u64() == Some(*owner))
    }
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            app_key: "500001".to_owned(),
            secret: "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY".to_owned(),
            latency: Duration::ZERO,
            faults: BTreeMap::new(),
            every: None,
            quota: None,
            wrapped: false,
            gzip: false,
            claims_more: 0,
            no_total: false,
            longest_page: 50,
            moves: 0,
            stuck: false,
            shifts: false,
            channels: Vec::new(),
            no_details: false,
            no_relations: false,
            end_reason: None,
            lost_history: 0,
            failed_list: None,
            garbled_issue: None,
            window_limit: 4_950,
        }
    }
}
