# Wiadomości do kupującego po polsku. `.brief` to krótka wersja dla `--tone brief`.

# Początek
opening = Dzień dobry! Piszemy w sprawie sporu otwartego na AliExpress.
    .brief = Dzień dobry!
order = Zamówienie: { $order }
item = Przedmiot: { $item }
agreed = Co ustaliliśmy: { $text }
amount = Uzgodniony zwrot: { $amount }
done = Już zrobione: { $text }

# Sytuacje
resolved = Z tego, co wiemy, problem jest rozwiązany i z naszej strony nie pozostało już nic do zrobienia. Jeśli tak jest, spór można anulować. Jeśli czegoś jeszcze brakuje, prosimy go nie anulować i napisać do nas.
    .brief = Jeśli problem został zadowalająco rozwiązany, spór można anulować.
keep = W przypadku decyzji o zatrzymaniu przedmiotu można anulować zwrot; razem z nim zostanie anulowany spór. Jeśli przedmiot ma zostać odesłany, prosimy nie anulować zwrotu i wysłać przedmiot w terminie podanym w zgłoszeniu (zwykle 10 dni), w przeciwnym razie pieniądze trafią do sprzedawcy.
    .brief = Przy zatrzymaniu przedmiotu można anulować zwrot, a z nim spór. Inaczej prosimy odesłać go w terminie (zwykle 10 dni), bo pieniądze trafią do sprzedawcy.
return-ends-dispute = Trwa zwrot przedmiotu: anulowanie zwrotu oznacza też anulowanie sporu.
    .brief = Anulowanie zwrotu oznacza też anulowanie sporu.
refund = AliExpress wypłaca uzgodniony zwrot pieniędzy dopiero po zaakceptowaniu propozycji w sporze. Prosimy nie anulować sporu: anulowanie wycofuje roszczenie i nie daje żadnego zwrotu pieniędzy.
    .brief = AliExpress zwraca pieniądze dopiero po zaakceptowaniu propozycji. Prosimy nie anulować sporu: wtedy zwrotu nie będzie.
resend = Wysłany zamiennik jeszcze nie dotarł. Najbezpieczniej jest anulować spór dopiero po jego otrzymaniu. Można to zrobić wcześniej, ale prosimy najpierw zwrócić uwagę na datę poniżej.
    .brief = Zamiennik jeszcze nie dotarł: najbezpieczniej anulować spór dopiero po jego otrzymaniu.
wait = Paczka jest w drodze i jeszcze nie dotarła. Najbezpieczniej jest anulować spór dopiero po jej otrzymaniu. Można to zrobić wcześniej, ale prosimy najpierw zwrócić uwagę na datę poniżej.
    .brief = Paczka jeszcze nie dotarła: najbezpieczniej anulować spór dopiero po jej otrzymaniu.
stuck = Jeśli spór ma zostać anulowany, a przycisku nie widać lub nie działa, w sprawie tego zamówienia pomoże obsługa klienta AliExpress.
    .brief = Jeśli nie ma przycisku anulowania, pomoże obsługa klienta AliExpress.
stuck-refund = Jeśli propozycja w sporze ma zostać zaakceptowana, a przycisku nie widać lub nie działa, w sprawie tego zamówienia pomoże obsługa klienta AliExpress. Prosimy nie anulować sporu: wtedy zwrotu pieniędzy nie będzie.
    .brief = Jeśli nie ma przycisku akceptacji, pomoże obsługa klienta AliExpress. Prosimy nie anulować sporu: wtedy zwrotu nie będzie.

# Wybór
choice = Anulowanie jest dobrowolne: decyzja należy wyłącznie do kupującego i nie ma takiego obowiązku. Prosimy anulować tylko wtedy, gdy rozwiązanie jest zadowalające. Spór może anulować tylko kupujący; my nie możemy.
    .brief = To dobrowolne i może to zrobić tylko kupujący.
choice-refund = Akceptacja jest dobrowolna: decyzja należy wyłącznie do kupującego i nie ma takiego obowiązku. Propozycję zaakceptować lub spór anulować może tylko kupujący; my nie możemy. Po zaakceptowaniu spór zostaje ostatecznie zamknięty.
    .brief = To dobrowolne; zaakceptować lub anulować może tylko kupujący. Akceptacja ostatecznie zamyka spór.

# Ochrona
protection-running = Ochrona kupującego dla tego zamówienia kończy się { $date } ({ $iso }). Po anulowaniu sporu nowy można otworzyć tylko do tego momentu; potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = Po anulowaniu nowy spór można otworzyć tylko do końca ochrony kupującego, czyli do { $date } ({ $iso }). Potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
protection-over = Ochrona kupującego dla tego zamówienia skończyła się { $date } ({ $iso }). Jeśli spór zostanie teraz anulowany, pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = Ochrona kupującego skończyła się { $date } ({ $iso }). Po anulowaniu sporu pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
protection-unknown = Nie wiemy, kiedy kończy się ochrona kupującego dla tego zamówienia; data jest na stronie zamówienia. Po anulowaniu sporu nowy można otworzyć tylko do tej daty; potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.
    .brief = Po anulowaniu nowy spór można otworzyć tylko do końca ochrony kupującego (data na stronie zamówienia). Potem pieniądze trafią do sprzedawcy i sporu nie będzie można otworzyć ponownie.

