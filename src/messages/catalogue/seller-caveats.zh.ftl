# 可能使数字出错的情况，简体中文：每一类有一句说明，-do 结尾的是处理办法。键与占位符同
# seller-caveats.en.ftl 及 src/domain/caveat.rs。

caveats-title = 数据疑点
severity-note = 提示
severity-warning = 警告
severity-blocking = 不完整
caveat-of-shop = 店铺 `{ $shop }`：{ $message }
caveat-of-file = { $files }：{ $message }
caveat-line = { $severity }：{ $message }。{ $suggestion }
caveats-more = { $severity }：同类还有 { $count } 条；用 `--format json` 可逐条查看
caveats-more-files = { $severity }：同类还有 { $count } 条，见 { $files }；用 `--format json` 可逐条查看

caveat-unknown-columns = 有无法识别的列，已忽略：{ $titles }
caveat-unknown-columns-do = 如果需要其中某一列，请用 `--map 字段=列标题` 指定。
caveat-unread-sheet = 没有读取的工作表（其中没有别处没有的订单或纠纷）：{ $others }
caveat-unread-sheet-do = 如果确实如此，无需处理。
caveat-files-passed-over = 跳过了 { $count } 个既没有订单也没有纠纷的文件：{ $names }
caveat-files-passed-over-do = 如果确实如此，无需处理。
caveat-sheet-lost = { $why ->
    [untitled] 工作表 `{ $sheet }`（{ $count } 个订单号）没有标题，无法确定它是哪张工作表的续表，没有读取
    [disputes] 没有读取工作表 `{ $sheet }`，其中可能有 { $count } 个订单的纠纷
   *[other] 没有读取工作表 `{ $sheet }`，其中有 { $count } 个订单号别处没有
 }
caveat-sheet-lost-do = 请为该工作表加上与导出文件相同的标题，或另存为文件；不需要的话请删除。
caveat-sheet-continued = 工作表 `{ $sheet }` 没有标题，按 `{ $above }` 的续表读取
caveat-sheet-continued-do = 如果确实如此，无需处理。
caveat-no-completion-times = 该文件没有确认收货时间，有 { $count } 个订单只在该文件中
caveat-no-completion-times-do = 请从卖家后台带“确认收货时间”列导出这些订单。
caveat-completions-estimated = { $of } 个确认收货中有 { $count } 个的时间按订单最后更新时间估算，可能不在同一天
caveat-completions-estimated-do = 请提供这些订单的详情，或从卖家后台带“确认收货时间”列的导出；`disputes sync` 不带 `--no-details` 时会查询详情。
caveat-times-blank = { $field ->
    [every_paid_at] 订单表没有任何一行有付款时间，因此以付款为准的数字无法评估
    [every_completed_at] 订单表没有任何一行有完成时间，因此以完成为准的数字无法评估
   *[other] { $field ->
        [paid_at] 按状态已付款
        [old] 应已完成（晚五周下单的订单已完成）
       *[completed_at] 按状态已完成
     }的 { $of } 个订单中，有 { $count } 个在 { $column } 一栏没有时间，因此不计入
}
caveat-times-blank-do = { $field ->
    [every_paid_at] 请以 `paid_at` 指明有付款时间的列。
    [every_completed_at] 请以 `completed_at` 指明有完成时间的列。
   *[other] 请重新导出订单；如果这些单元格是公式，请先用表格软件打开计算并保存。
}
caveat-completed-early = { $field ->
    [paid_at] 有 { $count } 个订单按状态尚未付款，但 { $column } 一栏有时间：未付款的订单可能写了别的时间
    [copied] 按 { $column } 一栏，{ $count } 个订单在付款或发货的同一时刻完成：该列似乎是那一列的复制
    [recent] 最近下单的 { $count } 个订单按 { $column } 一栏全部已完成，且远快于之前的订单：该列可能是每行最后修改的时间
   *[completed_at] 有 { $count } 个订单按状态尚未完成或已关闭，但 { $column } 一栏有时间：该列可能与各行错位，或写的是每个订单的结束时间
 }
