/** A secret as it may be shown: that there is one, never what it is. */
export interface SecretView {
  name: string;
  /** Where it may be sent; empty: to every host that may be loaded. */
  hosts: string[];
  note: string;
  changedAt: string;
  /** "scenario Checkout", "target Staging". */
  usedBy: string[];
}

/** A credential that was found where everybody reads it, and is kept as a secret since. */
export interface KeptCredential {
  /** The secret's name. */
  name: string;
  /** "the header authorization of “Log in”". */
  where: string;
}

/** "Kept as a secret: the header authorization of “Log in”, as log-in-authorization." */
export function keptSentence(kept: readonly KeptCredential[]): string {
  const list = kept.map(({ name, where }) => `${where} as ${name}`).join(', ');
  return `${kept.length === 1 ? 'Kept as a secret' : 'Kept as secrets'}: ${list}.`;
}
