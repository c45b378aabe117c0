import { expect, test } from 'vitest';
import { boundsOf, Labeller, project, shortName, spread, wedge } from '../../src/lib/map';
import { baseMapAt } from '../../src/maps';

test('spots that overlap are moved apart, the same way each time', () => {
  const spots = Array.from({ length: 9 }, (_, i) => ({ id: `${i}`, x: 50 + (i % 3), y: 50, atX: 50 + (i % 3), atY: 50, r: 8 }));
  const moved = spread(spots);
  for (let i = 0; i < moved.length; i++)
    for (let j = i + 1; j < moved.length; j++) expect(Math.hypot(moved[i]!.x - moved[j]!.x, moved[i]!.y - moved[j]!.y)).toBeGreaterThan(15);
  expect(spread(spots)).toEqual(moved);
});

test('north is up and east is right', () => {
  const p = project({ west: 30.2, south: 59.85, east: 30.5, north: 60 }, 300, 300);
  expect(p([30.4, 59.9])![0]).toBeGreaterThan(p([30.3, 59.9])![0]);
  expect(p([30.3, 59.95])![1]).toBeLessThan(p([30.3, 59.9])![1]);
});

test('labels do not overlap, and what finds no room is left out', () => {
  const spot = (id: string, x: number, y: number) => ({ id, x, y, atX: x, atY: y, r: 6 });
  const spots = [spot('a', 50, 50), spot('b', 60, 50)];
  const labeller = new Labeller(120, 100, spots);
  expect(labeller.at(spots[0]!, 'First', 10)).toBe(true);
  expect(labeller.at(spots[1]!, 'Second', 10)).toBe(true);
  expect(labeller.at(spots[1]!, 'A name far too long for any room here', 10)).toBe(false);
  expect(labeller.labels).toHaveLength(2);
});

test('names are cut at a word', () => {
  expect(shortName('Winter Palace (Provisional Government)')).toBe('Winter Palace');
  expect(shortName('Headquarters of the Petrograd Military District')).toBe('Headquarters of the…');
});

test('a whole pie is a circle', () => {
  expect(wedge(0, 0, 5, 0, 1)).toContain('A5,5 0 1 1');
});

test('Petrograd has a base map, other cities have their places alone', () => {
  expect(baseMapAt(59.94, 30.31)?.id).toBe('petrograd');
  expect(baseMapAt(48.85, 2.35)).toBeNull();
  expect(boundsOf([{ lat: 48, lon: 2 }]).north).toBeGreaterThan(48);
});
