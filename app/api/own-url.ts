/** Where this dashboard answers its own machine; never what a request says of it. */
export function ownUrl(): string {
  const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[HOST] ?? HOST;
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${PORT}`;
}
