"""The only door through which a document's page may load anything: our own files, by name.

WeasyPrint's default fetcher would embed a local file or a web page that some HTML names; this one knows the bundled
typeface and nothing else, and a refusal stops the whole rendering.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "annex:"
QR = f"{SCHEME}qr.png"
_HERE = Path(__file__).parent
_ASSETS = {
    f"{SCHEME}fonts/{name}": _HERE / "fonts" / name
    for name in ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf")
}


class AddressRefused(Exception):
    """A page asked for something that is not ours."""


class BundledAssets(URLFetcher):
    """Serves ``annex:fonts/<file>`` from the bundle and ``annex:qr.png`` from memory; raises AddressRefused for every
    other address."""

    def __init__(self, qr: bytes = b"") -> None:
        self._qr = qr
        super().__init__(allowed_protocols=("annex",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        if url == QR and self._qr:
            return URLFetcherResponse(url, self._qr, {"Content-Type": "image/png"})
        asset = _ASSETS.get(url)
        if asset is None:
            raise AddressRefused(f"a document may not load {url[:200]}")
        return URLFetcherResponse(url, asset.read_bytes(), {"Content-Type": "font/ttf"})
