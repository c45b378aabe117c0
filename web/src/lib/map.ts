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
    // In the last quarter only the pushing apart goes on.
    for (const s of round < rounds * 0.75 ? moved : []) {
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

export interface Label {
  id: string;
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
  text: string;
  from?: [number, number]; // a line leads here, where the label stands off
}

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

const boxOf = (l: Label, size: number): Box => {
  const w = l.text.length * size * 0.53;
  const x0 = l.anchor === 'start' ? l.x : l.anchor === 'end' ? l.x - w : l.x - w / 2;
  return { x0, x1: x0 + w, y0: l.y - size * 0.85, y1: l.y + size * 0.25 };
};
const apart = (a: Box, b: Box) => a.x1 < b.x0 || a.x0 > b.x1 || a.y1 < b.y0 || a.y0 > b.y1;

/**
 * Greedy labels, first come first served: each takes the first of its positions that touches nothing placed before.
 * Those that find none are left out; a place says its name when it is pointed at.
 */
export class Labeller {
  readonly labels: Label[] = [];
  private readonly taken: Box[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
    spots: readonly Spot[],
  ) {
    for (const s of spots) this.block(s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r);
  }

  block(x0: number, y0: number, x1: number, y1: number): void {
    this.taken.push({ x0, x1, y0, y1 });
  }

  private take(choices: Label[], size: number): boolean {
    for (const label of choices) {
      const box = boxOf(label, size);
      if (box.x0 < 2 || box.x1 > this.width - 2 || box.y0 < 2 || box.y1 > this.height - 2) continue;
      if (!this.taken.every((other) => apart(other, box))) continue;
      this.taken.push(box);
      this.labels.push(label);
      return true;
    }
    return false;
  }

  /** Beside, above, below or aslant of a spot. */
  at(s: Spot, text: string, size: number): boolean {
    const d = s.r + 3;
    const middle = s.y + size * 0.35;
    const make = (x: number, y: number, anchor: Label['anchor']): Label => ({ id: s.id, x, y, anchor, text });
    return this.take(
      [
        make(s.x + d, middle, 'start'),
        make(s.x - d, middle, 'end'),
        make(s.x, s.y - d - 1, 'middle'),
        make(s.x, s.y + d + size * 0.8, 'middle'),
        make(s.x + d * 0.7, s.y - d * 0.7, 'start'),
        make(s.x - d * 0.7, s.y - d * 0.7, 'end'),
        make(s.x + d * 0.7, s.y + d * 0.7 + size * 0.7, 'start'),
        make(s.x - d * 0.7, s.y + d * 0.7 + size * 0.7, 'end'),
      ],
      size,
    );
  }

  /** Further off, with a line to the spot: for what must be named. */
  off(s: Spot, text: string, size: number): boolean {
    const choices: Label[] = [];
    for (const distance of [24, 36, 50, 66, 84]) {
      for (let k = 0; k < 16; k++) {
        const angle = (2 * Math.PI * k) / 16;
        const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
        const anchor = dx > 0.4 ? 'start' : dx < -0.4 ? 'end' : 'middle';
        const [x, y] = [s.x + dx * (s.r + distance), s.y + dy * (s.r + distance)];
        choices.push({ id: s.id, x, y: y + size * 0.35, anchor, text, from: [s.x + dx * s.r, s.y + dy * s.r] });
      }
    }
    return this.take(choices, size);
  }

  /** About a point, a little up or down if need be. */
  near(id: string, text: string, x: number, y: number, size: number): boolean {
    const choices = [0, -14, 14, -28, 28].flatMap((dy) => [0, -30, 30].map((dx): Label => ({ id, x: x + dx, y: y + dy, anchor: 'middle', text })));
    return this.take(choices, size);
  }
}

/** A name without what stands in brackets or after a comma, cut at a word. */
export function shortName(name: string, most = 26): string {
  const plain = name.replace(/\s*\(.*?\)/g, '').split(',')[0]!.trim();
  if (plain.length <= most) return plain;
  return `${plain.slice(0, plain.lastIndexOf(' ', most))}…`;
}
