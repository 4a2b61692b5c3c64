// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { shown } from '../testing/sample';
import { nameTableCells } from './lesson_tables';

const TABLE = `<table>
  <thead><tr><th>Step</th><th>Who decides</th></tr></thead>
  <tbody><tr><td>Told</td><td>Staff</td></tr><tr><th scope="row">Asked</th><td>Staff</td></tr></tbody>
</table>`;

function named(): HTMLElement {
  const page = shown(document.createElement('div'));
  page.innerHTML = TABLE;
  nameTableCells(page);
  return page;
}

test('a table of a lesson keeps its roles where its rows are drawn as blocks', () => {
  const roles = [...named().querySelectorAll('*')].map(part => part.getAttribute('role'));

  expect(roles).toEqual([
    'table',
    ...['rowgroup', 'row', 'columnheader', 'columnheader'],
    ...['rowgroup', 'row', 'cell', 'cell', 'row', 'rowheader', 'cell'],
  ]);
});

test('each cell says which column it is', () => {
  const cells = [...named().querySelectorAll<HTMLElement>('tbody tr > *')];

  const columns = cells.map(cell => cell.dataset.column);
  expect(columns).toEqual(['Step', 'Who decides', 'Step', 'Who decides']);
});
