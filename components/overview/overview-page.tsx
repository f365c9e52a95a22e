import { Play } from 'lucide-react';
import type { Overview } from '@/components/overview/overview-data';
import { RunTable } from '@/components/runs/history/run-table';
import { ScenarioCard } from '@/components/scenarios/scenario-card';
import { StartDialog } from '@/components/scenarios/start-dialog';
import { SuiteStatusBadges } from '@/components/suites/suite-status';
import { Button } from '@/components/ui/button';
import type { FormAction } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Empty, Notice, PageHeader, Section } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { VerdictBadge } from '@/components/verdict/verdict-badge';
import { span } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { HeadlineVerdict, SuiteListItem } from '@/lib/suites/model';
import type { TargetView } from '@/lib/targets/model';
import { ActiveRuns } from './active-runs';
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
            trigger={<Button variant="primary">Start run</Button>}
          />
        }
      />
      <OverviewLead active={active} latest={latest} />
      <WorkerNotice alive={workerAlive} />
      <MissedStartsNotice missed={overview.missed} />
      <ActiveRuns runs={active} />
      {active.length + latest.length === 0 && <GettingStarted scenarios={scenarios} {...dialog} />}
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

interface GettingStartedProps {
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
}

/** Before the first run: what a run is, and the smallest one to start with. */
function GettingStarted({ scenarios, targets, profiles, start }: GettingStartedProps) {
  const light = scenarios.find((scenario) => scenario.slug === 'light') ?? scenarios[0];
  if (light === undefined) return null;
  return (
    <Empty
      title="Start your first run"
      action={
        <StartDialog
          scenarios={[light]}
          targets={targets}
          profiles={profiles}
          start={start}
          trigger={
            <Button variant="primary">
              <Play className="size-3.5 fill-current" aria-hidden="true" />
              Run “{light.name}”
            </Button>
          }
        />
      }
    >
      {targets.some((target) => target.builtIn)
        ? `A run sends a scenario’s load to a target and records every request. The built-in target is a small training service on this machine; “${light.name}” takes ${span(light.durationMs)}, or as long as you choose.`
        : `A run sends a scenario’s load to a target and records every request. Add your training service under Targets, then run “${light.name}”.`}
    </Empty>
  );
}

/** How many key objectives the last suite met, and which. */
function LastCompliance({ suite }: { suite: SuiteListItem | undefined }) {
  if (suite === undefined) return null;
  const { id, target, endedAt, compliance, headline } = suite;
  return (
    <Section title="Compliance" action={<TextLink href="/suites">All suites</TextLink>}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border bg-surface px-4 py-3">
        <p className="nums text-2xl font-[550] tracking-tight">
          {compliance.passed}
          <span className="text-base font-normal tracking-normal text-ink-3">
            {' '}
            of {compliance.of}
          </span>
        </p>
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>key objectives met on {target}</span>
            <SuiteStatusBadges {...suite} />
          </p>
          <p className="text-sm text-ink-3">
            <TextLink href={`/suites/${id}`} prefetch={false}>
              Suite {id}
            </TextLink>
            , <Instant iso={endedAt} relative />
          </p>
        </div>
        <HeadlineVerdicts of={headline} />
      </div>
    </Section>
  );
}

/** Starts that a schedule had due in the last day and that were not made. */
function MissedStartsNotice({ missed }: { missed: number }) {
  if (missed === 0) return null;
  return (
    <div className="mb-6">
      <Notice
        tone="warn"
        title={`${plural(missed, 'scheduled start was', 'scheduled starts were')} missed or failed in the last day.`}
      >
        See <TextLink href="/automation">Schedules & notifications</TextLink> for details.
      </Notice>
    </div>
  );
}

/** The key objectives in a row, each with its verdict. */
function HeadlineVerdicts({ of }: { of: readonly HeadlineVerdict[] }) {
  return (
    <ul className="flex w-full flex-wrap gap-x-6 gap-y-2 border-t pt-3 text-sm text-ink-2">
      {of.map(({ number, title, verdict = 'no-data' }) => (
        <li key={number} className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
          {title}
          <VerdictBadge verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}
