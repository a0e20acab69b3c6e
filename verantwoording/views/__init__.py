"""The pages, one module for each of the three lists."""
