import type { changeLoadAction, stopRunAction } from '@/app/actions/runs';
import type { FormState } from '@/components/ui/forms/form-state';

/** The server actions that the parts of a run's page and of the history call. */
export interface RunActions {
  stop: typeof stopRunAction;
  annotate: (number: number, data: FormData) => Promise<FormState>;
  removeAnnotation: (number: number, annotationId: number) => Promise<FormState>;
  changeLoad: typeof changeLoadAction;
  reevaluate: (number: number, profile: string) => Promise<FormState>;
  markBaseline: (number: number, isBaseline: boolean) => Promise<FormState>;
  /** Goes to the new run. */
  rerun: (number: number, confirmHost?: string) => Promise<FormState>;
  /** Kept whole whatever the retention says. */
  pin: (number: number, pinned: boolean) => Promise<FormState>;
  edit: (number: number, data: FormData) => Promise<FormState>;
  remove: (number: number) => Promise<FormState>;
}
