"""The pages of a spreekuur."""
