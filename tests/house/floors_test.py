#!/usr/bin/env python3
"""The house has floors: a folder of src/ includes only itself and what stands below it (docs: the order of
src/CMakeLists.txt). Folders of one rank do not know each other.

Usage: floors_test.py [ROOT]. Exit status 1, and a line per violation, if there is one.
"""

import pathlib
import re
import sys

# Lowest first; a tuple holds floors of one rank.
ORDER = ["maths", ("time", "chance"), "politics", "people", "world", "chronicle", "engine", "mechanisms", "scenario", "archive",
         "lab", "serve"]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in ([names] if isinstance(names, str) else names)}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)
SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".inl", ".ipp"}


def may_include(floor, other):
    return floor == other or RANK[other] < RANK[floor]


def fault_of(floor, quote, name):
    """What is wrong with a file of `floor` that includes `name`, or None."""
    first = name.split("/")[0]
    if ".." in name.split("/"):
        return f'"{name}" climbs out of its folder; include by the path from src/'
    if first in ("tests", "apps", "bench", "fuzz") and "/" in name:
        return f'"{name}" is outside src/'
    if "/" in name and first in RANK and (quote == '"' or name.endswith((".h", ".hpp"))):
        # <time/...> of the system does not exist; a floor's name in brackets is still a floor.
        if not may_include(floor, first):
            below = [other for other in RANK if RANK[other] < RANK[floor]]
            return f'"{name}" is not below {floor}, which may include only {", ".join(below) or "nothing"}'
    return None


def self_test():
    assert fault_of("maths", '"', "chance/draw.h") and fault_of("time", '"', "chance/draw.h")
    assert fault_of("chance", '"', "time/instant.h") and fault_of("world", '"', "engine/queue.h")
    assert not fault_of("engine", '"', "world/world.h") and not fault_of("time", '"', "maths/bits.h")
    assert not fault_of("maths", "<", "vector") and not fault_of("chance", '"', "chance/draw.h")
    assert fault_of("lab", '"', "../serve/x.h") and fault_of("lab", '"', "tests/maths/accuracy.h")


def main():
    self_test()
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    faults = 0
    for path in sorted((root / "src").rglob("*")):
        relative = path.relative_to(root)
        if path.suffix not in SUFFIXES:
            continue
        floor = relative.parts[1]
        if floor not in RANK:
            print(f"{relative}: src/{floor} is no floor of the house; give it its place in tests/house/floors_test.py")
            faults += 1
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            fault = fault_of(floor, match.group(1), match.group(2))
            if fault:
                print(f"{relative}:{text.count(chr(10), 0, match.start(2)) + 1}: {fault}")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
