"""Which plugins the tests use. Fixtures stand in ``tests/fixtures``, real servers in ``tests/servers``."""

pytest_plugins = [
    "tests.fixtures.run",
    "tests.fixtures.fences",
    "tests.fixtures.database",
    "tests.fixtures.application",
    "tests.fixtures.standing",
    "tests.fixtures.walk",
    "tests.fixtures.export",
    "tests.fixtures.system",
    "tests.fixtures.promises",
    "tests.servers.ceph",
    "tests.servers.clamd",
]
