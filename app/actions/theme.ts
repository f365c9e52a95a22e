'use server';

import { cookies } from 'next/headers';
import { THEME_COOKIE, themeOf } from '@/components/shell/theme';

const YEAR_S = 31_536_000;

/** Keeps the theme in a cookie, so that a page's first byte has it. */
export async function setThemeAction(theme: string): Promise<void> {
  const jar = await cookies();
  jar.set(THEME_COOKIE, themeOf(theme), { maxAge: YEAR_S, sameSite: 'lax', httpOnly: true });
}
