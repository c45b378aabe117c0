// Instants for people. The page counts whole minutes since the start of the run; the data give that start as a
// Gregorian date. Where a scenario has a calendar switch, earlier days bear both dates, as in the engine:
// `25 Oct (7 Nov) 1917`.

import type { CalendarSwitch } from '../data';

export interface CivilDate {
  year: number;
  month: number; // 1 to 12
  day: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const minutesADay = 1440;

/** Days since 1 January 1970 of a Gregorian date. */
export function gregorianDay({ year, month, day }: CivilDate): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

export function gregorianDate(days: number): CivilDate {
  const date = new Date(days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The Julian date of a day. Richards, "Calendars", in the Explanatory Supplement to the Astronomical Almanac, 2013. */
export function julianDate(days: number): CivilDate {
  const f = days + 2_440_588 + 1401; // the Julian day number at noon, and its shift
  const e = 4 * f + 3;
  const g = Math.floor((((e % 1461) + 1461) % 1461) / 4);
  const h = 5 * g + 2;
  const day = Math.floor((h % 153) / 5) + 1;
  const month = ((Math.floor(h / 153) + 2) % 12) + 1;
  const year = Math.floor(e / 1461) - 4716 + Math.floor((14 - month) / 12);
  return { year, month, day };
}

/** '1917-10-27T00:00' to minutes since 1970. */
export function parseIso(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text);
  if (!match) throw new Error(`not a date: ${text}`);
  const [, year, month, day, hour, minute] = match.map(Number);
  return gregorianDay({ year: year!, month: month!, day: day! }) * minutesADay + (hour || 0) * 60 + (minute || 0);
}

const dayAndMonth = (date: CivilDate) => `${date.day} ${months[date.month - 1]}`;
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** Turns minutes since the start of the run into words. */
export class Clock {
  readonly start: number;
  readonly switchDay: number;

  constructor(start: string, calendar?: CalendarSwitch | null) {
    this.start = parseIso(start);
    this.switchDay = calendar ? parseIso(calendar.first_new_style_day) / minutesADay : -Infinity;
  }

  private day(t: number): number {
    return Math.floor((this.start + t) / minutesADay);
  }

  /** Whether the day bears two dates. */
  isOld(t: number): boolean {
    return this.day(t) < this.switchDay;
  }

  /** `25 Oct (7 Nov) 1917`; `25 Dec 1917 (7 Jan 1918)`; `3 Mar 1918`. */
  date(t: number): string {
    const days = this.day(t);
    const gregorian = gregorianDate(days);
    if (!this.isOld(t)) return `${dayAndMonth(gregorian)} ${gregorian.year}`;
    const julian = julianDate(days);
    if (julian.year === gregorian.year) return `${dayAndMonth(julian)} (${dayAndMonth(gregorian)}) ${julian.year}`;
    return `${dayAndMonth(julian)} ${julian.year} (${dayAndMonth(gregorian)} ${gregorian.year})`;
  }

  time(t: number): string {
    const minute = (((this.start + t) % minutesADay) + minutesADay) % minutesADay;
    return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(Math.floor(minute % 60))}`;
  }

  /** `25 Oct (7 Nov) 1917, 02:10`. */
  full(t: number): string {
    return `${this.date(t)}, ${this.time(t)}`;
  }

  /** In the style then in civil use: `25 Oct`. */
  shortDate(t: number): string {
    const days = this.day(t);
    return dayAndMonth(this.isOld(t) ? julianDate(days) : gregorianDate(days));
  }

  /** `25 Oct 02:10`. */
  short(t: number): string {
    return `${this.shortDate(t)} ${this.time(t)}`;
  }

  /** Midnights from `from` to `to`, at most about `most` of them. */
  midnights(from: number, to: number, most: number): number[] {
    const days = Math.max(1, Math.ceil((to - from) / minutesADay / most));
    const first = Math.ceil((this.start + from) / minutesADay) * minutesADay - this.start;
    const ticks: number[] = [];
    for (let t = first; t <= to; t += days * minutesADay) ticks.push(t);
    return ticks;
  }

  /** Whole days, or every 12, 6, 3 or 1 hours when the span is short. */
  ticks(from: number, to: number, most: number): number[] {
    for (const step of [60, 180, 360, 720]) {
      if ((to - from) / step > most) continue;
      const first = Math.ceil((this.start + from) / step) * step - this.start;
      const ticks: number[] = [];
      for (let t = first; t <= to; t += step) ticks.push(t);
      return ticks;
    }
    return this.midnights(from, to, most);
  }
}
