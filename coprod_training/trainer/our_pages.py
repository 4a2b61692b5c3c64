"""The addresses of all our own pages below coprod/, each with what answers there."""

from coprod_training.trainer import (
    certificate_page,
    delete_learner,
    figures,
    first_mark,
    flag_pages,
    guide_pages,
    learner_pages,
    more_time,
    name_page,
    one_question,
    pages,
    paper_feedback,
    paper_module_page,
    paper_page,
    receipt_page,
    second_marking,
)
from coprod_training.trainer.page import NotThere

OUR_PAGES = [
    *pages.ADDRESSES,
    *more_time.ADDRESSES,
    *name_page.ADDRESSES,
    *learner_pages.ADDRESSES,
    *delete_learner.ADDRESSES,
    *certificate_page.ADDRESSES,
    *second_marking.ADDRESSES,
    *first_mark.ADDRESSES,
    *flag_pages.ADDRESSES,
    *figures.ADDRESSES,
    *guide_pages.ADDRESSES,
    *one_question.ADDRESSES,
    *paper_feedback.ADDRESSES,
    *paper_module_page.ADDRESSES,
    *paper_page.ADDRESSES,
    *receipt_page.ADDRESSES,
    (r"trainer/.*", NotThere),  # the last one
]
