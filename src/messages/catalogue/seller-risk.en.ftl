# Risk, points, causes and rule sets, in English. Keys and placeholders are the same in
# seller-risk.zh.ftl.

# At first sight
risk-act = ACT: over the limit: { $metrics }
risk-watch = WATCH: near the limit: { $metrics }
risk-watch-coming = WATCH: below the limit today, likely over it in 30 days
risk-fine = FINE: below every limit that is known
risk-not-assessable = CANNOT SAY: a limit is known, and no rate that can be held against it
risk-in-doubt = CANNOT SAY: what is not known decides whether a limit is broken: { $metrics }
risk-no-limit = NO LIMIT KNOWN: enter what your seller centre shows, such as --limit dispute_rate=5%
risk-title = Risk as of { $as_of }, rule set { $id }, confidence: { $confidence }
risk-cycle = Assessment cycle: { $first } to { $last }
risk-enter-limits = No limit is published for: { $metrics }. The seller centre shows yours; enter it in the settings under [shop.limits] or with --limit.
risk-roll-off = Disputed orders that leave the window next: { $days }
risk-roll-off-day = { $day }: { $orders }
risk-group = { $by } { $key }: { $numerator } of { $denominator } ({ $rate }); without it { $without }
risk-by-shop = Shop
risk-by-product = Product
risk-by-country = Country
risk-by-family = Family
risk-by-month = Month

# Columns
risk-column-metric = Metric
risk-column-rate = Rate
risk-column-numerator = Disputed
risk-column-denominator = Orders
risk-column-counts = Disputed
risk-column-limit = Limit
risk-column-level = Level
risk-column-headroom = Headroom
risk-column-recovery = Clean orders to recover
risk-column-shop = Shop
risk-column-from = From
risk-column-to = To
risk-column-before = Now
risk-column-after = Then

# Levels
level-ok = ok
level-near = NEAR
level-over = OVER
level-no-limit = limit unknown
level-not-assessable = cannot say

# Forecast
forecast-to-come = Further disputes expected on orders already paid: { $expected } ({ $low } to { $high }), based on { $learnt ->
    [one] { $learnt } past dispute
   *[other] { $learnt } past disputes
}
forecast-ended = No forecast: the newest data are of { $day }; export again, or ask for that day (--as-of { $day })
forecast-rate = Dispute rate on { $day } (in { $days ->
    [one] { $days } day
   *[other] { $days } days
}): { $expected } ({ $low } to { $high })
forecast-method = method: Nelson–Aalen estimate by age of the order, negative binomial interval
backtest-better = On this shop's past, { $held } of { $of } such 80 % intervals contained the rate that came; mean error { $own } percentage points, better than the { $carried } of repeating the last rate ({ $method })
backtest-worse = On this shop's past, { $held } of { $of } such 80 % intervals contained the rate that came; mean error { $own } percentage points, no better than the { $carried } of simply repeating the last rate ({ $method })
backtest-none = Too little history to say how well such forecasts do ({ $method })
backtest-column-made = Made on
backtest-column-day = For
backtest-column-expected = Forecast
backtest-column-low = 80 % from
backtest-column-high = to
backtest-column-actual = Actual
backtest-column-carried = Carried forward
backtest-column-held = In interval

# Open disputes
exposure-none = No open dispute
exposure-count = Open disputes: { $count }
exposure-title = Open disputes: { $count }. Most worth answering:
exposure-row = - order { $order }: at worst ({ $ending }) it adds to { $worth ->
    [one] { $worth } more metric
   *[other] { $worth } more metrics
}
exposure-row-best = - order { $order }: at best ({ $ending }) it no longer counts in { $worth ->
    [one] { $worth } metric
   *[other] { $worth } metrics
}
ending-cancelled = cancelled by the buyer
ending-agreed = refund agreed
ending-ruled-for-seller = ruled for the seller
ending-ruled-for-buyer = ruled for the buyer
ending-timed-out = the seller's time runs out
what-if-title = What if:

# Agreement with the seller centre
agreement-yes = { $metric }: the seller centre's { $figure } is our headline
agreement-no = { $metric }: the seller centre shows { $figure }, our headline is { $headline }. What would give its figure:
agreement-none = { $metric }: nothing that was tried gives { $figure }; our headline is { $headline }
reading-counted = cancelled counted
reading-excluded = cancelled left out
cause-cancelled-reading = - { $reading }: { $counts }
cause-window-length = - a window of { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $counts }
cause-other-rule-set = - rule set { $id } ({ $days } days, { $reading }): { $counts }
cause-lines-not-orders = - disputed lines counted, not orders: { $counts }
cause-day-edge = - a day that ends { $hours } hours from as-of: { $counts }
cause-buyer-own-exempt = - disputes for the buyer's own reasons left out: { $counts }
cause-missing-disputes = - { $amount } disputed orders missing here, most likely pages not saved: { $counts }
cause-exempted-disputes = - { $amount } disputed orders taken out by the platform: { $counts }

