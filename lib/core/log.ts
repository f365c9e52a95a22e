import pino from 'pino';
import { redacted } from './redact';

/** What a line is about, by its number: `{ run: 12 }`; `error`: what went wrong, with its stack. */
interface Details {
  run?: number;
  suite?: number;
  search?: number;
  error?: unknown;
}

export interface Log {
  info(details: Details, message: string): void;
  error(details: Details, message: string): void;
}

/** This process's log: one JSON object a line, without credentials. The supervisor prints it, as text unless told otherwise. */
export const log: Log = pino({
  base: { process: process.env.PLIMSOLL_PROCESS ?? 'plimsoll' },
  messageKey: 'message',
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  serializers: { error: pino.stdSerializers.err },
  hooks: { streamWrite: redacted },
});
