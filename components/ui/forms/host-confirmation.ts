import { createContext, useContext } from 'react';
import { answerOf, type FormState } from './form-state';

/** Asks which host is meant to be loaded; undefined: its user has changed their mind. */
export type AskForHost = (message: string) => Promise<string | undefined>;

export const HostConfirmation = createContext<AskForHost>(async () => undefined);

/** Calls a server action; one that would load another machine is called again with the name that was typed. */
export function useConfirming() {
  const ask = useContext(HostConfirmation);
  return async (action: (confirmHost?: string) => Promise<FormState>): Promise<FormState> => {
    for (let answer = await answerOf(action); ; ) {
      const asked = answer.problems.find(({ path }) => /(^|\.)confirmHost$/.test(path));
      if (asked === undefined) return answer;
      const host = await ask(asked.message);
      if (host === undefined) return answer;
      answer = await answerOf(() => action(host));
    }
  };
}
