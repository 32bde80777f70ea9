"""The slug of a target in; the patch that adds Kosovo to it, as text to download, out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.audit.fixes import file_of
from portal.audit.looks import fix_of
from portal.catalogue.looks import visible
from portal.faces.public.cache import SECONDS
from portal.ground.store.looks import read


@require_safe
def patch(request: HttpRequest, slug: str) -> HttpResponse:
    """The patch byte for byte, always as a file and as text, whatever a package wrote into it."""
    target = visible().filter(slug=slug).first()
    fix = fix_of(target) if target else None
    body = read(fix.patch) if fix else None
    if fix is None or body is None:
        raise Http404
    answer = HttpResponse(body, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_of(fix.target)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{fix.patch}"'
    patch_cache_control(answer, public=True, max_age=SECONDS)
    return answer
