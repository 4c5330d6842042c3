"""The rules: pure functions and tables of the law. No clock, no input or output, no web, no database."""
