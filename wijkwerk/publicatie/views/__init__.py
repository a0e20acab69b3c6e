"""Pages of publications: `publiek` for everybody, `intern` for who is logged in."""
