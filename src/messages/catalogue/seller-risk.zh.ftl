# 风险、扣分、原因与规则集（简体中文）。键和占位符与 seller-risk.en.ftl 相同。

# 一眼可见
risk-act = 需处理：已超过考核值：{ $metrics }
risk-watch = 需关注：接近考核值：{ $metrics }
risk-watch-coming = 需关注：目前低于考核值，30 天内很可能超过
risk-fine = 正常：低于所有已知的考核值
risk-not-assessable = 无法判断：已填写考核值，但没有可以考核的比率
risk-in-doubt = 无法判断：是否超标取决于数据中未知的部分：{ $metrics }
risk-no-limit = 考核值未知：请填写卖家后台显示的数值，例如 --limit dispute_rate=5%
risk-title = 风险，截至 { $as_of }，规则 { $id }，可信度{ $confidence }
risk-cycle = 考核周期：{ $first } 至 { $last }
risk-enter-limits = 以下指标没有公开的考核值：{ $metrics }。请在设置的 [shop.limits] 中填写卖家后台显示的数值，或使用 --limit。
risk-roll-off = 即将移出统计期的纠纷订单：{ $days }
risk-roll-off-day = { $day } { $orders } 单
risk-group = { $by } { $key }：{ $denominator } 单中 { $numerator } 单有纠纷（{ $rate }）；剔除后全店为 { $without }
risk-by-shop = 店铺
risk-by-product = 商品
risk-by-country = 国家
risk-by-family = 纠纷类型
risk-by-month = 月份

# 列名
risk-column-metric = 指标
risk-column-rate = 比率
risk-column-numerator = 纠纷订单
risk-column-denominator = 考核订单
risk-column-counts = 纠纷单/考核单
risk-column-limit = 考核值
risk-column-level = 级别
risk-column-headroom = 距考核值（单）
risk-column-recovery = 回落需（单）
risk-column-shop = 店铺
risk-column-from = 统计期开始
risk-column-to = 统计期结束
risk-column-before = 现在
risk-column-after = 之后

# 级别
level-ok = 正常
level-near = 接近
level-over = 超限
level-no-limit = 考核值未知
level-not-assessable = 无法考核

# 预测
forecast-to-come = 已付款订单预计还会新增 { $expected } 个纠纷订单（{ $low }～{ $high }），按本店 { $learnt } 个历史纠纷订单推算
forecast-ended = 无法预测：最新数据截至 { $day }；请重新导出，或查看那一天的结果（--as-of { $day }）
forecast-rate = { $day }（{ $days } 天后）的纠纷提起率：{ $expected }（{ $low }～{ $high }）
forecast-method = 按订单天数的 Nelson–Aalen 估计、负二项区间
backtest-better = 回测 { $of } 次，{ $held } 次落在 80% 区间内；平均误差 { $own }（百分点），直接沿用上期为 { $carried }（方法：{ $method }）
backtest-worse = 回测 { $of } 次，{ $held } 次落在 80% 区间内；平均误差 { $own }（百分点），不如直接沿用上期的 { $carried }（方法：{ $method }）
backtest-none = 历史太短，无法回测这种预测是否准确（方法：{ $method }）
backtest-column-made = 预测日
backtest-column-day = 目标日
backtest-column-expected = 预测
backtest-column-low = 80% 下限
backtest-column-high = 80% 上限
backtest-column-actual = 实际
backtest-column-carried = 沿用上期
backtest-column-held = 落在区间内

# 进行中的纠纷
exposure-none = 没有进行中的纠纷
exposure-count = 进行中的纠纷 { $count } 起
exposure-title = 进行中的纠纷 { $count } 起，建议优先响应：
exposure-row = - 订单 { $order }：最坏的结果是{ $ending }，将多计入 { $worth } 项指标
exposure-row-best = - 订单 { $order }：最好的结果是{ $ending }，将不再计入 { $worth } 项指标
ending-cancelled = 买家取消
ending-agreed = 协商退款
ending-ruled-for-seller = 仲裁支持卖家
ending-ruled-for-buyer = 仲裁支持买家
ending-timed-out = 卖家响应超时
what-if-title = 假设：

# 与卖家后台核对
agreement-yes = { $metric }：卖家后台的 { $figure } 与本工具的结果一致
agreement-no = { $metric }：卖家后台显示 { $figure }，本工具为 { $headline }。以下做法能得到后台的数值：
agreement-none = { $metric }：所尝试的做法都得不到 { $figure }；本工具为 { $headline }
reading-counted = 计入已取消
reading-excluded = 不计已取消
cause-cancelled-reading = - { $reading }：{ $counts }
cause-window-length = - 统计期为 { $days } 天：{ $counts }
cause-other-rule-set = - 规则集 { $id }（{ $days } 天，{ $reading }）：{ $counts }
cause-lines-not-orders = - 按子订单而非父订单统计：{ $counts }
cause-day-edge = - 以距截止时刻 { $hours } 小时处为一天的结束：{ $counts }
cause-buyer-own-exempt = - 不计买家自身原因的纠纷：{ $counts }
cause-missing-disputes = - 此处缺少 { $amount } 个纠纷订单，很可能有页面未保存：{ $counts }
cause-exempted-disputes = - 平台免责了 { $amount } 个纠纷订单：{ $counts }

