"""Puts two runs of the cascade side by side. Usage: compare.py JSON JSON"""

import json
import sys


def main():
    runs = [json.loads(text) for text in sys.argv[1:3]]
    steps = len(runs[0]["active"])
    if runs[0]["active"] != runs[1]["active"] or runs[0]["persons"] != runs[1]["persons"]:
        print("the two do not agree:", *(f"{r['by']}: {r['active']}" for r in runs), sep="\n", file=sys.stderr)
        return 1
    print(f"{runs[0]['persons']} persons, {steps} steps, {runs[0]['active'][-1]} active at the end; the same at every step\n")
    print(f"{'':<14}{'to build, s':>14}{'steps, s':>14}{'ns/person-step':>18}")
    for r in runs:
        print(f"{r['by']:<14}{r['build_s']:>14.4f}{r['steps_s']:>14.6f}{r['steps_s'] * 1e9 / r['persons'] / steps:>18.2f}")
    print(f"\nratio of steps: {runs[1]['steps_s'] / runs[0]['steps_s']:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
