'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { SCOPE_NAMES, type Scope } from '@/lib/access/model';

/** Outside the dashboard's frame, as on paper, nothing can be done anyhow. */
const Scopes = createContext<readonly Scope[]>(SCOPE_NAMES);

export function ScopesProvider({
  scopes,
  children,
}: {
  scopes: readonly Scope[];
  children: ReactNode;
}) {
  return <Scopes value={scopes}>{children}</Scopes>;
}

/** Whether who reads this may do what needs the scope: what they may not is not offered. The server decides anyhow. */
export function useMay(scope: Scope): boolean {
  return useContext(Scopes).includes(scope);
}

/** Its content, for those who may. */
export function May({ scope, children }: { scope: Scope; children: ReactNode }) {
  return useMay(scope) ? children : null;
}
