# Berichten aan de koper in het Nederlands. `.brief` is de korte versie voor `--tone brief`.

# Begin
opening = Hallo! Dit bericht gaat over uw geschil op AliExpress.
    .brief = Hallo!
order = Bestelling: { $order }
item = Artikel: { $item }
agreed = Wat we hebben afgesproken: { $text }
amount = Afgesproken terugbetaling: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Al gedaan: { $text }

# Situaties
resolved = Voor zover wij weten is het probleem opgelost en staat er van onze kant niets meer open. Klopt dat, dan kunt u het geschil annuleren. Ontbreekt er nog iets, annuleer dan niet, maar stuur ons een bericht.
    .brief = Is het probleem naar tevredenheid opgelost, dan kunt u het geschil annuleren.
unresolved = Ontbreekt er nog iets, annuleer dan niet, maar stuur ons een bericht.
keep = Als u hebt besloten het artikel te houden, kunt u de retour annuleren; daarmee wordt ook het geschil geannuleerd en volgt er geen terugbetaling. Wilt u het toch terugsturen, annuleer dan niet en stuur het terug binnen de termijn in de aanvraag (meestal 10 dagen), anders gaat het geld naar de verkoper.
    .brief = Houdt u het artikel, dan kunt u de retour annuleren; ook het geschil vervalt, zonder terugbetaling. Zo niet, stuur het op tijd terug (meestal 10 dagen), anders gaat het geld naar de verkoper.
return-ends-dispute = Er loopt een retour: als u die annuleert, wordt ook het geschil geannuleerd.
    .brief = Annuleert u de retour, dan wordt ook het geschil geannuleerd.
refund = AliExpress betaalt het afgesproken bedrag pas terug nadat u het voorstel in het geschil hebt geaccepteerd. Annuleer het geschil alstublieft niet: daarmee trekt u uw claim in en krijgt u niets terugbetaald.
    .brief = AliExpress betaalt pas terug als u het voorstel accepteert. Annuleer het geschil niet, anders krijgt u niets terug.
resend = Uw vervangende artikel is nog niet aangekomen. Het veiligst is om het geschil pas te annuleren als u het artikel hebt ontvangen. Eerder annuleren mag ook als u dat wilt; let dan eerst op de datum hieronder.
    .brief = Uw vervangende artikel is er nog niet: het veiligst is om het geschil pas na ontvangst te annuleren.
wait = Uw pakket is onderweg en nog niet aangekomen. Het veiligst is om het geschil pas te annuleren als u het pakket hebt ontvangen. Eerder annuleren mag ook als u dat wilt; let dan eerst op de datum hieronder.
    .brief = Uw pakket is er nog niet: het veiligst is om het geschil pas na ontvangst te annuleren.
stuck = Als u het geschil wilt annuleren en de knop niet vindt of niet kunt gebruiken, kan de klantenservice van AliExpress u met deze bestelling helpen.
    .brief = Ontbreekt de knop om te annuleren, dan kan de klantenservice van AliExpress helpen.
stuck-refund = Als u het voorstel in het geschil wilt accepteren en de knop niet vindt of niet kunt gebruiken, kan de klantenservice van AliExpress u met deze bestelling helpen. Annuleer het geschil alstublieft niet, anders krijgt u niets terugbetaald.
    .brief = Ontbreekt de knop om te accepteren, dan kan de klantenservice van AliExpress helpen. Annuleer het geschil niet, anders krijgt u niets terugbetaald.

# Keuze
choice = Annuleren is vrijwillig: het is uw keuze en het hoeft niet. Annuleer alleen als u tevreden bent. Alleen u kunt het geschil annuleren; wij kunnen dat niet.
    .brief = Annuleren is vrijwillig; alleen u kunt dat doen.
choice-refund = Accepteren is vrijwillig: het is uw keuze en het hoeft niet. Alleen u kunt het voorstel accepteren of het geschil annuleren; wij kunnen dat niet. Na het accepteren is het geschil definitief gesloten.
    .brief = Accepteren is vrijwillig en definitief; alleen u kunt accepteren of annuleren.

# Bescherming
protection-running = De kopersbescherming voor deze bestelling eindigt op { $date }. Annuleert u het geschil, dan kunt u alleen tot dat moment een nieuw geschil openen; daarna gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
    .brief = Annuleert u, dan is een nieuw geschil alleen mogelijk tot de kopersbescherming eindigt op { $date }; daarna gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
protection-over = De kopersbescherming voor deze bestelling is geëindigd op { $date }. Annuleert u het geschil nu, dan gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
    .brief = De kopersbescherming is geëindigd op { $date }. Annuleert u nu, dan gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
protection-unknown = Wij weten niet wanneer de kopersbescherming voor deze bestelling eindigt; kijk daarvoor op de bestelpagina. Annuleert u het geschil, dan kunt u alleen tot die datum een nieuw geschil openen; daarna gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
    .brief = Annuleert u, dan kunt u alleen tot het einde van de kopersbescherming (zie de bestelpagina) een nieuw geschil openen; daarna gaat het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.