caveat-completed-early-do = 请与卖家后台核对其中一个订单，然后重新导出订单。
caveat-ids-as-numbers = { $count } 个订单号是数字，其中 { $zeros } 个以 0 结尾；电子表格的数字只保留 15 位
caveat-ids-as-numbers-do = 粘贴订单号之前先把该列设为文本，或重新导出。
caveat-ids-rounded = { $count } 个{ $what ->
    [orders] 订单号
    [disputes] 纠纷编号
   *[products] 商品编号
 }很可能丢失了末位数字：{ $ids }
caveat-ids-rounded-do = 请重新导出，或在 WPS 里用“数据 → 导入数据”（Excel：“数据 → 自文本”）打开原来的 csv，并把编号列设为文本。
caveat-rows-skipped = 跳过了 { $count } 行无法识别的数据，因此各项比率是一个区间
caveat-rows-skipped-do = 请改正这些行，或重新导出。
caveat-rows-left-out = { $what ->
    [footer] { $count ->
        [one] 最后一行不属于表格，已跳过：{ $row }
       *[other] 最后 { $count } 行不属于表格，已跳过：{ $row }
    }
    [sum] { $count } 行是合计，已跳过，第一个在第 { $row } 行
    [titles] { $count } 行重复了标题，已跳过，第一个在第 { $row } 行
    [second-titles] 第 { $row } 行是第二行标题，已跳过
    [lines] { $count } 行是分隔线或小标题，已跳过，第一个在第 { $row } 行
    [merged] { $count } 行是上方订单的其他商品，从第 { $row } 行开始；每个订单只计一次，按第一件商品
    [deleted] 跳过了 { $count } 行在列 { $column } 标记为已删除、测试或无效的数据，第一行是第 { $row } 行
   *[platform] 跳过了 { $count } 行其他平台的订单（见列 { $column }）
 }{ $words ->
    [none] {""}
   *[other] ：{ $words }
 }
caveat-rows-left-out-do = 如果确实如此，无需处理。
caveat-ragged-rows = 从第 { $row } 行起，有 { $count } 行的字段数与标题数不符
caveat-ragged-rows-do = 请检查这些行的字段里是否有分隔符或引号，或重新导出。
caveat-file-cut = { $cell ->
    [message] 第 { $row } 行是程序出错的信息，其后应有的内容缺失
    [missing] 文件在第 { $row } 行最后一个分隔符之后结束，没有换行，后面的内容可能缺失
   *[cut] 文件在第 { $row } 行中间结束，后面的内容缺失
 }
caveat-file-cut-do = 请重新下载或导出。
caveat-date-order-mixed = { $sign ->
    [days] { $column } 的日和月颠倒：{ $of } 行中有 { $count } 行的日期集中在少数几个日子、分散在许多月份，离订单的其他时间很远，或晚于所问的时刻；日和月对调后全部相符（文件 / 对调后）：{ $example }
   *[disputes] { $column } 列里，纠纷列表给出真实下单时间的 { $of } 个订单中有 { $count } 个的日和月颠倒（文件 / 真实）：{ $example }
 }
caveat-date-order-mixed-do = { $order ->
    [none] 请重新导出，不要用电子表格软件另存。
   *[other] 请试 `--date-order { $order }`；否则请重新导出，不要用电子表格软件另存。
 }
