import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ClockProvider } from '@/components/ui/clock';
import { readTheme } from './read-theme';

export const metadata: Metadata = {
  title: { default: 'Plimsoll', template: '%s · Plimsoll' },
  description:
    'Load testing for training services: how much load a service carries within its objectives.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfb' },
    { media: '(prefers-color-scheme: dark)', color: '#10151a' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <html lang="en" data-theme={await readTheme()} suppressHydrationWarning>
      <body className="min-h-dvh">
        <ClockProvider server={{ nowMs: Date.now(), timeZone }}>{children}</ClockProvider>
      </body>
    </html>
  );
}
