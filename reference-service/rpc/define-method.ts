import type { z } from 'zod';
import { ServiceError, validationProblems } from '../service-error';
import type { RpcContext } from './rpc-context';
import { unifyDialects } from './unify-dialects';

export type RpcMethod = (params: unknown, context: RpcContext) => Promise<object>;

/** Marks a problem of meaning, not of shape: where there are only such, the error is 'validation'. */
export const ruleOfMeaning = { rule: 'meaning' };

/** A method: the rules of its params, all of whose problems are told at once, and its verb. */
export function defineMethod<Schema extends z.ZodObject>(
  schema: Schema,
  verb: (params: z.infer<Schema>, context: RpcContext) => Promise<object>,
): RpcMethod {
  return async (params, context) => {
    const parsed = schema.safeParse(unifyDialects(params ?? {}));
    if (parsed.success) return verb(parsed.data, context);
    const onlyMeaning = parsed.error.issues.every(isAboutMeaning);
    const problems = validationProblems(parsed.error);
    if (onlyMeaning) throw new ServiceError('validation', problems.join(' '), problems);
    throw new ServiceError('params', 'The params are not valid.', problems);
  };
}

function isAboutMeaning(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.rule === ruleOfMeaning.rule;
}
