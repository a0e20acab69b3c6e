"""Pytest plugin behind the `eis` marker: refuses unknown ids, and keeps what a full run says of the marked tests.

`manage.py eisen` shows the result. Registered by tests/conftest.py; works with and without xdist: workers hang the
ids on each report, the process that the user started collects them.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from typing import Any

import pytest

from wijkwerk.huis.eisen import Proef, Testuitslag, bewaar_proef, is_volledig, lees_eisen, vind_merken


class Eisen:
    def __init__(self, config: pytest.Config) -> None:
        self.wortel = config.rootpath
        self.bekend = frozenset(eis.id for eis in lees_eisen(self.wortel))
        self.merken = vind_merken(self.wortel)
        self.geschreven = frozenset((merk.test.partition("::")[0], merk.eis) for merk in self.merken)
        self.uitslagen: dict[str, Testuitslag] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_pycollect_makeitem(self) -> Generator[None, Any, Any]:
        """While collecting, so that an error is shown as one of that file, also by xdist."""
        gemaakt = yield
        for item in gemaakt if isinstance(gemaakt, list) else [gemaakt]:
            if isinstance(item, pytest.Item):
                self._lees_merken(item)
        return gemaakt

    def _lees_merken(self, item: pytest.Item) -> None:
        ids = sorted({str(eis) for merk in item.iter_markers("eis") for eis in merk.args})
        for eis in ids:
            if eis not in self.bekend:
                raise pytest.Collector.CollectError(
                    f"{item.nodeid}: rule {eis} does not stand in docs/eisen.csv."
                )
            if (item.nodeid.partition("::")[0], eis) not in self.geschreven:
                raise pytest.Collector.CollectError(
                    f'{item.nodeid}: write pytest.mark.eis("{eis}") out in full: it is also read without running.'
                )
        if ids:
            item.user_properties.append(("eis", ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        ids = dict(report.user_properties).get("eis")
        if not isinstance(ids, list):
            return
        if report.when == "call" or report.outcome != "passed":
            vorige = self.uitslagen.get(report.nodeid)
            if vorige is None or vorige.uitslag != "failed":
                self.uitslagen[report.nodeid] = Testuitslag(report.nodeid, tuple(ids), report.outcome)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workerinput"):
            return
        uitslagen = tuple(sorted(self.uitslagen.values(), key=lambda uitslag: uitslag.test))
        if uitslagen and is_volledig(self.merken, uitslagen):
            bewaar_proef(self.wortel, Proef(datetime.now().astimezone(), uitslagen))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Eisen(config), "wijkwerk-eisen")
