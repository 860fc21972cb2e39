#!/usr/bin/env bash
# Seen on 2026-11-30 with eml-format 0.6.1, eml-parse-js 1.1.15 and letterparser 0.1.8 from npm, which read mails, of
# one that Python's email package wrote: of a long subject in Russian, which stands in several encoded words (RFC 2047,
# 2), eml-format returns the first word, so that the order's number and the time are gone. Of the text in
# quoted-printable it takes three bytes at a time for a letter, where a Russian one has two: of six words only `24` is
# left. eml-parse-js joins an encoded word and the plain word behind it, `истекает31` (RFC 2047, 6.2: only blanks
# between two encoded words are left out). letterparser and eml-format have no name for an attachment whose name is long
# (RFC 2231, 3). There is no error. postal-mime 4.0.0 and mailparser 3.14.2 read all of it.
#
# A robot that looks in its mail for the order that is due finds none. `disputes` writes mails and reads none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund eml-format@0.6.1 eml-parse-js@1.1.15 letterparser@0.1.8 postal-mime@4.0.0 mailparser@3.14.2
cat >write.py <<'PY'
from email import policy
from email.message import EmailMessage

mail = EmailMessage(policy=policy.SMTP)
mail["From"] = "Лампы <shop@example.com>"
mail["To"] = '"Doe, Jane" <jane@example.com>'
mail["Subject"] = "Срок ответа на спор по заказу 8208460785972844 истекает 31 декабря 2025 г. в 08:30"
mail["Date"] = "Tue, 30 Dec 2025 08:30:00 +0800"
mail.set_content("Осталось 24 часа на ответ по заказу.\n", cte="quoted-printable")
mail.add_attachment(b"1101\n", maintype="text", subtype="csv", filename="споры магазина за декабрь 2025 года.csv")
mail.set_boundary("part")
with open("due.eml", "wb") as file:
    file.write(bytes(mail))
PY
python3 write.py
cat >read.mjs <<'JS'
import fs from "fs";
import { createRequire } from "module";
import { extract } from "letterparser";
import PostalMime from "postal-mime";

const require = createRequire(import.meta.url);
const bytes = fs.readFileSync("due.eml");
const text = bytes.toString();
const words = ["Осталось", "24", "часа", "на", "ответ", "заказу"];
const show = (library, subject, to, body, files) => {
  console.log(library);
  console.log("  subject", JSON.stringify(subject));
  console.log("  to", JSON.stringify(to));
  console.log("  words of the text that are whole", words.filter((word) => body.includes(word)).length, "of", words.length);
  console.log("  files", JSON.stringify(files.map((name) => name ?? null)));
};

const postal = await PostalMime.parse(bytes);
show("postal-mime", postal.subject, postal.to.map(({ name }) => name), postal.text, postal.attachments.map(({ filename }) => filename));
const parsed = await require("mailparser").simpleParser(bytes);
show("mailparser", parsed.subject, parsed.to.value.map(({ name }) => name), parsed.text, parsed.attachments.map(({ filename }) => filename));
require("eml-format").read(text, (error, mail) => {
  if (error) throw error;
  const to = [mail.to].flat().map(({ name, email }) => name ?? email);
  show("eml-format", mail.subject, to, mail.text, mail.attachments.map(({ name }) => name));
});
const read = require("eml-parse-js").readEml(text);
show("eml-parse-js", read.subject, [read.to].flat().map(({ name }) => name), read.text, read.attachments.map(({ name }) => name));
const letter = extract(text);
show("letterparser", letter.subject, letter.to.map(({ name }) => name), letter.text, letter.attachments.map(({ filename }) => filename));
JS
node read.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another mail is read"; exit 1; }
postal-mime
  subject "Срок ответа на спор по заказу 8208460785972844 истекает 31 декабря 2025 г. в 08:30"
  to ["Doe, Jane"]
  words of the text that are whole 6 of 6
  files ["споры магазина за декабрь 2025 года.csv"]
mailparser
  subject "Срок ответа на спор по заказу 8208460785972844 истекает 31 декабря 2025 г. в 08:30"
  to ["Doe, Jane"]
  words of the text that are whole 6 of 6
  files ["споры магазина за декабрь 2025 года.csv"]
eml-format
  subject "Срок ответа на спор по "
  to ["Doe, Jane"]
  words of the text that are whole 1 of 6
  files [null]
eml-parse-js
  subject "Срок ответа на спор по заказу 8208460785972844 истекает31 декабря 2025 г. в 08:30"
  to ["Doe, Jane"]
  words of the text that are whole 6 of 6
  files ["споры магазина за декабрь 2025 года.csv"]
letterparser
  subject "Срок ответа на спор по заказу 8208460785972844 истекает 31 декабря 2025 г. в 08:30"
  to ["Doe, Jane"]
  words of the text that are whole 6 of 6
  files [null]
SEEN
echo "as seen: what a mail says is lost"
