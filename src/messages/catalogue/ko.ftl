# 구매자에게 보내는 한국어 메시지. `.brief`는 `--tone brief`의 짧은 문구이다.

# 시작
opening = 안녕하세요. AliExpress에 제기하신 분쟁 건으로 연락드립니다.
    .brief = 안녕하세요.
order = 주문 번호: { $order }
item = 상품: { $item }
agreed = 합의한 내용: { $text }
amount = 합의한 환불 금액: { $amount }
money = { $currency } { $number }
decimal-mark = .
done = 이미 처리된 사항: { $text }

# 상황
resolved = 저희가 알기로는 문제가 해결되었고 더 처리해 드릴 사항이 남아 있지 않습니다. 말씀드린 내용이 맞다면 분쟁을 취소하실 수 있습니다. 아직 해결되지 않은 점이 있으면 취소하지 마시고 저희에게 알려 주세요.
    .brief = 문제가 만족스럽게 해결되었다면 분쟁을 취소하실 수 있습니다.
unresolved = 아직 해결되지 않은 점이 있으면 취소하지 마시고 저희에게 알려 주세요.
keep = 상품을 그대로 가지고 계시기로 하셨다면 반품을 취소하실 수 있으며, 그러면 분쟁도 함께 취소되고 환불은 되지 않습니다. 반품을 원하시면 취소하지 마시고 반품 요청에 표시된 기간(보통 10일) 안에 상품을 반송해 주세요. 기간 안에 반송하지 않으시면 대금은 판매자에게 지급됩니다.
    .brief = 상품을 그대로 가지고 계신다면 반품을 취소하실 수 있으며, 그러면 분쟁도 함께 취소되고 환불은 되지 않습니다. 반품하시려면 기간(보통 10일) 안에 반송해 주세요. 반송하지 않으시면 대금은 판매자에게 지급됩니다.
return-ends-dispute = 반품이 진행 중입니다. 반품을 취소하시면 분쟁도 함께 취소됩니다.
    .brief = 반품을 취소하시면 분쟁도 함께 취소됩니다.
refund = 합의한 환불금은 고객님께서 분쟁 화면에서 제안을 수락하신 뒤에만 AliExpress가 지급합니다. 분쟁은 취소하지 말아 주세요. 취소하시면 신청이 철회되어 환불되지 않습니다.
    .brief = 환불금은 제안을 수락하신 뒤에만 AliExpress가 지급합니다. 분쟁은 취소하지 말아 주세요. 취소하시면 환불되지 않습니다.
resend = 재발송한 상품이 아직 도착하지 않았습니다. 분쟁은 상품을 받으신 뒤에 취소하시는 것이 가장 안전합니다. 원하시면 먼저 취소하실 수도 있지만, 그 전에 아래 날짜를 확인해 주세요.
    .brief = 재발송한 상품이 아직 도착하지 않았습니다. 분쟁은 상품을 받으신 뒤에 취소하시는 것이 가장 안전합니다.
wait = 상품이 배송 중이며 아직 도착하지 않았습니다. 분쟁은 상품을 받으신 뒤에 취소하시는 것이 가장 안전합니다. 원하시면 먼저 취소하실 수도 있지만, 그 전에 아래 날짜를 확인해 주세요.
    .brief = 상품이 아직 도착하지 않았습니다. 분쟁은 상품을 받으신 뒤에 취소하시는 것이 가장 안전합니다.
stuck = 분쟁을 취소하고 싶으신데 버튼이 없거나 눌리지 않으면 이 주문에 대해 AliExpress 고객센터에서 도움을 받으실 수 있습니다.
    .brief = 취소 버튼이 없으면 AliExpress 고객센터에서 도움을 받으실 수 있습니다.
stuck-refund = 분쟁의 제안을 수락하고 싶으신데 버튼이 없거나 눌리지 않으면 이 주문에 대해 AliExpress 고객센터에서 도움을 받으실 수 있습니다. 분쟁은 취소하지 말아 주세요. 취소하시면 환불되지 않습니다.
    .brief = 수락 버튼이 없으면 AliExpress 고객센터에서 도움을 받으실 수 있습니다. 분쟁은 취소하지 말아 주세요. 취소하시면 환불되지 않습니다.

