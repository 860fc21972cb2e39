# Today at a glance, in English. Keys and placeholders are the same in seller-today.zh.ftl.

today-title = { $as_of }: { $overdue } overdue, { $soon } due within 24 h, { $open ->
    [one] { $open } dispute
   *[other] { $open } disputes
} open (times in { $zone })
today-shop = { $shop }: { $text }
today-due = Answers due, the most urgent first
today-none-due = No open dispute has a deadline of yours.
today-none-left = No open dispute that is not marked as handled has a deadline of yours.
today-later = Open at the moment asked for, and over since: { $orders }
today-more = and { $count } more; `{ $command }` shows all
today-rates = Rates
today-rate = { $metric } { $rate } ({ $numerator } of { $denominator ->
    [one] { $denominator } order
   *[other] { $denominator } orders
})
today-limit = , limit { $limit }: { $level }
today-level = : { $level }
today-room = ; { $count ->
    [0] the next disputed order breaks it
    [one] { $count } more disputed order fits under it
   *[other] { $count } more disputed orders fit under it
}
today-recovery = ; { $count ->
    [one] { $count } clean order brings it back
   *[other] { $count } clean orders bring it back
} below
today-too-few = ; too few orders to say
today-not-assessable = { $metric }: not assessable: { $why }
today-more-shops = and { $count } more shops; `{ $command }` shows all
today-next = Next
today-step-show = See all that is known of the most urgent case:
today-step-guide = Once it is settled in chat, write the message for the buyer:
today-step-list = See the open disputes:
today-step-risk = See what would cross the limit, and what leads away from it:
today-step-set-limit = Write settings, and enter the limit that your seller centre shows:
today-step-enter-limit = Enter the limit that your seller centre shows below [shop.limits] of the settings, which are here:
today-first-run =
    Nothing to read yet. To see the program at work on a made-up shop: disputes demo
    With your own files, an order export and a dispute list: disputes orders.xlsx disputes.json
    To keep files, limit and language in settings: disputes config init

# Settings by questions
init-head = An empty answer leaves a setting out; the file has it as a comment.
init-ask-language = Language, en or zh (empty: the system's):
init-ask-shop = Name of the shop:
init-ask-files = Files, paths or patterns such as exports/*.xlsx, separated by commas:
init-ask-limit = Limit of the dispute rate that your seller centre shows, such as 5%:
init-ask-zone = Your time zone (empty: the system's, { $zone }):
init-ask-receiver = Send notices to: dingtalk, feishu, wecom, slack or json (empty: to nobody):
init-shops = { $count } shops were written, one for each folder; enter the limit of each
init-address = put the receiver's address into the file `{ $file }` beside the settings, readable by you alone

# The first sheet of a workbook
report-sheet = Report

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
list-dropped = Columns that do not fit: { $columns }; use a wider window or `--columns`

# Topics of the help
topics = Topics: disputes help files, times, rates, formats
topic-files =
    Files: what can be read, and where it comes from

    Orders: seller centre, Orders, Export (xlsx); or a csv with at least order_id and created_at.
    Disputes: the dispute page's list as JSON, a network log of that page (HAR), or a csv with at least
    order_id and opened_at. Files are recognised by content, not by name; several may be given at once, also
    as a folder or a pattern such as 'exports/*.xlsx'. gzip, zstd and zip are unpacked.
    Without files the settings' files are read (`disputes config init`), else the local store.
    Other column titles: --map FIELD=HEADER. Try it: disputes demo rate
topic-times =
    Times: days, moments and zones

    A day (2026-01-16, 2026/1/16, 20260116, 2026年1月16日, today, yesterday) is a day in Beijing, by which the
    platform assesses; `--as-of DAY` is its end. A moment has an offset: 2026-01-16T12:00:00+08:00.
    Times in files that name no zone are Los Angeles time, or that of `--source-tz ZONE`.
    Deadlines are shown in your own zone: `zone` in the settings, else TZ, else the system's.
    Try it: disputes demo list --as-of 2026-01-15
topic-rates =
    Rates: what is counted

    Dispute rate: orders with a dispute filed in the window, of the orders completed or disputed in it.
    Order dispute rate: orders paid in the window that were disputed at any time up to the day.
    The window is the rule set's (`disputes rules`), or `--window DAYS`. Whether a cancelled dispute counts is
    the rule set's too; the other reading is shown beside it. A limit is what your seller centre shows:
    --limit 5%, or [shop.limits] in the settings. Try it: disputes demo rate --explain
topic-formats =
    Formats: how an answer is written

    --format table (the default), markdown, csv, json (one document), jsonl (one object a line); html for
    report, ics for list, xlsx for list, show, rate, risk, causes and report. `--output FILE` writes to a file,
    whose ending names the format. `--excel` begins csv with a mark by which Excel recognises UTF-8.
    Try it: disputes demo list --output disputes.xlsx
today-handled = { $count ->
    [one] One dispute that you have handled is left out
   *[other] { $count } disputes that you have handled are left out
}; `{ $command }` shows { $count ->
    [one] it
   *[other] them
}
list-handled = Handled
list-own-note = Note
list-reopened = Marked as handled, and yours again: { $cases }
list-reopened-one = { $order } ({ $why })
list-same-buyer = Perhaps a buyer who has disputed before, because the order ids end in the same four digits: { $cases }
list-same-buyer-one = { $order } (before it { $before })
same-buyer = perhaps the buyer has disputed before: the id of { $before } ends in the same four digits, which are the buyer's, though buyers may share them
handled-no = no
handled-yes = yes
handled-reopened = no longer
reopened-new-turn = it is your turn again
reopened-new-deadline = there is another deadline
reopened-new-stage = it has come to another stage
reopened-deadline-passed = the deadline has passed
show-own-note = your note
show-handled = handled
show-same-buyer = buyer
note-kept = { $order }: the note is kept
note-cleared = { $order }: the note is removed
done-marked = { $order }: marked as handled, until it needs you again
done-undone = { $order }: no longer marked as handled
notes-imported = Took over { $taken } of { $read } disputes with a note or a mark; of the others nothing later was said
store-marks = Disputes with a note of yours: { $notes }; marked as handled: { $handled }
