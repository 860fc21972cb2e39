# Today at a glance, in English. Keys and placeholders are the same in seller-today.zh.ftl.

today-title = { $as_of }: { $overdue } overdue, { $soon } due within 24 h, { $open ->
    [one] { $open } dispute
   *[other] { $open } disputes
} open (times in { $zone })
today-shop = { $shop }: { $text }
today-due = Answers due, the most urgent first
today-none-due = No open dispute has a deadline of yours.
today-more = and { $count } more; `disputes list` shows all
today-rates = Rates
today-rate = { $metric } { $rate } ({ $numerator } of { $denominator ->
    [one] { $denominator } order
   *[other] { $denominator } orders
})
today-limit = , limit { $limit }: { $level }
today-level = : { $level }
today-room = ; { $count ->
    [one] { $count } more disputed order reaches it
   *[other] { $count } more disputed orders reach it
}
today-recovery = ; { $count ->
    [one] { $count } clean order brings it back
   *[other] { $count } clean orders bring it back
} below
today-too-few = ; too few orders to say
today-not-assessable = { $metric }: not assessable, because { $why }
today-more-shops = and { $count } more shops; `disputes rate --by shop` shows all
today-next = Next
today-step-show = See all that is known of the most urgent case:
today-step-guide = Once it is settled in chat, write the message for the buyer:
today-step-list = See the open disputes:
today-step-risk = See what would cross the limit, and what leads away from it:
today-step-set-limit = Write settings, and enter the limit that your seller centre shows:
today-first-run =
    Nothing to read yet. To see the program at work on a made-up shop: disputes demo
    With your own files, an order export and a dispute list: disputes orders.xlsx disputes.json
    To name files, limit and language once and for all: disputes config init

# The open cases
guide-which = Which one? Its last six digits:

# Up to when the data reach
data-reach = Data up to: { $parts }
data-orders = orders { $at }
data-disputes = disputes { $at }
data-synced = store { $at }

# Time left
list-left = Left
list-item = Item
list-sku = SKU
list-title = Title
left-days = { $days } d { $hours } h
left-hours = { $hours } h { $minutes } min
left-whole-hours = { $hours } h
left-overdue = overdue { $time }
list-dropped = Left out for want of room: { $columns }; a wider window or `--columns` shows them
