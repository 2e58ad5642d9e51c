"""The served graph: SPARQL endpoint, query page and pages of entities, read-only, on this machine.

``server`` starts ``app``; ``app`` routes to ``endpoint`` (SPARQL), ``graph_store``, ``entities`` and ``pages``; all of them
ask the ``pool`` for answers, which come from ``worker`` processes that can be killed and can open nothing.
"""
