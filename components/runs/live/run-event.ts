import type { RunEvent } from '@/lib/runs/model';

/** One message of `/api/runs/N/events`. Throws where it is none. */
export function runEventIn(data: string): RunEvent {
  const event: unknown = JSON.parse(data);
  if (isRunEvent(event)) return event;
  throw new TypeError('This is no event of a run.');
}

/** The dashboard wrote it itself: what tells it from an error page is enough. */
function isRunEvent(event: unknown): event is RunEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'state' in event &&
    typeof event.state === 'object' &&
    event.state !== null &&
    'status' in event.state &&
    'points' in event &&
    Array.isArray(event.points)
  );
}
