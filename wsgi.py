"""The application for a WSGI server."""

from dms import create_app

app = create_app()
