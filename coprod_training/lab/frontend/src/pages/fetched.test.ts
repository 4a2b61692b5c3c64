// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away } from '../../testing/api';
import { context, control, settled, shown } from '../../testing/sample';
import { el } from '../el';
import { fetched } from './fetched';
import { forum } from './forum';
import { glossary } from './glossary';
import { history } from './history';
import { myReports } from './my_reports';

const gone = () => new Away('The course cannot be reached at the moment.');
const PARTS: [string, typeof api.forum, () => HTMLElement][] = [
  ['the forum’s form', api.forum, () => forum(context())],
  ['the history', api.history, () => history(context())],
  ['the glossary', api.words, () => glossary()],
  ['the list of reports', api.reports, () => myReports(context())],
];

afterEach(() => PARTS.forEach(([, ask]) => ask.mockReset()));

test.each(PARTS)('where %s did not come, it can be asked for again', async (_, ask, make) => {
  ask.mockReset().mockRejectedValueOnce(gone());
  ask.mockReturnValue(new Promise(() => undefined));
  const page = shown(make());
  await settled();
  expect(page.querySelector('[role=alert]')?.textContent).toBe(
    'This cannot be shown yet. The course cannot be reached at the moment.',
  );

  control(page, 'Try again').click();

  expect(ask).toHaveBeenCalledTimes(2);
});

test('two presses ask once, and whoever pressed is at what came', async () => {
  const ask = vi.fn().mockRejectedValueOnce(gone());
  ask.mockResolvedValue('found');
  const place = shown(fetched('Looking…', ask, (words: string) => [el('p', {}, words)]));
  expect(place.textContent).toBe('Looking…');
  await settled();

  control(place, 'Try again').focus();
  control(place, 'Try again').click();
  control(place, 'Try again').click();
  await settled();

  expect(ask).toHaveBeenCalledTimes(2);
  expect(place.textContent).toBe('found');
  expect(document.activeElement).toBe(place);
});

test('what does not come a second time can be asked for a third time', async () => {
  const ask = vi.fn().mockRejectedValue(gone());
  const place = shown(fetched('Looking…', ask, () => []));
  await settled();

  control(place, 'Try again').focus();
  control(place, 'Try again').click();
  await settled();

  expect(document.activeElement).toBe(control(place, 'Try again'));
  control(place, 'Try again').click();
  expect(ask).toHaveBeenCalledTimes(3);
});
