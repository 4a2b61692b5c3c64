"""IPS Grow's pages: who the course reaches and how far people are. No name, no answer, no score."""
