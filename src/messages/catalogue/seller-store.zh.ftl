# sync、auth、store 和 doctor 显示给卖家的文字（简体中文）。键和占位符与 seller-store.en.ftl 相同。

sync-line = { $shop }：订单 { $orders } 单，纠纷 { $disputes } 起；{ $span }；调用 { $calls } 次
sync-span = { $from } 至 { $to } 已完整同步
sync-no-span = 尚无完整同步的时间段

auth-until = 店铺 `{ $shop }` 的授权有效至 { $until }
auth-renewed-until = 在 { $until } 之前自动续期
auth-none = 未授权
auth-running = 授权有效至 { $until }；{ $renewal }
auth-ended = 授权已于 { $until } 结束；{ $renewal }
auth-renewable-until = { $until } 之前可以续期
auth-renewable = 可以续期
auth-not-renewable = 不能续期
auth-forgotten = 已删除本机上店铺 `{ $shop }` 的令牌；平台上的授权到期前仍然有效
auth-nothing = 本机没有店铺 `{ $shop }` 的令牌

import-done = 已导入订单 { $orders } 单、纠纷 { $disputes } 起
store-file = { $path }（结构版本 { $schema }，{ $bytes } 字节）
store-orders = 订单 { $orders } 单，下单时间 { $from } 至 { $to }；完成时间为估计的 { $estimated } 单
store-disputes = 纠纷 { $disputes } 起，其中进行中 { $open } 起
store-span = { $shop }：{ $list } 已完整同步 { $from } 至 { $to }
store-sync-left = { $shop }：有一次同步尚未完成
store-import = { $path }（{ $kind }），{ $rows } 行，导入于 { $at }
store-sound = 数据库完好
store-backed-up = 数据库已备份到 { $path }，副本完好
store-repaired = 数据库现有完好的订单 { $orders } 单、纠纷 { $disputes } 个；损坏的文件保存在 { $path }
store-rows-lost = 丢失 { $rows } 行：请先同步或重新导入文件，再计算数据
store-vacuumed = 整理前 { $before } 字节，整理后 { $after } 字节
store-would-forget = 将会删除订单 { $orders } 单、纠纷 { $disputes } 起；现在什么都没有删除
store-forgotten = 已删除订单 { $orders } 单、纠纷 { $disputes } 起

doctor-ok = 正常
doctor-warning = 注意
doctor-failed = 失败
doctor-skipped = 跳过
doctor-defaults = 没有设置文件，使用默认值
doctor-files = { $count ->
    [0] 设置中没有写文件
   *[other] 设置中有 { $count } 个文件
}
doctor-no-home = 没有主目录；请设置 XDG_STATE_HOME 或 HOME
doctor-folder-made = 将创建 { $path }
doctor-folder-refused = 无法写入 { $path }：{ $why }；请将 XDG_STATE_HOME 设为当前用户可写的文件夹
doctor-folder-open = 其他用户可以查看 { $path }；请执行 `chmod 700`
doctor-receiver = { $kind }，设置和文件无误（未发送任何消息）
doctor-left-overs = 已删除被中断的运行留下的 { $count } 个文件
doctor-no-store = 尚无数据库
doctor-store-sound = { $path } 完好
doctor-rules = { $rules }，与来源核对于 { $day }
doctor-no-api = 没有店铺接入平台接口；只用文件
doctor-secret = 已找到，仅所有者可读
doctor-not-called = 未调用
doctor-answers = { $address } 有响应；进行中的纠纷 { $open } 起
doctor-no-time = 平台没有给出时间
doctor-skew = 与平台相差 { $seconds } 秒
doctor-line = { $mark } · { $subject }：{ $text }
config-column-key = 设置项
config-column-value = 值
config-column-from = 来自
config-sound = { $path }：没有问题
config-shared = { $file } 同属店铺 { $shops }：各行须自带店铺名，否则店铺未知。如果只属其中一家，请让只有那一家的 `files` 匹配它。
config-absent = { $path }（不存在）
