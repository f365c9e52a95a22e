import { z } from 'zod';
import type { Clock } from '../clock';
import type { EvaluationParts } from '../jobs/evaluate-job';
import type { JobManager } from '../jobs/job-manager';
import { ServiceError, validationProblems } from '../service-error';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import type { TrajectoryStore } from '../store/trajectory-store';
import { unifyDialects } from './dialects';

/** What the methods work with. */
export interface RpcContext {
  clock: Clock;
  startedAtMs: number;
  manager: JobManager;
  database: RequestDatabase;
  jobs: JobStore;
  trajectories: TrajectoryStore;
  evaluation: EvaluationParts;
}

export type RpcMethod = (params: unknown, context: RpcContext) => Promise<object>;

/** Marks a problem of meaning, not of shape: where there are only such, the error is 'validation'. */
export const semanticRule = { rule: 'semantic' };

/** A method: the rules of its params, all of whose problems are told at once, and its verb. */
export function defineMethod<Shape extends z.ZodRawShape>(
  shape: Shape,
  verb: (params: z.infer<z.ZodObject<Shape>>, context: RpcContext) => Promise<object>,
): RpcMethod {
  const schema = z.object(shape, 'The params must be an object.');
  return async (params, context) => {
    const parsed = schema.safeParse(unifyDialects(params ?? {}));
    if (parsed.success) return verb(parsed.data, context);
    const onlySemantic = parsed.error.issues.every(isSemantic);
    const problems = validationProblems(parsed.error);
    if (onlySemantic) throw new ServiceError('validation', problems.join(' '), problems);
    throw new ServiceError('params', 'The params are not valid.', problems);
  };
}

function isSemantic(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.rule === semanticRule.rule;
}

const MAX_NAME_LENGTH = 200;

/** A field of text that names something. */
export function name() {
  const message = `must be a text of 1 to ${MAX_NAME_LENGTH} characters`;
  return z.string(message).min(1, message).max(MAX_NAME_LENGTH, message);
}

export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER) {
  const range = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
  const message = `must be a whole number ${range}`;
  return z.number(message).int(message).min(from, message).max(to, message);
}

export function flag() {
  return z.boolean('must be true or false');
}

export function number() {
  return z.number('must be a number');
}

/** A list of `{query, expected_outcome}`. */
export function queries() {
  return z.array(
    z.object(
      {
        query: z.string('must be a text').min(1, 'must not be empty'),
        expected_outcome: z.custom<unknown>(
          (outcome) => outcome !== undefined && outcome !== null,
          // abort: false, or the checks of the list around it would be skipped.
          { error: 'must be given', abort: false },
        ),
      },
      'must be an object with query and expected_outcome',
    ),
    'must be a list of {query, expected_outcome}',
  );
}
