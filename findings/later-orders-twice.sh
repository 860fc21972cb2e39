#!/usr/bin/env bash
# Seen on 2026-11-30 with har-to-k6 0.14.16 from npm, which writes a test for k6 from a HAR file: an address with a parameter
# that stands several times, as the ids of three orders do, is written with all but the first of them twice, so that the test
# asks for five. The parameters of `url` and of `queryString`, which are the same ones in a browser's HAR file, are put
# together, and only the first value of a name is known to be there. Of a form with a field that stands three times one field
# is written whose value is all three, joined by commas (`1101%2C1102%2C1103`). There is no error. Parameters with names of
# their own are right.
#
# A test of a shop's own server with a record of its use so measures other requests. `disputes` reads HAR files and writes no
# tests from them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund har-to-k6@0.14.16
cat >look.cjs <<'JS'
const { liHARToK6Script } = require("har-to-k6");

const three = ["1101", "1102", "1103"].map((value) => ({ name: "order", value }));
const type = "application/x-www-form-urlencoded";
const entry = (request) => ({
  startedDateTime: "2026-01-17T10:00:00.000Z",
  time: 1,
  cache: {},
  timings: { send: 0, wait: 1, receive: 0 },
  request: { httpVersion: "HTTP/1.1", cookies: [], headers: [], headersSize: -1, bodySize: -1, ...request },
});
const form = "order=1101&order=1102&order=1103";
const har = {
  log: {
    version: "1.2",
    creator: { name: "example", version: "1" },
    entries: [
      entry({ method: "GET", url: "https://shop.example/a?page=2&size=50",
        queryString: [{ name: "page", value: "2" }, { name: "size", value: "50" }] }),
      entry({ method: "GET", url: `https://shop.example/b?${form}`, queryString: three }),
      entry({ method: "POST", url: "https://shop.example/c", queryString: [],
        postData: { mimeType: type, text: form, params: three } }),
      entry({ method: "POST", url: "https://shop.example/d", queryString: [],
        postData: { mimeType: type, params: three } }),
    ],
  },
};
liHARToK6Script(har).then(({ main }) => {
  for (const [, text] of main.matchAll(/'((?:https:|order)[^']*)'/g)) {
    console.log(text);
  }
});
JS
node look.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the test is written in another way"; exit 1; }
https://shop.example/a?page=2&size=50
https://shop.example/b?order=1101&order=1102&order=1103&order=1102&order=1103
https://shop.example/c
order=1101%2C1102%2C1103
https://shop.example/d
order=1101%2C1102%2C1103
SEEN
echo "as seen: all orders but the first are asked for twice, and those of a form are one value"
