"""What other apps ask of publications."""
