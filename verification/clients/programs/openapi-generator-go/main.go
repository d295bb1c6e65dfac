// Uses the client of openapi-generator for Go.
package main

import (
	"context"
	"encoding/json"
	"errors"
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
func successOf[Body any](body Body, _ *http.Response, err error) Body {
	must(err)
	return body
}

// failureOf returns the status and the typed body of an error.
func failureOf[Failure any](response *http.Response, err error) (int, Failure) {
	var failure *client.GenericOpenAPIError
	if !errors.As(err, &failure) {
		panic(fmt.Sprintf("an error response was expected, not %v", err))
	}
	return response.StatusCode, failure.Model().(Failure)
}

func main() {
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: os.Getenv("CLIENT_BASE_URL")}}
	ctx := context.WithValue(context.Background(), client.ContextAccessToken, os.Getenv("CLIENT_KEY"))
	api := client.NewAPIClient(configuration)
	catalog, inventory, transfers := api.CatalogAPI, api.InventoryAPI, api.TransfersAPI

	listed := successOf(
		catalog.ListProducts(ctx).SortBy("name").SortOrder(client.SORTORDER_DESC).Status(client.PRODUCTSTATUS_ACTIVE).Limit(4).Execute(),
	)
	products := []record{}
	for _, each := range listed.Data {
		products = append(products, record{
			"sku": each.Sku, "name": each.Name, "description": each.Description, "unitCost": each.UnitCost,
			"lotTracked": each.LotTracked, "createdAt": each.CreatedAt.UnixMilli(),
		})
	}
	say("list", record{"total": listed.Pagination.Total, "products": products})

	distinct := map[string]bool{}
	items, pages := 0, int32(0)
	for last := int32(1); pages < last; {
		pages++
		page := successOf(catalog.ListProducts(ctx).Status(client.PRODUCTSTATUS_ACTIVE).Page(pages).Limit(50).Execute())
		for _, each := range page.Data {
			items++
			distinct[each.Id] = true
		}
		last = page.Pagination.TotalPages
	}
	say("pages", record{"pages": pages, "items": items, "distinct": len(distinct)})

	body := client.NewProductCreate("CLIENT-1", "Client test")
	body.SetUnitOfMeasure(client.UNITOFMEASURE_CASE)
	body.SetUnitCost(12345678.91)
	body.SetCurrency("CHF")
	body.SetLotTracked(true)
	created := successOf(catalog.CreateProduct(ctx).ProductCreate(*body).Execute()).Data
	say("create", record{
		"sku": created.Sku, "name": created.Name, "description": created.Description, "status": created.Status,
		"unitOfMeasure": created.UnitOfMeasure, "unitCost": created.UnitCost, "currency": created.Currency,
		"lotTracked": created.LotTracked,
	})

	_, response, err := catalog.CreateProduct(ctx).ProductCreate(*body).Execute()
	status, conflict := failureOf[client.ConflictError](response, err)
	say("conflict", record{"status": status, "code": conflict.Details.Code, "reason": conflict.Details.Reason})

	say("delete", record{"deleted": successOf(catalog.DeleteProduct(ctx, created.Id).Execute()).Data.Id == created.Id})

	_, response, err = catalog.GetProduct(ctx, created.Id).Execute()
	status, absent := failureOf[client.NotFoundError](response, err)
	say("absent", record{"status": status, "code": absent.Details.Code})

	item := successOf(inventory.ListInventory(ctx).SortBy("updatedAt").Limit(1).Execute()).Data[0]
	adjust := client.NewInventoryAdjust(item.Id, -1, "reason_124")
	adjust.SetComment("Broken")
	adjustment := successOf(inventory.AdjustInventory(ctx).InventoryAdjust(*adjust).Execute()).Data
	transaction := adjustment.Transaction
	say("adjust", record{
		"type": transaction.TransactionType, "before": transaction.QtyBefore, "delta": transaction.DeltaQty,
		"after": adjustment.InventoryItem.QtyOnHand, "comment": transaction.Comment, "transferId": transaction.TransferId,
		"expiryDate": item.ExpiryDate,
	})

	adjust.SetReasonCodeId("reason_none")
	_, response, err = inventory.AdjustInventory(ctx).InventoryAdjust(*adjust).Execute()
	status, invalid := failureOf[client.ValidationError](response, err)
	say("invalid", record{
		"status": status, "code": invalid.Details.Code, "reason": invalid.Details.Reason, "path": invalid.Details.Issues[0].Path,
	})

	pending := successOf(transfers.ListPendingTransferRecommendations(ctx).Limit(2).Execute()).Data
	for index, recommendation := range pending {
		approval := transfers.ApproveTransferRecommendation(ctx, recommendation.Id)
		execution := transfers.ExecuteTransferRecommendation(ctx, recommendation.Id)
		if index == 0 {
			decision := client.NewTransferRecommendationDecision()
			decision.SetComment("Needed")
			approval = approval.TransferRecommendationDecision(*decision)
		} else {
			execution = execution.Body(map[string]any{})
		}
		approved := successOf(approval.Execute()).Data
		say("approve", record{
			"status": approved.Status, "comment": approved.Comment, "transferId": approved.TransferId,
			"estimatedROI": approved.EstimatedROI, "decided": approved.DecidedAt.Get() != nil,
		})
		executed := successOf(execution.Execute()).Data
		say("execute", record{"status": executed.Status, "transferred": executed.TransferId.Get() != nil})
	}

	_, response, err = catalog.ListProducts(ctx).Limit(1).Execute()
	must(err)
	header := func(field string) int64 {
		value, err := strconv.ParseInt(response.Header.Get(field), 10, 64)
		must(err)
		return value
	}
	say("limits", record{
		"limit": header("X-RateLimit-Limit"), "remaining": header("X-RateLimit-Remaining"),
		"resets": header("X-RateLimit-Reset") > time.Now().Unix()-60,
	})
}
