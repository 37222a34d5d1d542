"""How a server is started; goes to its workers as JSON in their environment."""

import json
import os
from dataclasses import asdict, dataclass

VARIABLE = "TIGHTROPE_SERVER"


@dataclass(frozen=True)
class Config:
    """What every worker has to know.

    `folders` hold packs, the first before the others; `address`, `code` and `scheme` are shown to those who want to join.
    """

    database: str
    folders: tuple[str, ...]
    port: int = 8750
    bind: str = "0.0.0.0"  # noqa: S104  the class is to reach it
    address: str = "127.0.0.1"
    code: str | None = None
    workers: int = 1
    certificate: str | None = None
    key: str | None = None
    version: str = ""
    log: str | None = None
    parent: int = 0
    """The process that started the workers: they end when it is gone."""

    @property
    def scheme(self) -> str:
        """Give the scheme of the address."""
        return "https" if self.certificate else "http"

    @property
    def url(self) -> str:
        """Give the address to join at."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.scheme}://{host}:{self.port}"

    def to_environment(self) -> None:
        """Hand this to processes that are started from here on."""
        os.environ[VARIABLE] = json.dumps(asdict(self))

    @classmethod
    def from_environment(cls) -> "Config":
        """Read what the process that started this one has handed over."""
        found = json.loads(os.environ[VARIABLE])
        return cls(**{**found, "folders": tuple(found["folders"])})
