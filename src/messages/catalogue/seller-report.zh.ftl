# 报告、检查与通知（简体中文）。键和占位符与 seller-report.en.ftl 相同。

# 标题
report-title = 纠纷报告，截至 { $as_of }
report-title-shop = { $shop } 纠纷报告，截至 { $as_of }
report-skip = 跳到报告正文
report-table = 以表格显示

# 各节
report-changes = 变化
report-changes-since = 自 { $since } 以来的变化
report-open = 进行中的纠纷（最急的在前）
report-open-as-of = 进行中的纠纷和期限截至 { $as_of }；比率、限值和扣分截至 { $rates }
report-deadlines = 未来七天的响应截止时间
report-rates = 比率与考核值
report-headroom = 比率与考核值的对比
report-rolling = 每日纠纷提起率与预测
report-weeks = 每周提起的纠纷
report-delays = 从付款到提起纠纷的天数
report-products = 纠纷最多的商品
report-shops = 店铺
report-points = 违规扣分
report-quality = 数据情况
report-more-rows = 再显示 { $count } 行
report-note = { $name }：{ $note }
report-headroom-is = 距考核值：达到考核值之前还能有的纠纷订单数。回落需：使比率回到考核值以下所需的无纠纷完成订单数。
report-more = 另有 { $count } 个
report-no-forecast = 无法预测：订单数据没有付款或完成时间。
report-delays-unknown = 因付款时间未知而未画出：{ $count }

# 列
report-column-open = 进行中
report-column-week = 起始日
report-column-days = 天数
report-column-disputes = 纠纷数
report-column-without = 剔除后全店
report-column-file = 文件
report-column-kind = 类型
report-column-read = 读取行
report-column-used = 采用
report-column-merged = 合并
report-column-skipped = 跳过

# 变化
changes-first = 这是第一份有记录的报告；下一份会说明变化。
changes-none = 没有变化。
changes-rule-set = 规则集
changes-rule = { $what }：原为 { $before }，现为 { $now }
changes-filed = 新纠纷：{ $count } 起（订单 { $orders }）
changes-ended = 已结束：{ $count } 起（订单 { $orders }）
changes-passed-open = 响应已超时、纠纷仍在进行：订单 { $orders }
changes-passed = 响应已超时：订单 { $orders }
changes-passed-order = { $order }（{ $due }）
changes-metric = { $metric }：{ $before } → { $now }
changes-level = ，级别 { $before } → { $now }
changes-entered = 新计入{ $metrics }：{ $orders }
changes-left = 不再计入{ $metrics }：{ $orders }

# 数据
quality-whole = 未发现缺失。

# 图表
chart-limit = 考核值 { $limit }
chart-rolling = 折线为每日纠纷提起率，色带为 95% 区间，虚线为考核值，扇形为预测
chart-weeks = 最近十二周每周提起的纠纷，按类型
chart-delays = 按从付款到提起纠纷的天数统计
chart-deadlines = 每个点是一个进行中纠纷的截止时间
chart-overdue = 已超时
chart-part = { $numerator }/{ $denominator } · { $rate }
chart-left-out = 因位置不足未画出：{ $count }
chart-key-rate = 纠纷提起率
chart-key-interval = 95% 区间
chart-key-forecast = 预测
chart-key-fan = 预测的 80% 区间
chart-key-delays = 纠纷数，横轴为各段的起始天数
chart-key-deadline = 尚未到期
chart-key-disputed = 纠纷订单数
chart-key-share = 比率占考核值的比例
chart-key-over = 超过考核值
chart-key-limit = 考核值
chart-room = 还可容 { $count }

# 历史
history-column-said-for = 所属时刻
history-column-said = 当时所报
history-column-today = 今天重算
history-column-why = 差异原因
history-none = 还没有记录任何报告。
history-rule = 当时规则 { $before }，现在 { $now }
history-late = 后到的数据：纠纷订单多 { $entered } 单、少 { $left } 单，总订单多 { $denominator } 单
history-gone = 现有数据已不含那段时间

# 通知
notice-level = { $metric }：{ $level }，{ $rate }，考核值 { $limit }
notice-level-no-limit = { $metric }：{ $level }，{ $rate }
notice-new = 新纠纷，订单 { $order }，类型：{ $family }；请在 { $due } 前响应
notice-new-no-due = 新纠纷，订单 { $order }，类型：{ $family }
notice-deadline = 订单 { $order }：响应截止 { $due }
notice-digest = 周报（截至 { $as_of }）：近期统计期内纠纷提起率 { $rate }（{ $numerator }/{ $denominator }）；进行中 { $open } 起，已超时 { $overdue } 起
notice-title = 纠纷提醒：{ $shop }
notice-all-shops = 全部店铺
notice-more = 另有 { $count } 条；见 `disputes list`
notice-test = 这是测试消息。纠纷通知会发到这里。
notice-missed = 自 { $since } 起有 { $count } 条消息当时未送达，已过时的不再列出；未结纠纷见 `disputes list`。
notice-of-day = （截至 { $day }）

# 日历
ics-summary = 处理纠纷：订单 { $order }
ics-description = 类型：{ $family }；状态：{ $status }。
ics-shop = 店铺：{ $shop }。
ics-estimated = 截止时间按 { $rule } 估算，请以卖家后台为准。
