import type { LoadPlan } from './load-plan';

/** The plan with the trace context switched on or off. */
export function withTraceContext(plan: LoadPlan, on: boolean): LoadPlan {
  const { connection, ...rest } = plan;
  const { traceContext: _, ...others } = connection ?? {};
  const wanted = on ? { ...others, traceContext: true } : others;
  return Object.keys(wanted).length === 0 ? rest : { ...rest, connection: wanted };
}
