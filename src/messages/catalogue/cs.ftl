# Zprávy kupujícímu v češtině. `.brief` je krátká podoba pro `--tone brief`.

# Začátek
opening = Dobrý den, píšeme ohledně Vašeho sporu na AliExpressu.
    .brief = Dobrý den!
order = Objednávka: { $order }
item = Zboží: { $item }
agreed = Na čem jsme se dohodli: { $text }
amount = Dohodnutá částka k vrácení: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Už vyřízeno: { $text }

# Situace
resolved = Pokud víme, problém je vyřešen a všechny naše závazky vůči Vám jsou splněny. Je-li tomu tak, můžete spor zrušit. Pokud ještě něco chybí, spor prosím nerušte a napište nám.
    .brief = Je-li problém vyřešen k Vaší spokojenosti, můžete spor zrušit.
unresolved = Pokud ještě něco chybí, spor prosím nerušte a napište nám.
keep = Pokud si chcete zboží nechat, můžete zrušit vrácení; tím se zruší i spor a peníze se Vám nevrátí. Chcete-li zboží raději vrátit, vrácení prosím nerušte a zboží pošlete zpět ve lhůtě uvedené v žádosti (obvykle 10 dní), jinak peníze připadnou prodejci.
    .brief = Necháte-li si zboží, můžete zrušit vrácení a tím i spor; peníze se pak nevrátí. Pokud ne, pošlete ho prosím včas zpět (obvykle do 10 dní), jinak peníze připadnou prodejci.
return-ends-dispute = Probíhá vrácení zboží: jeho zrušením se zruší i spor.
    .brief = Zrušením vrácení se zruší i spor.
refund = AliExpress vyplatí dohodnutou částku teprve poté, co ve sporu přijmete návrh. Spor prosím nerušte: zrušením berete svůj nárok zpět a peníze by se Vám nevrátily.
    .brief = AliExpress vrátí peníze až poté, co přijmete návrh. Spor prosím nerušte, jinak se Vám peníze nevrátí.
resend = Náhradní zboží k Vám ještě nedorazilo. Nejbezpečnější je zrušit spor, až budete mít zboží u sebe. Pokud chcete, můžete spor zrušit i dříve; nejprve prosím věnujte pozornost datu níže.
    .brief = Náhradní zboží ještě nedorazilo: nejbezpečnější je zrušit spor, až ho budete mít u sebe.
wait = Vaše zásilka je na cestě a ještě nedorazila. Nejbezpečnější je zrušit spor, až ji budete mít u sebe. Pokud chcete, můžete spor zrušit i dříve; nejprve prosím věnujte pozornost datu níže.
    .brief = Vaše zásilka ještě nedorazila: nejbezpečnější je zrušit spor, až ji budete mít u sebe.
stuck = Chcete-li spor zrušit, ale tlačítko chybí nebo nereaguje, můžete se s touto objednávkou obrátit na zákaznickou podporu AliExpressu.
    .brief = Chybí-li tlačítko pro zrušení, obraťte se na zákaznickou podporu AliExpressu.
stuck-refund = Chcete-li ve sporu přijmout návrh, ale tlačítko chybí nebo nereaguje, můžete se s touto objednávkou obrátit na zákaznickou podporu AliExpressu. Spor prosím nerušte, jinak se Vám peníze nevrátí.
    .brief = Chybí-li tlačítko pro přijetí, obraťte se na zákaznickou podporu AliExpressu. Spor prosím nerušte, jinak se Vám peníze nevrátí.

# Volba
choice = Zrušení je dobrovolné: rozhodnutí je na Vás a nic Vás k tomu nezavazuje. Zrušte spor jen tehdy, když Vám řešení vyhovuje. Spor můžete zrušit jen Vy; my to udělat nemůžeme.
    .brief = Zrušení je dobrovolné; spor můžete zrušit jen Vy.
choice-refund = Přijetí je dobrovolné: rozhodnutí je na Vás a nic Vás k tomu nezavazuje. Přijmout návrh nebo zrušit spor můžete jen Vy; my to udělat nemůžeme. Přijetím se spor definitivně uzavře.
    .brief = Přijetí je dobrovolné a spor definitivně uzavře; přijmout návrh nebo spor zrušit můžete jen Vy.

# Ochrana
protection-running = Ochrana kupujícího u této objednávky končí { $date }. Pokud spor zrušíte, nový můžete otevřít jen do té doby; potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Pokud spor zrušíte, nový můžete otevřít jen do konce ochrany kupujícího, tedy do { $date }; potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
protection-over = Ochrana kupujícího u této objednávky skončila { $date }. Pokud spor zrušíte nyní, peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Ochrana kupujícího skončila { $date }. Pokud spor zrušíte nyní, peníze připadnou prodejci a spor už nepůjde znovu otevřít.
protection-unknown = Nevíme, kdy ochrana kupujícího u této objednávky končí; datum najdete na stránce objednávky. Pokud spor zrušíte, nový můžete otevřít jen do tohoto data; potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Pokud spor zrušíte, nový můžete otevřít jen do konce ochrany kupujícího (viz stránka objednávky); potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.

# Kroky
heading-cancel = Jak spor zrušit:
heading-return = Jak zrušit vrácení:
    .brief = Zrušení vrácení:
heading-accept = Jak přijmout návrh:
    .brief = Přijetí návrhu:
