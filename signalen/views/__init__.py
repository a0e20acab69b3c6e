"""Pages of signals and spreekuren. Templates get what `kijk` made, never the row of a signal."""
