"""A package, so that a test file may have the name of one in another folder."""