caveat-encoding-guessed = 文本按 { $encoding } 读取，文件本身没有说明
caveat-encoding-guessed-do = 如果名称显示不对，请另存为 UTF-8。
caveat-missing-words = { $count } 个时间单元格写着 NULL 之类的空值或日期 0，按空白处理
caveat-missing-words-do = 如果它们应当是时间，请写成 YYYY-MM-DD HH:MM。
caveat-day-counts = { $count } 个时间是没有日期格式的数字，按表格软件的天数读取
caveat-day-counts-do = 如果日期不对，请把该列的格式设为日期后保存。
caveat-half-day-clock = { $column } 列的时间没有上午/下午，而看过的 { $count } 个时间全部在 1 点到 12 点之间：下午的时间很可能早了 12 小时
caveat-half-day-clock-do = 请直接使用卖家后台导出的文件，或以 24 小时制重新转换（单元格格式用 hh:mm）。
caveat-days-only = { $count ->
    [all] { $columns } 的值都没有各自的时间，只有日期
   *[other] { $columns } 的 { $of } 个值中有 { $count } 个只有日期没有时间，按当天零点处理
 }；统计期首日和末日的订单可能多算或少算
caveat-days-only-do = 请导出带时分的列。
caveat-same-moment = { $column } 的 { $of } 个值中至少有 { $count } 个{ $minutes ->
    [0] 是同一时刻 { $at }
   *[other] 都在 { $at } 起的 { $minutes } 分钟内
 }：像是程序运行的时间，而不是事情发生的时间
caveat-same-moment-do = 请使用平台自己的时间：从平台重新导出列表。
caveat-zone-assumed = { $count } 个没有时区的时间按 { $zone } 处理{ $kind ->
    [dianxiaomi] ；店小秘的时间应为北京时间
   *[other] {""}
 }{ $column ->
    [none] {""}
   *[other] ；说明时区的列 `{ $column }` 未被读取
 }{ $title ->
    [none] {""}
   *[other] ；列标题 `{ $title }` 写有其他时区，只用于该列
 }{ $mixed ->
    [none] {""}
   *[other] ；{ $mixed } 的其他值写有别的时区，例如 `+08:00` 或 `Z`
 }
caveat-zone-assumed-do = 如果是其他时区，请用 `--source-tz` 指定，例如 `--source-tz Asia/Shanghai`。
caveat-clock-contradicts = { $what ->
    [disputes] 有 { $count } 起纠纷在另一文件中也有，提起时间相差 { $hours } 小时（本文件 / 另一文件）：{ $example }
   *[orders] { $file ->
    [store] 有 { $count } 个订单的下单时间与本地数据库原有的相差 { $hours } 小时（现在 / 原有）：{ $example }
   *[other] 纠纷列表给出真实下单时间的 { $of } 个订单中，有 { $count } 个与订单文件相差 { $hours } 小时（文件 / 真实）：{ $example }
 }
 }
caveat-clock-contradicts-do = { $file ->
    [none] { $zone ->
        [ZONE] 两者之一用了别的时区：请重新导出两者。
       *[other] 订单文件用了别的时区：请使用 `--source-tz { $zone }`。如果订单文件是卖家后台直接导出的，则是纠纷列表的时区不同：请重新保存带时间戳的应答。
    }
    [store] 其中一个文件用了别的时区：请导入到新的数据库，该时区的文件单独用 `--source-tz { $zone }` 导入。
   *[other] `{ $file }` 用了别的时区，而 `--source-tz` 对一次命令的所有文件生效：请先单独用 `--source-tz { $zone }` 导入 `{ $file }`，再导入其他文件。
 }
caveat-clock-proved = 此文件的时间按 { $zone } 读取：{ $count } 个订单在 `{ $other }` 里也有，后者的时区是已知的{ $completion ->
    [other] ；确认收货时间以 `{ $other }` 为准
   *[own] {""}
 }
caveat-clock-proved-do = 如果两个文件属于同一店铺，无需处理。
caveat-time-order = { $of ->
    [disputes] { $count } 起纠纷
    [merged] 多个文件里的 { $count } 个订单
   *[orders] { $count } 个订单
 }，{ $earlier } 晚于 { $later }：{ $example }
