"""What people call stretches of time that nobody here knows the bounds of: seasons, feasts, opening and closing.

None of them is a party or a place where it is written small, or behind the word that stands here with it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_TIMES: Mapping[str, str] = MappingProxyType({
    "en": "in summer, in the summer, in winter, in the winter, in autumn, in the autumn, in spring, in the spring, "
    "in fall, in the fall, in advent, in lent, in ramadan, summer, winter, autumn, spring, dawn, dusk, sunrise, "
    "sunset, opening, closing, opening time, closing time",
    "de": "im sommer, im winter, im herbst, im frühling, im frühjahr, im advent, im spätsommer, im hochsommer, "
    "in der adventszeit, in der weihnachtszeit, in der osterzeit, in den ferien, in den sommerferien, im fasching, "
    "im karneval, im ramadan",
    "nl": "in de zomer, in de winter, in de herfst, in de lente, in het voorjaar, in het najaar, zomer, winter, "
    "herfst, lente, voorjaar, najaar, sluiting, sluitingstijd, opening, openingstijd, zonsopgang, zonsondergang",
    "fr": "en été, en hiver, en automne, au printemps, à la fermeture, à l'ouverture, hiver, automne, printemps, "
    "fermeture, ouverture, aube, crépuscule",
    "es": "en verano, en el verano, en invierno, en el invierno, en otoño, en el otoño, en primavera, en la primavera, "
    "al cierre, verano, invierno, otoño, primavera, cierre, apertura, amanecer, atardecer, anochecer",
    "pt": "no verão, no inverno, no outono, na primavera, verão, inverno, outono, primavera, fecho, abertura, "
    "encerramento, amanhecer, anoitecer",
    "it": "in estate, in inverno, in autunno, in primavera, estate, inverno, autunno, primavera, chiusura, apertura, "
    "alba, tramonto",
})  # fmt: skip
"""By language, with commas between."""
