import { benchmarkSelection } from '@/components/suites/benchmark-selection';
import { BenchmarkTable } from '@/components/suites/benchmark-table';
import { CompliancePanel } from '@/components/suites/compliance-panel';
import { SuiteEnvironment } from '@/components/suites/suite-environment';
import { SuiteStatusBadges } from '@/components/suites/suite-status';
import { suiteSummary } from '@/components/suites/suite-summary';
import { Instant } from '@/components/ui/instant';
import { Notice, Section } from '@/components/ui/page';
import type { REPORT_SECTIONS } from '@/lib/reports/model';
import type { SuiteView } from '@/lib/suites/model';
import { CodeBlock } from './code-block';
import { Glossary } from './glossary';
import { Method } from './method';
import { ReportDocument, type ReportFrame } from './report-document';

/** Which objectives a target met, and what was seen, for a reader who was not there. */
export function SuiteReport({ suite, ...frame }: ReportFrame & { suite: SuiteView }) {
  const has = (section: keyof typeof REPORT_SECTIONS.suite) =>
    !frame.request.without.includes(section);
  return (
    <ReportDocument
      {...frame}
      name={`Suite ${suite.id} on ${suite.target}`}
      facts={
        <>
          <SuiteStatusBadges {...suite} />
          <span>{benchmarkSelection(suite)}</span>
          <span>
            started <Instant iso={suite.startedAt ?? suite.queuedAt} />
          </span>
        </>
      }
      lead={suiteSummary(suite)}
    >
      {suite.failureReason !== undefined && <Notice tone="warn" title={suite.failureReason} />}
      {has('compliance') && suite.compliance.of > 1 && (
        <Section title="Key objectives">
          <CompliancePanel {...suite} />
        </Section>
      )}
      {has('benchmarks') && <BenchmarkTable benchmarks={suite.benchmarks} />}
      {has('environment') && <SuiteEnvironment suite={suite} />}
      {has('method') && <Method kind="suite" />}
      {has('glossary') && <Glossary />}
      {has('replay') && (
        <Section title="How to reproduce">
          <p className="mb-2 text-ink-2">
            The benchmarks are built into Plimsoll. Each of their runs keeps its plan, hash and
            seed.
          </p>
          <CodeBlock>{suiteCommand(suite)}</CodeBlock>
        </Section>
      )}
    </ReportDocument>
  );
}

function suiteCommand({ targetUrl, quick, numbers, compliance }: SuiteView): string {
  const only = compliance.of > 1 && numbers.length === 12 ? '' : ` --only ${numbers.join(',')}`;
  return `plimsoll suite sla --target ${targetUrl}${quick ? ' --quick' : ''}${only}`;
}
