"""Following by mail what is published, without an account."""
