// The name of the browser's tab: the page's, not that of the file JupyterLab has open.

import type { Course, Exercise } from './replies';
import type { Route } from './route';

/** What the tab of a page is called. heading: the page's own first heading. */
export function titleOf(
  route: Route,
  course: Course,
  exercises: Exercise[] | null,
  heading: string,
): string {
  const lessons = { module: course.modules, exercise: exercises ?? [] };
  const known =
    route.page === 'module' || route.page === 'exercise'
      ? lessons[route.page].find(one => one.id === route.id)?.title
      : undefined;
  const name = known ?? heading;
  return name && name !== course.title ? `${name} – ${course.title}` : course.title;
}

/** Keeps the tab's name, whatever JupyterLab calls it. */
export class Title {
  private words = document.title; // of the page before a page of the course stands there

  constructor() {
    const element = document.querySelector('title');
    if (!element) return;
    new MutationObserver(() => {
      if (this.words && document.title !== this.words) document.title = this.words;
    }).observe(element, { childList: true });
  }

  set(words: string): void {
    this.words = words;
    document.title = words;
  }
}
