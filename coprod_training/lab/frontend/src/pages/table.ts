// Tables that become a list of labelled rows where there is little room; the headings stay for
// screen readers.

import { el, type Child } from '../el';

/** caption: says what the table holds. columns: the first one names each row. */
export function table(caption: string, columns: string[], rows: Child[][]): HTMLElement {
  return el(
    'table',
    { class: 'cp-table cp-table--stack', role: 'table' },
    el('caption', {}, caption),
    el(
      'thead',
      { role: 'rowgroup' },
      el(
        'tr',
        { role: 'row' },
        columns.map(name => el('th', { scope: 'col', role: 'columnheader' }, name)),
      ),
    ),
    el(
      'tbody',
      { role: 'rowgroup' },
      rows.map(([first, ...rest]) =>
        el(
          'tr',
          { role: 'row' },
          el('th', { scope: 'row', role: 'rowheader' }, first),
          rest.map((one, at) =>
            el('td', { role: 'cell', 'data-label': columns[at + 1] }, el('span', {}, one)),
          ),
        ),
      ),
    ),
  );
}
