"""What people with lived experience agreed to, wrote and said about the course."""
