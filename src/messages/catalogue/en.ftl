# Messages to a buyer in English. `.brief` is the wording of `--tone brief`.

# Head
opening = Hello! This is about your dispute on AliExpress.
    .brief = Hello!
order = Order: { $order }
item = Item: { $item }
agreed = What we agreed: { $text }
amount = Agreed refund: { $amount }
money = { $currency } { $number }
decimal-mark = .
done = Already done: { $text }

# Situations
resolved = As we understand it, the problem is solved and nothing more is owed to you. If so, you can cancel the dispute. If anything is still missing, please do not cancel; write to us instead.
    .brief = If the problem is solved and you are satisfied, you can cancel the dispute.
unresolved = If anything is still missing, please do not cancel; write to us instead.
keep = If you have decided to keep the item, you can cancel the return; this also cancels the dispute, and no refund is paid. If you would rather return it, please do not cancel: send it back within the time stated in the request (usually 10 days); otherwise the money goes to the seller.
    .brief = If you keep the item, you can cancel the return, which also cancels the dispute; no refund is paid then. If not, please send it back in time (usually within 10 days); otherwise the money goes to the seller.
return-ends-dispute = A return is under way: cancelling the return also cancels the dispute.
    .brief = Cancelling the return also cancels the dispute.
refund = AliExpress pays the agreed refund only after you accept the proposal in the dispute. Please do not cancel the dispute: that would withdraw your claim, and you would get no refund.
    .brief = AliExpress pays the refund only after you accept the proposal. Please do not cancel the dispute: you would get no refund.
resend = Your replacement has not arrived yet. The safest choice is to cancel the dispute only once it has arrived. You can cancel earlier if you wish; please note the date below first.
    .brief = Your replacement has not arrived yet: it is safest to cancel the dispute only once it has.
wait = Your parcel is on its way and has not arrived yet. The safest choice is to cancel the dispute only once it has arrived. You can cancel earlier if you wish; please note the date below first.
    .brief = Your parcel has not arrived yet: it is safest to cancel the dispute only once it has.
stuck = If you want to cancel the dispute and cannot find or press the button, AliExpress customer service can help you with this order.
    .brief = If the cancel button is missing, AliExpress customer service can help.
stuck-refund = If you want to accept the proposal in the dispute and cannot find or press the button, AliExpress customer service can help you with this order. Please do not cancel the dispute: you would get no refund.
    .brief = If the accept button is missing, AliExpress customer service can help. Please do not cancel the dispute: you would get no refund.

# Choice
choice = Cancelling is voluntary: it is your choice, and you do not have to do it. Please cancel only if you are satisfied. Only you can cancel the dispute; we cannot.
    .brief = Cancelling is voluntary, and only you can do it.
choice-refund = Accepting is voluntary: it is your choice, and you do not have to. Only you can accept the proposal or cancel the dispute; we cannot. Once you accept, the dispute is closed for good.
    .brief = Accepting is voluntary and closes the dispute for good. Only you can accept the proposal or cancel the dispute.

# Protection
protection-running = Buyer protection for this order ends on { $date }. If you cancel the dispute, you can open a new one only until then; after that the money goes to the seller and the dispute cannot be opened again.
    .brief = If you cancel, a new dispute is possible only until buyer protection ends on { $date }; after that the money goes to the seller and the dispute cannot be opened again.
protection-over = Buyer protection for this order ended on { $date }. If you cancel the dispute now, the money goes to the seller and the dispute cannot be opened again.
    .brief = Buyer protection ended on { $date }. If you cancel now, the money goes to the seller and the dispute cannot be opened again.
protection-unknown = We do not know when buyer protection for this order ends; please see the order page. If you cancel the dispute, you can open a new one only until that date; after that the money goes to the seller and the dispute cannot be opened again.
    .brief = If you cancel, a new dispute is possible only until buyer protection ends (see the order page); after that the money goes to the seller and the dispute cannot be opened again.

