import type { Store } from '@/lib/store/open-store';
import type { JobKind } from './model';
import { beat, type Lease } from './queue';

const BEAT_MS = 500;

/** Shows twice a second that a job's holder lives, and tells when it shall stop: it was asked to, or lost the job. */
export function keepBeating(
  store: Store,
  lease: Omit<Lease<JobKind>, 'job'>,
  onStop: () => void = () => {},
): () => void {
  const look = async () => {
    if ((await beat(store, lease)) !== 'go-on') onStop();
  };
  // A beat that fails is made up for by the next.
  const timer = setInterval(() => void look().catch(() => undefined), BEAT_MS);
  return () => clearInterval(timer);
}
