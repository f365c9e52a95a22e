import { needing, publicStore } from '@/app/access';
import { AUTH_PATH, logInOf, SINGLE_SIGN_ON } from '@/lib/access/log-in';

export const dynamic = 'force-dynamic';

/** The way back from the identity provider; of better-auth's other endpoints none is open. */
export const GET = needing('public', async (request: Request): Promise<Response> => {
  if (new URL(request.url).pathname !== `${AUTH_PATH}/callback/${SINGLE_SIGN_ON}`)
    return Response.json({ message: 'Not found.', problems: [] }, { status: 404 });
  return logInOf(await publicStore()).handler(request);
});
