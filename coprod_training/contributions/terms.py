"""Which version of the terms for contributors is in use; the words are in pack_words.yaml."""

TERMS_VERSION = "terms-1"
"""Raise it with every change to what is agreed: a yes to earlier words then no longer counts (G02),
and each contributor is asked again. A mended typo changes nothing that anybody agreed to."""
