import { CodeBlock } from '@/components/reports/code-block';
import { Section } from '@/components/ui/section';
import { count } from '@/lib/format/number';
import { planText } from '@/lib/plan/plan-text';
import type { RunDetail } from '@/lib/runs/model';

/** A replay of thousands of instants would fill a book. */
const MOST_PLAN = 6000;

/** All it takes to send the same again, and to check that it is the same. */
export function ReplayRun({ run }: { run: RunDetail }) {
  const { number, plan, planHash, seed, target } = run;
  const text = planText(plan);
  return (
    <Section title="How to replay it">
      <div className="flex flex-col gap-2 text-ink-2">
        <p className="text-pretty">
          In the dashboard that has it: “Run again” on run {number}. Anywhere else: keep the plan
          below as plan.json. The first command says its hash, which must be the one below; the
          second sends the same decisions in the same order, since the seed is the same.
        </p>
        <CodeBlock>
          {[
            'plimsoll plan check plan.json',
            `plimsoll run plan.json --target ${target.url} --seed ${seed}`,
          ].join('\n')}
        </CodeBlock>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
          <dt>Plan hash</dt>
          <dd className="font-mono text-xs break-all text-ink">{planHash}</dd>
          <dt>Seed</dt>
          <dd className="font-mono text-xs text-ink">{seed}</dd>
        </dl>
        {text.length <= MOST_PLAN ? (
          <CodeBlock>{text}</CodeBlock>
        ) : (
          <p>
            The plan has {count(text.length)} characters, too many for paper: “Run again” sends it.
          </p>
        )}
      </div>
    </Section>
  );
}
