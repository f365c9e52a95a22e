import { expect, test } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { deleteTemplate, findTemplate, listTemplates, saveTemplate } from './templates';

const logo = `data:image/png;base64,${Buffer.from('picture').toString('base64')}`;

test('a template is kept with all that was chosen, and one of its name replaced', async () => {
  const store = openTestStore();
  const id = await saveTemplate(store, {
    name: 'For the board',
    kind: 'run',
    without: ['plan', 'glossary'],
    notes: 'Read the sentence first.',
    paper: 'letter',
    logo,
  });
  expect(await listTemplates(store)).toEqual([
    {
      id,
      name: 'For the board',
      kind: 'run',
      without: ['plan', 'glossary'],
      title: undefined,
      notes: 'Read the sentence first.',
      paper: 'letter',
      hasLogo: true,
    },
  ]);
  await saveTemplate(store, { name: 'For the board', kind: 'run', title: 'Release 7' });
  const [kept] = await listTemplates(store);
  // A logo is kept until another is chosen, or none.
  expect(kept).toMatchObject({ id, title: 'Release 7', without: [], hasLogo: true });
  await saveTemplate(store, { name: 'For the board', kind: 'run', logo: '' });
  expect((await listTemplates(store))[0]?.hasLogo).toBe(false);
});

test('templates are found by kind and name, whatever its case; else those there are named', async () => {
  const store = openTestStore();
  await saveTemplate(store, { name: 'Short', kind: 'suite' });
  expect((await findTemplate(store, 'suite', 'short')).name).toBe('Short');
  expect((await errorOf(findTemplate(store, 'suite', 'long'))).message).toBe(
    'There is no suite template "long". Available: "Short".',
  );
  expect((await errorOf(findTemplate(store, 'run', 'Short'))).message).toBe(
    'There is no run template "Short". Available: none.',
  );
});

test('all that is wrong with a template is said at once', async () => {
  const store = openTestStore();
  const { problems } = await errorOf(
    saveTemplate(store, { name: ' ', kind: 'cake', logo: 'data:text/html;base64,AAAA' }),
  );
  expect(problems).toEqual([
    { path: 'name', message: 'is required.' },
    { path: 'kind', message: 'must be run, compare, suite or capacity.' },
    { path: 'logo', message: 'must be a PNG, JPEG, WebP or SVG image.' },
  ]);
  const wrong = saveTemplate(store, { name: 'a', kind: 'suite', without: ['charts'] });
  expect((await errorOf(wrong)).problems[0]?.path).toBe('without');
  const inherited = saveTemplate(store, { name: 'a', kind: 'suite', without: ['constructor'] });
  expect((await errorOf(inherited)).problems[0]?.path).toBe('without');
  expect(await listTemplates(store)).toEqual([]);
});

test('a deleted template is gone, and cannot be deleted again', async () => {
  const store = openTestStore();
  const id = await saveTemplate(store, { name: 'a', kind: 'run' });
  await deleteTemplate(store, id);
  expect(await listTemplates(store)).toEqual([]);
  expect((await errorOf(deleteTemplate(store, id))).code).toBe('not-found');
});
