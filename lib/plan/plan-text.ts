const WIDTH = 88;

/** A plan, or any JSON, laid out to be read: what fits on a line stands on one. */
export function planText(value: unknown): string {
  return laidOut(JSON.parse(JSON.stringify(value)), 0, 0);
}

/** `used`: how much of its first line is taken by what stands before it. */
function laidOut(value: unknown, depth: number, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = inOneLine(value);
  if (depth > 0 && flat.length + used + depth * 2 <= WIDTH) return flat;
  const indent = '  '.repeat(depth + 1);
  const end = `\n${'  '.repeat(depth)}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => typeof item === 'number')) return `[${wrapped(value, indent)}${end}]`;
    return `[\n${value.map((item) => indent + laidOut(item, depth + 1, 1)).join(',\n')}${end}]`;
  }
  const fields = Object.entries(value);
  if (fields.length === 0) return '{}';
  const lines = fields.map(([key, field]) => {
    const name = `${JSON.stringify(key)}: `;
    return indent + name + laidOut(field, depth + 1, name.length + 1);
  });
  return `{\n${lines.join(',\n')}${end}}`;
}

function inOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}: ${inOneLine(field)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Many numbers, as many on a line as fit. */
function wrapped(numbers: readonly number[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const [index, number] of numbers.entries()) {
    const next = `${number}${index < numbers.length - 1 ? ',' : ''}`;
    if (line !== '' && indent.length + line.length + next.length + 1 > WIDTH) {
      lines.push(indent + line);
      line = next;
    } else line += line === '' ? next : ` ${next}`;
  }
  return `\n${[...lines, indent + line].join('\n')}`;
}
