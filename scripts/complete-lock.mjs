// A registry mirror that lacks other platforms' binaries makes npm leave them out of the lock file, and
// `npm ci` then refuses it everywhere. This puts them back; run it after `npm install` (npm run lock).
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const EXACT = /^\d+\.\d+\.\d+$/;

/**
 * The lock's `packages`, with an entry for every exactly pinned optional dependency that has none.
 * @param {Record<string, any>} packages
 * @returns {{ packages: Record<string, any>, added: string[] }}
 */
export function completeLock(packages) {
  const result = { ...packages };
  const added = [];
  for (const owner of Object.values(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      const platform = platformOf(name);
      const present = Object.keys(result).some((key) => key === path || key.endsWith(`/${path}`));
      if (present || !platform || !EXACT.test(version)) continue;
      result[path] = {
        version,
        ...(platform.cpu && { cpu: [platform.cpu] }),
        ...(owner.dev && { dev: true }),
        ...(platform.libc && { libc: [platform.libc] }),
        optional: true,
        ...(platform.os && { os: [platform.os] }),
      };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.fromEntries(
    Object.entries(result).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  return { packages: sorted, added };
}

/**
 * What a binary package's name says of its platform: `@next/swc-win32-arm64-msvc` is win32 on arm64.
 * @param {string} name
 */
function platformOf(name) {
  if (name.includes('-wasm32-wasi')) return { cpu: 'wasm32' };
  const match = name.match(
    /(android|darwin|freebsd|linux|netbsd|openbsd|sunos|win32)-(arm64|arm|ia32|x64)(?:-(gnu|musl|\w+))?$/,
  );
  if (!match) return undefined;
  const [, os, cpu, abi] = match;
  const libc = { gnu: 'glibc', musl: 'musl' }[abi ?? ''];
  return { os, cpu, libc };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const { packages, added } = completeLock(lock.packages);
  if (added.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.join(', ')}.`);
}
