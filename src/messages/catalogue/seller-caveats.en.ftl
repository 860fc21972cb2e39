# What can make a figure wrong, in English: for each kind a message and, ending in -do, what to do
# about it. Keys and placeholders are the same in seller-caveats.zh.ftl, and those of the kinds in
# src/domain/caveat.rs.

caveats-title = Caveats
severity-note = note
severity-warning = warning
severity-blocking = incomplete
caveat-of-file = { $files }: { $message }
caveat-of-shop = shop `{ $shop }`: { $message }
caveat-line = { $severity }: { $message }. { $suggestion }
caveats-more = { $severity }: { $count } more of this kind; `--format json` has each of them
caveats-more-files = { $severity }: { $count } more of this kind, in { $files }; `--format json` has each of them

caveat-unknown-columns = columns that are not known, ignored: { $titles }
caveat-unknown-columns-do = If one of them is needed, name it with `--map FIELD=HEADER`.
caveat-unread-sheet = sheets that hold no order or dispute of their own are not read: { $others }
caveat-unread-sheet-do = Nothing, if that is what they are.
caveat-files-passed-over = { $count ->
    [one] 1 file holds
   *[other] { $count } files hold
 } neither orders nor disputes and { $count ->
    [one] was
   *[other] were
 } passed over: { $names }
caveat-files-passed-over-do = Nothing, if that is what they are.
caveat-sheet-lost = { $why ->
    [untitled] sheet `{ $sheet }`, with { $count ->
        [one] 1 order id
       *[other] { $count } order ids
     }, has no titles, and which sheet it continues is not plain
    [disputes] sheet `{ $sheet }` is not read, and may hold disputes on { $count ->
        [one] 1 order
       *[other] { $count } orders
     }
   *[other] sheet `{ $sheet }` is not read, and { $count ->
        [one] 1 order id appears
       *[other] { $count } order ids appear
     } only in it
 }
caveat-sheet-lost-do = Give the sheet titles as the export has them, or save it as a file of its own; delete it if it is not needed.
caveat-sheet-continued = sheet `{ $sheet }` has no titles and was read as the continuation of `{ $above }`
caveat-sheet-continued-do = Nothing, if that is what it is.
caveat-no-completion-times = the file has no completion times, and { $count ->
    [one] 1 order is
   *[other] { $count } orders are
 } known from it alone
caveat-no-completion-times-do = Export those orders from the seller centre with the column 确认收货时间.
caveat-completions-estimated = { $count } of { $of ->
    [one] 1 completion is
   *[other] { $of } completions are
 } estimated from the order's last change, and may be of another day
caveat-completions-estimated-do = Give the orders' details, or an export of the seller centre with the column 确认收货时间; `disputes sync` without `--no-details` asks for them.
caveat-times-blank = { $field ->
    [every_paid_at] no row of the table of orders has a time of payment, so what rests on payments is not assessable
    [every_completed_at] no row of the table of orders has a time of completion, so what rests on completions is not assessable
   *[other] { $count } of { $of ->
        [one] 1 order
       *[other] { $of } orders
     } that should be { $field ->
        [paid_at] paid according to the status
        [old] completed, as others that were placed five weeks later are,
       *[completed_at] completed according to the status
     } { $count ->
        [one] has no time in { $column }, and does not count as such
       *[other] have no time in { $column }, and do not count as such
     }
}
caveat-times-blank-do = { $field ->
    [every_paid_at] Name the column that has them as `paid_at`.
    [every_completed_at] Name the column that has them as `completed_at`.
   *[other] Export the orders again; where the cells are formulas, let the spreadsheet compute them and save the file.
}
caveat-completed-early = { $field ->
    [paid_at] { $count ->
        [one] 1 order awaits its payment according to the status and has
       *[other] { $count } orders await their payment according to the status and have
    } a time in { $column }: it may be that of something else where nothing was paid
    [recent] { $count ->
        [one] 1 order that was placed last is
       *[other] { $count } orders that were placed last are
    } all completed according to { $column }, and far sooner than those before: it may be the time of a row's last change
    [copied] { $count ->
        [one] 1 order was
       *[other] { $count } orders were
    } completed in the moment of their payment or shipment according to { $column }: it seems to be a copy of that column
   *[completed_at] { $count ->
        [one] 1 order is under way or was closed according to the status and has
       *[other] { $count } orders are under way or were closed according to the status and have
    } a time in { $column }: the column may have been shifted against its rows, or hold the end of every order
 }
