#!/usr/bin/env bash
# Seen on 2026-11-30 with fetch-har 12.0.4 from npm, which repeats a request of a HAR file: each parameter of an address is
# sent twice. In a HAR file, as browsers write it, the parameters stand in `url` and once more in `queryString`; the library
# appends the second to the first. It does so without encoding them, so that the `+` of a value is a blank for the server and
# its `&` begins another parameter, and of two form fields of one name it sends the last alone. There is no error. The manual
# shows an address without parameters only.
#
# A signed call of a platform so has another signature, and a search for an order comes with every filter twice. `disputes`
# reads the answers in a HAR file and repeats nothing.
# The server of this script is on 127.0.0.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund fetch-har@12.0.4
cat >look.mjs <<'JS'
import http from "http";
import fetchHAR from "fetch-har";

const received = [];
const server = http.createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    received.push(request.url, body);
    response.end("{}");
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const here = `http://127.0.0.1:${server.address().port}`;
const har = (request) => ({
  log: {
    version: "1.2",
    creator: { name: "example", version: "1" },
    entries: [{ request: { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1, ...request } }],
  },
});
const address = "/orders?order=1101&sign=AB%2BC%3D&shop=a%26b";
await fetchHAR(har({
  method: "GET",
  url: here + address,
  headers: [],
  queryString: [{ name: "order", value: "1101" }, { name: "sign", value: "AB+C=" }, { name: "shop", value: "a&b" }],
}));
console.log("recorded:", address);
console.log("received:", received[0]);
console.log("values:", JSON.stringify([...new URL(here + received[0]).searchParams]));
const type = "application/x-www-form-urlencoded";
await fetchHAR(har({
  method: "POST",
  url: `${here}/orders`,
  headers: [{ name: "Content-Type", value: type }],
  queryString: [],
  postData: { mimeType: type, params: [{ name: "order", value: "1101" }, { name: "order", value: "1102" }] },
}));
console.log("recorded: order=1101&order=1102");
console.log("received:", received[3]);
server.close();
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the request is repeated in another way"; exit 1; }
recorded: /orders?order=1101&sign=AB%2BC%3D&shop=a%26b
received: /orders?order=1101&sign=AB+C=&shop=a&b&order=1101&sign=AB+C=&shop=a&b
values: [["order","1101"],["sign","AB C="],["shop","a"],["b",""],["order","1101"],["sign","AB C="],["shop","a"],["b",""]]
recorded: order=1101&order=1102
received: order=1102
SEEN
echo "as seen: parameters are sent twice, and not encoded"
