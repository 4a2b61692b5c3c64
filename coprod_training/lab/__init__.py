"""The course in JupyterLab: the workspace it lives in, and the server that shows it."""
