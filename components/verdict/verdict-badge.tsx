import { Check, CircleDashed, type LucideIcon, X } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Verdict } from '@/lib/verdict/model';

interface Look {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

export const VERDICT_LOOKS: Record<Verdict, Look> = {
  pass: { tone: 'pass', icon: Check, word: 'Pass' },
  fail: { tone: 'fail', icon: X, word: 'Fail' },
  'no-data': { tone: 'none', icon: CircleDashed, word: 'No data' },
};

/** A verdict: a word, a shape, and a tone. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { tone, icon: Icon, word } = VERDICT_LOOKS[verdict];
  return (
    <Badge tone={tone} icon={<Icon className="size-3" aria-hidden="true" />}>
      {word}
    </Badge>
  );
}
