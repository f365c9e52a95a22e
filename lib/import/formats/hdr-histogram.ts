import { inflateSync } from 'node:zlib';

// The encodings V1 and V2 of HdrHistogram (G. Tene), as its Java, C and JavaScript versions write them.
const COMPRESSED = 0x1c849304;
const COMPRESSED_V1 = 0x1c849302;
const V2 = 0x1c849303;
const V1 = 0x1c849301;
/** The half-byte of the size of counts is no part of what tells the encodings apart. */
const FORMAT = 0xffff_ff0f;
const HEADER_BYTES = 40;
/** A histogram of five digits over all of time has fewer; more is made to do harm. */
const MOST_BYTES = 4_000_000;

/** A bucket's highest value, in the log's unit, and how many were recorded in it. */
export interface HdrBucket {
  value: number;
  count: number;
}

/** The buckets of a compressed histogram that is written as Base64, lowest first. Throws a RangeError for what is none. */
export function* hdrBuckets(base64: string): Generator<HdrBucket> {
  const packed = Buffer.from(base64, 'base64');
  const cookie = formatOf(packed);
  if (cookie !== COMPRESSED && cookie !== COMPRESSED_V1) throw new RangeError('no histogram');
  const bytes = inflateSync(packed.subarray(8), { maxOutputLength: MOST_BYTES });
  const valueAt = layoutOf(bytes);
  const payload = bytes.subarray(HEADER_BYTES, HEADER_BYTES + bytes.readInt32BE(4));
  const counts =
    formatOf(bytes) === V2 ? varintCounts(payload) : plainCounts(payload, wordOf(bytes));
  let index = 0;
  for (const count of counts) {
    // A negative one says how many buckets are empty.
    if (count < 0) index -= count;
    else {
      if (count > 0) yield { value: valueAt(index), count };
      index += 1;
    }
  }
}

function formatOf(bytes: Buffer): number {
  return bytes.length < 8 ? 0 : (bytes.readUInt32BE(0) & FORMAT) >>> 0;
}

/** Bytes of each count, in V1. */
function wordOf(bytes: Buffer): number {
  return (bytes.readUInt32BE(0) & 0xf0) >> 4;
}

/** Which value the bucket at an index stands for at most. */
function layoutOf(bytes: Buffer): (index: number) => number {
  const format = formatOf(bytes);
  if (bytes.length < HEADER_BYTES || (format !== V2 && format !== V1))
    throw new RangeError('no histogram');
  const offset = bytes.readInt32BE(8);
  const digits = bytes.readInt32BE(12);
  const lowest = Number(bytes.readBigInt64BE(16));
  // The JavaScript version writes 1, and means 0.
  if ((offset !== 0 && offset !== 1) || digits < 0 || digits > 5 || lowest < 1)
    throw new RangeError('a histogram of a kind that is not read');
  const unit = Math.floor(Math.log2(lowest));
  const bits = Math.ceil(Math.log2(2 * 10 ** digits));
  const half = 2 ** (bits - 1);
  return (index) => {
    const above = Math.floor(index / half) - 1;
    const [bucket, within] = above < 0 ? [0, index] : [above, (index % half) + half];
    return (within + 1) * 2 ** (bucket + unit) - 1;
  };
}

/** ZigZag numbers in groups of seven bits, lowest first; a ninth byte has eight. */
function* varintCounts(bytes: Buffer): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    let value = 0n;
    for (let group = 0n; ; group++) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a histogram that is cut off');
      const isLast = byte < 128 || group === 8n;
      value |= BigInt(group === 8n ? byte : byte & 127) << (group * 7n);
      if (isLast) break;
    }
    yield Number((value >> 1n) ^ -(value & 1n));
  }
}

function* plainCounts(bytes: Buffer, word: number): Generator<number> {
  if (word !== 2 && word !== 4 && word !== 8)
    throw new RangeError('a histogram of a kind that is not read');
  for (let at = 0; at + word <= bytes.length; at += word)
    yield word === 8 ? Number(bytes.readBigInt64BE(at)) : bytes.readIntBE(at, word);
}
