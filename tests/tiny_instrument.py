"""The smallest survey instrument that a course can name. A test record."""

INSTRUMENT = """\
id: tiny
version: "0.1"
title: A test survey
status: reconstructed
status_note: Test record.
intro: A few questions.
region_list_version: nhse-2024
consent_text_version: "1"
consent_points: []
areas: []
code_lists: {}
items: []
"""