# Kroki
heading-cancel = Jak anulować spór:
heading-return = Jak anulować zwrot:
heading-accept = Jak zaakceptować propozycję:
heading-support = Jak skontaktować się z obsługą klienta AliExpress:
sign-in = Prosimy zalogować się na AliExpress na konto, z którego złożono to zamówienie.
orders-web = Na stronie internetowej otworzyć { $my-orders }.
    .brief = Na koncie tego zamówienia otworzyć { $my-orders }.
orders-app = W aplikacji otworzyć { $account }, a potem { $orders }.
    .brief = W aplikacji otworzyć { $account }, a potem { $orders }.
dispute = Znaleźć to zamówienie, otworzyć { $order-details }, a potem { $view-dispute }.
    .brief = W tym zamówieniu otworzyć { $view-dispute }.
cancel = Na dole strony nacisnąć { $cancel-dispute }.
    .brief = Na dole nacisnąć { $cancel-dispute }.
return-page = Znaleźć to zamówienie i otworzyć stronę zwrotu.
    .brief = W tym zamówieniu otworzyć stronę zwrotu.
cancel-return = Jeśli jest taka możliwość, nacisnąć { $cancel-return }.
    .brief = Jeśli jest, nacisnąć { $cancel-return }.
confirm = Potwierdzić. Spór zostanie od razu zamknięty.
    .brief = Potwierdzić.
compare = Sprawdzić w propozycji kwotę oraz to, czy przedmiot trzeba odesłać.
    .brief = Sprawdzić kwotę oraz to, czy przedmiot trzeba odesłać.
accept = Tylko jeśli jedno i drugie zgadza się z ustaleniami, nacisnąć { $accept }. Jeśli nie, prosimy nie akceptować i napisać do nas.
    .brief = Tylko jeśli wszystko zgadza się z ustaleniami, nacisnąć { $accept }.
check-button = Prosimy zalogować się na konto, z którego złożono zamówienie, na stronie lub w zaktualizowanej aplikacji, i jeszcze raz sprawdzić dół strony sporu.
    .brief = Na koncie tego zamówienia jeszcze raz sprawdzić dół strony sporu.
support = Otworzyć { $help-center } i rozpocząć czat.
agent = Poprosić wirtualnego asystenta o połączenie z konsultantem.
tell = Podać numer zamówienia widoczny powyżej i powiedzieć, że to kupujący chce anulować spór.
tell-refund = Podać numer zamówienia widoczny powyżej i powiedzieć, że to kupujący chce zaakceptować propozycję.
classic-orders = Zalogować się na AliExpress, otworzyć { $my-orders } i znaleźć to zamówienie.
    .brief = Otworzyć { $my-orders } i znaleźć to zamówienie.
classic-dispute = Otworzyć { $view-dispute }.
classic-cancel = Nacisnąć { $cancel-dispute }.
classic-submit = Na koniec nacisnąć { $submit }.

# Koniec
accept-warning = Prosimy nacisnąć { $accept } tylko wtedy, gdy wyświetlona kwota jest tą, którą ustaliliśmy.
    .brief = Nacisnąć { $accept } tylko przy ustalonej kwocie.
wording = Nazwy przycisków mogą się nieco różnić.
help = Jeśli przycisku nie widać lub nie działa, pomoże obsługa klienta AliExpress: prosimy otworzyć { $help-center }.
    .brief = Brak przycisku? Obsługa klienta AliExpress: { $help-center }.
close = W razie pytań prosimy odpowiedzieć w tym czacie. Prosimy załatwiać wszystko na AliExpress.
    .brief = Prosimy odpowiadać tutaj i załatwiać wszystko na AliExpress.

# Przyciski: potwierdzone nazwy w cudzysłowie, pozostałe opisane
label-plain = „{ $label }”
label-quoted = „{ $label }” ({ $english })
label-described = { $description } ({ $english })
described-my-orders = listę zamówień
described-orders = listę zamówień
described-account = swoje konto
described-order-details = szczegóły zamówienia
described-view-dispute = trwający spór
described-cancel-dispute = przycisk anulowania
described-cancel-return = przycisk anulowania zwrotu
described-accept = przycisk akceptacji
described-help-center = dział pomocy
described-submit = przycisk wysyłania

# Daty
date = { $day } { $month } { $year }
date-time = { $date }, { $time } { $zone }
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
