# Nachrichten an den Käufer auf Deutsch. `.brief` ist die kurze Fassung für `--tone brief`.

# Kopf
opening = Guten Tag! Es geht um Ihren Streitfall bei AliExpress.
    .brief = Guten Tag!
order = Bestellung: { $order }
item = Artikel: { $item }
agreed = Was wir vereinbart haben: { $text }
amount = Vereinbarte Erstattung: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Bereits erledigt: { $text }

# Situationen
resolved = Soweit wir wissen, ist das Problem gelöst und von unserer Seite nichts mehr offen. Wenn das stimmt, können Sie den Streitfall zurückziehen. Fehlt noch etwas, ziehen Sie ihn bitte nicht zurück, sondern schreiben Sie uns.
    .brief = Wenn das Problem gelöst ist und Sie zufrieden sind, können Sie den Streitfall zurückziehen.
unresolved = Fehlt noch etwas, ziehen Sie ihn bitte nicht zurück, sondern schreiben Sie uns.
keep = Möchten Sie den Artikel behalten, können Sie den Rückgabeantrag zurückziehen; damit ist auch der Streitfall zurückgezogen und es gibt keine Erstattung. Möchten Sie den Artikel lieber zurücksenden, ziehen Sie bitte nichts zurück und halten Sie die Frist im Antrag ein (meist 10 Tage), sonst geht das Geld an den Verkäufer.
    .brief = Behalten Sie den Artikel, können Sie den Rückgabeantrag zurückziehen; der Streitfall endet dann ohne Erstattung. Sonst bitte rechtzeitig zurücksenden (meist 10 Tage); danach geht das Geld an den Verkäufer.
return-ends-dispute = Eine Rückgabe läuft: Wenn Sie den Rückgabeantrag zurückziehen, ist auch der Streitfall zurückgezogen.
    .brief = Mit dem Rückgabeantrag ziehen Sie auch den Streitfall zurück.
refund = AliExpress zahlt die vereinbarte Erstattung erst, wenn Sie den Vorschlag angenommen haben. Bitte ziehen Sie den Streitfall nicht zurück: Sonst verzichten Sie auf Ihre Forderung und erhalten keine Erstattung.
    .brief = AliExpress erstattet erst, wenn Sie den Vorschlag annehmen. Bitte den Streitfall nicht zurückziehen, sonst entfällt die Erstattung.
resend = Ihre Ersatzlieferung ist noch nicht bei Ihnen. Am sichersten ist es, den Streitfall erst nach Erhalt zurückzuziehen. Auf Wunsch geht es auch früher; beachten Sie bitte zuerst das Datum unten.
    .brief = Ihre Ersatzlieferung ist noch nicht da: Am sichersten ziehen Sie den Streitfall erst nach Erhalt zurück.
wait = Ihr Paket ist unterwegs und noch nicht bei Ihnen. Am sichersten ist es, den Streitfall erst nach Erhalt zurückzuziehen. Auf Wunsch geht es auch früher; beachten Sie bitte zuerst das Datum unten.
    .brief = Ihr Paket ist noch nicht da: Am sichersten ziehen Sie den Streitfall erst nach Erhalt zurück.
stuck = Wenn Sie den Streitfall zurückziehen möchten und der Button fehlt oder nicht reagiert, kann Ihnen der Kundenservice von AliExpress bei dieser Bestellung helfen.
    .brief = Fehlt der Zurückziehen-Button, kann der Kundenservice von AliExpress helfen.
stuck-refund = Wenn Sie den Vorschlag im Streitfall annehmen möchten und der Button fehlt oder nicht reagiert, kann Ihnen der Kundenservice von AliExpress bei dieser Bestellung helfen. Bitte ziehen Sie den Streitfall nicht zurück: Sonst gibt es keine Erstattung.
    .brief = Fehlt der Annehmen-Button, kann der AliExpress-Kundenservice helfen. Bitte den Streitfall nicht zurückziehen: Sonst gibt es keine Erstattung.

# Entscheidung
choice = Zurückziehen ist freiwillig: Es ist allein Ihre Entscheidung. Tun Sie es nur, wenn Sie zufrieden sind. Nur Sie können den Streitfall zurückziehen, wir nicht.
    .brief = Zurückziehen ist freiwillig; nur Sie können es.
choice-refund = Die Annahme ist freiwillig: Es ist allein Ihre Entscheidung. Nur Sie können den Vorschlag annehmen oder den Streitfall zurückziehen, wir nicht. Nach der Annahme ist der Streitfall endgültig geschlossen.
    .brief = Annehmen ist freiwillig und endgültig; nur Sie können annehmen oder den Streitfall zurückziehen.

# Käuferschutz
protection-running = Der Käuferschutz für diese Bestellung endet am { $date }. Wenn Sie den Streitfall zurückziehen, ist nur bis dahin ein neuer möglich; danach geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Falls Sie zurückziehen, ist ein neuer Streitfall nur bis zum Ende des Käuferschutzes am { $date } möglich; danach geht das Geld an den Verkäufer.
protection-over = Der Käuferschutz für diese Bestellung endete am { $date }. Wenn Sie den Streitfall jetzt zurückziehen, geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Der Käuferschutz endete am { $date }. Falls Sie jetzt zurückziehen, geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
protection-unknown = Wir wissen nicht, wann der Käuferschutz für diese Bestellung endet; bitte sehen Sie auf der Bestellseite nach. Wenn Sie den Streitfall zurückziehen, ist nur bis zu diesem Datum ein neuer möglich; danach geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Falls Sie zurückziehen, ist ein neuer Streitfall nur bis zum Ende des Käuferschutzes (siehe Bestellseite) möglich; danach geht das Geld an den Verkäufer.

