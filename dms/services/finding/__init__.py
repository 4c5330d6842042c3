"""What is found and how it gets there: the text of files, read by jobs, and the entries of the search."""
