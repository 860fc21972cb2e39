#!/usr/bin/env bash
# Seen on 2026-11-30 with translit-rus-eng 2.0.0, transliterator 0.1.0 and transliterate 1.0.1, and iuliia 0.8.2 beside them, all from
# npm, which write Russian in Latin letters: of a text in both alphabets translit-rus-eng turns each into the other. `Заказ A-1101` is
# `Zakaz А-1101`, whose A is the Cyrillic one (U+0410), so that the id looks the same and is another; `чехол iPhone` is `chehol
# иПхоне`. By its documentation the language is chosen for the text. With `target: "eng"` it is right, but for Ё, which becomes a
# small letter. transliterator, which by its description makes ASCII of Cyrillic texts, leaves all of their letters
# out: `Иван Ким` is a blank. transliterate makes each А a small letter: `Анна` is `anna`. There is no error.
#
# A message about an order so names one that is nowhere to be found. `disputes` changes no letters of ids and names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund translit-rus-eng@2.0.0 transliterator@0.1.0 transliterate@1.0.1 iuliia@0.8.2
cat >write.cjs <<'JS'
const iuliia = require("iuliia");
const libraries = {
  "translit-rus-eng": require("translit-rus-eng"),
  "with its target": (text) => require("translit-rus-eng")(text, { target: "eng" }),
  transliterator: require("transliterator"),
  transliterate: require("transliterate"),
  iuliia: (text) => iuliia.translate(text, iuliia.ICAO_DOC_9303),
};
for (const text of ["Заказ A-1101", "чехол iPhone 15", "Иван Ким", "Анна Ёлкина", "Moscow, ул. Ленина 5"])
  for (const [name, write] of Object.entries(libraries)) {
    const written = write(text);
    const mixed = /[а-яё]/i.test(written) ? ` (Cyrillic: ${written.match(/[а-яё]/gi).join("")})` : "";
    console.log(`${text}: ${name} "${written}"${mixed}`);
  }
console.log(`the ids are the same: ${"Заказ A-1101".slice(6) === libraries["translit-rus-eng"]("Заказ A-1101").slice(6)}`);
JS
node write.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other letters"; exit 1; }
Заказ A-1101: translit-rus-eng "Zakaz А-1101" (Cyrillic: А)
Заказ A-1101: with its target "Zakaz A-1101"
Заказ A-1101: transliterator " A-1101"
Заказ A-1101: transliterate "Zakaz A-1101"
Заказ A-1101: iuliia "Zakaz A-1101"
чехол iPhone 15: translit-rus-eng "chehol иПхоне 15" (Cyrillic: иПхоне)
чехол iPhone 15: with its target "chehol iPhone 15"
чехол iPhone 15: transliterator " iPhone 15"
чехол iPhone 15: transliterate "chehol iPhone 15"
чехол iPhone 15: iuliia "chekhol iPhone 15"
Иван Ким: translit-rus-eng "Ivan Kim"
Иван Ким: with its target "Ivan Kim"
Иван Ким: transliterator " "
Иван Ким: transliterate "Ivan Kim"
Иван Ким: iuliia "Ivan Kim"
Анна Ёлкина: translit-rus-eng "Anna yolkina"
Анна Ёлкина: with its target "Anna yolkina"
Анна Ёлкина: transliterator " "
Анна Ёлкина: transliterate "anna Yolkina"
Анна Ёлкина: iuliia "Anna Elkina"
Moscow, ул. Ленина 5: translit-rus-eng "Мосцоw, ul. Lenina 5" (Cyrillic: Мосцо)
Moscow, ул. Ленина 5: with its target "Moscow, ul. Lenina 5"
Moscow, ул. Ленина 5: transliterator "Moscow, .  5"
Moscow, ул. Ленина 5: transliterate "Moscow, ul. Lenina 5"
Moscow, ул. Ленина 5: iuliia "Moscow, ul. Lenina 5"
the ids are the same: false
SEEN
echo "as seen: order A gets a Cyrillic letter"
