'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

interface Place {
  nowMs: number;
  timeZone: string;
}

const PlaceContext = createContext<Place>({ nowMs: 0, timeZone: 'UTC' });

/**
 * When and where the reader is. The server's clock and zone hold until hydration, so that both
 * sides write the same text; then the browser's take over, and "3 min ago" moves on.
 */
export function PlaceProvider({ server, children }: { server: Place; children: ReactNode }) {
  const [place, setPlace] = useState(server);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const update = () => setPlace({ nowMs: Date.now(), timeZone });
    update();
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, []);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

export function usePlace(): Place {
  return useContext(PlaceContext);
}
