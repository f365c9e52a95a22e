import type { FormState } from '@/components/ui/forms/form-state';
import type { RetentionPreview } from '@/lib/automation/model';

export type RetentionResult = FormState & { saving?: RetentionPreview };

export interface AutomationActions {
  switchSchedule: (id: number, enabled: boolean) => Promise<FormState>;
  deleteSchedule: (id: number) => Promise<FormState>;
  switchChannel: (id: number, enabled: boolean) => Promise<FormState>;
  testChannel: (id: number) => Promise<FormState>;
  deleteChannel: (id: number) => Promise<FormState>;
  /** What it would take; changes nothing. */
  previewRetention: (data: FormData) => Promise<RetentionResult>;
  setRetention: (data: FormData) => Promise<FormState>;
}
