"""Resolved names -> identities: one speaker across articles, by the speakers file that the user gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.identify.identities import Identities
from onrecord.model import Record


def identify(records: Sequence[Record], identities: Identities | None) -> tuple[Record, ...]:
    """The records with the identity of each speaker whose name the file lists for one; without a file as they are."""
    if identities is None:
        return tuple(records)
    found = ((record, identities.match(record.speaker, record.speaker_kind).identity) for record in records)
    return tuple(replace(record, speaker_id=identity.id) if identity else record for record, identity in found)
