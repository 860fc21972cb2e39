# 发给买家的简体中文消息。`.brief` 是 `--tone brief` 的简短说法。

# 开头
opening = 您好！我们就您在 AliExpress 上提起的纠纷与您联系。
    .brief = 您好！
order = 订单号：{ $order }
item = 商品：{ $item }
agreed = 双方商定的内容：{ $text }
amount = 商定的退款金额：{ $amount }
money = { $currency } { $number }
decimal-mark = .
done = 已处理：{ $text }

# 情况
resolved = 据我们了解，问题已经解决，我们这边没有需要再为您处理的事项。如果确实如此，您可以取消纠纷。如果还有任何问题没有解决，请不要取消，先在这里告诉我们。
    .brief = 如果问题已经解决并且您满意，可以取消纠纷；否则请不要取消。
unresolved = 如果还有任何问题没有解决，请先在这里告诉我们。
keep = 如果您决定保留商品，可以取消退货，取消退货后纠纷也随之取消，不会再有退款。如果您仍想退货，请不要取消，并在退货申请规定的期限内（一般为10天）寄回商品；逾期未寄，货款将归卖家。
    .brief = 如果您保留商品，可以取消退货，纠纷也随之取消，不会再有退款。如果仍要退货，请按期（一般为10天）寄回；逾期未寄，货款将归卖家。
return-ends-dispute = 该订单正在退货：取消退货后，纠纷也随之取消。
    .brief = 取消退货后，纠纷也随之取消。
refund = 商定的退款由 AliExpress 支付，要等您在纠纷中接受方案之后才会退。请不要取消纠纷：取消等于撤回您的申请，不会有任何退款。
    .brief = 您接受方案之后，AliExpress 才会退款。请不要取消纠纷：取消后不会有退款。
resend = 补发的商品还没有送到您手中。最稳妥的做法是收到之后再取消纠纷。您也可以提前取消，但请先留意下面的日期。
    .brief = 补发的商品还没有送到，最稳妥的做法是收到之后再取消纠纷。
wait = 您的包裹正在运输途中，还没有送到。最稳妥的做法是收到之后再取消纠纷。您也可以提前取消，但请先留意下面的日期。
    .brief = 您的包裹还没有送到，最稳妥的做法是收到之后再取消纠纷。
stuck = 如果您想取消纠纷，但找不到按钮或按钮无法点击，可以就这个订单联系 AliExpress 平台客服寻求帮助。
    .brief = 如果没有取消按钮，可以联系 AliExpress 平台客服寻求帮助。
stuck-refund = 如果您想接受纠纷中的方案，但找不到按钮或按钮无法点击，可以就这个订单联系 AliExpress 平台客服寻求帮助。请不要取消纠纷：取消后不会有退款。
    .brief = 如果没有接受按钮，可以联系 AliExpress 平台客服寻求帮助。请不要取消纠纷：取消后不会有退款。

# 选择
choice = 是否取消完全自愿，由您决定，您没有义务这样做。请只在满意的情况下取消。只有您本人可以取消纠纷，我们无法代为操作。
    .brief = 是否取消完全自愿，只有您本人可以取消。
choice-refund = 是否接受完全自愿，由您决定，您没有义务这样做。只有您本人可以接受方案或取消纠纷，我们无法代为操作。一旦接受，纠纷即彻底结束，无法撤回。
    .brief = 是否接受完全自愿，只有您本人可以接受方案或取消纠纷。一旦接受，纠纷即彻底结束，无法撤回。

# 买家保护
protection-running = 该订单的买家保护期到{ $date }结束。如果取消纠纷，只能在该时间之前重新提起；过了该时间，货款将归卖家，并且不能再次提起纠纷。
    .brief = 买家保护期到{ $date }结束。如果取消，只能在该时间之前重新提起纠纷；过了该时间，货款将归卖家，并且不能再次提起纠纷。
protection-over = 该订单的买家保护期已于{ $date }结束。如果现在取消纠纷，货款将归卖家，并且不能再次提起纠纷。
    .brief = 买家保护期已于{ $date }结束。如果现在取消，货款将归卖家，并且不能再次提起纠纷。
protection-unknown = 我们不知道该订单的买家保护期何时结束，请查看订单页面。如果取消纠纷，只能在该日期之前重新提起；过了该日期，货款将归卖家，并且不能再次提起纠纷。
    .brief = 买家保护期的结束时间请看订单页面。如果取消，只能在该时间之前重新提起纠纷；过了该时间，货款将归卖家，并且不能再次提起纠纷。

