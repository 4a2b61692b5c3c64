"""The course for many people: JupyterHub's configuration, its roles, and who is on the course."""
