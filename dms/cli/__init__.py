"""The command line: ``commands`` the table of what there is, one module for each family of commands."""
