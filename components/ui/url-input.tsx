import type { ComponentProps } from 'react';
import { Input } from './input';

/** A field for an address: in the fixed font, with the keyboard for it on a phone. */
export function UrlInput(props: Omit<ComponentProps<typeof Input>, 'type' | 'className'>) {
  return (
    <Input
      type="url"
      inputMode="url"
      autoComplete="off"
      className="font-mono text-sm!"
      {...props}
    />
  );
}
