# Notices by mail: Postfix with TLS and SASL (own authority, sasldb), and aiosmtpd where Postfix cannot be made to refuse.
source "$(dirname "$0")/common.sh"
needs postfix postfix
needs saslpasswd2 sasl2-bin
needs openssl openssl
if [ "$(id -u)" -ne 0 ]; then
  echo "    Postfix is started by root only"
  exit 77
fi
if [ ! -e /usr/lib/sasl2/libplain.so ] && ! ls /usr/lib/*/sasl2/libplain.so >/dev/null 2>&1; then
  debian --no-install-recommends libsasl2-modules 2>/dev/null || true
fi
chmod 755 "$WORK"

# An authority of our own, and a certificate of this machine signed by it.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Test authority" -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >san
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.pem 2>/dev/null

starttls="$(free_port)" smtps="$(free_port)"
p="$WORK/postfix"
mkdir -p "$p"/{etc,spool,data,mail,sasl}
chown postfix "$p/data"
chown nobody "$p/mail"
# Debian's Postfix looks for SASL's settings below its own.
mkdir -p "$p/etc/sasl"
cat >"$p/etc/sasl/smtpd.conf" <<CONF
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $p/sasl/sasldb2
mech_list: PLAIN LOGIN
CONF
echo 'p@ss 密' | saslpasswd2 -p -c -u mail.test -f "$p/sasl/sasldb2" seller
chmod 644 "$p/sasl/sasldb2"
cat >"$p/etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $p/spool
data_directory = $p/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $p/log
maillog_file_prefixes = $WORK
myhostname = mail.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = example.test
virtual_mailbox_base = $p/mail
virtual_mailbox_maps = inline:{me@example.test=me/, two@example.test=two/}
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
virtual_minimum_uid = 1
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = mail.test
smtpd_tls_cert_file = $WORK/server.pem
smtpd_tls_key_file = $WORK/server.key
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_error_sleep_time = 0
smtputf8_enable = yes
CONF
sed -E "s/^smtp +inet.*/127.0.0.1:$starttls inet n - n - - smtpd\n127.0.0.1:$smtps inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes/; s/^([a-z]+ +(unix|fifo) +[-yn]+ +[-yn]+ +)[-y]( )/\1n\3/" /usr/share/postfix/master.cf.dist >"$p/etc/master.cf"
postfix -c "$p/etc" start >"$p/start" 2>&1 || { cat "$p/start"; exit 1; }
cleanup() { postfix -c "$p/etc" stop >/dev/null 2>&1 || true; }
wait_for_port "$starttls"
wait_for_port "$smtps"

# A shop with a new dispute each day.
printf 'order_id,created_at,paid_at\n' >orders.csv
printf 'dispute_id,order_id,opened_at,reason,status\n' >disputes.csv
for day in $(seq 10 28); do
  printf '82084612345000%s,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z\n' "$day" >>orders.csv
  printf '63000000000000%s,82084612345000%s,2026-01-%sT12:00:00Z,quality,processing\n' "$day" "$day" "$day" >>disputes.csv
done
secret() { printf '%s\n' "$2" >"$1"; chmod 600 "$1"; }
secret right 'p@ss 密'
secret wrong 'old password'
receiver() { # port security password to [ca]
  printf '[[shop]]\nname = "main"\nfiles = ["orders.csv", "disputes.csv"]\n[[notify]]\nname = "mail"\nkind = "email"\nlocale = "zh"\nhost = "localhost"\nport = %s\nsecurity = "%s"\nuser = "seller@mail.test"\npassword_file = "%s"\nfrom = "店铺 <shop@example.test>"\nto = [%s]\n' "$1" "$2" "$3" "$4" >disputes.toml
  if [ "${5:-ca.pem}" != none ]; then printf 'ca_file = "%s"\n' "${5:-ca.pem}" >>disputes.toml; fi
}
send() { disputes notify send --as-of "2026-01-$1"; }
letters() { find "$p/mail/$1/new" -type f 2>/dev/null | wc -l; }
arrived() { # who count
  local attempt
  for attempt in $(seq 50); do [ "$(letters "$1")" -ge "$2" ] && return 0; sleep 0.1; done
  echo "$1 has $(letters "$1") messages after $attempt attempts, not $2; the program: $said"
  tail -5 "$p/log"
  return 1
}

