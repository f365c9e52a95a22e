import { HeadlineVerdicts } from '@/components/suite/headline-verdicts';
import { SuiteStatusBadges } from '@/components/suites/suite-status';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { SuiteListItem } from '@/lib/runs/suite-view';

/** How many headline objectives the last suite met, and which. */
export function LastCompliance({ suite }: { suite: SuiteListItem | undefined }) {
  if (suite === undefined) return null;
  const { id, target, endedAt, compliance, headline } = suite;
  return (
    <Section title="Compliance" action={<TextLink href="/suite">Suite</TextLink>}>
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
            <span>headline objectives met on {target}</span>
            <SuiteStatusBadges {...suite} />
          </p>
          <p className="text-sm text-ink-3">
            <TextLink href={`/suite/${id}`} prefetch={false}>
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
