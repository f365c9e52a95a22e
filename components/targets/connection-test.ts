import type { FormState } from '@/components/ui/forms/form-state';

/** What one real call to a target showed. */
type Check =
  | { ok: true; service?: string; version?: string; latencyMs: number }
  | { ok: false; kind: string; message: string; advice?: string };

export type ConnectionTest = { status: 'checked'; check: Check } | FormState;
