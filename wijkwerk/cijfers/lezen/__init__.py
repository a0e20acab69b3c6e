"""From a file to rows of text: guarded, and never more than a row (of JSON: an answer) in memory."""
