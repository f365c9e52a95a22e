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

/** A target's safe load, its headroom, and when growth uses it up. */
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
          title="No capacity data yet"
          action={
            <ButtonLink href="/scenarios" variant="primary">
              Choose a scenario
            </ButtonLink>
          }
        >
          Every run with a steady load level adds a data point. Three levels are enough for a fitted
          model; a search finds the safe load automatically.
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
      <Section
        title="Searches"
        note="Automated searches for the safe load. Each step stops as soon as its result is significant."
      >
        <SearchTable searches={searches} />
      </Section>
      <FittedModel {...page} />
      <Section
        title="Measured load levels"
        note={`Periods of steady load${profile === undefined ? '' : `, evaluated against ${profile.name}`}.`}
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
function Monitoring({ target, profile }: { target: string; profile?: string }) {
  const query = new URLSearchParams({ target, ...(profile !== undefined && { profile }) });
  return (
    <Section title="Monitoring" note="Includes the profile’s limits and the measured safe load.">
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
function PublishedProjections({ page }: { page: CapacityPageData }) {
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
      title="Published projections"
      note={<Badge tone="none">Published without a formula, not measured</Badge>}
    >
      <Table>
        <thead>
          <tr>
            <Th>Metric</Th>
            <Th className={numeric}>Published (current)</Th>
            <Th className={numeric}>Published (scaled)</Th>
            <Th className={numeric}>Measured at safe load</Th>
            <Th className={numeric}>Fitted maximum</Th>
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
