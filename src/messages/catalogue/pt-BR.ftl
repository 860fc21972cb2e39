# Mensagens ao comprador em português do Brasil. `.brief` é a forma curta de `--tone brief`.

# Início
opening = Olá! Esta mensagem é sobre a sua disputa no AliExpress.
    .brief = Olá!
order = Pedido: { $order }
item = Item: { $item }
agreed = O que combinamos: { $text }
amount = Reembolso combinado: { $amount }
money = { $currency } { $number }
decimal-mark = ,
done = Já foi feito: { $text }

# Situações
resolved = Pelo que entendemos, o problema foi resolvido e não há mais nada pendente da nossa parte. Se for isso mesmo, você pode cancelar a disputa. Se ainda faltar algo, não cancele e escreva para nós.
    .brief = Se o problema foi resolvido e a solução é boa para você, pode cancelar a disputa.
unresolved = Se ainda faltar algo, não cancele e escreva para nós.
keep = Se você decidiu ficar com o item, pode cancelar a devolução; isso também cancela a disputa, e não há reembolso. Se preferir devolver, não cancele: envie o item de volta no prazo indicado na solicitação (normalmente 10 dias); caso contrário, o dinheiro vai para o vendedor.
    .brief = Se ficar com o item, você pode cancelar a devolução e, com ela, a disputa, sem reembolso. Se não, devolva-o no prazo (em geral 10 dias), ou o dinheiro vai para o vendedor.
return-ends-dispute = Há uma devolução em andamento: cancelar a devolução também cancela a disputa.
    .brief = Cancelar a devolução também cancela a disputa.
refund = O AliExpress só paga o reembolso combinado depois que você aceitar a proposta na disputa. Por favor, não cancele a disputa: se cancelar, você retira a sua reclamação e não haverá reembolso.
    .brief = O AliExpress só paga o reembolso depois que você aceitar a proposta. Não cancele a disputa: sem ela, não haverá reembolso.
resend = O item de reposição ainda não chegou até você. O mais seguro é só cancelar a disputa depois de recebê-lo. Se quiser, você pode cancelar antes; veja primeiro a data abaixo.
    .brief = O item de reposição ainda não chegou: o mais seguro é só cancelar a disputa depois de recebê-lo.
wait = O seu pacote está a caminho e ainda não chegou. O mais seguro é só cancelar a disputa depois de recebê-lo. Se quiser, você pode cancelar antes; veja primeiro a data abaixo.
    .brief = O seu pacote ainda não chegou: o mais seguro é só cancelar a disputa depois de recebê-lo.
stuck = Se você quer cancelar a disputa e o botão não aparece ou não funciona, o atendimento ao cliente do AliExpress pode ajudar com este pedido.
    .brief = Se o botão de cancelar não aparece, o atendimento ao cliente do AliExpress pode ajudar.
stuck-refund = Se você quer aceitar a proposta na disputa e o botão não aparece ou não funciona, o atendimento ao cliente do AliExpress pode ajudar com este pedido. Por favor, não cancele a disputa: se cancelar, não haverá reembolso.
    .brief = Se o botão de aceitar não aparece, o atendimento ao cliente do AliExpress pode ajudar. Não cancele a disputa: se cancelar, não haverá reembolso.

# Escolha
choice = Cancelar é voluntário: a escolha é sua e não há nenhuma obrigação. Cancele só se a solução for boa para você. Só você pode cancelar a disputa; nós não podemos.
    .brief = Cancelar é voluntário, e só você pode fazer isso.
choice-refund = Aceitar é voluntário: a escolha é sua e não há nenhuma obrigação. Só você pode aceitar a proposta ou cancelar a disputa; nós não podemos. Depois de aceita a proposta, a disputa é encerrada em definitivo.
    .brief = Só você pode aceitar ou cancelar. Aceitar é voluntário e encerra a disputa em definitivo.

# Proteção
protection-running = A proteção do comprador deste pedido termina em { $date }. Se você cancelar a disputa, só poderá abrir outra até esse momento; depois, o dinheiro vai para o vendedor e a disputa não poderá ser aberta de novo.
    .brief = Se cancelar, só pode abrir outra disputa até o fim da proteção do comprador ({ $date }); depois, o dinheiro vai para o vendedor e a disputa não poderá ser reaberta.
protection-over = A proteção do comprador deste pedido terminou em { $date }. Se você cancelar a disputa agora, o dinheiro vai para o vendedor e a disputa não poderá ser aberta de novo.
    .brief = A proteção do comprador terminou em { $date }. Se cancelar agora, o dinheiro vai para o vendedor e a disputa não poderá ser aberta de novo.
protection-unknown = Não sabemos quando termina a proteção do comprador deste pedido; veja a data na página do pedido. Se você cancelar a disputa, só poderá abrir outra até essa data; depois, o dinheiro vai para o vendedor e a disputa não poderá ser aberta de novo.
    .brief = Se cancelar, só pode abrir outra disputa até o fim da proteção do comprador (veja a página do pedido); depois, o dinheiro vai para o vendedor e a disputa não poderá ser reaberta.

