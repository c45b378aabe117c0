import { expect, test } from 'vitest';
import type { History, HistoryEvent } from '../../src/data';
import { causeGraph, causeTree, effectsOf } from '../../src/lib/causes';
import { mergePair } from '../../src/lib/pair';

const event = (t: number, causes: HistoryEvent['causes'] = []): HistoryEvent => ({ t, kind: 'decided', text: `at ${t}`, importance: 0.5, causes });
// 0 leads to 1 and 2; both lead to 3, on which two pressures bear as well.
const history = {
  member: 1,
  label: '',
  outcomes: {},
  holders: {},
  events: [
    event(0),
    event(1, [{ event: 0 }]),
    event(2, [{ event: 0 }]),
    event(3, [{ event: 1 }, { event: 2 }, { text: 'bread', weight: 0.3 }, { text: 'force', weight: -0.9 }]),
  ],
} satisfies History;

test('pressures come before events, the heaviest first, with their shares of all that pressed', () => {
  const tree = causeTree(history, 3);
  expect(tree.children.map((n) => (n.type === 'pressure' ? n.cause.text : n.index))).toEqual(['force', 'bread', 1, 2]);
  const shares = tree.children.flatMap((n) => (n.type === 'pressure' ? [n.share] : []));
  expect(shares[0]).toBeCloseTo(0.75);
  expect(shares[1]).toBeCloseTo(0.25);
});

test('an event with two paths to it is opened once', () => {
  const [, , first, second] = causeTree(history, 3).children;
  expect(first).toMatchObject({ index: 1, children: [{ index: 0, repeated: false }] });
  expect(second).toMatchObject({ index: 2, children: [{ index: 0, repeated: true }] });
});

test('the tree stops at the depth asked for', () => {
  expect(causeTree(history, 3, 1).children[2]).toMatchObject({ index: 1, children: [] });
});

test('the graph has each event and each link once, and keeps to its size', () => {
  const { nodes, edges } = causeGraph(history, 3);
  expect(nodes).toEqual([3, 1, 2, 0]);
  expect(edges).toEqual([[1, 3], [2, 3], [0, 1], [0, 2]]);
  expect(causeGraph(history, 3, 2)).toEqual({ nodes: [3, 1], edges: [[1, 3]] });
});

test('effects are the events that name it', () => {
  expect(effectsOf(history, 0)).toEqual([1, 2]);
  expect(effectsOf(history, 3)).toEqual([]);
});

test('a pair is merged by minute, shared events once', () => {
  const rows = mergePair({
    member: 1,
    base: [{ t: 0, text: 'a', shared: true }, { t: 5, text: 'b', shared: false }, { t: 9, text: 'c', shared: false }],
    twin: [{ t: 0, text: 'a', shared: true }, { t: 5, text: 'x', shared: false }],
    base_outcomes: {},
    twin_outcomes: {},
  });
  expect(rows).toEqual([
    { t: 0, shared: true, base: 'a' },
    { t: 5, shared: false, base: 'b', twin: 'x' },
    { t: 9, shared: false, base: 'c', twin: undefined },
  ]);
});
