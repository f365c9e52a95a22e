import { Download } from 'lucide-react';
import { ReportMenu } from '@/components/reports/report-menu';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Empty, Lead, PageHeader, Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type { CapacityPage as CapacityPageData, CapacityPage as Page } from '@/lib/capacity/model';
import { rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import { PUBLISHED_CAPACITY, type ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import type { CapacityActions } from './capacity-actions';
import { CapacityFigures } from './capacity-figures';
import { CapacityFilters } from './capacity-filters';
import { capacitySummary } from './capacity-summary';
import { FittedModel } from './fitted-model';
import { LevelTable } from './level-table';
import { ScalingCharts } from './scaling-charts';
import { SearchDialog } from './search/search-dialog';
import { SearchTable } from './search/search-table';
import { TrafficSection } from './traffic-section';
import { WhatIfSection } from './what-if-section';

interface CapacityPageProps {
  page: Page;
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  actions: CapacityActions;
}

/** Where a target's line is, how far it is from it, and when it gets there. */
export function CapacityPage({ page, scenarios, targets, actions }: CapacityPageProps) {
  const { chosen, profile, points, searches } = page;
  const dialog = (
    <SearchDialog
      scenarios={scenarios}
      targets={targets}
      profiles={page.profiles}
      chosen={{
        target: chosen?.target,
        scenarios: chosen?.scenarios ?? [],
        profile: profile?.slug,
      }}
      start={actions.startSearch}
    />
  );
  if (chosen === undefined)
    return (
      <>
        <PageHeader title="Capacity" action={dialog} />
        <Empty
          title="Nothing has been measured yet"
          action={
            <ButtonLink href="/scenarios" variant="primary">
              Choose a scenario
            </ButtonLink>
          }
        >
          Every run whose load stands still for some seconds shows what the target answers at that
          load. Three levels make a curve; a search finds the line by itself.
        </Empty>
      </>
    );
  return (
    <>
      <PageHeader
        title="Capacity"
        action={
          <>
            <ReportMenu
              subject={{
                kind: 'capacity',
                target: chosen.target,
                family: chosen.familyHash,
                profile: profile?.slug,
              }}
            />
            {dialog}
          </>
        }
      />
      <CapacityFilters {...page} />
      <Lead>{capacitySummary(page)}</Lead>
      <CapacityFigures {...page} />
      <div className="mt-6">
        <ScalingCharts {...page} />
      </div>
      <Section title="Searches" note="For the safe load: steps that end as soon as they are sure.">
        <SearchTable searches={searches} />
      </Section>
      <FittedModel {...page} />
      <Section
        title="Measured levels"
        note={`Stretches of runs in which the load stood still; ${profile?.name ?? 'no profile'} as the limit.`}
      >
        <LevelTable points={points} unit={chosen.unit} />
      </Section>
      <TrafficSection page={page} actions={actions} />
      <WhatIfSection page={page} />
      <PublishedProjections page={page} />
      <Monitoring target={chosen.target} profile={profile?.slug} />
    </>
  );
}

/** What a monitoring system takes over, made from the profile and the measured line. */
export function Monitoring({ target, profile }: { target: string; profile?: string }) {
  const query = new URLSearchParams({ target, ...(profile !== undefined && { profile }) });
  return (
    <Section
      title="For your monitoring"
      note="With the profile’s limits and the measured line in them."
    >
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/api/capacity/alerts.yml?${query}`} prefetch={false} download>
          <Download className="size-4" aria-hidden="true" />
          Prometheus alert rules
        </ButtonLink>
        <ButtonLink href={`/api/capacity/dashboard.json?${query}`} prefetch={false} download>
          <Download className="size-4" aria-hidden="true" />
          Grafana dashboard
        </ButtonLink>
      </div>
    </Section>
  );
}

/** What the original ticket claims, beside what was measured here. */
export function PublishedProjections({ page }: { page: CapacityPageData }) {
  const { line, chosen, fit } = page;
  const known = line.state === 'known' ? line.line : undefined;
  const measured = {
    users: known && chosen?.unit === 'users' ? levelLabel(known.load, 'users') : '–',
    requestsPerSecond: textOf(rate(known?.throughput)),
    jobs: '–',
  } as const;
  const peak = textOf(rate(fit?.peakThroughput ?? fit?.ceiling));
  return (
    <Section
      title="The reported projections"
      note={<Badge tone="none">reported, not measured, without a formula</Badge>}
    >
      <Table>
        <thead>
          <tr>
            <Th>Of what</Th>
            <Th className={numeric}>Reported now</Th>
            <Th className={numeric}>Reported after scaling</Th>
            <Th className={numeric}>Measured here at the line</Th>
            <Th className={numeric}>Most by the law</Th>
          </tr>
        </thead>
        <tbody>
          {PUBLISHED_CAPACITY.map(({ key, label, now, projected }) => (
            <tr key={key} className={rowLine}>
              <Td>{label}</Td>
              <Td className={`${numeric} text-ink-3`}>{now}</Td>
              <Td className={`${numeric} text-ink-3`}>{projected}</Td>
              <Td className={`${numeric} font-medium`}>{measured[key]}</Td>
              <Td className={numeric}>{key === 'requestsPerSecond' ? peak : '–'}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
