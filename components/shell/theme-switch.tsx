'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState, useTransition } from 'react';
import { type Theme, themeAfter } from './theme';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface ThemeSwitchProps {
  initial: Theme;
  keep: (theme: Theme) => Promise<void>;
}

/** Steps through system, light and dark. */
export function ThemeSwitch({ initial, keep }: ThemeSwitchProps) {
  const [theme, setTheme] = useState(initial);
  const [, startTransition] = useTransition();
  const Icon = ICONS[theme];

  function change() {
    const next = themeAfter(theme);
    setTheme(next);
    document.documentElement.dataset.theme = next;
    startTransition(() => keep(next));
  }

  return (
    <button
      type="button"
      aria-label={`Theme: ${theme}. Change it.`}
      title={`Theme: ${theme}`}
      onClick={change}
      className="flex h-14 w-12 flex-col items-center justify-center gap-1 rounded-md text-2xs text-ink-2 hover:bg-hover hover:text-ink sm:mx-auto sm:mt-auto sm:w-16"
    >
      <Icon className="size-5" strokeWidth={1.6} aria-hidden="true" />
      <span className="capitalize">{theme}</span>
    </button>
  );
}
