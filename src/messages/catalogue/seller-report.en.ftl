# Reports, checks and notices, in English. Keys and placeholders are the same in
# seller-report.zh.ftl.

# Head
report-title = Dispute report as of { $as_of }
report-title-shop = Dispute report for { $shop } as of { $as_of }
report-skip = Skip to the report
report-table = Show as a table

# Sections
report-changes = What changed
report-changes-since = What changed since { $since }
report-open = Open disputes by urgency
report-open-as-of = Open disputes and deadlines are as of { $as_of }; rates, limits and points as of { $rates }
report-deadlines = Deadlines of the next 7 days
report-rates = Rates and limits
report-headroom = Rates against their limits
report-rolling = Daily dispute rate and forecast
report-weeks = Disputes filed by week
report-delays = Days from payment to filing
report-products = Products with most disputes
report-shops = Shops
report-points = Penalty points
report-quality = Data behind the figures
report-more-rows = Show { $count } more
report-note = { $name }: { $note }
report-headroom-is = Headroom: further disputed orders before the limit is reached. Clean orders to recover: orders completed without a dispute that bring the rate back under it.
report-more = and { $count } more
report-no-forecast = No forecast: the orders do not say when they were paid and completed.
report-delays-unknown = Not in the picture because the payment is not known: { $count }

# Columns
report-column-open = Open
report-column-week = Week from
report-column-days = Days
report-column-disputes = Disputes
report-column-without = Rate without it
report-column-file = File
report-column-kind = Kind
report-column-read = Rows read
report-column-used = Used
report-column-merged = Merged
report-column-skipped = Skipped

# Changes
changes-first = This is the first report remembered; the next one will say what changed.
changes-none = Nothing.
changes-rule-set = Rule set
changes-rule = { $what }: was { $before }, is now { $now }
changes-filed = New disputes: { $count } (orders { $orders })
changes-ended = Over since: { $count } (orders { $orders })
changes-passed-open = Deadline passed, still open: order { $orders }
changes-passed = Deadline passed: order { $orders }
changes-passed-order = { $order } ({ $due })
changes-metric = { $metric }: { $before } → { $now }
changes-level = , level { $before } → { $now }
changes-entered = Now counted in { $metrics }: { $orders }
changes-left = No longer counted in { $metrics }: { $orders }

# Data
quality-whole = Nothing is known to be missing.

# Charts
chart-limit = limit { $limit }
chart-rolling = Dispute rate of each day as a line, its 95 % interval as a band, the limit as a dashed line, the forecast as a fan
chart-weeks = Disputes filed in each of the last twelve weeks, by what they are about
chart-delays = Disputes by days from payment to filing
chart-deadlines = One mark for each deadline of an open dispute
chart-overdue = overdue
chart-part = { $numerator } of { $denominator } · { $rate }
chart-left-out = Not drawn for lack of room: { $count }
chart-key-rate = dispute rate
chart-key-interval = 95 % interval
chart-key-forecast = forecast
chart-key-fan = 80 % interval of the forecast
chart-key-delays = disputes, by the first day of each span
chart-key-deadline = still to come
chart-key-disputed = disputed orders
chart-key-share = rate, as a share of its limit
chart-key-over = over its limit
chart-key-limit = limit
chart-room = room for { $count }

# History
history-column-said-for = Figures of
history-column-said = Said then
history-column-today = Recomputed today
history-column-why = Why they differ
history-none = No report has been remembered yet.
history-rule = rule set { $before } then, { $now } now
history-late = late data: among the disputed { $entered } more and { $left } fewer, among all { $denominator } more
history-gone = the data no longer goes back that far

# Notices
notice-level = { $metric }: { $level }, { $rate }, limit { $limit }
notice-level-no-limit = { $metric }: { $level }, { $rate }
notice-new = New dispute on order { $order }, about: { $family }; answer by { $due }
notice-new-no-due = New dispute on order { $order }, about: { $family }
notice-deadline = Order { $order }: your time runs out at { $due }
notice-digest = Week to { $as_of }: dispute rate { $rate } ({ $numerator } of { $denominator }), { $open } open, { $overdue } overdue
notice-title = Disputes: { $shop }
notice-all-shops = all shops
notice-more = and { $count } more; see `disputes list`
notice-test = This is a test. Notices of disputes will arrive here.
notice-missed = { $count } earlier messages, from { $since } on, had not been delivered. What has ended since is left out; `disputes list` shows what is open.
notice-of-day = { " " }(as of { $day })

# The calendar
ics-summary = Answer dispute: order { $order }
ics-description = About: { $family }. Status: { $status }.
ics-shop = Shop: { $shop }.
ics-estimated = The deadline is estimated by { $rule }; check the seller centre.
