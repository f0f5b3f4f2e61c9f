"""By which signs a name is known where letters have no capitals, and no filter word is beside it."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_GIVEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSigns:
    """Signs of names: Chinese 张三, 王总.

    Attributes:
        surnames: they begin a name of a person.
        titles: they may stand behind a name, and after a surname alone.
        groups: they end the name of a group: 销售部.
        departments: groups by their whole name: 客服.
        none: what begins like a surname, and is no name: 许多, many.
        starts: what begins a name, though its first sign is a connecting word by itself: 和平饭店.
        never_last: they say not of the verb behind a name, and end none: 安娜没打.
    """

    surnames: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    departments: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    never_last: tuple[str, ...] = ()

    def person(self, name: str) -> bool:
        """Whether it is a surname with a given name, a title or both."""
        size = next((size for size in (2, 1) if name[:size] in self.surnames), 0)
        given = name[size:]
        if not size or not given:
            return False
        title = next((each for each in self.titles if given.endswith(each)), "")
        if given == title:
            return True  # 曾经理, though 曾经 is no name
        return len(given) - len(title) <= _LONGEST_GIVEN and not any(map(name.startswith, self.none))

    def group(self, name: str) -> bool:
        """Whether it is a group by its end, or its name."""
        by_end = any(name.endswith(each) and len(name) > len(each) + 1 for each in self.groups)
        return by_end or name in self.departments
