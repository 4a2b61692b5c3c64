// The fields of the forum's form. Source of the questions: survey-instrument.md, FOR2 to FOR8.

import { el } from '../el';
import type { Choice, ForumForm, ForumSaid } from '../replies';
import { sayWrong } from './page';

const LIVED = ['lived-experience', 'carer']; // kept only with a yes of its own (FOR8)

interface Fields {
  drawn: HTMLElement[];
  /** What was filled in; null when something is missing, which is then said beside it. */
  said(): ForumSaid | null;
}

/** Draw the fields, filled with what is kept. people: to turn to, for under a place to write. */
export function fieldsOf(
  { kept, joining_as, settings, regions }: ForumForm,
  people: HTMLElement,
): Fields {
  const name = text('name', 'What should we call you?', kept?.name ?? '', 200);
  const contact = text(
    'contact',
    'How may we contact you?',
    kept?.contact ?? '',
    300,
    'An email address, a phone number or a postal address.',
  );
  const hats = joining_as.map(one => tick(one, kept?.joining_as.includes(one.id) ?? false));
  const lived = tick(
    {
      id: 'lived',
      text: 'I agree to you holding the fact that I have lived experience or care for somebody, to plan the forum fairly.',
    },
    kept?.joining_as.some(one => LIVED.includes(one)) ?? false,
  );
  const asked = el(
    'div',
    {},
    el('p', { class: 'cp-hint' }, 'If you leave this empty, we do not keep how you would join.'),
    lived.drawn,
  );
  const chosen = () => hats.filter(one => one.box.checked).map(one => one.id);
  const follow = () => {
    asked.hidden = !chosen().some(one => LIVED.includes(one));
  };
  hats.forEach(one => one.box.addEventListener('change', follow));
  follow();
  const setting = select('setting', 'Which setting interests you?', settings, kept?.setting);
  const region = select('region', 'Which region?', regions, kept?.region);
  const easier = text(
    'easier',
    'Anything we can do to make it easier to join?',
    kept?.easier ?? '',
    1000,
    'Such as access, language, times or format. You do not have to say.',
    true,
  );
  const keep = tick(
    {
      id: 'keep',
      text: 'I agree to you keeping these details only to run the forum, until I ask you to stop.',
    },
    kept !== null,
  );
  const disagreed = problem('keep');
  keep.box.setAttribute('aria-describedby', disagreed.id);

  return {
    drawn: [
      name.drawn,
      contact.drawn,
      group('I would be joining as…', 'Tick any. You do not have to say.', hats, asked),
      setting.drawn,
      region.drawn,
      easier.drawn,
      people,
      el('div', { class: 'cp-field' }, disagreed, el('div', {}, keep.drawn)),
    ],
    said: () => {
      const wrong = [
        name.missing('Write what we should call you.'),
        contact.missing('Write how we may contact you.'),
        missing(
          keep.box,
          disagreed,
          !keep.box.checked,
          'Tick the box to agree, or leave the page.',
        ),
      ].find(Boolean);
      wrong?.focus();
      if (wrong) return null;
      return {
        name: name.box.value.trim(),
        contact: contact.box.value.trim(),
        joining_as: chosen(),
        setting: setting.box.value,
        region: region.box.value,
        easier: easier.box.value.trim(),
        keep: keep.box.checked,
        keep_lived_experience: !asked.hidden && lived.box.checked,
      };
    },
  };
}

function text(id: string, label: string, value: string, most: number, hint = '', long = false) {
  const wrong = problem(id);
  const ids = [hint && `cp-forum-${id}-hint`, wrong.id].filter(Boolean).join(' ');
  const looks = {
    class: 'cp-input',
    id: `cp-forum-${id}`,
    maxlength: most,
    'aria-describedby': ids,
    autocomplete: id === 'name' ? 'name' : 'off',
  };
  const box = long
    ? el('textarea', { ...looks, rows: 4 })
    : el('input', { ...looks, type: 'text' });
  box.value = value;
  return {
    box,
    missing: (words: string) => missing(box, wrong, !box.value.trim(), words),
    drawn: el(
      'div',
      { class: 'cp-field cp-field--words' },
      el('label', { class: 'cp-label', for: box.id }, label),
      hint && el('p', { class: 'cp-hint', id: `cp-forum-${id}-hint` }, hint),
      wrong,
      box,
    ),
  };
}

function select(id: string, label: string, choices: Choice[], value = '') {
  const box = el(
    'select',
    { class: 'cp-input', id: `cp-forum-${id}` },
    el('option', { value: '' }, 'I would rather not say'),
    ...choices.map(one => el('option', { value: one.id }, one.text)),
  );
  box.value = value;
  return {
    box,
    drawn: el(
      'div',
      { class: 'cp-field' },
      el('label', { class: 'cp-label', for: box.id }, label),
      box,
    ),
  };
}

function tick({ id, text }: Choice, checked: boolean) {
  const box = el('input', { type: 'checkbox' });
  box.checked = checked;
  const drawn = el('label', { class: 'cp-choice cp-choice--one' }, box, el('span', {}, text));
  return { id, box, drawn };
}

function group(
  legend: string,
  hint: string,
  boxes: { drawn: HTMLElement }[],
  more: HTMLElement,
): HTMLElement {
  const said = el('p', { class: 'cp-hint', id: 'cp-forum-joining-hint' }, hint);
  return el(
    'fieldset',
    { class: 'cp-field', 'aria-describedby': said.id },
    el('legend', { class: 'cp-label' }, legend),
    said,
    el('div', { class: 'cp-choices' }, ...boxes.map(one => one.drawn)),
    more,
  );
}

function problem(id: string): HTMLElement {
  return el('p', { class: 'cp-error', id: `cp-forum-${id}-problem`, role: 'alert' });
}

/** Say that something is missing, or that it is not any more; the field when it is. */
function missing(
  box: HTMLElement,
  said: HTMLElement,
  isMissing: boolean,
  words: string,
): HTMLElement | null {
  sayWrong(box, said, isMissing ? words : '');
  return isMissing ? box : null;
}
