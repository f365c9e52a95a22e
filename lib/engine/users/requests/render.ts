import { secretOf } from '@/lib/plan/secrets';
import { parseTemplate, type TemplatePart } from '@/lib/plan/template';
import type { Random } from '@/lib/stats/random';

/** What templates are filled in from. Values stand in the order of `CompiledRequests.names`. */
export interface RenderContext {
  values: unknown[];
  random: Random;
  /** The number of this request among those of its user, from 1. */
  counter: number;
  /** The user's number, from 1. */
  user: number;
}

type Render = (context: RenderContext) => string;

/** A template that is always the same is kept as its text. */
export type Rendered = string | Render;

export function render(rendered: Rendered, context: RenderContext): string {
  return typeof rendered === 'string' ? rendered : rendered(context);
}

/** One after the other; neighbouring texts become one. */
export function concat(pieces: readonly Rendered[]): Rendered {
  const merged: Rendered[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + piece;
    else if (piece !== '') merged.push(piece);
  }
  const [first = '', second, ...more] = merged;
  if (second === undefined) return first;
  if (more.length === 0) return (context) => render(first, context) + render(second, context);
  return (context) => {
    let text = '';
    for (const piece of merged) text += typeof piece === 'string' ? piece : piece(context);
    return text;
  };
}

/** What a part gives: as a value of JSON, a number stays a number. */
export type PartValue = (context: RenderContext) => unknown;

/** The values' places by their names. */
export type Slots = ReadonlyMap<string, number>;

/** What a template's names stand for: places of values that replies give, and this installation's secrets. */
export interface Known {
  slots: Slots;
  secrets: Readonly<Record<string, string>>;
}

/** A part of a template as a closure, or its text. Throws for a secret that is not there. */
export function compilePart(part: TemplatePart, known: Known): string | PartValue {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value': {
      const slot = known.slots.get(part.name) ?? -1;
      return ({ values }) => values[slot];
    }
    case 'secret':
      return secretOf(known.secrets, part.name);
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

/** A text's template; `dress` makes what is filled in fit its place, `dressText` the plain parts. */
export function compileText(
  text: string,
  known: Known,
  dress: (value: string) => string = same,
  dressText = dress,
): Rendered {
  return concat(
    parseTemplate(text).parts.map((part) => {
      const compiled = compilePart(part, known);
      if (typeof compiled === 'string') return dressText(compiled);
      return (context) => dress(textOf(compiled(context)));
    }),
  );
}

/** A value within a text: lists and objects as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function same(text: string): string {
  return text;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UINT32 = 4_294_967_296;

/** A whole number from `min` to `max`, each as likely. */
export function randomInt(random: Random, min: number, max: number): number {
  const range = max - min + 1;
  if (range <= UINT32) return min + Math.floor(random() * range);
  // A draw has 32 bits; beyond, two make 53.
  const fine =
    (Math.floor(random() * 2 ** 26) * 2 ** 27 + Math.floor(random() * 2 ** 27)) / 2 ** 53;
  return Math.min(max, min + Math.floor(fine * range));
}

function randomString(random: Random, length: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += LETTERS[Math.floor(random() * LETTERS.length)];
  return text;
}

/** A version 4 UUID, RFC 9562; from a seeded stream, so it is random only as far as that is. */
function randomUuid(random: Random): string {
  let text = '';
  for (let word = 0; word < 4; word++) {
    let bits = Math.floor(random() * UINT32);
    if (word === 1) bits = (bits & 0xffff_0fff) | 0x4000;
    if (word === 2) bits = (bits & 0x3fff_ffff) | 0x8000_0000;
    text += `${HEX[bits >>> 24]}${HEX[(bits >>> 16) & 255]}`;
    if (word === 1 || word === 2) text += '-';
    text += `${HEX[(bits >>> 8) & 255]}${HEX[bits & 255]}`;
    if (word < 2) text += '-';
  }
  return text;
}
