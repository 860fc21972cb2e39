# Messaggi all'acquirente in italiano. `.brief` è la forma breve di `--tone brief`.

# Intestazione
opening = Buongiorno! Le scriviamo a proposito della Sua controversia su AliExpress.
    .brief = Buongiorno!
order = Ordine: { $order }
item = Articolo: { $item }
agreed = Cosa abbiamo concordato: { $text }
amount = Rimborso concordato: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Già fatto: { $text }

# Situazioni
resolved = Per quanto ci risulta, il problema è risolto e da parte nostra non resta nulla in sospeso. Se è così, può annullare la controversia. Se manca ancora qualcosa, non la annulli e ci scriva.
    .brief = Se il problema è risolto in modo soddisfacente, può annullare la controversia.
unresolved = Se manca ancora qualcosa, non la annulli e ci scriva.
keep = Se ha deciso di tenere l'articolo, può annullare il reso; in questo modo si annulla anche la controversia e non c'è rimborso. Se preferisce restituirlo, non annulli: lo rispedisca entro il termine indicato nella richiesta (di solito 10 giorni), altrimenti il denaro andrà al venditore.
    .brief = Se tiene l'articolo, può annullare il reso e quindi la controversia, senza rimborso. Se lo restituisce, rispetti il termine (di solito 10 giorni), o il denaro andrà al venditore.
return-ends-dispute = È in corso un reso: annullandolo si annulla anche la controversia.
    .brief = Annullando il reso si annulla anche la controversia.
refund = AliExpress versa il rimborso concordato solo dopo che Lei ha accettato la proposta nella controversia. Per favore, non annulli la controversia: annullandola ritirerebbe il reclamo e non riceverebbe alcun rimborso.
    .brief = AliExpress rimborsa solo se Lei accetta la proposta. Non annulli la controversia: non avrebbe alcun rimborso.
resend = L'articolo sostitutivo non Le è ancora arrivato. La scelta più sicura è annullare la controversia solo dopo averlo ricevuto. Se lo desidera può annullare prima, ma guardi innanzitutto la data qui sotto.
    .brief = L'articolo sostitutivo non è ancora arrivato: è più sicuro annullare la controversia solo dopo la consegna.
wait = Il Suo pacco è in viaggio e non Le è ancora arrivato. La scelta più sicura è annullare la controversia solo dopo averlo ricevuto. Se lo desidera può annullare prima, ma guardi innanzitutto la data qui sotto.
    .brief = Il Suo pacco non è ancora arrivato: è più sicuro annullare la controversia solo dopo la consegna.
stuck = Se desidera annullare la controversia e il pulsante manca o non risponde, l'assistenza clienti di AliExpress può aiutarLa per questo ordine.
    .brief = Se manca il pulsante per annullare, può aiutarLa l'assistenza clienti di AliExpress.
stuck-refund = Se desidera accettare la proposta nella controversia e il pulsante manca o non risponde, l'assistenza clienti di AliExpress può aiutarLa per questo ordine. Per favore, non annulli la controversia: non riceverebbe alcun rimborso.
    .brief = Se manca il pulsante per accettare, può aiutarLa l'assistenza clienti di AliExpress. Non annulli la controversia: non riceverebbe alcun rimborso.

# Scelta
choice = L'annullamento è facoltativo: la scelta è Sua, senza alcun obbligo. Annulli solo se la soluzione La soddisfa. Solo Lei può annullare la controversia; noi non possiamo.
    .brief = La scelta è Sua e solo Lei può annullare.
choice-refund = Accettare è facoltativo: la scelta è Sua, senza alcun obbligo. Solo Lei può accettare la proposta o annullare la controversia; noi non possiamo. Una volta accettata la proposta, la controversia si chiude definitivamente.
    .brief = La scelta è Sua: solo Lei può accettare o annullare. Accettare è definitivo.

# Protezione
protection-running = La protezione acquirente per questo ordine termina il { $date }. Se annulla la controversia, potrà aprirne un'altra solo fino a quel momento; dopo, il denaro andrà al venditore e la controversia non potrà essere riaperta.
    .brief = Se annulla, può aprire un'altra controversia solo fino al termine della protezione acquirente, il { $date }; poi il denaro andrà al venditore e la controversia non potrà essere riaperta.
protection-over = La protezione acquirente per questo ordine è terminata il { $date }. Se annulla ora la controversia, il denaro andrà al venditore e la controversia non potrà essere riaperta.
    .brief = La protezione acquirente è terminata il { $date }. Se annulla ora, il denaro andrà al venditore e la controversia non potrà essere riaperta.
protection-unknown = Non sappiamo quando termina la protezione acquirente per questo ordine; la data è nella pagina dell'ordine. Se annulla la controversia, potrà aprirne un'altra solo fino a quella data; dopo, il denaro andrà al venditore e la controversia non potrà essere riaperta.
    .brief = Se annulla, può aprire un'altra controversia solo fino al termine della protezione acquirente (veda la pagina dell'ordine); poi il denaro andrà al venditore e la controversia non potrà essere riaperta.

