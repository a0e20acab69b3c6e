"""The pages of advice."""
