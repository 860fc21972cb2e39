# What the seller reads, in English. Keys and placeholders are the same in seller.zh.ftl.

# guide: cautions
caution-not-stated = No agreement was given (`--agreed`), so the message is conditional. Send it only after the buyer has agreed in chat.
caution-no-return-known = The data shows no return under way. `keep` is for a buyer who gives up a return and keeps the item; if there is none, use `--agreed resolved`.
caution-return-under-way = A return is under way, so the message is about cancelling the return, which cancels the dispute. A free return may be offered only once per order.
caution-return-beside-proposal = A return is under way. If the proposal is accepted, check in the dispute what becomes of the return.
caution-still-owed = Something is still owed to the buyer. Buyers are told not to cancel on a promise; extending buyer protection first makes this message easier to believe.
caution-proposal-first = It is the seller's turn: submit the agreed refund as your proposal (or accept the buyer's request) before sending this message.
caution-platform-decides = The platform is deciding this dispute. Sources differ on whether the buyer can still cancel; if the button is missing, use `--stuck`.
caution-status-unknown = The dispute's status “{ $status }” is not a status this program knows. It is taken as open; check it in the seller centre first.
caution-over-since = The dispute was open at the moment asked for and is over since, by the same data. Send nothing before you have looked at it in the seller centre.
caution-later-knowledge = The data does not date the dispute's last change, so its state at the moment asked for is not certain.
caution-protection-unknown = The data has no end of buyer protection for this order. The message says so and points to the order page.
caution-protection-over = Buyer protection has ended: if the buyer cancels, it cannot be undone. The message says so.

# guide: language and length
language-asked = Language: { $language }, as asked.
language-country = Language: { $language } (the buyer's country: { $country }).
language-country-others = Language: { $language } (the buyer's country: { $country }). Other languages there: { $others }.
language-ambiguous = Language: { $language }, but the country { $country } does not settle it; other languages there: { $others }. Choose with `--lang`.
language-unlisted = Language: { $language }, because the country { $country } is not in the table. Choose with `--lang`.
language-unknown = Language: { $language }, because the buyer's country is not known. Choose with `--lang`.
message-length = { $characters ->
    [one] { $characters } character
   *[other] { $characters } characters
}. AliExpress publishes no limit for chat messages.
message-length-units = { $characters } characters ({ $units } UTF-16 units, in which browsers count). AliExpress publishes no limit for chat messages.
message-shortened = The full wording did not fit, so the brief one is used.
message-app-only = Steps for both website and app would make the message too long; it has the app's only (`--surface web` for the website's).
message-web-only = Steps for both website and app would make the message too long; it has the website's only (`--surface app` for the app's).
message-short-steps = The steps are in their short wording, because the full one would make the message too long.
message-long = The message is longer than 1,000 characters and the chat's limit is not known; use `--tone brief`, or `--max-chars 500 --split` to send it in parts.
message-parts = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}, to be sent one after another.
message-copied = Copied to the clipboard.
message-not-copied = Not copied: { $reason }
batch-done = { $written ->
    [one] { $written } message
   *[other] { $written } messages
}, { $refused } refused
classic-labels = `--classic` uses the 2022 wording of the steps; recent guides show “Cancel request” at the bottom of the page and no “Submit”.

# guide: facts
own-words-untranslated = Your own words (`--agreed-text`, `--done`) are inserted untranslated: write them in the buyer's language.
own-words-missing = The message names no fact that the buyer can check. Add what was agreed and done with `--agreed-text` and `--done`: buyers distrust a message without facts.
own-words-doubt = `--{ $flag }` may contain { $finding }, read as { $language }. No message to a buyer should.
amount-missing = No amount is named. Add it with `--amount`, such as `--amount "USD 12.30"`, so that the buyer can compare it with the proposal.
amount-above-order = The refund of { $refund } is more than the buyer paid for this order: { $paid }.
amount-other-currency = The refund of { $refund } is in another currency than the order: { $paid }.
item-unfit = The item’s title in the data is left out: it has { $finding }, which no message may have.
item-left-out = The data has no title of the item, only the code { $code }, which means nothing to a buyer; it is left out.
signed-shop = Signed with the shop's name in the data, { $name }; `--seller-name` signs with another.
signed-no-room = The message is not signed: with the name it would be too long.
signed-nobody = The message is not signed, because the data has no name of the shop; add one with `--seller-name`.

# guide: refusals
refused-at = { $reason } ({ $at })
refused-status-at = { $reason } (`{ $status }`, { $at })
refused-status-undated = { $reason } (`{ $status }`, the data does not say when)
refused-undated = { $reason } (the data does not say when)
refusal-no-dispute = the buyer has filed no dispute on this order
instead-no-dispute = nothing needs to be done; `disputes list --all` lists the disputes there are
refusal-already-cancelled = the buyer has already cancelled this dispute
instead-already-cancelled = nothing is left to do; `disputes show` has the timeline
refusal-already-ended = this dispute has already ended
instead-already-ended = follow the result, or appeal where the order page offers it
refusal-already-ruled = the platform has already decided this dispute, so the buyer cannot cancel it
instead-already-ruled = follow the decision, or appeal where the order page offers it
refusal-already-refunded = the order has already been refunded, so there is nothing to cancel
instead-already-refunded = send nothing; `disputes show` has what is known
refusal-off-platform = money outside AliExpress leaves the buyer without protection and breaks the rules
instead-off-platform = pay through the dispute: propose the refund there, then use `--agreed refund`
refusal-for-review = a cancellation or money in return for a review breaks the rules
instead-for-review = settle the case on its own merits, and never mention reviews or ratings in it
refusal-protection-end-unknown = something is still owed to the buyer, and the end of buyer protection is not known
instead-protection-end-unknown = give orders with `buyer_protection_ends_at`, or ask nothing of the buyer until the parcel has arrived and then use `--agreed resolved`
refusal-protection-over = something is still owed to the buyer, and buyer protection has ended
instead-protection-over = leave the dispute open until the parcel has arrived, then use `--agreed resolved`; or settle with a refund and use `--agreed refund`
refusal-protection-ends-soon = something is still owed to the buyer, and buyer protection ends in less than { $days } days
instead-protection-ends-soon = extend buyer protection first and export the orders again; or settle with a refund and use `--agreed refund`
refusal-wait-during-return = a return is under way, so the parcel has arrived and is not being waited for
instead-wait-during-return = use `--agreed keep` if the buyer keeps the item, or `--agreed resend` if a replacement is on its way

with-source = { $text } ({ $source })
sources = sources: { $sources }; confidence: { $confidence }
source-help-2022 = a 2022 seller help article
source-tool = this program's own choice
list-separator = {", "}
