import { expect, it } from 'vitest';
import { VERBS } from '@/lib/access/verbs';
import { saveSchedule } from '@/lib/automation/schedules';
import { startSearch } from '@/lib/capacity/search/start-search';
import { addPairs, startConfirmation } from '@/lib/confirmations/confirmations';
import { BUILT_IN_PROFILES, BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { startRun } from '@/lib/runs/start-run';
import { seedStore } from '@/lib/store/get-store';
import { startSuite } from '@/lib/suites/suites';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { allowHost } from './allowed-hosts';
import { confirmHostMessage, hostsToConfirm } from './model';
import { saveTarget } from './targets';

const HOST = 'api.example.com';
const [{ slug, plan } = { slug: '', plan: {} }] = BUILT_IN_SCENARIOS;
const [{ slug: profile } = { slug: '' }] = BUILT_IN_PROFILES;

async function openStore() {
  const store = openTestStore();
  await seedStore(store, {});
  await allowHost(store, { host: HOST });
  const url = `https://${HOST}/rpc`;
  const { id } = await saveTarget(store, { name: 'Remote', url, token: 'abcd' });
  const ended = { status: 'finished', endedAt: new Date(), targetId: id, targetUrl: url };
  const runs = [await insertRun(store, ended), await insertRun(store, ended)];
  const [base, candidate] = runs;
  const to = (confirmHost?: string) => ({ target: 'Remote', confirmHost });
  const schedule = (start: object) =>
    saveSchedule(
      store,
      { name: `S${Math.random()}`, cron: '0 2 * * *', timeZone: 'UTC', start },
      Date.now(),
    );
  /** Everything that has something loaded, by its verb. */
  const starts = {
    'run.start': (host?: string) => startRun(store, { plan, ...to(host) }),
    'suite.start': (host?: string) => startSuite(store, to(host)),
    'search.start': (host?: string) => startSearch(store, { scenario: slug, profile, ...to(host) }),
    'confirmation.start': (host?: string) =>
      startConfirmation(store, { base, candidate, pairs: 2, confirmHost: host }),
    'schedule.save': (host?: string) => schedule({ kind: 'scenario', scenario: slug, ...to(host) }),
    'schedule.save of a suite': (host?: string) => schedule({ kind: 'suite', ...to(host) }),
  };
  return { store, starts };
}

it('all that loads another machine wants its name, and says what is sent', async () => {
  const { store, starts } = await openStore();
  // A new verb that starts something has to be here.
  const verbs = Object.keys(VERBS).filter((verb) => verb.endsWith('.start'));
  expect(Object.keys(starts)).toEqual(expect.arrayContaining(verbs));
  const asked: Record<string, string> = {};
  for (const [verb, start] of Object.entries(starts)) {
    for (const wrong of [undefined, '', 'example.com', 'api.example.com.evil.org'])
      await start(wrong).then(
        () => expect([verb, wrong]).toBe('refused'),
        ({ problems }) => {
          expect([verb, problems.length, problems[0].path]).toEqual([
            verb,
            1,
            expect.stringMatching(/^(start\.)?confirmHost$/),
          ]);
          asked[verb] = problems[0].message;
        },
      );
    await start(' API.example.com ');
  }
  expect(asked['run.start']).toMatch(
    /^must be api\.example\.com, to confirm what is going to be loaded with 20 users over 5\smin, up to ~[\d,]+ requests: behaviour training-api; with the stored token\.$/u,
  );
  expect(asked['suite.start']).toContain('12 benchmarks of the suite');
  expect(asked['search.start']).toContain('a search of up to 12 steps');
  expect(asked['confirmation.start']).toContain('2 pairs of repeats');
  await expect(addPairs(store, 1, 1)).rejects.toMatchObject({
    problems: [{ path: 'confirmHost' }],
  });
  await addPairs(store, 1, 1, HOST);
});

it('this machine is loaded without a word', async () => {
  const { store } = await openStore();
  for (const targetUrl of ['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/'])
    expect(await startRun(store, { plan, targetUrl })).toMatchObject({
      number: expect.any(Number),
    });
});

it('the question is read as it was written', () => {
  const what = 'a search, to confirm, of 5 steps.';
  expect(hostsToConfirm(confirmHostMessage(['a.example', 'b.example'], what))).toEqual({
    hosts: 'a.example, b.example',
    what,
  });
});
