'use server';

import { cookies } from 'next/headers';
import { needing } from '@/app/access';
import { THEME_COOKIE, themeOf } from '@/components/shell/theme';

const YEAR_S = 31_536_000;

/** Keeps the theme in a cookie, so that a page's first byte has it. */
export const setThemeAction = needing(
  'public',
  async function setTheme(theme: string): Promise<void> {
    const jar = await cookies();
    jar.set(THEME_COOKIE, themeOf(theme), { maxAge: YEAR_S, sameSite: 'lax', httpOnly: true });
  },
);