# 扣分
points-shop = 店铺 { $shop }：
points-no-shop = （未写明）
points-active = { $day } 有效扣分：{ $active } 分（累计满 { $scale } 分关店）
points-active-most = { $day } 有效扣分：单项最高 { $active } 分（单项累计满 { $scale } 分关店，各项不相加）
points-no-scale = { $day } 有效扣分：{ $active } 分；该规则没有扣分标准
points-tally = - { $tally }：{ $active } 分
points-tally-open = - { $tally }：{ $active } 分，其中 { $open } 分有效期未知
points-strikes = - { $tally }：{ $active } 次
points-reached = · 已达 { $at } 分：{ $consequence }（可信度{ $confidence }）
points-reached-believed = · 已达 { $at } 分：{ $consequence }（未经证实，无出处）
points-step = · 再扣 { $missing } 分将达 { $at } 分：{ $consequence }（可信度{ $confidence }）
points-step-believed = · 再扣 { $missing } 分将达 { $at } 分：{ $consequence }（未经证实，无出处）
points-expiring = - { $tally } 的 { $points } 分自 { $day } 起失效
points-column-number = 序号
points-column-shop = 店铺
points-column-date = 日期
points-column-tally = 类别
points-column-family = 违规类型
points-column-points = 扣分
points-column-expires = 失效日
points-column-notice = 通知编号
points-column-appeal = 申诉
points-column-counts = 有效

# 规则集
rules-column-id = 编号
rules-column-from = 自
rules-column-to = 至
rules-column-confidence = 可信度
rules-column-in-force = 现行
rules-column-title = 名称
rules-column-metric = 指标
rules-column-assessed = 列入考核
rules-column-window = 天数
rules-column-denominator = 分母
rules-column-cancelled = 已取消的纠纷
rules-column-what = 项目
rules-column-first = 前者
rules-column-second = 后者
rules-still = 目前
rules-in-force = 适用期：{ $from } 至 { $to }，可信度{ $confidence }
rules-source = 来源：{ $source }；查阅于 { $retrieved }
rules-limit-known = { $metric } 的考核值：{ $value }（来源 { $sources }）：{ $consequence }
rules-limit-back-office = { $metric } 的考核值：仅在卖家后台显示，请填写（来源 { $sources }）：{ $consequence }
rules-limit-believed = { $metric } 的考核值：{ $value }，未经证实，无出处；除非您自行填写，否则不使用：{ $consequence }
rules-no-limits = 考核值：均未知
rules-deadline = 期限：{ $title }，自{ $starts }起 { $days } 天内（{ $era }；可信度{ $confidence }）
rules-step = 扣分：满 { $at } 分：{ $consequence }
rules-step-believed = 扣分：满 { $at } 分：{ $consequence }（未经证实，无出处）
rules-believed = 未经证实，无出处：{ $what }：{ $says }
rules-fact = { $name }：{ $value }
rules-source-of-fact = [{ $id }] { $what }（{ $of }）
rules-sound = { $id } 没有问题

# 原因
causes-title = 检验的 { $tested } 组中有 { $likely } 组很可能是原因（精确检验，已做多重比较校正）
causes-untested = 没有订单数足够检验的分组
causes-none = 没有突出的原因：检验的 { $tested } 组，差异都可能只是偶然（精确检验，已做多重比较校正）
causes-looked-at = 自 { $from } 起付款的订单 { $orders } 单，其中 { $disputed } 单有纠纷（{ $rate }）
causes-column-factor = 分组
causes-column-key = 组
causes-column-rate = 比率
causes-column-counts = 纠纷/订单
causes-column-disputed = 纠纷订单
causes-column-orders = 订单
causes-column-without = 其余
causes-column-finding = 结论
factor-product = 商品
factor-sku = 商品编码
factor-country = 国家
factor-carrier = 物流
factor-days-to-shipping = 发货天数
factor-days-in-transit = 运输天数
factor-price = 价格
factor-month = 付款月份
factor-family = 纠纷原因
factor-buyer = 买家（线索）
finding-likely = 很可能
finding-could-be-chance = 可能是偶然
finding-too-few = 数量太少
finding-not-tested = 未检验
slow-none = 没有比平常慢的订单
slow-title = 可能引发纠纷、建议先跟进的订单：{ $count } 单
slow-to-ship = - { $order }：付款已 { $days } 天仍未发货；九成订单在 { $usual } 天内发货（{ $product }）
slow-to-ship-plain = - { $order }：付款已 { $days } 天仍未发货（{ $product }）
slow-under-way = - { $order }：付款已 { $days } 天仍在途；九成订单在 { $usual } 天内完成（{ $product }）
risk-counted-elsewhere = 订单是在别处计数的：何时移出统计期、进行中的纠纷和按订单的假设需要一个店铺的逐行数据。
risk-forecast-elsewhere = 如需预测，请用 `--delays` 提供 `disputes sql --shape delays` 的返回结果。
level-sum = 不判断
shops-shop = 店铺
shops-rate = 纠纷率
shops-counts = 纠纷单/考核单
shops-limit = 考核值
shops-level = 级别
shops-headroom = 距考核值（单）
shops-open = 进行中
shops-due-24h = 24 小时内到期
shops-overdue = 已超时
shops-at = { $of } 个店铺中 { $count } 个：{ $shops }
list-and-more = { $shown }，{ $more }
shops-sum = { $count } 个店铺各按自己的考核值判断；合计的数据不按任何考核值判断。
shops-not-drawn = 另有 { $count } 个店铺只在表格中，未画入图表。
