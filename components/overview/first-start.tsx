import { Play } from 'lucide-react';
import { StartDialog } from '@/components/scenarios/start-dialog';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { FormAction } from '@/components/ui/forms/form-state';
import type { ProfileView } from '@/lib/runs/profile-view';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';

interface FirstStartProps {
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
}

/** Before the first run: what a run is, and the smallest one to begin with. */
export function FirstStart({ scenarios, targets, profiles, start }: FirstStartProps) {
  const light = scenarios.find((scenario) => scenario.slug === 'light') ?? scenarios[0];
  if (light === undefined) return null;
  return (
    <Empty
      title="A run sends a scenario’s load to a target, and keeps every request"
      action={
        <StartDialog
          scenarios={[light]}
          targets={targets}
          profiles={profiles}
          start={start}
          trigger={
            <Button variant="primary">
              <Play className="size-3.5 fill-current" aria-hidden="true" />
              Start {light.name.toLowerCase()}
            </Button>
          }
        />
      }
    >
      {targets.some((target) => target.builtIn)
        ? 'The built-in target is a real, small training service on this machine. Light takes 5 minutes, or as long as you say.'
        : 'Add the training service you want to know about under Targets, then begin with light.'}
    </Empty>
  );
}
