#!/usr/bin/env bash
# Seen on 2026-11-30 with httpsnippet 3.0.10 and @readme/httpsnippet 11.4.0 from npm, which write programs that repeat a
# request of a HAR file: a form in which a field stands twice, as the ids of two orders do, is repeated by the program in
# another form. For Node.js (`fetch` and `axios`) only the second order is sent: the first is overwritten. For the browser
# (`fetch`) both are sent as one value, `1101,1102`. For `curl` the two fields are right. For wget, PHP, Go and others the
# second library also gives the fields other names, `order[0]` and `order[1]`. There is no error or comment. The body
# `order=1101&order=1102` is what the browser sent, and what httpsnippet writes as plain HTTP.
#
# A script for two orders made from a browser's record so asks about one of them, or about none. `disputes` reads HAR files
# and writes no programs from them.
# The server of this script is on 127.0.0.1; the programs for Node.js run here with the `fetch` and the `URLSearchParams` that
# Node.js has of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund httpsnippet@3.0.10 @readme/httpsnippet@11.4.0
cat >look.mjs <<'JS'
import fs from "fs";
import http from "http";
import { execFile } from "child_process";
import { promisify } from "util";
import { HTTPSnippet as ReadMe } from "@readme/httpsnippet";
import httpsnippet from "httpsnippet";

const server = http.createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => response.end(JSON.stringify({ received: decodeURIComponent(body) })));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/orders`;
const type = "application/x-www-form-urlencoded";
const request = {
  method: "POST",
  url,
  httpVersion: "HTTP/1.1",
  cookies: [],
  headers: [{ name: "Content-Type", value: type }],
  queryString: [],
  postData: { mimeType: type, params: [{ name: "order", value: "1101" }, { name: "order", value: "1102" }] },
  headersSize: -1,
  bodySize: -1,
};
const text = (written) => (Array.isArray(written) ? written.join("\n") : String(written));
for (const [name, Snippet] of [["httpsnippet", httpsnippet.HTTPSnippet ?? httpsnippet], ["@readme/httpsnippet", ReadMe]]) {
  for (const target of [["node", "fetch"], ["javascript", "fetch"]]) {
    let program = text(await new Snippet(structuredClone(request)).convert(...target));
    program = program.replace(/^const .* = require\(.*$/gm, "");
    fs.writeFileSync("program.mjs", program);
    const { stdout, stderr } = await promisify(execFile)("node", ["program.mjs"]);
    console.log(`${name}, ${target}, received:`, /received: '(.*)'/.exec(stdout + stderr)?.[1] ?? stdout + stderr);
  }
  const curl = text(await new Snippet(structuredClone(request)).convert("shell", "curl"));
  console.log(`${name}, curl, written:`, curl.match(/order\S*/g).slice(1).join(" "));
  const plain = text(await new Snippet(structuredClone(request)).convert("http", "http1.1"));
  console.log(`${name}, plain HTTP, written:`, decodeURIComponent(plain.trim().split(/\r?\n/).pop()));
}
server.close();
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the requests are repeated in another way"; exit 1; }
httpsnippet, node,fetch, received: order=1102
httpsnippet, javascript,fetch, received: order=1101,1102
httpsnippet, curl, written: order=1101 order=1102
httpsnippet, plain HTTP, written: order=1101&order=1102
@readme/httpsnippet, node,fetch, received: order=1102
@readme/httpsnippet, javascript,fetch, received: order=1101,1102
@readme/httpsnippet, curl, written: order=1101 order=1102
@readme/httpsnippet, plain HTTP, written: order[0]=1101&order[1]=1102
SEEN
echo "as seen: a request with two orders is repeated with one, with one value, or with other names"
