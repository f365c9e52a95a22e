import { StartButtons } from '@/components/suites/start-buttons';
import type { StartSuite } from '@/components/suites/suite-actions';
import { Empty } from '@/components/ui/empty';
import { TextLink } from '@/components/ui/text-link';

/** Before the first whole suite on a target: what it does, and how long it takes. */
export function SuiteEmpty(props: {
  target?: { id: number; name: string };
  start: StartSuite;
  busy?: number;
}) {
  const { target, start, busy } = props;
  if (target === undefined)
    return (
      <Empty title="There is no target to run the suite on">
        <TextLink href="/targets/new">Add a training service</TextLink> first.
      </Empty>
    );
  return (
    <Empty
      title={`The whole suite has not run on ${target.name} yet`}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <StartButtons target={target.id} start={start} busy={busy} />
        </div>
      }
    >
      Twelve benchmarks, one after the other: each sends real load, and holds what it measured to an
      objective. Five of them are the headline. The full suite takes about 15 minutes; the quick one
      is scaled down, takes under 90 s, and says so on its results.
    </Empty>
  );
}
