import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  annotateRunAction,
  changeLoadAction,
  chooseMetricsAction,
  deleteRunAction,
  editRunAction,
  findSamplesAction,
  markBaselineAction,
  pinRunAction,
  reevaluateRunAction,
  removeAnnotationAction,
  rerunAction,
  stopRunAction,
} from '@/app/actions/runs';
import { RunPage } from '@/components/runs/run-page';
import { exportFormatsOf } from '@/lib/export/export-run';
import { listProfiles } from '@/lib/profiles/profiles';
import { findDefaultBaseline } from '@/lib/runs/baseline';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { readRun, readRunMetrics } from './read-run';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Run ${(await params).number}` };
}

const actions = {
  stop: stopRunAction,
  annotate: annotateRunAction,
  removeAnnotation: removeAnnotationAction,
  changeLoad: changeLoadAction,
  rerun: rerunAction,
  reevaluate: reevaluateRunAction,
  markBaseline: markBaselineAction,
  pin: pinRunAction,
  edit: editRunAction,
  remove: deleteRunAction,
};

export default async function Page({ params }: Props) {
  const { number } = await params;
  const run = await readRun(number);
  const store = await pageStore();
  return (
    <RunPage
      run={run}
      actions={actions}
      findSamples={findSamplesAction}
      metrics={await readRunMetrics(number)}
      chooseMetrics={chooseMetricsAction}
      profiles={await listProfiles(store)}
      workerAlive={await isWorkerAlive(store, Date.now())}
      exportFormats={await exportFormatsOf(store, run.number)}
      baseline={
        await findDefaultBaseline(store, {
          id: run.number,
          scenarioName: run.scenario.name,
          targetName: run.target.name,
        })
      }
    />
  );
}
