# 卖家看到的文字（简体中文）。键和占位符与 seller.en.ftl 相同。

# guide：提醒
caution-not-stated = 未说明与买家达成了什么（`--agreed`），因此消息以“如果问题已解决”为前提。请在聊天中与买家谈妥后再发送。
caution-no-return-known = 数据中没有进行中的退货。`keep` 用于买家放弃退货、保留商品的情况；如果没有退货，请用 `--agreed resolved`。
caution-return-under-way = 该订单正在退货，因此消息说明的是取消退货，取消退货即取消纠纷。每个订单的免费退货可能只有一次。
caution-return-beside-proposal = 该订单正在退货。买家接受方案后，请在纠纷页面核对退货如何处理。
caution-still-owed = 您对买家还有承诺未兑现。买家常被提醒不要只凭承诺取消纠纷；先延长收货时间，会让这条消息更可信。
caution-proposal-first = 现在轮到卖家操作：请先在纠纷中提交谈妥的退款方案（或同意买家的申请），再发送这条消息。
caution-platform-decides = 该纠纷正在平台仲裁中。买家此时能否取消，各来源说法不一；如果没有按钮，请用 `--stuck`。
caution-status-unknown = 无法识别纠纷状态“{ $status }”，暂按进行中处理；请先在卖家后台核对。
caution-over-since = 该纠纷在所选时刻尚未结束，但同一数据显示它此后已结束。请先在卖家后台查看，再决定是否发送。
caution-later-knowledge = 数据没有记录该纠纷最后一次变化的时间，因此所选时刻的状态并不确定。
caution-protection-unknown = 数据中没有该订单买家保护期的结束时间。消息会如实说明，并请买家查看订单页面。
caution-protection-over = 买家保护期已结束：买家一旦取消便无法恢复。消息中已说明。

# guide：语言和长度
language-asked = 语言：{ $language }，按您的指定。
language-country = 语言：{ $language }（买家国家：{ $country }）。
language-country-others = 语言：{ $language }（买家国家：{ $country }）。当地还用：{ $others }。
language-ambiguous = 语言：{ $language }，但仅凭国家（{ $country }）不能确定语言；当地还用：{ $others }。请用 `--lang` 指定。
language-unlisted = 语言：{ $language }，因为国家（{ $country }）不在对照表中。请用 `--lang` 指定。
language-unknown = 语言：{ $language }，因为不知道买家的国家。请用 `--lang` 指定。
message-length = { $characters } 个字符。平台没有公布聊天消息的长度上限。
message-length-units = { $characters } 个字符（浏览器按 { $units } 个计）。平台没有公布聊天消息的长度上限。
message-shortened = 完整版放不下，已改用简短版。
message-app-only = 同时列出网页端和手机端的步骤会太长，因此只列出手机端的步骤；要网页端请加 `--surface web`。
message-web-only = 同时列出网页端和手机端的步骤会太长，因此只列出网页端的步骤；要手机端请加 `--surface app`。
message-short-steps = 步骤用了简短写法，因为完整写法会太长。
message-long = 消息超过 1,000 个字符，而聊天的长度上限未知：可用 `--tone brief` 缩短，或用 `--max-chars 500 --split` 分条发送。
message-parts = 分为 { $count } 条，请依次发送。
message-copied = 已复制到剪贴板。
message-not-copied = 未能复制：{ $reason }
batch-done = 共 { $written } 条消息，{ $refused } 条拒绝生成
classic-labels = `--classic` 使用 2022 年的步骤说法；近年的教程写的是在页面底部点击“Cancel request”，没有“Submit”这一步。

# guide：消息中的事实
own-words-untranslated = 您自己的话（`--agreed-text`、`--done`）原样插入，不作翻译：请用买家的语言填写。
own-words-missing = 消息里没有买家可以核对的事实。请用 `--agreed-text` 和 `--done` 写明谈妥了什么、已经做了什么：没有事实的消息，买家不敢相信。
own-words-doubt = `--{ $flag }` 按{ $language }理解，可能含有不应出现在买家消息里的内容：{ $finding }。
amount-missing = 没有写明金额。请用 `--amount` 补上，例如 `--amount "USD 12.30"`，以便买家与方案核对。
amount-above-order = 退款 { $refund } 超过买家为此订单支付的金额 { $paid }。
amount-other-currency = 退款 { $refund } 的币种与订单 { $paid } 不同。
item-unfit = 数据中的商品标题没有写入消息：其中有{ $finding }，消息中不得出现。
item-left-out = 数据里没有商品标题，只有编码 { $code }；买家看不懂编码，因此没有写入消息。
signed-shop = 已用数据中的店铺名 { $name } 署名；要用别的名字请加 `--seller-name`。
signed-no-room = 消息没有署名：加上名称会太长。
signed-nobody = 数据里没有店铺名，因此消息没有署名；请用 `--seller-name` 署名。

# guide：拒绝生成的情况
refused-at = { $reason }（{ $at }）
refused-status-at = { $reason }（`{ $status }`，{ $at }）
refused-status-undated = { $reason }（`{ $status }`，数据没有记录时间）
refused-undated = { $reason }（数据没有记录时间）
refusal-no-dispute = 买家没有对这个订单提起纠纷
instead-no-dispute = 无需处理；`disputes list --all` 列出现有的纠纷
refusal-already-cancelled = 买家已经取消了这起纠纷
instead-already-cancelled = 无需再处理；`disputes show` 可查看经过
refusal-already-ended = 这起纠纷已经结束
instead-already-ended = 请按结果处理；订单页面提供申诉时可以申诉
refusal-already-ruled = 平台已经作出仲裁结果，买家不能再取消
instead-already-ruled = 请按仲裁结果处理；订单页面提供申诉时可以申诉
refusal-already-refunded = 该订单已经退款，没有可以取消的纠纷
instead-already-refunded = 不要发送消息；`disputes show` 可查看已知的情况
refusal-off-platform = 在 AliExpress 之外付款，买家没有保障，也违反平台规则
instead-off-platform = 请通过纠纷付款：先在纠纷中提出退款方案，再用 `--agreed refund`
refusal-for-review = 以评价换取取消纠纷或付款，违反平台规则
instead-for-review = 请就事论事解决，消息中不要提评价或评分
refusal-protection-end-unknown = 您对买家还有承诺未兑现，而买家保护期何时结束不清楚
instead-protection-end-unknown = 请提供带 `buyer_protection_ends_at` 的订单；或等包裹到达后再请买家取消，并用 `--agreed resolved`
refusal-protection-over = 您对买家还有承诺未兑现，而买家保护期已经结束
instead-protection-over = 请保留纠纷，等包裹到达后用 `--agreed resolved`；或改为退款，用 `--agreed refund`
refusal-protection-ends-soon = 您对买家还有承诺未兑现，而买家保护期剩下不到 { $days } 天
instead-protection-ends-soon = 请先延长收货时间并重新导出订单；或改为退款，用 `--agreed refund`
refusal-wait-during-return = 该订单正在退货，说明包裹已经送到，不是在等待包裹
instead-wait-during-return = 买家保留商品用 `--agreed keep`；补发商品在途用 `--agreed resend`

with-source = { $text }（{ $source }）
sources = 依据：{ $sources }；可信度：{ $confidence }
source-help-2022 = 2022 年卖家帮助文章
source-tool = 本程序的判断
list-separator = 、
