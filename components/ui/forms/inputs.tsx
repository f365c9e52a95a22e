'use client';

import type { ComponentProps } from 'react';
import { Input } from '../input';

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