# Points
points-shop = Shop { $shop }:
points-no-shop = (none named)
points-active = Penalty points that count on { $day }: { $active } of { $scale }
points-active-most = Penalty points that count on { $day }: at most { $active } of { $scale } in one tally (each tally counts for itself)
points-no-scale = Penalty points that count on { $day }: { $active }; this rule set has no scale
points-tally = - { $tally }: { $active }
points-tally-open = - { $tally }: { $active } ({ $open } of them with no known expiry)
points-strikes = - { $tally }: { $active ->
    [one] { $active } strike
   *[other] { $active } strikes
}
points-reached = · { $at } reached: { $consequence } (confidence: { $confidence })
points-reached-believed = · { $at } reached: { $consequence } (BELIEVED, no source)
points-step = · { $missing } more to { $at }: { $consequence } (confidence: { $confidence })
points-step-believed = · { $missing } more to { $at }: { $consequence } (BELIEVED, no source)
points-expiring = - { $points } points of { $tally } no longer count from { $day }
points-column-number = No.
points-column-shop = Shop
points-column-date = Date
points-column-tally = Tally
points-column-family = Family
points-column-points = Points
points-column-expires = Counts until
points-column-notice = Notice
points-column-appeal = Appeal
points-column-counts = Counts

# Rule sets
rules-column-id = Id
rules-column-from = From
rules-column-to = To
rules-column-confidence = Confidence
rules-column-in-force = In force
rules-column-title = Title
rules-column-metric = Metric
rules-column-assessed = Assessed
rules-column-window = Days
rules-column-denominator = Denominator
rules-column-cancelled = Cancelled
rules-column-what = What
rules-column-first = First
rules-column-second = Second
rules-still = today
rules-in-force = In force from { $from } to { $to }, confidence: { $confidence }
rules-source = Source: { $source }; checked on { $retrieved }
rules-limit-known = Limit on { $metric }: { $value } (source { $sources }): { $consequence }
rules-limit-back-office = Limit on { $metric }: shown in your seller centre only; enter yours (source { $sources }): { $consequence }
rules-limit-believed = Limit on { $metric }: { $value } BELIEVED, no source; never used unless you enter it: { $consequence }
rules-no-limits = Limits: none is known
rules-deadline = Deadline: { $title } within { $days ->
    [one] { $days } day
   *[other] { $days } days
} of { $starts } ({ $era }; confidence: { $confidence })
rules-step = Points: from { $at }: { $consequence }
rules-step-believed = Points: from { $at }: { $consequence } (BELIEVED, no source)
rules-believed = BELIEVED, no source: { $what }: { $says }
rules-fact = { $name }: { $value }
rules-source-of-fact = [{ $id }] { $what } ({ $of })
rules-sound = { $id } is sound

# Causes
causes-title = { $likely } likely causes among { $tested } groups tested (exact test, corrected for many comparisons)
causes-untested = No group has enough orders to be tested
causes-none = No cause stands out: all { $tested } groups tested could be chance (exact test, corrected for many comparisons)
causes-looked-at = Orders paid since { $from }: { $orders }, disputed { $disputed } ({ $rate })
causes-column-factor = By
causes-column-key = Group
causes-column-rate = Rate
causes-column-counts = Disputed
causes-column-disputed = Disputed
causes-column-orders = Orders
causes-column-without = Others
causes-column-finding = Finding
factor-product = Product
factor-sku = SKU
factor-country = Country
factor-carrier = Carrier
factor-days-to-shipping = Days to shipping
factor-days-in-transit = Days in transit
factor-price = Price
factor-month = Month paid
factor-family = Reason
factor-buyer = Buyer (hint)
finding-likely = LIKELY
finding-could-be-chance = may be chance
finding-too-few = too few
finding-not-tested = not tested
slow-none = No order is slower than usual
slow-title = Orders running late that may be disputed next: { $count }
slow-to-ship = - { $order }: paid { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago and not shipped; nine in ten ship within { $usual ->
    [one] { $usual } day
   *[other] { $usual } days
} ({ $product })
slow-to-ship-plain = - { $order }: paid { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago and not shipped ({ $product })
slow-under-way = - { $order }: paid { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago and still on its way; nine in ten arrive within { $usual ->
    [one] { $usual } day
   *[other] { $usual } days
} ({ $product })
risk-counted-elsewhere = Orders were counted elsewhere: roll-off, open disputes and what-if by order need the rows of one shop.
risk-forecast-elsewhere = For a forecast give the answer to `disputes sql --shape delays` as `--delays`.
level-sum = not judged
shops-shop = Shop
shops-rate = Dispute rate
shops-counts = Disputed
shops-limit = Limit
shops-level = Level
shops-headroom = Room
shops-open = Open
shops-due-24h = Due in 24 h
shops-overdue = Overdue
shops-at = { $count } of { $of } shops: { $shops }
list-and-more = { $shown } { $more }
shops-sum = Each of the { $count } shops is judged by its own limit; figures over all of them are judged by none.
shops-not-drawn = { $count } more shops are in the table and not in the chart.