# 선택
choice = 취소 여부는 고객님께서 자유롭게 정하시면 되며, 꼭 취소하셔야 하는 것은 아닙니다. 만족하시는 경우에만 취소해 주세요. 분쟁은 고객님만 취소하실 수 있으며 저희는 취소할 수 없습니다.
    .brief = 취소 여부는 고객님의 자유이며, 취소는 고객님만 하실 수 있습니다.
choice-refund = 수락 여부는 고객님께서 자유롭게 정하시면 되며, 꼭 수락하셔야 하는 것은 아닙니다. 제안 수락과 분쟁 취소는 고객님만 하실 수 있으며 저희는 할 수 없습니다. 수락하시면 분쟁은 완전히 종료되며 되돌릴 수 없습니다.
    .brief = 수락 여부는 고객님의 자유이며, 제안 수락과 분쟁 취소는 고객님만 하실 수 있습니다. 수락하시면 분쟁은 완전히 종료되며 되돌릴 수 없습니다.

# 구매자 보호
protection-running = 이 주문의 구매자 보호 기간은 { $date }에 끝납니다. 분쟁을 취소하시면 그때까지만 새 분쟁을 열 수 있으며, 그 뒤에는 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
    .brief = 구매자 보호 기간은 { $date }에 끝납니다. 취소하시면 그때까지만 새 분쟁을 열 수 있으며, 그 뒤에는 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
protection-over = 이 주문의 구매자 보호 기간은 { $date }에 끝났습니다. 지금 분쟁을 취소하시면 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
    .brief = 구매자 보호 기간은 { $date }에 끝났습니다. 지금 취소하시면 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
protection-unknown = 이 주문의 구매자 보호 기간이 언제 끝나는지 저희는 알 수 없으니 주문 페이지에서 확인해 주세요. 분쟁을 취소하시면 그 날짜까지만 새 분쟁을 열 수 있으며, 그 뒤에는 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
    .brief = 구매자 보호 기간이 끝나는 날짜는 주문 페이지에서 확인해 주세요. 취소하시면 그 날짜까지만 새 분쟁을 열 수 있으며, 그 뒤에는 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.

# 단계
heading-cancel = 분쟁 취소 방법:
heading-return = 반품 취소 방법:
    .brief = 반품 취소 방법:
heading-accept = 제안 수락 방법:
    .brief = 제안 수락 방법:
heading-support = AliExpress 고객센터 문의 방법:
heading-later = 상품을 받으신 뒤 분쟁을 취소하는 방법:
sign-in = 이 주문을 한 계정으로 AliExpress에 로그인해 주세요.
orders-web = 웹사이트에서 { $my-orders } 메뉴를 열어 주세요.
    .brief = 웹사이트에 이 주문을 한 계정으로 로그인하고 { $my-orders } 메뉴를 열어 주세요.
orders-app = 앱에서는 { $account } 메뉴로 들어가 { $orders } 메뉴를 열어 주세요.
    .brief = 이 주문을 한 계정으로 앱에 로그인하고, { $account } 메뉴로 들어가 { $orders } 메뉴를 열어 주세요.
dispute = 이 주문을 찾아 { $order-details } 화면을 열고 { $view-dispute } 화면을 열어 주세요.
    .brief = 이 주문에서 { $view-dispute } 화면을 열어 주세요.
cancel = 페이지 맨 아래에서 { $cancel-dispute } 버튼을 눌러 주세요.
    .brief = 맨 아래에서 { $cancel-dispute } 버튼을 눌러 주세요.
return-page = 이 주문을 찾아 반품 페이지를 열어 주세요.
    .brief = 이 주문의 반품 페이지를 열어 주세요.
cancel-return = 페이지에 { $cancel-return } 버튼이 있으면 눌러 주세요.
    .brief = { $cancel-return } 버튼이 있으면 눌러 주세요.
confirm = 확인 창이 나오면 확인을 눌러 취소를 완료해 주세요. 분쟁이 바로 종료됩니다.
    .brief = 확인 창이 나오면 확인을 눌러 취소를 완료해 주세요.
compare = 제안에 표시된 금액과 반품 필요 여부를 확인해 주세요.
    .brief = 금액과 반품 필요 여부를 확인해 주세요.
