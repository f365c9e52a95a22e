import { needing, route } from '@/app/access';
import { ownUrl } from '@/app/api/own-url';
import { pageToken } from '@/app/api/page-token';
import { isOfBrowser } from '@/lib/api/of-browser';
import { PlimsollError } from '@/lib/core/errors';
import { readReportRequest, reportFileName, reportQuery, TOKEN_META } from '@/lib/reports/model';
import { FILE_FORMATS } from '@/lib/reports/print-page';
import { printInProcess } from '@/lib/reports/print-process';
import { PrintQueue } from '@/lib/reports/print-queue';

export const dynamic = 'force-dynamic';

const queue = new PrintQueue();

/**
 * A report as a file: `?format=pdf` or `html`, and what `/print` has. It costs seconds of a processor, so no link or
 * picture on another page can ask for it: a browser has to send the token of a page of ours.
 */
export const POST = route('report.create', async (_store, request) => {
  if (isOfBrowser(request.headers) && request.headers.get(TOKEN_META) !== pageToken())
    throw new PlimsollError(
      'forbidden',
      'The dashboard was restarted after this page was opened. Reload the page.',
    );
  const params = new URL(request.url).searchParams;
  try {
    const format = params.get('format') ?? 'pdf';
    if (format !== 'pdf' && format !== 'html')
      throw new PlimsollError('invalid-input', `The format must be pdf or html, not "${format}".`);
    const { request: asked, problems } = readReportRequest(params);
    if (asked === undefined || problems.length > 0)
      throw new PlimsollError('invalid-input', problems.join(' '));
    const url = `${ownUrl()}/print?${reportQuery(asked)}`;
    const { signal } = request;
    const file = await queue.run(() => printInProcess(url, format, signal), signal);
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': FILE_FORMATS[format].type,
        'content-disposition': `attachment; filename="${reportFileName(asked.subject)}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    // Its reader has left: nobody reads this.
    if (request.signal.aborted) return new Response(null, { status: 503 });
    throw error;
  }
});

/** What a reader of the former address, or of a link to it, is told. */
export const GET = needing('public', () => {
  const message = 'Reports are created by POST. Use "Report" on the page of what it is about.';
  return Response.json({ message, problems: [] }, { status: 405, headers: { allow: 'POST' } });
});
