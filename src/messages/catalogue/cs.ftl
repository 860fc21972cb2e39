# Zprávy kupujícímu v češtině. `.brief` je krátká podoba pro `--tone brief`.

# Začátek
opening = Dobrý den, píšeme ohledně Vašeho sporu na AliExpressu.
    .brief = Dobrý den!
order = Objednávka: { $order }
item = Zboží: { $item }
agreed = Na čem jsme se dohodli: { $text }
amount = Dohodnutá částka k vrácení: { $amount }
done = Už je hotovo: { $text }

# Situace
resolved = Pokud víme, problém je vyřešen a nic dalšího Vám nedlužíme. Je-li tomu tak, můžete spor zrušit. Pokud ještě něco chybí, spor prosím nerušte a napište nám.
    .brief = Je-li problém vyřešen k Vaší spokojenosti, můžete spor zrušit.
keep = Pokud si chcete zboží nechat, můžete zrušit vrácení; tím se zruší i spor. Chcete-li zboží raději vrátit, vrácení prosím nerušte a odešlete ho ve lhůtě uvedené v žádosti (obvykle 10 dní), jinak peníze připadnou prodejci.
    .brief = Necháte-li si zboží, můžete zrušit vrácení a tím i spor. Jinak ho prosím odešlete včas (obvykle do 10 dní), nebo peníze připadnou prodejci.
return-ends-dispute = Probíhá vrácení zboží: jeho zrušením se zruší i spor.
    .brief = Zrušením vrácení se zruší i spor.
refund = AliExpress vyplatí dohodnutou částku teprve poté, co ve sporu přijmete návrh. Spor prosím nerušte: zrušením berete svůj nárok zpět a žádné peníze se nevracejí.
    .brief = AliExpress vrátí peníze, teprve až přijmete návrh. Spor prosím nerušte: peníze by se nevrátily.
resend = Náhradní zboží k Vám ještě nedorazilo. Nejjistější je zrušit spor až po jeho obdržení. Pokud chcete, můžete ho zrušit i dříve; nejprve prosím věnujte pozornost datu níže.
    .brief = Náhradní zboží ještě nedorazilo: nejjistější je zrušit spor až po jeho obdržení.
wait = Vaše zásilka je na cestě a ještě nedorazila. Nejjistější je zrušit spor až po jejím obdržení. Pokud chcete, můžete ho zrušit i dříve; nejprve prosím věnujte pozornost datu níže.
    .brief = Vaše zásilka ještě nedorazila: nejjistější je zrušit spor až po jejím obdržení.
stuck = Chcete-li spor zrušit a tlačítko chybí nebo nereaguje, pomůže Vám s touto objednávkou zákaznická podpora AliExpressu.
    .brief = Chybí-li tlačítko ke zrušení, pomůže zákaznická podpora AliExpressu.
stuck-refund = Chcete-li ve sporu přijmout návrh a tlačítko chybí nebo nereaguje, pomůže Vám s touto objednávkou zákaznická podpora AliExpressu. Spor prosím nerušte: peníze by se nevrátily.
    .brief = Chybí-li tlačítko k přijetí, pomůže zákaznická podpora AliExpressu. Spor prosím nerušte: peníze by se nevrátily.

# Volba
choice = Zrušení je dobrovolné: rozhodnutí je na Vás a nic Vás k tomu nezavazuje. Zrušte spor jen tehdy, když Vám řešení vyhovuje. Spor můžete zrušit jen Vy; my to udělat nemůžeme.
    .brief = Je to dobrovolné a udělat to můžete jen Vy.
choice-refund = Přijetí je dobrovolné: rozhodnutí je na Vás a nic Vás k tomu nezavazuje. Přijmout návrh nebo zrušit spor můžete jen Vy; my to udělat nemůžeme. Přijetím se spor definitivně uzavře.
    .brief = Je to dobrovolné; přijmout nebo zrušit můžete jen Vy. Přijetím se spor definitivně uzavře.

# Ochrana
protection-running = Ochrana kupujícího u této objednávky končí { $date } ({ $iso }). Pokud spor zrušíte, nový můžete otevřít jen do té doby; potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Po zrušení můžete nový spor otevřít jen do konce ochrany kupujícího, do { $date } ({ $iso }). Potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
protection-over = Ochrana kupujícího u této objednávky skončila { $date } ({ $iso }). Pokud spor zrušíte nyní, peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Ochrana kupujícího skončila { $date } ({ $iso }). Pokud spor zrušíte nyní, peníze připadnou prodejci a spor už nepůjde znovu otevřít.
protection-unknown = Nevíme, kdy ochrana kupujícího u této objednávky končí; datum najdete na stránce objednávky. Pokud spor zrušíte, nový můžete otevřít jen do tohoto data; potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.
    .brief = Po zrušení můžete nový spor otevřít jen do konce ochrany kupujícího (viz stránka objednávky). Potom peníze připadnou prodejci a spor už nepůjde znovu otevřít.

