"""Pages of plans, for who works on them. The public reads publications, never these."""
