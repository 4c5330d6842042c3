"""A living page of every part, with made-up data: for tests of the look and for the eye.

``.venv/bin/python -m tests.style`` serves it on http://127.0.0.1:8099/."""
