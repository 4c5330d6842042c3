"""The applicant's application before its submission: its pages, what is still missing, what is already known."""
