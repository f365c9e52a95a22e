import { describe, expect, it } from 'vitest';
import { SeriesMemory } from './series-memory';

const NONE_WANTED = () => false;

function linesOf(count: number, value: number): string {
  const lines = ['# TYPE jobs gauge'];
  for (let i = 0; i < count; i++)
    lines.push(`jobs{queue="q${i}",instance="trainer-${i % 7}.example:8080"} ${value + i}`);
  return lines.join('\n');
}

describe('SeriesMemory', () => {
  it('keeps each series at one index, whatever order its lines come in', () => {
    const memory = new SeriesMemory(NONE_WANTED, { kept: 10, forWanted: 0 });
    expect([...memory.read('a 1\nb{x="1"} 2\nc 3').values]).toEqual([1, 2, 3]);
    expect([...memory.read('new 9\nc 30\na 10\nb{x="1"} 20').values]).toEqual([10, 20, 30, 9]);
    expect([...memory.read('c 31\nnew 8').values]).toEqual([Number.NaN, Number.NaN, 31, 8]);
    expect([...memory.read('a 11\nb{x="1"} 21\nc 32').values]).toEqual([11, 21, 32, Number.NaN]);
    expect(memory.kept.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'new']);
  });

  it('takes labels in another order for the same series', () => {
    const memory = new SeriesMemory(NONE_WANTED, { kept: 10, forWanted: 0 });
    memory.read('a{x="1",y="2"} 1');
    expect([...memory.read('a{y="2",x="1"} 5').values]).toEqual([5]);
  });

  it('does not take a longer name, or labels after a blank, for the series it knows', () => {
    const memory = new SeriesMemory(NONE_WANTED, { kept: 10, forWanted: 0 });
    memory.read('up 1');
    expect([...memory.read('up_total 7').values]).toEqual([Number.NaN, 7]);
    expect([...memory.read('up {x="1"} 3').values]).toEqual([Number.NaN, Number.NaN, 3]);
  });

  it('keeps wanted series first, then in order of appearance, and counts the rest', () => {
    const memory = new SeriesMemory((name) => name === 'late', { kept: 4, forWanted: 1 });
    expect([...memory.read('a 1\nb 2\nlate{n="1"} 3\nc 4\nd 5').values]).toEqual([3, 1, 2]);
    expect(memory.leftOut).toBe(2);
    expect([...memory.read('a 1\nlate{n="2"} 6\nlate{n="3"} 7').values]).toEqual([
      Number.NaN,
      1,
      Number.NaN,
      6,
    ]);
    expect(memory.kept.map(({ name }) => name)).toEqual(['late', 'a', 'b', 'late']);
    expect(memory.leftOut).toBe(3);
  });

  it('reads 5,000 series again in a few milliseconds', () => {
    const memory = new SeriesMemory(NONE_WANTED, { kept: 500, forWanted: 100 });
    expect(memory.read(linesOf(5000, 0)).samples).toBe(5000);
    const texts = Array.from({ length: 10 }, (_, value) => linesOf(5000, value));
    const started = performance.now();
    const readings = texts.map((text) => memory.read(text));
    const perReadMs = (performance.now() - started) / 10;
    expect(readings[9]?.values[399]).toBe(408);
    expect(memory.leftOut).toBe(4600);
    // A few ms on an idle machine; the limit allows for a busy one.
    expect(perReadMs).toBeLessThan(25);
    if (process.env.SHOW) process.stdout.write(`PER READ ${perReadMs}\n`);
  });
});