# Passos
heading-cancel = Como cancelar a disputa:
heading-return = Como cancelar a devolução:
    .brief = Para cancelar a devolução:
heading-accept = Como aceitar a proposta:
    .brief = Para aceitar:
heading-support = Como falar com o atendimento ao cliente do AliExpress:
heading-later = Depois de receber, você pode cancelar a disputa assim:
sign-in = Entre no AliExpress com a conta usada neste pedido.
orders-web = No site, abra { $my-orders }.
    .brief = No site, com a conta usada neste pedido, abra { $my-orders }.
orders-app = No aplicativo: { $account } e depois { $orders }.
    .brief = No aplicativo, com a conta usada neste pedido, abra { $account } e depois { $orders }.
dispute = Encontre este pedido, abra { $order-details } e depois { $view-dispute }.
    .brief = Neste pedido, abra { $view-dispute }.
cancel = No fim da página, pressione { $cancel-dispute }.
    .brief = No fim da página, pressione { $cancel-dispute }.
return-page = Encontre este pedido e abra a página da devolução.
    .brief = Neste pedido, abra a página da devolução.
cancel-return = Se a página oferecer essa opção, pressione { $cancel-return }.
    .brief = Se aparecer, pressione { $cancel-return }.
confirm = Confirme. A disputa é encerrada na hora.
    .brief = Confirme.
compare = Na proposta, confira o valor e se é preciso devolver o item.
    .brief = Confira o valor e se é preciso devolver o item.
compare-amount = Confira o valor ({ $amount }) e se é preciso devolver o item.
accept = Pressione { $accept } só se as duas coisas estiverem como combinamos. Se não, não aceite e escreva para nós.
    .brief = Pressione { $accept } só se tudo estiver como combinamos. Se não, não aceite e escreva para nós.
check-button = Entre com a conta usada neste pedido, no site ou na versão mais recente do aplicativo, e olhe mais uma vez o fim da página da disputa.
    .brief = Entre com a conta usada neste pedido e olhe mais uma vez o fim da página da disputa.
check-proposal = Entre com a conta usada neste pedido, no site ou na versão mais recente do aplicativo, e olhe mais uma vez a proposta na disputa.
    .brief = Entre com a conta usada neste pedido e olhe mais uma vez a proposta na disputa.
check-return = Entre com a conta usada neste pedido, no site ou na versão mais recente do aplicativo, e olhe mais uma vez a página da devolução.
    .brief = Entre com a conta usada neste pedido e olhe mais uma vez a página da devolução.
support = Abra { $help-center } e inicie um chat.
agent = Peça ao assistente virtual para falar com um atendente.
tell = Informe o número do pedido acima e explique o que você quer fazer com a disputa.
classic-orders = Entre no AliExpress, abra { $my-orders } e encontre este pedido.
    .brief = Abra { $my-orders } e encontre este pedido.
classic-dispute = Abra { $view-dispute }.
classic-cancel = Pressione { $cancel-dispute }.
classic-submit = Para concluir, pressione { $submit }.

# Fim
accept-warning = Não pressione { $accept }: isso aceita uma proposta e encerra a disputa em definitivo.
    .brief = Não pressione { $accept }: isso encerra a disputa em definitivo.
consequence = Lembrete: se você cancelar, quando a proteção do comprador terminar o dinheiro vai para o vendedor e a disputa não poderá ser aberta de novo.
consequence-accept = Lembrete: ao aceitar a proposta, a disputa é encerrada em definitivo.
wording = Os nomes dos botões podem variar um pouco.
help = Se o botão não aparecer ou não funcionar, o atendimento ao cliente do AliExpress pode ajudar: abra { $help-center }.
    .brief = Sem botão? Pergunte ao AliExpress: { $help-center }.
questions = Dúvidas? Responda neste chat.
    .brief = Dúvidas? Responda aqui.
close = Mantenha mensagens e pagamentos no AliExpress.
    .brief = Mensagens e pagamentos, só no AliExpress.

# Botões: os nomes comprovados vão entre aspas; os outros são descritos
label-plain = “{ $label }”
label-quoted = “{ $label }” ({ $english })
label-described = { $description } ({ $english })
described-my-orders = a lista dos seus pedidos
described-orders = os seus pedidos
described-account = a sua conta
described-order-details = os detalhes do pedido
described-view-dispute = a disputa em andamento
described-cancel-dispute = o botão de cancelar a solicitação
described-cancel-dispute-2022 = o botão de cancelar a disputa
described-cancel-return = o botão de cancelar a devolução
described-accept = o botão de aceitar
described-help-center = a central de ajuda
described-submit = o botão de enviar

# Datas
date = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month } de { $year }
date-time = { $date }, às { $time }, horário da Califórnia
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