# Schritte
heading-cancel = So ziehen Sie den Streitfall zurück:
heading-return = So ziehen Sie den Rückgabeantrag zurück:
    .brief = Rückgabeantrag zurückziehen:
heading-accept = So nehmen Sie den Vorschlag an:
    .brief = Zum Annehmen:
heading-support = So erreichen Sie den Kundenservice von AliExpress:
heading-later = So ziehen Sie den Streitfall nach Erhalt zurück:
sign-in = Melden Sie sich mit dem Konto an, mit dem Sie bestellt haben.
orders-web = Auf der Website: { $my-orders }.
    .brief = Auf der Website mit dem Konto dieser Bestellung anmelden und { $my-orders } öffnen.
orders-app = In der App: { $account }, dann { $orders }.
    .brief = In der App mit dem Konto dieser Bestellung anmelden, dann { $account } und { $orders } öffnen.
dispute = Öffnen Sie in dieser Bestellung { $order-details }, dann { $view-dispute }.
    .brief = In der Bestellung { $view-dispute } öffnen.
cancel = Tippen Sie am Ende der Seite auf { $cancel-dispute }.
    .brief = Am Seitenende auf { $cancel-dispute } tippen.
return-page = Öffnen Sie in dieser Bestellung die Seite der Rückgabe.
    .brief = In der Bestellung die Rückgabe öffnen.
cancel-return = Wenn vorhanden, tippen Sie auf { $cancel-return }.
    .brief = Falls vorhanden, auf { $cancel-return } tippen.
confirm = Bestätigen Sie. Der Streitfall wird sofort geschlossen.
    .brief = Bestätigen.
compare = Prüfen Sie im Vorschlag den Betrag und ob Sie den Artikel zurücksenden müssen.
    .brief = Betrag und Rücksendepflicht prüfen.
compare-amount = Betrag ({ $amount }) und Rücksendepflicht prüfen.
accept = Nur wenn beides wie vereinbart ist, tippen Sie auf { $accept }. Sonst nehmen Sie bitte nicht an, sondern schreiben Sie uns.
    .brief = Nur wenn beides wie vereinbart ist, auf { $accept } tippen. Sonst bitte uns schreiben, statt anzunehmen.
check-button = Melden Sie sich auf der Website oder in der neuesten Version der App mit dem Konto an, mit dem Sie bestellt haben, und sehen Sie noch einmal am Ende der Streitfallseite nach.
    .brief = Sehen Sie mit dem Konto der Bestellung noch einmal am Ende der Streitfallseite nach.
check-proposal = Melden Sie sich auf der Website oder in der neuesten Version der App mit dem Konto an, mit dem Sie bestellt haben, und sehen Sie sich den Vorschlag im Streitfall noch einmal an.
    .brief = Sehen Sie sich mit dem Konto der Bestellung den Vorschlag noch einmal an.
check-return = Melden Sie sich auf der Website oder in der neuesten Version der App mit dem Konto an, mit dem Sie bestellt haben, und sehen Sie sich die Seite der Rückgabe noch einmal an.
    .brief = Sehen Sie sich mit dem Konto der Bestellung die Rückgabe noch einmal an.
support = Öffnen Sie { $help-center } und beginnen Sie einen Chat.
agent = Bitten Sie den virtuellen Assistenten, Sie mit einem Mitarbeiter zu verbinden.
tell = Nennen Sie die Bestellnummer oben und erklären Sie, was Sie mit dem Streitfall tun möchten.
classic-orders = Bei AliExpress anmelden, { $my-orders } öffnen und diese Bestellung suchen.
    .brief = In { $my-orders } diese Bestellung suchen.
classic-dispute = Dort { $view-dispute } öffnen.
classic-cancel = Auf { $cancel-dispute } tippen.
classic-submit = Auf { $submit } tippen.

# Fuß
accept-warning = Tippen Sie nicht auf { $accept }: Das schließt den Streitfall endgültig.
    .brief = Nicht auf { $accept } tippen: Das ist endgültig.
consequence = Zur Erinnerung: Wenn Sie den Streitfall zurückziehen, geht nach dem Ende des Käuferschutzes das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
consequence-accept = Zur Erinnerung: Mit der Annahme ist der Streitfall endgültig geschlossen.
wording = Die Bezeichnungen können leicht abweichen.
help = Fehlt der Button oder reagiert er nicht, kann der AliExpress-Kundenservice über { $help-center } helfen.
    .brief = Kein Button? AliExpress-Support: { $help-center }.
questions = Fragen? Schreiben Sie uns hier im Chat.
    .brief = Fragen bitte hier.
close = Nachrichten und Zahlungen bitte nur auf AliExpress.
    .brief = Chat und Zahlungen nur auf AliExpress.

# Knöpfe: belegte Namen stehen in Anführungszeichen, die übrigen werden beschrieben
label-plain = „{ $label }“
label-quoted = „{ $label }“ ({ $english })
label-described = { $description } ({ $english })
described-my-orders = Ihre Bestellliste
described-orders = Bestellungen
described-account = Profil
described-order-details = die Bestelldetails
described-view-dispute = den laufenden Streitfall
described-cancel-dispute = den Zurückziehen-Button
described-cancel-dispute-2022 = den Button zum Zurückziehen
described-cancel-return = den Zurückziehen-Button
described-accept = den Annehmen-Button
described-help-center = das Hilfe-Center
described-submit = den Senden-Button

# Datum
date = { $day }. { $month } { $year }
date-time = { $date } um { $time } Uhr (US-Pazifikzeit)
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
