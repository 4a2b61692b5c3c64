// The two choices that belong to the whole course: the setting, and the national survey.

import { el } from '../el';
import { SETTING, showActivity } from '../part_host';
import type { Context } from './context';
import { facts, opened, read, section } from './page';

const CONSENT = 'survey-consent';

/** The chosen setting, and a way to change it without leaving the page. */
export function setting({ course }: Context): HTMLElement {
  const named = (id: unknown) => course.settings.find(one => one.id === id)?.name;
  const chosen = el('span', { role: 'status' }, named(course.setting) ?? 'Not chosen yet');
  // The page is not drawn again after a choice: that would take the focus away from it.
  const onSaved = (id: unknown) => chosen.replaceChildren(named(id) ?? 'Not chosen yet');
  return el(
    'div',
    { class: 'cp-setting' },
    facts(['Your setting', chosen]),
    opened(
      course.setting ? 'Change your setting' : 'Choose your setting',
      () => showActivity(SETTING, { level: 3, onSaved }).element,
    ),
  );
}

/** May self-check answers join the national survey? Nobody has to look, and silence is no. */
export function consent(): HTMLElement {
  return section(
    'survey',
    'The national survey',
    read(
      'We ask whether your self-check answers may join the national survey. It is your choice.',
      ' Unless you choose yes, they do not join it.',
    ),
    opened('Read about it and choose', () => showActivity(CONSENT, { level: 3 }).element),
  );
}
