"""Who does the work: this process, all cores of this machine, or an existing Dask cluster. The figures are the same wherever they run."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from game.core.machine import cores
from game.core.problems import TightropeError
from game.rules.scenario import Scenario

_HELD: dict[str, Scenario] = {}
"""Scenarios that this process works on, by key: their tables are then worked out once."""


@dataclass(frozen=True)
class Job:
    """A piece of work: a function of a module that takes the scenario and these arguments; the weight is for the progress bar."""

    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    weight: float = 1.0


class Crew(Protocol):
    """Runs jobs and gives their results in the order of the jobs; `tell` hears the weight of each that is done."""

    def run(self, jobs: Sequence[Job], tell: Callable[[float], None]) -> list[Any]:
        """Run jobs."""


class Alone:
    """Works in this process."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def run(self, jobs: Sequence[Job], tell: Callable[[float], None]) -> list[Any]:
        """Run jobs one after the other."""
        found = []
        for job in jobs:
            found.append(job.work(self.scenario, *job.arguments))
            tell(job.weight)
        return found


class Processes:
    """Works in as many processes as there are cores."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def run(self, jobs: Sequence[Job], tell: Callable[[float], None]) -> list[Any]:
        """Run jobs, the heaviest first, so that no core waits long at the end."""
        order = sorted(range(len(jobs)), key=lambda place: -jobs[place].weight)
        futures: dict[Future[Any], int] = {self.pool.submit(_perform, "", b"", jobs[p].work, jobs[p].arguments): p for p in order}
        found: list[Any] = [None] * len(jobs)
        try:
            for future in as_completed(futures):
                place = futures[future]
                found[place] = future.result()
                tell(jobs[place].weight)
        except BaseException:
            self.pool.shutdown(wait=False, cancel_futures=True)
            raise
        return found


class Cluster:
    """Works on a Dask cluster; the scenario is sent to every worker once."""

    def __init__(self, client: Any, scenario: Scenario) -> None:
        self.client = client
        self.key = f"{scenario.id}-{os.getpid()}-{id(scenario)}"
        self.data = client.scatter(pickle.dumps(scenario), broadcast=True, hash=False)

    def run(self, jobs: Sequence[Job], tell: Callable[[float], None]) -> list[Any]:
        """Run jobs wherever a worker is free."""
        from distributed import as_completed as done

        futures = [self.client.submit(_perform, self.key, self.data, j.work, j.arguments, pure=False, priority=j.weight) for j in jobs]
        places = {future.key: place for place, future in enumerate(futures)}
        for future in done(futures):
            tell(jobs[places[future.key]].weight)
        results: list[Any] = self.client.gather(futures)
        return results


@contextmanager
def crew_for(scenario: Scenario, workers: int = 0, cluster: str = "") -> Iterator[Crew]:
    """Give a crew: a cluster's address, or so many processes (0: one a core, 1: this one); raises TightropeError."""
    if cluster:
        with _client(cluster) as client:
            yield Cluster(client, scenario)
        return
    count = workers or cores()
    if count == 1:
        yield Alone(scenario)
        return
    fresh = multiprocessing.get_context("spawn")                # a forked copy of a threaded program may hang
    with ProcessPoolExecutor(count, mp_context=fresh, initializer=_hold, initargs=(scenario,)) as pool:
        yield Processes(pool)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise TightropeError("--cluster needs the extra `cluster`: pip install 'tightrope[cluster]'") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise TightropeError(f"no Dask cluster at {address}: {error}") from None
    with client:
        yield client


def _hold(scenario: Scenario) -> None:
    _HELD[""] = scenario


def _perform(key: str, data: bytes, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    if key not in _HELD:
        _HELD[key] = pickle.loads(data)  # noqa: S301  our own scenario, sent by ourselves to our own workers
    return work(_HELD[key], *arguments)
