import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { PlimsollError } from '@/lib/core/errors';
import { parsePlanText, withoutSchemaField } from '@/lib/plan/parse-plan';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];

/** Whether an argument is meant as a file, and not as a scenario's name. */
export function looksLikeFile(argument: string): boolean {
  return ['.json', ...MODULES].includes(extname(argument)) || /[/\\]/.test(argument);
}

/**
 * What a plan file has in it, to be checked next: JSON, or a module's default export, which may be a
 * function that returns the plan. Throws `invalid-input`.
 */
export async function readPlanFile(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new PlimsollError('invalid-input', `Plan file ${file} not found.`);
  if (statSync(file).isDirectory())
    throw new PlimsollError('invalid-input', `${file} is a folder, not a plan file.`);
  return MODULES.includes(extname(file))
    ? withoutSchemaField(await defaultExportOf(file))
    : parsePlanText(readFileSync(file, 'utf8'), file);
}

async function defaultExportOf(file: string): Promise<unknown> {
  const exported = await attempt(file, async () => {
    const url = pathToFileURL(resolve(file)).href;
    const module: Record<string, unknown> = await tsImport(url, import.meta.url);
    // A CommonJS module's exports are one default export, which may again have a default in it.
    return unwrapped(module.default);
  });
  if (exported === undefined)
    throw new PlimsollError(
      'invalid-input',
      `${file} has no default export. Add export default { name: …, load: … }.`,
    );
  if (typeof exported !== 'function') return exported;
  const plan = await attempt(file, async () => exported());
  if (plan === undefined)
    throw new PlimsollError('invalid-input', `The default export of ${file} returns nothing.`);
  return plan;
}

function unwrapped(exported: unknown): unknown {
  if (typeof exported !== 'object' || exported === null) return exported;
  if ('default' in exported) return exported.default;
  // What a module without a default export becomes when it is taken for CommonJS.
  return '__esModule' in exported ? undefined : exported;
}

async function attempt(file: string, load: () => Promise<unknown>): Promise<unknown> {
  try {
    return await load();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError('invalid-input', `${file} could not be loaded: ${why}`);
  }
}
