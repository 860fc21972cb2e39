# 今日概览（简体中文）。键和占位符与 seller-today.en.ftl 相同。

today-title = { $as_of }：{ $overdue } 起已超时，{ $soon } 起 24 小时内到期，进行中的纠纷 { $open } 起（时间：{ $zone }）
today-shop = { $shop }：{ $text }
today-due = 待响应的纠纷，最紧急的在前
today-none-due = 进行中的纠纷都没有需要您响应的。
today-none-left = 除已标记为处理完的以外，进行中的纠纷都没有需要您响应的。
today-later = 所选时刻仍在进行、之后已结束：{ $orders }
today-more = 另有 { $count } 起；`{ $command }` 可查看全部
today-rates = 纠纷率
today-rate = { $metric } { $rate }（{ $denominator } 单中 { $numerator } 单）
today-limit = ，考核值 { $limit }：{ $level }
today-level = ：{ $level }
today-room = ；{ $count ->
    [0] 再有 1 单纠纷即超标
   *[other] 还可有 { $count } 单纠纷而不超标
 }
today-recovery = ；再完成 { $count } 单无纠纷的订单可回到考核值以下
today-too-few = ；订单太少，无法判断
today-not-assessable = { $metric }：无法考核，原因：{ $why }
today-more-shops = 另有 { $count } 个店铺；`{ $command }` 可查看全部
today-next = 下一步
today-step-show = 查看最紧急一单的全部情况：
today-step-guide = 与买家谈妥后，生成发给买家的消息：
today-step-list = 查看进行中的纠纷：
today-step-risk = 查看哪些情况会超过考核值、怎样避免：
today-step-set-limit = 生成设置，并填写卖家后台显示的考核值：
today-step-enter-limit = 在设置的 [shop.limits] 下填写卖家后台显示的考核值，设置文件在：
today-first-run =
    还没有可读的数据。先看程序在一个虚构店铺上的效果：disputes demo
    用您自己的文件（订单导出和纠纷列表）：disputes orders.xlsx disputes.json
    一次性写好文件、考核值和语言：disputes config init

# 用问答写设置
init-head = 直接回车则不写入该项，文件中以注释保留。
init-ask-language = 语言，en 或 zh（回车：用系统语言）：
init-ask-shop = 店铺名：
init-ask-files = 文件，路径或通配符（如 exports/*.xlsx），用逗号分隔：
init-ask-limit = 卖家后台显示的纠纷率考核值，如 5%：
init-ask-zone = 您的时区（回车：用系统时区 { $zone }）：
init-ask-receiver = 通知发到：dingtalk、feishu、wecom、slack 或 json（回车：不发）：
init-shops = 已写入 { $count } 个店铺，每个文件夹一个；请填写各自的考核值
init-address = 请把接收方的地址写入设置旁的文件 `{ $file }`，并只允许您自己读取

# 工作簿的第一张表
report-sheet = 报告

# 进行中的纠纷
guide-which = 哪一单？请输入订单号后六位：

# 数据截至
data-reach = 数据截至：{ $parts }
data-orders = 订单 { $at }
data-disputes = 纠纷 { $at }
data-synced = 本地数据库 { $at }

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

# 帮助主题
topics = 主题：disputes help files、times、rates、formats
topic-files =
    文件：能读什么、从哪里来

    订单：卖家后台 订单 → 导出（xlsx）；或至少含 order_id 和 created_at 的 csv。
    纠纷：纠纷页面的列表（JSON）、该页面的网络日志（HAR），或至少含 order_id 和 opened_at 的 csv。
    文件按内容识别，与文件名无关；可同时给多个，也可给文件夹或 'exports/*.xlsx' 这样的通配符；gzip、zstd、zip 会自动解压。
    不写文件时读取设置中的文件（`disputes config init`），否则读本地数据库。
    列名不同时用 --map 字段=列名。试一试：disputes demo rate
topic-times =
    时间：日期、时刻和时区

    日期（2026-01-16、2026/1/16、20260116、2026年1月16日、今天、昨天）指北京时间的一天，平台按此考核；`--as-of 日期` 指当天结束。
    时刻要带时差：2026-01-16T12:00:00+08:00。
    文件中没有时区的时间按洛杉矶时间，或按 `--source-tz 时区`。
    期限按您自己的时区显示：设置中的 `zone`，否则 TZ，否则系统时区。
    试一试：disputes demo list --as-of 2026-01-15
topic-rates =
    纠纷率：怎样计数

    纠纷率：统计期内提起纠纷的订单 ÷ 统计期内完成或提起纠纷的订单。
    付款订单纠纷率：统计期内付款的订单中，截至当天提起过纠纷的订单。
    统计期按规则（`disputes rules`），或用 `--window 天数`。已取消的纠纷是否计入也按规则，另一种算法列在旁边。
    考核值即卖家后台显示的数值：--limit 5%，或设置中的 [shop.limits]。试一试：disputes demo rate --explain
topic-formats =
    格式：结果怎样输出

    --format table（默认）、markdown、csv、json（一个文档）、jsonl（每行一个对象）；report 可用 html，list 可用 ics，
    list、show、rate、risk、causes、report 可用 xlsx。`--output 文件` 写入文件，扩展名决定格式。
    `--excel` 让 csv 以 Excel 识别 UTF-8 的标记开头。试一试：disputes demo list --output disputes.xlsx
today-handled = 另有 { $count } 起您已标记为处理完，未列出；`{ $command }` 可查看
list-handled = 已处理
list-own-note = 备注
list-reopened = 曾标记为已处理，现又需要您处理：{ $cases }
list-reopened-one = { $order }（{ $why }）
list-same-buyer = 订单号后四位相同，买家可能以前提起过纠纷：{ $cases }
list-same-buyer-one = { $order }（此前 { $before }）
same-buyer = 买家可能以前提起过纠纷：订单 { $before } 的后四位与此相同；同一买家的订单号后四位相同，但不同买家也可能相同
handled-no = 否
handled-yes = 是
handled-reopened = 需再处理
reopened-new-turn = 又轮到您处理
reopened-new-deadline = 有新的截止时间
reopened-new-stage = 进入了另一阶段
reopened-deadline-passed = 截止时间已过
show-own-note = 您的备注
show-handled = 已处理
show-same-buyer = 买家
note-kept = { $order }：备注已保存
note-cleared = { $order }：备注已删除
done-marked = { $order }：已标记为处理完，再次需要您处理时会重新出现
done-undone = { $order }：已取消标记
notes-imported = { $read } 起纠纷的备注或标记中采用了 { $taken } 起；其余没有更新的内容
store-marks = 有备注的纠纷 { $notes } 起，标记为已处理的 { $handled } 起
