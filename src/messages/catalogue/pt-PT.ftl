# Mensagens ao comprador em português de Portugal. `.brief` é a forma curta de `--tone brief`.

# Início
opening = Olá! Escrevemos a propósito da sua disputa no AliExpress.
    .brief = Olá!
order = Encomenda: { $order }
item = Artigo: { $item }
agreed = O que ficou acordado: { $text }
amount = Reembolso acordado: { $amount }
done = Já foi feito: { $text }

# Situações
resolved = Tanto quanto sabemos, o problema está resolvido e nada mais lhe é devido. Se assim for, pode cancelar a disputa. Se ainda faltar alguma coisa, não cancele e escreva-nos.
    .brief = Se o problema está resolvido a seu contento, pode cancelar a disputa.
keep = Se decidiu ficar com o artigo, pode cancelar a devolução; isso cancela também a disputa. Se preferir devolvê-lo, não cancele: envie-o no prazo indicado no pedido de devolução (normalmente 10 dias), ou o dinheiro vai para o vendedor.
    .brief = Se ficar com o artigo, pode cancelar a devolução, o que cancela também a disputa. Se não, envie-o no prazo (normalmente 10 dias), ou o dinheiro vai para o vendedor.
return-ends-dispute = Está em curso uma devolução: cancelá-la cancela também a disputa.
    .brief = Cancelar a devolução cancela também a disputa.
refund = O AliExpress só paga o reembolso acordado depois de aceitar a proposta na disputa. Por favor, não cancele a disputa: o cancelamento retira a sua reclamação e não dá direito a reembolso.
    .brief = O AliExpress só paga o reembolso depois de aceitar a proposta. Não cancele a disputa: assim não há reembolso.
resend = O artigo de substituição ainda não lhe chegou. O mais seguro é cancelar só depois de o receber. Se quiser, pode cancelar antes; veja primeiro a data abaixo.
    .brief = A substituição ainda não chegou: o mais seguro é cancelar só depois de a receber.
wait = A sua encomenda vem a caminho e ainda não chegou. O mais seguro é cancelar só depois de a receber. Se quiser, pode cancelar antes; veja primeiro a data abaixo.
    .brief = A sua encomenda ainda não chegou: o mais seguro é cancelar só depois de a receber.
stuck = Se quer cancelar a disputa e não encontra o botão ou não consegue premi-lo, o apoio ao cliente do AliExpress pode ajudar com esta encomenda.
    .brief = Se o botão de cancelar não aparece, o apoio ao cliente do AliExpress pode ajudar.
stuck-refund = Se quer aceitar a proposta na disputa e não encontra o botão ou não consegue premi-lo, o apoio ao cliente do AliExpress pode ajudar com esta encomenda. Por favor, não cancele a disputa: assim não há reembolso.
    .brief = Se o botão de aceitar não aparece, o apoio ao cliente do AliExpress pode ajudar. Não cancele a disputa: assim não há reembolso.

# Escolha
choice = Cancelar é voluntário: a escolha é sua e não tem qualquer obrigação de o fazer. Cancele apenas se a solução for do seu agrado. A disputa só pode ser cancelada por si; nós não o podemos fazer.
    .brief = É voluntário e só pode ser feito por si.
choice-refund = Aceitar é voluntário: a escolha é sua e não tem qualquer obrigação de o fazer. A proposta só pode ser aceite por si, e a disputa só pode ser cancelada por si; nós não o podemos fazer. Depois de aceite a proposta, a disputa fica encerrada em definitivo.
    .brief = É voluntário: aceitar ou cancelar só pode ser feito por si. Aceitar encerra-a em definitivo.

# Proteção
protection-running = A proteção do comprador desta encomenda termina a { $date } ({ $iso }). Se cancelar a disputa, só poderá abrir outra até esse momento; depois, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = Depois de cancelar, só poderá abrir outra disputa até ao fim da proteção do comprador, a { $date } ({ $iso }). Depois, o dinheiro vai para o vendedor e ela não poderá voltar a ser aberta.
protection-over = A proteção do comprador desta encomenda terminou a { $date } ({ $iso }). Se cancelar a disputa agora, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = A proteção do comprador terminou a { $date } ({ $iso }). Se cancelar agora, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
protection-unknown = Não sabemos quando termina a proteção do comprador desta encomenda; consulte a página da encomenda. Se cancelar a disputa, só poderá abrir outra até essa data; depois, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = Depois de cancelar, só poderá abrir outra disputa até ao fim da proteção do comprador (veja a página da encomenda). Depois, o dinheiro vai para o vendedor e ela não poderá voltar a ser aberta.

