# 今日概览（简体中文）。键和占位符与 seller-today.en.ftl 相同。

today-title = { $as_of }：{ $overdue } 起已超时，{ $soon } 起 24 小时内到期，进行中的纠纷 { $open } 起（时间按 { $zone }）
today-shop = { $shop }：{ $text }
today-due = 待响应的纠纷，最紧急的在前
today-none-due = 进行中的纠纷都没有需要您响应的。
today-more = 另有 { $count } 起；`disputes list` 可查看全部
today-rates = 纠纷率
today-rate = { $metric } { $rate }（{ $denominator } 单中 { $numerator } 单）
today-limit = ，考核值 { $limit }：{ $level }
today-level = ：{ $level }
today-room = ；再有 { $count } 单纠纷即达到
today-recovery = ；再完成 { $count } 单无纠纷的订单可回到考核值以下
today-too-few = ；订单太少，无法判断
today-not-assessable = { $metric }：无法考核，原因：{ $why }
today-more-shops = 另有 { $count } 个店铺；`disputes rate --by shop` 可查看全部
today-next = 下一步
today-step-show = 查看最紧急一单的全部情况：
today-step-guide = 与买家谈妥后，生成发给买家的消息：
today-step-list = 查看进行中的纠纷：
today-step-risk = 查看什么会超过考核值、怎样远离它：
today-step-set-limit = 生成设置，并填写卖家后台显示的考核值：
today-first-run =
    还没有可读的数据。先看程序在一个虚构店铺上的效果：disputes demo
    用您自己的文件（订单导出和纠纷列表）：disputes orders.xlsx disputes.json
    一次性写好文件、考核值和语言：disputes config init

# 进行中的纠纷
guide-which = 哪一单？请输入订单号后六位：

# 数据截至
data-reach = 数据截至：{ $parts }
data-orders = 订单 { $at }
data-disputes = 纠纷 { $at }
data-synced = 本地库 { $at }

# 剩余时间
list-left = 剩余时间
list-item = 商品
list-sku = SKU
list-title = 标题
left-days = { $days } 天 { $hours } 小时
left-hours = { $hours } 小时 { $minutes } 分
left-whole-hours = { $hours } 小时
left-overdue = 超时 { $time }
list-dropped = 宽度不够，未显示：{ $columns }；加宽窗口或用 `--columns` 可显示
