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
         * @description Returns the products of the tenant.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description Creates a product. Its SKU must not be in use by another product of the tenant.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a product
         * @description Returns one product.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Delete a product
         * @description Deletes a product permanently, together with its attribute values, its history, all links from and to it, and its empty stock lines, including
         *     their movements and their lines in completed cycle counts.
         *
         *     Fails with 409 (`reason: IN_USE`) if any of the following exists: stock of the product or one of its variants, an open transfer of the product
         *     (`DRAFT`, `PENDING` or `SHIPPED`), a cycle count of the product that is not completed, or a forecast event for the product. In this case, set the
         *     status to `DISCONTINUED`. This is also the better choice if you want to keep the history of the product.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Update a product
         * @description Changes only the properties that are sent. `null` clears a nullable property. The SKU must not be in use by another product. `updatedAt` does not change if the request changes nothing, nor if attribute values, categories, links or variants of the product change.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List attribute values of a product
         * @description Returns the attributes for which the product has a value, with the values.
         */
        get: operations["listProductAttributes"];
        put?: never;
        /**
         * Add attribute values to a product
         * @description Adds attribute values to the product. Either all values are added or none. `Location` is the list of attribute values of the product.
         *
         *     Fails with 409 (`reason: DUPLICATE`) if the product already has a value for one of the attributes; use `applyProductAttributes` to change values.
         *     Fails with 409 (`reason: INVALID_STATE`) if the product would have more than 100 values. Fails with 400 if a value does not match the data type or
         *     the allowed values of its attribute, or if the request contains two values for the same attribute.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the attribute values of a product
         * @description Replaces all attribute values of the product in one step and returns what changed. A value that is not sent is removed. The operation is idempotent. Fails with 400, without any change, if a value does not match the data type or the allowed values of its attribute, or if the request contains two values for the same attribute.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List categories of a product
         * @description Returns the categories of the product. A product in a category is not automatically in its parent categories.
         */
        get: operations["listProductCategories"];
        put?: never;
        /**
         * Add a product to categories
         * @description Adds the product to categories and returns what changed. Either all categories are added or none; the existing categories are kept. The operation is idempotent: categories that the product is already in do not change. Fails with 409 (`reason: INVALID_STATE`) if the product would be in more than 100 categories.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the categories of a product
         * @description Replaces all categories of the product in one step and returns what changed. The product is removed from categories that are not sent. The operation is idempotent.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest categories for a product
         * @description > **Beta:** this operation may change without notice.
         *
         *     Suggests categories that the product is not in yet, best match first. It changes nothing.
         *
         *     The score is the share of different words in the product name that support the category, rounded to two decimals. A word is a sequence of letters
         *     and digits, case-insensitive. A word supports a category if it occurs in the name or the keywords of the category, or if at least half (and at
         *     least two) of the other products with this word in their name are in the category. Only the 5,000 most recently updated other products are
         *     considered and, for each word, only the 200 most recently updated of those whose name contains it, even as part of a longer word. Categories that
         *     no word supports are omitted.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List changes of a product
         * @description Returns all changes of the product, newest first by default. Each entry contains the API key, the time, and every field before and after the change. Changes of attribute values, categories, links and variants are included, even if they result from the deletion of a variant or a linked product. Changes of stock are not included. A request that changes nothing creates no entry. The history is deleted with the product.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List inventory levels of a product
         * @description Returns the stock of the product, one item per location that has stock lines or replenishment settings for it. Ties are ordered by `locationId`. The key needs both permissions.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List links of a product
         * @description Returns the links that start from the product. Links that lead to the product are listed for the products they start from.
         */
        get: operations["listProductLinks"];
        put?: never;
        /**
         * Create a product link
         * @description Links the product to another product. Fails with 409 (`reason: DUPLICATE`) if there already is a link of the same type to the same product. Fails with 400 if the product is linked to itself. The link is deleted when one of its products is deleted.
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /**
         * List variants of a product
         * @description Returns the variants of the product. Each variant is also a product: use the product operations to read, update and delete it.
         */
        get: operations["listProductVariants"];
        put?: never;
        /**
         * Create a product variant
         * @description Creates a product as a variant of this product.
         *
         *     Fails with 409 (`reason: DUPLICATE`) if the SKU is already in use, or if another variant of the product has exactly the same attribute values.
         *     Fails with 409 (`reason: INVALID_STATE`) if the product is a variant itself. Fails with 400 if a value does not match the data type or the allowed
         *     values of its attribute, or if the request contains two values for the same attribute. The attribute values can be changed later; they are then
         *     not compared with those of other variants.
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
         * @description Returns the categories of all taxonomies or of one. Sorted by `path` within one taxonomy, each category comes directly before all its descendants.
         */
        get: operations["listCategories"];
        put?: never;
        /**
         * Create a category
         * @description Creates a root category of a taxonomy, or a subcategory of another category. Fails with 400 (`reason: UNKNOWN_REFERENCE`) if the parent category belongs to another taxonomy, with 409 (`reason: DUPLICATE`) if a sibling already has this code, and with 409 (`reason: INVALID_STATE`) if the category would be on the eleventh level.
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
                categoryId: components["parameters"]["CategoryIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a category
         * @description Returns one category.
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
         * @description Returns the attributes that are defined for products of the tenant.
         */
        get: operations["listAttributes"];
        put?: never;
        /**
         * Create an attribute
         * @description Creates an attribute. Fails with 409 (`reason: DUPLICATE`) if the code is already in use. An attribute of type `ENUM` needs at least one allowed value. Fails with 400 if allowed values are sent for another data type, or if a unit is sent for a data type other than `NUMBER`.
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
         * @description Returns the taxonomies of the tenant. Taxonomies are set up together with the tenant; use `listCategories` to list their categories.
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
                taxonomyId: components["parameters"]["TaxonomyIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a taxonomy
         * @description Returns one taxonomy without its categories. Use `listCategories` with `taxonomyId` to list them.
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
         * @description Returns the stock lines of the tenant, one per combination of product, location, lot and bin.
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
         * @description Changes the quantity on hand of one stock line by a signed difference, and records the change as a stock transaction. A difference of 0 is
         *     recorded too. To set an absolute quantity, use `createAdjustment`.
         *
         *     Fails with 409 (`reason: INSUFFICIENT_STOCK`) if a decrease would leave less than the sum of the reserved, on-hold and picked units, and with 400
         *     if an increase would exceed the maximum quantity.
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
         * @description Returns the movements of all stock lines, newest first by default: adjustments and all other types, distinguished by `transactionType`. The quantity on hand of a stock line is the sum of its movements. Each movement contains the id of its reason code as `reasonCodeId`, and the label as `reasonCode`. This operation requires `inventory.adjust`, as adjustments do.
         */
        get: operations["listAdjustments"];
        put?: never;
        /**
         * Set a quantity on hand
         * @description Sets the quantity on hand of one stock line to an absolute value, and records the difference as a stock transaction. An unchanged quantity is recorded with a difference of 0. Fails with 409 (`reason: INSUFFICIENT_STOCK`) if a decrease would leave less than the sum of the reserved, on-hold and picked units.
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
         * @description Moves units that were recorded under the wrong lot, or without a lot, to another lot of the product at the same location and in the same bin. The
         *     lot and the stock line are created if they do not exist. Two stock transactions are recorded, which add up to 0; `Location` refers to the first
         *     one.
         *
         *     Fails with 409 (`reason: INSUFFICIENT_STOCK`) if the stock line has fewer units available, with 409 (`reason: INVALID_STATE`) if the stock line
         *     already is in this lot, with 409 (`reason: DUPLICATE`) if `expiryDate` differs from the date of an existing lot, and with 400 if the other stock
         *     line would exceed the maximum quantity.
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
         * @description Returns the reason codes for adjustments of the tenant. An adjustment refers to a reason code by its `id`; the history contains its `label`. This operation requires `inventory.adjust`, as adjustments do.
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
         * @description Returns the movements that recorded previously unrecorded stock, newest first by default. These are the movements of `listAdjustments` with the `transactionType` `RECORDED_STOCK`.
         */
        get: operations["listRecordedStock"];
        put?: never;
        /**
         * Record stock
         * @description Records units that were not recorded before: adds them to the stock line of the product, location, lot and bin as a stock transaction. The stock
         *     line and the lot are created if they do not exist.
         *
         *     Fails with 400 if the stock line would exceed the maximum quantity, if `lotNumber` is missing for a lot-tracked product, if `expiryDate` is sent
         *     without `lotNumber`, or if the bin is at another location. Fails with 409 (`reason: DUPLICATE`) if `expiryDate` differs from the date of an
         *     existing lot.
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
         * @description Returns the availability of each stock line. Lines whose quantity on hand is entirely expired, recalled or on hold are omitted unless the
         *     corresponding parameter is `true`; if several of these apply to a line, all their parameters must be `true`.
         *
         *     With `summary=true`, the items are sums, one per product and location with a matching line, and `sortBy` sorts them by the sum of the selected
         *     quantity. Sums have no id; ties are ordered by product and location.
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
                 * @description Id of the availability. It is the same as the id of the stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get the availability of a stock line
         * @description Returns the availability of one stock line, even if it is expired or recalled.
         */
        get: operations["getAvailability"];
        put?: never;
        /**
         * Set the availability of a stock line
         * @description Sets the on-hold and picked quantities of a stock line, and whether it is recalled. The quantities on hand and reserved do not change. This operation creates nothing, because every stock line has an availability. Fails with 409 (`reason: INSUFFICIENT_STOCK`) if the change would make `qtyAvailable` negative.
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
         * @description Checks whether the requested quantities are currently available, at one location or over all locations. It changes nothing and reserves nothing. Each item is checked independently of the others. Expired and recalled stock lines are not counted; the safety stock of channels is not deducted.
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
         * @description Returns the quantities that each sales channel may still promise (available to promise, ATP), one item per product and location with stock lines that are neither expired nor recalled. ATP is the available quantity minus the safety stock of the channel's policy. The severity is `CRITICAL` if ATP is 0 or below, `LOW` if it is above 0 and at or below the threshold of the policy, and `OK` otherwise. Each item is identified by its product and location; ties are ordered by these.
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
         * @description Returns the stock lines behind the ATP of products at locations, lowest ATP of a channel first. Use the parameters to narrow down the result, usually to one item of `listChannelLocationAtp`; an unknown id matches nothing. In each channel, the quantities on hand, reserved, on hold, picked and available are the sums over the stock lines of the item.
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
         * @description Returns the sales channels, each with totals over the matching items of the ATP list. The totals of a channel without matching items are 0. Ties are ordered by `channelId`.
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
         * @description Creates or replaces the replenishment settings of one product at one location. The operation is idempotent. Fails with 400 unless the quantities that are sent satisfy `minQuantity` ≤ `reorderQuantity` ≤ `maxQuantity` and the bin is at the location.
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
         * @description Returns key figures of the current stock and of its movements in a period. By default, the period ends now, and starts 30 days before its end. A period that ends before it starts contains no movements. An unknown id matches nothing: all figures are 0.
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
         * @description Returns the cycle counts of the tenant, including completed ones, without their lines.
         */
        get: operations["listCycleCounts"];
        put?: never;
        /**
         * Create a cycle count
         * @description Creates a cycle count of the stock lines that the products currently have at the location. Stock is not locked, and a stock line can be part of several counts. Fails with 400 if the count would contain no stock line or more than 1000, or if the products do not match the `type`.
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a cycle count
         * @description Returns one cycle count with its lines.
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record counted lines
         * @description Records counted quantities. A cycle count can be recorded in any number of sessions. Each line also stores the currently recorded quantity on hand. If a line was counted before, the new values replace the old ones. Fails with 400 (`reason: UNKNOWN_REFERENCE`) if a stock line is not part of the count, with 400 if a stock line occurs twice, and with 409 (`reason: INVALID_STATE`) if the count is completed.
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a cycle count
         * @description Completes a cycle count permanently. It calculates the variance of each counted line (counted − expected) and sets `lastCountedAt` of the stock
         *     line to the `countedAt` of the count line, unless the stock line was counted later. Lines that were not counted do not change. With `autoAdjust`,
         *     each variance other than 0 is added to the current quantity on hand as a stock transaction, in the same step.
         *
         *     Fails with 409 (`reason: INVALID_STATE`) if no line is counted, if the count is already completed, or if an adjustment would exceed the maximum
         *     quantity of a stock line. Fails with 409 (`reason: INSUFFICIENT_STOCK`) if an adjustment would leave less than the sum of the reserved, on-hold
         *     and picked units of a stock line. A failed request changes nothing.
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
         * @description Returns the transfers of the tenant, including received and canceled ones.
         */
        get: operations["listTransfers"];
        put?: never;
        /**
         * Create a transfer
         * @description Creates a transfer with the status `DRAFT`. A draft reserves no stock and may request more than is available; availability is checked when the status changes to `PENDING`. Fails with 400 if source and destination are the same.
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
                transferId: components["parameters"]["TransferIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a transfer
         * @description Returns one transfer.
         */
        get: operations["getTransfer"];
        put?: never;
        /**
         * Update a transfer
         * @description Edits a draft or, with `status`, changes the status of a transfer. This operation uses POST but creates nothing. Locations and lines can be
         *     changed only in `DRAFT`; a comment can also be changed together with any status change.
         *
         *     `PENDING` reserves the units at the source, either all of them or none. `RECEIVED` moves the stock and records a stock transaction for each end of
         *     each allocation. `CANCELLED` releases the reserved units.
         *
         *     Fails with 409 (`reason: INVALID_STATE`) if the current status does not allow the edit or the status change, or if `RECEIVED` would take a stock
         *     line above the maximum quantity. Fails with 409 (`reason: INSUFFICIENT_STOCK`) if `PENDING` is requested and a line is not available in full.
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
         * @description Returns the bins that transfers can take stock from and put stock into, at all locations of the tenant, including empty ones.
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
         * @description Returns the transfer recommendations of the tenant, including decided and executed ones.
         */
        get: operations["listTransferRecommendations"];
        put?: never;
        /**
         * Generate transfer recommendations
         * @description Compares the available quantities of each product at the locations that have a stock line of it. It recommends moving half the difference between two locations, rounded down to whole units, from the one with more stock to the one with less. No recommendation is generated if the stock difference is below `minStockDifferencePct` or the quantity is below 1. Repeating the request generates the same recommendations again, so check the pending recommendations first. Fails with 400 if `requirePositiveROI` is set without `unitMargin`.
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a transfer recommendation
         * @description Returns one recommendation.
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a transfer recommendation
         * @description Approves a pending recommendation, so that it can be executed. No stock is reserved yet. Only the permission is required, because API keys have no role. Fails with 409 (`reason: INVALID_STATE`) if the recommendation is not pending.
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Execute a transfer recommendation
         * @description Creates a transfer with the status `PENDING` from an approved recommendation and reserves its units at the source. The stock moves when the transfer is received. Fails with 409 (`reason: INVALID_STATE`) if the recommendation is not approved. Fails with 409 (`reason: INSUFFICIENT_STOCK`) if the units are no longer available; the recommendation then stays approved.
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a transfer recommendation
         * @description Rejects a pending recommendation permanently. Fails with 409 (`reason: INVALID_STATE`) if the recommendation is not pending, even if it is approved.
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
         * @description Returns the recommendations that are waiting for a decision. Equivalent to `listTransferRecommendations` with `status=PENDING`.
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
         * @description Returns the alert configuration of the tenant: which alerts are raised and who receives them. If the tenant has never set it, this is the default configuration that `replaceAlertConfig` describes. `data` contains the configuration as `config`, in the format that `replaceAlertConfig` accepts.
         */
        get: operations["getAlertConfig"];
        /**
         * Replace the alert configuration
         * @description Replaces the whole alert configuration. Omitted properties are set to their defaults, and destinations that are not sent are deleted. The operation is idempotent: sending the same request twice results in the same configuration, with the same ids. The `data` of `getAlertConfig` can be sent back unchanged.
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
         * @description Returns the recorded alerts, newest first by default.
         *
         *     A change to stock or reservations that crosses a threshold immediately records a `STOCKOUT`, `LOW_ATP` or `OVERSTOCK` alert if alerts and the
         *     alert type are switched on and no cooldown is active. One alert is recorded per type, product and location; a `LOW_ATP` alert is about the channel
         *     with the lowest ATP. Alerts of other types are recorded by periodic checks or triggered manually.
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
         *     Records an alert manually, regardless of the alert switches and the cooldown. It does not start a cooldown. Fails with 400 (`reason:
         *     UNKNOWN_REFERENCE`) if the product or location does not exist.
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
         * @description Returns a daily forecast of the demand that matches the filters, with an 80 % prediction interval. The method is Holt–Winters' additive method
         *     with damped trend and weekly seasonality; see the introduction of this group. Each day contains the baseline and the quantity with the events of
         *     the published scenarios, or of `scenarioId`. Multiplicative lifts of 25 % and 15 % result in the factor 1.25 × 1.15 = 1.4375, additive ones in a
         *     lift of 0.25 + 0.15 = 0.40; if both occur, the additive lifts are applied first.
         *
         *     The forecast is calculated for each request and not stored. An unknown id, including a scenario id, matches no demand: all quantities are 0.
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
         * @description Returns the changes of events and scenarios, which determine the forecasts, newest first by default. Each entry contains the API key, the time, and every field before and after the change. A request that changes nothing creates no entry. Times that the server sets are not listed as fields. An event update that returns a scenario to `DRAFT` creates an entry for the event and one for the scenario.
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
         * @description Returns the forecast of each sales channel over the days of the horizon, with the same method and events as `getForecast`. There is one item per channel with demand history that matches the filters. Together, the items are the forecast of all channels. Ties are ordered by `channelId`. An unknown id, including a scenario id, matches no demand, and therefore no channel.
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
         * @description Returns the events of the tenant, whether or not a scenario includes them.
         */
        get: operations["listForecastEvents"];
        put?: never;
        /**
         * Create a forecast event
         * @description Creates an event. It affects forecasts only through scenarios that include it. Multiplicative lifts of 25 % and 15 % on the same day result in the
         *     factor 1.25 × 1.15 = 1.4375, additive ones in a lift of 0.25 + 0.15 = 0.40; if both occur, the additive lifts are applied first.
         *
         *     Fails with 400 if `endsAt` is not after `startsAt`, and with 400 (`reason: UNKNOWN_REFERENCE`) if the product or location does not exist.
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
                eventId: components["parameters"]["EventIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a forecast event
         * @description Returns one event.
         */
        get: operations["getForecastEvent"];
        /**
         * Replace a forecast event
         * @description Replaces all client-writable properties of an event; an omitted property is set to its default. Generated scenarios that include the event return
         *     to `DRAFT` and lose their result.
         *
         *     Fails with 409 (`reason: IN_USE`) if a published scenario includes the event, with 400 if `endsAt` is not after `startsAt`, and with 400 (`reason:
         *     UNKNOWN_REFERENCE`) if the product or location does not exist.
         */
        put: operations["updateForecastEvent"];
        post?: never;
        /**
         * Delete a forecast event
         * @description Deletes an event permanently. Fails with 409 (`reason: IN_USE`) if a scenario that is not archived includes it.
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
         * @description Returns a forecast by calendar month of the demand that matches the filters. It starts with the first month that begins after the last day with
         *     known demand. A month is the sum of its days as forecast by `getForecast`, with the same method and events; its prediction interval applies to
         *     this sum. The trend is damped and yearly seasonality is not modeled. Therefore, later months level off while their intervals widen.
         *
         *     An unknown id, including a scenario id, matches no demand: all quantities are 0.
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
         * @description Returns the scenarios of the tenant. Archived scenarios are omitted by default. `includeArchived=true` includes them, and `status=ARCHIVED` returns only these. If `status` is given, `includeArchived` has no effect.
         */
        get: operations["listForecastScenarios"];
        put?: never;
        /**
         * Create a forecast scenario
         * @description Creates a scenario with the status `DRAFT`. The next steps are to generate and to publish it. Until it is published, it affects only forecasts that request it by `scenarioId`. Fails with 400 (`reason: UNKNOWN_REFERENCE`) if an event does not exist.
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        /**
         * Get a forecast scenario
         * @description Returns one scenario, even if it is archived.
         */
        get: operations["getForecastScenario"];
        /**
         * Replace a forecast scenario
         * @description Replaces all client-writable properties of a scenario; an omitted property is set to its default. A generated scenario returns to `DRAFT` and loses its result, even if no value changes. Fails with 409 (`reason: INVALID_STATE`) if the scenario is published or archived, and with 400 (`reason: UNKNOWN_REFERENCE`) if an event does not exist.
         */
        put: operations["updateForecastScenario"];
        post?: never;
        /**
         * Archive a forecast scenario
         * @description Archives a scenario instead of deleting it. An archived scenario can still be read by its id, is omitted from the list by default, and cannot be changed anymore. If it was published, its events no longer apply through it. Fails with 409 (`reason: INVALID_STATE`) if the scenario is already archived.
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a forecast scenario
         * @description Calculates the forecast of all demand with the events of a draft, starting after the last day with known demand, and stores its total as the
         *     `result` of the scenario. Without a body, the horizon is 30 days. To get the daily forecast, call `getForecast` with the `scenarioId`.
         *
         *     Fails with 409 (`reason: INVALID_STATE`) if the scenario is not a draft. To generate a scenario again, replace it first, which returns it to
         *     `DRAFT`.
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a forecast scenario
         * @description Publishes a generated scenario. From then on, its events affect the forecasts of the tenant. Several scenarios can be published at the same time; an event that several of them include is applied once. A published scenario can only be archived. Fails with 409 (`reason: INVALID_STATE`) if the scenario is not generated.
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
         * @description Forecasts the same days with the events of several scenarios and returns the results side by side. The forecasts are calculated from the current scenarios, regardless of their status; nothing is changed. Multiplicative lifts of 25 % and 15 % on one day result in the factor 1.25 × 1.15 = 1.4375, additive ones in a lift of 0.25 + 0.15 = 0.40. Fails with 400 (`reason: UNKNOWN_REFERENCE`) if a scenario, product, location or channel does not exist.
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
         * @description Returns the accuracy of past forecasts, and key figures that compare the current stock with the demand of the period. The accuracy compares the
         *     demand of each day with the forecast calculated seven days earlier. MAPE is the mean of |forecast − actual| ÷ actual over the days with demand,
         *     WAPE is Σ |forecast − actual| ÷ Σ actual, and bias is Σ (forecast − actual) ÷ Σ actual, each × 100. SKUs are grouped by MAPE: excellent below 10,
         *     good from 10 to below 20, fair from 20 to 30, poor above 30.
         *
         *     An unknown location has no demand: counts are 0 and figures are `null`. Fails with 400 if `CUSTOM` is sent without `startDate` and `endDate`, if
         *     one of them is sent with another period, or if the period is longer than 366 days.
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
                 * @description SKU of the product (not its id). Encode a `/` as `%2F`.
                 * @example SKU-123
                 */
                sku: components["parameters"]["SkuParameter"];
            };
            cookie?: never;
        };
        /**
         * Get the accuracy of a SKU
         * @description Returns the daily accuracy of past forecasts for one SKU. It compares the demand of each day with the forecast calculated seven days earlier. MAPE
         *     is the mean of |forecast − actual| ÷ actual over the days with demand, WAPE is Σ |forecast − actual| ÷ Σ actual, and bias is Σ (forecast − actual)
         *     ÷ Σ actual, each × 100; they are calculated before the quantities are rounded.
         *
         *     An unknown location has no demand: there are no buckets and the figures are `null`. Fails with 400 if `CUSTOM` is sent without `startDate` and
         *     `endDate`, if one of them is sent with another period, or if the period is longer than 366 days.
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
         * @description Returns the API keys of the tenant, including revoked and expired ones. Secrets are not included.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Creates an API key and returns its secret. The secret is returned only once. Fails with 403 if the calling key does not cover all scopes of the new key; `requiredPermissions` lists the missing ones.
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
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
         * @description Changes only the properties that are sent. Changes take effect immediately. Fails with 403 if the calling key does not cover all current and new scopes of the key; `requiredPermissions` lists the missing ones. Fails with 409 if the key is not active.
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Revokes an API key immediately and permanently. Fails with 403 if the calling key does not cover all scopes of the key. Fails with 409 if the key is not active.
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Replaces the secret of an API key and returns the new one. The new secret is returned only once; the old secret is no longer accepted. Fails with 403 if the calling key does not cover all scopes of the key. Fails with 409 if the key is not active.
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
        /** @description Body of every error response. `details.code` determines which other members `details` has. */
        ApiError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["ErrorDetails"];
        };
        /**
         * @description Sort direction, ascending or descending.
         * @example asc
         * @enum {string}
         */
        SortOrder: "asc" | "desc";
        /**
         * @description Status of the product. `DRAFT`: not sold yet. `ACTIVE`: sold. `DISCONTINUED`: no longer sold; there may be remaining stock.
         * @example ACTIVE
         * @enum {string}
         */
        ProductStatus: "DRAFT" | "ACTIVE" | "DISCONTINUED";
        /**
         * @description Stock-keeping unit, unique among the products of the tenant: letters, digits, `.`, `_`, `-` and `/`.
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
         * @description Unit of measure of the stock.
         * @example EACH
         * @enum {string}
         */
        UnitOfMeasure: "EACH" | "CASE" | "PALLET" | "KILOGRAM" | "LITRE" | "METRE";
        /**
         * Format: double
         * @description Cost of one unit, in `currency`; `null` if unknown.
         * @example 10.5
         */
        UnitCost: number | null;
        /**
         * @description Currency of the amounts in the same object, as an ISO 4217 code.
         * @example EUR
         */
        Currency: string;
        /**
         * @description Whether the stock of the product is tracked by lot.
         * @example true
         */
        LotTracked: boolean;
        /**
         * Format: date-time
         * @description Point in time, in RFC 3339 format and UTC.
         * @example 2026-06-01T08:00:00Z
         */
        Timestamp: string;
        /** @description A product that the tenant stocks. */
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
        /** @description Position of the page in the list. */
        Pagination: {
            /**
             * @description Page number of the request.
             * @example 1
             */
            page: number;
            /**
             * @description Maximum number of items per page: the `limit` that was applied.
             * @example 20
             */
            pageSize: number;
            /**
             * @description Total number of items that match the filters, on all pages.
             * @example 150
             */
            total: number;
            /**
             * @description `total` divided by `pageSize`, rounded up.
             * @example 8
             */
            totalPages: number;
        };
        /** @description One page of a list, and its place in the list. */
        ProductList: {
            /** @description Items on the page. */
            data: components["schemas"]["Product"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Human-readable error message. Its wording may change; programs must use `details.code`.
         * @example No such resource.
         */
        ErrorMessage: string;
        /** @description One invalid part of a request. */
        Issue: {
            /**
             * @description Part of the request that is invalid.
             * @example body
             * @enum {string}
             */
            in: "path" | "query" | "header" | "body";
            /**
             * @description For the body, a JSON pointer (RFC 6901) to the invalid value, the missing property or the unknown property; empty for the whole body. Otherwise, the name of the parameter or header.
             * @example /sku
             */
            path: string;
            /**
             * @description What was expected.
             * @example must be a string
             */
            message: string;
        };
        /**
         * @description Value of the `X-Request-Id` response header.
         * @example req_7h2k9m4p
         */
        RequestId: string;
        /** @description A parameter or the request body is invalid. */
        ValidationErrorDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "VALIDATION_ERROR";
            /**
             * @description Set if the body is not valid JSON, or if it references a resource that does not exist.
             * @example UNKNOWN_REFERENCE
             * @enum {string}
             */
            reason?: "MALFORMED_JSON" | "UNKNOWN_REFERENCE";
            /** @description All invalid parts of the request, at most the first 20. */
            issues: components["schemas"]["Issue"][];
            requestId: components["schemas"]["RequestId"];
        };
        /** @description A parameter or the request body is invalid. */
        ValidationError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["ValidationErrorDetails"];
        };
        /** @description The API key is missing or invalid. */
        UnauthorizedDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "UNAUTHORIZED";
            /**
             * @description Cause of the error. `MISSING_AUTHORIZATION`: there is no `Authorization` header. `INVALID_API_KEY`: the key is malformed or unknown. `REVOKED_API_KEY`, `EXPIRED_API_KEY`: the key is known but no longer valid.
             * @example INVALID_API_KEY
             * @enum {string}
             */
            reason: "MISSING_AUTHORIZATION" | "INVALID_API_KEY" | "REVOKED_API_KEY" | "EXPIRED_API_KEY";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The API key is missing or invalid. */
        UnauthorizedError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["UnauthorizedDetails"];
        };
        /**
         * @description A permission, a wildcard such as `inventory.*` that covers all permissions with this prefix, or `*` for all permissions.
         * @example inventory.read
         * @enum {string}
         */
        Scope: "admin.alerts.read" | "admin.alerts.write" | "admin.keys.read" | "admin.keys.write" | "forecast.read" | "forecast.write" | "inventory.adjust" | "inventory.read" | "inventory.write" | "products.read" | "products.write" | "transfers.approve" | "transfers.execute" | "transfers.read" | "transfers.write" | "*" | "admin.*" | "admin.alerts.*" | "admin.keys.*" | "forecast.*" | "inventory.*" | "products.*" | "transfers.*";
        /** @description The key is valid but is not allowed to perform this request. */
        ForbiddenDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "FORBIDDEN";
            /**
             * @description Cause of the error. `INSUFFICIENT_SCOPE`: the key lacks permissions. `IP_RESTRICTION`: the key cannot be used from this IP address. `INACTIVE_ORGANIZATION`: the tenant is not active.
             * @example INSUFFICIENT_SCOPE
             * @enum {string}
             */
            reason: "INSUFFICIENT_SCOPE" | "IP_RESTRICTION" | "INACTIVE_ORGANIZATION";
            /** @description Required permissions or scopes that the key lacks; empty for the other reasons. */
            requiredPermissions: components["schemas"]["Scope"][];
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The key is valid but is not allowed to perform this request. */
        ForbiddenError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["ForbiddenDetails"];
        };
        /** @description A rate limit of the key is exceeded. */
        RateLimitExceededDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "RATE_LIMIT_EXCEEDED";
            /**
             * @description Number of seconds until a request can succeed again, as in `Retry-After`.
             * @example 30
             */
            retryAfterSeconds: number;
            requestId: components["schemas"]["RequestId"];
        };
        /** @description A rate limit of the key is exceeded. */
        RateLimitExceededError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["RateLimitExceededDetails"];
        };
        /** @description An unexpected server error occurred. Internal details are not disclosed. */
        InternalErrorDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INTERNAL_ERROR";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description An unexpected server error occurred. Internal details are not disclosed. */
        InternalError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["InternalErrorDetails"];
        };
        /** @description The server is temporarily unavailable. Internal details are not disclosed. */
        ServiceUnavailableDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "SERVICE_UNAVAILABLE";
            /**
             * @description Recommended number of seconds to wait before trying again, as in `Retry-After`.
             * @example 5
             */
            retryAfterSeconds?: number;
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The server is temporarily unavailable. Internal details are not disclosed. */
        ServiceUnavailableError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["ServiceUnavailableDetails"];
        };
        /** @description A product to create. */
        ProductCreate: {
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
            description?: components["schemas"]["ProductDescription"];
            status?: components["schemas"]["ProductStatus"];
            unitOfMeasure?: components["schemas"]["UnitOfMeasure"];
            unitCost?: components["schemas"]["UnitCost"];
            currency?: components["schemas"]["Currency"];
            lotTracked?: components["schemas"]["LotTracked"];
        };
        /** @description The result of a request. */
        ProductEnvelope: {
            data: components["schemas"]["Product"];
        };
        /** @description The request is valid but conflicts with the current state. */
        ConflictDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "CONFLICT";
            /**
             * @description Cause of the conflict. `DUPLICATE`: a resource with this unique value exists. `INVALID_STATE`: the current state of the resource does not allow the request. `IN_USE`: another resource still uses this one. `INSUFFICIENT_STOCK`: a quantity would fall below its minimum.
             * @example DUPLICATE
             * @enum {string}
             */
            reason: "DUPLICATE" | "INVALID_STATE" | "IN_USE" | "INSUFFICIENT_STOCK";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The request is valid but conflicts with the current state. */
        ConflictError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["ConflictDetails"];
        };
        /** @description The request body is larger than 1 MiB. */
        PayloadTooLargeDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "PAYLOAD_TOO_LARGE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The request body is larger than 1 MiB. */
        PayloadTooLargeError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["PayloadTooLargeDetails"];
        };
        /** @description The request body is not sent as `application/json`. */
        UnsupportedMediaTypeDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "UNSUPPORTED_MEDIA_TYPE";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The request body is not sent as `application/json`. */
        UnsupportedMediaTypeError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["UnsupportedMediaTypeDetails"];
        };
        /** @description The id or the path does not exist. */
        NotFoundDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "NOT_FOUND";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description The id or the path does not exist. */
        NotFoundError: {
            error: components["schemas"]["ErrorMessage"];
            details: components["schemas"]["NotFoundDetails"];
        };
        /** @description A deleted resource. */
        Deletion: {
            /**
             * @description Id of the deleted resource.
             * @example prod_124
             */
            id: string;
            deletedAt: components["schemas"]["Timestamp"];
        };
        /** @description The result of a request. */
        DeletionEnvelope: {
            data: components["schemas"]["Deletion"];
        };
        /** @description Properties of a product to change. An omitted property keeps its value. */
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
         * @description Machine-readable name: lowercase letters, digits and `_`, starting with a letter.
         * @example colour
         */
        CatalogCode: string;
        /**
         * @description Data type of the values. `TEXT`: any text. `NUMBER`: a number. `BOOLEAN`: `true` or `false`. `ENUM`: one of the allowed values of the attribute.
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
         * @description Display name of the attribute.
         * @example Colour
         */
        AttributeName: string;
        /**
         * @description Unit of the values of a `NUMBER` attribute; `null` if it has no unit, and for other data types.
         * @example g
         */
        AttributeUnit: string | null;
        /**
         * @description Text, or one of the allowed values.
         * @example Blue
         */
        AttributeText: string;
        /**
         * Format: double
         * @description A number.
         * @example 280
         */
        AttributeNumber: number;
        /**
         * @description `true` or `false`.
         * @example true
         */
        AttributeFlag: boolean;
        /**
         * @description Value of an attribute. Its type depends on the data type of the attribute: a string for `TEXT` and `ENUM`, a number for `NUMBER`, `true` or `false` for `BOOLEAN`.
         * @example Blue
         */
        AttributeValue: components["schemas"]["AttributeText"] | components["schemas"]["AttributeNumber"] | components["schemas"]["AttributeFlag"];
        /** @description An attribute with its value for a product. A product has at most one value per attribute. */
        ProductAttribute: {
            id: components["schemas"]["AttributeId"];
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            dataType: components["schemas"]["AttributeDataType"];
            unit: components["schemas"]["AttributeUnit"];
            value: components["schemas"]["AttributeValue"];
            /** @description Time when this value was set. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductAttributeList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductAttribute"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A value for one attribute. */
        ProductAttributeValue: {
            attributeId: components["schemas"]["AttributeId"];
            value: components["schemas"]["AttributeValue"];
        };
        /** @description Attribute values to add to a product. */
        ProductAttributesCreate: {
            /** @description Attribute values, one per attribute. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /** @description The attribute values that were added to a product. */
        AddedProductAttributes: {
            /** @description Added attribute values, in the order of the request. */
            attributes: components["schemas"]["ProductAttribute"][];
        };
        /** @description The result of a request. */
        AddedProductAttributesEnvelope: {
            data: components["schemas"]["AddedProductAttributes"];
        };
        /** @description Complete set of attribute values for a product. */
        ProductAttributesApply: {
            /** @description Attribute values, one per attribute; empty to remove all values. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /** @description An attribute whose value has changed. */
        ChangedProductAttribute: {
            /** @description The attribute with its new value. */
            attribute: components["schemas"]["ProductAttribute"];
            /** @description Previous value. */
            previousValue: components["schemas"]["AttributeValue"];
        };
        /** @description Result of replacing the attribute values of a product. Each list is ordered by `code`. `added`, `changed` and `unchanged` together are the current attribute values of the product. */
        ProductAttributesChange: {
            /** @description Attributes for which the product had no value before. */
            added: components["schemas"]["ProductAttribute"][];
            /** @description Attributes whose value changed. */
            changed: components["schemas"]["ChangedProductAttribute"][];
            /** @description Attributes whose value was removed, with their previous value. */
            removed: components["schemas"]["ProductAttribute"][];
            /** @description Attributes whose value stayed the same. */
            unchanged: components["schemas"]["ProductAttribute"][];
        };
        /** @description The result of a request. */
        ProductAttributesChangeEnvelope: {
            data: components["schemas"]["ProductAttributesChange"];
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
         * @description Id of the parent category; `null` for a root category.
         * @example cat_123
         */
        CategoryParentId: string | null;
        /**
         * @description Name of the category.
         * @example Footwear
         */
        CategoryName: string;
        /**
         * @description Codes of all categories from the root of the tree to this one, joined by `/`; unique within the taxonomy. Sorted by path, a category comes directly before all its descendants.
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
            /** @description Time when the product was added to the category. */
            assignedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductCategoryList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductCategory"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Categories to add a product to. */
        ProductCategoriesAssign: {
            /**
             * @description Ids of the categories, without duplicates.
             * @example [
             *       "cat_123"
             *     ]
             */
            categoryIds: components["schemas"]["CategoryId"][];
        };
        /** @description Result of changing the categories of a product. Each list is ordered by `path`. `added` and `unchanged` together are the current categories of the product. */
        ProductCategoriesChange: {
            /** @description Categories that the product was not in before. */
            added: components["schemas"]["ProductCategory"][];
            /** @description Categories that the product was removed from; always empty if the operation only adds categories. */
            removed: components["schemas"]["ProductCategory"][];
            /** @description Categories that the product was in before and still is, whether or not the request contains them. */
            unchanged: components["schemas"]["ProductCategory"][];
        };
        /** @description The result of a request. */
        ProductCategoriesChangeEnvelope: {
            data: components["schemas"]["ProductCategoriesChange"];
        };
        /** @description Complete set of categories for a product. */
        ProductCategoriesApply: {
            /**
             * @description Ids of the categories, without duplicates; empty to remove the product from all categories.
             * @example [
             *       "cat_124"
             *     ]
             */
            categoryIds: components["schemas"]["CategoryId"][];
        };
        /**
         * @description Id of a taxonomy; `null` if there is none.
         * @example tax_123
         */
        NullableTaxonomyId: string | null;
        /** @description Options for the suggestions. */
        CategorySuggestionRequest: {
            /**
             * @description Suggest only categories of this taxonomy; `null` for all taxonomies.
             * @example tax_123
             */
            taxonomyId?: components["schemas"]["NullableTaxonomyId"];
            /**
             * @description Maximum number of suggestions.
             * @default 5
             * @example 5
             */
            maxSuggestions?: number;
        };
        /** @description A category that may fit the product. */
        SuggestedCategory: {
            id: components["schemas"]["CategoryId"];
            taxonomyId: components["schemas"]["TaxonomyId"];
            name: components["schemas"]["CategoryName"];
            path: components["schemas"]["CategoryPath"];
        };
        /** @description A suggestion of a category for the product. */
        CategorySuggestion: {
            /** @description The category. */
            category: components["schemas"]["SuggestedCategory"];
            /**
             * Format: double
             * @description Score from 0 to 1. A higher score is a better match.
             * @example 0.67
             */
            score: number;
            /**
             * @description Human-readable reason for the suggestion: which words occur in the category itself, and which words support it because other products with these words are in the category.
             * @example Shares 2 of 3 words with the name of the product: running, trail.
             */
            reason: string;
        };
        /** @description Categories suggested for a product. */
        CategorySuggestions: {
            productMasterId: components["schemas"]["ProductId"];
            /** @description Suggestions, best match first; ties are ordered by the `id` of the category. Empty if no category fits. */
            suggestions: components["schemas"]["CategorySuggestion"][];
        };
        /** @description The result of a request. */
        CategorySuggestionsEnvelope: {
            data: components["schemas"]["CategorySuggestions"];
        };
        /**
         * @description Action that was performed on a resource.
         * @example UPDATE
         * @enum {string}
         */
        AuditAction: "CREATE" | "UPDATE" | "DELETE" | "APPROVE" | "REJECT";
        /**
         * @description A text, a constant or an id.
         * @example Trail Running Shoe
         */
        FieldText: string;
        /**
         * Format: double
         * @description A number.
         * @example 10.5
         */
        FieldNumber: number;
        /**
         * @description `true` or `false`.
         * @example true
         */
        FieldFlag: boolean;
        /**
         * @description Value of a field; `null` if there is none.
         * @example Trail Running Shoe
         */
        FieldValue: components["schemas"]["FieldText"] | components["schemas"]["FieldNumber"] | components["schemas"]["FieldFlag"] | null;
        /** @description One field before and after a change. */
        FieldChange: {
            /**
             * @description Name of the field.
             * @example name
             */
            field: string;
            /** @description Value before the change; `null` if there was none. */
            before: components["schemas"]["FieldValue"];
            /**
             * @description Value after the change; `null` if there is none.
             * @example Trail Running Shoe 2
             */
            after: components["schemas"]["FieldValue"];
        };
        /** @description One change of a product, caused by one request. A field is one of the following: a property of the product (`name`); `attributes.<code>` for the value of an attribute; or `categories`, `links` or `variants`, with the id of an added item as `after` or of a removed item as `before`. */
        ProductHistoryEntry: {
            /**
             * @description Id of the history entry.
             * @example hist_123
             */
            id: string;
            productMasterId: components["schemas"]["ProductId"];
            /** @description `CREATE` for the first entry of a product, `UPDATE` for all others. */
            action: components["schemas"]["AuditAction"];
            /**
             * @description Id of the API key that made the change; `null` if no key was used.
             * @example key_123
             */
            keyId: string | null;
            /** @description Changed fields, ordered by `field`. */
            changes: components["schemas"]["FieldChange"][];
            /** @description Time of the change. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductHistoryEntryList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductHistoryEntry"][];
            pagination: components["schemas"]["Pagination"];
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
         * Format: double
         * @description Units of stock or demand, summed over stock lines, movements, days, products or locations.
         * @example 200
         */
        StockTotal: number;
        /**
         * Format: double
         * @description Units of stock or demand, summed over stock lines, movements, days, products or locations. Negative if more is promised than is in stock, or if more was removed than added.
         * @example 150
         */
        SignedStockTotal: number;
        /** @description Stock of one product at one location, summed over its stock lines there, with the replenishment settings of the product at this location. `quantityAvailable` is `quantityOnHand` − `quantityReserved` − `quantityOnHold` − `quantityPicked`. */
        ProductInventoryLevel: {
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Units physically in stock.
             * @example 200
             */
            quantityOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units reserved for orders and transfers.
             * @example 50
             */
            quantityReserved: components["schemas"]["StockTotal"];
            /**
             * @description Units that are blocked, for example by quality control.
             * @example 0
             */
            quantityOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked but not yet shipped.
             * @example 0
             */
            quantityPicked: components["schemas"]["StockTotal"];
            /**
             * @description Units available: on hand − reserved − on hold − picked. Negative if more units are promised than are in stock.
             * @example 150
             */
            quantityAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * @description Number of stock lines in the sums; 0 if there are only settings.
             * @example 1
             */
            stockLineCount: number;
            /**
             * @description Id of the replenishment settings; `null` if there are none.
             * @example level_123
             */
            levelId: string | null;
            /**
             * Format: double
             * @description Minimum quantity to keep in stock; `null` if not set.
             * @example 50
             */
            minQuantity: number | null;
            /**
             * Format: double
             * @description Quantity at which to reorder; `null` if not set.
             * @example 100
             */
            reorderQuantity: number | null;
            /**
             * Format: double
             * @description Maximum quantity to keep in stock; `null` if not set.
             * @example 500
             */
            maxQuantity: number | null;
            /** @description Time of the last change to one of the stock lines or the settings. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductInventoryLevelList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductInventoryLevel"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Relation of the linked product to the product. `ACCESSORY`: complements it. `SUBSTITUTE`: can be sold instead of it. `SUCCESSOR`: replaces it permanently. `RELATED`: any other relation.
         * @example ACCESSORY
         * @enum {string}
         */
        ProductLinkType: "ACCESSORY" | "SUBSTITUTE" | "SUCCESSOR" | "RELATED";
        /** @description Summary of a product. */
        ProductReference: {
            id: components["schemas"]["ProductId"];
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
        };
        /**
         * @description Free text about the link; `null` if there is none.
         * @example Often bought together
         */
        ProductLinkNote: string | null;
        /** @description A directed link from one product to another. It is listed only for the product it starts from. */
        ProductLink: {
            /**
             * @description Id of the link.
             * @example link_123
             */
            id: string;
            /** @description Id of the product that the link starts from. */
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Id of the linked product.
             * @example prod_124
             */
            linkedProductMasterId: components["schemas"]["ProductId"];
            /** @description The linked product. */
            linkedProduct: components["schemas"]["ProductReference"];
            linkType: components["schemas"]["ProductLinkType"];
            note: components["schemas"]["ProductLinkNote"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductLinkList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductLink"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A product link to create. */
        ProductLinkCreate: {
            /**
             * @description Id of the linked product.
             * @example prod_124
             */
            linkedProductMasterId: components["schemas"]["ProductId"];
            linkType: components["schemas"]["ProductLinkType"];
            note?: components["schemas"]["ProductLinkNote"];
        };
        /** @description The result of a request. */
        ProductLinkEnvelope: {
            data: components["schemas"]["ProductLink"];
        };
        /** @description A variant of a product, identified by its attribute values. A variant is also a product, with the same id, its own SKU and its own stock. */
        ProductVariant: {
            /** @example prod_125 */
            id: components["schemas"]["ProductId"];
            /** @description Id of the parent product. */
            parentId: components["schemas"]["ProductId"];
            /** @example SKU-123-42 */
            sku: components["schemas"]["Sku"];
            /** @example Trail Running Shoe 42 */
            name: components["schemas"]["ProductName"];
            status: components["schemas"]["ProductStatus"];
            unitCost: components["schemas"]["UnitCost"];
            currency: components["schemas"]["Currency"];
            /** @description Attribute values of the variant, ordered by `code`. */
            attributes: components["schemas"]["ProductAttribute"][];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ProductVariantList: {
            /** @description Items on the page. */
            data: components["schemas"]["ProductVariant"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A variant to create. It inherits the description, unit of measure, currency and lot tracking from the parent product. */
        ProductVariantCreate: {
            /** @example SKU-123-42 */
            sku: components["schemas"]["Sku"];
            /** @example Trail Running Shoe 42 */
            name: components["schemas"]["ProductName"];
            status?: components["schemas"]["ProductStatus"];
            /** @description Cost of one unit, in the currency of the parent product; `null` if unknown. If omitted, the unit cost of the parent product is used. */
            unitCost?: components["schemas"]["UnitCost"];
            /** @description Attribute values that distinguish the variant, one per attribute. */
            attributes: components["schemas"]["ProductAttributeValue"][];
        };
        /** @description The result of a request. */
        ProductVariantEnvelope: {
            data: components["schemas"]["ProductVariant"];
        };
        /**
         * @description Free text; `null` if there is none.
         * @example For gravel and forest paths
         */
        CatalogDescription: string | null;
        /**
         * @description Words that are typical for products of the category. They are used to suggest categories for a product.
         * @example [
         *       "boot",
         *       "sandal"
         *     ]
         */
        CategoryKeywords: string[];
        /** @description A group of products. The categories of a taxonomy form a tree of at most ten levels. */
        Category: {
            id: components["schemas"]["CategoryId"];
            taxonomyId: components["schemas"]["TaxonomyId"];
            parentId: components["schemas"]["CategoryParentId"];
            /**
             * @description Machine-readable name, unique among the categories with the same parent.
             * @example footwear
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["CategoryName"];
            description: components["schemas"]["CatalogDescription"];
            keywords: components["schemas"]["CategoryKeywords"];
            path: components["schemas"]["CategoryPath"];
            /**
             * @description Number of levels above the category; 0 for a root category.
             * @example 0
             */
            depth: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        CategoryList: {
            /** @description Items on the page. */
            data: components["schemas"]["Category"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A category to create. */
        CategoryCreate: {
            taxonomyId: components["schemas"]["TaxonomyId"];
            parentId?: components["schemas"]["CategoryParentId"];
            /**
             * @description Machine-readable name, unique among the categories with the same parent.
             * @example footwear
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["CategoryName"];
            description?: components["schemas"]["CatalogDescription"];
            keywords?: components["schemas"]["CategoryKeywords"];
        };
        /** @description The result of a request. */
        CategoryEnvelope: {
            data: components["schemas"]["Category"];
        };
        /**
         * @description Allowed values of an `ENUM` attribute, in display order; empty for other data types.
         * @example [
         *       "Black",
         *       "Blue",
         *       "Red"
         *     ]
         */
        AllowedValues: string[];
        /** @description Definition of an attribute that products can have. Its data type and allowed values determine which values are accepted. */
        Attribute: {
            id: components["schemas"]["AttributeId"];
            /** @description Machine-readable name, unique among the attributes of the tenant. */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            description: components["schemas"]["CatalogDescription"];
            dataType: components["schemas"]["AttributeDataType"];
            allowedValues: components["schemas"]["AllowedValues"];
            unit: components["schemas"]["AttributeUnit"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        AttributeList: {
            /** @description Items on the page. */
            data: components["schemas"]["Attribute"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description An attribute to create. */
        AttributeCreate: {
            /** @description Machine-readable name, unique among the attributes of the tenant. */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["AttributeName"];
            description?: components["schemas"]["CatalogDescription"];
            dataType: components["schemas"]["AttributeDataType"];
            allowedValues?: components["schemas"]["AllowedValues"];
            unit?: components["schemas"]["AttributeUnit"];
        };
        /** @description The result of a request. */
        AttributeEnvelope: {
            data: components["schemas"]["Attribute"];
        };
        /**
         * @description Name of the taxonomy.
         * @example Outdoor range
         */
        TaxonomyName: string;
        /** @description A classification of products, consisting of a tree of categories. A product may be in categories of several taxonomies. */
        Taxonomy: {
            id: components["schemas"]["TaxonomyId"];
            /**
             * @description Machine-readable name, unique among the taxonomies of the tenant.
             * @example outdoor
             */
            code: components["schemas"]["CatalogCode"];
            name: components["schemas"]["TaxonomyName"];
            description: components["schemas"]["CatalogDescription"];
            /**
             * @description Number of categories in the taxonomy, on all levels.
             * @example 2
             */
            categoryCount: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        TaxonomyList: {
            /** @description Items on the page. */
            data: components["schemas"]["Taxonomy"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The result of a request. */
        TaxonomyEnvelope: {
            data: components["schemas"]["Taxonomy"];
        };
        /**
         * @description Id of a stock line.
         * @example item_123
         */
        InventoryItemId: string;
        /**
         * Format: double
         * @description Units of stock, rounded to six decimals. A value other than 0 that would be rounded to 0 is rejected.
         * @example 150
         */
        Quantity: number;
        /**
         * Format: double
         * @description Change in units of stock, negative for a decrease, rounded to six decimals. A value other than 0 that would be rounded to 0 is rejected.
         * @example -50
         */
        SignedQuantity: number;
        /**
         * @description Id of a lot; `null` if there is none.
         * @example lot_123
         */
        NullableLotId: string | null;
        /**
         * @description Lot number as printed on the goods, unique among the lots of the product; `null` if there is none.
         * @example LOT-2026-001
         */
        NullableLotNumber: string | null;
        /**
         * Format: date
         * @description Last day on which the lot may be sold. From the following day (UTC), its units count as expired. `null` if it does not expire or if there is no lot.
         * @example 2027-12-31
         */
        ExpiryDate: string | null;
        /**
         * @description Id of a bin; `null` if there is none.
         * @example bin_123
         */
        NullableBinId: string | null;
        /**
         * @description Name of the bin; `null` if there is none.
         * @example A-1-2
         */
        NullableBinName: string | null;
        /**
         * Format: date-time
         * @description Point in time, in RFC 3339 format and UTC; `null` if there is none.
         * @example 2026-06-01T08:00:00Z
         */
        NullableTimestamp: string | null;
        /** @description A stock line: the stock of one product at one location, in one lot and one bin if lots and bins are used. `quantityAvailable` is `quantityOnHand` − `quantityReserved` − `quantityOnHold` − `quantityPicked`; `totalValue` is `quantityOnHand` × `unitCost`, rounded to cents. */
        InventoryItem: {
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /** @description Units physically in stock. */
            quantityOnHand: components["schemas"]["Quantity"];
            /** @description Units reserved for orders and transfers. */
            quantityReserved: components["schemas"]["Quantity"];
            /** @description Units that are blocked, for example by quality control. */
            quantityOnHold: components["schemas"]["Quantity"];
            /** @description Units picked but not yet shipped. */
            quantityPicked: components["schemas"]["Quantity"];
            /**
             * @description Units available: on hand − reserved − on hold − picked. Negative if more units are promised than are in stock.
             * @example 150
             */
            quantityAvailable: components["schemas"]["SignedQuantity"];
            /** @description Id of the lot; `null` if the stock line has no lot. */
            lotId: components["schemas"]["NullableLotId"];
            /** @description Lot number; `null` if the stock line has no lot. */
            lotNumber: components["schemas"]["NullableLotNumber"];
            expiryDate: components["schemas"]["ExpiryDate"];
            /** @description Id of the bin; `null` if the stock line has no bin. */
            binId: components["schemas"]["NullableBinId"];
            /** @description Name of the bin; `null` if the stock line has no bin. */
            binName: components["schemas"]["NullableBinName"];
            unitCost: components["schemas"]["UnitCost"];
            /**
             * Format: double
             * @description Value of the quantity on hand; `null` if the unit cost is unknown.
             * @example 2100
             */
            totalValue: number | null;
            currency: components["schemas"]["Currency"];
            /** @description Time when the stock line was last counted; `null` if it was never counted. */
            lastCountedAt: components["schemas"]["NullableTimestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        InventoryItemList: {
            /** @description Items on the page. */
            data: components["schemas"]["InventoryItem"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Id of a reason code.
         * @example reason_123
         */
        ReasonCodeId: string;
        /**
         * @description Free text, shown in the history; `null` if there is none.
         * @example Found behind the rack
         */
        AdjustmentComment: string | null;
        /**
         * @description Why the quantity was wrong; `null` if not specified. It is optional for every adjustment, however large.
         * @example Put away in the wrong bin
         */
        RootCause: string | null;
        /** @description A change to the quantity on hand of one stock line, and the reason. */
        InventoryAdjust: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Units to add; negative to remove units.
             * @example -5
             */
            deltaQty: components["schemas"]["SignedQuantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            comment?: components["schemas"]["AdjustmentComment"];
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * @description Cause of the movement. `ADJUSTMENT`: a correction of one stock line. `LOT_CORRECTION`: units were recorded under the wrong lot. `RECORDED_STOCK`: units that were not recorded before. `CYCLE_COUNT`: the variance of a completed cycle count. `TRANSFER_OUT`, `TRANSFER_IN`: a transfer was received. `INITIAL`: the opening stock.
         * @example ADJUSTMENT
         * @enum {string}
         */
        TransactionType: "ADJUSTMENT" | "LOT_CORRECTION" | "RECORDED_STOCK" | "CYCLE_COUNT" | "TRANSFER_OUT" | "TRANSFER_IN" | "INITIAL";
        /**
         * @description Id of a reason code; `null` if there is none.
         * @example reason_123
         */
        NullableReasonCodeId: string | null;
        /**
         * @description Human-readable label of the reason code; `null` if there is none.
         * @example Cycle Count
         */
        NullableReasonCodeLabel: string | null;
        /**
         * @description Id of a transfer; `null` if there is none.
         * @example trf_123
         */
        NullableTransferId: string | null;
        /**
         * @description Id of a cycle count; `null` if there is none.
         * @example cc_123
         */
        NullableCycleCountId: string | null;
        /** @description One movement of a stock line. `qtyAfter` is `qtyBefore` + `deltaQty`. The quantity on hand of a stock line is the sum of its movements. `reasonCodeId` is the id of the reason code, `reasonCode` its label. */
        StockTransaction: {
            /**
             * @description Id of the stock transaction.
             * @example txn_123
             */
            id: string;
            inventoryItemId: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            transactionType: components["schemas"]["TransactionType"];
            /** @description Units added; negative if units were removed. */
            deltaQty: components["schemas"]["SignedQuantity"];
            /** @description Quantity on hand before the movement. */
            qtyBefore: components["schemas"]["Quantity"];
            /** @description Quantity on hand after the movement. */
            qtyAfter: components["schemas"]["Quantity"];
            /** @description Id of the reason code; `null` if there is none, as for transfers and the opening stock. */
            reasonCodeId: components["schemas"]["NullableReasonCodeId"];
            /** @description Label of the reason code; `null` if there is none. */
            reasonCode: components["schemas"]["NullableReasonCodeLabel"];
            comment: components["schemas"]["AdjustmentComment"];
            rootCause: components["schemas"]["RootCause"];
            /** @description Id of the transfer that caused the movement; `null` if there is none. */
            transferId: components["schemas"]["NullableTransferId"];
            /** @description Id of the cycle count that caused the movement; `null` if there is none. */
            cycleCountId: components["schemas"]["NullableCycleCountId"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description Quantities of a stock line after an adjustment, named as in stock movements: `qtyOnHand` is `quantityOnHand` of the stock line, and so on. */
        AdjustedInventoryItem: {
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /** @description Units physically in stock. */
            qtyOnHand: components["schemas"]["Quantity"];
            /** @description Units reserved for orders and transfers. */
            qtyReserved: components["schemas"]["Quantity"];
            /** @description Units available: on hand − reserved − on hold − picked. */
            qtyAvailable: components["schemas"]["SignedQuantity"];
        };
        /** @description A completed adjustment and the resulting stock line. */
        Adjustment: {
            /**
             * @description Always `true`.
             * @example true
             */
            success: boolean;
            transaction: components["schemas"]["StockTransaction"];
            inventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /**
             * @description Sentence that describes the change, including its sign.
             * @example Adjusted by +50.
             */
            message: string;
        };
        /** @description The result of a request. */
        AdjustmentEnvelope: {
            data: components["schemas"]["Adjustment"];
        };
        /** @description One page of a list, and its place in the list. */
        StockTransactionList: {
            /** @description Items on the page. */
            data: components["schemas"]["StockTransaction"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A new quantity on hand for one stock line, and the reason. */
        AdjustmentCreate: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /** @description New quantity on hand: an absolute value, not a difference. */
            newQtyOnHand: components["schemas"]["Quantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            comment?: components["schemas"]["AdjustmentComment"];
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * Format: double
         * @description Units of stock; greater than 0.
         * @example 20
         */
        PositiveQuantity: number;
        /**
         * @description Lot number as printed on the goods, unique among the lots of the product.
         * @example LOT-2026-001
         */
        LotNumber: string;
        /** @description Units of one stock line to move to another lot, and the reason. */
        LotCorrectionCreate: {
            /** @description Stock line that wrongly contains the units. */
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /** @description Units to move to the other lot. */
            qty: components["schemas"]["PositiveQuantity"];
            /**
             * @description Number of the correct lot. If the product has no lot with this number, a new lot is created.
             * @example LOT-2026-002
             */
            lotNumber: components["schemas"]["LotNumber"];
            /**
             * @description Last day on which a new lot may be sold; `null` if it does not expire. For an existing lot, this must be its own expiry date or `null`.
             * @example 2028-03-31
             */
            expiryDate?: components["schemas"]["ExpiryDate"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            comment?: components["schemas"]["AdjustmentComment"];
            rootCause?: components["schemas"]["RootCause"];
        };
        /** @description A completed lot correction: the movement out of the wrong lot, the movement into the correct lot, and both stock lines after the correction. The two movements add up to 0. */
        LotCorrection: {
            /**
             * @description Always `true`.
             * @example true
             */
            success: boolean;
            /** @description Movement out of the wrong lot. */
            transaction: components["schemas"]["StockTransaction"];
            /** @description Stock line of the wrong lot. */
            inventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /** @description Movement into the correct lot. */
            targetTransaction: components["schemas"]["StockTransaction"];
            /** @description Stock line of the correct lot, at the same location and in the same bin. */
            targetInventoryItem: components["schemas"]["AdjustedInventoryItem"];
            /**
             * @description Sentence that describes the change.
             * @example Moved 20 to LOT-2026-002.
             */
            message: string;
        };
        /** @description The result of a request. */
        LotCorrectionEnvelope: {
            data: components["schemas"]["LotCorrection"];
        };
        /**
         * @description Machine-readable name of the reason code, unique within the tenant: uppercase letters, digits and `_`, starting with a letter.
         * @example CYCLE_COUNT
         */
        ReasonCodeName: string;
        /**
         * @description Human-readable label of the reason code.
         * @example Cycle Count
         */
        ReasonCodeLabel: string;
        /** @description A reason for adjustments. Each tenant has its own set of reason codes. */
        ReasonCode: {
            id: components["schemas"]["ReasonCodeId"];
            code: components["schemas"]["ReasonCodeName"];
            label: components["schemas"]["ReasonCodeLabel"];
            /**
             * @description When to use the reason code; `null` if not specified.
             * @example The shelf disagrees with the books
             */
            description: string | null;
        };
        /** @description One page of a list, and its place in the list. */
        ReasonCodeList: {
            /** @description Items on the page. */
            data: components["schemas"]["ReasonCode"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Units found at a location, and the reason. */
        StockRecord: {
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /** @description Lot number. If the product has no lot with this number, a new lot is created. Required for a lot-tracked product. */
            lotNumber?: components["schemas"]["NullableLotNumber"];
            /** @description Last day on which a new lot may be sold; `null` if it does not expire. For an existing lot, this must be its own expiry date or `null`. Without a lot, it must be `null`. */
            expiryDate?: components["schemas"]["ExpiryDate"];
            /** @description Id of the bin at the location; `null` for stock without a bin. */
            binId?: components["schemas"]["NullableBinId"];
            /** @description Units to add to the quantity on hand. */
            qty: components["schemas"]["PositiveQuantity"];
            reasonCodeId: components["schemas"]["ReasonCodeId"];
            comment?: components["schemas"]["AdjustmentComment"];
            rootCause?: components["schemas"]["RootCause"];
        };
        /**
         * @description Whether the stock line is recalled. Its units remain on hand and count in `qtyAvailable` of the line itself, but not in availability checks or ATP.
         * @example false
         */
        Recalled: boolean;
        /** @description Availability of one stock line; `id` is the id of the stock line. `qtyAvailable` is `qtyOnHand` − `qtyReserved` − `qtyOnHold` − `qtyPicked`, even if the line is expired or recalled. */
        AvailabilityLine: {
            /**
             * @description Distinguishes a stock line from a summary. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "STOCK_LINE";
            id: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /** @description Id of the lot; `null` if the stock line has no lot. */
            lotId: components["schemas"]["NullableLotId"];
            /** @description Id of the bin; `null` if the stock line has no bin. */
            binId: components["schemas"]["NullableBinId"];
            expiryDate: components["schemas"]["ExpiryDate"];
            recalled: components["schemas"]["Recalled"];
            /**
             * @description Units physically in stock.
             * @example 200
             */
            qtyOnHand: components["schemas"]["Quantity"];
            /**
             * @description Units reserved for orders and transfers.
             * @example 50
             */
            qtyReserved: components["schemas"]["Quantity"];
            /**
             * @description Units that are blocked, for example by quality control.
             * @example 0
             */
            qtyOnHold: components["schemas"]["Quantity"];
            /**
             * @description Units picked but not yet shipped.
             * @example 0
             */
            qtyPicked: components["schemas"]["Quantity"];
            /**
             * @description `qtyOnHand` if the line is recalled, otherwise 0.
             * @example 0
             */
            qtyRecalled: components["schemas"]["Quantity"];
            /**
             * @description `qtyOnHand` if the lot has expired, otherwise 0.
             * @example 0
             */
            qtyExpired: components["schemas"]["Quantity"];
            /**
             * @description Units available: on hand − reserved − on hold − picked. Negative if more units are promised than are in stock.
             * @example 150
             */
            qtyAvailable: components["schemas"]["SignedQuantity"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Availability of one product at one location, summed over its stock lines there. `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`. */
        AvailabilitySummary: {
            /**
             * @description Distinguishes a summary from a stock line. (enum property replaced by openapi-typescript)
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
             * @description Number of stock lines in the sums.
             * @example 1
             */
            stockLineCount: number;
            /** @description The first 100 stock lines in the sums, ordered by `id`. Empty unless `includeStockLines=true`. */
            stockLines: components["schemas"]["AvailabilityLine"][];
        };
        /** @description Availability of one stock line or, with `summary=true`, of one product at one location. */
        Availability: components["schemas"]["AvailabilityLine"] | components["schemas"]["AvailabilitySummary"];
        /** @description One page of a list, and its place in the list. */
        AvailabilityList: {
            /** @description Items on the page. */
            data: components["schemas"]["Availability"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The result of a request. */
        AvailabilityLineEnvelope: {
            data: components["schemas"]["AvailabilityLine"];
        };
        /** @description Units of a stock line that are not available, and whether it is recalled. An omitted property keeps its value. */
        AvailabilitySet: {
            /**
             * @description Units that are blocked, for example by quality control: an absolute value, not a difference.
             * @example 25
             */
            qtyOnHold?: components["schemas"]["Quantity"];
            /**
             * @description Units picked but not yet shipped: an absolute value, not a difference.
             * @example 25
             */
            qtyPicked?: components["schemas"]["Quantity"];
            recalled?: components["schemas"]["Recalled"];
        };
        /**
         * @description Id of a location; `null` if there is none.
         * @example loc_123
         */
        NullableLocationId: string | null;
        /** @description A product and the quantity to check. */
        AvailabilityCheckItem: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Requested quantity in units.
             * @example 120
             */
            qty: components["schemas"]["PositiveQuantity"];
            /** @description Location to check; `null` for all locations together. */
            locationId?: components["schemas"]["NullableLocationId"];
        };
        /** @description Products and quantities to check. */
        AvailabilityCheckRequest: {
            /** @description Products to check. Each item is checked independently of the others. */
            items: components["schemas"]["AvailabilityCheckItem"][];
        };
        /** @description Result for one item. `qtyShort` is `qtyRequested` − `qtyAvailable`, with a minimum of 0; `available` is `true` if `qtyShort` is 0. */
        AvailabilityCheckResult: {
            productMasterId: components["schemas"]["ProductId"];
            /** @description Location that was checked; `null` for all locations together. */
            locationId: components["schemas"]["NullableLocationId"];
            /**
             * @description Requested quantity in units.
             * @example 120
             */
            qtyRequested: components["schemas"]["Quantity"];
            /**
             * @description Sum of `qtyAvailable` over all stock lines that are neither expired nor recalled.
             * @example 150
             */
            qtyAvailable: components["schemas"]["SignedStockTotal"];
            /**
             * Format: double
             * @description Number of missing units.
             * @example 0
             */
            qtyShort: number;
            /**
             * @description Whether the requested quantity is available in full.
             * @example true
             */
            available: boolean;
        };
        /** @description Result of an availability check. */
        AvailabilityCheck: {
            /**
             * @description Whether every item is available in full.
             * @example true
             */
            available: boolean;
            /** @description Results, in the order of the request. */
            items: components["schemas"]["AvailabilityCheckResult"][];
        };
        /** @description The result of a request. */
        AvailabilityCheckEnvelope: {
            data: components["schemas"]["AvailabilityCheck"];
        };
        /**
         * @description Severity of an ATP value. `CRITICAL`: 0 or below. `LOW`: above 0, and at or below the threshold. `OK`: above the threshold.
         * @example OK
         * @enum {string}
         */
        AtpSeverity: "OK" | "LOW" | "CRITICAL";
        /** @description Summary of a location. */
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
         * @description Type of the channel. `E_COMMERCE`: an online shop of the tenant. `MARKETPLACE`: an online shop of a third party. `RETAIL`: physical stores. `WHOLESALE`: resellers.
         * @example E_COMMERCE
         * @enum {string}
         */
        ChannelType: "E_COMMERCE" | "MARKETPLACE" | "RETAIL" | "WHOLESALE";
        /**
         * Format: double
         * @description Threshold at or below which ATP is `LOW`, set by the policy of the channel.
         * @example 10
         */
        LowAtpThreshold: number;
        /**
         * @description Id of the channel policy that sets the threshold and the safety stock.
         * @example policy_123
         */
        ChannelPolicyId: string;
        /** @description Quantities that a sales channel may promise of one product at one location. All channels share the same stock: the quantities are those of the product at the location, without expired and recalled stock lines. Only the policies of the channels differ. `available` is `onHand` − `reserved` − `onHold` − `picked`; `atp` (available to promise) is `available` − `safetyStock`. Stock that other systems call allocated is part of `reserved`. */
        ChannelAtp: {
            channelId: components["schemas"]["ChannelId"];
            channelName: components["schemas"]["ChannelName"];
            channelType: components["schemas"]["ChannelType"];
            /**
             * @description Units that the channel may still promise. If the value is 0 or below, it may not promise any.
             * @example 150
             */
            atp: components["schemas"]["SignedStockTotal"];
            /**
             * @description Units physically in stock.
             * @example 200
             */
            onHand: components["schemas"]["StockTotal"];
            /**
             * @description Units reserved for orders and transfers.
             * @example 50
             */
            reserved: components["schemas"]["StockTotal"];
            /**
             * @description Units that are blocked, for example by quality control.
             * @example 0
             */
            onHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked but not yet shipped.
             * @example 0
             */
            picked: components["schemas"]["StockTotal"];
            /**
             * @description Units available: on hand − reserved − on hold − picked.
             * @example 150
             */
            available: components["schemas"]["SignedStockTotal"];
            /**
             * @description Safety stock: units of each product at each location that the channel may not promise, set by its policy.
             * @example 0
             */
            safetyStock: components["schemas"]["Quantity"];
            severity: components["schemas"]["AtpSeverity"];
            threshold: components["schemas"]["LowAtpThreshold"];
            policyId: components["schemas"]["ChannelPolicyId"];
        };
        /** @description Quantities that the sales channels may promise of one product at one location. `totalOnHand` and `totalReserved` equal `onHand` and `reserved` of every channel, because all channels share the same stock. */
        ChannelLocationAtp: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            location: components["schemas"]["LocationReference"];
            /** @description Sales channels, ordered by `channelId`. */
            channels: components["schemas"]["ChannelAtp"][];
            /**
             * @description Units of the product at the location, without expired and recalled ones.
             * @example 200
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Number of these units that are reserved.
             * @example 50
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description Lowest `atp` of all channels.
             * @example 5
             */
            minAtp: components["schemas"]["SignedStockTotal"];
            /**
             * @description Highest `atp` of all channels.
             * @example 150
             */
            maxAtp: components["schemas"]["SignedStockTotal"];
            /**
             * @description Whether at least one channel is `CRITICAL`.
             * @example false
             */
            hasCritical: boolean;
        };
        /** @description One page of a list, and its place in the list. */
        ChannelLocationAtpList: {
            /** @description Items on the page. */
            data: components["schemas"]["ChannelLocationAtp"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Id of a product; `null` if there is none.
         * @example prod_123
         */
        NullableProductId: string | null;
        /**
         * @description Id of a sales channel; `null` if there is none.
         * @example DTC
         */
        NullableChannelId: string | null;
        /** @description One product at one location, the quantities that the channels may promise of it, and the stock lines behind these quantities. */
        ChannelLocationDetail: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            location: components["schemas"]["LocationReference"];
            /** @description Sales channels, ordered by `channelId`. */
            channels: components["schemas"]["ChannelAtp"][];
            /**
             * @description Number of stock lines in the sums.
             * @example 1
             */
            stockLineCount: number;
            /** @description The first 100 stock lines in the sums, ordered by `id`. Expired and recalled lines are not included. */
            stockLines: components["schemas"]["AvailabilityLine"][];
        };
        /** @description Stock behind the ATP of products, locations and channels. */
        ChannelLocationDrilldown: {
            /** @description Product of the request; `null` for all. */
            productMasterId: components["schemas"]["NullableProductId"];
            /** @description Location of the request; `null` for all. */
            locationId: components["schemas"]["NullableLocationId"];
            /** @description Sales channel of the request; `null` for all. */
            channelId: components["schemas"]["NullableChannelId"];
            /**
             * @description Number of matching combinations of product and location.
             * @example 1
             */
            rowCount: number;
            /** @description The first 100 matching combinations, lowest ATP first, then ordered by product and location. */
            rows: components["schemas"]["ChannelLocationDetail"][];
        };
        /** @description The result of a request. */
        ChannelLocationDrilldownEnvelope: {
            data: components["schemas"]["ChannelLocationDrilldown"];
        };
        /** @description Totals of one sales channel over all matching products and locations. `okCount` + `lowCount` + `criticalCount` is `rowCount`; `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`; `totalAtp` is `totalAvailable` − `rowCount` × `safetyStock`. */
        ChannelSummary: {
            channelId: components["schemas"]["ChannelId"];
            channelName: components["schemas"]["ChannelName"];
            channelType: components["schemas"]["ChannelType"];
            policyId: components["schemas"]["ChannelPolicyId"];
            lowAtpThreshold: components["schemas"]["LowAtpThreshold"];
            /**
             * @description Safety stock: units of each product at each location that the channel may not promise, set by its policy.
             * @example 0
             */
            safetyStock: components["schemas"]["Quantity"];
            /**
             * @description Number of combinations of product and location in the totals.
             * @example 2
             */
            rowCount: number;
            /**
             * @description Number of combinations that are `OK` for the channel.
             * @example 2
             */
            okCount: number;
            /**
             * @description Number of combinations that are `LOW`.
             * @example 0
             */
            lowCount: number;
            /**
             * @description Number of combinations that are `CRITICAL`.
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
             * @description Sum of `atp`, including negative values.
             * @example 220
             */
            totalAtp: components["schemas"]["SignedStockTotal"];
        };
        /** @description One page of a list, and its place in the list. */
        ChannelSummaryList: {
            /** @description Items on the page. */
            data: components["schemas"]["ChannelSummary"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * Format: double
         * @description Units of stock; `null` if not set.
         * @example 100
         */
        LevelQuantity: number | null;
        /**
         * @description Whether the location keeps the product in stock. Unlike other enum values, these two are in mixed case.
         * @example Supported
         * @enum {string}
         */
        LevelStatus: "Supported" | "Unsupported";
        /**
         * @description ABC class by share of the value moved, where `A` is the highest.
         * @example A
         * @enum {string}
         */
        AbcClass: "A" | "B" | "C";
        /**
         * @description Number of whole days; `null` if not set.
         * @example 14
         */
        LevelDays: number | null;
        /**
         * @description Free text about the settings; `null` if there is none.
         * @example Summer range
         */
        LevelComments: string | null;
        /** @description Replenishment settings of one product at one location. An omitted property is set to its default, even if settings already exist. Exactly one of `productMasterId` and `productId` must be set. */
        InventoryLevelUpsert: {
            productMasterId?: components["schemas"]["ProductId"];
            /**
             * @deprecated
             * @description Former name of `productMasterId`.
             */
            productId?: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Minimum quantity to keep in stock; `null` if not set.
             * @example 50
             */
            minQuantity?: components["schemas"]["LevelQuantity"];
            /**
             * @description Quantity at which to reorder; `null` if not set.
             * @example 100
             */
            reorderQuantity?: components["schemas"]["LevelQuantity"];
            /**
             * @description Maximum quantity to keep in stock; `null` if not set.
             * @example 500
             */
            maxQuantity?: components["schemas"]["LevelQuantity"];
            status?: components["schemas"]["LevelStatus"];
            /**
             * @description ABC class of the product at the location; `null` if not classified.
             * @default null
             * @example A
             */
            abcClass?: components["schemas"]["AbcClass"] | null;
            /**
             * @description Days from order to delivery; `null` if not set.
             * @example 7
             */
            expectedLeadTimeDays?: components["schemas"]["LevelDays"];
            /**
             * @description Days between two orders; `null` if not set.
             * @example 14
             */
            replenishmentPeriodDays?: components["schemas"]["LevelDays"];
            /**
             * @description Number of days that `forecastQuantity` covers; `null` if not set.
             * @example 30
             */
            forecastPeriodDays?: components["schemas"]["LevelDays"];
            /**
             * @description Units expected to be needed in `forecastPeriodDays`; `null` if not set.
             * @example 200
             */
            forecastQuantity?: components["schemas"]["LevelQuantity"];
            /** @description Id of the bin at the location in which the product is stored; `null` for any bin. */
            preferredBinLocationId?: components["schemas"]["NullableBinId"];
            /**
             * @description Id of the location that supplies the stock; `null` if not set.
             * @example loc_456
             */
            replenishmentLocationId?: components["schemas"]["NullableLocationId"];
            comments?: components["schemas"]["LevelComments"];
        };
        /** @description Summary of a product. Its SKU is named `globalSku`, as on stock lines. */
        ProductMasterReference: {
            id: components["schemas"]["ProductId"];
            globalSku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
        };
        /** @description Replenishment settings of one product at one location. If set, `minQuantity` ≤ `reorderQuantity` ≤ `maxQuantity`. `product` and `productMaster` describe the same product; its SKU is named `sku` in the first and `globalSku` in the second. */
        InventoryLevel: {
            /**
             * @description Id of the settings.
             * @example level_123
             */
            id: string;
            productMasterId: components["schemas"]["ProductId"];
            locationId: components["schemas"]["LocationId"];
            /**
             * @description Minimum quantity to keep in stock; `null` if not set.
             * @example 50
             */
            minQuantity: components["schemas"]["LevelQuantity"];
            /**
             * @description Quantity at which to reorder; `null` if not set.
             * @example 100
             */
            reorderQuantity: components["schemas"]["LevelQuantity"];
            /**
             * @description Maximum quantity to keep in stock; `null` if not set.
             * @example 500
             */
            maxQuantity: components["schemas"]["LevelQuantity"];
            status: components["schemas"]["LevelStatus"];
            /**
             * @description ABC class of the product at the location; `null` if not classified.
             * @example A
             */
            abcClass: components["schemas"]["AbcClass"] | null;
            /**
             * @description Days from order to delivery; `null` if not set.
             * @example 7
             */
            expectedLeadTimeDays: components["schemas"]["LevelDays"];
            /**
             * @description Days between two orders; `null` if not set.
             * @example 14
             */
            replenishmentPeriodDays: components["schemas"]["LevelDays"];
            /**
             * @description Number of days that `forecastQuantity` covers; `null` if not set.
             * @example 30
             */
            forecastPeriodDays: components["schemas"]["LevelDays"];
            /**
             * @description Units expected to be needed in `forecastPeriodDays`; `null` if not set.
             * @example 200
             */
            forecastQuantity: components["schemas"]["LevelQuantity"];
            /** @description Id of the bin at the location in which the product is stored; `null` for any bin. */
            preferredBinLocationId: components["schemas"]["NullableBinId"];
            /**
             * @description Id of the location that supplies the stock; `null` if not set.
             * @example loc_456
             */
            replenishmentLocationId: components["schemas"]["NullableLocationId"];
            comments: components["schemas"]["LevelComments"];
            product: components["schemas"]["ProductReference"];
            productMaster: components["schemas"]["ProductMasterReference"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description The result of a request. */
        InventoryLevelEnvelope: {
            data: components["schemas"]["InventoryLevel"];
        };
        /** @description Value of the stock in one currency. */
        StockValue: {
            currency: components["schemas"]["Currency"];
            /**
             * Format: double
             * @description Sum of the `totalValue` of the stock lines.
             * @example 2100
             */
            totalValue: number;
        };
        /** @description Stock at one location. */
        LocationStock: {
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Number of stock lines.
             * @example 2
             */
            stockLineCount: number;
            /**
             * @description Units physically in stock.
             * @example 280
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units available: on hand − reserved − on hold − picked.
             * @example 220
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
        };
        /** @description Totals of the movements of one type. `netQty` is `inQty` − `outQty`. */
        MovementTotal: {
            transactionType: components["schemas"]["TransactionType"];
            /**
             * @description Number of movements.
             * @example 1
             */
            count: number;
            /**
             * @description Sum of the units added.
             * @example 0
             */
            inQty: components["schemas"]["StockTotal"];
            /**
             * @description Sum of the units removed.
             * @example 2
             */
            outQty: components["schemas"]["StockTotal"];
            /**
             * @description Net change in units; negative if more units were removed than added.
             * @example -2
             */
            netQty: components["schemas"]["SignedStockTotal"];
        };
        /** @description Key figures of the current stock and of its movements in a period. All matching stock lines are included, even expired and recalled ones. `totalAvailable` is `totalOnHand` − `totalReserved` − `totalOnHold` − `totalPicked`. */
        InventoryAnalytics: {
            /** @description Location of the request; `null` for all. */
            locationId: components["schemas"]["NullableLocationId"];
            /** @description Product of the request; `null` for all. */
            productMasterId: components["schemas"]["NullableProductId"];
            /** @description Start of the period for the movements. */
            startDate: components["schemas"]["Timestamp"];
            /** @description End of the period for the movements. */
            endDate: components["schemas"]["Timestamp"];
            /**
             * @description Number of stock lines.
             * @example 2
             */
            stockLineCount: number;
            /**
             * @description Number of products with at least one stock line.
             * @example 2
             */
            productCount: number;
            /**
             * @description Number of products with no available units over all their stock lines.
             * @example 0
             */
            stockoutCount: number;
            /**
             * @description Units physically in stock.
             * @example 280
             */
            totalOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Units reserved for orders and transfers.
             * @example 60
             */
            totalReserved: components["schemas"]["StockTotal"];
            /**
             * @description Units that are blocked, for example by quality control.
             * @example 0
             */
            totalOnHold: components["schemas"]["StockTotal"];
            /**
             * @description Units picked but not yet shipped.
             * @example 0
             */
            totalPicked: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand in recalled stock lines.
             * @example 0
             */
            totalRecalled: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand whose lot has expired.
             * @example 0
             */
            totalExpired: components["schemas"]["StockTotal"];
            /**
             * @description Units on hand whose lot may still be sold today, but for less than 30 more days.
             * @example 0
             */
            totalExpiringSoon: components["schemas"]["StockTotal"];
            /**
             * @description Units available: on hand − reserved − on hold − picked.
             * @example 220
             */
            totalAvailable: components["schemas"]["SignedStockTotal"];
            /** @description Value of the stock on hand, one entry per currency, ordered by currency. Stock without a unit cost is not included. */
            values: components["schemas"]["StockValue"][];
            /** @description The 100 locations with the highest quantity on hand, highest first; ties are ordered by `locationId`. */
            locations: components["schemas"]["LocationStock"][];
            /** @description Stock movements, one entry for each `transactionType` that occurred, in the order of that enumeration. */
            movements: components["schemas"]["MovementTotal"][];
        };
        /** @description The result of a request. */
        InventoryAnalyticsEnvelope: {
            data: components["schemas"]["InventoryAnalytics"];
        };
        /**
         * @description Status of the count. `OPEN`: no line is counted yet. `IN_PROGRESS`: at least one line is counted. `COMPLETED`: the count is final and does not change anymore.
         * @example COMPLETED
         * @enum {string}
         */
        CycleCountStatus: "OPEN" | "IN_PROGRESS" | "COMPLETED";
        /**
         * @description Type of the count. `FULL`: all products at the location. `PARTIAL`: selected products. `SPOT_CHECK`: selected products, outside the regular schedule.
         * @example PARTIAL
         * @enum {string}
         */
        CycleCountType: "FULL" | "PARTIAL" | "SPOT_CHECK";
        /**
         * @description Id of a cycle count.
         * @example cc_123
         */
        CycleCountId: string;
        /**
         * Format: date
         * @description Planned day of the count; `null` if not planned.
         * @example 2026-05-29
         */
        ScheduledDate: string | null;
        /**
         * @description Whether completing the count adjusts the stock by the variances.
         * @example true
         */
        AutoAdjust: boolean;
        /** @description A cycle count: compares the counted stock lines of a location with the recorded quantities. `status` changes from `OPEN` to `IN_PROGRESS` when the first line is recorded, and to `COMPLETED` when the count is completed. */
        CycleCount: {
            id: components["schemas"]["CycleCountId"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            type: components["schemas"]["CycleCountType"];
            status: components["schemas"]["CycleCountStatus"];
            scheduledDate: components["schemas"]["ScheduledDate"];
            autoAdjust: components["schemas"]["AutoAdjust"];
            /** @description Id of the reason code for the adjustments; `null` if there is none. */
            reasonCodeId: components["schemas"]["NullableReasonCodeId"];
            /** @example Before the summer sale */
            comment: components["schemas"]["AdjustmentComment"];
            /**
             * @description Number of stock lines to count. 0 if the count is completed and its products were deleted.
             * @example 2
             */
            lineCount: number;
            /**
             * @description Number of stock lines that are counted.
             * @example 2
             */
            countedLineCount: number;
            /**
             * @description Number of counted lines whose quantity differs from the recorded quantity; `null` until the count is completed.
             * @example 1
             */
            varianceLineCount: number | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Time when the count was completed; `null` if it is not completed. */
            completedAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        CycleCountList: {
            /** @description Items on the page. */
            data: components["schemas"]["CycleCount"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A cycle count to create. */
        CycleCountCreate: {
            locationId: components["schemas"]["LocationId"];
            type?: components["schemas"]["CycleCountType"];
            /**
             * @description Products to count: at least one for `PARTIAL` and `SPOT_CHECK`, none for `FULL`.
             * @example [
             *       "prod_123",
             *       "prod_124"
             *     ]
             */
            productMasterIds?: components["schemas"]["ProductId"][];
            scheduledDate?: components["schemas"]["ScheduledDate"];
            autoAdjust?: components["schemas"]["AutoAdjust"];
            /** @description Id of the reason code for the adjustments; `null` if there is none. */
            reasonCodeId?: components["schemas"]["NullableReasonCodeId"];
            /** @example Before the summer sale */
            comment?: components["schemas"]["AdjustmentComment"];
        };
        /** @description One stock line of a cycle count. `varianceQty` is `countedQty` − `expectedQty`. */
        CycleCountLine: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            globalSku: components["schemas"]["Sku"];
            /** @description Id of the lot; `null` if the stock line has no lot. */
            lotId: components["schemas"]["NullableLotId"];
            /** @description Lot number; `null` if the stock line has no lot. */
            lotNumber: components["schemas"]["NullableLotNumber"];
            /** @description Id of the bin; `null` if the stock line has no bin. */
            binId: components["schemas"]["NullableBinId"];
            /** @description Name of the bin; `null` if the stock line has no bin. */
            binName: components["schemas"]["NullableBinName"];
            /**
             * Format: double
             * @description Recorded quantity on hand when the line was last counted; `null` until the line is counted.
             * @example 202
             */
            expectedQty: number | null;
            /**
             * Format: double
             * @description Counted units; `null` until the line is counted.
             * @example 200
             */
            countedQty: number | null;
            /**
             * Format: double
             * @description Difference between counted and recorded quantity: positive for a surplus, negative for a shortage. `null` until the count is completed, and for a line that was not counted.
             * @example -2
             */
            varianceQty: number | null;
            /**
             * @description Id of the stock transaction that adjusted the line; `null` if the line was not adjusted.
             * @example txn_122
             */
            transactionId: string | null;
            /**
             * @description Free text about the counted line; `null` if there is none.
             * @example Two in the returns box
             */
            comment: components["schemas"]["AdjustmentComment"];
            /** @description Time when the line was last counted in this cycle count; `null` if it was not counted. */
            countedAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description A cycle count with its lines. */
        CycleCountSheet: {
            id: components["schemas"]["CycleCountId"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            type: components["schemas"]["CycleCountType"];
            status: components["schemas"]["CycleCountStatus"];
            scheduledDate: components["schemas"]["ScheduledDate"];
            autoAdjust: components["schemas"]["AutoAdjust"];
            /** @description Id of the reason code for the adjustments; `null` if there is none. */
            reasonCodeId: components["schemas"]["NullableReasonCodeId"];
            /** @example Before the summer sale */
            comment: components["schemas"]["AdjustmentComment"];
            /**
             * @description Number of stock lines to count. 0 if the count is completed and its products were deleted.
             * @example 2
             */
            lineCount: number;
            /**
             * @description Number of stock lines that are counted.
             * @example 2
             */
            countedLineCount: number;
            /**
             * @description Number of counted lines whose quantity differs from the recorded quantity; `null` until the count is completed.
             * @example 1
             */
            varianceLineCount: number | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Time when the count was completed; `null` if it is not completed. */
            completedAt: components["schemas"]["NullableTimestamp"];
            /** @description Stock lines to count, ordered by `inventoryItemId`. Empty if the count is completed and its products were deleted. */
            lines: components["schemas"]["CycleCountLine"][];
        };
        /** @description The result of a request. */
        CycleCountSheetEnvelope: {
            data: components["schemas"]["CycleCountSheet"];
        };
        /** @description One counted stock line. */
        CycleCountLineRecord: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Counted units.
             * @example 200
             */
            countedQty: components["schemas"]["Quantity"];
            /**
             * @description Free text about the counted line; `null` if there is none.
             * @example Two in the returns box
             */
            comment?: components["schemas"]["AdjustmentComment"];
        };
        /** @description Stock lines counted in one session. */
        CycleCountLinesRecord: {
            /** @description Counted stock lines. Each line may occur only once. */
            lines: components["schemas"]["CycleCountLineRecord"][];
        };
        /** @description An empty object. */
        NoProperties: Record<string, never>;
        /**
         * @description Status of the transfer. `DRAFT`: can be edited; no stock is reserved. `PENDING`: requested; its units are reserved at the source. `SHIPPED`: in transit; its units are still recorded as on hand and reserved at the source. `RECEIVED`: arrived; the stock has moved. `CANCELLED`: canceled before it was received; no stock is reserved anymore. `RECEIVED` and `CANCELLED` are final.
         * @example PENDING
         * @enum {string}
         */
        TransferStatus: "DRAFT" | "PENDING" | "SHIPPED" | "RECEIVED" | "CANCELLED";
        /**
         * @description Id of a transfer.
         * @example trf_123
         */
        TransferId: string;
        /** @description Units of one stock line that a transfer has reserved or, once it is received, has moved. */
        TransferAllocation: {
            inventoryItemId: components["schemas"]["InventoryItemId"];
            /**
             * @description Id of the lot of the stock line.
             * @example lot_123
             */
            lotId: components["schemas"]["NullableLotId"];
            /**
             * @description Id of the bin of the stock line.
             * @example bin_123
             */
            binId: components["schemas"]["NullableBinId"];
            /** @description Units taken from the stock line. */
            quantity: components["schemas"]["PositiveQuantity"];
        };
        /** @description Units of one product to transfer. */
        TransferLine: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Id of the requested lot; `null` for any lot that has not expired, and for units without a lot.
             * @example lot_123
             */
            lotId: components["schemas"]["NullableLotId"];
            /**
             * @description Id of the requested bin at the source; `null` for any bin.
             * @example bin_123
             */
            binId: components["schemas"]["NullableBinId"];
            /**
             * @description Id of the bin at the destination that receives the units; `null` for none.
             * @example bin_456
             */
            destBinId: components["schemas"]["NullableBinId"];
            /** @description Units to move. */
            quantity: components["schemas"]["PositiveQuantity"];
            /** @description Stock lines at the source that supply the units. Matching stock lines are used in order of expiry date, earliest first; lines without an expiry date come last, and ties are ordered by id. Recalled stock lines are never used, and expired ones only if the transfer line specifies the lot. Transfer lines that specify both lot and bin are served first, then those that specify one of them, then all others, each in the order of the request. Empty in `DRAFT` and `CANCELLED`; otherwise, the quantities add up to `quantity`. */
            allocations: components["schemas"]["TransferAllocation"][];
        };
        /**
         * @description Free text for the people who handle the transfer.
         * @example For the summer sale
         */
        TransferComment: string | null;
        /**
         * @description Id of a transfer recommendation; `null` if there is none.
         * @example rec_123
         */
        NullableRecommendationId: string | null;
        /** @description A transfer of stock from one location to another. The stock moves in one step, when the transfer is received. It leaves the allocated stock lines and goes to the stock lines of the same product, lot and `destBinId` at the destination, which are created if they do not exist. Units that were recalled in the meantime arrive as recalled, and the stock line that receives them becomes recalled too. A transfer never changes the total quantity on hand of a product over all locations. */
        Transfer: {
            id: components["schemas"]["TransferId"];
            status: components["schemas"]["TransferStatus"];
            /** @description Id of the location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Id of the location that receives the stock.
             * @example loc_456
             */
            destLocationId: components["schemas"]["LocationId"];
            /** @description Lines of the transfer, in the order of the request. */
            lines: components["schemas"]["TransferLine"][];
            comment: components["schemas"]["TransferComment"];
            /**
             * @description Id of the recommendation that created this transfer; `null` if there is none.
             * @example rec_123
             */
            recommendationId: components["schemas"]["NullableRecommendationId"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Time when the transfer was shipped; `null` if it was not shipped. */
            shippedAt: components["schemas"]["NullableTimestamp"];
            /** @description Time when the transfer was received and the stock moved; `null` if it was not received. */
            receivedAt: components["schemas"]["NullableTimestamp"];
            /** @description Time when the transfer was canceled; `null` if it was not canceled. */
            cancelledAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        TransferList: {
            /** @description Items on the page. */
            data: components["schemas"]["Transfer"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Units of one product to transfer. A lot of another product, or a bin at another location, is rejected like an unknown one (400, `reason: UNKNOWN_REFERENCE`). */
        TransferLineCreate: {
            productMasterId: components["schemas"]["ProductId"];
            /**
             * @description Id of the lot to take the units from; `null` for any lot that has not expired, and for units without a lot.
             * @example lot_123
             */
            lotId?: components["schemas"]["NullableLotId"];
            /**
             * @description Id of the bin at the source to take the units from; `null` for any bin.
             * @example bin_123
             */
            binId?: components["schemas"]["NullableBinId"];
            /**
             * @description Id of the bin at the destination to put the units into; `null` for none.
             * @example bin_456
             */
            destBinId?: components["schemas"]["NullableBinId"];
            /** @description Units to move. */
            quantity: components["schemas"]["PositiveQuantity"];
        };
        /** @description A transfer to create. It starts as a draft. Source and destination must differ. */
        TransferCreate: {
            /** @description Id of the location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Id of the location that receives the stock.
             * @example loc_456
             */
            destLocationId: components["schemas"]["LocationId"];
            /** @description Lines of the transfer. Several lines may contain the same product. */
            lines: components["schemas"]["TransferLineCreate"][];
            comment?: components["schemas"]["TransferComment"];
        };
        /** @description The result of a request. */
        TransferEnvelope: {
            data: components["schemas"]["Transfer"];
        };
        /** @description Properties of a transfer to change. An omitted property keeps its value; `lines` replaces all lines. Source and destination must still differ, and the bins of the lines must be at their location. */
        TransferUpdate: {
            /**
             * @description New status. A transfer cannot return to `DRAFT`.
             * @example SHIPPED
             * @enum {string}
             */
            status?: "PENDING" | "SHIPPED" | "RECEIVED" | "CANCELLED";
            /** @description Id of the location that the stock leaves. */
            sourceLocationId?: components["schemas"]["LocationId"];
            /**
             * @description Id of the location that receives the stock.
             * @example loc_456
             */
            destLocationId?: components["schemas"]["LocationId"];
            /** @description Lines of the transfer. Several lines may contain the same product. */
            lines?: components["schemas"]["TransferLineCreate"][];
            comment?: components["schemas"]["TransferComment"];
        };
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
        /** @description A bin that a transfer can take stock from or put stock into. */
        TransferBin: {
            id: components["schemas"]["BinId"];
            name: components["schemas"]["BinName"];
            locationId: components["schemas"]["LocationId"];
            locationName: components["schemas"]["LocationName"];
            /**
             * @description Number of stock lines in the bin with a quantity on hand; 0 for an empty bin.
             * @example 1
             */
            stockLineCount: number;
        };
        /** @description One page of a list, and its place in the list. */
        TransferBinList: {
            /** @description Items on the page. */
            data: components["schemas"]["TransferBin"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Status of the recommendation. `PENDING`: waiting for a decision. `APPROVED`: can be executed. `EXECUTED`: a transfer was created. `REJECTED`: will not be executed. `EXECUTED` and `REJECTED` are final.
         * @example PENDING
         * @enum {string}
         */
        TransferRecommendationStatus: "PENDING" | "APPROVED" | "EXECUTED" | "REJECTED";
        /**
         * @description Priority of the recommendation. `URGENT`: no units are available at the destination. Otherwise, the stock difference determines the priority: `HIGH` from 0.5, `MEDIUM` from 0.25, `LOW` below.
         * @example HIGH
         * @enum {string}
         */
        TransferPriority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
        /**
         * @description Id of a transfer recommendation.
         * @example rec_123
         */
        RecommendationId: string;
        /**
         * Format: double
         * @description Margin of one unit at the destination, in `currency`; `null` if unknown.
         * @example 4.6
         */
        UnitMargin: number | null;
        /** @description A recommendation to move stock of one product from a location with plenty of stock to one with little. `estimatedROI` is (`quantity` × `unitMargin` − `transferCost`) ÷ `transferCost`, rounded to four decimals. */
        TransferRecommendation: {
            id: components["schemas"]["RecommendationId"];
            productMasterId: components["schemas"]["ProductId"];
            /** @description Id of the location that the stock leaves. */
            sourceLocationId: components["schemas"]["LocationId"];
            /**
             * @description Id of the location that receives the stock.
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
             * @description Human-readable reason for the recommendation, with the stock at both locations.
             * @example 150 available at Hamburg warehouse and 50 at Munich store.
             */
            reason: string;
            unitMargin: components["schemas"]["UnitMargin"];
            /**
             * Format: double
             * @description Cost of the transfer, in `currency`.
             * @example 200
             */
            transferCost: number;
            currency: components["schemas"]["Currency"];
            /**
             * Format: double
             * @description Return on the cost of the transfer, as a fraction: 0.15 means that the transfer earns 15 % more than it costs. `null` if `unitMargin` is unknown.
             * @example 0.15
             */
            estimatedROI: number | null;
            /** @description Free text of the decision. */
            comment: components["schemas"]["TransferComment"];
            /**
             * @description Id of the transfer that was created from the recommendation; `null` until it is executed.
             * @example trf_123
             */
            transferId: components["schemas"]["NullableTransferId"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Time when the recommendation was approved or rejected; `null` until then. */
            decidedAt: components["schemas"]["NullableTimestamp"];
            /** @description Time when the recommendation was executed; `null` if it was not executed. */
            executedAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        TransferRecommendationList: {
            /** @description Items on the page. */
            data: components["schemas"]["TransferRecommendation"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Criteria for recommendations, with the costs and the earnings of a transfer. Available units are those of stock lines that are neither expired nor recalled; a negative number counts as 0. A transfer costs `fixedTransferCost` + quantity × `unitTransferCost`. All amounts are in `currency`. */
        TransferRecommendationRequest: {
            /**
             * @description Recommend only transfers from or to this location; `null` for all locations.
             * @example loc_123
             */
            locationId?: components["schemas"]["NullableLocationId"];
            /**
             * Format: double
             * @description Minimum stock difference for a recommendation, as a fraction: (available at the source − available at the destination) ÷ available at the source.
             * @default 0.2
             * @example 0.2
             */
            minStockDifferencePct?: number;
            /**
             * @description Whether to exclude transfers that would not earn more than they cost. Requires `unitMargin`.
             * @default false
             * @example true
             */
            requirePositiveROI?: boolean;
            unitMargin?: components["schemas"]["UnitMargin"];
            /**
             * Format: double
             * @description Fixed cost of a transfer, independent of the quantity.
             * @default 0
             * @example 150
             */
            fixedTransferCost?: number;
            /**
             * Format: double
             * @description Additional cost per transferred unit.
             * @default 1
             * @example 1
             */
            unitTransferCost?: number;
            currency?: components["schemas"]["Currency"];
        };
        /** @description Recommendations generated by one request, at most one per product. For each product, the pair of locations with the largest stock difference is selected; ties are resolved by the larger quantity, then the smaller source id, then the smaller destination id. Pairs that the request excludes are skipped; if the request specifies a location, only pairs with this location are considered. If there are more than 100 recommendations, the first 100 are kept. */
        TransferRecommendationBatch: {
            /**
             * @description Always `true`.
             * @example true
             */
            success: boolean;
            /**
             * @description Number of recommendations in this response.
             * @example 1
             */
            created: number;
            /** @description Recommendations, largest stock difference first; ties are ordered by product id. */
            recommendations: components["schemas"]["TransferRecommendation"][];
        };
        /** @description The result of a request. */
        TransferRecommendationBatchEnvelope: {
            data: components["schemas"]["TransferRecommendationBatch"];
        };
        /** @description The result of a request. */
        TransferRecommendationEnvelope: {
            data: components["schemas"]["TransferRecommendation"];
        };
        /** @description Comment on the decision. Send an empty object or no body to omit the comment. */
        TransferRecommendationDecision: {
            comment?: components["schemas"]["TransferComment"];
        };
        /**
         * @description Id of a destination.
         * @example dest_123
         */
        AlertDestinationId: string;
        /**
         * @description Type of the destination. `EMAIL`: an email address. `WEBHOOK`: an `https` URL.
         * @example EMAIL
         * @enum {string}
         */
        AlertDestinationType: "EMAIL" | "WEBHOOK";
        /**
         * @description Address of the destination: an email address for `EMAIL`, an `https` URL for `WEBHOOK`. A value that does not match the type is rejected with 400.
         * @example planning@outdoor.example
         */
        AlertDestinationValue: string;
        /**
         * @description Display name of the destination.
         * @example Planning team
         */
        AlertDestinationName: string;
        /** @description A recipient of alerts. Each alert is recorded with its recipients. This version does not guarantee delivery by email or webhook. */
        AlertDestination: {
            id: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
            /**
             * @description Whether the destination currently receives alerts.
             * @example true
             */
            enabled: boolean;
        };
        /** @description Automatic alerts, one switch per alert type: `lowAtp` switches `LOW_ATP`, and so on. */
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
         * @description Cooldown in minutes after an automatic alert. During this time, no other alert of the same type is raised for the same product and location. 0 for no cooldown.
         * @example 60
         */
        CooldownMinutes: number;
        /** @description Alert configuration of the tenant: which alerts are raised and who receives them. */
        AlertConfig: {
            /**
             * @description Whether automatic alerts are switched on.
             * @example true
             */
            enabled: boolean;
            /** @description Destinations, in the order of the request that set them. */
            destinations: components["schemas"]["AlertDestination"][];
            alertTypes: components["schemas"]["AlertTypes"];
            cooldownMinutes: components["schemas"]["CooldownMinutes"];
        };
        /** @description Wrapper for the alert configuration. A response body has the same format as the request body that replaces the configuration. */
        AlertSettings: {
            config: components["schemas"]["AlertConfig"];
        };
        /** @description The result of a request. */
        AlertSettingsEnvelope: {
            data: components["schemas"]["AlertSettings"];
        };
        /** @description A recipient of alerts. Two destinations must not have the same `id`, or the same `type` and `value`. */
        AlertDestinationReplace: {
            /** @description Id of the destination, stored as sent. If omitted, the destination keeps the id of the existing destination with the same `type` and `value`; if there is none, or if the request gives that id to another destination, a new id is created. */
            id?: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
            /**
             * @description Whether the destination receives alerts.
             * @default true
             * @example true
             */
            enabled?: boolean;
        };
        /** @description Automatic alerts, one switch per alert type: `lowAtp` switches `LOW_ATP`, and so on. */
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
        /** @description New alert configuration of the tenant: which alerts to raise and who receives them. */
        AlertConfigReplace: {
            /**
             * @description Whether to switch on automatic alerts.
             * @default true
             * @example true
             */
            enabled?: boolean;
            /** @description Destinations that receive the alerts. */
            destinations?: components["schemas"]["AlertDestinationReplace"][];
            alertTypes?: components["schemas"]["AlertTypesReplace"];
            cooldownMinutes?: components["schemas"]["CooldownMinutes"];
        };
        /** @description Wrapper for a complete alert configuration, in the same format as the response of `getAlertConfig`. */
        AlertSettingsReplace: {
            config: components["schemas"]["AlertConfigReplace"];
        };
        /**
         * @description Type of the alert. `STOCKOUT`: the available quantity of a product at a location fell to 0 or below. `LOW_ATP`: the quantity that a channel may promise fell to or below the threshold of its policy. `FORECAST_DEVIATION`: demand differs widely from its forecast. `EXPIRY`: a lot is about to expire. `SLOW_MOVING`: stock is hardly sold. `OVERSTOCK`: the quantity on hand rose above the `maxQuantity` of the inventory level. Expired and recalled stock lines do not count as available.
         * @example LOW_ATP
         * @enum {string}
         */
        AlertType: "STOCKOUT" | "LOW_ATP" | "FORECAST_DEVIATION" | "EXPIRY" | "SLOW_MOVING" | "OVERSTOCK";
        /**
         * @description How the alert was raised. `AUTOMATIC`: a threshold was crossed. `MANUAL`: a client triggered it.
         * @example AUTOMATIC
         * @enum {string}
         */
        AlertOrigin: "AUTOMATIC" | "MANUAL";
        /**
         * @description Human-readable sentence that describes what happened.
         * @example 5 of Trekking Pole can be promised at Munich store; the threshold is 10.
         */
        AlertMessage: string;
        /** @description A destination, as it was when the alert was recorded. */
        AlertRecipient: {
            id: components["schemas"]["AlertDestinationId"];
            type: components["schemas"]["AlertDestinationType"];
            value: components["schemas"]["AlertDestinationValue"];
            name: components["schemas"]["AlertDestinationName"];
        };
        /** @description A recorded alert. Alerts never change. */
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
             * @description Product that the alert concerns; `null` if it concerns no particular product.
             * @example prod_124
             */
            productMasterId: components["schemas"]["NullableProductId"];
            /**
             * @description Location that the alert concerns; `null` if it concerns no particular location.
             * @example loc_456
             */
            locationId: components["schemas"]["NullableLocationId"];
            /**
             * Format: double
             * @description Value that crossed the threshold. Depending on the alert type, this is the number of available units, ATP, units on hand or another figure, summed over the stock lines concerned. `null` if the alert was triggered manually.
             * @example 5
             */
            value: number | null;
            /**
             * Format: double
             * @description Threshold that was crossed, 0 for `STOCKOUT`; `null` if the alert was triggered manually.
             * @example 10
             */
            threshold: number | null;
            /** @description Recipients: the destinations that were enabled when the alert was recorded. Empty if alerts were switched off. */
            destinations: components["schemas"]["AlertRecipient"][];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        AlertList: {
            /** @description Items on the page. */
            data: components["schemas"]["Alert"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Human-readable sentence that describes what happened; `null` if there is none.
         * @example 5 of Trekking Pole can be promised at Munich store; the threshold is 10.
         */
        NullableAlertMessage: string | null;
        /** @description An alert to trigger manually. */
        AlertTrigger: {
            type: components["schemas"]["AlertType"];
            /**
             * @description Human-readable sentence that describes what happened; `null` to generate it from the other properties.
             * @example A pallet of shoes was damaged on its way.
             */
            message?: components["schemas"]["NullableAlertMessage"];
            /**
             * @description Product that the alert concerns; `null` if it concerns no particular product.
             * @example prod_123
             */
            productMasterId?: components["schemas"]["NullableProductId"];
            /**
             * @description Location that the alert concerns; `null` if it concerns no particular location.
             * @example loc_456
             */
            locationId?: components["schemas"]["NullableLocationId"];
        };
        /** @description The result of a request. */
        AlertEnvelope: {
            data: components["schemas"]["Alert"];
        };
        /**
         * @description Number of days to forecast, starting on the day after the last day with known demand.
         * @example 7
         */
        HorizonDays: number;
        /**
         * @description Method of the baseline forecast: Holt–Winters' additive method with damped trend and weekly seasonality, on daily demand (R. J. Hyndman and G. Athanasopoulos, *Forecasting: Principles and Practice*, 3rd edition, §8.3).
         * @example HOLT_WINTERS_DAMPED_ADDITIVE
         * @enum {string}
         */
        ForecastMethod: "HOLT_WINTERS_DAMPED_ADDITIVE";
        /**
         * Format: date
         * @description A day in UTC; `null` if there is none.
         * @example 2026-06-01
         */
        NullableCalendarDate: string | null;
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
         * Format: double
         * @description Event factor: the factor by which the events multiply the baseline, rounded to four decimals. It is `forecastQuantity` ÷ `baselineQuantity` before either is rounded; 1 if no event applies or the baseline is 0.
         * @example 1.4375
         */
        EventFactor: number;
        /** @description Totals of a forecast. `baselineQuantity` and `forecastQuantity` are the sums of the rounded values of its days or months. The interval applies to the total; it is narrower than the sum of the daily intervals. */
        ForecastTotal: {
            /**
             * @description Expected demand without events.
             * @example 320
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            /** @example 1.349 */
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with events.
             * @example 431.69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 399.44
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 463.93
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description Forecast of one day. */
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
             * @description Expected demand with events (point forecast).
             * @example 69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 57.88
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 80.12
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description A daily forecast. It starts on the day after the last day with known demand and has no gaps. Quantities are rounded to two decimals. */
        Forecast: {
            /**
             * @description Product of the request; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description Location of the request; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description Sales channel of the request; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            /**
             * @description Scenario whose events are applied; `null` if the events of the published scenarios are applied.
             * @example scenario_456
             */
            scenarioId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability of the prediction intervals, in percent.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /**
             * @description First day with demand in the selection; `null` if there is none.
             * @example 2024-06-01
             */
            historyStartDate: components["schemas"]["NullableCalendarDate"];
            /**
             * @description Last day for which the demand of the tenant is known; `null` if there is none.
             * @example 2026-05-31
             */
            historyEndDate: components["schemas"]["NullableCalendarDate"];
            /** @description First day of the forecast. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the forecast.
             * @example 2026-06-07
             */
            endDate: components["schemas"]["CalendarDate"];
            /** @description Number of days; equals the number of `buckets`. */
            horizonDays: components["schemas"]["HorizonDays"];
            /**
             * @description Ids of the events that affect the selection, ordered by `startsAt` and id. At most the first 100.
             * @example [
             *       "event_789",
             *       "event_790"
             *     ]
             */
            eventIds: components["schemas"]["EventId"][];
            total: components["schemas"]["ForecastTotal"];
            /** @description One entry for each day, in chronological order. */
            buckets: components["schemas"]["ForecastBucket"][];
        };
        /** @description The result of a request. */
        ForecastEnvelope: {
            data: components["schemas"]["Forecast"];
        };
        /**
         * @description Type of the changed resource.
         * @example SCENARIO
         * @enum {string}
         */
        ForecastResourceType: "EVENT" | "SCENARIO";
        /**
         * @description Action that was performed. `CREATE`, `UPDATE`: on an event or a scenario. `DELETE`: on an event. `GENERATE`, `PUBLISH`, `ARCHIVE`: on a scenario.
         * @example GENERATE
         * @enum {string}
         */
        ForecastChangeAction: "CREATE" | "UPDATE" | "DELETE" | "GENERATE" | "PUBLISH" | "ARCHIVE";
        /** @description One change of an event or a scenario, caused by one request. A field is one of the following: a property (`name`); a property of a nested object (`value.liftPct`, `result.forecastQuantity`); or `assumptions.includedEventIds`, with the id of an added event as `after` or of a removed event as `before`. For a `result`, only the `forecastQuantity` of its total is listed. Properties that are derived from others, such as `isGlobal`, are not listed. */
        ForecastChange: {
            /**
             * @description Id of the change.
             * @example change_123
             */
            id: string;
            resourceType: components["schemas"]["ForecastResourceType"];
            /**
             * @description Id of the event or scenario. An event may have been deleted since.
             * @example scenario_456
             */
            resourceId: string;
            action: components["schemas"]["ForecastChangeAction"];
            /**
             * @description Id of the API key that made the change; `null` if no key was used.
             * @example key_123
             */
            keyId: string | null;
            /** @description Changed fields, ordered by `field`. For `CREATE`, these are the fields that are not `null` after the change; for `DELETE`, those that were not `null` before it. */
            changes: components["schemas"]["FieldChange"][];
            /** @description Time of the change. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ForecastChangeList: {
            /** @description Items on the page. */
            data: components["schemas"]["ForecastChange"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Forecast of one sales channel, summed over the days of the horizon. Quantities are rounded to two decimals. */
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
            /** @description Number of forecast days. */
            horizonDays: components["schemas"]["HorizonDays"];
            /**
             * @description Expected demand without events.
             * @example 320
             */
            baselineQuantity: components["schemas"]["StockTotal"];
            /** @example 1.349 */
            eventFactor: components["schemas"]["EventFactor"];
            /**
             * @description Expected demand with events (point forecast).
             * @example 431.69
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 399.44
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 463.93
             */
            upperQuantity: components["schemas"]["StockTotal"];
            /**
             * Format: double
             * @description Share of the channel in the sum of `forecastQuantity` over all channels that match the filters, on all pages, as a fraction rounded to four decimals; 0 if that sum is 0.
             * @example 0.8074
             */
            sharePct: number;
        };
        /** @description One page of a list, and its place in the list. */
        ChannelProjectionList: {
            /** @description Items on the page. */
            data: components["schemas"]["ChannelProjection"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * @description Type of the event. It has no effect on the calculation.
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
         * Format: double
         * @description Change in demand caused by the event, as a fraction: 0.25 is 25 % more, -0.5 is 50 % less.
         * @example 0.25
         */
        LiftPct: number;
        /**
         * @description How the lift combines with the lifts of other events on the same day. `MULTIPLICATIVE`: the factors are multiplied, 1.25 × 1.15 = 1.4375. `ADDITIVE`: the lifts are added, 0.25 + 0.15 = 0.40. If both occur, the additive lifts are applied first.
         * @example MULTIPLICATIVE
         * @enum {string}
         */
        StackingMode: "MULTIPLICATIVE" | "ADDITIVE";
        /**
         * @description Free text about the lift, for example its source.
         * @example As in the sale of 2025
         */
        EventValueDescription: string | null;
        /** @description Effect of the event on demand. */
        EventValue: {
            liftPct: components["schemas"]["LiftPct"];
            stackingMode: components["schemas"]["StackingMode"];
            description: components["schemas"]["EventValueDescription"];
        };
        /**
         * @description Id of the product that the event affects; `null` for all products.
         * @example prod_123
         */
        EventProductId: string | null;
        /**
         * @description Id of the location that the event affects; `null` for all locations.
         * @example loc_123
         */
        EventLocationId: string | null;
        /** @description A forecast event: an influence outside the demand history, such as a promotion, that raises or lowers demand. It applies to every day (UTC) from `startsAt` to `endsAt`, both days included, and only through the scenarios that include it. */
        ForecastEvent: {
            id: components["schemas"]["EventId"];
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description Start of the event.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description End of the event.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValue"];
            /**
             * @description Whether the event affects all products: `true` if `productMasterId` is `null`. Independent of locations.
             * @example false
             */
            isGlobal: boolean;
            /**
             * @description Whether the event affects all locations: `true` if `locationId` is `null`. Independent of products.
             * @example true
             */
            isOrgWide: boolean;
            productMasterId: components["schemas"]["EventProductId"];
            /** @description Summary of the product; `null` if the event affects all products. */
            productMaster: components["schemas"]["ProductReference"] | null;
            /** @example null */
            locationId: components["schemas"]["EventLocationId"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ForecastEventList: {
            /** @description Items on the page. */
            data: components["schemas"]["ForecastEvent"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Effect of the event on demand. */
        EventValueSet: {
            liftPct: components["schemas"]["LiftPct"];
            stackingMode: components["schemas"]["StackingMode"];
            description?: components["schemas"]["EventValueDescription"];
        };
        /** @description An event to create. `endsAt` must be after `startsAt`. */
        ForecastEventCreate: {
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description Start of the event.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description End of the event.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValueSet"];
            productMasterId?: components["schemas"]["EventProductId"];
            locationId?: components["schemas"]["EventLocationId"];
        };
        /** @description The result of a request. */
        ForecastEventEnvelope: {
            data: components["schemas"]["ForecastEvent"];
        };
        /** @description New state of the event. An omitted optional property is set to its default. `endsAt` must be after `startsAt`. */
        ForecastEventReplace: {
            name: components["schemas"]["EventName"];
            type: components["schemas"]["EventType"];
            /**
             * @description Start of the event.
             * @example 2026-06-01T00:00:00Z
             */
            startsAt: components["schemas"]["Timestamp"];
            /**
             * @description End of the event.
             * @example 2026-06-30T23:59:59Z
             */
            endsAt: components["schemas"]["Timestamp"];
            value: components["schemas"]["EventValueSet"];
            productMasterId?: components["schemas"]["EventProductId"];
            locationId?: components["schemas"]["EventLocationId"];
        };
        /** @description Forecast of one calendar month. */
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
             * @description Expected demand with events (point forecast).
             * @example 1749.44
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Lower bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 1622.79
             */
            lowerQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Upper bound of the 80 % prediction interval of `forecastQuantity`.
             * @example 1876.09
             */
            upperQuantity: components["schemas"]["StockTotal"];
        };
        /** @description A forecast by calendar month. It starts with the first month that begins after the last day with known demand. Quantities are rounded to two decimals. */
        LongTermForecast: {
            /**
             * @description Product of the request; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description Location of the request; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description Sales channel of the request; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            /**
             * @description Scenario whose events are applied; `null` if the events of the published scenarios are applied.
             * @example scenario_456
             */
            scenarioId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability of the prediction intervals, in percent.
             * @example 80
             * @constant
             */
            intervalPercent: 80;
            /**
             * @description First day with demand in the selection; `null` if there is none.
             * @example 2024-06-01
             */
            historyStartDate: components["schemas"]["NullableCalendarDate"];
            /**
             * @description Last day for which the demand of the tenant is known; `null` if there is none.
             * @example 2026-05-31
             */
            historyEndDate: components["schemas"]["NullableCalendarDate"];
            /** @description First day of the first month. */
            startDate: components["schemas"]["CalendarDate"];
            /**
             * @description Last day of the last month.
             * @example 2026-08-31
             */
            endDate: components["schemas"]["CalendarDate"];
            /**
             * @description Number of months; equals the number of `buckets`.
             * @example 3
             */
            months: number;
            /**
             * @description Ids of the events that affect the selection, ordered by `startsAt` and id. At most the first 100.
             * @example [
             *       "event_789",
             *       "event_790"
             *     ]
             */
            eventIds: components["schemas"]["EventId"][];
            total: components["schemas"]["ForecastTotal"];
            /** @description One entry for each month, in chronological order. */
            buckets: components["schemas"]["ForecastMonth"][];
        };
        /** @description The result of a request. */
        LongTermForecastEnvelope: {
            data: components["schemas"]["LongTermForecast"];
        };
        /**
         * @description Status of the scenario. `DRAFT`: can be edited. `GENERATED`: its forecast is calculated. `PUBLISHED`: its events affect the forecasts of the tenant. `ARCHIVED`: read-only.
         * @example GENERATED
         * @enum {string}
         */
        ScenarioStatus: "DRAFT" | "GENERATED" | "PUBLISHED" | "ARCHIVED";
        /**
         * @description Purpose of the scenario. It has no effect on the calculation.
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
         * @description Assumptions of the scenario in words.
         * @example The sale runs all June; the festival adds a weekend.
         */
        ScenarioNarrative: string | null;
        /**
         * @description Ids of the events in the scenario; empty for the baseline without events.
         * @example [
         *       "event_789",
         *       "event_790"
         *     ]
         */
        IncludedEventIds: components["schemas"]["EventId"][];
        /** @description Assumptions of a scenario. */
        ScenarioAssumptions: {
            narrative: components["schemas"]["ScenarioNarrative"];
            /** @description Ids of the events in the scenario, in the order of the request. Events of an archived scenario may have been deleted since. */
            includedEventIds: components["schemas"]["IncludedEventIds"];
        };
        /** @description Total forecast of all products, locations and channels with the events of the scenario, as calculated when the scenario was generated. */
        ScenarioResult: {
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability of the prediction interval, in percent.
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
             * @description Number of forecast days.
             * @example 30
             */
            horizonDays: components["schemas"]["HorizonDays"];
            total: components["schemas"]["ForecastTotal"];
        };
        /** @description A forecast scenario: a combination of events whose effect on the forecast can be calculated and published. */
        ForecastScenario: {
            id: components["schemas"]["ScenarioId"];
            name: components["schemas"]["ScenarioName"];
            description: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            status: components["schemas"]["ScenarioStatus"];
            assumptions: components["schemas"]["ScenarioAssumptions"];
            /** @description Generated forecast; `null` for a draft, and for a scenario that was archived as a draft. */
            result: components["schemas"]["ScenarioResult"] | null;
            /** @description Time when `result` was generated; `null` if there is no `result`. */
            generatedAt: components["schemas"]["NullableTimestamp"];
            /** @description Time when the scenario was published; `null` if it was not published. */
            publishedAt: components["schemas"]["NullableTimestamp"];
            /** @description Time when the scenario was archived; `null` if it is not archived. */
            archivedAt: components["schemas"]["NullableTimestamp"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ForecastScenarioList: {
            /** @description Items on the page. */
            data: components["schemas"]["ForecastScenario"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description Assumptions of a scenario. */
        ScenarioAssumptionsSet: {
            narrative?: components["schemas"]["ScenarioNarrative"];
            includedEventIds?: components["schemas"]["IncludedEventIds"];
        };
        /** @description A scenario to create. */
        ForecastScenarioCreate: {
            name: components["schemas"]["ScenarioName"];
            description?: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            assumptions?: components["schemas"]["ScenarioAssumptionsSet"];
        };
        /** @description The result of a request. */
        ForecastScenarioEnvelope: {
            data: components["schemas"]["ForecastScenario"];
        };
        /** @description New state of the scenario. An omitted optional property is set to its default. */
        ForecastScenarioReplace: {
            name: components["schemas"]["ScenarioName"];
            description?: components["schemas"]["ScenarioDescription"];
            type: components["schemas"]["ScenarioType"];
            assumptions?: components["schemas"]["ScenarioAssumptionsSet"];
        };
        /** @description Options for the generated forecast. */
        ScenarioGeneration: {
            /** @example 30 */
            horizonDays?: components["schemas"]["HorizonDays"];
        };
        /** @description Scenarios to compare, and the demand to forecast. */
        ScenarioComparisonRequest: {
            /**
             * @description Ids of the scenarios, in any status.
             * @example [
             *       "scenario_456",
             *       "scenario_457"
             *     ]
             */
            scenarioIds: components["schemas"]["ScenarioId"][];
            horizonDays?: components["schemas"]["HorizonDays"];
            /**
             * @description Forecast only this product; `null` for all.
             * @example prod_123
             */
            productMasterId?: components["schemas"]["NullableProductId"];
            /**
             * @description Forecast only this location; `null` for all.
             * @example loc_123
             */
            locationId?: components["schemas"]["NullableLocationId"];
            /**
             * @description Forecast only this channel; `null` for all.
             * @example DTC
             */
            channelId?: components["schemas"]["NullableChannelId"];
        };
        /** @description Forecast of one scenario compared with the baseline. `deltaQuantity` is `forecastQuantity` − `baselineQuantity` of `total`; `deltaPercent` is the same as a percentage of the baseline. */
        ComparedScenario: {
            scenarioId: components["schemas"]["ScenarioId"];
            name: components["schemas"]["ScenarioName"];
            status: components["schemas"]["ScenarioStatus"];
            total: components["schemas"]["ForecastTotal"];
            /**
             * @description Change in demand caused by the events, in units; negative if they reduce demand.
             * @example 111.69
             */
            deltaQuantity: components["schemas"]["SignedStockTotal"];
            /**
             * Format: double
             * @description Change in demand as a percentage of the baseline, rounded to one decimal; `null` if the baseline is 0.
             * @example 34.9
             */
            deltaPercent: number | null;
            /** @description `forecastQuantity` of each day, in chronological order. */
            dailyQuantities: components["schemas"]["StockTotal"][];
        };
        /** @description Comparison of scenarios over the same days and with the same baseline. Quantities are rounded to two decimals. */
        ScenarioComparison: {
            /**
             * @description Product of the request; `null` for all.
             * @example prod_123
             */
            productMasterId: string | null;
            /**
             * @description Location of the request; `null` for all.
             * @example loc_123
             */
            locationId: string | null;
            /**
             * @description Sales channel of the request; `null` for all.
             * @example DTC
             */
            channelId: string | null;
            method: components["schemas"]["ForecastMethod"];
            /**
             * @description Probability of the prediction intervals, in percent.
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
            /** @description Number of forecast days. */
            horizonDays: components["schemas"]["HorizonDays"];
            /** @description `baselineQuantity` of each day, in chronological order; the same for all scenarios. */
            dailyBaselineQuantities: components["schemas"]["StockTotal"][];
            /** @description Scenarios, in the order of the request. */
            scenarios: components["schemas"]["ComparedScenario"][];
        };
        /** @description The result of a request. */
        ScenarioComparisonEnvelope: {
            data: components["schemas"]["ScenarioComparison"];
        };
        /**
         * @description Period to evaluate. `LAST_7_DAYS` and similar values end on the last day with known demand. `CUSTOM` runs from `startDate` to `endDate`, both included; days without known demand have no effect.
         * @example LAST_30_DAYS
         * @enum {string}
         */
        PlanningPeriod: "LAST_7_DAYS" | "LAST_30_DAYS" | "LAST_90_DAYS" | "LAST_365_DAYS" | "CUSTOM";
        /**
         * Format: double
         * @description Mean absolute percentage error: the mean of |forecast − actual| ÷ actual over the days with demand, × 100. `null` if no day has demand.
         * @example 18.5
         */
        Mape: number | null;
        /**
         * Format: double
         * @description Weighted absolute percentage error: Σ |forecast − actual| ÷ Σ actual × 100 over all days, including those without demand. `null` if there was no demand.
         * @example 15.2
         */
        Wape: number | null;
        /**
         * Format: double
         * @description Forecast bias: Σ (forecast − actual) ÷ Σ actual × 100. Positive if the forecasts were too high, negative if they were too low; `null` if there was no demand.
         * @example 2.3
         */
        BiasPercent: number | null;
        /**
         * Format: double
         * @description 100 − `mape`, with a minimum of 0; `null` if `mape` is `null`.
         * @example 81.5
         */
        Accuracy: number | null;
        /** @description A product whose forecasts are consistently too high or too low. */
        AccuracyOutlier: {
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            sku: components["schemas"]["Sku"];
            /** @example 22.1 */
            mape: components["schemas"]["Mape"];
            /** @example 15.3 */
            bias: components["schemas"]["BiasPercent"];
        };
        /** @description Accuracy of past forecasts. Percentages are rounded to one decimal, half away from zero. Only SKUs with demand in the period are counted, each in one band by its own `mape`: `excellentCount` + `goodCount` + `fairCount` + `poorCount` = `skuCount`. */
        ForecastAccuracy: {
            period: components["schemas"]["PlanningPeriod"];
            /**
             * @description Number of SKUs with demand in the period on days for which a forecast is known.
             * @example 180
             */
            skuCount: number;
            /** @description Mean absolute percentage error: the unweighted mean of the `mape` of all SKUs. `null` if `skuCount` is 0. */
            mape: components["schemas"]["Mape"];
            /** @description Weighted absolute percentage error over all SKUs and days: Σ |forecast − actual| ÷ Σ actual × 100. `null` if `skuCount` is 0. */
            wape: components["schemas"]["Wape"];
            /** @description Forecast bias over all SKUs and days: Σ (forecast − actual) ÷ Σ actual × 100. Positive if the forecasts were too high; `null` if `skuCount` is 0. */
            bias: components["schemas"]["BiasPercent"];
            /** @description Same value as `bias`. */
            biasPercent: components["schemas"]["BiasPercent"];
            accuracy: components["schemas"]["Accuracy"];
            /**
             * @description Number of SKUs with a `mape` below 10.
             * @example 45
             */
            excellentCount: number;
            /**
             * @description Number of SKUs with a `mape` from 10 to below 20.
             * @example 82
             */
            goodCount: number;
            /**
             * @description Number of SKUs with a `mape` from 20 to 30 inclusive.
             * @example 38
             */
            fairCount: number;
            /**
             * @description Number of SKUs with a `mape` above 30.
             * @example 15
             */
            poorCount: number;
            /** @description The 10 SKUs with the highest positive bias, highest first; ties are ordered by `productMasterId`. */
            topOverforecast: components["schemas"]["AccuracyOutlier"][];
            /** @description The 10 SKUs with the lowest negative bias, lowest first; ties are ordered by `productMasterId`. */
            topUnderforecast: components["schemas"]["AccuracyOutlier"][];
        };
        /** @description Stockouts: combinations of product and location that had demand in the period and currently have no available stock. Expired and recalled stock does not count as available. */
        StockoutKpi: {
            /**
             * @description Number of combinations of product and location with demand in the period.
             * @example 400
             */
            productLocationCount: number;
            /**
             * @description Number of these combinations that are stockouts.
             * @example 10
             */
            stockoutCount: number;
            /**
             * Format: double
             * @description `stockoutCount` ÷ `productLocationCount` × 100, rounded to one decimal; `null` if `productLocationCount` is 0.
             * @example 2.5
             */
            stockoutPercent: number | null;
        };
        /** @description Inventory turns: how often the stock is used up per year, based on units. */
        InventoryTurnsKpi: {
            /**
             * Format: double
             * @description `demandQuantity` × 365 ÷ `days` ÷ `quantityOnHand`, rounded to two decimals; `null` if nothing is on hand.
             * @example 4.35
             */
            turnsPerYear: number | null;
            /**
             * @description Demand of the period, in units.
             * @example 9360
             */
            demandQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Current units on hand.
             * @example 26208
             */
            quantityOnHand: components["schemas"]["StockTotal"];
        };
        /** @description Cost of holding the stock that is valued in one currency. */
        CarryingCost: {
            currency: components["schemas"]["Currency"];
            /**
             * Format: double
             * @description Current quantity on hand × unit cost, summed over products and locations.
             * @example 251850
             */
            inventoryValue: number;
            /**
             * Format: double
             * @description `inventoryValue` × `annualRatePct` × `days` ÷ 365, rounded to cents.
             * @example 5175
             */
            carryingCost: number;
        };
        /** @description Cost of holding the current stock for as many days as the period has. */
        CarryingCostKpi: {
            /**
             * Format: double
             * @description Annual cost of holding stock as a fraction of its value: the `carryingRatePct` of the request.
             * @example 0.25
             */
            annualRatePct: number;
            /** @description One entry for each currency in which stock on hand is valued, ordered by currency. Stock without a unit cost is not included. */
            byCurrency: components["schemas"]["CarryingCost"][];
        };
        /** @description Service level: share of the demand for products at locations that are currently not out of stock. */
        ServiceLevelKpi: {
            /**
             * Format: double
             * @description `inStockDemandQuantity` ÷ `demandQuantity` × 100, rounded to one decimal; `null` if there was no demand.
             * @example 97.5
             */
            serviceLevelPercent: number | null;
            /**
             * @description Demand of the period, in units.
             * @example 9360
             */
            demandQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Demand for products at locations that are currently not out of stock, in units.
             * @example 9126
             */
            inStockDemandQuantity: components["schemas"]["StockTotal"];
        };
        /** @description Weeks of supply: how long the current stock lasts. */
        WeeksOfSupplyKpi: {
            /**
             * Format: double
             * @description `quantityOnHand` ÷ `weeklyDemandQuantity`, rounded to one decimal; `null` if there was no demand.
             * @example 12
             */
            weeks: number | null;
            /**
             * @description Current units on hand.
             * @example 26208
             */
            quantityOnHand: components["schemas"]["StockTotal"];
            /**
             * @description Demand of the period × 7 ÷ `days`, rounded to two decimals.
             * @example 2184
             */
            weeklyDemandQuantity: components["schemas"]["StockTotal"];
        };
        /** @description Planning key figures for one period. */
        PlanningKpi: {
            /**
             * @description Location of the request; `null` for all.
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
             * @description Number of days in the period, including the first and the last day.
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
        /** @description The result of a request. */
        PlanningKpiEnvelope: {
            data: components["schemas"]["PlanningKpi"];
        };
        /**
         * @description Rating of the rounded `mape`. `EXCELLENT`: below 10. `GOOD`: from 10 to below 20. `FAIR`: from 20 to 30 inclusive. `POOR`: above 30.
         * @example EXCELLENT
         * @enum {string}
         */
        AccuracyBand: "EXCELLENT" | "GOOD" | "FAIR" | "POOR";
        /** @description Forecast and actual demand of one day. `errorQuantity` is `forecastQuantity` − `actualQuantity`. */
        AccuracyBucket: {
            /**
             * @description The day.
             * @example 2026-05-25
             */
            date: components["schemas"]["CalendarDate"];
            /**
             * @description Forecast for this day, calculated seven days earlier.
             * @example 56
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Actual demand of the day.
             * @example 52
             */
            actualQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Forecast error in units: positive if the forecast was too high, negative if it was too low.
             * @example 4
             */
            errorQuantity: components["schemas"]["SignedStockTotal"];
        };
        /** @description Accuracy of past forecasts for one SKU. Quantities are rounded to two decimals and percentages to one, half away from zero. */
        SkuAccuracy: {
            sku: components["schemas"]["Sku"];
            productMasterId: components["schemas"]["ProductId"];
            productName: components["schemas"]["ProductName"];
            /**
             * @description Location of the request; `null` for all.
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
             * @description Number of days in the period, including the first and the last day.
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
             * @description Same value as `bias`.
             * @example 7.5
             */
            biasPercent: components["schemas"]["BiasPercent"];
            /** @example 92.4 */
            accuracy: components["schemas"]["Accuracy"];
            /**
             * @description Rating of the rounded `mape`; `null` if `mape` is `null`.
             * @example GOOD
             */
            band: components["schemas"]["AccuracyBand"] | null;
            /**
             * @description Sum of `forecastQuantity` over all buckets.
             * @example 415
             */
            forecastQuantity: components["schemas"]["StockTotal"];
            /**
             * @description Sum of `actualQuantity` over all buckets.
             * @example 386
             */
            actualQuantity: components["schemas"]["StockTotal"];
            /** @description One entry for each day of the period for which both forecast and demand are known, in chronological order. */
            buckets: components["schemas"]["AccuracyBucket"][];
        };
        /** @description The result of a request. */
        SkuAccuracyEnvelope: {
            data: components["schemas"]["SkuAccuracy"];
        };
        /**
         * @description Status of the key. An `ACTIVE` key is accepted. `REVOKED` and `EXPIRED` are final: the key is never accepted again.
         * @example ACTIVE
         * @enum {string}
         */
        ApiKeyStatus: "ACTIVE" | "REVOKED" | "EXPIRED";
        /**
         * @description Name of the key, for example its purpose.
         * @example Warehouse integration
         */
        KeyName: string;
        /**
         * @description Scopes of the key. A key without scopes is valid but has no permissions.
         * @example [
         *       "inventory.read",
         *       "products.*"
         *     ]
         */
        Scopes: components["schemas"]["Scope"][];
        /**
         * Format: date-time
         * @description Time (UTC) from which the key is no longer accepted; `null` if it never expires.
         * @example 2027-06-01T00:00:00Z
         */
        ExpiresAt: string | null;
        /**
         * @description IP addresses (IPv4 or IPv6) from which the key can be used; empty if any address can use it.
         * @example [
         *       "192.0.2.10"
         *     ]
         */
        AllowedIps: string[];
        /** @description An API key, without its secret. */
        ApiKey: {
            /**
             * @description Id of the key.
             * @example key_123
             */
            id: string;
            name: components["schemas"]["KeyName"];
            /**
             * @description Public part of the key.
             * @example bdk_live_ABC123
             */
            keyPrefix: string;
            /**
             * @description Last four characters of the key.
             * @example XYZ1
             */
            last4: string;
            scopes: components["schemas"]["Scopes"];
            status: components["schemas"]["ApiKeyStatus"];
            expiresAt: components["schemas"]["ExpiresAt"];
            allowedIps: components["schemas"]["AllowedIps"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Time when the key was revoked; `null` if it is not revoked. */
            revokedAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description One page of a list, and its place in the list. */
        ApiKeyList: {
            /** @description Items on the page. */
            data: components["schemas"]["ApiKey"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description An API key to create. */
        ApiKeyCreate: {
            name: components["schemas"]["KeyName"];
            scopes: components["schemas"]["Scopes"];
            expiresAt?: components["schemas"]["ExpiresAt"];
            allowedIps?: components["schemas"]["AllowedIps"];
        };
        /** @description An API key with its secret. The secret is returned only once. */
        IssuedApiKey: {
            apiKey: components["schemas"]["ApiKey"];
            /**
             * @description Complete key for the `Authorization` header. The server stores only its hash.
             * @example bdk_live_ABC123_0123456789abcdefghijklmnopqrXYZ1
             */
            plaintextKey: string;
        };
        /** @description The result of a request. */
        IssuedApiKeyEnvelope: {
            data: components["schemas"]["IssuedApiKey"];
        };
        /** @description Properties of an API key to change. An omitted property keeps its value. */
        ApiKeyUpdate: {
            name?: components["schemas"]["KeyName"];
            scopes?: components["schemas"]["Scopes"];
            expiresAt?: components["schemas"]["ExpiresAt"];
            allowedIps?: components["schemas"]["AllowedIps"];
        };
        /** @description The result of a request. */
        ApiKeyEnvelope: {
            data: components["schemas"]["ApiKey"];
        };
        /** @description The path does not support the method. */
        MethodNotAllowedDetails: {
            /**
             * @description Machine-readable code of the error. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "METHOD_NOT_ALLOWED";
            requestId: components["schemas"]["RequestId"];
        };
        /** @description Machine-readable details of an error. `code` determines which other members exist. */
        ErrorDetails: components["schemas"]["ValidationErrorDetails"] | components["schemas"]["UnauthorizedDetails"] | components["schemas"]["ForbiddenDetails"] | components["schemas"]["NotFoundDetails"] | components["schemas"]["MethodNotAllowedDetails"] | components["schemas"]["ConflictDetails"] | components["schemas"]["PayloadTooLargeDetails"] | components["schemas"]["UnsupportedMediaTypeDetails"] | components["schemas"]["RateLimitExceededDetails"] | components["schemas"]["InternalErrorDetails"] | components["schemas"]["ServiceUnavailableDetails"];
    };
    responses: {
        /** @description A parameter is invalid. */
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
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The API key is missing or invalid. */
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
                "application/json": components["schemas"]["UnauthorizedError"];
            };
        };
        /** @description The key is not allowed to perform this request. */
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
                "application/json": components["schemas"]["ForbiddenError"];
            };
        };
        /** @description A rate limit of the key is exceeded. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                /**
                 * @description Number of requests left: always 0.
                 * @example 0
                 */
                "X-RateLimit-Remaining": 0;
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RateLimitExceededError"];
            };
        };
        /** @description An unexpected server error occurred. */
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
                "application/json": components["schemas"]["InternalError"];
            };
        };
        /** @description The server is temporarily unavailable, for example because its database is locked or its disk is full. */
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
                "application/json": components["schemas"]["ServiceUnavailableError"];
            };
        };
        /** @description A parameter or the request body is invalid. */
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
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The request conflicts with the current state; `details.reason` contains the cause. */
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
                "application/json": components["schemas"]["ConflictError"];
            };
        };
        /** @description The request body is larger than 1 MiB. */
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
                "application/json": components["schemas"]["PayloadTooLargeError"];
            };
        };
        /** @description The request body is not sent as `application/json`. */
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
                "application/json": components["schemas"]["UnsupportedMediaTypeError"];
            };
        };
        /** @description No resource with this id exists. */
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
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
    };
    parameters: {
        /**
         * @description Page number, starting at 1.
         * @example 1
         */
        PageParameter: number;
        /**
         * @description Maximum number of items per page.
         * @example 20
         */
        LimitParameter: number;
        /**
         * @description Sort direction.
         * @example asc
         */
        SortOrderParameter: components["schemas"]["SortOrder"];
        /**
         * @description Id of the product.
         * @example prod_123
         */
        ProductIdParameter: string;
        /**
         * @description Sort direction.
         * @example desc
         */
        SortOrderDescendingParameter: components["schemas"]["SortOrder"];
        /**
         * @description Id of the category.
         * @example cat_123
         */
        CategoryIdParameter: string;
        /**
         * @description Id of the taxonomy.
         * @example tax_123
         */
        TaxonomyIdParameter: string;
        /**
         * @description Id of the availability. It is the same as the id of the stock line.
         * @example item_123
         */
        AvailabilityIdParameter: string;
        /**
         * @description Id of the cycle count.
         * @example cc_123
         */
        CycleCountIdParameter: string;
        /**
         * @description Id of the transfer.
         * @example trf_123
         */
        TransferIdParameter: string;
        /**
         * @description Id of the recommendation.
         * @example rec_123
         */
        RecommendationIdParameter: string;
        /**
         * @description Id of the event.
         * @example event_789
         */
        EventIdParameter: string;
        /**
         * @description Id of the scenario.
         * @example scenario_456
         */
        ScenarioIdParameter: string;
        /**
         * @description SKU of the product (not its id). Encode a `/` as `%2F`.
         * @example SKU-123
         */
        SkuParameter: string;
        /**
         * @description Id of the API key (not the key itself).
         * @example key_123
         */
        KeyIdParameter: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Unique id of this request. Include it when you contact support. Error bodies repeat it in `details.requestId`.
         * @example req_7h2k9m4p
         */
        "X-Request-Id": string;
        /**
         * @description Maximum number of requests in the rate limit window with the fewest requests left.
         * @example 100
         */
        "X-RateLimit-Limit": number;
        /**
         * @description Number of requests left in that window.
         * @example 99
         */
        "X-RateLimit-Remaining": number;
        /**
         * @description End of that window, as Unix time in whole seconds.
         * @example 1780300860
         */
        "X-RateLimit-Reset": number;
        /**
         * @description Always `no-store`: caches must not store an authenticated response (RFC 9111 §5.2.2.5).
         * @example no-store
         */
        "Cache-Control": "no-store";
        /**
         * @description Authentication challenge (RFC 6750 §3). It contains an `error` attribute only if a key was sent.
         * @example Bearer realm="Better Data SCM API"
         */
        "WWW-Authenticate": string;
        /**
         * @description Number of seconds to wait before the next request.
         * @example 30
         */
        "Retry-After": number;
        /**
         * @description URL of the created resource. If the resource has no URL of its own, this is the URL of its list, filtered by its `id`.
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "name" | "sku";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only products with this status.
                 * @example ACTIVE
                 */
                status?: components["schemas"]["ProductStatus"];
                /**
                 * @description Only the product with this SKU.
                 * @example SKU-123
                 */
                sku?: components["schemas"]["Sku"];
                /**
                 * @description Only products whose name or SKU contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["ProductList"];
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
            /** @description The created product. */
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
                    "application/json": components["schemas"]["ProductEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The id of the deleted resource. */
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
                    "application/json": components["schemas"]["DeletionEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductUpdate"];
            };
        };
        responses: {
            /** @description The updated product. */
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
                    "application/json": components["schemas"]["ProductEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example code
                 */
                sortBy?: "code" | "name" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductAttributeList"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductAttributesCreate"];
            };
        };
        responses: {
            /** @description The added attribute values. */
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
                    "application/json": components["schemas"]["AddedProductAttributesEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductAttributesApply"];
            };
        };
        responses: {
            /** @description The changes. */
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
                    "application/json": components["schemas"]["ProductAttributesChangeEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example path
                 */
                sortBy?: "path" | "name" | "assignedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductCategoryList"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCategoriesAssign"];
            };
        };
        responses: {
            /** @description The changes. */
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
                    "application/json": components["schemas"]["ProductCategoriesChangeEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCategoriesApply"];
            };
        };
        responses: {
            /** @description The changes. */
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
                    "application/json": components["schemas"]["ProductCategoriesChangeEnvelope"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
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
                    "application/json": components["schemas"]["CategorySuggestionsEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt";
                /**
                 * @description Sort direction.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescendingParameter"];
                /**
                 * @description Only changes with this action.
                 * @example UPDATE
                 */
                action?: components["schemas"]["AuditAction"];
                /**
                 * @description Only changes made with this API key.
                 * @example key_123
                 */
                keyId?: string;
                /**
                 * @description Only changes made at or after this time.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only changes made at or before this time.
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductHistoryEntryList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example locationName
                 */
                sortBy?: "locationName" | "quantityOnHand" | "quantityAvailable" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only the inventory level at this location.
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductInventoryLevelList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "linkType";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductLinkList"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductLinkCreate"];
            };
        };
        responses: {
            /** @description The created link. */
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
                    "application/json": components["schemas"]["ProductLinkEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "name" | "sku";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only variants with this status.
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
                productId: components["parameters"]["ProductIdParameter"];
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
                    "application/json": components["schemas"]["ProductVariantList"];
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
                productId: components["parameters"]["ProductIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductVariantCreate"];
            };
        };
        responses: {
            /** @description The created variant. */
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
                    "application/json": components["schemas"]["ProductVariantEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example path
                 */
                sortBy?: "path" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only categories of this taxonomy.
                 * @example tax_123
                 */
                taxonomyId?: string;
                /**
                 * @description Only direct subcategories of this category.
                 * @example cat_123
                 */
                parentId?: string;
                /**
                 * @description Only categories with this number of levels above them; 0 for root categories.
                 * @example 1
                 */
                depth?: number;
                /**
                 * @description Only categories whose name or code contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["CategoryList"];
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
            /** @description The created category. */
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
                    "application/json": components["schemas"]["CategoryEnvelope"];
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
                categoryId: components["parameters"]["CategoryIdParameter"];
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
                    "application/json": components["schemas"]["CategoryEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example code
                 */
                sortBy?: "code" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                 * @description Only attributes whose name or code contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["AttributeList"];
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
            /** @description The created attribute. */
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
                    "application/json": components["schemas"]["AttributeEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example code
                 */
                sortBy?: "code" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only the taxonomy with this code.
                 * @example outdoor
                 */
                code?: components["schemas"]["CatalogCode"];
                /**
                 * @description Only taxonomies whose name or code contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["TaxonomyList"];
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
                taxonomyId: components["parameters"]["TaxonomyIdParameter"];
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
                    "application/json": components["schemas"]["TaxonomyEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example productName
                 */
                sortBy?: "productName" | "globalSku" | "locationName" | "quantityOnHand" | "quantityAvailable" | "expiryDate" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                    "application/json": components["schemas"]["InventoryItemList"];
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
            /** @description The completed adjustment. */
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
                    "application/json": components["schemas"]["AdjustmentEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "transactionType" | "deltaQty";
                /**
                 * @description Sort direction.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescendingParameter"];
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
                 * @description Only movements at or after this time.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only movements at or before this time.
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
                    "application/json": components["schemas"]["StockTransactionList"];
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
            /** @description The completed adjustment. */
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
                    "application/json": components["schemas"]["AdjustmentEnvelope"];
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
            /** @description The completed correction. */
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
                    "application/json": components["schemas"]["LotCorrectionEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example code
                 */
                sortBy?: "code" | "label";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                    "application/json": components["schemas"]["ReasonCodeList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "deltaQty";
                /**
                 * @description Sort direction.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescendingParameter"];
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
                 * @description Only movements at or after this time.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only movements at or before this time.
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
                    "application/json": components["schemas"]["StockTransactionList"];
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
            /** @description The completed adjustment. */
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
                    "application/json": components["schemas"]["AdjustmentEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example productMasterId
                 */
                sortBy?: "productMasterId" | "locationId" | "qtyOnHand" | "qtyAvailable";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                 * @description Whether to include stock lines whose lot has expired.
                 * @example false
                 */
                includeExpired?: boolean;
                /**
                 * @description Whether to include recalled stock lines.
                 * @example false
                 */
                includeRecalled?: boolean;
                /**
                 * @description Whether to include stock lines that are entirely on hold.
                 * @example false
                 */
                includeOnHold?: boolean;
                /**
                 * @description Whether to return sums by product and location instead of stock lines.
                 * @example false
                 */
                summary?: boolean;
                /**
                 * @description Whether each sum contains its stock lines. Has no effect without `summary=true`.
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
                    "application/json": components["schemas"]["AvailabilityList"];
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
                 * @description Id of the availability. It is the same as the id of the stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityIdParameter"];
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
                    "application/json": components["schemas"]["AvailabilityLineEnvelope"];
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
                 * @description Id of the availability. It is the same as the id of the stock line.
                 * @example item_123
                 */
                availabilityId: components["parameters"]["AvailabilityIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilitySet"];
            };
        };
        responses: {
            /** @description The updated availability. */
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
                    "application/json": components["schemas"]["AvailabilityLineEnvelope"];
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
            /** @description The result of the check. */
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
                    "application/json": components["schemas"]["AvailabilityCheckEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example productName
                 */
                sortBy?: "productName" | "globalSku" | "totalOnHand" | "totalReserved" | "minAtp" | "maxAtp";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                 * @description Only this sales channel. `channels` then contains only this channel, and the lowest and highest ATP are those of this channel. If the channel does not exist, the list is empty.
                 * @example WHOLESALE
                 */
                channelId?: string;
                /**
                 * @description Only items with at least one channel of this severity.
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
            /** @description A page of products by location. */
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
                    "application/json": components["schemas"]["ChannelLocationAtpList"];
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
                    "application/json": components["schemas"]["ChannelLocationDrilldownEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example channelId
                 */
                sortBy?: "channelId" | "channelName" | "totalAtp" | "lowCount" | "criticalCount";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                 * @description Only totals of this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only totals of this product.
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
                    "application/json": components["schemas"]["ChannelSummaryList"];
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
            /** @description The updated settings. */
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
                    "application/json": components["schemas"]["InventoryLevelEnvelope"];
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
                 * @description Start of the period.
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
                    "application/json": components["schemas"]["InventoryAnalyticsEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "scheduledDate" | "completedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only cycle counts with this status.
                 * @example COMPLETED
                 */
                status?: components["schemas"]["CycleCountStatus"];
                /**
                 * @description Only cycle counts of this type.
                 * @example PARTIAL
                 */
                type?: components["schemas"]["CycleCountType"];
                /**
                 * @description Only cycle counts at this location.
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
                    "application/json": components["schemas"]["CycleCountList"];
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
            /** @description The created cycle count. */
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
                    "application/json": components["schemas"]["CycleCountSheetEnvelope"];
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
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
                    "application/json": components["schemas"]["CycleCountSheetEnvelope"];
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CycleCountLinesRecord"];
            };
        };
        responses: {
            /** @description The updated cycle count. */
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
                    "application/json": components["schemas"]["CycleCountSheetEnvelope"];
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
                cycleCountId: components["parameters"]["CycleCountIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The updated cycle count. */
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
                    "application/json": components["schemas"]["CycleCountSheetEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "shippedAt" | "receivedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only transfers with this status.
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
                 * @description Only the transfer that was created from this recommendation.
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
                    "application/json": components["schemas"]["TransferList"];
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
            /** @description The created transfer. */
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
                    "application/json": components["schemas"]["TransferEnvelope"];
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
                transferId: components["parameters"]["TransferIdParameter"];
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
                    "application/json": components["schemas"]["TransferEnvelope"];
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
                transferId: components["parameters"]["TransferIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferUpdate"];
            };
        };
        responses: {
            /** @description The updated transfer. */
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
                    "application/json": components["schemas"]["TransferEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example name
                 */
                sortBy?: "name" | "locationName" | "stockLineCount";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                    "application/json": components["schemas"]["TransferBinList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "quantity" | "estimatedROI";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only recommendations with this status.
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
                    "application/json": components["schemas"]["TransferRecommendationList"];
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
            /** @description The generated recommendations. */
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
                    "application/json": components["schemas"]["TransferRecommendationBatchEnvelope"];
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
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
                    "application/json": components["schemas"]["TransferRecommendationEnvelope"];
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransferRecommendationDecision"];
            };
        };
        responses: {
            /** @description The updated recommendation. */
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
                    "application/json": components["schemas"]["TransferRecommendationEnvelope"];
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The updated recommendation. */
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
                    "application/json": components["schemas"]["TransferRecommendationEnvelope"];
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
                recommendationId: components["parameters"]["RecommendationIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransferRecommendationDecision"];
            };
        };
        responses: {
            /** @description The updated recommendation. */
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
                    "application/json": components["schemas"]["TransferRecommendationEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "quantity" | "estimatedROI";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
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
                    "application/json": components["schemas"]["TransferRecommendationList"];
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
            /** @description The alert configuration. */
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
                    "application/json": components["schemas"]["AlertSettingsEnvelope"];
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
            /** @description The updated configuration. */
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
                    "application/json": components["schemas"]["AlertSettingsEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "type";
                /**
                 * @description Sort direction.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescendingParameter"];
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
                 * @description Only alerts recorded at or after this time.
                 * @example 2026-05-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only alerts recorded at or before this time.
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
                    "application/json": components["schemas"]["AlertList"];
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
            /** @description The recorded alert. */
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
                    "application/json": components["schemas"]["AlertEnvelope"];
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
                 * @description Only demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only demand in this sales channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply only the events of this scenario, regardless of its status.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Number of days to forecast.
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
                    "application/json": components["schemas"]["ForecastEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt";
                /**
                 * @description Sort direction.
                 * @example desc
                 */
                sortOrder?: components["parameters"]["SortOrderDescendingParameter"];
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
                 * @description Only changes with this action.
                 * @example GENERATE
                 */
                action?: components["schemas"]["ForecastChangeAction"];
                /**
                 * @description Only changes made with this API key.
                 * @example key_123
                 */
                keyId?: string;
                /**
                 * @description Only changes made at or after this time.
                 * @example 2026-06-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only changes made at or before this time.
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
                    "application/json": components["schemas"]["ForecastChangeList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example channelId
                 */
                sortBy?: "channelId" | "channelName" | "forecastQuantity";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only this channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply only the events of this scenario, regardless of its status.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Number of days to forecast.
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
                    "application/json": components["schemas"]["ChannelProjectionList"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example startsAt
                 */
                sortBy?: "startsAt" | "endsAt" | "name" | "createdAt" | "updatedAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only events of this type.
                 * @example PROMOTION
                 */
                type?: components["schemas"]["EventType"];
                /**
                 * @description Only events for this product; events for all products are not included.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only events for this location; events for all locations are not included.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description `true`: only events for all products. `false`: only events for one product.
                 * @example false
                 */
                isGlobal?: boolean;
                /**
                 * @description `true`: only events for all locations. `false`: only events for one location.
                 * @example true
                 */
                isOrgWide?: boolean;
                /**
                 * @description Only events that end at or after this time.
                 * @example 2026-06-01T00:00:00Z
                 */
                startDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only events that start at or before this time.
                 * @example 2026-06-30T23:59:59Z
                 */
                endDate?: components["schemas"]["Timestamp"];
                /**
                 * @description Only events whose name contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["ForecastEventList"];
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
            /** @description The created event. */
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
                    "application/json": components["schemas"]["ForecastEventEnvelope"];
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
                eventId: components["parameters"]["EventIdParameter"];
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
                    "application/json": components["schemas"]["ForecastEventEnvelope"];
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
                eventId: components["parameters"]["EventIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastEventReplace"];
            };
        };
        responses: {
            /** @description The updated event. */
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
                    "application/json": components["schemas"]["ForecastEventEnvelope"];
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
                eventId: components["parameters"]["EventIdParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The id of the deleted resource. */
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
                    "application/json": components["schemas"]["DeletionEnvelope"];
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
                 * @description Only demand for this product.
                 * @example prod_123
                 */
                productMasterId?: string;
                /**
                 * @description Only demand at this location.
                 * @example loc_123
                 */
                locationId?: string;
                /**
                 * @description Only demand in this sales channel.
                 * @example DTC
                 */
                channelId?: string;
                /**
                 * @description Apply only the events of this scenario, regardless of its status.
                 * @example scenario_456
                 */
                scenarioId?: string;
                /**
                 * @description Number of months to forecast.
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
                    "application/json": components["schemas"]["LongTermForecastEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "updatedAt" | "name";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only scenarios with this status.
                 * @example GENERATED
                 */
                status?: components["schemas"]["ScenarioStatus"];
                /**
                 * @description Whether to include archived scenarios. Has no effect if `status` is given.
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
                 * @description Only scenarios whose name contains this text; ASCII letters are case-insensitive.
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
                    "application/json": components["schemas"]["ForecastScenarioList"];
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
            /** @description The created scenario. */
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForecastScenarioReplace"];
            };
        };
        responses: {
            /** @description The updated scenario. */
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The updated scenario. */
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScenarioGeneration"];
            };
        };
        responses: {
            /** @description The updated scenario. */
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                scenarioId: components["parameters"]["ScenarioIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The updated scenario. */
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
                    "application/json": components["schemas"]["ForecastScenarioEnvelope"];
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
                    "application/json": components["schemas"]["ScenarioComparisonEnvelope"];
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
                 * @description Period to evaluate.
                 * @example CUSTOM
                 */
                period?: components["schemas"]["PlanningPeriod"];
                /**
                 * @description First day of a `CUSTOM` period. Required for `CUSTOM`, rejected for any other period.
                 * @example 2026-05-02
                 */
                startDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description Last day of a `CUSTOM` period. Required for `CUSTOM`, rejected for any other period. Must not be before `startDate`, and at most 365 days after it.
                 * @example 2026-05-31
                 */
                endDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description Annual cost of holding stock, as a fraction of its value.
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
                    "application/json": components["schemas"]["PlanningKpiEnvelope"];
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
                 * @description Period to evaluate.
                 * @example CUSTOM
                 */
                period?: components["schemas"]["PlanningPeriod"];
                /**
                 * @description First day of a `CUSTOM` period. Required for `CUSTOM`, rejected for any other period.
                 * @example 2026-05-25
                 */
                startDate?: components["schemas"]["CalendarDate"];
                /**
                 * @description Last day of a `CUSTOM` period. Required for `CUSTOM`, rejected for any other period. Must not be before `startDate`, and at most 365 days after it.
                 * @example 2026-05-31
                 */
                endDate?: components["schemas"]["CalendarDate"];
            };
            header?: never;
            path: {
                /**
                 * @description SKU of the product (not its id). Encode a `/` as `%2F`.
                 * @example SKU-123
                 */
                sku: components["parameters"]["SkuParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accuracy of the SKU. */
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
                    "application/json": components["schemas"]["SkuAccuracyEnvelope"];
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
                 * @description Page number, starting at 1.
                 * @example 1
                 */
                page?: components["parameters"]["PageParameter"];
                /**
                 * @description Maximum number of items per page.
                 * @example 20
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description Field to sort by.
                 * @example createdAt
                 */
                sortBy?: "createdAt" | "name" | "expiresAt";
                /**
                 * @description Sort direction.
                 * @example asc
                 */
                sortOrder?: components["parameters"]["SortOrderParameter"];
                /**
                 * @description Only the key with this id.
                 * @example key_123
                 */
                id?: string;
                /**
                 * @description Only keys with this status.
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
                    "application/json": components["schemas"]["ApiKeyList"];
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
            /** @description The created key. */
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
                    "application/json": components["schemas"]["IssuedApiKeyEnvelope"];
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyUpdate"];
            };
        };
        responses: {
            /** @description The updated key. */
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
                    "application/json": components["schemas"]["ApiKeyEnvelope"];
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoProperties"];
            };
        };
        responses: {
            /** @description The updated key. */
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
                    "application/json": components["schemas"]["ApiKeyEnvelope"];
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
                 * @description Id of the API key (not the key itself).
                 * @example key_123
                 */
                keyId: components["parameters"]["KeyIdParameter"];
            };
            cookie?: never;
        };
        /** @description Optional. No body, `{}` and `null` have the same effect. */
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
                    "application/json": components["schemas"]["IssuedApiKeyEnvelope"];
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
