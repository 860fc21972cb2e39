# Nachrichten an den Käufer auf Deutsch. `.brief` ist die kurze Fassung für `--tone brief`.

# Kopf
opening = Guten Tag! Es geht um Ihren Streitfall bei AliExpress.
    .brief = Guten Tag!
order = Bestellung: { $order }
item = Artikel: { $item }
agreed = Was wir vereinbart haben: { $text }
amount = Vereinbarte Erstattung: { $amount }
done = Bereits erledigt: { $text }

# Situationen
resolved = Soweit wir wissen, ist das Problem gelöst und Ihnen steht nichts mehr zu. Wenn das stimmt, können Sie den Streitfall abbrechen. Fehlt noch etwas, brechen Sie ihn bitte nicht ab, sondern schreiben Sie uns.
    .brief = Wenn das Problem gelöst ist und Sie zufrieden sind, können Sie den Streitfall abbrechen.
keep = Wenn Sie den Artikel behalten möchten, können Sie die Rücksendung abbrechen; damit wird auch der Streitfall abgebrochen. Möchten Sie ihn lieber zurücksenden, brechen Sie bitte nicht ab: Senden Sie ihn in der Frist, die im Antrag steht (meist 10 Tage), sonst geht das Geld an den Verkäufer.
    .brief = Behalten Sie den Artikel, können Sie die Rücksendung und damit den Streitfall abbrechen. Sonst bitte rechtzeitig senden (meist 10 Tage), oder das Geld geht an den Verkäufer.
return-ends-dispute = Eine Rücksendung läuft: Brechen Sie sie ab, wird auch der Streitfall abgebrochen.
    .brief = Mit der Rücksendung wird auch der Streitfall abgebrochen.
refund = AliExpress zahlt die vereinbarte Erstattung erst, wenn Sie den Vorschlag im Streitfall angenommen haben. Bitte brechen Sie den Streitfall nicht ab: Damit ziehen Sie Ihre Forderung zurück und erhalten keine Erstattung.
    .brief = AliExpress erstattet erst, wenn Sie den Vorschlag annehmen. Bitte den Streitfall nicht abbrechen: Das bringt keine Erstattung.
resend = Ihr Ersatz ist noch nicht bei Ihnen angekommen. Am sichersten ist es, erst nach dem Empfang abzubrechen. Auf Wunsch können Sie auch früher abbrechen; beachten Sie bitte zuerst das Datum unten.
    .brief = Ihr Ersatz ist noch nicht da: Am sichersten ist es, erst nach dem Empfang abzubrechen.
wait = Ihr Paket ist unterwegs und noch nicht bei Ihnen angekommen. Am sichersten ist es, erst nach dem Empfang abzubrechen. Auf Wunsch können Sie auch früher abbrechen; beachten Sie bitte zuerst das Datum unten.
    .brief = Ihr Paket ist noch nicht da: Am sichersten ist es, erst nach dem Empfang abzubrechen.
stuck = Wenn Sie den Streitfall abbrechen möchten und der Knopf fehlt oder nicht reagiert, hilft Ihnen der Kundenservice von AliExpress bei dieser Bestellung.
    .brief = Fehlt der Knopf zum Abbrechen, hilft der Kundenservice von AliExpress.
stuck-refund = Wenn Sie den Vorschlag im Streitfall annehmen möchten und der Knopf fehlt oder nicht reagiert, hilft Ihnen der Kundenservice von AliExpress bei dieser Bestellung. Bitte brechen Sie den Streitfall nicht ab: Dann gibt es keine Erstattung.
    .brief = Fehlt der Knopf zum Annehmen, hilft der Kundenservice von AliExpress. Bitte den Streitfall nicht abbrechen: Das bringt keine Erstattung.

# Entscheidung
choice = Das Abbrechen ist freiwillig: Es ist Ihre Entscheidung, Sie müssen es nicht tun. Bitte nur, wenn Sie zufrieden sind. Nur Sie können den Streitfall abbrechen; wir können es nicht.
    .brief = Das ist freiwillig, und nur Sie können es tun.
choice-refund = Das Annehmen ist freiwillig: Es ist Ihre Entscheidung, Sie müssen es nicht tun. Nur Sie können den Vorschlag annehmen oder den Streitfall abbrechen; wir können es nicht. Nach dem Annehmen ist der Streitfall endgültig geschlossen.
    .brief = Nur Sie können annehmen oder abbrechen; beides ist freiwillig. Das Annehmen ist endgültig.

