/** Other names that some clients use, and the one name that we go by. */
const aliases: Record<string, string> = {
  training_job_id: 'job_id',
  training_data: 'training_queries',
};

/**
 * Params in our own dialect: aliases renamed, `filters{}` flattened. Where both are given our own name,
 * and the flat field, win. What is no object stays what it is, for validation to refuse.
 */
export function unifyDialects(params: unknown): unknown {
  if (!isRecord(params)) return params;
  const { filters, ...flat } = params;
  const merged = isRecord(filters) ? { ...filters, ...flat } : flat;
  const renamed = Object.entries(merged).filter(([name]) => !Object.hasOwn(aliases, name));
  const fromAliases = Object.entries(merged).flatMap(([name, value]) => {
    const ours = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    return ours === undefined ? [] : [[ours, value] as const];
  });
  return Object.fromEntries([...fromAliases, ...renamed]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
