"""Calls that ask for the ledger, for owners or for edges in; their rows out."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Router

from portal.catalogue.models import Edge, OrganisationKind, Owner
from portal.faces.api import paging
from portal.faces.api.paging import Limit, Name, Named, Number
from portal.faces.api.shapes import EdgeShape, Fault, HeadShape, OwnerShape, Page, RowShape
from portal.faces.api.targets import edge, visible_edges
from portal.ground.ledger.looks import head
from portal.ground.ledger.models import Entry

router = Router(tags=["Ledger, owners, edges"])


@router.get("/ledger", response={200: Page[RowShape], 422: Fault, 429: Fault}, summary="The ledger")
def ledger(request: HttpRequest, after: Number = 0, limit: Limit = 100) -> Page[RowShape]:
    """Rows of the ledger after a number, in their order: each holds the digest of the one before it."""
    rows = list(Entry.objects.filter(number__gt=after).order_by("number")[: limit + 1])
    shown = rows[:limit]
    where = f"{settings.SITE_ADDRESS.rstrip('/')}{request.path}"
    more = f"{where}?after={shown[-1].number}&limit={limit}" if len(rows) > limit else None
    return Page[RowShape](items=[RowShape(**row.as_row()) for row in shown], next=more)


@router.get("/ledger/head", response={200: HeadShape, 429: Fault}, summary="The end of the ledger")
def end(request: HttpRequest) -> HeadShape:
    """The number and the digest of the last row."""
    number, digest = head()
    return HeadShape(number=number, digest=digest)


@router.get("/owners", response={200: Page[OwnerShape], 422: Fault, 429: Fault}, summary="Owners")
def owners(request: HttpRequest, cursor: Name = "", limit: Limit = 100) -> Page[OwnerShape]:
    """The organisations that decide about targets, by their slug."""
    found = _owners().filter(slug__gt=cursor)
    return paging.page(request, found, limit, lambda rows: [_owner(one) for one in rows], key="slug")


@router.get("/owners/{slug:slug}", response={200: OwnerShape, 404: Fault, 429: Fault}, summary="One owner")
def owner(request: HttpRequest, slug: Named) -> OwnerShape:
    """An organisation that decides about targets."""
    found = _owners().filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such owner.")
    return _owner(found)


@router.get("/edges", response={200: Page[EdgeShape], 422: Fault, 429: Fault}, summary="Edges")
def edges(request: HttpRequest, cursor: Number = 0, limit: Limit = 100) -> Page[EdgeShape]:
    """Who takes a list from whom, as sources say."""
    found: QuerySet[Edge] = visible_edges().filter(pk__gt=cursor)
    return paging.page(request, found, limit, lambda rows: [edge(one) for one in rows])


def _owners() -> QuerySet[Owner]:
    """Owners of targets that the public sees."""
    many = Count("targets", filter=Q(targets__hidden=False))
    return Owner.objects.annotate(many=many).filter(many__gt=0)


def _owner(row: Owner) -> OwnerShape:
    return OwnerShape(
        slug=row.slug,
        name=row.name,
        kind=OrganisationKind(row.kind),
        homepage=row.homepage,
        opted_out=row.opted_out_at is not None,
        targets=row.many,  # type: ignore[attr-defined]
    )