both_ways() {
  receiver "$starttls" starttls right '"me@example.test"'
  send 11
  equal "$code" 0 && arrived me 1
  receiver "$smtps" tls right '"me@example.test"'
  send 12
  equal "$code" 0 && arrived me 2
}
check "Postfix takes mail by STARTTLS and by TLS, with a login" both_ways
letter() {
  python3 - "$p/mail/me/new" <<'PY'
import email, email.policy, pathlib, sys
for path in pathlib.Path(sys.argv[1]).iterdir():
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [defect for part in message.walk() for defect in part.defects]
    assert not defects, defects
    assert max(len(line) for line in raw.split(b"\n")) <= 78
    assert message["From"].addresses[0].display_name == "店铺" and "纠纷" in message["Subject"], message["Subject"]
    assert message["Auto-Submitted"] == "auto-generated" and message["Message-ID"] and message["Date"]
    assert "82084612345000" in message.get_body(("plain",)).get_content()
    assert "82084612345000" in message.get_body(("html",)).get_content()
PY
}
check "Python's email reader finds no defect in what arrived" letter
one_refused() {
  receiver "$starttls" starttls right '"gone@example.test", "two@example.test"'
  send 13
  equal "$code" 4 && has "$said" "gone@example.test" "550" && arrived two 1
  send 14
  arrived two 2
}
check "a recipient whom Postfix refuses is named, and the other has each message once" one_refused
password() {
  receiver "$starttls" starttls wrong '"me@example.test"'
  local before logins
  before="$(grep -c 'authentication failed' "$p/log" || true)"
  send 15
  equal "$code" 4 && has "$said" "535"
  lacks "$said" "old password"
  send 16
  logins="$(grep -c 'authentication failed' "$p/log")"
  equal "$((logins - before))" 2
}
check "a wrong password is one login a run, however many messages wait" password
afterwards() {
  local had
  had="$(letters me)"
  receiver "$starttls" starttls right '"me@example.test"'
  send 16
  equal "$code" 0
  arrived me "$((had + 1))"
}
check "what waited arrives once the password is right" afterwards
relay() {
  receiver "$starttls" none right '"me@elsewhere.test"' none
  sed -i '/^user\|^password_file/d; s/^host.*/host = "127.0.0.1"/' disputes.toml
  send 17
  equal "$code" 4 && has "$said" "elsewhere.test" "554"
}
check "relaying that Postfix denies is shown in its words" relay
authority() {
  receiver "$starttls" starttls right '"me@example.test"' none
  send 18
  equal "$code" 4 && has "$said" "localhost" "ca_file"
  receiver "$starttls" starttls right '"me@example.test"' server.key
  disputes config check
  equal "$code" 2 && has "$said" "ca_file" "certificate"
}
check "a certificate of an unknown authority, and a ca_file without one, are named" authority
wrong_port() {
  receiver "$starttls" tls right '"me@example.test"'
  disputes notify test mail
  equal "$code" 4 && has "$said" "port $starttls" 'security = "starttls"'
}
check "TLS at a port of STARTTLS names what the port wants" wrong_port
silent() {
  receiver "$smtps" starttls right '"me@example.test"'
  disputes notify test mail
  equal "$code" 4 && has "$said" "no answer in time" "port $smtps" 'security = "tls"'
}
check "STARTTLS at a port of TLS is no answer in time, with the way out" silent

# What Postfix does not do of itself: a login of LOGIN alone, and an address that is taken only the second time.
needs_python aiosmtpd
cat >receive.py <<'PY'
import ssl, sys, threading
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP
seen, log = set(), open("aio.log", "a", buffering=1)
class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("grey") and address not in seen:
            seen.add(address)
            return "451 4.7.1 greylisted, try again in five minutes"
        envelope.rcpt_tos.append(address)
        return "250 OK"
    async def handle_DATA(self, server, session, envelope):
        log.write(f"to {' '.join(envelope.rcpt_tos)}\n")
        return "250 OK"
def login(server, session, envelope, mechanism, data):
    log.write(f"login {mechanism} {data.login.decode()}\n")
    return AuthResult(success=data.password.decode() == "p@ss 密")
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain("server.pem", "server.key")
class Server(Controller):
    def factory(self):
        return SMTP(self.handler, require_starttls=True, tls_context=context, authenticator=login, auth_required=True,
                    auth_exclude_mechanism=["PLAIN"], enable_SMTPUTF8=True)
Server(Handler(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
threading.Event().wait()
PY
aio="$(free_port)"
"$PYTHON" receive.py "$aio" >aio.out 2>&1 &
CHILDREN+=($!)
wait_for_port "$aio"
greylisted() {
  receiver "$aio" starttls right '"me@example.test", "grey@example.test"'
  send 20
  equal "$code" 4 && has "$said" "grey@example.test" "451"
  send 22
  grep -q '^login LOGIN seller@mail.test' aio.log
  # The first message reached each of the two once, the second both.
  equal "$(grep -c '^to.*me@example.test' aio.log)" "$(grep -c '^to.*grey@example.test' aio.log)" || { cat aio.log; return 1; }
}
check "aiosmtpd: LOGIN alone will do, and a greylisted recipient gets it later, nobody twice" greylisted
conclude
