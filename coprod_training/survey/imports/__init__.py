"""Answers to the survey that came in through another tool: read, judged row by row, and kept.

A file is read (`open_file`), its table is found (`sheet`), each column is matched to the instrument
(`matching`), each row is judged (`judge`), compared with what is kept (`plan`) and kept (`store`).
"""
