# 纠纷率、纠纷列表与单个纠纷，简体中文。键与占位符与 seller-figures.en.ftl 相同。

# 可信度
confidence-low = 低
confidence-medium = 中
confidence-high = 高

# 指标
metric-dispute-rate = 纠纷提起率
metric-order-dispute-rate = 付款订单纠纷率
metric-not-received-rate = 未收到货纠纷提起率
metric-not-as-described-rate = 货不对版纠纷提起率
metric-escalation-rate = 裁决提起率
metric-seller-liable-rate = 卖家责任裁决率

# 纠纷率
rate-title = 纠纷率，截至 { $as_of }
rate-window = 统计期：{ $days } 天，{ $from } 至 { $to }
rate-window-of = { $metric }的统计期：{ $days } 天，{ $from } 至 { $to }
rate-rules = 规则：{ $title }（{ $id }），可信度{ $confidence }，查阅于 { $retrieved }
rate-incomplete = 数据不完整：{ $reason }；以下各项数字偏低或不可靠
rate-column-by = 分组方式
rate-column-day = 日期
rate-column-group = 分组
rate-column-metric = 指标
rate-column-rate = 比率
rate-column-numerator = 纠纷订单
rate-column-denominator = 订单数
rate-column-interval = 95% 区间
rate-column-low = 95% 下限
rate-column-high = 95% 上限
rate-column-range = 不计已取消～计入已取消
rate-column-note = 说明
rate-column-from = 统计期开始
rate-column-to = 统计期结束
group-unknown = （未知）
group-all = （全部）
not-assessable = 无法考核
too-few = 订单太少，不足以判断（少于 { $minimum }）
expected-share = 预计最终纠纷数的约 { $share } 已发生，该比率还会上升
skipped-range = 计入跳过的行后为 { $low } 至 { $high }
unknown-families = { $count } 起纠纷类型未知
unknown-parties = { $count } 起仲裁的责任方未知
parties-range = 计入后为 { $low } 至 { $high }
parties-range-of-orders = 计入责任方未知的仲裁后为 { $low } 至 { $high }
why-no-liable-parties = 统计期内的仲裁都没有写明责任方
why-no-orders = 未提供订单文件
why-no-shops = 订单没有写店铺
why-no-payments = 订单文件没有付款时间
why-no-completions = 订单文件没有确认收货时间
why-no-reasons = 纠纷列表没有纠纷原因
why-no-escalations = 纠纷列表没有上升平台仲裁的时间
why-no-rulings = 纠纷列表没有仲裁结果
why-none-in-window = 统计期内没有订单
rate-counted-elsewhere = 已计数：统计期附近的订单 { $orders } 单，涉及纠纷的订单 { $disputed_orders } 单
rate-inputs = 已读取：订单 { $orders } 单，纠纷 { $disputes } 起，涉及订单 { $disputed_orders } 单
rate-without-order = { $count } 起纠纷的订单不在订单文件中，仍计入
rate-unknown-endings = 计入的纠纷中有 { $count } 起只显示已结束，未说明结果，其中可能有买家取消的
rate-cancelled-counted = 按此规则，买家取消的纠纷仍计入；不计入时的结果见“不计已取消～计入已取消”一列
rate-cancelled-excluded = 按此规则，买家取消的纠纷不计入；计入时的结果见“不计已取消～计入已取消”一列
rate-cancelled-sources-differ = 买家取消的纠纷是否计入，来源说法不一；此处按计入显示，不计入时的结果见“不计已取消～计入已取消”一列

# 具体订单
explain-order-id = 订单号
explain-dispute-rate = 纠纷提起率
explain-dispute-rate-reason = 原因
explain-order-dispute-rate = 付款订单纠纷率
explain-order-dispute-rate-reason = 原因
explain-also-counts-in = 同时计入
explain-disputes = 纠纷
explain-completed-at = 完成时间
explain-paid-at = 付款时间

