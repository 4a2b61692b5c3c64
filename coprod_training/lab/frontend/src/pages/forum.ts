// The national forum: what is known about it, and the form of who would like to hear about it.

import { api } from '../api';
import { el } from '../el';
import type { ForumForm, ForumInterest } from '../replies';
import type { Context } from './context';
import { contacts } from './contacts';
import { fetched } from './fetched';
import { fieldsOf } from './forum_fields';
import { goHome, wrongHereFoot } from './link';
import { page, read, section } from './page';
import { press } from './press';

const TITLE = 'The national forum';
const NETWORK = // F008, whose own page this is
  'https://ipsgrow.org.uk/resource/next-steps-in-embedding-and-promoting-coproduction/';

/** The page of the forum; its form is drawn once it is known what is kept already. */
export function forum(ctx: Context): HTMLElement {
  const sheet: HTMLElement = page(
    ctx,
    {
      title: TITLE,
      lead: 'IPS Grow plans a national forum on co-production. You can say that you would like to hear about it.',
    },
    section(
      'forum-network',
      'Until then: the peer network',
      read(
        'IPS Grow runs a national peer support network that shares good practice and resources. ',
        'As we understand it, it meets every two months. ',
        el(
          'a',
          { href: NETWORK, target: '_blank', rel: 'noopener' },
          'Read what IPS Grow says about it',
        ),
        ', and ask IPS Grow how to join.',
      ),
    ),
    fetched('Looking up what we keep for the forum…', api.forum, form => drawn(ctx, form, sheet)),
    wrongHereFoot(ctx, 'forum'),
  );
  return sheet;
}

function drawn(ctx: Context, form: ForumForm, sheet: HTMLElement): HTMLElement[] {
  const fields = fieldsOf(form, contacts(ctx));
  const pressed = press({
    words: form.kept ? 'Save the changes' : 'Sign up to hear about it',
    busy: 'Saving…',
    failed: 'Not saved yet.',
    unsure: ['It is not known whether it was saved.', 'Press the button again: it is kept once.'],
    safe: 'What you wrote is still here.',
    work: async () => {
      const said = fields.said();
      if (said) show(sheet, saved(ctx, (await api.joinForum(said)).kept));
    },
  });
  return [
    section(
      'forum-terms',
      'Before you sign up',
      el('ul', { class: 'cp-read' }, ...form.terms.map(one => el('li', {}, one))),
    ),
    section(
      'forum-form',
      form.kept ? 'What we keep for you' : 'Your details',
      read('This is kept apart from your course: no answer, no mark and no survey row is with it.'),
      ...fields.drawn,
      el('div', { class: 'cp-actions' }, pressed.button),
      pressed.said,
    ),
    ...(form.kept ? [leaving(ctx, sheet)] : []),
  ];
}

function leaving(ctx: Context, sheet: HTMLElement): HTMLElement {
  const pressed = press({
    words: 'Take me off the list',
    busy: 'Taking you off…',
    failed: 'You are still on the list.',
    unsure: ['It is not known whether you are off the list.', 'Press Take me off the list again.'],
    look: 'cp-btn cp-btn--bad',
    work: async () => {
      await api.leaveForum();
      show(sheet, left(ctx));
    },
  });
  return section(
    'forum-leave',
    'Stop at any time',
    read('What we keep for the forum is then deleted. Your course stays as it is.'),
    el('div', { class: 'cp-actions' }, pressed.button),
    pressed.said,
  );
}

function saved(ctx: Context, kept: ForumInterest | null): HTMLElement {
  return page(
    ctx,
    { title: 'Thank you. You are on the list.' },
    read(`We keep your details only to run the forum. We have ${kept?.contact ?? ''} for you.`),
    read('You can change or delete them on the forum’s page at any time.'),
    back(ctx),
  );
}

function left(ctx: Context): HTMLElement {
  return page(
    ctx,
    { title: 'You are off the list' },
    read('What we kept for the forum is deleted.'),
    back(ctx),
  );
}

function back(ctx: Context): HTMLElement {
  return el('p', { class: 'cp-actions cp-actions--page' }, goHome(ctx));
}

function show(sheet: HTMLElement, next: HTMLElement): void {
  sheet.replaceWith(next);
  next.querySelector<HTMLElement>('h1')?.focus();
}
