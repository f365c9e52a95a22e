import { compareHref } from '@/components/compare/compare-href';
import { Button, ButtonLink } from '@/components/ui/button';

interface CompareBarProps {
  ticked: ReadonlySet<number>;
  onClear: () => void;
}

/** What can be done with the ticked runs; it stays in sight while there are any. The oldest is the reference. */
export function CompareBar({ ticked, onClear }: CompareBarProps) {
  if (ticked.size === 0) return null;
  const numbers = [...ticked].sort((a, b) => a - b);
  return (
    <section
      aria-label="Ticked runs"
      className="enter sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-paper px-3 py-2 shadow-[0_8px_24px_#0002] max-sm:bottom-18"
    >
      <span className="nums text-sm text-ink-2">
        {numbers.length === 1
          ? `Run ${numbers[0]}: tick another to compare it with.`
          : `Runs ${numbers.join(', ')}`}
      </span>
      {numbers.length > 1 && (
        <ButtonLink href={compareHref({ keys: numbers.map(String) })} variant="primary">
          Compare {numbers.length} runs
        </ButtonLink>
      )}
      <Button variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