caveat-time-order-do = { $of ->
    [merged] 请改正这些行，或重新导出。
   *[other] 请检查这两列是否互换；否则请改正这些行，或重新导出。
 }
caveat-amounts-unread = { $count } 个金额无法识别，不显示
caveat-amounts-unread-do = 金额不影响比率。请写成 `12.30` 并另设 `currency` 列。
caveat-unknown-status = { $of ->
    [orders] { $count } 个订单的状态无法识别，按原文保留：{ $words }
   *[disputes] { $words ->
        [none] { $count } 起纠纷没有状态，按进行中计算
        [column] 纠纷表没有状态：无法知道哪些已被撤销，因此全部计入
       *[some] { $count } 起纠纷的状态无法识别，按进行中计算：{ $words }
    }
 }
caveat-unknown-status-do = { $words ->
    [none] 请重新导出列表，并带上状态列。
    [column] 请指明哪一列是 `status`。
   *[some] { $lines ->
        [warehouse] 请在设置的 `[warehouse.words.{ $table }]` 下说明每个词的含义。
       *[other] 请说明每个词的含义：用 `--map-status 词=含义`，或写在设置的 `[words.status]` 下：{ $lines }
    }
 }
caveat-unknown-platform = 列 { $column } 中有 { $count } 行的平台名无法识别，按速卖通计入：{ $words }
caveat-unknown-platform-do = 若是其他平台的订单，请删除这些行；否则请写成“速卖通”。
caveat-unknown-country = { $count } 个国家名无法识别，留空：{ $words }
caveat-unknown-country-do = 请写两个字母的代码，例如 `US`，或告诉我们这个词。
caveat-unknown-reason = { $count } 起纠纷的原因无法识别，不计入任何一类：{ $words }
caveat-unknown-reason-do = 可用的词：`not_received`、`not_as_described`、`quality`、`wrong_item`、`missing_parts`、`damaged`、`counterfeit`、`no_reason_return`、`no_longer_wanted`。
caveat-unknown-liability = { $words ->
    [none] { $count } 起仲裁没有写明责任方
   *[other] { $count } 起纠纷的责任方无法识别：{ $words }
 }
caveat-unknown-liability-do = { $words ->
    [none] 这些页面不写明责任方；含有 `liability` 列的表格可以补充。
   *[other] 可用的词：`seller`、`buyer`、`platform`、`logistics`；没有判定责任方时请留空。
 }
caveat-orders-overlap = { $count } 个订单在多个文件里都有：已合并，不一致时以较新的为准
caveat-orders-overlap-do = 如果两个文件属于同一店铺，无需处理。
caveat-disputes-apart = 有 { $count } 行没有 `dispute_id`，可能是另一文件中已有的纠纷，暂按单独的纠纷计算：{ $orders }
caveat-disputes-apart-do = 请导出带 `dispute_id` 的表；如果另一文件已包含全部纠纷，请不要给出此表。
caveat-orders-missing = { $of } 个有纠纷的订单中，有 { $count } 个不在{ $place ->
    [table] 订单表里
   *[files] 任何订单文件里
 }{ $within ->
    [0] { "" }
   *[other] ，而纠纷列表写明其中 { $within } 个的下单时间在订单文件的时间范围内
 }
caveat-orders-missing-do = { $place ->
    [table] 请确认两张表属于同一些店铺，且订单号写法相同，前后没有空格或引号。
   *[files] 请提供同一店铺的订单导出，时间从第一起纠纷之前开始。
}
caveat-future-times = { $what ->
    [orders] 订单文件
   *[disputes] 纠纷列表
 }里最新的时间是 { $newest }，尚未到来