# Kroky
heading-cancel = Jak spor zrušit:
heading-return = Jak zrušit vrácení:
heading-accept = Jak přijmout návrh:
heading-support = Jak se obrátit na zákaznickou podporu AliExpressu:
sign-in = Přihlaste se na AliExpress účtem, ze kterého byla objednávka zadána.
orders-web = Na webu otevřete { $my-orders }.
    .brief = V účtu této objednávky otevřete { $my-orders }.
orders-app = V aplikaci otevřete { $account } a potom { $orders }.
    .brief = V aplikaci otevřete { $account } a potom { $orders }.
dispute = Najděte tuto objednávku, otevřete { $order-details } a potom { $view-dispute }.
    .brief = U této objednávky otevřete { $view-dispute }.
cancel = Dole na stránce stiskněte { $cancel-dispute }.
    .brief = Dole stiskněte { $cancel-dispute }.
return-page = Najděte tuto objednávku a otevřete stránku vrácení.
    .brief = U této objednávky otevřete stránku vrácení.
cancel-return = Pokud to stránka nabízí, stiskněte { $cancel-return }.
    .brief = Je-li tam, stiskněte { $cancel-return }.
confirm = Potvrďte. Spor se hned uzavře.
    .brief = Potvrďte.
compare = Zkontrolujte v návrhu částku a to, zda je třeba zboží vrátit.
    .brief = Zkontrolujte částku a to, zda je třeba zboží vrátit.
accept = Jen pokud obojí odpovídá dohodě, stiskněte { $accept }. Pokud ne, návrh prosím nepřijímejte a napište nám.
    .brief = Jen pokud vše odpovídá dohodě, stiskněte { $accept }.
check-button = Přihlaste se účtem, ze kterého byla objednávka zadána, na webu nebo v aktualizované aplikaci, a podívejte se ještě jednou dolů na stránce sporu.
    .brief = Přihlaste se účtem této objednávky a podívejte se ještě jednou dolů na stránce sporu.
support = Otevřete { $help-center } a zahajte chat.
agent = Požádejte virtuálního asistenta o spojení s operátorem.
tell = Uveďte číslo objednávky výše a řekněte, že Vy osobně chcete spor zrušit.
tell-refund = Uveďte číslo objednávky výše a řekněte, že Vy osobně chcete návrh přijmout.
classic-orders = Přihlaste se na AliExpress, otevřete { $my-orders } a najděte tuto objednávku.
    .brief = Otevřete { $my-orders } a najděte tuto objednávku.
classic-dispute = Otevřete { $view-dispute }.
classic-cancel = Stiskněte { $cancel-dispute }.
classic-submit = Nakonec stiskněte { $submit }.

# Konec
accept-warning = Stiskněte { $accept } jen tehdy, když je uvedená částka ta, na které jsme se dohodli.
    .brief = Stiskněte { $accept } jen při dohodnuté částce.
wording = Názvy tlačítek se mohou mírně lišit.
help = Pokud tlačítko chybí nebo nereaguje, pomůže zákaznická podpora AliExpressu: otevřete { $help-center }.
    .brief = Chybí tlačítko? Zákaznická podpora AliExpressu: { $help-center }.
close = Máte dotazy? Odpovězte prosím v tomto chatu a všechno řešte na AliExpressu.
    .brief = Odpovídejte prosím zde a všechno řešte na AliExpressu.

# Tlačítka: doložené názvy jsou v uvozovkách, ostatní jsou popsané
label-plain = „{ $label }“
label-quoted = „{ $label }“ ({ $english })
label-described = { $description } ({ $english })
described-my-orders = seznam svých objednávek
described-orders = seznam objednávek
described-account = svůj účet
described-order-details = podrobnosti objednávky
described-view-dispute = probíhající spor
described-cancel-dispute = tlačítko ke zrušení žádosti
described-cancel-return = tlačítko ke zrušení vrácení
described-accept = tlačítko k přijetí
described-help-center = stránky nápovědy
described-submit = tlačítko k odeslání

# Data
date = { $day }. { $month } { $year }
date-time = { $date }, { $time } { $zone }
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
