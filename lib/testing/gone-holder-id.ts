import { newHolderId } from '@/lib/store/queue/holder';

/** The name of a worker of this machine whose process is gone, as after a kill. */
export function goneHolderId(): string {
  const [machine, , , id] = newHolderId().split('/');
  // More than any system gives out.
  return [machine, 999_999_999, '', id].join('/');
}
