// Links from one lesson to another, with the course's own addresses. JupyterLab turns each into an
// address of a file that carries a token of the session, and whoever copies a link would pass it on.

import { hashOf, moduleAt, routeOf, type Route } from './route';

/** Keep it so for as long as the lesson is there: JupyterLab sets an address after it has drawn. */
export function useCourseAddresses(
  lesson: HTMLElement,
  modules: readonly { id: string; path: string }[],
): void {
  const mend = () => {
    for (const link of lesson.querySelectorAll<HTMLAnchorElement>('a[href*=".ipynb"]')) {
      const id = link.origin === location.origin ? moduleAt(link.href, modules) : undefined;
      if (!id) continue;
      const section = decodeURIComponent(link.hash.slice(1)) || undefined;
      link.setAttribute('href', hashOf({ page: 'module', id, section }));
      // JupyterLab's own way to follow it would open the notebook outside of the course.
      delete link.dataset.commandlinkerCommand;
      delete link.dataset.commandlinkerArgs;
    }
  };
  const asked = { subtree: true, childList: true, attributeFilter: ['href'] };
  new MutationObserver(mend).observe(lesson, asked);
  mend();
}

/**
 * Where a link in the words of a lesson leads; null when that is no place of the course.
 * here: what is shown now. holding: the id of the section that holds a heading of this lesson.
 */
export function routeOfLink(
  link: HTMLAnchorElement,
  here: Route,
  holding: (heading: string) => string | undefined,
): Route | null {
  const anchor = link.getAttribute('href')?.split('#')[1] ?? '';
  // What the course itself draws around and in a lesson follows its links on its own.
  if (anchor.startsWith('/'))
    return link.closest('.jp-RenderedMarkdown') ? routeOf(link.hash) : null;
  const section = holding(decodeURIComponent(anchor));
  return section && here.page === 'module' ? { page: 'module', id: here.id, section } : null;
}
