// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away, Refused, settings } from '../../testing/api';
import { context, control, settled, shown } from '../../testing/sample';
import { myData } from './my_data';

const answer = {
  activity: 'a',
  title: 'The letter',
  where: 'Module 1',
  at: '23 November',
  text: 'Step 2',
};
const box = () => document.querySelector<HTMLInputElement>('[type="checkbox"]');

beforeEach(() => {
  localStorage.clear();
  api.deleteMyData.mockReset().mockResolvedValue({ words: '1 answer was deleted.' });
  api.myData.mockReset().mockResolvedValue({
    learner: 'learner-1',
    hub_page: '',
    rows: [{ what: 'Answers', where: 'On this computer', count: '1', who: 'You' }],
    answers: [answer],
  });
});

test('what is held is listed with its date', async () => {
  const page = shown(myData(context()));
  await settled();

  expect(page.querySelectorAll('table')).toHaveLength(2);
  expect(page.textContent).toContain('Step 2');
  expect(page.textContent).toContain('23 November');
});

test('on a hub the way to change being counted is on the page, and nowhere else', async () => {
  const mine = await api.myData();
  const page = shown(myData(context()));
  await settled();
  expect(page.textContent).not.toContain('being counted');

  api.myData.mockResolvedValue({ ...mine, hub_page: '/hub/coprod/begin' });
  const onHub = shown(myData(context()));
  await settled();
  const link = onHub.querySelector<HTMLAnchorElement>('a[href="/hub/coprod/begin"]');
  expect(link?.textContent).toBe('Change your service, your answer, or use another code');
});

test('a list that did not come can be asked for again', async () => {
  api.myData.mockRejectedValueOnce(new Away('The course cannot be reached at the moment.'));
  const page = shown(myData(context()));
  await settled();

  control(page, 'Try again').focus();
  control(page, 'Try again').click();
  await settled();

  expect(page.textContent).toContain('Step 2');
  expect(document.activeElement?.textContent).toBe('What is held');
});

test('before the button it is said what stays, also where the list did not come', async () => {
  const mine = await api.myData();
  const named = async () => {
    const page = shown(myData(context()));
    await settled();
    const stays = page.querySelectorAll('#cp-delete ~ ul > li:not([hidden])');
    return [...stays].map(one => one.textContent).join(' ');
  };
  const trainer = 'what your trainer has stays with your trainer';

  const here = await named();
  expect(here).toContain('If you said yes or no to the survey data, that stays there');
  expect(here).toContain('a worry about your safety');
  expect(here).not.toContain(trainer);

  api.myData.mockResolvedValue({ ...mine, hub_page: '/hub/coprod/begin' });
  expect(await named()).toContain(trainer);

  api.myData.mockRejectedValueOnce(new Away('The course cannot be reached at the moment.'));
  expect(await named()).toContain(`On a hub, ${trainer}`);
});

test('nothing is deleted before the box is ticked', async () => {
  shown(myData(context()));

  control(document, 'Delete my data').click();
  await settled();

  expect(api.deleteMyData).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(box());
  expect(box()?.getAttribute('aria-invalid')).toBe('true');
});

test('deleting clears this course from the browser and says what was done', async () => {
  const ours = `coprod:${settings.baseUrl}:place:letter`;
  const theirs = `coprod:${location.origin}/person/two/:place:letter`;
  [ours, 'coprod:last', theirs, 'other'].forEach(key => localStorage.setItem(key, 'x'));
  const unstored = new Map([[ours, 'x']]); // where the browser's storage is full
  Object.assign(globalThis, { coprodUnstored: unstored });
  const ctx = context();
  shown(myData(ctx));
  if (box()) box()!.checked = true;

  control(document, 'Delete my data').click();
  await settled();

  const left = Object.keys(localStorage).sort();
  expect(left).toEqual([theirs, 'other'].sort());
  expect(unstored.size).toBe(0);
  expect(ctx.refresh).toHaveBeenCalled();
  expect(document.body.textContent).toContain('1 answer was deleted.');
  expect(document.activeElement?.textContent).toBe('Your data has been deleted');
});

test.each([
  [new Refused(409, 'The key is missing.'), 'Nothing has been deleted. The key is missing.'],
  [new Refused(500, 'Your answers are kept.'), 'It is not known how much is deleted. Press'],
  [new Away('The course cannot be reached at the moment.'), 'It is not known how much is deleted.'],
])(
  'when deleting did not work nothing is forgotten, and no more is said than is known',
  async (thrown, words) => {
    api.deleteMyData.mockRejectedValueOnce(thrown);
    localStorage.setItem('coprod:last', 'x');
    shown(myData(context()));
    if (box()) box()!.checked = true;

    control(document, 'Delete my data').click();
    await settled();

    expect(localStorage.getItem('coprod:last')).toBe('x');
    const said = document.querySelector('.cp-banner--bad')?.textContent;
    expect(said).toContain(`This did not work. ${words}`);
    expect(said).not.toContain('Your answers are kept.');
  },
);
