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
         * @description Deletes a product for good, with its attribute values, its history, all links from it and to it, and its stock lines that hold nothing, with their movements and with what finished counts found of them. While stock of the product or a variant exists, or an open transfer (`DRAFT`, `PENDING` or `SHIPPED`), a cycle count that is not completed or a forecast event names it, it is refused with 409, `reason: IN_USE`; set its status to `DISCONTINUED` instead. A product with a past worth keeping is better discontinued than deleted.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Update a product
         * @description Changes the properties that are sent, and only those. `null` clears a property that may be `null`; the SKU must not be taken by another product. A request that changes nothing leaves `updatedAt` as it is, and so do changes of the product's attribute values, categories, links and variants.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/products/{productId}/attributes": {
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
         * List attribute values of a product
         * @description The attributes that the product has a value of, with the values.
         */
        get: operations["listProductAttributes"];
        put?: never;
        /**
         * Add attribute values to a product
         * @description Adds attribute values to those that the product has, all of them or none. An attribute that it has a value of already is refused with 409, `reason: DUPLICATE`, and more than 100 values in all with 409, `reason: INVALID_STATE`; `applyProductAttributes` changes values. A value that does not fit the data type or the allowed values of its attribute, or a second one for the same attribute, is refused with 400. `Location` is the list of the product's attribute values.
         */
        post: operations["createProductAttributes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/attributes/apply": {
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
        get?: never;
        put?: never;
        /**
         * Replace the attribute values of a product
         * @description Gives the product exactly these attribute values, in one step, and says what that changed: a value that is not sent is removed. A value that does not fit the data type or the allowed values of its attribute, or a second one for the same attribute, is refused with 400, and nothing changes. The same request again changes nothing.
         */
        post: operations["applyProductAttributes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/categories": {
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
         * List categories of a product
         * @description The categories that the product is in. Being in a category does not put it into those above.
         */
        get: operations["listProductCategories"];
        put?: never;
        /**
         * Add a product to categories
         * @description Puts the product into these categories besides those it is in, all of them or none, and says what that changed. A category that it is in already stays as it is, so the same request again changes nothing. More than 100 categories in all are refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["assignProductCategories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/categories/apply": {
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
        get?: never;
        put?: never;
        /**
         * Replace the categories of a product
         * @description Puts the product into exactly these categories, in one step, and says what that changed: it leaves a category that is not sent. The same request again changes nothing.
         */
        post: operations["applyProductCategories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/categories/suggest": {
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
        get?: never;
        put?: never;
        /**
         * Suggest categories for a product
         * @description > **Beta:** this operation may change without notice.
         *
         *     Suggests categories that the product is not in yet, the best first, and changes nothing. The score is the share of the different words in the
         *     product's name that speak for the category, rounded to two decimals; a word is a run of letters and digits, in either case. A word speaks for a
         *     category if it occurs in the category's own name or keywords, or if at least half of the other products with the word in their names are in the
         *     category, and at least two of them. Only the 5,000 other products updated last are looked at, and of those whose names contain the word, also within a
         *     longer one, the 200 updated last.
         *     Categories that no word speaks for are left out.
         */
        post: operations["suggestProductCategories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/history": {
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
         * List changes of a product
         * @description Every change of the product, the latest first unless sorted otherwise: who made it, when, and each field before and after. Changes of its attribute values, categories, links and variants are among them, also where a variant or a linked product is deleted; those of its stock are not. A request that changes nothing leaves no entry; the history goes with the product.
         */
        get: operations["listProductHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/inventory-levels": {
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
         * List inventory levels of a product
         * @description The stock of the product, a row for each location that has stock lines of it or replenishment settings for it. Ties are broken by `locationId`. The key needs both permissions.
         */
        get: operations["listProductInventoryLevels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/links": {
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
         * List links of a product
         * @description The links that begin at the product. Those that lead to it are listed at the products they begin at.
         */
        get: operations["listProductLinks"];
        put?: never;
        /**
         * Create a product link
         * @description Links the product to another one. A second link of the same type to the same product is refused with 409, `reason: DUPLICATE`, and a link to the product itself with 400. A link goes when either of its products is deleted.
         */
        post: operations["createProductLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/variants": {
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
         * List variants of a product
         * @description The variants of the product. Each is a product too, and is read, changed and deleted as one.
         */
        get: operations["listProductVariants"];
        put?: never;
        /**
         * Create a product variant
         * @description Creates a product that is a variant of this one. A SKU that is taken, or exactly the attribute values of another variant of the product, is refused with 409, `reason: DUPLICATE`; a variant of a variant with 409, `reason: INVALID_STATE`. A value that does not fit the data type or the allowed values of its attribute, or a second one for the same attribute, is refused with 400. The values of a variant may be changed later without regard to those of the others.
         */
        post: operations["createProductVariant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List categories
         * @description The categories of all taxonomies, or of one. By `path` within one taxonomy they come as the tree reads: each directly before all that is below it.
         */
        get: operations["listCategories"];
        put?: never;
        /**
         * Create a category
         * @description Creates a category at the root of a taxonomy or below another category, which must be of the same taxonomy (else 400, `reason: UNKNOWN_REFERENCE`). A code that a sibling has is refused with 409, `reason: DUPLICATE`, and an eleventh level with 409, `reason: INVALID_STATE`.
         */
        post: operations["createCategory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories/{categoryId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the category.
                 * @example cat_123
                 */
                categoryId: components["parameters"]["CategoryId"];
            };
            cookie?: never;
        };
        /**
         * Get a category
         * @description One category, by its id.
         */
        get: operations["getCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attributes
         * @description The attributes that products of the tenant can have a value of.
         */
        get: operations["listAttributes"];
        put?: never;
        /**
         * Create an attribute
         * @description Creates an attribute. A code that is taken is refused with 409, `reason: DUPLICATE`. `ENUM` needs at least one allowed value; allowed values with another data type, and a unit with another one than `NUMBER`, are refused with 400.
         */
        post: operations["createAttribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxonomies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List taxonomies
         * @description The taxonomies of the tenant. They are set up with the tenant; `listCategories` lists what they hold.
         */
        get: operations["listTaxonomies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxonomies/{taxonomyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the taxonomy.
                 * @example tax_123
                 */
                taxonomyId: components["parameters"]["TaxonomyId"];
            };
            cookie?: never;
        };
        /**
         * Get a taxonomy
         * @description One taxonomy, by its id, without its categories: `listCategories` lists these with `taxonomyId`.
         */
        get: operations["getTaxonomy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/inventory/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust a quantity on hand
         * @description Moves the quantity on hand of one stock line by a signed difference, and records it as a stock transaction; `createAdjustment` sets an absolute quantity instead. A decrease to less than what is reserved, on hold and picked is refused with 409, `reason: INSUFFICIENT_STOCK`, an increase above the greatest quantity with 400; a difference of 0 is recorded.
         */
        post: operations["adjustInventory"];
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
        /**
         * List stock movements
         * @description The history of the stock, newest first: every movement of every stock line, adjustments and all others; `transactionType` tells them apart. The quantity on hand of a stock line is the sum of its movements. The rows hold both the id of the reason code and its label, as `reasonCode`. Like adjusting, reading the history needs `inventory.adjust`.
         */
        get: operations["listAdjustments"];
        put?: never;
        /**
         * Set a quantity on hand
         * @description Sets the quantity on hand of one stock line to an absolute value, and records the difference as a stock transaction. A decrease to less than what is reserved, on hold and picked is refused with 409, `reason: INSUFFICIENT_STOCK`; an unchanged quantity is recorded with a difference of 0.
         */
        post: operations["createAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/adjustments/lot-correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct the lot of stock
         * @description Moves units that were recorded under the wrong lot, or under none, to another lot of the product in the same location and bin; lot and stock line are created where there are none. It records two stock transactions that add up to 0, and `Location` leads to the first. More units than the stock line has available are refused with 409, `reason: INSUFFICIENT_STOCK`, the lot that the line is in with `INVALID_STATE`, and an `expiryDate` that is not the one of an existing lot with `DUPLICATE`; units that take the other stock line above the greatest quantity with 400.
         */
        post: operations["createLotCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/adjustments/reason-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reason codes
         * @description The reasons that adjustments of the tenant can have. An adjustment names one by its `id`; the history shows the `label`. Like adjusting, reading them needs `inventory.adjust`.
         */
        get: operations["listReasonCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/adjustments/record-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recorded stock
         * @description The movements by which stock was recorded that the books did not have, newest first: those of the history whose `transactionType` is `RECORDED_STOCK`.
         */
        get: operations["listRecordedStock"];
        put?: never;
        /**
         * Record stock
         * @description Records units that the books did not have: adds them to the stock line of the product, location, lot and bin, as a stock transaction. Stock line and lot are created where there are none. Units that take the stock line above the greatest quantity, a lot-tracked product without a `lotNumber`, an `expiryDate` without one and a bin of another location are refused with 400, an `expiryDate` that is not the one of an existing lot with 409, `reason: DUPLICATE`.
         */
        post: operations["recordStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List availability
         * @description What can be promised of each stock line. A line of which everything on hand is expired, recalled or on hold is left out unless the parameter for it is `true`; one to which several apply needs them all.
         *     With `summary=true` the rows are sums instead, one for each product and location with a line that matches, and `sortBy` orders them by the sum of the quantity that it names. Sums have no id; product and location break ties between them.
         */
        get: operations["listAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/availability/{availabilityId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the availability, which is that of its stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityId"];
            };
            cookie?: never;
        };
        /**
         * Get the availability of a stock line
         * @description What can be promised of one stock line, by its id, expired and recalled ones included.
         */
        get: operations["getAvailability"];
        put?: never;
        /**
         * Set the availability of a stock line
         * @description Sets how much of a stock line is on hold or picked, and whether it is recalled; what is on hand and reserved stays as it is. The availability exists with its stock line, so this creates nothing. A change that takes `qtyAvailable` below 0 is refused with 409, `reason: INSUFFICIENT_STOCK`.
         */
        post: operations["setAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/availability/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check availability
         * @description Says whether the quantities wanted are available now, at one location or over all. It only reads: nothing is reserved, and each item is checked by itself. Expired and recalled stock lines do not count; the safety stock of channels is not held back.
         */
        post: operations["checkAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/channel-location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ATP by channel and location
         * @description What each sales channel may still promise (available to promise, ATP), a row for each product and location with stock lines that are neither expired nor recalled. ATP is what is available less the safety stock of the channel's policy; at or below 0 it is `CRITICAL`, above that and at or below the threshold of the policy `LOW`, else `OK`. Rows are told apart by product and location, which also break ties.
         */
        get: operations["listChannelLocationAtp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/channel-location/drilldown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the stock behind the ATP
         * @description The stock lines that the ATP of products at locations comes from, those first where a channel has the least. The parameters narrow it down, usually to one row of the ATP list; an id that names nothing matches nothing. What is on hand, reserved, on hold, picked and available in each channel is the sum over the stock lines of the row.
         */
        get: operations["getChannelLocationDrilldown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/channel/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ATP by channel
         * @description The sales channels, each summed over the rows of the ATP list that match; one without such rows has zeros. Ties are broken by `channelId`.
         */
        get: operations["listChannelSummaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory-levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set replenishment settings
         * @description Sets the replenishment settings of one product at one location, whether there were any or not; the same request twice leaves the same settings. Where they are given, `minQuantity` ≤ `reorderQuantity` ≤ `maxQuantity` must hold, and the bin must be at the location; anything else is refused with 400.
         */
        post: operations["upsertInventoryLevel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get inventory analytics
         * @description Key figures of the stock now, and of what moved it in a period. The period ends now and begins 30 days before its end, unless the parameters say otherwise; one that ends before it begins has no movements. An id that names nothing gives zeros.
         */
        get: operations["getInventoryAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/cycle-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List cycle counts
         * @description The cycle counts of the tenant, completed ones included, without their lines.
         */
        get: operations["listCycleCounts"];
        put?: never;
        /**
         * Create a cycle count
         * @description Opens a count of the stock lines that the products have at the location at this moment; stock is not locked, and a stock line may be in several counts. A count without any stock line, or with more than 1000, is refused with 400, and so are products that do not go with the `type`.
         */
        post: operations["createCycleCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/cycle-counts/{cycleCountId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        /**
         * Get a cycle count
         * @description One cycle count with its lines, by its id.
         */
        get: operations["getCycleCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/cycle-counts/{cycleCountId}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record counted lines
         * @description Records what was counted, in as many sessions as it takes; each line also keeps what the books say at that moment. A line that was counted before takes the new values. A stock line that is not in the count is refused with 400, `reason: UNKNOWN_REFERENCE`, one named twice with 400, and a completed count with 409, `reason: INVALID_STATE`.
         */
        post: operations["recordCycleCountLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/cycle-counts/{cycleCountId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a cycle count
         * @description Ends a count for good: computes the variance of each counted line, counted less expected, and gives its stock line the `countedAt` of the line as `lastCountedAt`, unless it was counted later. With `autoAdjust` each variance but 0 is added to what is on hand now, as a stock transaction, in the same step; if one of them takes a stock line below what is reserved, on hold and picked, all of it is refused with 409, `reason: INSUFFICIENT_STOCK`, and above the greatest quantity with `INVALID_STATE`. Lines that were not counted stay as they are; a count without a counted line, or completed before, is refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["completeCycleCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List transfers
         * @description The transfers of the tenant, finished and cancelled ones included.
         */
        get: operations["listTransfers"];
        put?: never;
        /**
         * Create a transfer
         * @description Creates a transfer in `DRAFT`. A draft reserves no stock and may ask for more than there is; that is looked at when it moves to `PENDING`. Source and destination must differ (400).
         */
        post: operations["createTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/transfers/{transferId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the transfer.
                 * @example trf_123
                 */
                transferId: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        /**
         * Get a transfer
         * @description One transfer, by its id.
         */
        get: operations["getTransfer"];
        put?: never;
        /**
         * Update a transfer
         * @description Edits a draft or, with `status`, moves a transfer on; a transfer is updated by POST, which creates nothing. Locations and lines can be changed only in `DRAFT`, a comment also along with any move; an edit or a move that the present status forbids is refused with 409, `reason: INVALID_STATE`. `PENDING` reserves the units at the source, all of them or none: if a line is not available in full, the refusal is 409, `reason: INSUFFICIENT_STOCK`. `RECEIVED` moves the stock and records a stock transaction for each end of each allocation; `CANCELLED` releases what was reserved. If a stock line would come to hold more than the greatest quantity, `RECEIVED` is refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["updateTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/transfers/bins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bins for transfers
         * @description The bins that transfers can take stock from and put stock into, over all locations of the tenant, empty ones included.
         */
        get: operations["listTransferBins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List transfer recommendations
         * @description The recommendations of the tenant, decided and executed ones included.
         */
        get: operations["listTransferRecommendations"];
        put?: never;
        /**
         * Generate transfer recommendations
         * @description Compares what is available of each product at the locations that have a stock line of it, and proposes to move half the difference between two of them, in whole units rounded down, from the fuller to the emptier. Nothing is proposed where the stock difference is below `minStockDifferencePct` or the quantity below 1. Repeating the request proposes the same again, so look at the pending recommendations first. `requirePositiveROI` without `unitMargin` is refused with 400.
         */
        post: operations["generateTransferRecommendations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations/{recommendationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        /**
         * Get a transfer recommendation
         * @description One recommendation, by its id.
         */
        get: operations["getTransferRecommendation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations/{recommendationId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a transfer recommendation
         * @description Clears a pending recommendation for execution; nothing is reserved yet. The permission is all it takes, since a key has no role. A recommendation that is not pending is refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["approveTransferRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations/{recommendationId}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Execute a transfer recommendation
         * @description Turns an approved recommendation into a transfer in `PENDING`, which reserves its units at the source; stock moves when that transfer is received. A recommendation that is not approved is refused with 409, `reason: INVALID_STATE`. If the units are no longer available the refusal is 409, `reason: INSUFFICIENT_STOCK`, and the recommendation stays approved.
         */
        post: operations["executeTransferRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations/{recommendationId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a transfer recommendation
         * @description Ends a pending recommendation. One that is not pending, approved ones included, is refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["rejectTransferRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers/recommendations/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pending transfer recommendations
         * @description The recommendations that wait for a decision: the same as listing recommendations with `status=PENDING`.
         */
        get: operations["listPendingTransferRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the alert configuration
         * @description What the tenant is alerted about, and whom to tell. A tenant that has never set it has the defaults that replacing it describes. `data` holds the configuration under `config`, exactly as it is sent to replace it.
         */
        get: operations["getAlertConfig"];
        /**
         * Replace the alert configuration
         * @description Replaces the configuration as a whole: what is left out falls back to its default, and a destination that is not sent is gone. The same request twice gives the same configuration, ids included. What `getAlertConfig` answers in `data` can be sent back as it is.
         */
        put: operations["replaceAlertConfig"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts
         * @description The alerts that were recorded, the latest first unless sorted otherwise. A change of stock or of what is reserved that crosses a threshold records `STOCKOUT`, `LOW_ATP` or `OVERSTOCK` in the same step, if alerts and the type are switched on and no cooldown runs; once for a type, product and location, for the channel with the lowest ATP. The other types come from periodic checks, or by hand.
         */
        get: operations["listAlertHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trigger an alert
         * @description > **Beta:** this operation may change without notice.
         *
         *     Records an alert by hand, whatever the switches and the cooldown say, and starts no cooldown. A product or location that does not exist is refused with
         *     400, `reason: UNKNOWN_REFERENCE`.
         */
        post: operations["triggerAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a forecast
         * @description Forecasts the demand of what the filters select, day by day, by Holt–Winters' additive method with damped trend and a weekly season, with an 80 % interval; the group's introduction defines it. Each day has the baseline and the quantity with the events of the published scenarios, or of `scenarioId`: multiplicative lifts of 25 % and 15 % give the factor 1.25 × 1.15 = 1.4375, additive ones a lift of 0.25 + 0.15 = 0.40, and the additive come first where both occur. It is computed anew with each request, and nothing is stored. An id that names nothing, a scenario's included, selects no demand, so that every quantity is 0.
         */
        get: operations["getForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/change-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forecast changes
         * @description What was done to events and scenarios, and hence to forecasts, the latest first unless sorted otherwise: who did it, when, and each field before and after. A request that changes nothing leaves no entry, and times that the server sets are not listed as fields. An event update that returns a scenario to `DRAFT` leaves an entry for each of the two.
         */
        get: operations["listForecastChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/channel-projection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channel projections
         * @description The forecast of each sales channel over the days of the horizon, with the same method and the same events as `getForecast`: a row for each channel that has demand history among what the filters select. The rows together are the forecast of all channels. A channel occurs once; ties are broken by `channelId`. An id that names nothing, a scenario's included, selects no demand and hence no channel.
         */
        get: operations["listChannelProjections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forecast events
         * @description The events of the tenant, whether a scenario includes them or not.
         */
        get: operations["listForecastEvents"];
        put?: never;
        /**
         * Create a forecast event
         * @description Creates an event. It changes no forecast until a scenario includes it. A multiplicative lift of 25 % and one of 15 % on the same day give the factor 1.25 × 1.15 = 1.4375, two additive ones the lift 0.25 + 0.15 = 0.40; where both kinds occur, the additive come first. An `endsAt` that is not after `startsAt` is refused with 400; so is a product or location that does not exist, with `reason: UNKNOWN_REFERENCE`.
         */
        post: operations["createForecastEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the event.
                 * @example event_789
                 */
                eventId: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        /**
         * Get a forecast event
         * @description One event, by its id.
         */
        get: operations["getForecastEvent"];
        /**
         * Replace a forecast event
         * @description Replaces all that a client sets of an event; a property left out falls back to its default. Generated scenarios that include it return to `DRAFT` and lose their result. While a published scenario includes it, it is refused with 409, `reason: IN_USE`. An `endsAt` that is not after `startsAt` is refused with 400; so is a product or location that does not exist, with `reason: UNKNOWN_REFERENCE`.
         */
        put: operations["updateForecastEvent"];
        post?: never;
        /**
         * Delete a forecast event
         * @description Deletes an event for good. While a scenario that is not archived includes it, it is refused with 409, `reason: IN_USE`.
         */
        delete: operations["deleteForecastEvent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/long-term": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a long-term forecast
         * @description Forecasts the demand of what the filters select by calendar month, from the first month that begins after the last known demand. A month is the sum of its days as `getForecast` would forecast them, with the same method and the same events; its interval is that of the sum. The trend is damped and a yearly season is not modelled, so that late months level off while their intervals widen. An id that names nothing, a scenario's included, selects no demand, so that every quantity is 0.
         */
        get: operations["getLongTermForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forecast scenarios
         * @description The scenarios of the tenant, without the archived ones. `status=ARCHIVED` lists those alone, `includeArchived=true` all of them; where `status` is given, it decides.
         */
        get: operations["listForecastScenarios"];
        put?: never;
        /**
         * Create a forecast scenario
         * @description Creates a scenario as a `DRAFT`. It is then generated and published; until it is published it changes no forecast but those that name it. An event that does not exist is refused with 400, `reason: UNKNOWN_REFERENCE`.
         */
        post: operations["createForecastScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/scenarios/{scenarioId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        /**
         * Get a forecast scenario
         * @description One scenario, by its id, archived or not.
         */
        get: operations["getForecastScenario"];
        /**
         * Replace a forecast scenario
         * @description Replaces all that a client sets of a scenario; a property left out falls back to its default. A generated scenario returns to `DRAFT` and loses its result, even if nothing is different. A published or archived one is refused with 409, `reason: INVALID_STATE`; an event that does not exist with 400, `reason: UNKNOWN_REFERENCE`.
         */
        put: operations["updateForecastScenario"];
        post?: never;
        /**
         * Archive a forecast scenario
         * @description Archives a scenario; it is not deleted. It can still be read by its id, is left out of the list unless asked for, and can no longer be changed; if it was published, its events no longer act through it. An archived scenario is refused with 409, `reason: INVALID_STATE`.
         */
        delete: operations["archiveForecastScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/scenarios/{scenarioId}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a forecast scenario
         * @description Computes the forecast of all demand with the events of a draft, from the last known demand on, and keeps its total as the `result` of the scenario. Without a body the horizon is 30 days. Any scenario but a draft is refused with 409, `reason: INVALID_STATE`; to generate one anew, replace it first, which returns it to `DRAFT`. The days of the forecast are read by `getForecast` with its `scenarioId`.
         */
        post: operations["generateForecastScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/scenarios/{scenarioId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a forecast scenario
         * @description Publishes a generated scenario: from then on its events act on the forecasts of the tenant. Others stay published beside it; an event that several include acts once. It can then only be archived. A scenario that is not generated is refused with 409, `reason: INVALID_STATE`.
         */
        post: operations["publishForecastScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast/scenarios/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare forecast scenarios
         * @description Forecasts the same days with the events of each of several scenarios and sets them side by side. It is computed anew, from the scenarios as they are and whatever their status, and changes nothing. Multiplicative lifts of 25 % and 15 % on one day give the factor 1.25 × 1.15 = 1.4375, additive ones the lift 0.25 + 0.15 = 0.40. A scenario, product, location or channel that does not exist is refused with 400, `reason: UNKNOWN_REFERENCE`.
         */
        post: operations["compareForecastScenarios"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/planning/kpi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get planning key figures
         * @description Computes how good past forecasts were, from the forecast made seven days before each day and the demand of that day, and what the present stock means for the demand of the period. MAPE is the mean of |forecast − actual| ÷ actual over the days with demand, WAPE is Σ |forecast − actual| ÷ Σ actual, bias is Σ (forecast − actual) ÷ Σ actual, each × 100. SKUs are counted by MAPE: excellent below 10, good from 10 to below 20, fair from 20 to 30, poor above 30. `CUSTOM` without `startDate` and `endDate`, either of them with another period, or a range longer than 366 days is refused with 400. A location that names nothing has no demand, so that counts are 0 and figures `null`.
         */
        get: operations["getPlanningKpi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/planning/sku/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The SKU of a product, not its id. A `/` in it is sent as `%2F`.
                 * @example SKU-123
                 */
                sku: components["parameters"]["Sku"];
            };
            cookie?: never;
        };
        /**
         * Get the accuracy of a SKU
         * @description Computes how good the past forecasts of one SKU were, day by day, from the forecast made seven days before each day and the demand of that day. MAPE is the mean of |forecast − actual| ÷ actual over the days with demand, WAPE is Σ |forecast − actual| ÷ Σ actual, bias is Σ (forecast − actual) ÷ Σ actual, each × 100; they are computed before the quantities are rounded. `CUSTOM` without `startDate` and `endDate`, either of them with another period, or a range longer than 366 days is refused with 400. A location that names nothing has no demand, so that there are no buckets and the figures are `null`.
         */
        get: operations["getSkuAccuracy"];
        put?: never;
        post?: never;
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
         * @description Changes the properties that are sent, and only those, at once. A key with scopes that the calling key does not cover, and new scopes that it does not cover, are refused with 403; `requiredPermissions` lists them. A key that is not active is refused with 409.
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
         * @description Ends a key, at once and for good. A key with scopes that the calling key does not cover is refused with 403, a key that is not active with 409.
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
         * @example true
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
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "VALIDATION_ERROR";
            /**
             * @description Set where the body is no JSON at all, or names something that does not exist.
             * @example UNKNOWN_REFERENCE
             * @enum {string}
             */
            reason?: "MALFORMED_JSON" | "UNKNOWN_REFERENCE";
            /** @description Every place that is wrong; where there are more than 20, the first 20 of them. */
            issues: components["schemas"]["Issue"][];
            requestId: components["schemas"]["RequestId"];
        };
        /** @description No key was sent, or it is not valid. */
        UnauthorizedDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
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
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
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
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "NOT_FOUND";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The path does not know the method. */
        MethodNotAllowedDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "METHOD_NOT_ALLOWED";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The request is as documented, but the state of things forbids it. */
        ConflictDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
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
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "PAYLOAD_TOO_LARGE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The body is not sent as `application/json`. */
        UnsupportedMediaTypeDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "UNSUPPORTED_MEDIA_TYPE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description A rate limit is reached. */
        RateLimitExceededDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
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
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INTERNAL_ERROR";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The server cannot answer for now; nothing of its inside is told. */
        ServiceUnavailableDetails: {
            /**
             * @description Tells this kind of error from the others. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "SERVICE_UNAVAILABLE";
            /**
             * @description Seconds after which it is worth trying again, as in `Retry-After`.
             * @example 5
             */
            retryAfterSeconds?: number;
            requestId: components["schemas"]["RequestId"];
        };
        /** @description What a program needs to know of an error; `code` says which members there are. */
        ErrorDetails: components["schemas"]["ValidationErrorDetails"] | components["schemas"]["UnauthorizedDetails"] | components["schemas"]["ForbiddenDetails"] | components["schemas"]["NotFoundDetails"] | components["schemas"]["MethodNotAllowedDetails"] | components["schemas"]["ConflictDetails"] | components["schemas"]["PayloadTooLargeDetails"] | components["schemas"]["UnsupportedMediaTypeDetails"] | components["schemas"]["RateLimitExceededDetails"] | components["schemas"]["InternalErrorDetails"] | components["schemas"]["ServiceUnavailableDetails"];
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
         * @description Short name for programs; lower-case letters, digits and `_`, beginning with a letter.
         * @example colour
         */
        CatalogCode: string;
        /**
         * @description `TEXT`: any text. `NUMBER`: a number. `BOOLEAN`: true or false. `ENUM`: one of the allowed values of the attribute.
         * @example ENUM
         * @enum {string}
         */
        AttributeDataType: "TEXT" | "NUMBER" | "BOOLEAN" | "ENUM";
        /**
         * @description Id of an attribute.
         * @example attr_123
         */
        AttributeId: string;
        /**
         * @description Name of the attribute for people.
         * @example Colour
         */
        AttributeName: string;
        /**
         * @description Unit in which a `NUMBER` attribute is given; `null` for none, and for the other data types.
         * @example g
         */
        AttributeUnit: string | null;
        /**
         * @description A value of an attribute, of its data type. For `TEXT` and `ENUM` it is a string, for `NUMBER` a number, for `BOOLEAN` true or false.
         * @example Blue
         */
        AttributeValue: string | number | boolean;
        /** @description An attribute together with the value that a product has of it. A product has one value of an attribute at most. */
        ProductAttribute: {
            id: components["schemas"]["AttributeId"];
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            dataType: components["schemas"]["AttributeDataType"];
            unit: components["schemas"]["AttributeUnit"];
            value: components["schemas"]["AttributeValue"];
            /** @description When the product got this value. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description A value for one attribute. */
        ProductAttributeValue: {
            attributeId: components["schemas"]["AttributeId"];
            value: components["schemas"]["AttributeValue"];
        };
        /** @description Attribute values to add to a product. */
        ProductAttributesCreate: {
            /** @description The values, one for each attribute. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /** @description The attribute values that were added to a product. */
        AddedProductAttributes: {
            /** @description What was added, in the order of the request. */
            attributes: components["schemas"]["ProductAttribute"][];
        };
        /** @description All the attribute values that a product is to have. */
        ProductAttributesApply: {
            /** @description The values, one for each attribute; empty to leave the product without any. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /** @description An attribute whose value has changed. */
        ChangedProductAttribute: {
            /** @description The attribute with its value now. */
            attribute: components["schemas"]["ProductAttribute"];
            /** @description The value before. */
            previousValue: components["schemas"]["AttributeValue"];
        };
        /** @description What replacing the attribute values of a product has changed, each list ordered by `code`. `added`, `changed` and `unchanged` together are what the product has now. */
        ProductAttributesChange: {
            /** @description Attributes that the product had no value of. */
            added: components["schemas"]["ProductAttribute"][];
            /** @description Attributes that have another value now. */
            changed: components["schemas"]["ChangedProductAttribute"][];
            /** @description Attributes that the product has no value of any more, with the value it had. */
            removed: components["schemas"]["ProductAttribute"][];
            /** @description Attributes whose value was sent as it was. */
            unchanged: components["schemas"]["ProductAttribute"][];
        };
        /**
         * @description Id of a category.
         * @example cat_123
         */
        CategoryId: string;
        /**
         * @description Id of a taxonomy.
         * @example tax_123
         */
        TaxonomyId: string;
        /**
         * @description Id of the category above; `null` at the root of the tree.
         * @example cat_123
         */
        CategoryParentId: components["schemas"]["CategoryId"] | null;
        /**
         * @description Name of the category.
         * @example Footwear
         */
        CategoryName: string;
        /**
         * @description The codes from the root of the tree down to the category, joined by `/`; unique within its taxonomy. In this order a category stands directly before all that is below it.
         * @example footwear/trail_running
         */
        CategoryPath: string;
        /** @description A category that a product is in. */
        ProductCategory: {
            id: components["schemas"]["CategoryId"];
            taxonomyId: components["schemas"]["TaxonomyId"];
            parentId: components["schemas"]["CategoryParentId"];
            /** @example footwear */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["CategoryName"];
            path: components["schemas"]["CategoryPath"];
            /** @description When the product was put into the category. */
            assignedAt: components["schemas"]["Timestamp"];
        };
        /** @description Categories to put a product into. */
        ProductCategoriesAssign: {
            /**
             * @description The categories, each once.
             * @example [
             *       "cat_123"
             *     ]
             */
            categoryIds: components["schemas"]["CategoryId"][];
        };
        /** @description What a request has changed of the categories of a product, each list ordered by `path`. `added` and `unchanged` together are the categories the product is in now. */
        ProductCategoriesChange: {
            /** @description Categories that the product was not in. */
            added: components["schemas"]["ProductCategory"][];
            /** @description Categories that the product is not in any more; always empty where categories are only added. */
            removed: components["schemas"]["ProductCategory"][];
            /** @description Categories that the product was in and still is, sent or not. */
            unchanged: components["schemas"]["ProductCategory"][];
        };
        /** @description All the categories that a product is to be in. */
        ProductCategoriesApply: {
            /**
             * @description The categories, each once; empty to take the product out of all.
             * @example [
             *       "cat_124"
             *     ]
             */
            categoryIds: components["schemas"]["CategoryId"][];
        };
        /** @description Which suggestions to make. */
        CategorySuggestionRequest: {
            /**
             * @description Only categories of this taxonomy; `null` for those of all.
             * @default null
             * @example tax_123
             */
            taxonomyId?: components["schemas"]["TaxonomyId"] | null;
            /**
             * @description Most suggestions to make.
             * @default 5
             * @example 5
             */
            maxSuggestions?: number;
        };
        /** @description A category that a product may belong to. */
        CategorySuggestion: {
            /** @description The category. */
            category: {
                id: components["schemas"]["CategoryId"];
                taxonomyId: components["schemas"]["TaxonomyId"];
                name: components["schemas"]["CategoryName"];
                path: components["schemas"]["CategoryPath"];
            };
            /**
             * @description How well it fits, from 0 to 1.
             * @example 0.67
             */
            score: number;
            /**
             * @description Why it is suggested, as a sentence for people: which words the category has itself, and which speak for it by the other products that have them.
             * @example Shares 2 of 3 words with the name of the product: running, trail.
             */
            reason: string;
        };
        /** @description The categories suggested for a product. */
        CategorySuggestions: {
            productMasterId: components["schemas"]["ProductId"];
            /** @description The suggestions, the best first; equal ones by the `id` of the category. Empty if nothing fits. */
            suggestions: components["schemas"]["CategorySuggestion"][];
        };
        /**
         * @description What was done to a resource.
         * @example UPDATE
         * @enum {string}
         */
        AuditAction: "CREATE" | "UPDATE" | "DELETE" | "APPROVE" | "REJECT";
        /**
         * @description A value of a field; `null` where there is none.
         * @example Trail Running Shoe
         */
        FieldValue: string | number | boolean | null;
        /** @description One field before and after a change. */
        FieldChange: {
            /**
             * @description Name of the field.
             * @example name
             */
            field: string;
            /** @description The value before; `null` if there was none. */
            before: components["schemas"]["FieldValue"];
            /**
             * @description The value since; `null` if there is none any more.
             * @example Trail Running Shoe 2
             */
            after: components["schemas"]["FieldValue"];
        };
        /** @description One change of a product, by one request. A field is a property of the product (`name`), `attributes.<code>` for the value of an attribute, or, with the id of what was added as `after` or of what was removed as `before`, `categories`, `links` or `variants`. */
        ProductHistoryEntry: {
            /**
             * @description Id of the entry.
             * @example hist_123
             */
            id: string;
            productMasterId: components["schemas"]["ProductId"];
            /** @description `CREATE` for the first entry of a product, `UPDATE` for the others. */
            action: components["schemas"]["AuditAction"];
            /**
             * @description Id of the API key that made the change; `null` if none did.
             * @example key_123
             */
            keyId: string | null;
            /** @description The fields that changed, ordered by `field`. */
            changes: components["schemas"]["FieldChange"][];
            /** @description When the change was made. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description Id of a location.
         * @example loc_123
         */
        LocationId: string;
        /**
         * @description Name of the location.
         * @example Hamburg warehouse
         */
        LocationName: string;
        /**
         * @description Units of stock or demand, summed over stock lines, movements, days, products or places.
         * @example 200
         */
        StockTotal: number;
        /**
         * @description Units of stock or demand, summed over stock lines, movements, days, products or places; below zero if more is promised than is there, or more left than came.
         * @example 150
         */
        SignedStockTotal: number;
        /** @description The stock of one product at one location, summed over its stock lines there, and the replenishment settings of the two. `quantityAvailable` is `quantityOnHand` − `quantityReserved` − `quantityOnHold` − `quantityPicked`. */
        ProductInventoryLevel: {
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Units physically there.
             * @example 200
             */
            quantityOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units promised to orders and transfers.
             * @example 50
             */
            quantityReserved: components["schemas"]["StockTotal"];
            /**
             * @description Units blocked, for instance by quality control.
             * @example 0
             */
            quantityOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked and not yet shipped.
             * @example 0
             */
            quantityPicked: components["schemas"]["StockTotal"];
            /**
             * @description Units free to promise; below zero if more is promised than is there.
             * @example 150
             */
            quantityAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * @description Stock lines that are summed; 0 if there are settings only.
             * @example 1
             */
            stockLineCount: number;
            /**
             * @description Id of the replenishment settings; `null` if there are none.
             * @example level_123
             */
            levelId: string | null;
            /**
             * @description Least quantity to keep; `null` if not set.
             * @example 50
             */
            minQuantity: number | null;
            /**
             * @description Quantity at which to reorder; `null` if not set.
             * @example 100
             */
            reorderQuantity: number | null;
            /**
             * @description Most to keep; `null` if not set.
             * @example 500
             */
            maxQuantity: number | null;
            /** @description When one of its stock lines or the settings last changed. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description What the linked product is to the product. `ACCESSORY`: goes with it. `SUBSTITUTE`: can be sold in its place. `SUCCESSOR`: replaces it for good. `RELATED`: anything else.
         * @example ACCESSORY
         * @enum {string}
         */
        ProductLinkType: "ACCESSORY" | "SUBSTITUTE" | "SUCCESSOR" | "RELATED";
        /** @description A product in short. */
        ProductReference: {
            id: components["schemas"]["ProductId"];
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
        };
        /**
         * @description Free text about the link; `null` for none.
         * @example Often bought together
         */
        ProductLinkNote: string | null;
        /** @description A link from a product to another one. It has a direction, and is listed at the product it begins at only. */
        ProductLink: {
            /**
             * @description Id of the link.
             * @example link_123
             */
            id: string;
            /** @description Id of the product the link begins at. */
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Id of the product it leads to.
             * @example prod_124
             */
            linkedProductMasterId: components["schemas"]["ProductId"];
            /** @description The product it leads to. */
            linkedProduct: components["schemas"]["ProductReference"];
            linkType: components["schemas"]["ProductLinkType"];
            note: components["schemas"]["ProductLinkNote"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description A link to create. */
        ProductLinkCreate: {
            /**
             * @description Id of the product it leads to.
             * @example prod_124
             */
            linkedProductMasterId: components["schemas"]["ProductId"];
            linkType: components["schemas"]["ProductLinkType"];
            /** @default null */
            note?: components["schemas"]["ProductLinkNote"];
        };
        /** @description A version of a product, told apart by its attribute values. A variant is a product itself, with the same id, its own SKU and its own stock. */
        ProductVariant: {
            /** @example prod_125 */
            id: components["schemas"]["ProductId"];
            /** @description Id of the product it is a variant of. */
            parentId: components["schemas"]["ProductId"];
            /** @example SKU-123-42 */
            sku: components["schemas"]["Sku"];
            /** @example Trail Running Shoe 42 */
            name: components["schemas"]["ProductName"];
            status: components["schemas"]["ProductStatus"];
            unitCost: components["schemas"]["UnitCost"];
            currency: components["schemas"]["Currency"];
            /** @description Its own attribute values, ordered by `code`. */
            attributes: components["schemas"]["ProductAttribute"][];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description A variant to create. What is not named here (description, unit of measure, currency, lot tracking) it takes over from the product. */
        ProductVariantCreate: {
            /** @example SKU-123-42 */
            sku: components["schemas"]["Sku"];
            /** @example Trail Running Shoe 42 */
            name: components["schemas"]["ProductName"];
            /** @default ACTIVE */
            status?: components["schemas"]["ProductStatus"];
            /** @description Cost of one unit, in the currency of the product; `null` if unknown, and that of the product if left out. */
            unitCost?: components["schemas"]["UnitCost"];
            /** @description The values that tell it apart, one for each attribute. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /**
         * @description Free text for people; `null` for none.
         * @example For gravel and forest paths
         */
        CatalogDescription: string | null;
        /**
         * @description Words that hint at the category. They count when categories are suggested for a product.
         * @example [
         *       "boot",
         *       "sandal"
         *     ]
         */
        CategoryKeywords: string[];
        /** @description A group of products. Categories form a tree within their taxonomy, at most ten levels deep. */
        Category: {
            id: components["schemas"]["CategoryId"];
            taxonomyId: components["schemas"]["TaxonomyId"];
            parentId: components["schemas"]["CategoryParentId"];
            /**
             * @description Short name for programs, unique among the categories with the same parent.
             * @example footwear
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["CategoryName"];
            description: components["schemas"]["CatalogDescription"];
            keywords: components["schemas"]["CategoryKeywords"];
            path: components["schemas"]["CategoryPath"];
            /**
             * @description Levels above the category; 0 at the root of the tree.
             * @example 0
             */
            depth: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description A category to create. */
        CategoryCreate: {
            taxonomyId: components["schemas"]["TaxonomyId"];
            /** @default null */
            parentId?: components["schemas"]["CategoryParentId"];
            /**
             * @description Short name for programs, unique among the categories with the same parent.
             * @example footwear
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["CategoryName"];
            /** @default null */
            description?: components["schemas"]["CatalogDescription"];
            /** @default [] */
            keywords?: components["schemas"]["CategoryKeywords"];
        };
        /**
         * @description The values that an `ENUM` attribute takes, in the order to show them; empty for the other data types.
         * @example [
         *       "Black",
         *       "Blue",
         *       "Red"
         *     ]
         */
        AllowedValues: string[];
        /** @description The definition of something that products can have a value of. The data type and the allowed values decide which values are accepted. */
        Attribute: {
            id: components["schemas"]["AttributeId"];
            /** @description Short name for programs, unique among the attributes of the tenant. */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            description: components["schemas"]["CatalogDescription"];
            dataType: components["schemas"]["AttributeDataType"];
            allowedValues: components["schemas"]["AllowedValues"];
            unit: components["schemas"]["AttributeUnit"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description An attribute to create. */
        AttributeCreate: {
            /** @description Short name for programs, unique among the attributes of the tenant. */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            /** @default null */
            description?: components["schemas"]["CatalogDescription"];
            dataType: components["schemas"]["AttributeDataType"];
            /** @default [] */
            allowedValues?: components["schemas"]["AllowedValues"];
            /** @default null */
            unit?: components["schemas"]["AttributeUnit"];
        };
        /**
         * @description Name of the taxonomy.
         * @example Outdoor range
         */
        TaxonomyName: string;
        /** @description A way to group products, which holds a tree of categories. A product may be in categories of several taxonomies. */
        Taxonomy: {
            id: components["schemas"]["TaxonomyId"];
            /**
             * @description Short name for programs, unique among the taxonomies of the tenant.
             * @example outdoor
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["TaxonomyName"];
            description: components["schemas"]["CatalogDescription"];
            /**
             * @description Categories it holds, of all levels.
             * @example 2
             */
            categoryCount: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description Id of a stock line.
         * @example item_123
         */
        InventoryItemId: string;
        /**
         * @description Units of stock, kept to six decimals; so little that it would be kept as 0, other than 0 itself, is refused.
         * @example 150
         */
        Quantity: number;
        /**
         * @description Units of stock by which a quantity rises or, below zero, falls, kept to six decimals; so little that it would be kept as 0, other than 0 itself, is refused.
         * @example -50
         */
        SignedQuantity: number;
        /**
         * @description Id of a lot.
         * @example lot_123
         */
        LotId: string;
        /**
         * @description Number of a lot as printed on the goods, unique among the lots of its product.
         * @example LOT-2026-001
         */
        LotNumber: string;
        /**
         * Format: date
         * @description Last day on which the lot may be sold; from the day after, in UTC, its units count as expired. `null` if it does not expire, or if there is no lot.
         * @example 2027-12-31
         */
        ExpiryDate: string | null;
        /**
         * @description Id of a bin.
         * @example bin_123
         */
        BinId: string;
        /**
         * @description Name of the bin.
         * @example A-1-2
         */
        BinName: string;
        /** @description A stock line: the stock of one product at one location, in one lot and one bin where these are kept. `quantityAvailable` is `quantityOnHand` − `quantityReserved` − `quantityOnHold` − `quantityPicked`; `totalValue` is `quantityOnHand` × `unitCost`, rounded to cents. */
        InventoryItem: {
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
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
            quantityAvailable: components["schemas"]["SignedQuantity"];
            /** @description Id of the lot; `null` if the line is in none. */
            lotId: components["schemas"]["LotId"] | null;
            /** @description Number of the lot; `null` if the line is in none. */
            lotNumber: components["schemas"]["LotNumber"] | null;
            expiryDate: components["schemas"]["ExpiryDate"];
            /** @description Id of the bin; `null` if the line is in none. */
            binId: components["schemas"]["BinId"] | null;
            /** @description Name of the bin; `null` if the line is in none. */
            binName: components["schemas"]["BinName"] | null;
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
        /**
         * @description Free text for whoever reads the history; `null` for none.
         * @example Found behind the rack
         */
        AdjustmentComment: string | null;
        /**
         * @description Why the quantity was wrong; `null` if that was not said. No adjustment needs it, however large.
         * @example Put away in the wrong bin
         */
        RootCause: string | null;
        /** @description A difference to the quantity on hand of one stock line, and why. */
        InventoryAdjust: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Units to add or, below zero, to take away.
             * @example -5
             */
            deltaQty: components["schemas"]["SignedQuantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /** @default null */
            comment?: components["schemas"]["AdjustmentComment"];
            /** @default null */
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * @description What moved the stock. `ADJUSTMENT`: a correction of one stock line. `LOT_CORRECTION`: units were recorded under the wrong lot. `RECORDED_STOCK`: units that the books did not have. `CYCLE_COUNT`: the variance of a completed count. `TRANSFER_OUT`, `TRANSFER_IN`: a transfer was received. `INITIAL`: the opening stock.
         * @example ADJUSTMENT
         * @enum {string}
         */
        TransactionType: "ADJUSTMENT" | "LOT_CORRECTION" | "RECORDED_STOCK" | "CYCLE_COUNT" | "TRANSFER_OUT" | "TRANSFER_IN" | "INITIAL";
        /**
         * @description Label of the reason code, for people.
         * @example Cycle Count
         */
        ReasonCodeLabel: string;
        /**
         * @description Id of a transfer.
         * @example trf_123
         */
        TransferId: string;
        /**
         * @description Id of a cycle count.
         * @example cc_123
         */
        CycleCountId: string;
        /** @description One movement of a stock line: `qtyAfter` is `qtyBefore` + `deltaQty`. The quantity on hand of a line is the sum of its movements. `reasonCodeId` is the id of the reason, `reasonCode` its label. */
        StockTransaction: {
            /**
             * @description Id of the transaction.
             * @example txn_123
             */
            id: string;
            inventoryItemId: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            transactionType: components["schemas"]["TransactionType"];
            /** @description Units added or, below zero, taken away. */
            deltaQty: components["schemas"]["SignedQuantity"];
            /** @description Quantity on hand before. */
            qtyBefore: components["schemas"]["Quantity"];
            /** @description Quantity on hand after. */
            qtyAfter: components["schemas"]["Quantity"];
            /** @description Id of the reason code; `null` if none was given, as for transfers and the opening stock. */
            reasonCodeId: components["schemas"]["ReasonCodeId"] | null;
            /** @description Label of the reason code; `null` if none was given. */
            reasonCode: components["schemas"]["ReasonCodeLabel"] | null;
            comment: components["schemas"]["AdjustmentComment"];
            rootCause: components["schemas"]["RootCause"];
            /** @description Id of the transfer that moved it; `null` if none did. */
            transferId: components["schemas"]["TransferId"] | null;
            /** @description Id of the cycle count whose variance it is; `null` if none. */
            cycleCountId: components["schemas"]["CycleCountId"] | null;
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
        /** @description A new quantity on hand for one stock line, and why. */
        AdjustmentCreate: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /** @description The quantity on hand to set: absolute, not a difference. */
            newQtyOnHand: components["schemas"]["Quantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /** @default null */
            comment?: components["schemas"]["AdjustmentComment"];
            /** @default null */
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * @description Units of stock, more than none.
         * @example 20
         */
        PositiveQuantity: number;
        /** @description Units of one stock line that belong to another lot, and why. */
        LotCorrectionCreate: {
            /** @description The stock line that holds the units by mistake. */
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /** @description Units to move to the other lot. */
            qty: components["schemas"]["PositiveQuantity"];
            /**
             * @description Number of the lot that the units belong to; a number that the product does not have yet makes a new lot.
             * @example LOT-2026-002
             */
            lotNumber: components["schemas"]["LotNumber"];
            /**
             * @description Last day on which a new lot may be sold, `null` if it does not expire. For a lot that exists, its own date or `null`.
             * @default null
             * @example 2028-03-31
             */
            expiryDate?: components["schemas"]["ExpiryDate"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /** @default null */
            comment?: components["schemas"]["AdjustmentComment"];
            /** @default null */
            rootCause?: components["schemas"]["RootCause"];
        };
        /** @description A lot correction that was made: the movement out of the wrong lot, the movement into the right one, and both stock lines after it. The two movements add up to 0. */
        LotCorrection: {
            /**
             * @description Always true.
             * @example true
             * @constant
             */
            success: true;
            /** @description The movement out of the wrong lot. */
            transaction: components["schemas"]["StockTransaction"];
            /** @description The stock line of the wrong lot. */
            inventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /** @description The movement into the right lot. */
            targetTransaction: components["schemas"]["StockTransaction"];
            /** @description The stock line of the right lot, in the same place. */
            targetInventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /**
             * @description The change as a sentence.
             * @example Moved 20 to LOT-2026-002.
             */
            message: string;
        };
        /**
         * @description Name of the reason code, for programs; unique among the tenant's codes. Upper-case letters, digits and `_`, beginning with a letter.
         * @example CYCLE_COUNT
         */
        ReasonCodeName: string;
        /** @description A reason that an adjustment can have. Each tenant has its own set. */
        ReasonCode: {
            id: components["schemas"]["ReasonCodeId"];
            code: components["schemas"]["ReasonCodeName"];
            label: components["schemas"]["ReasonCodeLabel"];
            /**
             * @description When to use it; `null` if nobody said.
             * @example The shelf disagrees with the books
             */
            description: string | null;
        };
        /** @description Units found in a place, and why. */
        StockRecord: {
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Number of the lot; a number that the product does not have yet makes a new lot. A lot-tracked product needs one.
             * @default null
             */
            lotNumber?: components["schemas"]["LotNumber"] | null;
            /**
             * @description Last day on which a new lot may be sold, `null` if it does not expire. For a lot that exists, its own date or `null`; without a lot, `null`.
             * @default null
             */
            expiryDate?: components["schemas"]["ExpiryDate"];
            /**
             * @description Bin at the location; `null` for stock that is in none.
             * @default null
             */
            binId?: components["schemas"]["BinId"] | null;
            /** @description Units to add to what is on hand. */
            qty: components["schemas"]["PositiveQuantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            /** @default null */
            comment?: components["schemas"]["AdjustmentComment"];
            /** @default null */
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * @description Whether the line is recalled. Its units stay on hand and in the line's own `qtyAvailable`, but count neither in a check nor in ATP.
         * @example false
         */
        Recalled: boolean;
        /** @description What can be promised of one stock line; its `id` is that of the stock line. `qtyAvailable` is `qtyOnHand` − `qtyReserved` − `qtyOnHold` − `qtyPicked`, whether the line is expired or recalled or not. */
        AvailabilityLine: {
            /**
             * @description Tells a stock line from a summary. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "STOCK_LINE";
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /** @description Id of the lot; `null` if the line is in none. */
            lotId: components["schemas"]["LotId"] | null;
            /** @description Id of the bin; `null` if the line is in none. */
            binId: components["schemas"]["BinId"] | null;
            expiryDate: components["schemas"]["ExpiryDate"];
            recalled: components["schemas"]["Recalled"];
            /**
             * @description Units physically there.
             * @example 200
             */
            qtyOnHand: components["schemas"]["Quantity"];
            /**
             * @description Units promised to orders and transfers.
             * @example 50
             */
            qtyReserved: components["schemas"]["Quantity"];
            /**
             * @description Units blocked, for instance by quality control.
             * @example 0
             */
            qtyOnHold: components["schemas"]["Quantity"];
            /**
             * @description Units picked and not yet shipped.
             * @example 0
             */
            qtyPicked: components["schemas"]["Quantity"];
            /**
             * @description `qtyOnHand` if the line is recalled, else 0.
             * @example 0
             */
            qtyRecalled: components["schemas"]["Quantity"];
            /**
             * @description `qtyOnHand` if the lot has expired, else 0.
             * @example 0
             */
            qtyExpired: components["schemas"]["Quantity"];
            /**
             * @description Units free to promise; below zero if more is promised than is there.
             * @example 150
             */
            qtyAvailable: components["schemas"]["SignedQuantity"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description What can be promised of one product at one location, summed over its stock lines there. `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`. */
        AvailabilitySummary: {
            /**
             * @description Tells a summary from a stock line. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUMMARY";
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Sum of `qtyOnHand`.
             * @example 200
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyReserved`.
             * @example 50
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyOnHold`.
             * @example 0
             */
            totalOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyPicked`.
             * @example 0
             */
            totalPicked: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyRecalled`.
             * @example 0
             */
            totalRecalled: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyExpired`.
             * @example 0
             */
            totalExpired: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `qtyAvailable`.
             * @example 150
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * @description Stock lines that are summed.
             * @example 1
             */
            stockLineCount: number;
            /** @description The lines that are summed, the first 100 by `id`, with `includeStockLines=true`; else empty. */
            stockLines: components["schemas"]["AvailabilityLine"][];
        };
        /** @description What can be promised, of one stock line or, with `summary=true`, of one product at one location. */
        Availability: components["schemas"]["AvailabilityLine"] | components["schemas"]["AvailabilitySummary"];
        /** @description What of a stock line cannot be promised. A property left out stays as it is. */
        AvailabilitySet: {
            /**
             * @description Units blocked, for instance by quality control; absolute, not a difference.
             * @example 25
             */
            qtyOnHold?: components["schemas"]["Quantity"];
            /**
             * @description Units picked and not yet shipped; absolute, not a difference.
             * @example 25
             */
            qtyPicked?: components["schemas"]["Quantity"];
            recalled?: components["schemas"]["Recalled"];
        };
        /** @description A product and how much of it is wanted. */
        AvailabilityCheckItem: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Units wanted.
             * @example 120
             */
            qty: components["schemas"]["PositiveQuantity"];
            /**
             * @description Where it is wanted from; `null` for all locations together.
             * @default null
             */
            locationId?: components["schemas"]["LocationId"] | null;
        };
        /** @description What is wanted. */
        AvailabilityCheckRequest: {
            /** @description The products wanted, each checked by itself. */
            items: components["schemas"]["AvailabilityCheckItem"][];
        };
        /** @description Whether one item is there. `qtyShort` is `qtyRequested` − `qtyAvailable`, and 0 where that is below zero; `available` says that it is 0. */
        AvailabilityCheckResult: {
            productMasterId: components["schemas"]["ProductId"];
            /** @description Where it was looked for; `null` for all locations together. */
            locationId: components["schemas"]["LocationId"] | null;
            /**
             * @description Units wanted.
             * @example 120
             */
            qtyRequested: components["schemas"]["Quantity"];
            /**
             * @description Sum of `qtyAvailable` over the stock lines that are neither expired nor recalled.
             * @example 150
             */
            qtyAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * @description Units missing.
             * @example 0
             */
            qtyShort: number;
            /**
             * @description Whether none are missing.
             * @example true
             */
            available: boolean;
        };
        /** @description Whether what is wanted is there. */
        AvailabilityCheck: {
            /**
             * @description Whether every item is available.
             * @example true
             */
            available: boolean;
            /** @description The items in the order of the request. */
            items: components["schemas"]["AvailabilityCheckResult"][];
        };
        /**
         * @description `CRITICAL`: ATP at or below 0. `LOW`: above 0, and at or below the threshold. `OK`: above the threshold.
         * @example OK
         * @enum {string}
         */
        AtpSeverity: "OK" | "LOW" | "CRITICAL";
        /** @description A location in short. */
        LocationReference: {
            id: components["schemas"]["LocationId"];
            name: components["schemas"]["LocationName"];
        };
        /**
         * @description Id of a sales channel.
         * @example DTC
         */
        ChannelId: string;
        /**
         * @description Name of the sales channel.
         * @example Online shop
         */
        ChannelName: string;
        /**
         * @description `E_COMMERCE`: an online shop of the tenant. `MARKETPLACE`: somebody else's. `RETAIL`: shops. `WHOLESALE`: resellers.
         * @example E_COMMERCE
         * @enum {string}
         */
        ChannelType: "E_COMMERCE" | "MARKETPLACE" | "RETAIL" | "WHOLESALE";
        /**
         * @description ATP at or below which it counts as low, set by the channel's policy.
         * @example 10
         */
        LowAtpThreshold: number;
        /**
         * @description Id of the channel policy that sets threshold and safety stock.
         * @example policy_123
         */
        ChannelPolicyId: string;
        /** @description What a sales channel may promise of one product at one location. All channels draw on the same stock: the quantities are those of the product at the location, expired and recalled stock lines not counted, and only the policies of the channels differ. `available` is `onHand` − `reserved` − `onHold` − `picked`; `atp`, available to promise, is `available` − `safetyStock`. Stock that other systems call allocated is part of `reserved`. */
        ChannelAtp: {
            channelId: components["schemas"]["ChannelId"];
            channelName: components["schemas"]["ChannelName"];
            channelType: components["schemas"]["ChannelType"];
            /**
             * @description Units that the channel may still promise; at or below zero, none.
             * @example 150
             */
            atp: components["schemas"]["SignedStockTotal"];
            /**
             * @description Units physically there.
             * @example 200
             */
            onHand: components["schemas"]["StockTotal"];
            /**
             * @description Units promised to orders and transfers.
             * @example 50
             */
            reserved: components["schemas"]["StockTotal"];
            /**
             * @description Units blocked, for instance by quality control.
             * @example 0
             */
            onHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked and not yet shipped.
             * @example 0
             */
            picked: components["schemas"]["StockTotal"];
            /**
             * @description Units free to promise.
             * @example 150
             */
            available: components["schemas"]["SignedStockTotal"];
            /**
             * @description Units of each product at each location that the channel must leave, set by its policy.
             * @example 0
             */
            safetyStock: components["schemas"]["Quantity"];
            severity: components["schemas"]["AtpSeverity"];
            threshold: components["schemas"]["LowAtpThreshold"];
            policyId: components["schemas"]["ChannelPolicyId"];
        };
        /** @description What the sales channels may promise of one product at one location. `totalOnHand` and `totalReserved` are the `onHand` and `reserved` of every channel, since all draw on the same stock. */
        ChannelLocationAtp: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            location: components["schemas"]["LocationReference"];
            /** @description The channels, ordered by `channelId`. */
            channels: components["schemas"]["ChannelAtp"][];
            /**
             * @description Units of the product at the location, expired and recalled ones not counted.
             * @example 200
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units of them that are promised.
             * @example 50
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description The lowest `atp` of the channels.
             * @example 5
             */
            minAtp: components["schemas"]["SignedStockTotal"];
            /**
             * @description The highest `atp` of the channels.
             * @example 150
             */
            maxAtp: components["schemas"]["SignedStockTotal"];
            /**
             * @description Whether a channel is `CRITICAL`.
             * @example false
             */
            hasCritical: boolean;
        };
        /** @description One product at one location, what the channels may promise of it, and the stock lines that this comes from. */
        ChannelLocationDetail: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            location: components["schemas"]["LocationReference"];
            /** @description The channels, ordered by `channelId`. */
            channels: components["schemas"]["ChannelAtp"][];
            /**
             * @description Stock lines that are summed.
             * @example 1
             */
            stockLineCount: number;
            /** @description The stock lines that are summed, the first 100 by `id`; expired and recalled ones are not among them. */
            stockLines: components["schemas"]["AvailabilityLine"][];
        };
        /** @description The stock behind the ATP of products, locations and channels. */
        ChannelLocationDrilldown: {
            /** @description The product that was asked for; `null` for all. */
            productMasterId: components["schemas"]["ProductId"] | null;
            /** @description The location that was asked for; `null` for all. */
            locationId: components["schemas"]["LocationId"] | null;
            /** @description The channel that was asked for; `null` for all. */
            channelId: components["schemas"]["ChannelId"] | null;
            /**
             * @description Products at locations that match.
             * @example 1
             */
            rowCount: number;
            /** @description The first 100 of them, lowest ATP first, then by product and location. */
            rows: components["schemas"]["ChannelLocationDetail"][];
        };
        /** @description One sales channel over all products and locations that match. `okCount` + `lowCount` + `criticalCount` is `rowCount`; `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`; `totalAtp` is `totalAvailable` − `rowCount` × `safetyStock`. */
        ChannelSummary: {
            channelId: components["schemas"]["ChannelId"];
            channelName: components["schemas"]["ChannelName"];
            channelType: components["schemas"]["ChannelType"];
            policyId: components["schemas"]["ChannelPolicyId"];
            lowAtpThreshold: components["schemas"]["LowAtpThreshold"];
            /**
             * @description Units of each product at each location that the channel must leave, set by its policy.
             * @example 0
             */
            safetyStock: components["schemas"]["Quantity"];
            /**
             * @description Products at locations that are summed.
             * @example 2
             */
            rowCount: number;
            /**
             * @description Those of them that are `OK` for the channel.
             * @example 2
             */
            okCount: number;
            /**
             * @description Those that are `LOW`.
             * @example 0
             */
            lowCount: number;
            /**
             * @description Those that are `CRITICAL`.
             * @example 0
             */
            criticalCount: number;
            /**
             * @description Sum of `onHand`.
             * @example 280
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `reserved`.
             * @example 60
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `onHold`.
             * @example 0
             */
            totalOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `picked`.
             * @example 0
             */
            totalPicked: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `available`.
             * @example 220
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * @description Sum of `atp`, those below zero included.
             * @example 220
             */
            totalAtp: components["schemas"]["SignedStockTotal"];
        };
        /**
         * @description Units of stock; `null` if not set.
         * @example 100
         */
        LevelQuantity: number | null;
        /**
         * @description Whether the location keeps the product in stock. The two values are in mixed case, unlike other constants.
         * @example Supported
         * @enum {string}
         */
        LevelStatus: "Supported" | "Unsupported";
        /**
         * @description Class by share of the value moved, `A` the highest; `null` if not classified.
         * @example A
         * @enum {string|null}
         */
        AbcClass: "A" | "B" | "C" | null;
        /**
         * @description Whole days; `null` if not set.
         * @example 14
         */
        LevelDays: number | null;
        /**
         * @description Free text about the settings; `null` for none.
         * @example Summer range
         */
        LevelComments: string | null;
        /** @description The replenishment settings of one product at one location. A property left out takes its default, also where there are settings already. Exactly one of `productMasterId` and `productId` names the product. */
        InventoryLevelUpsert: {
            productMasterId?: components["schemas"]["ProductId"];
            /**
             * @deprecated
             * @description Former name of `productMasterId`.
             */
            productId?: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Least quantity to keep; `null` if not set.
             * @default null
             * @example 50
             */
            minQuantity?: components["schemas"]["LevelQuantity"];
            /**
             * @description Quantity at which to reorder; `null` if not set.
             * @default null
             * @example 100
             */
            reorderQuantity?: components["schemas"]["LevelQuantity"];
            /**
             * @description Most to keep; `null` if not set.
             * @default null
             * @example 500
             */
            maxQuantity?: components["schemas"]["LevelQuantity"];
            /** @default Supported */
            status?: components["schemas"]["LevelStatus"];
            /** @default null */
            abcClass?: components["schemas"]["AbcClass"];
            /**
             * @description Days from an order to its arrival; `null` if not set.
             * @default null
             * @example 7
             */
            expectedLeadTimeDays?: components["schemas"]["LevelDays"];
            /**
             * @description Days between two orders; `null` if not set.
             * @default null
             * @example 14
             */
            replenishmentPeriodDays?: components["schemas"]["LevelDays"];
            /**
             * @description Days that `forecastQuantity` covers; `null` if not set.
             * @default null
             * @example 30
             */
            forecastPeriodDays?: components["schemas"]["LevelDays"];
            /**
             * @description Units expected to be needed in `forecastPeriodDays`; `null` if not set.
             * @default null
             * @example 200
             */
            forecastQuantity?: components["schemas"]["LevelQuantity"];
            /**
             * @description Bin at the location where the product is put away; `null` for any.
             * @default null
             */
            preferredBinLocationId?: components["schemas"]["BinId"] | null;
            /**
             * @description Location that stock comes from; `null` if not set.
             * @default null
             * @example loc_456
             */
            replenishmentLocationId?: components["schemas"]["LocationId"] | null;
            /** @default null */
            comments?: components["schemas"]["LevelComments"];
        } & (unknown | unknown);
        /** @description A product in short, its SKU under the name it has on stock lines. */
        ProductMasterReference: {
            id: components["schemas"]["ProductId"];
            globalSku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
        };
        /** @description The replenishment settings of one product at one location. Where they are set, `minQuantity` ≤ `reorderQuantity` ≤ `maxQuantity`. `product` and `productMaster` are the same product, once with its SKU as `sku`, once as `globalSku`. */
        InventoryLevel: {
            /**
             * @description Id of the settings.
             * @example level_123
             */
            id: string;
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Least quantity to keep; `null` if not set.
             * @example 50
             */
            minQuantity: components["schemas"]["LevelQuantity"];
            /**
             * @description Quantity at which to reorder; `null` if not set.
             * @example 100
             */
            reorderQuantity: components["schemas"]["LevelQuantity"];
            /**
             * @description Most to keep; `null` if not set.
             * @example 500
             */
            maxQuantity: components["schemas"]["LevelQuantity"];
            status: components["schemas"]["LevelStatus"];
            abcClass: components["schemas"]["AbcClass"];
            /**
             * @description Days from an order to its arrival; `null` if not set.
             * @example 7
             */
            expectedLeadTimeDays: components["schemas"]["LevelDays"];
            /**
             * @description Days between two orders; `null` if not set.
             * @example 14
             */
            replenishmentPeriodDays: components["schemas"]["LevelDays"];
            /**
             * @description Days that `forecastQuantity` covers; `null` if not set.
             * @example 30
             */
            forecastPeriodDays: components["schemas"]["LevelDays"];
            /**
             * @description Units expected to be needed in `forecastPeriodDays`; `null` if not set.
             * @example 200
             */
            forecastQuantity: components["schemas"]["LevelQuantity"];
            /** @description Bin at the location where the product is put away; `null` for any. */
            preferredBinLocationId: components["schemas"]["BinId"] | null;
            /**
             * @description Location that stock comes from; `null` if not set.
             * @example loc_456
             */
            replenishmentLocationId: components["schemas"]["LocationId"] | null;
            comments: components["schemas"]["LevelComments"];
            product: components["schemas"]["ProductReference"];
            productMaster: components["schemas"]["ProductMasterReference"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Value of the stock in one currency. */
        StockValue: {
            currency: components["schemas"]["Currency"];
            /**
             * @description Sum of the `totalValue` of the stock lines.
             * @example 2100
             */
            totalValue: number;
        };
        /** @description The stock at one location. */
        LocationStock: {
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Stock lines.
             * @example 2
             */
            stockLineCount: number;
            /**
             * @description Units physically there.
             * @example 280
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units free to promise.
             * @example 220
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
        };
        /** @description The movements of one type. `netQty` is `inQty` − `outQty`. */
        MovementTotal: {
            transactionType: components["schemas"]["TransactionType"];
            /**
             * @description Movements.
             * @example 1
             */
            count: number;
            /**
             * @description Sum of what they added.
             * @example 0
             */
            inQty: components["schemas"]["StockTotal"];
            /**
             * @description Sum of what they took away.
             * @example 2
             */
            outQty: components["schemas"]["StockTotal"];
            /**
             * @description What they added or, below zero, took away on balance.
             * @example -2
             */
            netQty: components["schemas"]["SignedStockTotal"];
        };
        /** @description Key figures of the stock now, and of its movements in a period. All stock lines that match are counted, expired and recalled ones included. `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`. */
        InventoryAnalytics: {
            /** @description The location that was asked for; `null` for all. */
            locationId: components["schemas"]["LocationId"] | null;
            /** @description The product that was asked for; `null` for all. */
            productMasterId: components["schemas"]["ProductId"] | null;
            /** @description Begin of the period of the movements. */
            startDate: components["schemas"]["Timestamp"];
            /** @description End of the period of the movements. */
            endDate: components["schemas"]["Timestamp"];
            /**
             * @description Stock lines.
             * @example 2
             */
            stockLineCount: number;
            /**
             * @description Products with a stock line.
             * @example 2
             */
            productCount: number;
            /**
             * @description Those of them of which nothing is available over all lines.
             * @example 0
             */
            stockoutCount: number;
            /**
             * @description Units physically there.
             * @example 280
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units promised to orders and transfers.
             * @example 60
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description Units blocked, for instance by quality control.
             * @example 0
             */
            totalOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked and not yet shipped.
             * @example 0
             */
            totalPicked: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand of recalled lines.
             * @example 0
             */
            totalRecalled: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand whose lot has expired.
             * @example 0
             */
            totalExpired: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand whose lot may be sold today, and for less than 30 days after.
             * @example 0
             */
            totalExpiringSoon: components["schemas"]["StockTotal"];
            /**
             * @description Units free to promise.
             * @example 220
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
            /** @description Value of what is on hand, an entry for each currency, ordered by it. Stock of unknown unit cost is not counted. */
            values: components["schemas"]["StockValue"][];
            /** @description The 100 locations with the most on hand, most first, then by `locationId`. */
            locations: components["schemas"]["LocationStock"][];
            /** @description What moved the stock, an entry for each `transactionType` that occurred, in the order of that enumeration. */
            movements: components["schemas"]["MovementTotal"][];
        };
        /**
         * @description `OPEN`: nothing is counted yet. `IN_PROGRESS`: a line is counted. `COMPLETED`: done, and never changed again.
         * @example COMPLETED
         * @enum {string}
         */
        CycleCountStatus: "OPEN" | "IN_PROGRESS" | "COMPLETED";
        /**
         * @description `FULL`: all products of the location. `PARTIAL`: chosen ones. `SPOT_CHECK`: chosen ones, outside the plan.
         * @example PARTIAL
         * @enum {string}
         */
        CycleCountType: "FULL" | "PARTIAL" | "SPOT_CHECK";
        /**
         * Format: date
         * @description Day for which the count is planned; `null` if not planned.
         * @example 2026-05-29
         */
        ScheduledDate: string | null;
        /**
         * @description Whether completing the count adjusts the stock by the variances.
         * @example true
         */
        AutoAdjust: boolean;
        /** @description A count of the stock lines of a location, held against the books. `status` goes from `OPEN` to `IN_PROGRESS` with the first recorded line, and to `COMPLETED` when the count is completed. */
        CycleCount: {
            id: components["schemas"]["CycleCountId"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            type: components["schemas"]["CycleCountType"];
            status: components["schemas"]["CycleCountStatus"];
            scheduledDate: components["schemas"]["ScheduledDate"];
            autoAdjust: components["schemas"]["AutoAdjust"];
            /** @description Reason code of the adjustments; `null` for none. */
            reasonCodeId: components["schemas"]["ReasonCodeId"] | null;
            /** @example Before the summer sale */
            comment: components["schemas"]["AdjustmentComment"];
            /**
             * @description Stock lines to count; none are left of a completed count whose products were deleted.
             * @example 2
             */
            lineCount: number;
            /**
             * @description Those of them that are counted.
             * @example 2
             */
            countedLineCount: number;
            /**
             * @description Counted lines that differ from the books; `null` until the count is completed.
             * @example 1
             */
            varianceLineCount: number | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When the count was completed; `null` if it is not. */
            completedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description A cycle count to open. */
        CycleCountCreate: {
            locationId: components["schemas"]["LocationId"];
            /** @default FULL */
            type?: components["schemas"]["CycleCountType"];
            /**
             * @description The products to count: at least one for `PARTIAL` and `SPOT_CHECK`, none for `FULL`.
             * @default []
             * @example [
             *       "prod_123",
             *       "prod_124"
             *     ]
             */
            productMasterIds?: components["schemas"]["ProductId"][];
            /** @default null */
            scheduledDate?: components["schemas"]["ScheduledDate"];
            /** @default false */
            autoAdjust?: components["schemas"]["AutoAdjust"];
            /**
             * @description Reason code of the adjustments; `null` for none.
             * @default null
             */
            reasonCodeId?: components["schemas"]["ReasonCodeId"] | null;
            /**
             * @default null
             * @example Before the summer sale
             */
            comment?: components["schemas"]["AdjustmentComment"];
        };
        /** @description One stock line of a cycle count. `varianceQty` is `countedQty` − `expectedQty`. */
        CycleCountLine: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            /** @description Id of the lot; `null` if the line is in none. */
            lotId: components["schemas"]["LotId"] | null;
            /** @description Number of the lot; `null` if the line is in none. */
            lotNumber: components["schemas"]["LotNumber"] | null;
            /** @description Id of the bin; `null` if the line is in none. */
            binId: components["schemas"]["BinId"] | null;
            /** @description Name of the bin; `null` if the line is in none. */
            binName: components["schemas"]["BinName"] | null;
            /**
             * @description Quantity on hand in the books when the line was last counted; `null` until it is counted.
             * @example 202
             */
            expectedQty: number | null;
            /**
             * @description Units found; `null` until the line is counted.
             * @example 200
             */
            countedQty: number | null;
            /**
             * @description Units found too many or, below zero, too few; `null` until the count is completed, and for a line that was not counted.
             * @example -2
             */
            varianceQty: number | null;
            /**
             * @description Id of the stock transaction that adjusted the line; `null` if none did.
             * @example txn_122
             */
            transactionId: string | null;
            /**
             * @description Free text of whoever counted; `null` for none.
             * @example Two in the returns box
             */
            comment: components["schemas"]["AdjustmentComment"];
            /** @description When the line was last counted in this count; `null` if it was not. */
            countedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description A cycle count with its lines. */
        CycleCountSheet: components["schemas"]["CycleCount"] & {
            /** @description The stock lines to count, ordered by `inventoryItemId`; none are left of a completed count whose products were deleted. */
            lines: components["schemas"]["CycleCountLine"][];
        };
        /** @description One counted stock line. */
        CycleCountLineRecord: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Units found.
             * @example 200
             */
            countedQty: components["schemas"]["Quantity"];
            /**
             * @description Free text of whoever counted; `null` for none.
             * @default null
             * @example Two in the returns box
             */
            comment?: components["schemas"]["AdjustmentComment"];
        };
        /** @description What was counted in a session. */
        CycleCountLinesRecord: {
            /** @description Counted stock lines, each once. */
            lines: components["schemas"]["CycleCountLineRecord"][];
        };
        /** @description Nothing to say; an empty object, or no body at all. */
        NoProperties: Record<string, never>;
        /**
         * @description `DRAFT`: being written; nothing is reserved. `PENDING`: asked for; its units are reserved at the source. `SHIPPED`: on its way; in the books its units are still at the source, reserved. `RECEIVED`: arrived; the stock has moved. `CANCELLED`: called off before it was received; nothing is reserved any more. The last two are final.
         * @example PENDING
         * @enum {string}
         */
        TransferStatus: "DRAFT" | "PENDING" | "SHIPPED" | "RECEIVED" | "CANCELLED";
        /** @description Units of one stock line that a transfer has reserved, or has moved once it is received. */
        TransferAllocation: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Lot of the stock line.
             * @example lot_123
             */
            lotId: components["schemas"]["LotId"] | null;
            /**
             * @description Bin of the stock line.
             * @example bin_123
             */
            binId: components["schemas"]["BinId"] | null;
            /** @description Units taken from the stock line. */
            quantity: components["schemas"]["PositiveQuantity"];
        };
        /** @description What a transfer moves of one product. */
        TransferLine: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Lot that was asked for; `null` for any that has not expired, and for units in no lot.
             * @example lot_123
             */
            lotId: components["schemas"]["LotId"] | null;
            /**
             * @description Bin at the source that was asked for; `null` for any.
             * @example bin_123
             */
            binId: components["schemas"]["BinId"] | null;
            /**
             * @description Bin at the destination that the units go into; `null` for none.
             * @example bin_456
             */
            destBinId: components["schemas"]["BinId"] | null;
            /** @description Units to move. */
            quantity: components["schemas"]["PositiveQuantity"];
            /** @description The stock lines at the source that the units come from: of those that fit, the ones that expire first (those without an expiry date last, ties by id). Recalled ones are never taken, expired ones only if the lot is named. Lines of a transfer that name both lot and bin are served first, then those that name one of them, then the others, each in the order that was sent. Empty in `DRAFT` and `CANCELLED`; otherwise the quantities add up to `quantity`. */
            allocations: components["schemas"]["TransferAllocation"][];
        };
        /**
         * @description Free text for whoever handles it.
         * @example For the summer sale
         */
        TransferComment: string | null;
        /**
         * @description Id of a transfer recommendation.
         * @example rec_123
         */
        RecommendationId: string;
        /** @description A movement of stock from one location to another. The stock moves when the transfer is received, in one step: out of the stock lines that were allocated, and into those of the same product, lot and `destBinId` at the destination, which are created where there are none. Units that were recalled meanwhile arrive recalled, and so is the stock line that they go into. A transfer never changes the total on hand of a product over all locations. */
        Transfer: {
            id: components["schemas"]["TransferId"];
            status: components["schemas"]["TransferStatus"];
            /** @description Location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Location that the stock goes to.
             * @example loc_456
             */
            destLocationId: components["schemas"]["LocationId"];
            /** @description What is moved, in the order that was sent. */
            lines: components["schemas"]["TransferLine"][];
            comment: components["schemas"]["TransferComment"];
            /**
             * @description The recommendation that was executed as this transfer; `null` if there was none.
             * @example rec_123
             */
            recommendationId: components["schemas"]["RecommendationId"] | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When it was shipped; `null` if it was not. */
            shippedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it was received, and the stock moved; `null` if it was not. */
            receivedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it was cancelled; `null` if it was not. */
            cancelledAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description What to move of one product. A lot that is not of the product, or a bin that is not at the location, is refused like an unknown one (400, `reason: UNKNOWN_REFERENCE`). */
        TransferLineCreate: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Lot to take the units from; `null` for any that has not expired, and for units in no lot.
             * @default null
             * @example lot_123
             */
            lotId?: components["schemas"]["LotId"] | null;
            /**
             * @description Bin at the source to take the units from; `null` for any.
             * @default null
             * @example bin_123
             */
            binId?: components["schemas"]["BinId"] | null;
            /**
             * @description Bin at the destination to put the units into; `null` for none.
             * @default null
             * @example bin_456
             */
            destBinId?: components["schemas"]["BinId"] | null;
            /** @description Units to move. */
            quantity: components["schemas"]["PositiveQuantity"];
        };
        /** @description A transfer to create, as a draft. Source and destination must differ. */
        TransferCreate: {
            /** @description Location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Location that the stock goes to.
             * @example loc_456
             */
            destLocationId: components["schemas"]["LocationId"];
            /** @description What to move. Several lines may name the same product. */
            lines: components["schemas"]["TransferLineCreate"][];
            /** @default null */
            comment?: components["schemas"]["TransferComment"];
        };
        /** @description What to change of a transfer. A property left out stays as it is; `lines` replaces all lines. Source and destination must still differ, and the bins of the lines must be at their location. */
        TransferUpdate: {
            /**
             * @description State to move to. No transfer goes back to `DRAFT`.
             * @example SHIPPED
             * @enum {string}
             */
            status?: "PENDING" | "SHIPPED" | "RECEIVED" | "CANCELLED";
            /** @description Location that the stock leaves. */
            sourceLocationId?: components["schemas"]["LocationId"];
            /**
             * @description Location that the stock goes to.
             * @example loc_456
             */
            destLocationId?: components["schemas"]["LocationId"];
            /** @description What to move. Several lines may name the same product. */
            lines?: components["schemas"]["TransferLineCreate"][];
            comment?: components["schemas"]["TransferComment"];
        };
        /** @description A bin that a transfer can take stock from or put stock into. */
        TransferBin: {
            id: components["schemas"]["BinId"];
            name: components["schemas"]["BinName"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Stock lines in it that have something on hand; 0 for an empty bin.
             * @example 1
             */
            stockLineCount: number;
        };
        /**
         * @description `PENDING`: waits for a decision. `APPROVED`: may be executed. `EXECUTED`: became a transfer. `REJECTED`: will not be done. The last two are final.
         * @example PENDING
         * @enum {string}
         */
        TransferRecommendationStatus: "PENDING" | "APPROVED" | "EXECUTED" | "REJECTED";
        /**
         * @description How pressing it is. `URGENT`: nothing is available at the destination. Otherwise by the stock difference: `HIGH` from 0.5, `MEDIUM` from 0.25, `LOW` below.
         * @example HIGH
         * @enum {string}
         */
        TransferPriority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
        /**
         * @description What one unit earns at the destination, in `currency`; `null` if unknown.
         * @example 4.6
         */
        UnitMargin: number | null;
        /** @description A proposal to move stock of one product from where it is plentiful to where it is scarce. `estimatedROI` is (`quantity` × `unitMargin` − `transferCost`) ÷ `transferCost`, rounded to four decimals. */
        TransferRecommendation: {
            id: components["schemas"]["RecommendationId"];
            productMasterId: components["schemas"]["ProductId"];
            /** @description Location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Location that the stock goes to.
             * @example loc_456
             */
            destLocationId: components["schemas"]["LocationId"];
            /**
             * @description Units to move.
             * @example 50
             */
            quantity: components["schemas"]["PositiveQuantity"];
            priority: components["schemas"]["TransferPriority"];
            status: components["schemas"]["TransferRecommendationStatus"];
            /**
             * @description Why it is proposed, as a sentence that names the stock at both ends.
             * @example 150 available at Hamburg warehouse and 50 at Munich store.
             */
            reason: string;
            unitMargin: components["schemas"]["UnitMargin"];
            /**
             * @description What the transfer costs, in `currency`.
             * @example 200
             */
            transferCost: number;
            currency: components["schemas"]["Currency"];
            /**
             * @description Return on the cost of the transfer as a fraction: 0.15 is 15 % more than it costs; `null` if `unitMargin` is unknown.
             * @example 0.15
             */
            estimatedROI: number | null;
            /** @description Free text given with the decision. */
            comment: components["schemas"]["TransferComment"];
            /**
             * @description The transfer that it became; `null` until it is executed.
             * @example trf_123
             */
            transferId: components["schemas"]["TransferId"] | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When it was approved or rejected; `null` until then. */
            decidedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it was executed; `null` if it was not. */
            executedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description What to look for, and what a transfer earns and costs. Available units are those of stock lines that are neither expired nor recalled; fewer than 0 count as 0. A transfer costs `fixedTransferCost` + quantity × `unitTransferCost`; the amounts are in `currency`. */
        TransferRecommendationRequest: {
            /**
             * @description Only transfers from or to this location; `null` for all locations.
             * @default null
             * @example loc_123
             */
            locationId?: components["schemas"]["LocationId"] | null;
            /**
             * @description Smallest stock difference worth a transfer, as a fraction: (available at the source − available at the destination) ÷ available at the source.
             * @default 0.2
             * @example 0.2
             */
            minStockDifferencePct?: number;
            /**
             * @description Whether to leave out what would not earn more than it costs. This needs a `unitMargin`.
             * @default false
             * @example true
             */
            requirePositiveROI?: boolean;
            /** @default null */
            unitMargin?: components["schemas"]["UnitMargin"];
            /**
             * @description What a transfer costs, however much it moves.
             * @default 0
             * @example 150
             */
            fixedTransferCost?: number;
            /**
             * @description What a transfer costs in addition for each unit.
             * @default 1
             * @example 1
             */
            unitTransferCost?: number;
            /** @default EUR */
            currency?: components["schemas"]["Currency"];
        };
        /** @description The recommendations that one request generated, at most one for each product: of the pairs of locations that are not left out, with the given one among the two if there is one, that with the largest stock difference (of equals the larger quantity, then the smaller source id, then the smaller destination id). Of more than 100, the first 100 are kept. */
        TransferRecommendationBatch: {
            /**
             * @description Always true.
             * @example true
             * @constant
             */
            success: true;
            /**
             * @description How many recommendations there are in this answer.
             * @example 1
             */
            created: number;
            /** @description The recommendations, the largest stock difference first (ties by product id). */
            recommendations: components["schemas"]["TransferRecommendation"][];
        };
        /** @description What to note with the decision. An empty object, or no body at all, notes nothing. */
        TransferRecommendationDecision: {
            /** @default null */
            comment?: components["schemas"]["TransferComment"];
        };
        /**
         * @description Id of a destination.
         * @example dest_123
         */
        AlertDestinationId: string;
        /**
         * @description `EMAIL`: an email address. `WEBHOOK`: an `https` address.
         * @example EMAIL
         * @enum {string}
         */
        AlertDestinationType: "EMAIL" | "WEBHOOK";
        /**
         * @description Where to; an email address for `EMAIL`, an `https` URL for `WEBHOOK`. One of the other kind is refused with 400.
         * @example planning@outdoor.example
         */
        AlertDestinationValue: string;
        /**
         * @description What people call the destination.
         * @example Planning team
         */
        AlertDestinationName: string;
        /** @description Somebody to tell. Alerts are recorded with the destinations that they are meant for; this version promises no delivery, neither by email nor by webhook. */
        AlertDestination: {
            id: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
            /**
             * @description Whether alerts are meant for it at present.
             * @example true
             */
            enabled: boolean;
        };
        /** @description What to raise alerts about by itself. Each switch is named after the alert type, `lowAtp` after `LOW_ATP`. */
        AlertTypes: {
            /**
             * @description Whether to raise `STOCKOUT`.
             * @example true
             */
            stockout: boolean;
            /**
             * @description Whether to raise `LOW_ATP`.
             * @example true
             */
            lowAtp: boolean;
            /**
             * @description Whether to raise `FORECAST_DEVIATION`.
             * @example true
             */
            forecastDeviation: boolean;
            /**
             * @description Whether to raise `EXPIRY`.
             * @example true
             */
            expiry: boolean;
            /**
             * @description Whether to raise `SLOW_MOVING`.
             * @example false
             */
            slowMoving: boolean;
            /**
             * @description Whether to raise `OVERSTOCK`.
             * @example false
             */
            overstock: boolean;
        };
        /**
         * @description Minutes after an automatic alert within which no other of the same type is raised for the same product and location; 0 for none.
         * @example 60
         */
        CooldownMinutes: number;
        /** @description What the tenant is alerted about, and whom to tell. */
        AlertConfig: {
            /**
             * @description Whether alerts are raised by themselves at all.
             * @example true
             */
            enabled: boolean;
            /** @description Whom to tell, in the order that was sent. */
            destinations: components["schemas"]["AlertDestination"][];
            alertTypes: components["schemas"]["AlertTypes"];
            cooldownMinutes: components["schemas"]["CooldownMinutes"];
        };
        /** @description The alert configuration under its name, just as it is sent to replace it. */
        AlertSettings: {
            config: components["schemas"]["AlertConfig"];
        };
        /** @description Somebody to tell. No two destinations may share an `id`, nor `type` and `value`. */
        AlertDestinationReplace: {
            /** @description Id of the destination, kept as sent. Without it, the destination keeps the id of the present one with the same `type` and `value`, unless that is sent for another, or gets a new one. */
            id?: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
            /**
             * @description Whether alerts are meant for it.
             * @default true
             * @example true
             */
            enabled?: boolean;
        };
        /** @description What to raise alerts about by itself. Each switch is named after the alert type, `lowAtp` after `LOW_ATP`. */
        AlertTypesReplace: {
            /**
             * @description Whether to raise `STOCKOUT`.
             * @default true
             * @example true
             */
            stockout?: boolean;
            /**
             * @description Whether to raise `LOW_ATP`.
             * @default true
             * @example true
             */
            lowAtp?: boolean;
            /**
             * @description Whether to raise `FORECAST_DEVIATION`.
             * @default true
             * @example true
             */
            forecastDeviation?: boolean;
            /**
             * @description Whether to raise `EXPIRY`.
             * @default true
             * @example true
             */
            expiry?: boolean;
            /**
             * @description Whether to raise `SLOW_MOVING`.
             * @default false
             * @example false
             */
            slowMoving?: boolean;
            /**
             * @description Whether to raise `OVERSTOCK`.
             * @default false
             * @example false
             */
            overstock?: boolean;
        };
        /** @description What the tenant is to be alerted about, and whom to tell. */
        AlertConfigReplace: {
            /**
             * @description Whether to raise alerts by themselves at all.
             * @default true
             * @example true
             */
            enabled?: boolean;
            /**
             * @description Whom to tell.
             * @default []
             */
            destinations?: components["schemas"]["AlertDestinationReplace"][];
            /**
             * @default {
             *       "stockout": true,
             *       "lowAtp": true,
             *       "forecastDeviation": true,
             *       "expiry": true,
             *       "slowMoving": false,
             *       "overstock": false
             *     }
             */
            alertTypes?: components["schemas"]["AlertTypesReplace"];
            /** @default 60 */
            cooldownMinutes?: components["schemas"]["CooldownMinutes"];
        };
        /** @description A whole alert configuration under its name, just as it is read. */
        AlertSettingsReplace: {
            config: components["schemas"]["AlertConfigReplace"];
        };
        /**
         * @description `STOCKOUT`: what is available of a product at a location fell to 0 or below. `LOW_ATP`: what a channel may promise of it fell to the threshold of the channel's policy or below. `FORECAST_DEVIATION`: demand is far from its forecast. `EXPIRY`: a lot is about to expire. `SLOW_MOVING`: stock hardly sells. `OVERSTOCK`: what is on hand rose above the `maxQuantity` of the inventory level. Expired and recalled stock lines do not count as available.
         * @example LOW_ATP
         * @enum {string}
         */
        AlertType: "STOCKOUT" | "LOW_ATP" | "FORECAST_DEVIATION" | "EXPIRY" | "SLOW_MOVING" | "OVERSTOCK";
        /**
         * @description `AUTOMATIC`: a threshold was crossed. `MANUAL`: it was triggered by hand.
         * @example AUTOMATIC
         * @enum {string}
         */
        AlertOrigin: "AUTOMATIC" | "MANUAL";
        /**
         * @description What happened, as a sentence for people.
         * @example 5 of Trekking Pole can be promised at Munich store; the threshold is 10.
         */
        AlertMessage: string;
        /** @description A destination as it was when an alert was recorded. */
        AlertRecipient: {
            id: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
        };
        /** @description An alert that was recorded. It never changes. */
        Alert: {
            /**
             * @description Id of the alert.
             * @example alert_123
             */
            id: string;
            type: components["schemas"]["AlertType"];
            origin: components["schemas"]["AlertOrigin"];
            message: components["schemas"]["AlertMessage"];
            /**
             * @description The product that it is about; `null` for none in particular.
             * @example prod_124
             */
            productMasterId: components["schemas"]["ProductId"] | null;
            /**
             * @description The location that it is about; `null` for none in particular.
             * @example loc_456
             */
            locationId: components["schemas"]["LocationId"] | null;
            /**
             * @description The figure that crossed the threshold: available units, ATP, units on hand or what else the type is about; summed over stock lines where there are several, `null` if it was triggered by hand.
             * @example 5
             */
            value: number | null;
            /**
             * @description The threshold that it crossed, 0 for `STOCKOUT`; `null` if it was triggered by hand.
             * @example 10
             */
            threshold: number | null;
            /** @description Whom it is meant for, namely the enabled destinations at that time; empty while alerts are switched off. */
            destinations: components["schemas"]["AlertRecipient"][];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description An alert to record by hand. */
        AlertTrigger: {
            type: components["schemas"]["AlertType"];
            /**
             * @description What happened, as a sentence for people; `null` to have one made from the rest.
             * @default null
             * @example A pallet of shoes was damaged on its way.
             */
            message?: components["schemas"]["AlertMessage"] | null;
            /**
             * @description The product that it is about; `null` for none in particular.
             * @default null
             * @example prod_123
             */
            productMasterId?: components["schemas"]["ProductId"] | null;
            /**
             * @description The location that it is about; `null` for none in particular.
             * @default null
             * @example loc_456
             */
            locationId?: components["schemas"]["LocationId"] | null;
        };
        /**
         * @description Days to forecast, beginning with the day after the last known demand.
         * @example 7
         */
        HorizonDays: number;
        /**
         * @description How the baseline is computed: Holt–Winters' additive method with damped trend and a season of one week, on daily demand (R. J. Hyndman and G. Athanasopoulos, *Forecasting: Principles and Practice*, 3rd edition, §8.3).
         * @example HOLT_WINTERS_DAMPED_ADDITIVE
         * @enum {string}
         */
        ForecastMethod: "HOLT_WINTERS_DAMPED_ADDITIVE";
        /**
         * Format: date
         * @description A day in UTC.
         * @example 2026-06-01
         */
        CalendarDate: string;
        /**
         * @description Id of a forecast event.
         * @example event_789
         */
        EventId: string;
        /**
         * @description What the events multiply the baseline by, rounded to four decimals: `forecastQuantity` ÷ `baselineQuantity`, before these are rounded; 1 where no event acts or the baseline is 0.
         * @example 1.4375
         */
        EventFactor: number;
        /** @description The days of a forecast added up. `baselineQuantity` and `forecastQuantity` are the sums of those of its days or months, rounded as they are there. The interval is that of the sum; it is narrower than the sum of the days' intervals. */
        ForecastTotal: {
            /**
             * @description Expected demand without events.
             * @example 320
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            /** @example 1.349 */
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with the events.
             * @example 431.69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower end of the 80 % interval of `forecastQuantity`.
             * @example 399.44
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper end of the 80 % interval of `forecastQuantity`.
             * @example 463.93
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description The forecast of one day. */
        ForecastBucket: {
            /** @description The day. */
            date: components["schemas"]["CalendarDate"];
            /**
             * @description Expected demand without events.
             * @example 48
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with the events: the point forecast.
             * @example 69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower end of the 80 % interval of `forecastQuantity`.
             * @example 57.88
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper end of the 80 % interval of `forecastQuantity`.
             * @example 80.12
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description A forecast by day. The days follow one another without a gap, from the day after the last known demand on. Quantities are rounded to two decimals. */
        Forecast: {
            /**
             * @description The product asked for; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description The location asked for; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description The channel asked for; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            /**
             * @description The scenario whose events act; `null` for those of the published scenarios.
             * @example scenario_456
             */
            scenarioId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability that the intervals are made for.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /**
             * @description First day with demand among what was selected; `null` if there is none.
             * @example 2024-06-01
             */
            historyStartDate: components["schemas"]["CalendarDate"] | null;
            /**
             * @description Last day of which the tenant's demand is known; `null` if none is.
             * @example 2026-05-31
             */
            historyEndDate: components["schemas"]["CalendarDate"] | null;
            /** @description First day of the forecast. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the forecast.
             * @example 2026-06-07
             */
            endDate: components["schemas"]["CalendarDate"];
            /** @description Number of days; as many as `buckets`. */
            horizonDays: components["schemas"]["HorizonDays"];
            /**
             * @description Events that act on what was selected, ordered by `startsAt` and id; the first 100 of them.
             * @example [
             *       "event_789",
             *       "event_790"
             *     ]
             */
            eventIds: components["schemas"]["EventId"][];
            total: components["schemas"]["ForecastTotal"];
            /** @description One entry for each day, in order. */
            buckets: components["schemas"]["ForecastBucket"][];
        };
        /**
         * @description What kind of resource was changed.
         * @example SCENARIO
         * @enum {string}
         */
        ForecastResourceType: "EVENT" | "SCENARIO";
        /**
         * @description What was done. `CREATE` and `UPDATE`: to an event or a scenario. `DELETE`: to an event. `GENERATE`, `PUBLISH` and `ARCHIVE`: to a scenario.
         * @example GENERATE
         * @enum {string}
         */
        ForecastChangeAction: "CREATE" | "UPDATE" | "DELETE" | "GENERATE" | "PUBLISH" | "ARCHIVE";
        /** @description One change of an event or a scenario, by one request. A field is a property (`name`), a property of a nested object (`value.liftPct`, `result.forecastQuantity`), or `assumptions.includedEventIds`, with the id of what was added as `after` or of what was removed as `before`. Of a `result`, the `forecastQuantity` of its total alone is listed; what follows from other properties, such as `isGlobal`, is not. */
        ForecastChange: {
            /**
             * @description Id of the change.
             * @example change_123
             */
            id: string;
            resourceType: components["schemas"]["ForecastResourceType"];
            /**
             * @description Id of the event or scenario. The event may be deleted since.
             * @example scenario_456
             */
            resourceId: string;
            action: components["schemas"]["ForecastChangeAction"];
            /**
             * @description Id of the API key that made the change; `null` if none did.
             * @example key_123
             */
            keyId: string | null;
            /** @description The fields that changed, ordered by `field`: for `CREATE` those that are not `null` since, for `DELETE` those that were not `null`. */
            changes: components["schemas"]["FieldChange"][];
            /** @description When the change was made. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description The forecast of one sales channel, added up over the days of the horizon. Quantities are rounded to two decimals. */
        ChannelProjection: {
            channelId: components["schemas"]["ChannelId"];
            channelName: components["schemas"]["ChannelName"];
            /** @description First day of the forecast. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the forecast.
             * @example 2026-06-07
             */
            endDate: components["schemas"]["CalendarDate"];
            /** @description Number of days. */
            horizonDays: components["schemas"]["HorizonDays"];
            /**
             * @description Expected demand without events.
             * @example 320
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            /** @example 1.349 */
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with the events: the point forecast.
             * @example 431.69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower end of the 80 % interval of `forecastQuantity`.
             * @example 399.44
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper end of the 80 % interval of `forecastQuantity`.
             * @example 463.93
             */
            upperQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Fraction that the channel has of `forecastQuantity` over all channels that the filters select, on whatever page, rounded to four decimals; 0 if that sum is 0.
             * @example 0.8074
             */
            sharePct: number;
        };
        /**
         * @description What kind of event it is. It does not change the arithmetic.
         * @example PROMOTION
         * @enum {string}
         */
        EventType: "PROMOTION" | "PRICE_CHANGE" | "HOLIDAY" | "WEATHER" | "BOOKING" | "MACRO" | "OTHER";
        /**
         * @description Name of the event.
         * @example Summer Sale 2026
         */
        EventName: string;
        /**
         * @description By how much the event lifts demand, as a fraction: 0.25 is 25 % more, -0.5 is half.
         * @example 0.25
         */
        LiftPct: number;
        /**
         * @description How the lift combines with those of other events on the same day. `MULTIPLICATIVE`: the factors multiply, 1.25 × 1.15 = 1.4375. `ADDITIVE`: the lifts add, 0.25 + 0.15 = 0.40. Where both occur, the additive ones come first.
         * @example MULTIPLICATIVE
         * @enum {string}
         */
        StackingMode: "MULTIPLICATIVE" | "ADDITIVE";
        /**
         * @description Free text about the lift, for instance where it comes from.
         * @example As in the sale of 2025
         */
        EventValueDescription: string | null;
        /** @description What the event does to demand. */
        EventValue: {
            liftPct: components["schemas"]["LiftPct"];
            stackingMode: components["schemas"]["StackingMode"];
            description: components["schemas"]["EventValueDescription"];
        };
        /**
         * @description Id of the product that the event acts on; `null` for every product.
         * @example prod_123
         */
        EventProductId: components["schemas"]["ProductId"] | null;
        /**
         * @description Id of the location that the event acts on; `null` for every location.
         * @example loc_123
         */
        EventLocationId: components["schemas"]["LocationId"] | null;
        /** @description Something outside the demand history that lifts or lowers demand, such as a promotion. It acts on every day from that of `startsAt` to that of `endsAt`, both included, in UTC, and only through the scenarios that include it. */
        ForecastEvent: {
            id: components["schemas"]["EventId"];
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description When it begins.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description When it ends.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValue"];
            /**
             * @description Whether it acts on every product: true if `productMasterId` is `null`. It says nothing about locations.
             * @example false
             */
            isGlobal: boolean;
            /**
             * @description Whether it acts on every location: true if `locationId` is `null`. It says nothing about products.
             * @example true
             */
            isOrgWide: boolean;
            productMasterId: components["schemas"]["EventProductId"];
            /** @description The product in short; `null` if the event acts on every product. */
            productMaster: components["schemas"]["ProductReference"] | null;
            /** @example null */
            locationId: components["schemas"]["EventLocationId"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description What the event does to demand. */
        EventValueSet: {
            liftPct: components["schemas"]["LiftPct"];
            stackingMode: components["schemas"]["StackingMode"];
            /** @default null */
            description?: components["schemas"]["EventValueDescription"];
        };
        /** @description An event to create. `endsAt` must be after `startsAt`. */
        ForecastEventCreate: {
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description When it begins.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description When it ends.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValueSet"];
            /** @default null */
            productMasterId?: components["schemas"]["EventProductId"];
            /** @default null */
            locationId?: components["schemas"]["EventLocationId"];
        };
        /** @description An event as it is to be. An optional property left out falls back to its default. `endsAt` must be after `startsAt`. */
        ForecastEventReplace: {
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description When it begins.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description When it ends.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValueSet"];
            /** @default null */
            productMasterId?: components["schemas"]["EventProductId"];
            /** @default null */
            locationId?: components["schemas"]["EventLocationId"];
        };
        /** @description The forecast of one calendar month. */
        ForecastMonth: {
            /**
             * @description The month, `YYYY-MM`.
             * @example 2026-06
             */
            month: string;
            /** @description First day of the month. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the month.
             * @example 2026-06-30
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Expected demand without events.
             * @example 1374.2
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            /** @example 1.2731 */
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with the events: the point forecast.
             * @example 1749.44
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower end of the 80 % interval of `forecastQuantity`.
             * @example 1622.79
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper end of the 80 % interval of `forecastQuantity`.
             * @example 1876.09
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description A forecast by calendar month, from the first month that begins after the last known demand on. Quantities are rounded to two decimals. */
        LongTermForecast: {
            /**
             * @description The product asked for; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description The location asked for; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description The channel asked for; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            /**
             * @description The scenario whose events act; `null` for those of the published scenarios.
             * @example scenario_456
             */
            scenarioId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability that the intervals are made for.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /**
             * @description First day with demand among what was selected; `null` if there is none.
             * @example 2024-06-01
             */
            historyStartDate: components["schemas"]["CalendarDate"] | null;
            /**
             * @description Last day of which the tenant's demand is known; `null` if none is.
             * @example 2026-05-31
             */
            historyEndDate: components["schemas"]["CalendarDate"] | null;
            /** @description First day of the first month. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the last month.
             * @example 2026-08-31
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Number of months; as many as `buckets`.
             * @example 3
             */
            months: number;
            /**
             * @description Events that act on what was selected, ordered by `startsAt` and id; the first 100 of them.
             * @example [
             *       "event_789",
             *       "event_790"
             *     ]
             */
            eventIds: components["schemas"]["EventId"][];
            total: components["schemas"]["ForecastTotal"];
            /** @description One entry for each month, in order. */
            buckets: components["schemas"]["ForecastMonth"][];
        };
        /**
         * @description `DRAFT`: being put together. `GENERATED`: its forecast is computed. `PUBLISHED`: its events act on the tenant's forecasts. `ARCHIVED`: kept to be read, and nothing else.
         * @example GENERATED
         * @enum {string}
         */
        ScenarioStatus: "DRAFT" | "GENERATED" | "PUBLISHED" | "ARCHIVED";
        /**
         * @description What the scenario is for. It does not change the arithmetic.
         * @example PROMOTIONAL
         * @enum {string}
         */
        ScenarioType: "BASELINE" | "PROMOTIONAL" | "SEASONAL" | "OPTIMISTIC" | "PESSIMISTIC" | "OTHER";
        /**
         * @description Id of a forecast scenario.
         * @example scenario_456
         */
        ScenarioId: string;
        /**
         * @description Name of the scenario.
         * @example Summer plan
         */
        ScenarioName: string;
        /**
         * @description Free text about the scenario.
         * @example Sale and festival together
         */
        ScenarioDescription: string | null;
        /**
         * @description What the scenario assumes, in words.
         * @example The sale runs all June; the festival adds a weekend.
         */
        ScenarioNarrative: string | null;
        /**
         * @description Ids of the events that act in the scenario; none for the baseline alone.
         * @example [
         *       "event_789",
         *       "event_790"
         *     ]
         */
        IncludedEventIds: components["schemas"]["EventId"][];
        /** @description What the scenario assumes. */
        ScenarioAssumptions: {
            narrative: components["schemas"]["ScenarioNarrative"];
            /** @description Ids of the events that act in the scenario, in the order they were sent. In an archived scenario, an event may be deleted since. */
            includedEventIds: components["schemas"]["IncludedEventIds"];
        };
        /** @description The forecast of all products, locations and channels with the events of the scenario, added up, as it was when generated. */
        ScenarioResult: {
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability that the interval is made for.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /** @description First day of the forecast. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the forecast.
             * @example 2026-06-30
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Number of days.
             * @example 30
             */
            horizonDays: components["schemas"]["HorizonDays"];
            total: components["schemas"]["ForecastTotal"];
        };
        /** @description A combination of events, to see and to publish what they do to the forecast. */
        ForecastScenario: {
            id: components["schemas"]["ScenarioId"];
            name: components["schemas"]["ScenarioName"];
            description: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            status: components["schemas"]["ScenarioStatus"];
            assumptions: components["schemas"]["ScenarioAssumptions"];
            /** @description What was generated; `null` in a draft, and in a scenario archived as a draft. */
            result: components["schemas"]["ScenarioResult"] | null;
            /** @description When `result` was generated; `null` without one. */
            generatedAt: components["schemas"]["Timestamp"] | null;
            /** @description When the scenario was published; `null` if it was not. */
            publishedAt: components["schemas"]["Timestamp"] | null;
            /** @description When the scenario was archived; `null` if it was not. */
            archivedAt: components["schemas"]["Timestamp"] | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description What the scenario assumes. */
        ScenarioAssumptionsSet: {
            /** @default null */
            narrative?: components["schemas"]["ScenarioNarrative"];
            /** @default [] */
            includedEventIds?: components["schemas"]["IncludedEventIds"];
        };
        /** @description A scenario to create. */
        ForecastScenarioCreate: {
            name: components["schemas"]["ScenarioName"];
            /** @default null */
            description?: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            /**
             * @default {
             *       "narrative": null,
             *       "includedEventIds": []
             *     }
             */
            assumptions?: components["schemas"]["ScenarioAssumptionsSet"];
        };
        /** @description A scenario as it is to be. An optional property left out falls back to its default. */
        ForecastScenarioReplace: {
            name: components["schemas"]["ScenarioName"];
            /** @default null */
            description?: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            /**
             * @default {
             *       "narrative": null,
             *       "includedEventIds": []
             *     }
             */
            assumptions?: components["schemas"]["ScenarioAssumptionsSet"];
        };
        /** @description How far to forecast. */
        ScenarioGeneration: {
            /**
             * @default 30
             * @example 30
             */
            horizonDays?: components["schemas"]["HorizonDays"];
        };
        /** @description Scenarios to compare, and what to forecast for it. */
        ScenarioComparisonRequest: {
            /**
             * @description Ids of the scenarios, in any status.
             * @example [
             *       "scenario_456",
             *       "scenario_457"
             *     ]
             */
            scenarioIds: components["schemas"]["ScenarioId"][];
            /** @default 30 */
            horizonDays?: components["schemas"]["HorizonDays"];
            /**
             * @description Forecast this product only; `null` for all.
             * @default null
             * @example prod_123
             */
            productMasterId?: components["schemas"]["ProductId"] | null;
            /**
             * @description Forecast this location only; `null` for all.
             * @default null
             * @example loc_123
             */
            locationId?: components["schemas"]["LocationId"] | null;
            /**
             * @description Forecast this channel only; `null` for all.
             * @default null
             * @example DTC
             */
            channelId?: components["schemas"]["ChannelId"] | null;
        };
        /** @description What one scenario makes of the baseline. `deltaQuantity` is `forecastQuantity` − `baselineQuantity` of its `total`, `deltaPercent` the same as a percentage of the baseline. */
        ComparedScenario: {
            scenarioId: components["schemas"]["ScenarioId"];
            name: components["schemas"]["ScenarioName"];
            status: components["schemas"]["ScenarioStatus"];
            total: components["schemas"]["ForecastTotal"];
            /**
             * @description Units that the events add or, below zero, take away.
             * @example 111.69
             */
            deltaQuantity: components["schemas"]["SignedStockTotal"];
            /**
             * @description The same as a percentage of the baseline, rounded to one decimal; `null` if the baseline is 0.
             * @example 34.9
             */
            deltaPercent: number | null;
            /** @description `forecastQuantity` of each day, in order. */
            dailyQuantities: components["schemas"]["StockTotal"][];
        };
        /** @description Scenarios side by side, over the same days and the same baseline. Quantities are rounded to two decimals. */
        ScenarioComparison: {
            /**
             * @description The product asked for; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description The location asked for; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description The channel asked for; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability that the intervals are made for.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /** @description First day of the forecast. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the forecast.
             * @example 2026-06-07
             */
            endDate: components["schemas"]["CalendarDate"];
            /** @description Number of days. */
            horizonDays: components["schemas"]["HorizonDays"];
            /** @description `baselineQuantity` of each day, in order; the same for every scenario. */
            dailyBaselineQuantities: components["schemas"]["StockTotal"][];
            /** @description The scenarios, in the order asked for. */
            scenarios: components["schemas"]["ComparedScenario"][];
        };
        /**
         * @description The days to look at. `LAST_7_DAYS` and its like end with the last day of which demand is known. `CUSTOM` runs from `startDate` to `endDate`, both included; days of which the demand is not known add nothing.
         * @example LAST_30_DAYS
         * @enum {string}
         */
        PlanningPeriod: "LAST_7_DAYS" | "LAST_30_DAYS" | "LAST_90_DAYS" | "LAST_365_DAYS" | "CUSTOM";
        /**
         * @description Mean absolute percentage error: the mean of |forecast − actual| ÷ actual over the days with demand, × 100. `null` if no day has any.
         * @example 18.5
         */
        Mape: number | null;
        /**
         * @description Weighted absolute percentage error: Σ |forecast − actual| ÷ Σ actual × 100, over all days, those without demand included. `null` if there was no demand.
         * @example 15.2
         */
        Wape: number | null;
        /**
         * @description Σ (forecast − actual) ÷ Σ actual × 100: above zero if too much was forecast, below zero if too little. `null` if there was no demand.
         * @example 2.3
         */
        BiasPercent: number | null;
        /**
         * @description 100 − `mape`, and 0 where that is below zero. `null` if `mape` is.
         * @example 81.5
         */
        Accuracy: number | null;
        /** @description A product whose forecasts lean to one side. */
        AccuracyOutlier: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            sku: components["schemas"]["Sku"];
            /** @example 22.1 */
            mape: components["schemas"]["Mape"];
            /** @example 15.3 */
            bias: components["schemas"]["BiasPercent"];
        };
        /** @description How well past forecasts met the demand. Percentages are rounded to one decimal, halves away from zero. Only SKUs with demand in the period count, each in one band by its own `mape`: `excellentCount` + `goodCount` + `fairCount` + `poorCount` = `skuCount`. */
        ForecastAccuracy: {
            period: components["schemas"]["PlanningPeriod"];
            /**
             * @description SKUs with demand in the period, on days of which the forecast is known too.
             * @example 180
             */
            skuCount: number;
            /** @description Mean absolute percentage error: the mean of the `mape` of the SKUs, each with the same weight. `null` if `skuCount` is 0. */
            mape: components["schemas"]["Mape"];
            /** @description Weighted absolute percentage error over all SKUs and days: Σ |forecast − actual| ÷ Σ actual × 100. `null` if `skuCount` is 0. */
            wape: components["schemas"]["Wape"];
            /** @description Bias over all SKUs and days: Σ (forecast − actual) ÷ Σ actual × 100; above zero if too much was forecast. `null` if `skuCount` is 0. */
            bias: components["schemas"]["BiasPercent"];
            /** @description The same number as `bias`. */
            biasPercent: components["schemas"]["BiasPercent"];
            accuracy: components["schemas"]["Accuracy"];
            /**
             * @description SKUs with a `mape` below 10.
             * @example 45
             */
            excellentCount: number;
            /**
             * @description SKUs with a `mape` of 10 or more, below 20.
             * @example 82
             */
            goodCount: number;
            /**
             * @description SKUs with a `mape` from 20 to 30, both included.
             * @example 38
             */
            fairCount: number;
            /**
             * @description SKUs with a `mape` above 30.
             * @example 15
             */
            poorCount: number;
            /** @description SKUs with a bias above zero, the greatest first, equal ones by `productMasterId`; the first 10 of them. */
            topOverforecast: components["schemas"]["AccuracyOutlier"][];
            /** @description SKUs with a bias below zero, the least first, equal ones by `productMasterId`; the first 10 of them. */
            topUnderforecast: components["schemas"]["AccuracyOutlier"][];
        };
        /** @description Where demand meets an empty shelf. It counts products at locations that had demand in the period; one is a stockout if nothing of the product is available there now; stock that is expired or recalled is not. */
        StockoutKpi: {
            /**
             * @description Products at locations with demand in the period.
             * @example 400
             */
            productLocationCount: number;
            /**
             * @description Those of them that are stockouts.
             * @example 10
             */
            stockoutCount: number;
            /**
             * @description `stockoutCount` ÷ `productLocationCount` × 100, rounded to one decimal; `null` if there are none.
             * @example 2.5
             */
            stockoutPercent: number | null;
        };
        /** @description How often a year the stock is used up, in units. */
        InventoryTurnsKpi: {
            /**
             * @description `demandQuantity` × 365 ÷ `days` ÷ `quantityOnHand`, rounded to two decimals; `null` if nothing is on hand.
             * @example 4.35
             */
            turnsPerYear: number | null;
            /**
             * @description Demand of the period.
             * @example 9360
             */
            demandQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand now.
             * @example 26208
             */
            quantityOnHand: components["schemas"]["StockTotal"];
        };
        /** @description What it costs to hold the stock that is valued in one currency. */
        CarryingCost: {
            currency: components["schemas"]["Currency"];
            /**
             * @description Quantity on hand × unit cost now, summed over products and places.
             * @example 251850
             */
            inventoryValue: number;
            /**
             * @description `inventoryValue` × `annualRatePct` × `days` ÷ 365, rounded to cents.
             * @example 5175
             */
            carryingCost: number;
        };
        /** @description What it costs to hold the stock over a time as long as the period. */
        CarryingCostKpi: {
            /**
             * @description Cost of holding stock for a year as a fraction of its value; the `carryingRatePct` asked for.
             * @example 0.25
             */
            annualRatePct: number;
            /** @description One entry for each currency that stock on hand is valued in, ordered by it. Stock without a unit cost is left out. */
            byCurrency: components["schemas"]["CarryingCost"][];
        };
        /** @description How much of the demand belongs to products and locations that are no stockouts now. */
        ServiceLevelKpi: {
            /**
             * @description `inStockDemandQuantity` ÷ `demandQuantity` × 100, rounded to one decimal; `null` if there was no demand.
             * @example 97.5
             */
            serviceLevelPercent: number | null;
            /**
             * @description Demand of the period.
             * @example 9360
             */
            demandQuantity: components["schemas"]["StockTotal"];
            /**
             * @description The part of it that belongs to no stockout.
             * @example 9126
             */
            inStockDemandQuantity: components["schemas"]["StockTotal"];
        };
        /** @description For how long the stock lasts. */
        WeeksOfSupplyKpi: {
            /**
             * @description `quantityOnHand` ÷ `weeklyDemandQuantity`, rounded to one decimal; `null` if there was no demand.
             * @example 12
             */
            weeks: number | null;
            /**
             * @description Units on hand now.
             * @example 26208
             */
            quantityOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Demand of the period × 7 ÷ `days`, rounded to two decimals.
             * @example 2184
             */
            weeklyDemandQuantity: components["schemas"]["StockTotal"];
        };
        /** @description Key figures of planning over one period. */
        PlanningKpi: {
            /**
             * @description The location asked for; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            period: components["schemas"]["PlanningPeriod"];
            /**
             * @description First day of the period.
             * @example 2026-05-02
             */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the period.
             * @example 2026-05-31
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Days of the period, the first and the last included.
             * @example 30
             */
            days: number;
            forecastAccuracy: components["schemas"]["ForecastAccuracy"];
            stockouts: components["schemas"]["StockoutKpi"];
            inventoryTurns: components["schemas"]["InventoryTurnsKpi"];
            carryingCosts: components["schemas"]["CarryingCostKpi"];
            serviceLevel: components["schemas"]["ServiceLevelKpi"];
            weeksOfSupply: components["schemas"]["WeeksOfSupplyKpi"];
        };
        /**
         * @description How good a `mape` is, judged by the rounded number. `EXCELLENT`: below 10. `GOOD`: 10 or more, below 20. `FAIR`: 20 to 30, both included. `POOR`: above 30. `null` without a `mape`.
         * @example EXCELLENT
         * @enum {string|null}
         */
        AccuracyBand: "EXCELLENT" | "GOOD" | "FAIR" | "POOR" | null;
        /** @description Forecast and demand of one day. `errorQuantity` is `forecastQuantity` − `actualQuantity`. */
        AccuracyBucket: {
            /**
             * @description The day.
             * @example 2026-05-25
             */
            date: components["schemas"]["CalendarDate"];
            /**
             * @description What was forecast seven days before.
             * @example 56
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description The demand of the day.
             * @example 52
             */
            actualQuantity: components["schemas"]["StockTotal"];
            /**
             * @description How much too much or, below zero, too little was forecast.
             * @example 4
             */
            errorQuantity: components["schemas"]["SignedStockTotal"];
        };
        /** @description How well past forecasts of one SKU met its demand. Quantities are rounded to two decimals, percentages to one, halves away from zero. */
        SkuAccuracy: {
            sku: components["schemas"]["Sku"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            /**
             * @description The location asked for; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /** @example LAST_7_DAYS */
            period: components["schemas"]["PlanningPeriod"];
            /**
             * @description First day of the period.
             * @example 2026-05-25
             */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the period.
             * @example 2026-05-31
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Days of the period, the first and the last included.
             * @example 7
             */
            days: number;
            /** @example 7.6 */
            mape: components["schemas"]["Mape"];
            /** @example 7.5 */
            wape: components["schemas"]["Wape"];
            /** @example 7.5 */
            bias: components["schemas"]["BiasPercent"];
            /**
             * @description The same number as `bias`.
             * @example 7.5
             */
            biasPercent: components["schemas"]["BiasPercent"];
            /** @example 92.4 */
            accuracy: components["schemas"]["Accuracy"];
            band: components["schemas"]["AccuracyBand"];
            /**
             * @description Sum over the buckets of what was forecast.
             * @example 415
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Sum over the buckets of the demand.
             * @example 386
             */
            actualQuantity: components["schemas"]["StockTotal"];
            /** @description One entry, in order, for each day of the period of which both a forecast and the demand are known. */
            buckets: components["schemas"]["AccuracyBucket"][];
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
        /** @description The server cannot answer for now, for instance because its database is locked or its disk is full. */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    details?: components["schemas"]["ServiceUnavailableDetails"];
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
         * @description Direction of the order.
         * @example desc
         */
        SortOrderDescending: "asc" | "desc";
        /**
         * @description Id of the category.
         * @example cat_123
         */
        CategoryId: string;
        /**
         * @description Id of the taxonomy.
         * @example tax_123
         */
        TaxonomyId: string;
        /**
         * @description Id of the availability, which is that of its stock line.
         * @example item_123
         */
        AvailabilityId: string;
        /**
         * @description Id of the cycle count.
         * @example cc_123
         */
        CycleCountId: string;
        /**
         * @description Id of the transfer.
         * @example trf_123
         */
        TransferId: string;
        /**
         * @description Id of the recommendation.
         * @example rec_123
         */
        RecommendationId: string;
        /**
         * @description Id of the event.
         * @example event_789
         */
        EventId: string;
        /**
         * @description Id of the scenario.
         * @example scenario_456
         */
        ScenarioId: string;
        /**
         * @description The SKU of a product, not its id. A `/` in it is sent as `%2F`.
         * @example SKU-123
         */
        Sku: string;
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
         * @description Seconds to wait before the next try.
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductAttributes: {
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
                 * @example code
                 */
                sortBy?: "code" | "name" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the attribute with this code.
                 * @example colour
                 */
                code?: components["schemas"]["CatalogCode"];
                /**
                 * @description Only attributes of this data type.
                 * @example ENUM
                 */
                dataType?: components["schemas"]["AttributeDataType"];
            };
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
            /** @description A page of attributes with their values. */
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
                        data: components["schemas"]["ProductAttribute"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createProductAttributes: {
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
                "application/json": components["schemas"]["ProductAttributesCreate"];
            };
        };
        responses: {
            /** @description The attribute values that were added. */
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
                        data: components["schemas"]["AddedProductAttributes"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    applyProductAttributes: {
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
                "application/json": components["schemas"]["ProductAttributesApply"];
            };
        };
        responses: {
            /** @description What changed. */
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
                        data: components["schemas"]["ProductAttributesChange"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductCategories: {
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
                 * @example path
                 */
                sortBy?: "path" | "name" | "assignedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only categories of this taxonomy.
                 * @example tax_123
                 */
                taxonomyId?: string;
            };
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
            /** @description A page of categories. */
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
                        data: components["schemas"]["ProductCategory"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assignProductCategories: {
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
                "application/json": components["schemas"]["ProductCategoriesAssign"];
            };
        };
        responses: {
            /** @description What changed. */
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
                        data: components["schemas"]["ProductCategoriesChange"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    applyProductCategories: {
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
                "application/json": components["schemas"]["ProductCategoriesApply"];
            };
        };
        responses: {
            /** @description What changed. */
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
                        data: components["schemas"]["ProductCategoriesChange"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    suggestProductCategories: {
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CategorySuggestionRequest"];
            };
        };
        responses: {
            /** @description The suggestions. */
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
                        data: components["schemas"]["CategorySuggestions"];
                    };
                };
            };
            400: components["responses"]["BadRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductHistory: {
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
                sortBy?: "createdAt";
                /**
                 * @description Direction of the order.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescending"];
                /**
                 * @description Only changes of this kind.
                 * @example UPDATE
                 */
                action?: components["schemas"]["AuditAction"];
                /**
                 * @description Only changes made with this API key.
                 * @example key_123
                 */
                keyId?: string;
                /**
                 * @description Only changes made then or later.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only changes made then or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
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
            /** @description A page of changes. */
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
                        data: components["schemas"]["ProductHistoryEntry"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductInventoryLevels: {
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
                 * @example locationName
                 */
                sortBy?: "locationName" | "quantityOnHand" | "quantityAvailable" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the level at this location.
                 * @example loc_123
                 */
                locationId?: string;
            };
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
            /** @description A page of inventory levels. */
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
                        data: components["schemas"]["ProductInventoryLevel"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductLinks: {
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
                sortBy?: "createdAt" | "linkType";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the link with this id.
                 * @example link_123
                 */
                id?: string;
                /**
                 * @description Only links of this type.
                 * @example ACCESSORY
                 */
                linkType?: components["schemas"]["ProductLinkType"];
                /**
                 * @description Only links to this product.
                 * @example prod_124
                 */
                linkedProductMasterId?: string;
            };
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
            /** @description A page of links. */
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
                        data: components["schemas"]["ProductLink"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createProductLink: {
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
                "application/json": components["schemas"]["ProductLinkCreate"];
            };
        };
        responses: {
            /** @description The link that was created. */
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
                        data: components["schemas"]["ProductLink"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProductVariants: {
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
                 * @description Only variants in this status.
                 * @example ACTIVE
                 */
                status?: components["schemas"]["ProductStatus"];
                /**
                 * @description Only the variant with this SKU.
                 * @example SKU-123-42
                 */
                sku?: components["schemas"]["Sku"];
            };
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
            /** @description A page of variants. */
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
                        data: components["schemas"]["ProductVariant"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createProductVariant: {
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
                "application/json": components["schemas"]["ProductVariantCreate"];
            };
        };
        responses: {
            /** @description The variant that was created. */
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
                        data: components["schemas"]["ProductVariant"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCategories: {
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
                 * @example path
                 */
                sortBy?: "path" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only categories of this taxonomy.
                 * @example tax_123
                 */
                taxonomyId?: string;
                /**
                 * @description Only categories directly below this one.
                 * @example cat_123
                 */
                parentId?: string;
                /**
                 * @description Only categories with this many levels above them; 0 for the roots.
                 * @example 1
                 */
                depth?: number;
                /**
                 * @description Only categories whose name or code contains this text; ASCII letters match in either case.
                 * @example trail
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of categories. */
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
                        data: components["schemas"]["Category"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCategory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryCreate"];
            };
        };
        responses: {
            /** @description The category that was created. */
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
                        data: components["schemas"]["Category"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the category.
                 * @example cat_123
                 */
                categoryId: components["parameters"]["CategoryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The category. */
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
                        data: components["schemas"]["Category"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAttributes: {
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
                 * @example code
                 */
                sortBy?: "code" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the attribute with this id.
                 * @example attr_123
                 */
                id?: string;
                /**
                 * @description Only the attribute with this code.
                 * @example colour
                 */
                code?: components["schemas"]["CatalogCode"];
                /**
                 * @description Only attributes of this data type.
                 * @example ENUM
                 */
                dataType?: components["schemas"]["AttributeDataType"];
                /**
                 * @description Only attributes whose name or code contains this text; ASCII letters match in either case.
                 * @example colour
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of attributes. */
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
                        data: components["schemas"]["Attribute"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttributeCreate"];
            };
        };
        responses: {
            /** @description The attribute that was created. */
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
                        data: components["schemas"]["Attribute"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTaxonomies: {
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
                 * @example code
                 */
                sortBy?: "code" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the taxonomy with this code.
                 * @example outdoor
                 */
                code?: components["schemas"]["CatalogCode"];
                /**
                 * @description Only taxonomies whose name or code contains this text; ASCII letters match in either case.
                 * @example range
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of taxonomies. */
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
                        data: components["schemas"]["Taxonomy"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTaxonomy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the taxonomy.
                 * @example tax_123
                 */
                taxonomyId: components["parameters"]["TaxonomyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The taxonomy. */
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
                        data: components["schemas"]["Taxonomy"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    adjustInventory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryAdjust"];
            };
        };
        responses: {
            /** @description The adjustment that was made. */
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAdjustments: {
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
                sortBy?: "createdAt" | "transactionType" | "deltaQty";
                /**
                 * @description Direction of the order.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescending"];
                /**
                 * @description Only the movement with this id.
                 * @example txn_122
                 */
                id?: string;
                /**
                 * @description Only movements of this stock line.
                 * @example item_123
                 */
                inventoryItemId?: string;
                /**
                 * @description Only movements of this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only movements at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only movements of this type.
                 * @example CYCLE_COUNT
                 */
                transactionType?: components["schemas"]["TransactionType"];
                /**
                 * @description Only movements with this reason code.
                 * @example reason_123
                 */
                reasonCodeId?: string;
                /**
                 * @description Only movements of this transfer.
                 * @example trf_122
                 */
                transferId?: string;
                /**
                 * @description Only movements of this cycle count.
                 * @example cc_123
                 */
                cycleCountId?: string;
                /**
                 * @description Only movements at this moment or later.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only movements at this moment or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of movements. */
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
                        data: components["schemas"]["StockTransaction"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createLotCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LotCorrectionCreate"];
            };
        };
        responses: {
            /** @description The correction that was made. */
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
                        data: components["schemas"]["LotCorrection"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReasonCodes: {
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
                 * @example code
                 */
                sortBy?: "code" | "label";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the reason code with this name.
                 * @example CYCLE_COUNT
                 */
                code?: components["schemas"]["ReasonCodeName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reason codes. */
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
                        data: components["schemas"]["ReasonCode"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRecordedStock: {
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
                sortBy?: "createdAt" | "deltaQty";
                /**
                 * @description Direction of the order.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescending"];
                /**
                 * @description Only the movement with this id.
                 * @example txn_121
                 */
                id?: string;
                /**
                 * @description Only movements of this stock line.
                 * @example item_124
                 */
                inventoryItemId?: string;
                /**
                 * @description Only movements of this product.
                 * @example prod_124
                 */
                productMasterId?: string;
                /**
                 * @description Only movements at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only movements with this reason code.
                 * @example reason_126
                 */
                reasonCodeId?: string;
                /**
                 * @description Only movements at this moment or later.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only movements at this moment or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of movements. */
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
                        data: components["schemas"]["StockTransaction"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    recordStock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockRecord"];
            };
        };
        responses: {
            /** @description The adjustment that was made. */
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAvailability: {
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
                 * @example productMasterId
                 */
                sortBy?: "productMasterId" | "locationId" | "qtyOnHand" | "qtyAvailable";
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
                 * @deprecated
                 * @description Former name of `productMasterId`.
                 * @example prod_123
                 */
                productId?: string;
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
                /**
                 * @description Whether to include lines whose lot has expired.
                 * @example false
                 */
                includeExpired?: boolean;
                /**
                 * @description Whether to include recalled lines.
                 * @example false
                 */
                includeRecalled?: boolean;
                /**
                 * @description Whether to include lines that are on hold as a whole.
                 * @example false
                 */
                includeOnHold?: boolean;
                /**
                 * @description Whether to sum the lines by product and location.
                 * @example false
                 */
                summary?: boolean;
                /**
                 * @description Whether each sum shows its lines; without `summary=true` it changes nothing.
                 * @example false
                 */
                includeStockLines?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stock lines or of sums. */
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
                        data: components["schemas"]["Availability"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the availability, which is that of its stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The availability of the stock line. */
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
                        data: components["schemas"]["AvailabilityLine"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    setAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the availability, which is that of its stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilitySet"];
            };
        };
        responses: {
            /** @description The availability as it is now. */
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
                        data: components["schemas"]["AvailabilityLine"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    checkAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilityCheckRequest"];
            };
        };
        responses: {
            /** @description Whether the items are available. */
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
                        data: components["schemas"]["AvailabilityCheck"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listChannelLocationAtp: {
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
                sortBy?: "productName" | "globalSku" | "totalOnHand" | "totalReserved" | "minAtp" | "maxAtp";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only this channel. `channels` then holds no other, and lowest and highest ATP are its own; where there is no such channel the list is empty.
                 * @example WHOLESALE
                 */
                channelId?: string;
                /**
                 * @description Only rows with a channel of this severity.
                 * @example LOW
                 */
                severity?: components["schemas"]["AtpSeverity"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products at locations. */
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
                        data: components["schemas"]["ChannelLocationAtp"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getChannelLocationDrilldown: {
        parameters: {
            query?: {
                /**
                 * @description Only this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only this channel.
                 * @example DTC
                 */
                channelId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stock behind the ATP. */
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
                        data: components["schemas"]["ChannelLocationDrilldown"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listChannelSummaries: {
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
                 * @example channelId
                 */
                sortBy?: "channelId" | "channelName" | "totalAtp" | "lowCount" | "criticalCount";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only this channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Only channels of this type.
                 * @example E_COMMERCE
                 */
                channelType?: components["schemas"]["ChannelType"];
                /**
                 * @description Sum over this location only.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Sum over this product only.
                 * @example prod_123
                 */
                productMasterId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of channels. */
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
                        data: components["schemas"]["ChannelSummary"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertInventoryLevel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryLevelUpsert"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
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
                        data: components["schemas"]["InventoryLevel"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getInventoryAnalytics: {
        parameters: {
            query?: {
                /**
                 * @description Only this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Begin of the period.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description End of the period.
                 * @example 2026-05-31T00:00:00Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key figures. */
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
                        data: components["schemas"]["InventoryAnalytics"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCycleCounts: {
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
                sortBy?: "createdAt" | "updatedAt" | "scheduledDate" | "completedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only counts in this status.
                 * @example COMPLETED
                 */
                status?: components["schemas"]["CycleCountStatus"];
                /**
                 * @description Only counts of this type.
                 * @example PARTIAL
                 */
                type?: components["schemas"]["CycleCountType"];
                /**
                 * @description Only counts at this location.
                 * @example loc_123
                 */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of cycle counts. */
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
                        data: components["schemas"]["CycleCount"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCycleCount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CycleCountCreate"];
            };
        };
        responses: {
            /** @description The cycle count that was created. */
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
                        data: components["schemas"]["CycleCountSheet"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCycleCount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cycle count. */
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
                        data: components["schemas"]["CycleCountSheet"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    recordCycleCountLines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CycleCountLinesRecord"];
            };
        };
        responses: {
            /** @description The cycle count as it is now. */
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
                        data: components["schemas"]["CycleCountSheet"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    completeCycleCount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the cycle count.
                 * @example cc_123
                 */
                cycleCountId: components["parameters"]["CycleCountId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The cycle count as it is now. */
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
                        data: components["schemas"]["CycleCountSheet"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransfers: {
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
                sortBy?: "createdAt" | "updatedAt" | "shippedAt" | "receivedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only transfers in this status.
                 * @example PENDING
                 */
                status?: components["schemas"]["TransferStatus"];
                /**
                 * @description Only transfers from this location.
                 * @example loc_123
                 */
                sourceLocationId?: string;
                /**
                 * @description Only transfers to this location.
                 * @example loc_456
                 */
                destLocationId?: string;
                /**
                 * @description Only transfers with a line of this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only the transfer that this recommendation became.
                 * @example rec_122
                 */
                recommendationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transfers. */
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
                        data: components["schemas"]["Transfer"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferCreate"];
            };
        };
        responses: {
            /** @description The transfer that was created. */
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
                        data: components["schemas"]["Transfer"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the transfer.
                 * @example trf_123
                 */
                transferId: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transfer. */
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
                        data: components["schemas"]["Transfer"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the transfer.
                 * @example trf_123
                 */
                transferId: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferUpdate"];
            };
        };
        responses: {
            /** @description The transfer as it is now. */
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
                        data: components["schemas"]["Transfer"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransferBins: {
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
                 * @example name
                 */
                sortBy?: "name" | "locationName" | "stockLineCount";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only bins at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only bins with stock of this product on hand.
                 * @example prod_123
                 */
                productMasterId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bins. */
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
                        data: components["schemas"]["TransferBin"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransferRecommendations: {
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
                sortBy?: "createdAt" | "quantity" | "estimatedROI";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only recommendations in this status.
                 * @example PENDING
                 */
                status?: components["schemas"]["TransferRecommendationStatus"];
                /**
                 * @description Only recommendations of this priority.
                 * @example HIGH
                 */
                priority?: components["schemas"]["TransferPriority"];
                /**
                 * @description Only recommendations for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only recommendations from this location.
                 * @example loc_123
                 */
                sourceLocationId?: string;
                /**
                 * @description Only recommendations to this location.
                 * @example loc_456
                 */
                destLocationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of recommendations. */
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
                        data: components["schemas"]["TransferRecommendation"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    generateTransferRecommendations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferRecommendationRequest"];
            };
        };
        responses: {
            /** @description The recommendations that were generated. */
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
                        data: components["schemas"]["TransferRecommendationBatch"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransferRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recommendation. */
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
                        data: components["schemas"]["TransferRecommendation"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    approveTransferRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransferRecommendationDecision"];
            };
        };
        responses: {
            /** @description The recommendation as it is now. */
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
                        data: components["schemas"]["TransferRecommendation"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    executeTransferRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The recommendation as it is now. */
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
                        data: components["schemas"]["TransferRecommendation"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rejectTransferRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recommendation.
                 * @example rec_123
                 */
                recommendationId: components["parameters"]["RecommendationId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransferRecommendationDecision"];
            };
        };
        responses: {
            /** @description The recommendation as it is now. */
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
                        data: components["schemas"]["TransferRecommendation"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPendingTransferRecommendations: {
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
                sortBy?: "createdAt" | "quantity" | "estimatedROI";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only recommendations of this priority.
                 * @example HIGH
                 */
                priority?: components["schemas"]["TransferPriority"];
                /**
                 * @description Only recommendations for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only recommendations from this location.
                 * @example loc_123
                 */
                sourceLocationId?: string;
                /**
                 * @description Only recommendations to this location.
                 * @example loc_456
                 */
                destLocationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of pending recommendations. */
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
                        data: components["schemas"]["TransferRecommendation"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAlertConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
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
                        data: components["schemas"]["AlertSettings"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replaceAlertConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertSettingsReplace"];
            };
        };
        responses: {
            /** @description The configuration as it is now. */
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
                        data: components["schemas"]["AlertSettings"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAlertHistory: {
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
                sortBy?: "createdAt" | "type";
                /**
                 * @description Direction of the order.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescending"];
                /**
                 * @description Only alerts of this type.
                 * @example LOW_ATP
                 */
                type?: components["schemas"]["AlertType"];
                /**
                 * @description Only alerts of this origin.
                 * @example AUTOMATIC
                 */
                origin?: components["schemas"]["AlertOrigin"];
                /**
                 * @description Only alerts about this product.
                 * @example prod_124
                 */
                productMasterId?: string;
                /**
                 * @description Only alerts about this location.
                 * @example loc_456
                 */
                locationId?: string;
                /**
                 * @description Only alerts recorded then or later.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only alerts recorded then or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts. */
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
                        data: components["schemas"]["Alert"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    triggerAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertTrigger"];
            };
        };
        responses: {
            /** @description The alert that was recorded. */
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
                        data: components["schemas"]["Alert"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getForecast: {
        parameters: {
            query?: {
                /**
                 * @description Only the demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only the demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only the demand in this channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply the events of this scenario, whatever its status, and of no other.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Days to forecast.
                 * @example 7
                 */
                horizonDays?: components["schemas"]["HorizonDays"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast. */
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
                        data: components["schemas"]["Forecast"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listForecastChanges: {
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
                sortBy?: "createdAt";
                /**
                 * @description Direction of the order.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescending"];
                /**
                 * @description Only changes of events, or of scenarios.
                 * @example SCENARIO
                 */
                resourceType?: components["schemas"]["ForecastResourceType"];
                /**
                 * @description Only changes of this event or scenario.
                 * @example scenario_456
                 */
                resourceId?: string;
                /**
                 * @description Only changes of this kind.
                 * @example GENERATE
                 */
                action?: components["schemas"]["ForecastChangeAction"];
                /**
                 * @description Only changes made with this API key.
                 * @example key_123
                 */
                keyId?: string;
                /**
                 * @description Only changes made then or later.
                 * @example 2026-06-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only changes made then or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes. */
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
                        data: components["schemas"]["ForecastChange"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listChannelProjections: {
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
                 * @example channelId
                 */
                sortBy?: "channelId" | "channelName" | "forecastQuantity";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only the demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only the demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only this channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply the events of this scenario, whatever its status, and of no other.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Days to forecast.
                 * @example 7
                 */
                horizonDays?: components["schemas"]["HorizonDays"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of projections. */
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
                        data: components["schemas"]["ChannelProjection"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listForecastEvents: {
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
                 * @example startsAt
                 */
                sortBy?: "startsAt" | "endsAt" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only events of this type.
                 * @example PROMOTION
                 */
                type?: components["schemas"]["EventType"];
                /**
                 * @description Only events tied to this product; those for every product are left out.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only events tied to this location; those for every location are left out.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only events for every product, or only those tied to one.
                 * @example false
                 */
                isGlobal?: boolean;
                /**
                 * @description Only events for every location, or only those tied to one.
                 * @example true
                 */
                isOrgWide?: boolean;
                /**
                 * @description Only events that end then or later.
                 * @example 2026-06-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only events that start then or earlier.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only events whose name contains this text; ASCII letters match in either case.
                 * @example sale
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
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
                        data: components["schemas"]["ForecastEvent"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createForecastEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastEventCreate"];
            };
        };
        responses: {
            /** @description The event that was created. */
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
                        data: components["schemas"]["ForecastEvent"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getForecastEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the event.
                 * @example event_789
                 */
                eventId: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
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
                        data: components["schemas"]["ForecastEvent"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateForecastEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the event.
                 * @example event_789
                 */
                eventId: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastEventReplace"];
            };
        };
        responses: {
            /** @description The event as it is now. */
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
                        data: components["schemas"]["ForecastEvent"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteForecastEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the event.
                 * @example event_789
                 */
                eventId: components["parameters"]["EventId"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLongTermForecast: {
        parameters: {
            query?: {
                /**
                 * @description Only the demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only the demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only the demand in this channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply the events of this scenario, whatever its status, and of no other.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Months to forecast.
                 * @example 3
                 */
                months?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast. */
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
                        data: components["schemas"]["LongTermForecast"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listForecastScenarios: {
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
                sortBy?: "createdAt" | "updatedAt" | "name";
                /**
                 * @description Direction of the order.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrder"];
                /**
                 * @description Only scenarios in this status.
                 * @example GENERATED
                 */
                status?: components["schemas"]["ScenarioStatus"];
                /**
                 * @description Whether archived scenarios are listed too. It makes no difference where `status` is given.
                 * @example false
                 */
                includeArchived?: boolean;
                /**
                 * @description Only scenarios of this type.
                 * @example PROMOTIONAL
                 */
                type?: components["schemas"]["ScenarioType"];
                /**
                 * @description Only scenarios that include this event.
                 * @example event_789
                 */
                eventId?: string;
                /**
                 * @description Only scenarios whose name contains this text; ASCII letters match in either case.
                 * @example summer
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of scenarios. */
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
                        data: components["schemas"]["ForecastScenario"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastScenarioCreate"];
            };
        };
        responses: {
            /** @description The scenario that was created. */
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
                        data: components["schemas"]["ForecastScenario"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenario. */
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
                        data: components["schemas"]["ForecastScenario"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastScenarioReplace"];
            };
        };
        responses: {
            /** @description The scenario as it is now. */
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
                        data: components["schemas"]["ForecastScenario"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    archiveForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenario as it is now. */
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
                        data: components["schemas"]["ForecastScenario"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    generateForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScenarioGeneration"];
            };
        };
        responses: {
            /** @description The scenario as it is now. */
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
                        data: components["schemas"]["ForecastScenario"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    publishForecastScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example scenario_456
                 */
                scenarioId: components["parameters"]["ScenarioId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The scenario as it is now. */
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
                        data: components["schemas"]["ForecastScenario"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    compareForecastScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioComparisonRequest"];
            };
        };
        responses: {
            /** @description The comparison. */
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
                        data: components["schemas"]["ScenarioComparison"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPlanningKpi: {
        parameters: {
            query?: {
                /**
                 * @description Only this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description The days to look at.
                 * @example CUSTOM
                 */
                period?: components["schemas"]["PlanningPeriod"];
                /**
                 * @description First day of a `CUSTOM` period, which needs it; refused with any other.
                 * @example 2026-05-02
                 */
                startDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description Last day of a `CUSTOM` period, which needs it; refused with any other. Not before `startDate`, and at most 365 days after it.
                 * @example 2026-05-31
                 */
                endDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description What it costs to hold stock for a year, as a fraction of its value.
                 * @example 0.25
                 */
                carryingRatePct?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key figures. */
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
                        data: components["schemas"]["PlanningKpi"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSkuAccuracy: {
        parameters: {
            query?: {
                /**
                 * @description Only this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description The days to look at.
                 * @example CUSTOM
                 */
                period?: components["schemas"]["PlanningPeriod"];
                /**
                 * @description First day of a `CUSTOM` period, which needs it; refused with any other.
                 * @example 2026-05-25
                 */
                startDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description Last day of a `CUSTOM` period, which needs it; refused with any other. Not before `startDate`, and at most 365 days after it.
                 * @example 2026-05-31
                 */
                endDate?: components["schemas"]["CalendarDate"];
            };
            header?: never;
            path: {
                /**
                 * @description The SKU of a product, not its id. A `/` in it is sent as `%2F`.
                 * @example SKU-123
                 */
                sku: components["parameters"]["Sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accuracy. */
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
                        data: components["schemas"]["SkuAccuracy"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
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
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
