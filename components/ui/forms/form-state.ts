import { unstable_rethrow } from 'next/navigation';

/** What a server action answers to a form: done, or what is wrong with which field. */
export interface FormState {
  status: 'done' | 'refused';
  message?: string;
  /** Field problems by path, "plan.load.stages[0].users". */
  problems: { path: string; message: string }[];
}

export type FormAction = (data: FormData) => Promise<FormState>;

export const DONE: FormState = { status: 'done', problems: [] };

/** The problem of one field, if it has any. Several are said one after the other. */
export function problemAt(state: FormState | undefined, path: string): string | undefined {
  const found = state?.problems.filter((problem) => problem.path === path) ?? [];
  if (found.length === 0) return undefined;
  return found.map((problem) => sentence(problem.message)).join(' ');
}

/** Problems at none of these fields: they are listed above the form. */
export function problemsElsewhere(state: FormState | undefined, paths: readonly string[]) {
  return state?.problems.filter((problem) => !paths.includes(problem.path)) ?? [];
}

/** "must be at least 1." stands alone under its field: "Must be at least 1."; "is required." is "Required". */
function sentence(message: string): string {
  if (message === 'is required.') return 'Required';
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** A server action's answer; when none came, that is the answer. Redirects go on to the router. */
export async function answerOf(action: () => Promise<FormState>): Promise<FormState> {
  try {
    return await action();
  } catch (error) {
    unstable_rethrow(error);
    return {
      status: 'refused',
      message: 'The dashboard did not respond. Check that it is running, then try again.',
      problems: [],
    };
  }
}

/** What is wrong with a length of time: unreadable as it stands, or what the server said of it. */
export function spanProblem(
  ms: number | undefined,
  serverProblem: string | undefined,
): string | undefined {
  if (ms !== undefined && Number.isNaN(ms))
    return 'Enter a duration such as 30 s, 5 min or 1 h 30 min.';
  return serverProblem;
}
