import clsx from 'clsx';
import { Quantity } from '@/components/ui/figures';
import { Margin } from '@/components/verdict/verdict-badge';
import { type BenchmarkView, hasSuiteEnded, type SuiteView } from '@/lib/suites/model';
import { benchmarkLimit, benchmarkValue } from '@/lib/verdict/model';
import { BenchmarkState } from './benchmark-state';

type Facts = Pick<SuiteView, 'status' | 'compliance' | 'quick' | 'benchmarks'>;

/** How many key objectives were met, and each of them with its margin. */
export function CompliancePanel({ status, compliance, quick, benchmarks }: Facts) {
  const five = benchmarks.filter(({ headline }) => headline);
  return (
    <section
      aria-label="Compliance"
      className="instrument lg:grid-cols-[minmax(190px,1.2fr)_repeat(5,minmax(0,1fr))]"
    >
      <div className="flex flex-col justify-center gap-1 px-4 py-4">
        <p className="nums text-[44px] leading-none font-[550] tracking-tight">
          {compliance.passed}
          <span className="text-2xl font-normal tracking-normal text-ink-3">
            {' '}
            of {compliance.of}
          </span>
        </p>
        <p className="mt-1 text-sm text-ink-2">
          key objectives met{hasSuiteEnded(status) ? '' : ' so far'}
        </p>
        {quick && <p className="text-sm text-warn">quick, scaled down</p>}
      </div>
      {five.map((benchmark) => (
        <Headline key={benchmark.number} benchmark={benchmark} />
      ))}
    </section>
  );
}

function Headline({ benchmark }: { benchmark: BenchmarkView }) {
  const { number, title, limit, result } = benchmark;
  const value = benchmarkValue(limit.unit, result?.actual);
  return (
    <a
      href={`#benchmark-${number}`}
      className="group grid grid-cols-[minmax(0,1fr)_auto] content-between gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover lg:flex lg:flex-col lg:gap-2"
    >
      <span className="text-sm text-pretty group-hover:underline">{title}</span>
      <span className="justify-self-end lg:order-last">
        <BenchmarkState benchmark={benchmark} />
      </span>
      <span className="flex flex-col">
        <span
          className={clsx(
            'text-lg font-[550] tracking-tight',
            (result?.verdict ?? 'no-data') === 'no-data' && 'text-ink-3',
          )}
        >
          <Quantity of={value} />
        </span>
        <span className="text-xs text-ink-3">{benchmarkLimit(limit)}</span>
      </span>
      <span className="self-end justify-self-end text-sm text-ink-2 lg:self-start">
        <Margin share={result?.margin} faint={result?.verdict === 'no-data'} />
      </span>
    </a>
  );
}
