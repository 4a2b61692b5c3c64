"""A page as somebody meets it who has no mouse: every stop of Tab, and what is wrong with it."""

from keyboard import RING

# A place to Tab on from, before everything else.
FROM_THE_TOP = """() => {
  window.stops = undefined;
  const top = document.createElement('a');
  top.tabIndex = 0;
  document.body.prepend(top);
  top.focus();
  top.remove();
}"""
# The control in focus: which it is, whether one sees that it is, and whether one sees it at all.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  if (!window.stops) window.stops = new Map();
  if (!stops.has(one)) stops.set(one, stops.size);
  const seen = SEEN;
  const around = [one, one.closest('label'), one.closest('.cp-choice')];
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const bar = document.querySelector('.save'); // at the foot of a contributor's page
  const stays = bar && !bar.contains(one) && getComputedStyle(bar).position === 'sticky';
  const covered = stays && box.top >= bar.getBoundingClientRect().top;
  return {
    number: stops.get(one), words: one.outerHTML.slice(0, 140),
    ring: around.some(node => node && seen(node)),
    there: inside && !covered && box.width > 0 && box.height > 0,
  };
}""".replace("SEEN", RING)


def walk_with_tab(visit, most=400):
    """Press Tab from the top until the browser's own frame is reached; each stop on the way."""
    visit.page.evaluate(FROM_THE_TOP)
    stops = []
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        stop = stop_of(visit.page)
        if stop is None or (stops and stop["number"] == 0):
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab never came to the end: {[one['words'] for one in stops[-6:]]}")


def stop_of(page):
    """The stop that Tab has come to; within a page that is shown inside this one, the one there."""
    stop = page.evaluate(STOP)
    if stop is None or not stop["words"].startswith("<iframe"):
        return stop
    inside = page.evaluate_handle("document.activeElement").as_element().content_frame()
    found = inside.evaluate(STOP)
    return found and found | {"number": f"inside {stop['number']}: {found['number']}"}


def faults_of(stops):
    unseen = [one["words"] for one in stops if not one["ring"] or not one["there"]]
    numbers = [one["number"] for one in stops]
    again = [one["words"] for one in stops if numbers.count(one["number"]) > 1]
    return {"unseen": unseen, "again": again} if unseen or again else {}
