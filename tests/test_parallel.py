"""Work on several processes: in order, and nothing lost with a process that dies."""

from __future__ import annotations

import os
import pickle
import time

import pytest

from itugraph.errors import InputError
from itugraph.parallel import Died, cores, in_order


def slow_at_first(factor: int, number: int) -> int:
    """Take longer for the first tasks than for the last."""
    time.sleep(0.05 if number < 3 else 0)
    return factor * number


def fatal(_: None, number: int) -> int:
    """End the process at some numbers, as a crash of a library would."""
    if number % 7 == 3:
        os._exit(139)
    return -number


def test_results_come_in_the_order_of_the_tasks_whoever_is_done_first() -> None:
    tasks = list(range(40))
    assert list(in_order(slow_at_first, 3, tasks, [1] * 40, 2)) == [3 * n for n in tasks]


def test_a_task_in_which_the_process_ends_takes_no_other_with_it() -> None:
    tasks = list(range(20))
    found = list(in_order(fatal, None, tasks, [1] * 20, 2))
    assert found == [Died(n) if n % 7 == 3 else -n for n in tasks]


@pytest.mark.parametrize("sizes", [[0] * 30, [10**9] * 30, [*range(30)]])
def test_sizes_change_nothing_but_the_batches(sizes: list[int]) -> None:
    assert list(in_order(max, 5, range(30), sizes, 2)) == [max(5, n) for n in range(30)]


def test_without_tasks_nothing_is_started() -> None:
    assert list(in_order(max, 0, [], [], 8)) == []
    assert cores() >= 1


def test_an_error_keeps_its_two_parts_on_the_way_from_another_process() -> None:
    sent = pickle.dumps(InputError("a.docx", "is encrypted"))
    error = pickle.loads(sent)  # noqa: S301
    assert (error.what, error.reason) == ("a.docx", "is encrypted")
