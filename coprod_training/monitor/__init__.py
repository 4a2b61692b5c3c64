"""IPS Grow's pages: whom the course reaches and how far people are, in counts and without names."""
