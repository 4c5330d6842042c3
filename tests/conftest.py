"""Which plugins the tests use. Fixtures stand in ``tests/fixtures``."""

pytest_plugins = [
    "tests.fixtures.run",
    "tests.fixtures.fences",
    "tests.fixtures.database",
    "tests.fixtures.application",
    "tests.fixtures.system",
    "tests.fixtures.promises",
]
