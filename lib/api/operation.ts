import { z } from 'zod';
import type { Scope } from '@/lib/access/model';
import type { Verb } from '@/lib/access/verbs';
import type { Store } from '@/lib/store/open-store';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A file, piece by piece. */
export interface ApiFile {
  fileName: string;
  contentType: string;
  chunks: AsyncIterable<string | Uint8Array>;
}

export interface ApiAnswer<R = unknown> {
  body?: R;
  /** Of what was made, below /api/v1. */
  location?: string;
  file?: ApiFile;
}

/**
 * One operation of the REST API. Its schemas are what requests are checked by, what the OpenAPI document is made
 * of, and what its answers are tested against: there is no second description that could say something else.
 */
export interface OperationOf<P, Q, B, R> {
  id: string;
  /** To see something: a scope; to do something: a verb, which the audit log then tells of. */
  needs: Scope | Verb;
  method: Method;
  /** Below /api/v1, with parameters in braces: "/runs/{number}". */
  path: string;
  tag: string;
  summary: string;
  params: z.ZodType<P>;
  query: z.ZodType<Q>;
  /** Of a JSON body; undefined: it takes none. An empty body counts as {}. */
  body?: z.ZodType<B>;
  status: 200 | 201 | 202 | 204;
  /**
   * Of the JSON answer: what it does not list is left out, what is missing becomes null. Undefined: there is none,
   * or it is a file of one of `files`.
   */
  response?: z.ZodType<unknown, R>;
  files?: readonly string[];
  run(
    store: Store,
    request: { params: P; query: Q; body: B; nowMs: number },
  ): Promise<ApiAnswer<R>>;
}

/** An operation whatever it takes and answers: its schemas vouch for what `run` is given. */
export type Operation = OperationOf<unknown, unknown, unknown, unknown>;

type Defaults = 'params' | 'query';

/** Types one operation by its schemas. */
export function operation<P = object, Q = object, B = undefined, R = undefined>(
  spec: Omit<OperationOf<P, Q, B, R>, Defaults> & Partial<Pick<OperationOf<P, Q, B, R>, Defaults>>,
): Operation {
  const none = z.strictObject({});
  return { params: none, query: none, ...spec } as unknown as Operation;
}

/** A file as a download, streamed piece by piece as fast as it is read. */
export function fileResponse({ fileName, contentType, chunks }: ApiFile): Response {
  const pieces = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
