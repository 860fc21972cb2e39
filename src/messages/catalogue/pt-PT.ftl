# Mensagens ao comprador em português de Portugal. `.brief` é a forma curta de `--tone brief`.

# Início
opening = Olá! Escrevemos a propósito da sua disputa no AliExpress.
    .brief = Olá!
order = Encomenda: { $order }
item = Artigo: { $item }
agreed = O que ficou acordado: { $text }
amount = Reembolso acordado: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Já foi feito: { $text }

# Situações
resolved = Tanto quanto sabemos, o problema está resolvido e não há nada pendente da nossa parte. Se assim for, pode cancelar a disputa. Se ainda faltar alguma coisa, não cancele e escreva-nos.
    .brief = Se o problema está resolvido a seu contento, pode cancelar a disputa.
unresolved = Se ainda faltar alguma coisa, não cancele e escreva-nos.
keep = Se decidiu ficar com o artigo, pode cancelar a devolução; isso cancela também a disputa, e não há reembolso. Se preferir devolvê-lo, não cancele: devolva-o no prazo indicado no pedido de devolução (normalmente 10 dias); caso contrário, o dinheiro vai para o vendedor.
    .brief = Se ficar com o artigo, pode cancelar a devolução e, com ela, a disputa, sem reembolso. Se não, devolva-o no prazo (em geral 10 dias), ou o dinheiro vai para o vendedor.
return-ends-dispute = Está em curso uma devolução: cancelá-la cancela também a disputa.
    .brief = Cancelar a devolução cancela também a disputa.
refund = O AliExpress só paga o reembolso acordado depois de a proposta na disputa ser aceite por si. Por favor, não cancele a disputa: se cancelar, retira a sua reclamação e não haverá reembolso.
    .brief = O AliExpress só paga o reembolso se a proposta for aceite por si. Não cancele a disputa: sem ela, não há reembolso.
resend = O artigo de substituição ainda não lhe chegou. O mais seguro é só cancelar a disputa depois de o receber. Se quiser, pode cancelar antes; veja primeiro a data abaixo.
    .brief = O artigo de substituição ainda não chegou: o mais seguro é só cancelar a disputa depois de o receber.
wait = A sua encomenda vem a caminho e ainda não chegou. O mais seguro é só cancelar a disputa depois de a encomenda chegar. Se quiser, pode cancelar antes; veja primeiro a data abaixo.
    .brief = A sua encomenda ainda não chegou: o mais seguro é só cancelar a disputa quando a encomenda chegar.
stuck = Se quer cancelar a disputa e o botão não aparece ou não funciona, o apoio ao cliente do AliExpress pode ajudar com esta encomenda.
    .brief = Se o botão de cancelar não aparece, o apoio ao cliente do AliExpress pode ajudar.
stuck-refund = Se quer aceitar a proposta na disputa e o botão não aparece ou não funciona, o apoio ao cliente do AliExpress pode ajudar com esta encomenda. Por favor, não cancele a disputa: se cancelar, não haverá reembolso.
    .brief = Se o botão de aceitar não aparece, o apoio ao cliente do AliExpress pode ajudar. Não cancele a disputa: se cancelar, não haverá reembolso.

# Escolha
choice = Cancelar é voluntário: a escolha é sua e não tem qualquer obrigação. Cancele apenas se a solução for do seu agrado. A disputa só pode ser cancelada por si; nós não o podemos fazer.
    .brief = Cancelar é voluntário e só pode ser feito por si.
choice-refund = Aceitar é voluntário: a escolha é sua e não tem qualquer obrigação. A proposta só pode ser aceite por si, e a disputa só pode ser cancelada por si; nós não o podemos fazer. Depois de aceite a proposta, a disputa fica encerrada em definitivo.
    .brief = Aceitar ou cancelar só pode ser feito por si. Aceitar é voluntário e encerra a disputa em definitivo.

# Proteção
protection-running = A proteção do comprador desta encomenda termina a { $date }. Se cancelar a disputa, só poderá abrir outra até esse momento; depois, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = Se cancelar, só poderá abrir outra disputa até ao fim da proteção do comprador ({ $date }); depois, o dinheiro vai para o vendedor e a disputa não poderá ser reaberta.
protection-over = A proteção do comprador desta encomenda terminou a { $date }. Se cancelar a disputa agora, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = A proteção do comprador terminou a { $date }. Se cancelar agora, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
protection-unknown = Não sabemos quando termina a proteção do comprador desta encomenda; consulte a página da encomenda. Se cancelar a disputa, só poderá abrir outra até essa data; depois, o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
    .brief = Se cancelar, só poderá abrir outra disputa até ao fim da proteção do comprador (veja a página da encomenda); depois, o dinheiro vai para o vendedor e a disputa não poderá ser reaberta.

