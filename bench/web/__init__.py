"""Public pages beside a file of the same bytes, from the web server of production, over a connection."""
