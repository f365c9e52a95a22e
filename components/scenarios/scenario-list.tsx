import { Play } from 'lucide-react';
import { LoadShape } from '@/components/charts/load-shape';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { FormAction } from '@/components/ui/forms/form-state';
import { TextLink } from '@/components/ui/text-link';
import { span } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';
import { peakLabel } from '@/lib/plan/labels';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { StartDialog } from './start-dialog';

interface ScenarioListProps {
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
}

export function ScenarioList({ scenarios, targets, profiles, start }: ScenarioListProps) {
  return (
    <ul className="instrument">
      {scenarios.map((scenario) => (
        <li
          key={scenario.id}
          className="grid items-center gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_220px_120px_auto]"
        >
          <div className="min-w-0">
            <h2 className="flex items-center gap-2">
              <TextLink
                href={`/scenarios/${scenario.id}`}
                className="truncate font-semibold text-ink! no-underline! hover:underline!"
              >
                {scenario.name}
              </TextLink>
              <Badge>{scenario.builtIn ? 'built-in' : `version ${scenario.version}`}</Badge>
            </h2>
            <p className="mt-0.5 text-sm text-pretty text-ink-2">{scenario.description}</p>
          </div>
          <LoadShape shape={scenario.shape} durationMs={scenario.durationMs} height={32} />
          <p className="nums text-sm text-ink-2">
            {peakLabel(scenario.plan)}
            <br className="max-md:hidden" />
            <span className="md:hidden">, </span>
            {span(scenario.durationMs)}
          </p>
          <div className="flex items-center gap-3 md:w-36 md:justify-end">
            {scenario.runs > 0 && (
              <TextLink
                className="text-sm"
                href={`/runs?scenario=${encodeURIComponent(scenario.name)}`}
              >
                {plural(scenario.runs, 'run')}
              </TextLink>
            )}
            <StartDialog
              scenarios={[scenario]}
              targets={targets}
              profiles={profiles}
              start={start}
              trigger={
                <Button size="sm" aria-label={`Run “${scenario.name}”`}>
                  <Play className="size-3 fill-current" aria-hidden="true" />
                  Run
                </Button>
              }
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
