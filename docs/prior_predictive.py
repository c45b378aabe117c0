#!/usr/bin/env python3
"""Writes docs/prior-predictive.md from what `smolny score ARCHIVE --claims --json` prints: how probable each figure that
may be fitted to is under the prior, before any fitting.

Usage: smolny score ARCHIVE --claims --json | docs/prior_predictive.py > docs/prior-predictive.md
"""

import json
import sys

score = json.load(sys.stdin)
system = {c["id"]: c["system"] for c in score["claims"]}
rows = sorted(score["prior_predictive"], key=lambda r: (system.get(r["figure"], ""), r["figure"]))
built = sum(r["prior"] is not None and r["prior"] >= 0.95 for r in rows)
rare = sum(r["prior"] is not None and r["prior"] < 0.05 for r in rows)

print(f"""# The prior predictive

Each figure of the record that may be fitted to (role `calibrates`), and how probable the model holds it when every uncertain number is drawn
from its prior: {score["members"]} histories of `petrograd-1917`. Nothing has been fitted, so this is the result as well. A figure at 0.95 or more was
built in; one that fitting takes from under 0.05 to over 0.5 will have been bought ([fitting](fitting.md)). Of {len(rows)} figures {built} were built
in, and {rare} lie under 0.05. For a date or a number it is the chance of the window that its precision sets.

    smolny ensemble petrograd-1917 --members {score["members"]} --parameters prior --out prior.smolny
    smolny score prior.smolny --claims --json | docs/prior_predictive.py

| system | figure | the record | prior | |
| --- | --- | --- | --- | --- |""")
for r in rows:
    prior = "" if r["prior"] is None else f"{r['prior']:.3f}"
    print(f"| {system.get(r['figure'], '')} | `{r['figure']}` | {r['record']} | {prior} | {r['verdict'] or ''} |")
