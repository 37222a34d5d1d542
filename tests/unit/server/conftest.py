"""A server in this process."""

import pytest

from tests.hosting import Host, make_host


@pytest.fixture
def serve(tmp_path):
    """Serve a tournament; gives a function that makes one, and stops all at the end."""
    opened: list[Host] = []

    def make(**more):
        folder = tmp_path / str(len(opened))
        folder.mkdir()
        host = make_host(folder, **more)
        host.client.__enter__()
        opened.append(host)
        return host

    yield make
    for host in opened:
        host.client.__exit__(None, None, None)


@pytest.fixture
def host(serve):
    """A tournament of one short round."""
    return serve()