caveat-completed-early-do = Compare one of them with the seller centre; then export the orders again.
caveat-ids-as-numbers = { $count ->
    [one] 1 order id is a number
   *[other] { $count } order ids are numbers
 }, of which { $zeros ->
    [one] 1 ends in 0
   *[other] { $zeros } end in 0
 }; a spreadsheet keeps only 15 digits of a number
caveat-ids-as-numbers-do = Set the column to text before pasting ids into it, or export again.
caveat-ids-rounded = { $count ->
    [one] 1 { $what ->
        [orders] order id
        [disputes] dispute id
       *[products] product id
    } has
   *[other] { $count } { $what ->
        [orders] order ids
        [disputes] dispute ids
       *[products] product ids
    } have
 } probably lost the last digits: { $ids }
caveat-ids-rounded-do = Export again, or open the csv through Data, From text and set the id column to text.
caveat-rows-skipped = { $count ->
    [one] 1 bad row was left out
   *[other] { $count } bad rows were left out
 }, so each rate is a range
caveat-rows-skipped-do = Correct the rows, or export again.
caveat-rows-left-out = { $what ->
    [footer] { $count ->
        [one] the last row is not part of the table and was left out: { $row }
       *[other] the last { $count } rows are not part of the table and were left out: { $row }
    }
    [sum] { $count ->
        [one] row { $row } is a sum and was left out
       *[other] { $count } rows are sums and were left out, the first is row { $row }
    }
    [titles] { $count ->
        [one] row { $row } repeats the titles and was left out
       *[other] { $count } rows repeat the titles and were left out, the first is row { $row }
    }
    [second-titles] row { $row } is a second row of titles and was left out
    [lines] { $count ->
        [one] row { $row } is a line or a heading between the rows and was left out
       *[other] { $count } rows are lines or headings between the rows and were left out, the first is row { $row }
    }
    [merged] { $count ->
        [one] row { $row } is a further product
       *[other] { $count } rows, the first is row { $row }, are further products
    } of the order above; an order counts once, with its first product
    [deleted] { $count ->
        [one] row { $row } was left out: column { $column } says that it is deleted, a test or not valid
       *[other] { $count } rows were left out, the first is row { $row }: column { $column } says that they are deleted, tests or not valid
    }
   *[platform] { $count ->
        [one] 1 row of another platform was left out, as column { $column } says
       *[other] { $count } rows of other platforms were left out, as column { $column } says
    }
 }{ $words ->
    [none] {""}
   *[other] : { $words }
 }
caveat-rows-left-out-do = Nothing, if that is what they are.
caveat-ragged-rows = { $count ->
    [one] 1 row has
   *[other] { $count } rows have
 } more or fewer fields than there are titles, from row { $row } on
caveat-ragged-rows-do = Look at those rows for a separator or a quote inside a field, or export again.
caveat-file-cut = { $cell ->
    [message] row { $row } is the message of a program that failed: what it had still to write is missing
    [missing] the file ends behind the last separator of row { $row }, without a line break: what came after it may be missing
   *[cut] the file ends inside row { $row }: what came after it is missing
 }
caveat-file-cut-do = Download or export the file again.
caveat-date-order-mixed = { $sign ->
    [days] in { $column } day and month are swapped: the dates of { $count } of { $of } rows are of few days and many months, far from the other times of their orders or after the moment asked for; with day and month in each other's place all fit (file / fitting): { $example }
   *[disputes] in column { $column } day and month are swapped in { $of ->
        [one] the 1 order whose dispute gives
       *[other] { $count } of the { $of } orders whose disputes give
     } the true time (file / true): { $example }
 }
caveat-date-order-mixed-do = { $order ->
    [none] Export again, and do not save the file from a spreadsheet.
   *[other] Try `--date-order { $order }`; otherwise export again, and do not save the file from a spreadsheet.
 }
