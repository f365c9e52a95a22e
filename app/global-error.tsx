'use client';

import './globals.css';

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-8">
        <title>Plimsoll could not start</title>
        <div role="alert" className="flex flex-col items-start gap-3">
          <h1 className="text-2xl font-semibold">Plimsoll could not show anything</h1>
          <p className="max-w-[56ch] text-lg text-ink-2">
            The dashboard’s log says why; most often its data folder cannot be read or written. Runs
            under way are not affected.
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
