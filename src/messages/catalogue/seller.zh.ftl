# 卖家看到的文字（简体中文）。键和占位符与 seller.en.ftl 相同。

# guide：提醒
caution-not-stated = 未说明与买家达成了什么（`--agreed`），因此消息按“如果已解决”来写。请在聊天中与买家谈妥后再发送。
caution-no-return-known = 数据中没有进行中的退货。`keep` 用于买家放弃退货、保留商品的情况；如果没有退货，请用 `--agreed resolved`。
caution-return-under-way = 该订单正在退货，因此消息说明的是取消退货的步骤，取消退货即取消纠纷。每个订单的免费退货可能只有一次。
caution-still-owed = 您对买家还有承诺未兑现。买家常被提醒不要只凭承诺取消纠纷；先延长买家保护期，会让这条消息更可信。
caution-protection-ends-soon = 买家保护期将在 { $days } 天内结束。更公平的做法是先延长保护期，或等包裹到达。
caution-proposal-first = 现在轮到卖家操作：请先在纠纷中提交谈妥的退款方案（或同意买家的申请），再发送这条消息。
caution-platform-decides = 平台正在裁决该纠纷。买家此时能否取消，各来源说法不一；如果没有按钮，请用 `--stuck`。
caution-status-unknown = 纠纷状态“{ $status }”不是已知的词，暂按进行中处理；请先在卖家后台核对。
caution-later-knowledge = 数据没有记录该纠纷最后一次变化的时间，因此所选时刻的状态并不确定。
caution-protection-unknown = 数据中没有该订单买家保护期的结束时间。消息会如实说明，并请买家查看订单页面。
caution-protection-over = 买家保护期已结束：买家一旦取消便无法恢复。消息中已说明。

# guide：语言和长度
language-asked = 语言：{ $language }，按您的指定。
language-country = 语言：{ $language }，根据国家 { $country }。
language-others = 当地的其他语言：{ $others }。
language-ambiguous = 语言：{ $language }，但国家 { $country } 不能确定语言；当地的其他语言：{ $others }。请用 `--lang` 指定。
language-unlisted = 语言：{ $language }，因为国家 { $country } 不在对照表中。请用 `--lang` 指定。
language-unknown = 语言：{ $language }，因为不知道买家的国家。请用 `--lang` 指定。
message-length = { $characters } 个字符（{ $units } 个 UTF-16 单元）。平台没有公布聊天消息的长度上限。
message-shortened = 完整版放不下，已改用简短版。
message-one-surface = 网站和应用的步骤放不到一起，只列出{ $surface }的步骤。
message-long = 超过 1,000 个字符，而聊天的长度上限未知：可用 `--tone brief`，或 `--max-chars 500 --split`。
message-parts = 共 { $count } 条消息。
message-copied = 已复制到剪贴板。
classic-labels = `--classic` 使用 2022 年的步骤说法；近年的教程写的是在页面底部点击“Cancel request”，没有 Submit 这一步。