caveat-encoding-guessed = the text is read as { $encoding }, which nothing in the file states
caveat-encoding-guessed-do = Save the file as UTF-8 if names look wrong.
caveat-missing-words = { $count ->
    [one] 1 cell of times holds a word for a missing value, such as NULL, or the date 0: it was
   *[other] { $count } cells of times hold a word for a missing value, such as NULL, or the date 0: they were
 } read as blank
caveat-missing-words-do = If they are times, write them as YYYY-MM-DD HH:MM.
caveat-day-counts = { $count ->
    [one] 1 time is a number without a date format: it was
   *[other] { $count } times are numbers without a date format: they were
 } read as a spreadsheet's count of days
caveat-day-counts-do = Set the format of the column to date and save, if the dates look wrong.
caveat-half-day-clock = column { $column } has no AM or PM, and all { $count } times looked at are between 1:00 and 12:59: times of the afternoon are probably 12 hours too early
caveat-half-day-clock-do = Use the file as the seller centre exported it, or convert it again with hours of 24 (cell format hh:mm).
caveat-days-only = { $count ->
    [all] no value of { $columns } has a time of the day of its own
   *[other] { $count } of { $of } values of { $columns } have no time of the day: each was taken for the beginning of its day
 }, so that orders of the first and last day of the window may be counted wrongly
caveat-days-only-do = Export the column with hours and minutes.
caveat-same-moment = { $count } of { $of } values of { $column }, or more, are { $minutes ->
    [0] one and the same moment, { $at }
   *[other] within { $minutes } min from { $at } on
 }: that of a program's run, it seems, and not of what happened
caveat-same-moment-do = Give the platform's own times: export the list from the platform again.
caveat-zone-assumed = { $count ->
    [one] 1 time without a zone was
   *[other] { $count } times without a zone were
 } taken as { $zone }{ $kind ->
    [dianxiaomi] ; Dianxiaomi is thought to write Beijing time
   *[other] {""}
 }{ $column ->
    [none] {""}
   *[other] ; the column `{ $column }`, which says another zone or the same, is not read
 }{ $title ->
    [none] {""}
   *[other] ; the title `{ $title }` names another zone, which was taken for its own column alone
 }{ $mixed ->
    [none] {""}
   *[other] ; other values of { $mixed } name another zone, as `+08:00` or `Z` does
 }
caveat-zone-assumed-do = If they are of another zone, name it with `--source-tz`, as `--source-tz Asia/Shanghai`.
caveat-clock-contradicts = { $what ->
    [disputes] { $count ->
        [one] 1 dispute that another file has too was
       *[other] { $count } disputes that another file has too were
    } opened { $hours } h earlier or later there (this file / the other): { $example }
   *[orders] { $file ->
    [store] { $count } orders were placed { $hours } h apart from what the store had of them (now / before): { $example }
   *[other] { $of ->
    [one] the 1 order whose dispute gives the true time was
   *[other] { $count } of the { $of } orders whose disputes give the true time { $count ->
        [one] was
       *[other] were
    }
 } placed { $hours } h apart from it (file / true): { $example }
 }
 }
caveat-clock-contradicts-do = { $file ->
    [none] { $zone ->
        [ZONE] The times of one of the two are of another zone: export both again.
       *[other] The times of the order file are of another zone: use `--source-tz { $zone }`. If it is the seller centre's own export, the dispute list's are: save its answer again, with its timestamps.
    }
    [store] The times of one of the files are of another zone: import them into a new store, those of that zone alone and with `--source-tz { $zone }`.
   *[other] The times of `{ $file }` are of another zone, and `--source-tz` holds for all files of a call: import `{ $file }` alone with `--source-tz { $zone }`, then the others.
 }
caveat-clock-proved = its times were read as { $zone }: { $count } orders are in `{ $other }` too, whose clock is known{ $completion ->
    [other] ; the completion times are those of `{ $other }`
   *[own] {""}
 }
