"""The course on paper: a module or an exercise as one accessible page or a Word document.

What is printed is the public form only: no key, no feedback, no words for staff.
"""
