"""One class per table of a profile, split by subject."""
