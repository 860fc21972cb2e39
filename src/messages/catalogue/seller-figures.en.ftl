# Rates, the list and single cases, in English. Keys and placeholders are the same in
# seller-figures.zh.ftl.

# How sure
confidence-low = low
confidence-medium = medium
confidence-high = high

# Metrics
metric-dispute-rate = Dispute rate
metric-order-dispute-rate = Order dispute rate
metric-not-received-rate = Not received
metric-not-as-described-rate = Not as described
metric-escalation-rate = Escalated
metric-seller-liable-rate = Ruled seller-liable

# Rates
rate-title = Dispute rates as of { $as_of }
rate-window = Window: { $days ->
    [one] { $days } day
   *[other] { $days } days
}, from { $from } to { $to }
rate-window-of = Window of { $metric }: { $days ->
    [one] { $days } day
   *[other] { $days } days
}, from { $from } to { $to }
rate-rules = Rule set: { $id } ({ $title }), confidence: { $confidence }; sources checked on { $retrieved }
rate-incomplete = INCOMPLETE: { $reason }; every figure below is too low or uncertain
rate-column-by = Grouped by
rate-column-day = Day
rate-column-group = Group
rate-column-metric = Metric
rate-column-rate = Rate
rate-column-numerator = Disputed
rate-column-denominator = Orders
rate-column-interval = 95 % interval
rate-column-low = 95 % low
rate-column-high = 95 % high
rate-column-range = Rate without–with cancelled
rate-column-note = Note
rate-column-from = From
rate-column-to = To
group-unknown = (unknown)
group-all = (all)
not-assessable = not assessable
too-few = too few orders to say (under { $minimum })
expected-share = about { $share } of the disputes these orders will bring have been filed so far
skipped-range = with the skipped rows { $low } to { $high }
unknown-families = disputes without a known family: { $count }
unknown-parties = rulings whose liable party is not known: { $count }
parties-range = with those { $low } to { $high }
parties-range-of-orders = with rulings whose liable party is not known { $low } to { $high }
why-no-liable-parties = no ruling in the window says who was liable
why-no-orders = no order file given
why-no-shops = the orders name no shop
why-no-payments = the order file has no payment times
why-no-completions = the order file has no completion times
why-no-reasons = the dispute list does not give reasons
why-no-escalations = the dispute list does not give escalations
why-no-rulings = the dispute list does not give rulings
why-none-in-window = no order in the window
rate-counted-elsewhere = Counted: orders near the window { $orders }, disputed orders { $disputed_orders }
rate-inputs = Read: orders { $orders }, disputes { $disputes }, disputed orders { $disputed_orders }
rate-without-order = Disputes on orders that are not in the order files: { $count } (counted)
rate-unknown-endings = Counted although the list does not say how they ended: { $count }; some may have been cancelled
rate-cancelled-counted = Cancelled disputes count under this rule set; the rate without them is shown beside it
rate-cancelled-excluded = Cancelled disputes do not count under this rule set; the rate with them is shown beside it
rate-cancelled-sources-differ = Sources differ on whether cancelled disputes count; shown as counted, the rate without them beside it

# Which orders
explain-order-id = Order
explain-dispute-rate = Dispute rate
explain-dispute-rate-reason = Why
explain-order-dispute-rate = Order dispute rate
explain-order-dispute-rate-reason = Why
explain-also-counts-in = Also in
explain-disputes = Disputes
explain-completed-at = Completed
explain-paid-at = Paid

# The list
list-due = Answer by
list-due-source = Known from
list-tier = Urgency
list-turn = Turn
list-state = State
list-status = Status
list-order-id = Order
list-dispute-id = Dispute
list-shop = Shop
list-product = Product
list-country = Country
list-amount = Amount
list-family = About
list-reason = Reason
list-age-days = Days
list-opened-at = Filed
list-none = No open dispute.
list-none-matching = { $count ->
    [one] The one dispute that was read does not match these filters.
   *[other] None of the { $count } disputes read matches these filters.
}
list-left-out = { $count } more not shown (`--max-rows`)
list-none-at-all = No dispute in the input.
list-estimated = ~ estimated by the five-day rule, not given by the platform; check the seller centre
list-status-later = * said after the moment asked for; at that moment the dispute was open
list-later = ? may be newer than the moment asked for: the data does not date the change
tier-overdue = overdue
tier-under-24h = < 24 h
tier-under-72h = < 72 h
tier-under-7d = < 7 d
tier-later = later
tier-none-known = unknown
turn-seller = seller
turn-buyer = buyer
turn-platform = platform
turn-logistics = logistics
turn-unknown = unknown
state-open = open
state-cancelled = cancelled
state-ended = ended
family-not-received = not received
family-not-as-described = not as described
family-buyer-own = buyer's own
family-unknown = unknown

# One case
show-order = Order { $order }
show-field = Field
show-value = Value
show-dispute = Dispute { $dispute }
show-shop = shop
show-country = country
show-product = product
show-title = title
show-order-amount = order amount
show-order-status = order status
show-protection = buyer protection ends
show-protection-unknown = not in the data; see the order page
show-state = state
show-status = platform status
show-stage = stage
show-turn = turn
show-family = about
show-reason = reason
show-amount = amount
show-liability = ruled liable
show-deadline = answer by
show-deadline-served = given by the platform
show-deadline-estimated = estimated: { $days ->
    [one] { $days } day
   *[other] { $days } days
} by { $rule }, counted from { $start }
show-deadline-restarted = estimated: { $days ->
    [one] { $days } day
   *[other] { $days } days
} by { $rule }, counted from { $start }, when the buyer changed the claim
show-deadline-none = no deadline of yours is known
show-note = note
show-later = may be newer than the moment asked for
show-status-later = said after the moment asked for
show-timeline = Timeline
show-when-platform = Platform time
show-when-assessment = Beijing time
show-when-own = Your time ({ $zone })
show-what = What
show-by = By
show-which = Dispute
show-cancel-open = Only the buyer can cancel, neither the platform nor you. After cancelling, the buyer can open a new dispute while buyer protection lasts; once it has ended, the money goes to you and no new dispute is possible.
show-cancel-returning = A return is under way: cancelling the return cancels the dispute.
show-cancel-over = It is over; there is nothing to cancel.
show-cancel-counted = A cancelled dispute still counts in the dispute rate under { $rules }, but it cannot be escalated or ruled against you.
show-cancel-excluded = A cancelled dispute does not count in the dispute rate under { $rules }.
show-cancel-sources-differ = Sources differ on whether a cancelled dispute counts under { $rules }.
event-ordered = ordered
event-paid = paid
event-shipped = shipped
event-completed = completed
event-filed = dispute filed
event-escalated = handed to the platform
event-ruled = ruled
event-closed = dispute over
event-last-change = last change

# Words in tables
show-line = { $name }: { $value }
rate-note = { $metric }: { $note }
stage-negotiation = negotiation
stage-platform = platform
stage-returning = returning
stage-closed = closed
liable-seller = seller
liable-buyer = buyer
liable-platform = platform
liable-logistics = logistics
liable-unknown = unknown
by-buyer = buyer
by-seller = seller
by-platform = platform
by-logistics = logistics
by-system = system

# Times
moment = { $moment }
remark = {" "}({ $text })
clause-separator = {"; "}
title-of-times = { $title }{ $zone ->
   *[other] {""}
}
time-cell = { $time } { $zone }
