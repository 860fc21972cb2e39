# What the seller reads, in English. Keys and placeholders are the same in seller.zh.ftl.

# guide: cautions
caution-not-stated = No agreement was given (`--agreed`), so the message is conditional. Send it only after the buyer has agreed in chat.
caution-no-return-known = The data shows no return under way. `keep` is for a return that the buyer gives up; if there is none, use `--agreed resolved`.
caution-return-under-way = A return is under way, so the message shows how to cancel the return, which cancels the dispute. A free return may be offered only once per order.
caution-still-owed = Something is still owed to the buyer. Buyers are told not to cancel on a promise; extending buyer protection first makes this message easier to believe.
caution-protection-ends-soon = Buyer protection ends within { $days } days. It is fairer to extend it, or to wait for the parcel to arrive.
caution-proposal-first = It is the seller's turn: submit the agreed refund as your proposal (or accept the buyer's request) before sending this message.
caution-platform-decides = The platform is deciding this dispute. Sources differ on whether the buyer can still cancel; if the button is missing, use `--stuck`.
caution-status-unknown = The dispute's status “{ $status }” is not a word we know. It is taken as open; check it in the seller centre first.
caution-later-knowledge = The data does not date the dispute's last change, so its state at the moment asked for is not certain.
caution-protection-unknown = The data has no end of buyer protection for this order. The message says so and points to the order page.
caution-protection-over = Buyer protection has ended: if the buyer cancels, it cannot be undone. The message says so.

# guide: language and length
language-asked = Language: { $language }, as asked.
language-country = Language: { $language }, from the country { $country }.
language-others = Other languages there: { $others }.
language-ambiguous = Language: { $language }, but the country { $country } does not settle it; other languages there: { $others }. Choose with `--lang`.
language-unlisted = Language: { $language }, because the country { $country } is not in the table. Choose with `--lang`.
language-unknown = Language: { $language }, because the buyer's country is not known. Choose with `--lang`.
message-length = { $characters } characters ({ $units } UTF-16 units). AliExpress publishes no limit for chat messages.
message-shortened = The full wording did not fit, so the brief one is used.
message-one-surface = Steps for the website and the app did not fit together; those for { $surface } are shown.
message-long = This is more than 1,000 characters, and the limit of the chat is not known: `--tone brief` or `--max-chars 500 --split` make it shorter.
message-parts = { $count } messages.
message-copied = Copied to the clipboard.
classic-labels = `--classic` gives the wording of 2022; recent guides show “Cancel request” at the bottom of the page and no Submit.
