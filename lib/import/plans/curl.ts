import { PlimsollError } from '@/lib/core/errors';
import { isCredentialHeader } from '@/lib/interop/credentials';
import { type CurlCommand, readCurlCommand } from '@/lib/interop/curl-request';
import { type ImportedPlan, LIGHT_LOAD, LIGHT_LOAD_NOTE } from '@/lib/interop/imported-plan';
import { curlArguments } from './curl-options';
import { requestsOfDrafts } from './request-drafts';
import { type ShellCommand, shellCommands } from './shell-words';

/** A plan of curl command lines, as bash reads them. Throws `invalid-input` when there is no request. */
export function planFromCurl(text: string): ImportedPlan {
  const commands = shellCommands(text);
  if (commands === undefined)
    throw new PlimsollError('invalid-input', 'The command has a quote that does not end.');
  const notes: string[] = [];
  const read = commands.flatMap((command) => readIfCurl(command, notes));
  const drafts = read.flatMap((command) => command.drafts);
  const found = requestsOfDrafts(drafts);
  notes.push(...read.flatMap((command) => command.notes), ...found.notes);
  if (found.requests.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'There is no request in it that a plan can have.',
      [...new Set(notes)].map((message) => ({ path: '', message })),
    );
  const credentials = new Set(
    drafts
      .flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()))
      .filter(isCredentialHeader),
  );
  if (credentials.size > 0)
    notes.push(
      `The plan has credentials in it (${[...credentials].join(', ')}): whoever sees it sees them. A bearer token is better kept with the target.`,
    );
  const connection = Object.assign({}, ...read.map((command) => command.connection));
  const timeoutMs = longestTimeout(read);
  return {
    plan: {
      name: 'From curl',
      load: LIGHT_LOAD,
      requests: found.requests,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(Object.keys(connection).length > 0 && { connection }),
    },
    notes: [...new Set([...notes, LIGHT_LOAD_NOTE])],
  };
}

function readIfCurl({ words, unknown }: ShellCommand, notes: string[]): CurlCommand[] {
  // "$ curl …" copied from a document, and variables set for one command.
  const from = words.findIndex((word) => word !== '$' && !/^\w+=/.test(word));
  const name = words[from] ?? '';
  if (!/(^|[\\/])curl(\.exe)?$/.test(name)) {
    if (name !== '') notes.push(`The command ${name} was left out: only curl is read.`);
    return [];
  }
  if (unknown.length > 0)
    notes.push(
      `${[...new Set(unknown)].join(', ')} stands as it is: only the shell knows its value.`,
    );
  return [readCurlCommand(curlArguments(words.slice(from + 1)))];
}

function longestTimeout(commands: readonly CurlCommand[]): number | undefined {
  const given = commands.flatMap(({ timeoutMs }) => (timeoutMs === undefined ? [] : [timeoutMs]));
  return given.length === 0 ? undefined : Math.max(...given);
}
