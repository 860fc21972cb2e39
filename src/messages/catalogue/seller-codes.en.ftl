# Codes of cells, for people: csv and JSON have the codes themselves. Keys are the same in seller-codes.zh.ftl;
# a code is a key after `code-`, with a hyphen for each sign that is no letter.

# Metrics, as the rule files name them
code-dispute-rate = Dispute rate
code-order-dispute-rate = Order dispute rate
code-not-received-rate = Not received
code-not-as-described-rate = Not as described
code-escalation-rate = Escalated
code-seller-liable-rate = Ruled seller-liable

# What an order is to a metric, and why
code-numerator = numerator
code-denominator = denominator
code-out = out
code-filed-in-window = filed in the window
code-cancelled-only = all its disputes were cancelled
code-completed-in-window = completed in the window
code-paid-in-window-and-disputed = paid in the window and disputed
code-paid-in-window = paid in the window
code-outside-window = outside the window
code-order-absent = order not in the files
code-filed-after-as-of = filed after the moment asked for

# What a rule set says
code-low = low
code-medium = medium
code-high = high
code-yes = yes
code-no = no
code-true = true
code-false = false
code-filed = filed
code-paid = paid
code-completed-or-filed = completed or disputed
code-completed-resolved-or-escalated = completed, resolved or escalated
code-counted = counted
code-excluded = excluded
code-sources-differ = sources differ
code-parent-order = parent order
code-unstated = unstated
code-not-known = not known
code-known = known
code-back-office = seller centre
code-believed = believed
code-none = none
code-article = article
code-mirror = mirror
code-tool = tool

# The names of its entries
code-id = id
code-from = from
code-to = to
code-assessed = assessed
code-basis = basis
code-window-days = window-days
code-level = level
code-cancelled = cancelled
code-minimum-orders = minimum-orders
code-confidence = confidence
code-source = source
code-name = name
code-note = note
code-limit = limit
code-days = days

# States and reasons of the plain tables and of the platform
code-processing = processing
code-cancelled-by-buyer = cancelled_by_buyer
code-finished = finished
code-seller-rejected = seller_rejected
code-timeout-accepted = timeout_accepted
code-canceled-issue = canceled_issue
code-finish = finish
code-in-issue = in_issue
code-end-issue = end_issue
code-unpaid = unpaid
code-risk-check = risk_check
code-to-ship = to_ship
code-part-shipped = part_shipped
code-shipped = shipped
code-cancel-requested = cancel_requested
code-fund-processing = fund_processing
code-closed = closed
code-in-dispute = in_dispute
code-frozen = frozen
code-not-received = not_received
code-not-as-described = not_as_described
code-buyer-own = buyer_own
code-unknown = unknown
code-quality = quality
code-wrong-item = wrong_item
code-missing-parts = missing_parts
code-damaged = damaged
code-counterfeit = counterfeit
code-no-reason-return = no_reason_return
code-no-longer-wanted = no_longer_wanted

# Where a deadline comes from, appeals, settings
code-platform = platform
code-estimated = estimated
code-pending = pending
code-won = won
code-lost = lost
code-default = default
code-the-rule-set-s = the rule set's

# Checks of `doctor`
code-settings = settings
code-files = files
code-state-folder = state-folder
code-store = store
code-rules = rules
code-notices = notices
code-api = api
code-left-overs = left-overs
code-receiver = receiver
code-secret = secret
code-authorisation = authorisation
code-gateway = gateway
code-clock = clock
code-notify = notify

# Zones
code-Asia-Shanghai = CST
code-America-Los-Angeles = PST
code-UTC = UTC
code-Etc-UTC = UTC

# Groupings and columns of labels
code-shop = shop
code-product = product
code-country = country
code-family = family
code-month = month
code-web = web
code-app = app
code-both = both
code-key = key
code-label = label
code-surface = surface
code-attested = attested
code-form = form
code-evidence = evidence

# Kinds of files
code-seller-centre-orders = order export of the seller centre
code-dianxiaomi-orders = order export of Dianxiaomi
code-plain-orders = plain order table
code-plain-disputes = plain dispute table
code-refund-report = refund report
code-payout-report = payout report
code-ledger = ledger
code-dispute-workbook = dispute workbook
code-seller-centre-disputes = dispute list of the seller centre
code-russia-order-list = order list of AliExpress Russia
code-open-platform-issue-list = dispute list of the Open Platform
code-open-platform-issue-detail = dispute details of the Open Platform
code-open-platform-order-list = order list of the Open Platform

# Tallies and families of penalty points
code-product-information = product-information
code-ip-prohibited = ip-prohibited
code-transaction = transaction
code-ip-serious = ip-serious
code-mismatched-merchandise = mismatched-merchandise
code-fake-shipment = fake-shipment
code-not-selling = not-selling
code-offline-trading = offline-trading
code-order-disruption = order-disruption
code-malicious-harassment = malicious-harassment
code-intellectual-property = intellectual-property
