"""Which version of the terms for contributors is in use."""

TERMS_VERSION = "terms-1"
"""Raise it with every change to what is agreed: a yes to earlier words then no longer counts (G02),
and each contributor is asked again. A mended typo changes nothing that anybody agreed to."""