caveat-clock-proved-do = Nothing, if the files are of the same shop.
caveat-time-order = in { $of ->
    [disputes] { $count ->
        [one] 1 dispute
       *[other] { $count } disputes
    }
    [merged] { $count ->
        [one] 1 order of several files
       *[other] { $count } orders of several files
    }
   *[orders] { $count ->
        [one] 1 order
       *[other] { $count } orders
    }
 } { $earlier } is later than { $later }: { $example }
caveat-time-order-do = { $of ->
    [merged] Correct the rows, or export again; the files may be of different zones.
   *[other] Check whether the two columns were swapped; otherwise correct the rows, or export again.
 }
caveat-amounts-unread = { $count ->
    [one] 1 amount could not be read and is not shown
   *[other] { $count } amounts could not be read and are not shown
 }
caveat-amounts-unread-do = Amounts never change a rate. Write them as `12.30` with a column `currency`.
caveat-unknown-status = { $of ->
    [orders] { $count ->
        [one] 1 order has a status that is not known, kept as it is: { $words }
       *[other] { $count } orders have a status that is not known, kept as it is: { $words }
    }
   *[disputes] { $words ->
        [none] { $count ->
            [one] 1 dispute has no status and is counted as open
           *[other] { $count } disputes have no status and are counted as open
        }
        [column] the table of disputes has no status: which of them were cancelled is not known, and all count
       *[some] { $count ->
            [one] 1 dispute has a status that is not known and is counted as open: { $words }
           *[other] { $count } disputes have a status that is not known and are counted as open: { $words }
        }
    }
 }
caveat-unknown-status-do = { $words ->
    [none] Export the list again with the column of its statuses.
    [column] Name the column that has it as `status`.
   *[some] { $lines ->
        [warehouse] Say what each word means in the settings, below `[warehouse.words.{ $table }]`.
       *[other] Say what each word means with `--map-status WORD=MEANING`, or in the settings below `[words.status]`: { $lines }
    }
 }
caveat-unknown-platform = { $count ->
    [one] 1 row names a platform that is not known in column { $column }, and counts
   *[other] { $count } rows name platforms that are not known in column { $column }, and count
 } as AliExpress: { $words }
caveat-unknown-platform-do = Remove the rows if they are of other platforms, or write AliExpress in them.
caveat-unknown-country = { $count ->
    [one] 1 country is not known and is left empty
   *[other] { $count } countries are not known and are left empty
 }: { $words }
caveat-unknown-country-do = Write the code of two letters, as `US`, or report the word.
caveat-unknown-reason = { $count ->
    [one] 1 dispute has a reason that is not known and counts
   *[other] { $count } disputes have a reason that is not known and count
 } in no family: { $words }
caveat-unknown-reason-do = The words are not_received, not_as_described, quality, wrong_item, missing_parts, damaged, counterfeit, no_reason_return and no_longer_wanted.
caveat-unknown-liability = { $words ->
    [none] { $count ->
        [one] 1 ruling does
       *[other] { $count } rulings do
    } not say who is liable
   *[other] { $count ->
        [one] 1 dispute has a word
       *[other] { $count } disputes have a word
    } for who is liable that is not known: { $words }
 }
caveat-unknown-liability-do = { $words ->
    [none] These pages do not state it; a table with a column `liability` does.
   *[other] The words are seller, buyer, platform and logistics; leave the cell empty where nobody was named.
 }
caveat-orders-overlap = { $count ->
    [one] 1 order is
   *[other] { $count } orders are
 } in several files; their records were merged, and where they differ the later one counts
caveat-orders-overlap-do = Nothing, if the files are of the same shop.
caveat-disputes-apart = { $count ->
    [one] 1 row without `dispute_id` may be of a dispute that another file has, and is counted as a dispute of its own
   *[other] { $count } rows without `dispute_id` may be of disputes that another file has, and are counted as disputes of their own
 }: { $orders }
caveat-disputes-apart-do = Give that table with its `dispute_id`, or leave it out if the other file has all its disputes.
caveat-orders-missing = { $of ->
    [one] the 1 disputed order is
   *[other] { $count } of { $of } disputed orders { $count ->
        [one] is
       *[other] are
    }
 } in no { $place ->
    [table] row of the table of orders
   *[files] order file
 }{ $within ->
    [0] { "" }
   *[other] , although { $within } were placed within the time of the order files, as their disputes say
 }
