import { Lead } from '@/components/ui/page';
import type { CandidateChange, CompareSide } from '@/lib/runs/compare-page';
import { compareSentence } from './compare-summary';
import { sideName } from './sides';

interface CompareLeadProps {
  sides: readonly CompareSide[];
  reference: string;
  changes: readonly CandidateChange[];
  margin: number;
}

/** One sentence for each candidate. */
export function CompareLead({ sides, reference, changes, margin }: CompareLeadProps) {
  const name = (key: string) => {
    const side = sides.find((one) => one.key === key);
    return side === undefined ? key : sideName(side);
  };
  return (
    <Lead>
      {changes.map((change) => (
        <span key={change.key} className="block">
          {compareSentence(name(change.key), name(reference), change, margin)}
        </span>
      ))}
    </Lead>
  );
}
