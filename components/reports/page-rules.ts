import type { Paper } from '@/lib/reports/model';

/** What is at the edges of every printed page: the report's name, and which page of how many. */
export function pageRules(name: string, paper: Paper): string {
  // Both papers leave the same width, so that a report looks alike on either.
  const size = paper === 'a4' ? '210mm 297mm' : '8.5in 11in';
  const side = paper === 'a4' ? '14mm' : '16.95mm';
  const text = 'font: 8pt "Inter", sans-serif; color: #5d6670;';
  return [
    `@page { size: ${size}; margin: 17mm ${side} 16mm;`,
    `@top-left { content: ${quoted(name)}; ${text} }`,
    `@bottom-left { content: "Plimsoll"; ${text} }`,
    `@bottom-right { content: counter(page) " of " counter(pages); ${text} } }`,
    '@page :first { @top-left { content: none; } }',
  ].join('\n');
}

/** A CSS string; of user's text nothing may end it, nor the style element that it stands in. */
function quoted(text: string): string {
  const safe = text.replaceAll(
    /[\\"<>&\n\r\f]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(16)} `,
  );
  return `"${safe}"`;
}
