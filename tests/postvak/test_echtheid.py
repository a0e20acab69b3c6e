"""Whether a mail is from whom it says: by the header of our own server alone, whatever a sender puts in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signalen.postvak.echtheid import MICROSOFT, is_echt
from tests.postvak.mails import SERVER, VAN, echt

DOMEIN = VAN.rpartition("@")[2]


@pytest.mark.parametrize(
    "kop",
    [
        echt(),
        f"{SERVER}; dmarc=pass (p=REJECT) header.from={DOMEIN}",
        f"{SERVER} 1; dkim=pass header.i=@{DOMEIN} header.s=s1",
        f'{SERVER};\r\n\tdkim=pass (2048-bit key; unprotected) header.d={DOMEIN} reason="a; b"',
        f"{SERVER}; auth=pass smtp.auth={VAN}",
        f"MX.Gemeente.Example; DMARC=Pass header.from={DOMEIN.upper()}",
        f"{SERVER}; dkim=fail header.d=ander.example; dkim=pass header.d={DOMEIN}",
    ],
)
def test_our_server_vouches(kop: str) -> None:
    assert is_echt([kop], SERVER, VAN)


@pytest.mark.parametrize(
    "kop",
    [
        "",
        SERVER,
        f"{SERVER}; none",
        f"{SERVER}; dmarc=fail header.from={DOMEIN}",
        f"{SERVER}; dmarc=pass header.from=ander.example",
        f"{SERVER}; dkim=pass header.d=ander.example",
        f"{SERVER}; dkim=pass header.d=example",
        f"{SERVER}; dkim=pass",
        f"{SERVER}; spf=pass smtp.mailfrom={VAN}",
        f"{SERVER}; auth=pass smtp.auth=iemand@{DOMEIN}",
        f"mx.ander.example; dmarc=pass header.from={DOMEIN}",
        # What a sender chose stands in comments and quoted strings.
        f"{SERVER}; spf=fail (dmarc=pass header.from={DOMEIN})",
        f'{SERVER}; spf=fail smtp.mailfrom="x; dmarc=pass header.from={DOMEIN}"@ander.example',
        f"{SERVER}; spf=fail (a \\) ; dmarc=pass header.from={DOMEIN}",
        f'{SERVER}; spf=fail smtp.mailfrom="x\\"; dmarc=pass header.from={DOMEIN}',
        f"{SERVER}; dmarc=fail header.from=ander.example header.from={DOMEIN}; rommel",
    ],
)
def test_our_server_does_not(kop: str) -> None:
    assert not is_echt([kop], SERVER, VAN)


def test_only_the_header_on_top_counts() -> None:
    """What stands below came in with the mail."""
    assert not is_echt([f"{SERVER}; dmarc=fail header.from={DOMEIN}", echt()], SERVER, VAN)


def test_without_a_setting_nothing_is_true() -> None:
    assert not is_echt([echt(server="")], "", VAN)


def test_exchange_online_leaves_its_name_out() -> None:
    kop = (
        f"spf=pass (sender IP is 1.2.3.4) smtp.mailfrom={DOMEIN}; dmarc=pass action=none header.from={DOMEIN}"
    )

    assert is_echt([kop], MICROSOFT, VAN)
    assert is_echt([], MICROSOFT, VAN, "Internal")
    assert not is_echt([], MICROSOFT, VAN, "Anonymous")
    assert not is_echt([], SERVER, VAN, "Internal")


@given(st.text(alphabet=st.sampled_from(list('ab=;()"\\ .@')), max_size=60))
def test_nothing_that_stands_in_an_address_makes_it_true(rommel: str) -> None:
    """The header as our server writes it, with anything in the one place that a sender fills."""
    veilig = rommel.replace("\\", "\\\\").replace('"', '\\"')

    assert not is_echt(
        [f'{SERVER}; spf=fail smtp.mailfrom="{veilig}; dmarc=pass header.from={DOMEIN}"'], SERVER, VAN
    )


@given(st.text(max_size=200))
def test_any_header_has_an_answer(kop: str) -> None:
    assert is_echt([kop], SERVER, VAN) in {True, False}
