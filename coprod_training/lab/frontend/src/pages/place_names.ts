// What a page and a section are called, from the ids in an address.

import type { Route } from '../route';
import type { Context } from './context';
import { numbered } from './module_name';

/** section: "" when it is the whole page. route: the way back. */
export interface Place {
  page: string;
  section: string;
  route: Route;
}

type Ours = Exclude<Route['page'], 'certificate' | 'module' | 'exercise' | 'feedback' | 'report'>;

interface Named {
  page: string;
  route: Route;
}

/** What each page that needs no id is called; a new one is named here. */
export const OURS: Record<Ours, Named> = {
  home: { page: 'Course home', route: { page: 'home' } },
  help: { page: 'Help', route: { page: 'help' } },
  forum: { page: 'The national forum', route: { page: 'forum' } },
  history: { page: 'Who made this course', route: { page: 'history' } },
  'my-data': { page: 'My data', route: { page: 'my-data' } },
};

/** about: the id of a module or an exercise, or the name of a page of ours. */
export function placeNames({ course, exercises }: Context, about: string, section: string): Place {
  const module = course.modules.find(one => one.id === about);
  if (module) {
    const activity = module.activities.find(one => one.id === section);
    return {
      page: numbered(module, 'Module '),
      section: activity?.title ?? readable(section),
      route: { page: 'module', id: about, section: section || undefined },
    };
  }
  const exercise = exercises?.find(one => one.id === about);
  if (exercise) {
    return {
      page: `Exercise: ${exercise.title}`,
      section: readable(section),
      route:
        section === 'feedback'
          ? { page: 'feedback', id: about }
          : { page: 'exercise', id: about, section: section || undefined },
    };
  }
  const past = about === 'history' && course.modules.find(one => one.id === section);
  if (past) {
    return {
      page: 'You said, we did',
      section: past.title,
      route: { page: 'history', module: past.id },
    };
  }
  const { page, route } = (OURS as Partial<Record<string, Named>>)[about] ?? {
    page: readable(about) || 'The course',
    route: OURS.home.route,
  };
  return { page, section: readable(section), route };
}

/** "six-steps" as words: "Six steps". */
function readable(id: string): string {
  const words = id.replaceAll('-', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