heading-support = Jak se obrátit na zákaznickou podporu AliExpressu:
heading-later = Jak spor zrušit, až zásilka dorazí:
sign-in = Přihlaste se na AliExpressu k účtu, ze kterého byla objednávka zadána.
orders-web = Na webu otevřete { $my-orders }.
    .brief = Na webu se přihlaste k účtu, ze kterého je objednávka, a otevřete { $my-orders }.
orders-app = V aplikaci otevřete { $account } a potom { $orders }.
    .brief = V aplikaci se přihlaste k účtu, ze kterého je objednávka, a otevřete nejdřív { $account }, potom { $orders }.
dispute = Najděte tuto objednávku, otevřete { $order-details } a potom { $view-dispute }.
    .brief = U této objednávky otevřete { $view-dispute }.
cancel = Dole na stránce stiskněte { $cancel-dispute }.
    .brief = Dole stiskněte { $cancel-dispute }.
return-page = Najděte tuto objednávku a otevřete stránku vrácení.
    .brief = U této objednávky otevřete stránku vrácení.
cancel-return = Pokud to stránka nabízí, stiskněte { $cancel-return }.
    .brief = Stiskněte { $cancel-return }, pokud tam je.
confirm = Potvrďte. Spor se hned uzavře.
    .brief = Potvrďte.
compare = Zkontrolujte v návrhu částku a to, zda je třeba zboží vrátit.
    .brief = Zkontrolujte částku a zda je třeba zboží vrátit.
compare-amount = Zkontrolujte částku ({ $amount }) a zda je třeba zboží vrátit.
accept = Stiskněte { $accept }, jen pokud obojí odpovídá dohodě. Pokud ne, návrh prosím nepřijímejte a napište nám.
    .brief = Stiskněte { $accept }, jen pokud vše odpovídá dohodě. Pokud ne, prosím nepřijímejte a napište nám.
check-button = Přihlaste se k účtu, ze kterého byla objednávka zadána, na webu nebo v nejnovější verzi aplikace a podívejte se ještě jednou na konec stránky sporu.
    .brief = Přihlaste se k účtu, ze kterého je objednávka, a podívejte se ještě jednou na konec stránky sporu.
check-proposal = Přihlaste se k účtu, ze kterého byla objednávka zadána, na webu nebo v nejnovější verzi aplikace a podívejte se ještě jednou na návrh ve sporu.
    .brief = Přihlaste se k účtu, ze kterého je objednávka, a podívejte se ještě jednou na návrh ve sporu.
check-return = Přihlaste se k účtu, ze kterého byla objednávka zadána, na webu nebo v nejnovější verzi aplikace a podívejte se ještě jednou na stránku vrácení.
    .brief = Přihlaste se k účtu, ze kterého je objednávka, a podívejte se ještě jednou na stránku vrácení.
support = Otevřete { $help-center } a zahajte chat.
agent = Požádejte virtuálního asistenta o spojení s operátorem.
tell = Napište číslo objednávky, které je výše, a vysvětlete, co chcete se sporem udělat.
classic-orders = Přihlaste se na AliExpress, otevřete { $my-orders } a najděte tuto objednávku.
    .brief = Otevřete { $my-orders } a najděte tuto objednávku.
classic-dispute = Otevřete { $view-dispute }.
classic-cancel = Stiskněte { $cancel-dispute }.
classic-submit = Nakonec stiskněte { $submit }.

# Konec
accept-warning = Nepoužívejte { $accept }: tím by se spor definitivně uzavřel.
    .brief = Nepoužívejte { $accept }: tím by se spor definitivně uzavřel.
consequence = Připomínáme: pokud spor zrušíte, po skončení ochrany kupujícího peníze připadnou prodejci a spor už nepůjde znovu otevřít.
consequence-accept = Připomínáme: přijetím návrhu se spor definitivně uzavře.
wording = Názvy tlačítek se mohou mírně lišit.
help = Pokud tlačítko chybí nebo nereaguje, obraťte se na zákaznickou podporu AliExpressu: otevřete { $help-center }.
    .brief = Chybí tlačítko? Podpora AliExpressu: { $help-center }.
questions = Máte dotazy? Napište prosím do tohoto chatu.
    .brief = Dotazy pište sem.
close = Zprávy i platby nechte na AliExpressu.
    .brief = Zprávy i platby jen na AliExpressu.

# Tlačítka: doložené názvy jsou v uvozovkách, ostatní jsou popsané
label-plain = „{ $label }“
label-quoted = „{ $label }“ ({ $english })
label-described = { $description } ({ $english })
described-my-orders = seznam svých objednávek
described-orders = seznam objednávek
described-account = svůj profil
described-order-details = podrobnosti objednávky
described-view-dispute = probíhající spor
described-cancel-dispute = tlačítko pro zrušení žádosti
described-cancel-dispute-2022 = tlačítko pro zrušení sporu
described-cancel-return = tlačítko pro zrušení vrácení
described-accept = tlačítko pro přijetí návrhu
described-help-center = stránky nápovědy
described-submit = tlačítko pro odeslání

# Data
date = { $day }. { $month } { $year }
date-time = { $date } ({ $time } tichomořského času USA)
month-1 = ledna
month-2 = února
month-3 = března
month-4 = dubna
month-5 = května
month-6 = června
month-7 = července
month-8 = srpna
month-9 = září
month-10 = října
month-11 = listopadu
month-12 = prosince
