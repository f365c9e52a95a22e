const KNOWN: Record<string, string> = {
  'training.start_grpo': 'var(--series-a)',
  'training.get_status': 'var(--series-b)',
  'training.export_trajectories': 'var(--series-c)',
  'training.cancel': 'var(--series-d)',
};

/** An endpoint keeps its colour on every page; unknown ones take turns. */
export function endpointColor(name: string, index: number): string {
  const turns = ['var(--series-e)', 'var(--series-p50)', 'var(--series-rate)'];
  return KNOWN[name] ?? turns[index % turns.length] ?? 'var(--series-users)';
}

/** Where there is room for one word only. */
export const ENDPOINT_WORDS: Record<string, string> = {
  'training.start_grpo': 'start',
  'training.get_status': 'status',
  'training.export_trajectories': 'export',
  'training.cancel': 'cancel',
};

/** "training.get_status" is "get_status" where room is short. */
export function shortEndpoint(name: string): string {
  return name.replace(/^training\./, '');
}
