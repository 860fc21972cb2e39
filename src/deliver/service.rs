//! The services whose webhooks are known.

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// A DingTalk robot (`sign` security); 20,000 bytes.
    DingTalk,
    /// A Feishu or Lark robot; 20 KB.
    Feishu,
    /// A WeCom group robot; 2,048 bytes of text.
    WeCom,
    /// A Telegram bot; 4,096 UTF-16 units.
    Telegram {
        /// The chat.
        chat_id: String,
    },
    /// A Slack incoming webhook; 40,000 characters.
    Slack,
    /// A receiver of one's own: JSON with an HMAC over time and body.
    Json,
}
