import { Notice } from '@/components/ui/notice';

/** The worker keeps the routine: without one none of this happens. */
export function RoutineIdle({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <Notice tone="warn" title="No worker is running, so nothing is started, told or removed.">
      <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard. What
      comes due meanwhile is told as missed.
    </Notice>
  );
}
