"""The pool gives the same bytes as rendering at hand, survives a lost process and ends a document that hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from forms.annexes.contexts.samples import make
from forms.annexes.pool import RenderLost, RenderPool, RenderTimeout
from forms.annexes.render import AnnexError, render


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=2, timeout=60) as made:
        yield made


def test_many_threads_get_each_their_own_document(pool: RenderPool) -> None:
    asked = [("annex-5", "kk"), ("annex-5", "ru"), ("intake-notice", "kk"), ("intake-notice", "ru")]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda item: pool.render(item[0], make(item[0]), item[1]), asked))

    assert made == [render(form, make(form), lang) for form, lang in asked]


def test_a_fault_comes_back_as_words_and_the_process_goes_on(pool: RenderPool) -> None:
    with pytest.raises(AnnexError, match="another document"):
        pool.render("annex-4", make("annex-5"), "kk")
    assert pool.render("annex-5", make("annex-5"), "kk").startswith(b"%PDF")


def test_a_killed_process_is_told_and_replaced() -> None:
    with RenderPool(workers=1, timeout=60) as pool:
        pool.render("annex-5", make("annex-5"), "kk")
        worker = pool._idle.queue[-1]
        assert worker is not None
        os.kill(worker.process.pid or 0, signal.SIGKILL)
        worker.process.join()

        with pytest.raises(RenderLost):
            pool.render("annex-5", make("annex-5"), "kk")
        assert pool.render("annex-5", make("annex-5"), "kk").startswith(b"%PDF")


def test_a_document_over_time_is_ended_and_the_next_one_is_made() -> None:
    with RenderPool(workers=1, timeout=0.01) as pool:
        with pytest.raises(RenderTimeout, match=r"0\.01 seconds"):
            pool.render("annex-1", make("annex-1", "long"), "kk")
        pool._timeout = 60
        assert pool.render("annex-5", make("annex-5"), "kk") == render("annex-5", make("annex-5"), "kk")


def test_a_closed_pool_says_so() -> None:
    pool = RenderPool(workers=1)
    pool.close()
    with pytest.raises(RenderLost, match="closed"):
        pool.render("annex-5", make("annex-5"), "kk")
