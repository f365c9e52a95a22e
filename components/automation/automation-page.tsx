'use client';

import { ChannelList } from '@/components/routine/channel-list';
import { RoutineIdle } from '@/components/routine/routine-idle';
import { ButtonLink } from '@/components/ui/button';
import { Lead, PageHeader } from '@/components/ui/page';
import { usePlace } from '@/components/ui/place';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { Section } from '@/components/ui/section';
import type { RoutineView } from '@/lib/automation/model';
import { plural } from '@/lib/format/plural';
import type { RoutineActions } from './automation-actions';
import { routineSentence } from './automation-summary';
import { RetentionForm } from './retention-form';
import { ScheduleList } from './schedule-list';

interface RoutinePageProps {
  routine: RoutineView;
  actions: RoutineActions;
}

/** What happens without anybody's click: what is started, who is told, what is kept. */
export function RoutinePage({ routine, actions }: RoutinePageProps) {
  const { nowMs } = usePlace();
  const { schedules, channels, workerAlive } = routine;
  return (
    <>
      <RefreshEvery seconds={5} />
      <PageHeader
        title="Routine"
        action={
          <ButtonLink href="/routine/schedules/new" variant="primary">
            New schedule
          </ButtonLink>
        }
      />
      <Lead>{routineSentence(routine, nowMs)}</Lead>
      <RoutineIdle alive={workerAlive} />
      <Section
        title="Schedules"
        note={schedules.length > 0 && plural(schedules.length, 'schedule')}
      >
        <ScheduleList schedules={schedules} actions={actions} />
      </Section>
      <Section
        title="Notifications"
        note="Each piece of news is sent once, and again when it did not arrive."
        action={
          channels.length > 0 && (
            <ButtonLink href="/routine/channels/new" size="sm">
              New channel
            </ButtonLink>
          )
        }
      >
        <ChannelList channels={channels} actions={actions} />
      </Section>
      <Section title="Retention" note="Summaries, verdicts and findings are kept for ever.">
        <RetentionForm routine={routine} actions={actions} />
      </Section>
    </>
  );
}
