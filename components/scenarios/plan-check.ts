import type { LoadPlan } from '@/lib/plan/load-plan';

/** What is to be said of a plan's text: the plan, or every problem it has. */
export type PlanCheck =
  | { status: 'valid'; plan: LoadPlan }
  | { status: 'refused'; message: string; problems: { path: string; message: string }[] };

export type CheckPlan = (text: string) => Promise<PlanCheck>;

/** What an import has come to: a plan's text to edit, or why there is none. */
export type PlanImport =
  | { status: 'made'; text: string; notes: string[] }
  | { status: 'refused'; message: string; problems: { path: string; message: string }[] };

export type ImportPlan = (text: string, format: string) => Promise<PlanImport>;
