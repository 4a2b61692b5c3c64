"""What is taught, as data: read, checked, kept in its normal form, published without keys."""
