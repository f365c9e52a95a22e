import { WorkerNotice } from '@/components/overview/worker-notice';
import { ReportMenu } from '@/components/reports/report-menu';
import { ComplianceHistory } from '@/components/suite/compliance-history';
import { SuiteEmpty } from '@/components/suite/suite-empty';
import { Instant } from '@/components/ui/instant';
import { Lead, PageHeader } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { SuitePage as Page } from '@/lib/runs/suite-page';
import { BenchmarkTable } from './benchmark-table';
import { CompliancePanel } from './compliance-panel';
import { StartButtons } from './start-buttons';
import type { StartSuite } from './suite-actions';
import { SuiteProgress } from './suite-progress';
import { SuiteStatusBadges } from './suite-status';
import { suiteSentence } from './suite-summary';
import { SuiteTable } from './suite-table';
import { TargetSelect } from './target-select';

/** The last whole suite of a target, its history, and the start of the next. */
export function SuitePage({ page, start }: { page: Page; start: StartSuite }) {
  const { target, targets, latest, underWay, benchmarks, whole, suites } = page;
  const busy = underWay?.id;
  return (
    <>
      <PageHeader
        title="Suite"
        badge={latest && <SuiteStatusBadges {...latest} />}
        action={
          target &&
          latest && (
            <>
              {targets.length > 1 && <TargetSelect targets={targets} chosen={target.id} />}
              <ReportMenu subject={{ kind: 'suite', suite: latest.id }} />
              <StartButtons target={target.id} start={start} busy={busy} />
            </>
          )
        }
      >
        {latest !== undefined && (
          <p className="nums flex flex-wrap gap-x-4 gap-y-1 text-ink-2 max-sm:mt-2">
            <TextLink href={`/suite/${latest.id}`}>Suite {latest.id}</TextLink>
            <span title={latest.targetUrl}>on {latest.target}</span>
            <span>
              ended <Instant iso={latest.endedAt} relative />
            </span>
          </p>
        )}
      </PageHeader>
      <WorkerNotice alive={page.workerAlive} />
      {underWay !== undefined && <UnderWay suite={underWay} />}
      {latest === undefined ? (
        <>
          {target && targets.length > 1 && (
            <div className="mb-4">
              <TargetSelect targets={targets} chosen={target.id} />
            </div>
          )}
          <SuiteEmpty target={target} start={start} busy={busy} />
        </>
      ) : (
        <>
          <Lead>{suiteSentence(latest)}</Lead>
          <CompliancePanel {...latest} />
        </>
      )}
      <BenchmarkTable
        benchmarks={benchmarks}
        target={target?.id}
        start={start}
        busy={busy}
        quick={latest?.quick}
      />
      {target && <ComplianceHistory target={target.name} suites={whole} />}
      {suites.length > 0 && (
        <Section title="All suites" note="On every target, newest first.">
          <SuiteTable suites={suites} />
        </Section>
      )}
    </>
  );
}

function UnderWay({ suite }: { suite: NonNullable<Page['underWay']> }) {
  return (
    <>
      <p className="mb-2">
        <TextLink href={`/suite/${suite.id}`} className="font-medium">
          Suite {suite.id} is under way
        </TextLink>
      </p>
      <SuiteProgress suite={suite} />
    </>
  );
}
