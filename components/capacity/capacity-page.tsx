import { ReportMenu } from '@/components/reports/report-menu';
import { ButtonLink } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { FormAction, FormState } from '@/components/ui/forms/form-state';
import { Lead, PageHeader } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import type { CapacityPage as Page } from '@/lib/capacity/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { CapacityFigures } from './capacity-figures';
import { CapacityFilters } from './capacity-filters';
import { capacitySentence } from './capacity-summary';
import { LawSection } from './law-section';
import { LevelTable } from './level-table';
import { Monitoring } from './monitoring';
import { ReportedProjections } from './reported-projections';
import { ScalingCharts } from './scaling-charts';
import { SearchDialog } from './search/search-dialog';
import { SearchTable } from './search/search-table';
import { TrafficSection } from './traffic-section';
import { WhatIfSection } from './what-if-section';

export interface CapacityActions {
  startSearch: FormAction;
  addTraffic: FormAction;
  importTraffic: FormAction;
  removeTraffic: (id: number) => Promise<FormState>;
}

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
      <Lead>{capacitySentence(page)}</Lead>
      <CapacityFigures {...page} />
      <div className="mt-6">
        <ScalingCharts {...page} />
      </div>
      <Section title="Searches" note="For the safe load: steps that end as soon as they are sure.">
        <SearchTable searches={searches} />
      </Section>
      <LawSection {...page} />
      <Section
        title="Measured levels"
        note={`Stretches of runs in which the load stood still; ${profile?.name ?? 'no profile'} as the limit.`}
      >
        <LevelTable points={points} unit={chosen.unit} />
      </Section>
      <TrafficSection page={page} actions={actions} />
      <WhatIfSection page={page} />
      <ReportedProjections page={page} />
      <Monitoring target={chosen.target} profile={profile?.slug} />
    </>
  );
}
