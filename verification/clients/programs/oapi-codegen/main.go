// Uses the client of oapi-codegen.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"

	"clients/client"
)

type record map[string]any

func say(step string, values record) {
	values["step"] = step
	text, err := json.Marshal(values)
	must(err)
	fmt.Println(string(text))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// successOf returns the body of a success.
func successOf[Body any](body *Body) Body {
	if body == nil {
		panic("a success was expected")
	}
	return *body
}

// set points to a value of the type that the generator chose.
func set[Value ~string](target **Value, text string) {
	value := Value(text)
	*target = &value
}

func pointer[Value any](value Value) *Value {
	return &value
}

func main() {
	ctx := context.Background()
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("CLIENT_KEY"))
		return nil
	}
	api, err := client.NewClientWithResponses(os.Getenv("CLIENT_BASE_URL"), client.WithRequestEditorFn(authorize))
	must(err)

	filters := client.ListProductsParams{Limit: pointer(4)}
	set(&filters.SortBy, "name")
	set(&filters.SortOrder, "desc")
	set(&filters.Status, "ACTIVE")
	list, err := api.ListProductsWithResponse(ctx, &filters)
	must(err)
	listed := successOf(list.JSON200)
	products := []record{}
	for _, each := range listed.Data {
		products = append(products, record{
			"sku": each.Sku, "name": each.Name, "description": each.Description, "unitCost": each.UnitCost,
			"lotTracked": each.LotTracked, "createdAt": each.CreatedAt.UnixMilli(),
		})
	}
	say("list", record{"total": listed.Pagination.Total, "products": products})

	distinct := map[string]bool{}
	items, pages := 0, 0
	for last := 1; pages < last; {
		pages++
		paged := client.ListProductsParams{Page: &pages, Limit: pointer(50), Status: filters.Status}
		answer, err := api.ListProductsWithResponse(ctx, &paged)
		must(err)
		page := successOf(answer.JSON200)
		for _, each := range page.Data {
			items++
			distinct[each.Id] = true
		}
		last = page.Pagination.TotalPages
	}
	say("pages", record{"pages": pages, "items": items, "distinct": len(distinct)})

	body := client.ProductCreate{
		Sku: "CLIENT-1", Name: "Client test", UnitCost: pointer(12345678.91), Currency: pointer("CHF"), LotTracked: pointer(true),
	}
	set(&body.UnitOfMeasure, "CASE")
	creation, err := api.CreateProductWithResponse(ctx, body)
	must(err)
	created := successOf(creation.JSON201).Data
	say("create", record{
		"sku": created.Sku, "name": created.Name, "description": created.Description, "status": created.Status,
		"unitOfMeasure": created.UnitOfMeasure, "unitCost": created.UnitCost, "currency": created.Currency,
		"lotTracked": created.LotTracked,
	})

	duplicate, err := api.CreateProductWithResponse(ctx, body)
	must(err)
	conflict := successOf(duplicate.JSON409).Details
	say("conflict", record{"status": duplicate.StatusCode(), "code": conflict.Code, "reason": conflict.Reason})

	deletion, err := api.DeleteProductWithResponse(ctx, created.Id)
	must(err)
	say("delete", record{"deleted": successOf(deletion.JSON200).Data.Id == created.Id})

	absent, err := api.GetProductWithResponse(ctx, created.Id)
	must(err)
	say("absent", record{"status": absent.StatusCode(), "code": successOf(absent.JSON404).Details.Code})

	search := client.ListInventoryParams{Limit: pointer(1)}
	set(&search.SortBy, "updatedAt")
	stock, err := api.ListInventoryWithResponse(ctx, &search)
	must(err)
	item := successOf(stock.JSON200).Data[0]
	adjust := client.InventoryAdjust{InventoryItemId: item.Id, DeltaQty: -1, ReasonCodeId: "reason_124", Comment: pointer("Broken")}
	adjusted, err := api.AdjustInventoryWithResponse(ctx, adjust)
	must(err)
	adjustment := successOf(adjusted.JSON200).Data
	transaction := adjustment.Transaction
	say("adjust", record{
		"type": transaction.TransactionType, "before": transaction.QtyBefore, "delta": transaction.DeltaQty,
		"after": adjustment.InventoryItem.QtyOnHand, "comment": transaction.Comment, "transferId": transaction.TransferId,
		"expiryDate": item.ExpiryDate,
	})

	adjust.ReasonCodeId = "reason_none"
	refused, err := api.AdjustInventoryWithResponse(ctx, adjust)
	must(err)
	invalid := successOf(refused.JSON400).Details
	say("invalid", record{
		"status": refused.StatusCode(), "code": invalid.Code, "reason": invalid.Reason, "path": invalid.Issues[0].Path,
	})

	pending, err := api.ListPendingTransferRecommendationsWithResponse(ctx, &client.ListPendingTransferRecommendationsParams{Limit: pointer(2)})
	must(err)
	for index, recommendation := range successOf(pending.JSON200).Data {
		approval, err := func() (*client.ApproveTransferRecommendationResponse, error) {
			if index == 0 {
				decision := client.TransferRecommendationDecision{Comment: pointer("Needed")}
				return api.ApproveTransferRecommendationWithResponse(ctx, recommendation.Id, decision)
			}
			return api.ApproveTransferRecommendationWithBodyWithResponse(ctx, recommendation.Id, "application/json", nil)
		}()
		must(err)
		approved := successOf(approval.JSON200).Data
		say("approve", record{
			"status": approved.Status, "comment": approved.Comment, "transferId": approved.TransferId,
			"estimatedROI": approved.EstimatedROI, "decided": approved.DecidedAt != nil,
		})
		execution, err := func() (*client.ExecuteTransferRecommendationResponse, error) {
			if index == 0 {
				return api.ExecuteTransferRecommendationWithBodyWithResponse(ctx, recommendation.Id, "application/json", nil)
			}
			return api.ExecuteTransferRecommendationWithResponse(ctx, recommendation.Id, client.NoProperties{})
		}()
		must(err)
		executed := successOf(execution.JSON200).Data
		say("execute", record{"status": executed.Status, "transferred": executed.TransferId != nil})
	}

	last, err := api.ListProductsWithResponse(ctx, &client.ListProductsParams{Limit: pointer(1)})
	must(err)
	header := func(field string) int64 {
		value, err := strconv.ParseInt(last.HTTPResponse.Header.Get(field), 10, 64)
		must(err)
		return value
	}
	say("limits", record{
		"limit": header("X-RateLimit-Limit"), "remaining": header("X-RateLimit-Remaining"),
		"resets": header("X-RateLimit-Reset") > time.Now().Unix()-60,
	})
}
