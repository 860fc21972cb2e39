"""Runs commands of the program built for Windows and of the one built for this system, each in a folder of its own
with the same files, and compares exit codes, answers and written files. Paths are compared with `/` for `\\`."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

bin_folder, shop, work = map(pathlib.Path, sys.argv[1:4])
wanted = sys.argv[4] if len(sys.argv) > 4 else ""
bin_folder = bin_folder.resolve()

PLAIN = ["shop\\orders.csv", "shop\\disputes.csv"]
EXPORTS = ["shop\\orders.xlsx", "shop\\disputes.json"]
# A part `>NAME` says that the answer goes into this file.
COMMANDS = [
    ["--version"],
    ["help", "files"],
    ["demo"],
    ["demo", "rate", "--by", "product"],
    ["rate", *EXPORTS],
    ["rate", *EXPORTS, "--format", "json", "--series", "9"],
    ["rate", *PLAIN, "--by", "shop", "--by", "month", "--format", "csv"],
    ["rate", "shop\\*.csv", "--locale", "zh"],
    ["rate", "shop"],
    ["rate", "shop\\missing.csv"],
    ["risk", *PLAIN],
    ["list", *PLAIN, "--all", "--format", "csv"],
    ["check", *PLAIN, "--limit", "5%"],
    ["guide", "1101077776626563", *PLAIN],
    ["report", *PLAIN, "--format", "html", "--output", "out\\{shop}-{month}.html"],
    ["report", *PLAIN, "--format", "html", "--output", "out\\{shop}-{month}.html"],
    ["report", *PLAIN, "--format", "markdown", "--output", "out\\CON.md"],
    ["list", *PLAIN, "--format", "csv", "--output", "out\\a:b.csv"],
    ["import", *EXPORTS],
    ["import", *PLAIN],
    ["store", "check"],
    ["rate"],
    ["list"],
    ["today", "--locale", "zh"],
    ["note", "1101077776626563", "等买家撤销"],
    ["done", "1101073781739830"],
    ["list", "--handled", "yes"],
    ["store", "export", "disputes", "--format", "csv"],
    ["store", "backup", "copy.sqlite"],
    ["store", "backup", "nowhere\\copy.sqlite"],
    ["rate", "--store", "copy.sqlite"],
    ["config", "init", "--shop", "main", "--files", "shop\\*.csv", "--limit", "5%"],
    ["config", "check"],
    ["rate", "--config", "disputes.toml"],
]
# What differs by intention: the state folder, the line to type at a prompt, file names that Windows cannot write.
NAMED_ELSEWHERE = ("out\\CON.md", "out\\a:b.csv")


def folder_for(name):
    """Makes the folder of a build, with the shop in it."""
    place = work / name
    shutil.copytree(shop, place / "shop")
    (place / "state").mkdir()
    return place


def run(place, start, command, as_here):
    """Runs a command in a folder; returns its exit code and all that it says."""
    command = [part.replace("\\", "/") if as_here else part for part in command]
    # Commands that read nothing know no moment.
    moment = [] if command[0] in ("--version", "help", "demo", "config", "store") else ["--as-of", "2026-01-16"]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "WINEPREFIX": os.environ["WINEPREFIX"],
        "WINEDEBUG": "-all",
        "TZ": "UTC",
        "LC_ALL": "en_US.UTF-8",
        "DISPUTES_LOCALE": "en",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    told = subprocess.run(
        [*start, *command, *moment], cwd=place, env=environment, capture_output=True, timeout=300, check=False
    )
    return told.returncode, told.stdout, told.stderr


def as_text(said):
    """Makes an answer comparable: one kind of separator, no line of the Wine start script."""
    text = said.decode("utf-8").replace("\r\n", "\n")
    lines = [line for line in text.splitlines() if not is_of_wine(line)]
    # A separator in JSON is written twice, and each system has words of its own for its errors.
    lines = [line.replace("\\\\", "\\").replace("\\", "/") for line in lines]
    return [re.sub(r"(caused by: ).* \(os error \d+\)", r"\1the system's words", line) for line in lines]


def is_of_wine(line):
    return line.startswith(("it looks like wine32", "multiarch needs", "execute \"dpkg", "apt-get install wine32"))


def main():
    here, there = folder_for("here"), folder_for("there")
    failed = 0
    commands = [command for command in COMMANDS if wanted in " ".join(command)]
    for command in commands:
        one = run(here, [str(bin_folder / "disputes")], command, True)
        two = run(there, ["wine", str(bin_folder / "disputes.exe")], command, False)
        if command[-1] in NAMED_ELSEWHERE:
            print(f"{' '.join(command)}: exit {two[0]}: {' '.join(as_text(two[2]))[:300]}")
            continue
        differences = [] if one[0] == two[0] else [f"exit {one[0]} here, {two[0]} there"]
        for name, a, b in (("stdout", one[1], two[1]), ("stderr", one[2], two[2])):
            a, b = as_text(a), as_text(b)
            if a != b:
                differences += [f"{name}:"] + [f"  here  {x}\n  there {y}" for x, y in pair(a, b)]
        failed += bool(differences)
        print(("differs: " if differences else "same: ") + " ".join(command))
        print("\n".join(differences[:12]), end="\n" if differences else "")
    files = [sorted(str(f.relative_to(p)) for f in (p / "out").rglob("*")) for p in (here, there) if (p / "out").exists()]
    print("files:", *files, sep="\n  ")
    print(f"{len(commands)} commands, {failed} differ")
    return 1 if failed else 0


def pair(a, b):
    """Pairs lines that differ."""
    length = max(len(a), len(b))
    a, b = a + [""] * (length - len(a)), b + [""] * (length - len(b))
    return [(x, y) for x, y in zip(a, b) if x != y]


sys.exit(main())
