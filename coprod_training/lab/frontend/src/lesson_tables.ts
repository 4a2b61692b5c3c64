// Tables in the words of a lesson. On a narrow page each row is a block (lesson.css), and a table of
// blocks is none any more for a screen reader: hence the roles, as in pages/table.ts.

const ROLES = [
  ['thead, tbody', 'rowgroup'],
  ['tr', 'row'],
  ['thead th', 'columnheader'],
  ['tbody th', 'rowheader'],
  ['td', 'cell'],
];

/** Let each table be one at every width, and each cell say which column it is. */
export function nameTableCells(node: HTMLElement): void {
  for (const table of node.querySelectorAll('table:not([data-named])')) {
    table.setAttribute('data-named', '');
    table.setAttribute('role', 'table');
    for (const [parts, role] of ROLES) {
      for (const part of table.querySelectorAll(parts)) part.setAttribute('role', role);
    }
    const names = [...table.querySelectorAll('thead th')].map(head => head.textContent ?? '');
    for (const row of table.querySelectorAll('tbody tr')) {
      [...row.children].forEach((cell, at) => cell.setAttribute('data-column', names[at] ?? ''));
    }
  }
}
