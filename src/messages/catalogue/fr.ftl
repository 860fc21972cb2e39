# Messages à l'acheteur en français. `.brief` est la forme courte de `--tone brief`.

# En-tête
opening = Bonjour, ce message concerne votre litige AliExpress.
    .brief = Bonjour,
order = Commande : { $order }
item = Article : { $item }
agreed = Ce qui a été convenu : { $text }
amount = Remboursement convenu : { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Déjà fait : { $text }

# Situations
resolved = Sauf erreur de notre part, le problème est résolu et il ne reste rien à régler de notre côté. Si c'est bien le cas, vous pouvez annuler le litige. S'il manque encore quelque chose, ne l'annulez pas et écrivez-nous.
    .brief = Si le problème est résolu à votre satisfaction, vous pouvez annuler le litige.
unresolved = S'il manque encore quelque chose, ne l'annulez pas et écrivez-nous.
keep = Si vous avez décidé de garder l'article, vous pouvez annuler le retour ; le litige est alors annulé lui aussi, sans remboursement. Si vous préférez le renvoyer, n'annulez pas : renvoyez-le dans le délai indiqué dans la demande (en général 10 jours), sinon l'argent est versé au vendeur.
    .brief = Si vous gardez l'article, vous pouvez annuler le retour, et donc le litige, sans remboursement. Ou renvoyez-le à temps (en général 10 jours), sinon l'argent est versé au vendeur.
return-ends-dispute = Un retour est en cours : l'annuler annule aussi le litige.
    .brief = Annuler le retour annule aussi le litige.
refund = AliExpress ne verse le remboursement convenu qu'une fois que vous avez accepté la proposition. Merci de ne pas annuler le litige : vous renonceriez à votre réclamation et il n'y aurait pas de remboursement.
    .brief = AliExpress ne rembourse qu'une fois la proposition acceptée. N'annulez pas le litige, sinon pas de remboursement.
resend = L'article de remplacement ne vous est pas encore parvenu. Le plus sûr est de n'annuler le litige qu'après réception. Vous pouvez annuler plus tôt si vous le souhaitez ; tenez d'abord compte de la date ci-dessous.
    .brief = L'article de remplacement n'est pas encore arrivé : le plus sûr est de n'annuler le litige qu'après réception.
wait = Votre colis est en route et ne vous est pas encore parvenu. Le plus sûr est de n'annuler le litige qu'après réception. Vous pouvez annuler plus tôt si vous le souhaitez ; tenez d'abord compte de la date ci-dessous.
    .brief = Votre colis n'est pas encore arrivé : le plus sûr est de n'annuler le litige qu'après réception.
stuck = Si vous souhaitez annuler le litige et que le bouton est introuvable ou ne répond pas, le service client d'AliExpress peut vous aider pour cette commande.
    .brief = Si le bouton d'annulation n'apparaît pas, le service client d'AliExpress peut vous aider.
stuck-refund = Si vous souhaitez accepter la proposition dans le litige et que le bouton est introuvable ou ne répond pas, le service client d'AliExpress peut vous aider pour cette commande. Merci de ne pas annuler le litige : il n'y aurait pas de remboursement.
    .brief = Si le bouton d'acceptation n'apparaît pas, le service client d'AliExpress peut vous aider. N'annulez pas le litige : vous perdriez le remboursement.

# Choix
choice = L'annulation est facultative : c'est votre choix et rien ne vous y oblige. N'annulez que si la solution vous convient. Personne d'autre que vous ne peut annuler le litige, pas même nous.
    .brief = Annuler est votre choix ; personne d'autre ne peut le faire.
choice-refund = Rien ne vous oblige à accepter : c'est votre choix. Personne d'autre que vous ne peut accepter la proposition ou annuler le litige, pas même nous. Une fois la proposition acceptée, le litige est clos définitivement.
    .brief = Accepter est votre choix et c'est définitif ; personne d'autre ne peut accepter ou annuler.

# Protection
protection-running = La protection de l'acheteur pour cette commande prend fin le { $date }. Si vous annulez le litige, vous ne pourrez en ouvrir un nouveau que jusque-là ; ensuite, l'argent est versé au vendeur et le litige ne peut plus être rouvert.
    .brief = Si vous annulez, un nouveau litige n'est possible que jusqu'à la fin de la protection de l'acheteur ({ $date }) ; puis l'argent est versé au vendeur.
protection-over = La protection de l'acheteur pour cette commande a pris fin le { $date }. Si vous annulez le litige maintenant, l'argent est versé au vendeur et le litige ne peut plus être rouvert.
    .brief = La protection de l'acheteur a pris fin le { $date }. Si vous annulez, l'argent est versé au vendeur et le litige ne peut plus être rouvert.
protection-unknown = Nous ne savons pas quand prend fin la protection de l'acheteur pour cette commande ; consultez la page de la commande. Si vous annulez le litige, vous ne pourrez en ouvrir un nouveau que jusqu'à cette date ; ensuite, l'argent est versé au vendeur et le litige ne peut plus être rouvert.
    .brief = Si vous annulez, un nouveau litige n'est possible que jusqu'à la fin de la protection de l'acheteur (voir la commande) ; puis l'argent est versé au vendeur.

# Étapes
heading-cancel = Comment annuler le litige :
heading-return = Comment annuler le retour :
    .brief = Pour annuler le retour :
heading-accept = Comment accepter la proposition :
    .brief = Pour accepter :
heading-support = Comment joindre le service client d'AliExpress :
heading-later = Comment annuler le litige après réception :
sign-in = Connectez-vous avec le compte utilisé pour cette commande.
orders-web = Sur le site, ouvrez { $my-orders }.
    .brief = Sur le site, avec le compte de cette commande, ouvrez { $my-orders }.
orders-app = Dans l'application : { $account }, puis { $orders }.
    .brief = Dans l'application, avec le compte utilisé pour cette commande, ouvrez { $account }, puis { $orders }.
dispute = Dans cette commande, ouvrez { $order-details }, puis { $view-dispute }.
    .brief = Dans la commande, ouvrez { $view-dispute }.
cancel = En bas de la page, appuyez sur { $cancel-dispute }.
    .brief = En bas, appuyez sur { $cancel-dispute }.
return-page = Dans cette commande, ouvrez la page du retour.
    .brief = Dans la commande, ouvrez le retour.
cancel-return = Si la page le propose, appuyez sur { $cancel-return }.
    .brief = S'il apparaît, appuyez sur { $cancel-return }.
confirm = Confirmez. Le litige est clos aussitôt.
    .brief = Confirmez.
compare = Dans la proposition, vérifiez le montant et s'il faut renvoyer l'article.
    .brief = Vérifiez le montant et s'il faut renvoyer l'article.
compare-amount = Vérifiez le montant ({ $amount }) et s'il faut renvoyer l'article.
accept = N'appuyez sur { $accept } que si les deux sont conformes à notre accord. Sinon, n'acceptez pas et écrivez-nous.
    .brief = N'appuyez sur { $accept } que si tout est comme convenu. Sinon, n'acceptez pas et écrivez-nous.
check-button = Connectez-vous avec le compte utilisé pour cette commande, sur le site ou dans la dernière version de l'application, et regardez encore une fois en bas de la page du litige.
    .brief = Avec le compte utilisé pour l'achat, regardez encore une fois en bas de la page du litige.
check-proposal = Connectez-vous avec le compte utilisé pour cette commande, sur le site ou dans la dernière version de l'application, et regardez encore une fois la proposition dans le litige.
    .brief = Avec le compte utilisé pour l'achat, regardez encore une fois la proposition.
check-return = Connectez-vous avec le compte utilisé pour cette commande, sur le site ou dans la dernière version de l'application, et regardez encore une fois la page du retour.
    .brief = Avec le compte utilisé pour l'achat, regardez encore une fois la page du retour.
support = Ouvrez { $help-center } et lancez une discussion.
agent = Demandez à l'assistant virtuel de vous mettre en relation avec un conseiller.
tell = Donnez le numéro de commande ci-dessus et expliquez ce que vous souhaitez faire du litige.
classic-orders = Connectez-vous à AliExpress, ouvrez { $my-orders } et cherchez cette commande.
    .brief = Dans { $my-orders }, cherchez cette commande.
classic-dispute = Ouvrez { $view-dispute }.
classic-cancel = Appuyez sur { $cancel-dispute }.
classic-submit = Enfin, appuyez sur { $submit }.

# Fin
accept-warning = N'appuyez pas sur { $accept } : cela clôt le litige définitivement.
    .brief = N'appuyez pas sur { $accept } : c'est définitif.
consequence = Pour rappel : si vous annulez, une fois la protection de l'acheteur terminée, l'argent est versé au vendeur et le litige ne peut plus être rouvert.
consequence-accept = Pour rappel : une fois la proposition acceptée, le litige est clos définitivement.
wording = Le nom des boutons peut varier.
help = Bouton introuvable ou sans réaction ? Le service client d'AliExpress peut vous aider via { $help-center }.
    .brief = Pas de bouton ? Demandez à AliExpress : { $help-center }.
questions = Des questions ? Répondez dans cette conversation.
    .brief = Des questions ? Écrivez ici.
close = Gardez tout sur AliExpress, paiements compris.
    .brief = Gardez tout sur AliExpress, paiements compris.

# Boutons : les noms attestés sont entre guillemets, les autres sont décrits
label-plain = « { $label } »
label-quoted = « { $label } » ({ $english })
label-described = { $description } ({ $english })
described-my-orders = la liste de vos commandes
described-orders = vos commandes
described-account = votre profil
described-order-details = le détail de la commande
described-view-dispute = le litige en cours
described-cancel-dispute = le bouton d'annulation de la demande
described-cancel-dispute-2022 = le bouton d'annulation du litige
described-cancel-return = le bouton d'annulation du retour
described-accept = le bouton d'acceptation
described-help-center = le centre d'aide
described-submit = le bouton d'envoi

# Dates
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-time = { $date } à { $time }, heure de Californie
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
