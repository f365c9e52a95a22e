import type { FormAction, FormState } from '@/components/ui/forms/form-state';

/** The server actions that the capacity page calls. */
export interface CapacityActions {
  startSearch: FormAction;
  addTraffic: FormAction;
  importTraffic: FormAction;
  removeTraffic: (id: number) => Promise<FormState>;
}
