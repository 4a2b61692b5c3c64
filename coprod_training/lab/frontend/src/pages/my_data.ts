// Everything that is held about this learner: to see, to take away, to delete.

import { address, api } from '../api';
import { el } from '../el';
import type { MyData } from '../replies';
import type { Context } from './context';
import { deleting, staysWithTrainer } from './delete_my_data';
import { fetched } from './fetched';
import { wrongHereFoot } from './link';
import { page, read, section } from './page';
import { table } from './table';

/** My data. */
export function myData(ctx: Context): HTMLElement {
  const onHub = el('div', {});
  const withTrainer = staysWithTrainer();
  const held = fetched('Looking up what is held…', api.myData, mine => {
    onHub.replaceChildren(...(mine.hub_page ? [counted(mine.hub_page)] : []));
    withTrainer.hidden = !mine.hub_page;
    return seen(mine);
  });
  const sheet = page(
    ctx,
    {
      title: 'My data',
      lead: 'What this course holds about you. You can take it with you, or delete it.',
    },
    held,
    section(
      'download',
      'Download it',
      read(
        'Both files hold your answers, and whether you are named as a tester of a pilot. The JSON ',
        'file also holds hand-ins, feedback, notes, extra time, consent, survey rows, the forum’s ',
        'details and, on a hub, what it keeps about you.',
      ),
      el(
        'ul',
        { class: 'cp-ways' },
        el('li', {}, download('my-data.csv', 'Download as CSV'), ' opens in a spreadsheet'),
        el('li', {}, download('my-data.json', 'Download as JSON'), ' for another system to read'),
      ),
    ),
    deleting(ctx, () => sheet, withTrainer),
    onHub,
    wrongHereFoot(ctx, 'my-data'),
  );
  return sheet;
}

function seen({ learner, rows, answers }: MyData): HTMLElement[] {
  const kinds = table(
    `Kept for ${learner}`,
    ['What', 'How many', 'Where it is', 'Who can see it'],
    rows.map(({ what, count, where, who }) => [what, count, where, who]),
  );
  const each = table(
    answers.length === 1 ? '1 answer' : `${answers.length} answers`,
    ['Question', 'Your answer', 'Where', 'When'],
    answers.map(({ title, activity, text, where, at }) => [
      title || activity,
      el('span', { class: 'cp-typed' }, text),
      where,
      at,
    ]),
  );
  const none = 'You have not answered anything yet. What you answer will be listed here.';
  return [
    section('held', 'What is held', kinds),
    section('answers', 'Your answers', answers.length > 0 ? each : read(none)),
  ];
}

/** What the hub itself keeps, which deleting above leaves, and what it keeps after a yes. */
function counted(page: string): HTMLElement {
  return section(
    'counted',
    'Your service, and being counted',
    read(
      'The hub keeps your account name, which service you work for, and whether you may be counted. ',
      'Deleting your data leaves these: whoever runs the hub can delete your account.',
    ),
    read(
      'After a yes it also keeps the setting you chose, and what you did: see above. ',
      'Deleting your data deletes this too. If you change your answer to no, it is deleted within ',
      'ten minutes while your course is open.',
    ),
    el(
      'p',
      { class: 'cp-actions' },
      el('a', { href: page }, 'Change your service, your answer, or use another code'),
    ),
  );
}

function download(file: string, words: string): HTMLElement {
  return el('a', { href: address(file), download: file }, words);
}