caveat-orders-missing-do = { $place ->
    [table] Make sure that both tables are of the same shops, and have the ids in the same form, without blanks or quotes around them.
   *[files] Give the order export of the same shop, from before the first dispute on.
}
caveat-future-times = the newest fact in { $what ->
    [orders] the order files
   *[disputes] the dispute list
 } dates from { $newest }, which is in the future
caveat-future-times-do = Correct the date, or name the order of day and month with `--date-order`.
caveat-records-contradict = records of { $count ->
    [one] 1 dispute or order say
   *[other] { $count } disputes or orders say
 } different things, and no date explains it
caveat-records-contradict-do = Look at the cases listed; export again what is wrong, or leave the wrong file out.
caveat-disputes-lacking = { $count ->
    [one] 1 order is or was
   *[other] { $count } orders are or were
 } in dispute according to the order list, and no dispute list has that dispute
caveat-disputes-lacking-do = Give the newest dispute list too, with all of its pages.
caveat-disputes-missing = shop `{ $shop }` has files of orders and none of disputes
caveat-disputes-missing-do = Give its dispute list too; where the shop had no disputes, a file with the empty list `[]`.
caveat-no-disputes = no dispute in the lists given is of these { $what ->
    [files] files
   *[shops] shops
 }, which have { $count ->
    [one] 1 order that counts
   *[other] { $count } orders that count
 }: { $shops }
caveat-no-disputes-do = Give { $what ->
    [files] the dispute list of their shop too
   *[shops] their dispute lists too
 }; nothing, if the lists are of all shops and these had none.
caveat-no-orders = shop `{ $shop }` has disputes and no orders: each of those would count, and none of its other orders
caveat-no-orders-do = Give its order export too, or leave its dispute list out.
caveat-only-disputed = { $count } of the { $of } orders given are in a dispute list: the others may have been left out, as by a filter
caveat-only-disputed-do = Give the export of all orders, with nothing filtered or hidden; nothing, if so many were disputed.
caveat-line-ids = { $what ->
    [orders] { $count ->
        [one] 1 row has
       *[other] { $count } rows have
    } the id of a line of the order above, and counted as an order of its own
   *[disputes] { $count ->
        [one] 1 dispute has
       *[other] { $count } disputes have
    } the id of a line of an order in the place of the order's
 }: { $ids }
caveat-line-ids-do = { $what ->
    [orders] Remove the rows of lines, or export one row an order.
   *[disputes] Give the column of order ids the id of the order (订单号, `tradeOrderId`, `parent_order_id`).
 }
caveat-empty-list = the dispute list is empty: it has no disputes at all
caveat-empty-list-do = Make sure that the shop had none: an expired login gives an empty list too.
caveat-stale-data = the newest fact in { $what ->
    [store] the store
    [orders] the order files
    [disputes] the dispute lists
    [table_orders] the table of orders
    [table_disputes] the table of disputes
    [tables] the tables
   *[files] the files
 } dates from { $newest }, { $days ->
    [one] 1 day
   *[other] { $days } days
 } before the moment asked for: anything later is missing from the figures
caveat-stale-data-do = { $what ->
    [table_orders] Fill the table again; `stale_days` in the settings is the age that is accepted.
    [table_disputes] Fill the table again; `stale_days` in the settings is the age that is accepted.
    [tables] Fill the tables again; `stale_days` in the settings is the age that is accepted.
   *[other] Export or sync again; `stale_days` in the settings is the age that is accepted.
}
caveat-future-as-of = { $as_of } is in the future, by { $days ->
    [0] less than a day
    [one] { $days } day
   *[other] { $days } days
}: what is filed, completed and answered until then is in no data
caveat-future-as-of-do = Leave `--as-of` out for the figures of now; `disputes risk` has a forecast.
caveat-coverage = { $what ->
    [disputes] the oldest dispute dates from { $oldest }; as often as disputes were filed since, some should date from before it, since { $from }, so the lists may begin too late
   *[orders] the oldest order dates from { $oldest }{ $days ->
    [unknown] , inside the window, which begins on { $from }: unless the shop is that young, orders that were placed before it are not in the files
    [one] ; the window begins on { $from }, and one in ten orders of this shop is completed 1 day and more after it was placed, so some of its completed orders are not in the files
   *[other] ; the window begins on { $from }, and one in ten orders of this shop is completed { $days } days and more after it was placed, so some of its completed orders are not in the files
   }
 }
