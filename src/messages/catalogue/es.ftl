# Mensajes al comprador en español. `.brief` es la forma corta de `--tone brief`.

# Encabezado
opening = ¡Hola! Le escribimos en relación con su disputa en AliExpress.
    .brief = ¡Hola!
order = Pedido: { $order }
item = Artículo: { $item }
agreed = Lo acordado: { $text }
amount = Reembolso acordado: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Lo que ya hemos hecho: { $text }

# Situaciones
resolved = Según entendemos, el problema está resuelto y no queda nada pendiente por nuestra parte. Si es así, puede cancelar la disputa. Si todavía falta algo, no la cancele y escríbanos.
    .brief = Si el problema se ha resuelto a su satisfacción, puede cancelar la disputa.
unresolved = Si todavía falta algo, no la cancele y escríbanos.
keep = Si ha decidido quedarse con el artículo, puede cancelar la devolución; con ello se cancela también la disputa y no hay reembolso. Si prefiere devolverlo, no cancele nada: envíelo de vuelta en el plazo que indica la solicitud (normalmente 10 días); si no, el dinero pasará al vendedor.
    .brief = Si se queda con el artículo, puede cancelar la devolución y, con ella, la disputa, sin reembolso. Si no, devuélvalo en plazo (suelen ser 10 días) o el dinero pasará al vendedor.
return-ends-dispute = Hay una devolución en curso: al cancelarla se cancela también la disputa.
    .brief = Al cancelar la devolución se cancela también la disputa.
refund = AliExpress paga el reembolso acordado solo después de que usted acepte la propuesta en la disputa. Por favor, no cancele la disputa: si la cancela, retira su reclamación y no habrá reembolso.
    .brief = AliExpress paga el reembolso solo cuando usted acepte la propuesta. No cancele la disputa: si lo hace, no habrá reembolso.
resend = El artículo de reemplazo todavía no le ha llegado. Lo más seguro es cancelar la disputa solo cuando lo haya recibido. Si lo desea, puede cancelar antes; tenga en cuenta primero la fecha que figura abajo.
    .brief = El reemplazo aún no ha llegado: lo más seguro es cancelar la disputa solo cuando lo reciba.
wait = Su paquete está en camino y todavía no le ha llegado. Lo más seguro es cancelar la disputa solo cuando lo haya recibido. Si lo desea, puede cancelar antes; tenga en cuenta primero la fecha que figura abajo.
    .brief = Su paquete aún no ha llegado: lo más seguro es cancelar la disputa solo cuando lo reciba.
stuck = Si desea cancelar la disputa y el botón no aparece o no funciona, la atención al cliente de AliExpress puede ayudarle con este pedido.
    .brief = Si no aparece el botón de cancelar, puede ayudarle la atención al cliente de AliExpress.
stuck-refund = Si desea aceptar la propuesta de la disputa y el botón no aparece o no funciona, la atención al cliente de AliExpress puede ayudarle con este pedido. Por favor, no cancele la disputa: si la cancela, no habrá reembolso.
    .brief = Si no aparece el botón de aceptar, puede ayudarle la atención al cliente de AliExpress. No cancele la disputa: si la cancela, no habrá reembolso.

# Elección
choice = Cancelar es voluntario: la decisión es suya y no tiene ninguna obligación. Cancele solo si está conforme. Solo usted puede cancelar la disputa; nosotros no podemos.
    .brief = Cancelar es voluntario y solo usted puede hacerlo.
choice-refund = Aceptar es voluntario: la decisión es suya y no tiene ninguna obligación. Solo usted puede aceptar la propuesta o cancelar la disputa; nosotros no podemos. Una vez aceptada la propuesta, la disputa se cierra definitivamente.
    .brief = Solo usted puede aceptar o cancelar. Aceptar es voluntario y cierra la disputa definitivamente.

# Protección
protection-running = La protección al comprador de este pedido termina el { $date }. Si cancela la disputa, solo podrá abrir otra hasta ese momento; después, el dinero pasará al vendedor y la disputa no se podrá volver a abrir.
    .brief = Si cancela, solo podrá abrir otra disputa hasta el fin de la protección al comprador ({ $date }); después, el dinero pasará al vendedor y la disputa no se podrá reabrir.
protection-over = La protección al comprador de este pedido terminó el { $date }. Si cancela la disputa ahora, el dinero pasará al vendedor y la disputa no se podrá volver a abrir.
    .brief = La protección al comprador terminó el { $date }. Si cancela ahora, el dinero pasará al vendedor y la disputa no se podrá volver a abrir.
protection-unknown = No sabemos cuándo termina la protección al comprador de este pedido; consúltelo en la página del pedido. Si cancela la disputa, solo podrá abrir otra hasta esa fecha; después, el dinero pasará al vendedor y la disputa no se podrá volver a abrir.
    .brief = Si cancela, solo podrá abrir otra disputa hasta el fin de la protección al comprador (véase la página del pedido); después, el dinero pasará al vendedor y la disputa no se podrá reabrir.