# Passos
heading-cancel = Como cancelar a disputa:
heading-return = Como cancelar a devolução:
heading-accept = Como aceitar a proposta:
heading-support = Como contactar o apoio ao cliente do AliExpress:
sign-in = Inicie sessão no AliExpress com a conta que fez esta encomenda.
orders-web = No site, abra { $my-orders }.
    .brief = Com a conta desta encomenda, abra { $my-orders }.
orders-app = Na aplicação, abra { $account } e depois { $orders }.
    .brief = Na aplicação, abra { $account } e depois { $orders }.
dispute = Procure esta encomenda, abra { $order-details } e depois { $view-dispute }.
    .brief = Nesta encomenda, abra { $view-dispute }.
cancel = No fundo da página, prima { $cancel-dispute }.
    .brief = No fundo da página, prima { $cancel-dispute }.
return-page = Procure esta encomenda e abra a página da devolução.
    .brief = Nesta encomenda, abra a página da devolução.
cancel-return = Se a página o permitir, prima { $cancel-return }.
    .brief = Se aparecer, prima { $cancel-return }.
confirm = Confirme. A disputa é encerrada de imediato.
    .brief = Confirme.
compare = Na proposta, verifique o valor e se é preciso devolver o artigo.
    .brief = Verifique o valor e se é preciso devolver o artigo.
accept = Só se ambas as coisas estiverem como acordado, prima { $accept }. Se não, não aceite e escreva-nos.
    .brief = Só se tudo estiver como acordado, prima { $accept }.
check-button = Inicie sessão com a conta que fez esta encomenda, no site ou na aplicação atualizada, e procure mais uma vez no fundo da página da disputa.
    .brief = Com a conta desta encomenda, procure mais uma vez no fundo da página da disputa.
support = Abra { $help-center } e inicie uma conversa.
agent = Peça ao assistente virtual para falar com um assistente humano.
tell = Indique o número da encomenda acima e diga que o pedido de cancelar a disputa é seu.
tell-refund = Indique o número da encomenda acima e diga que o pedido de aceitar a proposta é seu.
classic-orders = Inicie sessão no AliExpress, abra { $my-orders } e procure esta encomenda.
    .brief = Abra { $my-orders } e procure esta encomenda.
classic-dispute = Abra { $view-dispute }.
classic-cancel = Prima { $cancel-dispute }.
classic-submit = Para concluir, prima { $submit }.

# Fim
accept-warning = Prima { $accept } apenas se o valor apresentado for o que acordámos.
    .brief = Prima { $accept } apenas se o valor for o acordado.
wording = Os nomes dos botões podem variar ligeiramente.
help = Se não encontrar o botão ou não conseguir premi-lo, o apoio ao cliente do AliExpress pode ajudar: abra { $help-center }.
    .brief = Sem o botão? Apoio ao cliente do AliExpress: { $help-center }.
close = Tem dúvidas? Responda nesta conversa, por favor, e mantenha tudo no AliExpress.
    .brief = Responda aqui, por favor, e mantenha tudo no AliExpress.

# Botões: os nomes comprovados vão entre aspas; os outros são descritos
label-plain = «{ $label }»
label-quoted = «{ $label }» ({ $english })
label-described = { $description } ({ $english })
described-my-orders = a lista das suas encomendas
described-orders = as suas encomendas
described-account = a sua conta
described-order-details = os detalhes da encomenda
described-view-dispute = a disputa em curso
described-cancel-dispute = o botão de cancelar o pedido
described-cancel-return = o botão de cancelar a devolução
described-accept = o botão de aceitar
described-help-center = o centro de ajuda
described-submit = o botão de enviar

# Datas
date = { $day } de { $month } de { $year }
date-time = { $date }, { $time } { $zone }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
