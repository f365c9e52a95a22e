import type { TemplatePart } from '@/lib/plan/template';
import type { RenderContext } from '@/lib/users/requests/render';
import { randomInt, randomString, randomUuid } from './random-data';

/** What a part gives: as a value of JSON, a number stays a number. */
export type PartValue = (context: RenderContext) => unknown;

/** The values' places by their names. */
export type Slots = ReadonlyMap<string, number>;

/** A part of a template as a closure, or its text. */
export function compilePart(part: TemplatePart, slots: Slots): string | PartValue {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value': {
      const slot = slots.get(part.name) ?? -1;
      return ({ values }) => values[slot];
    }
    case 'int': {
      const { min, max } = part;
      return ({ random }) => randomInt(random, min, max);
    }
    case 'pick': {
      const { picks } = part;
      return ({ random }) => picks[Math.floor(random() * picks.length)];
    }
    case 'uuid':
      return ({ random }) => randomUuid(random);
    case 'string': {
      const { length } = part;
      return ({ random }) => randomString(random, length);
    }
    case 'counter':
      return ({ counter }) => counter;
    case 'user':
      return ({ user }) => user;
  }
}