# Pasos
heading-cancel = Cómo cancelar la disputa:
heading-return = Cómo cancelar la devolución:
    .brief = Para cancelar la devolución:
heading-accept = Cómo aceptar la propuesta:
    .brief = Para aceptar:
heading-support = Cómo contactar con la atención al cliente de AliExpress:
heading-later = Cómo cancelar la disputa cuando lo haya recibido:
sign-in = Inicie sesión en AliExpress con la cuenta de este pedido.
orders-web = En el sitio web, abra { $my-orders }.
    .brief = En el sitio web, con la cuenta usada para este pedido, abra { $my-orders }.
orders-app = En la aplicación: { $account }, luego { $orders }.
    .brief = En la aplicación, con la cuenta usada para este pedido, abra { $account } y luego { $orders }.
dispute = Busque este pedido, abra { $order-details } y luego { $view-dispute }.
    .brief = En el pedido, abra { $view-dispute }.
cancel = Al final de la página, pulse { $cancel-dispute }.
    .brief = Al final, pulse { $cancel-dispute }.
return-page = Busque este pedido y abra la página de su devolución.
    .brief = En el pedido, abra la devolución.
cancel-return = Si la página lo ofrece, pulse { $cancel-return }.
    .brief = Si aparece, pulse { $cancel-return }.
confirm = Confirme. La disputa se cierra de inmediato.
    .brief = Confirme.
compare = En la propuesta, compruebe el importe y si tiene que devolver el artículo.
    .brief = Revise el importe y si debe devolver el artículo.
compare-amount = Revise el importe ({ $amount }) y si debe devolver el artículo.
accept = Pulse { $accept } solo si ambas cosas son como acordamos. Si no, no acepte y escríbanos.
    .brief = Pulse { $accept } solo si todo coincide con lo acordado. Si no, no acepte y escríbanos.
check-button = Inicie sesión con la cuenta de este pedido, en el sitio web o en la última versión de la aplicación, y mire otra vez al final de la página de la disputa.
    .brief = Con la cuenta usada para este pedido, mire otra vez al final de la página de la disputa.
check-proposal = Inicie sesión con la cuenta de este pedido, en el sitio web o en la última versión de la aplicación, y mire otra vez la propuesta en la disputa.
    .brief = Con la cuenta usada para este pedido, mire otra vez la propuesta en la disputa.
check-return = Inicie sesión con la cuenta de este pedido, en el sitio web o en la última versión de la aplicación, y mire otra vez la página de la devolución.
    .brief = Con la cuenta usada para este pedido, mire otra vez la página de la devolución.
support = Abra { $help-center } e inicie un chat.
agent = Pida al asistente virtual que le comunique con un agente.
tell = Indique el número de pedido de arriba y explique qué desea hacer con la disputa.
classic-orders = Inicie sesión en AliExpress, abra { $my-orders } y busque este pedido.
    .brief = Abra { $my-orders } y busque este pedido.
classic-dispute = Abra { $view-dispute }.
classic-cancel = Pulse { $cancel-dispute }.
classic-submit = Para terminar, pulse { $submit }.

# Cierre
accept-warning = No pulse { $accept }: con eso se acepta una propuesta y la disputa se cierra definitivamente.
    .brief = No pulse { $accept }: eso cierra la disputa definitivamente.
consequence = Recuerde: si cancela, cuando termine la protección al comprador el dinero pasará al vendedor y la disputa no se podrá volver a abrir.
consequence-accept = Recuerde: si acepta, la disputa se cierra definitivamente.
wording = Los nombres de los botones pueden variar un poco.
help = Si el botón no aparece o no funciona, la atención al cliente de AliExpress puede ayudarle: abra { $help-center }.
    .brief = ¿Sin botón? Pregunte a AliExpress: { $help-center }.
questions = ¿Alguna duda? Responda en este chat.
    .brief = ¿Dudas? Responda aquí.
close = Mantenga mensajes y pagos en AliExpress.
    .brief = Mensajes y pagos, solo en AliExpress.

# Botones: los nombres comprobados van entre comillas; los demás se describen
label-plain = «{ $label }»
label-quoted = «{ $label }» ({ $english })
label-described = { $description } ({ $english })
described-my-orders = la lista de sus pedidos
described-orders = sus pedidos
described-account = su perfil
described-order-details = los detalles del pedido
described-view-dispute = la disputa en curso
described-cancel-dispute = el botón para cancelar la solicitud
described-cancel-dispute-2022 = el botón para cancelar la disputa
described-cancel-return = el botón para cancelar la devolución
described-accept = el botón de aceptar
described-help-center = el centro de ayuda
described-submit = el botón de enviar

# Fechas
date = { $day } de { $month } de { $year }
date-time = { $date } a las { $time }, hora de California
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
