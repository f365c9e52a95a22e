'use server';

import { addDeployment, removeDeployment } from '@/lib/trends/deployments';
import { answerChange } from '@/lib/trends/trend';
import { action, text } from './action';

/** Keeps what a user says to a change point of a trend, or takes it back. */
export const answerChangeAction = action('change.answer', (store, answer: unknown) =>
  answerChange(store, answer),
);

/** Marks that something new went live on a target. */
export const addDeploymentAction = action('deployment.edit', (store, data: FormData) =>
  addDeployment(store, {
    target: text(data, 'target'),
    at: text(data, 'at'),
    text: text(data, 'text'),
  }),
);

/** Takes such a mark away. */
export const removeDeploymentAction = action('deployment.edit', (store, id: number) =>
  removeDeployment(store, Number(id)),
);