caveat-coverage-do = Export again from an earlier day on, or sync with an earlier `--since`.
caveat-orders-hole = no order was placed from { $from } to { $to } ({ $days } days), and orders came steadily otherwise: a file may be missing, or the export was filtered
caveat-orders-hole-do = Give the orders of that time too, of every status; nothing, if the shop was closed.
caveat-orders-outdated = { $count ->
    [one] 1 order was
   *[other] { $count } orders were
} still under way in the newest file that has { $count ->
    [one] it, which ends
   *[other] them, which ends
} at { $newest }, days before other files: an order that was completed since is missing from the figures
caveat-orders-outdated-do = Export the orders of that time again, and give that file too.
caveat-disputes-outdated = { $count ->
    [one] 1 dispute was
   *[other] { $count } disputes were
} still open in the newest list that has { $count ->
    [one] it, which ends
   *[other] them, which ends
} at { $newest }, days before other lists: what became of { $count ->
    [one] it
   *[other] them
} since is not known
caveat-disputes-outdated-do = Save the list of that time again, and give that file too.
caveat-disputes-hole = no dispute was filed from { $from } to { $to } ({ $days } days), far longer than at any other time: a page or a file may be missing
caveat-disputes-hole-do = Give the disputes of that time too; nothing, if there were none.
caveat-facts-untold = of { $count } of { $of } disputes no input says { $fact ->
    [reasons] why they were filed
    [escalations] whether and when they were escalated
   *[rulings] whether and when they were ruled
 }: they count as if they had not been
caveat-facts-untold-do = Give a list of all disputes that says it, or leave the figure aside.
caveat-open-only = all disputes are open, { $count } of them for more than 30 days: the list may have been filtered, and lack those that have ended
caveat-open-only-do = Give the list of all disputes, whatever their state.
caveat-ended-only = none of the { $count } disputes is open, while at nearly every moment before some were: the list may have been filtered, and lack those that are open
caveat-ended-only-do = Give the list of all disputes, whatever their state; nothing, if none is open.
caveat-escalated-only = each of the { $count } disputes was escalated: the list may have been filtered, and lack those that were settled without the platform
caveat-escalated-only-do = Give the list of all disputes, escalated or not; nothing, if all were.
caveat-escalations-copied = { $count } of { $of } escalations have the very time at which the dispute was opened or closed: the column may hold it where nothing was escalated
caveat-escalations-copied-do = Leave the time of escalation blank where the dispute was not escalated.
caveat-pages-missing = the list{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } { $total ->
    [filtered] says that it was filtered: it may lack { $what ->
        [orders] orders
       *[disputes] disputes
    }
    [unknown] has more { $what ->
        [orders] orders
       *[disputes] disputes
    } than the { $read } of the pages given
   *[other] has { $total } { $what ->
        [orders] { $total ->
            [one] order
           *[other] orders
        }
       *[disputes] { $total ->
            [one] dispute
           *[other] disputes
        }
    }, the pages given hold { $read } of { $total ->
        [one] it
       *[other] them
    }
 }{ $pages ->
    [none] {""}
   *[other] ; missing: page { $pages }
 }
caveat-pages-missing-do = { $total ->
    [filtered] Export the whole list, without a filter; nothing, if it leaves none out.
   *[other] Give the missing pages too.
 }
caveat-total-understated = the list{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } says that it has { $total } { $what ->
    [orders] { $total ->
        [one] order
       *[other] orders
    }
   *[disputes] { $total ->
        [one] dispute
       *[other] disputes
    }
 }, and { $read } were read
