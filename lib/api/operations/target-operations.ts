import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import {
  deleteTarget,
  listTargets,
  targetSchema as savedFields,
  saveTarget,
  testTarget,
} from '@/lib/targets/targets';
import { type Operation, operation } from '../operation';
import { idParam } from '../schemas/parts';
import { targetCheckSchema, targetSchema } from '../schemas/scenario';

const tag = 'targets';
const fields = savedFields.omit({ id: true });

export const targetOperations: readonly Operation[] = [
  operation({
    id: 'listTargets',
    needs: 'read',
    method: 'GET',
    path: '/targets',
    tag,
    status: 200,
    summary: 'List targets; tokens are never returned',
    response: z.strictObject({ items: z.array(targetSchema) }),
    run: async (store) => ({ body: { items: await listTargets(store) } }),
  }),
  operation({
    id: 'addTarget',
    needs: 'target.save',
    method: 'POST',
    path: '/targets',
    tag,
    status: 201,
    summary: 'Create a target',
    body: fields.omit({ removeToken: true }).strict(),
    response: targetSchema,
    async run(store, { body }) {
      const saved = await saveTarget(store, body);
      return { location: `/targets/${saved.id}`, body: saved };
    },
  }),
  operation({
    id: 'getTarget',
    needs: 'read',
    method: 'GET',
    path: '/targets/{id}',
    tag,
    status: 200,
    summary: 'Get a target',
    params: idParam,
    response: targetSchema,
    async run(store, { params: { id } }) {
      const target = (await listTargets(store)).find((one) => one.id === id);
      if (target === undefined) throw new PlimsollError('not-found', `There is no target ${id}.`);
      return { body: target };
    },
  }),
  operation({
    id: 'changeTarget',
    needs: 'target.save',
    method: 'PUT',
    path: '/targets/{id}',
    tag,
    status: 200,
    summary: 'Update a target; an omitted token is kept',
    params: idParam,
    body: fields.strict(),
    response: targetSchema,
    run: async (store, { params: { id }, body }) => ({
      body: await saveTarget(store, { ...body, id }),
    }),
  }),
  operation({
    id: 'deleteTarget',
    needs: 'target.delete',
    method: 'DELETE',
    path: '/targets/{id}',
    tag,
    status: 204,
    summary: 'Delete a target; its runs are kept',
    params: idParam,
    async run(store, { params: { id } }) {
      await deleteTarget(store, id);
      return {};
    },
  }),
  operation({
    id: 'testTarget',
    needs: 'target.test',
    method: 'POST',
    path: '/targets/{id}/test',
    tag,
    status: 200,
    summary: 'Test a target with one real call',
    params: idParam,
    body: z.strictObject({}),
    response: targetCheckSchema,
    run: async (store, { params: { id } }) => ({ body: await testTarget(store, { id }) }),
  }),
];
