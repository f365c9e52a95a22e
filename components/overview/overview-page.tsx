import { Play } from 'lucide-react';
import { RunTable } from '@/components/runs/run-table';
import { ScenarioCard } from '@/components/scenarios/scenario-card';
import { StartDialog } from '@/components/scenarios/start-dialog';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { FormAction } from '@/components/ui/form-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { Overview } from '@/lib/runs/overview';
import { ActiveRuns } from './active-runs';
import { OverviewLead } from './overview-lead';
import { TrendSection } from './trend-section';
import { WorkerNotice } from './worker-notice';

interface OverviewPageProps {
  overview: Overview;
  start: FormAction;
}

export function OverviewPage({ overview, start }: OverviewPageProps) {
  const { active, latest, scenarios: cards, targets, workerAlive } = overview;
  const scenarios = cards.map((card) => card.scenario);
  const dialog = { targets, start };
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
      <ActiveRuns runs={active} />
      <Section title="Scenarios">
        <ul className="instrument md:grid-cols-2 xl:grid-cols-3">
          {cards.map((card) => (
            <ScenarioCard key={card.scenario.id} card={card} {...dialog} />
          ))}
        </ul>
      </Section>
      <TrendSection cards={cards} />
      <Section
        title="Latest runs"
        action={latest.length > 0 && <TextLink href="/runs">All runs</TextLink>}
      >
        {latest.length > 0 ? (
          <RunTable runs={latest} />
        ) : (
          <Empty
            title="No run has ended yet"
            action={
              <StartDialog
                {...dialog}
                scenarios={scenarios.slice(0, 1)}
                trigger={
                  <Button variant="primary">
                    <Play className="size-3.5 fill-current" aria-hidden="true" />
                    Start {scenarios[0]?.name.toLowerCase()}
                  </Button>
                }
              />
            }
          >
            A run sends a scenario’s load to a target and keeps every request. The built-in target
            is a real, small training service on this machine; light takes 5 minutes, or as long as
            you say.
          </Empty>
        )}
      </Section>
    </>
  );
}
