"""The collector: one HTTP service for statements, hand-ins and consented survey answers.

It keeps who did what and never what was said. Who is asking comes from the hub's token, never from
what is sent. What pages show (`progress`, `cell`) is written in the same transaction as the
statements it follows from. docs/collector-api.md says its addresses and tables.
"""