compare-amount = 금액({ $amount })과 반품 필요 여부를 확인해 주세요.
accept = 두 가지가 모두 합의한 내용과 같을 때만 { $accept } 버튼을 눌러 주세요. 다르면 수락하지 마시고 저희에게 알려 주세요.
    .brief = 모두 합의한 내용과 같을 때만 { $accept } 버튼을 눌러 주세요. 다르면 수락하지 마시고 저희에게 알려 주세요.
check-button = 웹사이트나 최신 버전의 앱에서 이 주문을 한 계정으로 로그인하고 분쟁 페이지 맨 아래를 다시 확인해 주세요.
    .brief = 이 주문을 한 계정으로 로그인하고 분쟁 페이지 맨 아래를 다시 확인해 주세요.
check-proposal = 웹사이트나 최신 버전의 앱에서 이 주문을 한 계정으로 로그인하고 분쟁의 제안을 다시 확인해 주세요.
    .brief = 이 주문을 한 계정으로 로그인하고 분쟁의 제안을 다시 확인해 주세요.
check-return = 웹사이트나 최신 버전의 앱에서 이 주문을 한 계정으로 로그인하고 반품 페이지를 다시 확인해 주세요.
    .brief = 이 주문을 한 계정으로 로그인하고 반품 페이지를 다시 확인해 주세요.
support = { $help-center } 메뉴를 열고 채팅을 시작해 주세요.
agent = 챗봇에게 상담원 연결을 요청해 주세요.
tell = 위의 주문 번호를 알려 주시고, 분쟁을 어떻게 하고 싶으신지 말씀해 주세요.
classic-orders = AliExpress에 로그인하고 { $my-orders } 메뉴를 열어 이 주문을 찾아 주세요.
    .brief = { $my-orders } 메뉴를 열어 이 주문을 찾아 주세요.
classic-dispute = { $view-dispute } 화면을 열어 주세요.
classic-cancel = { $cancel-dispute } 버튼을 눌러 주세요.
classic-submit = 마지막으로 { $submit } 버튼을 눌러 주세요.

# 끝
accept-warning = { $accept } 버튼은 누르지 마세요. 제안을 수락하는 것이 되어 분쟁이 완전히 종료되며 되돌릴 수 없습니다.
    .brief = { $accept } 버튼은 누르지 마세요. 분쟁이 완전히 종료되며 되돌릴 수 없습니다.
consequence = 유의해 주세요. 분쟁을 취소하시면 구매자 보호 기간이 끝난 뒤에는 대금이 판매자에게 지급되고 분쟁을 다시 열 수 없습니다.
consequence-accept = 유의해 주세요. 제안을 수락하시면 분쟁은 완전히 종료되며 되돌릴 수 없습니다.
wording = 버튼 이름은 조금 다를 수 있습니다.
help = 버튼이 없거나 눌리지 않으면 AliExpress 고객센터에서 도움을 받으실 수 있습니다. { $help-center } 메뉴를 열어 주세요.
    .brief = 버튼이 없으면 { $help-center } 메뉴에서 AliExpress 고객센터에 문의해 주세요.
questions = 궁금하신 점은 이 채팅으로 문의해 주세요.
    .brief = 문의는 여기로 주세요.
close = 모든 대화와 결제는 AliExpress 안에서만 진행해 주세요.
    .brief = 모든 대화와 결제는 AliExpress 안에서만 진행해 주세요.

# 버튼: 확인된 이름은 따옴표로, 나머지는 설명으로 쓴다
label-plain = ‘{ $label }’
label-quoted = ‘{ $label }’({ $english })
label-described = { $description }({ $english })
described-my-orders = 주문 목록
described-orders = 주문 목록
described-account = 계정
described-order-details = 주문 상세
described-view-dispute = 진행 중인 분쟁
described-cancel-dispute = 요청 취소
described-cancel-dispute-2022 = 분쟁 취소
described-cancel-return = 반품 취소
described-accept = 수락
described-help-center = 고객센터
described-submit = 제출

# 날짜
date = { $year }년 { $month } { $day }일
date-time = { $date } { $time }(미국 태평양 시간)
month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월
