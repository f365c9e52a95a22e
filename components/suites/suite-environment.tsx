import type { ReactNode } from 'react';
import { Section } from '@/components/ui/page';
import { bytes, plural, textOf } from '@/lib/core/number';
import type { SuiteView } from '@/lib/suites/model';

/** From where the load was sent, and what to: results are of this pair alone. */
export function SuiteEnvironment({ suite }: { suite: SuiteView }) {
  const { environment, target, targetUrl } = suite;
  return (
    <Section title="Environment">
      <dl className="border-t lg:max-w-2xl">
        <Fact name="Target">
          {environment?.target ?? target}
          <br />
          <code className="font-mono text-xs break-all text-ink-2">{targetUrl}</code>
        </Fact>
        {environment === undefined ? (
          <Fact name="Generator">available when the suite ends</Fact>
        ) : (
          <>
            <Fact name="Generator">
              {environment.cpu}, {plural(environment.cores, 'core')},{' '}
              {textOf(bytes(environment.memoryBytes))}
            </Fact>
            <Fact name="System">{environment.platform}</Fact>
            <Fact name="Node.js">{environment.node}</Fact>
            <Fact name="Plimsoll">{environment.plimsoll}</Fact>
          </>
        )}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 gap-4 border-b py-1.5 text-sm">
      <dt className="w-36 shrink-0 text-ink-3">{name}</dt>
      <dd className="nums min-w-0">{children}</dd>
    </div>
  );
}
