"""What a notebook can show: activities, contributor slots and passages that differ by setting."""
