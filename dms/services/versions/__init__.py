"""Versions of a document: what a version looks like, how a new one takes the place of an old one, and what differs."""
