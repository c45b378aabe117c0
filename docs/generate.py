#!/usr/bin/env python3
"""Writes into docs/mechanisms/NAME.md what each mechanism declares in its source: parameters, tables, events, acts. The
tables stand between `<!-- declaration -->` and `<!-- end -->`; all else in a page is written by hand.

Usage: generate.py           writes the pages anew
       generate.py --check   changes nothing; exit status 1, and a line per page that is not current
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
OPEN, CLOSE = "<!-- declaration: docs/generate.py writes what stands from here to the end mark -->", "<!-- end -->"
STRING = r'"((?:[^"\\]|\\.)*)"'


def strings(text):
    """Adjacent literals of C++ as one string."""
    return "".join(re.findall(STRING, text))


def body_of(source, declaration):
    """What stands in the braces of `... declaration ... = { ... };`, or ''."""
    found = re.search(declaration + r"\[\]\s*=\s*\{(.*?)\};", source, re.S)
    return found.group(1) if found else ""


def kinds(source, declaration, enumeration):
    return [name.rstrip("_").replace("_", "-") for name in re.findall(enumeration + r"::(\w+)", body_of(source, declaration))]


def tables(source, which):
    found = re.search(r"using " + which + r"\s*=\s*Tables<([^>]*)>", source)
    return [name.strip().lower() for name in found.group(1).split(",") if name.strip()] if found else []


def declaration_of(source):
    """What a mechanism declares, as a dictionary; None for a file that declares none."""
    name = re.search(r"string_view name\s*=\s*" + STRING, source)
    if not name:
        return None
    return {
        "name": name.group(1),
        "model": strings(re.search(r"string_view model\s*=(.*?);", source, re.S).group(1)),
        "phase": re.search(r"Phase phase\s*=\s*Phase::(\w+)", source).group(1),
        "parameters": re.findall(r"\{" + STRING + r",\s*" + STRING + r",\s*" + STRING + r",\s*([^,{}]+),\s*([^,{}]+)\}",
                                 body_of(source, r"ParameterSpec parameters")),
        "reads": tables(source, "Reads"),
        "writes": tables(source, "Writes"),
        "emits": kinds(source, r"EventKind emits", "EventKind"),
        "listens": kinds(source, r"EventKind listens", "EventKind"),
        "performs": kinds(source, r"ActKind performs", "ActKind"),
        "sites": re.findall(STRING, body_of(source, r"string_view sites")),
    }


def listed(names):
    return ", ".join(f"`{name}`" for name in names) or "none"


def markdown(d, source_path):
    lines = [OPEN, "", f"Source: [`{source_path}`](../../{source_path}). Family: {d['model']}.", ""]
    if d["parameters"]:
        lines += ["| parameter | unit | admissible | meaning |", "| --- | --- | --- | --- |"]
        lines += [f"| `{name}` | {unit} | {low.strip()} to {high.strip()} | {meaning} |".replace("\\", "")
                  for name, unit, meaning, low, high in d["parameters"]]
        lines += [""]
    else:
        lines += ["It has no parameters.", ""]
    lines += ["| it | what |", "| --- | --- |",
              f"| reads | {listed(list(dict.fromkeys(d['reads'] + d['writes'])))} |", f"| writes | {listed(d['writes'])} |",
              f"| emits | {listed(d['emits'])} |", f"| listens to | {listed(d['listens'])} |",
              f"| performs | {listed(d['performs'])} |", f"| chance nodes at | {listed(d['sites'])} |",
              f"| acts in phase | {d['phase']} |", "", CLOSE]
    return "\n".join(lines)


def declarations():
    """(name, block) of every mechanism, in the order of the names."""
    for path in sorted((ROOT / "src" / "mechanisms").glob("*.cpp")):
        d = declaration_of(path.read_text(encoding="utf-8"))
        if d:
            yield d["name"], markdown(d, path.relative_to(ROOT).as_posix())


def with_block(page, block):
    pattern = re.compile(re.escape(OPEN) + r".*?" + re.escape(CLOSE), re.S)
    return pattern.sub(lambda _: block, page) if pattern.search(page) else page.rstrip("\n") + "\n\n" + block + "\n"


def main():
    check, faults = "--check" in sys.argv[1:], 0
    for name, block in declarations():
        path = ROOT / "docs" / "mechanisms" / f"{name}.md"
        if not path.exists():
            print(f"docs/mechanisms/{name}.md is missing: every mechanism has its page")
            faults += 1
            continue
        page = path.read_text(encoding="utf-8")
        current = with_block(page, block)
        if page == current:
            continue
        if check:
            print(f"docs/mechanisms/{name}.md is not current: run python3 docs/generate.py")
            faults += 1
        else:
            path.write_text(current, encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
