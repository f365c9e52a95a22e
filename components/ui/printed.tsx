'use client';

import { createContext, type ReactNode, useContext } from 'react';

const PrintedContext = createContext(false);

/** What is inside goes to paper: nothing to click, everything open, every chart with its table. */
export function Printed({ children }: { children: ReactNode }) {
  return <PrintedContext value={true}>{children}</PrintedContext>;
}

export function usePrinted(): boolean {
  return useContext(PrintedContext);
}
