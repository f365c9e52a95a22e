import { cookies } from 'next/headers';
import { THEME_COOKIE, type Theme, themeOf } from '@/components/shell/theme';

/** The theme that this reader has chosen. */
export async function readTheme(): Promise<Theme> {
  return themeOf((await cookies()).get(THEME_COOKIE)?.value);
}
