"""One way for every kind of file: match columns, read cells, COPY into staging, check, merge; all in one transaction."""
