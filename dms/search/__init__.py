"""What words and numbers are to the search, as plain functions: letters folded, words told apart, Kazakh endings taken
off, a question read, a passage marked. Nothing here knows the database."""
