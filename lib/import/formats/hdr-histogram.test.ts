import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { build, encodeIntoCompressedBase64, type JsHistogram } from 'hdr-histogram-js';
import { expect, it } from 'vitest';
import { hdrBuckets } from './hdr-histogram';

it('has every bucket that the library has, whatever its digits and values', () => {
  const property = fc.property(
    fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    fc.array(fc.nat({ max: 2_000_000_000 }), { minLength: 1, maxLength: 40 }),
    (numberOfSignificantValueDigits, values) => {
      const histogram = build({
        numberOfSignificantValueDigits,
        useWebAssembly: false,
      }) as JsHistogram;
      for (const value of values) histogram.recordValue(value);
      const buckets = [...hdrBuckets(encodeIntoCompressedBase64(histogram))];
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      const wanted = new Map<number, number>();
      for (const value of values) {
        const highest = histogram.highestEquivalentValue(value);
        wanted.set(highest, (wanted.get(highest) ?? 0) + 1);
      }
      expect(new Map(buckets.map(({ value, count }) => [value, count]))).toEqual(wanted);
    },
  );
  fc.assert(property);
});

/** A V1 histogram of three digits, of 1 ns and up, with counts of four bytes. */
function encodedV1(counts: number[]): string {
  const bytes = Buffer.alloc(40 + counts.length * 4);
  bytes.writeUInt32BE(0x1c849341, 0);
  bytes.writeInt32BE(counts.length * 4, 4);
  bytes.writeInt32BE(3, 12);
  bytes.writeBigInt64BE(1n, 16);
  for (const [at, count] of counts.entries()) bytes.writeInt32BE(count, 40 + at * 4);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0x1c849342, 0);
  const packed = deflateSync(bytes);
  head.writeInt32BE(packed.length, 4);
  return Buffer.concat([head, packed]).toString('base64');
}

it('reads the older encoding too', () => {
  expect([...hdrBuckets(encodedV1([0, 2, 0, 7]))]).toEqual([
    { value: 1, count: 2 },
    { value: 3, count: 7 },
  ]);
});

it('refuses what is none, cut off, or unfolds to more than any histogram', () => {
  const bomb = Buffer.concat([
    Buffer.from([0x1c, 0x84, 0x93, 0x14, 0, 0, 0, 0]),
    deflateSync(Buffer.alloc(50_000_000)),
  ]).toString('base64');
  // Fifty megabytes in less than seventy thousand characters.
  expect(bomb.length).toBeLessThan(70_000);
  for (const text of ['', 'AAAA', 'HISTFAAAAAAA', bomb, encodedV1([1, 2]).slice(0, 20)])
    expect(() => [...hdrBuckets(text)]).toThrow();
});

it('takes time in proportion to the buckets', () => {
  const histogram = build({ numberOfSignificantValueDigits: 3, useWebAssembly: false });
  for (let value = 1; value < 1e9; value = Math.ceil(value * 1.001)) histogram.recordValue(value);
  const text = encodeIntoCompressedBase64(histogram);
  const startedMs = performance.now();
  for (let round = 0; round < 200; round++)
    expect([...hdrBuckets(text)].length).toBeGreaterThan(9000);
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});
