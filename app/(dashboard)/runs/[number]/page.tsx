import type { Metadata } from 'next';
import { annotateRunAction, removeAnnotationAction } from '@/app/actions/annotate-run';
import { changeLoadAction } from '@/app/actions/change-load';
import { chooseMetricsAction } from '@/app/actions/choose-metrics';
import { deleteRunAction } from '@/app/actions/delete-run';
import { editRunAction } from '@/app/actions/edit-run';
import { findSamplesAction } from '@/app/actions/find-samples';
import { judgeRunAction } from '@/app/actions/judge-run';
import { markBaselineAction } from '@/app/actions/mark-baseline';
import { pinRunAction } from '@/app/actions/pin-run';
import { runAgainAction } from '@/app/actions/run-again';
import { stopRunAction } from '@/app/actions/stop-run';
import { RunPage } from '@/components/runs/run-page';
import { listProfiles } from '@/lib/profiles/profiles';
import { exportFormatsOf } from '@/lib/runs/export-formats-of';
import { findReference } from '@/lib/runs/find-reference';
import { getStore } from '@/lib/store/get-store';
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
  again: runAgainAction,
  judge: judgeRunAction,
  markBaseline: markBaselineAction,
  pin: pinRunAction,
  edit: editRunAction,
  remove: deleteRunAction,
};

export default async function Page({ params }: Props) {
  const { number } = await params;
  const run = await readRun(number);
  const store = await getStore();
  return (
    <RunPage
      run={run}
      actions={actions}
      findSamples={findSamplesAction}
      metrics={await readRunMetrics(number)}
      chooseMetrics={chooseMetricsAction}
      profiles={await listProfiles(store)}
      exportFormats={await exportFormatsOf(store, run.number)}
      reference={
        await findReference(store, {
          id: run.number,
          scenarioName: run.scenario.name,
          targetName: run.target.name,
        })
      }
    />
  );
}
