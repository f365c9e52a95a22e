'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

interface Clock {
  nowMs: number;
  timeZone: string;
}

const ClockContext = createContext<Clock>({ nowMs: 0, timeZone: 'UTC' });

/**
 * When and where the reader is. The server's clock and zone hold until hydration, so that both
 * sides write the same text; then the browser's take over, and "3 min ago" moves on.
 */
export function ClockProvider({ server, children }: { server: Clock; children: ReactNode }) {
  const [place, setPlace] = useState(server);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const update = () => setPlace({ nowMs: Date.now(), timeZone });
    update();
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, []);
  return <ClockContext value={place}>{children}</ClockContext>;
}

export function useClock(): Clock {
  return useContext(ClockContext);
}
