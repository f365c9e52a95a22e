import { Notice } from '@/components/ui/page';

/** A job whose worker is gone looks as if it went on; say that it does not. */
export function StaleNotice({ what }: { what: 'run' | 'suite' | 'search' }) {
  return (
    <div className="mb-6">
      <Notice tone="warn" title="The worker is not responding.">
        It may have been killed. Everything measured so far is kept, and the {what} is marked as
        interrupted as soon as a worker is running:{' '}
        <code className="font-mono text-xs">npm start</code>.
      </Notice>
    </div>
  );
}

/** Nothing runs without a worker; say so before somebody waits. */
export function WorkerNotice({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" title="No worker is running. Runs stay queued.">
        <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard. If
        the worker has stopped, check its output.
      </Notice>
    </div>
  );
}
