import type { Scope } from './model';

/**
 * Everything that changes something or costs something, whoever asks for it and by whichever way: what it needs, and
 * how the audit log tells of it. `noun` names what it is done to; `apart`: it takes long or talks to others, so the
 * entry is written after it, not in its transaction; 'own': it writes the entry itself, in its last transaction.
 */
export const VERBS = {
  'run.start': { scope: 'runs:start', noun: 'run', title: 'Started a run' },
  'run.stop': { scope: 'runs:start', noun: 'run', title: 'Stopped a run' },
  'run.change-load': { scope: 'runs:start', noun: 'run', title: 'Changed a run’s load' },
  'run.edit': { scope: 'runs:edit', noun: 'run', title: 'Edited a run' },
  'run.evaluate': { scope: 'runs:edit', noun: 'run', title: 'Evaluated a run' },
  'run.baseline': { scope: 'runs:edit', noun: 'run', title: 'Changed a baseline' },
  'run.pin': { scope: 'runs:edit', noun: 'run', title: 'Pinned or unpinned a run' },
  'run.delete': { scope: 'runs:edit', noun: 'run', title: 'Deleted a run' },
  'run.annotate': { scope: 'runs:edit', noun: 'run', title: 'Changed a run’s annotations' },
  'run.import': { scope: 'runs:edit', noun: 'run', title: 'Imported a run', apart: 'own' },
  'confirmation.start': {
    scope: 'runs:start',
    noun: 'confirmation',
    title: 'Started a confirmation',
  },
  'confirmation.stop': {
    scope: 'runs:start',
    noun: 'confirmation',
    title: 'Stopped a confirmation',
  },
  'suite.start': { scope: 'runs:start', noun: 'suite', title: 'Started a suite' },
  'suite.stop': { scope: 'runs:start', noun: 'suite', title: 'Stopped a suite' },
  'search.start': { scope: 'runs:start', noun: 'search', title: 'Started a search' },
  'search.stop': { scope: 'runs:start', noun: 'search', title: 'Stopped a search' },
  'traffic.edit': { scope: 'runs:edit', noun: 'traffic', title: 'Changed real traffic' },
  'change.answer': { scope: 'runs:edit', noun: 'run', title: 'Answered a change point' },
  'deployment.edit': { scope: 'runs:edit', noun: 'deployment', title: 'Changed deployments' },
  'scenario.save': { scope: 'plans:edit', noun: 'scenario', title: 'Saved a scenario' },
  'scenario.delete': { scope: 'plans:edit', noun: 'scenario', title: 'Deleted a scenario' },
  'profile.save': { scope: 'plans:edit', noun: 'profile', title: 'Saved objectives' },
  'profile.delete': { scope: 'plans:edit', noun: 'profile', title: 'Deleted objectives' },
  'target.save': { scope: 'targets:edit', noun: 'target', title: 'Saved a target' },
  'target.delete': { scope: 'targets:edit', noun: 'target', title: 'Deleted a target' },
  'target.test': { scope: 'targets:edit', noun: 'target', title: 'Tested a target', apart: true },
  'target.metrics': { scope: 'targets:edit', noun: 'target', title: 'Chose a target’s metrics' },
  'secret.save': { scope: 'secrets:edit', noun: 'secret', title: 'Saved a secret' },
  'secret.delete': { scope: 'secrets:edit', noun: 'secret', title: 'Deleted a secret' },
  'host.allow': { scope: 'settings:edit', noun: 'host', title: 'Allowed a host' },
  'host.disallow': { scope: 'settings:edit', noun: 'host', title: 'Disallowed a host' },
  'report.create': { scope: 'read', noun: 'report', title: 'Created a report', apart: true },
  'report.share': { scope: 'reports:share', noun: 'link', title: 'Shared a report' },
  'report.revoke': { scope: 'reports:share', noun: 'link', title: 'Revoked a shared report' },
  'template.save': { scope: 'reports:share', noun: 'template', title: 'Saved a report template' },
  'template.delete': {
    scope: 'reports:share',
    noun: 'template',
    title: 'Deleted a report template',
  },
  'schedule.save': { scope: 'automation:edit', noun: 'schedule', title: 'Saved a schedule' },
  'schedule.switch': {
    scope: 'automation:edit',
    noun: 'schedule',
    title: 'Switched a schedule on or off',
  },
  'schedule.delete': { scope: 'automation:edit', noun: 'schedule', title: 'Deleted a schedule' },
  'channel.save': { scope: 'automation:edit', noun: 'channel', title: 'Saved a channel' },
  'channel.switch': {
    scope: 'automation:edit',
    noun: 'channel',
    title: 'Switched a channel on or off',
  },
  'channel.delete': { scope: 'automation:edit', noun: 'channel', title: 'Deleted a channel' },
  'channel.test': {
    scope: 'automation:edit',
    noun: 'channel',
    title: 'Tested a channel',
    apart: true,
  },
  'retention.set': { scope: 'settings:edit', noun: 'retention', title: 'Changed the retention' },
  'retention.apply': {
    scope: 'settings:edit',
    noun: 'retention',
    title: 'Deleted expired data',
    apart: true,
  },
  'store.backup': {
    scope: 'settings:edit',
    noun: 'database',
    title: 'Backed up the database',
    apart: true,
  },
  'user.log-in': { scope: 'read', noun: 'user', title: 'Logged in', apart: true },
  'user.log-out': { scope: 'read', noun: 'user', title: 'Logged out', apart: true },
  'user.password': { scope: 'read', noun: 'user', title: 'Changed a password' },
  'user.save': { scope: 'access:manage', noun: 'user', title: 'Saved a user' },
  'user.delete': { scope: 'access:manage', noun: 'user', title: 'Deleted a user' },
  'key.add': { scope: 'access:manage', noun: 'API key', title: 'Added an API key' },
  'key.revoke': { scope: 'access:manage', noun: 'API key', title: 'Revoked an API key' },
  'audit.export': {
    scope: 'access:manage',
    noun: 'audit log',
    title: 'Exported the audit log',
    apart: true,
  },
} as const satisfies Record<string, VerbSpec>;

interface VerbSpec {
  scope: Scope;
  noun: string;
  title: string;
  apart?: true | 'own';
}

export type Verb = keyof typeof VERBS;

export function verbSpec(verb: Verb): VerbSpec {
  return VERBS[verb];
}

/** The audit log's words for a verb that it has, of this version or another. */
export function verbTitle(verb: string): string {
  const known = Object.entries(VERBS).find(([name]) => name === verb);
  return known === undefined ? verb : known[1].title;
}