# 步骤
heading-cancel = 取消纠纷的步骤：
heading-return = 取消退货的步骤：
    .brief = 取消退货的步骤：
heading-accept = 接受方案的步骤：
    .brief = 接受方案的步骤：
heading-support = 联系 AliExpress 平台客服的步骤：
heading-later = 收到之后取消纠纷的步骤：
sign-in = 用下单的账号登录 AliExpress。
orders-web = 在网站上，打开{ $my-orders }。
    .brief = 在网站上用下单的账号登录，打开{ $my-orders }。
orders-app = 在手机 App 中，打开{ $account }，再打开{ $orders }。
    .brief = 在手机 App 中用下单的账号登录，打开{ $account }，再打开{ $orders }。
dispute = 找到这个订单，打开{ $order-details }，再打开{ $view-dispute }。
    .brief = 在这个订单中打开{ $view-dispute }。
cancel = 在页面底部，点击{ $cancel-dispute }。
    .brief = 在页面底部点击{ $cancel-dispute }。
return-page = 找到这个订单，打开它的退货页面。
    .brief = 打开这个订单的退货页面。
cancel-return = 如果页面上有，请点击{ $cancel-return }。
    .brief = 如果有，请点击{ $cancel-return }。
confirm = 确认取消。纠纷会立即关闭。
    .brief = 确认取消。
compare = 查看方案中的金额，以及是否需要退回商品。
    .brief = 查看金额，以及是否需要退回商品。
compare-amount = 查看金额（{ $amount }），以及是否需要退回商品。
accept = 两项都与我们商定的一致时，再点击{ $accept }。如果不一致，请不要接受，先在这里告诉我们。
    .brief = 两项都与我们商定的一致时，再点击{ $accept }。如果不一致，请不要接受，先在这里告诉我们。
check-button = 在网站上或最新版手机 App 中，用下单的账号登录，再看一下纠纷页面底部。
    .brief = 用下单的账号登录，再看一下纠纷页面底部。
check-proposal = 在网站上或最新版手机 App 中，用下单的账号登录，再看一下纠纷中的方案。
    .brief = 用下单的账号登录，再看一下纠纷中的方案。
check-return = 在网站上或最新版手机 App 中，用下单的账号登录，再看一下退货页面。
    .brief = 用下单的账号登录，再看一下退货页面。
support = 打开{ $help-center }，进入在线客服。
agent = 请虚拟助手转接人工客服。
tell = 提供上面的订单号，并说明您想怎样处理这个纠纷。
classic-orders = 登录 AliExpress，打开{ $my-orders }，找到这个订单。
    .brief = 打开{ $my-orders }，找到这个订单。
classic-dispute = 打开{ $view-dispute }。
classic-cancel = 点击{ $cancel-dispute }。
classic-submit = 最后点击{ $submit }。

# 结尾
accept-warning = 请不要点击{ $accept }：点击即表示接受方案，纠纷会彻底结束，无法撤回。
    .brief = 请不要点击{ $accept }：点击后纠纷会彻底结束，无法撤回。
consequence = 请注意：如果取消纠纷，买家保护期结束后货款将归卖家，并且不能再次提起纠纷。
consequence-accept = 请注意：一旦接受方案，纠纷即彻底结束，无法撤回。
wording = 按钮名称可能略有不同。
help = 如果找不到按钮或按钮无法点击，可以联系 AliExpress 平台客服寻求帮助：打开{ $help-center }。
    .brief = 没有按钮？请联系 AliExpress 平台客服：{ $help-center }。
questions = 如有疑问，请直接在此聊天窗口回复。
    .brief = 如有疑问请在这里回复。
close = 所有沟通和付款均请在 AliExpress 平台内进行。
    .brief = 所有沟通和付款均请在 AliExpress 平台内进行。

# 按钮：有出处的名称加引号，其余用文字描述
label-plain = “{ $label }”
label-quoted = “{ $label }”（{ $english }）
label-described = { $description }（{ $english }）
described-my-orders = 订单列表
described-orders = 订单列表
described-account = 账户页面
described-order-details = 订单详情
described-view-dispute = 进行中的纠纷
described-cancel-dispute = 取消申请的按钮
described-cancel-dispute-2022 = 取消争议的按钮
described-cancel-return = 取消退货的按钮
described-accept = 接受按钮
described-help-center = 帮助中心
described-submit = 提交按钮

# 日期
date = { $year }年{ $month }{ $day }日
date-time = { $date } { $time }（美国太平洋时间）
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
