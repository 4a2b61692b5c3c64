// Deleting everything, in two steps on the page: a box to tick, then a button.

import { api, settings } from '../api';
import { el } from '../el';
import type { Context } from './context';
import { goHome } from './link';
import { page, read, sayWrong, section, sentence } from './page';
import { notDone, press } from './press';

/** What a deletion leaves, which is said before it; on a hub `staysWithTrainer` as well. */
const STAYS = [
  'If you said yes or no to the survey data, that stays there, without your name, so that an ' +
    'older yes never counts again.',
  'If somebody is looking into a worry about your safety, their note and the words it is about ' +
    'stay at least until they are done.',
  'Grouped figures that were published before stay as they are.',
  'If you are named as a tester of a pilot, copies of the course keep a code for your name until ' +
    'they are made again.',
];
const WITH_TRAINER =
  'On a hub, what your trainer has stays with your trainer: the work that they fetched, marks, ' +
  'more time, records of marking, and any note of a worry about your safety. ' +
  'Ask them to delete it.';
const NOT_KNOWN =
  'It is not known how much is deleted. Press Delete my data again: it finishes what is left.';

/** What else a deletion leaves on a hub: hidden once it is known that there is none. */
export function staysWithTrainer(): HTMLElement {
  return el('li', {}, WITH_TRAINER);
}

/**
 * The last section of My data. sheet: the page it stands on, put away when all is deleted.
 * withTrainer: see `staysWithTrainer`.
 */
export function deleting(
  ctx: Context,
  sheet: () => HTMLElement,
  withTrainer: HTMLElement,
): HTMLElement {
  const problem = el('p', { class: 'cp-error', id: 'cp-delete-problem', role: 'alert' });
  const box = el('input', { type: 'checkbox', 'aria-describedby': problem.id });
  const problemIs = (words: string) => sayWrong(box, problem, words);
  const pressed = press({
    words: 'Delete my data',
    busy: 'Deleting…',
    failed: 'This did not work.',
    look: 'cp-btn cp-btn--bad',
    work: async () => {
      problemIs(box.checked ? '' : 'Tick the box first.');
      if (!box.checked) return box.focus();
      const { words } = await deleteAll();
      forget(localStorage);
      await ctx.refresh();
      showDone(ctx, words, sheet());
    },
  });
  box.addEventListener('change', () => problemIs(''));
  return section(
    'delete',
    'Delete it',
    read('This deletes what is listed above, and your progress, for good, but for these:'),
    el(
      'ul',
      { class: 'cp-read' },
      STAYS.map(words => el('li', {}, words)),
      withTrainer,
    ),
    read('You may want to download it first.'),
    problem,
    el(
      'label',
      { class: 'cp-choice cp-choice--one' },
      box,
      el('span', {}, 'I understand that this cannot be undone'),
    ),
    el('div', { class: 'cp-actions' }, pressed.button),
    pressed.said,
  );
}

/** Deletes everything. Raises what is known where that failed. */
async function deleteAll(): Promise<{ words: string }> {
  try {
    return await api.deleteMyData();
  } catch (thrown) {
    throw new Error(notDone(thrown) ? `Nothing has been deleted. ${sentence(thrown)}` : NOT_KNOWN);
  }
}

/** Other tabs hear of a key that comes and goes: they begin again too (learner.ts). */
export const DELETED = `coprod:${ownBase()}:deleted`;

/** What waits on this page where the browser's storage is full (widgets/static/keeping.js). */
const unstored = globalThis as { coprodUnstored?: Map<string, unknown> };

/** Erase what this browser holds, but not what other people's courses on this server hold here. */
export function forget(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  const elsewhere = (key: string) =>
    key.startsWith(`coprod:${location.origin}`) && !key.startsWith(`coprod:${ownBase()}:`);
  keys
    .filter(key => key.startsWith('coprod:') && !elsewhere(key))
    .forEach(key => storage.removeItem(key));
  unstored.coprodUnstored?.clear();
  storage.setItem(DELETED, '');
  storage.removeItem(DELETED);
}

function ownBase(): string {
  return new URL(settings.baseUrl, location.href).href;
}

function showDone(ctx: Context, words: string, sheet: HTMLElement): void {
  const done = page(
    ctx,
    { title: 'Your data has been deleted' },
    read(words),
    el('p', { class: 'cp-actions cp-actions--page' }, goHome(ctx)),
  );
  // Asking the server again may have drawn a new page in the place of the one we know.
  const here = sheet.isConnected ? sheet : document.querySelector('.cp-sheet');
  here?.replaceWith(done);
  done.querySelector<HTMLElement>('h1')?.focus();
}
