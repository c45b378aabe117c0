// Geometry of the city map: a projection, and points moved apart so that each can be seen and reached.

import { geoMercator, geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Mercator, the bounds fitted into the box. */
export function project(bounds: Bounds, width: number, height: number): GeoProjection {
  const corners: GeoPermissibleObjects = {
    type: 'MultiPoint',
    coordinates: [
      [bounds.west, bounds.south],
      [bounds.east, bounds.north],
    ],
  };
  return geoMercator().fitExtent([[0, 0], [width, height]], corners);
}

export const pathOf = (projection: GeoProjection, shape: GeoPermissibleObjects) => geoPath(projection).digits(1)(shape) ?? '';

export function boundsOf(points: readonly { lat: number; lon: number }[], margin = 0.08): Bounds {
  const lats = points.map((p) => p.lat);
  const lons = points.map((p) => p.lon);
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  const west = Math.min(...lons);
  const east = Math.max(...lons);
  const dLat = Math.max(0.005, (north - south) * margin);
  const dLon = Math.max(0.01, (east - west) * margin);
  return { west: west - dLon, south: south - dLat, east: east + dLon, north: north + dLat };
}

export interface Spot {
  id: string;
  x: number; // drawn here
  y: number;
  atX: number; // truly here
  atY: number;
  r: number;
}

/** Moves overlapping spots apart, little by little, each drawn back to where it belongs. No randomness. */
export function spread(spots: Spot[], gap = 2.5, rounds = 160): Spot[] {
  const moved = spots.map((s) => ({ ...s }));
  for (let round = 0; round < rounds; round++) {
    for (const s of moved) {
      s.x += (s.atX - s.x) * 0.03;
      s.y += (s.atY - s.y) * 0.03;
    }
    for (let i = 0; i < moved.length; i++) {
      for (let j = i + 1; j < moved.length; j++) {
        const a = moved[i]!;
        const b = moved[j]!;
        let dx = b.x - a.x;
        let dy = b.y - a.y;
        let distance = Math.hypot(dx, dy);
        if (distance < 1e-6) {
          dx = Math.cos(i + j);
          dy = Math.sin(i + j);
          distance = 1;
        }
        const want = a.r + b.r + gap;
        if (distance >= want) continue;
        const push = (want - distance) / 2 / distance;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
  }
  return moved;
}

/** Wedges of a pie from twelve o'clock, clockwise. */
export function wedge(cx: number, cy: number, r: number, from: number, to: number): string {
  if (to - from >= 0.9999) return `M${cx},${cy - r}A${r},${r} 0 1 1 ${cx - 0.01},${cy - r}Z`;
  const at = (share: number) => {
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return `${(cx + r * Math.cos(angle)).toFixed(2)},${(cy + r * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${cx},${cy}L${at(from)}A${r},${r} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
}

export interface LabelBox {
  id: string;
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
  text: string;
}

/** Greedy labels, first come first served; those that would overlap a spot or a label are left out. */
export function placeLabels(spots: readonly Spot[], texts: Map<string, string>, order: readonly string[], size: number, width: number, height: number): LabelBox[] {
  const taken = spots.map((s) => ({ x0: s.x - s.r, x1: s.x + s.r, y0: s.y - s.r, y1: s.y + s.r }));
  const free = (b: { x0: number; x1: number; y0: number; y1: number }, own: number) =>
    b.x0 >= 2 && b.x1 <= width - 2 && b.y0 >= 2 && b.y1 <= height - 2 &&
    taken.every((t, i) => i === own || b.x1 < t.x0 || b.x0 > t.x1 || b.y1 < t.y0 || b.y0 > t.y1);
  const labels: LabelBox[] = [];
  for (const id of order) {
    const index = spots.findIndex((s) => s.id === id);
    const text = texts.get(id);
    if (index < 0 || !text) continue;
    const s = spots[index]!;
    const w = text.length * size * 0.54;
    const choices: [number, number, LabelBox['anchor']][] = [
      [s.x + s.r + 3, s.y + size * 0.35, 'start'],
      [s.x - s.r - 3, s.y + size * 0.35, 'end'],
      [s.x, s.y - s.r - 4, 'middle'],
      [s.x, s.y + s.r + size, 'middle'],
    ];
    for (const [x, y, anchor] of choices) {
      const x0 = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2;
      const box = { x0, x1: x0 + w, y0: y - size, y1: y + size * 0.25 };
      if (!free(box, index)) continue;
      taken.push(box);
      labels.push({ id, x, y, anchor, text });
      break;
    }
  }
  return labels;
}
