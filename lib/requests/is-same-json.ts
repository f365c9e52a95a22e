/** Whether two values of JSON are the same, whatever the order of their fields. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (ofA.size !== ofB.size) return false;
  return [...ofA].every(([key, value]) => ofB.has(key) && isSameJson(value, ofB.get(key)));
}
