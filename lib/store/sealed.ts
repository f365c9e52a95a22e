import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PlimsollError } from '@/lib/core/errors';
import { installationKey } from './installation-key';
import type { Store } from './open-store';

const MARK = 'sealed:1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A credential as the database keeps it: by AES-256-GCM with this installation's key. `what` belongs to it ("token of
 * a target"): it cannot be moved to a place where it would be shown.
 */
export function seal(store: Pick<Store, 'sqlite'>, text: string, what: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', installationKey(store, 'stored secrets'), iv);
  cipher.setAAD(Buffer.from(what));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return MARK + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

/**
 * The credential; one that is stored as it is, by a version before, is what it is. Throws `unavailable`, with what to
 * do, for one that another key has sealed.
 */
export function unseal(store: Pick<Store, 'sqlite'>, stored: string, what: string): string {
  if (!stored.startsWith(MARK)) return stored;
  const bytes = Buffer.from(stored.slice(MARK.length), 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    installationKey(store, 'stored secrets'),
    bytes.subarray(0, IV_BYTES),
  );
  decipher.setAAD(Buffer.from(what));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new PlimsollError(
      'unavailable',
      `The ${what} was encrypted with another key. Put back the secret.key of the data folder, or PLIMSOLL_SECRET_KEY, or enter it again.`,
    );
  }
}

export const TARGET_TOKEN = 'token of a target';
export const CHANNEL_URL = 'URL of a channel';
export const CHANNEL_SECRET = 'secret of a channel';

/** Seals what versions before kept as it was typed. */
export async function sealWhatIsOpen(store: Pick<Store, 'prisma' | 'sqlite'>): Promise<void> {
  const open = { not: null, notIn: [''] };
  for (const { id, token } of await store.prisma.target.findMany({ where: { token: open } }))
    if (token !== null && !token.startsWith(MARK))
      await store.prisma.target.updateMany({
        where: { id, token },
        data: { token: seal(store, token, TARGET_TOKEN) },
      });
  for (const { id, url, secret } of await store.prisma.channel.findMany())
    if (!url.startsWith(MARK))
      await store.prisma.channel.updateMany({
        where: { id, url },
        data: {
          url: seal(store, url, CHANNEL_URL),
          secret: secret && seal(store, secret, CHANNEL_SECRET),
        },
      });
}
