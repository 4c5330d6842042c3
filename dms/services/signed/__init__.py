"""Signatures of people: who may sign, how a signature comes in, and the act that it ends."""
