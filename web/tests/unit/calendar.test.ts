import { expect, test } from 'vitest';
import { Clock, gregorianDate, gregorianDay, julianDate, parseIso } from '../../src/lib/calendar';

const russia = { first_new_style_day: '1918-02-14', old_name: 'Old Style', new_name: 'New Style' };

test('the Old Style runs thirteen days behind in 1917', () => {
  expect(julianDate(gregorianDay({ year: 1917, month: 11, day: 7 }))).toEqual({ year: 1917, month: 10, day: 25 });
  expect(julianDate(gregorianDay({ year: 1918, month: 1, day: 13 }))).toEqual({ year: 1917, month: 12, day: 31 });
});

test('the Julian calendar has a leap day in 1900, the Gregorian has none', () => {
  expect(julianDate(gregorianDay({ year: 1900, month: 3, day: 13 }))).toEqual({ year: 1900, month: 2, day: 29 });
  expect(julianDate(gregorianDay({ year: 1900, month: 3, day: 14 }))).toEqual({ year: 1900, month: 3, day: 1 });
});

test('a Gregorian day number gives its date back, and Julian days follow one another', () => {
  let last = julianDate(-40_000);
  for (let day = -39_999; day < 20_000; day++) {
    expect(gregorianDay(gregorianDate(day))).toBe(day);
    const now = julianDate(day);
    const follows = now.day === last.day + 1 || (now.day === 1 && last.day >= 28);
    if (!follows) expect.fail(`${JSON.stringify(now)} after ${JSON.stringify(last)}`);
    last = now;
  }
});

test('an instant is said as the engine says it', () => {
  const clock = new Clock('1917-10-27T00:00', russia);
  expect(clock.full(12 * 1440 + 130)).toBe('26 Oct (8 Nov) 1917, 02:10');
  expect(clock.short(11 * 1440 + 1310)).toBe('25 Oct 21:50');
});

test('where the years differ both are said, and the New Style stands alone from the switch on', () => {
  const clock = new Clock('1918-01-07T12:00', russia);
  expect(clock.full(0)).toBe('25 Dec 1917 (7 Jan 1918), 12:00');
  expect(new Clock('1918-02-13T23:59', russia).full(0)).toBe('31 Jan (13 Feb) 1918, 23:59');
  expect(new Clock('1918-02-13T23:59', russia).full(1)).toBe('14 Feb 1918, 00:00');
});

test('a scenario without a switch bears one date', () => {
  expect(new Clock('1848-02-22T06:00', null).full(90)).toBe('22 Feb 1848, 07:30');
});

test('ticks fall on whole hours and midnights of the civil clock, whatever the start', () => {
  const clock = new Clock('1917-10-27T05:20', russia);
  for (const t of clock.ticks(0, 600, 12)) expect(clock.time(t)).toMatch(/:00$/);
  for (const t of clock.ticks(0, 20 * 1440, 12)) expect(clock.time(t)).toBe('00:00');
});

test('a date that is none is refused', () => {
  expect(() => parseIso('25 Oct 1917')).toThrow('not a date');
});
