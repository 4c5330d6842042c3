"""The officer's work on a case beside its moves: registration, answers in a row, documents judged, notes."""
