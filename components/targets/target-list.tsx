import { May } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import type { FormAction, FormState } from '@/components/ui/forms/form-state';
import { TextLink } from '@/components/ui/text-link';
import { plural } from '@/lib/core/number';
import type { TargetView } from '@/lib/targets/model';
import { AllowHost } from './allowed-hosts';
import type { ConnectionTest } from './connection-test';
import { TestStoredTarget } from './test-stored-target';

interface TargetListProps {
  targets: readonly TargetView[];
  test: (data: FormData) => Promise<ConnectionTest>;
  remove: (id: number) => Promise<FormState>;
  allow: FormAction;
}

export function TargetList({ targets, test, remove, allow }: TargetListProps) {
  return (
    <ul className="instrument">
      {targets.map((target) => (
        <li
          key={target.id}
          className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
        >
          <div className="min-w-0">
            <h2 className="flex items-center gap-2 font-semibold">
              {target.name}
              {target.builtIn && <Badge>built-in</Badge>}
            </h2>
            <p className="mt-0.5 font-mono text-xs break-all text-ink-2">{target.url}</p>
            {target.notAllowed !== undefined && (
              <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-warn">
                {target.notAllowed} has not been allowed: no load is sent there.
                <May scope="settings:edit">
                  <AllowHost host={target.notAllowed} allow={allow} />
                </May>
              </p>
            )}
            <p className="mt-1 text-sm text-ink-3">
              {target.hasToken ? 'Token stored' : 'No token'} ·{' '}
              {target.metricsUrl === undefined ? 'no metrics URL' : 'metrics URL set'} ·{' '}
              {target.traceUrl !== undefined && <>trace URL set · </>}
              {target.runs === 0 ? (
                'no runs yet'
              ) : (
                <TextLink href={`/runs?target=${encodeURIComponent(target.name)}`}>
                  {plural(target.runs, 'run')}
                </TextLink>
              )}
            </p>
          </div>
          <TestStoredTarget id={target.id} test={test} />
          <div className="flex items-start gap-2">
            <May scope="targets:edit">
              <ButtonLink
                size="sm"
                href={`/targets/${target.id}`}
                aria-label={`Edit ${target.name}`}
              >
                Edit
              </ButtonLink>
            </May>
            <DeleteButton id={target.id} name={target.name} kind="target" remove={remove}>
              Its URL{target.hasToken && ' and token'} are removed.{' '}
              {target.runs > 0 && `Its ${plural(target.runs, 'run')} stay in the history.`}
            </DeleteButton>
          </div>
        </li>
      ))}
    </ul>
  );
}
