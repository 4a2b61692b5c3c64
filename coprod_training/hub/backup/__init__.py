"""One folder with all that an operator needs to have a hub again, and the way back from it."""
