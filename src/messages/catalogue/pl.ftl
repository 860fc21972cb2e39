# Wiadomości do kupującego po polsku. `.brief` to krótka wersja dla `--tone brief`.

# Początek
opening = Dzień dobry! Piszemy w sprawie Państwa sporu na AliExpress.
    .brief = Dzień dobry!
order = Zamówienie: { $order }
item = Produkt: { $item }
agreed = Co ustaliliśmy: { $text }
amount = Uzgodniona kwota zwrotu: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Co już zrobiliśmy: { $text }

# Sytuacje
resolved = Z tego, co wiemy, problem jest rozwiązany i z naszej strony nic już nie pozostało do zrobienia. Jeśli tak jest, mogą Państwo anulować spór. Jeśli czegoś jeszcze brakuje, prosimy go nie anulować, tylko napisać do nas.
    .brief = Jeśli problem jest rozwiązany i są Państwo zadowoleni, można anulować spór.
unresolved = Jeśli czegoś jeszcze brakuje, prosimy go nie anulować, tylko napisać do nas.
keep = Jeśli chcą Państwo zatrzymać produkt, można anulować zwrot; razem z nim zostanie anulowany spór i nie będzie zwrotu pieniędzy. Jeśli wolą Państwo go odesłać, prosimy nie anulować zwrotu i wysłać produkt w terminie podanym w zgłoszeniu (zwykle 10 dni), w przeciwnym razie pieniądze trafią do sprzedawcy.
    .brief = Jeśli zatrzymują Państwo produkt, można anulować zwrot, a z nim spór, bez zwrotu pieniędzy. Jeśli nie, prosimy odesłać go w terminie (zwykle 10 dni), inaczej pieniądze dostanie sprzedawca.
return-ends-dispute = Trwa zwrot produktu: anulowanie zwrotu oznacza też anulowanie sporu.
    .brief = Anulowanie zwrotu oznacza też anulowanie sporu.
refund = AliExpress wypłaci uzgodnioną kwotę dopiero po zaakceptowaniu przez Państwa propozycji w sporze. Prosimy nie anulować sporu: anulowanie oznacza wycofanie roszczenia i brak zwrotu pieniędzy.
    .brief = AliExpress zwróci pieniądze dopiero po akceptacji propozycji. Prosimy nie anulować sporu, inaczej zwrotu nie będzie.
resend = Przesyłka z produktem na wymianę jeszcze nie dotarła. Najbezpieczniej jest anulować spór dopiero po jej otrzymaniu. Można to zrobić wcześniej, ale prosimy najpierw zwrócić uwagę na datę poniżej.
    .brief = Produkt na wymianę jeszcze nie dotarł: spór najbezpieczniej anulować dopiero po otrzymaniu produktu.
wait = Paczka jest w drodze i jeszcze nie dotarła. Najbezpieczniej jest anulować spór dopiero po jej otrzymaniu. Można to zrobić wcześniej, ale prosimy najpierw zwrócić uwagę na datę poniżej.
    .brief = Paczka jeszcze nie dotarła: najbezpieczniej anulować spór dopiero po jej otrzymaniu.
stuck = Jeśli chcą Państwo anulować spór, a przycisk jest niewidoczny lub nie działa, w sprawie tego zamówienia może pomóc obsługa klienta AliExpress.
    .brief = Jeśli nie ma przycisku anulowania, może pomóc obsługa klienta AliExpress.
stuck-refund = Jeśli chcą Państwo zaakceptować propozycję w sporze, a przycisk jest niewidoczny lub nie działa, w sprawie tego zamówienia może pomóc obsługa klienta AliExpress. Prosimy nie anulować sporu, inaczej zwrotu pieniędzy nie będzie.
    .brief = Jeśli nie ma przycisku akceptacji, może pomóc obsługa klienta AliExpress. Prosimy nie anulować sporu, inaczej zwrotu nie będzie.

# Wybór
choice = Anulowanie jest dobrowolne: to Państwa decyzja, nie obowiązek. Prosimy anulować tylko wtedy, gdy są Państwo zadowoleni. Spór może anulować tylko kupujący, czyli Państwo; my nie możemy.
    .brief = Anulowanie jest dobrowolne; spór może anulować tylko kupujący.
choice-refund = Akceptacja jest dobrowolna: to Państwa decyzja, nie obowiązek. Zaakceptować propozycję lub anulować spór może tylko kupujący, czyli Państwo; my nie możemy. Po zaakceptowaniu spór zostaje ostatecznie zamknięty.
    .brief = Akceptacja jest dobrowolna i ostateczna; zgodzić się lub anulować spór może tylko kupujący.

# Ochrona
protection-running = Ochrona kupującego dla tego zamówienia kończy się { $date }. Jeśli spór zostanie anulowany, nowy można otworzyć tylko do tego momentu; potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = W razie anulowania nowy spór jest możliwy tylko do końca ochrony kupującego, { $date }; potem pieniądze trafią do sprzedawcy i sporu nie da się otworzyć ponownie.
protection-over = Ochrona kupującego dla tego zamówienia skończyła się { $date }. Jeśli spór zostanie teraz anulowany, pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = Ochrona kupującego skończyła się { $date }. W razie anulowania sporu pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
protection-unknown = Nie wiemy, kiedy kończy się ochrona kupującego dla tego zamówienia; data jest na stronie zamówienia. Jeśli spór zostanie anulowany, nowy można otworzyć tylko do tej daty; potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = W razie anulowania nowy spór jest możliwy tylko do końca ochrony kupującego (data na stronie zamówienia); potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.

