// Generated from spec/openapi.yaml by `npm run contract`. Do not edit.

export interface paths {
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products
         * @description The products of the tenant.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description Creates a product. Its SKU must not be taken by another product of the tenant.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prod_123
                 */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        /**
         * Get a product
         * @description One product, by its id.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Delete a product
         * @description Deletes a product for good. While stock lines of the product exist it is refused with 409, `reason: IN_USE`; set its status to `DISCONTINUED` instead.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Update a product
         * @description Changes the properties that are sent, and only those. `null` clears a property that may be `null`; the SKU must not be taken by another product.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock lines
         * @description The stock of the tenant, a line for each product, location, lot and bin.
         */
        get: operations["listInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a quantity on hand
         * @description Sets the quantity on hand of one stock line to an absolute value, and records the difference as a stock transaction. A quantity below what is reserved, on hold and picked is refused with 409, `reason: INSUFFICIENT_STOCK`; an unchanged one is recorded with a difference of 0.
         */
        post: operations["createAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description The keys of the tenant, without their secrets, revoked and expired ones included.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Creates a key and shows its secret, this once. Scopes that the calling key does not cover are refused with 403; `requiredPermissions` lists them.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update an API key
         * @description Changes the properties that are sent, and only those, at once. Scopes that the calling key does not cover are refused with 403; a key that is not active with 409.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/admin/api-keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Ends a key, at once and for good. A key that is not active is refused with 409.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Gives a key a new secret and shows it, this once. The old secret is refused from then on. A key with scopes that the calling key does not cover is refused with 403, a key that is not active with 409.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description `DRAFT`: not sold yet. `ACTIVE`: sold. `DISCONTINUED`: no longer sold; remaining stock may exist.
         * @example ACTIVE
         * @enum {string}
         */
        ProductStatus: "DRAFT" | "ACTIVE" | "DISCONTINUED";
        /**
         * @description Stock-keeping unit, unique among the tenant's products; letters, digits, `.`, `_`, `-` and `/`.
         * @example SKU-123
         */
        Sku: string;
        /**
         * @description Id of a product.
         * @example prod_123
         */
        ProductId: string;
        /**
         * @description Name of the product.
         * @example Trail Running Shoe
         */
        ProductName: string;
        /**
         * @description Free text about the product.
         * @example Light shoe for gravel and forest paths
         */
        ProductDescription: string | null;
        /**
         * @description What one unit of stock is.
         * @example EACH
         * @enum {string}
         */
        UnitOfMeasure: "EACH" | "CASE" | "PALLET" | "KILOGRAM" | "LITRE" | "METRE";
        /**
         * @description Cost of one unit, in `currency`; `null` if unknown.
         * @example 10.5
         */
        UnitCost: number | null;
        /**
         * @description Currency of the amounts beside it, an ISO 4217 code.
         * @example EUR
         */
        Currency: string;
        /**
         * @description Whether its stock is kept by lot.
         * @example false
         */
        LotTracked: boolean;
        /**
         * Format: date-time
         * @description A moment, RFC 3339 in UTC.
         * @example 2026-06-01T08:00:00Z
         */
        Timestamp: string;
        /** @description Something the tenant stocks. */
        Product: {
            id: components["schemas"]["ProductId"];
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
            description: components["schemas"]["ProductDescription"];
            status: components["schemas"]["ProductStatus"];
            unitOfMeasure: components["schemas"]["UnitOfMeasure"];
            unitCost: components["schemas"]["UnitCost"];
            currency: components["schemas"]["Currency"];
            lotTracked: components["schemas"]["LotTracked"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Where a page stands in its list. */
        Pagination: {
            /**
             * @description Number of this page as asked for.
             * @example 1
             */
            page: number;
            /**
             * @description Most items a page has; the `limit` that was applied.
             * @example 20
             */
            pageSize: number;
            /**
             * @description Items that match the filters over all pages.
             * @example 150
             */
            total: number;
            /**
             * @description `total` divided by `pageSize`, rounded up.
             * @example 8
             */
            totalPages: number;
        };
        /** @description One place of a request that is not as documented. */
        Issue: {
            /**
             * @description The part of the request.
             * @example body
             * @enum {string}
             */
            in: "path" | "query" | "header" | "body";
            /**
             * @description In the body, a JSON pointer (RFC 6901) to the offending value, to the missing property or to the one too many; empty for the whole body. Elsewhere, the name of the parameter or header.
             * @example /sku
             */
            path: string;
            /**
             * @description What was expected there.
             * @example must be a string
             */
            message: string;
        };
        /**
         * @description The value of the response's `X-Request-Id`.
         * @example req_7h2k9m4p
         */
        RequestId: string;
        /** @description A parameter or the body is not as documented. */
        ValidationErrorDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "VALIDATION_ERROR";
            /**
             * @description Set where the body is no JSON at all, or names something that does not exist.
             * @example UNKNOWN_REFERENCE
             * @enum {string}
             */
            reason?: "MALFORMED_JSON" | "UNKNOWN_REFERENCE";
            /** @description Every place that is wrong, the first 20 of them. */
            issues: components["schemas"]["Issue"][];
            requestId: components["schemas"]["RequestId"];
        };
        /** @description No key was sent, or it is not valid. */
        UnauthorizedDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "UNAUTHORIZED";
            /**
             * @description `MISSING_AUTHORIZATION`: no `Authorization` header. `INVALID_API_KEY`: malformed or unknown. `REVOKED_API_KEY`, `EXPIRED_API_KEY`: known, and no longer valid.
             * @example INVALID_API_KEY
             * @enum {string}
             */
            reason: "MISSING_AUTHORIZATION" | "INVALID_API_KEY" | "REVOKED_API_KEY" | "EXPIRED_API_KEY";
            requestId: components["schemas"]["RequestId"];
        };
        /**
         * @description What an operation needs.
         * @example products.read
         * @enum {string}
         */
        Permission: "admin.alerts.read" | "admin.alerts.write" | "admin.keys.read" | "admin.keys.write" | "forecast.read" | "forecast.write" | "inventory.adjust" | "inventory.read" | "inventory.write" | "products.read" | "products.write" | "transfers.approve" | "transfers.execute" | "transfers.read" | "transfers.write";
        /**
         * @description A permission, a wildcard that covers all permissions that begin with what stands before its `*`, or `*` for all.
         * @example inventory.read
         */
        Scope: components["schemas"]["Permission"] | ("*" | "admin.*" | "admin.alerts.*" | "admin.keys.*" | "forecast.*" | "inventory.*" | "products.*" | "transfers.*");
        /** @description The key is valid, but may not do this. */
        ForbiddenDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "FORBIDDEN";
            /**
             * @description `INSUFFICIENT_SCOPE`: the key lacks permissions. `IP_RESTRICTION`: the key is not valid from this address. `INACTIVE_ORGANIZATION`: the tenant is not active.
             * @example INSUFFICIENT_SCOPE
             * @enum {string}
             */
            reason: "INSUFFICIENT_SCOPE" | "IP_RESTRICTION" | "INACTIVE_ORGANIZATION";
            /** @description The permissions or scopes that are needed and that the key lacks; empty for the other reasons. */
            requiredPermissions: components["schemas"]["Scope"][];
            requestId: components["schemas"]["RequestId"];
        };
        /** @description Nothing has this id, or there is no such path. */
        NotFoundDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "NOT_FOUND";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The path does not know the method. */
        MethodNotAllowedDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "METHOD_NOT_ALLOWED";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The request is as documented, but the state of things forbids it. */
        ConflictDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "CONFLICT";
            /**
             * @description `DUPLICATE`: something with this unique value exists. `INVALID_STATE`: not in the present state. `IN_USE`: something else still needs it. `INSUFFICIENT_STOCK`: a quantity would fall below what is allowed.
             * @example DUPLICATE
             * @enum {string}
             */
            reason: "DUPLICATE" | "INVALID_STATE" | "IN_USE" | "INSUFFICIENT_STOCK";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The body is over 1 MiB. */
        PayloadTooLargeDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "PAYLOAD_TOO_LARGE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The body is not sent as `application/json`. */
        UnsupportedMediaTypeDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "UNSUPPORTED_MEDIA_TYPE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description A rate limit is reached. */
        RateLimitExceededDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "RATE_LIMIT_EXCEEDED";
            /**
             * @description Seconds until a request can succeed again, as in `Retry-After`.
             * @example 30
             */
            retryAfterSeconds: number;
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The server failed; nothing of its inside is told. */
        InternalErrorDetails: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "INTERNAL_ERROR";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description What a program needs to know of an error; `code` says which members there are. */
        ErrorDetails: components["schemas"]["ValidationErrorDetails"] | components["schemas"]["UnauthorizedDetails"] | components["schemas"]["ForbiddenDetails"] | components["schemas"]["NotFoundDetails"] | components["schemas"]["MethodNotAllowedDetails"] | components["schemas"]["ConflictDetails"] | components["schemas"]["PayloadTooLargeDetails"] | components["schemas"]["UnsupportedMediaTypeDetails"] | components["schemas"]["RateLimitExceededDetails"] | components["schemas"]["InternalErrorDetails"];
        /** @description The body of every error. */
        Error: {
            /**
             * @description What is wrong, as a sentence for people. It may change; programs read `details.code`.
             * @example No such resource.
             */
            error: string;
            details: components["schemas"]["ErrorDetails"];
        };
        /** @description A product to create. */
        ProductCreate: {
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
            /** @default null */
            description?: components["schemas"]["ProductDescription"];
            /** @default ACTIVE */
            status?: components["schemas"]["ProductStatus"];
            /** @default EACH */
            unitOfMeasure?: components["schemas"]["UnitOfMeasure"];
            /** @default null */
            unitCost?: components["schemas"]["UnitCost"];
            /** @default EUR */
            currency?: components["schemas"]["Currency"];
            /** @default false */
            lotTracked?: components["schemas"]["LotTracked"];
        };
        /** @description What was deleted. */
        Deletion: {
            /**
             * @description Id of what was deleted.
             * @example prod_124
             */
            id: string;
            deletedAt: components["schemas"]["Timestamp"];
        };
        /** @description What to change of a product. A property left out stays as it is. */
        ProductUpdate: {
            sku?: components["schemas"]["Sku"];
            name?: components["schemas"]["ProductName"];
            description?: components["schemas"]["ProductDescription"];
            status?: components["schemas"]["ProductStatus"];
            unitOfMeasure?: components["schemas"]["UnitOfMeasure"];
            unitCost?: components["schemas"]["UnitCost"];
            currency?: components["schemas"]["Currency"];
            lotTracked?: components["schemas"]["LotTracked"];
        };
        /**
         * @description Id of a stock line.
         * @example item_123
         */
        InventoryItemId: string;
        /**
         * @description Id of a location.
         * @example loc_123
         */
        LocationId: string;
        /**
         * @description Units of stock, kept to six decimals.
         * @example 150
         */
        Quantity: number;
        /** @description A stock line: the stock of one product at one location, in one lot and one bin where these are kept. `quantityAvailable` is `quantityOnHand` − `quantityReserved` − `quantityOnHold` − `quantityPicked`; `totalValue` is `quantityOnHand` × `unitCost`, rounded to cents. */
        InventoryItem: {
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Name of the location.
             * @example Hamburg warehouse
             */
            locationName: string;
            /** @description Units physically there. */
            quantityOnHand: components["schemas"]["Quantity"];
            /** @description Units promised to orders and transfers. */
            quantityReserved: components["schemas"]["Quantity"];
            /** @description Units blocked, for instance by quality control. */
            quantityOnHold: components["schemas"]["Quantity"];
            /** @description Units picked and not yet shipped. */
            quantityPicked: components["schemas"]["Quantity"];
            /**
             * @description Units free to promise; below zero if more is promised than is there.
             * @example 150
             */
            quantityAvailable: number;
            /**
             * @description Id of the lot.
             * @example lot_123
             */
            lotId: string | null;
            /**
             * @description Number of the lot as printed on the goods.
             * @example LOT-2026-001
             */
            lotNumber: string | null;
            /**
             * Format: date
             * @description Last day on which the lot may be sold.
             * @example 2027-12-31
             */
            expiryDate: string | null;
            /**
             * @description Id of the bin.
             * @example bin_123
             */
            binId: string | null;
            /**
             * @description Name of the bin.
             * @example A-1-2
             */
            binName: string | null;
            unitCost: components["schemas"]["UnitCost"];
            /**
             * @description Value of what is on hand; `null` if the unit cost is unknown.
             * @example 2100
             */
            totalValue: number | null;
            currency: components["schemas"]["Currency"];
            /** @description When the line was last counted; `null` if never. */
            lastCountedAt: components["schemas"]["Timestamp"] | null;
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description Id of a reason code.
         * @example reason_123
         */
        ReasonCodeId: string;
        /** @description A new quantity on hand for one stock line, and why. */
        AdjustmentCreate: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /** @description The quantity on hand to set: absolute, not a difference. */
            newQtyOnHand: components["schemas"]["Quantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /**
             * @description Free text for whoever reads the history.
             * @example Found behind the rack
             */
            comment?: string;
            /**
             * @description Why the quantity was wrong.
             * @example Put away in the wrong bin
             */
            rootCause?: string;
        };
        /**
         * @description Units of stock by which a quantity rises or, below zero, falls.
         * @example -50
         */
        SignedQuantity: number;
        /** @description One movement of a stock line. The quantity on hand of a line is the sum of its movements. */
        StockTransaction: {
            /**
             * @description Id of the transaction.
             * @example txn_123
             */
            id: string;
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description What moved the stock.
             * @example ADJUSTMENT
             * @enum {string}
             */
            transactionType: "ADJUSTMENT";
            /** @description Units added or, below zero, taken away. */
            deltaQty: components["schemas"]["SignedQuantity"];
            /** @description Quantity on hand before. */
            qtyBefore: components["schemas"]["Quantity"];
            /** @description Quantity on hand after. */
            qtyAfter: components["schemas"]["Quantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /**
             * @description Label of the reason code.
             * @example Cycle Count
             */
            reasonCode: string;
            /**
             * @description Free text given with it.
             * @example Found behind the rack
             */
            comment: string | null;
            /**
             * @description Why the quantity was wrong.
             * @example Put away in the wrong bin
             */
            rootCause: string | null;
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description The quantities of a stock line after an adjustment, named as in stock movements: `qtyOnHand` is the `quantityOnHand` of the stock line, and so on. */
        AdjustedInventoryItem: {
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /** @description Units physically there. */
            qtyOnHand: components["schemas"]["Quantity"];
            /** @description Units promised to orders and transfers. */
            qtyReserved: components["schemas"]["Quantity"];
            /** @description Units free to promise. */
            qtyAvailable: components["schemas"]["SignedQuantity"];
        };
        /** @description An adjustment that was made, and the stock line after it. */
        Adjustment: {
            /**
             * @description Always true.
             * @example true
             * @constant
             */
            success: true;
            transaction: components["schemas"]["StockTransaction"];
            inventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /**
             * @description The change as a sentence, with its sign.
             * @example Adjusted by +50.
             */
            message: string;
        };
        /**
         * @description `ACTIVE` keys are accepted; `REVOKED` and `EXPIRED` ones never again.
         * @example ACTIVE
         * @enum {string}
         */
        ApiKeyStatus: "ACTIVE" | "REVOKED" | "EXPIRED";
        /**
         * @description What the key is for.
         * @example Warehouse integration
         */
        KeyName: string;
        /**
         * @description What the key may do. A key without scopes is valid and may do nothing.
         * @example [
         *       "inventory.read",
         *       "products.*"
         *     ]
         */
        Scopes: components["schemas"]["Scope"][];
        /**
         * @description From when on the key is refused; `null` for never.
         * @example 2027-06-01T00:00:00Z
         */
        ExpiresAt: components["schemas"]["Timestamp"] | null;
        /**
         * @description Addresses (IPv4 or IPv6) that may use the key; empty for all.
         * @example [
         *       "192.0.2.10"
         *     ]
         */
        AllowedIps: (string | unknown | unknown)[];
        /** @description An API key, without its secret. */
        ApiKey: {
            /**
             * @description Id of the key.
             * @example key_123
             */
            id: string;
            name: components["schemas"]["KeyName"];
            /**
             * @description The part of the key that is no secret.
             * @example bdk_live_ABC123
             */
            keyPrefix: string;
            /**
             * @description The last four characters of the key.
             * @example XYZ1
             */
            last4: string;
            scopes: components["schemas"]["Scopes"];
            status: components["schemas"]["ApiKeyStatus"];
            expiresAt: components["schemas"]["ExpiresAt"];
            allowedIps: components["schemas"]["AllowedIps"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When the key was revoked; `null` if it was not. */
            revokedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description A key to create. */
        ApiKeyCreate: {
            name: components["schemas"]["KeyName"];
            scopes: components["schemas"]["Scopes"];
            /** @default null */
            expiresAt?: components["schemas"]["ExpiresAt"];
            /** @default [] */
            allowedIps?: components["schemas"]["AllowedIps"];
        };
        /** @description A key together with its secret, which is shown this once. */
        IssuedApiKey: {
            apiKey: components["schemas"]["ApiKey"];
            /**
             * @description The whole key, for `Authorization`. The server keeps only its hash.
             * @example bdk_live_ABC123_0123456789abcdefghijklmnopqrXYZ1
             */
            plaintextKey: string;
        };
        /** @description What to change of a key. A property left out stays as it is. */
        ApiKeyUpdate: {
            name?: components["schemas"]["KeyName"];
            scopes?: components["schemas"]["Scopes"];
            expiresAt?: components["schemas"]["ExpiresAt"];
            allowedIps?: components["schemas"]["AllowedIps"];
        };
        /** @description Nothing to say; an empty object, or no body at all. */
        NoProperties: Record<string, never>;
    };
    responses: {
        /** @description A parameter is not as documented. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["ValidationErrorDetails"];
                };
            };
        };
        /** @description No key was sent, or it is not valid. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["UnauthorizedDetails"];
                };
            };
        };
        /** @description The key may not do this. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["ForbiddenDetails"];
                };
            };
        };
        /** @description A rate limit is reached. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                /**
                 * @description None are left.
                 * @example 0
                 */
                "X-RateLimit-Remaining": 0;
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["RateLimitExceededDetails"];
                };
            };
        };
        /** @description The server failed. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["InternalErrorDetails"];
                };
            };
        };
        /** @description A parameter or the body is not as documented. */
        BadRequestBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["ValidationErrorDetails"];
                };
            };
        };
        /** @description The state of things forbids it; `reason` says why. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["ConflictDetails"];
                };
            };
        };
        /** @description The body is over 1 MiB. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["PayloadTooLargeDetails"];
                };
            };
        };
        /** @description The body is not sent as `application/json`. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["UnsupportedMediaTypeDetails"];
                };
            };
        };
        /** @description Nothing has this id. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["NotFoundDetails"];
                };
            };
        };
    };
    parameters: {
        /**
         * @description Number of the page, from 1.
         * @example 1
         */
        Page: number;
        /**
         * @description Items per page.
         * @example 20
         */
        Limit: number;
        /**
         * @description Direction of the order.
         * @example asc
         */
        SortOrder: "asc" | "desc";
        /**
         * @description Id of the product.
         * @example prod_123
         */
        ProductId: string;
        /**
         * @description Id of the key (not the key itself).
         * @example key_123
         */
        KeyId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identifies this exchange; quote it to support. Errors repeat it in `details.requestId`.
         * @example req_7h2k9m4p
         */
        "X-Request-Id": string;
        /**
         * @description Requests allowed in the window that has the fewest left.
         * @example 100
         */
        "X-RateLimit-Limit": number;
        /**
         * @description Requests left in that window.
         * @example 99
         */
        "X-RateLimit-Remaining": number;
        /**
         * @description When that window ends, as Unix time in whole seconds.
         * @example 1780300860
         */
        "X-RateLimit-Reset": number;
        /**
         * @description Authenticated responses are not to be stored (RFC 9111 §5.2.2.5).
         * @example no-store
         */
        "Cache-Control": "no-store";
        /**
         * @description The challenge (RFC 6750 §3), with an `error` attribute only if a key was sent.
         * @example Bearer realm="Better Data SCM API"
         */
        "WWW-Authenticate": string;
        /**
         * @description Seconds until a request can succeed again.
         * @example 30
         */
        "Retry-After": number;
        /**
         * @description Address of what was created, or its list filtered to its `id` where it has no address of its own.
         * @example /api/products/prod_123
         */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listProducts: {
        parameters: {
            query?: {
                /**
                 * @description Number of the page, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description Items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Field to order by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "name" | "sku";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only products in this status.
                 * @example ACTIVE
                 */
                status?: components["schemas"]["ProductStatus"];
                /**
                 * @description Only the product with this SKU.
                 * @example SKU-123
                 */
                sku?: components["schemas"]["Sku"];
                /**
                 * @description Only products whose name or SKU contains this text; ASCII letters match in either case.
                 * @example shoe
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items of the page. */
                        data: components["schemas"]["Product"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCreate"];
            };
        };
        responses: {
            /** @description The product that was created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prod_123
                 */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prod_123
                 */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Deletion"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prod_123
                 */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductUpdate"];
            };
        };
        responses: {
            /** @description The product as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listInventory: {
        parameters: {
            query?: {
                /**
                 * @description Number of the page, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description Items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Field to order by.
                 * @example productName
                 */
                sortBy?: "productName" | "globalSku" | "locationName" | "quantityOnHand" | "quantityAvailable" | "expiryDate" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only stock at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only stock of this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only stock of this lot.
                 * @example lot_123
                 */
                lotId?: string;
                /**
                 * @description Only stock in this bin.
                 * @example bin_123
                 */
                binId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stock lines. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items of the page. */
                        data: components["schemas"]["InventoryItem"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentCreate"];
            };
        };
        responses: {
            /** @description The adjustment that was made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Adjustment"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /**
                 * @description Number of the page, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description Items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Field to order by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "name" | "expiresAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the key with this id.
                 * @example key_123
                 */
                id?: string;
                /**
                 * @description Only keys in this status.
                 * @example ACTIVE
                 */
                status?: components["schemas"]["ApiKeyStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items of the page. */
                        data: components["schemas"]["ApiKey"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description The key that was created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssuedApiKey"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyUpdate"];
            };
        };
        responses: {
            /** @description The key as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The key as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The key with its new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssuedApiKey"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
}
