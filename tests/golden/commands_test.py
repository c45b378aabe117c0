"""Commands with their exact output, as one would see them at a terminal.

A file in tests/golden/commands is a session: a line that begins with `$ ` is a command, what follows is what it prints
(standard output, then standard error), and `[status N]` its exit status where that is not 0. Each session runs in an empty
folder with `smolny` in the path. Usage: commands_test.py FOLDER-OF-SMOLNY [--update] [SESSION...]
--update writes down what the commands print now; look at the difference before you commit it.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

SESSIONS = pathlib.Path(__file__).parent / "commands"


def played(session: str, folder: str, program: str) -> str:
    environment = dict(os.environ, PATH=f"{program}:{os.environ['PATH']}", LC_ALL="C.UTF-8", COLUMNS="80")
    out = []
    for line in session.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(["bash", "-c", line[2:]], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        out.append(line)
        for text in (done.stdout, done.stderr):
            out += text.splitlines()
        if done.returncode != 0:
            out.append(f"[status {done.returncode}]")
        out.append("")
    return "\n".join(out)


def main() -> int:
    update = "--update" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    program = str(pathlib.Path(arguments[0]).resolve())
    wanted = set(arguments[1:])
    failed = 0
    for path in sorted(SESSIONS.glob("*.session")):
        if wanted and path.stem not in wanted:
            continue
        expected = path.read_text()
        with tempfile.TemporaryDirectory() as folder:
            found = played(expected, folder, program)
        if found == expected:
            continue
        if update:
            path.write_text(found)
            continue
        failed += 1
        lines = zip(expected.splitlines() + [None], found.splitlines() + [None])
        number, (want, got) = next((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1])
        print(f"{path}:{number}: expected {want!r}\n{' ' * len(str(path))}    found {got!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
