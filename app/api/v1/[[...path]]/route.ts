import { needing, publicStore } from '@/app/access';
import { API_BASE, answerRequest } from '@/lib/api/answer-request';
import { ALL_OPERATIONS, openApiDocument } from '@/lib/api/open-api-document';
import { version } from '@/package.json';

export const dynamic = 'force-dynamic';

/** The REST API: docs/api.md, and `/api/v1/openapi.json` for machines. Each operation says what it needs. */
const handle = needing('public', async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (request.method === 'GET' && [API_BASE, `${API_BASE}/openapi.json`].includes(pathname))
    return Response.json(openApiDocument(ALL_OPERATIONS, version));
  return answerRequest(await publicStore(), ALL_OPERATIONS, request);
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
