import type { FormState } from '@/components/ui/form-state';

/** The server actions that the parts of a run's page and of the history call. */
export interface RunActions {
  stop: (number: number, mode: 'now' | 'gracefully') => Promise<FormState>;
  /** Goes to the new run. */
  again: (number: number) => Promise<FormState>;
  edit: (number: number, data: FormData) => Promise<FormState>;
  remove: (number: number) => Promise<FormState>;
}
