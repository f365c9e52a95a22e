import { isDecodable, NOT_DECODABLE } from '@/lib/core/percent-encoding';

// Next matches the decoded path, or the path as it came where that cannot be: all others never come here.
export const config = { matcher: '/(.*%.*)' };

/** Refuses addresses that cannot be decoded, which Next's own router would answer with 500. */
export function proxy(request: Request): Response | undefined {
  const { pathname } = new URL(request.url);
  if (isDecodable(pathname)) return undefined;
  if (pathname.startsWith('/api/'))
    return Response.json({ message: NOT_DECODABLE, problems: [] }, { status: 400 });
  return new Response(PAGE, {
    status: 400,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bad address – Plimsoll</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100dvh; margin: 0; padding: 2rem; box-sizing: border-box }
main { max-width: 56ch }
</style>
<main>
<h1>Bad address</h1>
<p>${NOT_DECODABLE}</p>
<p><a href="/">Go to overview</a></p>
</main>
</html>
`;
