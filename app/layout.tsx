import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Rail } from '@/components/shell/rail';
import { THEME_COOKIE, themeOf } from '@/components/shell/theme';
import { PlaceProvider } from '@/components/ui/place';
import { setThemeAction } from './actions/set-theme';

export const metadata: Metadata = {
  title: { default: 'Plimsoll', template: '%s · Plimsoll' },
  description: 'Shows how much load a training service safely carries.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfb' },
    { media: '(prefers-color-scheme: dark)', color: '#10151a' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body className="min-h-dvh">
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
        >
          Skip to the content
        </a>
        <PlaceProvider server={{ nowMs: Date.now(), timeZone }}>
          <Rail theme={theme} onTheme={setThemeAction} />
          <main id="main" tabIndex={-1} className="outline-none sm:pl-20">
            <div className="mx-auto max-w-[1400px] px-4 pt-4 pb-24 sm:px-8 sm:pt-6 sm:pb-16">
              {children}
            </div>
          </main>
        </PlaceProvider>
      </body>
    </html>
  );
}
