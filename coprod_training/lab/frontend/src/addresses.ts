// Between the addresses of the course (route.ts) and those of JupyterLab and its notebooks.

import { PageConfig } from '@jupyterlab/coreutils';

import type { Course, Exercise } from './replies';
import { hashOf, LOOKING, looksOn, type Route } from './route';

/** The path of the notebook that a route shows; null for a page of ours. */
export function notebookOf(
  route: Route,
  course: Course,
  exercises: Exercise[] | null,
): string | null {
  if (route.page === 'module') {
    return course.modules.find(one => one.id === route.id)?.path ?? null;
  }
  if (route.page !== 'exercise') return null;
  const exercise = exercises?.find(one => one.id === route.id);
  // After hand-in the receipt stands here; a section is asked for only to change something.
  const working = exercise?.state === 'started' || route.section || route.activity;
  return exercise?.path && working ? exercise.path : null;
}

/** JupyterLab's own address of a notebook (/lab/tree/…) leads to its page of the course. */
export function routeOfAddress(course: Course, asked: Route): Route | null {
  const path = PageConfig.getOption('treePath');
  const module = course.modules.find(one => one.path === path);
  return module ? { ...(asked as object), page: 'module', id: module.id } : null;
}

/** The whole address of a route. */
export function addressOf(route: Route): string {
  const page = PageConfig.getUrl({
    mode: 'multiple-document',
    workspace: 'default',
    treePath: '',
  });
  // A trainer who looks on goes on looking after a reload.
  return `${page}${looksOn() ? `?${LOOKING}` : ''}${hashOf(route)}`;
}
