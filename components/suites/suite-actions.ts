import type { FormState } from '@/components/ui/forms/form-state';

/** Queues the suite on a stored target, or only some benchmarks of it, and goes to its page. */
export type StartSuite = (
  target: number,
  quick: boolean,
  benchmarks?: readonly number[],
  confirmHost?: string,
) => Promise<FormState>;

export type StopSuite = (id: number) => Promise<FormState>;
