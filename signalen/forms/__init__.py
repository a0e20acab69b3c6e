"""The forms of signals and spreekuren, one per step."""
