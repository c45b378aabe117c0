"""The threshold cascade of DECLARATION.md for Mesa 3: simultaneous activation, an agent a person.

Usage: cascade_mesa.py [PERSONS] [SEED]
"""

import json
import sys
import time

import mesa

GROUP = 100
WORD = (1 << 64) - 1


def scramble(x):
    """The finalizer of SplitMix64."""
    x &= WORD
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & WORD
    return x ^ (x >> 31)


class Person(mesa.Agent):
    """Joins once the share of others that is seen reaches a threshold."""

    def __init__(self, model, group, threshold):
        super().__init__(model)
        self.group = group
        self.threshold = threshold
        self.active = False
        self.joins = False

    def look(self):
        if not self.active:
            self.joins = self.threshold <= self.model.seen[self.group]

    def act(self):
        if self.joins and not self.active:
            self.active = True
            self.model.active_of_group[self.group] += 1


class Cascade(mesa.Model):
    """Persons in groups, who see mostly their own group."""

    def __init__(self, persons, seed):
        super().__init__(seed=seed)
        self.persons = persons
        self.active_of_group = [0] * (persons // GROUP)
        self.seen = []
        for i in range(persons):
            h = scramble(i + seed)
            Person(self, i // GROUP, max(0, h % 32 + h // 32 % 32 - 6))

    @property
    def active(self):
        return sum(self.active_of_group)

    def step(self):
        everybody, groups = self.active, len(self.active_of_group)
        self.seen = [100 * (3 * a * groups + everybody) // (4 * self.persons) for a in self.active_of_group]
        self.agents.do("look")
        self.agents.do("act")


def main():
    persons = (int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) // GROUP * GROUP
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    begin = time.process_time()
    model = Cascade(persons, seed)
    built = time.process_time()
    active = []
    while len(active) < 1 or active[-1] != (active[-2] if len(active) > 1 else 0):
        model.step()
        active.append(model.active)
    done = time.process_time()
    print(json.dumps({"by": f"mesa {mesa.__version__}", "persons": persons, "build_s": built - begin, "steps_s": done - built,
                      "active": active}))


if __name__ == "__main__":
    main()
