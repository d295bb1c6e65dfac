"""Uses the client of openapi-generator for Python."""

import json
import os
import time
from typing import Any, Callable, TypeVar

from openapi_client import (
    ApiClient,
    ApiException,
    CatalogApi,
    Configuration,
    ConflictError,
    InventoryAdjust,
    InventoryApi,
    NotFoundError,
    ProductCreate,
    ProductStatus,
    SortOrder,
    TransferRecommendationDecision,
    TransfersApi,
    UnitOfMeasure,
    ValidationError,
)

configuration = Configuration(host=os.environ["CLIENT_BASE_URL"], access_token=os.environ["CLIENT_KEY"])
client = ApiClient(configuration)
catalog, inventory, transfers = CatalogApi(client), InventoryApi(client), TransfersApi(client)
Body = TypeVar("Body")


def say(step: str, **values: Any) -> None:
    print(json.dumps({"step": step, **values}), flush=True)


def failure_of(call: Callable[[], object], kind: type[Body]) -> tuple[int | None, Body]:
    """The status and the body of an error, which the client read as the given kind."""
    try:
        call()
    except ApiException as failure:
        if isinstance(failure.data, kind):
            return failure.status, failure.data
        raise
    raise AssertionError(f"{kind.__name__} was expected")


listed = catalog.list_products(sort_by="name", sort_order=SortOrder.DESC, status=ProductStatus.ACTIVE, limit=4)
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
    page = catalog.list_products(status=ProductStatus.ACTIVE, page=pages, limit=50)
    seen += [each.id for each in page.data]
    last = page.pagination.total_pages
say("pages", pages=pages, items=len(seen), distinct=len(set(seen)))

body = ProductCreate.model_validate(
    {
        "sku": "CLIENT-1",
        "name": "Client test",
        "unitOfMeasure": UnitOfMeasure.CASE,
        "unitCost": 12345678.91,
        "currency": "CHF",
        "lotTracked": True,
    }
)
created = catalog.create_product(body).data
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

status, conflict = failure_of(lambda: catalog.create_product(body), ConflictError)
say("conflict", status=status, code=conflict.details.code, reason=conflict.details.reason)

say("delete", deleted=catalog.delete_product(created.id).data.id == created.id)

status, absent = failure_of(lambda: catalog.get_product(created.id), NotFoundError)
say("absent", status=status, code=absent.details.code)

item = inventory.list_inventory(sort_by="updatedAt", limit=1).data[0]
adjust = {"inventoryItemId": item.id, "deltaQty": -1, "comment": "Broken"}
adjustment = inventory.adjust_inventory(InventoryAdjust.model_validate({**adjust, "reasonCodeId": "reason_124"})).data
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

unknown = InventoryAdjust.model_validate({**adjust, "reasonCodeId": "reason_none"})
status, refused = failure_of(lambda: inventory.adjust_inventory(unknown), ValidationError)
invalid = refused.details
say("invalid", status=status, code=invalid.code, reason=invalid.reason, path=invalid.issues[0].path)

for index, recommendation in enumerate(transfers.list_pending_transfer_recommendations(limit=2).data):
    decision = TransferRecommendationDecision(comment="Needed") if index == 0 else None
    approved = transfers.approve_transfer_recommendation(recommendation.id, decision).data
    say(
        "approve",
        status=approved.status,
        comment=approved.comment,
        transferId=approved.transfer_id,
        estimatedROI=approved.estimated_roi,
        decided=approved.decided_at is not None,
    )
    executed = transfers.execute_transfer_recommendation(recommendation.id, None if index == 0 else {}).data
    say("execute", status=executed.status, transferred=executed.transfer_id is not None)

headers = catalog.list_products_with_http_info(limit=1).headers or {}
say(
    "limits",
    limit=int(headers["X-RateLimit-Limit"]),
    remaining=int(headers["X-RateLimit-Remaining"]),
    resets=int(headers["X-RateLimit-Reset"]) > time.time() - 60,
)
