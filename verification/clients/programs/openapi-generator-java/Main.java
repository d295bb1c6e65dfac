import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CatalogApi;
import org.openapitools.client.api.InventoryApi;
import org.openapitools.client.api.TransfersApi;
import org.openapitools.client.model.*;

/** Uses the client of openapi-generator for Java. */
public class Main {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call that may fail. */
  private interface Call {
    void run() throws ApiException;
  }

  private static void say(String step, Object... values) throws Exception {
    System.out.println(JSON.writeValueAsString(record("step", step, values)));
  }

  private static Map<String, Object> record(String name, Object value, Object... more) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(name, value);
    for (int index = 0; index < more.length; index += 2) record.put((String) more[index], more[index + 1]);
    return record;
  }

  private static ApiException failureOf(Call call) {
    try {
      call.run();
    } catch (ApiException failure) {
      return failure;
    }
    throw new IllegalStateException("an error response was expected");
  }

  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("CLIENT_BASE_URL"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + System.getenv("CLIENT_KEY")));
    CatalogApi catalog = new CatalogApi(client);
    InventoryApi inventory = new InventoryApi(client);
    TransfersApi transfers = new TransfersApi(client);

    ProductList listed = catalog.listProducts(1, 4, "name", SortOrder.DESC, ProductStatus.ACTIVE, null, null);
    List<Object> products = new ArrayList<>();
    for (Product each : listed.getData()) {
      products.add(
          record(
              "sku", each.getSku(),
              "name", each.getName(),
              "description", each.getDescription(),
              "unitCost", each.getUnitCost(),
              "lotTracked", each.getLotTracked(),
              "createdAt", each.getCreatedAt().toInstant().toEpochMilli()));
    }
    say("list", "total", listed.getPagination().getTotal(), "products", products);

    List<String> seen = new ArrayList<>();
    int pages = 0;
    for (int last = 1; pages < last; ) {
      pages += 1;
      ProductList page = catalog.listProducts(pages, 50, null, null, ProductStatus.ACTIVE, null, null);
      for (Product each : page.getData()) seen.add(each.getId());
      last = page.getPagination().getTotalPages();
    }
    say("pages", "pages", pages, "items", seen.size(), "distinct", new HashSet<>(seen).size());

    ProductCreate body =
        new ProductCreate()
            .sku("CLIENT-1")
            .name("Client test")
            .unitOfMeasure(UnitOfMeasure.CASE)
            .unitCost(12345678.91)
            .currency("CHF")
            .lotTracked(true);
    Product created = catalog.createProduct(body).getData();
    say(
        "create",
        "sku", created.getSku(),
        "name", created.getName(),
        "description", created.getDescription(),
        "status", created.getStatus(),
        "unitOfMeasure", created.getUnitOfMeasure(),
        "unitCost", created.getUnitCost(),
        "currency", created.getCurrency(),
        "lotTracked", created.getLotTracked());

    ApiException duplicate = failureOf(() -> catalog.createProduct(body));
    ConflictDetails conflict = client.getObjectMapper().readValue(duplicate.getResponseBody(), ConflictError.class).getDetails();
    say("conflict", "status", duplicate.getCode(), "code", conflict.getCode(), "reason", conflict.getReason());

    String id = created.getId();
    say("delete", "deleted", catalog.deleteProduct(id).getData().getId().equals(id));

    ApiException absent = failureOf(() -> catalog.getProduct(id));
    NotFoundError nothing = client.getObjectMapper().readValue(absent.getResponseBody(), NotFoundError.class);
    say("absent", "status", absent.getCode(), "code", nothing.getDetails().getCode());

    InventoryItem item = inventory.listInventory(null, 1, "updatedAt", null, null, null, null, null).getData().get(0);
    InventoryAdjust adjust =
        new InventoryAdjust().inventoryItemId(item.getId()).deltaQty(-1.0).comment("Broken").reasonCodeId("reason_124");
    Adjustment adjustment = inventory.adjustInventory(adjust).getData();
    StockTransaction transaction = adjustment.getTransaction();
    say(
        "adjust",
        "type", transaction.getTransactionType(),
        "before", transaction.getQtyBefore(),
        "delta", transaction.getDeltaQty(),
        "after", adjustment.getInventoryItem().getQtyOnHand(),
        "comment", transaction.getComment(),
        "transferId", transaction.getTransferId(),
        "expiryDate", item.getExpiryDate() == null ? null : item.getExpiryDate().toString());

    ApiException refused = failureOf(() -> inventory.adjustInventory(adjust.reasonCodeId("reason_none")));
    ValidationErrorDetails invalid = client.getObjectMapper().readValue(refused.getResponseBody(), ValidationError.class).getDetails();
    say(
        "invalid",
        "status", refused.getCode(),
        "code", invalid.getCode(),
        "reason", invalid.getReason(),
        "path", invalid.getIssues().get(0).getPath());

    List<TransferRecommendation> pending =
        transfers.listPendingTransferRecommendations(null, 2, null, null, null, null, null, null).getData();
    for (int index = 0; index < 2; index++) {
      String recommendation = pending.get(index).getId();
      boolean isFirst = index == 0;
      TransferRecommendation approved =
          transfers
              .approveTransferRecommendation(
                  recommendation, isFirst ? new TransferRecommendationDecision().comment("Needed") : null)
              .getData();
      say(
          "approve",
          "status", approved.getStatus(),
          "comment", approved.getComment(),
          "transferId", approved.getTransferId(),
          "estimatedROI", approved.getEstimatedROI(),
          "decided", approved.getDecidedAt() != null);
      TransferRecommendation executed =
          transfers.executeTransferRecommendation(recommendation, isFirst ? null : Map.of()).getData();
      say("execute", "status", executed.getStatus(), "transferred", executed.getTransferId() != null);
    }

    Map<String, List<String>> headers =
        new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(catalog.listProductsWithHttpInfo(null, 1, null, null, null, null, null).getHeaders());
    long now = System.currentTimeMillis() / 1000;
    say(
        "limits",
        "limit", Long.valueOf(headers.get("X-RateLimit-Limit").get(0)),
        "remaining", Long.valueOf(headers.get("X-RateLimit-Remaining").get(0)),
        "resets", Long.valueOf(headers.get("X-RateLimit-Reset").get(0)) > now - 60);
  }
}