caveat-future-times-do = 请改正日期，或用 `--date-order` 指明日月顺序。
caveat-records-contradict = { $count } 起纠纷或订单的多条记录互相矛盾，且无法用日期解释
caveat-records-contradict-do = 请查看列出的记录；重新导出有误的文件，或不要使用它。
caveat-disputes-lacking = 有 { $count } 个订单按订单列表有过纠纷，但任何纠纷列表里都没有这起纠纷
caveat-disputes-lacking-do = 请同时给出最新的纠纷列表，包括所有页。
caveat-disputes-missing = 店铺 `{ $shop }` 有订单文件，但没有纠纷列表
caveat-disputes-missing-do = 请同时给出该店铺的纠纷列表；如果没有纠纷，请给出内容为空列表 `[]` 的文件。
caveat-no-disputes = 给出的列表里有其他店铺的纠纷，但没有这些{ $what ->
    [files] 文件
   *[shops] 店铺
 }的（计入的订单共 { $count } 个）：{ $shops }
caveat-no-disputes-do = 请同时给出{ $what ->
    [files] 它们所属店铺
   *[shops] 这些店铺
 }的纠纷列表；如果列表包含所有店铺而它们没有纠纷，无需处理。
caveat-no-orders = 店铺 `{ $shop }` 有纠纷但没有订单：纠纷会全部计入，而其他订单都不会
caveat-no-orders-do = 请同时给出该店铺的订单导出，或不要给出它的纠纷列表。
caveat-only-disputed = 给出的 { $of } 个订单中有 { $count } 个在纠纷列表里：其他订单可能被筛选掉了
caveat-only-disputed-do = 请给出全部订单的导出，不要筛选或隐藏；如果确实有这么多纠纷，无需处理。
caveat-line-ids = { $what ->
    [orders] { $count } 行用的是上方订单的子订单号，被当作单独的订单计入
   *[disputes] { $count } 起纠纷用的是子订单号，而不是订单号
 }：{ $ids }
caveat-line-ids-do = { $what ->
    [orders] 请删除子订单的行，或导出为每个订单一行。
   *[disputes] 请在订单号一栏填写主订单号（订单号、`tradeOrderId`、`parent_order_id`）。
 }
caveat-empty-list = 纠纷列表是空的：没有任何纠纷
caveat-empty-list-do = 请确认店铺确实没有纠纷：登录过期时得到的也是空列表。
caveat-stale-data = { $what ->
    [store] 本地数据库
    [orders] 订单文件
    [disputes] 纠纷列表
    [table_orders] 订单表
    [table_disputes] 纠纷表
    [tables] 两张表
   *[files] 文件
 }里最新的记录是 { $newest }，比所查时刻早 { $days } 天：之后发生的不在数字里
caveat-stale-data-do = { $what ->
    [table_orders] 请更新该表；设置里的 `stale_days` 是可接受的天数。
    [table_disputes] 请更新该表；设置里的 `stale_days` 是可接受的天数。
    [tables] 请更新这两张表；设置里的 `stale_days` 是可接受的天数。
   *[other] 请重新导出或同步；设置里的 `stale_days` 是可接受的天数。
}
caveat-future-as-of = { $as_of } 在未来（{ $days ->
    [0] 不到 1 天
   *[other] { $days } 天
}之后）：到那时之前新提起、完成和响应的都不在数据里
caveat-future-as-of-do = 要现在的数字请去掉 `--as-of`；`disputes risk` 有预测。
caveat-coverage = { $what ->
    [disputes] 最早的纠纷是 { $oldest }；按之后提起纠纷的频率，从 { $from } 起应有更早的纠纷，列表可能不够早
   *[orders] 最早的订单是 { $oldest }；统计期从 { $from } 开始，{ $days ->
    [unknown] 除非店铺那时才开业，更早下单的订单不在文件里
   *[other] 本店十分之一的订单在下单 { $days } 天以后才完成，因此有些已完成的订单不在文件里
   }
 }