caveat-total-understated-do = Give the pages of one list, saved in one session; name the shop of each with `--shop` where they are of several.
caveat-totals-differ = pages of one list{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } state different totals of { $what ->
    [orders] orders
   *[disputes] disputes
 }, from { $least } to { $most }: they were saved at different times, or are of several lists
caveat-totals-differ-do = Save all pages again in one session.
caveat-accounts-mixed = the dispute lists{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } are of { $count } accounts or channels, which count as one shop: { $accounts }
caveat-accounts-mixed-do = Save the pages of each account in a file of its own, and give each account's files with its shop, as in a folder `shop=NAME`; nothing, if all are one shop.
caveat-status-missing = { $count ->
    [one] the one dispute
   *[other] all { $count } disputes
 } in the issue lists{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } { $count ->
    [one] is
   *[other] are
 } of these statuses: { $statuses }; the platform lists disputes by status, and others may be missing
caveat-status-missing-do = Give the lists of `processing`, `canceled_issue` and `finish`, the empty ones too.
caveat-list-total-unknown = nothing says how many { $what ->
    [orders] orders
   *[disputes] disputes
 } the list{ $shop ->
    [none] {""}
   *[other] {" "}of shop `{ $shop }`
 } has; { $read } were read{ $full ->
    [yes] , and a page of it is full: more may follow
   *[no] {""}
 }
caveat-list-total-unknown-do = Make sure that every page is there; save the whole answers, which state the total.
caveat-page-lost = page { $page } of the dispute list was requested and is not in the file: { $why ->
    [body] the file holds no body of its answer
    [failed] it got no answer
    [cut] its answer was cut by the browser
    [refused] the platform refused ({ $refusal })
   *[unreadable] its answer cannot be read
 }
caveat-page-lost-do = { $why ->
    [cut] In Firefox set `devtools.netmonitor.responseBodyLimit` to 0 in about:config, open the page again and save again.
    [refused] Sign in again, open the page again and save again.
   *[other] Open the page again with the network panel open, wait until the list is shown, and save again.
 }
caveat-list-part = { $count ->
    [one] 1 page of the dispute list was
   *[other] { $count } pages of the dispute list were
 } asked for with a filter or a search{ $whole ->
    [none] , and none without: the list is not whole
   *[some] : they complete nothing
 }
caveat-list-part-do = { $whole ->
    [none] Clear the filter and the search, open every page, and save again.
   *[some] Nothing, if every page without a filter is there.
 }
caveat-list-question-unknown = { $fields ->
    [none] { $count ->
        [one] nothing in the file says whether 1 page of the dispute list was asked for with a filter
       *[other] nothing in the file says whether { $count } pages of the dispute list were asked for with a filter
    }
   *[other] the dispute list was asked for with fields that are not known and may be a filter: { $fields }
 }
caveat-list-question-unknown-do = Make sure that no filter and no search was on.
caveat-details-missing = { $of ->
    [one] the 1 dispute has
   *[other] { $count } of { $of } disputes { $count ->
        [one] has
       *[other] have
    }
 } no details, or no history with its times, in the file: reason or escalation is not known
caveat-details-missing-do = Open each dispute with the network panel open, and save again.
caveat-details-unplaced = { $count ->
    [one] 1 detail belongs
   *[other] { $count } details belong
 } to no dispute in the file
caveat-details-unplaced-do = Open the pages of the list too before you save.
caveat-har-entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
 }, { $others } of them of other pages; cookies and headers were not read
caveat-har-entries-do = To hand the file on, use `disputes scrub`.
caveat-refusal-saved = the file holds a refusal in place of an answer, or an answer that says that it is not whole: { $refusal }
caveat-refusal-saved-do = Ask again and save the whole answer.
caveat-sync-incomplete = { $what ->
    [orders] orders
   *[disputes] disputes
 } of shop `{ $shop }` from { $from } to { $to } are not completely synced
