'use client';

import { type ComponentProps, useState } from 'react';
import { parseSpan, span } from '@/lib/core/duration';
import { Input } from './field';

type NumberInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: number;
  /** NaN while it is empty. */
  onChange: (value: number) => void;
};

export function NumberInput({ value, onChange, ...rest }: NumberInputProps) {
  return (
    <Input
      {...rest}
      type="number"
      className="nums text-right"
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}

type SpanInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'defaultValue'> & {
  valueMs: number;
  /** NaN while the text cannot be read. */
  onChangeMs: (ms: number) => void;
};

/** A length of time as people write it: "90 s", "5 min", "1 h 30 min". */
export function SpanInput({ valueMs, onChangeMs, ...rest }: SpanInputProps) {
  const [text, setText] = useState(() => written(valueMs));
  // A value set from elsewhere replaces the text; one that came from the text leaves it alone.
  const [shownMs, setShownMs] = useState(valueMs);
  if (!Object.is(shownMs, valueMs)) {
    setShownMs(valueMs);
    if (!Object.is(parseSpan(text) ?? Number.NaN, valueMs)) setText(written(valueMs));
  }
  return (
    <Input
      {...rest}
      inputMode="text"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChangeMs(parseSpan(event.target.value) ?? Number.NaN);
      }}
      onBlur={() => {
        const ms = parseSpan(text);
        if (ms !== undefined) setText(written(ms));
      }}
    />
  );
}

function written(ms: number): string {
  return Number.isFinite(ms) ? span(ms, 4).replaceAll('\u202f', ' ') : '';
}