caveat-coverage-do = 请从更早的日期重新导出，或用更早的 `--since` 同步。
caveat-orders-hole = 从 { $from } 到 { $to }（{ $days } 天）没有任何下单，而其他时间订单不断：可能缺少文件，或导出时做了筛选
caveat-orders-hole-do = 请同时给出这段时间里所有状态的订单；如果当时店铺停业，无需处理。
caveat-orders-outdated = 有 { $count } 个订单在含有它们的最新文件（数据到 { $newest }）里还没有完成，而其他文件要新好几天：此后完成的订单没有计入这些指标
caveat-orders-outdated-do = 请重新导出那段时间的订单，并同时给出新文件。
caveat-disputes-outdated = 有 { $count } 起纠纷在含有它们的最新列表（数据到 { $newest }）里还没有结束，而其他列表要新好几天：此后的结果不得而知
caveat-disputes-outdated-do = 请重新保存那段时间的纠纷列表，并同时给出新文件。
caveat-disputes-hole = 从 { $from } 到 { $to }（{ $days } 天）没有任何纠纷，远比其他时候长：可能缺少一页或一个文件
caveat-disputes-hole-do = 请同时给出这段时间里的纠纷；如果确实没有，无需处理。
caveat-facts-untold = { $of } 起纠纷中有 { $count } 起，没有任何输入说明{ $fact ->
    [reasons] 提起的原因
    [escalations] 是否以及何时升级到平台
   *[rulings] 是否以及何时裁决
 }，因此按没有计算
caveat-facts-untold-do = 请给出说明了这一点的全部纠纷列表，或不要使用该数字。
caveat-open-only = 所有纠纷都在进行中，其中 { $count } 起已超过 30 天：列表可能做了筛选，缺少已结束的纠纷
caveat-open-only-do = 请给出所有状态的纠纷列表。
caveat-ended-only = { $count } 起纠纷都不在进行中，而此前几乎任何时候都有进行中的纠纷：列表可能做了筛选，缺少进行中的纠纷
caveat-ended-only-do = 请给出所有状态的纠纷列表；若确实没有进行中的纠纷，则无需处理。
caveat-escalated-only = { $count } 起纠纷全部升级到平台：列表可能做了筛选，缺少没有平台介入的纠纷
caveat-escalated-only-do = 请给出全部纠纷的列表，无论是否升级；若确实全部升级，则无需处理。
caveat-escalations-copied = { $of } 个升级时间中有 { $count } 个与纠纷的提起或结束时间完全相同：没有升级的纠纷可能也填了该列
caveat-escalations-copied-do = 没有升级的纠纷，请把升级时间留空。
caveat-pages-missing = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }列表{ $total ->
    [filtered] 注明经过筛选，可能缺少{ $what ->
        [orders] 订单
       *[disputes] 纠纷
    }
    [unknown] 还有更多{ $what ->
        [orders] 订单
       *[disputes] 纠纷
    }，给出的页只有 { $read } 个
   *[other] 有 { $total } 个{ $what ->
        [orders] 订单
       *[disputes] 纠纷
    }，给出的页只有其中 { $read } 个
 }{ $pages ->
    [none] {""}
   *[other] ；缺少第 { $pages } 页
 }
caveat-pages-missing-do = { $total ->
    [filtered] 请不加筛选导出整个列表；如果没有遗漏，则无需处理。
   *[other] 请把缺少的页也给出。
 }
caveat-total-understated = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }列表称有 { $total } 个{ $what ->
    [orders] 订单
   *[disputes] 纠纷
 }，却读到 { $read } 个
caveat-total-understated-do = 请提供同一个列表、一次保存的各页；若属于多个店铺，请用 `--shop` 分别指明。
caveat-totals-differ = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }同一列表的各页所写的{ $what ->
    [orders] 订单
   *[disputes] 纠纷
 }总数不同，从 { $least } 到 { $most }：各页保存于不同时间，或属于不同列表
