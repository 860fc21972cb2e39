"""Kills one command at random moments and looks at what is left: python3 kills.py COMMAND KILLS

After each kill nothing may be lost or half, and the next run must end as one that was never killed. A kill that
comes after the command has ended does not count.
"""
import atexit, http.server, json, os, pathlib, random, re, shutil, signal, subprocess, sys, threading, time

COMMAND, KILLS = sys.argv[1], int(sys.argv[2])
PROGRAM, SHOP, GATEWAY = os.environ["DISPUTES"], pathlib.Path(os.environ["SHOP"]), os.environ["GATEWAY"]
ROOT = pathlib.Path(os.environ["WORK"]) / f"kills-{COMMAND}"
BEFORE, PLACE = ROOT / "before", ROOT / "now"
FILES = [str(SHOP / "orders.csv"), str(SHOP / "disputes.csv")]
random.seed(int(os.environ.get("SEED", "1")))


def start(*words, **more):
    environment = {"HOME": str(PLACE), "XDG_STATE_HOME": str(PLACE / "state"), "PATH": os.environ["PATH"], "TZ": "UTC"}
    return subprocess.Popen([PROGRAM, *words], cwd=PLACE, env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)


def run(*words, codes=(0,)):
    child = start(*words)
    said = child.communicate()[0].decode()
    assert child.returncode in codes, f"{words}: {child.returncode}: {said}"
    return said


def settings(text=""):
    (PLACE / "disputes.toml").write_text(f'[[shop]]\nname = "main"\nfiles = {json.dumps(FILES)}\n{text}')


def private(name, text):
    path = PLACE / name
    path.write_text(text)
    path.chmod(0o600)


def litter():
    return [path for path in PLACE.rglob("*") if re.match(r"\.disputes-tmp-|\.tmp", path.name)]


def age():
    """A left-over is removed once it is some seconds old: this makes it so."""
    for path in litter():
        os.utime(path, (time.time() - 100,) * 2)


def exported():
    run("store", "check")
    return run("store", "export", "orders", "--format", "csv"), run("store", "export", "disputes", "--format", "csv")


# Each command: what is there before, what is run, and what must hold after a kill. `look` returns a word for what was
# found; `again` is the next run, after which `whole` must hold.
class Import:
    words = ["import", *FILES, "--as-of", "2026-01-16"]

    def before(self):
        half = PLACE / "half.csv"
        half.write_text("".join((SHOP / "orders.csv").open().readlines()[:500]))
        run("import", str(half), "--as-of", "2026-01-10", "--shop", "main")

    def look(self):
        return {exported_before: "before", exported_after: "after"}.get(exported(), "HALF")

    def again(self):
        run(*self.words)

    def whole(self):
        assert exported() == exported_after


class Report:
    words = ["report", "--as-of", "2026-01-16", "--output", "page.html", "--metrics", "m.prom", "--quiet"]

    def before(self):
        settings()
        run("report", "--as-of", "2026-01-15", "--output", "page.html", "--metrics", "m.prom", "--quiet")

    def state(self):
        # The moment of the last success is the clock's.
        metrics = re.sub(r"(?m)^disputes_last_success\S* .*$", "", (PLACE / "m.prom").read_text())
        history = "".join(path.read_text() for path in sorted((PLACE / "state/disputes/reports").glob("*.jsonl")))
        return (PLACE / "page.html").read_text(), metrics, history

    def look(self):
        page, metrics, history = self.state()
        if page not in (states[0][0], states[1][0]) or metrics not in (states[0][1], states[1][1]):
            return "HALF"
        # What is remembered was written before: no report is missed by the next one's "what changed".
        if history not in (states[0][2], states[1][2]) or (history == states[1][2] and page != states[1][0]):
            return "HALF"
        return "after" if history == states[1][2] else "between" if page == states[1][0] else "before"

    def again(self):
        run(*self.words)

    def whole(self):
        assert self.state() == states[1]


class Points(Report):
    words = ["points", "add", "--family", "mismatched-merchandise", "--points", "6", "--date", "2026-01-09", "--notice", "n2"]

    def before(self):
        run("points", "add", "--family", "mismatched-merchandise", "--points", "2", "--date", "2026-01-01", "--notice", "n1")

    def state(self):
        return (PLACE / "state/disputes/points.toml").read_text()

    def look(self):
        return {states[0]: "before", states[1]: "after"}.get(self.state(), "HALF")

    def again(self):
        if self.state() == states[0]:
            run(*self.words)


class Config(Points):
    words = ["config", "init", "--force"]

    def before(self):
        settings('# my own words\n' * 400)

    def state(self):
        return (PLACE / "disputes.toml").read_text()

    def again(self):
        run(*self.words)


class Backup(Import):
    words = ["store", "backup", "copy.sqlite"]

    def before(self):
        run("import", *FILES, "--as-of", "2026-01-16")

    def look(self):
        copy = PLACE / "copy.sqlite"
        if exported() != exported_before:
            return "HALF"
        if not copy.exists():
            return "before"
        run("store", "check", "--store", "copy.sqlite")
        return "after"

    def again(self):
        (PLACE / "copy.sqlite").unlink(missing_ok=True)
        run(*self.words)

    def whole(self):
        assert run("store", "export", "orders", "--store", "copy.sqlite") == exported_before[0]


class Repair(Import):
    words = ["store", "check", "--repair"]

    def before(self):
        Backup.before(self)
        store = PLACE / "state/disputes/store.sqlite"
        bytes_ = bytearray(store.read_bytes())
        place = len(bytes_) // 2
        bytes_[place:place + 64] = bytes(byte ^ 0xFF for byte in bytes_[place:place + 64])
        store.write_bytes(bytes_)

    def look(self):
        # The damaged store, or the repaired one: never none.
        return "there" if (PLACE / "state/disputes/store.sqlite").stat().st_size else "HALF"

    def again(self):
        run(*self.words, codes=(0, 3))
        run("import", *FILES, "--as-of", "2026-01-16")

    def whole(self):
        run("store", "check")
        assert exported() == healthy


