/** Numbers evenly spread over [0, 1). */
export type Random = () => number;

/**
 * A stream of its own for each (seed, stream) pair, the same on every machine: sfc32 (C. Doty-Humphrey,
 * PractRand), seeded through murmur3's finaliser so that neighbouring seeds share nothing.
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = mix(seed ^ 0x9e3779b9);
  let b = mix(stream + 0x85ebca6b);
  let c = mix(a ^ b);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
