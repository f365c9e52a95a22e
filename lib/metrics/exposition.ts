import { FamilyTypes } from '@/lib/observe/family-types';
import { readHead } from '@/lib/observe/read-head';
import { readValue } from '@/lib/observe/read-value';
import { type Malformed, scanLines } from '@/lib/observe/scan-lines';
import type { MetricType } from './model';

export interface ExpositionSample {
  name: string;
  labels: Readonly<Record<string, string>>;
  type: MetricType;
  /** As told: may be NaN or infinite. */
  value: number;
}

export interface Exposition {
  /** In their order. */
  samples: ExpositionSample[];
  malformed: Malformed;
}

/**
 * Reads Prometheus' text format 0.0.4, and of OpenMetrics what it has in common: timestamps and exemplars
 * are passed over. Lines that are malformed are counted, the rest is read. Never throws.
 */
export function parseExposition(text: string): Exposition {
  const types = new FamilyTypes();
  const samples: ExpositionSample[] = [];
  const malformed = scanLines(text, {
    comment: (line) => types.read(line),
    sample(whole, from, to) {
      const head = readHead(whole, from);
      const value =
        head === undefined || head.end > to ? undefined : readValue(whole, head.end, to);
      if (head === undefined || value === undefined) return false;
      const { name, labels } = head;
      samples.push({ name, labels, type: types.typeOf(name), value });
      return true;
    },
  });
  return { samples, malformed };
}
