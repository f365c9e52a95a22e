import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';

const callSchema = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
});

export type RpcCall = z.output<typeof callSchema>;

/** What a JSON-RPC request asks for. */
export function rpcCallIn(body: string): RpcCall {
  return parseJson(callSchema, body);
}
