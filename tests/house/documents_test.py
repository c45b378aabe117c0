#!/usr/bin/env python3
"""The documents hold together: every relative link of every *.md leads somewhere, anchors included; every mechanism has
its page; the tables that docs/generate.py writes are current; every path of the house that a document names in code
marks exists.

Usage: documents_test.py [ROOT]. Exit status 1, and a line per fault, if there is one.
"""

import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
PATH = re.compile(r"`((?:src|apps|docs|tests|scenarios|schema|scripts|web|bench|fuzz)/[\w./-]*)`")
SKIPPED = {"node_modules", "build", "out", ".cache", "dist"}


def documents(root):
    for path in sorted(root.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(root).parts[:-1]) and not any(p.startswith(".") for p in path.relative_to(root).parts):
            yield path


def without_code(text, spans=True):
    """Fenced blocks blanked out (and code spans, if asked), keeping the line numbers."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())
    text = re.sub(r"^```.*?^```", blank, text, flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", blank, text) if spans else text


def anchor_of(heading):
    """As code hosts make it: lower case, punctuation dropped, blanks to hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(text):
    return {anchor_of(m.group(1)) for m in re.finditer(r"^#+\s+(.*)$", without_code(text, spans=False), re.M)}


def faults_of(path, root):
    text = path.read_text(encoding="utf-8")
    code = without_code(text)
    for match in LINK.finditer(code):
        target = match.group(1)
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        name, _, anchor = target.partition("#")
        goal = (path.parent / name).resolve() if name else path
        line = code.count("\n", 0, match.start()) + 1
        if root not in goal.parents and goal != root:
            yield line, f"the link {target} leads out of the repository"
        elif not goal.exists():
            yield line, f"the link {target} leads nowhere"
        elif anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8")):
            yield line, f"the link {target} names no heading"
    spans = without_code(text, spans=False)
    for match in PATH.finditer(spans):
        name = match.group(1).rstrip(".")
        if not (root / name).exists() and not re.search(r"[A-Z]{4}|NAME|FLOOR", name) and not re.match(r"web/(dist|node_modules)", name):
            yield spans.count("\n", 0, match.start()) + 1, f"there is no {name}"


def self_test():
    assert anchor_of("What each number rests on") == "what-each-number-rests-on"
    assert anchor_of("S01 to S39: `all`") == "s01-to-s39-all"
    assert LINK.findall("see [x](a.md#b) and ![y](p.svg \"t\")") == ["a.md#b", "p.svg"]
    assert not LINK.findall(without_code("`[x](gone.md)`"))
    assert PATH.findall("`src/chance/draw.h` and `x`") == ["src/chance/draw.h"]


def main():
    self_test()
    root = (pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    faults = 0
    for path in documents(root):
        for line, fault in faults_of(path, root):
            print(f"{path.relative_to(root)}:{line}: {fault}")
            faults += 1
    tables = subprocess.run([sys.executable, str(root / "docs" / "generate.py"), "--check"], check=False)
    return 1 if faults or tables.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
