'use server';

import { revokeShared, shareReport } from '@/lib/reports/shared-links';
import { deleteTemplate, saveTemplate } from '@/lib/reports/templates';
import { action, text } from './action';

/** Makes an address by which others read a report; it is shown this once. */
export const shareReportAction = action(
  'report.share',
  (store, query: string, days: number) => shareReport(store, { query, days }, Date.now()),
  { tell: ({ token, expiresAt }) => ({ path: `/shared/${token}`, expiresAt }) },
);

export const revokeSharedAction = action('report.revoke', (store, id: number) =>
  revokeShared(store, Number(id)),
);

/** Keeps what a kind of report contains under a name; the logo, if one was chosen, with it. */
export const saveTemplateAction = action('template.save', async (store, data: FormData) =>
  saveTemplate(store, {
    name: text(data, 'name'),
    kind: text(data, 'kind'),
    without: (text(data, 'without') ?? '').split(',').filter(Boolean),
    title: text(data, 'title'),
    notes: text(data, 'notes'),
    paper: text(data, 'paper'),
    logo: await logoOf(data),
  }),
);

export const deleteTemplateAction = action('template.delete', (store, id: number) =>
  deleteTemplate(store, Number(id)),
);

async function logoOf(data: FormData): Promise<string | undefined> {
  const file = data.get('logo');
  if (!(file instanceof File) || file.size === 0) return undefined;
  const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
  return `data:${file.type};base64,${base64}`;
}
