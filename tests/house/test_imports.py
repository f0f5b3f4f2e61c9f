"""No module of the house imports itself by way of others, not even for its types."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_imports_run_in_a_circle() -> None:
    graph = grimp.build_graph("bot", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 150
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from circle
