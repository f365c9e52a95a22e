'use client';

import { createContext, type ReactNode, useContext } from 'react';

const PrintContext = createContext(false);

/** What is inside goes to paper: nothing to click, everything open, every chart with its table. */
export function PrintLayout({ children }: { children: ReactNode }) {
  return <PrintContext value={true}>{children}</PrintContext>;
}

export function useIsPrinted(): boolean {
  return useContext(PrintContext);
}
