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

export type Render = (context: RenderContext) => string;

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
