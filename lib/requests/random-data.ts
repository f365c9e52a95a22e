import type { Random } from '@/lib/stats/random';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UINT32 = 4_294_967_296;

/** A whole number from `min` to `max`, each as likely. */
export function randomInt(random: Random, min: number, max: number): number {
  const range = max - min + 1;
  if (range <= UINT32) return min + Math.floor(random() * range);
  // A draw has 32 bits; beyond, two make 53.
  const fine =
    (Math.floor(random() * 2 ** 26) * 2 ** 27 + Math.floor(random() * 2 ** 27)) / 2 ** 53;
  return Math.min(max, min + Math.floor(fine * range));
}

export function randomString(random: Random, length: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += LETTERS[Math.floor(random() * LETTERS.length)];
  return text;
}

/** A version 4 UUID, RFC 9562; from a seeded stream, so it is random only as far as that is. */
export function randomUuid(random: Random): string {
  let text = '';
  for (let word = 0; word < 4; word++) {
    let bits = Math.floor(random() * UINT32);
    if (word === 1) bits = (bits & 0xffff_0fff) | 0x4000;
    if (word === 2) bits = (bits & 0x3fff_ffff) | 0x8000_0000;
    text += `${HEX[bits >>> 24]}${HEX[(bits >>> 16) & 255]}`;
    if (word === 1 || word === 2) text += '-';
    text += `${HEX[(bits >>> 8) & 255]}${HEX[bits & 255]}`;
    if (word < 2) text += '-';
  }
  return text;
}
