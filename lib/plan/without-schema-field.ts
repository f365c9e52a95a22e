/** A plan file may say which JSON Schema it follows, for editors; that is no part of the plan. */
export function withoutSchemaField(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null || !('$schema' in plan)) return plan;
  const { $schema: _schema, ...rest } = plan;
  return rest;
}
