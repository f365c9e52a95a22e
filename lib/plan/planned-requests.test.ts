import { expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/scenarios/built-in';
import { peakRate, plannedMs } from './figures';
import { peakWords } from './labels';
import { parsePlan } from './parse-plan';
import { planSentence } from './plan-sentence';
import { plannedRequests } from './planned-requests';
import { requestsWords } from './requests-words';

const requests = [{ name: 'home', weight: 1, http: { method: 'GET', path: '/' } }];

function open(load: object) {
  return parsePlan({ name: 'Open', load: { model: 'open', ...load } });
}

const ramp = open({
  arrivals: 'poisson',
  stages: [
    { durationMs: 10_000, fromRatePerSecond: 0, toRatePerSecond: 50 },
    { durationMs: 60_000, ratePerSecond: 50 },
  ],
});

it('a ramp from 0 to 50/s in 10 s and a minute of 50/s are 3,250 arrivals', () => {
  expect(plannedRequests(ramp)).toBe(3250);
  expect(requestsWords(ramp)).toBe('about 3,250 requests');
  expect([peakRate(ramp), plannedMs(ramp), peakWords(ramp)]).toEqual([50, 70_000, 'up to 50/s']);
  expect(planSentence(ramp)).toBe('Up to 50/s over 1\u202fmin 10\u202fs.');
});

it('a replay sends as many as there are instants; its peak is the fullest second', () => {
  const replay = open({ arrivals: 'replay', timestampsMs: [0, 900, 1100, 1200, 5000], speed: 2 });
  expect([plannedRequests(replay), peakRate(replay), plannedMs(replay)]).toEqual([5, 4, 2500]);
  expect(requestsWords(replay)).toBe('5 requests');
});

it('100 users who wait 3 s on average, spawned in 10 s, send at most about 19,800 in 10 min', () => {
  const moderate = BUILT_IN_SCENARIOS.find(({ slug }) => slug === 'moderate')?.plan;
  if (moderate === undefined) throw new Error('no moderate');
  // 100 users × (600 s − half of the 10 s ramp) / 3 s
  expect(plannedRequests(moderate)).toBe(19_833);
  expect(requestsWords(moderate)).toBe('at most about 19,800 requests');
  expect(peakWords(moderate)).toBe('100 users');
});

it('users who do not wait send as many as the service answers: nobody knows how many', () => {
  const stages = [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }];
  const busy = parsePlan({ name: 'Busy', load: { model: 'closed', stages }, requests });
  expect(plannedRequests(busy)).toBeUndefined();
  const waitMs = { min: 500, max: 1500 };
  const calm = parsePlan({ name: 'Calm', load: { model: 'closed', stages, waitMs }, requests });
  expect(plannedRequests(calm)).toBe(19);
});