# Passos
heading-cancel = Como cancelar a disputa:
heading-return = Como cancelar a devolução:
    .brief = Para cancelar a devolução:
heading-accept = Como aceitar a proposta:
    .brief = Para aceitar:
heading-support = Como contactar o apoio ao cliente do AliExpress:
heading-later = Depois de receber, pode cancelar a disputa assim:
sign-in = Inicie sessão no AliExpress com a conta desta encomenda.
orders-web = No site, abra { $my-orders }.
    .brief = No site, com a conta usada nesta encomenda, abra { $my-orders }.
orders-app = Na aplicação: { $account }, depois { $orders }.
    .brief = Na aplicação, com a conta usada nesta encomenda, abra { $account } e depois { $orders }.
dispute = Procure esta encomenda, abra { $order-details } e depois { $view-dispute }.
    .brief = Na encomenda, abra { $view-dispute }.
cancel = No fundo da página, prima { $cancel-dispute }.
    .brief = No fundo da página, prima { $cancel-dispute }.
return-page = Procure esta encomenda e abra a página da devolução.
    .brief = Na encomenda, abra a página da devolução.
cancel-return = Se a página o permitir, prima { $cancel-return }.
    .brief = Se aparecer, prima { $cancel-return }.
confirm = Confirme. A disputa é encerrada de imediato.
    .brief = Confirme.
compare = Na proposta, verifique o valor e se é preciso devolver o artigo.
    .brief = Verifique o valor e se é preciso devolver o artigo.
compare-amount = Verifique o valor ({ $amount }) e se é preciso devolver o artigo.
accept = Prima { $accept } só se ambas as coisas estiverem como acordado. Se não, não aceite e escreva-nos.
    .brief = Prima { $accept } só se tudo estiver como acordado. Se não, não aceite e escreva-nos.
check-button = Inicie sessão com a conta desta encomenda, no site ou na versão mais recente da aplicação, e procure mais uma vez o botão no fundo da página da disputa.
    .brief = Com a conta usada nesta encomenda, procure mais uma vez o botão no fundo da página da disputa.
check-proposal = Inicie sessão com a conta desta encomenda, no site ou na versão mais recente da aplicação, e veja mais uma vez a proposta na disputa.
    .brief = Com a conta usada nesta encomenda, veja mais uma vez a proposta na disputa.
check-return = Inicie sessão com a conta desta encomenda, no site ou na versão mais recente da aplicação, e veja mais uma vez a página da devolução.
    .brief = Com a conta usada nesta encomenda, veja mais uma vez a página da devolução.
support = Abra { $help-center } e inicie uma conversa.
agent = Peça ao assistente virtual para falar com uma pessoa.
tell = Indique o número da encomenda acima e explique o que pretende fazer com a disputa.
classic-orders = Inicie sessão no AliExpress, abra { $my-orders } e procure esta encomenda.
    .brief = Abra { $my-orders } e procure esta encomenda.
classic-dispute = Abra { $view-dispute }.
classic-cancel = Prima { $cancel-dispute }.
classic-submit = Para concluir, prima { $submit }.

# Fim
accept-warning = Não prima { $accept }: isso aceita uma proposta e encerra a disputa em definitivo.
    .brief = Não prima { $accept }: isso encerra a disputa em definitivo.
consequence = Lembrete: se cancelar, quando a proteção do comprador terminar o dinheiro vai para o vendedor e a disputa não poderá voltar a ser aberta.
consequence-accept = Lembrete: aceitar a proposta encerra a disputa em definitivo.
wording = Os nomes dos botões podem variar ligeiramente.
help = Se o botão não aparecer ou não funcionar, o apoio ao cliente do AliExpress pode ajudar: abra { $help-center }.
    .brief = Sem botão? Pergunte ao AliExpress: { $help-center }.
questions = Tem dúvidas? Responda nesta conversa.
    .brief = Dúvidas? Responda aqui.
close = Mantenha mensagens e pagamentos no AliExpress.
    .brief = Mensagens e pagamentos só no AliExpress.

# Botões: os nomes comprovados vão entre aspas; os outros são descritos
label-plain = «{ $label }»
label-quoted = «{ $label }» ({ $english })
label-described = { $description } ({ $english })
described-my-orders = a lista das suas encomendas
described-orders = as suas encomendas
described-account = o seu perfil
described-order-details = os detalhes da encomenda
described-view-dispute = a disputa em curso
described-cancel-dispute = o botão de cancelar a disputa
described-cancel-dispute-2022 = o botão de cancelar a disputa
described-cancel-return = o botão de cancelar a devolução
described-accept = o botão de aceitar
described-help-center = o centro de ajuda
described-submit = o botão de enviar

# Datas
date = { $day } de { $month } de { $year }
date-time = { $date }, às { $time }, hora da Califórnia
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
