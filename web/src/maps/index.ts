// Base maps that the page can draw under a scenario's places. A scenario without one shows its places alone.

import type { Bounds } from '../lib/map';
import { petrograd } from './petrograd';

export type Position = [lon: number, lat: number];

export interface BaseMap {
  id: string;
  city: Bounds;
  centre: Bounds;
  water: { name: string; outline: Position[] }[];
  rivers: { name: string; metres: number; points: Position[] }[];
  streets: { name: string; points: Position[] }[];
  names: { text: string; at: Position; least: number }[]; // least: pixels a kilometre
}

/** The base map whose city holds the point, if any. */
export function baseMapAt(lat: number, lon: number): BaseMap | null {
  const holds = ({ city }: BaseMap) => lon > city.west && lon < city.east && lat > city.south && lat < city.north;
  return [petrograd].find(holds) ?? null;
}
