import { TextLink } from '@/components/ui/text-link';
import { VERDICT_LOOKS } from '@/components/verdict/verdict-badge';
import { textOf } from '@/lib/core/number';
import { benchmarkValue } from '@/lib/plan/benchmark-limit';
import type { BenchmarkRow } from '@/lib/runs/suite-page';

/** What it is called and measures, why it came out as it did, and what it came to since. */
export function BenchmarkWords({ benchmark }: { benchmark: BenchmarkRow }) {
  const { number, title, measures, result } = benchmark;
  return (
    <>
      <p className="font-medium">
        <span className="nums mr-2 inline-block min-w-[2ch] text-right text-ink-3 max-sm:min-w-0">
          {number}
        </span>
        {title}
      </p>
      <div className="text-pretty sm:pl-[calc(2ch+8px)]">
        <p className="text-ink-2">{measures}</p>
        {result?.reason !== undefined && (
          <p className="mt-1 font-medium break-words text-ink">{result.reason}</p>
        )}
        {result?.detail !== undefined && <p className="nums mt-1 text-ink-3">{result.detail}</p>}
        <Later benchmark={benchmark} />
      </div>
    </>
  );
}

function Later({ benchmark: { status, limit, later } }: { benchmark: BenchmarkRow }) {
  if (later === undefined) return null;
  const { suite, quick, result } = later;
  const value =
    result.actual === undefined ? '' : `, ${textOf(benchmarkValue(limit.unit, result.actual))}`;
  return (
    <p className="mt-1 text-ink-3">
      {status === 'ended' ? 'Since then, in' : 'In'}{' '}
      <TextLink href={`/suite/${suite}`} prefetch={false}>
        suite {suite}
      </TextLink>
      {quick && ' (quick)'}: {VERDICT_LOOKS[result.verdict].word.toLowerCase()}
      {value}
    </p>
  );
}
