"""The name of a file in; the file, packed where the reader can unpack it, or the dictionary of all files, out."""

from __future__ import annotations

import gzip
import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from portal.faces.api.files.dictionary import dictionary
from portal.faces.api.files.kept import MEDIA, Made, opened

SECONDS = 300
_GZIP = re.compile(r"\bgzip\b")
_CODES = tuple(code for code, _ in settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The language that an address asks for with `language`, else English: feeds and pictures have no cookies."""
    asked = request.GET.get("language", "")
    return asked if asked in _CODES else "en"


def download(request: HttpRequest, name: str) -> FileResponse:
    """A file, with the row of the ledger it was written at in its head."""
    try:
        made, file = opened(name)
    except KeyError:
        raise Http404 from None
    packs = made.is_packed and bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))
    source = file if packs or not made.is_packed else gzip.GzipFile(fileobj=file)
    answer = FileResponse(source, as_attachment=True, filename=name, content_type=MEDIA[name.partition(".")[2]])
    if packs:
        answer["Content-Encoding"] = "gzip"
    elif made.is_packed:
        del answer["Content-Length"]
    # A file that is packed in itself, or has been packed here, is not packed once more on its way.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    patch_vary_headers(answer, ("Accept-Encoding",))
    patch_cache_control(answer, public=True, max_age=SECONDS)
    return _headed(answer, made, "gz" if packs else "")


def describe(request: HttpRequest) -> HttpResponse:
    """The dictionary of all files, for programs, in the language that is asked for."""
    with translation.override(language_of(request)):
        return JsonResponse(dictionary(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _headed(answer: FileResponse, made: Made, packed: str) -> FileResponse:
    answer["ETag"] = f'"{made.form}-{made.digest[:16]}{packed}"'
    answer["Last-Modified"] = http_date(made.at)
    answer["X-Ledger-Number"] = str(made.number)
    answer["X-Ledger-Digest"] = made.digest
    return answer
