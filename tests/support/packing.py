"""Archives and notebooks as students hand them in, in memory."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile


def zip_of(files: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def tar_of(files: dict[str, str | bytes], mode: str = "w:gz") -> bytes:
    """A tar archive."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode=mode) as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return raw.getvalue()


def notebook_of(*cells: str | dict) -> bytes:
    """A notebook of code cells; a dict gives a cell's own keys."""
    made = []
    for cell in cells:
        given = {"source": cell} if isinstance(cell, str) else cell
        made.append({"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, **given})
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