# Kroki
heading-cancel = Aby anulować spór, prosimy:
heading-return = Aby anulować zwrot, prosimy:
    .brief = Anulowanie zwrotu:
heading-accept = Aby zaakceptować propozycję, prosimy:
    .brief = Aby zaakceptować:
heading-support = Aby skontaktować się z obsługą klienta AliExpress, prosimy:
heading-later = Aby anulować spór po otrzymaniu przesyłki, prosimy:
sign-in = Zalogować się na konto, z którego złożono to zamówienie.
orders-web = Na stronie otworzyć { $my-orders }.
    .brief = Na stronie, na koncie, z którego złożono zamówienie, otworzyć { $my-orders }.
orders-app = W aplikacji: { $account }, potem { $orders }.
    .brief = W aplikacji, na koncie, z którego złożono zamówienie, otworzyć { $account }, potem { $orders }.
dispute = Przy tym zamówieniu otworzyć { $order-details }, potem { $view-dispute }.
    .brief = W zamówieniu otworzyć { $view-dispute }.
cancel = Na dole strony nacisnąć { $cancel-dispute }.
    .brief = Na dole nacisnąć { $cancel-dispute }.
return-page = Przy tym zamówieniu otworzyć stronę zwrotu.
    .brief = W zamówieniu otworzyć zwrot.
cancel-return = Jeśli jest taka możliwość, nacisnąć { $cancel-return }.
    .brief = Nacisnąć { $cancel-return }, jeśli jest widoczny.
confirm = Potwierdzić. Spór zostanie od razu zamknięty.
    .brief = Potwierdzić.
compare = Sprawdzić, czy kwota w propozycji się zgadza i czy trzeba odesłać produkt.
    .brief = Sprawdzić kwotę i to, czy trzeba odesłać produkt.
compare-amount = Sprawdzić kwotę ({ $amount }) i to, czy trzeba odesłać produkt.
accept = Nacisnąć { $accept } tylko wtedy, gdy jedno i drugie zgadza się z ustaleniami. Jeśli nie, prosimy nie akceptować, tylko napisać do nas.
    .brief = Nacisnąć { $accept }, tylko gdy wszystko jest jak ustalono. Jeśli nie, nie akceptować, tylko napisać do nas.
check-button = Zalogować się na konto, z którego złożono zamówienie, na stronie lub w najnowszej wersji aplikacji i jeszcze raz zajrzeć na sam dół strony sporu.
    .brief = Zalogować się na konto, z którego złożono zamówienie, i jeszcze raz zajrzeć na sam dół strony sporu.
check-proposal = Zalogować się na konto, z którego złożono zamówienie, na stronie lub w najnowszej wersji aplikacji i jeszcze raz sprawdzić propozycję w sporze.
    .brief = Zalogować się na konto, z którego złożono zamówienie, i jeszcze raz sprawdzić propozycję w sporze.
check-return = Zalogować się na konto, z którego złożono zamówienie, na stronie lub w najnowszej wersji aplikacji i jeszcze raz zajrzeć na stronę zwrotu.
    .brief = Zalogować się na konto, z którego złożono zamówienie, i jeszcze raz zajrzeć na stronę zwrotu.
support = Otworzyć { $help-center } i rozpocząć czat.
agent = Poprosić wirtualnego asystenta o połączenie z konsultantem.
tell = Podać numer zamówienia widoczny powyżej i wyjaśnić, co chcą Państwo zrobić ze sporem.
classic-orders = Zalogować się na AliExpress, otworzyć { $my-orders } i znaleźć to zamówienie.
    .brief = Otworzyć { $my-orders } i znaleźć to zamówienie.
classic-dispute = Otworzyć { $view-dispute }.
classic-cancel = Nacisnąć { $cancel-dispute }.
classic-submit = Nacisnąć { $submit }.

# Koniec
accept-warning = Uwaga: { $accept } ostatecznie zamyka spór. Prosimy go nie naciskać.
    .brief = Prosimy nie naciskać: { $accept } ostatecznie zamyka spór.
consequence = Przypominamy: jeśli spór zostanie anulowany, po zakończeniu ochrony kupującego pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
consequence-accept = Przypominamy: akceptacja propozycji ostatecznie zamyka spór.
wording = Nazwy przycisków mogą się nieco różnić.
help = Jeśli przycisk jest niewidoczny lub nie działa, może pomóc obsługa klienta AliExpress przez { $help-center }.
    .brief = Brak przycisku? Obsługa AliExpress: { $help-center }.
questions = Pytania? Prosimy pisać na tym czacie.
    .brief = Pytania prosimy zadawać tutaj.
close = Wiadomości i płatności prosimy zostawić na AliExpress.
    .brief = Wiadomości i płatności tylko na AliExpress.

# Przyciski: potwierdzone nazwy w cudzysłowie, pozostałe opisane
label-plain = „{ $label }”
label-quoted = „{ $label }” ({ $english })
label-described = { $description } ({ $english })
described-my-orders = listę zamówień
described-orders = listę zamówień
described-account = profil
described-order-details = szczegóły zamówienia
described-view-dispute = trwający spór
described-cancel-dispute = przycisk anulowania zgłoszenia
described-cancel-dispute-2022 = przycisk anulowania sporu
described-cancel-return = przycisk anulowania zwrotu
described-accept = przycisk akceptacji
described-help-center = dział pomocy
described-submit = przycisk wysyłania

# Daty
date = { $day } { $month } { $year } r.
date-time = { $date } o { $time } czasu kalifornijskiego
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
