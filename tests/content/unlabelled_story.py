"""A made-up scenario that does not say so, as an activity of the small course's module."""

STORY = """\
  - kind: scenario
    id: listening-story
    title: A story
    question: What do you do?
    facts: [F001]
    start: one
    nodes:
      - id: one
        text: Something happens.
        choices:
          - {id: stay, text: Stay, goto: end}
          - {id: go, text: Go, goto: end}
      - id: end
        text: It ends.
        end: {trust: Some, who_decides: Both, cost: An hour, debrief: Talk about it.}
team_task:
"""
BEFORE = "team_task:\n"
"""What stands in the module where the story goes."""
