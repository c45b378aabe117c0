// Why: the tree of causes of an event, down to pressures, their parameters and the sources of these.

import type { Cause, History } from '../data';

export interface EventNode {
  type: 'event';
  index: number;
  repeated: boolean; // already drawn higher up or earlier: not opened again
  children: CauseNode[];
}

export interface PressureNode {
  type: 'pressure';
  cause: Cause;
  share: number; // of the absolute weight of all pressures on the same event
}

export type CauseNode = EventNode | PressureNode;

/** Depth first; the pressures on an event, the heaviest first, before the events behind it. Each event is opened once. */
export function causeTree(history: History, index: number, deepest = 12): EventNode {
  const seen = new Set<number>();
  const open = (at: number, depth: number): EventNode => {
    const repeated = seen.has(at);
    seen.add(at);
    const node: EventNode = { type: 'event', index: at, repeated, children: [] };
    if (repeated || depth >= deepest) return node;
    const causes = history.events[at]?.causes ?? [];
    const pressures = causes.filter((cause) => cause.event == null);
    const total = pressures.reduce((sum, cause) => sum + Math.abs(cause.weight ?? 0), 0);
    pressures.sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0));
    for (const cause of pressures)
      node.children.push({ type: 'pressure', cause, share: total > 0 ? Math.abs(cause.weight ?? 0) / total : 0 });
    for (const cause of causes) if (cause.event != null) node.children.push(open(cause.event, depth + 1));
    return node;
  };
  return open(index, 0);
}

/** The event and the nearest of its ancestors, breadth first, at most `most`, as nodes and edges (cause, effect). */
export function causeGraph(history: History, index: number, most = 24): { nodes: number[]; edges: [number, number][] } {
  const nodes: number[] = [index];
  const edges: [number, number][] = [];
  for (let k = 0; k < nodes.length; k++) {
    const effect = nodes[k]!;
    for (const cause of history.events[effect]?.causes ?? []) {
      if (cause.event == null) continue;
      if (!nodes.includes(cause.event)) {
        if (nodes.length >= most) continue;
        nodes.push(cause.event);
      }
      if (!edges.some(([a, b]) => a === cause.event && b === effect)) edges.push([cause.event, effect]);
    }
  }
  return { nodes, edges };
}

/** Events that name this one among their causes. */
export function effectsOf(history: History, index: number): number[] {
  const effects: number[] = [];
  history.events.forEach((event, i) => {
    if (event.causes?.some((cause) => cause.event === index)) effects.push(i);
  });
  return effects;
}
