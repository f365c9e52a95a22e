/** As many endpoints as a run can show, judge and compare one by one. */
export const MOST_ENDPOINTS = 1000;
const OTHERS = '(other endpoints)';
const MOST = MOST_ENDPOINTS.toLocaleString('en');

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ID = new RegExp(`(?<![a-z0-9])(?:${UUID}|[0-9a-f]{16,}|\\d+)(?![a-z0-9])`, 'gi');

/** A name without what differs from request to request: "GET /users/17" is "GET /users/{id}". */
export function groupIds(name: string): string {
  return name.replace(ID, '{id}');
}

const LONGEST = 300;

/** As much of a name as is kept. */
function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

/** Under which name an endpoint is kept, and what there is to say about it. */
export interface EndpointNaming {
  nameOf(name: string): string;
  note?: string;
}

/**
 * Looks at all endpoint names of an import before anything is stored. Up to 1,000 are kept as they are; of more,
 * ids are grouped; what is still more is counted together. Memory is bounded, however many there are.
 */
export class EndpointSurvey {
  private readonly names = new Set<string>();
  private readonly grouped = new Set<string>();

  see(given: string): void {
    const name = shortened(given);
    if (this.names.has(name)) return;
    if (this.names.size <= MOST_ENDPOINTS) this.names.add(name);
    if (this.grouped.size <= MOST_ENDPOINTS) this.grouped.add(groupIds(name));
  }

  naming(): EndpointNaming {
    if (this.names.size <= MOST_ENDPOINTS) return { nameOf: shortened };
    if (this.grouped.size <= MOST_ENDPOINTS) {
      const [example] = [...this.grouped].filter((name) => name.includes('{id}'));
      const left = this.grouped.size.toLocaleString('en');
      return {
        nameOf: (name) => groupIds(shortened(name)),
        note: `The file has more than ${MOST} endpoint names. Ids in them were grouped, as in “${example}”: ${left} are left.`,
      };
    }
    // One place is kept for the others.
    const kept = new Set([...this.grouped].slice(0, MOST_ENDPOINTS - 1));
    return {
      nameOf: (name) => {
        const known = groupIds(shortened(name));
        return kept.has(known) ? known : OTHERS;
      },
      note: `The file has more than ${MOST} endpoint names, even with ids in them grouped. All but the first ${(MOST_ENDPOINTS - 1).toLocaleString('en')} are counted together as “${OTHERS}”. To see them, give requests of one kind one name before importing.`,
    };
  }
}
