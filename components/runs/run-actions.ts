import type { FormState } from '@/components/ui/forms/form-state';
import type { LoadChange } from '@/lib/engine/load-options';

/** The server actions that the parts of a run's page and of the history call. */
export interface RunActions {
  stop: (number: number, mode: 'now' | 'gracefully') => Promise<FormState>;
  annotate: (number: number, data: FormData) => Promise<FormState>;
  removeAnnotation: (number: number, markId: number) => Promise<FormState>;
  changeLoad: (number: number, change: LoadChange) => Promise<FormState>;
  /** Goes to the new run. */
  judge: (number: number, profile: string) => Promise<FormState>;
  markBaseline: (number: number, isBaseline: boolean) => Promise<FormState>;
  again: (number: number) => Promise<FormState>;
  /** Kept whole whatever the retention says. */
  pin: (number: number, pinned: boolean) => Promise<FormState>;
  edit: (number: number, data: FormData) => Promise<FormState>;
  remove: (number: number) => Promise<FormState>;
}