caveat-totals-differ-do = 请一次性重新保存全部各页。
caveat-accounts-mixed = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }纠纷列表属于 { $count } 个账号或渠道，却按一家店铺计算：{ $accounts }
caveat-accounts-mixed-do = 请将每个账号的页面保存为单独的文件，并与各自的店铺一起提供，例如放在文件夹 `shop=NAME` 中；若同属一家店铺，无需处理。
caveat-status-missing = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }纠纷列表中的 { $count } 起纠纷只有这些状态：{ $statuses }；平台按状态列出纠纷，可能缺少其他状态的纠纷
caveat-status-missing-do = 请提供 `processing`、`canceled_issue` 和 `finish` 各自的列表，空列表也要提供。
caveat-list-total-unknown = { $shop ->
    [none] {""}
   *[other] 店铺 `{ $shop }` 的
 }列表没有说明共有多少个{ $what ->
    [orders] 订单
   *[disputes] 纠纷
 }；读到 { $read } 个{ $full ->
    [yes] ，且有一页是满的，后面可能还有
   *[no] {""}
 }
caveat-list-total-unknown-do = 请确认各页都在；保存完整的返回结果，其中写有总数。
caveat-page-lost = 请求过纠纷列表的第 { $page } 页，但文件里没有：{ $why ->
    [body] 文件里没有返回结果的正文
    [failed] 没有得到返回结果
    [cut] 返回结果被浏览器截断
    [refused] 平台拒绝了（{ $refusal }）
   *[unreadable] 返回结果无法读取
 }
caveat-page-lost-do = { $why ->
    [cut] 在 Firefox 的 about:config 里把 `devtools.netmonitor.responseBodyLimit` 设为 0，重新打开该页再保存。
    [refused] 请重新登录，重新打开该页再保存。
   *[other] 请打开网络面板后重新打开该页，等列表显示出来再保存。
 }
caveat-list-part = 纠纷列表有 { $count } 页是带筛选或搜索请求的{ $whole ->
    [none] ，没有不带筛选的页：列表不完整
   *[some] ：不能补全列表
 }
caveat-list-part-do = { $whole ->
    [none] 请清除筛选和搜索，打开每一页，再保存。
   *[some] 如果不带筛选的页都在，无需处理。
 }
caveat-list-question-unknown = { $fields ->
    [none] 文件没有说明纠纷列表的 { $count } 页是否带筛选请求
   *[other] 纠纷列表的请求带有无法识别的字段，可能是筛选条件：{ $fields }
 }
caveat-list-question-unknown-do = 请确认当时没有筛选和搜索。
caveat-details-missing = { $of } 起纠纷中有 { $count } 起在文件里没有详情，或没有带时间的记录：不知道其原因，或是否上升平台仲裁
caveat-details-missing-do = 请打开网络面板后逐个打开纠纷，再保存。
caveat-details-unplaced = { $count } 份详情不属于文件中的任何纠纷
caveat-details-unplaced-do = 保存之前请把列表的各页也打开。
caveat-har-entries = 共 { $count } 条记录，其中 { $others } 条属于其他页面；没有读取 cookie 和请求头
caveat-har-entries-do = 要转交该文件，请用 `disputes scrub`。
caveat-refusal-saved = 文件里是拒绝而不是返回结果，或返回结果自称不完整：{ $refusal }
caveat-refusal-saved-do = 请重新查询并保存完整的返回结果。
caveat-sync-incomplete = 店铺 `{ $shop }` 从 { $from } 到 { $to } 的{ $what ->
    [orders] 订单
   *[disputes] 纠纷
 }没有全部同步
caveat-sync-incomplete-do = 请运行 `disputes sync`。
caveat-sync-problem = 店铺 `{ $shop }` 没有全部同步：{ $reason }
caveat-sync-problem-do = 请再次同步；`--full` 会全部重新读取。
caveat-never-synced = 店铺 `{ $shop }` 从未同步
caveat-never-synced-do = 请运行 `disputes sync`。
caveat-import-incomplete = `{ $path }` 导入时不完整：{ $why }
caveat-import-incomplete-do = 请把缺少的页也导入。
caveat-forgotten = `store forget` 已从本地数据库删除 { $before } 及以前的数据，而统计期开始得更早
caveat-forgotten-do = 请选择不需要更早数据的统计期或日期，或重新导入文件。
caveat-shop-unmatched = 没有任何订单或纠纷属于店铺 `{ $shop }`；{ $met ->
    [none] 文件里没有店铺名
   *[other] 文件里有 { $met }
 }
