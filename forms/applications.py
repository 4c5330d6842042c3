"""The input forms of an application, by its programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms import application_domestic as domestic
from forms import application_export as export
from forms.application_base import PageForm
from forms.application_cost import CostForm, DomesticCostForm
from forms.application_parts import SignerForm
from workflows.programmes.edition import Edition
from workflows.programmes.editions import DOMESTIC, EXPORT


@dataclass(frozen=True, slots=True)
class Forms:
    """``pages``: the form of each short page by its key; one cost line; what decides which documents are asked for."""

    pages: Mapping[str, type[PageForm]]
    cost: type[CostForm]
    circumstances: type[SignerForm]


_BY_PROGRAMME: Mapping[str, Forms] = {
    DOMESTIC: Forms(domestic.PAGES, DomesticCostForm, domestic.CircumstancesForm),
    EXPORT: Forms(export.PAGES, export.ExportCostForm, export.CircumstancesForm),
}


def forms_of(edition: Edition) -> Forms:
    """The forms of the edition's programme."""
    return _BY_PROGRAMME[edition.programme]
