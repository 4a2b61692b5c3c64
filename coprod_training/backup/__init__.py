"""What a backup of a hub and one of a machine share: packed folders, a list of hashes, a date."""
