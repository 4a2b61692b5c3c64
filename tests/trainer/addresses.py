"""Every address of a trainer's server, ours and formgrader's, as test_policy.py asks for it.

{task}, {learner}, {hand_in}, {grade} and {comment} stand for what is there.
"""

from handing_in import TASK

WRITTEN = "one-thing-called-co-production"
OURS = [
    "coprod/trainer",
    "coprod/trainer/",
    "coprod/trainer/help",
    "coprod/trainer/exercises/{task}/release",
    "coprod/trainer/exercises/{task}/figures",
    "coprod/trainer/exercises/{task}/figures.xlsx",
    "coprod/trainer/exercises/{task}/figures.csv",
    f"coprod/trainer/exercises/{{task}}/questions/{WRITTEN}/{{hand_in}}",
    "coprod/trainer/api/job",
    "coprod/trainer/marks.xlsx",
    "coprod/trainer/marks.csv",
    "coprod/trainer/learners",
    "coprod/trainer/more-time",
    "coprod/trainer/name",
    "coprod/trainer/more-time?learner={learner}&exercise={task}",
    "coprod/trainer/second",
    "coprod/trainer/second/{task}/1",
    "coprod/trainer/flags",
    "coprod/trainer/receipt",
    "coprod/trainer/receipt?code=K7M-4QX",
    "coprod/trainer/paper",
    "coprod/trainer/paper/{task}",
    "coprod/trainer/paper/modules/what-co-production-is",
    "coprod/trainer/guide",
    "coprod/trainer/guide/modules/what-co-production-is",
]
FORMGRADERS = [
    "formgrader/manage_assignments",
    "formgrader/manage_submissions/{task}",
    "formgrader/manage_submissions/nothing",
    "formgrader/gradebook",
    "formgrader/gradebook/{task}",
    "formgrader/gradebook/{task}/{task}",
    "formgrader/manage_students",
    "formgrader/manage_students/{learner}",
    "formgrader/manage_students/nobody",
    "formgrader/manage_students/{learner}/{task}",
    "formgrader/submissions/{hand_in}/",
    # What was handed in, as it lies there.
    "formgrader/submissions/{hand_in}/{task}.ipynb",
    "formgrader/submissions/{hand_in}/timestamp.txt",
    "formgrader/api/status",
    "formgrader/api/assignments",
    "formgrader/api/assignment/{task}",
    "formgrader/api/notebooks/{task}",
    "formgrader/api/submissions/{task}",
    "formgrader/api/submission/{task}/{learner}",
    "formgrader/api/submitted_notebooks/{task}/{task}",
    "formgrader/api/grades?submission_id={hand_in}",
    "formgrader/api/grade/{grade}",
    "formgrader/api/comments?submission_id={hand_in}",
    "formgrader/api/comment/{comment}",
    "formgrader/api/students",
    "formgrader/api/student/{learner}",
    "formgrader/api/student_submissions/{learner}",
    "formgrader/api/student_notebook_submissions/{learner}/{task}",
]
REDIRECTS = [
    f"coprod/trainer/exercises/{{task}}/questions/{WRITTEN}/next",
    "coprod/trainer/exercises/{task}/next",
    "formgrader",
    "formgrader/",
    "formgrader/submissions/{hand_in}",
    "formgrader/submissions/{hand_in}/next",
    "formgrader/submissions/{hand_in}/prev_incorrect",
]
NOT_THERE = [
    "coprod/trainer/exercises/nothing/release",
    "coprod/trainer/exercises/nothing/next",
    "coprod/trainer/exercises/nothing/figures",
    "coprod/trainer/exercises/nothing/figures.csv",
    "coprod/trainer/exercises/nothing/feedback/nothing",
    "coprod/trainer/exercises/{task}/feedback/nothing",
    # What came on no paper, and has not gone back.
    "coprod/trainer/exercises/{task}/feedback/{hand_in}",
    "coprod/trainer/paper/nothing",
    "coprod/trainer/paper/modules/nothing",
    "coprod/trainer/paper/nothing.html",
    "coprod/trainer/exercises/{task}/questions/nothing/next",
    f"coprod/trainer/exercises/{{task}}/questions/{WRITTEN}/nothing",
    "coprod/trainer/learners/remove",
    "coprod/trainer/learners/delete",
    "coprod/trainer/learners/certificate",
    "coprod/trainer/second/{task}/99",
    "coprod/trainer/guide/modules/nothing",
    "coprod/trainer/guide/plans/nothing",
    "coprod/trainer/second/nothing/1",
    "coprod/trainer/static/nothing.js",
    "formgrader/nothing",
    "formgrader/static/formgrade.js",
    "formgrader/submissions/nothing/",
    "formgrader/submissions/nothing/next",
    "formgrader/submissions/{hand_in}/nothing.html",
    "formgrader/api/nothing",
    "formgrader/api/assignment/nothing",
    "formgrader/api/grade/nothing",
    "formgrader/api/comment/nothing",
    "formgrader/api/comments?submission_id=nothing",
    "formgrader/api/student/nobody",
]
STATIC = [
    f"coprod/trainer/static/{name}"
    for name in ("job.js", "marking.js", "unsaved.js", "trainer.css")
]
# What changes something: the way, the address, what is sent, and how that is answered.
CHANGES = [
    ("POST", "coprod/trainer/exercises/{task}/release", {"day": "31", "month": "2"}, 400),
    ("POST", "coprod/trainer/exercises/nothing/release", {}, 404),
    ("POST", "coprod/trainer/exercises/nothing/collect", {}, 404),
    ("POST", "coprod/trainer/exercises/nothing/return", {}, 404),
    ("POST", "coprod/trainer/more-time", {"exercise": TASK, "learner": "not one"}, 400),
    ("POST", "coprod/trainer/more-time", {"exercise": "nothing"}, 404),
    ("POST", "coprod/trainer/name", {"name": " "}, 400),
    ("POST", "coprod/trainer/learners", {"learners": "not one"}, 400),
    ("POST", "coprod/trainer/learners/remove", {"learner": "planted-learner"}, 409),
    ("POST", "coprod/trainer/learners/delete", {"learner": "nobody"}, 404),
    # The course is a draft.
    ("POST", "coprod/trainer/learners/certificate", {"learner": "nobody", "name": "A"}, 409),
    ("POST", "coprod/trainer/paper/{task}", {"learner": "not one"}, 400),
    ("POST", "coprod/trainer/paper/nothing", {"learner": "ann"}, 404),
    ("POST", "coprod/trainer/paper/modules/what-co-production-is", {"learner": "ann"}, 400),
    ("POST", "coprod/trainer/paper/modules/nothing", {"learner": "ann"}, 404),
    ("POST", "coprod/trainer/second/{task}/1", {"level": "1"}, 409),
    ("POST", "coprod/trainer/first-mark", {"hand_in": "nothing"}, 404),
    ("POST", "coprod/trainer/flags/new", {"hand_in": "nothing", "activity": "nothing"}, 404),
    ("POST", "coprod/trainer/flags/00000000/seen", {}, 400),
    ("POST", "coprod/trainer/flags/00000000/close", {"done": ""}, 400),
    ("POST", "coprod/trainer/api/comments", "not JSON", 400),
    ("PUT", "formgrader/api/grade/{grade}", '{"manual_score": 99}', 400),
    ("PUT", "formgrader/api/grade/{grade}", '{"manual_score": 1, "handed_in": "2020"}', 409),
    ("PUT", "formgrader/api/grade/{grade}", "not JSON", 400),
    ("PUT", "formgrader/api/grade/nothing", "{}", 404),
    ("PUT", "formgrader/api/comment/{comment}", '{"manual_comment": 5}', 400),
    ("PUT", "formgrader/api/comment/nothing", "{}", 404),
    ("PUT", "formgrader/api/student/{learner}", "not JSON", 400),
    ("PUT", "formgrader/api/assignment/{task}", "not JSON", 400),
    ("POST", "formgrader/api/submitted_notebook/nothing/flag", "", 404),
    ("DELETE", "coprod/trainer", "", 405),
    ("DELETE", "formgrader/api/students", "", 405),
]
# What would be done if it were asked for as it should be; here it never is.
STEPS = [
    *(("POST", f"coprod/trainer/exercises/{{task}}/{name}") for name in ("collect", "return")),
    *(
        ("POST", f"formgrader/api/assignment/{{task}}/{name}")
        for name in ("assign", "unrelease", "release", "collect", "generate_feedback",
                     "release_feedback", "{learner}/generate_feedback",
                     "{learner}/release_feedback")
    ),
    ("POST", "formgrader/api/submission/{task}/{learner}/autograde"),
    ("POST", "formgrader/api/submitted_notebook/{hand_in}/flag"),
]  # fmt: skip
EVERY_CHANGE = [*[(way, path) for way, path, _, _ in CHANGES], *STEPS]
EVERY_PAGE = [*OURS, *FORMGRADERS, *REDIRECTS, *NOT_THERE, *STATIC]
