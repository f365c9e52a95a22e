/** An error's message between quotes, once: some services say everything twice ("Full.: Full."). */
export function quoted(message = ''): string {
  const half = (message.length - 2) / 2;
  const first = message.slice(0, half);
  const isTwice = half > 0 && Number.isInteger(half) && message === `${first}: ${first}`;
  return `“${isTwice ? first : message}”`;
}
