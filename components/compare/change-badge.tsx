import { ArrowDown, ArrowUp, CircleHelp, Equal, type LucideIcon } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { CandidateChange } from '@/lib/compare/model';

type Change = NonNullable<CandidateChange['verdict']>;

const STYLES: Record<Change, { tone: Tone; icon: LucideIcon; word: string }> = {
  worse: { tone: 'fail', icon: ArrowDown, word: 'Worse' },
  better: { tone: 'pass', icon: ArrowUp, word: 'Better' },
  equivalent: { tone: 'neutral', icon: Equal, word: 'Equivalent' },
  inconclusive: { tone: 'none', icon: CircleHelp, word: 'Inconclusive' },
};

/** What a change comes to: a word, a shape, and a tone. */
export function ChangeBadge({ verdict }: { verdict: Change }) {
  const { tone, icon: Icon, word } = STYLES[verdict];
  return (
    <Badge tone={tone} icon={<Icon className="size-3" aria-hidden="true" />}>
      {word}
    </Badge>
  );
}