caveat-shop-unmatched-do = 请按文件里的写法写店铺名。
caveat-shops-alike = 有些店铺名只在大小写、全半角或空格上不同，各算一个店铺：{ $names }
caveat-shops-alike-do = 请在所有文件里统一店铺名，或同时指定它们，如 `--shop NAME,name`。
caveat-shop-unused = 文件夹或设置把文件的店铺称为 { $shops }，而各行写的是 { $names }，以各行为准
caveat-shop-unused-do = 请把文件夹或设置中的店铺名改成各行所写的名称。
caveat-shop-blank = 有 { $count } 个订单没有写店铺，{ $shops ->
    [asked] 不计入所查的任何店铺
   *[other] 不计入纠纷所写的任何店铺：{ $shops }
 }
caveat-shop-blank-do = { $shops ->
    [asked] 请在文件里写明每个订单的店铺，或去掉 `--shop`。
   *[other] 请给订单加上 `shop` 列，用 `--map shop=列标题` 指明店铺所在的列，或把每个店铺的订单放进文件夹 `shop=店铺名`。
 }
caveat-later-knowledge = { $count } 起纠纷的状态可能晚于所查时刻
caveat-later-knowledge-do = 数据没有记录变更时间；请保留旧的导出以便比较。
caveat-details-refused = 店铺 { $shop }：平台拒绝了详情查询，因此缺少期限，或完成时间为估计：{ $reason }
caveat-details-refused-do = 请稍后再同步。
caveat-total-overstated = 平台称店铺“{ $shop }”的列表 { $list } 有 { $total } 行；按不同时间段读取两次，得到的都是同样的 { $rows } 行
caveat-total-overstated-do = 无需处理；下次同步会再次核对。
caveat-channel-missing = 店铺 `{ $shop }` 可能还有其他渠道，没有查询
caveat-channel-missing-do = 请用 `--channels` 同步。
caveat-counts-unchecked = 订单在 { $source } 中计数，其各行未逐一检查{ $rows ->
    [known] {""}
   *[unknown] ；结果中没有带指纹的行，无法得知是否丢失了其他行
 }
caveat-counts-unchecked-do = 首次使用前请用 `disputes warehouse check` 检查这些表。
caveat-rows-repeated = { $of ->
    [disputes] { $count } 个订单在纠纷表中同一提起时间有多行，其中一行写明纠纷已取消，另一行没有：按未取消计
   *[orders] { $count } 个订单在订单表中有多行，只计一次：任一行已付款、已完成即算
}
caveat-rows-repeated-do = { $of ->
    [disputes] 请提供每起纠纷只有最新一行的视图。
   *[orders] 如果该表是每个子订单一行，则无需处理；否则请提供每个订单一行的视图。
}
caveat-groups-contradict = { $count } 个订单的各行属于不同的组，只计入其中一组
caveat-groups-contradict-do = 请提供每个订单一行、并带有所属组的视图。
caveat-closing-times-missing = 纠纷表没有结束时间，因此现在已取消或已结束的纠纷在任何时刻都按此计
caveat-closing-times-missing-do = 如果有这一列，请以 `closed_at` 指明；否则请只看当前的数据。
caveat-notices-undelivered = 自 { $since } 起，发给“{ $receiver }”的 { $count } 条通知未能送达，已放弃
caveat-notices-undelivered-do = 请用 `disputes notify test` 检查该接收方；未结纠纷见 `disputes list`。
