import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Poppler's tools say of a PDF. */
export interface PdfFacts {
  pages: number;
  tagged: boolean;
  title: string;
  paper: string;
  text: string;
  /** Names of fonts that are not embedded. */
  foreignFonts: string[];
  rasters: number;
  /** Headings that a reader can go to. */
  bookmarks: number;
}

export async function readPdf(file: string, bytes: Buffer): Promise<PdfFacts> {
  const [info, text, fonts, images] = await Promise.all([
    run('pdfinfo', [file]),
    run('pdftotext', ['-layout', file, '-']),
    run('pdffonts', [file]),
    run('pdfimages', ['-list', file]),
  ]);
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(info.stdout)?.[1]?.trim() ?? '';
  return {
    pages: Number(field('Pages')),
    tagged: field('Tagged') === 'yes',
    title: field('Title'),
    paper: field('Page size'),
    // Thin and narrow spaces stand between numbers and units.
    text: text.stdout.replaceAll(/[\u2009\u202f\u00a0]/g, ' '),
    // The columns at the end: emb sub uni object ID.
    foreignFonts: fonts.stdout
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '' && !/\byes (yes|no ) (yes|no )/.test(line)),
    rasters: images.stdout
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '').length,
    bookmarks: bytes.toString('latin1').split('/Type /Outlines').length - 1,
  };
}
