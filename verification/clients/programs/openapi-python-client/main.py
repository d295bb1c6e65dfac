"""Uses the client of openapi-python-client."""

import json
import os
import time
from typing import Any, TypeVar

from client import AuthenticatedClient
from client.api.catalog import create_product, delete_product, get_product, list_products
from client.api.inventory import adjust_inventory, list_inventory
from client.api.transfers import (
    approve_transfer_recommendation,
    execute_transfer_recommendation,
    list_pending_transfer_recommendations,
)
from client.models import (
    AdjustmentEnvelope,
    ConflictError,
    DeletionEnvelope,
    InventoryAdjust,
    InventoryItemList,
    ListInventorySortBy,
    ListProductsSortBy,
    NoProperties,
    NotFoundError,
    ProductCreate,
    ProductEnvelope,
    ProductList,
    ProductStatus,
    SortOrder,
    TransferRecommendationDecision,
    TransferRecommendationEnvelope,
    TransferRecommendationList,
    UnitOfMeasure,
    ValidationError,
)
from client.types import UNSET, Response

client = AuthenticatedClient(base_url=os.environ["CLIENT_BASE_URL"], token=os.environ["CLIENT_KEY"])
Body = TypeVar("Body")


def say(step: str, **values: Any) -> None:
    print(json.dumps({"step": step, **values}), flush=True)


def parsed(response: Response[Any], kind: type[Body]) -> Body:
    """The body, which the client read as the given kind."""
    if not isinstance(response.parsed, kind):
        raise AssertionError(f"{kind.__name__} was expected, not {response.status_code}: {response.content!r}")
    return response.parsed


listed = parsed(
    list_products.sync_detailed(
        client=client,
        sort_by=ListProductsSortBy.NAME,
        sort_order=SortOrder.DESC,
        status=ProductStatus.ACTIVE,
        limit=4,
    ),
    ProductList,
)
say(
    "list",
    total=listed.pagination.total,
    products=[
        {
            "sku": each.sku,
            "name": each.name,
            "description": each.description,
            "unitCost": each.unit_cost,
            "lotTracked": each.lot_tracked,
            "createdAt": round(each.created_at.timestamp() * 1000),
        }
        for each in listed.data
    ],
)

seen: list[str] = []
pages, last = 0, 1
while pages < last:
    pages += 1
    page = parsed(
        list_products.sync_detailed(client=client, status=ProductStatus.ACTIVE, page=pages, limit=50), ProductList
    )
    seen += [each.id for each in page.data]
    last = page.pagination.total_pages
say("pages", pages=pages, items=len(seen), distinct=len(set(seen)))

body = ProductCreate(
    sku="CLIENT-1",
    name="Client test",
    unit_of_measure=UnitOfMeasure.CASE,
    unit_cost=12345678.91,
    currency="CHF",
    lot_tracked=True,
)
created = parsed(create_product.sync_detailed(client=client, body=body), ProductEnvelope).data
say(
    "create",
    sku=created.sku,
    name=created.name,
    description=created.description,
    status=created.status,
    unitOfMeasure=created.unit_of_measure,
    unitCost=created.unit_cost,
    currency=created.currency,
    lotTracked=created.lot_tracked,
)

duplicate = create_product.sync_detailed(client=client, body=body)
conflict = parsed(duplicate, ConflictError).details
say("conflict", status=duplicate.status_code, code=conflict.code, reason=conflict.reason)

deletion = parsed(delete_product.sync_detailed(created.id, client=client), DeletionEnvelope)
say("delete", deleted=deletion.data.id == created.id)

absent = get_product.sync_detailed(created.id, client=client)
say("absent", status=absent.status_code, code=parsed(absent, NotFoundError).details.code)

item = parsed(
    list_inventory.sync_detailed(client=client, sort_by=ListInventorySortBy.UPDATEDAT, limit=1), InventoryItemList
).data[0]
adjust = InventoryAdjust(inventory_item_id=item.id, delta_qty=-1, reason_code_id="reason_124", comment="Broken")
adjustment = parsed(adjust_inventory.sync_detailed(client=client, body=adjust), AdjustmentEnvelope).data
transaction = adjustment.transaction
say(
    "adjust",
    type=transaction.transaction_type,
    before=transaction.qty_before,
    delta=transaction.delta_qty,
    after=adjustment.inventory_item.qty_on_hand,
    comment=transaction.comment,
    transferId=transaction.transfer_id,
    expiryDate=item.expiry_date and item.expiry_date.isoformat(),
)

adjust.reason_code_id = "reason_none"
refused = adjust_inventory.sync_detailed(client=client, body=adjust)
invalid = parsed(refused, ValidationError).details
say("invalid", status=refused.status_code, code=invalid.code, reason=invalid.reason, path=invalid.issues[0].path)

pending = parsed(
    list_pending_transfer_recommendations.sync_detailed(client=client, limit=2), TransferRecommendationList
)
for index, recommendation in enumerate(pending.data):
    approval = approve_transfer_recommendation.sync_detailed(
        recommendation.id,
        client=client,
        body=TransferRecommendationDecision(comment="Needed") if index == 0 else UNSET,
    )
    approved = parsed(approval, TransferRecommendationEnvelope).data
    say(
        "approve",
        status=approved.status,
        comment=approved.comment,
        transferId=approved.transfer_id,
        estimatedROI=approved.estimated_roi,
        decided=approved.decided_at is not None,
    )
    execution = execute_transfer_recommendation.sync_detailed(
        recommendation.id, client=client, body=UNSET if index == 0 else NoProperties()
    )
    executed = parsed(execution, TransferRecommendationEnvelope).data
    say("execute", status=executed.status, transferred=executed.transfer_id is not None)

headers = list_products.sync_detailed(client=client, limit=1).headers
say(
    "limits",
    limit=int(headers["X-RateLimit-Limit"]),
    remaining=int(headers["X-RateLimit-Remaining"]),
    resets=int(headers["X-RateLimit-Reset"]) > time.time() - 60,
)
