import { z } from 'zod';
import { planSchema } from './load-plan';

/** The JSON Schema of plan files, draft 7, which editors complete and check by. */
export function planJsonSchema(): object {
  const schema = z.toJSONSchema(planSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  const { $schema, ...rest } = schema;
  return {
    $schema,
    title: 'Plimsoll load plan',
    ...rest,
    properties: {
      $schema: { type: 'string', description: 'URL or path of this schema; not part of the plan.' },
      ...rest.properties,
    },
  };
}
