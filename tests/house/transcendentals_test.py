#!/usr/bin/env python3
"""The same bits everywhere: outside src/maths no file in src/ or apps/ may call a transcendental function of the C or C++
library, nor include Boost.Math; their last bits differ between machines. `maths::exp` and its kin are meant instead.

Usage: transcendentals_test.py [ROOT]. Exit status 1, and a line per violation, if there is one.
"""

import pathlib
import re
import sys

NAMES = """exp exp2 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh
atanh erf erfc tgamma lgamma beta expint riemann_zeta comp_ellint_1 cyl_bessel_j sph_legendre""".split()
SUFFIXED = sorted({name + suffix for name in NAMES for suffix in ("", "f", "l")}, key=len, reverse=True)
# A call: not a member, nor of another scope than std or the global one, nor part of a longer word, nor a declaration.
CALL = re.compile(
    r"(?P<scope>[\w>\]]*\s*::\s*)?(?<![\w.])(?<!->)(?P<name>" + "|".join(SUFFIXED) + r")\s*\(")
BUILTIN = re.compile(r"\b__builtin_(" + "|".join(SUFFIXED) + r")\b")
POINTER = re.compile(r"\bstd\s*::\s*(" + "|".join(SUFFIXED) + r")\b")
BOOST = re.compile(r"boost/math|boost\s*::\s*math")
STD_RANDOM = re.compile(r"#\s*include\s*<random>")
SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".inl", ".ipp"}


def without_comments_and_strings(text):
    """Blanks them out, keeping the line numbers. Include lines keep their names."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])*\'', re.S)

    def blank(match):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if text[line_start:match.start()].lstrip().startswith("#include"):
            return match.group()
        return re.sub(r"[^\n]", " ", match.group())

    return pattern.sub(blank, text)


def faults_in(text):
    code = without_comments_and_strings(text)
    for number, line in enumerate(code.split("\n"), 1):
        for match in CALL.finditer(line):
            scope = (match.group("scope") or "").replace(" ", "")
            if scope in ("", "std::", "::"):
                yield number, f"{scope}{match.group('name')}()"
        for match in BUILTIN.finditer(line):
            yield number, match.group()
        for match in POINTER.finditer(line):
            if not re.match(r"\s*\(", line[match.end():]):
                yield number, match.group()
        if BOOST.search(line):
            yield number, "Boost.Math"
        if STD_RANDOM.search(line):
            yield number, "<random>, whose distributions differ between libraries (draw by src/chance)"


def self_test():
    bad = ["x = std::exp(y);", "x = exp(y);", "x = ::log(y);", "a+pow (b, c)", "std :: lgamma(2)", "#include <boost/math/x.hpp>",
           "f(std::sin)", "__builtin_exp(1)", "powf(1,2)", "return log1p(x);", "#include <random>"]
    good = ["maths::exp(x)", "smolny::maths::log(x)", "// std::exp(x)", '"exp(x)"', "a.log(x)", "p->log(x)", "std::sqrt(x)",
            "std::floor(x)", "explain(x)", "catalog(x)", "my_log(x)", "/* pow(\n) */", "spdlog::log(x)", "1'000 + f('a')"]
    for text in bad:
        assert list(faults_in(text)), f"should be refused: {text}"
    for text in good:
        assert not list(faults_in(text)), f"should be let pass: {text}"


def main():
    self_test()
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    faults = 0
    for folder in ("src", "apps"):
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.suffix not in SUFFIXES or relative.parts[:2] == ("src", "maths"):
                continue
            for number, what in faults_in(path.read_text(encoding="utf-8")):
                print(f"{relative}:{number}: {what}; use smolny::maths, which gives the same bits on every machine")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
