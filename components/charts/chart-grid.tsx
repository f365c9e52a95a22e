'use client';

import clsx from 'clsx';
import { createContext, type ReactNode, useContext } from 'react';
import { usePrinted } from '@/components/ui/printed';

const NarrowContext = createContext(false);

/** Small charts, two beside each other where there is room, and on paper. */
export function ChartGrid({ children }: { children: ReactNode }) {
  const printed = usePrinted();
  return (
    <NarrowContext value={true}>
      <div className={clsx('instrument', printed ? 'grid-cols-2' : 'lg:grid-cols-2')}>
        {children}
      </div>
    </NarrowContext>
  );
}

/** Whether a chart has half of the width only. */
export function useNarrowChart(): boolean {
  return useContext(NarrowContext);
}
