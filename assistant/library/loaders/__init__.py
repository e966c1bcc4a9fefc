"""Documents of every format, read into sections: one file a format."""
