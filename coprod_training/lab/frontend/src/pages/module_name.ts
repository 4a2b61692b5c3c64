// What a module is called. One that is optional has no number that anybody reads.

import type { ModuleRow } from '../replies';

type Named = Pick<ModuleRow, 'number' | 'title'>;

/** Such as "5. Fair terms", or "Module 5. Fair terms" after `before`; without a number, the title. */
export function numbered({ number, title }: Named, before = ''): string {
  return number ? `${before}${number}. ${title}` : title;
}
