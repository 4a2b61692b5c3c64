// Help: people to talk to, what to do when something is odd, keys, and what became of reports.

import { el } from '../el';
import type { Context } from './context';
import { wrongHere } from './link';
import { glossary } from './glossary';
import { facts, opened, page, read, section } from './page';
import { myReports } from './my_reports';

/** The help page. */
export function help(ctx: Context): HTMLElement {
  const { contacts } = ctx.course.help;
  return page(
    ctx,
    {
      title: 'Help',
      lead: 'People to talk to, and what to do when something goes wrong.',
    },
    contacts.length > 0 &&
      section(
        'people',
        'People to talk to',
        facts(...contacts.map(({ name, how }): [string, string] => [name, how])),
      ),
    section('what', 'What to do', facts(...WHAT_TO_DO)),
    section('keys', 'Using a keyboard', facts(...KEYS)),
    section(
      'seeing',
      'Larger text and other colours',
      read('Press Ctrl and + for larger text (Cmd and + on a Mac). Nothing is cut off.'),
      read('Dark and high-contrast colours follow the settings of your device.'),
    ),
    section(
      'words',
      'Words we use',
      opened('What they mean in this course', () => glossary()),
    ),
    section(
      'reports',
      'What you have told us',
      myReports(ctx),
      el('p', { class: 'cp-actions' }, wrongHere(ctx, 'help', '', 'cp-btn cp-btn--2')),
    ),
  );
}

const WHAT_TO_DO: [string, string][] = [
  [
    'An answer is not saved yet',
    'Leave the page open. The answer is kept in this browser, and we keep trying. If a link ' +
      'appears, to sign in or to open the course again, press it: then your answer is saved.',
  ],
  [
    'A question does not appear',
    'Wait a few seconds, then load the page again, or press Try again. Your answers are kept.',
  ],
  [
    'It says that your course is closed',
    'It closes after a while without use, for example. Press Open the course again. Your answers are kept.',
  ],
  [
    'You have been signed out',
    'Press the sign-in link that appears, or load the page again. Your answers are kept.',
  ],
  [
    'You want to stop',
    'Just close the page. Continue goes on from your newest answer. What you left out comes last.',
  ],
  [
    'A section is hard to read',
    'If the note “Before you read on” comes before it, you can leave it out. Skipping it changes ' +
      'nothing: not your result, and not any report. You can stop at any other section too, and ' +
      'come back to it another day. If you leave that out, its questions are not done, unless ' +
      'the page says that they are. A module may need them: it says when it is complete, and the ' +
      'course needs every module complete.',
  ],
  [
    'You need to leave quickly',
    'Press Leave this page, at the top. A blank page takes its place. Your work is kept.',
  ],
];

const KEYS: [string, string][] = [
  ['Tab', 'Goes to the next link, button or question. Shift and Tab goes back.'],
  ['Enter', 'Follows a link, or presses a button.'],
  ['Space', 'Ticks a box, or presses a button.'],
  ['Arrow keys', 'Move between the answers of one question. Moving does not check your answer.'],
  ['First Tab on a page', 'Offers to skip to the page, past the course menu.'],
];
