import { z } from 'zod';

/** What users are, each being all that those before it are. */
export const ROLES = ['viewer', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, { title: string; may: string }> = {
  viewer: { title: 'Viewer', may: 'sees all runs, reports and settings' },
  operator: {
    title: 'Operator',
    may: 'also starts and stops load, and edits runs, scenarios, targets, secrets, schedules and reports',
  },
  administrator: {
    title: 'Administrator',
    may: 'also manages users, API keys, allowed hosts and retention',
  },
};

/** What something may do, and the least role that may. API keys have some of them. */
export const SCOPES = {
  read: { role: 'viewer', title: 'See runs, reports and settings' },
  'runs:start': { role: 'operator', title: 'Start, change and stop load' },
  'runs:edit': { role: 'operator', title: 'Import, name, annotate, evaluate and delete runs' },
  'plans:edit': { role: 'operator', title: 'Edit scenarios and objectives' },
  'targets:edit': { role: 'operator', title: 'Add, change, test and delete targets' },
  'secrets:edit': { role: 'operator', title: 'Add, change and delete secrets' },
  'reports:share': { role: 'operator', title: 'Share reports by link, keep templates' },
  'automation:edit': { role: 'operator', title: 'Edit schedules and notification channels' },
  'settings:edit': { role: 'administrator', title: 'Change settings of this installation' },
  'access:manage': {
    role: 'administrator',
    title: 'Manage users and API keys, read the audit log',
  },
} as const satisfies Record<string, { role: Role; title: string }>;

export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

export function scopesOf(role: Role): Scope[] {
  return SCOPE_NAMES.filter((scope) => ROLES.indexOf(SCOPES[scope].role) <= ROLES.indexOf(role));
}

export const roleSchema = z.enum(ROLES, `must be one of: ${ROLES.join(', ')}.`);
export const scopeSchema = z.enum(SCOPE_NAMES, `must be one of: ${SCOPE_NAMES.join(', ')}.`);

/** Who asks for something. */
export interface Actor {
  /** local: anybody at this machine, where there is no log-in; command: the command line. */
  kind: 'user' | 'key' | 'local' | 'command' | 'schedule';
  /** An e-mail address, or the name of a key, a schedule, an account of the system. */
  name: string;
  /** Of a user, and of the user whose key it is. */
  userId?: string;
  scopes: readonly Scope[];
  /** IP address. */
  address?: string;
}

/** Everybody at this machine, where Plimsoll listens to this machine alone. */
export const LOCAL_ACTOR: Actor = { kind: 'local', name: 'this machine', scopes: SCOPE_NAMES };

export interface UserView {
  id: string;
  email: string;
  role: Role;
  disabled: boolean;
  /** With a password, or through the identity provider. */
  logsInBy: readonly ('password' | 'single sign-on')[];
  lastSeenAt?: string;
}

export interface KeyView {
  id: number;
  name: string;
  start: string;
  scopes: Scope[];
  createdBy: string;
  createdAt: string;
  expiresAt?: string;
  lastUsedAt?: string;
}

export interface AuditView {
  id: number;
  at: string;
  actorKind: Actor['kind'];
  actor: string;
  verb: string;
  /** "Started a run". */
  title: string;
  subject: string;
  refused?: string;
  address?: string;
}
