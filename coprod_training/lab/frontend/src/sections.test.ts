import { expect, test } from 'vitest';

import { partOf, sectionCalled, sectionWith, sectionsOf } from './sections';

const lesson = [
  { id: 'title', kind: 'markdown', source: '# What it is\n\nA lead.' },
  { id: 'setup', kind: 'code', source: 'from coprod_training import activity' },
  { id: 'many', kind: 'markdown', source: '## Many *meanings*' },
  { id: 'deeper', kind: 'markdown', source: '### Not a section of its own' },
  { id: 'sort', kind: 'code', source: 'activity("ladder-sort")' },
  { id: 'six', kind: 'markdown', source: 'A line first.\n\n## Six [steps](#six)' },
];

test('a section starts at each heading of level 2, and the title joins the first', () => {
  expect(sectionsOf(lesson).map(({ id, title, parts }) => [id, title, parts])).toEqual([
    ['title', 'What it is', [0, 1, 2, 3, 4]],
    ['six', 'Six steps', [5]],
  ]);
});

test('a lesson without any heading is one section', () => {
  expect(sectionsOf([{ id: 'a', kind: 'markdown', source: 'Words.' }])).toHaveLength(1);
});

test('an activity is found in the section that shows it', () => {
  const sections = sectionsOf(lesson);

  expect(sectionWith(sections, partOf(lesson, 'ladder-sort')).id).toBe('title');
  expect(partOf(lesson, 'ladder')).toBe(-1);
});

test('a section is found by its id, and by its heading as a link from another lesson has it', () => {
  const sections = sectionsOf(lesson);

  expect(sectionCalled(sections, 'six')?.id).toBe('six');
  expect(sectionCalled(sections, 'Six-steps')?.id).toBe('six');
  expect(sectionCalled(sections, 'Seven-steps')).toBeUndefined();
  expect(sectionCalled(sections)).toBeUndefined();
});
