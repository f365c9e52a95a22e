import { CapacityFigures } from '@/components/capacity/capacity-figures';
import { capacitySummary } from '@/components/capacity/capacity-summary';
import { FittedModel } from '@/components/capacity/fitted-model';
import { LevelTable } from '@/components/capacity/level-table';
import { ScalingCharts } from '@/components/capacity/scaling-charts';
import { SearchTable } from '@/components/capacity/search/search-table';
import { TrafficSection } from '@/components/capacity/traffic-section';
import { WhatIfSection } from '@/components/capacity/what-if-section';
import { Section } from '@/components/ui/page';
import type { CapacityPage } from '@/lib/capacity/model';
import { plural } from '@/lib/core/number';
import type { REPORT_SECTIONS } from '@/lib/reports/model';
import { Glossary } from './glossary';
import { Method } from './method';
import { ReportDocument, type ReportFrame } from './report-document';

/** A target's safe load, its headroom, and when growth uses it up. */
export function CapacityReport({ page, ...frame }: ReportFrame & { page: CapacityPage }) {
  const { chosen, profile, points, searches } = page;
  const has = (section: keyof typeof REPORT_SECTIONS.capacity) =>
    !frame.request.without.includes(section);
  return (
    <ReportDocument
      {...frame}
      name={`Capacity of ${chosen?.target ?? 'no target yet'}`}
      facts={
        chosen && (
          <>
            <span>{chosen.scenarios.join(', ')}</span>
            <span>{profile === undefined ? 'no objectives' : `within ${profile.name}`}</span>
            <span>from {plural(chosen.runs, 'run')}</span>
          </>
        )
      }
      lead={capacitySummary(page)}
    >
      {chosen !== undefined && (
        <>
          {has('figures') && <CapacityFigures {...page} />}
          {has('curves') && (
            <Section title="Curves">
              <ScalingCharts {...page} />
            </Section>
          )}
          {has('searches') && (
            <Section title="Searches" note="Automated searches for the safe load.">
              <SearchTable searches={searches} />
            </Section>
          )}
          {has('law') && <FittedModel {...page} />}
          {has('levels') && (
            <Section title="Measured load levels" note="Periods of steady load.">
              <LevelTable points={points} unit={chosen.unit} />
            </Section>
          )}
          {has('growth') && <TrafficSection page={page} />}
          {has('whatIf') && <WhatIfSection page={page} />}
        </>
      )}
      {has('method') && <Method kind="capacity" />}
      {has('glossary') && <Glossary />}
    </ReportDocument>
  );
}
