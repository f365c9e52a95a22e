import { May } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import type { FormState } from '@/components/ui/forms/form-state';
import { plural } from '@/lib/core/number';
import { objectiveLabel } from '@/lib/plan/objective';
import type { ProfileView } from '@/lib/profiles/model';

interface ProfileListProps {
  profiles: readonly ProfileView[];
  remove: (id: number) => Promise<FormState>;
}

export function ProfileList({ profiles, remove }: ProfileListProps) {
  return (
    <ul className="instrument">
      {profiles.map((profile) => (
        <li
          key={profile.id}
          className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto]"
        >
          <div className="min-w-0">
            <h2 className="flex flex-wrap items-center gap-2 font-semibold">
              {profile.name}
              {profile.builtIn && <Badge>built-in</Badge>}
              <Badge>version {profile.version}</Badge>
            </h2>
            <p className="mt-0.5 text-sm text-pretty text-ink-2">{profile.description}</p>
            <p className="mt-1 text-sm text-ink-3">
              {profile.scenarios === 0
                ? 'Not used by any scenario'
                : `Used by ${plural(profile.scenarios, 'scenario')}`}
            </p>
          </div>
          <ul className="list-disc pl-4 text-sm text-pretty text-ink-2 max-md:order-3">
            {/* Two may be alike: only their place tells them apart. */}
            {[...profile.objectives.entries()].map(([place, objective]) => (
              <li key={place}>
                {objectiveLabel(objective)}
                {objective.critical === false && (
                  <span className="text-ink-3"> (non-blocking)</span>
                )}
              </li>
            ))}
          </ul>
          <div className="flex items-start gap-2">
            <May scope="plans:edit">
              <ButtonLink
                size="sm"
                href={`/profiles/${profile.id}`}
                aria-label={`Edit ${profile.name}`}
              >
                Edit
              </ButtonLink>
            </May>
            <May scope="plans:edit">
              <ButtonLink
                size="sm"
                href={`/profiles/new?from=${profile.id}`}
                aria-label={`Duplicate ${profile.name}`}
              >
                Duplicate
              </ButtonLink>
            </May>
            {!profile.builtIn && (
              <DeleteButton id={profile.id} name={profile.name} kind="profile" remove={remove}>
                Runs evaluated against it keep their verdicts.
                {profile.scenarios > 0 &&
                  ` ${plural(profile.scenarios, 'scenario')} will have no objectives.`}
              </DeleteButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
