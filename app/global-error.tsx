'use client';

import './globals.css';

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-8">
        <title>Plimsoll failed to load</title>
        <div role="alert" className="flex flex-col items-start gap-3">
          <h1 className="text-2xl font-semibold">Plimsoll failed to load</h1>
          <p className="max-w-[56ch] text-lg text-ink-2">
            Check the dashboard log. The usual cause is a data folder that cannot be read or
            written. Active runs are not affected.
          </p>
          <button
            type="button"
            onClick={() => retry()}
            className="h-8 rounded-md bg-accent px-3 font-medium text-on-accent"
          >
            Try again
          </button>
        </div>
      </body>
    </html>
  );
}
