"""Import: what a municipality already keeps in a spreadsheet, with a preview of what will change."""
