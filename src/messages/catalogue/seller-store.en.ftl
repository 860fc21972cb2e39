# What sync, auth, store and doctor say to the seller, in English. Keys and placeholders are the same
# in seller-store.zh.ftl.

sync-line = { $shop }: { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}, { $disputes ->
    [one] { $disputes } dispute
   *[other] { $disputes } disputes
}; { $span }; { $calls ->
    [one] { $calls } call
   *[other] { $calls } calls
}
sync-span = complete from { $from } to { $to }
sync-no-span = nothing is complete yet

auth-until = shop `{ $shop }` is authorised until { $until }
auth-renewed-until = it renews automatically until { $until }
auth-none = not authorised
auth-running = authorised until { $until }; { $renewal }
auth-ended = authorisation ended { $until }; { $renewal }
auth-renewable-until = can be renewed until { $until }
auth-renewable = can be renewed
auth-not-renewable = cannot be renewed
auth-forgotten = the tokens of shop `{ $shop }` are forgotten here; the platform keeps the authorisation until it ends
auth-nothing = shop `{ $shop }` has no tokens here

import-done = Imported { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
} and { $disputes ->
    [one] { $disputes } dispute
   *[other] { $disputes } disputes
}
store-file = { $path } (schema { $schema }, { $bytes } bytes)
store-orders = { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}, placed { $from } to { $to }; completion estimated for { $estimated }
store-disputes = { $disputes ->
    [one] { $disputes } dispute
   *[other] { $disputes } disputes
}, { $open } open
store-span = { $shop }: { $list } complete from { $from } to { $to }
store-sync-left = { $shop }: a sync was started and has not finished
store-import = { $path } ({ $kind }), { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, imported { $at }
store-sound = the store is sound
store-backed-up = the store is copied to { $path }, and the copy is sound
store-repaired = the store now holds the { $orders } orders and { $disputes } disputes that are sound; the damaged file is { $path }
store-rows-lost = { $rows } rows are lost: sync, or import the files again, before figures are made from it
store-vacuumed = { $before } bytes before, { $after } after
store-would-forget = { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
} and { $disputes ->
    [one] { $disputes } dispute
   *[other] { $disputes } disputes
} would be removed; nothing was
store-forgotten = { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
} and { $disputes ->
    [one] { $disputes } dispute
   *[other] { $disputes } disputes
} removed

doctor-ok = ok
doctor-warning = warning
doctor-failed = FAILED
doctor-skipped = skipped
doctor-defaults = none found; using defaults
doctor-files = { $count } in the settings
doctor-no-home = no home folder is known; set XDG_STATE_HOME or HOME
doctor-folder-made = { $path } will be made
doctor-folder-refused = { $path } cannot be written: { $why }; set XDG_STATE_HOME to a folder that this user may write
doctor-folder-open = others may look into { $path }; `chmod 700` it
doctor-receiver = { $kind }, its settings and files are in order (nothing was sent)
doctor-left-overs = { $count ->
    [one] { $count } file that an interrupted run had left is removed
   *[other] { $count } files that interrupted runs had left are removed
}
doctor-no-store = none yet
doctor-store-sound = { $path } is sound
doctor-rules = { $rules }, compared with its sources on { $day }
doctor-no-api = no shop has access to the platform; files only
doctor-secret = found, for its owner only
doctor-not-called = not called
doctor-answers = { $address } answers; { $open ->
    [one] { $open } open dispute
   *[other] { $open } open disputes
}
doctor-no-time = the platform does not say its time
doctor-skew = { $seconds } s from the platform's
doctor-line = { $mark } · { $subject }: { $text }
config-column-key = key
config-column-value = value
config-column-from = from
config-sound = { $path }: in order
config-shared = { $file } is a file of the shops { $shops }: its rows must name their shop, else it is unknown. If it is of one of them, let only that one's `files` match it.
config-absent = { $path } (absent)
