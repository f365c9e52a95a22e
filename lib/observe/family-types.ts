import type { MetricType } from '@/lib/metrics/model';

const TYPE_LINE = /^#[ \t]+TYPE[ \t]+([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]+(\w+)/;
const KNOWN: Readonly<Record<string, MetricType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  // OpenMetrics' own: what they tell goes up and down.
  gaugehistogram: 'gauge',
  info: 'gauge',
  stateset: 'gauge',
};
const SUFFIX = /_(?:bucket|sum|count|total|created|info)$/;

/** The types that # TYPE lines give to families. */
export class FamilyTypes {
  readonly #types = new Map<string, MetricType>();

  /** Takes in a comment line; those that are no # TYPE say nothing. */
  read(comment: string): void {
    const [, family, type = ''] = TYPE_LINE.exec(comment) ?? [];
    if (family === undefined) return;
    this.#types.set(family, (Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined) ?? 'untyped');
  }

  /** Of the family that a series of this name belongs to; OpenMetrics names counters without "_total". */
  typeOf(name: string): MetricType {
    const own = this.#types.get(name);
    if (own !== undefined) return own;
    const family = this.#types.get(name.replace(SUFFIX, ''));
    // When a family began is an instant, not a count.
    if (family !== undefined && name.endsWith('_created')) return 'gauge';
    return family ?? 'untyped';
  }
}
