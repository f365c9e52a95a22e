/** What is shown of a target unless its user has chosen: the training service's own, then its process. */
export const DEFAULT_METRICS: readonly string[] = [
  'training_jobs_active',
  'redis_queue_length',
  'training_workers_active',
  'training_trajectories_written_total',
  'training_trajectory_generation_duration_seconds',
  'training_database_pool_in_use',
  'training_database_pool_waiting',
  'training_database_writer_queue',
  'training_inference_slots_in_use',
  'training_inference_slots_waiting',
  'http_request_duration_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
];

/** Of a target that has none of these. */
const FIRST_FEW = 6;

/** Which of the metrics `present` are shown: those chosen, or the usual ones, or the first few. */
export function shownMetrics(
  present: readonly string[],
  chosen: readonly string[] | undefined,
): string[] {
  if (chosen !== undefined) return present.filter((name) => chosen.includes(name));
  const usual = DEFAULT_METRICS.filter((name) => present.includes(name));
  return usual.length > 0 ? usual : present.slice(0, FIRST_FEW);
}
