import { expect, test } from 'vitest';

import { context, course, exercise } from '../../testing/sample';
import { hashOf } from '../route';
import { placeNames } from './place_names';

const [, terms] = course.modules;
const named = (about: string, section = '') => {
  const place = placeNames(context({ exercises: [exercise()] }), about, section);
  return [place.page, place.section, hashOf(place.route)];
};

test('the history of a module is named by the module, and one comes back to it', () => {
  const words = ['You said, we did', 'Fair terms', `#/history/${terms.id}`];

  expect(named('history', terms.id)).toEqual(words);
});

test('the history of the whole course, and of a module that is gone, lead to the page of all', () => {
  expect(named('history')).toEqual(['Who made this course', '', '#/history']);
  expect(named('history', 'long-gone')).toEqual(['Who made this course', 'Long gone', '#/history']);
});

test('a module that is optional is named by its title alone', () => {
  const optional = { ...terms, id: 'before', number: 0, title: 'Before you begin' };
  const ctx = context({ course: { ...course, modules: [optional, ...course.modules] } });

  expect(placeNames(ctx, 'before', '').page).toBe('Before you begin');
});

test('a section of a module and feedback have the name of what they are part of', () => {
  expect(named(terms.id, 'six-steps')).toEqual([
    'Module 2. Fair terms',
    'Six steps',
    `#/module/${terms.id}/six-steps`,
  ]);
  expect(named('where', 'feedback')[2]).toBe('#/feedback/where');
});

test('a section of an exercise leads back to that section, and its receipt to the receipt', () => {
  expect(named('where', 'your-reflection')).toEqual([
    'Exercise: Where is it really?',
    'Your reflection',
    '#/exercise/where/your-reflection',
  ]);
  expect(named('where')[2]).toBe('#/exercise/where');
});

test('an address of something that is not there leads home', () => {
  expect(named('nothing')).toEqual(['Nothing', '', '#/']);
});
