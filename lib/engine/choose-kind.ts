import type { UserShare } from '@/lib/plan/users';
import type { BehaviourKind } from '@/lib/users/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/users/behaviours';

/** The kind of user that `pick`, from [0, 1), falls on by weight. */
export function chooseKind(users: readonly UserShare[], pick: number): BehaviourKind {
  const total = users.reduce((sum, user) => sum + user.weight, 0);
  let upTo = 0;
  for (const user of users) {
    upTo += user.weight / total;
    if (pick < upTo) return BEHAVIOUR_KINDS[user.behaviour];
  }
  const last = users.at(-1);
  if (last === undefined) throw new RangeError('A plan needs at least one behaviour.');
  return BEHAVIOUR_KINDS[last.behaviour];
}
