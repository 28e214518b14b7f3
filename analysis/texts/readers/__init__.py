"""One reader for each kind of file; each names the file and the line of what is wrong."""
