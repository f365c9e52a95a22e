import { ownUrl } from '@/app/api/own-url';
import { refused } from '@/app/api/refused';
import { PlimsollError } from '@/lib/core/errors';
import { readReportRequest, reportFileName, reportQuery } from '@/lib/reports/model';
import { FILE_FORMATS, printPage } from '@/lib/reports/print-page';

export const dynamic = 'force-dynamic';

/** A report as a file: `?format=pdf` or `html`, and what `/print` has. */
export async function GET(request: Request) {
  const params = new URL(request.url).searchParams;
  try {
    const format = params.get('format') ?? 'pdf';
    if (format !== 'pdf' && format !== 'html')
      throw new PlimsollError('invalid-input', `The format must be pdf or html, not "${format}".`);
    const { request: asked, problems } = readReportRequest(params);
    if (asked === undefined || problems.length > 0)
      throw new PlimsollError('invalid-input', problems.join(' '));
    const file = await printPage(`${ownUrl()}/print?${reportQuery(asked)}`, format);
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': FILE_FORMATS[format].type,
        'content-disposition': `attachment; filename="${reportFileName(asked.subject)}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return refused(error);
  }
}