caveat-sync-incomplete-do = Run `disputes sync`.
caveat-sync-problem = shop `{ $shop }` is not completely synced: { $reason }
caveat-sync-problem-do = Sync again; `--full` reads everything again.
caveat-never-synced = shop `{ $shop }` has never been synced
caveat-never-synced-do = Run `disputes sync`.
caveat-import-incomplete = `{ $path }` was incomplete when it was imported: { $why }
caveat-import-incomplete-do = Import the missing pages too.
caveat-forgotten = what `store forget` removed from the store has dates up to { $before }, and the window begins earlier
caveat-forgotten-do = Choose a window or a day that needs nothing older, or import the files again.
caveat-shop-unmatched = no order and no dispute belongs to shop `{ $shop }`; { $met ->
    [none] none names a shop
   *[other] there are { $met }
 }
caveat-shop-unmatched-do = Write the name as the files have it.
caveat-shops-alike = names of shops differ in case, width or blanks alone, and each counts as a shop of its own: { $names }
caveat-shops-alike-do = Write the name in one way in all files, or ask for all of them, as `--shop NAME,name`.
caveat-shop-unused = a folder or the settings call the shop of files { $shops }, and their rows name { $names }, which counts
caveat-shop-unused-do = Give the folder, or the block in the settings, the name that the rows have.
caveat-shop-blank = { $count ->
    [one] 1 order names no shop and counts
   *[other] { $count } orders name no shop and count
 } for none of the shops { $shops ->
    [asked] asked for
   *[other] that the disputes name: { $shops }
 }
caveat-shop-blank-do = { $shops ->
    [asked] Name the shop of each order in the files, or leave `--shop` out.
   *[other] Add a column `shop` to the orders, name their shop's column with `--map shop=TITLE`, or put the orders of each shop into a folder `shop=NAME`.
 }
caveat-later-knowledge = { $count ->
    [one] the state of 1 dispute
   *[other] the states of { $count } disputes
 } may be newer than the moment asked for
caveat-later-knowledge-do = The input does not date the change; keep older exports to compare with.
caveat-details-refused = shop `{ $shop }`: details were refused, so deadlines are missing or completions estimated: { $reason }
caveat-details-refused-do = Sync again later.
caveat-total-overstated = the platform counts { $total ->
    [one] 1 row
   *[other] { $total } rows
 } in the list { $list } of shop `{ $shop }`; two readings, over different spans, found the same { $rows }
caveat-total-overstated-do = No action is needed: the next sync looks again.
caveat-channel-missing = shop `{ $shop }` may have other channels, which were not asked for
caveat-channel-missing-do = Sync with `--channels`.
caveat-counts-unchecked = the orders were counted in { $source }, and their rows were not checked one by one{ $rows ->
    [known] {""}
   *[unknown] ; the row with the fingerprint is not in the answer, so nothing says whether other rows were lost
 }
caveat-counts-unchecked-do = Check the tables with `disputes warehouse check` before they are first used.
caveat-rows-repeated = { $of ->
    [disputes] { $count ->
        [one] 1 order has
       *[other] { $count } orders have
    } several rows in the table of disputes for one time of filing, of which one says that the dispute was cancelled and another does not: it counts as not cancelled
   *[orders] { $count ->
        [one] 1 order has
       *[other] { $count } orders have
    } several rows in the table of orders, and { $count ->
        [one] counts
       *[other] count
    } once: as paid and as completed if any of the rows is
}
caveat-rows-repeated-do = { $of ->
    [disputes] Give a view with the newest row of each dispute.
   *[orders] Nothing, if the table has a row for each line of an order; else give a view with one row an order.
}
caveat-groups-contradict = { $count ->
    [one] 1 order has
   *[other] { $count } orders have
 } rows in different groups, and count in one of them
caveat-groups-contradict-do = Give a view with one row an order, which has the group it belongs to.
caveat-closing-times-missing = the table of disputes does not say when a dispute was closed, so a dispute that is cancelled or over today is taken as such at any moment
caveat-closing-times-missing-do = Name the column as `closed_at` if there is one; else take figures for now.
caveat-notices-undelivered = { $count ->
    [one] 1 notice to the receiver `{ $receiver }`, of { $since }, could not be delivered and was
   *[other] { $count } notices to the receiver `{ $receiver }`, from { $since } on, could not be delivered and were
 } given up
caveat-notices-undelivered-do = Try the receiver with `disputes notify test`; `disputes list` shows what is open.
