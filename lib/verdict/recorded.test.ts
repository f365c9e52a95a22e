import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence';
import { findCauses } from './find-causes';

// Real runs of 30 s against the reference service, recorded by `npm run bench:findings -- --record`; the
// fault was on from about 00:10 to 00:20.
const FOLDER = fileURLToPath(new URL('./testing/recorded/', import.meta.url));

function recorded(name: string): Evidence {
  const evidence: unknown = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8'));
  if (isEvidence(evidence)) return evidence;
  throw new TypeError(`${name}.json is no recorded run.`);
}

function isEvidence(evidence: unknown): evidence is Evidence {
  return (
    typeof evidence === 'object' &&
    evidence !== null &&
    ['model', 'timeoutMs', 'seconds', 'errors', 'stalls', 'target'].every((key) => key in evidence)
  );
}

const clean = readdirSync(FOLDER).filter((file) => file.startsWith('clean'));

it.each(clean)('finds nothing in %s', (file) => {
  expect(findCauses(recorded(file.replace('.json', '')))).toEqual([]);
});

describe('of a run with one fault', () => {
  it.each([
    ['latencyMs', 'latency-raised'],
    ['errorShare', 'errors'],
    ['frozenMs', 'standstill'],
    ['databasePoolSize', 'pool-exhaustion'],
    ['slowWritesMs', 'slow-writes'],
    ['memoryLeakBytes', 'memory-growth'],
    ['queueLimit', 'queue-full'],
    ['pauseMs', 'periodic-pauses'],
    ['rateLimitPerSecond', 'rate-limiting'],
    ['slowMethod', 'slow-method'],
  ])('%s, the first finding is %s, at its time', (name, code) => {
    const [first] = findCauses(recorded(name));
    expect(first?.code).toBe(code);
    const [from, to] = [first?.spans[0]?.fromMs ?? 0, first?.spans.at(-1)?.toMs ?? 0];
    expect(from).toBeGreaterThanOrEqual(9000);
    expect(to).toBeLessThanOrEqual(24_000);
  });
});