# Steps
heading-cancel = How to cancel the dispute:
heading-return = How to cancel the return:
    .brief = To cancel the return:
heading-accept = How to accept the proposal:
    .brief = To accept the proposal:
heading-support = How to reach AliExpress customer service:
heading-later = How to cancel the dispute once it has arrived:
sign-in = Sign in to AliExpress with the account you ordered with.
orders-web = On the website, open { $my-orders }.
    .brief = On the website, sign in with the account you ordered with and open { $my-orders }.
orders-app = In the app, open { $account }, then { $orders }.
    .brief = In the app, sign in with the account you ordered with; open { $account }, then { $orders }.
dispute = Find this order, open { $order-details }, then { $view-dispute }.
    .brief = Open this order, then { $view-dispute }.
cancel = At the bottom of the page, press { $cancel-dispute }.
    .brief = At the bottom, press { $cancel-dispute }.
return-page = Find this order and open its return request.
    .brief = Open the return request for this order.
cancel-return = If the page offers it, press { $cancel-return }.
    .brief = If it is shown, press { $cancel-return }.
confirm = Confirm. The dispute closes at once.
    .brief = Confirm.
compare = In the proposal, check the amount and whether you have to return the item.
    .brief = Check the amount and whether you have to return the item.
compare-amount = Check the amount ({ $amount }) and whether you have to return the item.
accept = Press { $accept } only if both are as we agreed. If not, please do not accept; write to us instead.
    .brief = Press { $accept } only if both are as we agreed. If not, please do not accept; write to us instead.
check-button = Sign in with the account you ordered with, on the website or in the latest version of the app, and look once more at the bottom of the dispute page.
    .brief = Sign in with the account you ordered with and look again at the bottom of the dispute page.
check-proposal = Sign in with the account you ordered with, on the website or in the latest version of the app, and look at the proposal in the dispute once more.
    .brief = Sign in with the account you ordered with and look at the proposal in the dispute again.
check-return = Sign in with the account you ordered with, on the website or in the latest version of the app, and look once more at the return request.
    .brief = Sign in with the account you ordered with and look again at the return request.
support = Open the { $help-center } and start a chat.
agent = Ask the virtual assistant for a live agent.
tell = Give the order number above and explain what you want to do with the dispute.
classic-orders = Sign in to AliExpress, open { $my-orders } and find this order.
    .brief = Open { $my-orders } and find this order.
classic-dispute = Press { $view-dispute } to open the dispute.
classic-cancel = Press { $cancel-dispute }.
classic-submit = Press { $submit } to finish.

# Foot
accept-warning = Do not press { $accept }: that accepts a proposal and closes the dispute for good.
    .brief = Do not press { $accept }: that closes the dispute for good.
consequence = Please remember: if you cancel, the money goes to the seller once buyer protection has ended, and the dispute cannot be opened again.
consequence-accept = Please remember: accepting closes the dispute for good.
wording = Button names may differ slightly.
help = If you cannot find or press the button, AliExpress customer service can help: open the { $help-center }.
    .brief = No button? AliExpress customer service: { $help-center }.
questions = Questions? Please reply in this chat.
    .brief = Questions? Reply here.
close = Please keep all messages and payments on AliExpress.
    .brief = Please keep messages and payments on AliExpress.

# Labels: attested words are quoted, others are described; the English word follows in brackets
label-plain = “{ $label }”
label-quoted = “{ $label }” (“{ $english }”)
label-described = { $description } (“{ $english }”)
described-my-orders = the list of your orders
described-orders = your orders
described-account = your account page
described-order-details = the details of the order
described-view-dispute = the dispute in progress
described-cancel-dispute = the button that cancels the request
described-cancel-dispute-2022 = the button that cancels the dispute
described-cancel-return = the button that cancels the return request
described-accept = the button that accepts
described-help-center = the help pages
described-submit = the button that sends

# Dates
date = { $day } { $month } { $year }
date-time = { $date } at { $time } (US Pacific Time)
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