# 列表
list-due = 响应截止
list-due-source = 依据
list-tier = 紧急程度
list-turn = 待处理方
list-state = 状态
list-status = 平台状态
list-order-id = 订单号
list-dispute-id = 纠纷号
list-shop = 店铺
list-product = 商品
list-country = 国家
list-amount = 金额
list-family = 类型
list-reason = 原因
list-age-days = 已开启天数
list-opened-at = 提起时间
list-none = 没有进行中的纠纷。
list-none-matching = 读取的 { $count } 起纠纷中没有符合这些条件的。
list-left-out = 另有 { $count } 起未显示（`--max-rows`）
list-none-at-all = 文件中没有纠纷。
list-estimated = ~ 为按五天规则估算，非平台给出；请以卖家后台为准
list-status-later = * 该状态出现在所选时刻之后；所选时刻该纠纷仍在进行中
list-later = ? 可能晚于所选时刻：数据没有注明变更时间
tier-overdue = 已超时
tier-under-24h = 24小时内
tier-under-72h = 72小时内
tier-under-7d = 7天内
tier-later = 7天以后
tier-none-known = 未知
turn-seller = 卖家
turn-buyer = 买家
turn-platform = 平台
turn-logistics = 物流
turn-unknown = —
state-open = 进行中
state-cancelled = 已取消
state-ended = 已结束
family-not-received = 未收到货
family-not-as-described = 货不对版
family-buyer-own = 买家自身原因
family-unknown = 类型未知

# 单个纠纷
show-order = 订单 { $order }
show-field = 项目
show-value = 内容
show-dispute = 纠纷 { $dispute }
show-shop = 店铺
show-country = 国家
show-product = 商品
show-title = 标题
show-order-amount = 订单金额
show-order-status = 订单状态
show-protection = 买家保护期截止
show-protection-unknown = 数据中没有，请查看订单页
show-state = 状态
show-status = 平台状态
show-stage = 阶段
show-turn = 待处理方
show-family = 类型
show-reason = 原因
show-amount = 金额
show-liability = 仲裁责任方
show-deadline = 响应截止
show-deadline-served = 平台给出
show-deadline-estimated = 估算：按 { $rule } 的 { $days } 天，自 { $start } 起算
show-deadline-restarted = 估算：按 { $rule } 的 { $days } 天，自 { $start } 买家修改诉求起算
show-deadline-none = 暂无卖家响应时限
show-note = 备注
show-later = 可能晚于所选时刻
show-status-later = 出现在所选时刻之后
show-timeline = 时间线
show-when-platform = 平台时间
show-when-assessment = 北京时间
show-when-own = 您的时间（{ $zone }）
show-what = 事件
show-by = 操作方
show-which = 纠纷
show-cancel-open = 取消纠纷只有买家可以操作，平台和卖家都不能取消。买家取消后，保护期内还可再次提起；保护期结束则货款放给卖家，不能再次提起。
show-cancel-returning = 退货进行中：取消退货即取消纠纷。
show-cancel-over = 纠纷已结束，无需取消。
show-cancel-counted = 按 { $rules }，买家取消后仍计入纠纷率，但可避免上升平台仲裁和被判卖家责任。
show-cancel-excluded = 按 { $rules }，取消的纠纷不计入纠纷率。
show-cancel-sources-differ = 按 { $rules }，取消的纠纷是否计入纠纷率，来源说法不一。
event-ordered = 下单
event-paid = 付款
event-shipped = 发货
event-completed = 完成
event-filed = 提起纠纷
event-escalated = 上升平台仲裁
event-ruled = 仲裁结果
event-closed = 纠纷结束
event-last-change = 最后变更

# 表格中的词
show-line = { $name }：{ $value }
rate-note = { $metric }：{ $note }
stage-negotiation = 协商中
stage-platform = 平台仲裁中
stage-returning = 退货中
stage-closed = 已关闭
liable-seller = 卖家
liable-buyer = 买家
liable-platform = 平台
liable-logistics = 物流
liable-unknown = 未知
by-buyer = 买家
by-seller = 卖家
by-platform = 平台
by-logistics = 物流
by-system = 系统

# 时间
moment = { $moment }
remark = （{ $text }）
clause-separator = ；
title-of-times = { $title }（{ $zone }）
time-cell = { $time }{ $zone ->
   *[other] {""}
}
