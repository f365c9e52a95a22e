// A thread's first file must be JavaScript; this one brings in the TypeScript of the real one.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
await import('./generator-thread.ts');
