import { z } from 'zod';
import { isoTime } from '../../clock';
import { serviceName, serviceVersion } from '../../service-identity';
import { defineMethod } from '../define-method';

const nothing = z.object({}, 'The params must be an object.');

export const ping = defineMethod(nothing, async (_, { clock }) => ({
  pong: true,
  status: 'ok',
  timestamp: isoTime(clock.epochMs()),
}));

export const version = defineMethod(nothing, async (_, { startedAtMs }) => ({
  name: serviceName,
  version: serviceVersion,
  jsonrpc: '2.0',
  started_at: isoTime(startedAtMs),
}));
