import { RunTable } from '@/components/runs/history/run-table';
import { ScenarioCard } from '@/components/scenarios/scenario-card';
import { StartDialog } from '@/components/scenarios/start-dialog';
import { Button } from '@/components/ui/button';
import type { FormAction } from '@/components/ui/forms/form-state';
import { PageHeader } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { Overview } from '@/lib/overview/model';
import { ActiveRuns } from './active-runs';
import { FirstStart } from './first-start';
import { LastCompliance } from './last-compliance';
import { MissedNotice } from './missed-notice';
import { OverviewLead } from './overview-lead';
import { TrendSection } from './trend-section';
import { WorkerNotice } from './worker-notice';

interface OverviewPageProps {
  overview: Overview;
  start: FormAction;
}

export function OverviewPage({ overview, start }: OverviewPageProps) {
  const { active, latest, scenarios: cards, targets, profiles, workerAlive } = overview;
  const scenarios = cards.map((card) => card.scenario);
  const dialog = { targets, profiles, start };
  return (
    <>
      <PageHeader
        title="Overview"
        action={
          <StartDialog
            {...dialog}
            scenarios={scenarios}
            trigger={<Button variant="primary">Start a run</Button>}
          />
        }
      />
      <OverviewLead active={active} latest={latest} />
      <WorkerNotice alive={workerAlive} />
      <MissedNotice missed={overview.missed} />
      <ActiveRuns runs={active} />
      {active.length + latest.length === 0 && <FirstStart scenarios={scenarios} {...dialog} />}
      <LastCompliance suite={overview.suite} />
      <Section title="Scenarios">
        <ul className="instrument md:grid-cols-2 xl:grid-cols-3">
          {cards.map((card) => (
            <ScenarioCard key={card.scenario.id} card={card} {...dialog} />
          ))}
        </ul>
      </Section>
      <TrendSection cards={cards} />
      {latest.length > 0 && (
        <Section title="Latest runs" action={<TextLink href="/runs">All runs</TextLink>}>
          <RunTable runs={latest} />
        </Section>
      )}
    </>
  );
}
