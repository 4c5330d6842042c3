"""Serves the style pages for the eye."""

from tests.style.app import create_style_app

create_style_app().run(port=8099)
