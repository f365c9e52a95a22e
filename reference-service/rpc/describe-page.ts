/** Where a page lies in its list, in the words of all dialects. */
export function describePage(page: {
  limit: number;
  offset: number;
  count: number;
  total: number;
}) {
  const { limit, offset, count, total } = page;
  const has_more = offset + count < total && count > 0;
  const next_offset = has_more ? offset + count : null;
  return {
    count,
    returned_count: count,
    exported_count: count,
    total_count: total,
    has_more,
    pagination: { limit, offset, total_count: total, has_more, next_offset },
  };
}