# Passaggi
heading-cancel = Come annullare la controversia:
heading-return = Come annullare il reso:
    .brief = Per annullare il reso:
heading-accept = Come accettare la proposta:
    .brief = Per accettare:
heading-support = Come contattare l'assistenza clienti di AliExpress:
heading-later = Come annullare la controversia dopo la consegna:
sign-in = Acceda con l'account usato per questo ordine.
orders-web = Sul sito, apra { $my-orders }.
    .brief = Sul sito, con l'account usato per l'ordine, apra { $my-orders }.
orders-app = Nell'app: { $account }, poi { $orders }.
    .brief = Nell'app, con l'account usato per l'ordine, apra { $account }, poi { $orders }.
dispute = In questo ordine, apra { $order-details }, poi { $view-dispute }.
    .brief = Nell'ordine, apra { $view-dispute }.
cancel = In fondo alla pagina, prema { $cancel-dispute }.
    .brief = In fondo, prema { $cancel-dispute }.
return-page = In questo ordine, apra la pagina del reso.
    .brief = Nell'ordine, apra il reso.
cancel-return = Se la pagina lo prevede, prema { $cancel-return }.
    .brief = Se presente, prema { $cancel-return }.
confirm = Confermi. La controversia si chiude subito.
    .brief = Confermi.
compare = Nella proposta, controlli l'importo e se l'articolo va restituito.
    .brief = Controlli l'importo e se l'articolo va restituito.
compare-amount = Controlli l'importo ({ $amount }) e se l'articolo va restituito.
accept = Prema { $accept } solo se entrambe le cose sono come concordato. Altrimenti non accetti e ci scriva.
    .brief = Prema { $accept } solo se tutto è come concordato. Altrimenti non accetti e ci scriva.
check-button = Acceda con l'account usato per questo ordine, sul sito o nell'ultima versione dell'app, e guardi ancora una volta in fondo alla pagina della controversia.
    .brief = Con l'account usato per l'ordine, guardi ancora una volta in fondo alla pagina della controversia.
check-proposal = Acceda con l'account usato per questo ordine, sul sito o nell'ultima versione dell'app, e guardi ancora una volta la proposta nella controversia.
    .brief = Con l'account usato per l'ordine, guardi ancora una volta la proposta nella controversia.
check-return = Acceda con l'account usato per questo ordine, sul sito o nell'ultima versione dell'app, e guardi ancora una volta la pagina del reso.
    .brief = Con l'account usato per l'ordine, guardi ancora una volta la pagina del reso.
support = Apra { $help-center } e avvii una chat.
agent = Chieda all'assistente virtuale di metterLa in contatto con un operatore.
tell = Indichi il numero d'ordine riportato sopra e spieghi che cosa desidera fare con la controversia.
classic-orders = Acceda ad AliExpress, apra { $my-orders } e cerchi questo ordine.
    .brief = Apra { $my-orders } e cerchi questo ordine.
classic-dispute = Apra { $view-dispute }.
classic-cancel = Prema { $cancel-dispute }.
classic-submit = Prema { $submit }.

# Chiusura
accept-warning = Non prema { $accept }: chiude la controversia definitivamente.
    .brief = Non prema { $accept }: è definitivo.
consequence = Ricordi: se annulla, finita la protezione acquirente il denaro andrà al venditore e la controversia non potrà essere riaperta.
consequence-accept = Ricordi: accettando la proposta, la controversia si chiude definitivamente.
wording = I nomi dei pulsanti possono variare leggermente.
help = Se il pulsante manca o non risponde, può aiutarLa l'assistenza clienti di AliExpress: apra { $help-center }.
    .brief = Manca il pulsante? Chieda ad AliExpress: { $help-center }.
questions = Domande? Ci scriva in questa chat.
    .brief = Domande? Ci scriva qui.
close = Messaggi e pagamenti solo su AliExpress.
    .brief = Messaggi e pagamenti solo su AliExpress.

# Pulsanti: i nomi attestati sono tra virgolette, gli altri sono descritti
label-plain = «{ $label }»
label-quoted = «{ $label }» ({ $english })
label-described = { $description } ({ $english })
described-my-orders = l'elenco dei Suoi ordini
described-orders = i Suoi ordini
described-account = il Suo profilo
described-order-details = i dettagli dell'ordine
described-view-dispute = la controversia in corso
described-cancel-dispute = il pulsante per annullare la richiesta
described-cancel-dispute-2022 = il pulsante di annullamento
described-cancel-return = il pulsante per annullare il reso
described-accept = il pulsante di accettazione
described-help-center = il centro assistenza
described-submit = il pulsante di invio

# Date
date = { $day ->
    [1] 1º
   *[other] { $day }
} { $month } { $year }
date-time = { $date } alle { $time }, ora della California
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
