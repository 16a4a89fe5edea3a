import { describe, expect, it } from 'vitest';
import { Settle } from './settle';
import { TestClock } from './test-clock';

function settle(): { clock: TestClock; told: string[]; settle: Settle<string> } {
  const clock = new TestClock();
  const told: string[] = [];
  const waiting = new Settle<string>((key, value) => told.push(`${key}: ${value}`), clock);
  return { clock, told, settle: waiting };
}

describe('settling', () => {
  it('tells the latest value after 300 ms of quiet', () => {
    const { clock, told, settle: waiting } = settle();
    waiting.push('a', 'first');
    clock.pass(200);
    waiting.push('a', 'second');
    clock.pass(299);
    expect(told).toEqual([]);
    clock.pass(1);
    expect(told).toEqual(['a: second']);
  });

  it('waits no longer than a second, however busy the log is', () => {
    const { clock, told, settle: waiting } = settle();
    for (let time = 0; time < 1000; time += 100) {
      waiting.push('a', String(time));
      clock.pass(100);
    }
    expect(told).toEqual(['a: 900']);
  });

  it('keeps incidents apart', () => {
    const { clock, told, settle: waiting } = settle();
    waiting.push('a', '1');
    clock.pass(200);
    waiting.push('b', '2');
    clock.pass(100);
    expect(told).toEqual(['a: 1']);
    clock.pass(200);
    expect(told).toEqual(['a: 1', 'b: 2']);
  });

  it('tells everything at once at the end', () => {
    const { clock, told, settle: waiting } = settle();
    waiting.push('a', '1');
    waiting.push('b', '2');
    waiting.flush();
    clock.pass(5000);
    expect(told).toEqual(['a: 1', 'b: 2']);
  });
});
