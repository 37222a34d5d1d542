"""The same seeds give the same figures wherever they are played."""

import pytest

from game.analysis.balance import Sizes, balance
from tests.tiny import tiny

SIZES = Sizes(games=40, planner=9, budget=600, hunt=6, finalists=2, panel=8, cases=6, futures=2, pool=3, swing=4)


@pytest.fixture(scope="module")
def alone():
    return balance(tiny(), SIZES, workers=1).document()


@pytest.mark.slow
def test_two_processes_give_the_figures_of_one(alone):
    assert balance(tiny(), SIZES, workers=2).document() == alone


@pytest.mark.slow
@pytest.mark.filterwarnings("default")            # what Dask's own shutdown says is no fault of ours
def test_a_cluster_of_two_workers_gives_them_too(alone):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert balance(tiny(), SIZES, cluster=cluster.scheduler_address).document() == alone
