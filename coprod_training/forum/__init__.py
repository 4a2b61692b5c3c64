"""Who would like to hear about the national forum: a list of its own, apart from all other data."""
