"""Troubles of the store: the database, and the keys that open what is sealed in it."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble, SetupTrouble


class StoreTrouble(SetupTrouble):
    """The database cannot be used."""

    code = "store"
    words = (
        "Ringback's database cannot be used: {reason}.",
        "Whoever runs Ringback has to look at it; then try again.",
    )


class StoreNotOpened(StoreTrouble):
    """The database cannot be used from the start: whoever started Ringback reads of it."""

    words = (
        "The database {path} cannot be used: {reason}.",
        "Mend that, or name Ringback's own file with RINGBACK_DATABASE.",
    )


class StoreBusy(StoreTrouble):
    """Somebody else holds the database."""

    code = "store_busy"
    words = ("Ringback's database is locked by another program.", "Try again in a minute.")


class StoreFull(StoreTrouble):
    """There is no room."""

    code = "store_full"
    words = (
        "There is no room left for Ringback's database; nothing was changed.",
        "Make room where RINGBACK_DATABASE points.",
    )


class StoreTooNew(StoreTrouble):
    """A newer Ringback has written it."""

    code = "store_too_new"
    words = (
        "The database {path} was written by a newer Ringback.",
        "Run that version, or restore an older copy.",
    )


class KeysMissing(StoreTrouble):
    """There are sealed secrets, or some to be sealed, and no key."""

    code = "keys_missing"
    words = (
        "RINGBACK_KEYS is not set, and secrets are kept only sealed.",
        "Make one with “ringback keys new”, keep it somewhere safe, and set RINGBACK_KEYS to it.",
    )


class KeysUnset(KeysMissing):
    """As above, where secrets are sealed already: a new key would open none of them."""

    words = (
        "RINGBACK_KEYS is not set, and the database holds sealed secrets.",
        "Set RINGBACK_KEYS to the value they were sealed with; a new key does not open them.",
    )


class KeysWrong(StoreTrouble):
    """The keys do not open what is sealed."""

    code = "keys_wrong"
    words = (
        "No key in RINGBACK_KEYS opens the secrets in the database, sealed with {sealed}. Nothing was changed.",
        "Set RINGBACK_KEYS to the value they were sealed with; new keys go in front of it, separated by a comma.",
    )


class SecretDamaged(KeysWrong):
    """A secret is not opened by the key that sealed it: it was damaged, or moved there from another place."""

    code = "secret_damaged"
    words = (
        "The {secret} of {owner} in workspace {workspace} (table {table}) is damaged. Nothing was changed.",
        "{mend}.",
    )


class KeysBad(StoreTrouble):
    """RINGBACK_KEYS cannot be read."""

    code = "keys_bad"
    words = (
        "RINGBACK_KEYS cannot be read: {fault}.",
        "It holds what “ringback keys new” prints, several separated by commas, the one that seals first.",
    )


class PbxNameTaken(QuestionTrouble):
    """Two PBXs of one workspace would have one name."""

    code = "pbx_name_taken"
    words = ("There is a PBX named {name} already.", "Choose another name.")
