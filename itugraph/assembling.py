"""Frozen values made as quickly as those that are not frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

P = ParamSpec("P")
T = TypeVar("T")


def assembling(frozen: Callable[P, T]) -> Callable[P, T]:
    """A maker of values of a frozen dataclass with slots, which takes what the class takes.

    A frozen dataclass sets each attribute by a call of `object.__setattr__`, which takes most
    of the time that a value of many attributes costs. What is made here is filled in as a
    twin of the class that is not frozen yet, and is of the class itself when it is handed out.
    Many arguments are passed sooner by their order than by name.

    >>> from itugraph.model import Run
    >>> run = assembling(Run)(0, 5, mark="kept")
    >>> run == Run(0, 5, "kept"), type(run) is Run
    (True, True)
    """
    told = [
        (one.name, one.type, field(init=one.init, default=one.default))
        for one in fields(cast("type[DataclassInstance]", frozen))
    ]
    finish = getattr(frozen, "__post_init__", None)
    namespace = {"__post_init__": finish} if finish else {}
    twin = make_dataclass(frozen.__name__, told, slots=True, namespace=namespace)
    fill, new = cast("Callable[..., None]", vars(twin)["__init__"]), object.__new__

    def make(*args: P.args, **kwargs: P.kwargs) -> T:
        made: object = new(twin)
        fill(made, *args, **kwargs)
        made.__class__ = cast("type[object]", frozen)
        return cast("T", made)

    return make
