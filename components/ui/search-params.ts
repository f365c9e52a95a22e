export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** A page's query string; of a key given twice, the first counts. */
export async function paramsOf(searchParams: SearchParams): Promise<URLSearchParams> {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(await searchParams)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) params.set(key, first);
  }
  return params;
}
