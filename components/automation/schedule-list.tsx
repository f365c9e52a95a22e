'use client';

import { ScheduleRow } from '@/components/routine/schedule-row';
import { ButtonLink } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { ScheduleView } from '@/lib/runs/schedule-view';
import type { RoutineActions } from './automation-actions';

interface ScheduleListProps {
  schedules: readonly ScheduleView[];
  actions: RoutineActions;
}

export function ScheduleList({ schedules, actions }: ScheduleListProps) {
  if (schedules.length === 0)
    return (
      <Empty
        title="No schedule yet"
        action={<ButtonLink href="/routine/schedules/new">New schedule</ButtonLink>}
      >
        A nightly run tells which day made the service slower; a quarterly suite keeps its
        objectives honest. The worker starts them, and tells what it had to miss.
      </Empty>
    );
  return (
    <ul className="instrument">
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.id} schedule={schedule} actions={actions} />
      ))}
    </ul>
  );
}
