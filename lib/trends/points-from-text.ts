import { PlimsollError } from '@/lib/core/errors';

/**
 * A series from plain text: a number a line, or CSV whose column `value` (or else the last one) has them. Empty
 * lines are passed over. Throws `invalid-input` that names every line that is no number.
 */
export function pointsFromText(text: string): number[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({
      cells: line.split(',').map((cell) => cell.trim()),
      number: index + 1,
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first] = lines;
  const hasHead = first !== undefined && !first.cells.some((cell) => isNumber(cell));
  const named = hasHead ? first.cells.findIndex((cell) => cell.toLowerCase() === 'value') : -1;
  const problems: { path: string; message: string }[] = [];
  const points = lines.slice(hasHead ? 1 : 0).map(({ cells, number }) => {
    const cell = cells.at(named) ?? '';
    if (!isNumber(cell))
      problems.push({ path: `line ${number}`, message: `"${cell}" is not a number.` });
    return Number(cell);
  });
  if (points.length === 0) problems.push({ path: 'file', message: 'contains no numbers.' });
  if (problems.length > 0)
    throw new PlimsollError(
      'invalid-input',
      'The points could not be parsed.',
      problems.slice(0, 20),
    );
  return points;
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}
