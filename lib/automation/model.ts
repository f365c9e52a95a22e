import type { ScheduleView } from '@/lib/runs/schedule-view';
import type { ChannelView } from './channels';
import type { Retention, RetentionPreview } from './retention';

/** What happens without anybody's click: starts, news, removal. */
export interface RoutineView {
  schedules: ScheduleView[];
  channels: ChannelView[];
  retention: Retention;
  /** What the retention would take now. */
  saving: RetentionPreview;
  /** Of the store's file, and of that what is free for new runs. */
  storeBytes: { all: number; free: number };
  /** Starts that a schedule had due in the last seven days and that were not made. */
  missed: number;
  /** Without one nothing is started, told or removed. */
  workerAlive: boolean;
}
