"""Reading and writing what the rules ask and answer outside the web: JSON of the command line. No rule lives here."""