# Käuferschutz
protection-running = Der Käuferschutz für diese Bestellung endet am { $date } ({ $iso }). Wenn Sie den Streitfall abbrechen, können Sie nur bis dahin einen neuen eröffnen; danach geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Käuferschutz bis { $date } ({ $iso }): Nur bis dahin ist nach Abbruch ein neuer Streitfall möglich. Danach geht das Geld an den Verkäufer und er kann nicht erneut eröffnet werden.
protection-over = Der Käuferschutz für diese Bestellung endete am { $date } ({ $iso }). Wenn Sie den Streitfall jetzt abbrechen, geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Der Käuferschutz endete am { $date } ({ $iso }). Wenn Sie jetzt abbrechen, geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
protection-unknown = Wir wissen nicht, wann der Käuferschutz für diese Bestellung endet; bitte sehen Sie auf der Bestellseite nach. Wenn Sie den Streitfall abbrechen, können Sie nur bis zu diesem Datum einen neuen eröffnen; danach geht das Geld an den Verkäufer und der Streitfall kann nicht erneut eröffnet werden.
    .brief = Nach Abbruch ist ein neuer Streitfall nur bis zum Ende des Käuferschutzes möglich (siehe Bestellseite). Danach geht das Geld an den Verkäufer und er kann nicht erneut eröffnet werden.

# Schritte
heading-cancel = So brechen Sie den Streitfall ab:
heading-return = So brechen Sie die Rücksendung ab:
heading-accept = So nehmen Sie den Vorschlag an:
heading-support = So erreichen Sie den Kundenservice von AliExpress:
sign-in = Melden Sie sich bei AliExpress mit dem Konto an, mit dem Sie bestellt haben.
orders-web = Öffnen Sie auf der Website { $my-orders }.
    .brief = Mit dem Konto dieser Bestellung { $my-orders } öffnen.
orders-app = Öffnen Sie in der App { $account }, dann { $orders }.
    .brief = In der App { $account } öffnen, dann { $orders }.
dispute = Suchen Sie diese Bestellung, öffnen Sie { $order-details }, dann { $view-dispute }.
    .brief = Dort { $view-dispute } öffnen.
cancel = Klicken oder tippen Sie am Ende der Seite auf { $cancel-dispute }.
    .brief = Am Ende der Seite auf { $cancel-dispute } klicken.
return-page = Suchen Sie diese Bestellung und öffnen Sie die Seite der Rücksendung.
    .brief = Dort die Seite der Rücksendung öffnen.
cancel-return = Wenn die Seite es anbietet, klicken oder tippen Sie auf { $cancel-return }.
    .brief = Falls vorhanden, auf { $cancel-return } klicken.
confirm = Bestätigen Sie. Der Streitfall wird sofort geschlossen.
    .brief = Bestätigen.
compare = Prüfen Sie im Vorschlag den Betrag und ob Sie den Artikel zurücksenden müssen.
    .brief = Den Betrag prüfen und ob der Artikel zurückmuss.
accept = Nur wenn beides wie vereinbart ist, klicken oder tippen Sie auf { $accept }. Wenn nicht, nehmen Sie bitte nicht an, sondern schreiben Sie uns.
    .brief = Nur wenn beides stimmt, auf { $accept } klicken.
check-button = Melden Sie sich auf der Website oder in der aktualisierten App mit dem Konto an, mit dem Sie bestellt haben, und sehen Sie noch einmal am Ende der Streitfallseite nach.
    .brief = Mit dem Konto dieser Bestellung noch einmal am Ende der Streitfallseite nachsehen.
support = Öffnen Sie { $help-center } und beginnen Sie einen Chat.
agent = Bitten Sie den virtuellen Assistenten um einen Mitarbeiter.
tell = Nennen Sie die Bestellnummer oben und sagen Sie, dass Sie selbst den Streitfall abbrechen möchten.
tell-refund = Nennen Sie die Bestellnummer oben und sagen Sie, dass Sie selbst den Vorschlag annehmen möchten.
classic-orders = Bei AliExpress anmelden, { $my-orders } öffnen und diese Bestellung suchen.
    .brief = Über { $my-orders } diese Bestellung suchen.
classic-dispute = Dort { $view-dispute } öffnen.
classic-cancel = Auf { $cancel-dispute } klicken.
classic-submit = Dann auf { $submit } klicken.

# Fuß
accept-warning = Klicken Sie nur auf { $accept }, wenn der angezeigte Betrag der vereinbarte ist.
    .brief = Nur beim vereinbarten Betrag auf { $accept } klicken.
wording = Die Namen der Knöpfe können leicht abweichen.
help = Wenn der Knopf fehlt oder nicht reagiert, hilft der Kundenservice von AliExpress: Öffnen Sie { $help-center }.
    .brief = Kein Knopf? AliExpress-Kundenservice: { $help-center }.
close = Fragen? Antworten Sie bitte in diesem Chat und lassen Sie alles auf AliExpress.
    .brief = Bitte hier antworten und alles auf AliExpress lassen.

# Knöpfe: belegte Namen stehen in Anführungszeichen, die übrigen werden beschrieben
label-plain = „{ $label }“
label-quoted = „{ $label }“ ({ $english })
label-described = { $description } ({ $english })
described-my-orders = Ihre Bestellliste
described-orders = Ihre Bestellungen
described-account = Ihr Konto
described-order-details = die Bestelldetails
described-view-dispute = den laufenden Streitfall
described-cancel-dispute = den Abbruchknopf
described-cancel-return = den Abbruchknopf
described-accept = den Knopf zum Annehmen
described-help-center = das Hilfe-Center
described-submit = den Sendeknopf

# Datum
date = { $day }. { $month } { $year }
date-time = { $date }, { $time } Uhr { $zone }
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