class Platform:
    """A pretend gateway of its own for each try: a token is renewed once."""

    def begin(self):
        self.gateway = subprocess.Popen([GATEWAY, "--orders", "120", "--disputes", "12"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        atexit.register(self.gateway.kill)
        lines = []
        for line in iter(self.gateway.stdout.readline, ""):
            lines.append(line)
            if line.startswith("{"):
                break
        text = "".join(lines)
        api = text[text.index("[shop.api]"):text.index("# app-secret")]
        (PLACE / "disputes.toml").write_text(f'[[shop]]\nname = "main"\n{api}')
        private("app-secret", text[text.index("# app-secret\n") + 13:].split("\n")[0])
        told = subprocess.run([PROGRAM, "auth", "import", "--shop", "main"], cwd=PLACE, input=lines[-1], text=True,
                              env={"HOME": str(PLACE), "XDG_STATE_HOME": str(PLACE / "state")}, capture_output=True)
        assert told.returncode == 0, told

    def end(self):
        self.gateway.kill()
        self.gateway.wait()


class Sync(Platform, Import):
    words = ["sync", "--since", "2025-06-01"]

    def before(self):
        pass

    def look(self):
        return "there"

    def again(self):
        run(*self.words)

    def whole(self):
        run("store", "check")
        # The gateway's shop is made from the clock: what is compared are the ids.
        orders, disputes = exported()
        assert len(orders.splitlines()) == 121 and len(disputes.splitlines()) == 13, (len(orders.splitlines()), len(disputes.splitlines()))


class Auth(Platform, Import):
    words = ["auth", "refresh", "--shop", "main"]

    def before(self):
        pass

    def tokens(self):
        path = PLACE / "state/disputes/tokens/main.json"
        return json.loads(path.read_text())

    def look(self):
        tokens = self.tokens()
        assert tokens, tokens
        child = start(*self.words)
        said = child.communicate()[0].decode()
        # A token that was spent in the moment of the kill needs a new authorisation (docs/real-programs.md).
        return "renewed" if child.returncode == 0 else "spent" if child.returncode == 4 else f"HALF {said}"

    def again(self):
        age()
        run("auth", "logout", "--shop", "main")

    def whole(self):
        left = [path for path in (PLACE / "state/disputes/tokens").rglob("*") if path.is_file() and "secret" in path.read_text()]
        assert not left, left


class Notify(Import):
    words = ["notify", "send", "--as-of", "2026-01-16"]

    def begin(self):
        self.got = got = []

        class Hook(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                got.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        private("url", f"http://127.0.0.1:{self.server.server_port}/x")
        settings("".join(f'[[notify]]\nname = "{name}"\nkind = "json"\nurl_file = "url"\n' for name in ("a", "b")))

    def end(self):
        self.server.shutdown()
        self.server.server_close()

    def before(self):
        pass

    def look(self):
        return "there"

    def again(self):
        run(*self.words)

    def whole(self):
        messages = {json.dumps(message, sort_keys=True) for message in self.got}
        ids = {json.loads(message)["id"] for message in messages}
        # Each receiver has its message, under one id; a repetition is the same in every byte.
        assert len(ids) == 2 == len(messages), (len(ids), len(messages))
        counts["twice"] = counts.get("twice", 0) + len(self.got) - 2


CASE = {"import": Import, "sync": Sync, "report": Report, "points": Points, "config": Config, "backup": Backup,
        "repair": Repair, "auth": Auth, "notify": Notify}[COMMAND]()


def fresh():
    shutil.rmtree(PLACE, ignore_errors=True)
    shutil.copytree(BEFORE, PLACE)
    if hasattr(CASE, "begin"):
        CASE.begin()


def end():
    if hasattr(CASE, "end"):
        CASE.end()


counts, done, tries = {}, 0, 0
PLACE.mkdir(parents=True)
(PLACE / "state").mkdir()
if not hasattr(CASE, "begin"):
    if isinstance(CASE, Repair):
        Backup.before(CASE)
        healthy = exported()
        CASE.before()
    else:
        CASE.before()
shutil.copytree(PLACE, BEFORE)
if isinstance(CASE, Import) and not hasattr(CASE, "begin") and not isinstance(CASE, Repair):
    exported_before = exported()
elif hasattr(CASE, "state"):
    states = [CASE.state()]
times = []
for _ in range(3):
    fresh()
    began = time.time()
    run(*CASE.words, codes=(0, 3))
    times.append(time.time() - began)
    end()
if isinstance(CASE, Import) and not hasattr(CASE, "begin") and not isinstance(CASE, (Repair, Backup)):
    exported_after = exported()
elif hasattr(CASE, "state"):
    states.append(CASE.state())
longest = sorted(times)[1]
while done < KILLS:
    tries += 1
    assert tries < KILLS * 20, f"{tries} tries, {done} kills"
    fresh()
    child = start(*CASE.words)
    time.sleep(random.random() * longest * 1.1)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    if child.returncode == -signal.SIGKILL:
        done += 1
        found = CASE.look()
        counts[found] = counts.get(found, 0) + 1
        if litter():
            counts["left-overs"] = counts.get("left-overs", 0) + 1
        assert not found.startswith("HALF"), f"kill {done}: {found}"
        age()
        CASE.again()
        CASE.whole()
        assert not litter(), f"kill {done}: {litter()}"
    end()
told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
print(f"kills: {COMMAND}: {done} kills of {tries} runs; {told}; 0 lost, 0 litter")
