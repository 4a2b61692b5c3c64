// The two choices that belong to the whole course: the setting, and the national survey.

import { el } from '../el';
import { SETTING, showActivity } from '../part_host';
import type { Course } from '../replies';
import type { Context } from './context';
import { facts, opened, read, section } from './page';

const CONSENT = 'survey-consent';

/** The name of the chosen setting; it may be chosen in another tab. */
export function settingName({ course }: Context): HTMLElement {
  return el('span', { role: 'status' }, named(course, course.setting));
}

/** The chosen setting, and a way to change it without leaving the page. name: see above. */
export function setting({ course }: Context, name: HTMLElement): HTMLElement {
  const place = facts(['Your setting', name]);
  // The page is not drawn again after a choice: that would take the focus away from it.
  const onSaved = (id: unknown) =>
    place.querySelector('[role="status"]')?.replaceChildren(named(course, id));
  return el(
    'div',
    { class: 'cp-setting' },
    place,
    opened(
      course.setting ? 'Change your setting' : 'Choose your setting',
      () => showActivity(SETTING, { level: 3, onSaved }).element,
    ),
  );
}

function named(course: Course, id: unknown): string {
  return course.settings.find(one => one.id === id)?.name ?? 'Not chosen yet';
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
