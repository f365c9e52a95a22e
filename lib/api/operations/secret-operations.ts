import { z } from 'zod';
import { deleteSecret, listSecrets, saveSecret } from '@/lib/secrets/secrets';
import { type Operation, operation } from '../operation';

const tag = 'secrets';
const nameParam = z.strictObject({ name: z.string().min(1) });
const secretSchema = z
  .strictObject({
    name: z.string(),
    hosts: z.array(z.string()).describe('Where it may be sent; empty: to every allowed host.'),
    note: z.string(),
    changedAt: z.string(),
    usedBy: z.array(z.string()).describe('Scenarios and targets that send it.'),
  })
  .meta({ id: 'Secret' });

export const secretOperations: readonly Operation[] = [
  operation({
    id: 'listSecrets',
    needs: 'read',
    method: 'GET',
    path: '/secrets',
    tag,
    status: 200,
    summary: 'List secrets; their values are never returned',
    response: z.strictObject({ items: z.array(secretSchema) }),
    run: async (store) => ({ body: { items: await listSecrets(store) } }),
  }),
  operation({
    id: 'saveSecret',
    needs: 'secret.save',
    method: 'PUT',
    path: '/secrets/{name}',
    tag,
    status: 204,
    summary: 'Create or update a secret; what is omitted is kept',
    params: nameParam,
    body: z.strictObject({
      value: z.string().optional(),
      hosts: z.array(z.string()).optional(),
      note: z.string().optional(),
    }),
    async run(store, { params: { name }, body }) {
      await saveSecret(store, { ...body, name });
      return {};
    },
  }),
  operation({
    id: 'deleteSecret',
    needs: 'secret.delete',
    method: 'DELETE',
    path: '/secrets/{name}',
    tag,
    status: 204,
    summary: 'Delete a secret that no scenario and no target sends',
    params: nameParam,
    async run(store, { params: { name } }) {
      await deleteSecret(store, name);
      return {};
    },
  }),
];
