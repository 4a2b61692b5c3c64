"""The collector's addresses, by what they are about; docs/collector-api.md says each."""
