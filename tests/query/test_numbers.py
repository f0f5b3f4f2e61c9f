"""Numbers in signs of other scripts, and signs that only look like digits."""

from __future__ import annotations

import pytest

from bot.query.read import read_request
from bot.query.time_trouble import NotUnderstood
from query.time.given import asker


@pytest.mark.parametrize("typed", ["25²", "calls 25²", "100① yesterday", "from 123¹", "calls 102² yesterday"])
def test_a_sign_that_only_looks_like_a_digit_makes_no_number(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_request(typed, asker())


@pytest.mark.parametrize("number", ["\uff12\uff10\uff10\uff15", "٢٠٠٥", "2005"])
def test_digits_of_other_scripts_are_the_numbers_own(number: str) -> None:
    assert read_request(f"from {number} yesterday", asker()).filters.caller == "2005"