# Stappen
heading-cancel = Zo annuleert u het geschil:
heading-return = Zo annuleert u de retour:
    .brief = Retour annuleren:
heading-accept = Zo accepteert u het voorstel:
    .brief = Zo accepteert u:
heading-support = Zo bereikt u de klantenservice van AliExpress:
heading-later = Zo annuleert u het geschil na ontvangst:
sign-in = Log in met het account waarmee u hebt besteld.
orders-web = Open op de website { $my-orders }.
    .brief = Log op de website in met het account van de bestelling en open { $my-orders }.
orders-app = In de app: { $account }, dan { $orders }.
    .brief = Log in de app in met het account van de bestelling; open { $account } en daarna { $orders }.
dispute = Open bij deze bestelling { $order-details } en daarna { $view-dispute }.
    .brief = Open in de bestelling { $view-dispute }.
cancel = Tik onderaan de pagina op { $cancel-dispute }.
    .brief = Tik onderaan op { $cancel-dispute }.
return-page = Open bij deze bestelling de pagina van de retour.
    .brief = Open in de bestelling de retour.
cancel-return = Biedt de pagina dit aan, tik dan op { $cancel-return }.
    .brief = Tik op { $cancel-return } als die er is.
confirm = Bevestig. Het geschil wordt meteen gesloten.
    .brief = Bevestig.
compare = Controleer in het voorstel het bedrag en of u het artikel moet terugsturen.
    .brief = Controleer het bedrag en of u iets moet terugsturen.
compare-amount = Controleer het bedrag ({ $amount }) en of u iets moet terugsturen.
accept = Tik alleen op { $accept } als beide kloppen met de afspraak. Zo niet, accepteer dan niet, maar stuur ons een bericht.
    .brief = Tik alleen op { $accept } als alles is zoals afgesproken. Zo niet, accepteer dan niet en schrijf ons.
check-button = Log in met het account waarmee u hebt besteld, op de website of in de nieuwste versie van de app, en kijk nog eens onderaan de pagina van het geschil.
    .brief = Log in met het account van de bestelling en kijk nog eens onderaan de pagina van het geschil.
check-proposal = Log in met het account waarmee u hebt besteld, op de website of in de nieuwste versie van de app, en bekijk het voorstel in het geschil nog eens.
    .brief = Log in met het account van de bestelling en bekijk het voorstel in het geschil nog eens.
check-return = Log in met het account waarmee u hebt besteld, op de website of in de nieuwste versie van de app, en bekijk de pagina van de retour nog eens.
    .brief = Log in met het account van de bestelling en bekijk de pagina van de retour nog eens.
support = Open { $help-center } en begin een chat.
agent = Vraag de virtuele assistent u met een medewerker te verbinden.
tell = Geef het bestelnummer hierboven door en leg uit wat u met het geschil wilt doen.
classic-orders = Log in bij AliExpress, open { $my-orders } en zoek deze bestelling.
    .brief = Open { $my-orders } en zoek deze bestelling.
classic-dispute = Open { $view-dispute }.
classic-cancel = Tik op { $cancel-dispute }.
classic-submit = Tik op { $submit }.

# Slot
accept-warning = Tik niet op { $accept }: dat sluit het geschil definitief.
    .brief = Tik niet op { $accept }: dat sluit het geschil definitief.
consequence = Let op: annuleert u het geschil, dan gaat na afloop van de kopersbescherming het geld naar de verkoper en kan het geschil niet opnieuw worden geopend.
consequence-accept = Let op: accepteren sluit het geschil definitief.
wording = De namen van de knoppen kunnen iets afwijken.
help = Ontbreekt de knop of werkt hij niet, dan kan de klantenservice van AliExpress helpen via { $help-center }.
    .brief = Geen knop? Vraag AliExpress: { $help-center }.
questions = Vragen? Stel ze in deze chat.
    .brief = Vragen? Stel ze hier.
close = Houd berichten en betalingen op AliExpress.
    .brief = Houd berichten en betalingen op AliExpress.

# Knoppen: bevestigde namen staan tussen aanhalingstekens, de andere worden beschreven
label-plain = ‘{ $label }’
label-quoted = ‘{ $label }’ ({ $english })
label-described = { $description } ({ $english })
described-my-orders = de lijst met uw bestellingen
described-orders = uw bestellingen
described-account = uw profiel
described-order-details = de details van de bestelling
described-view-dispute = het lopende geschil
described-cancel-dispute = de knop om de aanvraag te annuleren
described-cancel-dispute-2022 = de annuleerknop
described-cancel-return = de knop om de retour te annuleren
described-accept = de acceptatieknop
described-help-center = de helppagina's
described-submit = de verzendknop

# Datums
date = { $day } { $month } { $year }
date-time = { $date } om { $time } (Californische tijd)
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
