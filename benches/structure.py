#!/usr/bin/env python3
"""Measures the structure of the source: lines by room, tests, names, parameters, silent defaults.

Run from the project's folder: python3 benches/structure.py
Lines of code are those that are neither blank nor a comment, outside tests. Tests are what stands
below `#[cfg(test)]`, in files named `…tests.rs`, and in `tests/`.
"""
import re
from collections import Counter, defaultdict
from pathlib import Path

SILENT = re.compile(
    r"unwrap_or_default\(\)|unwrap_or\((?:0|usize::MAX|[iu](?:8|16|32|64|128)::M(?:AX|IN))\)"
)
# A `type` that is indented is named by the trait it belongs to, so it is not counted.
TYPE = re.compile(r"^(?!\s+type\b)\s*(?:pub(?:\([^)]*\))?\s+)?(?:struct|enum|union|trait|type)\s+(\w+)", re.M)
# Their `bool` is in the trait `serde_json::ser::Formatter`.
OF_OUTSIDE_TRAITS = {"begin_array_value", "begin_object_key"}
FUNCTION = re.compile(r"\bfn\s+(\w+)\s*(?:<[^({]*>)?\(", re.M)


# Comments go, and the insides of texts and signs, in which braces do not count.
APART = re.compile(
    r"//[^\n]*|/\*.*?\*/|r(#*)\".*?\"\1|\"(?:\\.|[^\"\\])*\"|'(?:\\(?:x..|u\{\w+\}|.)|[^'\\\n])'",
    re.S,
)


def without_comments(text):
    def kept(found):
        if found[0].startswith("/"):
            return ""
        return '""' + "\n" * found[0].count("\n") if '"' in found[0][:4] else "' '"

    return APART.sub(kept, text)


def with_reasons_marked(text):
    """Renames the silent defaults whose statement has a comment above it, or beside it."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if not SILENT.search(line):
            continue
        first = at
        while first > 0 and not re.search(r"[;{},]\s*$|//", lines[first - 1]):
            first -= 1
        if "// " in line or lines[first - 1].strip().startswith("// "):
            lines[at] = SILENT.sub("reasoned_default()", line)
    return "\n".join(lines)


def split_tests(text):
    """Returns the code and the tests of a file: a test module ends where its braces close."""
    code, tests, rest = [], [], text
    while (at := rest.find("#[cfg(test)]")) >= 0:
        code.append(rest[:at])
        rest = rest[at:]
        brace, semicolon = rest.find("{"), rest.find(";")
        if 0 <= semicolon < brace or brace < 0:
            end = semicolon + 1
        else:
            depth, end = 0, brace
            for end in range(brace, len(rest)):
                depth += {"{": 1, "}": -1}.get(rest[end], 0)
                if depth == 0:
                    end += 1
                    break
        tests.append(rest[:end])
        rest = rest[end:]
    code.append(rest)
    return "".join(code), "".join(tests)


def lines(text):
    return sum(1 for line in text.splitlines() if line.strip())


def parameters(text, at):
    """Returns the parameters of a function whose opening bracket stands before `at`."""
    depth, start, found = 1, at, []
    for here in range(at, len(text)):
        sign = text[here]
        depth += {"(": 1, "[": 1, "<": 1, ")": -1, "]": -1, ">": -1}.get(sign, 0)
        if sign == ">" and text[here - 1] in "-=":
            depth += 1
        if depth == 0 or (sign == "," and depth == 1):
            found.append(text[start:here])
            start = here + 1
        if depth == 0:
            return [one.strip() for one in found if one.strip()]
    return []


def main():
    rooms, tests, names = Counter(), Counter(), defaultdict(int)
    silent, reasoned = Counter(), 0
    tuples = bools = long = 0
    for path in sorted(Path("src").rglob("*.rs")):
        room = path.parts[1].removesuffix(".rs")
        text = without_comments(with_reasons_marked(path.read_text(encoding="utf-8")))
        if path.stem.endswith("tests") or "/tests/" in str(path):
            code, test = "", text
        else:
            code, test = split_tests(text)
        rooms[room] += lines(code)
        tests[room] += lines(test)
        silent[room] += len(SILENT.findall(code))
        reasoned += code.count("reasoned_default()")
        for name in TYPE.findall(code):
            names[name] += 1
        for found in FUNCTION.finditer(code):
            for parameter in parameters(code, found.end()):
                kind = parameter.split(":", 1)[-1].strip()
                tuples += kind.startswith("(") and kind != "()"
                bools += kind == "bool" and found[1] not in OF_OUTSIDE_TRAITS
            body = code.find("{", found.end())
            semicolon = code.find(";", found.end())
            if body < 0 or 0 <= semicolon < body:
                continue
            depth, end = 0, body
            for end in range(body, len(code)):
                depth += {"{": 1, "}": -1}.get(code[end], 0)
                if depth == 0:
                    break
            long += code.count("\n", found.start(), end) + 1 > 60
    integration = sum(
        lines(without_comments(p.read_text(encoding="utf-8"))) for p in Path("tests").rglob("*.rs")
    )
    print(f"{'room':10} {'code':>7} {'tests':>7} {'silent defaults':>16}")
    for room, count in rooms.most_common():
        print(f"{room:10} {count:7} {tests[room]:7} {silent[room]:16}")
    code, inside = sum(rooms.values()), sum(tests.values())
    print(f"silent defaults with a reason beside them, not counted above: {reasoned}")
    twice = sorted(name for name, count in names.items() if count > 1 and name != "Args")
    print(f"{'all':10} {code:7} {inside:7} {sum(silent.values()):16}")
    print(f"tests/ holds {integration} lines: {(inside + integration) / code:.2f} lines of tests to a line of code")
    print(f"type names defined more than once: {len(twice)}: {', '.join(twice)}")
    print(f"parameters that are tuples: {tuples}; that are bool: {bools}")
    print(f"functions of more than 60 lines: {long}")


if __name__ == "__main__":
    main()
